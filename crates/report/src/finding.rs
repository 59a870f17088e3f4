//! A rule of a verdict in words: in full, or on a line.

use super::phrase::certainty_word;
use bodemtoets_document::Words;
use bodemtoets_law::explain::{cited, without_source};
use bodemtoets_law::rules::{Exemption, Outcome};
use bodemtoets_screening::{RuleFinding, State, Verdict};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::provenance::Source;
use bodemtoets_words::words::{Page, day, kind_word, text};

/// How far the lines under a rule are set in.
const UNDER: usize = 6;

/// A rule in full: the citizen's line, the officer's sentence, and what comes with them.
pub(super) fn in_full(page: &mut Page, rule: &RuleFinding, lang: Lang) {
    let (outcome, reason) = (rule.outcome.word(lang), rule.reason.get(lang));
    page.item(format_args!("{} {} {outcome}: {reason}", symbol(rule), rule.id));
    page.inset(UNDER, rule.explanation.get(lang));
    for condition in &rule.conditions {
        let condition = condition.get(lang);
        page.inset(UNDER, text!(lang, nl: "voorwaarde: {condition}", en: "condition: {condition}"));
    }
    if let Some(terms) = terms(rule, lang) {
        page.inset(UNDER, terms);
    }
    let certainty = certainty_word(rule.certainty, lang);
    let certainty = text!(lang, nl: "zekerheid: {certainty}", en: "certainty: {certainty}");
    match &rule.source.url {
        Some(url) => page.inset(UNDER, format_args!("{url} ({certainty})")),
        None => page.inset(UNDER, certainty),
    }
}

/// A rule on a line, with its source; where it is unknown whether it applies, why.
pub(super) fn in_brief(page: &mut Page, rule: &RuleFinding, lang: Lang) {
    let reason = rule.reason.get(lang).trim_end_matches('.');
    page.item(format_args!("{} {}: {reason} ({})", symbol(rule), rule.id, cited(&rule.source)));
    if rule.state == State::Unknown {
        page.inset(UNDER, without_source(rule.explanation.get(lang), &rule.source));
    }
}

/// Exceptions, and the days that count.
pub(super) fn terms(rule: &RuleFinding, lang: Lang) -> Option<String> {
    let exemption = rule.exemption.map(|exemption| exemption_word(exemption, lang).to_owned());
    let notice = rule.notice_weeks.map(|weeks| notice_words(weeks, lang));
    let right = rule.right_until.map(|last| {
        let last = day(last, lang);
        text!(lang, nl: "te gebruiken tot en met {last}", en: "may be used up to and including {last}")
    });
    let terms: Vec<String> = [exemption, notice, right].into_iter().flatten().collect();
    (!terms.is_empty()).then(|| terms.join("; "))
}

/// Whether an exception can be made.
fn exemption_word(exemption: Exemption, lang: Lang) -> &'static str {
    match exemption {
        Exemption::Possible => lang.pick("ontheffing mogelijk", "exemption possible"),
        Exemption::None => lang.pick("ontheffing niet mogelijk", "no exemption possible"),
    }
}

/// When a notification has to be in.
#[must_use]
pub fn notice_words(weeks: u8, lang: Lang) -> String {
    let word = if weeks == 1 { lang.pick("week", "week") } else { lang.pick("weken", "weeks") };
    text!(lang, nl: "ten minste {weeks} {word} van tevoren", en: "at least {weeks} {word} in advance")
}

/// The rules that neither decide nor add a remark, a line each; those that only wait for a map
/// share one.
pub(super) fn on_lines(page: &mut Page, rules: &[&RuleFinding], verdict: &Verdict, lang: Lang) {
    let (waiting, rest): (Vec<&RuleFinding>, Vec<&RuleFinding>) = rules.iter().partition(|rule| waits_for_map(rule));
    for rule in rest {
        let sentence = without_source(rule.explanation.get(lang), &rule.source);
        page.item(format_args!("{} {} {}: {sentence}", symbol(rule), rule.id, rule.outcome.word(lang)));
    }
    let waiting: Vec<String> = waiting
        .iter()
        .map(|rule| {
            let maps = rule.missing.iter().filter_map(|fact| fact.strip_prefix("layer:"));
            let titles: Vec<&str> = maps.map(|kind| map_title(verdict, kind, lang)).collect();
            format!("{} ({})", rule.id, titles.join(", "))
        })
        .collect();
    if !waiting.is_empty() {
        let rules = waiting.join(", ");
        page.item(text!(
            lang,
            nl: "? Niet bekeken, want geen volledige kaart: {rules}",
            en: "? Not looked at, for want of a complete map: {rules}"
        ));
    }
}

fn waits_for_map(rule: &RuleFinding) -> bool {
    rule.state == State::Unknown
        && rule.outcome == Outcome::Attention
        && !rule.missing.is_empty()
        && rule.missing.iter().all(|fact| fact.starts_with("layer:"))
}

/// What the map of a kind is called.
pub(super) fn map_title<'a>(verdict: &'a Verdict, kind: &'a str, lang: Lang) -> &'a str {
    let map = verdict.maps.iter().find(|map| map.kind == kind);
    map.map_or_else(|| kind_word(kind, lang), |map| map.title.get(lang))
}

/// The maps that are missing, by name: what they are a map of.
pub(super) fn missing_maps(verdict: &Verdict, lang: Lang) -> String {
    // Many a title says itself that it is a map.
    let title = |title: &str| title.trim_start_matches(lang.pick("kaart van ", "map of ")).to_owned();
    let maps: Vec<String> = verdict.maps.iter().map(|map| title(map.title.get(lang))).collect();
    maps.join("; ")
}

/// Words that lead to where a source can be read.
pub(super) fn linked(source: &Source, words: String) -> Words {
    match &source.url {
        Some(url) => Words::default().link(words, url),
        None => words.into(),
    }
}

fn symbol(rule: &RuleFinding) -> &'static str {
    match (rule.state, rule.outcome) {
        (State::Unknown, _) => "?",
        (State::DoesNotApply, _) => "·",
        (State::Applies, Outcome::Duty) => "□",
        (State::Applies, Outcome::Attention | Outcome::Implausible) => "!",
        (State::Applies, Outcome::Free) => "○",
        (State::Applies, Outcome::Notify) => "●",
        (State::Applies, Outcome::Permit) => "▲",
        (State::Applies, Outcome::Prohibited) => "✗",
    }
}
