//! What a rule may lead to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use bodemtoets_words::lang::Lang;

/// The outcome of a rule. Ordered from mild to strict; the strictest that applies wins.
///
/// Only those from `free` on decide. `attention` adds a remark, `implausible` doubts the
/// application, `duty` says what has to be done besides: they change no permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Something that has to be done, such as a yearly report.
    Duty,
    /// The numbers of the application cannot all be right.
    Implausible,
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
    /// All of them, from mild to strict.
    pub const ALL: [Self; 7] =
        [Self::Duty, Self::Implausible, Self::Attention, Self::Free, Self::Notify, Self::Permit, Self::Prohibited];

    /// Whether it says what is permitted.
    #[must_use]
    pub fn decides(self) -> bool {
        self >= Self::Free
    }

    /// Whether a rule with this outcome may take the place of one with another: what decides gives
    /// way only to what decides, a remark not to a duty.
    #[must_use]
    pub fn may_replace(self, other: Self) -> bool {
        (self.decides() || !other.decides()) && (!self.is_aside() || other.is_aside())
    }

    /// Whether it only comes with a verdict that is written out in full.
    #[must_use]
    pub fn is_aside(self) -> bool {
        self < Self::Attention
    }

    /// The slug, as in JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Duty => "duty",
            Self::Implausible => "implausible",
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
            Self::Duty => lang.pick("plicht", "duty"),
            Self::Implausible => lang.pick("onaannemelijk", "implausible"),
            Self::Attention => lang.pick("aandacht", "attention"),
            Self::Free => lang.pick("vrij", "free"),
            Self::Notify => lang.pick("melding", "notification"),
            Self::Permit => lang.pick("vergunning", "permit"),
            Self::Prohibited => lang.pick("verboden", "prohibited"),
        }
    }
}
