//! The rows of a block, with their cells.

use std::sync::Arc;

use super::cut::{line_ends, lines, quotes};
use super::fault::RowFault;
use super::notation::Notations;
use super::number::Number;
use super::table::{Block, LONGEST_ROW_BYTES};

/// With fewer columns, a line within a cell may well have as many.
const FEW_COLUMNS: usize = 4;

/// What is needed to read the cells of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// What separates the cells.
    pub delimiter: u8,
    /// How many cells a row has.
    pub columns: usize,
}

/// A row of a table.
pub struct Row<'a> {
    /// Its cells, as written.
    pub cells: &'a csv::ByteRecord,
    /// The line of the file on which it begins; the first is 1.
    pub line: u64,
    /// Why it cannot be used.
    pub fault: Option<RowFault>,
    /// A quote in it is not closed; the cell with the quote ends where the line ends.
    pub has_open_quote: bool,
}

impl Layout {
    /// Calls `each` with every row of a block. Rows without any letter are left out.
    ///
    /// A row of several lines is one only when all its quotes are clean, it has as many cells as the first
    /// row, and none of its lines looks like a row by itself. Otherwise a quote was not closed, which would
    /// swallow the rows behind it: then every line is a row, and the one with the quote says so.
    pub fn rows(&self, block: &Block, mut each: impl FnMut(&Row)) {
        let Some(bytes) = block.rows.as_deref() else {
            let fault = Some(RowFault::TooLong);
            let cells = csv::ByteRecord::new();
            each(&Row { cells: &cells, line: block.first_line, fault, has_open_quote: false });
            return;
        };
        let has_quotes = memchr::memchr(b'"', bytes).is_some();
        let mut line = block.first_line;
        self.records(bytes, |cells, bytes| {
            let end = memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
            if bytes.len() <= end + 2 && bytes[end..].trim_ascii().is_empty() && end > 0 {
                each(&self.row(cells, &bytes[..end], line, has_quotes));
                line += u64::from(end < bytes.len());
                return;
            }
            let (before, text) = trimmed(bytes);
            let first = line + line_ends(before);
            let several = memchr::memchr2(b'\n', b'\r', text).is_some();
            if !several || self.is_one_row(cells, text) {
                each(&self.row(cells, text, first, has_quotes));
            } else {
                for (line, text) in (first..).zip(lines(text)) {
                    self.records(trimmed(text).1, |cells, text| each(&self.row(cells, text, line, true)));
                }
            }
            line += line_ends(bytes);
        });
    }

    /// A block in parts of at most so many rows, as far as none of them is spread over several lines.
    #[must_use]
    pub fn split(&self, block: Block, most: usize) -> Vec<Block> {
        let Block { first_line, bytes, rows: Some(rows), whole } = block else { return vec![block] };
        let whole = whole.unwrap_or_else(|| Arc::new(rows.clone()));
        let part = |first_line, rows: Vec<u8>| {
            let bytes = rows.len() as u64;
            Block { first_line, bytes, rows: Some(rows), whole: Some(Arc::clone(&whole)) }
        };
        let (mut parts, mut begun, mut count, mut line) = (Vec::new(), Vec::new(), 0, first_line);
        self.records(&rows, |_, text| {
            begun.extend_from_slice(text);
            count += 1;
            if count >= most {
                let ends = line_ends(&begun);
                parts.push(part(line, std::mem::take(&mut begun)));
                (count, line) = (0, line + ends);
            }
        });
        if !begun.is_empty() || parts.is_empty() {
            parts.push(part(line, begun));
        }
        // What is read of the file stays what it was, whatever the rows come to.
        let counted: u64 = parts.iter().map(|part| part.bytes).sum();
        if let Some(last) = parts.last_mut() {
            last.bytes += bytes.saturating_sub(counted);
        }
        parts
    }

    /// Notes how the numbers of a block are written; of a part, those of the block that it is a part of.
    pub fn note_numbers(&self, block: &Block, notations: &mut Notations) {
        if let Some(whole) = &block.whole {
            let rows = Some(whole.as_ref().clone());
            let whole = Block { first_line: block.first_line, bytes: block.bytes, rows, whole: None };
            return self.note_numbers(&whole, notations);
        }
        self.rows(block, |row| {
            if row.fault.is_none() {
                for (column, cell) in row.cells.iter().enumerate() {
                    if let Some(number) = Number::read(cell) {
                        notations.add(column, number.notation);
                    }
                }
            }
        });
    }

    fn row<'a>(&self, cells: &'a csv::ByteRecord, text: &[u8], line: u64, has_quotes: bool) -> Row<'a> {
        let (found, expected) = (cells.len(), self.columns);
        // A quote that is open is one too many, unless another one is a letter of its cell.
        let odd = || !memchr::memchr_iter(b'"', text).count().is_multiple_of(2);
        let may_be_open = has_quotes && (found != expected || odd());
        let has_open_quote = may_be_open && quotes(text, self.delimiter, true).open;
        let fault = if text.len() > LONGEST_ROW_BYTES {
            Some(RowFault::TooLong)
        } else if found == expected {
            None
        } else if has_open_quote {
            Some(RowFault::OpenQuote)
        } else {
            Some(RowFault::FieldCount { found, expected })
        };
        Row { cells, line, fault, has_open_quote }
    }

    fn is_one_row(&self, cells: &csv::ByteRecord, text: &[u8]) -> bool {
        let quotes = quotes(text, self.delimiter, true);
        if cells.len() != self.columns || quotes.open || !quotes.clean {
            return false;
        }
        // Of few columns a line of a remark may well have as many.
        if self.columns < FEW_COLUMNS {
            return true;
        }
        let cells = |line: &[u8]| {
            let mut found = 0;
            self.records(line, |cells, _| found = cells.len());
            found
        };
        let counts: Vec<usize> = lines(text).map(cells).collect();
        let [first, inner @ .., last] = counts.as_slice() else { return true };
        // A quote that opens in the first cell leaves all cells for the line on which it closes.
        let ends_like_a_row = *last == self.columns && *first > 1;
        !ends_like_a_row && !inner.contains(&self.columns)
    }

    /// Calls `each` with every record of some text and the bytes that it was read from.
    pub(super) fn records(&self, text: &[u8], mut each: impl FnMut(&csv::ByteRecord, &[u8])) {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(self.delimiter).from_reader(text);
        let mut record = csv::ByteRecord::new();
        let mut start = 0;
        // Reading from memory cannot fail, and rows of any length are let through.
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let mut end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
            // The reader stops between the two of a line end.
            if text[..end].ends_with(b"\r") && text[end..].starts_with(b"\n") {
                end += 1;
            }
            each(&record, &text[start..end]);
            start = end;
        }
    }
}

/// The line ends before a text, and the text without line ends around it.
fn trimmed(bytes: &[u8]) -> (&[u8], &[u8]) {
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let start = bytes.iter().position(|byte| !is_end(byte)).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|byte| !is_end(byte)).map_or(start, |last| last + 1);
    (&bytes[..start], &bytes[start..end])
}
