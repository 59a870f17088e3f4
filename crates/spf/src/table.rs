//! Readings as CSV: long (time, meter, value) or wide (time and a column for each meter).
//!
//! Text is never kept: a row becomes a time and numbers, so that a year of minutes of six meters takes
//! 30 MB.

use std::collections::BTreeMap;
use std::io::Read;

use super::clock::{Clock, Moment, Seconds, is_day};
use super::defect::{Defect, DefectKind, Place};
use super::fault::{Cause, Fault};
use super::table_fault::TableFault;
use super::unknown_name::UnknownName;
use bodemtoets_words::lang::Text;
use bodemtoets_words::tabular::{
    Fault as FormFault, Header, Mark, Notation, Notations, Number, Row as Cells, RowFault, Table as File,
};

/// `last_changed`, `entity_id` and `state` are those of the history of Home Assistant.
const TIMES: [&str; 9] =
    ["time", "timestamp", "datetime", "date", "tijd", "tijdstip", "datumtijd", "datum", "last_changed"];
const METERS: [&str; 4] = ["meter", "kanaal", "channel", "entity_id"];
/// Rows of which the columns that nobody asked for are looked at too, for how the file writes its numbers.
const SAMPLE_ROWS: usize = 1000;
const VALUES: [&str; 5] = ["value", "reading", "waarde", "stand", "state"];

/// A fault of the table as one of the readings, in both languages.
fn of_table(what: &str, fault: &FormFault) -> Fault {
    Fault::new(what, Cause::Written(Text::both(|lang| fault.text(lang))))
}

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
    decimals: Vec<Option<Mark>>,
}

