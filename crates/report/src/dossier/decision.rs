//! The first page: what is asked, the answer, and what it rests on.

use super::{facts, map, profile, sign};
use crate::phrase::{between, certainty, certainty_word, outcome_word};
use crate::text::{unknowns, wanted};
use crate::{finding, follows, remedies};
use bodemtoets_document::{Banner, Block, Document, Figure, Table, Words, told};
use bodemtoets_law::explain::{cited, without_source};
use bodemtoets_screening::{Assessment, EdgeNearby, RuleFinding, Verdict, VerdictOutcome};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{capital, kind_word, text, with_decimals};

/// Rules that are told on the first page; the annex has all.
const RULES: usize = 2;
/// Remedies that are told.
const REMEDIES: usize = 4;
/// Wells that are told.
const WELLS: usize = 8;

/// Adds the blocks of the first page.
pub(super) fn page(document: &mut Document, assessment: &Assessment, verdict: &Verdict, lang: Lang) {
    document.push(Block::Facts { facts: facts::facts(assessment, verdict, lang) });
    document.push(Block::Banner(banner(verdict, lang)));
    for edge in &verdict.near_edges {
        document.push(Block::notice(near_edge(edge, verdict, lang)));
    }
    decides(document, verdict, lang);
    figures(document, assessment, verdict, lang);
    helps(document, verdict, lang);
    depends(document, verdict, lang);
    wells(document, verdict, lang);
    for notice in &verdict.provenance.notices {
        document.push(Block::notice(notice.get(lang)));
    }
    let fields = [("Getoetst door", "Screened by"), ("Datum", "Date"), ("Paraaf", "Initials")];
    document.push(Block::Signing { fields: fields.map(|(nl, en)| lang.pick(nl, en).to_owned()).into() });
}

fn banner(verdict: &Verdict, lang: Lang) -> Banner {
    let outcome = verdict.outcome;
    let sure = certainty(verdict.certainty.as_ref(), lang);
    let sure = sure.trim().trim_start_matches('(').trim_end_matches(')');
    let beside = match verdict.range {
        Some(range) => {
            text!(lang, nl: "mogelijk zijn nog: {range}", en: "still possible: {range}", range = of_range(range, lang))
        }
        None if sure.is_empty() => String::new(),
        None => text!(lang, nl: "zekerheid: {sure}", en: "certainty: {sure}"),
    };
    let mut lines = Vec::new();
    if !verdict.on_condition.is_empty() && !matches!(outcome, VerdictOutcome::Prohibited | VerdictOutcome::NotCovered) {
        let rules = verdict.on_condition.join(", ");
        lines.push(text!(lang, nl: "Op voorwaarde van {rules} (bijlage).", en: "On condition of {rules} (annex)."));
    }
    Banner {
        tone: sign::tone(outcome),
        sign: sign::sign(outcome, lang),
        word: capital(outcome_word(outcome, lang)),
        beside,
        lines,
    }
}

fn of_range([low, high]: [VerdictOutcome; 2], lang: Lang) -> String {
    let (low, high) = (outcome_word(low, lang), outcome_word(high, lang));
    text!(lang, nl: "{low} tot en met {high}", en: "{low} up to and including {high}")
}

/// A stricter zone that may be nearer than the map says.
fn near_edge(edge: &EdgeNearby, verdict: &Verdict, lang: Lang) -> String {
    let zone = format!("{} {}", kind_word(&edge.kind, lang), told(edge.name.as_deref().unwrap_or(&edge.id)));
    let (away, accuracy) = (with_decimals(edge.distance_m, 1, lang), with_decimals(edge.accuracy_m, 1, lang));
    let (here, there) = (outcome_word(verdict.outcome, lang), outcome_word(edge.outcome, lang));
    let between = between(edge.range, lang);
    text!(
        lang,
        nl: "De rand van {zone} ligt op {away} m; kaart en coördinaten zijn samen tot op {accuracy} m nauwkeurig. Hier: {here}; binnen dat gebied: {there}{between}. Laat de plaats inmeten.",
        en: "The edge of {zone} is {away} m away; map and coordinates together are accurate to {accuracy} m. Here: {here}; in that zone: {there}{between}. Have the place surveyed."
    )
}

fn decides(document: &mut Document, verdict: &Verdict, lang: Lang) {
    let title = match verdict.outcome {
        VerdictOutcome::Undetermined => lang.pick("1. Wat het openhoudt", "1. What keeps it open"),
        VerdictOutcome::NotCovered => lang.pick("1. Waarom er geen antwoord is", "1. Why there is no answer"),
        _ => lang.pick("1. Wat beslist", "1. What decides"),
    };
    document.push(Block::heading(2, title));
    if verdict.outcome == VerdictOutcome::NotCovered {
        document.push(Block::lead(lang.pick(
            "Geen regelboek geeft op deze plaats en datum een uitkomst. Dat is geen toestemming: vraag het bevoegd gezag.",
            "No rulebook gives an outcome at this place and date. That is no permission: ask the authority.",
        )));
    }
    let rules: Vec<&RuleFinding> = verdict.rules.iter().filter(|rule| verdict.decisive.contains(&rule.id)).collect();
    for rule in rules.iter().take(RULES) {
        document.push(Block::lead(
            capital(without_source(rule.explanation.get(lang), &rule.source)).trim_end_matches('.').to_owned() + ".",
        ));
        document.push(Block::small(source(rule, lang)));
    }
    if rules.is_empty() {
        for doubt in unknowns(verdict) {
            document.push(Block::lead(doubt.get(lang)));
        }
    }
    if rules.len() > RULES {
        let more: Vec<&str> = rules.iter().skip(RULES).map(|rule| rule.id.as_str()).collect();
        let more = more.join(", ");
        document.push(Block::small(
            text!(lang, nl: "Ook beslist: {more} (bijlage A).", en: "Also deciding: {more} (annex A)."),
        ));
    }
}

