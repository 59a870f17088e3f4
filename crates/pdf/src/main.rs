//! The worker of bodemtoets that sets documents as PDF/A-3a, which is PDF/UA-1 as well.
//!
//! A program of its own, because Typst is some two hundred crates that the tool does not need to screen anything.
//! The crate `bodemtoets-document` starts it and speaks to it. It also works by hand:
//!
//! ```text
//! bodemtoets-pdf set < documents     each a line with its length in bytes, then so many bytes of JSON
//! bodemtoets-pdf attached FILE.pdf   the files that a PDF holds, as a JSON object of names and texts
//! bodemtoets-pdf version
//! ```
//!
//! The answer to each document is a line, `pdf LENGTH` or `no LENGTH`, and then so many bytes: the file, or the
//! sentence that says why there is none.

#![forbid(unsafe_code)]

mod attached;
mod desk;
mod fence;
mod letters;
mod set;

use std::io::{self, BufRead, Read as _, Write};
use std::process::ExitCode;

use desk::Desk;

/// Bytes of a document, at most.
const MOST: usize = 256 << 20;

fn main() -> ExitCode {
    fence::close();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["set"] => set_all(&mut io::stdin().lock(), &mut io::stdout().lock()),
        ["attached", file] => attached::attached(file).and_then(|names| say(&names)),
        ["version"] => say(&format!("{}\n", typst::utils::version().raw())),
        _ => Err("use: bodemtoets-pdf set | attached FILE.pdf | version".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            // When nobody reads this, there is nothing left to do about it.
            let _ = writeln!(io::stderr(), "{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn say(text: &str) -> Result<(), String> {
    io::stdout().lock().write_all(text.as_bytes()).map_err(|error| error.to_string())
}

/// Sets every document that comes in, to the end of them.
fn set_all(input: &mut impl BufRead, output: &mut impl Write) -> Result<(), String> {
    let desk = Desk::new()?;
    while let Some(document) = next(input)? {
        let (word, answer) = match set::set(&desk, &document) {
            Ok(file) => ("pdf", file),
            Err(sentence) => ("no", sentence.into_bytes()),
        };
        let wrote = writeln!(output, "{word} {}", answer.len()).and_then(|()| output.write_all(&answer));
        wrote.and_then(|()| output.flush()).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// The next document; `None` after the last.
fn next(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, String> {
    let mut line = String::new();
    input.take(32).read_line(&mut line).map_err(|error| error.to_string())?;
    if line.is_empty() {
        return Ok(None);
    }
    let length = line.trim_end().parse().ok().filter(|length| *length <= MOST);
    let length = length.ok_or_else(|| format!("a document begins with its length in bytes, not with {line:?}"))?;
    let mut document = vec![0; length];
    input.read_exact(&mut document).map_err(|error| format!("the document breaks off: {error}"))?;
    Ok(Some(document))
}
