//! A reader of TOML that finds every fault, each with its place.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::typed::Typed;
use crate::rules::fault::Fault;
use bodemtoets_words::suggest;

/// A value, and where it stands.
pub(in crate::rules) type Value<'i> = Spanned<DeValue<'i>>;

/// A date as TOML writes it.
#[derive(Deserialize)]
pub(in crate::rules) struct Day(
    #[serde(deserialize_with = "bodemtoets_words::date::deserialize")] pub jiff::civil::Date,
);

/// A name, or a list of names; at least one.
pub(in crate::rules) struct Names(pub Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a text, or a list of texts")]
        enum OneOrMore {
            One(String),
            More(Vec<String>),
        }
        let list = match OneOrMore::deserialize(deserializer)? {
            OneOrMore::One(one) => vec![one],
            OneOrMore::More(more) => more,
        };
        if list.is_empty() {
            return Err(serde::de::Error::custom("an empty list names nothing"));
        }
        Ok(Self(list))
    }
}

/// Reads a text, and keeps what is wrong with it.
pub(in crate::rules) struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    faults: Vec<Fault>,
}

/// A table whose keys are taken one by one.
pub(in crate::rules) struct Keys<'i> {
    pub table: DeTable<'i>,
    pub span: Range<usize>,
    what: &'static str,
    /// Keys that were misspelt: that they are not there has been said.
    meant: Vec<&'static str>,
    misspelt: bool,
}

impl<'i> Keys<'i> {
    pub(super) fn new(table: DeTable<'i>, span: Range<usize>, what: &'static str) -> Self {
        Self { table, span, what, meant: Vec::new(), misspelt: false }
    }

    /// Whether a key is there.
    pub(in crate::rules) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether a key is there that is not known.
    pub(in crate::rules) fn has_misspelt(&self) -> bool {
        self.misspelt
    }

    /// Where the value of a key stands; where the table does when it is not there.
    pub(in crate::rules) fn span_of(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or_else(|| self.span.clone(), Spanned::span)
    }
}

impl<'a> Reader<'a> {
    pub(in crate::rules) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, faults: Vec::new() }
    }

    /// The name of the file.
    pub(super) fn file(&self) -> &'a str {
        self.file
    }

    /// The text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Everything that was found wrong.
    pub(in crate::rules) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// Whether nothing was found wrong so far.
    pub(super) fn is_content(&self) -> bool {
        self.faults.is_empty()
    }

    /// Says what is wrong at a place.
    pub(in crate::rules) fn fault(&mut self, span: Range<usize>, problem: impl Into<String>) {
        self.faults.push(Fault::new(self.file, self.text, span, problem));
    }

    /// The keys of a table.
    pub(in crate::rules) fn keys<'i>(&mut self, value: Value<'i>, what: &'static str) -> Option<Keys<'i>> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => Some(Keys::new(table, span, what)),
            other => {
                self.fault(span, format!("a {what} is a table, not {}", a(other.type_str())));
                None
            }
        }
    }

    /// Says which keys are not known, with the nearest that is.
    pub(in crate::rules) fn unknown_keys(&mut self, keys: &mut Keys, known: &[&'static str]) {
        for key in keys.table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let nearest = suggest::nearest(name, known.iter().copied());
                let hint = match nearest {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => format!("expected one of `{}`", known.join("`, `")),
                };
                keys.misspelt = true;
                keys.meant.extend(known.iter().filter(|known| nearest == Some(known)));
                self.fault(key.span(), format!("a {} has no key `{name}`; {hint}", keys.what));
            }
        }
    }

    /// A key that has to be there.
    pub(in crate::rules) fn needed<T: for<'de> Deserialize<'de>>(&mut self, keys: &mut Keys, key: &str) -> Option<T> {
        self.needed_with(keys, key, Self::value)
    }

    /// The same, read in its own way.
    pub(in crate::rules) fn needed_with<'i, T>(
        &mut self,
        keys: &mut Keys<'i>,
        key: &str,
        read: impl FnOnce(&mut Self, Value<'i>) -> Option<T>,
    ) -> Option<T> {
        let Some(value) = keys.table.remove(key) else {
            if !keys.meant.contains(&key) {
                self.fault(keys.span.clone(), format!("this {} has no `{key}`", keys.what));
            }
            return None;
        };
        read(self, value)
    }

    /// A key that may be left out: `Some(None)` when it is, `None` when it is wrong.
    #[expect(clippy::option_option, reason = "as any other value: None when it is wrong, which has been told")]
    pub(in crate::rules) fn optional<T: for<'de> Deserialize<'de>>(
        &mut self,
        keys: &mut Keys,
        key: &str,
    ) -> Option<Option<T>> {
        match keys.table.remove(key) {
            Some(value) => self.value(value).map(Some),
            None => Some(None),
        }
    }

    /// A list that may be left out.
    pub(in crate::rules) fn list<'i, T>(
        &mut self,
        keys: &mut Keys<'i>,
        key: &str,
        mut read: impl FnMut(&mut Self, Value<'i>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = keys.table.remove(key) else { return Vec::new() };
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(list) => list.into_iter().filter_map(|item| read(self, item)).collect(),
            other => {
                self.fault(span, format!("`{key}` is a list, not {}", a(other.type_str())));
                Vec::new()
            }
        }
    }

    /// A value.
    pub(in crate::rules) fn value<T: for<'de> Deserialize<'de>>(&mut self, value: Value) -> Option<T> {
        let span = value.span();
        let read = T::deserialize(Typed(value));
        read.map_err(|mistake| self.fault(mistake.span.unwrap_or(span), mistake.problem)).ok()
    }

    /// The table of a key that has to be there, whose keys are known.
    pub(in crate::rules) fn inner<'i>(
        &mut self,
        keys: &mut Keys<'i>,
        key: &'static str,
        known: &[&'static str],
    ) -> Option<Keys<'i>> {
        let mut inner = self.needed_with(keys, key, |reader, value| reader.keys(value, "condition"))?;
        self.unknown_keys(&mut inner, known);
        (!inner.has_misspelt()).then_some(inner)
    }
}

/// A word with its article.
fn a(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}
