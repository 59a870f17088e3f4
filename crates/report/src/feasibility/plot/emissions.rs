//! What is emitted with wells and without. Each substance has a length of its own for its bars, because
//! tonnes of CO2 and kilogrammes of NOx do not compare; each bar has its number.

use crate::drawing::{Anchor, Area};
use bodemtoets_feasibility::{YearResult, YearType};

use super::Sheet;
use super::look::{AXIS, WELLS, WITHOUT};
use super::panel::{Key, Panel, amount};

/// What the words for the year types and the numbers at the bars take.
const WORDS: f64 = 54.0;
const NUMBER: f64 = 34.0;

/// A substance: its name, its unit, and how much of it there is with wells and without.
type Substance = (&'static str, &'static str, fn(&YearResult) -> f64, fn(&YearResult) -> f64);

const SUBSTANCES: [Substance; 3] = [
    ("CO2", "t", |year| year.co2_t, |year| year.conventional_co2_t),
    ("NOx", "kg", |year| year.nox_kg, |year| year.conventional_nox_kg),
    ("SO2", "kg", |year| year.so2_kg, |year| year.conventional_so2_kg),
];

pub(super) fn title(sheet: &Sheet<'_>) -> &'static str {
    sheet.lang.pick("Uitstoot per jaar", "Emissions a year")
}

pub(super) fn draw(sheet: &Sheet<'_>, mut panel: Panel<'_>) {
    let lang = sheet.lang;
    panel.says(lang.pick(
        "Van het gas in de ketels en van de elektriciteit; elke stof heeft haar eigen schaal.",
        "From gas in the boilers and from electricity; each substance has a scale of its own.",
    ));
    panel.legend(&[
        (Key::Bar(WELLS.1), lang.pick("met WKO", "with wells")),
        (Key::Bar(WITHOUT.1), lang.pick("zonder WKO", "without wells")),
    ]);
    let plot = Area {
        left: panel.area.left + WORDS,
        top: panel.area.top + 26.0,
        right: panel.area.right,
        bottom: panel.area.bottom - 12.0,
    };
    let height = (plot.bottom - plot.top) / 3.0;
    let tops = [0.0, 1.0, 2.0].map(|row| plot.top + row * height);
    for (year, top) in YearType::ALL.into_iter().zip(tops) {
        panel.small((panel.area.left, top + height / 2.0 + 4.0), sheet.year(year), Anchor::Start);
    }
    let width = (plot.right - plot.left) / 3.0;
    for (substance, column) in SUBSTANCES.iter().zip([0.0, 1.0, 2.0]) {
        let left = plot.left + column * width;
        bars(sheet, &mut panel, substance, Area { left, right: left + width, ..plot }, height);
    }
}

fn bars(sheet: &Sheet<'_>, panel: &mut Panel<'_>, substance: &Substance, plot: Area, height: f64) {
    let (name, unit, with, without) = *substance;
    panel.note((plot.left, plot.top - 8.0), &format!("{name}, {unit}"), Anchor::Start);
    let all = || sheet.outcome.years.iter().map(|(_, year)| with(year).max(without(year)));
    let most = all().fold(0.0, f64::max);
    let longest = plot.right - plot.left - NUMBER - 6.0;
    for ((year, result), row) in sheet.outcome.years.iter().zip([0.0, 1.0, 2.0]) {
        let top = plot.top + row * height + 0.14 * height;
        let thick = 0.36 * height;
        let plants = [
            (with(result), WELLS.1, sheet.lang.pick("met WKO", "with wells")),
            (without(result), WITHOUT.1, sheet.lang.pick("zonder WKO", "without wells")),
        ];
        for ((value, fill, plant), place) in plants.into_iter().zip([0.0, 1.0]) {
            let share = if most > 0.0 { value / most } else { 0.0 };
            let top = top + place * thick;
            let area = Area { left: plot.left, top, right: plot.left + share * longest, bottom: top + thick - 2.0 };
            let number = amount(value, most, sheet.lang);
            panel.drawing.bar(area, fill, &format!("{name}, {}, {plant}: {number} {unit}", sheet.year(year)));
            panel.small((area.right + 4.0, top + thick / 2.0 + 3.0), &number, Anchor::Start);
        }
    }
    panel.drawing.line((plot.left, plot.top), (plot.left, plot.bottom), AXIS);
}
