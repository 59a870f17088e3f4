//! Facts: everything a rule may ask about, known or unknown.
//!
//! Rules see only this. Where the facts come from (a map, a form, a test case) is not their
//! business, so a rule can be tested without a map.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::zone::ZoneHit;
use bodemtoets_ground::crowding::Harm;
use bodemtoets_words::{KindSet, Role};

pub use bodemtoets_words::{Dwelling, System};

/// The numbers that rules may compare. Each has its unit in its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// End depth of the drilling, metres below ground level (Bal 4.1136).
    DrillingDepthM,
    /// Top of the screens, metres below ground level (Or 7.35 f).
    ScreenTopM,
    /// Bottom of the screens, metres below ground level.
    ScreenBottomM,
    /// Largest flow, m3/h (Or 7.35 b).
    #[serde(rename = "flow_m3_h")]
    FlowM3H,
    /// Groundwater moved in a year, m3.
    #[serde(rename = "annual_volume_m3")]
    AnnualVolumeM3,
    /// Power exchanged with the ground (bodemzijdig vermogen), kW.
    GroundPowerKw,
    /// Highest temperature of the water or fluid that goes into the ground, degrees Celsius.
    MaxInfiltrationTemperatureC,
    /// Lowest temperature of the water or fluid that goes into the ground, degrees Celsius.
    MinReturnTemperatureC,
    /// Heat added to the ground, MWh a year.
    HeatAddedMwh,
    /// Cold added to the ground, MWh a year.
    ColdAddedMwh,
    /// Heat demand, MWh a year.
    HeatDemandMwh,
    /// Cooling demand, MWh a year.
    CoolingDemandMwh,
    /// Seasonal performance factor.
    Spf,
    /// Ground level at the place, metres above NAP.
    GroundLevelMNap,
    /// Top of the clay layer that may not be pierced, as a drilling at the place found it, metres below
    /// ground level; it goes before that of a map.
    ClayTopM,
    /// Heat added less cold added, MWh a year; computed from the two.
    HeatSurplusMwh,
    /// Hours of full flow that the annual volume takes; computed from the two.
    FullLoadHours,
    /// Difference of temperature that energy and annual volume imply, kelvin; computed from heat
    /// and cold added (water carries 1.16 kWh per m3 and kelvin).
    TemperatureDifferenceK,
    /// How much deeper the screens are than the drilling goes, metres; computed.
    ScreenBelowDrillingM,
}

impl Quantity {
    /// All of them, in a fixed order.
    pub const ALL: [Self; 19] = [
        Self::DrillingDepthM,
        Self::ScreenTopM,
        Self::ScreenBottomM,
        Self::FlowM3H,
        Self::AnnualVolumeM3,
        Self::GroundPowerKw,
        Self::MaxInfiltrationTemperatureC,
        Self::MinReturnTemperatureC,
        Self::HeatAddedMwh,
        Self::ColdAddedMwh,
        Self::HeatDemandMwh,
        Self::CoolingDemandMwh,
        Self::Spf,
        Self::GroundLevelMNap,
        Self::ClayTopM,
        Self::HeatSurplusMwh,
        Self::FullLoadHours,
        Self::TemperatureDifferenceK,
        Self::ScreenBelowDrillingM,
    ];

