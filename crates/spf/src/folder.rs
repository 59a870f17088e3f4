//! A folder of installations and reports, as an officer looks at them.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Serialize;

use super::concept::Concept;
use super::enclosure::{Enclosure, MAX_REPORT_BYTES, MAX_TOML_BYTES, folder_of, has_extension};
use super::fault::{Cause, ConceptCause, Fault, FileCause};
use super::inspection::Inspection;
use super::installation::Installation;
use super::job::{Job, known_year};
use super::report::{Report, SCHEMA};
use super::submission::{Submission, concept, readings_of};

/// The most files that are looked at.
pub const MAX_FILES: usize = 100_000;
/// So many folders may lie in each other.
const DEPTH: usize = 32;

/// What is asked of a folder.
#[derive(Debug, Clone)]
pub struct Inquiry {
    /// The year to check; the last one of each when none is given.
    pub year: Option<i16>,
    /// The day on which they are looked at, for lateness.
    pub on: Date,
    /// The folder that files which installations name may not leave; the folder that is checked when left out.
    pub readings_in: Option<PathBuf>,
}

/// What a folder holds.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// The files that were looked at.
    pub files: Vec<PathBuf>,
    /// The installations and reports, in order of their files.
    pub inspections: Vec<Inspection>,
    /// The files that could not be used.
    pub rejected: Vec<Rejected>,
}

/// A file that could not be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejected {
    /// Its path in the folder.
    pub file: String,
    /// Why.
    pub fault: Fault,
}

/// As in JSON: the reason in English.
impl Serialize for Rejected {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let mut rejected = serializer.serialize_struct("Rejected", 2)?;
        rejected.serialize_field("file", &self.file)?;
        rejected.serialize_field("why", &self.fault.to_string())?;
        rejected.end()
    }
}

impl Folder {
    /// Looks at every installation (TOML) and report (JSON) in a folder and the folders in it.
    ///
    /// # Errors
    /// When the folder cannot be read or holds too many files, or the year is none that readings can have.
    pub fn inspect(folder: &Path, inquiry: &Inquiry) -> Result<Self, Fault> {
        if let Some(year) = inquiry.year {
            known_year(year)?;
        }
        let mut files = Vec::new();
        gather(folder, 0, &mut files)?;
        files.sort();
        let enclosure = Enclosure::Within(inquiry.readings_in.clone().unwrap_or_else(|| folder.to_owned()));
        let mut all = Self::default();
        for path in &files {
            let file = path.strip_prefix(folder).unwrap_or(path).display().to_string();
            match inspection(path, &file, inquiry, &enclosure) {
                Ok(inspection) => all.inspections.extend(inspection),
                Err(fault) => all.rejected.push(Rejected { file, fault }),
            }
        }
        all.files = files;
        Ok(all)
    }
}

/// The installations and reports in a folder and the folders in it.
fn gather(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Fault> {
    let what = folder.display().to_string();
    let unreadable = |error: std::io::Error| Fault::new(&what, FileCause::from(&error));
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        // A link may lead round in a circle, or out of the folder: it is no folder here.
        if entry.file_type().map_err(unreadable)?.is_dir() {
            if depth < DEPTH {
                gather(&path, depth + 1, files)?;
            }
        } else if has_extension(&path, "toml") || has_extension(&path, "json") {
            files.push(path);
        }
        if files.len() > MAX_FILES {
            return Err(Fault::new(&what, FileCause::TooMany { limit: MAX_FILES }));
        }
    }
    Ok(())
}

/// What a file comes to; nothing for a concept that lies beside installations, or another year.
fn inspection(path: &Path, file: &str, inquiry: &Inquiry, enclosure: &Enclosure) -> Result<Option<Inspection>, Fault> {
    let Inquiry { year, on, .. } = *inquiry;
    if has_extension(path, "json") {
        let report = report(file, &enclosure.read(path, MAX_REPORT_BYTES)?)?;
        return Ok(year.is_none_or(|year| year == report.year).then(|| Inspection::of(file, &report, on)));
    }
    let text = enclosure.read(path, MAX_TOML_BYTES)?;
    if Concept::from_toml(file, &text).is_ok() {
        return Ok(None);
    }
    let folder = folder_of(path);
    let mut installation = Installation::from_toml(file, &text)?;
    installation.year = year.or(installation.year);
    let name = installation.concept.clone().ok_or_else(|| Fault::new(file, ConceptCause::NotNamed))?;
    let (concept, hash) = concept(&name, folder, enclosure)?;
    let files = readings_of(&installation, folder, enclosure)?;
    if files.is_empty() {
        let year = installation.year.unwrap_or(on.year() - 1);
        return Ok(Some(Inspection::nothing(file, &Job::new(installation, concept)?, year, on)?));
    }
    let submission = Submission::read(installation, concept, hash, &files, enclosure)?;
    if let Some(year) = submission.job.installation().year
        && !submission.job.has_readings_of(&submission.readings, year)
    {
        return Ok(Some(Inspection::nothing(file, &submission.job, year, on)?));
    }
    Ok(Some(Inspection::of(file, &submission.report(Some(on))?, on)))
}

fn report(file: &str, text: &str) -> Result<Report, Fault> {
    let json = |error: serde_json::Error| Fault::new(file, Cause::Json(error.to_string()));
    let document: serde_json::Value = serde_json::from_str(text).map_err(json)?;
    let schema = document.get("schema").and_then(serde_json::Value::as_str).unwrap_or_default();
    if schema != SCHEMA {
        let cause = FileCause::NoReport { schema: schema.to_owned(), wanted: SCHEMA.to_owned() };
        return Err(Fault::new(file, cause));
    }
    serde_json::from_value(document).map_err(json)
}
