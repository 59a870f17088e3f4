//! A verdict for people, in the order of the dossier: what is asked, the answer, what decides, the depth profile, what
//! would help, what it depends on; then the annex with everything behind it.

mod annex;
mod heading;
mod shortened;

use super::column::draw;
use super::feasibility::site;
use super::phrase::{certainty, outcome_word, state_symbol, style};
use super::{finding, follows, remedies};
use bodemtoets_law::explain::without_source;
use bodemtoets_law::rules::Quantity;
use bodemtoets_screening::application::Application;
use bodemtoets_screening::{RuleFinding, Verdict, VerdictOutcome};
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::{Page, fact_word, missing_word, text, visible};

/// Lines of a verdict without its annex, at most.
const LINES: usize = 40;

/// Rules that decide and are told in full; the annex has all.
const RULES: usize = 2;

/// The verdict as text, with colours that the terminal (or the lack of one) may strip: what decides and what to do, in
/// at most forty lines, and what the annex holds.
#[must_use]
pub fn verdict(verdict: &Verdict, application: &Application, lang: Lang) -> String {
    shortened::page(&parts(verdict, application, lang), &annex::contents(verdict, lang), LINES, lang)
}

/// The same whole, with its annex: every rule, completeness, surroundings, and what all of it rests on.
#[must_use]
pub fn in_full(verdict: &Verdict, application: &Application, lang: Lang) -> String {
    parts(verdict, application, lang).concat() + &annex::pages(verdict, lang)
}

/// What comes before the annex, part by part.
fn parts(verdict: &Verdict, application: &Application, lang: Lang) -> Vec<String> {
    vec![
        heading::lines(verdict, application, lang),
        decides(verdict, lang),
        profile(verdict, application, lang),
        titled(lang.pick("Wat zou helpen", "What would help"), remedies::lines(verdict, lang)),
        titled(lang.pick("Haalbaarheid", "Feasibility"), pays(verdict, lang)),
        titled(
            lang.pick("Waar het van afhangt, en wat niet bekend is", "What it depends on, and what is not known"),
            depends(verdict, lang),
        ),
        titled(lang.pick("Let op", "Note"), notes(verdict, lang)),
    ]
}

/// Lines under a title, after an empty line; nothing where there are none.
fn titled(title: &str, lines: impl AsRef<str>) -> String {
    let mut page = Page::new();
    if !lines.as_ref().is_empty() {
        page.section(title);
        page.put(lines.as_ref());
    }
    page.finish()
}

/// Whether some outcome is left that allows the system; only then do conditions of use matter.
fn may_be_built(verdict: &Verdict) -> bool {
    !matches!(verdict.outcome, VerdictOutcome::Prohibited | VerdictOutcome::NotCovered)
}

/// One line for one of many.
#[must_use]
pub fn line(verdict: &Verdict, lang: Lang) -> String {
    let (style, word) = (style(verdict.outcome), outcome_word(verdict.outcome, lang));
    let id = if verdict.id.is_empty() { "-".into() } else { visible(&verdict.id) };
    let certainty = certainty(verdict.certainty.as_ref(), lang);
    let mut parts = vec![format!("{} {style}{word:<13}{style:#}{certainty} {id}", state_symbol(verdict.outcome))];
    if !verdict.decisive.is_empty() {
        parts.push(verdict.decisive.join(", "));
    }
    if !verdict.settle.is_empty() {
        let facts: Vec<String> = verdict.settle.iter().map(|fact| missing_word(fact, lang)).collect();
        let facts = facts.join(", ");
        parts.push(text!(lang, nl: "nodig: {facts}", en: "needed: {facts}"));
    }
    if may_be_built(verdict) && !verdict.on_condition.is_empty() {
        let rules = verdict.on_condition.join(", ");
        parts.push(text!(lang, nl: "op voorwaarde: {rules}", en: "on condition: {rules}"));
    }
    if let Some(feasibility) = &verdict.feasibility {
        parts.push(site::words(feasibility, lang));
    }
    if let Some(remedy) = verdict.remedies.first() {
        let remedy = remedies::line(remedy, lang);
        parts.push(text!(lang, nl: "helpt: {remedy}", en: "would help: {remedy}"));
    }
    parts.join("  ") + "\n"
}

