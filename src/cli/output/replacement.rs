//! A file that takes the place of another, or of none, once it is whole.
//!
//! Where the system has it (Linux), the file has no name until then: whatever ends the program, a signal, an
//! error or a power cut, nothing of it is left behind, and nobody has to clean up. Elsewhere it has a hidden
//! name beside its place until it is whole.

use std::fs::{self, File, Metadata};
use std::io::{Error, ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

/// How the names of unfinished files begin.
const PREFIX: &str = ".bodemtoets-";

/// A file on its way to its place.
pub(super) struct Replacement {
    file: File,
    /// Its name in the meantime, when it has one; it goes with it when the file does not come to its place.
    name: Option<TempPath>,
    target: PathBuf,
}

/// Checks that a file can come to stand at this place.
pub(super) fn check(target: &Path) -> Result<()> {
    let folder = folder(target);
    if !folder.is_dir() {
        let folder = folder.display();
        let why = complaint!(
            nl: "er is geen map {folder}; maak die eerst",
            en: "there is no folder {folder}; make it first",
        );
        return Err(Error::new(ErrorKind::NotFound, why));
    }
    match File::options().write(true).open(target) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl Replacement {
    /// Begins a file that is to stand at this place, which is no link.
    pub(super) fn open(target: PathBuf) -> Result<Self> {
        check(&target)?;
        let folder = folder(&target);
        if let Some(file) = unnamed(folder) {
            return Ok(Self { file, name: None, target });
        }
        let (file, name) = new_files().tempfile_in(folder).map_err(without_name)?.into_parts();
        Ok(Self { file, name: Some(name), target })
    }

    /// Puts the file in its place, with the permissions and the owner of the one that was there.
    pub(super) fn commit(self) -> Result<()> {
        let Self { file, name, target } = self;
        let before = fs::metadata(&target).ok();
        if let Some(before) = &before {
            take_after(&file, before)?;
        }
        // On the disk before anything points at it.
        file.sync_all()?;
        match name {
            Some(name) => name.persist(&target).map_err(|error| error.error)?,
            None => place(&file, &target, before.is_some())?,
        }
        // The new name too; a file system that cannot do this keeps it in its own time.
        let _ = File::open(folder(&target)).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        self.file.flush()
    }
}

fn folder(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Files of which the rights are those of any new file: what the caller's umask leaves.
fn new_files() -> tempfile::Builder<'static, 'static> {
    let mut files = tempfile::Builder::new();
    files.prefix(PREFIX);
    #[cfg(unix)]
    files.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    files
}

/// The name of a hidden file says nothing to whoever asked for another.
fn without_name(error: Error) -> Error {
    error.raw_os_error().map_or(error, Error::from_raw_os_error)
}

/// A file without a name, in this folder; `None` when the system has no such thing.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> Option<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = i32::try_from(rustix::fs::OFlags::TMPFILE.bits()).ok()?;
    let file = File::options().read(true).write(true).mode(0o666).custom_flags(flags).open(folder).ok()?;
    // It gets its name through this link.
    open_file(&file).exists().then_some(file)
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path) -> Option<File> {
    None
}

#[cfg(target_os = "linux")]
fn open_file(file: &File) -> PathBuf {
    use std::os::fd::AsRawFd as _;
    PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

/// Gives an unnamed file its name. Over a file that is there it gets another name first, for an instant.
#[cfg(target_os = "linux")]
fn place(file: &File, target: &Path, is_there: bool) -> Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    let file = open_file(file);
    let link = |name: &Path| linkat(CWD, &file, CWD, name, AtFlags::SYMLINK_FOLLOW).map_err(Error::from);
    if !is_there {
        match link(target) {
            // Somebody was quicker.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            done => return done,
        }
    }
    let named = new_files().make_in(folder(target), link).map_err(without_name)?;
    named.into_temp_path().persist(target).map_err(|error| error.error)
}

#[cfg(not(target_os = "linux"))]
fn place(_: &File, _: &Path, _: bool) -> Result<()> {
    Err(Error::from(ErrorKind::Unsupported))
}

/// Gives a file the owner, the group and the rights of another. A group that may not be given gets no rights:
/// the caller's own group is another one.
#[cfg(unix)]
fn take_after(file: &File, before: &Metadata) -> Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
    let now = file.metadata()?;
    let mut rights = before.mode() & 0o777;
    if now.uid() != before.uid() {
        // Only root may give a file away; the rights stay as they were all the same.
        let _ = fchown(file, Some(before.uid()), None);
    }
    if now.gid() != before.gid() && fchown(file, None, Some(before.gid())).is_err() {
        rights &= !0o070;
    }
    file.set_permissions(fs::Permissions::from_mode(rights))
}

#[cfg(not(unix))]
fn take_after(file: &File, before: &Metadata) -> Result<()> {
    file.set_permissions(before.permissions())
}
