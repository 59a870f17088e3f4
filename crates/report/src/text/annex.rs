//! The annex of a verdict: every rule in its group, completeness, surroundings, feasibility, and what all of it rests
//! on.

use crate::feasibility::site;
use crate::groups::Group;
use crate::phrase::{certainty_word, made_by, rulebook, status_word, zone_name};
use crate::{completeness, finding, neighbours};
use bodemtoets_law::explain::without_source;
use bodemtoets_maps::gio::Gio;
use bodemtoets_screening::{FoundZone, LayerProvenance, NearestThing, RuleFinding, Verdict};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, counted as count_of, kind_word, number, text, visible};

/// A part of the annex, by its letter.
struct Section {
    title: &'static str,
    /// What it holds, on a line.
    brief: String,
    lines: String,
}

/// The parts of the annex.
fn sections(verdict: &Verdict, lang: Lang) -> Vec<Section> {
    let section = |nl, en, brief, write: fn(&mut Page, &Verdict, Lang)| {
        let mut page = Page::new();
        write(&mut page, verdict, lang);
        Section { title: lang.pick(nl, en), brief, lines: page.finish() }
    };
    let mut sections = vec![
        section("regels die zijn bekeken", "rules that were looked at", groups(verdict, lang), of_rules),
        section(
            "volledigheid van de aanvraag",
            "completeness of the application",
            completeness::brief(&verdict.completeness, lang),
            |page, verdict, lang| page.put(completeness::list(&verdict.completeness, lang)),
        ),
        section("omgeving", "surroundings", around(verdict, lang), surroundings),
    ];
    if let Some(feasibility) = &verdict.feasibility {
        sections.push(Section {
            title: lang.pick("haalbaarheid", "feasibility"),
            brief: site::words(feasibility, lang),
            lines: site::lines(feasibility, lang),
        });
    }
    sections.push(section("kaarten en regelboeken", "maps and rulebooks", rests_on(verdict, lang), basis));
    sections
}

/// What the annex holds, a line for each part.
pub(super) fn contents(verdict: &Verdict, lang: Lang) -> String {
    let mut page = Page::new();
    page.section(lang.pick("Bijlage (--full)", "Annex (--full)"));
    for (section, letter) in sections(verdict, lang).iter().zip('A'..) {
        page.item(format_args!("{letter}. {}: {}", section.title, section.brief));
    }
    page.finish()
}

/// The annex.
pub(super) fn pages(verdict: &Verdict, lang: Lang) -> String {
    let mut page = Page::new();
    for (section, letter) in sections(verdict, lang).iter().zip('A'..) {
        let title = section.title;
        page.section(text!(lang, nl: "Bijlage {letter}: {title}", en: "Annex {letter}: {title}"));
        page.put(&section.lines);
    }
    page.finish()
}

/// The rules of a group.
fn in_group(verdict: &Verdict, group: Group) -> Vec<&RuleFinding> {
    verdict.rules.iter().filter(|rule| Group::of(rule, verdict) == group).collect()
}

