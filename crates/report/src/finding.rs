//! A rule of a verdict in words: in full, or on a line.

use std::fmt::Write as _;

use super::phrase::certainty_word;
use crate::explain::{cited, without_source};
use crate::lang::Lang;
use crate::rules::{Exemption, Outcome};
use crate::screening::{RuleFinding, State, Verdict};
use crate::words::{day, kind_word};

/// A rule in full: the citizen's line, the officer's sentence, and what comes with them.
pub(super) fn in_full(text: &mut String, rule: &RuleFinding, lang: Lang) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "  {} {} {}: {}", symbol(rule), rule.id, rule.outcome.word(lang), rule.reason.get(lang));
    let _ = writeln!(text, "      {}", rule.explanation.get(lang));
    for condition in &rule.conditions {
        let _ = writeln!(text, "      {}: {}", lang.pick("voorwaarde", "condition"), condition.get(lang));
    }
    if let Some(terms) = terms(rule, lang) {
        let _ = writeln!(text, "      {terms}");
    }
    let certainty = format!("{}: {}", lang.pick("zekerheid", "certainty"), certainty_word(rule.certainty, lang));
    let _ = match &rule.source.url {
        Some(url) => writeln!(text, "      {url} ({certainty})"),
        None => writeln!(text, "      {certainty}"),
    };
}

/// A rule on a line, with its source; where it is unknown whether it applies, why.
pub(super) fn in_brief(text: &mut String, rule: &RuleFinding, lang: Lang) {
    let _ = writeln!(
        text,
        "  {} {}: {} ({})",
        symbol(rule),
        rule.id,
        rule.reason.get(lang).trim_end_matches('.'),
        cited(&rule.source)
    );
    if rule.state == State::Unknown {
        let _ = writeln!(text, "      {}", without_source(rule.explanation.get(lang), &rule.source));
    }
}

/// Exceptions, and the days that count.
fn terms(rule: &RuleFinding, lang: Lang) -> Option<String> {
    let exemption = rule.exemption.map(|exemption| exemption_word(exemption, lang).to_owned());
    let notice = rule.notice_weeks.map(|weeks| notice_words(weeks, lang));
    let right = rule.right_until.map(|last| match lang {
        Lang::Nl => format!("te gebruiken tot en met {}", day(last, lang)),
        Lang::En => format!("may be used up to and including {}", day(last, lang)),
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
    match lang {
        Lang::Nl if weeks == 1 => "ten minste 1 week van tevoren".to_owned(),
        Lang::Nl => format!("ten minste {weeks} weken van tevoren"),
        Lang::En if weeks == 1 => "at least 1 week in advance".to_owned(),
        Lang::En => format!("at least {weeks} weeks in advance"),
    }
}

/// The rules that neither decide nor add a remark, a line each; those that only wait for a map
/// share one.
pub(super) fn on_lines(text: &mut String, rules: &[&RuleFinding], verdict: &Verdict, lang: Lang) {
    let (waiting, rest): (Vec<&RuleFinding>, Vec<&RuleFinding>) = rules.iter().partition(|rule| waits_for_map(rule));
    for rule in rest {
        let sentence = without_source(rule.explanation.get(lang), &rule.source);
        let _ = writeln!(text, "  {} {} {}: {sentence}", symbol(rule), rule.id, rule.outcome.word(lang));
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
        let why = lang.pick("Niet bekeken, want geen volledige kaart", "Not looked at, for want of a complete map");
        let _ = writeln!(text, "  ? {why}: {}", waiting.join(", "));
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
