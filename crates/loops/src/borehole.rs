//! From the fluid to the wall of the borehole, at a depth and over its length.
//!
//! First-order closed forms of the multipole method, of Claesson & Javed 2018 for one U
//! (<https://doi.org/10.3390/en11010214>) and 2019 for two (<https://doi.org/10.1080/23744731.2019.1620565>).
//! They leave out what the fluid and the grout themselves hold: within an hour of a change the fluid in the
//! ground swings less than is computed here, by some tenths of a kelvin to a kelvin.

use std::f64::consts::{PI, TAU};

use bodemtoets_words::limits::{positive, within};

use crate::Problem;
use crate::film::{PipeFlow, nusselt};
use crate::fluid::Coolant;
use crate::legs::Legs;

/// A borehole with its pipes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Borehole {
    /// Its radius, m.
    pub radius_m: f64,
    /// Conductivity of the grout, W/mK.
    pub grout_w_m_k: f64,
    /// Conductivity of the ground, W/mK.
    pub ground_w_m_k: f64,
    /// What is in it.
    pub pipes: Pipes,
}

/// A pipe.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pipe {
    /// Inner radius, m.
    pub inner_radius_m: f64,
    /// Outer radius, m.
    pub outer_radius_m: f64,
    /// Conductivity of its wall, W/mK.
    pub wall_w_m_k: f64,
}

/// What is in a borehole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pipes {
    /// One U.
    SingleU {
        /// Both of its legs.
        pipe: Pipe,
        /// From the axis of the borehole to that of a leg, m.
        from_axis_m: f64,
    },
    /// Two U, fed in parallel, four legs at 90 degrees.
    DoubleU {
        /// All of its legs.
        pipe: Pipe,
        /// From the axis of the borehole to that of a leg, m.
        from_axis_m: f64,
        /// Where the legs are in which the fluid goes down.
        down: DownLegs,
    },
    /// A pipe in a pipe: down through the ring between them, up through the inner one.
    Coaxial {
        /// Inner pipe.
        inner: Pipe,
        /// Outer pipe.
        outer: Pipe,
    },
}

/// Where the legs of a double U are in which the fluid goes down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DownLegs {
    /// Beside each other.
    Beside,
    /// Opposite each other, which costs less by the two ways between legs.
    Opposite,
}

/// From the fluid to the wall at a depth, and from leg to leg.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Local {
    /// `Rb`, mK/W.
    pub local_m_k_w: f64,
    /// `Ra`, mK/W.
    pub internal_m_k_w: f64,
}

/// Roughness of polyethylene, m.
pub const ROUGHNESS_M: f64 = 1e-6;

impl Pipe {
    /// Through its wall, mK/W.
    #[must_use]
    pub fn wall_m_k_w(&self) -> f64 {
        (self.outer_radius_m / self.inner_radius_m).ln() / (TAU * self.wall_w_m_k)
    }

    fn check(&self, name: &str) -> Result<(), Problem> {
        let named = |field: &str| format!("{name}{field}");
        positive(&named("pipe_inner_radius_m"), self.inner_radius_m, 0.5, "pipes have 0.010 to 0.020 m; is it in mm?")?;
        positive(&named("pipe_w_m_k"), self.wall_w_m_k, 500.0, "polyethylene has 0.40 to 0.42 W/mK")?;
        within(
            &named("pipe_outer_radius_m"),
            self.outer_radius_m,
            self.inner_radius_m * 1.000_001,
            0.5,
            "a pipe is wider outside than inside",
        )?;
        Ok(())
    }
}

impl Borehole {
    /// Refuses what does not fit into itself.
    ///
    /// # Errors
    /// With the number that cannot be.
    pub fn check(&self) -> Result<(), Problem> {
        within("borehole_radius_m", self.radius_m, 0.01, 0.5, "Dutch boreholes have 0.065 to 0.09 m; is it in mm?")?;
        within("grout_w_m_k", self.grout_w_m_k, 0.2, 5.0, "grout has 0.8 to 2.3 W/mK")?;
        within("conductivity_w_m_k", self.ground_w_m_k, 0.2, 8.0, "Dutch sand and clay have 1.5 to 2.5 W/mK")?;
        match self.pipes {
            Pipes::SingleU { pipe, from_axis_m } => {
                pipe.check("")?;
                self.check_place(&pipe, from_axis_m, pipe.outer_radius_m)
            }
            Pipes::DoubleU { pipe, from_axis_m, .. } => {
                pipe.check("")?;
                self.check_place(&pipe, from_axis_m, pipe.outer_radius_m * std::f64::consts::SQRT_2)
            }
            Pipes::Coaxial { inner, outer } => {
                inner.check("inner_")?;
                outer.check("outer_")?;
                within(
                    "inner_pipe_outer_radius_m",
                    inner.outer_radius_m,
                    0.0,
                    outer.inner_radius_m * 0.98,
                    "the inner pipe has to fit into the outer one, with a ring for the fluid",
                )?;
                within(
                    "outer_pipe_outer_radius_m",
                    outer.outer_radius_m,
                    0.0,
                    self.radius_m,
                    "the pipes have to fit into the borehole",
                )?;
                Ok(())
            }
        }
    }

