//! From an installation, its concept and its readings to the yearly report.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::{Date, date};

use super::balance::weigh;
use super::checks::{check, due};
use super::clock::Clock;
use super::concept::{Concept, Count, Hours};
use super::fault::{FaultKind, Found, Gaps};
use super::figure::Figure;
use super::installation::{Earlier, Installation};
use super::law::{DutyKind, Law, gas_mj_m3};
use super::measure::{Measured, measure};
use super::meter::Meters;
use super::problem::Problem;
use super::quantities::{Quantities, TEMPERATURE_ERROR_C, error_percent, total};
use super::quantity::{Dimension, Quantity};
use super::report::{FaultCount, FaultPlace, MeterReport, Month, Provenance, Report, SCHEMA, Temperature};
use super::table::Readings;
use crate::lang::{Lang, Text};
use crate::words::number;

/// More of a year that is missing makes a figure unknown, %: our choice, the law has none.
pub const MAX_MISSING_PERCENT: f64 = 5.0;
/// So many faults of a kind and meter are listed with their places.
const LISTED: usize = 20;

/// An installation that readings can be read for, and reported.
#[derive(Debug, Clone)]
pub struct Job {
    installation: Installation,
    concept: Concept,
    meters: Meters,
    clock: Clock,
    time_zone: String,
}

impl Job {
    /// Makes ready to read.
    ///
    /// # Errors
    /// When a meter is not one of the concept, a unit does not fit, or the time zone does not exist.
    pub fn new(installation: Installation, concept: Concept) -> Result<Self, Problem> {
        let time_zone = installation.time_zone.clone().unwrap_or_else(|| "Europe/Amsterdam".to_owned());
        let mut clock = Clock::new(&time_zone)?;
        let meters = Meters::of(&installation, &concept, &mut clock)?;
        Ok(Self { installation, concept, meters, clock, time_zone })
    }

    /// Readings of the columns of this installation, none yet.
    #[must_use]
    pub fn readings(&self) -> Readings {
        Readings::new(self.meters.columns.clone(), self.clock.clone(), self.installation.time_column.clone())
    }

    /// What is wrong with readings.
    ///
    /// # Errors
    /// As [`Self::report`].
    pub fn faults(&self, readings: &Readings) -> Result<Vec<Found>, Problem> {
        Ok(self.measure(readings)?.found)
    }

    /// By when the report of a year has to be there; none when it need not, or when that is not known.
    ///
    /// # Errors
    /// Never for the law that comes with the tool.
    pub fn due(&self, year: i16) -> Result<Option<Date>, Problem> {
        Ok(due(self.concept.system, year, &self.installation, &Law::embedded()?))
    }

    /// Whether there are any readings of a year.
    #[must_use]
    pub fn has_readings_of(&self, readings: &Readings, year: i16) -> bool {
        let bounds = [year, year.saturating_add(1)]
            .map(|year| Date::new(year, 1, 1).ok().and_then(|day| self.clock.midnight(day)));
        let [Some(from_s), Some(to_s)] = bounds else { return false };
        let mut rows = readings.tables.iter().flat_map(|table| &table.rows);
        rows.any(|row| (from_s..to_s).contains(&row.time_s))
    }

    /// The installation.
    #[must_use]
    pub fn installation(&self) -> &Installation {
        &self.installation
    }

    /// The concept.
    #[must_use]
    pub fn concept(&self) -> &Concept {
        &self.concept
    }

    fn measure(&self, readings: &Readings) -> Result<Measured, Problem> {
        let gaps = self.installation.gaps.unwrap_or_default();
        measure(readings, &self.meters, &self.concept, self.installation.operating_hours.as_ref(), gaps)
    }

