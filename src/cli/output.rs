//! Where results go: standard output, or a file that is there whole or not at all.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::tools::Failure;

/// Standard output or a file.
pub(super) enum Output {
    Stdout(BufWriter<std::io::Stdout>),
    File { temporary: BufWriter<NamedTempFile>, path: PathBuf },
}

impl Output {
    /// Opens standard output, or a temporary file beside `path`.
    pub(super) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self::Stdout(BufWriter::with_capacity(64 * 1024, std::io::stdout())));
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if path.is_dir() {
            return Err(format!("cannot write {}: it is a folder; give the name of a file", path.display()).into());
        }
        let temporary = tempfile::Builder::new()
            .prefix(".bodemtoets-")
            .tempfile_in(folder)
            .map_err(|error| format!("cannot write {}: {}", path.display(), std::io::Error::from(error.kind())))?;
        Ok(Self::File { temporary: BufWriter::with_capacity(256 * 1024, temporary), path: path.to_owned() })
    }

    /// Writes text for people: colours only where they show.
    pub(super) fn write_text(&mut self, text: &str) -> std::io::Result<()> {
        let colours = matches!(self, Self::Stdout(_))
            && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
        if colours { self.write_all(text.as_bytes()) } else { write!(self, "{}", anstream::adapter::strip_str(text)) }
    }

    /// Writes the last bytes and puts the file in its place.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stdout(mut stdout) => Ok(stdout.flush()?),
            Self::File { temporary, path } => {
                let cannot = |error: &dyn std::fmt::Display| format!("cannot write {}: {error}", path.display());
                let temporary = temporary.into_inner().map_err(|error| cannot(error.error()))?;
                readable(&temporary).map_err(|error| cannot(&error))?;
                temporary.persist(&path).map_err(|error| cannot(&error.error))?;
                Ok(())
            }
        }
    }
}

/// A temporary file is for its owner alone; the result is as readable as any new file.
fn readable(temporary: &NamedTempFile) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        temporary.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    Ok(())
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::File { temporary, .. } => temporary.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::File { temporary, .. } => temporary.flush(),
        }
    }
}
