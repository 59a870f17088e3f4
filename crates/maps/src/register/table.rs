//! A row of a table, or a feature, as one well or loop of an installation.

use geo::{BoundingRect, Geometry};
use serde_json::Value;

use super::fields::Fields;
use super::guf::codes;
use super::installation::{Energy, Installation, Licensed, Span, Volume};
use super::part::{Doubt, Function, Kind, LoopType, Part, Position, Screen, Stage, Well};
use super::place::{Axes, guess, place};
use super::remark::What;
use crate::pack::{Crs, Properties, System, WellType};
use bodemtoets_space::RdNew;
use bodemtoets_words::tabular::{Notation, Number, Thousands, scientific_step};

/// Columns of a table that can be read. Those of the written GeoPackage are among them, so that it
/// can be read again.
pub const COLUMNS: [&str; 34] = [
    "installation_id",
    "part_id",
    "part",
    "system",
    "well_type",
    "function",
    "loop_type",
    "x",
    "y",
    "lat",
    "lon",
    "screen_top_m",
    "screen_bottom_m",
    "depth_m",
    "ground_level_m_nap",
    "capacity_m3_h",
    "licensed_volume_m3",
    "licensed_hour_m3",
    "licensed_day_m3",
    "licensed_month_m3",
    "licensed_quarter_m3",
    "actual_volume_m3",
    "actual_year",
    "energy_warm_mwh",
    "energy_cold_mwh",
    "power_kw",
    "max_infiltration_temperature_c",
    "warm_infiltration_temperature_c",
    "cold_infiltration_temperature_c",
    "status",
    "usage",
    "authority",
    "stage",
    "valid_from",
];

/// The columns that hold words; the others hold numbers.
const WORDS: [&str; 13] = [
    "installation_id",
    "part_id",
    "part",
    "system",
    "well_type",
    "function",
    "loop_type",
    "actual_year",
    "status",
    "usage",
    "authority",
    "stage",
    "valid_from",
];

/// Whether a column holds a number.
pub(super) fn is_number(column: &str) -> bool {
    !WORDS.contains(&column)
}

/// A row of a file.
pub(super) struct Row<'a> {
    /// Its number; the first is 1.
    pub at: u64,
    /// Its values.
    pub properties: &'a Properties,
    /// Its geometry, in the coordinate system that is said.
    pub geometry: Option<Geometry>,
    /// The coordinate system of the file, where it is known.
    pub crs: Option<Crs>,
    /// The file.
    pub source: &'a str,
}

/// Reads a row as an installation of one part, and what to remark on it.
pub(super) fn read(row: &Row, fields: &Fields, rd: &RdNew) -> (Installation, Vec<What>) {
    let mut cells = Cells { row: row.properties, fields, remarks: Vec::new() };
    let id = cells.text("installation_id").unwrap_or_else(|| format!("{}#{}", row.source, row.at));
    // As spreadsheets write it: an id may well have an `e` between its digits.
    if id.contains("E+") && scientific_step(&id).is_some() {
        cells.remarks.push(What::RoundedId(id.clone()));
    }
    let mut installation = Installation::new(id, row.source.to_owned());
    let mut part = Part::new(cells.kind());
    part.id = cells.text("part_id");
    part.at = Some(row.at);
    part.stage = match cells.text("stage").as_deref() {
        Some("design" | "ontwerp") => Stage::Design,
        Some("realised" | "gerealiseerd") => Stage::Realised,
        _ => Stage::Unknown,
    };
    if part.stage == Stage::Design {
        part.doubts.insert(Doubt::NotRealised);
    }
    let (position, swapped) = cells.position(row, rd);
    part.position = position;
    if swapped {
        part.doubts.insert(Doubt::AxesSwapped);
        cells.remarks.push(What::AxesSwapped);
    }
    part.depth_m = cells.number("depth_m");
    part.ground_level_m_nap = cells.number("ground_level_m_nap");
    part.capacity_m3_h = cells.number("capacity_m3_h");
    part.status = cells.text("status");
    installation.system = cells.system();
    installation.usage = cells.text("usage");
    installation.authority = cells.text("authority");
    installation.validity = Span { from: cells.text("valid_from"), to: None };
    installation.energy = Energy {
        warm_mwh: cells.number("energy_warm_mwh"),
        cold_mwh: cells.number("energy_cold_mwh"),
        power_kw: cells.number("power_kw"),
        max_infiltration_temperature_c: cells.number("max_infiltration_temperature_c"),
        warm_infiltration_temperature_c: cells.number("warm_infiltration_temperature_c"),
        cold_infiltration_temperature_c: cells.number("cold_infiltration_temperature_c"),
        ..Energy::default()
    };
    let licensed = Licensed {
        direction: None,
        hour_m3: cells.number("licensed_hour_m3"),
        day_m3: cells.number("licensed_day_m3"),
        month_m3: cells.number("licensed_month_m3"),
        quarter_m3: cells.number("licensed_quarter_m3"),
        year_m3: cells.number("licensed_volume_m3"),
    };
    if fields.mapping.year_is_assumed && licensed.year_m3.is_some() {
        part.doubts.insert(Doubt::YearAssumed);
    }
    if licensed != Licensed::default() {
        installation.licensed.push(licensed);
    }
    if let Some(m3) = cells.number("actual_volume_m3") {
        let year = cells.year();
        if year.is_none() {
            part.doubts.insert(Doubt::VolumeWithoutYear);
            cells.remarks.push(What::VolumeWithoutYear);
        }
        installation.actual.push(Volume { year, m3 });
    }
    installation.parts.push(part);
    (installation, cells.remarks)
}