    /// The report of a year: the one that the installation names, else the last of which December was
    /// read. `on` is the day on which it is looked at, when lateness matters.
    ///
    /// # Errors
    /// When a meter looks like no counter, there are gaps that are not allowed, or no readings of the year.
    pub fn report(&self, readings: &Readings, on: Option<Date>) -> Result<Report, Problem> {
        let measured = self.measure(readings)?;
        self.look_like_counters(readings, &measured)?;
        let year = self.year(&measured)?;
        let range = measured.calendar.of_year(year);
        let quantities = Quantities {
            concept: &self.concept,
            installation: &self.installation,
            meters: &self.meters,
            measured: &measured,
            max_missing_percent: self.installation.max_missing_percent.unwrap_or(MAX_MISSING_PERCENT),
        };
        let law = Law::embedded()?;
        let gas_mj_m3 = match self.installation.gas_mj_m3 {
            Some(told) => told,
            None => gas_mj_m3(date(year, 12, 31))?,
        };
        let mut report = self.figures(&quantities, year, &range, gas_mj_m3);
        report.meters = self.meter_reports(&quantities, year, &range);
        (report.faults, report.fault_list) = self.faults_of(readings, &measured);
        report.earlier = self.earlier(&quantities, &measured, year, gas_mj_m3);
        let months: Vec<Option<(f64, f64)>> = (1..=12)
            .map(|month| {
                let range = quantities.month(year, month);
                let of = |quantity| quantities.figure(quantity, &range).and_then(|figure| figure.times(0.001).value);
                of(Quantity::HeatToGround).zip(of(Quantity::ColdToGround))
            })
            .collect();
        let window = law.duty(DutyKind::Balance, self.concept.system, date(year, 12, 31)).and_then(|duty| duty.limit);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of years in the law")]
        let window = window.unwrap_or(5.0) as usize;
        report.balance = weigh(
            &report.earlier,
            year,
            report.heat_to_ground_mwh.value.zip(report.cold_to_ground_mwh.value),
            &months,
            self.installation.heat_surplus_before_mwh,
            self.installation.in_use_since,
            window,
        );
        report.due = due(self.concept.system, year, &self.installation, &law);
        report.checks = check(&report, &self.installation, &self.concept, &law, on);
        report.remarks = self.remarks(readings, &measured, year);
        Ok(report)
    }

    fn year(&self, measured: &Measured) -> Result<i16, Problem> {
        let years = measured.calendar.years();
        if let Some(year) = self.installation.year {
            if years.contains(&year) {
                return Ok(year);
            }
            let known: Vec<String> = years.iter().map(i16::to_string).collect();
            return Err(Problem::new("year", format!("there are no readings of {year}, but of {}", known.join(", "))));
        }
        let december = |year: &i16| {
            let range = measured.calendar.of_year(*year);
            let start = range.end.saturating_sub(31);
            measured
                .given
                .iter()
                .any(|given| given.cells[start..range.end].iter().any(|cell| cell.measured_s + cell.bridged_s > 0.0))
        };
        years
            .iter()
            .rev()
            .find(|year| december(year))
            .or(years.last())
            .copied()
            .ok_or_else(|| Problem::new("readings", "there are none"))
    }

    /// A counter that goes down all the time is none.
    fn look_like_counters(&self, readings: &Readings, measured: &Measured) -> Result<(), Problem> {
        let down = [FaultKind::Dip, FaultKind::Spike, FaultKind::Reset, FaultKind::NegativeStep, FaultKind::RollOver];
        for (meter, given) in self.meters.meters.iter().zip(&measured.given) {
            if !matches!(meter.reader, super::meter::Reader::Counter(_)) {
                continue;
            }
            let count = measured
                .found
                .iter()
                .filter(|found| found.column == Some(meter.column) && down.contains(&found.kind))
                .count();
            if count > 3 && count * 10 > given.readings {
                let name = &readings.names[usize::from(meter.column)];
                return Err(Problem::new(
                    name,
                    format!(
                        "it is read as a counter, but goes down or comes back {count} times in {} readings; \
                         if its readings are the amounts of a step, say kind = \"interval\"",
                        given.readings
                    ),
                ));
            }
        }
        Ok(())
    }

