//! Which hour of the year each row of a measured demand is, by its time.
//!
//! A year of hours may begin in any month: each row is put in its place by month, day and hour. Times are those of the
//! Netherlands. A file that follows the clock has no hour from two to three on the last Sunday of March, and that hour
//! twice in October: it is then counted in winter time, so that a year has no hole and no hour twice.

use std::fmt::{self, Display};

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{Timestamp, ToSpan as _};

use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::tabular::local_time;
use bodemtoets_words::words::text;

/// Names of a column of times.
pub(super) const NAMES: &[&str] = &["time", "timestamp", "datetime", "date", "tijd", "tijdstip", "datumtijd", "datum"];

/// Times are kept without summer time.
const WINTER: Offset = jiff::tz::offset(1);

/// The hours of a year, and which of them each row is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HourOfRow {
    /// 8760, or 8784 when 29 February is among them.
    pub hours: usize,
    /// The hour of each row, from 0.
    pub of_row: Vec<usize>,
    /// What was done with the times.
    pub remarks: Vec<Text>,
}

/// Why the times of rows do not make a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeFault {
    /// A cell that holds no time.
    NoTime {
        /// The line.
        line: u64,
        /// What stands there.
        cell: String,
    },
    /// A time that is no whole hour.
    NoWholeHour {
        /// The line.
        line: u64,
        /// What stands there.
        cell: String,
    },
    /// An hour of the year that two rows have.
    Twice {
        /// The line of the second.
        line: u64,
        /// What stands there.
        cell: String,
        /// The line of the first.
        before: u64,
    },
}

impl TimeFault {
    /// The fault as a sentence, without the name of the file.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NoTime { line, cell } => text!(
                lang,
                nl: "regel {line}: `{cell}` is geen tijd; schrijf elk uur als 2025-07-01 13:00 of 1-7-2025 13:00",
                en: "line {line}: `{cell}` is no time; write each hour as 2025-07-01 13:00 or 1-7-2025 13:00",
            ),
            Self::NoWholeHour { line, cell } => text!(
                lang,
                nl: "regel {line}: `{cell}` is geen heel uur; tel de waarden van elk uur op tot één rij",
                en: "line {line}: `{cell}` is no whole hour; add the values of each hour up to one row",
            ),
            Self::Twice { line, cell, before } => text!(
                lang,
                nl: "regel {line}: `{cell}` is hetzelfde uur van het jaar als regel {before}; geef elk uur van één jaar één keer",
                en: "line {line}: `{cell}` is the same hour of the year as line {before}; give each hour of one year once",
            ),
        }
    }
}

impl Display for TimeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

/// A time as it stands in a row.
#[derive(Debug, Clone, Copy)]
enum Written {
    /// An instant, in winter time.
    Instant(DateTime),
    /// What a clock, or a logger that keeps winter time, said.
    Local(DateTime),
}

impl HourOfRow {
    /// Finds the hour of each row; a row is its line and its time.
    ///
    /// # Errors
    /// When a time cannot be read or is no whole hour, or two rows have the same hour of the year.
    pub(super) fn of(rows: &[(u64, &str)]) -> Result<Self, TimeFault> {
        let written = rows.iter().map(|row| read(*row)).collect::<Result<Vec<_>, _>>()?;
        let mut remarks = Vec::new();
        let mut times = in_winter_time(&written, &mut remarks);
        if are_ends(&times) {
            for time in &mut times {
                *time = time.saturating_sub(1.hour());
            }
            remarks.push(Text::both(|lang| {
                text!(
                    lang,
                    nl: "De tijden gaan van 1:00 tot 0:00: elk is genomen als het einde van zijn uur.",
                    en: "The times go from 1:00 to 0:00: each is taken as the end of its hour.",
                )
            }));
        }
        let leap = times.iter().any(|time| (time.month(), time.day()) == (2, 29));
        let hours = if leap { 8784 } else { 8760 };
        let of_row: Vec<usize> = times.iter().map(|time| hour_of_year(*time, leap)).collect();
        let mut first: Vec<Option<usize>> = vec![None; hours];
        for (row, hour) in of_row.iter().enumerate() {
            if let Some(before) = first[*hour].replace(row) {
                let (line, cell) = rows[row];
                return Err(TimeFault::Twice { line, cell: cell.to_owned(), before: rows[before].0 });
            }
        }
        if of_row.windows(2).any(|pair| pair[1] < pair[0]) {
            let first = rows.first().map_or("", |(_, cell)| cell);
            remarks.push(Text::both(|lang| {
                text!(
                    lang,
                    nl: "De rijen beginnen niet op 1 januari of staan niet op volgorde (de eerste is `{first}`): elk uur is op zijn plaats in het jaar gezet.",
                    en: "The rows do not begin on 1 January or are not in order (the first is `{first}`): each hour is put in its place in the year.",
                )
            }));
        }
        Ok(Self { hours, of_row, remarks })
    }
}

