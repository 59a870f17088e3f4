//! Intervals of depth, and how far two of them overlap.

use schemars::JsonSchema;
use serde::Serialize;

use super::problem::Problem;
use bodemtoets_words::limits::within;

/// From where to where, m below ground level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Depths {
    /// Where it begins.
    pub top_m: f64,
    /// Where it ends: deeper than the top.
    pub bottom_m: f64,
}

impl Depths {
    /// How long it is, m.
    #[must_use]
    pub fn length_m(self) -> f64 {
        self.bottom_m - self.top_m
    }

    /// Over how long two overlap, m; 0 when they only touch.
    #[must_use]
    pub fn overlap_m(self, other: Self) -> f64 {
        (self.bottom_m.min(other.bottom_m) - self.top_m.max(other.top_m)).max(0.0)
    }

    /// The part of the shorter one that overlaps with the longer, 0 to 1.
    ///
    /// ```
    /// use bodemtoets_ground::crowding::Depths;
    ///
    /// let one = Depths { top_m: 20.0, bottom_m: 60.0 };
    /// let other = Depths { top_m: 50.0, bottom_m: 70.0 };
    /// assert_eq!(one.overlap_share(other), 0.5);
    /// ```
    #[must_use]
    pub fn overlap_share(self, other: Self) -> f64 {
        let shorter_m = self.length_m().min(other.length_m());
        if shorter_m > 0.0 { self.overlap_m(other) / shorter_m } else { 0.0 }
    }

    /// Refuses an interval that is upside down or not in the ground.
    ///
    /// # Errors
    /// When the bottom is not below the top, or one is no depth.
    pub fn check(self) -> Result<(), Problem> {
        within("top_m", self.top_m, 0.0, 5000.0, "it is a depth below ground level")?;
        within("bottom_m", self.bottom_m, 0.0, 5000.0, "it is a depth below ground level")?;
        if self.bottom_m > self.top_m {
            return Ok(());
        }
        Err(Problem::UpsideDown { top_m: self.top_m, bottom_m: self.bottom_m })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHALLOW: Depths = Depths { top_m: 10.0, bottom_m: 30.0 };

    #[test]
    fn intervals_that_touch_do_not_overlap() {
        let below = Depths { top_m: 30.0, bottom_m: 50.0 };
        assert!(SHALLOW.overlap_share(below).abs() < 1e-12);
        assert!(SHALLOW.overlap_m(below).abs() < 1e-12);
    }

    #[test]
    fn one_within_the_other_overlaps_wholly() {
        let within = Depths { top_m: 15.0, bottom_m: 20.0 };
        assert!((SHALLOW.overlap_share(within) - 1.0).abs() < 1e-12);
        assert!((within.overlap_share(SHALLOW) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_screen_upside_down_is_refused() {
        let said = Depths { top_m: 40.0, bottom_m: 20.0 }.check().unwrap_err().to_string();
        assert_eq!(said, "top_m is 40 and bottom_m is 20: the bottom has to be deeper; are the two exchanged?");
    }
}
