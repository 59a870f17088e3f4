//! Heat and cooling as duration curves: every hour of a year, from the highest load to the lowest.

use geo::{LineString, Simplify};

use crate::drawing::{Anchor, Point, Scale};
use crate::feasibility::whole;
use bodemtoets_feasibility::{PerYear, YearResult, YearType};
use bodemtoets_words::lang::Lang;

use super::Sheet;
use super::look::{MARK, line};
use super::panel::{Axis, Panel, amount};

/// How far a thinned curve may lie from the hours, in units of the drawing: a tenth of its line's width.
const OFF: f64 = 0.2;

pub(super) fn heat_title(sheet: &Sheet<'_>) -> &'static str {
    sheet.lang.pick("Warmtevraag: belastingduurkromme", "Heat demand: load duration curve")
}

pub(super) fn cooling_title(sheet: &Sheet<'_>) -> &'static str {
    sheet.lang.pick("Koudevraag: belastingduurkromme", "Cooling demand: load duration curve")
}

/// Heat, with the power of the heat pump.
pub(super) fn heat(sheet: &Sheet<'_>, mut panel: Panel<'_>) {
    let share = of_years(sheet, |year| whole(year.heat_pump_heat_mwh / year.heat_demand_mwh * 100.0));
    panel.says(&match sheet.lang {
        Lang::Nl => {
            format!("De warmtepomp kan in een koud\u{a0}/ normaal\u{a0}/ warm jaar {share}\u{a0}% ervan geven.")
        }
        Lang::En => format!("The heat pump can give {share}\u{a0}% of it in a cold\u{a0}/ normal\u{a0}/ warm year."),
    });
    let hours = PerYear::from_fn(|year| sheet.scenario.demand.heat_duration_kw(year));
    curves(sheet, panel, &hours, sheet.lang.pick("warmtepomp", "heat pump"), sheet.scenario.heat_pump_kw);
}

/// Cooling, with the power of the wells.
pub(super) fn cooling(sheet: &Sheet<'_>, mut panel: Panel<'_>) {
    let years = &sheet.outcome.years;
    let most = years.iter().map(|(_, year)| year.cooling_above_source_mwh).fold(0.0, f64::max);
    let above = of_years(sheet, |year| amount(year.cooling_above_source_mwh, most, sheet.lang));
    panel.says(&match sheet.lang {
        Lang::Nl => format!("Boven de bron, door de warmtepomp: {above} MWh (koud\u{a0}/ normaal\u{a0}/ warm)."),
        Lang::En => format!("Beyond the wells, by the heat pump: {above} MWh (cold\u{a0}/ normal\u{a0}/ warm)."),
    });
    let hours = PerYear::from_fn(|year| sheet.scenario.demand.cooling_duration_kw(year));
    curves(sheet, panel, &hours, sheet.lang.pick("bron", "wells"), sheet.scenario.source_kw);
}

/// A number of each year type.
fn of_years(sheet: &Sheet<'_>, read: impl Fn(&YearResult) -> String) -> String {
    YearType::ALL.map(|year| read(sheet.outcome.years.get(year))).join("\u{a0}/ ")
}

fn curves(sheet: &Sheet<'_>, mut panel: Panel<'_>, hours_kw: &PerYear<Vec<f64>>, power: &str, power_kw: f64) {
    panel.legend_of_years(|year| sheet.year(year));
    let plot = panel.plot();
    let most = hours_kw.iter().filter_map(|(_, hours)| hours.first().copied()).fold(power_kw, f64::max);
    let x = Scale::exact((0.0, 8760.0), 5.0, (plot.left, plot.right));
    let y = Scale::round((0.0, most), 5.0, (plot.bottom, plot.top));
    panel.upwards(plot, Axis { scale: y, unit: "kW" }, sheet.lang);
    panel.across(plot, Axis { scale: x, unit: sheet.lang.pick("uren per jaar", "hours a year") }, sheet.lang);
    for (year, hours) in hours_kw.iter() {
        panel.drawing.curve(&thinned(hours, x, y), line(year), sheet.year(year));
    }
    panel.drawing.line((plot.left, y.at(power_kw)), (plot.right, y.at(power_kw)), MARK);
    panel.note((plot.right, y.at(power_kw) - 5.0), &format!("{power} {} kW", whole(power_kw)), Anchor::End);
}

/// The hours as points of a line, without those that nobody would miss.
fn thinned(hours_kw: &[f64], x: Scale, y: Scale) -> Vec<Point> {
    let hours = (0_u32..).map(f64::from);
    let all: Vec<Point> = hours.zip(hours_kw).map(|(hour, kw)| (x.at(hour), y.at(*kw))).collect();
    LineString::from(all).simplify(OFF).into_inner().into_iter().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bodemtoets_feasibility::Profile;

    #[test]
    fn a_thinned_curve_passes_every_hour() {
        let hours = Profile::office().unwrap().demand(15_000.0).unwrap().heat_duration_kw(YearType::Cold);
        let (x, y) =
            (Scale::exact((0.0, 8760.0), 5.0, (88.0, 397.0)), Scale::round((0.0, hours[0]), 5.0, (390.0, 200.0)));
        let line = thinned(&hours, x, y);
        assert!(line.len() < 200, "{} points", line.len());
        assert!((line[0].1 - y.at(hours[0])).abs() < 1e-9, "the peak stays");
        for (hour, kw) in (0_u32..).zip(&hours) {
            let at = x.at(f64::from(hour));
            let end = line.iter().position(|point| point.0 >= at).unwrap().max(1);
            let ((x1, y1), (x2, y2)) = (line[end - 1], line[end]);
            let drawn = y1 + (y2 - y1) * (at - x1) / (x2 - x1);
            // Where the curve is steep, a small way sideways is a long way up.
            let steep = ((y2 - y1) / (x2 - x1)).abs();
            assert!((drawn - y.at(*kw)).abs() <= OFF * (1.0 + steep), "hour {hour}: {drawn}, not {}", y.at(*kw));
        }
    }
}
