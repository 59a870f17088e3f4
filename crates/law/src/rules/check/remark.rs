//! Remarks: what is found in a rulebook that can be read, and is wrong all the same.

use std::ops::Range;

use super::super::rulebook::{Rule, Rulebook};
use bodemtoets_words::lang::{Lang, Text};

/// Something found in a rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What sort of thing.
    pub code: Code,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The rule that it is about, where it is about one.
    pub rule: Option<String>,
    /// What was found.
    pub text: Text,
}

/// What sort of thing was found. Its slug is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// No system can meet the condition.
    NeverApplies,
    /// Wherever the rule applies a stricter one does too.
    NeverDecides,
    /// Two rules give the same systems different outcomes.
    Contradiction,
    /// Days on which a norm, or the whole rulebook, is not in force.
    PeriodGap,
    /// Days on which a norm is in force twice.
    PeriodOverlap,
    /// A rule replaces one that it never meets.
    PeriodOfReplaced,
    /// A limit that no value can have.
    ImplausibleLimit,
    /// A kind of zone that nobody knows.
    UnknownKind,
    /// A map that no rule asks for.
    UnusedMap,
    /// A text that is empty, or not translated.
    MissingText,
    /// A source that cannot be looked up.
    NoSource,
    /// A rule that is not tested, or not in full.
    NoTests,
    /// Advice that decides.
    AdviceDecides,
    /// A jurisdiction that nobody knows.
    UnknownJurisdiction,
}

impl Code {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::NeverApplies,
        Self::NeverDecides,
        Self::Contradiction,
        Self::PeriodGap,
        Self::PeriodOverlap,
        Self::PeriodOfReplaced,
        Self::ImplausibleLimit,
        Self::UnknownKind,
        Self::UnusedMap,
        Self::MissingText,
        Self::NoSource,
        Self::NoTests,
        Self::AdviceDecides,
        Self::UnknownJurisdiction,
    ];

    /// The slug.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::NeverApplies => "never-applies",
            Self::NeverDecides => "never-decides",
            Self::Contradiction => "contradiction",
            Self::PeriodGap => "period-gap",
            Self::PeriodOverlap => "period-overlap",
            Self::PeriodOfReplaced => "period-of-replaced",
            Self::ImplausibleLimit => "implausible-limit",
            Self::UnknownKind => "unknown-kind",
            Self::UnusedMap => "unused-map",
            Self::MissingText => "missing-text",
            Self::NoSource => "no-source",
            Self::NoTests => "no-tests",
            Self::AdviceDecides => "advice-decides",
            Self::UnknownJurisdiction => "unknown-jurisdiction",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(self, lang: Lang) -> &'static str {
        match self {
            Self::NeverApplies => lang.pick(
                "Lees de voorwaarde na bij de bron, en verbeter haar of haal de regel weg.",
                "Check the condition against the source, and correct it or remove the rule.",
            ),
            Self::NeverDecides => lang.pick(
                "Kijk welke uitkomst de bron geeft. Gaat deze regel voor, noem dan de andere in `replaces`; haal hem \
                 anders weg.",
                "See which outcome the source gives. If this rule comes first, name the other in `replaces`; if not, \
                 remove it.",
            ),
            Self::Contradiction => lang.pick(
                "Kijk welke van de twee in de bron staat. Gaat er één voor, laat die de andere dan vervangen \
                 (`replaces`).",
                "See which of the two the source has. If one comes first, let it replace the other (`replaces`).",
            ),
            Self::PeriodGap => lang.pick(
                "Maak de perioden aansluitend, of voeg de regel toe die in de tussentijd gold.",
                "Make the periods meet, or add the rule that was in force in between.",
            ),
            Self::PeriodOverlap => lang.pick(
                "Laat de oude regel eindigen (`valid_to`) op de dag voordat de nieuwe begint, of haal er één weg.",
                "End the old rule (`valid_to`) on the day before the new one begins, or remove one.",
            ),
            Self::PeriodOfReplaced => lang.pick(
                "Verbeter de periode of `applies_to`, of haal de naam uit `replaces`.",
                "Correct the period or `applies_to`, or take the name out of `replaces`.",
            ),
            Self::ImplausibleLimit => lang.pick(
                "Waarschijnlijk staat de grens in een andere eenheid: reken hem om.",
                "The limit is probably in another unit: convert it.",
            ),
            Self::UnknownKind => lang.pick(
                "Verbeter de naam, of zeg met een `[[map]]` dat de kaart nog nodig is.",
                "Correct the name, or say with a `[[map]]` that the map is still needed.",
            ),
            Self::UnusedMap => lang
                .pick("Verbeter de naam, of haal deze `[[map]]` weg.", "Correct the name, or remove this `[[map]]`."),
            Self::MissingText => lang.pick(
                "Schrijf de tekst in het Nederlands en in het Engels.",
                "Write the text in Dutch and in English.",
            ),
            Self::NoSource => lang.pick(
                "Geef in `source` het artikel (`article`) of het webadres (`url`).",
                "Give the article or the address (`url`) in `source`.",
            ),
            Self::NoTests => lang.pick(
                "Voeg gevallen toe onder `test`; `bodemtoets rules test` noemt alles wat ontbreekt.",
                "Add cases under `test`; `bodemtoets rules test` names everything that is missing.",
            ),
            Self::AdviceDecides => lang.pick(
                "Maak er `attention` van, of zet de regel in een regelboek dat geen advies is.",
                "Make it `attention`, or move the rule to a rulebook that is not advice.",
            ),
            Self::UnknownJurisdiction => lang.pick(
                "Verbeter de naam in `jurisdiction`, of geef met --pack het pakket dat haar kent.",
                "Correct the name in `jurisdiction`, or give the pack that knows it with --pack.",
            ),
        }
    }
}

impl Remark {
    /// A remark about a rule.
    pub(super) fn on_rule(code: Code, book: &Rulebook, rule: &Rule, nl: String, en: String) -> Self {
        Self { rule: Some(rule.id.clone()), ..Self::on_book(code, book, &rule.at, nl, en) }
    }

    /// A remark about a place in a rulebook.
    pub(super) fn on_book(code: Code, book: &Rulebook, at: &Range<usize>, nl: String, en: String) -> Self {
        let fault = book.fault(at.clone(), "");
        Self { code, file: fault.file, line: fault.line, rule: None, text: Text { nl, en } }
    }
}
