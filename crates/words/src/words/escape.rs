//! Text inside XML and HTML.

/// Text as it may stand between the tags of XML and HTML, and in attributes with double quotes. Control characters,
/// which XML does not allow, become spaces.
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
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_does_not_know_is_left_out() {
        assert_eq!(escaped("A&B <\"c\">\u{0}\n\u{ffff}"), "A&amp;B &lt;&quot;c&quot;&gt;  ");
    }
}
