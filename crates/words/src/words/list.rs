//! Lists, capitals and articles.

/// A list with a word before the last: "a, b or c".
///
/// ```
/// assert_eq!(bodemtoets_words::words::joined(&["a", "b", "c"].map(str::to_owned), "or"), "a, b or c");
/// ```
#[must_use]
pub fn joined(list: &[String], word: &str) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., end] => format!("{} {word} {end}", start.join(", ")),
    }
}

/// With a capital.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A word with its English article.
///
/// ```
/// assert_eq!(bodemtoets_words::words::an("interference area"), "an interference area");
/// ```
#[must_use]
pub fn an(word: &str) -> String {
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
    format!("{} {word}", if vowel { "an" } else { "a" })
}
