//! From the snapshots and files of a pack to its lock.

use std::path::{Path, PathBuf};

use super::error::PackError;
use super::lock::{Lock, LockError, LockedFile, fingerprint};
use super::resolve::{Files, resolve, within};
use super::{Pack, SourceEntry};
use crate::snapshot::Snapshot;

/// The folder of snapshots, beside the files of a pack: a folder in it for each source.
pub const SNAPSHOTS: &str = "snapshots";

/// How the name of a record ends.
const RECORD: &str = ".snapshot.json";

/// A snapshot that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its file.
    pub file: String,
    /// Why.
    pub problem: String,
}

/// A layer of a pack, and the file that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerFile {
    /// Id of the layer.
    pub id: String,
    /// Its file.
    pub path: PathBuf,
    /// The layer within the file.
    pub layer: Option<String>,
    /// The field with the ids of features.
    pub key: Option<String>,
}

impl Pack {
    /// The sources that a pack names. Only its manifest is read.
    ///
    /// # Errors
    /// When there is no such pack, its manifest is wrong, or two sources have one id.
    pub fn sources(pack: &Path) -> Result<Vec<SourceEntry>, PackError> {
        let files = Files::find(pack)?;
        let sources = files.manifest()?.sources;
        for (at, source) in sources.iter().enumerate() {
            let wrong = |problem: String| PackError::Manifest { file: pack.display().to_string(), problem };
            let is_slug = !source.id.is_empty()
                && source
                    .id
                    .chars()
                    .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
            if !is_slug {
                return Err(wrong(format!("[[source]] `{}`: an id is of small letters, digits and -", source.id)));
            }
            if sources[..at].iter().any(|other| other.id == source.id) {
                return Err(wrong(format!("there are two [[source]] `{}`", source.id)));
            }
        }
        Ok(sources)
    }

    /// Where the files of a pack lie.
    ///
    /// # Errors
    /// When there is no such pack; when it comes with the tool and no folder is given.
    pub fn data_folder(pack: &Path, data: Option<&Path>) -> Result<PathBuf, PackError> {
        let files = Files::find(pack)?;
        let folder = files.data(data).map(Path::to_owned);
        folder.ok_or_else(|| PackError::NoFolder { pack: pack.display().to_string() })
    }

    /// The layers of a pack that are files of its own: id, file, layer in the file, and the field with the id.
    ///
    /// # Errors
    /// When there is no such pack, or its manifest or lock is wrong.
    pub fn layer_files(pack: &Path, data: Option<&Path>) -> Result<Vec<LayerFile>, PackError> {
        let files = Files::find(pack)?;
        let manifest = files.manifest()?;
        let lock = files.data(data).map(Lock::read).transpose()?.flatten();
        let layers = resolve(&manifest, files, &manifest.name, lock.as_ref())?;
        let own = layers.into_iter().filter_map(|layer| {
            let path = layer.path(data)?;
            let entry = layer.entry;
            Some(LayerFile { id: entry.id, path, layer: entry.layer, key: entry.fields.id })
        });
        Ok(own.collect())
    }

    /// A lock of the files of a pack as they are now, with every snapshot of its sources that is what its record says;
    /// and those that are not.
    ///
    /// # Errors
    /// When there is no such pack, its manifest is wrong, or a file that it names cannot be read.
    pub fn lock(pack: &Path, data: Option<&Path>) -> Result<(Lock, Vec<LeftOut>), PackError> {
        let folder = Self::data_folder(pack, data)?;
        let manifest = Files::find(pack)?.manifest()?;
        let mut locked: Vec<LockedFile> = Vec::new();
        for file in manifest.layers.iter().filter_map(|layer| layer.file.as_ref()) {
            if locked.iter().any(|known| known.file == *file) {
                continue;
            }
            let unreadable = |problem: String| LockError::Unreadable { file: file.clone(), problem };
            let path = within(&folder, file).map_err(unreadable)?;
            let sha256 = fingerprint(&path).map_err(|error| unreadable(error.to_string()))?;
            locked.push(LockedFile { file: file.clone(), sha256, made_from: None });
        }
        let mut left_out = Vec::new();
        for source in Self::sources(pack)? {
            let mut own = Vec::new();
            for record in records(&folder.join(SNAPSHOTS).join(&source.id)) {
                match snapshot(&record) {
                    Ok(snapshot) => {
                        let file = format!("{SNAPSHOTS}/{}/{}", source.id, snapshot.file);
                        own.push(LockedFile::of(&snapshot, &source.id, file));
                    }
                    Err(problem) => left_out.push(LeftOut { file: record.display().to_string(), problem }),
                }
            }
            own.sort_by_key(|locked| locked.made_from.as_ref().map(|made_from| made_from.fetched));
            locked.extend(own);
        }
        Ok((Lock::new(locked), left_out))
    }
}

/// The records in a folder, by name.
fn records(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_record = |path: &PathBuf| path.to_string_lossy().ends_with(RECORD);
    let mut records: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_record).collect();
    records.sort();
    records
}

/// A snapshot, when its file is what the record says.
fn snapshot(record: &Path) -> Result<Snapshot, String> {
    let text = std::fs::read_to_string(record).map_err(|error| error.to_string())?;
    let snapshot: Snapshot = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let is_plain = Path::new(&snapshot.file).file_name().is_some_and(|name| name == snapshot.file.as_str());
    if !is_plain {
        return Err(format!("`{}` is no file beside its record", snapshot.file));
    }
    let file = record.with_file_name(&snapshot.file);
    let sha256 = fingerprint(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    if sha256 != snapshot.sha256 {
        return Err(format!("{} is not the file that was fetched: its fingerprint differs", file.display()));
    }
    Ok(snapshot)
}
