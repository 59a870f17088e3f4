//! Two ways to count: as the source study did, and as it should have.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// With everything that the study left out or mixed up put right.
    #[default]
    Corrected,
    /// As the study was published, mistakes included.
    Study,
}

/// What is put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a correction that is made or not")]
pub struct Corrections {
    /// NOx and SO2 of the conventional plant by the chiller's electricity, not by the cooling (Tabel 11, 12).
    pub chiller_electricity: bool,
    /// NOx and SO2 of the cold year without the surplus cold as electricity (Tabel 11, 12).
    pub cold_year: bool,
    /// Cooling beyond the wells counted as work of the heat pump.
    pub heat_pump_cooling: bool,
    /// Electricity of the well pumps counted, when it is given.
    pub well_pumps: bool,
}

impl Corrections {
    /// As published.
    pub const NONE: Self =
        Self { chiller_electricity: false, cold_year: false, heat_pump_cooling: false, well_pumps: false };
    /// The mistakes in the emissions, and no more: the plant of the study as it should have been counted.
    pub const EMISSIONS: Self = Self { chiller_electricity: true, cold_year: true, ..Self::NONE };
    /// All of them.
    pub const ALL: Self =
        Self { chiller_electricity: true, cold_year: true, heat_pump_cooling: true, well_pumps: true };
}

impl Mode {
    /// What it puts right.
    #[must_use]
    pub fn corrections(self) -> Corrections {
        match self {
            Self::Corrected => Corrections::ALL,
            Self::Study => Corrections::NONE,
        }
    }

    /// The name in files and flags.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Study => "study",
        }
    }
}
