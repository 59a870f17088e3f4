//! What is known of an existing installation at one of its wells or loops. What is not known is
//! `None`, never 0.

use serde::Serialize;

/// What an existing installation does with the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum System {
    /// Groundwater is pumped from one well into another to store heat and cold.
    Open,
    /// A fluid goes round in closed loops.
    Closed,
    /// No ground-energy system: drinking water, draining, sanitation and the like.
    Other,
}

impl System {
    /// The system of a word: ours, or that of the national register (BRO GUF).
    ///
    /// ```
    /// use bodemtoets_maps::pack::System;
    /// assert_eq!(System::parse("openBodemenergiesysteem"), Some(System::Open));
    /// assert_eq!(System::parse("bemaling"), Some(System::Other));
    /// assert_eq!(System::parse("geothermie"), None);
    /// ```
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "open" | "openbodemenergiesysteem" => Some(Self::Open),
            "closed" | "gesloten" | "geslotenbodemenergiesysteem" => Some(Self::Closed),
            // Uses and functions of the register's lists that are not ground energy.
            "other"
            | "overig"
            | "onttrekking"
            | "onttrekkingenretournering"
            | "infiltratie"
            | "infiltratieenonttrekking"
            | "agrarischedoeleinden"
            | "bemaling"
            | "brandblusvoorziening"
            | "grondwatersanering"
            | "industrieletoepassing"
            | "openbaredrinkwatervoorziening"
            | "overigedoeleinden" => Some(Self::Other),
            _ => None,
        }
    }

    /// The slug, as in files.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Other => "other",
        }
    }
}

/// Whether a well of an open system stores heat or cold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum WellType {
    /// Stores heat.
    Warm,
    /// Stores cold.
    Cold,
}

impl WellType {
    /// The type of a word: ours, or that of the national register; unknown is `None`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "warm" => Some(Self::Warm),
            "cold" | "koud" => Some(Self::Cold),
            _ => None,
        }
    }

    /// The slug, as in files.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Warm => "warm",
            Self::Cold => "cold",
        }
    }
}

/// What is known of an installation at one of its wells or loops, as far as the layer says it.
/// Volume, power and energy are those of the whole installation, repeated at each of its wells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WellData {
    /// What it is.
    pub system: Option<System>,
    /// Whether it stores heat or cold.
    pub well_type: Option<WellType>,
    /// Top of the screens, metres below ground level.
    pub screen_top_m: Option<f64>,
    /// Bottom of the screens, metres below ground level.
    pub screen_bottom_m: Option<f64>,
    /// End of the drilling or deepest point of the loop, metres below ground level.
    pub depth_m: Option<f64>,
    /// Groundwater that may be pumped, m3 a year.
    pub annual_volume_m3: Option<f64>,
    /// Capacity of the pump, m3/h.
    pub flow_m3_h: Option<f64>,
    /// Power exchanged with the ground, kW.
    pub power_kw: Option<f64>,
    /// Heat put into the ground, MWh a year.
    pub heat_mwh: Option<f64>,
    /// Cold put into the ground, MWh a year.
    pub cold_mwh: Option<f64>,
    /// Whether it is in use, in the words of the source.
    pub status: Option<String>,
    /// The place is not that of the well itself but of its installation: the well is near.
    pub approximate: bool,
}
