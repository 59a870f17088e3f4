//! Where results go: standard output, a pipe or device, or a file that is there whole or not at all.

mod destination;
mod page;
mod replacement;
mod run_files;

use std::fs::File;
use std::io::{BufWriter, Error, Write};
use std::path::{Path, PathBuf};

use self::destination::Destination;
use self::replacement::Replacement;
use super::complaint::{self, Complaint, cannot_write};
use super::tools::Failure;
use bodemtoets_words::words::visible_text;
pub(super) use page::Page;
pub(super) use run_files::RunFiles;

/// Room for what is written before it is handed to the system.
const BUFFER_BYTES: usize = 256 * 1024;

/// Where a result goes.
pub(super) struct Output {
    /// The name that was asked for; none for standard output.
    asked: Option<PathBuf>,
    sink: Sink,
}

/// What takes the bytes.
enum Sink {
    Stdout(BufWriter<std::io::Stdout>),
    /// A pipe, a device, or another process: it gets the bytes as they come.
    Stream(BufWriter<File>),
    /// A file: nothing is seen of it until it is whole.
    File(BufWriter<Replacement>),
}

impl Output {
    /// Opens standard output when there is no name, or the name is `-`; otherwise what has that name.
    ///
    /// # Errors
    /// When it cannot be written. What is at that place stays as it was.
    pub(super) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let stdout = || Sink::Stdout(BufWriter::with_capacity(BUFFER_BYTES, std::io::stdout()));
        let Some(path) = path else { return Ok(Self { asked: None, sink: stdout() }) };
        let sink = match Destination::of(path).map_err(|why| cannot_write(path, &why))? {
            Destination::Stdout => stdout(),
            Destination::Stream => {
                let file = File::options().append(true).open(path).map_err(|why| cannot_write(path, &why))?;
                Sink::Stream(BufWriter::with_capacity(BUFFER_BYTES, file))
            }
            Destination::File(target) => {
                let replacement = Replacement::open(target).map_err(|why| cannot_write(path, &why))?;
                Sink::File(BufWriter::with_capacity(BUFFER_BYTES, replacement))
            }
        };
        Ok(Self { asked: Some(path.to_owned()), sink })
    }

    /// Writes text for people: colours only where they show, and nothing else that a terminal obeys.
    pub(super) fn write_text(&mut self, text: &str) -> std::io::Result<()> {
        let colours = matches!(self.sink, Sink::Stdout(_))
            && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
        let text = visible_text(text);
        if colours { self.write_all(text.as_bytes()) } else { write!(self, "{}", anstream::adapter::strip_str(&text)) }
    }

    /// Writes the last bytes and puts the file in its place.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        self.flush()?;
        let Self { asked, sink } = self;
        if let Sink::File(buffer) = sink {
            let done = buffer.into_inner().map_err(std::io::IntoInnerError::into_error).and_then(Replacement::commit);
            done.map_err(|error| named(asked.as_deref(), &error))?;
        }
        Ok(())
    }
}

/// Checks that a format that is a database, not a stream of bytes, can be written at this place.
///
/// # Errors
/// When there is no name, or what has it is no ordinary file.
pub(super) fn database(path: Option<&Path>, what: &str) -> Result<PathBuf, Failure> {
    let Some(path) = path else {
        return Err(complaint!(
            nl: "een {what} is een databank, geen stroom: zeg waar met -o BESTAND",
            en: "a {what} is a database, not a stream: say where with -o FILE",
        )
        .into());
    };
    match Destination::of(path).map_err(|why| cannot_write(path, &why))? {
        Destination::File(target) => {
            replacement::check(&target).map_err(|why| cannot_write(path, &why))?;
            Ok(path.to_owned())
        }
        Destination::Stdout | Destination::Stream => {
            let why = complaint!(
                nl: "een {what} heeft een gewoon bestand nodig, en dit is een pijp of een apparaat",
                en: "a {what} needs an ordinary file, and this is a pipe or a device",
            );
            Err(cannot_write(path, &why).into())
        }
    }
}

/// An error with the name that was asked for; its kind stays.
fn named(asked: Option<&Path>, error: &Error) -> Error {
    match asked {
        None => Error::new(error.kind(), Complaint::both(|lang| complaint::text(error, lang))),
        Some(path) => Error::new(error.kind(), cannot_write(path, error)),
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = match &mut self.sink {
            Sink::Stdout(stdout) => stdout.write(bytes),
            Sink::Stream(stream) => stream.write(bytes),
            Sink::File(file) => file.write(bytes),
        };
        written.map_err(|error| named(self.asked.as_deref(), &error))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let flushed = match &mut self.sink {
            Sink::Stdout(stdout) => stdout.flush(),
            Sink::Stream(stream) => stream.flush(),
            Sink::File(file) => file.flush(),
        };
        flushed.map_err(|error| named(self.asked.as_deref(), &error))
    }
}
