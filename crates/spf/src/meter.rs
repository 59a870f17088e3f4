//! A meter of an installation, ready to be read.

use super::clock::{Clock, Moment};
use super::column_name::ColumnName;
use super::concept::{Concept, ConceptMeter, Hours};
use super::counter::Counter;
use super::fault::{Cause, Fault, MeterCause};
use super::installation::{Installation, Kind, MeterKeys, Pipe};
use super::interval::{Held, Interval, Stamp};
use super::quantity::Dimension;
use super::unit::Unit;
use super::unknown_name::UnknownName;

/// How readings become amounts.
#[derive(Debug, Clone)]
pub(super) enum Reader {
    Counter(Counter),
    Interval(Interval),
    /// A flow and two temperatures; the columns of flow, warm and cold.
    Flow {
        interval: Interval,
        columns: [u16; 3],
        flow_factor: f64,
        flow_in: Pipe,
    },
}

/// A meter of an installation.
#[derive(Debug, Clone)]
pub(super) struct Meter {
    /// The meters of the concept that it measures, by their place there.
    pub serves: Vec<usize>,
    /// Its column, by its place in the list; that of the flow.
    pub column: u16,
    pub reader: Reader,
    /// The unit, as it is reported.
    pub unit: &'static str,
    pub class_percent: Option<f64>,
    pub hours: Option<Hours>,
}

/// The columns of an installation and its meters.
#[derive(Debug, Clone, Default)]
pub(super) struct Meters {
    pub columns: Vec<String>,
    pub meters: Vec<Meter>,
}

impl Meters {
    /// The meters that an installation says it has.
    pub(super) fn of(installation: &Installation, concept: &Concept, clock: &mut Clock) -> Result<Self, Fault> {
        let mut all = Self::default();
        let ids = || concept.meters.iter().map(|meter| meter.id.as_str());
        for id in &installation.absent {
            if concept.meter(id).is_none() {
                return Err(Fault::new("absent", UnknownName::new(id, ids().collect::<Vec<_>>())));
            }
        }
        for keys in &installation.meters {
            let what = format!("meter {}", keys.serves.list().join("+"));
            let mut places = Vec::new();
            for id in keys.serves.list() {
                let place = ids().position(|known| known == id);
                places.push(place.ok_or_else(|| Fault::new(&what, UnknownName::new(id, ids().collect::<Vec<_>>())))?);
            }
            let served: Vec<&ConceptMeter> = places.iter().map(|place| &concept.meters[*place]).collect();
            let Some(first) = served.first() else {
                return Err(Fault::new(what, MeterCause::ServesNothing));
            };
            if served.iter().any(|meter| meter.counts != first.counts) {
                return Err(Fault::new(what, MeterCause::CountsDiffer));
            }
            let meter = all.meter(&what, installation, keys, places, first, clock)?;
            all.meters.push(meter);
        }
        if all.meters.is_empty() {
            return Err(Fault::new("installation", Cause::NoMeters));
        }
        Ok(all)
    }

