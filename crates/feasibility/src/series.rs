//! A demand that was measured, hour by hour, from CSV.
//!
//! A header names the columns; `heat_kw` and `cooling_kw` (or `_kwh`, which is the same for an hour)
//! are read. There is a row for each hour of a year: 8760, or 8784 in a leap year. A column of times tells which hour
//! each row is; without one they are those from 1 January 0:00 on. A few hours that are empty or have no row are
//! filled in, straight between their neighbours.

use jiff::{ToSpan as _, civil::date};

use super::demand::{Demand, Load, Profile};
use super::gaps::fill;
use super::hour_of_row::{self, HourOfRow};
use super::problem::{Problem, unreadable, within};
use super::season::{PerSeason, Season};
use super::table::Table;
use super::year_type::{PerYear, YearType};
use bodemtoets_words::lang::Text;

/// A measured year.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Heat in each hour, kW.
    pub heat_kw: Vec<f64>,
    /// Cooling in each hour, kW.
    pub cooling_kw: Vec<f64>,
    /// What was filled in.
    pub remarks: Vec<Text>,
}

impl Series {
    /// Reads a year from CSV; `what` names it in messages.
    ///
    /// # Errors
    /// When a column is missing, a cell is no number or negative, a time is none or comes twice, the rows are not those
    /// of a year, or more than 2 % of a column is empty.
    pub fn from_csv(what: &str, text: &str) -> Result<Self, Problem> {
        let table = Table::read(what, text)?;
        let rows = &table.rows;
        let hours = hours(what, &table)?;
        let mut remarks = hours.remarks;
        let mut column = |load: &str| {
            let place = table.column(what, &[&format!("{load}_kw"), &format!("{load}_kwh")])?;
            let mut cells = vec![Cell::NoRow; hours.hours];
            for (row, hour) in rows.iter().zip(&hours.of_row) {
                let value = table.number(what, load, row, place)?;
                if let Some(value) = value {
                    let name = format!("{what}: line {}: {load}, kW", row.0);
                    within(&name, value, 0.0, 1e6, "it is asked for in an hour")?;
                }
                cells[*hour] = value.map_or(Cell::Empty(row.0), Cell::Value);
            }
            filled(what, load, &cells, &mut remarks)
        };
        let (heat_kw, cooling_kw) = (column("heat")?, column("cooling")?);
        Ok(Self { heat_kw, cooling_kw, remarks })
    }

    /// The demand of a building that was measured in a year of some type; a profile tells what other
    /// types make of it. The plant is that of a building of `area_m2`.
    ///
    /// # Errors
    /// When the profile has no such season to compare with, or the area is impossible.
    pub fn demand(&self, profile: &Profile, measured: YearType, area_m2: f64) -> Result<Demand, Problem> {
        within("area_m2", area_m2, 100.0, 2e6, "it is the floor area that the plant serves")?;
        let seasons = |kw: &[f64], factors: &PerSeason<super::SeasonProfile>| {
            factors.try_map(|season, profile| {
                let base = *profile.factor.get(measured);
                within(&format!("factor.{}", measured.slug()), base, 1e-6, 10.0, "the year is compared with it")?;
                let hours = season_of_each_hour(kw.len()).zip(kw).filter(|(of, _)| *of == season);
                Ok::<_, Problem>(Load {
                    kw: hours.map(|(_, kw)| *kw).collect(),
                    factor: PerYear::from_fn(|year| profile.factor.get(year) / base),
                    own: PerYear::default(),
                })
            })
        };
        Ok(Demand {
            heat: seasons(&self.heat_kw, &profile.heat)?,
            cooling: seasons(&self.cooling_kw, &profile.cooling)?,
            scale: area_m2 / 15_000.0,
        })
    }
}

/// The season of each hour of a year; 8784 hours are a leap year.
pub(super) fn season_of_each_hour(hours: usize) -> impl Iterator<Item = Season> {
    let first = date(if hours == 8784 { 2024 } else { 2023 }, 1, 1);
    let days = first.series(1.day()).take(hours / 24);
    days.flat_map(|day| std::iter::repeat_n(Season::of_month(day.month()), 24))
}

