//! What a name for a result stands for.

use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use crate::cli::complaint::Complaint;

/// Links that are followed before they are taken for a circle, as the system does.
const MOST_LINKS: usize = 40;

/// What a name for a result stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Standard output: `-`, `/dev/stdout`.
    Stdout,
    /// A pipe, a character device, or an open file of the caller: written to as it is.
    Stream,
    /// A file, there or not yet: the one at the end of all links.
    File(PathBuf),
}

impl Destination {
    /// What this name stands for; otherwise why nothing can be written there.
    pub(super) fn of(path: &Path) -> Result<Self, Complaint> {
        if ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name)) {
            return Ok(Self::Stdout);
        }
        if let Ok(there) = fs::metadata(path) {
            if there.is_dir() {
                return Err(Complaint::new(
                    "het is een map; geef de naam van een bestand",
                    "it is a folder; give the name of a file",
                ));
            }
            if is_disk(there.file_type()) {
                return Err(Complaint::new(
                    "het is een schijf; geef de naam van een bestand erop",
                    "it is a disk; give the name of a file on it",
                ));
            }
            if !there.is_file() {
                return Ok(Self::Stream);
            }
        }
        let mut target = path.to_owned();
        for _ in 0..MOST_LINKS {
            let Ok(link) = fs::read_link(&target) else { return Ok(Self::File(target)) };
            // A file that the caller holds open: in its place he would never see another.
            if target.starts_with("/proc") || target.starts_with("/dev/fd") {
                return Ok(Self::Stream);
            }
            target = target.parent().unwrap_or(Path::new("")).join(link);
        }
        Err(Complaint::new("zijn koppelingen lopen in een kring", "its links lead round in a circle"))
    }
}

fn is_disk(kind: FileType) -> bool {
    #[cfg(unix)]
    return std::os::unix::fs::FileTypeExt::is_block_device(&kind);
    #[cfg(not(unix))]
    return false;
}