fn decides(verdict: &Verdict, lang: Lang) -> String {
    let mut page = Page::new();
    let title = match verdict.outcome {
        VerdictOutcome::NotCovered => lang.pick("Waarom", "Why"),
        VerdictOutcome::Undetermined => lang.pick("Wat het openhoudt", "What keeps it open"),
        _ => lang.pick("Wat beslist", "What decides"),
    };
    if verdict.outcome == VerdictOutcome::NotCovered {
        page.item(lang.pick(
            "Geen regelboek geeft op deze plaats en datum een uitkomst. Dat is geen toestemming: vraag het bevoegd gezag.",
            "No rulebook gives an outcome at this place and date. That is no permission: ask the authority.",
        ));
    }
    let rules: Vec<&RuleFinding> = rules(verdict, &verdict.decisive).collect();
    for rule in rules.iter().take(RULES) {
        finding::in_full(&mut page, rule, lang);
    }
    if rules.len() > RULES {
        let more: Vec<&str> = rules.iter().skip(RULES).map(|rule| rule.id.as_str()).collect();
        let more = more.join(", ");
        page.item(text!(lang, nl: "Ook hierom: {more} (bijlage A)", en: "Also because of: {more} (annex A)"));
    }
    if rules.is_empty() {
        doubts(&mut page, verdict, lang);
    }
    titled(title, page.finish())
}

/// What is not known of the law and the maps of the place, where that keeps it open.
fn doubts(page: &mut Page, verdict: &Verdict, lang: Lang) {
    for doubt in unknowns(verdict) {
        page.item(format_args!("! {}", doubt.get(lang)));
    }
}

/// What is not known of the law and the maps of the place, where that keeps it open.
pub(super) fn unknowns(verdict: &Verdict) -> impl Iterator<Item = &Text> {
    let is_open = verdict.outcome == VerdictOutcome::Undetermined;
    let partial = verdict.partial.iter().map(|law| &law.text);
    partial.chain(&verdict.facts.gaps).filter(move |_| is_open)
}

fn profile(verdict: &Verdict, application: &Application, lang: Lang) -> String {
    if verdict.depth_profile.is_empty() {
        return String::new();
    }
    let depth = application.quantities.get(Quantity::DrillingDepthM);
    titled(lang.pick("Diepteprofiel", "Depth profile"), draw(&verdict.depth_profile, depth, lang))
}

/// Whether the building that is proposed pays here, where one is.
fn pays(verdict: &Verdict, lang: Lang) -> String {
    verdict.feasibility.as_ref().map_or_else(String::new, |feasibility| site::brief(feasibility, lang))
}

fn depends(verdict: &Verdict, lang: Lang) -> String {
    let mut page = Page::new();
    if !verdict.decisive.is_empty() {
        doubts(&mut page, verdict, lang);
    }
    if !verdict.settle.is_empty() {
        let facts: Vec<String> = verdict.settle.iter().map(|fact| wanted(fact, verdict, lang)).collect();
        let facts = facts.join("; ");
        page.item(text!(lang, nl: "→ Wat zou beslissen: {facts}", en: "→ What would settle it: {facts}"));
        follows::lines(&mut page, &verdict.follows, 4, lang);
    }
    for rule in rules(verdict, &verdict.implausible) {
        let (id, sentence) = (&rule.id, without_source(rule.explanation.get(lang), &rule.source));
        page.item(format_args!("! {id}: {sentence}"));
    }
    let maps = finding::missing_maps(verdict, lang);
    if !maps.is_empty() {
        page.item(text!(lang, nl: "? Geen volledige kaart van {maps}", en: "? No complete map of {maps}"));
    }
    page.finish()
}

/// Limits to keep in use, remarks of rules, and what the maps are worth.
fn notes(verdict: &Verdict, lang: Lang) -> String {
    let mut page = Page::new();
    for rule in rules(verdict, &verdict.on_condition).filter(|_| may_be_built(verdict)) {
        let (id, reason) = (&rule.id, rule.reason.get(lang));
        page.item(text!(lang, nl: "op voorwaarde van {id}: {reason}", en: "on condition of {id}: {reason}"));
    }
    for rule in rules(verdict, &verdict.attention) {
        page.item(format_args!("! {}: {}", rule.id, rule.reason.get(lang)));
    }
    for notice in &verdict.provenance.notices {
        page.item(format_args!("! {}", notice.get(lang)));
    }
    page.finish()
}

fn rules<'a>(verdict: &'a Verdict, ids: &'a [String]) -> impl Iterator<Item = &'a RuleFinding> {
    verdict.rules.iter().filter(|rule| ids.contains(&rule.id))
}

/// A missing fact as something to look for.
pub(super) fn wanted(fact: &str, verdict: &Verdict, lang: Lang) -> String {
    if let Some(kind) = fact.strip_prefix("layer:") {
        let title = finding::map_title(verdict, kind, lang);
        // Many a title says itself that it is a map.
        let map = if title.starts_with(lang.pick("kaart", "map")) {
            text!(lang, nl: "een volledige {title}", en: "a complete {title}")
        } else {
            text!(lang, nl: "een volledige kaart: {title}", en: "a complete map: {title}")
        };
        let url = verdict.maps.iter().find(|map| map.kind == kind).and_then(|map| map.url.as_deref());
        return url.map_or(map.clone(), |url| format!("{map} ({url})"));
    }
    if fact.starts_with("law:") {
        return missing_word(fact, lang);
    }
    format!("{} ({fact})", fact_word(fact, lang))
}
