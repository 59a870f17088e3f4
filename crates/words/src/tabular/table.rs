//! A table that is read block by block.

use std::io::Read;
use std::sync::Arc;

use super::content::Content;
use super::cut::{first_line_end, last_line_end, last_row_end, line_ends, lines, quotes};
use super::fault::Fault;
use super::header::Header;
use super::notation::Notations;
use super::number::{Mark, Notation, Number};
use super::row::{Layout, Row};

/// Bytes of a block.
const BLOCK_BYTES: usize = 256 * 1024;

/// No row is longer than this; without an end to it, one row would take all memory.
pub const LONGEST_ROW_BYTES: usize = 1024 * 1024;

/// Whole rows of a table.
#[derive(Debug)]
pub struct Block {
    /// The line of the file on which it begins; the first is 1.
    pub first_line: u64,
    /// How much of the file it is, bytes.
    pub bytes: u64,
    /// The rows; `None` for one row that is too long to be kept.
    pub(super) rows: Option<Vec<u8>>,
    /// The rows of the block that this is a part of.
    pub(super) whole: Option<Arc<Vec<u8>>>,
}

/// A table whose first row has been read.
pub struct Table<R: Read> {
    /// Names of the columns.
    pub header: Header,
    /// What is needed to read the cells of its blocks.
    pub layout: Layout,
    /// Whether it begins with a byte order mark.
    pub has_byte_order_mark: bool,
    input: R,
    /// What has been read and is not in a block yet.
    rest: Vec<u8>,
    at_end: bool,
    line: u64,
}

impl<R: Read> Table<R> {
    /// Reads the first row of a table.
    ///
    /// # Errors
    /// When it cannot be read, is something else than a table, or does not name its columns.
    pub fn open(mut input: R) -> Result<Self, Fault> {
        let mut start = Vec::new();
        let mut at_end = fill(&mut input, &mut start)?;
        if let Some(content) = Content::of(&start) {
            return Err(Fault::NotText(content));
        }
        let has_byte_order_mark = start.starts_with(b"\xef\xbb\xbf");
        let mut begin = if has_byte_order_mark { 3 } else { 0 };
        let mut line = 1;
        let mut named = None;
        loop {
            let Some(first) = lines(&start[begin..]).next() else { return Err(Fault::Empty) };
            let length = first.len();
            let text = first.trim_ascii();
            if let Some(delimiter) = delimiter_line(text) {
                named = Some(delimiter);
            } else if !text.is_empty() {
                break;
            }
            (begin, line) = (begin + length, line + 1);
        }
        loop {
            let text = &start[begin..];
            let delimiter = named.unwrap_or_else(|| delimiter_of(lines(text).next().unwrap_or_default()));
            let end = quotes(text, delimiter, at_end).first_end.or(at_end.then_some(text.len()));
            match end {
                Some(end) if end <= LONGEST_ROW_BYTES => {
                    let (header, columns) = header(&text[..end], delimiter)?;
                    let line = line + line_ends(&text[..end]);
                    start.drain(..begin + end);
                    let layout = Layout { delimiter, columns };
                    return Ok(Self { header, layout, has_byte_order_mark, input, rest: start, at_end, line });
                }
                None if text.len() <= LONGEST_ROW_BYTES => at_end = fill(&mut input, &mut start)?,
                _ => return Err(Fault::LongHeader),
            }
        }
    }

    /// Whether numbers have a decimal comma, as far as its first rows say. Only columns count that are `wanted`.
    #[must_use]
    pub fn has_decimal_commas(&self, wanted: impl Fn(usize) -> bool) -> bool {
        let mut found = false;
        self.layout.records(&self.rest, |cells, _| {
            let numbers = cells.iter().enumerate().filter(|(column, _)| wanted(*column));
            let mut numbers = numbers.filter_map(|(_, cell)| Number::read(cell));
            found |= numbers.any(|number| number.notation == Notation::Decimal(Mark::Comma));
        });
        found
    }

    /// The next block; `None` at the end.
    ///
    /// # Errors
    /// When the file or stream cannot be read.
    pub fn next_block(&mut self) -> std::io::Result<Option<Block>> {
        loop {
            if !self.at_end {
                self.at_end = fill(&mut self.input, &mut self.rest)?;
            }
            if self.rest.is_empty() && self.at_end {
                return Ok(None);
            }
            let too_long = self.rest.len() > LONGEST_ROW_BYTES;
            let end = if self.at_end {
                Some(self.rest.len())
            } else {
                // A quote that is not closed hides the ends of rows; the rows find out.
                let any_line = || last_line_end(&self.rest, false).filter(|_| too_long);
                last_row_end(&self.rest, self.layout.delimiter, false).or_else(any_line)
            };
            match end {
                Some(end) => {
                    let after = self.rest.split_off(end);
                    let rows = std::mem::replace(&mut self.rest, after);
                    return Ok(Some(self.block(rows.len() as u64, line_ends(&rows), Some(rows))));
                }
                None if too_long => return self.skip_row().map(Some),
                None => {}
            }
        }
    }

