//! The names of the columns of a table.

use super::fault::Fault;
use crate::suggest;

/// The first row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The names, in order, without white space around them; empty where there is none.
    pub names: Vec<String>,
}

impl Header {
    /// Reads the names from the cells of the first row.
    ///
    /// # Errors
    /// When a name is not UTF-8, or there is none.
    pub(super) fn read(cells: &csv::ByteRecord) -> Result<Self, Fault> {
        let name = |cell: &[u8]| std::str::from_utf8(cell).map(|name| name.trim().to_owned());
        let names: Vec<String> = cells.iter().map(name).collect::<Result<_, _>>().map_err(|_| Fault::NotUtf8)?;
        if names.iter().all(String::is_empty) { Err(Fault::Empty) } else { Ok(Self { names }) }
    }

    /// The place of the one column that has any of some names, whatever its case; `None` when there is none.
    ///
    /// # Errors
    /// When several columns have such a name.
    pub fn find(&self, wanted: &[&str]) -> Result<Option<usize>, Fault> {
        let fits = |name: &str| wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(name));
        let mut found = self.names.iter().enumerate().filter(|(_, name)| fits(name));
        let first = found.next();
        let more: Vec<String> = found.map(|(_, name)| name.clone()).collect();
        match first {
            Some((_, name)) if !more.is_empty() => {
                let mut names = vec![name.clone()];
                names.extend(more.into_iter().filter(|other| other != name));
                Err(Fault::Twice(names))
            }
            first => Ok(first.map(|(place, _)| place)),
        }
    }

    /// The place of the one column that has any of some names.
    ///
    /// # Errors
    /// When none or several have.
    pub fn need(&self, wanted: &[&str]) -> Result<usize, Fault> {
        self.find(wanted)?.ok_or_else(|| Fault::Missing {
            wanted: wanted.iter().map(|name| (*name).to_owned()).collect(),
            found: self.names.clone(),
            nearest: wanted.iter().find_map(|name| self.nearest(name)).map(str::to_owned),
        })
    }

    /// What to say when none of the names that are known is there.
    pub fn none_of<'a>(&self, known: impl IntoIterator<Item = &'a str>) -> Fault {
        Fault::NoColumn { known: known.into_iter().map(str::to_owned).collect(), found: self.names.clone() }
    }

    /// The name of a column most like one that is wanted, and about as long: one of the same beginning is
    /// more often another column than a slip.
    #[must_use]
    pub fn nearest(&self, wanted: &str) -> Option<&str> {
        let about = |name: &&str| name.len().abs_diff(wanted.len()) <= 3;
        suggest::nearest(wanted, self.names.iter().map(String::as_str).filter(about))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn header(names: &[&str]) -> Header {
        Header::read(&csv::ByteRecord::from(names.to_vec())).unwrap()
    }

    #[test]
    fn a_column_is_found_by_any_of_its_names_in_any_case() {
        let header = header(&["Tijd ", "Heat_kW", ""]);
        assert_eq!(header.find(&["heat_kw", "heat_kwh"]).unwrap(), Some(1));
        assert_eq!(header.find(&["time"]).unwrap(), None);
        assert_eq!(header.nearest("heat_kwh"), Some("Heat_kW"));
    }

    #[test]
    fn two_columns_of_one_meaning_are_refused() {
        let twice = header(&["heat_kw", "HEAT_KW"]).find(&["heat_kw"]).unwrap_err();
        assert_eq!(twice.text(Lang::En), "column `heat_kw`, `HEAT_KW` occurs more than once; keep one");
        let twice = header(&["heat_kw", "heat_kw"]).find(&["heat_kw"]).unwrap_err();
        assert_eq!(twice.text(Lang::En), "column `heat_kw` occurs more than once; keep one");
        // One that nobody asks for is no trouble.
        assert_eq!(header(&["note", "note", "heat_kw"]).find(&["heat_kw"]).unwrap(), Some(2));
    }

    #[test]
    fn a_missing_column_is_told_with_those_that_are_there() {
        let missing = header(&["Warmte (MWh)", "Koude", ""]).need(&["heat_kw", "heat_kwh"]).unwrap_err();
        assert_eq!(missing.text(Lang::En), "no column `heat_kw` or `heat_kwh`; there are `Warmte (MWh)`, `Koude`");
        let near = header(&["heat_kW_", "Koude"]).need(&["heat_kw"]).unwrap_err();
        assert!(near.text(Lang::En).ends_with("; is it `heat_kW_`?"));
        let none = header(&["gemeente", "aantal"]).none_of(["x", "y"]);
        assert_eq!(
            none.text(Lang::En),
            "2 columns or fields, none known: `gemeente`, `aantal`; is this the right file? Known are `x`, `y`"
        );
    }

    #[test]
    fn endless_names_are_cut_short() {
        let long = header(&["x".repeat(100_000).as_str()]).need(&["y"]).unwrap_err();
        assert!(long.text(Lang::Nl).len() < 200);
    }
}
