//! From the fluid to the inside of the pipe.

use crate::fluid::Properties;

/// Below this Reynolds number the flow is laminar.
pub const LAMINAR_TO: f64 = 2300.0;
/// From this on it is turbulent.
pub const TURBULENT_FROM: f64 = 4000.0;
/// Nusselt number of laminar flow with an even wall temperature.
const LAMINAR_NUSSELT: f64 = 3.66;

/// Flow in a round pipe.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PipeFlow {
    /// Reynolds number.
    pub reynolds: f64,
    /// Nusselt number.
    pub nusselt: f64,
    /// Darcy friction factor.
    pub friction: f64,
    /// Mean speed, m/s.
    pub speed_m_s: f64,
    /// From the fluid to the wall of the pipe, mK/W.
    pub film_m_k_w: f64,
}

impl PipeFlow {
    /// Of a mass flow, kg/s, through a pipe of an inner radius and a roughness, m.
    ///
    /// Laminar 3.66; turbulent after Gnielinski with friction after Colebrook; in between a straight line in the
    /// Reynolds number (Gnielinski 2013, <https://doi.org/10.1016/j.ijheatmasstransfer.2013.04.015>), with the
    /// friction of the flow itself at both of its ends, as in pygfunction; that of 4000 would give a film that is
    /// up to 7 % thicker there.
    #[must_use]
    pub fn new(fluid: &Properties, flow_kg_s: f64, inner_radius_m: f64, roughness_m: f64) -> Self {
        let diameter_m = 2.0 * inner_radius_m;
        let area_m2 = std::f64::consts::PI * inner_radius_m * inner_radius_m;
        let speed_m_s = flow_kg_s / fluid.density_kg_m3 / area_m2;
        let reynolds = fluid.density_kg_m3 * speed_m_s * diameter_m / fluid.viscosity_pa_s;
        let friction = friction(reynolds, roughness_m / diameter_m);
        let nusselt = nusselt(reynolds, fluid.prandtl(), roughness_m / diameter_m, LAMINAR_NUSSELT);
        let film_m_k_w = 1.0 / (std::f64::consts::PI * fluid.conductivity_w_m_k * nusselt);
        Self { reynolds, nusselt, friction, speed_m_s, film_m_k_w }
    }

    /// What the flow loses over a length, Pa.
    #[must_use]
    pub fn pressure_drop_pa(&self, fluid: &Properties, inner_radius_m: f64, length_m: f64) -> f64 {
        self.friction * length_m / (2.0 * inner_radius_m) * 0.5 * fluid.density_kg_m3 * self.speed_m_s.powi(2)
    }
}

/// The Nusselt number, laminar to turbulent.
pub(crate) fn nusselt(reynolds: f64, prandtl: f64, relative_roughness: f64, laminar: f64) -> f64 {
    if reynolds <= LAMINAR_TO {
        return laminar;
    }
    let eighth = friction(reynolds, relative_roughness) / 8.0;
    let turbulent = |reynolds: f64| {
        let below = 1.0 + 12.7 * eighth.sqrt() * (prandtl.powf(2.0 / 3.0) - 1.0);
        eighth * (reynolds - 1000.0) * prandtl / below
    };
    if reynolds >= TURBULENT_FROM {
        return turbulent(reynolds);
    }
    let part = (reynolds - LAMINAR_TO) / (TURBULENT_FROM - LAMINAR_TO);
    laminar * (1.0 - part) + turbulent(TURBULENT_FROM) * part
}

/// Darcy's friction factor: laminar `64 / Re`, from 2300 on the equation of Colebrook.
pub(crate) fn friction(reynolds: f64, relative_roughness: f64) -> f64 {
    if reynolds < LAMINAR_TO {
        return 64.0 / reynolds.max(1e-9);
    }
    // x = 1 / sqrt(f) = -2 log10(e / 3.7 + 2.51 x / Re): it closes in by a factor of five a round.
    let mut root = 7.0_f64;
    for _ in 0..60 {
        root = -2.0 * (relative_roughness / 3.7 + 2.51 * root / reynolds).log10();
    }
    root.powi(-2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smooth_pipe_has_the_friction_of_the_books() {
        // Moody's diagram: 0.0309 at 1e4, 0.0180 at 1e5, 0.0222 at 1e5 with a roughness of 0.001.
        for (reynolds, rough, book) in [(1e4, 0.0, 0.0309), (1e5, 0.0, 0.0180), (1e5, 0.001, 0.0222)] {
            assert!((friction(reynolds, rough) / book - 1.0_f64).abs() < 0.004);
        }
    }

    #[test]
    fn the_film_has_no_jump() {
        for edge in [LAMINAR_TO, TURBULENT_FROM] {
            let [below, above] = [0.9999, 1.0001].map(|factor| nusselt(edge * factor, 20.0, 4e-5, 3.66));
            assert!((above / below - 1.0).abs() < 2e-3);
        }
    }
}
