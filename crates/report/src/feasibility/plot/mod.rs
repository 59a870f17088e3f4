//! A study of feasibility on one sheet of paper: six panels, a file for each.
//!
//! The sheet decides nothing and computes nothing that the study does not have: it draws numbers of an
//! [`Outcome`] and of a sweep of sizes. Cold, normal and warm years differ in colour and in dashes, with
//! and without wells in colour and in stripes, so that it can be read in black and white.

mod balance;
mod closed;
mod cost;
mod duration;
mod emissions;
mod look;
mod panel;
mod sizes;

use crate::drawing::{Anchor, Area, Drawing, Letters, fitted};
use crate::picture::Picture;
use bodemtoets_feasibility::{Candidate, Mode, Outcome, Scenario, YearType};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::provenance::Certainty;
use bodemtoets_words::words::number;

pub use closed::ClosedSheet;

use super::text::{heading, year_word};
use panel::Panel;

/// A standing sheet of A4, in quarters of a millimetre.
const PAGE: (f64, f64) = (840.0, 1188.0);
const MARGIN: f64 = 40.0;
const GAP: (f64, f64) = (30.0, 14.0);
/// Where the panels begin and end.
const BETWEEN: (f64, f64) = (112.0, 1116.0);

/// A panel: its name for programs, its title, and how it is drawn.
type Draw = (&'static str, fn(&Sheet<'_>) -> &'static str, fn(&Sheet<'_>, Panel<'_>));

/// The panels, row by row.
const PANELS: [Draw; 6] = [
    ("heat-duration", duration::heat_title, duration::heat),
    ("cooling-duration", duration::cooling_title, duration::cooling),
    ("sizes", sizes::title, sizes::draw),
    ("cost", cost::title, cost::draw),
    ("emissions", emissions::title, emissions::draw),
    ("balance", balance::title, balance::draw),
];

/// What is on the sheet.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// Name of the building.
    pub name: &'a str,
    /// What was computed.
    pub scenario: &'a Scenario,
    /// What came out.
    pub outcome: &'a Outcome,
    /// Other sizes of the heat pump, with the dry cooler and the wells that belong to them.
    pub sizes: &'a [Candidate],
    /// The language of the words.
    pub lang: Lang,
}

impl Sheet<'_> {
    /// Draws it. The same sheet gives the same picture, letter for letter.
    #[must_use]
    pub fn draw(&self) -> Picture {
        let title = format!("{}: {}", self.pick("Haalbaarheid", "Feasibility"), self.name);
        let mut drawing = Drawing::new(PAGE.0, PAGE.1, &title, self.lang);
        self.head(&mut drawing);
        for ((id, title, draw), area) in PANELS.iter().zip(areas()) {
            let title = title(self);
            drawing.group(id, title, |drawing| draw(self, Panel::new(drawing, area, title)));
        }
        self.foot(&mut drawing);
        drawing.finish()
    }

    fn pick<'a>(&self, nl: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(nl, en)
    }

    /// The name of the building, the sizes of its plant, and how it was counted.
    fn head(&self, drawing: &mut Drawing) {
        let [sizes, counted] = heading(self.scenario, self.lang);
        let widest = PAGE.0 - 2.0 * MARGIN;
        let looks = [(58.0, Letters::of(21.0).bold()), (79.0, Letters::of(12.0)), (96.0, Letters::of(12.0))];
        for (line, (y, letters)) in [self.name, &sizes, &counted].into_iter().zip(looks) {
            drawing.text((MARGIN, y), &fitted(line, letters, widest), letters);
        }
    }

    /// What a page that was torn out has to say for itself.
    fn foot(&self, drawing: &mut Drawing) {
        let letters = Letters::of(10.5).grey();
        let (right, y) = (PAGE.0 - MARGIN, PAGE.1 - 46.0);
        drawing.line((MARGIN, y - 14.0), (right, y - 14.0), look::AXIS);
        let weights = self.scenario.weights;
        let mix = format!(
            "{} {} : {} : {}",
            self.pick("Gewogen jaar = koud : normaal : warm =", "Mix of years = cold : normal : warm ="),
            number(weights.cold, self.lang),
            number(weights.normal, self.lang),
            number(weights.warm, self.lang),
        );
        let version = concat!("bodemtoets ", env!("CARGO_PKG_VERSION"));
        drawing.text((right, y), version, letters.at(Anchor::End));
        drawing.text((MARGIN, y), &fitted(&self.origin(), letters, right - MARGIN - 130.0), letters);
        drawing.text((MARGIN, y + 15.0), &mix, letters);
    }

    /// The building, how it was counted and with which prices.
    fn origin(&self) -> String {
        let counted = match self.scenario.mode {
            Mode::Corrected => self.pick("gecorrigeerd", "corrected"),
            Mode::Study => {
                self.pick("zoals de bronstudie, fouten inbegrepen", "as the source study, mistakes included")
            }
        };
        let assumed = match self.scenario.prices.certainty {
            Certainty::Unverified => self.pick(" (aannames)", " (assumptions)"),
            _ => "",
        };
        let prices = self.pick("prijzen en emissiefactoren van", "prices and emission factors of");
        let name = fitted(self.name, Letters::of(10.5), 260.0);
        format!("{name} · {counted} · {prices} {}{assumed}", self.scenario.prices.year)
    }

    fn year(&self, year: YearType) -> &'static str {
        year_word(year, self.lang)
    }
}

/// The places of the panels, row by row.
fn areas() -> impl Iterator<Item = Area> {
    let width = (PAGE.0 - 2.0 * MARGIN - GAP.0) / 2.0;
    let height = (BETWEEN.1 - BETWEEN.0 - 2.0 * GAP.1) / 3.0;
    [0.0, 1.0, 2.0].into_iter().flat_map(move |row| {
        [0.0, 1.0].map(|column| {
            let (left, top) = (MARGIN + column * (width + GAP.0), BETWEEN.0 + row * (height + GAP.1));
            Area { left, top, right: left + width, bottom: top + height }
        })
    })
}
