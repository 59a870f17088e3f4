//! Hourly temperatures as the KNMI publishes them (`uurgeg` files): a preamble, a header that starts with
//! `# STN,YYYYMMDD,   HH`, and a row for each hour. `HH` is 1 to 24 in universal time, `T` in tenths of a
//! degree Celsius.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday, date};

use super::gaps::fill;
use super::problem::{Problem, unreadable};
use super::season::Season;
use super::series::season_of_each_hour;
use bodemtoets_words::lang::Text;

/// From this temperature of the air on the dry cooler can put heat into the warm well, degC: its water
/// leaves at 17 degC, and two exchangers take 1 K each (source study, Tabel 14).
pub const DRY_COOLER_FROM_C: f64 = 19.0;

/// A year of temperatures.
#[derive(Debug, Clone, PartialEq)]
pub struct WeatherYear {
    /// The year.
    pub year: i16,
    /// Temperature of each hour, degC; the first is that of 1 January, 0:00 to 1:00 universal time.
    pub temperature_c: Vec<f64>,
}

/// The complete years of a station.
#[derive(Debug, Clone, PartialEq)]
pub struct Weather {
    /// Number of the station; De Bilt is 260.
    pub station: u32,
    /// The years, early first.
    pub years: Vec<WeatherYear>,
    /// What was filled in or left out.
    pub remarks: Vec<Text>,
}

/// Where the columns are.
struct Columns {
    station: usize,
    date: usize,
    hour: usize,
    temperature: usize,
}

impl Columns {
    /// Reads the header; nothing when the line is none.
    fn of(what: &str, line: &str) -> Result<Option<Self>, Problem> {
        let names: Vec<&str> = line.trim_start_matches('#').split(',').map(str::trim).collect();
        let place = |wanted: &[&str]| names.iter().position(|name| wanted.contains(name));
        let (Some(station), Some(date)) = (place(&["STN"]), place(&["YYYYMMDD"])) else { return Ok(None) };
        let Some(hour) = place(&["HH", "H"]) else {
            let why = "it has a row for each day; the hourly values (uurgeg) are needed".to_owned();
            return Err(unreadable(what, why));
        };
        let temperature =
            place(&["T"]).ok_or_else(|| unreadable(what, "it has no column T, the temperature".to_owned()))?;
        Ok(Some(Self { station, date, hour, temperature }))
    }
}

/// A row: the station, the day, the hour of that day from 0, and the temperature when there is one.
struct Row {
    station: u32,
    day: Date,
    hour: usize,
    temperature_c: Option<f64>,
}

impl Row {
    fn read(columns: &Columns, line: &str) -> Option<Self> {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let cell = |place: usize| cells.get(place).copied();
        let (day, hour) = (cell(columns.date)?, cell(columns.hour)?.parse::<usize>().ok()?);
        let ymd = [day.get(..4)?, day.get(4..6)?, day.get(6..)?];
        let day = Date::new(ymd[0].parse().ok()?, ymd[1].parse().ok()?, ymd[2].parse().ok()?).ok()?;
        if !(1..=24).contains(&hour) {
            return None;
        }
        let temperature_c = match cell(columns.temperature)? {
            "" => None,
            // Colder or warmer it has never been in the Netherlands.
            tenths => {
                Some(tenths.parse::<f64>().ok().map(|tenths| tenths / 10.0).filter(|c| (-35.0..=45.0).contains(c))?)
            }
        };
        Some(Self { station: cell(columns.station)?.parse().ok()?, day, hour: hour - 1, temperature_c })
    }
}

