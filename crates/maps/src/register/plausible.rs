//! Values that cannot be right are set aside: the value counts as unknown, the well stays.

use std::collections::HashSet;

use geo::Coord;

use super::Register;
use super::installation::{Energy, Installation};
use super::part::{Doubt, Kind, Part};
use super::remark::{Remark, What};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{number, text};

/// What a value has to lie between, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// The column that it is about.
    pub column: &'static str,
    /// Smallest value that can be.
    pub low: f64,
    /// Largest value that can be.
    pub high: f64,
    nl: &'static str,
    en: &'static str,
}

impl Limit {
    /// Why, with the limits.
    #[must_use]
    pub fn why(&self, lang: Lang) -> String {
        let (low, high) = (number(self.low, lang), number(self.high, lang));
        let why = lang.pick(self.nl, self.en);
        text!(lang, nl: "{low} tot {high} ({why})", en: "{low} to {high} ({why})")
    }
}

/// Depth of wells, loops and screens, metres below ground level.
pub const DEPTH_M: Limit = Limit {
    column: "depth_m",
    low: 0.5,
    high: 500.0,
    nl: "dieper dan 500 m geldt de Mijnbouwwet en is het geothermie",
    en: "below 500 m the Mining Act holds and it is geothermal energy",
};
/// Top and bottom of screens, metres below ground level.
pub const SCREEN_M: Limit = Limit { column: "screen_m", low: 0.0, ..DEPTH_M };
/// Ground level, m NAP: from the deepest polder to the Vaalserberg, and room for a mound.
pub const GROUND_LEVEL_M_NAP: Limit = Limit {
    column: "ground_level_m_nap",
    low: -10.0,
    high: 350.0,
    nl: "van de diepste polder tot de Vaalserberg",
    en: "from the deepest polder to the Vaalserberg",
};
/// Capacity, m3/h: the largest systems of the country move some 3 000 together.
pub const CAPACITY_M3_H: Limit = Limit {
    column: "capacity_m3_h",
    low: 0.1,
    high: 5_000.0,
    nl: "de grootste systemen van het land verpompen zo'n 3000 m3/h; meer lijkt een jaarvolume",
    en: "the largest systems of the country pump some 3000 m3/h; more looks like a volume in a year",
};
/// Licensed volume, m3 a year.
pub const YEAR_M3: Limit = Limit {
    column: "licensed_volume_m3",
    low: 500.0,
    high: 20_000_000.0,
    nl: "minder is in een jaar te weinig voor een put en lijkt een volume per uur; meer heeft geen systeem",
    en: "less is too little in a year for any well and looks like a volume in an hour; no system has more",
};
/// Any other volume, m3.
pub const VOLUME_M3: Limit = Limit {
    column: "volume_m3",
    low: 0.0,
    high: 20_000_000.0,
    nl: "meer heeft geen systeem",
    en: "no system has more",
};
/// Energy, MWh a year: that of 20 million m3 at 20 K.
pub const ENERGY_MWH: Limit = Limit {
    column: "energy_mwh",
    low: 0.0,
    high: 500_000.0,
    nl: "20 miljoen m3 met 20 K verschil",
    en: "20 million m3 at a difference of 20 K",
};
/// Power, kW.
pub const POWER_KW: Limit = Limit {
    column: "power_kw",
    low: 0.01,
    high: 50_000.0,
    nl: "meer heeft geen systeem, en zonder vermogen is er geen",
    en: "no system has more, and without power there is none",
};
/// Temperature, degC: circulation fluids freeze below -20, and water boils at 100.
pub const TEMPERATURE_C: Limit = Limit {
    column: "temperature_c",
    low: -20.0,
    high: 100.0,
    nl: "tussen bevroren vloeistof en kokend water",
    en: "between frozen fluid and boiling water",
};

/// Wells of one installation further apart than this are remarked on, metres. Warm and cold wells
/// of the largest systems lie some hundreds of metres apart; most pairs beyond this are two
/// installations under one id, or a slip in a coordinate. Nobody can tell which well is wrong, so all
/// are kept.
pub const WELLS_APART_M: f64 = 2_000.0;

