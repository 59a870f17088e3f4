//! Text inside XML and HTML.

use super::visible::push_visible;

/// Text as it may stand between the tags of XML and HTML, and in attributes with double quotes. Line ends and tabs
/// become spaces; other control characters, which XML does not allow, and those that turn text around are written
/// out.
///
/// ```
/// assert_eq!(bodemtoets_words::words::escaped("R&D <\"1\">"), "R&amp;D &lt;&quot;1&quot;&gt;");
/// ```
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            '\n' | '\r' | '\t' => escaped.push(' '),
            letter => push_visible(&mut escaped, letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_does_not_know_is_left_out_or_written_out() {
        assert_eq!(escaped("A&B <\"c\">\u{0}\n\u{ffff}"), r"A&amp;B &lt;&quot;c&quot;&gt;\u{0} ");
        assert_eq!(escaped("A\u{1b}[31m\u{202e}B"), r"A\u{1b}[31m\u{202e}B");
    }
}