impl Weather {
    /// Reads hourly values of the KNMI; `what` names the file in messages.
    ///
    /// # Errors
    /// When there is no header, the values are daily, there is more than one station, or no year is
    /// complete. A year may lack 2 % of its hours, which are filled in between their neighbours.
    pub fn from_knmi(what: &str, text: &str) -> Result<Self, Problem> {
        // Lines may end as in the tables of anybody else.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut lines = (1..).zip(text.lines());
        let columns = loop {
            let Some((_, line)) = lines.next() else {
                let why = "no header with STN, YYYYMMDD and HH: it is not an hourly file (uurgeg) of the KNMI";
                return Err(unreadable(what, why.to_owned()));
            };
            if let Some(columns) = Columns::of(what, line)? {
                break columns;
            }
        };
        let mut years: BTreeMap<i16, Vec<Option<f64>>> = BTreeMap::new();
        let mut station = None;
        let (mut bad, mut repeated): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
            let Some(row) = Row::read(&columns, line) else {
                bad.push(number);
                continue;
            };
            let first = *station.get_or_insert(row.station);
            if first != row.station {
                let why = format!("line {number}: station {} after {first}; give one station", row.station);
                return Err(unreadable(what, why));
            }
            let year = row.day.year();
            let hours = years.entry(year).or_insert_with(|| vec![None; hours_of(year)]);
            let hour = usize::from(row.day.day_of_year().unsigned_abs() - 1) * 24 + row.hour;
            match (hours[hour], row.temperature_c) {
                (None, temperature_c) => hours[hour] = temperature_c,
                (Some(_), _) => repeated.push(number),
            }
        }
        let mut remarks = Vec::new();
        skipped(what, &bad, "zijn onleesbaar", "cannot be read", &mut remarks);
        skipped(what, &repeated, "herhalen een uur", "repeat an hour", &mut remarks);
        let mut complete = Vec::new();
        for (year, hours) in years {
            match fill(&hours) {
                Ok(filled) => {
                    gaps(what, year, filled.missing, &mut remarks);
                    complete.push(WeatherYear { year, temperature_c: filled.values });
                }
                Err(missing) => remarks.push(Text {
                    nl: format!("{what}: {year} mist {missing} van {} uren en telt niet mee.", hours.len()),
                    en: format!("{what}: {year} lacks {missing} of {} hours and does not count.", hours.len()),
                }),
            }
        }
        match station {
            Some(station) if !complete.is_empty() => Ok(Self { station, years: complete, remarks }),
            _ => {
                let said: Vec<&str> = remarks.iter().map(|remark| remark.en.as_str()).collect();
                Err(unreadable(what, format!("no year is complete. {}", said.join(" ")).trim_end().to_owned()))
            }
        }
    }
}

fn hours_of(year: i16) -> usize {
    if date(year, 1, 1).in_leap_year() { 8784 } else { 8760 }
}

/// Says how many hours of a year were filled in.
fn gaps(what: &str, year: i16, missing: usize, remarks: &mut Vec<Text>) {
    if missing > 0 {
        remarks.push(Text {
            nl: format!("{what}: {year} mist {missing} uur/uren; die zijn tussen de buren ingevuld."),
            en: format!("{what}: {year} lacks {missing} hour(s), which are filled in between their neighbours."),
        });
    }
}

/// Says which lines were skipped.
fn skipped(what: &str, lines: &[usize], nl: &str, en: &str, remarks: &mut Vec<Text>) {
    if let Some(first) = lines.first() {
        let count = lines.len();
        remarks.push(Text {
            nl: format!("{what}: {count} regel(s) {nl} en zijn overgeslagen; de eerste is regel {first}."),
            en: format!("{what}: {count} line(s) {en} and are skipped; the first is line {first}."),
        });
    }
}

impl WeatherYear {
    /// Mean temperature, degC.
    #[must_use]
    pub fn mean_c(&self) -> f64 {
        let hours = self.temperature_c.iter().map(|_| 1.0).sum::<f64>();
        self.temperature_c.iter().sum::<f64>() / hours
    }

    /// Hours outside winter in which the dry cooler can put heat into the ground: from 19 degC.
    #[must_use]
    pub fn dry_cooler_hours(&self) -> f64 {
        let seasons = season_of_each_hour(self.temperature_c.len());
        let warm = seasons
            .zip(&self.temperature_c)
            .filter(|(season, c)| *season != Season::Winter && **c >= DRY_COOLER_FROM_C);
        warm.map(|_| 1.0).sum()
    }

