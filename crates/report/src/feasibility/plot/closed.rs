//! A proposal of closed loops on one sheet: temperatures over the years with the limits of the law, the field with
//! how far it cools the ground around it, and what it costs with the range.

use bodemtoets_feasibility::closed::{Band, MOST_COOLED_K, Proposal};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::fixed;

use super::look::{AXIS, BLUE, GREEN, MARK, VERMILLION};
use super::panel::{Axis, Key, Panel, unbroken};
use super::{MARGIN, PAGE};
use crate::drawing::{Anchor, Area, Drawing, Fill, Letters, Scale, Stroke, fitted};
use crate::picture::Picture;

const COLDEST: Stroke = Stroke { colour: BLUE, width: 2.2, dash: "" };
const WARMEST: Stroke = Stroke { colour: VERMILLION, width: 2.2, dash: "7 3" };
const LIMIT: Stroke = Stroke { colour: "#222222", width: 1.6, dash: "2 3" };
/// Where the panels begin and end.
const TOPS: [f64; 4] = [100.0, 430.0, 800.0, 1120.0];
/// What the law lets go into the ground, degC.
const LAW_C: [f64; 2] = [-3.0, 30.0];
/// Rings around the field: cooled by so much, K.
const RINGS_K: [f64; 3] = [MOST_COOLED_K, 1.0, 0.5];

/// What draws a panel.
type Draw<'s> = fn(&ClosedSheet<'s>, Panel<'_>);

/// What is on the sheet.
#[derive(Debug, Clone, Copy)]
pub struct ClosedSheet<'a> {
    /// What is proposed.
    pub proposal: &'a Proposal,
    /// The language of the words.
    pub lang: Lang,
}