    /// Leaves out a row that is too long to be kept.
    fn skip_row(&mut self) -> std::io::Result<Block> {
        let mut bytes = 0;
        loop {
            if let Some(end) = first_line_end(&self.rest, self.at_end) {
                bytes += end as u64;
                self.rest.drain(..end);
                return Ok(self.block(bytes, 1, None));
            }
            // The line feed of a carriage return may be yet to come.
            let half = self.rest.last() == Some(&b'\r');
            bytes += self.rest.len() as u64 - u64::from(half);
            self.rest.clear();
            self.rest.extend(half.then_some(b'\r'));
            if self.at_end {
                self.rest.clear();
                return Ok(self.block(bytes, 0, None));
            }
            self.at_end = fill(&mut self.input, &mut self.rest)?;
        }
    }

    fn block(&mut self, bytes: u64, line_ends: u64, rows: Option<Vec<u8>>) -> Block {
        let first_line = self.line;
        self.line += line_ends;
        Block { first_line, bytes, rows, whole: None }
    }

    /// Calls `each` with every row, until one fails; `wrong` says what it is when the file cannot be read on.
    ///
    /// # Errors
    /// What `each` or `wrong` returns.
    pub fn for_each<E>(
        mut self,
        wrong: impl Fn(Fault) -> E,
        mut each: impl FnMut(&Row) -> Result<(), E>,
    ) -> Result<(), E> {
        while let Some(block) = self.next_block().map_err(|error| wrong(error.into()))? {
            let mut failed = Ok(());
            self.layout.rows(&block, |row| {
                if failed.is_ok() {
                    failed = each(row);
                }
            });
            failed?;
        }
        Ok(())
    }

    /// How the numbers of the whole table are written.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn notations(mut self) -> std::io::Result<Notations> {
        let mut notations = Notations::new(self.layout.delimiter);
        while let Some(block) = self.next_block()? {
            self.layout.note_numbers(&block, &mut notations);
        }
        Ok(notations)
    }
}

/// Reads on for a block; says whether that was all.
fn fill(input: &mut impl Read, bytes: &mut Vec<u8>) -> std::io::Result<bool> {
    let read = input.take(BLOCK_BYTES as u64).read_to_end(bytes)?;
    Ok(read < BLOCK_BYTES)
}

/// The delimiter of a line such as `sep=;`.
fn delimiter_line(line: &[u8]) -> Option<u8> {
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [s, e, p, b'=', rest @ ..] if [*s, *e, *p].eq_ignore_ascii_case(b"sep") => match rest {
            [delimiter] if delimiter.is_ascii() && *delimiter != b'"' => Some(*delimiter),
            // A tab at the end is cut off with the white space.
            [] => Some(b'\t'),
            _ => None,
        },
        _ => None,
    }
}

/// What separates the cells of the first row: a semicolon or a tab where there is one, for a comma may well
/// stand within a name.
fn delimiter_of(line: &[u8]) -> u8 {
    let mut quoted = false;
    let outside: Vec<u8> = line
        .iter()
        .copied()
        .filter(|byte| {
            quoted ^= *byte == b'"';
            !quoted
        })
        .collect();
    let count = |delimiter: u8| memchr::memchr_iter(delimiter, &outside).count();
    [b'\t', b';']
        .into_iter()
        .filter(|delimiter| count(*delimiter) > 0)
        .max_by_key(|delimiter| count(*delimiter))
        .unwrap_or(b',')
}

