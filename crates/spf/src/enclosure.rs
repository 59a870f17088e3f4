//! A folder that the files of a submission may not leave.
//!
//! Who checks what others hand in reads files that those others name. Such a name is a plain name within the folder:
//! no path from the root, no `..`, no link on the way, and what it names is an ordinary file that is not larger than
//! is read. Who makes a report names the files himself, so his names may lead anywhere.

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::fault::{Cause, Fault, FileCause};

/// The largest file with readings that is read, bytes.
pub const MAX_READINGS_BYTES: u64 = 1_000_000_000;
/// The largest installation or concept that is read, bytes.
pub const MAX_TOML_BYTES: u64 = 4_000_000;
/// The largest report that is read, bytes.
pub const MAX_REPORT_BYTES: u64 = 16_000_000;

/// Where files that an installation names may lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Enclosure {
    /// Anywhere: whoever runs the tool names them.
    Open,
    /// Within this folder.
    Within(PathBuf),
}

impl Enclosure {
    /// The path of a file that an installation in `folder` names.
    ///
    /// # Errors
    /// When it may not be read: it lies outside, or a link leads to it.
    pub fn path(&self, folder: &Path, name: &str) -> Result<PathBuf, Fault> {
        let Self::Within(root) = self else {
            // Without a dot before it.
            return Ok(if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) });
        };
        let refused = |cause: FileCause| Fault::new(name, cause);
        let inside = |part: &Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        // A backslash is a separator elsewhere, and no part of a name that people give.
        if name.is_empty() || name.contains('\\') || !Path::new(name).components().all(|part| inside(&part)) {
            return Err(refused(FileCause::Outside));
        }
        let base = if folder.starts_with(root) { folder } else { root };
        let mut path = base.to_owned();
        for part in Path::new(name).components() {
            path.push(part);
            let kind = std::fs::symlink_metadata(&path).map_err(|error| refused(FileCause::from(&error)))?.file_type();
            if kind.is_symlink() {
                return Err(refused(FileCause::Link));
            }
        }
        Ok(path)
    }

    /// Opens an ordinary file of at most so many bytes.
    ///
    /// # Errors
    /// When it cannot be read, is no ordinary file, is a link where links are not followed, or is too large.
    pub fn open(&self, path: &Path, limit: u64) -> Result<impl Read + use<>, Fault> {
        let what = path.display().to_string();
        let unreadable = |error: std::io::Error| Fault::new(&what, FileCause::from(&error));
        let refused = |cause: FileCause| Err(Fault::new(&what, cause));
        // A pipe would wait for ever when it is opened, so it is looked at before.
        let metadata = match self {
            Self::Open => std::fs::metadata(path),
            Self::Within(_) => std::fs::symlink_metadata(path),
        };
        let kind = metadata.map_err(unreadable)?.file_type();
        if kind.is_symlink() {
            return refused(FileCause::Link);
        }
        if !kind.is_file() {
            return refused(FileCause::NotOrdinary);
        }
        let file = File::open(path).map_err(unreadable)?;
        let metadata = file.metadata().map_err(unreadable)?;
        if !metadata.is_file() {
            return refused(FileCause::NotOrdinary);
        }
        if metadata.len() > limit {
            return refused(FileCause::TooLarge { limit });
        }
        // It may grow while it is read.
        Ok(file.take(limit))
    }

    /// Reads a text of at most so many bytes.
    ///
    /// # Errors
    /// As [`Self::open`], or when it is not UTF-8.
    pub fn read(&self, path: &Path, limit: u64) -> Result<String, Fault> {
        let mut text = String::new();
        self.open(path, limit)?
            .read_to_string(&mut text)
            .map_err(|error| Fault::new(path.display().to_string(), Cause::File(FileCause::from(&error))))?;
        Ok(text)
    }
}

/// Whether a path ends in an extension, in capitals or not.
#[must_use]
pub fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// The folder in which a file lies.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_within_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("a");
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(inside.join("r.csv"), "x").unwrap();
        std::fs::write(folder.path().join("secret"), "x").unwrap();
        let enclosure = Enclosure::Within(inside.clone());
        assert_eq!(enclosure.path(&inside, "r.csv").unwrap(), inside.join("r.csv"));
        assert!(enclosure.path(&inside, "./r.csv").is_ok());
        for name in ["/etc/passwd", "../secret", "b/../../secret", "..", "", "/dev/zero", "..\\secret", "C:\\x"] {
            let fault = enclosure.path(&inside, name).unwrap_err();
            assert_eq!(*fault.cause, Cause::File(FileCause::Outside), "{name}");
        }
        // Whoever names files himself may name any.
        assert!(Enclosure::Open.path(&inside, "../secret").is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn links_devices_and_folders_are_no_readings() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("real.csv"), "x").unwrap();
        std::os::unix::fs::symlink(at("real.csv"), at("link.csv")).unwrap();
        std::fs::create_dir(at("folder.csv")).unwrap();
        let enclosure = Enclosure::Within(folder.path().to_owned());
        assert_eq!(*enclosure.path(folder.path(), "link.csv").unwrap_err().cause, Cause::File(FileCause::Link));
        let refused = |enclosure: &Enclosure, path: &Path, limit| {
            enclosure.open(path, limit).err().unwrap().cause.as_ref().clone()
        };
        assert_eq!(refused(&enclosure, &at("folder.csv"), 10), Cause::File(FileCause::NotOrdinary));
        assert_eq!(refused(&Enclosure::Open, Path::new("/dev/zero"), 10), Cause::File(FileCause::NotOrdinary));
        assert_eq!(refused(&enclosure, &at("real.csv"), 0), Cause::File(FileCause::TooLarge { limit: 0 }));
        assert!(enclosure.open(&at("real.csv"), 1).is_ok());
        assert!(Enclosure::Open.open(&at("link.csv"), 1).is_ok());
    }
}
