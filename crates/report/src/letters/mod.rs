//! Letters to an applicant, for an officer to write on in: a request for what is missing, and the draft of a decision.
//!
//! They are in plain words for the citizen (level B1), with the article behind them for the lawyer. What nobody but the
//! officer knows stands in square brackets. An answer that is open gives no draft: there is nothing to decide yet.

mod decision;
mod head;
mod procedure;
mod request;

use bodemtoets_document::Document;
use bodemtoets_screening::{Assessment, Verdict};
use bodemtoets_words::lang::Lang;

use self::head::Case;
use self::procedure::Procedure;

/// A letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// What it is for.
    pub kind: Kind,
    /// What it says.
    pub document: Document,
}

/// What a letter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It asks for what is missing.
    Request,
    /// The draft of a decision: allowed, or not.
    Decision,
    /// The draft of an answer where nothing has to be decided: a notification is enough, or not even that is needed.
    Answer,
}

impl Kind {
    /// How the name of its file ends.
    #[must_use]
    pub fn slug(self, lang: Lang) -> &'static str {
        match self {
            Self::Request => lang.pick("verzoek-om-gegevens", "request-for-data"),
            Self::Decision => lang.pick("ontwerpbesluit", "draft-decision"),
            Self::Answer => lang.pick("antwoord", "answer"),
        }
    }

    /// What it is called in an index.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Request => lang.pick("verzoek om gegevens", "request for data"),
            Self::Decision => lang.pick("ontwerpbesluit", "draft decision"),
            Self::Answer => lang.pick("antwoord", "answer"),
        }
    }
}

/// The letters that an assessment asks for: none, one or both. `verdict` is that assessment written out.
///
/// # Errors
/// When the sentences on procedure that come with the tool cannot be read, which a test rules out.
pub fn letters(assessment: &Assessment, verdict: &Verdict, lang: Lang) -> Result<Vec<Letter>, toml::de::Error> {
    let procedure = Procedure::embedded()?;
    let case = Case { assessment, verdict, lang };
    Ok([request::letter(&case, &procedure), decision::letter(&case, &procedure)].into_iter().flatten().collect())
}
