//! How the numbers of a file are written, so that one that can be read in two ways is not guessed at.
//!
//! `120.000` is read as a decimal number only where its own column shows that a point stands before
//! decimals (`12.5`, `1234.250`), or where nothing speaks against it: the cells are separated by commas,
//! with which points are usual, and no number of the file has a decimal comma. Otherwise it is refused with
//! both readings. `1.200.000` can only be grouped; but who writes it also writes `120.000`, so it is
//! refused in the same words and both are mended at once.

use super::number::{Mark, Notation, Number};
use crate::lang::Lang;
use crate::words::grouped;

/// Which marks were seen to mean something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Marks {
    point: bool,
    comma: bool,
}

impl Marks {
    fn has(self, mark: Mark) -> bool {
        match mark {
            Mark::Point => self.point,
            Mark::Comma => self.comma,
        }
    }

    fn add(&mut self, mark: Mark) {
        match mark {
            Mark::Point => self.point = true,
            Mark::Comma => self.comma = true,
        }
    }
}

/// What the numbers of a column show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Evidence {
    decimal: Marks,
    grouped: Marks,
}

impl Evidence {
    fn add(&mut self, notation: Notation) {
        match notation {
            Notation::Decimal(mark) => self.decimal.add(mark),
            Notation::Grouped(mark) => self.grouped.add(mark),
            Notation::Plain | Notation::Doubtful(_) => {}
        }
    }
}

/// How the numbers of a file are written, column by column.
#[derive(Debug, Clone, Default)]
pub struct Notations {
    /// The decimal mark that goes with the delimiter of the file.
    usual: Option<Mark>,
    file: Evidence,
    columns: Vec<Evidence>,
}

/// A number that groups thousands, or may do so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thousands {
    /// The number, if its mark stands between thousands.
    pub grouped: f64,
    /// The number, if its mark can stand before decimals.
    pub decimal: Option<f64>,
}

impl Notations {
    /// Nothing is known yet of a file but its delimiter: where cells are separated by commas a point is the
    /// decimal mark, where by semicolons a comma; a tab says nothing.
    #[must_use]
    pub fn new(delimiter: u8) -> Self {
        let usual = match delimiter {
            b',' => Some(Mark::Point),
            b';' => Some(Mark::Comma),
            _ => None,
        };
        Self { usual, ..Self::default() }
    }

    /// Notes how a number of a column is written.
    pub fn add(&mut self, column: usize, notation: Notation) {
        if self.columns.len() <= column {
            self.columns.resize(column + 1, Evidence::default());
        }
        self.columns[column].add(notation);
        self.file.add(notation);
    }

    /// The value of a number in a column.
    ///
    /// # Errors
    /// When it groups thousands, or when it cannot be told whether it does.
    pub fn value(&self, column: usize, number: Number) -> Result<f64, Thousands> {
        let mark = match number.notation {
            Notation::Plain | Notation::Decimal(_) => return Ok(number.value),
            Notation::Grouped(_) => return Err(Thousands::of(number)),
            Notation::Doubtful(mark) => mark,
        };
        let other = if mark == Mark::Point { Mark::Comma } else { Mark::Point };
        let column = self.columns.get(column).copied().unwrap_or_default();
        let contradicted = column.grouped.has(mark) || column.decimal.has(other);
        let usual = self.usual == Some(mark) && !self.file.decimal.has(other) && !self.file.grouped.has(mark);
        if !contradicted && (column.decimal.has(mark) || usual) {
            return Ok(number.value);
        }
        Err(Thousands::of(number))
    }
}

impl Thousands {
    /// What a number may mean whose notation leaves a doubt.
    #[must_use]
    pub fn of(number: Number) -> Self {
        let decimal = matches!(number.notation, Notation::Doubtful(_)).then_some(number.value);
        Self { grouped: number.grouped(), decimal }
    }

