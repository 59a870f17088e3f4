//! Letters that can be set: those that the fonts have, and words that fit on a line.

use serde_json::Value;
use ttf_parser::Face;

/// What stands for a letter that the fonts do not have; the files that are attached have the letter itself.
const NO_LETTER: char = '□';

/// After so many letters without a place to break, a line may break.
const LONG_WORD: usize = 26;

/// A place where a line may break.
const BREAK: char = '\u{200b}';

/// Letters below this are looked up once: a drawing is made of them.
const COMMON: u32 = 0x300;

/// The letters that all fonts have.
pub(crate) struct Letters {
    faces: Vec<Face<'static>>,
    /// Which of the common letters they have.
    common: Vec<bool>,
}

impl Letters {
    /// Those of these fonts.
    pub(crate) fn of(fonts: impl IntoIterator<Item = &'static [u8]>) -> Self {
        let faces: Vec<Face<'static>> = fonts.into_iter().filter_map(|font| Face::parse(font, 0).ok()).collect();
        let has = |code| char::from_u32(code).is_some_and(|letter| all_have(&faces, letter));
        let common = (0..COMMON).map(has).collect();
        Self { faces, common }
    }

    /// Makes every text of a document fit to be set. Addresses stay as they are, and drawings break no words.
    pub(crate) fn fit(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = broken(&self.known(text)),
            Value::Array(items) => items.iter_mut().for_each(|item| self.fit(item)),
            Value::Object(fields) => {
                for (name, field) in fields {
                    match (name.as_str(), field) {
                        ("url", _) => {}
                        // A drawing breaks no words, and the title stands in the metadata.
                        ("svg" | "sign" | "title", Value::String(text)) => *text = self.known(text),
                        (_, field) => self.fit(field),
                    }
                }
            }
            _ => {}
        }
    }

    /// A text with a sign for every letter that the fonts do not have.
    fn known(&self, text: &str) -> String {
        let letters = text.chars().filter(|letter| !is_joiner(*letter)).map(plain);
        letters.map(|letter| if letter == '\n' || self.has(letter) { letter } else { NO_LETTER }).collect()
    }

    fn has(&self, letter: char) -> bool {
        let common = usize::try_from(u32::from(letter)).ok().and_then(|code| self.common.get(code));
        common.copied().unwrap_or_else(|| all_have(&self.faces, letter))
    }
}

/// Whether all fonts have a letter that is shown, not obeyed. An accent that stands by itself is drawn over the letter
/// beside it: Noto Sans takes it for one that combines.
fn all_have(faces: &[Face<'_>], letter: char) -> bool {
    let has = |face: &Face<'_>| {
        let is_mark = |glyph| {
            let definitions = face.tables().gdef;
            definitions.and_then(|table| table.glyph_class(glyph)) == Some(ttf_parser::gdef::GlyphClass::Mark)
        };
        face.glyph_index(letter).is_some_and(|glyph| combines(letter) || !is_mark(glyph))
    };
    !is_obeyed(letter) && faces.iter().all(has)
}

/// Accents that people type for an apostrophe or a quotation mark.
fn plain(letter: char) -> char {
    match letter {
        '`' | '´' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' => '\'',
        '¨' | 'ʺ' | '˝' => '"',
        other => other,
    }
}

/// Whether a character only tells how those beside it are drawn.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether a character is obeyed, not shown: controls, those that set the direction of text, and those that are none.
fn is_obeyed(letter: char) -> bool {
    letter.is_control()
        || u32::from(letter) & 0xfffe == 0xfffe
        || matches!(letter, '\u{34f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

/// Whether a character is drawn over the one before it.
fn combines(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// A text of which every long word may break.
fn broken(text: &str) -> String {
    let mut fit = String::with_capacity(text.len());
    let mut run = 0;
    for letter in text.chars() {
        run = if letter.is_whitespace() || letter == '-' { 0 } else { run + 1 };
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
        let letters = Letters::of([notosans::REGULAR_TTF, notosans::BOLD_TTF]);
        let mut document = serde_json::json!({
            "a": "Fryslân e\u{301} שלום 😀\u{fe0f} ʼs `x` ˈ\0\u{202e}\u{ffff}",
            "url": "https://é😀",
            "svg": "<text>😀</text>",
        });
        letters.fit(&mut document);
        let set = serde_json::json!({
            "a": "Fryslân e\u{301} □□□□ □ 's 'x' □□□□",
            "url": "https://é😀",
            "svg": "<text>□</text>",
        });
        assert_eq!(document, set);
    }

    #[test]
    fn a_long_word_may_break() {
        let long = broken(&"a".repeat(100));
        assert_eq!(long.matches(BREAK).count(), 3);
        assert_eq!(broken("Hoogheemraadschapshuis-Noorderkwartier"), "Hoogheemraadschapshuis-Noorderkwartier");
    }
}
