//! `pack.lock`: which files a pack is made of, with their fingerprints, as `Cargo.lock` is for crates.
//!
//! A manifest names sources; a lock says which snapshot of each is the map. Whoever has the lock and the files gets the
//! same verdicts, and a file that was changed, or fetched again and not locked, is refused.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::snapshot::Snapshot;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::provenance::hex;

/// Name of the file, beside the files of the pack.
pub const LOCK: &str = "pack.lock";

/// What stands above it.
const HEAD: &str = "# Made by `bodemtoets layers lock`: not to be changed by hand.\n\n";

/// The form of the file.
const VERSION: u32 = 1;

/// Bytes at once.
const BUFFER_BYTES: usize = 128 << 10;

/// Which files a pack is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    version: u32,
    /// The files; of each source its snapshots, the newest last.
    #[serde(default, rename = "file")]
    pub files: Vec<LockedFile>,
}

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockedFile {
    /// Its name, in the folder of the lock.
    pub file: String,
    /// Its fingerprint.
    pub sha256: String,
    /// Where it was fetched, when it was.
    #[serde(flatten)]
    pub made_from: Option<MadeFrom>,
}

/// Where and when a file was fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFrom {
    /// Id of the source in the manifest.
    pub source: String,
    /// From where.
    pub address: String,
    /// When.
    pub fetched: Timestamp,
    /// How many features it has.
    pub features: u64,
}

/// What is wrong with a lock, or with a file that it names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    /// It cannot be read.
    #[error("{file}: {problem}; make it again with `bodemtoets layers lock`")]
    Unreadable {
        /// The lock.
        file: String,
        /// Why.
        problem: String,
    },
    /// A file is another than it was.
    #[error(
        "layer `{layer}`: {file} is not the file of {LOCK} (sha256 {is} and not {locked}): it was changed; put the right one back, \
         or see what changed (bodemtoets layers diff) and take it with `bodemtoets layers lock`"
    )]
    Differs {
        /// Id of the layer.
        layer: String,
        /// The file.
        file: String,
        /// The fingerprint in the lock, shortened.
        locked: String,
        /// That of the file, shortened.
        is: String,
    },
    /// A file of the manifest is not in the lock.
    #[error("layer `{layer}`: {file} is not in {LOCK}; take it in with `bodemtoets layers lock`")]
    Unlocked {
        /// Id of the layer.
        layer: String,
        /// The file.
        file: String,
    },
}

impl LockError {
    /// What is wrong and what to do, in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Unreadable { file, problem } => {
                format!("{file}: {problem}; maak het opnieuw met `bodemtoets layers lock`")
            }
            Self::Differs { layer, file, locked, is } => format!(
                "kaartlaag `{layer}`: {file} is niet het bestand van {LOCK} (sha256 {is} en niet {locked}): het is \
                 veranderd; zet het goede terug, of kijk wat veranderd is (bodemtoets layers diff) en neem het met \
                 `bodemtoets layers lock`"
            ),
            Self::Unlocked { layer, file } => {
                format!("kaartlaag `{layer}`: {file} staat niet in {LOCK}; neem het op met `bodemtoets layers lock`")
            }
        }
    }
}

