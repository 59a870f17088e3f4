//! Tables of a demand or a heat pump: their columns and rows, and what to say of a cell.

use super::problem::{Problem, unreadable};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::tabular::{self, Fault, Header, Notations, Number};

/// The header and the rows of a table.
pub(super) struct Table {
    header: Header,
    notations: Notations,
    /// The rows, each with its line.
    pub rows: Vec<(u64, csv::StringRecord)>,
}

impl Table {
    /// Reads a table; `what` names it in messages.
    ///
    /// # Errors
    /// When it is not a table, or one of its rows cannot be used: half a year would look like a whole one.
    pub(super) fn read(what: &str, text: &str) -> Result<Self, Problem> {
        let wrong = |fault: Fault| unreadable(what, fault.text(Lang::En));
        let table = tabular::Table::open(text.as_bytes()).map_err(wrong)?;
        let header = table.header.clone();
        let mut notations = Notations::new(table.layout.delimiter);
        let mut rows = Vec::new();
        table.for_each(wrong, |row| {
            if let Some(fault) = row.fault {
                return Err(unreadable(what, format!("line {}: {}", row.line, fault.text(Lang::En))));
            }
            let mut cells = csv::StringRecord::from_byte_record_lossy(row.cells.clone());
            cells.trim();
            for (place, cell) in cells.iter().enumerate() {
                if let Some(number) = Number::read(cell.as_bytes()) {
                    notations.add(place, number.notation);
                }
            }
            rows.push((row.line, cells));
            Ok(())
        })?;
        Ok(Self { header, notations, rows })
    }

    /// Where the one column of any of these names is.
    pub(super) fn column(&self, what: &str, names: &[&str]) -> Result<usize, Problem> {
        self.header.need(names).map_err(|fault| unreadable(what, fault.text(Lang::En)))
    }

    /// The same, when there is one.
    pub(super) fn column_if_any(&self, what: &str, names: &[&str]) -> Result<Option<usize>, Problem> {
        self.header.find(names).map_err(|fault| unreadable(what, fault.text(Lang::En)))
    }

    /// The number in a cell; `None` when it is empty. `name` names the column in messages.
    pub(super) fn number(
        &self,
        what: &str,
        name: &str,
        row: &(u64, csv::StringRecord),
        place: usize,
    ) -> Result<Option<f64>, Problem> {
        let (line, cell) = (row.0, row.1.get(place).unwrap_or_default());
        if cell.is_empty() {
            return Ok(None);
        }
        let Some(number) = Number::read(cell.as_bytes()) else {
            return Err(unreadable(what, format!("line {line}: {name} is `{cell}`, which is not a number")));
        };
        let value = self.notations.value(place, number);
        value
            .map(Some)
            .map_err(|doubt| unreadable(what, format!("line {line}: {name} is `{cell}`: {}", doubt.text(Lang::En))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_between_cells_line_ends_and_case_do_not_matter() {
        for text in [
            "Heat_kW,b\n1.5,2\n",
            "\u{feff}heat_kw;b\n1,5;2\n",
            "HEAT_KW\tb\r1,5\t2\r",
            "sep=;\r\nheat_kw;b\r\n\"1,5\";2\r\n",
        ] {
            let table = Table::read("x.csv", text).unwrap();
            let place = table.column("x.csv", &["heat_kw", "heat_kwh"]).unwrap();
            assert_eq!(table.number("x.csv", "heat", &table.rows[0], place).unwrap(), Some(1.5));
        }
    }

    #[test]
    fn two_columns_that_mean_the_same_are_refused() {
        let table = Table::read("x.csv", "heat_kw,heat_kwh\n1,2\n").unwrap();
        let said = table.column("x.csv", &["heat_kw", "heat_kwh"]).unwrap_err().to_string();
        assert_eq!(said, "x.csv: column `heat_kw`, `heat_kwh` occurs more than once; keep one");
    }

    #[test]
    fn thousands_and_rows_that_do_not_fit_are_refused_with_their_line() {
        let table = Table::read("x.csv", "heat_kw;note\n1,5;\n1.250;\n").unwrap();
        assert_eq!(
            table.number("x.csv", "heat", &table.rows[1], 0).unwrap_err().to_string(),
            "x.csv: line 3: heat is `1.250`: is this 1 250? write 1250; or is it 1.25? write 1.25"
        );
        let said = Table::read("x.csv", "heat_kw,b\n1,5,2\n").err().unwrap().to_string();
        assert_eq!(said, "x.csv: line 2: the row has 3 fields, the header 2");
    }
}