/// Which hour each row is: by its time, else one after the other.
fn hours(what: &str, table: &Table) -> Result<HourOfRow, Problem> {
    let rows = &table.rows;
    if let Some(place) = table.column_if_any(what, hour_of_row::NAMES)? {
        let times: Vec<(u64, &str)> =
            rows.iter().map(|(line, cells)| (*line, cells.get(place).unwrap_or_default())).collect();
        return HourOfRow::of(&times).map_err(|fault| Problem::Time { what: what.to_owned(), fault });
    }
    if ![8760, 8784].contains(&rows.len()) {
        return Err(Problem::Length {
            name: what.to_owned(),
            found: rows.len(),
            expected: "8760 or 8784".to_owned(),
            why: "each hour of a year has a row".to_owned(),
        });
    }
    Ok(HourOfRow { hours: rows.len(), of_row: (0..rows.len()).collect(), remarks: Vec::new() })
}

/// What is known of an hour.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cell {
    Value(f64),
    /// Its cell, on this line, is empty.
    Empty(u64),
    NoRow,
}

/// A column without gaps; what was filled in is remarked.
fn filled(what: &str, load: &str, cells: &[Cell], remarks: &mut Vec<Text>) -> Result<Vec<f64>, Problem> {
    let values: Vec<Option<f64>> = cells
        .iter()
        .map(|cell| match cell {
            Cell::Value(value) => Some(*value),
            Cell::Empty(_) | Cell::NoRow => None,
        })
        .collect();
    let no_row = cells.iter().filter(|cell| **cell == Cell::NoRow).count();
    let filled = fill(&values).map_err(|missing| {
        let empty = missing - no_row;
        let of = cells.len();
        let why = match (empty, no_row) {
            (_, 0) => format!("{missing} of {of} cells of {load} are empty"),
            (0, _) => format!("{missing} of {of} hours have no row"),
            _ => format!("of {of} hours of {load} {no_row} have no row and {empty} are empty"),
        };
        unreadable(what, format!("{why}: that is more than 2 %"))
    })?;
    let empty = filled.missing - no_row;
    let line = cells.iter().filter_map(|cell| if let Cell::Empty(line) = cell { Some(*line) } else { None }).min();
    if let Some(line) = line {
        remarks.push(Text {
            nl: format!("{empty} lege cel(len) van {load}: tussen de buren ingevuld; de eerste staat op regel {line}."),
            en: format!(
                "{empty} empty cell(s) of {load} are filled in between their neighbours; the first is on line {line}."
            ),
        });
    }
    // Said once, not for each column.
    if no_row > 0 && load == "heat" {
        remarks.push(Text {
            nl: format!("{no_row} uur van het jaar heeft geen rij: tussen de buren ingevuld."),
            en: format!("{no_row} hour(s) of the year have no row: filled in between their neighbours."),
        });
    }
    Ok(filled.values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(hours: usize, change: impl Fn(usize) -> Option<String>) -> String {
        let rows = (0..hours).map(|hour| change(hour).unwrap_or_else(|| format!("{hour},100,50\n")));
        std::iter::once("hour,heat_kw,cooling_kw\n".to_owned()).chain(rows).collect()
    }

    fn refused(text: &str) -> String {
        Series::from_csv("mine.csv", text).unwrap_err().to_string()
    }

    #[test]
    fn a_measured_year_is_the_year_of_its_type() {
        for (hours, energy) in [(8760, 876.0), (8784, 878.4)] {
            let series = Series::from_csv("mine.csv", &csv(hours, |_| None)).unwrap();
            let demand = series.demand(&Profile::office().unwrap(), YearType::Warm, 15_000.0).unwrap();
            assert!((demand.heat_mwh(YearType::Warm) - energy).abs() < 1e-9);
            assert!(demand.heat_mwh(YearType::Cold) > demand.heat_mwh(YearType::Warm));
            assert!(demand.cooling_mwh(YearType::Cold) < demand.cooling_mwh(YearType::Warm));
        }
    }

    #[test]
    fn hours_fall_into_the_seasons_of_the_calendar() {
        let count = |hours, season| season_of_each_hour(hours).filter(|of| *of == season).count();
        for season in Season::ALL {
            assert_eq!(count(8760, season), usize::from(season.hours()));
        }
        assert_eq!(count(8784, Season::Winter), 2184);
    }

    #[test]
    fn a_few_gaps_are_filled_in_and_said() {
        let text = csv(8760, |hour| match hour {
            0 | 11 | 12 => Some(format!("{hour},,50\n")),
            13 => Some("13,130,50\n".to_owned()),
            _ => None,
        });
        let series = Series::from_csv("mine.csv", &text).unwrap();
        assert_eq!(series.heat_kw.len(), 8760);
        assert_eq!(series.heat_kw[..2], [100.0, 100.0]);
        assert!((series.heat_kw[11] - 110.0).abs() < 1e-9 && (series.heat_kw[12] - 120.0).abs() < 1e-9);
        assert_eq!(
            series.remarks[0].en,
            "3 empty cell(s) of heat are filled in between their neighbours; the first is on line 2."
        );
    }

    /// A year of hours from a month on, of which the heat tells the month, without some hours.
    fn from_month(month: i8, missing: std::ops::Range<i64>) -> String {
        let first = date(2025, month, 1).at(0, 0, 0, 0);
        let rows = (0..8760_i64).filter(|hour| !missing.contains(hour)).map(|hour| {
            let at = first + hour.hours();
            format!("{};{};{}\n", at.strftime("%d-%m-%Y %H:%M"), 10 * i32::from(at.month()), at.hour())
        });
        std::iter::once("tijd;heat_kw;cooling_kw\n".to_owned()).chain(rows).collect()
    }

    #[test]
    fn a_year_that_begins_in_july_is_the_same_year() {
        let january = Series::from_csv("mine.csv", &from_month(1, 0..0)).unwrap();
        let july = Series::from_csv("mine.csv", &from_month(7, 0..0)).unwrap();
        assert_eq!((&july.heat_kw, &july.cooling_kw), (&january.heat_kw, &january.cooling_kw));
        assert!(january.remarks.is_empty() && july.remarks.len() == 1);
        let text = from_month(1, 0..0);
        let without_times = text.lines().map(|line| line.split_once(';').unwrap().1.to_owned() + "\n");
        let plain = Series::from_csv("mine.csv", &without_times.collect::<String>()).unwrap();
        assert_eq!(plain, january);
    }

    #[test]
    fn hours_without_a_row_are_filled_in_and_said_or_refused() {
        let series = Series::from_csv("mine.csv", &from_month(7, 100..110)).unwrap();
        assert_eq!(series.heat_kw.len(), 8760);
        assert!((series.heat_kw[181 * 24 + 105] - 70.0).abs() < 1e-9);
        assert_eq!(series.remarks[1].en, "10 hour(s) of the year have no row: filled in between their neighbours.");
        assert_eq!(refused(&from_month(7, 100..400)), "mine.csv: 300 of 8760 hours have no row: that is more than 2 %");
    }

    #[test]
    fn nonsense_is_refused_with_its_line() {
        assert_eq!(
            refused(&csv(8759, |_| None)),
            "mine.csv has 8759 numbers, but should have 8760 or 8784: each hour of a year has a row"
        );
        assert!(
            refused(&csv(8760, |hour| (hour == 3).then(|| "3,NaN,5\n".into())))
                .starts_with("mine.csv: line 5: heat is `NaN`, which is not a number")
        );
        assert!(
            refused(&csv(8760, |hour| (hour == 3).then(|| "3,-1,5\n".into())))
                .starts_with("mine.csv: line 5: heat, kW is -1")
        );
        assert_eq!(
            refused(&csv(8760, |hour| (hour == 3).then(|| "3,many,5\n".into()))),
            "mine.csv: line 5: heat is `many`, which is not a number"
        );
        assert_eq!(
            refused(&csv(8760, |hour| (hour > 8000).then(|| "3,,5\n".into()))),
            "mine.csv: 759 of 8760 cells of heat are empty: that is more than 2 %"
        );
        assert_eq!(
            refused(&csv(8760, |_| None).replace("heat_kw", "warmte")),
            "mine.csv: no column `heat_kw` or `heat_kwh`; there are `hour`, `warmte`, `cooling_kw`"
        );
    }
}
