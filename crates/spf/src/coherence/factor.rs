//! Factors between units that people mix up, and meters change to.

/// MWh and kWh, MWh and GJ, GJ and kWh; and their inverses.
pub(super) const FACTORS: [f64; 3] = [1000.0, 3.6, 1000.0 / 3.6];

/// The factor between units that a ratio is nearest to, when it is near.
pub(super) fn factor_of(ratio: f64) -> Option<f64> {
    let near = |factor: &f64| (ratio / factor).max(factor / ratio) < 1.6;
    FACTORS.iter().flat_map(|factor| [*factor, 1.0 / factor]).find(near)
}
