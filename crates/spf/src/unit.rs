//! Units of readings, and what they are in kWh, m3 or degC.

use super::fault::Fault;
use super::interval::Held;
use super::quantity::Dimension;
use super::unknown_name::{Advice, UnknownName};

/// A unit: its name, what it measures, whether it is an amount or a rate, and how many kWh or m3 (an
/// hour) it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unit {
    pub name: &'static str,
    pub dimension: Dimension,
    pub held: Held,
    pub factor: f64,
}

const fn unit(name: &'static str, dimension: Dimension, held: Held, factor: f64) -> Unit {
    Unit { name, dimension, held, factor }
}

/// 1 kWh is 3.6 MJ.
const UNITS: [Unit; 17] = [
    unit("kWh", Dimension::Energy, Held::Amount, 1.0),
    unit("Wh", Dimension::Energy, Held::Amount, 0.001),
    unit("MWh", Dimension::Energy, Held::Amount, 1000.0),
    unit("MJ", Dimension::Energy, Held::Amount, 1.0 / 3.6),
    unit("GJ", Dimension::Energy, Held::Amount, 1000.0 / 3.6),
    unit("W", Dimension::Energy, Held::Rate, 0.001),
    unit("kW", Dimension::Energy, Held::Rate, 1.0),
    unit("MW", Dimension::Energy, Held::Rate, 1000.0),
    unit("m3", Dimension::Volume, Held::Amount, 1.0),
    unit("l", Dimension::Volume, Held::Amount, 0.001),
    unit("m3/h", Dimension::Volume, Held::Rate, 1.0),
    unit("l/h", Dimension::Volume, Held::Rate, 0.001),
    unit("l/min", Dimension::Volume, Held::Rate, 0.06),
    unit("l/s", Dimension::Volume, Held::Rate, 3.6),
    unit("m3/s", Dimension::Volume, Held::Rate, 3600.0),
    unit("degC", Dimension::Temperature, Held::Temperature, 1.0),
    unit("C", Dimension::Temperature, Held::Temperature, 1.0),
];

impl Unit {
    /// The unit of a name; capitals do not matter where they cannot be mistaken.
    pub(super) fn of(what: &str, name: &str) -> Result<Self, Fault> {
        Self::named(name).ok_or_else(|| {
            let unknown = UnknownName::new(name, UNITS.iter().map(|unit| unit.name)).of("unit");
            Fault::new(what, unknown.or(Advice::PulseFactor))
        })
    }

    /// The unit of a name, when there is one.
    pub(super) fn named(name: &str) -> Option<Self> {
        let exact = UNITS.iter().find(|unit| unit.name == name);
        exact.or_else(|| UNITS.iter().find(|unit| unit.name.eq_ignore_ascii_case(name))).copied()
    }

    /// The unit at the end of the name of a column: `heat_mwh`, `heat_pump_kw`.
    pub(super) fn after(column: &str, meter: &str) -> Option<Self> {
        let end = column.strip_prefix(meter)?;
        if end.is_empty() && meter.ends_with("_c") {
            return UNITS.last().copied();
        }
        let end = end.strip_prefix('_')?.replace("_h", "/h").replace("_s", "/s");
        UNITS.iter().find(|unit| unit.name.eq_ignore_ascii_case(&end)).copied()
    }
}
