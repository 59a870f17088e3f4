//! Vertical extents, and how deep a zone allows a drilling to go.

use serde::Serialize;

/// A vertical extent in metres below ground level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Extent {
    /// Top.
    pub from_m: f64,
    /// Bottom; infinite when there is none.
    pub to_m: f64,
}

impl Extent {
    /// From ground level down without end.
    pub const ALL: Self = Self { from_m: 0.0, to_m: f64::INFINITY };
}

/// How deep a zone allows a drilling to go; each where its source says so.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct DepthLimits {
    /// The deepest drilling, metres below ground level.
    pub max_depth_m: Option<f64>,
    /// The lowest level that a drilling may reach, metres above NAP (below it: negative).
    pub min_level_m_nap: Option<f64>,
    /// Top of the clay layer that may not be pierced, metres below ground level.
    pub clay_top_m: Option<f64>,
}

impl DepthLimits {
    /// The least of them as a depth below ground level; a level in NAP counts when the ground
    /// level is known.
    #[must_use]
    pub fn least_depth_m(self, ground_level_m_nap: Option<f64>) -> Option<f64> {
        let of_level = self.min_level_m_nap.zip(ground_level_m_nap).map(|(level, ground)| ground - level);
        [self.max_depth_m, of_level, self.clay_top_m].into_iter().flatten().min_by(f64::total_cmp)
    }
}