fn read((line, cell): (u64, &str)) -> Result<Written, TimeFault> {
    let written = match local_time(cell.as_bytes()) {
        Some(local) => Written::Local(local),
        None => match cell.parse::<Timestamp>() {
            Ok(stamp) => Written::Instant(WINTER.to_datetime(stamp)),
            Err(_) => return Err(TimeFault::NoTime { line, cell: cell.to_owned() }),
        },
    };
    let (Written::Instant(time) | Written::Local(time)) = written;
    if (time.minute(), time.second(), time.subsec_nanosecond()) != (0, 0, 0) {
        return Err(TimeFault::NoWholeHour { line, cell: cell.to_owned() });
    }
    Ok(written)
}

/// All times without summer time. Whether times without an offset follow the clock is told by the hour that spring
/// skips, or by the one that autumn has twice; where neither is there, they are taken to be winter time.
fn in_winter_time(written: &[Written], remarks: &mut Vec<Text>) -> Vec<DateTime> {
    let Ok(zone) = TimeZone::get("Europe/Amsterdam") else { return written.iter().map(|one| one.time()).collect() };
    let mut seen = std::collections::BTreeSet::new();
    let (mut skipped_is_there, mut comes_twice) = (false, false);
    let offsets: Vec<Option<AmbiguousOffset>> = written
        .iter()
        .map(|one| match one {
            Written::Instant(_) => None,
            Written::Local(local) => Some(zone.to_ambiguous_timestamp(*local).offset()),
        })
        .collect();
    for (one, offset) in written.iter().zip(&offsets) {
        match offset {
            Some(AmbiguousOffset::Gap { .. }) => skipped_is_there = true,
            Some(AmbiguousOffset::Fold { .. }) => comes_twice |= !seen.insert(one.time()),
            _ => {}
        }
    }
    let follows_the_clock = comes_twice && !skipped_is_there;
    if follows_the_clock {
        remarks.push(Text::both(|lang| {
            text!(
                lang,
                nl: "De tijden volgen de zomertijd; de uren zijn geteld in wintertijd.",
                en: "The times follow summer time; the hours are counted in winter time.",
            )
        }));
    }
    seen.clear();
    let each = written.iter().zip(offsets).map(|(one, offset)| {
        let offset = match offset {
            Some(AmbiguousOffset::Unambiguous { offset }) if follows_the_clock => offset,
            // The first of the two is in summer time still.
            Some(AmbiguousOffset::Fold { before, after }) if follows_the_clock => {
                if seen.insert(one.time()) {
                    before
                } else {
                    after
                }
            }
            _ => return one.time(),
        };
        offset.to_timestamp(one.time()).map_or(one.time(), |stamp| WINTER.to_datetime(stamp))
    });
    each.collect()
}

impl Written {
    fn time(self) -> DateTime {
        let (Self::Instant(time) | Self::Local(time)) = self;
        time
    }
}

/// Whether times are those of the ends of hours: they begin at one o'clock and end at midnight.
fn are_ends(times: &[DateTime]) -> bool {
    times.iter().min().zip(times.iter().max()).is_some_and(|(first, last)| (first.hour(), last.hour()) == (1, 0))
}

