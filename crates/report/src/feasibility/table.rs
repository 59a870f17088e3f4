//! The years as rows of a table.

use std::fmt::Write as _;

use bodemtoets_feasibility::{Outcome, YearResult, YearType};

/// The years as CSV: a row for each, and one for the mix of them.
#[must_use]
pub fn csv(outcome: &Outcome, years: &[YearType]) -> String {
    let mut text = format!("year,{},payback_years\n", YearResult::NAMES.join(","));
    let chosen = years.iter().map(|year| (year.slug(), outcome.years.get(*year)));
    for (name, year) in chosen.chain([("weighted", &outcome.weighted)]) {
        let numbers: Vec<String> = year.values().iter().map(f64::to_string).collect();
        let payback = year.payback_years.map(|years| years.to_string()).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name},{},{payback}", numbers.join(","));
    }
    text
}
