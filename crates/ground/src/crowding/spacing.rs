//! Wells of open systems beside each other: how many radii apart, and what that means.
//!
//! Warm beside warm shares its bubble; warm beside cold takes from it. How near is too near is custom,
//! not law: in practice three thermal radii between wells of opposite type, in dense areas 2.5 to 3, and
//! 0.5 to 1 between wells of one type. Screens at different depths do not meet.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::Serialize;

use super::depths::Depths;
use super::harm::Harm;
use super::problem::Problem;
use super::range::Range;
use bodemtoets_words::lang::Text;
use bodemtoets_words::limits::within;

/// What a well stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WellKind {
    /// Warmth.
    Warm,
    /// Cold.
    Cold,
    /// The register does not say, or both (a monowell whose screens are not told apart).
    Unknown,
}

/// What two wells are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Both warm or both cold.
    Same,
    /// One warm, one cold.
    Opposite,
    /// Of at least one it is not known: they are taken as opposite, the worst that they can be.
    Unknown,
}

/// A well of an open system.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StorageWell {
    /// East, m.
    pub x_m: f64,
    /// North, m.
    pub y_m: f64,
    /// What it stores.
    pub kind: WellKind,
    /// Its screen; none when it is not known.
    pub screen: Option<Depths>,
    /// How far its warmth or cold reaches ([`thermal_radius_range_m`](super::thermal_radius_range_m)); none
    /// when volume or screen are not known.
    pub thermal_radius_m: Option<Range>,
}

/// How many radii wells have to be apart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct SpacingRules {
    /// Wells of one type, in mean thermal radii.
    pub same: f64,
    /// Wells of opposite type, in mean thermal radii.
    pub opposite: f64,
}

impl Default for SpacingRules {
    /// Custom in the Netherlands, on the careful side: 1 and 3.
    fn default() -> Self {
        Self { same: 1.0, opposite: 3.0 }
    }
}

/// Two wells beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Spacing {
    /// Between the wells, m.
    pub distance_m: f64,
    /// What they are to each other.
    pub relation: Relation,
    /// The distance over the mean of the two thermal radii; none when a radius is not known. At 2 the
    /// bubbles touch.
    pub radii: Option<Range>,
    /// How many it should be at least.
    pub required: f64,
    /// The part of the shorter screen that overlaps with the other, 0 to 1; 0 to 1 when a screen is not
    /// known.
    pub overlap: Range,
    /// How bad it is: the overlap times what is lacking of the required distance, 0 (nothing) to 1 (in one
    /// place and at one depth). 0 to the overlap when a radius is not known.
    pub severity: Range,
    /// Whether the wells are nearer than they should be, at a depth that they share.
    pub harm: Harm,
}

impl SpacingRules {
    /// Where the numbers come from.
    #[must_use]
    pub fn status() -> Text {
        Text {
            nl: "Vuistregel uit de praktijk, geen wet: onderlinge afstand in thermische stralen.".into(),
            en: "A rule of thumb from practice, not law: spacing in thermal radii.".into(),
        }
    }

    /// Refuses numbers that are no multiples.
    ///
    /// # Errors
    /// When one is below 0 or above 20.
    pub fn check(&self) -> Result<(), Problem> {
        within("same", self.same, 0.0, 20.0, "it is a multiple of the thermal radius")?;
        within("opposite", self.opposite, 0.0, 20.0, "it is a multiple of the thermal radius")?;
        Ok(())
    }

