//! Words and symbols that reports share.

use anstyle::{AnsiColor, Style};

use bodemtoets_law::rules::{Outcome, Quantity, System};
use bodemtoets_screening::application::Application;
use bodemtoets_screening::{CertaintyOf, FoundZone, GivenFacts, VerdictOutcome};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::provenance::{Certainty, Status};
use bodemtoets_words::words::{amount, fact_word, text, visible};

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

/// Behind an outcome that is not settled: between which it lies, with a space before it; else nothing.
pub(super) fn between(range: Option<[VerdictOutcome; 2]>, lang: Lang) -> String {
    range.map_or_else(String::new, |[low, high]| {
        format!(" ({} – {})", outcome_word(low, lang), outcome_word(high, lang))
    })
}

/// An outcome with its symbol, in its colour, and between which it lies.
pub(super) fn coloured(outcome: VerdictOutcome, range: Option<[VerdictOutcome; 2]>, lang: Lang) -> String {
    let style = style(outcome);
    let (symbol, word, between) = (state_symbol(outcome), outcome_word(outcome, lang), between(range, lang));
    format!("{symbol} {style}{word}{style:#}{between}")
}

/// What is applied for.
pub(super) fn system_word(system: System, lang: Lang) -> &'static str {
    match system {
        System::Open => lang.pick("open bodemenergiesysteem", "open system"),
        System::Closed => lang.pick("gesloten bodemenergiesysteem", "closed system"),
    }
}

/// The numbers that an application states, on a line; nothing when it states none.
pub(super) fn stated(application: &Application, lang: Lang) -> Option<String> {
    let stated = Quantity::ALL.into_iter().filter(|quantity| quantity.is_stated()).filter_map(|quantity| {
        let value = application.stated(quantity)?;
        Some(format!("{} {}", fact_word(quantity.slug(), lang), amount(value, quantity.unit(), lang)))
    });
    let stated: Vec<String> = stated.collect();
    (!stated.is_empty()).then(|| stated.join(", "))
}

/// What stands at the foot of a verdict: the tool, and the fingerprint of the application.
pub(super) fn made_by(tool: &str, input_sha256: &str, lang: Lang) -> String {
    text!(lang, nl: "{tool}, aanvraag sha256 {input_sha256:.12}", en: "{tool}, application sha256 {input_sha256:.12}")
}

/// A rulebook with its version and fingerprint.
pub(super) fn rulebook(id: &str, version: &str, sha256: &str, lang: Lang) -> String {
    text!(lang, nl: "regelboek {id}: {version} (sha256 {sha256:.12})", en: "rulebook {id}: {version} (sha256 {sha256:.12})")
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

/// How sure an outcome is, in brackets with a space before: " (inferred; map of 2021)"; nothing when it is open.
#[must_use]
pub fn certainty(certainty: Option<&CertaintyOf>, lang: Lang) -> String {
    let Some(CertaintyOf { weakest, layer, map_date, .. }) = certainty else { return String::new() };
    let map = match (map_date, layer) {
        (Some(date), _) => text!(lang, nl: "; kaart van {year}", en: "; map of {year}", year = date.year()),
        (None, Some(_)) => lang.pick("; opgezocht", "; looked up").to_owned(),
        (None, None) => String::new(),
    };
    format!(" ({}{map})", certainty_word(*weakest, lang))
}

/// What somebody looked up, which map it was, who and when.
#[must_use]
pub fn given_words(given: &GivenFacts, lang: Lang) -> String {
    let facts = visible(&given.facts.join(", ")).into_owned();
    let source = match &given.source {
        Some(source) => visible(source).into_owned(),
        None => lang.pick("zonder bron", "no source stated").to_owned(),
    };
    let by = given.by.as_deref().map(visible).map(|by| text!(lang, nl: ", door {by}", en: ", by {by}"));
    let on = given.date.map(|date| text!(lang, nl: ", op {date}", en: ", on {date}"));
    let [by, on] = [by, on].map(Option::unwrap_or_default);
    text!(lang, nl: "opgezocht: {facts} ({source}{by}{on})", en: "looked up: {facts} ({source}{by}{on})")
}

/// What a zone is called: its name, or else its id; one that somebody looked up says so.
#[must_use]
pub fn zone_name(zone: &FoundZone, lang: Lang) -> String {
    match &zone.name {
        Some(name) => visible(name).into_owned(),
        None if zone.layer == "given" => lang.pick("(opgezocht)", "(looked up)").to_owned(),
        None => visible(&zone.id).into_owned(),
    }
}