    fn figures(&self, quantities: &Quantities<'_>, year: i16, range: &Range<usize>, gas_mj_m3: f64) -> Report {
        let permit = self.installation.permit;
        let mwh = |quantity: Quantity| of_mwh(quantities, quantity, range);
        let volume = |quantity| quantities.figure(quantity, range).unwrap_or_else(not_in_concept);
        let (heat_mwh, cold_mwh) = (mwh(Quantity::Heat), mwh(Quantity::Cold));
        let electricity_mwh = mwh(Quantity::Electricity);
        let gas_m3 = quantities.figure(Quantity::Gas, range).unwrap_or_else(|| Figure::exact(0.0));
        let gas_mwh = gas_m3.clone().times(gas_mj_m3 / 3600.0);
        let (heat_to_ground_mwh, cold_to_ground_mwh) = (mwh(Quantity::HeatToGround), mwh(Quantity::ColdToGround));
        let warm_to_cold = volume(Quantity::WaterWarmToCold);
        let cold_to_warm = volume(Quantity::WaterColdToWarm);
        let covered = |useful: &Figure, demand: Quantity, told: Option<f64>| {
            let told = told.map(Figure::exact);
            let all = match (mwh(demand), told) {
                (Figure { value: None, .. }, Some(told)) => told,
                (measured, _) => measured,
            };
            useful.over(&all).times(100.0)
        };
        Report {
            schema: SCHEMA.to_owned(),
            name: self.installation.name.clone().unwrap_or_default(),
            concept: self.concept.id.clone(),
            concept_name: self.concept.name.clone(),
            system: self.concept.system,
            year,
            time_zone: self.time_zone.clone(),
            spf: spf(quantities, &heat_mwh, &cold_mwh, &electricity_mwh, &gas_mwh),
            heat_covered_percent: covered(&heat_mwh, Quantity::HeatDemand, self.installation.heat_demand_mwh),
            cold_covered_percent: covered(&cold_mwh, Quantity::ColdDemand, self.installation.cooling_demand_mwh),
            heat_mwh,
            cold_mwh,
            electricity_mwh,
            gas_mwh,
            gas_m3,
            gas_mj_m3,
            heat_productivity_kwh_m3: cold_to_ground_mwh.over(&warm_to_cold).times(1000.0),
            cold_productivity_kwh_m3: heat_to_ground_mwh.over(&cold_to_warm).times(1000.0),
            heat_to_ground_mwh,
            cold_to_ground_mwh,
            water_warm_to_cold_m3: warm_to_cold,
            water_cold_to_warm_m3: cold_to_warm,
            temperatures: temperatures(quantities, year, range),
            months: months(quantities, year, gas_mj_m3),
            meters: Vec::new(),
            gaps: self.installation.gaps.unwrap_or_default(),
            max_missing_percent: quantities.max_missing_percent,
            faults: Vec::new(),
            fault_list: Vec::new(),
            balance: super::balance::Balance::default(),
            earlier: Vec::new(),
            checks: Vec::new(),
            permit,
            received: self.installation.received,
            due: None,
            remarks: Vec::new(),
            provenance: Provenance::default(),
        }
    }

    fn meter_reports(&self, quantities: &Quantities<'_>, year: i16, range: &Range<usize>) -> Vec<MeterReport> {
        let each = self.meters.meters.iter().zip(&quantities.measured.given);
        each.map(|(meter, given)| {
            let served: Vec<_> = meter.serves.iter().map(|place| &self.concept.meters[*place]).collect();
            let dimension = served.first().map_or(Dimension::Energy, |meter| meter.dimension());
            let share = quantities.share(given, range);
            let sum = total(given, range);
            let seconds = sum.measured_s + sum.bridged_s + sum.estimated_s;
            let temperature = dimension == Dimension::Temperature;
            let join =
                |pick: fn(&Text) -> &str| served.iter().map(|meter| pick(&meter.what)).collect::<Vec<_>>().join("; ");
            MeterReport {
                column: self.meters.columns[usize::from(meter.column)].clone(),
                measures: served.iter().map(|meter| meter.id.clone()).collect(),
                what: Text { nl: join(|text| &text.nl), en: join(|text| &text.en) },
                counts: served
                    .first()
                    .map_or_else(|| Text { nl: String::new(), en: String::new() }, |meter| counts_words(&meter.counts)),
                unit: meter.unit.to_owned(),
                amount: (seconds > 0.0).then(|| if temperature { sum.amount / seconds } else { sum.amount }),
                amount_unit: match dimension {
                    Dimension::Energy => "kWh",
                    Dimension::Volume => "m3",
                    Dimension::Temperature => "degC",
                }
                .to_owned(),
                error: if temperature { TEMPERATURE_ERROR_C } else { error_percent(meter, given) },
                error_assumed: meter.class_percent.is_none(),
                readings: given.readings.try_into().unwrap_or(u64::MAX),
                step_s: given.step_s,
                complete_percent: share.complete,
                bridged_percent: share.bridged,
                estimated_percent: share.estimated,
                months_percent: (1..=12)
                    .map(|month| quantities.share(given, &quantities.month(year, month)).complete)
                    .collect(),
            }
        })
        .collect()
    }