    /// Both readings, and how to write them so that there is one.
    ///
    /// ```
    /// use bodemtoets_words::lang::Lang;
    /// use bodemtoets_words::tabular::{Number, Thousands};
    /// let doubt = Thousands::of(Number::read(b"120.000").unwrap());
    /// assert_eq!(doubt.text(Lang::En), "is this 120 000? write 120000; or is it 120? write 120");
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let (apart, together) = (grouped(self.grouped, 0, lang), self.grouped);
        let thousands = match lang {
            Lang::Nl => format!("is dit {apart}? schrijf {together}"),
            Lang::En => format!("is this {apart}? write {together}"),
        };
        let Some(decimal) = self.decimal else { return thousands };
        let plain = decimal.to_string();
        let (shown, plain) = match plain.split_once('.') {
            // With a fourth decimal it cannot be grouped.
            Some((_, decimals)) if decimals.len() == 3 => (plain.clone(), format!("{plain}0")),
            _ => (plain.clone(), plain),
        };
        match lang {
            Lang::Nl => {
                format!("{thousands}; of is het {}? schrijf {}", shown.replace('.', ","), plain.replace('.', ","))
            }
            Lang::En => format!("{thousands}; or is it {shown}? write {plain}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value of the last of some cells; the first letter of each is its column.
    fn last(delimiter: u8, cells: &[&str]) -> Result<f64, Thousands> {
        let mut notations = Notations::new(delimiter);
        let mut value = Ok(f64::NAN);
        for cell in cells {
            let (column, number) =
                (usize::from(cell.as_bytes()[0] - b'a'), Number::read(&cell.as_bytes()[1..]).unwrap());
            notations.add(column, number.notation);
            value = notations.value(column, number);
        }
        value
    }

    #[test]
    fn a_doubtful_number_is_read_where_its_column_shows_its_decimal_mark() {
        for delimiter in [b',', b';', b'\t'] {
            assert_eq!(last(delimiter, &["a12.5", "a120.000"]), Ok(120.0));
            assert_eq!(last(delimiter, &["a1234.250", "a120.000"]), Ok(120.0));
            assert_eq!(last(delimiter, &["a12,5", "a120,000"]), Ok(120.0));
        }
    }

    #[test]
    fn a_doubtful_number_is_refused_where_it_may_be_grouped() {
        let both = Err(Thousands { grouped: 120_000.0, decimal: Some(120.0) });
        for cells in [
            &["a120.000"][..],
            &["b12,5", "a120.000"],
            &["b12.5", "a120.000"],
            &["a12,5", "a120.000"],
            &["a1.200.000", "a120.000"],
            &["a12.5", "a12,5", "a120.000"],
        ] {
            assert_eq!(last(b';', cells), both, "{cells:?}");
        }
        for cells in
            [&["b12,5", "a120.000"][..], &["a1.200.000", "a120.000"], &["b1.200.000", "a120.000"], &["a120,000"]]
        {
            assert_eq!(last(b',', cells), both, "{cells:?}");
        }
    }

    #[test]
    fn a_mark_that_goes_with_the_delimiter_leaves_no_doubt() {
        assert_eq!(last(b',', &["a120.000"]), Ok(120.0));
        assert_eq!(last(b';', &["a120,000"]), Ok(120.0));
        assert!(last(b'\t', &["a120.000"]).is_err() && last(b'\t', &["a120,000"]).is_err());
    }

    #[test]
    fn both_readings_are_told_with_how_to_write_them() {
        let said = |cell: &str| Thousands::of(Number::read(cell.as_bytes()).unwrap()).text(Lang::En);
        assert_eq!(said("1.250"), "is this 1 250? write 1250; or is it 1.25? write 1.25");
        assert_eq!(said("12,125"), "is this 12 125? write 12125; or is it 12.125? write 12.1250");
        assert_eq!(said("1.200.000"), "is this 1 200 000? write 1200000");
    }
}
