//! A verdict for people: what decides first, then the depth profile, then everything else.

use super::column::draw;
use super::feasibility::site;
use super::phrase::{
    between, certainty, certainty_word, given_words, made_by, outcome_word, rulebook, state_symbol, stated,
    status_word, style, system_word, zone_name,
};
use super::{completeness, finding, follows, neighbours, remedies};
use bodemtoets_law::rules::{Outcome, Quantity};
use bodemtoets_maps::gio::Gio;
use bodemtoets_screening::application::Application;
use bodemtoets_screening::{FoundZone, LayerProvenance, Location, NearestThing, RuleFinding, Verdict, VerdictOutcome};
use bodemtoets_space::Shape;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, fact_word, kind_word, missing_word, number, text, visible, with_decimals};

/// So many wells are told one by one.
const WELLS_TOLD: usize = 8;

/// The verdict as text, with colours that the terminal (or the lack of one) may strip.
#[must_use]
pub fn verdict(verdict: &Verdict, application: &Application, lang: Lang) -> String {
    let mut page = Page::new();
    heading(&mut page, verdict, application, lang);
    deciding(&mut page, verdict, lang);
    let remedies = remedies::lines(verdict, lang);
    if !remedies.is_empty() {
        page.section(lang.pick("Wat zou helpen", "What would help"));
        page.put(remedies);
    }
    if !verdict.depth_profile.is_empty() {
        page.section(lang.pick("Diepteprofiel", "Depth profile"));
        let depth = application.quantities.get(Quantity::DrillingDepthM);
        page.put(draw(&verdict.depth_profile, depth, lang));
    }
    if may_be_built(verdict) {
        listed(&mut page, lang.pick("Op voorwaarde dat", "On condition that"), verdict, &verdict.on_condition, lang);
    }
    listed(&mut page, lang.pick("Onaannemelijk", "Implausible"), verdict, &verdict.implausible, lang);
    listed(&mut page, lang.pick("Aandacht", "Attention"), verdict, &verdict.attention, lang);
    if may_be_built(verdict) {
        duties(&mut page, verdict, lang);
    }
    if let Some(feasibility) = &verdict.feasibility {
        page.section(lang.pick("Haalbaarheid", "Feasibility"));
        page.put(site::lines(feasibility, lang));
    }
    page.section(lang.pick("Volledigheid", "Completeness"));
    page.put(completeness::list(&verdict.completeness, lang));
    remaining(&mut page, verdict, lang);
    map(&mut page, verdict, lang);
    basis(&mut page, verdict, lang);
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

fn heading(page: &mut Page, verdict: &Verdict, application: &Application, lang: Lang) {
    let (symbol, style) = (state_symbol(verdict.outcome), style(verdict.outcome));
    let word = outcome_word(verdict.outcome, lang).to_uppercase();
    let between = between(verdict.range, lang);
    let id = if verdict.id.is_empty() { String::new() } else { format!("{} ", visible(&verdict.id)) };
    let certainty = certainty(verdict.certainty.as_ref(), lang);
    let system = system_word(verdict.system, lang);
    page.line(format_args!("{symbol} {style}{word}{style:#}{between}{certainty}  {id}{system}"));
    let place = &verdict.location;
    let (x, y) = (number(place.x, lang), number(place.y, lang));
    let degrees = match (place.lat, place.lon) {
        (Some(lat), Some(lon)) => format!(" (lat {lat:.6}, lon {lon:.6})"),
        _ => String::new(),
    };
    let provinces: Vec<String> = verdict.jurisdiction.iter().map(|province| format!(", {province}")).collect();
    let provinces = provinces.concat();
    let law = text!(lang, nl: "recht van {date}", en: "law of {date}", date = verdict.date);
    let which = which_spot(verdict, application, lang);
    page.item(format_args!("{which}x {x}, y {y}{degrees}{provinces}, {law}"));
    wells(page, verdict, lang);
    if let Some(stated) = stated(application, lang) {
        page.item(stated);
    }
    if let Some(given) = &verdict.given {
        page.item(given_words(given, lang));
    }
    near_edges(page, verdict, lang);
}

/// Stricter zones whose edge is nearer than the map is accurate.
fn near_edges(page: &mut Page, verdict: &Verdict, lang: Lang) {
    for edge in &verdict.near_edges {
        let zone =
            format!("{} {}", kind_word(&edge.kind, lang), place_name(edge.name.as_deref(), &edge.layer, &edge.id));
        let (away, accuracy) = (with_decimals(edge.distance_m, 1, lang), with_decimals(edge.accuracy_m, 1, lang));
        let there = outcome_word(edge.outcome, lang);
        let between = between(edge.range, lang);
        let here = outcome_word(verdict.outcome, lang);
        page.item(text!(
            lang,
            nl: "! De rand van {zone} ligt op {away} m; kaart en coördinaten zijn samen tot op {accuracy} m nauwkeurig. Hier: {here}; binnen dat gebied: {there}{between}. Laat de plaats inmeten.",
            en: "! The edge of {zone} is {away} m away; map and coordinates together are accurate to {accuracy} m. Here: {here}; in that zone: {there}{between}. Have the place surveyed."
        ));
    }
}

/// Which well, or that it is a place on a plot, of which the coordinates are told.
fn which_spot(verdict: &Verdict, application: &Application, lang: Lang) -> String {
    let at = |place: &Location| (place.x.to_bits(), place.y.to_bits());
    match &application.place {
        Shape::Area(_) => text!(lang, nl: "beslist op ", en: "decided at "),
        Shape::Points(_) => {
            let well = verdict.wells.iter().position(|well| at(&well.place) == at(&verdict.location));
            well.map_or_else(
                || text!(lang, nl: "midden van de putten ", en: "middle of the wells "),
                |well| text!(lang, nl: "put {well}: ", en: "well {well}: ", well = well + 1),
            )
        }
        Shape::Point(_) | Shape::Lines(_) => String::new(),
    }
}

/// Every well with what the rules come to for it alone.
fn wells(page: &mut Page, verdict: &Verdict, lang: Lang) {
    for (well, number_of) in verdict.wells.iter().zip(1..).take(WELLS_TOLD) {
        let (x, y) = (number(well.place.x, lang), number(well.place.y, lang));
        let outcome = outcome_word(well.outcome, lang);
        page.item(text!(lang, nl: "put {number_of} op x {x}, y {y}: {outcome}", en: "well {number_of} at x {x}, y {y}: {outcome}"));
    }
    if verdict.wells.len() > WELLS_TOLD {
        let more = verdict.wells.len() - WELLS_TOLD;
        page.item(text!(lang, nl: "… en nog {more} (--format json)", en: "… and {more} more (--format json)"));
    }
}

fn deciding(page: &mut Page, verdict: &Verdict, lang: Lang) {
    match verdict.outcome {
        VerdictOutcome::NotCovered => {
            page.section(lang.pick("Waarom", "Why"));
            page.item(lang.pick(
                "Geen regelboek geeft op deze plaats en datum een uitkomst. Dat is geen toestemming: vraag het bevoegd gezag.",
                "No rulebook gives an outcome at this place and date. That is no permission: ask the authority.",
            ));
            return;
        }
        VerdictOutcome::Undetermined => page.section(lang.pick("Wat het openhoudt", "What keeps it open")),
        _ => page.section(lang.pick("Wat beslist", "What decides")),
    }
    for rule in rules(verdict, &verdict.decisive) {
        finding::in_full(page, rule, lang);
    }
    if !verdict.settle.is_empty() {
        let facts: Vec<String> = verdict.settle.iter().map(|fact| wanted(fact, verdict, lang)).collect();
        let facts = facts.join("; ");
        page.item(text!(lang, nl: "→ Wat zou beslissen: {facts}", en: "→ What would settle it: {facts}"));
        follows::lines(page, &verdict.follows, 4, lang);
    }
    if verdict.outcome == VerdictOutcome::Undetermined {
        let partial = verdict.partial.iter().map(|law| &law.text);
        for doubt in partial.chain(&verdict.facts.gaps) {
            page.item(format_args!("! {}", doubt.get(lang)));
        }
    }
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

fn listed(page: &mut Page, title: &str, verdict: &Verdict, ids: &[String], lang: Lang) {
    if ids.is_empty() {
        return;
    }
    page.section(title);
    for rule in rules(verdict, ids) {
        finding::in_full(page, rule, lang);
    }
}

fn rules<'a>(verdict: &'a Verdict, ids: &'a [String]) -> impl Iterator<Item = &'a RuleFinding> {
    verdict.rules.iter().filter(|rule| ids.contains(&rule.id))
}

/// What has to be done besides.
fn duties(page: &mut Page, verdict: &Verdict, lang: Lang) {
    if verdict.duties.is_empty() {
        return;
    }
    page.section(lang.pick("Plichten", "Duties"));
    for rule in rules(verdict, &verdict.duties) {
        finding::in_brief(page, rule, lang);
    }
}

/// The rules that neither decide nor add a remark.
fn remaining(page: &mut Page, verdict: &Verdict, lang: Lang) {
    let told = [&verdict.decisive, &verdict.attention, &verdict.on_condition, &verdict.duties, &verdict.implausible];
    let rest: Vec<&RuleFinding> = verdict
        .rules
        .iter()
        .filter(|rule| !told.iter().any(|ids| ids.contains(&rule.id)) && is_worth_a_line(rule))
        .collect();
    if !rest.is_empty() {
        page.section(lang.pick("Ook bekeken", "Also looked at"));
        finding::on_lines(page, &rest, verdict, lang);
    }
}

/// Duties and doubts that do not apply say nothing; nor do doubts that lack a number.
fn is_worth_a_line(rule: &RuleFinding) -> bool {
    !matches!(rule.outcome, Outcome::Implausible | Outcome::Duty)
}

fn map(page: &mut Page, verdict: &Verdict, lang: Lang) {
    page.section(lang.pick("Op de kaart", "On the map"));
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
    let near = facts.within_400_m;
    let abstractions = counted(near.abstraction, ["winning", "abstraction"], ["winningen", "abstractions"], lang);
    let systems = ["bestaande systemen", "existing systems"];
    let systems = counted(near.installation, ["bestaand systeem", "existing system"], systems, lang);
    let wells = counted(near.well, ["put daarvan", "well of those"], ["putten daarvan", "wells of those"], lang);
    page.item(text!(
        lang,
        nl: "binnen 400 m: {abstractions}; {systems}; {wells}",
        en: "within 400 m: {abstractions}; {systems}; {wells}"
    ));
    page.put(neighbours::lines(facts, lang));
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
fn place_name(name: Option<&str>, layer: &str, id: &str) -> String {
    let id = visible(id);
    match name.map(visible) {
        Some(name) if name != id => format!("{name} ({layer} {id})"),
        _ => format!("{layer} {id}"),
    }
}

fn basis(page: &mut Page, verdict: &Verdict, lang: Lang) {
    page.section(lang.pick("Waarop dit rust", "What this rests on"));
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
    let [sure, source, act] = [sure, source, act].map(Option::unwrap_or_default);
    let dropped = match dropped {
        0 => String::new(),
        _ => text!(lang, nl: "; {dropped} objecten niet bruikbaar", en: "; {dropped} features not usable"),
    };
    text!(
        lang,
        nl: "kaartlaag {id}: {version} ({date}, {status}, {sure}{source}{act}sha256 {sha256:.12}{dropped})",
        en: "layer {id}: {version} ({date}, {status}, {sure}{source}{act}sha256 {sha256:.12}{dropped})"
    )
}
