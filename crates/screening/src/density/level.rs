//! Depths at which the ground is looked at.

use bodemtoets_ground::crowding::Depths;

/// Below this a system is no ground-energy system but geothermal energy (Mijnbouwwet), m.
pub const DEEPEST_M: f64 = 500.0;

/// Slices of the classes of depth in table 1 of the factsheet on ground energy; its last class, deeper than
/// 250 m, ends at [`DEEPEST_M`].
pub const FACTSHEET: [Depths; 6] = [
    Depths { top_m: 0.0, bottom_m: 5.0 },
    Depths { top_m: 5.0, bottom_m: 20.0 },
    Depths { top_m: 20.0, bottom_m: 50.0 },
    Depths { top_m: 50.0, bottom_m: 100.0 },
    Depths { top_m: 100.0, bottom_m: 250.0 },
    Depths { top_m: 250.0, bottom_m: DEEPEST_M },
];

/// At which depth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Level {
    /// At any depth: also systems whose depth is not known are certain to be there.
    Any,
    /// Within a slice. What only touches it is not in it.
    Slice(Depths),
}

/// Why a list of slices cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("`{text}` is no list of depths: {why}; write them as 0-20,20-50,50-100, in metres below ground level")]
pub struct LevelError {
    text: String,
    why: String,
}

impl Level {
    /// What it is called in files: `any`, or `20-50`.
    #[must_use]
    pub fn slug(self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Slice(depths) => format!("{}-{}", depths.top_m, depths.bottom_m),
        }
    }

    /// Its depths: all, down to [`DEEPEST_M`], for any.
    #[must_use]
    pub fn depths(self) -> Depths {
        match self {
            Self::Any => Depths { top_m: 0.0, bottom_m: DEEPEST_M },
            Self::Slice(depths) => depths,
        }
    }
}

/// Any depth, and each of the slices of a list such as `0-20,20-50`.
///
/// ```
/// use bodemtoets_screening::density::{Level, levels};
///
/// let levels = levels("0-20,20-50")?;
/// assert_eq!(levels.iter().map(|level| level.slug()).collect::<Vec<_>>(), ["any", "0-20", "20-50"]);
/// # Ok::<(), bodemtoets_screening::density::LevelError>(())
/// ```
///
/// # Errors
/// When a slice is no interval of depths, upside down, deeper than [`DEEPEST_M`], or there twice.
pub fn levels(text: &str) -> Result<Vec<Level>, LevelError> {
    let wrong = |why: String| LevelError { text: text.to_owned(), why };
    let mut levels = vec![Level::Any];
    for slice in text.split(',').map(str::trim) {
        let ends = slice
            .split_once('-')
            .and_then(|(top, bottom)| Some((top.trim().parse::<f64>().ok()?, bottom.trim().parse::<f64>().ok()?)));
        let (top_m, bottom_m) =
            ends.ok_or_else(|| wrong(format!("`{slice}` is not two depths with a dash between")))?;
        let depths = Depths { top_m, bottom_m };
        depths.check().map_err(|problem| wrong(problem.to_string()))?;
        if bottom_m > DEEPEST_M {
            return Err(wrong(format!("{bottom_m} m is deeper than {DEEPEST_M} m, where the Mining Act holds")));
        }
        if levels.contains(&Level::Slice(depths)) {
            return Err(wrong(format!("`{slice}` is there twice")));
        }
        levels.push(Level::Slice(depths));
    }
    Ok(levels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_list_of_depths_is_told() {
        let said = |text: &str| levels(text).unwrap_err().to_string();
        assert!(said("20").starts_with("`20` is no list of depths: `20` is not two depths with a dash between; write"));
        assert!(said("50-20").contains("top_m is 50 and bottom_m is 20: the bottom has to be deeper"));
        assert!(said("0-20,0-20").contains("`0-20` is there twice"));
        assert!(said("250-900").contains("900 m is deeper than 500 m"));
        assert!(said("").contains("is not two depths"));
    }

    #[test]
    fn the_slices_of_the_factsheet_leave_no_gap() {
        assert!(FACTSHEET.windows(2).all(|two| two[0].bottom_m.to_bits() == two[1].top_m.to_bits()));
    }
}
