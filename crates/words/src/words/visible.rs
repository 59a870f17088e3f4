//! What a terminal or a page would obey instead of show, made visible.
//!
//! Names and ids come from others. A control character in one could clear the screen, set the title of the
//! window or paint over a verdict; a bidirectional one could turn the order of a line around.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Text of others with its control and bidirectional characters written out.
///
/// ```
/// use bodemtoets_words::words::visible;
/// assert_eq!(visible("well 7"), "well 7");
/// assert_eq!(visible("A\u{1b}[2Jallowed\n"), r"A\u{1b}[2Jallowed\n");
/// assert_eq!(visible("A\u{202e}B"), r"A\u{202e}B");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    text.chars().for_each(|character| push_visible(&mut shown, character));
    Cow::Owned(shown)
}

/// A whole text of ours, in which text of others may stand: lines, tabs and colours stay, and everything else
/// that a terminal obeys is written out.
///
/// ```
/// use bodemtoets_words::words::visible_text;
/// assert_eq!(visible_text("\u{1b}[1;32mfree\u{1b}[0m\n"), "\u{1b}[1;32mfree\u{1b}[0m\n");
/// assert_eq!(visible_text("\u{1b}]0;title\u{7}"), r"\u{1b}]0;title\u{7}");
/// ```
#[must_use]
pub fn visible_text(text: &str) -> Cow<'_, str> {
    let is_kept = |character| matches!(character, '\n' | '\t');
    if !text.chars().any(|character| is_obeyed(character) && !is_kept(character)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let length = if let Some(length) = colour(rest) {
            shown.push_str(&rest[..length]);
            length
        } else {
            if is_kept(character) {
                shown.push(character);
            } else {
                push_visible(&mut shown, character);
            }
            character.len_utf8()
        };
        rest = &rest[length..];
    }
    Cow::Owned(shown)
}

/// Text of others without its control and bidirectional characters; tabs and line ends stay.
///
/// ```
/// use bodemtoets_words::words::without_controls;
/// assert_eq!(without_controls("A\u{1b}[2J"), "A[2J");
/// ```
#[must_use]
pub fn without_controls(text: &str) -> Cow<'_, str> {
    let is_left_out = |character: char| is_obeyed(character) && !matches!(character, '\t' | '\n' | '\r');
    if !text.chars().any(is_left_out) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|character| !is_left_out(*character)).collect())
}

/// Whether a character is obeyed, not shown: controls (C0, DEL, C1), line separators, those that set the direction of
/// text, and those that are no characters (`U+FFFF` and the like), which no document may hold.
#[must_use]
pub fn is_obeyed(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(character, '\u{fdd0}'..='\u{fdef}')
        || u32::from(character) & 0xfffe == 0xfffe
}

/// Adds a character, written out when it is obeyed.
pub(super) fn push_visible(shown: &mut String, character: char) {
    if is_obeyed(character) {
        // Writing to a String cannot fail.
        let _ = write!(shown, "{}", character.escape_default());
    } else {
        shown.push(character);
    }
}

/// How many bytes a colour at the start of a text takes: `ESC [`, numbers with `;` between, `m`.
fn colour(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix("\u{1b}[")?;
    let length = numbers.find(|character: char| !character.is_ascii_digit() && character != ';')?;
    (length <= 16 && numbers[length..].starts_with('m')).then_some("\u{1b}[".len() + length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_a_terminal_obeys_is_written_out() {
        let obeyed = (0..0x20).chain(0x7f..0xa0).chain([0x61c, 0x200e, 0x200f]).chain(0x2028..=0x202e);
        for character in obeyed.chain(0x2066..=0x2069).filter_map(char::from_u32) {
            let text = format!("a{character}b");
            let shown = visible(&text);
            assert!(shown.starts_with("a\\") && shown.ends_with('b') && !shown.contains(character), "{shown:?}");
        }
    }

    #[test]
    fn letters_of_all_languages_and_signs_stay() {
        for text in ["Ĳsselmeer", "Fryslân", "±0,25 m", "│ ├─ ▲ ✗", "مياه", "👍🏽", "a\u{a0}b"] {
            assert_eq!(visible(text), text);
            assert_eq!(visible_text(text), text);
            assert_eq!(without_controls(text), text);
        }
    }

    #[test]
    fn of_what_begins_like_a_colour_only_colours_stay() {
        for text in ["\u{1b}[2J", "\u{1b}[1;2", "\u{1b}[", "\u{1b}[38;5;é", "\u{1b}[12345678901234567890m"] {
            assert!(!visible_text(text).contains('\u{1b}'), "{text:?}");
        }
        assert_eq!(visible_text("\u{1b}[31mé\u{9b}\u{1b}[0m"), "\u{1b}[31mé\\u{9b}\u{1b}[0m");
    }
}
