//! The rows of a table as applications.

use std::borrow::Cow;
use std::fs::File;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::Application;
use super::draft::Draft;
use super::fault::Fault;
use super::field::Field;
use super::problem::{Problem, Reject};
use bodemtoets_law::rules::Quantity;
use bodemtoets_space::RdNew;
use bodemtoets_words::tabular::{Block, Layout, Notation, Notations, Number, Row, Table};

/// How the rows of a table are understood.
pub(super) struct Rows {
    pub layout: Layout,
    /// Which column is which field.
    pub columns: Vec<Option<Field>>,
    /// The names of the columns that are theirs, in order.
    pub own: Vec<String>,
    /// The file, when it can be read once more.
    pub again: Option<PathBuf>,
    /// Whether numbers have a decimal comma, as far as its first rows say.
    pub has_decimal_commas: bool,
    /// Whether the file begins with a byte order mark.
    pub has_byte_order_mark: bool,
    /// How its numbers are written, once one of them needs to know.
    pub notations: OnceLock<Notations>,
}

/// The cells of a row in columns that are theirs, as text; none of what is no table.
pub struct OwnCells<'a> {
    row: Option<(&'a csv::ByteRecord, &'a [Option<Field>])>,
    at: usize,
}

/// Whether a column comes back with the result: one that is no field, or is a field that tables have for their own
/// sake.
pub(super) fn is_own(column: Option<Field>) -> bool {
    column.is_none_or(Field::is_their_own)
}

impl OwnCells<'_> {
    /// Those of what is no table.
    pub(super) fn none() -> Self {
        Self { row: None, at: 0 }
    }
}

impl<'a> Iterator for OwnCells<'a> {
    type Item = Cow<'a, str>;

    fn next(&mut self) -> Option<Self::Item> {
        let (cells, columns) = self.row?;
        while let Some(column) = columns.get(self.at) {
            self.at += 1;
            if is_own(*column) {
                return Some(String::from_utf8_lossy(cells.get(self.at - 1).unwrap_or_default()));
            }
        }
        None
    }
}

impl Rows {
    /// Calls `each` with every row of a block as an application, or why it is none. Rows are numbered from 1.
    pub fn read(
        &self,
        block: &Block,
        template: &Draft,
        rd: &RdNew,
        mut each: impl FnMut(u64, Result<Application, Reject>, OwnCells),
    ) -> u64 {
        let mut number = 0;
        self.layout.rows(block, |row| {
            number += 1;
            let own = OwnCells { row: Some((row.cells, &self.columns)), at: 0 };
            each(number, self.row(number, row, block, template, rd), own);
        });
        number
    }

    fn row(&self, at: u64, row: &Row, block: &Block, template: &Draft, rd: &RdNew) -> Result<Application, Reject> {
        let mut draft = template.clone();
        if let Some(fault) = row.fault {
            return Err(reject(at, &draft, "", String::new(), Problem::Row(fault)));
        }
        for (place, (cell, column)) in row.cells.iter().zip(&self.columns).enumerate() {
            let Some(field) = column else { continue };
            let Ok(value) = std::str::from_utf8(cell) else {
                let shown = String::from_utf8_lossy(cell).into_owned();
                return Err(reject(at, &draft, field.name(), shown, Problem::NotUtf8));
            };
            if let Err(problem) = self.set(&mut draft, *field, value.trim(), place, block) {
                return Err(reject(at, &draft, field.name(), value.to_owned(), problem));
            }
        }
        finish(draft, at, rd)
    }

    fn set(&self, draft: &mut Draft, field: Field, value: &str, place: usize, block: &Block) -> Result<(), Problem> {
        let is_coordinate = matches!(field, Field::X | Field::Y | Field::Lat | Field::Lon);
        if value.is_empty() || !(is_coordinate || matches!(field, Field::Quantity(_))) {
            return draft.set(field, value);
        }
        let number = Number::read(value.as_bytes()).ok_or(Problem::NotANumber)?;
        let meant = match number.notation {
            Notation::Plain | Notation::Decimal(_) => number.value,
            // Where it lies then says that it is in kilometres.
            Notation::Doubtful(_) if is_coordinate => number.value,
            _ => self.meaning(place, number, block)?,
        };
        draft.set_written_number(field, value, number, meant)
    }

    /// What a number means that can be read in two ways: the whole file tells. Of what comes through a pipe
    /// only the block at hand is known.
    fn meaning(&self, place: usize, number: Number, block: &Block) -> Result<f64, Problem> {
        let of_block = || {
            let mut notations = Notations::new(self.layout.delimiter);
            self.layout.note_numbers(block, &mut notations);
            notations
        };
        let meant = match &self.again {
            None => of_block().value(place, number),
            Some(path) => {
                let of_file = || Table::open(File::open(path).ok()?).ok()?.notations().ok();
                self.notations.get_or_init(|| of_file().unwrap_or_else(of_block)).value(place, number)
            }
        };
        meant.map_err(Problem::Thousands)
    }
}

/// A row that cannot be screened because of a field.
pub(super) fn reject(row: u64, draft: &Draft, field: &str, value: String, problem: Problem) -> Reject {
    Reject { row, id: draft.id().to_owned(), field: field.to_owned(), value, problem }
}

pub(super) fn finish(draft: Draft, row: u64, rd: &RdNew) -> Result<Application, Reject> {
    let id = draft.id().to_owned();
    let refused = |Fault { field, value, problem }| Reject { row, id: id.clone(), field, value, problem };
    let application = draft.finish(rd).map_err(&refused)?;
    // Of one application the report says what it makes of this; in a table it would go unseen.
    let contradiction = application.quantities.get(Quantity::ScreenBelowDrillingM).filter(|below| *below > 0.0);
    if contradiction.is_none() {
        return Ok(application);
    }
    let show = |quantity| application.quantities.get(quantity).map_or("?".to_owned(), |value| value.to_string());
    let value = format!("{} - {}", show(Quantity::ScreenTopM), show(Quantity::ScreenBottomM));
    Err(refused(Fault::new("screen_top_m", value, Problem::Screens)))
}