    /// What a computed quantity is made of; empty for one that an application states.
    #[must_use]
    pub fn made_of(self) -> &'static [Self] {
        match self {
            Self::HeatSurplusMwh => &[Self::HeatAddedMwh, Self::ColdAddedMwh],
            Self::FullLoadHours => &[Self::FlowM3H, Self::AnnualVolumeM3],
            Self::TemperatureDifferenceK => &[Self::HeatAddedMwh, Self::ColdAddedMwh, Self::AnnualVolumeM3],
            Self::ScreenBelowDrillingM => &[Self::DrillingDepthM, Self::ScreenTopM, Self::ScreenBottomM],
            _ => &[],
        }
    }

    /// Whether an application states it; the others are computed.
    #[must_use]
    pub fn is_stated(self) -> bool {
        self.made_of().is_empty()
    }

    /// Whether it is a depth below ground level, which can be compared with a level in NAP.
    #[must_use]
    pub fn is_depth(self) -> bool {
        matches!(self, Self::DrillingDepthM | Self::ScreenTopM | Self::ScreenBottomM)
    }

    /// Whether it is a fact of the place: another place has another one.
    #[must_use]
    pub fn is_of_place(self) -> bool {
        matches!(self, Self::GroundLevelMNap | Self::ClayTopM)
    }

    /// Whether it is about how a system is used rather than what is built: a limit on it can still
    /// be kept when the application does not state it.
    #[must_use]
    pub fn is_of_use(self) -> bool {
        matches!(
            self,
            Self::MaxInfiltrationTemperatureC
                | Self::MinReturnTemperatureC
                | Self::HeatAddedMwh
                | Self::ColdAddedMwh
                | Self::HeatSurplusMwh
        )
    }

    /// The name as in applications and rulebooks.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::DrillingDepthM => "drilling_depth_m",
            Self::ScreenTopM => "screen_top_m",
            Self::ScreenBottomM => "screen_bottom_m",
            Self::FlowM3H => "flow_m3_h",
            Self::AnnualVolumeM3 => "annual_volume_m3",
            Self::GroundPowerKw => "ground_power_kw",
            Self::MaxInfiltrationTemperatureC => "max_infiltration_temperature_c",
            Self::MinReturnTemperatureC => "min_return_temperature_c",
            Self::HeatAddedMwh => "heat_added_mwh",
            Self::ColdAddedMwh => "cold_added_mwh",
            Self::HeatDemandMwh => "heat_demand_mwh",
            Self::CoolingDemandMwh => "cooling_demand_mwh",
            Self::Spf => "spf",
            Self::GroundLevelMNap => "ground_level_m_nap",
            Self::ClayTopM => "clay_top_m",
            Self::HeatSurplusMwh => "heat_surplus_mwh",
            Self::FullLoadHours => "full_load_hours",
            Self::TemperatureDifferenceK => "temperature_difference_k",
            Self::ScreenBelowDrillingM => "screen_below_drilling_m",
        }
    }

    /// The unit, as people write it.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::DrillingDepthM
            | Self::ScreenTopM
            | Self::ScreenBottomM
            | Self::ScreenBelowDrillingM
            | Self::ClayTopM => "m",
            Self::FlowM3H => "m3/h",
            Self::AnnualVolumeM3 => "m3",
            Self::GroundPowerKw => "kW",
            Self::MaxInfiltrationTemperatureC | Self::MinReturnTemperatureC => "degC",
            Self::HeatAddedMwh
            | Self::ColdAddedMwh
            | Self::HeatDemandMwh
            | Self::CoolingDemandMwh
            | Self::HeatSurplusMwh => "MWh",
            Self::GroundLevelMNap => "m NAP",
            Self::FullLoadHours => "h",
            Self::TemperatureDifferenceK => "K",
            Self::Spf => "",
        }
    }

    /// The values that are physically possible in the Netherlands. What lies outside is a mistake
    /// in the application, not a fact.
    #[must_use]
    pub fn range(self) -> std::ops::RangeInclusive<f64> {
        match self {
            Self::DrillingDepthM | Self::ScreenTopM | Self::ScreenBottomM | Self::ClayTopM => 0.0..=1_500.0,
            Self::FlowM3H => 0.0..=2_000.0,
            Self::AnnualVolumeM3 => 0.0..=20_000_000.0,
            Self::GroundPowerKw => 0.0..=50_000.0,
            Self::MaxInfiltrationTemperatureC | Self::MinReturnTemperatureC => -20.0..=100.0,
            Self::HeatAddedMwh | Self::ColdAddedMwh | Self::HeatDemandMwh | Self::CoolingDemandMwh => 0.0..=500_000.0,
            Self::Spf => 0.1..=100.0,
            // From the deepest polder to the Vaalserberg, and room for a mound.
            Self::GroundLevelMNap => -10.0..=350.0,
            Self::HeatSurplusMwh => -500_000.0..=500_000.0,
            Self::ScreenBelowDrillingM => -1_500.0..=1_500.0,
            Self::FullLoadHours | Self::TemperatureDifferenceK => 0.0..=f64::INFINITY,
        }
    }
}

/// The numbers of an application; a number that is not known is not there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantities([f64; Quantity::ALL.len()]);

impl Default for Quantities {
    fn default() -> Self {
        Self([f64::NAN; Quantity::ALL.len()])
    }
}

impl Quantities {
    /// The value, when it is known.
    #[must_use]
    pub fn get(&self, quantity: Quantity) -> Option<f64> {
        let value = self.0[quantity as usize];
        (!value.is_nan()).then_some(value)
    }

    /// All of them, bit by bit: the same for the same numbers, also where one is not known.
    #[must_use]
    pub fn bits(&self) -> [u64; Quantity::ALL.len()] {
        self.0.map(f64::to_bits)
    }

    /// Sets a value, or forgets it.
    pub fn set(&mut self, quantity: Quantity, value: Option<f64>) {
        self.0[quantity as usize] = value.unwrap_or(f64::NAN);
    }

