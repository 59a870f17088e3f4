//! How many, in figures and with the word for one or for many.

use super::number::grouped;
use crate::lang::Lang;

/// A count with its thousands apart.
///
/// ```
/// use bodemtoets_words::lang::Lang;
/// assert_eq!(bodemtoets_words::words::count(12_345, Lang::Nl), "12 345");
/// ```
#[must_use]
pub fn count(number: usize, lang: Lang) -> String {
    // A count of things is far below 2^53.
    #[allow(clippy::cast_precision_loss)]
    grouped(number as f64, 0, lang)
}

/// A count with its word: the first of the two for one, the second for none and for many.
///
/// ```
/// use bodemtoets_words::lang::Lang;
/// use bodemtoets_words::words::counted;
/// assert_eq!(counted(1, ["week", "weken"], Lang::Nl), "1 week");
/// assert_eq!(counted(0, ["week", "weeks"], Lang::En), "0 weeks");
/// ```
#[must_use]
pub fn counted(number: usize, [one, many]: [&str; 2], lang: Lang) -> String {
    format!("{} {}", count(number, lang), if number == 1 { one } else { many })
}