    fn check_place(&self, pipe: &Pipe, from_axis_m: f64, least_m: f64) -> Result<(), Problem> {
        within(
            "pipe_from_axis_m",
            from_axis_m,
            least_m,
            self.radius_m - pipe.outer_radius_m,
            "the legs lie beside each other and within the borehole",
        )?;
        Ok(())
    }

    /// At a depth, with legs of a resistance from the fluid to the outside of the pipe, mK/W; not of a coaxial one.
    fn local_of_u(&self, pipe: &Pipe, from_axis_m: f64, down: Option<DownLegs>, pipe_m_k_w: f64) -> Local {
        let (grout, rb, ro, d) = (self.grout_w_m_k, self.radius_m, pipe.outer_radius_m, from_axis_m);
        let contrast = (grout - self.ground_w_m_k) / (grout + self.ground_w_m_k);
        let beta = TAU * grout * pipe_m_k_w;
        let b = (1.0 - beta) / (1.0 + beta);
        let over = 1.0 / (TAU * grout);
        match down {
            None => single_u(rb, ro, d, contrast, b, over, pipe_m_k_w),
            Some(down) => double_u(rb, ro, d, contrast, b, over, pipe_m_k_w, down),
        }
    }

    /// At a depth, of a single or double U whose resistance from the fluid to the outside of a pipe is known, mK/W.
    ///
    /// # Errors
    /// When something does not fit, or it is coaxial.
    pub fn local(&self, pipe_and_film_m_k_w: f64) -> Result<Local, Problem> {
        self.check()?;
        within("pipe_and_film_m_k_w", pipe_and_film_m_k_w, 1e-4, 5.0, "0.07 to 0.3 is usual")?;
        match self.pipes {
            Pipes::SingleU { pipe, from_axis_m } => Ok(self.local_of_u(&pipe, from_axis_m, None, pipe_and_film_m_k_w)),
            Pipes::DoubleU { pipe, from_axis_m, down } => {
                Ok(self.local_of_u(&pipe, from_axis_m, Some(down), pipe_and_film_m_k_w))
            }
            Pipes::Coaxial { .. } => Err(Problem::NoAnswer("a coaxial loop has three films, not one")),
        }
    }

    /// The flow through its pipes, for a mass flow of the loop, kg/s: of a U in each leg, of a coaxial loop in the
    /// inner pipe.
    ///
    /// # Errors
    /// When the fluid is frozen, or there is no flow.
    pub fn flow(&self, coolant: &Coolant, temperature_c: f64, flow_kg_s: f64) -> Result<PipeFlow, Problem> {
        let fluid = coolant.at(temperature_c)?;
        positive("flow_kg_s_per_loop", flow_kg_s, 20.0, "0.2 to 0.6 kg/s a loop is usual")?;
        let (flow_kg_s, radius_m) = match self.pipes {
            Pipes::SingleU { pipe, .. } => (flow_kg_s, pipe.inner_radius_m),
            Pipes::DoubleU { pipe, .. } => (0.5 * flow_kg_s, pipe.inner_radius_m),
            Pipes::Coaxial { inner, .. } => (flow_kg_s, inner.inner_radius_m),
        };
        Ok(PipeFlow::new(&fluid, flow_kg_s, radius_m, ROUGHNESS_M))
    }

    /// The legs of a loop with a fluid of a temperature and a mass flow, kg/s.
    ///
    /// # Errors
    /// When something does not fit, the fluid is frozen, or there is no flow.
    pub fn legs(&self, coolant: &Coolant, temperature_c: f64, flow_kg_s: f64) -> Result<Legs, Problem> {
        self.check()?;
        let fluid = coolant.at(temperature_c)?;
        let flow = self.flow(coolant, temperature_c, flow_kg_s)?;
        let flow_w_k = flow_kg_s * fluid.heat_capacity_j_kg_k;
        match self.pipes {
            Pipes::SingleU { pipe, .. } | Pipes::DoubleU { pipe, .. } => {
                Ok(self.legs_of(self.local(pipe.wall_m_k_w() + flow.film_m_k_w)?, flow_w_k))
            }
            Pipes::Coaxial { inner, outer } => {
                let (narrow_m, wide_m) = (inner.outer_radius_m, outer.inner_radius_m);
                let hydraulic_m = 2.0 * (wide_m - narrow_m);
                let area_m2 = PI * (wide_m * wide_m - narrow_m * narrow_m);
                let reynolds = flow_kg_s / area_m2 * hydraulic_m / fluid.viscosity_pa_s;
                let ratio = narrow_m / wide_m;
                // Laminar in a ring with one wall of an even temperature, the other without heat (VDI Heat Atlas, G2).
                let film = |laminar: f64, radius_m: f64| {
                    let nusselt = nusselt(reynolds, fluid.prandtl(), ROUGHNESS_M / hydraulic_m, laminar);
                    hydraulic_m / (nusselt * fluid.conductivity_w_m_k * TAU * radius_m)
                };
                let of_wide = film(3.66 + 1.2 * ratio.sqrt(), wide_m);
                let of_narrow = film(3.66 + 1.2 * ratio.powf(-0.8), narrow_m);
                let grout_m_k_w = (self.radius_m / outer.outer_radius_m).ln() / (TAU * self.grout_w_m_k);
                Ok(Legs {
                    down_w_m_k: 1.0 / (of_wide + outer.wall_m_k_w() + grout_m_k_w),
                    up_w_m_k: 0.0,
                    between_w_m_k: 1.0 / (flow.film_m_k_w + inner.wall_m_k_w() + of_narrow),
                    flow_w_k,
                })
            }
        }
    }