impl Lock {
    /// The lock of a folder; none when there is none.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>, LockError> {
        let path = folder.join(LOCK);
        let wrong = |problem: String| LockError::Unreadable { file: path.display().to_string(), problem };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(wrong(error.to_string())),
        };
        let lock: Self = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        if lock.version != VERSION {
            return Err(wrong(format!("it is of version {}, and this is {VERSION}", lock.version)));
        }
        Ok(Some(lock))
    }

    /// A lock of these files.
    #[must_use]
    pub fn new(files: Vec<LockedFile>) -> Self {
        Self { version: VERSION, files }
    }

    /// The lock as it stands in its file.
    ///
    /// # Errors
    /// When it cannot be written as TOML.
    pub fn text(&self) -> Result<String, toml::ser::Error> {
        Ok(HEAD.to_owned() + &toml::to_string(self)?)
    }

    /// The entry of a file.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&LockedFile> {
        self.files.iter().find(|locked| locked.file == name)
    }

    /// The newest snapshot of a source.
    #[must_use]
    pub fn newest(&self, source: &str) -> Option<&LockedFile> {
        let of_source = self.files.iter().filter_map(|locked| Some((locked.made_from.as_ref()?, locked)));
        let own = of_source.filter(|(made_from, _)| made_from.source == source);
        own.max_by_key(|(made_from, _)| made_from.fetched).map(|(_, locked)| locked)
    }

    /// The same as it was known on a day, at its end in the Netherlands: without the snapshots that were fetched later.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Self {
        let day_of = |fetched: Timestamp| match TimeZone::get("Europe/Amsterdam") {
            Ok(zone) => fetched.to_zoned(zone).date(),
            Err(_) => fetched.to_zoned(TimeZone::UTC).date(),
        };
        let known =
            |locked: &&LockedFile| locked.made_from.as_ref().is_none_or(|made_from| day_of(made_from.fetched) <= day);
        Self { version: self.version, files: self.files.iter().filter(known).cloned().collect() }
    }
}

impl LockedFile {
    /// The entry of a snapshot, by the name of its file in the folder of the lock.
    #[must_use]
    pub fn of(snapshot: &Snapshot, source: &str, file: String) -> Self {
        let made_from = MadeFrom {
            source: source.to_owned(),
            address: snapshot.address.clone(),
            fetched: snapshot.fetched,
            features: snapshot.features.received,
        };
        Self { file, sha256: snapshot.sha256.clone(), made_from: Some(made_from) }
    }

    /// Holds a file against its entry.
    pub(super) fn check(&self, layer: &str, path: &Path) -> Result<(), LockError> {
        let shown = path.display().to_string();
        let unreadable =
            |error: std::io::Error| LockError::Unreadable { file: shown.clone(), problem: error.to_string() };
        let is = fingerprint(path).map_err(unreadable)?;
        if is == self.sha256 {
            return Ok(());
        }
        let short = |sha256: &str| sha256.chars().take(12).collect();
        Err(LockError::Differs { layer: layer.to_owned(), file: shown, locked: short(&self.sha256), is: short(&is) })
    }
}

/// The fingerprint of a file, however large.
///
/// # Errors
/// When it cannot be read.
pub fn fingerprint(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let (mut digest, mut buffer) = (Sha256::new(), vec![0; BUFFER_BYTES]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&digest.finalize())),
            read => digest.update(&buffer[..read]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_read_as_it_was_written() {
        let made_from = |fetched: &str| MadeFrom {
            source: "zones".to_owned(),
            address: "https://example.nl/wfs".to_owned(),
            fetched: fetched.parse().unwrap(),
            features: 3,
        };
        let file = |name: &str, made_from| LockedFile { file: name.to_owned(), sha256: "ab".to_owned(), made_from };
        let lock = Lock::new(vec![
            file("own.geojson", None),
            file("new.geojson", Some(made_from("2026-11-30T10:00:00Z"))),
            file("old.geojson", Some(made_from("2026-10-30T10:00:00Z"))),
        ]);
        let folder = std::env::temp_dir().join(format!("bodemtoets-lock-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(LOCK), lock.text().unwrap()).unwrap();
        let read = Lock::read(&folder).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(read.as_ref(), Some(&lock));
        let newest = |lock: &Lock| lock.newest("zones").map(|locked| locked.file.clone());
        assert_eq!(newest(&lock).as_deref(), Some("new.geojson"));
        assert_eq!(newest(&lock.as_of("2026-10-30".parse().unwrap())).as_deref(), Some("old.geojson"));
        assert_eq!(newest(&lock.as_of("2026-10-29".parse().unwrap())), None);
        assert!(lock.file("own.geojson").is_some());
    }
}
