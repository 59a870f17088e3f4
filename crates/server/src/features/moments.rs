//! A moment or a period: `datetime=`.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// From a moment to a moment, both included; an end that is open is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moments {
    pub(crate) from: Option<Timestamp>,
    pub(crate) to: Option<Timestamp>,
}

impl Moments {
    /// Reads a moment or a period. That it is one has been checked with the parameters.
    pub(crate) fn read(text: &str) -> Self {
        match text.split_once('/') {
            None => Self { from: beginning(text), to: end(text) },
            Some((from, to)) => Self { from: beginning(from), to: end(to) },
        }
    }

    /// Whether a moment is in it.
    pub(crate) fn include(self, moment: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= moment) && self.to.is_none_or(|to| moment <= to)
    }
}

/// The first moment of a moment or a day.
fn beginning(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| Some(text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp()))
}

/// The last moment of a moment or a day. A moment without parts of a second is the whole of it.
fn end(text: &str) -> Option<Timestamp> {
    let last = |moment: Timestamp, seconds: i64| Timestamp::new(moment.as_second() + seconds, 999_999_999).ok();
    match text.parse::<Timestamp>() {
        Ok(moment) if text.contains('.') => Some(moment),
        Ok(moment) => last(moment, 0),
        Err(_) => last(beginning(text)?, 86_399),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_all_of_it_and_an_open_end_has_none() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let day = Moments::read("2026-11-21");
        assert!(day.include(at("2026-11-21T00:00:00Z")) && day.include(at("2026-11-21T23:59:59.5Z")));
        assert!(!day.include(at("2026-11-22T00:00:00Z")) && !day.include(at("2026-11-20T23:59:59Z")));
        let since = Moments::read("2026-11-21T12:00:00Z/..");
        assert!(since.include(at("2030-01-01T00:00:00Z")) && !since.include(at("2026-11-21T11:59:59Z")));
        let until = Moments::read("/2026-11-21T12:00:00Z");
        assert!(until.include(at("2026-11-21T12:00:00.9Z")) && !until.include(at("2026-11-21T12:00:01Z")));
    }
}
