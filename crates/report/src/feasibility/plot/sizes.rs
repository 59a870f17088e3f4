//! Saving and payback by the size of the heat pump: two plots above each other.

use crate::drawing::{Anchor, Area, Point, Scale};
use crate::feasibility::whole;
use bodemtoets_feasibility::YearResult;
use bodemtoets_words::words::with_decimals;

use super::Sheet;
use super::look::{BLUE, GREEN, MARK, WELLS};
use super::panel::{Axis, Panel};

/// Longer paybacks are off the plot: by then everything has been replaced.
const LONGEST_YEARS: f64 = 30.0;

pub(super) fn title(sheet: &Sheet<'_>) -> &'static str {
    sheet.lang.pick("Besparing en terugverdientijd naar grootte", "Saving and payback by size")
}

pub(super) fn draw(sheet: &Sheet<'_>, mut panel: Panel<'_>) {
    let lang = sheet.lang;
    panel.says(lang.pick(
        "Gewogen jaar; elke warmtepomp met de droge koeler en de bron die erbij horen. Grote stip: deze grootte.",
        "Mix of years; each heat pump with the dry cooler and the wells that belong to it. Large dot: this size.",
    ));
    // No legend: room between what it says and the first unit.
    panel.area.top += 6.0;
    let plot = panel.plot();
    let middle = f64::midpoint(plot.top, plot.bottom);
    let chosen = sheet.scenario.heat_pump_kw;
    let most = sheet.sizes.iter().map(|size| size.heat_pump_kw).fold(chosen, f64::max);
    let x = Scale::round((0.0, most), 5.0, (plot.left, plot.right));
    let upper = Area { bottom: middle - 14.0, ..plot };
    let lower = Area { top: middle + 24.0, ..plot };
    saving(sheet, &mut panel, upper, x);
    payback(sheet, &mut panel, lower, x);
    let unit = lang.pick("warmtepomp, kW", "heat pump, kW");
    panel.across(lower, Axis { scale: x, unit }, lang);
}

/// Thousands of euros a year.
fn saving(sheet: &Sheet<'_>, panel: &mut Panel<'_>, plot: Area, x: Scale) {
    let read = |year: &YearResult| year.saving_eur / 1000.0;
    let points = || sheet.sizes.iter().map(|size| (size.heat_pump_kw, read(&size.weighted)));
    let chosen = read(&sheet.outcome.weighted);
    let low = points().map(|point| point.1).fold(chosen.min(0.0), f64::min);
    let high = points().map(|point| point.1).fold(chosen.max(0.0), f64::max);
    let y = Scale::round((low, high), 3.0, (plot.bottom, plot.top));
    let unit = sheet.lang.pick("besparing, duizend EUR per jaar", "saving, thousand EUR a year");
    panel.upwards(plot, Axis { scale: y, unit }, sheet.lang);
    let number = |thousands: f64| format!("{} EUR", whole(thousands * 1000.0));
    series(sheet, panel, &points().collect::<Vec<_>>(), (x, y), number);
    mark(sheet, panel, plot, (x.at(sheet.scenario.heat_pump_kw), y.at(chosen)), &number(chosen));
}

/// Years.
fn payback(sheet: &Sheet<'_>, panel: &mut Panel<'_>, plot: Area, x: Scale) {
    let lang = sheet.lang;
    let short = |year: &YearResult| year.payback_years.filter(|years| *years <= LONGEST_YEARS);
    let chosen = sheet.outcome.weighted.payback_years;
    let points: Vec<Point> =
        sheet.sizes.iter().filter_map(|size| Some((size.heat_pump_kw, short(&size.weighted)?))).collect();
    let high = points.iter().map(|point| point.1).fold(short(&sheet.outcome.weighted).unwrap_or(0.0), f64::max);
    let y = Scale::round((0.0, if high > 0.0 { high } else { LONGEST_YEARS }), 3.0, (plot.bottom, plot.top));
    let unit = lang.pick("terugverdientijd, jaar", "payback, years");
    panel.upwards(plot, Axis { scale: y, unit }, lang);
    let number = |years: f64| format!("{} {}", with_decimals(years, 1, lang), lang.pick("jaar", "years"));
    series(sheet, panel, &points, (x, y), number);
    if points.is_empty() {
        let words = lang.pick("geen grootte verdient zich terug in 30 jaar", "no size pays back within 30 years");
        let centre = (f64::midpoint(plot.left, plot.right), f64::midpoint(plot.top, plot.bottom));
        panel.small(centre, words, Anchor::Middle);
    }
    let at = x.at(sheet.scenario.heat_pump_kw);
    match chosen {
        Some(years) if years <= LONGEST_YEARS => mark(sheet, panel, plot, (at, y.at(years)), &number(years)),
        Some(years) => beyond(sheet, panel, plot, at, &number(years)),
        None => beyond(sheet, panel, plot, at, lang.pick("nooit", "never")),
    }
}

/// A line with a dot at each size.
fn series(
    sheet: &Sheet<'_>,
    panel: &mut Panel<'_>,
    points: &[Point],
    (x, y): (Scale, Scale),
    number: impl Fn(f64) -> String,
) {
    let places: Vec<Point> = points.iter().map(|(kw, value)| (x.at(*kw), y.at(*value))).collect();
    panel.drawing.curve(&places, WELLS.0, sheet.lang.pick("gewogen jaar", "mix of years"));
    for (place, (kw, value)) in places.iter().zip(points) {
        panel.drawing.dot(*place, 3.0, BLUE, &format!("{} kW: {}", whole(*kw), number(*value)));
    }
}

/// The chosen size, with its number.
fn mark(sheet: &Sheet<'_>, panel: &mut Panel<'_>, plot: Area, at: Point, number: &str) {
    beyond(sheet, panel, plot, at.0, number);
    panel.drawing.dot(at, 5.0, GREEN, &format!("{} kW: {number}", whole(sheet.scenario.heat_pump_kw)));
}

/// The chosen size, where its number may be off the plot.
fn beyond(sheet: &Sheet<'_>, panel: &mut Panel<'_>, plot: Area, x: f64, number: &str) {
    panel.drawing.line((x, plot.bottom), (x, plot.top), MARK);
    let words = format!("{} kW: {number}", whole(sheet.scenario.heat_pump_kw));
    panel.note((plot.right, plot.top - 11.0), &words, Anchor::End);
}
