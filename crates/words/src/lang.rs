//! The two languages that people read: Dutch and English.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The language of texts for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Lang {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The sentence that a function writes, in both languages.
    ///
    /// ```
    /// use bodemtoets_words::lang::Text;
    /// use bodemtoets_words::words::text;
    ///
    /// let depth = 80;
    /// let both = Text::both(|lang| text!(lang, nl: "{depth} m diep", en: "{depth} m deep"));
    /// assert_eq!(both.nl, "80 m diep");
    /// ```
    #[must_use]
    pub fn both(write: impl Fn(Lang) -> String) -> Self {
        Self { nl: write(Lang::Nl), en: write(Lang::En) }
    }

    /// The sentence in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }
}

impl Lang {
    /// Chooses between a Dutch and an English text.
    #[must_use]
    pub fn pick<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }
}
