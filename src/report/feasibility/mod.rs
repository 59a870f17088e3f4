//! A study of feasibility in words, bars and tables, and as a picture.

mod chart;
mod document;
mod plot;
pub mod site;
mod table;
pub mod text;
pub mod validation;

pub use document::{Document, SCHEMA, Sequence};
pub use plot::Sheet;
pub use table::csv;

/// A number with its thousands apart, without decimals: `46 300`, `-1 200`.
pub(crate) fn whole(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            // A narrow no-break space is not on every terminal.
            text.push(' ');
        }
        text.push(digit);
    }
    if value < 0.0 && digits != "0" { format!("-{text}") } else { text }
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
