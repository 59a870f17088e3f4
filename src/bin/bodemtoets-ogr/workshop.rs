//! A file that is made beside its place and moved there once it is whole.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A file to be made: where it comes to stand.
pub(super) struct Target<'a> {
    path: &'a Path,
    folder: &'a Path,
    name: &'a str,
}

impl<'a> Target<'a> {
    /// A path at which a file can be made; otherwise why not.
    pub(super) fn new(path: &'a Path) -> Result<Target<'a>, String> {
        let shown = path.display();
        let folder = match path.parent() {
            Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
            Some(parent) => parent,
            None => return Err(format!("cannot write {shown}: it is not a file name")),
        };
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            return Err(format!("cannot write {shown}: it has no file name that GDAL accepts"));
        };
        if !folder.is_dir() {
            return Err(format!("cannot write {shown}: there is no folder {}; make it first", folder.display()));
        }
        if path.is_dir() {
            return Err(format!("cannot write {shown}: that is a folder; give a file name"));
        }
        // SQLite would play these into the new file.
        for side in ["-wal", "-journal"] {
            if folder.join(format!("{name}{side}")).exists() {
                return Err(format!(
                    "cannot write {shown}: another program has it open ({name}{side} is there); close it first"
                ));
            }
        }
        Ok(Target { path, folder, name })
    }

    /// Lets the file be made in an empty folder of its own, under its own name, and puts it in
    /// place. When that fails, what was there stays there.
    pub(super) fn write(&self, make: impl FnOnce(&Path) -> Result<(), Failure>) -> Result<(), Failure> {
        let shown = self.path.display();
        let cannot = |sentence: String| Failure::Sentence(format!("cannot write {shown}: {sentence}"));
        // A folder, not a file: some formats make several files, and all of them keep their names.
        let workshop = tempfile::Builder::new()
            .prefix(".bodemtoets-")
            .tempdir_in(self.folder)
            .map_err(|error| cannot(format!("nothing can be made in {}: {error}", self.folder.display())))?;
        match make(&workshop.path().join(self.name)) {
            Ok(()) => install(workshop.path(), self.folder, self.name).map_err(|error| cannot(error.to_string())),
            Err(Failure::Sentence(sentence)) => Err(cannot(sentence)),
            Err(other) => Err(other),
        }
    }
}

/// Moves the files that were made into their place, the main one last.
fn install(workshop: &Path, folder: &Path, name: &str) -> io::Result<()> {
    let mut made: Vec<PathBuf> =
        fs::read_dir(workshop)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    made.sort_by_key(|path| path.file_name().is_some_and(|made| made == name));
    for path in &made {
        // On the disk before anything points at it.
        if path.is_file() {
            File::open(path)?.sync_all()?;
        }
    }
    for path in &made {
        if let Some(made) = path.file_name() {
            fs::rename(path, folder.join(made))?;
        }
    }
    Ok(())
}