/// Sets aside what cannot be right.
pub(super) fn check(register: &mut Register) {
    let mut remarks = Vec::new();
    for installation in &mut register.installations {
        let mut checker = Checker { remarks: Vec::new(), part: None, at: None };
        checker.installation(installation);
        let whole = !checker.remarks.is_empty();
        let mut seen: HashSet<(Option<String>, &'static str, u64)> = HashSet::new();
        for part in &mut installation.parts {
            let before = checker.remarks.len();
            (checker.part, checker.at) = (part.id.clone(), part.at);
            checker.part(part);
            if whole || checker.remarks.len() > before {
                part.doubts.insert(Doubt::ValueSetAside);
            }
        }
        // A value of the installation that its source repeats at each well is told once.
        checker.remarks.retain(|(part, _, what)| match what {
            What::Implausible { limit, value } => seen.insert((part.clone(), limit.column, value.to_bits())),
            _ => true,
        });
        if let Some(metres) = extent_m(installation).filter(|metres| *metres > WELLS_APART_M) {
            checker.remarks.push((None, None, What::Apart(metres)));
            for part in &mut installation.parts {
                part.doubts.insert(Doubt::WellsApart);
            }
        }
        remarks.extend(checker.remarks.into_iter().map(|(part, at, what)| Remark {
            source: installation.source.clone(),
            at,
            installation: installation.id.clone(),
            part,
            left_out: 0,
            what,
        }));
    }
    register.remarks.append(&mut remarks);
}

struct Checker {
    remarks: Vec<(Option<String>, Option<u64>, What)>,
    part: Option<String>,
    at: Option<u64>,
}

impl Checker {
    /// Makes a value unknown when it breaks its limit.
    fn value(&mut self, value: &mut Option<f64>, limit: Limit, column: &'static str) {
        if let Some(number) = value.filter(|number| !(limit.low..=limit.high).contains(number)) {
            let limit = Limit { column, ..limit };
            self.remarks.push((self.part.clone(), self.at, What::Implausible { limit, value: number }));
            *value = None;
        }
    }

    fn installation(&mut self, installation: &mut Installation) {
        for licensed in &mut installation.licensed {
            self.value(&mut licensed.year_m3, YEAR_M3, "licensed_volume_m3");
            for (value, column) in [
                (&mut licensed.hour_m3, "licensed_hour_m3"),
                (&mut licensed.day_m3, "licensed_day_m3"),
                (&mut licensed.month_m3, "licensed_month_m3"),
                (&mut licensed.quarter_m3, "licensed_quarter_m3"),
            ] {
                self.value(value, VOLUME_M3, column);
            }
        }
        installation.actual.retain(|volume| {
            let mut value = Some(volume.m3);
            self.value(&mut value, VOLUME_M3, "actual_volume_m3");
            value.is_some()
        });
        let Energy {
            warm_mwh,
            cold_mwh,
            max_infiltration_temperature_c,
            cold_infiltration_temperature_c,
            warm_infiltration_temperature_c,
            power_kw,
            power_cold_kw,
            power_warm_kw,
            cold_water_m3,
            warm_water_m3,
            max_cold_water_m3,
            max_warm_water_m3,
        } = &mut installation.energy;
        self.value(warm_mwh, ENERGY_MWH, "energy_warm_mwh");
        self.value(cold_mwh, ENERGY_MWH, "energy_cold_mwh");
        self.value(max_infiltration_temperature_c, TEMPERATURE_C, "max_infiltration_temperature_c");
        self.value(cold_infiltration_temperature_c, TEMPERATURE_C, "cold_infiltration_temperature_c");
        self.value(warm_infiltration_temperature_c, TEMPERATURE_C, "warm_infiltration_temperature_c");
        self.value(power_kw, POWER_KW, "power_kw");
        self.value(power_cold_kw, POWER_KW, "power_cold_kw");
        self.value(power_warm_kw, POWER_KW, "power_warm_kw");
        for volume in [cold_water_m3, warm_water_m3, max_cold_water_m3, max_warm_water_m3] {
            self.value(volume, VOLUME_M3, "water_m3");
        }
    }

    fn part(&mut self, part: &mut Part) {
        self.value(&mut part.depth_m, DEPTH_M, "depth_m");
        self.value(&mut part.capacity_m3_h, CAPACITY_M3_H, "capacity_m3_h");
        self.value(&mut part.ground_level_m_nap, GROUND_LEVEL_M_NAP, "ground_level_m_nap");
        let depth = part.depth_m;
        let Kind::Well(well) = &mut part.kind else { return };
        for screen in &mut well.screens {
            self.value(&mut screen.top_m, SCREEN_M, "screen_top_m");
            self.value(&mut screen.bottom_m, SCREEN_M, "screen_bottom_m");
            if let (Some(top_m), Some(bottom_m)) = (screen.top_m, screen.bottom_m)
                && top_m >= bottom_m
            {
                self.remarks.push((self.part.clone(), self.at, What::UpsideDown { top_m, bottom_m }));
                (screen.top_m, screen.bottom_m) = (None, None);
            }
        }
        let below = well.screens.iter().filter_map(|screen| screen.bottom_m).reduce(f64::max).zip(depth);
        if let Some((bottom_m, depth_m)) = below.filter(|(bottom, depth)| bottom > depth) {
            self.remarks.push((self.part.clone(), self.at, What::ScreenBelowWell { bottom_m, depth_m }));
        }
    }
}

/// The diagonal of the box around its wells, metres.
fn extent_m(installation: &Installation) -> Option<f64> {
    let places: Vec<Coord> = installation.parts.iter().filter_map(|part| part.position.coord()).collect();
    let mut low = *places.first()?;
    let mut high = low;
    for place in places {
        low = Coord { x: low.x.min(place.x), y: low.y.min(place.y) };
        high = Coord { x: high.x.max(place.x), y: high.y.max(place.y) };
    }
    Some((high.x - low.x).hypot(high.y - low.y))
}
