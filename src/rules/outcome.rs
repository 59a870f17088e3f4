//! What a rule may lead to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// The outcome of a rule. Ordered from mild to strict; the strictest that applies wins.
/// `attention` stands below all of them: it adds a remark and changes no permission.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// A remark that changes no permission.
    Attention,
    /// Nothing is asked.
    Free,
    /// A notification is enough.
    Notify,
    /// A permit is needed.
    Permit,
    /// Not allowed.
    Prohibited,
}

impl Outcome {
    /// The slug, as in JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Attention => "attention",
            Self::Free => "free",
            Self::Notify => "notify",
            Self::Permit => "permit",
            Self::Prohibited => "prohibited",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Attention => lang.pick("aandacht", "attention"),
            Self::Free => lang.pick("vrij", "free"),
            Self::Notify => lang.pick("melding", "notification"),
            Self::Permit => lang.pick("vergunning", "permit"),
            Self::Prohibited => lang.pick("verboden", "prohibited"),
        }
    }
}
