//! Letters that can be set: those that the fonts have, and words that fit on a line.

use serde_json::Value;

use crate::desk::Desk;

/// What stands for a letter that the fonts do not have; both files that are attached have the letter itself.
const NO_LETTER: char = '□';

/// After so many letters without a place to break, a line may break.
const LONG_WORD: usize = 26;

/// A place where a line may break.
const BREAK: char = '\u{200b}';

/// Makes every text of a document fit to be set. Addresses stay as they are, and drawings break no words.
pub(crate) fn fit(value: &mut Value, desk: &Desk) {
    match value {
        Value::String(text) => *text = broken(&known(text, desk)),
        Value::Array(items) => items.iter_mut().for_each(|item| fit(item, desk)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match (name.as_str(), field) {
                    ("url", _) => {}
                    ("svg" | "sign", Value::String(drawing)) => *drawing = known(drawing, desk),
                    (_, field) => fit(field, desk),
                }
            }
        }
        _ => {}
    }
}

/// A text with a sign for every letter that the fonts do not have.
fn known(text: &str, desk: &Desk) -> String {
    let letters = text.chars().filter(|letter| !is_joiner(*letter));
    letters.map(|letter| if letter == '\n' || desk.has(letter) { letter } else { NO_LETTER }).collect()
}

/// Whether a character only tells how those beside it are drawn.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// A text of which every long word may break.
fn broken(text: &str) -> String {
    let mut fit = String::with_capacity(text.len());
    let mut run = 0;
    for letter in text.chars() {
        run = if letter.is_whitespace() { 0 } else { run + 1 };
        fit.push(letter);
        if run == LONG_WORD {
            fit.push(BREAK);
            run = 0;
        }
    }
    fit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_no_font_has_become_a_sign() {
        let desk = Desk::new().unwrap();
        let mut document = serde_json::json!({"a": "Fryslân שלום 😀\u{fe0f}", "url": "https://é😀", "svg": "<text>😀</text>"});
        fit(&mut document, &desk);
        assert_eq!(
            document,
            serde_json::json!({"a": "Fryslân □□□□ □", "url": "https://é😀", "svg": "<text>□</text>"})
        );
    }

    #[test]
    fn a_long_word_may_break() {
        let long = broken(&"a".repeat(100));
        assert_eq!(long.matches(BREAK).count(), 3);
        assert_eq!(broken("Hoogheemraadschap De Stichtse Rijnlanden"), "Hoogheemraadschap De Stichtse Rijnlanden");
    }
}
