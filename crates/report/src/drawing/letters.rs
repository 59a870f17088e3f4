//! Letters on a drawing: how they look, and about how wide they are.

use std::fmt::{self, Display};

use super::short;

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Letters {
    /// Height of the line, in units of the drawing.
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) colour: &'static str,
    pub(crate) anchor: Anchor,
}

/// What lies at the place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Letters {
    /// Dark letters that start at their place.
    pub(crate) const fn of(size: f64) -> Self {
        Self { size, bold: false, colour: "#222", anchor: Anchor::Start }
    }

    /// The same, bold.
    pub(crate) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same, grey: for what only explains.
    pub(crate) const fn grey(self) -> Self {
        Self { colour: "#555", ..self }
    }

    /// The same, with the place somewhere else in the text.
    pub(crate) const fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// As attributes of a text, with a space before each.
impl Display for Letters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let anchor = match self.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if self.bold { " font-weight=\"bold\"" } else { "" };
        write!(formatter, " font-size=\"{}\" fill=\"{}\"{weight}{anchor}", short(self.size), self.colour)
    }
}

/// About how wide a text is, in units of the drawing: a little more than in Noto Sans, because who looks
/// at an SVG may have another font.
pub(crate) fn width(words: &str, letters: Letters) -> f64 {
    let em: f64 = words
        .chars()
        .map(|letter| match letter {
            ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '\'' | 'i' | 'j' | 'l' | 'I' | '|' => 0.3,
            'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 0.4,
            'm' | 'w' | 'M' | 'W' | '%' => 0.93,
            _ if letter.is_uppercase() => 0.7,
            _ => 0.59,
        })
        .sum();
    em * letters.size * if letters.bold { 1.08 } else { 1.0 }
}

/// A text that is cut off where it would not fit, with an ellipsis.
pub(crate) fn fitted(words: &str, letters: Letters, most: f64) -> String {
    if width(words, letters) <= most {
        return words.to_owned();
    }
    let mut text = String::new();
    for letter in words.chars() {
        text.push(letter);
        if width(&text, letters) > most - letters.size {
            text.pop();
            break;
        }
    }
    text.truncate(text.trim_end().len());
    text.push('…');
    text
}

/// A text in lines that fit, broken at spaces (not at no-break spaces); a word that is wider than a line is cut off.
pub(crate) fn wrapped(words: &str, letters: Letters, most: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words.split(' ') {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, letters) <= most || line.is_empty() {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.push(line);
    lines.into_iter().map(|line| fitted(&line, letters, most)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_cut_off_with_an_ellipsis() {
        let letters = Letters::of(10.0);
        assert_eq!(fitted("short", letters, 100.0), "short");
        let cut = fitted(&"long ".repeat(50), letters, 100.0);
        assert!(cut.ends_with('…') && width(&cut, letters) <= 100.0, "{cut}");
    }

    #[test]
    fn lines_fit_and_lose_no_word() {
        let (letters, words) = (Letters::of(10.0), "the heat pump gives most of the heat of a normal year");
        let lines = wrapped(words, letters, 120.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, letters) <= 120.0));
        assert_eq!(lines.join(" "), words);
    }
}
