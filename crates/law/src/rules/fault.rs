//! Faults: what is wrong with a rulebook, and exactly where.

use std::fmt;
use std::ops::Range;

/// Something wrong at a place in a rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters from 1.
    pub column: usize,
    /// What is wrong, and what to do.
    pub problem: String,
    /// The line itself.
    text: String,
    /// How many characters of it are wrong.
    width: usize,
}

impl Fault {
    /// A fault at a range of bytes of a text.
    #[must_use]
    pub fn new(file: &str, text: &str, span: Range<usize>, problem: impl Into<String>) -> Self {
        // A mark of byte order at the start is no part of the first line.
        let start = span.start.min(text.len());
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        let end = span.end.clamp(start, line_end);
        Self {
            file: file.to_owned(),
            line: text[..start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            problem: problem.into(),
            text: text[line_start..line_end].trim_end().to_owned(),
            width: text[start..end].trim_end().chars().count().max(1),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let indent = " ".repeat(number.len());
        writeln!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.problem)?;
        writeln!(f, "{indent} |")?;
        writeln!(f, "{number} | {}", self.text)?;
        write!(f, "{indent} | {}{}", " ".repeat(self.column - 1), "^".repeat(self.width))
    }
}
