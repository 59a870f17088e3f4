//! Cold, normal and warm years. A year type has all its four seasons of that type.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kind of year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum YearType {
    /// Four cold seasons.
    Cold,
    /// Four normal seasons.
    Normal,
    /// Four warm seasons.
    Warm,
}

impl YearType {
    /// All three, cold first.
    pub const ALL: [Self; 3] = [Self::Cold, Self::Normal, Self::Warm];

    /// The name in files and flags.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Cold => "cold",
            Self::Normal => "normal",
            Self::Warm => "warm",
        }
    }
}

/// Something for each year type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PerYear<T> {
    /// That of a cold year.
    pub cold: T,
    /// That of a normal year.
    pub normal: T,
    /// That of a warm year.
    pub warm: T,
}

impl<T> PerYear<T> {
    /// That of one year type.
    pub fn get(&self, year: YearType) -> &T {
        match year {
            YearType::Cold => &self.cold,
            YearType::Normal => &self.normal,
            YearType::Warm => &self.warm,
        }
    }

    /// All three with their year type, cold first.
    pub fn iter(&self) -> impl Iterator<Item = (YearType, &T)> {
        YearType::ALL.into_iter().map(|year| (year, self.get(year)))
    }

    /// Makes something for each year type.
    pub fn from_fn(mut make: impl FnMut(YearType) -> T) -> Self {
        Self { cold: make(YearType::Cold), normal: make(YearType::Normal), warm: make(YearType::Warm) }
    }
}