fn header(row: &[u8], delimiter: u8) -> Result<(Header, usize), Fault> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(row);
    let mut cells = csv::ByteRecord::new();
    // Reading from memory cannot fail; of no record the cells stay empty.
    let _ = reader.read_byte_record(&mut cells);
    Ok((Header::read(&cells)?, cells.len()))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::lang::Lang;
    use crate::tabular::RowFault;

    /// Each row: its line, its cells with a bar between, and a mark when it cannot be used.
    fn rows(text: &[u8]) -> Vec<String> {
        let mut rows = Vec::new();
        let table = Table::open(text).unwrap();
        table
            .for_each(std::convert::identity, |row| {
                let cells: Vec<_> = row.cells.iter().map(String::from_utf8_lossy).collect();
                let mark = match (row.fault, row.has_open_quote) {
                    (Some(_), _) => " !",
                    (None, true) => " ?",
                    (None, false) => "",
                };
                rows.push(format!("{} {}{mark}", row.line, cells.join("|")));
                Ok::<(), Fault>(())
            })
            .unwrap();
        rows
    }

    #[test]
    fn all_line_ends_and_mixtures_give_the_same_rows() {
        let plain = "id;x\na;1\nb;2\nc;3";
        for text in [
            plain.to_owned(),
            plain.replace('\n', "\r"),
            plain.replace('\n', "\r\n"),
            "id;x\r\na;1\nb;2\rc;3\r\n".to_owned(),
            "id;x\r\n\r\na;1\n\n\nb;2\r\rc;3\r\n\r\n".to_owned(),
        ] {
            let found: Vec<String> = rows(text.as_bytes()).iter().map(|row| row[2..].to_owned()).collect();
            assert_eq!(found, ["a|1", "b|2", "c|3"], "{text:?}");
        }
        assert_eq!(rows(b"id;x\ra;1\r\rb;2"), ["2 a|1", "4 b|2"]);
    }

    #[test]
    fn a_mark_and_a_line_for_excel_are_no_part_of_the_names() {
        for (text, names, delimiter) in [
            ("\u{feff}id,x\n", ["id", "x"], b','),
            ("\u{feff}sep=;\r\nid;x, m\n", ["id", "x, m"], b';'),
            ("\"sep=|\"\nid|x\n", ["id", "x"], b'|'),
            ("SEP=,\nid,x\n", ["id", "x"], b','),
            ("\n\nid\tx\n", ["id", "x"], b'\t'),
            ("id ; x, y; \n", ["id", "x, y"], b';'),
            ("id,\"x; y\"\n", ["id", "x; y"], b','),
            ("id;\"x\ny\"\n", ["id", "x\ny"], b';'),
        ] {
            let table = Table::open(text.as_bytes()).unwrap();
            assert_eq!((&table.header.names[..2], table.layout.delimiter), (&names.map(str::to_owned)[..], delimiter));
        }
    }

    #[test]
    fn what_is_no_table_is_refused_in_words() {
        let said = |text: &[u8]| Table::open(text).err().unwrap().text(Lang::En);
        assert_eq!(said(b""), "the file is empty; the first line has to name the columns");
        assert_eq!(said(b"\xef\xbb\xbf\r\n"), "the file is empty; the first line has to name the columns");
        assert_eq!(said(b"sep=;"), "the file is empty; the first line has to name the columns");
        assert!(said(b"\xff\xfei\0d\0").starts_with("this is UTF-16"));
        assert!(said(b"i\xeb;x\n").starts_with("the header is not valid UTF-8"));
        assert!(said(&b"x".repeat(2 * LONGEST_ROW_BYTES)).starts_with("the first line is longer than 1024 KiB"));
    }

    #[test]
    fn a_quote_that_is_not_closed_costs_no_other_row() {
        let head = "id;x;y;remark\n1;1;1;\"two\nlines\"\n";
        // In the last cell nothing is lost; elsewhere its row is.
        assert_eq!(
            rows(format!("{head}2;2;2;\"open\n3;3;3;\n4;4;4;end\n").as_bytes()),
            ["2 1|1|1|two\nlines", "4 2|2|2|open ?", "5 3|3|3|", "6 4|4|4|end"]
        );
        assert_eq!(
            rows(format!("{head}2;\"2;2;a\n3;3;3;\n").as_bytes()),
            ["2 1|1|1|two\nlines", "4 2|2;2;a !", "5 3|3|3|"]
        );
        // A later quote closes it, and still its row is the only one that is lost.
        for later in ["4;4;4;\"good\"", "4;4;4;\"\"", "4;4;4;bad\"", "4;4;\"4\";good"] {
            let found = rows(format!("{head}2;2;2;\"open\n3;3;3;\n{later}\n5;5;5;\n").as_bytes());
            assert_eq!((found.len(), found[2].as_str(), found[4].as_str()), (5, "5 3|3|3|", "7 5|5|5|"), "{later}");
        }
    }

    #[test]
    fn a_cell_of_several_lines_may_stand_anywhere_in_its_row() {
        for row in ["\"1\na\";1;1;r", "1;\"1\na\";1;r", "1;1;1;\"r\n\na;b\"", "\"1\n\";\"1\n\";1;r"] {
            let found = rows(format!("id;x;y;remark\n{row}\n2;2;2;\n").as_bytes());
            assert_eq!((found.len(), found[1].ends_with(" 2|2|2|")), (2, true), "{row:?}: {found:?}");
        }
    }

    #[test]
    fn an_open_quote_in_a_large_file_costs_no_other_row() {
        let mut text = String::from("id;x;y;remark\n0;0;0;\"open\n");
        for id in 1..100_000 {
            let remark = if id % 1000 == 0 { "\"a;\nb\"" } else { "remark" };
            let _ = writeln!(text, "{id};{id};{id};{remark}");
        }
        let mut count = 0;
        let mut bad = 0;
        Table::open(text.as_bytes())
            .unwrap()
            .for_each(std::convert::identity, |row| {
                count += 1;
                bad += u32::from(row.fault.is_some());
                Ok::<(), Fault>(())
            })
            .unwrap();
        // Where rows are read line by line, a cell of two lines becomes two rows; those are said to be bad.
        assert!((100_000..100_099).contains(&(count - bad / 2)), "{count} rows, {bad} bad");
        assert!(bad < 120, "{bad}");
    }

    #[test]
    fn a_row_without_an_end_is_left_out_and_counted() {
        for end in ["\n", "\r", "\r\n"] {
            let long = "x".repeat(3 * LONGEST_ROW_BYTES + 17);
            let text = ["id,x", "a,1", &long, "b,2", "c,3", ""].join(end);
            let mut found = Vec::new();
            let table = Table::open(text.as_bytes()).unwrap();
            table
                .for_each(std::convert::identity, |row| {
                    found.push((row.line, row.fault));
                    Ok::<(), Fault>(())
                })
                .unwrap();
            assert_eq!(found, [(2, None), (3, Some(RowFault::TooLong)), (4, None), (5, None)], "{end:?}");
        }
    }

    #[test]
    fn the_parts_of_a_block_have_its_rows_its_lines_and_its_notation() {
        let text =
            "id;x;y;remark\r\n1;1;1;\"two\r\nlines\"\r\n2;2\r\n\r\n3;3;3;a\n4;4,5;4;\"open\n5;5;5;\n6;120.000;6;";
        let rows = |layout: Layout, blocks: &[Block]| {
            let mut rows = Vec::new();
            for block in blocks {
                layout.rows(block, |row| {
                    let cells: Vec<_> =
                        row.cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
                    rows.push((row.line, cells, row.fault));
                });
            }
            rows
        };
        for most in [1, 2, 3, 100] {
            let mut table = Table::open(text.as_bytes()).unwrap();
            let (layout, block) = (table.layout, table.next_block().unwrap().unwrap());
            let bytes = block.bytes;
            let whole = rows(layout, std::slice::from_ref(&block));
            let parts = layout.split(block, most);
            assert_eq!(rows(layout, &parts), whole, "{most}");
            assert_eq!(parts.iter().map(|part| part.bytes).sum::<u64>(), bytes);
            let mut notations = Notations::new(b'\t');
            layout.note_numbers(&parts[parts.len() - 1], &mut notations);
            let doubtful = crate::tabular::Number::read(b"120.000").unwrap();
            // The comma of another part says that the point stands between thousands.
            assert!(notations.value(1, doubtful).is_err());
        }
    }

    #[test]
    fn decimal_commas_are_seen_in_the_first_rows() {
        let has =
            |text: &str, column| Table::open(text.as_bytes()).unwrap().has_decimal_commas(|wanted| wanted == column);
        assert!(has("id;x\n1,5;2,5\n", 1) && has("id;x\n1;2\n1;2,5", 1));
        assert!(!has("id;x\n1,5;2.5\n", 1) && !has("id;x\n", 1));
    }

    #[test]
    fn rows_with_other_numbers_of_cells_are_kept_apart() {
        assert_eq!(rows(b"id,x\na,1\nb\nc,1,2\nd,2\n"), ["2 a|1", "3 b !", "4 c|1|2 !", "5 d|2"]);
    }

    #[test]
    fn the_notation_of_a_column_is_known_from_any_of_its_rows() {
        let table = Table::open(&b"id;v\na;120.000\nb;12.5\n"[..]).unwrap();
        let notations = table.notations().unwrap();
        let doubtful = crate::tabular::Number::read(b"120.000").unwrap();
        assert_eq!(notations.value(1, doubtful), Ok(120.0));
        assert!(notations.value(0, doubtful).is_err());
    }
}
