//! How a table is written as CSV: separators, decimal mark, and text that a spreadsheet must not run.

use std::borrow::Cow;

use serde_json::Value;

use bodemtoets_words::words::without_controls;

/// How a table is written as CSV.
///
/// Text comes from others, and a spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula. Such
/// text gets an apostrophe in front, which a spreadsheet takes for "this is text" and does not show; control
/// and bidirectional characters are left out. Numbers stay numbers. For machines, `raw` writes text as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between cells.
    pub delimiter: u8,
    /// Numbers have a decimal comma, not a point.
    pub decimal_comma: bool,
    /// The file begins with a byte order mark, by which Excel knows that it is UTF-8.
    pub byte_order_mark: bool,
    /// Text is written as it is, formulas and control characters included.
    pub raw: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self::STANDARD
    }
}

impl Dialect {
    /// As RFC 4180 has it: `,` between cells, a decimal point, UTF-8 without a mark.
    pub const STANDARD: Self = Self { delimiter: b',', decimal_comma: false, byte_order_mark: false, raw: false };

    /// As a Dutch Excel opens and saves it: `;` between cells, a decimal comma, a byte order mark.
    pub const DUTCH: Self = Self { delimiter: b';', decimal_comma: true, byte_order_mark: true, raw: false };

    /// Text that a spreadsheet shows and does not run; without quotes.
    ///
    /// ```
    /// use bodemtoets_report::Dialect;
    /// let shown = |text| Dialect::STANDARD.text(text).into_owned();
    /// assert_eq!(shown("=HYPERLINK(\"http://example.invalid\")"), "'=HYPERLINK(\"http://example.invalid\")");
    /// assert_eq!(shown("-2+3"), "'-2+3");
    /// assert_eq!(shown("-2.5"), "-2.5");
    /// assert_eq!(shown("NL-2024-01"), "NL-2024-01");
    /// ```
    #[must_use]
    pub fn text(self, text: &str) -> Cow<'_, str> {
        if self.raw || is_plain(text) {
            return Cow::Borrowed(text);
        }
        let text = without_controls(text);
        let mut safe = String::with_capacity(text.len() + 2);
        if text.starts_with(['\t', '\r']) {
            safe.push('\'');
        }
        // Where the reader takes another character for the separator, a cell begins after it.
        for cell in text.split_inclusive([',', ';', '\t', '\n', '\r']) {
            if is_formula(cell) {
                safe.push('\'');
            }
            safe.push_str(cell);
        }
        if safe == text { text } else { Cow::Owned(safe) }
    }

    /// The same, in quotes when it needs them.
    #[must_use]
    pub fn cell(self, text: &str) -> String {
        let mut cell = Vec::new();
        self.push_text(&mut cell, text);
        String::from_utf8_lossy(&cell).into_owned()
    }

    /// Adds text to a row, in quotes when it needs them.
    pub fn push_text(self, row: &mut Vec<u8>, text: &str) {
        if is_plain(text) && !text.as_bytes().contains(&self.delimiter) {
            row.extend_from_slice(text.as_bytes());
            return;
        }
        let text = self.text(text);
        let needs_quotes = |byte| byte == self.delimiter || matches!(byte, b'"' | b'\n' | b'\r');
        if !text.bytes().any(needs_quotes) {
            row.extend_from_slice(text.as_bytes());
            return;
        }
        row.push(b'"');
        for byte in text.bytes() {
            if byte == b'"' {
                row.push(b'"');
            }
            row.push(byte);
        }
        row.push(b'"');
    }

    /// Adds a number rounded to a thousandth, without zeros that say nothing; nothing when there is none.
    ///
    /// Formatting through `write!` takes a fifth of the time of a batch; this does not.
    pub fn push_real(self, row: &mut Vec<u8>, value: Option<f64>) {
        let Some(value) = value else { return };
        let millis = (value * 1000.0).round();
        if !(-9e15..=9e15).contains(&millis) {
            row.extend_from_slice(if value > 0.0 { b"inf" } else { b"-inf" });
            return;
        }
        #[expect(clippy::cast_possible_truncation, reason = "checked just above")]
        let millis = millis as i64;
        if millis < 0 {
            row.push(b'-');
        }
        let millis = millis.unsigned_abs();
        self.push_integer(row, millis / 1000);
        let mut rest = millis % 1000;
        if rest > 0 {
            row.push(if self.decimal_comma { b',' } else { b'.' });
            for place in [100, 10, 1] {
                #[expect(clippy::cast_possible_truncation, reason = "a single digit")]
                row.push(b'0' + (rest / place) as u8);
                rest %= place;
                if rest == 0 {
                    break;
                }
            }
        }
    }

    /// Adds a whole number.
    pub fn push_integer(self, row: &mut Vec<u8>, mut value: u64) {
        let mut digits = [0; 20];
        let mut start = digits.len();
        loop {
            start -= 1;
            let digit = (value % 10) as u8;
            digits[start] = b'0' + digit;
            value /= 10;
            if value == 0 {
                break;
            }
        }
        row.extend_from_slice(&digits[start..]);
    }

    /// The first row of a table: the names of its columns, and those of columns that are not ours. Of the latter
    /// one that has the name of another gets `input_` in front.
    ///
    /// ```
    /// use bodemtoets_report::Dialect;
    /// let own = ["file number".to_owned(), "status".to_owned()];
    /// let header = Dialect::STANDARD.header(["id", "status"], &own);
    /// assert_eq!(header, b"id,status,file number,input_status\n");
    /// ```
    #[must_use]
    pub fn header<'a>(self, columns: impl IntoIterator<Item = &'a str>, own: &[String]) -> Vec<u8> {
        let mut names: Vec<Cow<'a, str>> = columns.into_iter().map(Cow::Borrowed).collect();
        for name in own {
            let mut name = name.clone();
            while names.iter().any(|other| other.eq_ignore_ascii_case(&name)) {
                name.insert_str(0, "input_");
            }
            names.push(Cow::Owned(name));
        }
        let mut header = if self.byte_order_mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
        self.push_row(&mut header, names.iter().map(AsRef::as_ref));
        header
    }

    /// Adds values to a row: text, numbers, or nothing.
    pub fn push_values(self, table: &mut Vec<u8>, values: &[Value]) {
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                table.push(self.delimiter);
            }
            match value {
                Value::Null => {}
                Value::String(text) => self.push_text(table, text),
                Value::Number(number) if self.decimal_comma => {
                    table.extend_from_slice(number.to_string().replace('.', ",").as_bytes());
                }
                other => table.extend_from_slice(other.to_string().as_bytes()),
            }
        }
    }

    /// A row of texts.
    pub fn push_row<'a>(self, table: &mut Vec<u8>, cells: impl IntoIterator<Item = &'a str>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                table.push(self.delimiter);
            }
            self.push_text(table, cell);
        }
        table.push(b'\n');
    }
}