    /// Computes the quantities that follow from others.
    #[must_use]
    pub fn with_derived(mut self) -> Self {
        let surplus = match (self.get(Quantity::HeatAddedMwh), self.get(Quantity::ColdAddedMwh)) {
            (Some(heat), Some(cold)) => Some(heat - cold),
            _ => None,
        };
        self.set(Quantity::HeatSurplusMwh, surplus);
        let ratio = |above: Option<f64>, below: Option<f64>| {
            let below = below.filter(|below| *below > 0.0)?;
            Some(above? / below)
        };
        let volume = self.get(Quantity::AnnualVolumeM3);
        self.set(Quantity::FullLoadHours, ratio(volume, self.get(Quantity::FlowM3H)));
        let energy = self.get(Quantity::HeatAddedMwh).zip(self.get(Quantity::ColdAddedMwh));
        let kelvins = ratio(energy.map(|(heat, cold)| heat + cold), volume.map(|volume| volume * MWH_PER_M3_K));
        self.set(Quantity::TemperatureDifferenceK, kelvins);
        let deepest = self.get(Quantity::ScreenBottomM).or(self.get(Quantity::ScreenTopM));
        let below = deepest.zip(self.get(Quantity::DrillingDepthM)).map(|(deepest, drilling)| deepest - drilling);
        self.set(Quantity::ScreenBelowDrillingM, below);
        self
    }

    /// What may be relied on: depths that contradict each other are not known.
    #[must_use]
    pub fn reliable(mut self) -> Self {
        if self.get(Quantity::ScreenBelowDrillingM).is_some_and(|below| below > 0.0) {
            for depth in [Quantity::DrillingDepthM, Quantity::ScreenTopM, Quantity::ScreenBottomM] {
                self.set(depth, None);
            }
        }
        self
    }
}

/// The slug of a fluid: lower case, a hyphen between words, English for the usual Dutch names.
///
/// ```
/// use bodemtoets_law::rules::fluid_slug;
/// assert_eq!(fluid_slug("Monopropylene glycol"), "monopropylene-glycol");
/// assert_eq!(fluid_slug("leidingwater"), "water");
/// ```
#[must_use]
pub fn fluid_slug(words: &str) -> String {
    let slug = words.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
    match slug.as_str() {
        "leidingwater" | "drinkwater" | "tap-water" => "water".to_owned(),
        "monopropyleenglycol" | "mpg" => "monopropylene-glycol".to_owned(),
        "ethyleenglycol" | "monoethyleenglycol" | "meg" => "ethylene-glycol".to_owned(),
        _ => slug,
    }
}

/// Energy that a cubic metre of water carries per kelvin, MWh (4.18 MJ).
const MWH_PER_M3_K: f64 = 1.16e-3;

/// The distance to the nearest thing of a sort.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    /// Position of the nearest in its list.
    pub feature: usize,
    /// Metres; infinite when there are none at all.
    pub metres: f64,
}

/// What a distance rule measures to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// Sites of a role: abstractions or installations.
    Role(Role),
    /// Zones of a kind.
    Kind(KindSet),
}

/// The facts of one application at one place.
pub trait Facts {
    /// Open or closed.
    fn system(&self) -> System;
    /// A number.
    fn quantity(&self, quantity: Quantity) -> Option<f64>;
    /// The kind of dwelling.
    fn dwelling(&self) -> Option<Dwelling>;
    /// The circulation fluid, as a slug.
    fn fluid(&self) -> Option<&str>;
    /// Since when the system exists, or its permit was applied for; `None` for a new system.
    fn existing_since(&self) -> Option<Date>;
    /// The zones at the place.
    fn zones(&self) -> &[ZoneHit];
    /// What a zone is called, by its position in its list.
    fn zone_name(&self, zone: usize) -> Option<&str>;
    /// The day that the map of a zone describes, by its position in its list.
    fn map_date(&self, zone: usize) -> Option<Date>;
    /// The kinds of which all zones at the place are known, so that no hit means no zone.
    fn known_kinds(&self) -> KindSet;
    /// The same for everything nearer than a distance in metres.
    fn known_kinds_within(&self, reach_m: f64) -> KindSet;
    /// The distance to the nearest of a target; `None` when there is no data to tell.
    fn nearest(&self, target: Target) -> Option<Distance>;
    /// Whether existing systems and this one harm each other, as far as that can be told.
    fn interference(&self) -> Harm;
    /// The same when it is not known how deep it goes: never less.
    fn interference_at_any_depth(&self) -> Harm;
}