    fn column(&mut self, name: &str) -> u16 {
        let place = self.columns.iter().position(|known| known == name).unwrap_or_else(|| {
            self.columns.push(name.to_owned());
            self.columns.len() - 1
        });
        // An installation of 65 536 meters is none.
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    fn meter(
        &mut self,
        what: &str,
        installation: &Installation,
        keys: &MeterKeys,
        serves: Vec<usize>,
        first: &ConceptMeter,
        clock: &mut Clock,
    ) -> Result<Meter, Fault> {
        let (class_percent, hours) = (keys.class_percent, keys.hours);
        let stamp = keys.stamp.or(installation.stamp);
        let reading_factor = keys.factor.unwrap_or(1.0);
        if let (Some(flow), Some(warm), Some(cold)) = (&keys.flow, &keys.warm, &keys.cold) {
            let unit = Unit::of(what, keys.flow_unit.as_deref().unwrap_or("m3/h"))?;
            if unit.held != Held::Rate || unit.dimension != Dimension::Volume || first.dimension() != Dimension::Energy
            {
                return Err(Fault::new(what, MeterCause::FlowGivesEnergy));
            }
            let columns = [flow, warm, cold].map(|name| self.column(name));
            let interval = Interval {
                held: Held::Rate,
                stamp: stamp.unwrap_or(Stamp::Start),
                max_per_hour: keys.max_per_hour,
                factor: 1.0,
            };
            let reader = Reader::Flow {
                interval,
                columns,
                flow_factor: unit.factor * reading_factor,
                flow_in: keys.flow_in.unwrap_or_default(),
            };
            return Ok(Meter { serves, column: columns[0], reader, unit: "kW", class_percent, hours });
        }
        if keys.flow.is_some() || keys.warm.is_some() || keys.cold.is_some() {
            return Err(Fault::new(what, MeterCause::FlowNeedsThreeColumns));
        }
        let column = keys.column.clone().unwrap_or_else(|| first.id.clone());
        let unit = match &keys.unit {
            Some(name) => Unit::of(what, name)?,
            None => Unit::after(&column, &first.id).ok_or_else(|| {
                Fault::new(what, MeterCause::NoUnit { column: column.clone(), example: format!("{}_kwh", first.id) })
            })?,
        };
        if unit.dimension != first.dimension() {
            return Err(Fault::new(
                what,
                MeterCause::WrongUnit { unit: unit.name.to_owned(), dimension: first.dimension() },
            ));
        }
        let factor = unit.factor * reading_factor;
        let max_per_hour = keys.max_per_hour.map(|most| most / reading_factor);
        let interval = |stamp| Reader::Interval(Interval { held: unit.held, stamp, max_per_hour, factor });
        let reader = match (unit.held, keys.kind) {
            (Held::Rate | Held::Temperature, None) => interval(stamp.unwrap_or(Stamp::Start)),
            (Held::Rate | Held::Temperature, Some(_)) => {
                return Err(Fault::new(what, MeterCause::KindWithoutAmount { unit: unit.name.to_owned() }));
            }
            (Held::Amount, Some(Kind::Interval)) => {
                let stamp = stamp.ok_or_else(|| Fault::new(what, MeterCause::NoStamp))?;
                interval(stamp)
            }
            (Held::Amount, Some(Kind::Counter)) => {
                let mut replaced = Vec::new();
                for one in &keys.replaced {
                    let Some(Moment::At(at_s) | Moment::Twice(at_s)) = clock.read(one.at.as_bytes()) else {
                        return Err(Fault::new(what, MeterCause::ReplacedWithoutTime(one.at.clone())));
                    };
                    replaced.push((at_s, one.last, one.first));
                }
                Reader::Counter(Counter { rolls_over_at: keys.rolls_over_at, max_per_hour, replaced, factor })
            }
            (Held::Amount, None) => {
                return Err(Fault::new(what, MeterCause::NoKind));
            }
        };
        let column = self.column(&column);
        Ok(Meter { serves, column, reader, unit: unit.name, class_percent, hours })
    }
}

/// The meters that plain readings have: columns named by a meter of the concept and a unit, `heat_mwh`.
///
/// # Errors
/// When no column is named so.
pub fn by_columns(
    concept: &Concept,
    columns: &[String],
    kind: Option<Kind>,
    stamp: Option<Stamp>,
) -> Result<Vec<MeterKeys>, Fault> {
    let mut meters = Vec::new();
    for column in columns {
        // Of a column without a unit it is not known what it holds.
        let Some(ColumnName { meter, unit: Some(unit) }) = ColumnName::read(concept, column) else { continue };
        let keys = MeterKeys::counter(&meter.id, column, Some(unit));
        meters.push(MeterKeys { kind: kind.filter(|_| unit.held == Held::Amount), stamp, ..keys });
    }
    if meters.is_empty() {
        let names: Vec<String> =
            concept.meters.iter().filter(|meter| !meter.optional).map(|meter| format!("{}_kwh", meter.id)).collect();
        let (concept, found) = (concept.id.clone(), columns.to_vec());
        return Err(Fault::new("columns", Cause::NoColumnOfMeter { concept, names, found }));
    }
    Ok(meters)
}