/// Which rules are in which group; only how many, where that says enough.
fn groups(verdict: &Verdict, lang: Lang) -> String {
    let told = Group::ALL.into_iter().filter_map(|group| {
        let rules = in_group(verdict, group);
        let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        let which = match group {
            Group::NotKnown | Group::DoesNotApply => ids.len().to_string(),
            _ => ids.join(", "),
        };
        (!ids.is_empty()).then(|| format!("{}: {which}", group.title(lang).to_lowercase()))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { lang.pick("geen", "none").to_owned() } else { told.join("; ") }
}

fn of_rules(page: &mut Page, verdict: &Verdict, lang: Lang) {
    for group in Group::ALL {
        let rules = in_group(verdict, group);
        if rules.is_empty() {
            continue;
        }
        page.blank();
        let about = group.about(lang).map_or_else(String::new, |about| format!(": {about}"));
        page.item(format_args!("{BOLD}{} ({}){BOLD:#}{about}", group.title(lang), rules.len(), BOLD = Page::BOLD));
        match group {
            Group::Duty => rules.iter().for_each(|rule| finding::in_brief(page, rule, lang)),
            Group::NotKnown => finding::on_lines(page, &rules, verdict, lang),
            Group::DoesNotApply => rules.iter().for_each(|rule| does_not_apply(page, rule, lang)),
            _ => rules.iter().for_each(|rule| finding::in_full(page, rule, lang)),
        }
    }
}

/// A rule that does not apply: that comes first, and what it would have come to is not told.
fn does_not_apply(page: &mut Page, rule: &RuleFinding, lang: Lang) {
    let (id, sentence) = (&rule.id, without_source(rule.explanation.get(lang), &rule.source));
    page.item(text!(lang, nl: "· niet van toepassing: {id}. {sentence}", en: "· does not apply: {id}. {sentence}"));
}

/// The zones, what is near, and what systems do to each other.
fn around(verdict: &Verdict, lang: Lang) -> String {
    let facts = &verdict.facts;
    let mut parts: Vec<String> = facts.zones.iter().map(|zone| zone_words(zone, lang)).collect();
    if parts.is_empty() {
        parts.push(lang.pick("in geen bekend gebied", "in no known zone").to_owned());
    }
    parts.push(within_400_m(verdict, lang));
    parts.extend((!facts.neighbours.is_empty()).then(|| neighbours::together(facts, lang)));
    parts.join("; ")
}

/// How many maps and rulebooks, and the fingerprint of what was asked.
fn rests_on(verdict: &Verdict, lang: Lang) -> String {
    let provenance = &verdict.provenance;
    let layers = [lang.pick("kaartlaag", "layer"), lang.pick("kaartlagen", "layers")];
    let books = [lang.pick("regelboek", "rulebook"), lang.pick("regelboeken", "rulebooks")];
    let layers = count_of(provenance.layers.len(), layers, lang);
    let books = count_of(provenance.rulebooks.len(), books, lang);
    format!("{layers}, {books}; {}", made_by(&provenance.tool, &provenance.input_sha256, lang))
}

fn surroundings(page: &mut Page, verdict: &Verdict, lang: Lang) {
    let facts = &verdict.facts;
    if facts.zones.is_empty() {
        page.item(lang.pick("in geen bekend gebied", "in no known zone"));
    }
    for zone in &facts.zones {
        page.item(zone_words(zone, lang));
    }
    for (sort, thing) in &facts.nearest {
        // Neither what the place lies in nor what is far away says anything new.
        if thing.distance_m > 0.0 && thing.distance_m <= WORTH_TELLING_M {
            page.item(nearest(sort, thing, lang));
        }
    }
    page.item(within_400_m(verdict, lang));
    page.put(neighbours::lines(facts, lang));
}

/// How much there is near by, as far as the maps say.
fn within_400_m(verdict: &Verdict, lang: Lang) -> String {
    let near = verdict.facts.within_400_m;
    let abstractions = counted(near.abstraction, ["winning", "abstraction"], ["winningen", "abstractions"], lang);
    let systems = ["bestaande systemen", "existing systems"];
    let systems = counted(near.installation, ["bestaand systeem", "existing system"], systems, lang);
    let wells = counted(near.well, ["put daarvan", "well of those"], ["putten daarvan", "wells of those"], lang);
    text!(
        lang,
        nl: "binnen 400 m: {abstractions}; {systems}; {wells}",
        en: "within 400 m: {abstractions}; {systems}; {wells}"
    )
}

fn zone_words(zone: &FoundZone, lang: Lang) -> String {
    let name = match zone.layer.as_str() {
        "given" => zone_name(zone, lang),
        layer => place_name(zone.name.as_deref(), layer, &zone.id),
    };
    let mut parts = vec![format!("{} {name}", kind_word(&zone.kind, lang))];
    if zone.from_m > 0.0 {
        let top = number(zone.from_m, lang);
        parts.push(text!(lang, nl: "vanaf {top} m", en: "from {top} m"));
    }
    if let Some(depth) = zone.max_depth_m {
        let depth = number(depth, lang);
        parts.push(text!(lang, nl: "ten hoogste {depth} m", en: "at most {depth} m"));
    }
    parts.join(", ")
}

fn nearest(sort: &str, thing: &NearestThing, lang: Lang) -> String {
    let sort = match sort {
        "abstraction" => lang.pick("winning", "abstraction"),
        "installation" => lang.pick("bestaand systeem", "existing system"),
        other => kind_word(other.strip_prefix("zone:").unwrap_or(other), lang),
    };
    // Het is "het gebied" en "het systeem", maar "de winning".
    let ending = if sort == "winning" { "e" } else { "" };
    let nearest = text!(lang, nl: "dichtstbijzijnd{ending} {sort}", en: "nearest {sort}");
    let away = number(thing.distance_m.round(), lang);
    format!("{nearest}: {away} m, {}", place_name(thing.name.as_deref(), &thing.layer, &thing.id))
}

/// How many of something, in a word for one or for many; or that the map does not have it.
fn counted(count: Option<usize>, one: [&'static str; 2], many: [&'static str; 2], lang: Lang) -> String {
    let word = |[nl, en]: [&'static str; 2]| lang.pick(nl, en);
    match count {
        Some(1) => format!("1 {}", word(one)),
        Some(count) => format!("{count} {}", word(many)),
        None => text!(lang, nl: "{what}: niet op deze kaart", en: "{what}: not on this map", what = word(many)),
    }
}

/// How far away a nearest thing may be to be mentioned in a text, metres.
const WORTH_TELLING_M: f64 = 10_000.0;

/// A name with where it can be looked up.
pub(super) fn place_name(name: Option<&str>, layer: &str, id: &str) -> String {
    let id = visible(id);
    match name.map(visible) {
        Some(name) if name != id => format!("{name} ({layer} {id})"),
        _ => format!("{layer} {id}"),
    }
}

fn basis(page: &mut Page, verdict: &Verdict, lang: Lang) {
    let provenance = &verdict.provenance;
    for notice in &provenance.notices {
        page.item(format_args!("! {}", notice.get(lang)));
    }
    for layer in &provenance.layers {
        page.item(layer_words(layer, lang));
        if let Some(caveat) = &layer.caveat {
            page.inset(4, format_args!("! {}", caveat.get(lang)));
        }
    }
    for book in &provenance.rulebooks {
        page.item(rulebook(&book.id, &book.version, &book.sha256, lang));
    }
    page.item(made_by(&provenance.tool, &provenance.input_sha256, lang));
}

fn layer_words(layer: &LayerProvenance, lang: Lang) -> String {
    let LayerProvenance { id, version, sha256, date, dropped, .. } = layer;
    let status = status_word(layer.status, lang);
    let sure = layer.certainty.map(|certainty| {
        let sure = certainty_word(certainty, lang);
        text!(lang, nl: "zekerheid: {sure}, ", en: "certainty: {sure}, ")
    });
    let source = layer.source.as_ref().map(|source| format!("{}, ", visible(&source.title)));
    let act = layer.expression.as_deref().map(|whole| format!("{}, ", visible(Gio::version_of(whole))));
    let fetched = layer.fetched.as_deref().map(|moment| {
        let day = moment.get(..10).unwrap_or(moment);
        let from = visible(layer.address.as_deref().unwrap_or_default());
        text!(lang, nl: "opgehaald op {day} van {from}, ", en: "fetched {day} from {from}, ")
    });
    let [sure, source, act, fetched] = [sure, source, act, fetched].map(Option::unwrap_or_default);
    let dropped = match dropped {
        0 => String::new(),
        _ => text!(lang, nl: "; {dropped} objecten niet bruikbaar", en: "; {dropped} features not usable"),
    };
    text!(
        lang,
        nl: "kaartlaag {id}: {version} ({date}, {status}, {sure}{source}{act}{fetched}sha256 {sha256:.12}{dropped})",
        en: "layer {id}: {version} ({date}, {status}, {sure}{source}{act}{fetched}sha256 {sha256:.12}{dropped})"
    )
}
