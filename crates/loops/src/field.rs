//! Loops and where they are.

use bodemtoets_words::limits::{positive, within};

use crate::Problem;

/// More loops than this are not computed as one field.
pub const MOST_LOOPS: usize = 1000;

/// A borehole with a closed loop in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loop {
    /// Place, m.
    pub x_m: f64,
    /// Place, m.
    pub y_m: f64,
    /// Over how long it exchanges heat, m.
    pub length_m: f64,
    /// Depth at which the exchange begins, m below ground level.
    pub top_m: f64,
    /// Radius of the borehole, m.
    pub radius_m: f64,
}

impl Loop {
    /// How far apart two are, m; the radius of its borehole for a loop and itself.
    pub(crate) fn apart_m(&self, other: &Self) -> f64 {
        (self.x_m - other.x_m).hypot(self.y_m - other.y_m)
    }

    fn check(&self) -> Result<(), Problem> {
        within("x_m", self.x_m, -1e7, 1e7, "it is a place in metres")?;
        within("y_m", self.y_m, -1e7, 1e7, "it is a place in metres")?;
        within("length_m", self.length_m, 1.0, 1000.0, "closed loops have 20 to 300 m")?;
        within("top_m", self.top_m, 0.0, 100.0, "it is a depth below ground level, 0.5 to 2 m is usual")?;
        within("borehole_radius_m", self.radius_m, 0.01, 0.5, "Dutch boreholes have 0.065 to 0.09 m; is it in mm?")?;
        Ok(())
    }
}

/// The loops of one owner, that act together.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    loops: Vec<Loop>,
}

impl Field {
    /// A field of these loops.
    ///
    /// # Errors
    /// When there are none or too many, a number cannot be, or two share a borehole.
    pub fn new(loops: Vec<Loop>) -> Result<Self, Problem> {
        if loops.is_empty() {
            return Err(Problem::NoLoops);
        }
        if loops.len() > MOST_LOOPS {
            return Err(Problem::TooMany { found: loops.len(), most: MOST_LOOPS });
        }
        for (first, one) in loops.iter().enumerate() {
            one.check()?;
            for (second, other) in loops.iter().enumerate().skip(first + 1) {
                let (distance_m, least_m) = (one.apart_m(other), one.radius_m + other.radius_m);
                if distance_m < least_m {
                    return Err(Problem::OneBorehole { first: first + 1, second: second + 1, distance_m, least_m });
                }
            }
        }
        Ok(Self { loops })
    }

    /// `columns` by `rows` loops that are equal, `spacing_m` apart.
    ///
    /// # Errors
    /// As [`Field::new`].
    pub fn rectangle(columns: u32, rows: u32, spacing_m: f64, like: Loop) -> Result<Self, Problem> {
        positive("spacing_m", spacing_m, 1000.0, "loops of one owner are 4 to 8 m apart")?;
        let place = move |row, column| Loop {
            x_m: like.x_m + spacing_m * f64::from(column),
            y_m: like.y_m + spacing_m * f64::from(row),
            ..like
        };
        Self::new((0..rows).flat_map(|row| (0..columns).map(move |column| place(row, column))).collect())
    }

    /// The loops.
    #[must_use]
    pub fn loops(&self) -> &[Loop] {
        &self.loops
    }

    /// How many there are.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "at most a thousand")]
    pub fn count(&self) -> f64 {
        self.loops.len() as f64
    }

    /// All lengths together, m.
    #[must_use]
    pub fn total_length_m(&self) -> f64 {
        self.loops.iter().map(|one| one.length_m).sum()
    }

    /// The mean length, m.
    #[must_use]
    pub fn mean_length_m(&self) -> f64 {
        self.total_length_m() / self.count()
    }

    /// The same field with another mean length, m: all lengths in proportion.
    #[must_use]
    pub fn with_mean_length_m(&self, mean_length_m: f64) -> Self {
        let factor = mean_length_m / self.mean_length_m();
        Self { loops: self.loops.iter().map(|one| Loop { length_m: one.length_m * factor, ..*one }).collect() }
    }

    /// The mean temperature of the ground along all loops, degC.
    #[must_use]
    pub fn undisturbed_c(&self, undisturbed: crate::Undisturbed) -> f64 {
        let sum: f64 = self.loops.iter().map(|one| undisturbed.mean_c(one.top_m, one.length_m) * one.length_m).sum();
        sum / self.total_length_m()
    }
}
