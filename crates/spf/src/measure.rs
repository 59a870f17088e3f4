//! From readings to what every meter gave, part of a day by part of a day.

use rayon::prelude::*;

use super::calendar::Calendar;
use super::concept::Concept;
use super::counter;
use super::defect::{Defect, DefectKind, Gaps};
use super::fault::{Cause, Fault};
use super::frozen;
use super::given::{Given, Measured};
use super::installation::Pipe;
use super::interval;
use super::meter::{Meter, Meters, Reader};
use super::series::{Reading, Series};
use super::sums::Sums;
use super::table::Readings;
use super::water::power_kw;

/// Adds up every meter of an installation.
pub(super) fn measure(
    readings: &Readings,
    meters: &Meters,
    concept: &Concept,
    hours: Option<&super::calendar::OperatingHours>,
    gaps: Gaps,
) -> Result<Measured, Fault> {
    let times = readings.tables.iter().flat_map(|table| table.rows.iter().map(|row| row.time_s));
    let (first, last) = times.fold((u32::MAX, 0), |(first, last), time_s| (first.min(time_s), last.max(time_s)));
    if first > last {
        return Err(Fault::new("readings", Cause::NoReadings));
    }
    let calendar = Calendar::new(&mut readings.clock.clone(), first, last, hours)?;
    let each: Vec<(Given, Vec<Defect>)> =
        meters.meters.par_iter().map(|meter| given(readings, meter, &calendar, gaps)).collect();
    let mut found = readings.found.clone();
    let mut given = Vec::with_capacity(each.len());
    for (one, faults) in each {
        given.push(one);
        found.extend(faults);
    }
    found.extend(frozen::find(concept, meters, &calendar, &mut given));
    if gaps == Gaps::Fail
        && let Some(gap) = found.iter().find(|found| found.kind == DefectKind::Gap)
    {
        let column = gap.column.map_or_else(String::new, |column| readings.names[usize::from(column)].clone());
        let (from, to) = (readings.clock.words(gap.from_s), readings.clock.words(gap.to_s));
        let cause = Cause::GapNotAllowed { line: gap.place.line(), column, from, to };
        return Err(Fault::new(&readings.files[gap.place.file()], cause));
    }
    Ok(Measured { calendar, given, found })
}

fn given(readings: &Readings, meter: &Meter, calendar: &Calendar, gaps: Gaps) -> (Given, Vec<Defect>) {
    let mut found = Vec::new();
    let mut sums = Sums::new(calendar);
    let mut series = Series::of(readings, meter.column, &mut found);
    let (count, mut difference_k) = (series.readings.len(), None);
    let (mut daily, mut unit_change) = (None, None);
    match &meter.reader {
        Reader::Counter(counter) => {
            daily = counter::begins_anew(&series, &readings.clock);
            unit_change = counter::count(counter, &series, gaps, daily.is_some(), &mut sums, &mut found);
        }
        Reader::Interval(interval) => interval::add_up(interval, &series, gaps, &mut sums, &mut found),
        Reader::Flow { interval, columns, flow_factor, flow_in } => {
            let warm = Series::of(readings, columns[1], &mut found);
            let cold = Series::of(readings, columns[2], &mut found);
            difference_k = powers(&mut series, &warm, &cold, *flow_factor, *flow_in);
            interval::add_up(interval, &series, gaps, &mut sums, &mut found);
        }
    }
    let steps = series.readings.windows(2).map(|pair| pair[1].value - pair[0].value).filter(|step| *step > 0.0);
    let factor = match &meter.reader {
        Reader::Counter(counter) => counter.factor,
        _ => 0.0,
    };
    let finest = steps.fold(f64::INFINITY, f64::min) * factor;
    let finest = if finest.is_finite() { finest } else { 0.0 };
    (
        Given { cells: sums.cells, readings: count, step_s: series.step_s, finest, daily, unit_change, difference_k },
        found,
    )
}

/// Turns the readings of a flow into powers, kW; a flow without both temperatures is no reading. Heat
/// that goes the other way is none. Gives the mean difference, K.
fn powers(flow: &mut Series, warm: &Series, cold: &Series, flow_factor: f64, flow_in: Pipe) -> Option<f64> {
    let (mut volume, mut heat) = (0.0, 0.0);
    let (mut warm_at, mut cold_at) = (warm.readings.iter().peekable(), cold.readings.iter().peekable());
    flow.readings.retain_mut(|reading| {
        let (Some(warm), Some(cold)) = (at(&mut warm_at, reading.time_s), at(&mut cold_at, reading.time_s)) else {
            return false;
        };
        let flow_m3_h = reading.value * flow_factor;
        let meter_c = if flow_in == Pipe::Warm { warm } else { cold };
        reading.value = power_kw(flow_m3_h, warm, cold, meter_c).max(0.0);
        if reading.value > 0.0 {
            volume += flow_m3_h;
            heat += flow_m3_h * (warm - cold);
        }
        true
    });
    (volume > 0.0).then(|| heat / volume)
}

/// The value at a time, when there is one that a temperature can have.
fn at<'a>(readings: &mut std::iter::Peekable<impl Iterator<Item = &'a Reading>>, time_s: u32) -> Option<f64> {
    while readings.next_if(|reading| reading.time_s < time_s).is_some() {}
    readings
        .peek()
        .filter(|reading| reading.time_s == time_s && interval::is_temperature(reading.value))
        .map(|reading| reading.value)
}
