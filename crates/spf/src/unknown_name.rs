//! A name that is not known, and the nearest that is.

use bodemtoets_words::suggest;

/// A name that is not known, and the nearest that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// What kind of name it is, such as `unit` or `[[runs]]`; empty when the place says so.
    pub kind: String,
    /// The name.
    pub name: String,
    /// The nearest known one, when one is near.
    pub nearest: Option<String>,
    /// Those that are known.
    pub known: Vec<String>,
    /// What can be done besides.
    pub advice: Option<Advice>,
}

/// What can be done about a name that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// A concept may be a file.
    ConceptFile,
    /// A pulse has the unit that it stands for, and a factor.
    PulseFactor,
}

impl UnknownName {
    /// A name that is not among those that are known.
    pub(super) fn new<'a>(name: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Self {
        Self {
            kind: String::new(),
            name: name.to_owned(),
            nearest: suggest::nearest(name, known.clone()).map(str::to_owned),
            known: known.into_iter().map(str::to_owned).collect(),
            advice: None,
        }
    }

    /// The same, with what kind of name it is.
    pub(super) fn of(self, kind: &str) -> Self {
        Self { kind: kind.to_owned(), ..self }
    }

    /// The same, with what can be done besides.
    pub(super) fn or(self, advice: Advice) -> Self {
        Self { advice: Some(advice), ..self }
    }
}
