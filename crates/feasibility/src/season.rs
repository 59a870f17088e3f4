//! The four meteorological seasons. A demand is given by season, because a cold winter says nothing
//! about the summer after it (source study, Tabel 1 to 3).

use serde::{Deserialize, Serialize};

/// A meteorological season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Season {
    /// December to February.
    Winter,
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
}

impl Season {
    /// All four, winter first.
    pub const ALL: [Self; 4] = [Self::Winter, Self::Spring, Self::Summer, Self::Autumn];

    /// The hours of the season in a year of 8760 hours.
    #[must_use]
    pub fn hours(self) -> u16 {
        match self {
            Self::Winter => 2160,
            Self::Spring | Self::Summer => 2208,
            Self::Autumn => 2184,
        }
    }

    /// The season of a month, 1 for January.
    #[must_use]
    pub fn of_month(month: i8) -> Self {
        match month {
            3..=5 => Self::Spring,
            6..=8 => Self::Summer,
            9..=11 => Self::Autumn,
            _ => Self::Winter,
        }
    }
}

/// Something for each season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerSeason<T> {
    /// December to February.
    pub winter: T,
    /// March to May.
    pub spring: T,
    /// June to August.
    pub summer: T,
    /// September to November.
    pub autumn: T,
}

impl<T> PerSeason<T> {
    /// That of one season.
    pub fn get(&self, season: Season) -> &T {
        match season {
            Season::Winter => &self.winter,
            Season::Spring => &self.spring,
            Season::Summer => &self.summer,
            Season::Autumn => &self.autumn,
        }
    }

    /// All four with their season, winter first.
    pub fn iter(&self) -> impl Iterator<Item = (Season, &T)> {
        Season::ALL.into_iter().map(|season| (season, self.get(season)))
    }

    /// Makes something for each season from what there is for it.
    ///
    /// # Errors
    /// The first that `make` gives.
    pub fn try_map<U, E>(&self, mut make: impl FnMut(Season, &T) -> Result<U, E>) -> Result<PerSeason<U>, E> {
        Ok(PerSeason {
            winter: make(Season::Winter, &self.winter)?,
            spring: make(Season::Spring, &self.spring)?,
            summer: make(Season::Summer, &self.summer)?,
            autumn: make(Season::Autumn, &self.autumn)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seasons_make_a_year() {
        assert_eq!(Season::ALL.iter().map(|season| u32::from(season.hours())).sum::<u32>(), 8760);
    }

    #[test]
    fn a_season_is_three_months() {
        for season in Season::ALL {
            assert_eq!((1..=12).filter(|month| Season::of_month(*month) == season).count(), 3);
        }
    }
}
