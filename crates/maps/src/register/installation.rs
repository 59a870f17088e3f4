//! An installation: one model, whatever register it comes from.

use geo::Coord;

use super::part::Part;
use crate::pack::System;

/// An existing or licensed use of the ground. What is not known is `None`, never 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Installation {
    /// Id: of the source, made unique where a source object holds several installations.
    pub id: String,
    /// The file it was read from.
    pub source: String,
    /// Who keeps the record: a name, or a number of the chamber of commerce.
    pub authority: Option<String>,
    /// Open, closed or no ground-energy system at all.
    pub system: Option<System>,
    /// What it is used for, in the words of the source.
    pub usage: Option<String>,
    /// Status in the words of the source.
    pub status: Option<String>,
    /// Its reference point, in RD New.
    pub place: Option<Coord>,
    /// Its wells and loops.
    pub parts: Vec<Part>,
    /// How much water may go in or out.
    pub licensed: Vec<Licensed>,
    /// How much water went in or out.
    pub actual: Vec<Volume>,
    /// Energy, temperatures and power.
    pub energy: Energy,
    /// When it counts.
    pub validity: Span,
}

impl Installation {
    /// An installation of which nothing else is known.
    #[must_use]
    pub fn new(id: String, source: String) -> Self {
        Self {
            id,
            source,
            authority: None,
            system: None,
            usage: None,
            status: None,
            place: None,
            parts: Vec::new(),
            licensed: Vec::new(),
            actual: Vec::new(),
            energy: Energy::default(),
            validity: Span::default(),
        }
    }

    /// Groundwater that may be moved in a year, m3: the largest of what may go out and in, for what
    /// goes out comes back.
    #[must_use]
    pub fn licensed_volume_m3(&self) -> Option<f64> {
        self.licensed.iter().filter_map(|licensed| licensed.year_m3).reduce(f64::max)
    }

    /// Power exchanged with the ground, kW: the one that is given for the whole (closed systems), or
    /// the larger of those for heat and cold (open systems).
    #[must_use]
    pub fn power_kw(&self) -> Option<f64> {
        let Energy { power_kw, power_warm_kw, power_cold_kw, .. } = self.energy;
        power_kw.or_else(|| [power_warm_kw, power_cold_kw].into_iter().flatten().reduce(f64::max))
    }
}

/// Which way water goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Into the ground.
    In,
    /// Out of the ground.
    Out,
}

/// How much water may go one way, m3 in each period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Licensed {
    /// Which way; not always said.
    pub direction: Option<Direction>,
    /// In an hour.
    pub hour_m3: Option<f64>,
    /// In a day.
    pub day_m3: Option<f64>,
    /// In a month.
    pub month_m3: Option<f64>,
    /// In a quarter.
    pub quarter_m3: Option<f64>,
    /// In a year.
    pub year_m3: Option<f64>,
}

/// How much water went one way.
#[derive(Debug, Clone, PartialEq)]
pub struct Volume {
    /// The year, when it is said.
    pub year: Option<i16>,
    /// m3.
    pub m3: f64,
}

/// Energy, temperatures and power of an installation.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Energy {
    /// Heat put into the ground while cooling, MWh a year (GUF `energyWarm`).
    pub warm_mwh: Option<f64>,
    /// Cold put into the ground while heating, MWh a year (GUF `energyCold`).
    pub cold_mwh: Option<f64>,
    /// Highest temperature of what goes into the warm side, degC.
    pub max_infiltration_temperature_c: Option<f64>,
    /// Mean temperature of what goes into the cold wells, degC.
    pub cold_infiltration_temperature_c: Option<f64>,
    /// Mean temperature of what goes into the warm wells, degC.
    pub warm_infiltration_temperature_c: Option<f64>,
    /// Power of the whole, kW.
    pub power_kw: Option<f64>,
    /// Power of the cold side, kW.
    pub power_cold_kw: Option<f64>,
    /// Power of the warm side, kW.
    pub power_warm_kw: Option<f64>,
    /// Mean volume of cold water, m3 a year.
    pub cold_water_m3: Option<f64>,
    /// Mean volume of warm water, m3 a year.
    pub warm_water_m3: Option<f64>,
    /// Largest volume of cold water, m3 a year.
    pub max_cold_water_m3: Option<f64>,
    /// Largest volume of warm water, m3 a year.
    pub max_warm_water_m3: Option<f64>,
}

/// A period; dates as written, for registers know some only by month or year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: Option<String>,
    /// Day on which it ended; `None` while it lasts.
    pub to: Option<String>,
}
