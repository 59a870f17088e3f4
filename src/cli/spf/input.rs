//! Installations, concepts and readings from files.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::cli::tools::Failure;
use crate::provenance::{hex, sha256};
use crate::spf::{Concept, FileHash, Installation, Job, Provenance, Readings};

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

/// Whether a path ends in an extension.
pub(super) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// Reads a text file, with its name in the error.
pub(super) fn text_of(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()).into())
}

/// A concept by its short name, or from a file that lies in `folder`; with its fingerprint.
pub(super) fn concept(name: &str, folder: &Path) -> Result<(Concept, String), Failure> {
    if !has_extension(Path::new(name), "toml") {
        let concept = Concept::of(name)?;
        let hash = sha256(toml::to_string(&concept)?.as_bytes());
        return Ok((concept, hash));
    }
    let path = beside(folder, name);
    let text = text_of(&path)?;
    Ok((Concept::from_toml(&path.display().to_string(), &text)?, sha256(text.as_bytes())))
}

/// The names of the columns of a file.
pub(super) fn columns(path: &Path) -> Result<Vec<String>, Failure> {
    let file = File::open(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut line = Vec::new();
    BufReader::new(file.take(1 << 20)).read_until(b'\n', &mut line)?;
    let line = String::from_utf8_lossy(&line);
    let line = line.trim_start_matches('\u{feff}').trim();
    let separator = [';', '\t'].into_iter().find(|separator| line.contains(*separator)).unwrap_or(',');
    Ok(line.split(separator).map(|name| name.trim().trim_matches('"').to_owned()).collect())
}

/// An installation, ready to report.
pub(super) struct Loaded {
    pub job: Job,
    pub readings: Readings,
    pub provenance: Provenance,
}

/// Reads the readings of an installation.
pub(super) fn load(
    installation: Installation,
    concept: Concept,
    concept_sha256: String,
    files: &[PathBuf],
) -> Result<Loaded, Failure> {
    let job = Job::new(installation, concept)?;
    let mut readings = job.readings();
    let mut hashes = Vec::new();
    for path in files {
        let what = path.display().to_string();
        let inner = File::open(path).map_err(|error| format!("cannot read {what}: {error}"))?;
        let mut input = Hashing { inner, hash: Sha256::new() };
        readings.read(&what, &mut input)?;
        let file = path.file_name().map_or(what, |name| name.to_string_lossy().into_owned());
        hashes.push(FileHash { file, sha256: hex(&input.hash.finalize()) });
    }
    let tool = format!("bodemtoets {}", env!("CARGO_PKG_VERSION"));
    Ok(Loaded { job, readings, provenance: Provenance { tool, concept_sha256, readings: hashes } })
}

/// The path of a file that lies in a folder, without a dot before it.
fn beside(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}

/// The files with readings that an installation names: beside it.
pub(super) fn readings_of(installation: &Installation, folder: &Path) -> Vec<PathBuf> {
    installation.readings.iter().map(|name| beside(folder, name)).collect()
}

/// The folder in which a file lies.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