    /// Two wells beside each other.
    ///
    /// Exactly as far apart as required is no harm; neither are screens that only touch. What is not known
    /// of screen or radius leaves harm unknown, unless the rest settles it.
    ///
    /// ```
    /// use bodemtoets_ground::crowding::{Depths, Harm, Range, SpacingRules, StorageWell, WellKind};
    ///
    /// let warm = StorageWell {
    ///     x_m: 0.0,
    ///     y_m: 0.0,
    ///     kind: WellKind::Warm,
    ///     screen: Some(Depths { top_m: 40.0, bottom_m: 70.0 }),
    ///     thermal_radius_m: Some(Range::exactly(30.0)),
    /// };
    /// let cold = StorageWell { x_m: 60.0, kind: WellKind::Cold, ..warm };
    /// let spacing = SpacingRules::default().spacing(&warm, &cold);
    /// assert_eq!(spacing.radii, Some(Range::exactly(2.0)));
    /// assert_eq!(spacing.harm, Harm::Harm);
    /// ```
    #[must_use]
    pub fn spacing(&self, one: &StorageWell, other: &StorageWell) -> Spacing {
        let distance_m = (one.x_m - other.x_m).hypot(one.y_m - other.y_m);
        let relation = Relation::between(one.kind, other.kind);
        let required = match relation {
            Relation::Same => self.same,
            Relation::Opposite => self.opposite,
            Relation::Unknown => self.same.max(self.opposite),
        };
        let overlap = match (one.screen, other.screen) {
            (Some(one), Some(other)) => Range::exactly(one.overlap_share(other)),
            _ => Range::new(0.0, 1.0),
        };
        let radii = one.thermal_radius_m.zip(other.thermal_radius_m).map(|(one, other)| {
            let sum_m = one + other;
            // More radius is fewer radii.
            Range::new(2.0 * distance_m / sum_m.high, 2.0 * distance_m / sum_m.low)
        });
        let too_near = radii.map_or(Harm::Unknown, |radii| Harm::below(radii, required));
        let harm = if overlap.high <= 0.0 || required <= 0.0 {
            Harm::None
        } else if overlap.low > 0.0 {
            too_near
        } else {
            too_near.min(Harm::Unknown)
        };
        let lacking = |radii: f64| if required > 0.0 { (1.0 - radii / required).max(0.0) } else { 0.0 };
        let lacks = radii.map_or(Range::new(0.0, 1.0), |radii| radii.map(lacking));
        let severity = Range::new(overlap.low * lacks.low, overlap.high * lacks.high);
        Spacing { distance_m, relation, radii, required, overlap, severity, harm }
    }

    /// The worst pair of wells of two systems: by harm, then by severity; none when one has no wells.
    #[must_use]
    pub fn worst(&self, system: &[StorageWell], other: &[StorageWell]) -> Option<Spacing> {
        self.worst_pair(system, other).map(|(_, spacing)| spacing)
    }

    /// The same, with which well of each it is.
    #[must_use]
    pub fn worst_pair(&self, system: &[StorageWell], other: &[StorageWell]) -> Option<((usize, usize), Spacing)> {
        let wells = system.iter().enumerate().flat_map(|one| other.iter().enumerate().map(move |other| (one, other)));
        let pairs = wells.map(|((at, one), (beside, other))| ((at, beside), self.spacing(one, other)));
        pairs.max_by(|(_, one), (_, other)| one.badness(other))
    }
}

impl Spacing {
    /// The worst of many pairs: by harm, then by severity.
    #[must_use]
    pub fn worst(pairs: impl IntoIterator<Item = Self>) -> Option<Self> {
        pairs.into_iter().max_by(Self::badness)
    }

    /// The worse is the larger; of two that are equally bad the nearer, which tells more.
    fn badness(&self, other: &Self) -> Ordering {
        let by_severity = self.severity.high.total_cmp(&other.severity.high);
        self.harm.cmp(&other.harm).then(by_severity).then(other.distance_m.total_cmp(&self.distance_m))
    }
}

impl Relation {
    /// Of two wells.
    #[must_use]
    pub fn between(one: WellKind, other: WellKind) -> Self {
        match (one, other) {
            (WellKind::Unknown, _) | (_, WellKind::Unknown) => Self::Unknown,
            (one, other) if one == other => Self::Same,
            _ => Self::Opposite,
        }
    }
}

#[cfg(test)]
#[path = "spacing_tests.rs"]
mod tests;