struct Cells<'a> {
    row: &'a Properties,
    fields: &'a Fields,
    remarks: Vec<What>,
}

impl Cells<'_> {
    fn value(&self, column: &str) -> Option<&Value> {
        let values = self.fields.of_column(column).iter().filter_map(|field| self.row.get(field));
        values.into_iter().find(|value| match value {
            Value::Null => false,
            Value::String(text) => !text.trim().is_empty(),
            _ => true,
        })
    }

    fn text(&self, column: &str) -> Option<String> {
        self.value(column).map(|value| match value {
            Value::String(text) => text.trim().to_owned(),
            other => other.to_string(),
        })
    }

    fn number(&mut self, column: &str) -> Option<f64> {
        let value = self.value(column)?;
        let field = column.to_owned();
        let remark = match value {
            Value::Number(number) => return number.as_f64(),
            Value::String(text) => match Number::read(text.as_bytes()) {
                Some(number) => match number.notation {
                    Notation::Plain | Notation::Decimal(_) => return Some(number.value),
                    _ => What::Thousands { field, value: text.clone(), thousands: Thousands::of(number) },
                },
                None => What::NotANumber { field, value: text.trim().to_owned() },
            },
            other => What::NotANumber { field, value: other.to_string() },
        };
        self.remarks.push(remark);
        None
    }

    /// A coordinate. One in scientific notation has to say every metre (`metre` of its unit).
    fn coordinate(&mut self, column: &'static str, metre: f64) -> Option<f64> {
        if let Some(Value::String(text)) = self.value(column)
            && scientific_step(text).is_some_and(|step| step > metre * 1.001)
        {
            let value = text.trim().to_owned();
            self.remarks.push(What::FewDigits { field: column, value });
            return None;
        }
        self.number(column)
    }

    /// The year of a volume; a day in it will do.
    fn year(&self) -> Option<i16> {
        let text = self.text("actual_year")?;
        text.get(..4)?.parse().ok().filter(|year| (1900..=2100).contains(year))
    }

    fn unknown(&mut self, field: &'static str, value: String) {
        self.remarks.push(What::UnknownWord { field, value });
    }

    fn system(&mut self) -> Option<System> {
        let Some(word) = self.text("system") else { return self.fields.mapping.system };
        let system = System::parse(&word);
        if system.is_none() && !is_unknown(&word) {
            self.unknown("system", word);
        }
        system.or(self.fields.mapping.system)
    }

    fn kind(&mut self) -> Kind {
        let word = self.text("part").unwrap_or_default().to_ascii_lowercase();
        let loop_word = self.text("loop_type");
        match word.as_str() {
            "site" => Kind::Site,
            "loop" | "lus" => self.looped(loop_word.as_deref()),
            "" if loop_word.is_some() || self.closed() => self.looped(loop_word.as_deref()),
            "" | "well" | "put" => self.well(),
            _ => {
                self.unknown("part", word);
                self.well()
            }
        }
    }

    /// Systems without wells.
    fn closed(&self) -> bool {
        let system = self.text("system").as_deref().and_then(System::parse).or(self.fields.mapping.system);
        system == Some(System::Closed)
    }

    fn looped(&mut self, word: Option<&str>) -> Kind {
        let loop_type = codes::loop_type(word.unwrap_or_default());
        if let LoopType::Other(value) = &loop_type {
            self.unknown("loop_type", value.clone());
        }
        Kind::Loop(loop_type)
    }

    fn well(&mut self) -> Kind {
        let word = self.text("well_type");
        let well_type = word.as_deref().and_then(WellType::parse);
        if let (Some(word), None) = (word, well_type)
            && !is_unknown(&word)
        {
            self.unknown("well_type", word);
        }
        let words = self.text("function").unwrap_or_default();
        let functions: Vec<Function> = words.split(',').filter_map(|word| codes::function(word.trim())).collect();
        for function in &functions {
            if let Function::Other(value) = function {
                self.unknown("function", value.clone());
            }
        }
        let screen = Screen { top_m: self.number("screen_top_m"), bottom_m: self.number("screen_bottom_m") };
        let screens = if screen.top_m.is_some() || screen.bottom_m.is_some() { vec![screen] } else { Vec::new() };
        Kind::Well(Well { well_type, functions, screens })
    }

    /// The place: the columns for it, or the geometry (the middle of its box).
    fn position(&mut self, row: &Row, rd: &RdNew) -> (Position, bool) {
        let (x, y) = (self.coordinate("x", 1.0), self.coordinate("y", 1.0));
        // A degree is some 100 km.
        let (lat, lon) = (self.coordinate("lat", 1e-5), self.coordinate("lon", 1e-5));
        if let (Some(x), Some(y)) = (x, y) {
            return place(x, y, row.crs.unwrap_or_else(|| guess(x, y)), Axes::EastNorth, rd);
        }
        if let (Some(lat), Some(lon)) = (lat, lon) {
            return place(lat, lon, Crs::Geographic, Axes::NorthEast, rd);
        }
        let Some(geometry) = &row.geometry else { return (Position::Absent, false) };
        let Some(bounds) = geometry.bounding_rect() else { return (Position::Absent, false) };
        let at = bounds.center();
        place(at.x, at.y, row.crs.unwrap_or_else(|| guess(at.x, at.y)), Axes::EastNorth, rd)
    }
}

fn is_unknown(word: &str) -> bool {
    word.eq_ignore_ascii_case("unknown") || word.eq_ignore_ascii_case("onbekend")
}