/// The rule, where it can be read, the zone and how sure it is.
fn source(rule: &RuleFinding, lang: Lang) -> Words {
    let words = Words::default().strong(format!("{} ", rule.id));
    let cited = format!("{}: {}", rule.outcome.word(lang), cited(&rule.source));
    let words = match &rule.source.url {
        Some(url) => words.link(cited, url),
        None => words.and(cited),
    };
    let zone = rule.zone.as_ref().map_or_else(String::new, |zone| {
        let name = told(zone.name.as_deref().unwrap_or(&zone.id));
        text!(lang, nl: "; kaartlaag {layer}, {name}", en: "; layer {layer}, {name}", layer = told(&zone.layer))
    });
    let sure = certainty_word(rule.certainty, lang);
    words.and(text!(lang, nl: "{zone}; zekerheid van de regel: {sure}", en: "{zone}; certainty of the rule: {sure}"))
}

fn figures(document: &mut Document, assessment: &Assessment, verdict: &Verdict, lang: Lang) {
    let mut figures = Vec::new();
    if let Some((picture, alternative)) = profile::profile(verdict, assessment.application(), lang) {
        figures.push(Figure {
            svg: picture.svg().to_owned(),
            alternative,
            caption: lang.pick("Figuur 1. Uitkomst per boordiepte.", "Figure 1. Outcome by drilling depth.").to_owned(),
            share: 32,
        });
    }
    let number = figures.len() + 1;
    let (picture, alternative) = map::map(assessment, verdict, lang);
    figures.push(Figure {
        svg: picture.svg().to_owned(),
        alternative,
        caption: text!(
            lang,
            nl: "Figuur {number}. De plaats, met gebieden in patronen; vierkant: bestaand systeem, druppel: winning. Coördinaten in RD.",
            en: "Figure {number}. The place, with zones in patterns; square: existing system, drop: abstraction. Coordinates in RD."
        ),
        share: 66,
    });
    document.push(Block::Figures { figures });
}

fn helps(document: &mut Document, verdict: &Verdict, lang: Lang) {
    let lines = remedies::lines(verdict, lang);
    let items: Vec<Words> = lines.lines().map(bare).take(REMEDIES).map(Words::from).collect();
    if !items.is_empty() {
        document.push(Block::heading(2, lang.pick("2. Wat zou helpen", "2. What would help")));
        document.push(Block::List { items });
    }
}

/// A line of the text report without its sign.
pub(super) fn bare(line: &str) -> String {
    capital(line.trim().trim_start_matches(['→', '?', '!', ' ']))
}

fn depends(document: &mut Document, verdict: &Verdict, lang: Lang) {
    let mut items: Vec<Words> = Vec::new();
    if !verdict.settle.is_empty() {
        let facts: Vec<String> = verdict.settle.iter().map(|fact| wanted(fact, verdict, lang)).collect();
        let facts = facts.join("; ");
        items.push(text!(lang, nl: "Wat zou beslissen: {facts}.", en: "What would settle it: {facts}.").into());
        items.extend(follows::sentences(&verdict.follows, lang).into_iter().map(Words::from));
    }
    if !verdict.decisive.is_empty() {
        items.extend(unknowns(verdict).map(|doubt| doubt.get(lang).into()));
    }
    if !verdict.implausible.is_empty() {
        let rules = verdict.implausible.join(", ");
        items.push(text!(lang, nl: "De getallen van de aanvraag kloppen niet met elkaar: {rules} (bijlage A).", en: "The numbers of the application do not fit together: {rules} (annex A).").into());
    }
    let maps = finding::missing_maps(verdict, lang);
    let unmapped = (!maps.is_empty())
        .then(|| text!(lang, nl: "Geen volledige kaart van {maps}.", en: "No complete map of {maps}."));
    if !items.is_empty() || unmapped.is_some() {
        let number = if remedies::lines(verdict, lang).is_empty() { 2 } else { 3 };
        document.push(Block::heading(2, text!(lang, nl: "{number}. Waar het van afhangt, en wat niet bekend is", en: "{number}. What it depends on, and what is not known")));
        if !items.is_empty() {
            document.push(Block::List { items });
        }
        if let Some(unmapped) = unmapped {
            document.push(Block::small(unmapped));
        }
    }
}

/// Every well with what the rules come to for it alone.
fn wells(document: &mut Document, verdict: &Verdict, lang: Lang) {
    if verdict.wells.is_empty() {
        return;
    }
    let rows = verdict.wells.iter().zip(1..).take(WELLS).map(|(well, number)| {
        let place = facts::rd(&well.place, lang);
        vec![Words::from(format!("{number}")), place.into(), outcome_word(well.outcome, lang).into()]
    });
    let rows = rows.collect();
    let head = [("put of lus", "well or loop"), ("plaats (RD)", "place (RD)"), ("uitkomst", "outcome")];
    document.push(Block::heading(3, lang.pick("Putten of lussen", "Wells or loops")));
    let head = head.map(|(nl, en)| lang.pick(nl, en).to_owned()).into();
    document.push(Block::Table(Table::new([1, 3, 3], head, rows)));
    if verdict.wells.len() > WELLS {
        let more = verdict.wells.len() - WELLS;
        document.push(Block::small(text!(lang, nl: "… en nog {more}, in de bijlage verdict.json.", en: "… and {more} more, in the attachment verdict.json.")));
    }
}
