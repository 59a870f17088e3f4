//! Tables as people hand them in: with commas, semicolons or tabs, decimal commas, and names of columns in
//! any case.

use super::problem::{Problem, unreadable};

/// The header and the rows of a table.
pub(super) struct Table {
    headers: Vec<String>,
    pub rows: Vec<csv::StringRecord>,
}

impl Table {
    /// Reads a table; `what` names it in messages.
    pub(super) fn read(what: &str, text: &str) -> Result<Self, Problem> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let delimiter = [b';', b'\t'].into_iter().find(|mark| first.contains(char::from(*mark))).unwrap_or(b',');
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
        let bad = |error: csv::Error| unreadable(what, error.to_string());
        let headers = reader.headers().map_err(bad)?.iter().map(str::to_lowercase).collect();
        let rows = reader.records().collect::<Result<_, _>>().map_err(bad)?;
        Ok(Self { headers, rows })
    }

    /// Where the one column of any of these names is.
    pub(super) fn column(&self, what: &str, names: &[&str]) -> Result<usize, Problem> {
        let found = self.headers.iter().enumerate().filter(|(_, header)| names.contains(&header.as_str()));
        let places: Vec<usize> = found.map(|(place, _)| place).collect();
        let names = names.join(" or ");
        match places.as_slice() {
            [place] => Ok(*place),
            [] => Err(unreadable(what, format!("no column {names} among: {}", self.headers.join(", ")))),
            _ => Err(unreadable(what, format!("more than one column {names}; give one"))),
        }
    }
}

/// A number with a decimal point or comma; nothing when it is none.
pub(super) fn number(text: &str) -> Option<f64> {
    text.replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_between_cells_and_case_do_not_matter() {
        for text in ["Heat_kW,b\n1.5,2\n", "\u{feff}heat_kw;b\n1,5;2\n", "HEAT_KW\tb\n1,5\t2\n"] {
            let table = Table::read("x.csv", text).unwrap();
            let place = table.column("x.csv", &["heat_kw", "heat_kwh"]).unwrap();
            assert_eq!(number(&table.rows[0][place]), Some(1.5));
        }
    }

    #[test]
    fn two_columns_that_mean_the_same_are_refused() {
        let table = Table::read("x.csv", "heat_kw,heat_kwh\n1,2\n").unwrap();
        let said = table.column("x.csv", &["heat_kw", "heat_kwh"]).unwrap_err().to_string();
        assert_eq!(said, "x.csv: more than one column heat_kw or heat_kwh; give one");
    }
}
