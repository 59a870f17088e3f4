//! The days of the readings, cut at midnight and at the operating hours of the building.

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

use super::clock::{Clock, Moment, Seconds, day_of};
use super::fault::{Cause, Fault};

/// The operating hours of a building.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatingHours {
    /// Days on which it is open.
    #[serde(default = "working_days")]
    pub days: Vec<Day>,
    /// From, as `07:00`.
    pub from: Time,
    /// Until, as `18:00`.
    pub to: Time,
    /// Days on which it is closed all the same, as `2025-12-25`.
    #[serde(default)]
    pub closed: Vec<Date>,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the days of the week")]
pub enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

fn working_days() -> Vec<Day> {
    vec![Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri]
}

impl Day {
    fn weekday(self) -> Weekday {
        match self {
            Self::Mon => Weekday::Monday,
            Self::Tue => Weekday::Tuesday,
            Self::Wed => Weekday::Wednesday,
            Self::Thu => Weekday::Thursday,
            Self::Fri => Weekday::Friday,
            Self::Sat => Weekday::Saturday,
            Self::Sun => Weekday::Sunday,
        }
    }
}

impl OperatingHours {
    fn open_on(&self, date: Date) -> bool {
        self.days.iter().any(|day| day.weekday() == date.weekday()) && !self.closed.contains(&date)
    }
}

/// A part of a day that lies within or outside the operating hours as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Its first second.
    pub from_s: Seconds,
    /// The first second after it.
    pub to_s: Seconds,
    /// Its day.
    pub date: Date,
    /// Whether the building is open.
    pub open: bool,
}

/// The days of the readings, whole years.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// In order, without gaps.
    pub segments: Vec<Segment>,
}

impl Calendar {
    /// The years in which there are readings from `first_s` to `last_s`.
    ///
    /// # Errors
    /// When the operating hours end before they begin.
    pub fn new(
        clock: &mut Clock,
        first_s: Seconds,
        last_s: Seconds,
        hours: Option<&OperatingHours>,
    ) -> Result<Self, Fault> {
        if let Some(hours) = hours.filter(|hours| hours.from >= hours.to) {
            let (from, to) = (hours.from.to_string(), hours.to.to_string());
            return Err(Fault::new("operating_hours", Cause::HoursReversed { from, to }));
        }
        let mut day = day_of(clock.local(first_s).year(), 1, 1);
        // A reading at midnight of 1 January ends the year before.
        let last = clock.local(last_s.saturating_sub(1).max(first_s)).year();
        let mut segments = Vec::with_capacity(400);
        while day.year() <= last {
            let Ok(next) = day.tomorrow() else { break };
            let (Some(from_s), Some(to_s)) = (clock.midnight(day), clock.midnight(next)) else { break };
            let mut cuts = vec![from_s];
            let mut open_first = None;
            if let Some(hours) = hours.filter(|hours| hours.open_on(day)) {
                let mut at = |time: Time| match clock.instant(day.to_datetime(time)) {
                    Some(Moment::At(instant) | Moment::Twice(instant)) => Some(instant),
                    _ => None,
                };
                if let (Some(open_s), Some(close_s)) = (at(hours.from), at(hours.to)) {
                    open_first = Some(open_s);
                    cuts.extend([open_s, close_s]);
                }
            }
            cuts.push(to_s);
            segments.extend(cuts.windows(2).filter(|pair| pair[0] < pair[1]).map(|pair| Segment {
                from_s: pair[0],
                to_s: pair[1],
                date: day,
                open: open_first == Some(pair[0]),
            }));
            day = next;
        }
        Ok(Self { segments })
    }

    /// The segment in which an instant lies; the first or last one for what lies outside.
    #[must_use]
    pub fn find(&self, time_s: Seconds) -> usize {
        self.segments.partition_point(|segment| segment.to_s <= time_s).min(self.segments.len().saturating_sub(1))
    }

    /// The years, in order.
    #[must_use]
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.segments.iter().map(|segment| segment.date.year()).collect();
        years.dedup();
        years
    }

    /// The places of the segments of a year.
    #[must_use]
    pub fn of_year(&self, year: i16) -> std::ops::Range<usize> {
        let first = self.segments.partition_point(|segment| segment.date.year() < year);
        first..self.segments.partition_point(|segment| segment.date.year() <= year)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_year_has_its_hours_and_a_working_day_three_parts() {
        let mut clock = Clock::new("Europe/Amsterdam").unwrap();
        let first = clock.midnight(date(2025, 1, 1)).unwrap();
        let last = clock.midnight(date(2026, 1, 1)).unwrap();
        let hours = OperatingHours {
            days: working_days(),
            from: Time::constant(7, 0, 0, 0),
            to: Time::constant(18, 0, 0, 0),
            closed: vec![date(2025, 1, 1)],
        };
        let calendar = Calendar::new(&mut clock, first, last, Some(&hours)).unwrap();
        assert_eq!(calendar.years(), [2025]);
        let open: u32 = calendar.segments.iter().filter(|part| part.open).map(|part| part.to_s - part.from_s).sum();
        // 261 weekdays in 2025, less New Year's day.
        assert_eq!(open, 260 * 11 * 3600);
        let all: u32 = calendar.segments.iter().map(|part| part.to_s - part.from_s).sum();
        assert_eq!(all, 8760 * 3600);
    }
}
