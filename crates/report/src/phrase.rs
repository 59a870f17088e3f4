//! Words and symbols that reports share.

use anstyle::{AnsiColor, Style};

use crate::lang::Lang;
use crate::provenance::{Certainty, Status};
use crate::rules::Outcome;
use crate::screening::VerdictOutcome;

/// A symbol beside every word, so that nobody needs colour to tell them apart.
#[must_use]
pub fn state_symbol(outcome: VerdictOutcome) -> &'static str {
    match outcome {
        VerdictOutcome::Free => "○",
        VerdictOutcome::Notify => "●",
        VerdictOutcome::Permit => "▲",
        VerdictOutcome::Prohibited => "✗",
        VerdictOutcome::Undetermined => "?",
        VerdictOutcome::NotCovered => "–",
    }
}

/// The word for an outcome.
#[must_use]
pub fn outcome_word(outcome: VerdictOutcome, lang: Lang) -> &'static str {
    match outcome {
        VerdictOutcome::Free => Outcome::Free.word(lang),
        VerdictOutcome::Notify => Outcome::Notify.word(lang),
        VerdictOutcome::Permit => Outcome::Permit.word(lang),
        VerdictOutcome::Prohibited => Outcome::Prohibited.word(lang),
        VerdictOutcome::Undetermined => lang.pick("onbeslist", "undetermined"),
        VerdictOutcome::NotCovered => lang.pick("niet gedekt", "not covered"),
    }
}

/// The colour of an outcome, for terminals.
pub(super) fn style(outcome: VerdictOutcome) -> Style {
    let colour = match outcome {
        VerdictOutcome::Free | VerdictOutcome::Notify => AnsiColor::Green,
        VerdictOutcome::Permit => AnsiColor::Yellow,
        VerdictOutcome::Prohibited => AnsiColor::Red,
        VerdictOutcome::Undetermined | VerdictOutcome::NotCovered => AnsiColor::Magenta,
    };
    Style::new().bold().fg_color(Some(colour.into()))
}

/// The word for a standing.
#[must_use]
pub fn status_word(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Official => lang.pick("officieel", "official"),
        Status::Derived => lang.pick("afgeleid", "derived"),
        Status::Factsheet => lang.pick("factsheet", "factsheet"),
        Status::Indicative => lang.pick("indicatief", "indicative"),
    }
}

/// The word for a certainty.
#[must_use]
pub fn certainty_word(certainty: Certainty, lang: Lang) -> &'static str {
    match certainty {
        Certainty::Verified => lang.pick("nagelezen", "verified"),
        Certainty::Derived => lang.pick("afgeleid uit data", "derived from data"),
        Certainty::Factsheet => lang.pick("factsheet", "factsheet"),
        Certainty::Inferred => lang.pick("beredeneerd", "inferred"),
        Certainty::Unverified => lang.pick("niet nagelezen", "unverified"),
    }
}
