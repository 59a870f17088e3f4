//! What an officer should look at, in words.

use crate::inspection::Concern;
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::text;

impl Concern {
    /// What it is, as a sentence without a full stop.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Check(statement) => statement.text(lang),
            Self::Unknown(reason) => reason.text(lang),
            Self::NoReadings(year) => {
                text!(lang, nl: "er zijn geen meetgegevens van {year}", en: "there are no readings of {year}")
            }
        }
    }
}

impl From<Concern> for Text {
    fn from(concern: Concern) -> Self {
        Text::both(|lang| concern.text(lang))
    }
}
