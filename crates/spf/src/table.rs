//! Readings as CSV: long (time, meter, value) or wide (time and a column for each meter).
//!
//! Text is never kept: a row becomes a time and numbers, so that a year of minutes of six meters takes
//! 30 MB. Separator `,`, `;` or tab; a decimal comma where the separator is not a comma, or in quotes.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};

use super::clock::{Clock, Moment, Seconds, is_day};
use super::defect::{Defect, DefectKind, Place};
use super::fault::{Fault, unknown};
use super::number::{Decimal, parse};

/// `last_changed`, `entity_id` and `state` are those of the history of Home Assistant.
const TIMES: [&str; 9] =
    ["time", "timestamp", "datetime", "date", "tijd", "tijdstip", "datumtijd", "datum", "last_changed"];
const METERS: [&str; 4] = ["meter", "kanaal", "channel", "entity_id"];
const VALUES: [&str; 5] = ["value", "reading", "waarde", "stand", "state"];

/// Whether a column holds the time, by its name.
pub(super) fn is_time(name: &str) -> bool {
    TIMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// A row: when, where it stands, and whether its hour comes twice.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub time_s: Seconds,
    pub place: Place,
    pub twice: bool,
}

/// Rows with the values of some columns; a value that is missing is not a number.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub rows: Vec<Row>,
    /// For each column that is asked for and that the file has: its place in the list, and its values.
    pub columns: Vec<(u16, Vec<f64>)>,
}

/// The readings of all files.
#[derive(Debug, Clone)]
pub struct Readings {
    /// The columns that are asked for.
    pub(super) names: Vec<String>,
    pub(super) clock: Clock,
    time_column: Option<String>,
    pub(super) tables: Vec<Table>,
    /// The files, in the order in which they were read.
    pub files: Vec<String>,
    /// Columns and meters that nobody asked for.
    pub unused: Vec<String>,
    /// Rows with a day and no time.
    pub(super) days: u64,
    /// What was wrong with single cells and rows.
    pub(super) found: Vec<Defect>,
    /// How each column writes its decimals.
    decimals: Vec<Decimal>,
}

impl Readings {
    /// Readings of some columns, none yet.
    #[must_use]
    pub fn new(names: Vec<String>, clock: Clock, time_column: Option<String>) -> Self {
        let decimals = vec![Decimal::None; names.len()];
        Self {
            names,
            clock,
            time_column,
            tables: Vec::new(),
            files: Vec::new(),
            unused: Vec::new(),
            days: 0,
            found: Vec::new(),
            decimals,
        }
    }

    /// Reads a file; `what` names it in messages.
    ///
    /// # Errors
    /// When it has no header with a time, none of the columns, or more rows with an unreadable time than
    /// good ones, or when decimals are written with a point and with a comma in one column.
    pub fn read(&mut self, what: &str, input: impl Read) -> Result<(), Fault> {
        let file = self.files.len();
        if file >= Place::FILES {
            return Err(Fault::new(what, format!("these are more than {} files; put them together", Place::FILES)));
        }
        self.files.push(what.to_owned());
        let mut input = BufReader::with_capacity(256 * 1024, input);
        let start = input.fill_buf().map_err(|error| Fault::new(what, error.to_string()))?;
        let mark = if start.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let header = start[mark..].split(|byte| *byte == b'\n').next().unwrap_or_default();
        let separator = [b';', b'\t'].into_iter().find(|separator| header.contains(separator)).unwrap_or(b',');
        input.consume(mark);
        let mut reader =
            csv::ReaderBuilder::new().delimiter(separator).flexible(true).trim(csv::Trim::All).from_reader(input);
        let headers = reader.byte_headers().map_err(|error| Fault::new(what, error.to_string()))?;
        let headers: Vec<String> = headers.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        let time = self.time_of(what, &headers)?;
        let place = |names: &[&str]| {
            headers.iter().position(|header| names.iter().any(|name| header.eq_ignore_ascii_case(name)))
        };
        let bad_before = self.found.len();
        let read = match (place(&METERS), place(&VALUES)) {
            (Some(meter), Some(value)) => self.long(what, file, &mut reader, [time, meter, value])?,
            _ => self.wide(what, file, &mut reader, time, &headers)?,
        };
        let unreadable = self.found[bad_before..].iter().filter(|found| found.kind == DefectKind::UnreadableTime);
        let unreadable: Vec<Place> = unreadable.map(|found| found.place).collect();
        if unreadable.len() > read {
            return Err(Fault::new(
                what,
                format!(
                    "the time of {} rows cannot be read, that of line {} for one; write 2025-01-31 13:45, \
                     31-01-2025 13:45 or 2025-01-31T13:45:00Z",
                    unreadable.len(),
                    unreadable[0].line()
                ),
            ));
        }
        if read == 0 {
            return Err(Fault::new(what, "there are no readings in it"));
        }
        Ok(())
    }

    fn time_of(&self, what: &str, headers: &[String]) -> Result<usize, Fault> {
        let asked = self.time_column.as_deref();
        let names = asked.map_or_else(|| TIMES.to_vec(), |name| vec![name]);
        // By the order of the names: `time` before `date`, when a file has both.
        let found = names.iter().find_map(|name| headers.iter().position(|header| header.eq_ignore_ascii_case(name)));
        found.ok_or_else(|| {
            let why = asked.map_or_else(
                || {
                    format!(
                        "no column holds the time; call it `time`, or name it as time_column. There are: {}",
                        headers.join(", ")
                    )
                },
                |name| format!("time_column: {}", unknown(name, headers.iter().map(String::as_str))),
            );
            Fault::new(what, why)
        })
    }