/// Text that no program takes for anything else, without quotes too: nothing to look at more closely.
fn is_plain(text: &str) -> bool {
    let first = text.bytes().next();
    !first.is_some_and(|byte| matches!(byte, b' ' | b'=' | b'+' | b'-' | b'@'))
        && text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && !matches!(byte, b',' | b';' | b'"'))
}

/// Whether a spreadsheet would run this as a formula. A number is none.
fn is_formula(cell: &str) -> bool {
    let cell = cell.trim_matches([' ', ',', ';', '\t', '\n', '\r']);
    let begins = cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    begins && !is_number(cell) && cell.bytes().any(|byte| byte != b'-')
}

/// A number as people and programs write it: a sign, digits with at most one mark, an exponent.
fn is_number(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, part) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    unsigned == "inf" || (digits(whole) && digits(part) && exponent.is_none_or(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_quoted_when_it_has_to_be() {
        let written = |text| Dialect::STANDARD.cell(text);
        assert_eq!(written("NB-1"), "NB-1");
        assert_eq!(written("a,b"), "\"a,b\"");
        assert_eq!(written("5\" pipe\nnew"), "\"5\"\" pipe\nnew\"");
        assert_eq!(written("a;b"), "a;b");
        assert_eq!(Dialect::DUTCH.cell("a;b,c"), "\"a;b,c\"");
    }

    #[test]
    fn no_cell_begins_a_formula_whatever_the_reader_takes_for_the_separator() {
        for text in ["=1+1", "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", " =1", "＝1+1", "-5-A1", "+a"] {
            assert_eq!(Dialect::STANDARD.text(text), format!("'{text}"));
        }
        assert_eq!(Dialect::STANDARD.text("a;=1+1"), "a;'=1+1");
        assert_eq!(Dialect::STANDARD.text("a\n=1+1"), "a\n'=1+1");
        assert_eq!(Dialect::STANDARD.text("\ttab"), "'\ttab");
        assert_eq!(Dialect::STANDARD.text("\u{1b}=1+1"), "'=1+1", "what is left out uncovers no formula");
        let raw = Dialect { raw: true, ..Dialect::STANDARD };
        assert_eq!(raw.text("=1+1\u{1b}"), "=1+1\u{1b}");
    }

    #[test]
    fn numbers_dashes_and_names_stay() {
        for text in ["-2.5", "+31612345678", "-1,5", "-1e-7", "-inf", "", "-", "--", "a-b", "É", "prohibition:dr-1"] {
            assert_eq!(Dialect::STANDARD.text(text), text);
        }
    }

    #[test]
    fn numbers_are_written_as_people_would() {
        let written = |dialect: Dialect, value| {
            let mut text = Vec::new();
            dialect.push_real(&mut text, value);
            String::from_utf8(text).unwrap()
        };
        let standard = |value| written(Dialect::STANDARD, value);
        assert_eq!(standard(None), "");
        assert_eq!(standard(Some(0.0)), "0");
        assert_eq!(standard(Some(-0.5)), "-0.5");
        assert_eq!(standard(Some(1234.5674)), "1234.567");
        assert_eq!(standard(Some(12.05)), "12.05");
        assert_eq!(standard(Some(f64::INFINITY)), "inf");
        assert_eq!(written(Dialect::DUTCH, Some(12.05)), "12,05");
    }
}
