//! Which fields of a file hold which columns.

use std::collections::{BTreeMap, HashSet};

use super::columns::COLUMNS as WRITTEN;
use super::table::COLUMNS;
use crate::pack::{Properties, System};
use bodemtoets_words::tabular::Fault;

/// Letters of a name that a shapefile keeps.
const SHAPEFILE_LETTERS: usize = 10;

/// Which field of a file gives which column; a column that is not in it has its own name.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// Fields of the file by column; of several the first that a row has.
    pub fields: BTreeMap<String, Vec<String>>,
    /// Fields that are known and not read.
    pub ignored: &'static [&'static str],
    /// What all rows are, where they do not say.
    pub system: Option<System>,
    /// The file does not say to which period its licensed volume belongs.
    pub year_is_assumed: bool,
}

/// The fields of one file, as they are met.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    /// How they are to be read.
    pub mapping: Mapping,
    /// Names in the file by column.
    found: BTreeMap<&'static str, Vec<String>>,
    met: HashSet<String>,
    /// Names that are of no column.
    pub unknown: Vec<String>,
}

impl Fields {
    pub fn new(mapping: Mapping) -> Self {
        Self { mapping, ..Self::default() }
    }

    /// The fields of a table or a layer that names them all.
    pub fn of_names<'a>(mapping: Mapping, names: impl IntoIterator<Item = &'a String>) -> Result<Self, Fault> {
        let mut fields = Self::new(mapping);
        let mut columns: BTreeMap<&str, &String> = BTreeMap::new();
        for name in names {
            if let Some(column) = fields.column(name)
                && let Some(other) = columns.insert(column, name)
                && fields.mapping.fields.get(column).is_none_or(|fields| fields.len() <= 1)
            {
                let mut names = vec![other.clone(), name.clone()];
                names.dedup();
                return Err(Fault::Twice(names));
            }
            fields.meet(name);
        }
        Ok(fields)
    }

    /// Notes the names of a feature.
    pub fn meet_all(&mut self, properties: &Properties) {
        for name in properties.keys() {
            self.meet(name);
        }
    }

    fn meet(&mut self, name: &str) {
        if !self.met.insert(name.to_owned()) {
            return;
        }
        match self.column(name) {
            Some(column) => {
                let names = self.found.entry(column).or_default();
                names.push(name.to_owned());
                // A feature that has several gives the first of the list.
                if let Some(order) = self.mapping.fields.get(column) {
                    names.sort_by_key(|name| order.iter().position(|field| field.eq_ignore_ascii_case(name)));
                }
            }
            None if self.is_ignored(name) => {}
            None => self.unknown.push(name.to_owned()),
        }
    }

    /// The column that a field holds.
    pub fn column(&self, name: &str) -> Option<&'static str> {
        let is = |field: &str| field.eq_ignore_ascii_case(name);
        let begins = |column: &str| name.len() == SHAPEFILE_LETTERS && column.get(..SHAPEFILE_LETTERS).is_some_and(&is);
        let own = |column: &&str| !self.mapping.fields.contains_key(*column);
        let mapped =
            |column: &&str| self.mapping.fields.get(*column).is_some_and(|fields| fields.iter().any(|field| is(field)));
        let mut columns = COLUMNS.into_iter();
        columns
            .clone()
            .find(mapped)
            .or_else(|| columns.clone().find(|column| own(column) && is(column)))
            .or_else(|| columns.find(|column| own(column) && begins(column)))
    }

    /// Fields that a file of our own has besides its columns, and what every database adds.
    fn is_ignored(&self, name: &str) -> bool {
        let own = WRITTEN.iter().map(|(column, _)| *column).chain(["fid", "ogc_fid", "objectid", ""]);
        own.chain(self.mapping.ignored.iter().copied()).any(|ignored| ignored.eq_ignore_ascii_case(name))
    }

    /// Names in the file that hold a column.
    pub fn of_column(&self, column: &str) -> &[String] {
        self.found.get(column).map_or(&[], Vec::as_slice)
    }

    /// Whether a field of the file holds a column.
    pub fn has(&self, column: &str) -> bool {
        self.found.contains_key(column)
    }

    /// Nothing when a field is known, or when there are none; else what to say of a file that is no register.
    pub fn check(&self) -> Result<(), Fault> {
        if !self.found.is_empty() || self.unknown.is_empty() {
            return Ok(());
        }
        let known = COLUMNS.iter().map(|column| (*column).to_owned()).collect();
        Err(Fault::NoColumn { known, found: self.unknown.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(names: &[&str]) -> Fields {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Fields::of_names(Mapping::default(), &names).unwrap()
    }

    #[test]
    fn a_column_is_known_in_any_case_and_as_a_shapefile_cuts_it() {
        let fields = fields(&["Installation_ID", "screen_top", "SCREEN_BOT", "licensed_v", "fid", "colour"]);
        assert_eq!(fields.of_column("installation_id"), ["Installation_ID"]);
        assert_eq!(fields.of_column("screen_bottom_m"), ["SCREEN_BOT"]);
        assert!(fields.has("screen_top_m") && fields.has("licensed_volume_m3") && !fields.has("x"));
        assert_eq!(fields.unknown, ["colour"]);
    }

    #[test]
    fn no_two_columns_begin_with_the_same_ten_letters() {
        let start = |column: &str| column.chars().take(SHAPEFILE_LETTERS).collect::<String>();
        let starts: HashSet<String> = COLUMNS.iter().map(|column| start(column)).collect();
        assert_eq!(starts.len(), COLUMNS.len());
    }

    #[test]
    fn two_fields_of_one_column_are_refused() {
        let names = ["depth_m".to_owned(), "DEPTH_M".to_owned()];
        let said = Fields::of_names(Mapping::default(), &names).unwrap_err().to_string();
        assert_eq!(said, "column `depth_m`, `DEPTH_M` occurs more than once; keep one");
    }

    #[test]
    fn a_file_of_which_no_field_is_known_is_refused() {
        assert!(fields(&["gemeente", "aantal"]).check().is_err());
        assert!(fields(&["gemeente", "x"]).check().is_ok() && fields(&[]).check().is_ok());
    }
}