    /// The legs of a U of which the resistances are known, with the heat capacity flow of the whole loop, W/K.
    #[must_use]
    pub fn legs_of(&self, local: Local, flow_w_k: f64) -> Legs {
        // Two U have two ways between legs.
        let ways = if matches!(self.pipes, Pipes::DoubleU { .. }) { 2.0 } else { 1.0 };
        Legs::alike(local.local_m_k_w, local.internal_m_k_w / ways, flow_w_k)
    }
}

fn single_u(rb: f64, ro: f64, d: f64, s: f64, b: f64, over: f64, pipe: f64) -> Local {
    let (rb2, d2) = (rb * rb, d * d);
    let (p0, p1, p2) = (ro / (2.0 * d), ro * d / (rb2 - d2), ro * d / (rb2 + d2));
    let even = pipe + over * ((rb2 / (2.0 * ro * d)).ln() + s * (rb2 * rb2 / (rb2 * rb2 - d2 * d2)).ln());
    let odd = pipe + over * ((2.0 * d / ro).ln() + s * ((rb2 + d2) / (rb2 - d2)).ln());
    let first_even = over * b * (-p0 + s * p1 - s * p2).powi(2)
        / (1.0 + b * (p0 * p0 + s * (p1 * (p1 + 2.0 * p0) + p2 * (p2 - 2.0 * p0))));
    let first_odd = over * b * (p0 + s * p1 + s * p2).powi(2)
        / (1.0 + b * (-p0 * p0 + s * (p1 * (p1 + 2.0 * p0) - p2 * (p2 - 2.0 * p0))));
    Local { local_m_k_w: 0.5 * (even - first_even), internal_m_k_w: 2.0 * (odd - first_odd) }
}

#[expect(clippy::too_many_arguments, clippy::many_single_char_names, reason = "the symbols of the article")]
fn double_u(rb: f64, ro: f64, d: f64, s: f64, b: f64, over: f64, pipe: f64, down: DownLegs) -> Local {
    let (rb2, d2) = (rb * rb, d * d);
    let (rb4, d4) = (rb2 * rb2, d2 * d2);
    let (rb8, d8) = (rb4 * rb4, d4 * d4);
    let u = ro * ro / (4.0 * d2);
    let e = (rb8 - d8).powf(0.25);
    let (c, f) = (d2 / e, rb2 / e);
    let bu = b * u;
    let first = bu * (3.0 - 8.0 * s * c.powi(4)).powi(2) / (1.0 + bu * (5.0 + 64.0 * s * c.powi(4) * f.powi(4)));
    let local = 0.25 * pipe + 0.25 * over * ((rb4 / (4.0 * ro * d2 * d)).ln() + s * (rb8 / (rb8 - d8)).ln() - first);
    let odd = match down {
        DownLegs::Opposite => {
            let first = bu * (1.0 + 8.0 * s * c.powi(2) * f.powi(2)).powi(2)
                / (1.0 - bu * (3.0 - 32.0 * s * (c.powi(2) * f.powi(6) + c.powi(6) * f.powi(2))));
            pipe + over * ((d / ro).ln() + s * ((rb4 + d4) / (rb4 - d4)).ln() - first)
        }
        DownLegs::Beside => {
            let m11 = 1.0 + 16.0 * b * s * u * (3.0 * c.powi(3) * f.powi(5) + c.powi(7) * f);
            let m12 = -bu;
            let m22 = -1.0 - 16.0 * b * s * u * (c * f.powi(7) + 3.0 * c.powi(5) * f.powi(3));
            let v1 = 1.0 - 8.0 * s * c.powi(3) * f;
            let v2 = 3.0 + 8.0 * s * c * f.powi(3);
            let first =
                -0.5 * bu * over * (v2 * v2 * m11 + 2.0 * v1 * v2 * m12 - v1 * v1 * m22) / (m11 * m22 + m12 * m12);
            pipe + over * ((2.0 * d / ro).ln() + s * ((rb2 + d2) / (rb2 - d2)).ln()) - first
        }
    };
    Local { local_m_k_w: local, internal_m_k_w: 2.0 * odd }
}

/// The effective resistance when the extraction is the same at every depth: `Rb + H2 / (3 Ra W2)`, mK/W.
#[must_use]
pub fn effective_at_uniform_extraction_m_k_w(local: Local, length_m: f64, flow_w_k: f64) -> f64 {
    local.local_m_k_w + length_m * length_m / (3.0 * local.internal_m_k_w * flow_w_k * flow_w_k)
}

#[cfg(test)]
#[path = "borehole_tests.rs"]
mod tests;