    /// The faults by kind and column, and the first of each with their places.
    fn faults_of(&self, readings: &Readings, measured: &Measured) -> (Vec<FaultCount>, Vec<FaultPlace>) {
        let mut kinds: BTreeMap<(FaultKind, Option<u16>), Vec<&Found>> = BTreeMap::new();
        for found in &measured.found {
            kinds.entry((found.kind, found.column)).or_default().push(found);
        }
        let gaps = self.installation.gaps.unwrap_or(Gaps::Interpolate);
        let name = |column: Option<u16>| column.map(|column| readings.names[usize::from(column)].clone());
        let counts = kinds.iter().map(|((kind, column), list)| FaultCount {
            kind: *kind,
            column: name(*column),
            count: list.len().try_into().unwrap_or(u64::MAX),
            treatment: kind.treatment(gaps),
        });
        let places = kinds.values().flat_map(|list| list.iter().take(LISTED)).map(|found| {
            let line = (found.place.line() > 0).then(|| found.place.line());
            FaultPlace {
                kind: found.kind,
                column: name(found.column),
                file: line.and(readings.files.get(found.place.file()).cloned()),
                line,
                from: (found.from_s > 0).then(|| self.clock.words(found.from_s)),
                to: (found.to_s > found.from_s).then(|| self.clock.words(found.to_s)),
                value: found.value,
            }
        });
        (counts.collect(), places.collect())
    }

    /// The years before: those of the readings, and those that the installation tells.
    fn earlier(&self, quantities: &Quantities<'_>, measured: &Measured, year: i16, gas_mj_m3: f64) -> Vec<Earlier> {
        let mut years: BTreeMap<i16, Earlier> = BTreeMap::new();
        for told in self.installation.earlier.iter().filter(|told| told.year < year) {
            years.insert(told.year, *told);
        }
        for one in measured.calendar.years().into_iter().filter(|one| *one < year) {
            let figures = self.figures(quantities, one, &measured.calendar.of_year(one), gas_mj_m3);
            // What was measured goes before what was told.
            let told = years.get(&one).copied();
            let or = |figure: &Figure, told: Option<f64>| figure.value.or(told);
            years.insert(
                one,
                Earlier {
                    year: one,
                    spf: or(&figures.spf, told.and_then(|told| told.spf)),
                    heat_mwh: or(&figures.heat_mwh, told.and_then(|told| told.heat_mwh)),
                    cold_mwh: or(&figures.cold_mwh, told.and_then(|told| told.cold_mwh)),
                    heat_to_ground_mwh: or(&figures.heat_to_ground_mwh, told.and_then(|told| told.heat_to_ground_mwh)),
                    cold_to_ground_mwh: or(&figures.cold_to_ground_mwh, told.and_then(|told| told.cold_to_ground_mwh)),
                },
            );
        }
        years.into_values().collect()
    }

    fn remarks(&self, readings: &Readings, measured: &Measured, year: i16) -> Vec<Text> {
        let mut remarks = Vec::new();
        let mut say = |nl: String, en: String| remarks.push(Text { nl, en });
        if measured.found.iter().any(|found| found.kind == FaultKind::NonexistentTime) {
            say(
                "Er zijn tijden in het uur dat in het voorjaar niet bestaat: houdt de logger het hele jaar wintertijd aan, zet dan time_zone = \"+01:00\".".into(),
                "There are times in the hour that does not exist in spring: if the logger keeps winter time all year, set time_zone = \"+01:00\".".into(),
            );
        }
        let classless: Vec<&str> = self
            .meters
            .meters
            .iter()
            .filter(|meter| meter.class_percent.is_none() && !matches!(meter.unit, "degC" | "C"))
            .map(|meter| self.meters.columns[usize::from(meter.column)].as_str())
            .collect();
        if !classless.is_empty() {
            say(
                format!(
                    "De klasse is niet opgegeven van {}; gerekend is met 5 %, wat de wet hoogstens toestaat.",
                    classless.join(", ")
                ),
                format!(
                    "The class is not given of {}; counted with 5 %, the most that the law allows.",
                    classless.join(", ")
                ),
            );
        }
        if !readings.unused.is_empty() {
            say(
                format!("Niet gebruikte kolommen: {}.", readings.unused.join(", ")),
                format!("Columns not used: {}.", readings.unused.join(", ")),
            );
        }
        if self.installation.gas_mj_m3.is_some_and(|told| (told - 31.65).abs() > 1e-9) {
            let told = self.installation.gas_mj_m3.unwrap_or_default();
            say(
                format!("De onderste verbrandingswaarde van gas is opgegeven: {} MJ/m3.", number(told, Lang::Nl)),
                format!("The lower heating value of gas is given: {} MJ/m3.", number(told, Lang::En)),
            );
        }
        if year < 2013 {
            say(
                "Over jaren voor 2013 was nog niets te melden.".into(),
                "Nothing was to be reported yet of years before 2013.".into(),
            );
        }
        remarks
    }
}

