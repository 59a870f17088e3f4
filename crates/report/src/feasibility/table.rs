//! The years as rows of a table.

use bodemtoets_feasibility::{Outcome, YearResult, YearType};
use bodemtoets_words::words::Page;

/// The years as CSV: a row for each, and one for the mix of them.
#[must_use]
pub fn csv(outcome: &Outcome, years: &[YearType]) -> String {
    let mut page = Page::new();
    page.line(format_args!("year,{},payback_years", YearResult::NAMES.join(",")));
    let chosen = years.iter().map(|year| (year.slug(), outcome.years.get(*year)));
    for (name, year) in chosen.chain([("weighted", &outcome.weighted)]) {
        let numbers: Vec<String> = year.values().iter().map(f64::to_string).collect();
        let payback = year.payback_years.map(|years| years.to_string()).unwrap_or_default();
        page.line(format_args!("{name},{},{payback}", numbers.join(",")));
    }
    page.finish()
}