    fn wide<R: Read>(
        &mut self,
        what: &str,
        file: usize,
        reader: &mut csv::Reader<R>,
        time: usize,
        headers: &[String],
    ) -> Result<usize, Fault> {
        let mut table = Table::default();
        let mut places = Vec::new();
        for (place, header) in headers.iter().enumerate().filter(|(place, _)| *place != time) {
            match self.column(header) {
                Some(column) => {
                    table.columns.push((column, Vec::new()));
                    places.push(place);
                }
                None => self.unused.push(header.clone()),
            }
        }
        if places.is_empty() {
            return Err(Fault::new(
                what,
                format!("it has none of the columns {}; it has {}", self.names.join(", "), headers.join(", ")),
            ));
        }
        let mut record = csv::ByteRecord::new();
        while next(what, reader, &mut record)? {
            let at = Place::new(file, record.position().map_or(0, csv::Position::line));
            let Some(row) = self.row(record.get(time).unwrap_or_default(), at) else { continue };
            table.rows.push(row);
            for ((column, values), place) in table.columns.iter_mut().zip(&places) {
                values.push(self.value(what, record.get(*place).unwrap_or_default(), *column, &row)?);
            }
        }
        let rows = table.rows.len();
        self.tables.push(table);
        Ok(rows)
    }

    fn long<R: Read>(
        &mut self,
        what: &str,
        file: usize,
        reader: &mut csv::Reader<R>,
        [time, meter, value]: [usize; 3],
    ) -> Result<usize, Fault> {
        let mut tables: BTreeMap<u16, Table> = BTreeMap::new();
        let mut record = csv::ByteRecord::new();
        let mut rows = 0;
        while next(what, reader, &mut record)? {
            let at = Place::new(file, record.position().map_or(0, csv::Position::line));
            let name = String::from_utf8_lossy(record.get(meter).unwrap_or_default());
            let Some(column) = self.column(&name) else {
                if !self.unused.iter().any(|unused| *unused == name) {
                    self.unused.push(name.into_owned());
                }
                continue;
            };
            let Some(row) = self.row(record.get(time).unwrap_or_default(), at) else { continue };
            let value = self.value(what, record.get(value).unwrap_or_default(), column, &row)?;
            let table =
                tables.entry(column).or_insert_with(|| Table { rows: Vec::new(), columns: vec![(column, Vec::new())] });
            table.rows.push(row);
            // The table was made with one column.
            table.columns[0].1.push(value);
            rows += 1;
        }
        if rows == 0 && !self.unused.is_empty() {
            return Err(Fault::new(
                what,
                format!("it has none of the meters {}; it has {}", self.names.join(", "), self.unused.join(", ")),
            ));
        }
        self.tables.extend(tables.into_values());
        Ok(rows)
    }

    fn column(&self, name: &str) -> Option<u16> {
        let place = self.names.iter().position(|asked| asked == name)?;
        u16::try_from(place).ok()
    }

    fn row(&mut self, cell: &[u8], place: Place) -> Option<Row> {
        self.days += u64::from(is_day(cell));
        let (kind, row) = match self.clock.read(cell) {
            Some(Moment::At(time_s)) => return Some(Row { time_s, place, twice: false }),
            Some(Moment::Twice(time_s)) => return Some(Row { time_s, place, twice: true }),
            Some(Moment::Never) => (DefectKind::NonexistentTime, None),
            None => (DefectKind::UnreadableTime, None),
        };
        self.found.push(Defect { kind, column: None, place, from_s: 0, to_s: 0, value: None });
        row
    }

    fn value(&mut self, what: &str, cell: &[u8], column: u16, row: &Row) -> Result<f64, Fault> {
        if cell.is_empty() {
            return Ok(f64::NAN);
        }
        let Some((value, decimal)) = parse(cell) else {
            self.found.push(Defect {
                kind: DefectKind::UnreadableValue,
                column: Some(column),
                place: row.place,
                from_s: row.time_s,
                to_s: row.time_s,
                value: None,
            });
            return Ok(f64::NAN);
        };
        let known = &mut self.decimals[usize::from(column)];
        if decimal != Decimal::None {
            if *known != Decimal::None && *known != decimal {
                return Err(Fault::new(
                    what,
                    format!(
                        "line {}: `{}` in column {} has a decimal {}, but earlier numbers of it have a decimal {}; \
                         write them in one way",
                        row.place.line(),
                        String::from_utf8_lossy(cell),
                        self.names[usize::from(column)],
                        if decimal == Decimal::Comma { "comma" } else { "point" },
                        if decimal == Decimal::Comma { "point" } else { "comma" },
                    ),
                ));
            }
            *known = decimal;
        }
        Ok(value)
    }
}

fn next<R: Read>(what: &str, reader: &mut csv::Reader<R>, record: &mut csv::ByteRecord) -> Result<bool, Fault> {
    reader.read_byte_record(record).map_err(|error| Fault::new(what, error.to_string()))
}
