//! What an operator hands in: an installation, its concept and its readings, from files.

use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use super::concept::Concept;
use super::enclosure::{Enclosure, MAX_READINGS_BYTES, MAX_TOML_BYTES, folder_of, has_extension};
use super::fault::{ConceptCause, Fault, FileCause};
use super::installation::Installation;
use super::job::Job;
use super::report::{FileHash, Provenance, Report};
use super::table::Readings;
use bodemtoets_words::provenance::{hex, sha256};

/// An installation with its readings, ready to be reported.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The installation and its concept.
    pub job: Job,
    /// Its readings.
    pub readings: Readings,
    /// The files that they come from.
    pub provenance: Provenance,
}

impl Submission {
    /// Reads the files that an installation in `folder` names.
    ///
    /// # Errors
    /// When it names no concept or no readings, a file may not or cannot be read, or as [`Job::new`] and
    /// [`Readings::read`].
    pub fn of(installation: Installation, folder: &Path, enclosure: &Enclosure) -> Result<Self, Fault> {
        let name = installation.concept.clone().ok_or_else(|| Fault::new("concept", ConceptCause::NotNamed))?;
        let (concept, hash) = concept(&name, folder, enclosure)?;
        let files = readings_of(&installation, folder, enclosure)?;
        Self::read(installation, concept, hash, &files, enclosure)
    }

    /// Reads files with readings of an installation.
    ///
    /// # Errors
    /// When a file may not or cannot be read, or as [`Job::new`] and [`Readings::read`].
    pub fn read(
        installation: Installation,
        concept: Concept,
        concept_sha256: String,
        files: &[PathBuf],
        enclosure: &Enclosure,
    ) -> Result<Self, Fault> {
        if files.is_empty() {
            return Err(Fault::new("readings", FileCause::NoReadingsNamed));
        }
        let job = Job::new(installation, concept)?;
        let mut readings = job.readings();
        let mut hashes = Vec::new();
        for path in files {
            let what = path.display().to_string();
            let mut input = Hashing { inner: enclosure.open(path, MAX_READINGS_BYTES)?, hash: Sha256::new() };
            readings.read(&what, &mut input)?;
            let file = path.file_name().map_or(what, |name| name.to_string_lossy().into_owned());
            hashes.push(FileHash { file, sha256: hex(&input.hash.finalize()) });
        }
        let tool = format!("bodemtoets {}", env!("CARGO_PKG_VERSION"));
        Ok(Self { job, readings, provenance: Provenance { tool, concept_sha256, readings: hashes } })
    }

    /// The yearly report, with where it comes from.
    ///
    /// # Errors
    /// As [`Job::report`].
    pub fn report(&self, on: Option<Date>) -> Result<Report, Fault> {
        let mut report = self.job.report(&self.readings, on)?;
        report.provenance = self.provenance.clone();
        Ok(report)
    }
}

/// A reader that takes the fingerprint of what it reads.
struct Hashing<R> {
    inner: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hash.update(&buffer[..count]);
        Ok(count)
    }
}

/// Reads an installation from a file.
///
/// # Errors
/// When it may not or cannot be read, or as [`Installation::from_toml`].
pub fn installation(path: &Path, enclosure: &Enclosure) -> Result<Installation, Fault> {
    Installation::from_toml(&path.display().to_string(), &enclosure.read(path, MAX_TOML_BYTES)?)
}

/// A concept by its short name, or from a file that lies in `folder`; with its fingerprint.
///
/// # Errors
/// When there is none of that name, or its file may not or cannot be read.
pub fn concept(name: &str, folder: &Path, enclosure: &Enclosure) -> Result<(Concept, String), Fault> {
    if !has_extension(Path::new(name), "toml") {
        let concept = Concept::of(name)?;
        // A concept that was read can be written.
        let text = toml::to_string(&concept).unwrap_or_default();
        return Ok((concept, sha256(text.as_bytes())));
    }
    let path = enclosure.path(folder, name)?;
    let text = enclosure.read(&path, MAX_TOML_BYTES)?;
    Ok((Concept::from_toml(&path.display().to_string(), &text)?, sha256(text.as_bytes())))
}

/// The files with readings that an installation in `folder` names.
///
/// # Errors
/// When one lies where it may not be read.
pub fn readings_of(installation: &Installation, folder: &Path, enclosure: &Enclosure) -> Result<Vec<PathBuf>, Fault> {
    installation.readings.list().iter().map(|name| enclosure.path(folder, name)).collect()
}

/// The files that an installation names and that lie outside its folder.
#[must_use]
pub fn outside(installation: &Installation, path: &Path) -> Vec<String> {
    let folder = Enclosure::Within(folder_of(path).to_owned());
    let outside = |name: &&String| {
        folder.path(folder_of(path), name).is_err_and(|fault| *fault.cause == FileCause::Outside.into())
    };
    installation.readings.list().iter().filter(outside).cloned().collect()
}

/// The names of the columns of a file with readings.
///
/// # Errors
/// When it cannot be read.
pub fn columns(path: &Path, enclosure: &Enclosure) -> Result<Vec<String>, Fault> {
    let mut line = Vec::new();
    let unreadable = |error: std::io::Error| Fault::new(path.display().to_string(), FileCause::from(&error));
    let input = enclosure.open(path, MAX_READINGS_BYTES)?;
    BufReader::new(input.take(1 << 20)).read_until(b'\n', &mut line).map_err(unreadable)?;
    let line = String::from_utf8_lossy(&line);
    let line = line.trim_start_matches('\u{feff}').trim();
    let separator = [';', '\t'].into_iter().find(|separator| line.contains(*separator)).unwrap_or(',');
    Ok(line.split(separator).map(|name| name.trim().trim_matches('"').to_owned()).collect())
}
