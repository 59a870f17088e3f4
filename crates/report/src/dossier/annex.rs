//! The annex: every rule in its group, completeness, neighbours, feasibility, and what all of it rests on.

use super::basis;
use super::decision::bare;
use crate::completeness::state as item_state;
use crate::feasibility::site;
use crate::finding::{linked, terms};
use crate::groups::Group;
use crate::neighbours;
use crate::phrase::certainty_word;
use bodemtoets_document::{Block, Document, Table, Words, told};
use bodemtoets_law::explain::{cited, without_source};
use bodemtoets_screening::{ListState, NearestThing, RuleFinding, Verdict};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{capital, kind_word, number, text};

/// How far away a nearest thing may be to be told, m.
const WORTH_TELLING_M: f64 = 10_000.0;

/// Adds the blocks of the annex.
pub(super) fn pages(document: &mut Document, verdict: &Verdict, lang: Lang) {
    document.push(Block::heading(2, lang.pick("A. Alle regels die zijn bekeken", "A. Every rule that was looked at")));
    rules(document, verdict, lang);
    completeness(document, verdict, lang);
    surroundings(document, verdict, lang);
    if let Some(feasibility) = &verdict.feasibility {
        document.push(Block::heading(2, lang.pick("D. Haalbaarheid", "D. Feasibility")));
        let lines = site::lines(feasibility, lang);
        document.push(Block::List { items: lines.lines().map(bare).map(Words::from).collect() });
    }
    let letter = if verdict.feasibility.is_some() { 'E' } else { 'D' };
    basis::pages(document, verdict, letter, lang);
}

/// Adds every rule, in its group.
pub(crate) fn rules(document: &mut Document, verdict: &Verdict, lang: Lang) {
    for group in Group::ALL {
        let rules: Vec<&RuleFinding> = verdict.rules.iter().filter(|rule| Group::of(rule, verdict) == group).collect();
        if rules.is_empty() {
            continue;
        }
        let (title, count) = (group.title(lang), rules.len());
        document.push(Block::heading(3, format!("{title} ({count})")));
        if let Some(about) = group.about(lang) {
            document.push(Block::paragraph(about));
        }
        let head = [("regel", "rule"), ("wat zij zegt", "what it says"), ("hier", "here"), ("bron", "source")];
        let rows = rules.into_iter().map(|rule| row(rule, group, lang)).collect();
        document.push(Block::Table(Table::new([17, 26, 34, 23], heads(head, lang), rows)));
    }
}

pub(super) fn heads<const COUNT: usize>(heads: [(&str, &str); COUNT], lang: Lang) -> Vec<String> {
    heads.map(|(nl, en)| lang.pick(nl, en).to_owned()).into()
}

fn row(rule: &RuleFinding, group: Group, lang: Lang) -> Vec<Words> {
    let outcome = rule.outcome.word(lang);
    let outcome = match group {
        Group::DoesNotApply => lang.pick("niet van toepassing", "does not apply").to_owned(),
        Group::NotKnown => text!(lang, nl: "niet bekend; zou zijn: {outcome}", en: "not known; would be: {outcome}"),
        Group::OnCondition => text!(lang, nl: "daarbuiten: {outcome}", en: "beyond it: {outcome}"),
        _ => outcome.to_owned(),
    };
    let mut here = without_source(rule.explanation.get(lang), &rule.source).trim_end_matches('.').to_owned() + ".";
    for condition in &rule.conditions {
        let condition = condition.get(lang).trim_end_matches('.');
        here += &text!(lang, nl: " Voorwaarde: {condition}.", en: " Condition: {condition}.");
    }
    if let Some(terms) = terms(rule, lang) {
        here.extend([" ", &capital(&terms), "."]);
    }
    vec![
        Words::default().strong(rule.id.clone()).and(format!(" {outcome}")),
        rule.reason.get(lang).into(),
        capital(&here).into(),
        source(rule, lang),
    ]
}

fn source(rule: &RuleFinding, lang: Lang) -> Words {
    linked(&rule.source, cited(&rule.source)).and(format!("; {}", certainty_word(rule.certainty, lang)))
}