/// The hour of a year with or without 29 February.
fn hour_of_year(time: DateTime, leap: bool) -> usize {
    // Without a leap year there is no 29 February among the times.
    let day = Date::new(if leap { 2024 } else { 2023 }, time.month(), time.day()).map_or(1, Date::day_of_year);
    usize::try_from(day - 1).unwrap_or(0) * 24 + usize::try_from(time.hour()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Hours one after the other, as a logger writes them.
    fn hours(from: DateTime, count: i64) -> Vec<String> {
        (0..count).map(|hour| (from + hour.hours()).strftime("%Y-%m-%d %H:%M").to_string()).collect()
    }

    fn of(cells: &[String]) -> Result<HourOfRow, TimeFault> {
        let rows: Vec<(u64, &str)> = (2..).zip(cells.iter().map(String::as_str)).collect();
        HourOfRow::of(&rows)
    }

    #[test]
    fn a_year_from_july_on_is_put_in_its_place() {
        let placed = of(&hours(date(2025, 7, 1).at(0, 0, 0, 0), 8760)).unwrap();
        assert_eq!((placed.hours, placed.of_row[0], placed.of_row[8759]), (8760, 181 * 24, 181 * 24 - 1));
        assert_eq!(
            placed.remarks[0].en,
            "The rows do not begin on 1 January or are not in order (the first is `2025-07-01 00:00`): each hour is put \
             in its place in the year."
        );
    }

    #[test]
    fn a_year_from_january_on_is_as_it_was() {
        for (year, count) in [(2025, 8760), (2024, 8784)] {
            let placed = of(&hours(date(year, 1, 1).at(0, 0, 0, 0), count)).unwrap();
            assert!(placed.of_row.iter().copied().eq(0..placed.hours) && placed.remarks.is_empty());
        }
    }

    #[test]
    fn summer_time_leaves_no_hole_and_no_hour_twice() {
        // What the clock on the wall says in each hour of the year.
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let start = date(2025, 1, 1).to_zoned(zone).unwrap();
        let cells: Vec<String> =
            (0..8760_i64).map(|hour| (&start + hour.hours()).strftime("%d-%m-%Y %H:%M").to_string()).collect();
        let placed = of(&cells).unwrap();
        assert!(placed.of_row.iter().copied().eq(0..8760));
        assert_eq!(placed.remarks[0].nl, "De tijden volgen de zomertijd; de uren zijn geteld in wintertijd.");
        let stamps: Vec<String> = (0..8760_i64).map(|hour| (&start + hour.hours()).timestamp().to_string()).collect();
        assert_eq!(of(&stamps).unwrap().of_row, placed.of_row);
    }

    #[test]
    fn times_that_end_their_hour_are_taken_back_by_one() {
        let placed = of(&hours(date(2025, 1, 1).at(1, 0, 0, 0), 8760)).unwrap();
        assert!(placed.of_row.iter().copied().eq(0..8760));
        assert_eq!(placed.remarks.len(), 1);
    }

    #[test]
    fn what_makes_no_year_is_refused_with_its_line_in_both_languages() {
        let mut cells = hours(date(2025, 1, 1).at(0, 0, 0, 0), 8760);
        cells[5] = "2025-01-01 03:00".to_owned();
        let fault = of(&cells).unwrap_err();
        assert_eq!(
            fault.text(Lang::Nl),
            "regel 7: `2025-01-01 03:00` is hetzelfde uur van het jaar als regel 5; geef elk uur van één jaar één keer"
        );
        cells[5] = "2025-01-01 05:15".to_owned();
        assert_eq!(
            of(&cells).unwrap_err().text(Lang::En),
            "line 7: `2025-01-01 05:15` is no whole hour; add the values of each hour up to one row"
        );
        cells[5] = "yesterday".to_owned();
        assert_eq!(
            of(&cells).unwrap_err().text(Lang::Nl),
            "regel 7: `yesterday` is geen tijd; schrijf elk uur als 2025-07-01 13:00 of 1-7-2025 13:00"
        );
    }
}
