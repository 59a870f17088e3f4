//! Days as people read them.

use jiff::civil::Date;

use super::list::capital;
use crate::lang::Lang;

/// A day as people write it.
///
/// ```
/// use bodemtoets_words::lang::Lang;
/// assert_eq!(bodemtoets_words::words::day(jiff::civil::date(2013, 7, 1), Lang::Nl), "1 juli 2013");
/// ```
#[must_use]
pub fn day(date: Date, lang: Lang) -> String {
    let month = match date.month() {
        1 => lang.pick("januari", "January"),
        2 => lang.pick("februari", "February"),
        3 => lang.pick("maart", "March"),
        4 => "april",
        5 => lang.pick("mei", "May"),
        6 => lang.pick("juni", "June"),
        7 => lang.pick("juli", "July"),
        8 => lang.pick("augustus", "August"),
        9 => "september",
        10 => lang.pick("oktober", "October"),
        11 => "november",
        _ => "december",
    };
    let month = if lang == Lang::En { capital(month) } else { month.to_owned() };
    format!("{} {month} {}", date.day(), date.year())
}
