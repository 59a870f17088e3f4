//! From what a row says about its time to an instant.
//!
//! Times without offset are local. In spring an hour is missing: a time in it is a fault. In autumn an
//! hour comes twice: such a time is the first of the two, with a mark, and the order of the readings
//! tells later which ones are the second (see `series`).

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use super::fault::{Cause, Fault};
use bodemtoets_words::tabular::local_time;

/// Seconds since 1 January 2000, 0:00 UTC: what readings are ordered by.
pub type Seconds = u32;

/// 1 January 2000, 0:00 UTC, in seconds since 1970.
const EPOCH_S: i64 = 946_684_800;

/// The years of which there can be readings.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// Reads offsets such as `+01:00`.
static OFFSETS: DateTimeParser = DateTimeParser::new();

/// The last day of a year.
pub(super) fn last_day(year: i16) -> Date {
    day_of(year, 12, 31)
}

/// A day of a year; what is no day is the last one that there is.
pub(super) fn day_of(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or(Date::MAX)
}

/// A time as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// An instant.
    At(Seconds),
    /// Of an hour that comes twice: the first of the two.
    Twice(Seconds),
    /// Of an hour that does not exist.
    Never,
}

/// A time zone, and how times are read in it.
#[derive(Debug, Clone)]
pub struct Clock {
    zone: TimeZone,
    /// How many seconds lie between the two of an hour that comes twice.
    pub(super) fold_s: Seconds,
    hour: Option<(Date, i8, Kind)>,
    /// A day without a time is the end of that day.
    day_end: bool,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Offset(Offset),
    Fold(Offset),
    Mixed,
}

impl Clock {
    /// The clock of a place (`Europe/Amsterdam`) or of a fixed offset (`+01:00`, a logger that keeps
    /// winter time).
    ///
    /// # Errors
    /// When there is no such time zone.
    pub fn new(name: &str) -> Result<Self, Fault> {
        // An offset is read as ISO 8601 has it; anything else is looked up.
        let zone =
            if name.starts_with(['+', '-']) { OFFSETS.parse_time_zone(name).ok() } else { TimeZone::get(name).ok() };
        let zone = zone.ok_or_else(|| Fault::new("time_zone", Cause::UnknownTimeZone(name.to_owned())))?;
        Ok(Self { zone, fold_s: 3600, hour: None, day_end: false })
    }

    /// The same, where a day without a time is the end of that day, and not its beginning.
    #[must_use]
    pub fn with_days_at_their_end(self, day_end: bool) -> Self {
        Self { day_end, ..self }
    }

    /// Reads a time: `2025-03-30 01:45`, with seconds or `T`, `30-03-2025 01:45`, `30-3-2025 1:45`, a day alone,
    /// or with `Z` or an offset.
    #[must_use]
    pub fn read(&mut self, cell: &[u8]) -> Option<Moment> {
        let cell = cell.trim_ascii();
        match local_time(cell) {
            Some(local) if self.day_end && is_day(cell) => {
                self.instant(local.date().tomorrow().ok()?.to_datetime(Time::midnight()))
            }
            Some(local) => self.instant(local),
            None => seconds(std::str::from_utf8(cell).ok()?.parse::<Timestamp>().ok()?).map(Moment::At),
        }
    }

    /// The instant of a local time.
    pub fn instant(&mut self, local: DateTime) -> Option<Moment> {
        let kind = match self.hour {
            Some((date, hour, kind)) if date == local.date() && hour == local.hour() => kind,
            _ => {
                let kind = self.kind(local);
                self.hour = Some((local.date(), local.hour(), kind));
                kind
            }
        };
        let offset = match kind {
            Kind::Offset(offset) => return at(local, offset).map(Moment::At),
            Kind::Fold(offset) => return at(local, offset).map(Moment::Twice),
            Kind::Mixed => self.zone.to_ambiguous_timestamp(local).offset(),
        };
        match offset {
            AmbiguousOffset::Unambiguous { offset } => at(local, offset).map(Moment::At),
            AmbiguousOffset::Fold { before, .. } => at(local, before).map(Moment::Twice),
            AmbiguousOffset::Gap { .. } => Some(Moment::Never),
        }
    }

    /// What holds for a whole hour, so that a million rows cost a few thousand look-ups.
    fn kind(&mut self, local: DateTime) -> Kind {
        let date = local.date();
        let ends = [date.at(local.hour(), 0, 0, 0), date.at(local.hour(), 59, 59, 0)]
            .map(|end| self.zone.to_ambiguous_timestamp(end).offset());
        match ends {
            [AmbiguousOffset::Unambiguous { offset: first }, AmbiguousOffset::Unambiguous { offset: last }]
                if first == last =>
            {
                Kind::Offset(first)
            }
            [AmbiguousOffset::Fold { before, after }, AmbiguousOffset::Fold { before: last, .. }] if before == last => {
                self.fold_s = u32::try_from(before.seconds() - after.seconds()).unwrap_or(3600);
                Kind::Fold(before)
            }
            _ => Kind::Mixed,
        }
    }