fn not_in_concept() -> Figure {
    Figure::unknown(vec![Text { nl: "hoort niet bij dit concept".into(), en: "is no part of this concept".into() }])
}

fn of_mwh(quantities: &Quantities<'_>, quantity: Quantity, range: &Range<usize>) -> Figure {
    quantities.figure(quantity, range).map_or_else(not_in_concept, |figure| figure.times(0.001))
}

/// SPF = (heat + cold) / (electricity + gas). What is no part of the concept is nothing.
fn spf(quantities: &Quantities<'_>, heat: &Figure, cold: &Figure, electricity: &Figure, gas: &Figure) -> Figure {
    let part = |quantity: Quantity, figure: &Figure| {
        if quantities.concept.measures(quantity) { figure.clone() } else { Figure::exact(0.0) }
    };
    let useful = part(Quantity::Heat, heat).plus(&part(Quantity::Cold, cold));
    useful.over(&part(Quantity::Electricity, electricity).plus(gas))
}

fn temperatures(quantities: &Quantities<'_>, year: i16, range: &Range<usize>) -> Vec<Temperature> {
    let all = Quantity::ALL.into_iter().filter(|quantity| quantity.dimension() == Dimension::Temperature);
    all.filter_map(|quantity| {
        let mean_c = quantities.figure(quantity, range)?;
        let counts =
            |place: &usize| quantities.concept.meters[*place].counts.iter().any(|count| count.quantity == quantity);
        let each = quantities.meters.meters.iter().zip(&quantities.measured.given);
        let of = each.filter(|(meter, _)| meter.serves.iter().any(counts)).map(|(_, given)| total(given, range));
        let ends = of.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), cell| {
            (low.min(cell.lowest), high.max(cell.highest))
        });
        // One that nobody measures is not worth a line: the checks say so.
        if !ends.0.is_finite() {
            return None;
        }
        let month = |month| quantities.figure(quantity, &quantities.month(year, month)).and_then(|figure| figure.value);
        Some(Temperature {
            quantity,
            mean_c,
            lowest_c: Some(ends.0),
            highest_c: Some(ends.1),
            months_c: (1..=12).map(month).collect(),
        })
    })
    .collect()
}

fn months(quantities: &Quantities<'_>, year: i16, gas_mj_m3: f64) -> Vec<Month> {
    let one = |month: i8| {
        let range = quantities.month(year, month);
        let mwh = |quantity| of_mwh(quantities, quantity, &range);
        let (heat, cold, electricity) = (mwh(Quantity::Heat), mwh(Quantity::Cold), mwh(Quantity::Electricity));
        let gas =
            quantities.figure(Quantity::Gas, &range).unwrap_or_else(|| Figure::exact(0.0)).times(gas_mj_m3 / 3600.0);
        let spf = spf(quantities, &heat, &cold, &electricity, &gas);
        Month {
            month,
            heat_mwh: heat.value,
            cold_mwh: cold.value,
            energy_mwh: electricity.plus(&gas).value,
            spf: spf.value,
        }
    };
    (1..=12).map(one).collect()
}

/// What part of a meter counts for the SPF: "Qw × 20 %, E outside operating hours".
fn counts_words(counts: &[Count]) -> Text {
    let words = |lang: Lang| {
        let part = |count: &Count| {
            let letter = count.quantity.letter()?;
            #[expect(clippy::float_cmp, reason = "1 is the default")]
            let share =
                if count.share == 1.0 { String::new() } else { format!(" × {} %", number(count.share * 100.0, lang)) };
            let hours = match count.hours {
                None => "",
                Some(Hours::In) => lang.pick(" in bedrijfstijd", " in operating hours"),
                Some(Hours::Out) => lang.pick(" buiten bedrijfstijd", " outside operating hours"),
            };
            Some(format!("{letter}{share}{hours}"))
        };
        counts.iter().filter_map(part).collect::<Vec<_>>().join(", ")
    };
    Text { nl: words(Lang::Nl), en: words(Lang::En) }
}
