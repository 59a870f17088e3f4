//! A file that is made beside its place and moved there once it is whole.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::orphan;

/// A file to be made: where it comes to stand.
pub(super) struct Target<'a> {
    /// The name that was asked for.
    path: &'a Path,
    /// Where the file comes to stand: at the end of all links.
    folder: PathBuf,
    name: String,
}

impl<'a> Target<'a> {
    /// A path at which a file can be made; otherwise why not.
    pub(super) fn new(path: &'a Path) -> Result<Target<'a>, String> {
        let shown = path.display();
        let target = end_of_links(path);
        let folder = match target.parent() {
            Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
            Some(parent) => parent.to_owned(),
            None => return Err(format!("cannot write {shown}: it is not a file name")),
        };
        let Some(name) = target.file_name().and_then(|name| name.to_str()).map(str::to_owned) else {
            return Err(format!("cannot write {shown}: it has no file name that GDAL accepts"));
        };
        if !folder.is_dir() {
            return Err(format!("cannot write {shown}: there is no folder {}; make it first", folder.display()));
        }
        if path.is_dir() {
            return Err(format!("cannot write {shown}: that is a folder; give a file name"));
        }
        if path.exists() && !path.is_file() {
            return Err(format!("cannot write {shown}: it is a pipe or a device; give the name of a file"));
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
            // With the number of this process, by which whoever started it finds what it could not remove.
            .prefix(&format!(".bodemtoets-{}-", std::process::id()))
            .tempdir_in(&self.folder)
            .map_err(|error| cannot(format!("nothing can be made in {}: {error}", self.folder.display())))?;
        orphan::remember(Some(workshop.path()));
        let result = make(&workshop.path().join(&self.name));
        orphan::remember(None);
        match result {
            Ok(()) => install(workshop.path(), &self.folder, &self.name).map_err(|error| cannot(error.to_string())),
            Err(Failure::Sentence(sentence)) => Err(cannot(sentence)),
            Err(other) => Err(other),
        }
    }
}

/// What a name stands for, through links. Too many of them are one that leads nowhere.
fn end_of_links(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    for _ in 0..40 {
        let Ok(link) = fs::read_link(&target) else { break };
        target = target.parent().unwrap_or(Path::new("")).join(link);
    }
    target
}

/// Gives a file the owner, the group and the rights of the one that it takes the place of. A group that may not
/// be given gets no rights.
#[cfg(unix)]
fn take_after(made: &Path, before: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    let now = fs::metadata(made)?;
    let mut rights = before.mode() & 0o777;
    if now.uid() != before.uid() {
        // Only root may give a file away.
        let _ = chown(made, Some(before.uid()), None);
    }
    if now.gid() != before.gid() && chown(made, None, Some(before.gid())).is_err() {
        rights &= !0o070;
    }
    fs::set_permissions(made, fs::Permissions::from_mode(rights))
}

#[cfg(not(unix))]
fn take_after(made: &Path, before: &Metadata) -> io::Result<()> {
    fs::set_permissions(made, before.permissions())
}

/// Moves the files that were made into their place, the main one last.
fn install(workshop: &Path, folder: &Path, name: &str) -> io::Result<()> {
    let mut made: Vec<PathBuf> =
        fs::read_dir(workshop)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    made.sort_by_key(|path| path.file_name().is_some_and(|made| made == name));
    for path in &made {
        let before = path.file_name().and_then(|name| fs::metadata(folder.join(name)).ok());
        if let Some(before) = before.filter(Metadata::is_file) {
            take_after(path, &before)?;
        }
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
