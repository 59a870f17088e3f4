//! Where rows end: at a line feed, a carriage return or both, outside quotes.

/// What quotes do in some text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quotes {
    /// Where the last row ends that is whole.
    pub last_end: Option<usize>,
    /// Where the first row ends, when it is whole.
    pub first_end: Option<usize>,
    /// A quote is open at the end.
    pub open: bool,
    /// All quoted cells end at a delimiter or the end of a row.
    pub clean: bool,
}

/// Follows the quotes of a text from the beginning of a row: from quote to line end to quote, for what lies
/// between them changes nothing.
pub(super) fn quotes(text: &[u8], delimiter: u8, at_end: bool) -> Quotes {
    let mut quotes = Quotes { last_end: None, first_end: None, open: false, clean: true };
    let begins_cell = |at: usize| at == 0 || matches!(text[at - 1], b'\n' | b'\r') || text[at - 1] == delimiter;
    let ends_cell = |at: usize| text.get(at).is_none_or(|next| matches!(next, b'\n' | b'\r') || *next == delimiter);
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'"', b'\n', b'\r', &text[at..]) {
        let place = at + found;
        at = place + 1;
        match text[place] {
            b'"' if begins_cell(place) => match closing_quote(text, at) {
                None => {
                    quotes.open = true;
                    break;
                }
                Some(after) => {
                    quotes.clean &= ends_cell(after);
                    at = after;
                }
            },
            // Within a cell it is a letter, such as the sign for inches.
            b'"' => {}
            // The line feed of this carriage return follows, or may be yet to come.
            b'\r' if text.get(at).map_or(!at_end, |next| *next == b'\n') => {}
            _ => {
                quotes.first_end = quotes.first_end.or(Some(at));
                quotes.last_end = Some(at);
            }
        }
    }
    quotes
}

/// Where a cell goes on behind its closing quote; quotes in it are doubled.
fn closing_quote(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr::memchr(b'"', &text[at..])? + 1;
        if text.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// Where the line ends that a text begins with.
pub(super) fn first_line_end(text: &[u8], at_end: bool) -> Option<usize> {
    let at = memchr::memchr2(b'\n', b'\r', text)?;
    match (text[at], text.get(at + 1)) {
        (b'\r', Some(b'\n')) => Some(at + 2),
        (b'\r', None) if !at_end => None,
        _ => Some(at + 1),
    }
}

/// Where the last line ends, whatever the quotes say.
pub(super) fn last_line_end(text: &[u8], at_end: bool) -> Option<usize> {
    let mut end = memchr::memrchr2(b'\n', b'\r', text)?;
    if !at_end && text[end] == b'\r' && end + 1 == text.len() {
        end = memchr::memrchr2(b'\n', b'\r', &text[..end])?;
    }
    Some(end + 1)
}

/// Where the last whole row ends. Most texts have no quotes, and then it is the last line.
pub(super) fn last_row_end(text: &[u8], delimiter: u8, at_end: bool) -> Option<usize> {
    match memchr::memchr(b'"', text) {
        None => last_line_end(text, at_end),
        Some(_) => quotes(text, delimiter, at_end).last_end,
    }
}

/// The lines of a text with their ends.
pub(super) fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr::memchr2(b'\n', b'\r', rest)
            .map_or(rest.len(), |at| if rest[at..].starts_with(b"\r\n") { at + 2 } else { at + 1 });
        let (line, after) = rest.split_at(end);
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

/// How many lines end in a text.
pub(super) fn line_ends(text: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', text).count();
    let returns = memchr::memchr_iter(b'\r', text).filter(|at| text.get(at + 1) != Some(&b'\n')).count();
    (feeds + returns) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_at_any_line_end_outside_quotes() {
        for (text, end) in [
            ("a;b\nc", Some(4)),
            ("a;b\rc", Some(4)),
            ("a;b\r\nc", Some(5)),
            ("a;b\r", None),
            ("a;\"b\nc", None),
            ("a;\"b\nc\"\nd", Some(8)),
            ("a;\"b\"\"\nc\"\rd", Some(10)),
            // A quote within a cell is a letter: inches.
            ("a;5\"\nb", Some(5)),
        ] {
            assert_eq!(last_row_end(text.as_bytes(), b';', false), end, "{text:?}");
        }
        assert_eq!(last_row_end(b"a;b\r", b';', true), Some(4));
    }

    #[test]
    fn quotes_that_do_not_close_before_a_delimiter_are_seen() {
        let of = |text: &str| quotes(text.as_bytes(), b';', true);
        assert!(of("a;\"b\nc\";d\n").clean && !of("a;\"b\nc\"d;e\n").clean);
        assert!(of("a;\"b\nc\n").open && !of("a;\"b\"\n").open);
    }

    #[test]
    fn lines_are_counted_by_any_end() {
        let text = b"a\nb\rc\r\nd\n\re";
        assert_eq!(line_ends(text), 5);
        assert_eq!(lines(text).collect::<Vec<_>>(), [&b"a\n"[..], b"b\r", b"c\r\n", b"d\n", b"\r", b"e"]);
    }
}