impl ClosedSheet<'_> {
    /// Draws it. The same proposal gives the same picture, letter for letter.
    #[must_use]
    pub fn draw(&self) -> Picture {
        let (found, lang) = (self.proposal, self.lang);
        let (count, length) = (found.loops, fixed(found.length_m, 1, lang));
        let title = match lang {
            Lang::Nl => format!("{count} lus(sen) van {length} m"),
            Lang::En => format!("{count} loop(s) of {length} m"),
        };
        let mut drawing = Drawing::new(PAGE.0, PAGE.1, &title, lang);
        let heading = Letters::of(21.0).bold();
        drawing.text((MARGIN, 58.0), &fitted(&title, heading, PAGE.0 - 2.0 * MARGIN), heading);
        let name = found.name.as_deref().unwrap_or_default();
        let (dated, years) = (&found.money.dated, found.money.years);
        let counted = match lang {
            Lang::Nl => format!("{name} prijzen van {dated} (aannames), {years} jaar"),
            Lang::En => format!("{name} prices of {dated} (assumptions), {years} years"),
        };
        drawing.text((MARGIN, 80.0), counted.trim(), Letters::of(12.0));
        let panels: [(&str, &str, Draw<'_>); 3] = [
            ("temperatures", lang.pick("Wat de bodem in gaat", "What goes into the ground"), Self::temperatures),
            (
                "field",
                lang.pick("De lussen en hun invloed na 25 jaar", "The loops and their influence after 25 years"),
                Self::field,
            ),
            ("costs", lang.pick("Wat het in totaal kost", "What it costs in all"), Self::costs),
        ];
        for ((id, title, draw), tops) in panels.into_iter().zip(TOPS.windows(2)) {
            let area = Area { left: MARGIN, top: tops[0], right: PAGE.0 - MARGIN, bottom: tops[1] - 20.0 };
            drawing.group(id, title, |drawing| draw(self, Panel::new(drawing, area, title)));
        }
        drawing.text(
            (PAGE.0 - MARGIN, PAGE.1 - 40.0),
            concat!("bodemtoets ", env!("CARGO_PKG_VERSION")),
            Letters::of(10.5).grey().at(Anchor::End),
        );
        drawing.finish()
    }

    fn temperatures(&self, mut panel: Panel<'_>) {
        let (found, lang) = (self.proposal, self.lang);
        let years = &found.years_50;
        let [min, max] = [years.into_ground_min_c, years.into_ground_max_c].map(|value| fixed(value, 1, lang));
        panel.says(&match lang {
            Lang::Nl => format!("In 50 jaar van {min} tot {max} °C; de wet laat -3 tot 30 °C toe (art. 4.1141 Bal)."),
            Lang::En => format!("In 50 years from {min} to {max} °C; the law allows -3 to 30 °C (art. 4.1141 Bal)."),
        });
        panel.legend(&[
            (Key::Line(COLDEST), lang.pick("koudste van het jaar", "coldest of the year")),
            (Key::Line(WARMEST), lang.pick("warmste van het jaar", "warmest of the year")),
            (Key::Line(LIMIT), lang.pick("grens van de wet", "limit of the law")),
        ]);
        let plot = panel.plot();
        let last = f64::from(u32::try_from(years.by_year_c.len()).unwrap_or(50));
        let x = Scale::exact((0.0, last), 5.0, (plot.left, plot.right));
        let low = years.into_ground_min_c.min(LAW_C[0]);
        let y = Scale::round((low, years.into_ground_max_c.max(LAW_C[1])), 6.0, (plot.bottom, plot.top));
        panel.upwards(plot, Axis { scale: y, unit: "°C" }, lang);
        panel.across(plot, Axis { scale: x, unit: lang.pick("jaar", "year") }, lang);
        for limit in LAW_C {
            panel.drawing.line((plot.left, y.at(limit)), (plot.right, y.at(limit)), LIMIT);
        }
        for (which, stroke, title) in [
            (0, COLDEST, lang.pick("koudste van het jaar", "coldest of the year")),
            (1, WARMEST, lang.pick("warmste van het jaar", "warmest of the year")),
        ] {
            let points: Vec<(f64, f64)> = (1_u32..)
                .zip(&years.by_year_c)
                .map(|(year, both)| (x.at(f64::from(year)), y.at(both[which])))
                .collect();
            panel.drawing.curve(&points, stroke, title);
        }
    }

    fn field(&self, mut panel: Panel<'_>) {
        let (found, lang) = (self.proposal, self.lang);
        panel.says(lang.pick(
            "Binnen de ringen wordt een lus van een ander meer gekoeld dan erbij staat; boven 1,5 K is te veel (SIKB 8200).",
            "Within the rings a loop of somebody else is cooled by more than stands there; above 1.5 K is too much (SIKB 8200).",
        ));
        let rings: Vec<(f64, f64)> = RINGS_K.iter().filter_map(|k| Some((*k, self.reach_m(*k)?))).collect();
        let reach_m = rings.iter().map(|(_, metres)| *metres).fold(5.0, f64::max);
        let [low_x, low_y] = [0, 1].map(|axis| found.places_m.iter().map(|at| at[axis]).fold(f64::INFINITY, f64::min));
        let [high_x, high_y] =
            [0, 1].map(|axis| found.places_m.iter().map(|at| at[axis]).fold(f64::NEG_INFINITY, f64::max));
        let area = panel.area;
        let (wide, high) = (area.right - area.left, area.bottom - area.top - 30.0);
        let units_m = (wide / (high_x - low_x + 2.2 * reach_m)).min(high / (high_y - low_y + 2.2 * reach_m));
        let middle = (f64::midpoint(area.left, area.right), area.top + high / 2.0 + 4.0);
        let (centre_x, centre_y) = (f64::midpoint(low_x, high_x), f64::midpoint(low_y, high_y));
        let at = |[x, y]: [f64; 2]| (middle.0 + (x - centre_x) * units_m, middle.1 - (y - centre_y) * units_m);
        for (k, metres) in rings {
            let stroke = if k >= MOST_COOLED_K { Stroke { colour: VERMILLION, width: 1.4, dash: "" } } else { MARK };
            let words = format!("{} K", fixed(k, 1, lang));
            // A field has one edge around all of its loops: drawn from its middle when they are close together.
            let radius = metres + 0.5 * (high_x - low_x).hypot(high_y - low_y);
            panel.drawing.circle(middle, radius * units_m, stroke, &words);
            panel.small(
                (middle.0 + radius * units_m * 0.72, middle.1 - radius * units_m * 0.72),
                &words,
                Anchor::Start,
            );
        }
        for place in &found.places_m {
            panel.drawing.dot(at(*place), 4.0, BLUE, lang.pick("lus", "loop"));
        }
        let bar_m = if reach_m > 20.0 { 20.0 } else { 5.0 };
        let foot = area.bottom - 8.0;
        panel.drawing.line((area.left, foot), (area.left + bar_m * units_m, foot), AXIS);
        panel.small((area.left + bar_m * units_m + 6.0, foot + 4.0), &format!("{bar_m:.0} m"), Anchor::Start);
    }

    /// How far from the last loop another is cooled by so much, m; nothing when it is nowhere.
    fn reach_m(&self, cooled_k: f64) -> Option<f64> {
        let influence = &self.proposal.influence;
        let pair = influence.windows(2).find(|pair| pair[0].cooled_k >= cooled_k && pair[1].cooled_k < cooled_k)?;
        let part = (pair[0].cooled_k - cooled_k) / (pair[0].cooled_k - pair[1].cooled_k);
        Some(pair[0].distance_m + part * (pair[1].distance_m - pair[0].distance_m))
    }

    fn costs(&self, mut panel: Panel<'_>) {
        let (money, lang) = (&self.proposal.money, self.lang);
        let years = money.years;
        panel.says(&match lang {
            Lang::Nl => format!(
                "Gebouwd, vernieuwd en gebruikt, {years} jaar, tegen 3 % per jaar: van wat het minst tot wat het meest kan \
                 kosten, met een streep en een getal voor het midden."
            ),
            Lang::En => format!(
                "Built, renewed and used, {years} years, at 3 % a year: from the least to the most that it may cost, with a \
                 line and a number for the middle."
            ),
        });
        let ways: [(&str, Band, Fill); 3] = [
            (lang.pick("lussen", "loops"), money.closed_tco_eur, Fill::Full(BLUE)),
            (lang.pick("lucht-warmtepomp", "air-source heat pump"), money.air_tco_eur, Fill::Striped(GREEN)),
            (lang.pick("gasketel", "gas boiler"), money.gas_tco_eur, Fill::Striped(VERMILLION)),
        ];
        let most = ways.iter().map(|(_, band, _)| band.high).fold(0.0, f64::max);
        let (unit_eur, unit) = if most >= 5e6 {
            (1e6, lang.pick("miljoen EUR", "million EUR"))
        } else {
            (1e3, lang.pick("duizend EUR", "thousand EUR"))
        };
        let plot = Area { left: panel.area.left + 150.0, ..panel.plot() };
        let x = Scale::round((0.0, most / unit_eur), 6.0, (plot.left, plot.right));
        panel.across(plot, Axis { scale: x, unit }, lang);
        panel.drawing.line((plot.left, plot.top), (plot.left, plot.bottom), AXIS);
        panel.drawing.line((plot.left, plot.bottom), (plot.right, plot.bottom), AXIS);
        let step = (plot.bottom - plot.top) / 3.0;
        for (number, (name, band, fill)) in (0_u8..).zip(ways) {
            let top = plot.top + step * f64::from(number) + 0.2 * step;
            let [low, middle, high] = band.each().map(|eur| x.at(eur / unit_eur));
            let title = format!("{name}: {} - {} EUR", unbroken(band.low), unbroken(band.high));
            panel.drawing.bar(Area { left: low, top, right: high, bottom: top + 0.6 * step }, fill, &title);
            let line = Stroke { colour: "#FFFFFF", width: 3.0, dash: "" };
            panel.drawing.line((middle, top), (middle, top + 0.6 * step), line);
            panel.drawing.line((middle, top), (middle, top + 0.6 * step), AXIS);
            panel.small((plot.left - 8.0, top + 0.3 * step + 4.0), name, Anchor::End);
            panel.small((high + 6.0, top + 0.3 * step + 4.0), &unbroken(band.middle), Anchor::Start);
        }
    }
}
