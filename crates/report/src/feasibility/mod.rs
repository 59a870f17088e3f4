//! A study of feasibility in words, bars and tables, and as a picture.

mod chart;
mod choice;
pub mod closed;
mod document;
pub mod field;
pub mod pages;
mod plot;
pub mod site;
mod site_loops;
mod table;
pub mod text;
pub mod validation;

pub(crate) use chart::bar;
pub use choice::ChoiceDocument;
pub use document::{Document, SCHEMA, Sequence};
pub use plot::{ClosedSheet, Sheet};
pub use table::csv;
pub use text::Told;

use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::grouped;

/// The form of draws as JSON.
pub const MONTE_CARLO: &str = "bodemtoets/monte-carlo/1";
/// The form of what another choice would cost, as JSON.
pub const WHAT_IF: &str = "bodemtoets/what-if/1";

/// A number with its thousands apart, without decimals: `46 300`, `-1 200`.
#[must_use]
pub fn whole(value: f64) -> String {
    // Without decimals the languages do not differ.
    grouped(value, 0, Lang::En)
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            [46_300.4, 999.6, -1_200.0, -0.2, 1_234_567.0].map(whole),
            ["46 300", "1 000", "-1 200", "0", "1 234 567"]
        );
    }
}
