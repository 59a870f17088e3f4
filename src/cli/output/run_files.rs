//! The files of a run: what it writes is nothing that it reads, and no two results are one file.

use std::fs;
use std::path::{Path, PathBuf};

use super::destination::Destination;
use crate::cli::tools::Failure;
use bodemtoets_words::lang::Lang;

/// The files that a run reads, and those that it writes.
#[derive(Debug, Default)]
pub(in crate::cli) struct RunFiles {
    read: Vec<(PathBuf, Identity)>,
    written: Vec<(PathBuf, Identity)>,
}

/// What makes two names one file.
#[derive(Debug, PartialEq, Eq)]
enum Identity {
    /// A file that is there: of one device and number, whatever the name.
    #[cfg(unix)]
    There(u64, u64),
    /// Where a file would come to stand, or stands.
    Name(PathBuf),
}

impl RunFiles {
    /// Also reads these: `-` is standard input. What is not there is not read.
    pub(in crate::cli) fn reads<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        for path in paths.into_iter().map(Into::into) {
            let identity = if path == Path::new("-") { of_stdin() } else { there(&path) };
            self.read.extend(identity.map(|identity| (path, identity)));
        }
        self
    }

    /// Also writes these.
    pub(in crate::cli) fn writes<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        for path in paths.into_iter().map(Into::into) {
            let identity = match Destination::of(&path) {
                Ok(Destination::File(target)) => there(&target).or_else(|| Some(Identity::Name(whole(&target)))),
                Ok(Destination::Stdout) => Some(Identity::Name("-".into())),
                // Two may write to one device; what cannot be written is refused by whoever opens it.
                Ok(Destination::Stream) | Err(_) => None,
            };
            self.written.extend(identity.map(|identity| (path, identity)));
        }
        self
    }

    /// Refuses a result that would stand in the place of what is read, or of another result.
    ///
    /// # Errors
    /// The sentence for people.
    pub(in crate::cli) fn check(&self, lang: Lang) -> Result<(), Failure> {
        for (at, (path, identity)) in self.written.iter().enumerate() {
            let shown = path.display();
            if let Some((input, _)) = self.read.iter().find(|(_, read)| read == identity) {
                let input = input.display();
                return Err(match lang {
                    Lang::Nl => format!(
                        "{shown} is invoer ({input}) en kan niet ook de uitvoer zijn: geef de uitvoer een andere naam"
                    ),
                    Lang::En => {
                        format!("{shown} is read ({input}) and cannot be written too: give the result another name")
                    }
                }
                .into());
            }
            if let Some((other, _)) = self.written[..at].iter().find(|(_, other)| other == identity) {
                let (same, other) = (path == other, other.display());
                return Err(match lang {
                    Lang::Nl if same => format!("{shown} is twee keer gevraagd: geef elke uitvoer een eigen naam"),
                    Lang::En if same => format!("{shown} is asked for twice: give each result a name of its own"),
                    Lang::Nl => {
                        format!("{other} en {shown} zijn hetzelfde bestand: geef elke uitvoer een eigen naam")
                    }
                    Lang::En => format!("{other} and {shown} are one file: give each result a name of its own"),
                }
                .into());
            }
        }
        Ok(())
    }
}

/// The identity of an ordinary file that is there.
fn there(path: &Path) -> Option<Identity> {
    let there = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        Some(Identity::There(there.dev(), there.ino()))
    }
    #[cfg(not(unix))]
    {
        drop(there);
        Some(Identity::Name(whole(path)))
    }
}

/// The identity of the file that standard input comes from.
fn of_stdin() -> Option<Identity> {
    #[cfg(unix)]
    return there(Path::new("/dev/stdin"));
    #[cfg(not(unix))]
    return None;
}

/// A path from the root, without links on the way to its folder.
fn whole(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    path.file_name().map_or_else(|| folder.clone(), |name| folder.join(name))
}