    /// Whether each hour is a working hour: Monday to Friday, 7 to 18 h Dutch winter time.
    pub fn working_hours(&self) -> impl Iterator<Item = bool> {
        let first = date(self.year, 1, 1).weekday();
        (0..self.temperature_c.len()).map(move |hour| {
            // Dutch winter time is an hour ahead of universal time.
            let (day, hour) = ((hour + 1) / 24, (hour + 1) % 24);
            let weekday = first.wrapping_add(i64::try_from(day).unwrap_or_default());
            !matches!(weekday, Weekday::Saturday | Weekday::Sunday) && (7..18).contains(&hour)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// A year as the KNMI would publish it.
    fn knmi(year: i16, mut temperature: impl FnMut(usize) -> String) -> String {
        let mut text =
            "BRON: KNMI\n\nT = Temperatuur (in 0.1 graden Celsius)\n\n# STN,YYYYMMDD,   HH,   DD,    T\n\n".to_owned();
        for hour in 0..hours_of(year) {
            let day = date(year, 1, 1).saturating_add(jiff::Span::new().days(i64::try_from(hour / 24).unwrap()));
            let day = day.strftime("%Y%m%d");
            writeln!(text, "  260,{day},{:>5},  200,{:>5}", hour % 24 + 1, temperature(hour)).unwrap();
        }
        text
    }

    #[test]
    fn a_leap_year_is_read_with_its_hours_in_place() {
        let text = knmi(2000, |hour| (hour % 24).to_string());
        let weather = Weather::from_knmi("uurgeg.txt", &text).unwrap();
        assert_eq!((weather.station, weather.years.len(), weather.remarks.len()), (260, 1, 0));
        let year = &weather.years[0];
        assert_eq!((year.year, year.temperature_c.len()), (2000, 8784));
        assert!((year.temperature_c[25] - 0.1).abs() < 1e-12 && (year.temperature_c[8783] - 2.3).abs() < 1e-12);
    }

    #[test]
    fn gaps_bad_rows_and_repetitions_are_said() {
        let mut text = knmi(2001, |hour| if hour == 10 { String::new() } else { "100".to_owned() });
        text = text.replacen("  260,20010102,    5,  200,  100\n", "  260,20010102,    5,  200,  9999\n", 1);
        text += "  260,20010101,    1,  200,   50\n";
        let weather = Weather::from_knmi("uurgeg.txt", &text).unwrap();
        assert!(weather.years[0].temperature_c.iter().all(|c| (c - 10.0).abs() < 1e-12));
        let said: Vec<&str> = weather.remarks.iter().map(|remark| remark.en.as_str()).collect();
        assert_eq!(
            said,
            [
                "uurgeg.txt: 1 line(s) cannot be read and are skipped; the first is line 35.",
                "uurgeg.txt: 1 line(s) repeat an hour and are skipped; the first is line 8767.",
                "uurgeg.txt: 2001 lacks 2 hour(s), which are filled in between their neighbours.",
            ]
        );
    }

    #[test]
    fn what_is_no_hourly_file_is_refused_in_words() {
        let refused = |text: &str| Weather::from_knmi("x.txt", text).unwrap_err().to_string();
        assert_eq!(
            refused("# STN,YYYYMMDD,   TG\n  279,19891013,  100\n"),
            "x.txt: it has a row for each day; the hourly values (uurgeg) are needed"
        );
        assert_eq!(
            refused("hour,heat_kw\n"),
            "x.txt: no header with STN, YYYYMMDD and HH: it is not an hourly file (uurgeg) of the KNMI"
        );
        assert_eq!(
            refused("# STN,YYYYMMDD,HH,T\n260,20000101,1,50\n"),
            "x.txt: no year is complete. x.txt: 2000 lacks 8783 of 8784 hours and does not count."
        );
        assert_eq!(
            refused("# STN,YYYYMMDD,HH,T\n260,20000101,1,50\n280,20000101,2,50\n"),
            "x.txt: line 3: station 280 after 260; give one station"
        );
    }

    #[test]
    fn warm_hours_count_from_nineteen_degrees_and_not_in_winter() {
        // Every hour of January and of July is exactly 19 degC.
        let text = knmi(2001, |hour| {
            let day = hour / 24;
            let warm = day < 31 || (181..212).contains(&day);
            if warm { "190" } else { "189" }.to_owned()
        });
        let weather = Weather::from_knmi("uurgeg.txt", &text).unwrap();
        assert!((weather.years[0].dry_cooler_hours() - 31.0 * 24.0).abs() < 1e-9);
    }

    #[test]
    fn working_hours_are_those_of_dutch_weekdays() {
        // 1 January 2000 is a Saturday; Monday the 3rd, 7:00 winter time is 6:00 universal time.
        let year = WeatherYear { year: 2000, temperature_c: vec![0.0; 8784] };
        let working: Vec<bool> = year.working_hours().collect();
        assert!(!working[..54].iter().any(|working| *working));
        assert!(working[54] && working[64] && !working[65]);
    }
}
