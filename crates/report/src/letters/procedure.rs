//! Sentences that rest on general administrative law, as data with their articles.

use bodemtoets_document::Words;
use bodemtoets_law::explain::cited;
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::provenance::{Certainty, Source};
use serde::Deserialize;

const PROCEDURE: &str = include_str!("../../data/letters/procedure.toml");

/// Sentences of letters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Procedure {
    /// What happens when nothing is sent.
    pub(super) not_sent: Sentence,
    /// That the time for a decision stands still.
    pub(super) waiting: Sentence,
    /// How long one can object.
    pub(super) objection: Sentence,
    /// What an objection says.
    pub(super) objection_says: Sentence,
}

/// A sentence with its article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sentence {
    text: Text,
    source: Source,
    /// How sure it is; a letter asks for all of them to be read again.
    #[expect(dead_code, reason = "for who reads the file")]
    certainty: Certainty,
}

impl Procedure {
    /// The sentences that come with the tool.
    pub(super) fn embedded() -> Result<Self, toml::de::Error> {
        toml::from_str(PROCEDURE)
    }
}

impl Sentence {
    /// The sentence for the citizen, and behind it the article for the lawyer.
    pub(super) fn words(&self, lang: Lang) -> Words {
        format!("{} ({}.)", self.text.get(lang), cited(&self.source)).into()
    }
}
