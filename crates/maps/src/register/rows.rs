//! The rows of a CSV: `,`, `;` or tab between the fields, a byte order mark or not, decimal commas
//! or points.

use std::io::BufRead;

use serde_json::Value;

use crate::pack::Properties;

/// Rows by the names of their columns, or why one cannot be read.
pub(super) struct Rows<R: BufRead> {
    /// Names of the columns.
    pub names: Vec<String>,
    reader: csv::Reader<R>,
    record: csv::ByteRecord,
}

impl<R: BufRead> Rows<R> {
    /// Reads the header.
    pub fn open(mut input: R) -> Result<Self, String> {
        let start = input.fill_buf().map_err(|error| error.to_string())?;
        let mark = if start.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let line = start[mark..].split(|byte| *byte == b'\n').next().unwrap_or_default();
        let count = |delimiter: &u8| memchr::memchr_iter(*delimiter, line).count();
        let delimiter = *[b',', b'\t', b';'].iter().max_by_key(|delimiter| count(delimiter)).unwrap_or(&b';');
        input.consume(mark);
        let mut reader =
            csv::ReaderBuilder::new().has_headers(true).flexible(true).delimiter(delimiter).from_reader(input);
        let headers = reader.headers().map_err(|error| error.to_string())?;
        let names: Vec<String> = headers.iter().map(|name| name.trim().to_owned()).collect();
        if names.iter().all(String::is_empty) {
            return Err("the file is empty; the first line has to name the columns, see docs/register.md".to_owned());
        }
        Ok(Self { names, reader, record: csv::ByteRecord::new() })
    }
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Result<Properties, String>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.reader.read_byte_record(&mut self.record) {
            Ok(false) => return None,
            Ok(true) => {}
            Err(error) => return Some(Err(error.to_string())),
        }
        if self.record.len() != self.names.len() {
            let (found, expected) = (self.record.len(), self.names.len());
            return Some(Err(format!("the row has {found} fields, the header {expected}")));
        }
        let cells = self.names.iter().zip(&self.record).map(|(name, cell)| {
            let text = std::str::from_utf8(cell).map_err(|_| "not valid UTF-8; save the file as UTF-8".to_owned())?;
            Ok((name.clone(), Value::from(text)))
        });
        Some(cells.collect())
    }
}
