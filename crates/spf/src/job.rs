//! From an installation, its concept and its readings to the yearly report.

use std::ops::Range;

use jiff::civil::Date;

use super::balance::{Balance, weigh};
use super::checks::{check, due};
use super::clock::{Clock, YEARS, last_day};
use super::concept::Concept;
use super::defect::{Defect, DefectKind};
use super::defect_list::listed;
use super::earlier::earlier;
use super::fault::{Cause, Fault};
use super::figure::Figure;
use super::figures::{Figures, not_in_concept, of_mwh};
use super::given::Measured;
use super::installation::Installation;
use super::interval::Stamp;
use super::law::{DutyKind, Law, gas_mj_m3};
use super::measure::measure;
use super::meter::{Meters, Reader};
use super::meter_report::meter_reports;
use super::month::months;
use super::quantities::Quantities;
use super::quantity::{Dimension, Quantity};
use super::remark::Remark;
use super::report::{Provenance, Report, SCHEMA};
use super::table::Readings;
use super::temperature::temperatures;

/// More of a year that is missing makes a figure unknown, %: our choice, the law has none.
pub const MAX_MISSING_PERCENT: f64 = 5.0;
/// The years in which a surplus has to be gone once, when the law of the year does not say.
const BALANCE_YEARS: usize = 5;

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
    /// When a meter is not one of the concept, a unit does not fit, the time zone does not exist, or the year is
    /// none that readings can have.
    pub fn new(installation: Installation, concept: Concept) -> Result<Self, Fault> {
        if let Some(year) = installation.year {
            known_year(year)?;
        }
        let time_zone = installation.time_zone.clone().unwrap_or_else(|| "Europe/Amsterdam".to_owned());
        let day_end = installation.day_reading == Some(Stamp::End);
        let mut clock = Clock::new(&time_zone)?.with_days_at_their_end(day_end);
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
    pub fn defects(&self, readings: &Readings) -> Result<Vec<Defect>, Fault> {
        Ok(self.measure(readings)?.found)
    }

    /// By when the report of a year has to be there; none when it need not, or when that is not known.
    ///
    /// # Errors
    /// When the year is none that readings can have.
    pub fn due(&self, year: i16) -> Result<Option<Date>, Fault> {
        known_year(year)?;
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

    fn measure(&self, readings: &Readings) -> Result<Measured, Fault> {
        let gaps = self.installation.gaps.unwrap_or_default();
        measure(readings, &self.meters, &self.concept, self.installation.operating_hours.as_ref(), gaps)
    }

    /// The report of a year: the one that the installation names, else the last of which December was
    /// read. `on` is the day on which it is looked at, when lateness matters.
    ///
    /// # Errors
    /// When a meter looks like no counter, there are gaps that are not allowed, or no readings of the year.
    pub fn report(&self, readings: &Readings, on: Option<Date>) -> Result<Report, Fault> {
        let measured = self.measure(readings)?;
        self.look_like_counters(readings, &measured)?;
        let year = self.year(&measured)?;
        let range = measured.calendar.of_year(year);
        let quantities = Quantities {
            concept: &self.concept,
            installation: &self.installation,
            meters: &self.meters,
            measured: &measured,
            readings,
            max_missing_percent: self.installation.max_missing_percent.unwrap_or(MAX_MISSING_PERCENT),
        };
        let law = Law::embedded()?;
        let gas_mj_m3 = match self.installation.gas_mj_m3 {
            Some(given) => given,
            None => gas_mj_m3(last_day(year))?,
        };
        let figures = Figures::of_year(&quantities, year, gas_mj_m3);
        let volume = |quantity| quantities.figure(quantity, &range).unwrap_or_else(not_in_concept);
        let (warm_to_cold, cold_to_warm) = (volume(Quantity::WaterWarmToCold), volume(Quantity::WaterColdToWarm));
        let covered = |useful: &Figure, demand: Quantity, given: Option<f64>| {
            let all = of_mwh(&quantities, demand, &range);
            let all = given.filter(|_| all.value.is_none()).map_or(all, Figure::exact);
            useful.over(&all).times(100.0)
        };
        let gaps = self.installation.gaps.unwrap_or_default();
        let (faults, fault_list) = listed(&measured.found, readings, &self.clock, gaps);
        let earlier = earlier(&quantities, year, gas_mj_m3);
        let balance = self.balance(&quantities, &law, year, &figures, &earlier);
        let mut report = Report {
            schema: SCHEMA.to_owned(),
            name: self.installation.name.clone().unwrap_or_default(),
            concept: self.concept.id.clone(),
            concept_name: self.concept.name.clone(),
            system: self.concept.system,
            year,
            time_zone: self.time_zone.clone(),
            spf: figures.spf,
            heat_covered_percent: covered(&figures.heat_mwh, Quantity::HeatDemand, self.installation.heat_demand_mwh),
            cold_covered_percent: covered(
                &figures.cold_mwh,
                Quantity::ColdDemand,
                self.installation.cooling_demand_mwh,
            ),
            heat_mwh: figures.heat_mwh,
            cold_mwh: figures.cold_mwh,
            electricity_mwh: figures.electricity_mwh,
            gas_mwh: figures.gas_mwh,
            gas_m3: figures.gas_m3,
            gas_mj_m3,
            heat_productivity_kwh_m3: figures.cold_to_ground_mwh.over(&warm_to_cold).times(1000.0),
            cold_productivity_kwh_m3: figures.heat_to_ground_mwh.over(&cold_to_warm).times(1000.0),
            heat_to_ground_mwh: figures.heat_to_ground_mwh,
            cold_to_ground_mwh: figures.cold_to_ground_mwh,
            water_warm_to_cold_m3: warm_to_cold,
            water_cold_to_warm_m3: cold_to_warm,
            temperatures: temperatures(&quantities, year, &range),
            months: months(&quantities, year, gas_mj_m3),
            meters: meter_reports(&quantities, year, &range),
            gaps,
            max_missing_percent: quantities.max_missing_percent,
            faults,
            fault_list,
            balance,
            earlier,
            checks: Vec::new(),
            permit: self.installation.permit,
            received: self.installation.received,
            due: due(self.concept.system, year, &self.installation, &law),
            remarks: self.remarks(readings, &measured, year),
            provenance: Provenance::default(),
        };
        report.checks = check(&report, &self.installation, &self.concept, &law, on);
        Ok(report)
    }

    fn balance(
        &self,
        quantities: &Quantities<'_>,
        law: &Law,
        year: i16,
        figures: &Figures,
        earlier: &[super::installation::Earlier],
    ) -> Balance {
        let month = |month| {
            let range: Range<usize> = quantities.month(year, month);
            let of = |quantity| of_mwh(quantities, quantity, &range).value;
            of(Quantity::HeatToGround).zip(of(Quantity::ColdToGround))
        };
        let months: Vec<Option<(f64, f64)>> = (1..=12).map(month).collect();
        let limit = law.duty(DutyKind::Balance, self.concept.system, last_day(year)).and_then(|duty| duty.limit);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of years in the law")]
        let window = limit.map_or(BALANCE_YEARS, |years| years as usize);
        weigh(
            earlier,
            year,
            figures.heat_to_ground_mwh.value.zip(figures.cold_to_ground_mwh.value),
            &months,
            self.installation.heat_surplus_before_mwh,
            self.installation.in_use_since,
            window,
        )
    }

    fn year(&self, measured: &Measured) -> Result<i16, Fault> {
        let years = measured.calendar.years();
        if let Some(year) = self.installation.year {
            if years.contains(&year) {
                return Ok(year);
            }
            return Err(Fault::new("year", Cause::NoReadingsOfYear { year, known: years }));
        }
        let december = |year: &i16| {
            let range = measured.calendar.of_year(*year);
            let start = range.end.saturating_sub(31);
            let read = |given: &super::given::Given| {
                given.cells[start..range.end].iter().any(|cell| cell.measured_s + cell.bridged_s > 0.0)
            };
            measured.given.iter().any(read)
        };
        let year = years.iter().rev().find(|year| december(year)).or(years.last());
        year.copied().ok_or_else(|| Fault::new("readings", Cause::NoReadings))
    }

    /// A counter that goes down all the time is none.
    fn look_like_counters(&self, readings: &Readings, measured: &Measured) -> Result<(), Fault> {
        let down =
            [DefectKind::Dip, DefectKind::Spike, DefectKind::Reset, DefectKind::NegativeStep, DefectKind::RollOver];
        for (meter, given) in self.meters.meters.iter().zip(&measured.given) {
            // One that begins anew every day is told as that.
            if !matches!(meter.reader, Reader::Counter(_)) || given.daily.is_some() {
                continue;
            }
            let of_meter = |found: &&Defect| found.column == Some(meter.column) && down.contains(&found.kind);
            let count = measured.found.iter().filter(of_meter).count();
            if count > 3 && count * 10 > given.readings {
                let cause = Cause::NoCounter { count, readings: given.readings };
                return Err(Fault::new(&readings.names[usize::from(meter.column)], cause));
            }
        }
        Ok(())
    }

    fn remarks(&self, readings: &Readings, measured: &Measured, year: i16) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if measured.found.iter().any(|found| found.kind == DefectKind::NonexistentTime) {
            remarks.push(Remark::NonexistentTimes);
        }
        let dimension = |meter: &super::meter::Meter| {
            meter.serves.first().map_or(Dimension::Energy, |place| self.concept.meters[*place].dimension())
        };
        let no_class = self
            .meters
            .meters
            .iter()
            .filter(|meter| meter.class_percent.is_none() && dimension(meter) != Dimension::Temperature)
            .map(|meter| self.meters.columns[usize::from(meter.column)].clone());
        let no_class: Vec<String> = no_class.collect();
        if !no_class.is_empty() {
            remarks.push(Remark::NoClass(no_class));
        }
        if !readings.unused.is_empty() {
            remarks.push(Remark::UnusedColumns(readings.unused.clone()));
        }
        let usual = gas_mj_m3(last_day(year)).ok();
        if let Some(given) = self.installation.gas_mj_m3
            && usual.is_some_and(|usual| (given - usual).abs() > 1e-9)
        {
            remarks.push(Remark::GasValue(given));
        }
        if readings.days > 0 {
            let end = self.installation.day_reading == Some(Stamp::End);
            remarks.push(Remark::DaysWithoutTime { rows: readings.days, end });
        }
        if year < 2013 {
            remarks.push(Remark::BeforeTheLaw);
        }
        remarks
    }
}

/// Refuses a year that readings cannot have.
pub(super) fn known_year(year: i16) -> Result<(), Fault> {
    if YEARS.contains(&year) { Ok(()) } else { Err(Fault::new("year", Cause::YearOutOfRange(year))) }
}