impl Readings {
    /// Readings of some columns, none yet.
    #[must_use]
    pub fn new(names: Vec<String>, clock: Clock, time_column: Option<String>) -> Self {
        let decimals = vec![None; names.len()];
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
            return Err(Fault::new(what, TableFault::TooManyFiles { most: Place::FILES }));
        }
        self.files.push(what.to_owned());
        let wrong = |fault: FormFault| of_table(what, &fault);
        let table = File::open(input).map_err(wrong)?;
        let time = self.time_of(what, &table.header)?;
        let column = |names: &[&str]| table.header.find(names).map_err(wrong);
        let bad_before = self.found.len();
        let read = match (column(&METERS)?, column(&VALUES)?) {
            (Some(meter), Some(value)) => self.long(what, file, table, [time, meter, value])?,
            _ => self.wide(what, file, table, time)?,
        };
        let unreadable = self.found[bad_before..].iter().filter(|found| found.kind == DefectKind::UnreadableTime);
        let unreadable: Vec<Place> = unreadable.map(|found| found.place).collect();
        if unreadable.len() > read {
            let fault = TableFault::UnreadableTimes { rows: unreadable.len(), line: unreadable[0].line() };
            return Err(Fault::new(what, fault));
        }
        if read == 0 {
            return Err(Fault::new(what, TableFault::Empty));
        }
        Ok(())
    }

    fn time_of(&self, what: &str, header: &Header) -> Result<usize, Fault> {
        let asked = self.time_column.as_deref();
        let names = asked.map_or_else(|| TIMES.to_vec(), |name| vec![name]);
        // By the order of the names: `time` before `date`, when a file has both.
        for name in names {
            if let Some(place) = header.find(&[name]).map_err(|fault| of_table(what, &fault))? {
                return Ok(place);
            }
        }
        let names = header.names.iter().map(String::as_str);
        let fault = match asked {
            Some(name) => TableFault::NoSuchTime(UnknownName::new(name, names)),
            None => TableFault::NoTime { found: header.names.clone() },
        };
        Err(Fault::new(what, fault))
    }

    fn wide<R: Read>(&mut self, what: &str, file: usize, input: File<R>, time: usize) -> Result<usize, Fault> {
        let mut table = Table::default();
        let mut places = Vec::new();
        let headers = &input.header.names;
        for (place, header) in headers.iter().enumerate().filter(|(place, _)| *place != time) {
            match self.column(header) {
                Some(column) if table.columns.iter().any(|(known, _)| *known == column) => {
                    return Err(of_table(what, &FormFault::Twice(vec![header.clone()])));
                }
                Some(column) => {
                    table.columns.push((column, Vec::new()));
                    places.push(place);
                }
                None => self.unused.push(header.clone()),
            }
        }
        if places.is_empty() {
            let (asked, found) = (self.names.clone(), headers.clone());
            return Err(Fault::new(what, TableFault::NoColumns { asked, found }));
        }
        let others: Vec<usize> = (0..headers.len()).filter(|place| *place != time && !places.contains(place)).collect();
        let wrong = |fault: FormFault| of_table(what, &fault);
        let mut doubts = Doubts::new(&input, self.names.len());
        let expected = input.layout.columns;
        input.for_each(wrong, |cells| {
            let at = Place::new(file, cells.line);
            if self.is_broken(what, cells, expected, at)? {
                return Ok(());
            }
            let Some(row) = self.row(cells.cells.get(time).unwrap_or_default(), at) else { return Ok(()) };
            if table.rows.len() < SAMPLE_ROWS {
                doubts.note(others.iter().filter_map(|place| cells.cells.get(*place)));
            }
            table.rows.push(row);
            for ((column, values), place) in table.columns.iter_mut().zip(&places) {
                let cell = cells.cells.get(*place).unwrap_or_default();
                values.push(self.value(what, cell, *column, &row, &mut doubts)?);
            }
            Ok(())
        })?;
        doubts.check(what, &self.names)?;
        let rows = table.rows.len();
        self.tables.push(table);
        Ok(rows)
    }

    fn long<R: Read>(
        &mut self,
        what: &str,
        file: usize,
        input: File<R>,
        [time, meter, value]: [usize; 3],
    ) -> Result<usize, Fault> {
        let mut tables: BTreeMap<u16, Table> = BTreeMap::new();
        let mut rows = 0;
        let wrong = |fault: FormFault| of_table(what, &fault);
        let mut doubts = Doubts::new(&input, self.names.len());
        let expected = input.layout.columns;
        input.for_each(wrong, |cells| {
            let at = Place::new(file, cells.line);
            if self.is_broken(what, cells, expected, at)? {
                return Ok(());
            }
            let name = String::from_utf8_lossy(cells.cells.get(meter).unwrap_or_default().trim_ascii());
            let Some(column) = self.column(&name) else {
                if !self.unused.iter().any(|unused| *unused == name) {
                    self.unused.push(name.into_owned());
                }
                return Ok(());
            };
            let Some(row) = self.row(cells.cells.get(time).unwrap_or_default(), at) else { return Ok(()) };
            let value = self.value(what, cells.cells.get(value).unwrap_or_default(), column, &row, &mut doubts)?;
            let table =
                tables.entry(column).or_insert_with(|| Table { rows: Vec::new(), columns: vec![(column, Vec::new())] });
            table.rows.push(row);
            // The table was made with one column.
            table.columns[0].1.push(value);
            rows += 1;
            Ok(())
        })?;
        doubts.check(what, &self.names)?;
        if rows == 0 && !self.unused.is_empty() {
            let (asked, found) = (self.names.clone(), self.unused.clone());
            return Err(Fault::new(what, TableFault::NoMeters { asked, found }));
        }
        self.tables.extend(tables.into_values());
        Ok(rows)
    }

    /// Whether a row cannot be used, which is a fault of the readings. Cells that are missing at its end are
    /// readings that are missing; cells too many put numbers under the wrong meter.
    fn is_broken(&mut self, what: &str, row: &Cells, expected: usize, place: Place) -> Result<bool, Fault> {
        match row.fault {
            None => Ok(false),
            Some(RowFault::FieldCount { found, expected }) if found < expected => Ok(false),
            Some(RowFault::FieldCount { .. })
                if row.cells.iter().skip(expected).all(|cell| cell.trim_ascii().is_empty()) =>
            {
                Ok(false)
            }
            Some(fault @ RowFault::FieldCount { .. }) => {
                Err(Fault::new(what, TableFault::Row { line: row.line, fault }))
            }
            Some(RowFault::OpenQuote | RowFault::TooLong) => {
                let kind = DefectKind::UnreadableTime;
                self.found.push(Defect { kind, column: None, place, from_s: 0, to_s: 0, value: None });
                Ok(true)
            }
        }
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

    fn value(&mut self, what: &str, cell: &[u8], column: u16, row: &Row, doubts: &mut Doubts) -> Result<f64, Fault> {
        let cell = cell.trim_ascii();
        if cell.is_empty() {
            return Ok(f64::NAN);
        }
        let Some(number) = Number::read(cell) else {
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
        doubts.add(column, number, row.place.line(), cell);
        let known = &mut self.decimals[usize::from(column)];
        if let Notation::Decimal(decimal) = number.notation {
            if known.is_some_and(|known| known != decimal) {
                let fault = TableFault::TwoMarks {
                    line: row.place.line(),
                    cell: String::from_utf8_lossy(cell).into_owned(),
                    column: self.names[usize::from(column)].clone(),
                    mark: decimal,
                };
                return Err(Fault::new(what, fault));
            }
            *known = Some(decimal);
        }
        Ok(number.value)
    }
}

/// How one file writes its numbers, and the first number of each column that can be read in two ways.
struct Doubts {
    notations: Notations,
    first: Vec<Option<(Number, u32, String)>>,
}

impl Doubts {
    fn new<R: Read>(table: &File<R>, columns: usize) -> Self {
        Self { notations: Notations::new(table.layout.delimiter), first: vec![None; columns] }
    }

    fn add(&mut self, column: u16, number: Number, line: u32, cell: &[u8]) {
        let column = usize::from(column);
        self.notations.add(column, number.notation);
        if matches!(number.notation, Notation::Doubtful(_) | Notation::Grouped(_)) && self.first[column].is_none() {
            self.first[column] = Some((number, line, String::from_utf8_lossy(cell).into_owned()));
        }
    }

    /// Notes cells of columns that nobody asked for.
    fn note<'a>(&mut self, cells: impl Iterator<Item = &'a [u8]>) {
        let other = self.first.len();
        for number in cells.filter_map(Number::read) {
            self.notations.add(other, number.notation);
        }
    }

    /// Refuses a file in which the meaning of a number is in doubt: thousands read as decimals are wrong by a
    /// factor of a thousand.
    fn check(&self, what: &str, names: &[String]) -> Result<(), Fault> {
        for (column, first) in self.first.iter().enumerate() {
            let Some((number, line, cell)) = first else { continue };
            if let Err(thousands) = self.notations.value(column, *number) {
                let (line, cell, column) = (*line, cell.clone(), names[column].clone());
                return Err(Fault::new(what, TableFault::TwoReadings { line, cell, column, thousands }));
            }
        }
        Ok(())
    }
}
