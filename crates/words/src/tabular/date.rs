//! Days and times as people and machines write them: `2024-12-31`, `31-12-2024`, `1-1-2025 0:00`.
//!
//! With the year last, dashes or points separate a day, a month and a year, as the Dutch write them. With
//! slashes that holds only where all zeros are written, `01/02/2025`: `1/2/2025` is as often the second of
//! January. A year of two digits is not read.

use jiff::civil::{Date, DateTime, Time};

/// Reads a day; a time of midnight after it, as spreadsheets and map formats add, changes nothing.
///
/// ```
/// use bodemtoets_words::tabular::day;
/// use jiff::civil::date;
/// assert_eq!(day("2026-11-21"), Some(date(2026, 11, 21)));
/// assert_eq!(day("21-11-2026"), Some(date(2026, 11, 21)));
/// assert_eq!(day("1-2-2026 0:00"), Some(date(2026, 2, 1)));
/// assert_eq!(day("1/2/2026"), None);
/// ```
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let moment = local_time(text.trim().as_bytes())?;
    (moment.time() == Time::midnight()).then(|| moment.date())
}

/// Reads a day with or without a time, without a zone: `31-12-2024 23:45`, `2024-12-31T23:45:00`.
/// A day alone is its midnight.
#[must_use]
pub fn local_time(cell: &[u8]) -> Option<DateTime> {
    let end = cell.iter().position(|byte| matches!(byte, b' ' | b'T')).unwrap_or(cell.len());
    let (date, rest) = cell.split_at(end);
    let date = calendar_day(date)?;
    let (hour, minute, second) = match rest {
        [] => (0, 0, 0),
        [_, clock @ ..] => clock_time(clock)?,
    };
    DateTime::new(date.year(), date.month(), date.day(), hour, minute, second, 0).ok()
}

fn calendar_day(text: &[u8]) -> Option<Date> {
    let mark = *text.iter().find(|byte| !byte.is_ascii_digit())?;
    let mut parts = text.split(|byte| *byte == mark);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || !(1..=2).contains(&month.len()) {
        return None;
    }
    let (year, day) = match (mark, first.len(), last.len()) {
        (b'-' | b'/' | b'.', 4, 1 | 2) => (first, last),
        (b'-' | b'.', 1 | 2, 4) => (last, first),
        (b'/', 2, 4) if month.len() == 2 => (last, first),
        _ => return None,
    };
    Date::new(number(year)?, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?).ok()
}

fn clock_time(text: &[u8]) -> Option<(i8, i8, i8)> {
    let small = |text: &[u8]| i8::try_from(number(text)?).ok();
    let (hour, rest) = text.split_at(text.iter().position(|byte| *byte == b':')?);
    let hour = (1..=2).contains(&hour.len()).then(|| small(hour))??;
    match rest {
        [b':', m1, m2] => Some((hour, small(&[*m1, *m2])?, 0)),
        // Fractions of a second, as databases write them.
        [b':', m1, m2, b':', s1, s2, fraction @ ..] if is_fraction(fraction) => {
            Some((hour, small(&[*m1, *m2])?, small(&[*s1, *s2])?))
        }
        _ => None,
    }
}

fn is_fraction(text: &[u8]) -> bool {
    match text {
        [] => true,
        [b'.' | b',', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// Up to four digits.
fn number(text: &[u8]) -> Option<i16> {
    let short = (1..=4).contains(&text.len());
    let digit = |sum: i16, byte: &u8| byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0'));
    if short { text.iter().try_fold(0, digit) } else { None }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};

    use super::*;

    #[test]
    fn a_time_is_read_as_it_is_written_in_the_netherlands_and_by_machines() {
        let same = datetime(2025, 1, 9, 7, 5, 0, 0);
        for text in [
            "2025-01-09 07:05",
            "2025-01-09T07:05:00",
            "2025-01-09T07:05:00.000",
            "2025-1-9 7:05",
            "2025/01/09 07:05",
            "09-01-2025 07:05",
            "9-1-2025 7:05",
            "9-1-2025 7:05:00",
            "9.1.2025 7:05",
            "09/01/2025 07:05",
        ] {
            assert_eq!(local_time(text.as_bytes()), Some(same), "{text}");
        }
    }

    #[test]
    fn what_may_be_another_day_is_not_read() {
        for text in ["9/1/2025", "9-1-25", "1-13-2025", "31-2-2025", "2025-1", "9-1-2025-1", "20250109", "9 1 2025", ""]
        {
            assert_eq!(local_time(text.as_bytes()), None, "{text}");
        }
        for text in ["9-1-2025 25:00", "9-1-2025 7:60", "9-1-2025 7", "9-1-2025 7:5", "9-1-2025 7:05 PM"] {
            assert_eq!(local_time(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_day_may_have_the_time_of_midnight_and_no_other() {
        for text in ["21-11-2026", " 21-11-2026 0:00 ", "2026-11-21T00:00:00", "2026/11/21"] {
            assert_eq!(day(text), Some(date(2026, 11, 21)), "{text}");
        }
        assert_eq!(day("21-11-2026 13:00"), None);
    }
}