fn completeness(document: &mut Document, verdict: &Verdict, lang: Lang) {
    document
        .push(Block::heading(2, lang.pick("B. Volledigheid van de aanvraag", "B. Completeness of the application")));
    let completeness = &verdict.completeness;
    let list = crate::completeness::list(completeness, lang);
    document.push(Block::paragraph(capital(list.lines().next().unwrap_or_default().trim())));
    if completeness.list == ListState::Listed && !completeness.items.is_empty() {
        let head = [("nummer", "number"), ("gevraagd", "asked"), ("stand", "state"), ("bron", "source")];
        let rows = completeness.items.iter().map(|item| {
            let state = item_state(item, lang);
            vec![item.id.as_str().into(), item.text.get(lang).into(), state.into(), cited(&item.source).into()]
        });
        let rows = rows.collect();
        document.push(Block::Table(Table::new([14, 40, 24, 22], heads(head, lang), rows)));
    }
}

fn surroundings(document: &mut Document, verdict: &Verdict, lang: Lang) {
    document.push(Block::heading(2, lang.pick("C. Omgeving", "C. Surroundings")));
    let facts = &verdict.facts;
    let mut rows: Vec<Vec<Words>> = Vec::new();
    for zone in &facts.zones {
        let mut depth = Vec::new();
        if zone.from_m > 0.0 {
            depth.push(text!(lang, nl: "vanaf {top} m", en: "from {top} m", top = number(zone.from_m, lang)));
        }
        if let Some(most) = zone.max_depth_m {
            depth.push(
                text!(lang, nl: "ten hoogste {most} m diep", en: "at most {most} m deep", most = number(most, lang)),
            );
        }
        let inside = lang.pick("de plaats ligt erin", "the place lies in it").to_owned();
        depth.insert(0, inside);
        rows.push(thing(kind_word(&zone.kind, lang), zone.name.as_deref(), &zone.layer, &zone.id, depth.join(", ")));
    }
    for (sort, nearest) in &facts.nearest {
        if nearest.distance_m > 0.0 && nearest.distance_m <= WORTH_TELLING_M {
            let NearestThing { layer, id, name, distance_m } = nearest;
            let kind = kind_word(sort.strip_prefix("zone:").unwrap_or(sort), lang);
            let away = text!(lang, nl: "dichtstbij, op {away} m", en: "nearest, {away} m away", away = number(distance_m.round(), lang));
            rows.push(thing(kind, name.as_deref(), layer, id, away));
        }
    }
    if rows.is_empty() {
        document.push(Block::paragraph(
            lang.pick("De plaats ligt in geen bekend gebied.", "The place lies in no known zone."),
        ));
    } else {
        let head = [("soort", "kind"), ("naam", "name"), ("kaartlaag en nummer", "layer and id"), ("hier", "here")];
        document.push(Block::Table(Table::new([28, 24, 24, 24], heads(head, lang), rows)));
    }
    document.push(Block::heading(3, lang.pick("Bestaande systemen binnen 400 m", "Existing systems within 400 m")));
    let lines = neighbours::lines(facts, lang);
    if lines.is_empty() {
        document.push(Block::paragraph(match facts.within_400_m.installation {
            Some(_) => lang.pick("Geen op deze kaart.", "None on this map."),
            None => lang.pick(
                "Er is geen kaart van bestaande systemen: of er een is, is niet bekend.",
                "There is no map of existing systems: whether there is one is not known.",
            ),
        }));
    } else {
        document.push(Block::List { items: lines.lines().map(|line| told_line(line).into()).collect() });
    }
}

/// A line of the text report; names of others stand in it.
fn told_line(line: &str) -> String {
    bodemtoets_words::words::visible(&bare(line)).into_owned()
}

fn thing(kind: &str, name: Option<&str>, layer: &str, id: &str, here: String) -> Vec<Words> {
    let name = name.map_or_else(|| "–".to_owned(), told);
    vec![capital(kind).into(), name.into(), format!("{} {}", told(layer), told(id)).into(), here.into()]
}
