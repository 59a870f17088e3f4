//! What wells and heat pump have cost after so many years, and what they would have cost without.

use crate::drawing::{Anchor, Area, Scale};
use bodemtoets_feasibility::HORIZON_YEARS;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::with_decimals;

use super::Sheet;
use super::look::{GREEN, MARK, WELLS, WITHOUT};
use super::panel::{Axis, Key, Panel, unbroken};

pub(super) fn title(sheet: &Sheet<'_>) -> &'static str {
    sheet.lang.pick("Totale kosten over twintig jaar", "Total cost over twenty years")
}

/// A plant: what it costs to build, and in each year.
struct Cost {
    building_eur: f64,
    yearly_eur: f64,
}

impl Cost {
    fn after(&self, years: f64) -> f64 {
        self.building_eur + years * self.yearly_eur
    }
}

pub(super) fn draw(sheet: &Sheet<'_>, mut panel: Panel<'_>) {
    let (lang, year) = (sheet.lang, &sheet.outcome.weighted);
    let wells = Cost { building_eur: year.investment_eur, yearly_eur: year.energy_cost_eur + year.maintenance_eur };
    let without = Cost {
        building_eur: year.conventional_investment_eur,
        yearly_eur: year.conventional_energy_cost_eur + year.conventional_maintenance_eur,
    };
    let totals = [&wells, &without].map(|cost| unbroken(cost.after(HORIZON_YEARS)));
    panel.says(&match lang {
        Lang::Nl => format!(
            "Samen {} EUR met WKO, {} zonder: in gewogen jaren, zonder rente of vervanging.",
            totals[0], totals[1]
        ),
        Lang::En => format!(
            "In all {} EUR with wells, {} without: mix of years, no interest, no replacement.",
            totals[0], totals[1]
        ),
    });
    let (word, word_without) = (lang.pick("met WKO", "with wells"), lang.pick("zonder WKO", "without wells"));
    panel.legend(&[(Key::Line(WELLS.0), word), (Key::Line(WITHOUT.0), word_without)]);
    let plot = panel.plot();
    let most = wells.after(HORIZON_YEARS).max(without.after(HORIZON_YEARS));
    let (unit_eur, unit) = if most >= 5e6 {
        (1e6, lang.pick("miljoen EUR", "million EUR"))
    } else {
        (1e3, lang.pick("duizend EUR", "thousand EUR"))
    };
    let x = Scale::round((0.0, HORIZON_YEARS), 4.0, (plot.left, plot.right));
    let y = Scale::round((0.0, most / unit_eur), 5.0, (plot.bottom, plot.top));
    panel.upwards(plot, Axis { scale: y, unit }, lang);
    panel.across(plot, Axis { scale: x, unit: lang.pick("jaren na de bouw", "years after building") }, lang);
    for (cost, (stroke, _), name) in [(&without, WITHOUT, word_without), (&wells, WELLS, word)] {
        let ends = [0.0, HORIZON_YEARS].map(|years| (x.at(years), y.at(cost.after(years) / unit_eur)));
        let total = format!("{name}: {} EUR", unbroken(cost.after(HORIZON_YEARS)));
        panel.drawing.curve(&ends, stroke, &total);
    }
    let crossing = year.payback_years.filter(|years| *years > 0.0 && *years <= HORIZON_YEARS);
    if let Some(years) = crossing {
        let at = (x.at(years), y.at(wells.after(years) / unit_eur));
        panel.drawing.line(at, (at.0, plot.bottom), MARK);
        panel.drawing.dot(at, 5.0, GREEN, &verdict(sheet));
    }
    says_when(sheet, &mut panel, plot, crossing.map(|years| x.at(years)));
}

/// When it has paid for itself: beside the crossing, or at the right when there is none.
fn says_when(sheet: &Sheet<'_>, panel: &mut Panel<'_>, plot: Area, crossing: Option<f64>) {
    let y = plot.bottom - 6.0;
    match crossing {
        Some(x) if x < f64::midpoint(plot.left, plot.right) => panel.note((x + 6.0, y), &verdict(sheet), Anchor::Start),
        Some(x) => panel.note((x - 6.0, y), &verdict(sheet), Anchor::End),
        None => panel.note((plot.right - 4.0, y), &verdict(sheet), Anchor::End),
    }
}

fn verdict(sheet: &Sheet<'_>) -> String {
    let lang = sheet.lang;
    match sheet.outcome.weighted.payback_years {
        None => lang.pick("verdient zich nooit terug", "never pays back").to_owned(),
        Some(years) if years <= 0.0 => lang.pick("meteen terugverdiend", "paid back at once").to_owned(),
        Some(years) => {
            let number = with_decimals(years, 1, lang);
            format!("{} {number} {}", lang.pick("terugverdiend na", "paid back after"), lang.pick("jaar", "years"))
        }
    }
}