    /// When a day begins.
    #[must_use]
    pub fn midnight(&self, date: Date) -> Option<Seconds> {
        seconds(date.to_zoned(self.zone.clone()).ok()?.timestamp())
    }

    /// An instant as people of the place write it, with its offset.
    #[must_use]
    pub fn local(&self, time_s: Seconds) -> Zoned {
        // Every u32 after 2000 is a timestamp that jiff knows: it ends in 2136.
        let stamp = Timestamp::from_second(EPOCH_S + i64::from(time_s)).unwrap_or_default();
        stamp.to_zoned(self.zone.clone())
    }

    /// An instant as text: `2025-10-26 02:15 +02:00`.
    #[must_use]
    pub fn words(&self, time_s: Seconds) -> String {
        let local = self.local(time_s);
        let seconds = if local.second() == 0 { "" } else { ":%S" };
        local.strftime(&format!("%Y-%m-%d %H:%M{seconds} %:z")).to_string()
    }
}

/// Whether a cell holds a day and no time.
pub(super) fn is_day(cell: &[u8]) -> bool {
    !cell.contains(&b':')
}

fn seconds(stamp: Timestamp) -> Option<Seconds> {
    u32::try_from(stamp.as_second() - EPOCH_S).ok()
}

fn at(local: DateTime, offset: Offset) -> Option<Seconds> {
    seconds(offset.to_timestamp(local).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Moment> {
        Clock::new("Europe/Amsterdam").unwrap().read(text.as_bytes())
    }

    #[test]
    fn the_same_instant_may_be_written_in_many_ways() {
        let same = read("2025-07-01T00:00:00Z").unwrap();
        for text in [
            "2025-07-01 02:00",
            "2025-07-01T02:00:00",
            "01-07-2025 02:00",
            "01/07/2025 02:00",
            "1-7-2025 2:00",
            "2025-07-01T03:00:00+03:00",
        ] {
            assert_eq!(read(text), Some(same), "{text}");
        }
        assert_eq!(read("2025-07-01"), read("2025-06-30T22:00:00Z"));
    }

    #[test]
    fn a_day_alone_is_its_beginning_or_its_end() {
        let at = |end: bool, text: &str| {
            Clock::new("Europe/Amsterdam").unwrap().with_days_at_their_end(end).read(text.as_bytes())
        };
        assert_eq!(at(false, "2025-12-31"), read("2025-12-31 00:00"));
        assert_eq!(at(true, "2025-12-31"), read("2026-01-01 00:00"));
        assert_eq!(at(true, "2025-12-31 10:00"), read("2025-12-31 10:00"));
    }

    #[test]
    fn an_hour_is_missing_in_spring_and_comes_twice_in_autumn() {
        assert_eq!(read("2025-03-30 02:30"), Some(Moment::Never));
        assert!(matches!(read("2025-03-30 03:00"), Some(Moment::At(_))));
        let Some(Moment::Twice(first)) = read("2025-10-26 02:30") else { panic!("twice") };
        assert_eq!(read("2025-10-26T00:30:00Z"), Some(Moment::At(first)));
        assert_eq!(read("2025-10-26 02:30+01:00"), Some(Moment::At(first + 3600)));
    }

    #[test]
    fn a_day_has_23_24_or_25_hours() {
        let clock = Clock::new("Europe/Amsterdam").unwrap();
        let hours = |month, day| {
            let date = jiff::civil::date(2025, month, day);
            (clock.midnight(date.tomorrow().unwrap()).unwrap() - clock.midnight(date).unwrap()) / 3600
        };
        assert_eq!([hours(3, 30), hours(7, 1), hours(10, 26)], [23, 24, 25]);
    }

    #[test]
    fn a_logger_may_keep_winter_time_all_year() {
        let mut clock = Clock::new("+01:00").unwrap();
        assert!(matches!(clock.read(b"2025-03-30 02:30"), Some(Moment::At(_))));
        assert_eq!(clock.read(b"2025-07-01 01:00"), read("2025-07-01 02:00"));
    }

    #[test]
    fn an_offset_that_cannot_be_is_refused_and_not_computed_with() {
        for name in ["+600000:00", "-99:99", "+01:00:00:00", "+", "+1", "Europe/Amsterdm", ""] {
            let fault = Clock::new(name).unwrap_err();
            assert_eq!(*fault.cause, Cause::UnknownTimeZone(name.to_owned()));
        }
        for name in ["+01:00", "-05:30", "+0100", "UTC", "Europe/Amsterdam"] {
            assert!(Clock::new(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in ["", "yesterday", "2025-13-01", "2025-02-29", "2025-01-01 25:00", "1999-01-01", "12:00"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
