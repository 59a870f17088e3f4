//! A verdict for people: what decides first, then the depth profile, then everything else.

use std::fmt::Write as _;

use anstyle::Style;

use super::column::draw;
use super::feasibility::site;
use super::phrase::{outcome_word, state_symbol, status_word, style};
use super::{completeness, finding, neighbours, remedies};
use crate::application::Application;
use crate::lang::Lang;
use crate::rules::{Outcome, Quantity, System};
use crate::screening::{RuleFinding, Verdict, VerdictOutcome};
use crate::words::{amount, fact_word, kind_word, number};

const BOLD: Style = Style::new().bold();

/// The verdict as text, with colours that the terminal (or the lack of one) may strip.
#[must_use]
pub fn verdict(verdict: &Verdict, application: &Application, lang: Lang) -> String {
    let mut text = String::new();
    heading(&mut text, verdict, application, lang);
    deciding(&mut text, verdict, lang);
    let remedies = remedies::lines(verdict, lang);
    if !remedies.is_empty() {
        section(&mut text, lang.pick("Wat zou helpen", "What would help"));
        text += &remedies;
    }
    if !verdict.depth_profile.is_empty() {
        section(&mut text, lang.pick("Diepteprofiel", "Depth profile"));
        let depth = application.quantities.get(Quantity::DrillingDepthM);
        text += &draw(&verdict.depth_profile, depth, lang);
    }
    if may_be_built(verdict) {
        listed(&mut text, lang.pick("Op voorwaarde dat", "On condition that"), verdict, &verdict.on_condition, lang);
    }
    listed(&mut text, lang.pick("Onaannemelijk", "Implausible"), verdict, &verdict.implausible, lang);
    listed(&mut text, lang.pick("Aandacht", "Attention"), verdict, &verdict.attention, lang);
    if may_be_built(verdict) {
        duties(&mut text, verdict, lang);
    }
    if let Some(feasibility) = &verdict.feasibility {
        section(&mut text, lang.pick("Haalbaarheid", "Feasibility"));
        text += &site::lines(feasibility, lang);
    }
    section(&mut text, lang.pick("Volledigheid", "Completeness"));
    text += &completeness::list(&verdict.completeness, lang);
    remaining(&mut text, verdict, lang);
    map(&mut text, verdict, lang);
    basis(&mut text, verdict, lang);
    text
}

/// Whether some outcome is left that allows the system; only then do conditions of use matter.
fn may_be_built(verdict: &Verdict) -> bool {
    !matches!(verdict.outcome, VerdictOutcome::Prohibited | VerdictOutcome::NotCovered)
}

/// One line for one of many.
#[must_use]
pub fn line(verdict: &Verdict, lang: Lang) -> String {
    let style = style(verdict.outcome);
    let mut line = format!(
        "{} {}{:<13}{} {}",
        state_symbol(verdict.outcome),
        style.render(),
        outcome_word(verdict.outcome, lang),
        style.render_reset(),
        if verdict.id.is_empty() { "-" } else { &verdict.id },
    );
    if !verdict.decisive.is_empty() {
        let _ = write!(line, "  {}", verdict.decisive.join(", "));
    }
    if !verdict.settle.is_empty() {
        let _ = write!(line, "  {}: {}", lang.pick("nodig", "needed"), verdict.settle.join(", "));
    }
    if may_be_built(verdict) && !verdict.on_condition.is_empty() {
        let _ = write!(line, "  {}: {}", lang.pick("op voorwaarde", "on condition"), verdict.on_condition.join(", "));
    }
    if let Some(feasibility) = &verdict.feasibility {
        let _ = write!(line, "  {}", site::words(feasibility, lang));
    }
    if let Some(remedy) = verdict.remedies.first() {
        let _ = write!(line, "  {}: {}", lang.pick("helpt", "would help"), remedies::line(remedy, lang));
    }
    line + "\n"
}

fn section(text: &mut String, title: &str) {
    let _ = writeln!(text, "\n{}{title}{}", BOLD.render(), BOLD.render_reset());
}

fn heading(text: &mut String, verdict: &Verdict, application: &Application, lang: Lang) {
    let style = style(verdict.outcome);
    let system = match verdict.system {
        System::Open => lang.pick("open bodemenergiesysteem", "open system"),
        System::Closed => lang.pick("gesloten bodemenergiesysteem", "closed system"),
    };
    let word = outcome_word(verdict.outcome, lang).to_uppercase();
    let _ = write!(text, "{} {}{word}{}", state_symbol(verdict.outcome), style.render(), style.render_reset());
    if let Some([low, high]) = verdict.range {
        let _ = write!(text, " ({} – {})", low.word(lang), high.word(lang));
    }
    let id = if verdict.id.is_empty() { String::new() } else { format!("{} ", verdict.id) };
    let _ = writeln!(text, "  {id}{system}");
    let _ = write!(text, "  x {}, y {}", number(verdict.location.x, lang), number(verdict.location.y, lang));
    if let (Some(lat), Some(lon)) = (verdict.location.lat, verdict.location.lon) {
        let _ = write!(text, " (lat {lat:.6}, lon {lon:.6})");
    }
    if !verdict.jurisdiction.is_empty() {
        let _ = write!(text, ", {}", verdict.jurisdiction.join(", "));
    }
    let _ = writeln!(text, ", {} {}", lang.pick("recht van", "law of"), verdict.date);
    let stated: Vec<String> = Quantity::ALL
        .into_iter()
        .filter(|quantity| quantity.is_stated())
        .filter_map(|quantity| {
            let value = application.stated(quantity)?;
            Some(format!("{} {}", fact_word(quantity.slug(), lang), amount(value, quantity.unit(), lang)))
        })
        .collect();
    if !stated.is_empty() {
        let _ = writeln!(text, "  {}", stated.join(", "));
    }
}

fn deciding(text: &mut String, verdict: &Verdict, lang: Lang) {
    let title = match verdict.outcome {
        VerdictOutcome::NotCovered => {
            section(text, lang.pick("Waarom", "Why"));
            text.push_str("  ");
            text.push_str(lang.pick(
                "Geen regelboek geeft op deze plaats en datum een uitkomst. Dat is geen toestemming: vraag het bevoegd gezag.\n",
                "No rulebook gives an outcome at this place and date. That is no permission: ask the authority.\n",
            ));
            return;
        }
        VerdictOutcome::Undetermined => lang.pick("Wat het openhoudt", "What keeps it open"),
        _ => lang.pick("Wat beslist", "What decides"),
    };
    section(text, title);
    for rule in rules(verdict, &verdict.decisive) {
        finding::in_full(text, rule, lang);
    }
    if !verdict.settle.is_empty() {
        let facts: Vec<String> = verdict.settle.iter().map(|fact| wanted(fact, verdict, lang)).collect();
        let _ = writeln!(text, "  → {}: {}", lang.pick("Wat zou beslissen", "What would settle it"), facts.join("; "));
    }
    if verdict.outcome == VerdictOutcome::Undetermined {
        let partial = verdict.partial.iter().map(|law| &law.text);
        for doubt in partial.chain(&verdict.facts.gaps) {
            let _ = writeln!(text, "  ! {}", doubt.get(lang));
        }
    }
}

/// A missing fact as something to look for.
pub(super) fn wanted(fact: &str, verdict: &Verdict, lang: Lang) -> String {
    if let Some(kind) = fact.strip_prefix("layer:") {
        let title = finding::map_title(verdict, kind, lang);
        // Many a title says itself that it is a map.
        let map = if title.starts_with(lang.pick("kaart", "map")) {
            format!("{} {title}", lang.pick("een volledige", "a complete"))
        } else {
            format!("{}: {title}", lang.pick("een volledige kaart", "a complete map"))
        };
        let url = verdict.maps.iter().find(|map| map.kind == kind).and_then(|map| map.url.as_deref());
        let ask = url.map_or_else(String::new, |url| format!(", {url}"));
        return format!("{map} ({fact}{ask})");
    }
    if fact.starts_with("law:") {
        return format!(
            "{} ({fact})",
            lang.pick("het recht dat hier niet bekend is", "the law that is not known here")
        );
    }
    format!("{} ({fact})", fact_word(fact, lang))
}

fn listed(text: &mut String, title: &str, verdict: &Verdict, ids: &[String], lang: Lang) {
    if ids.is_empty() {
        return;
    }
    section(text, title);
    for rule in rules(verdict, ids) {
        finding::in_full(text, rule, lang);
    }
}

fn rules<'a>(verdict: &'a Verdict, ids: &'a [String]) -> impl Iterator<Item = &'a RuleFinding> {
    verdict.rules.iter().filter(|rule| ids.contains(&rule.id))
}

/// What has to be done besides.
fn duties(text: &mut String, verdict: &Verdict, lang: Lang) {
    if verdict.duties.is_empty() {
        return;
    }
    section(text, lang.pick("Plichten", "Duties"));
    for rule in rules(verdict, &verdict.duties) {
        finding::in_brief(text, rule, lang);
    }
}

/// The rules that neither decide nor add a remark.
fn remaining(text: &mut String, verdict: &Verdict, lang: Lang) {
    let told = [&verdict.decisive, &verdict.attention, &verdict.on_condition, &verdict.duties, &verdict.implausible];
    let rest: Vec<&RuleFinding> = verdict
        .rules
        .iter()
        .filter(|rule| !told.iter().any(|ids| ids.contains(&rule.id)) && is_worth_a_line(rule))
        .collect();
    if !rest.is_empty() {
        section(text, lang.pick("Ook bekeken", "Also looked at"));
        finding::on_lines(text, &rest, verdict, lang);
    }
}

/// Duties and doubts that do not apply say nothing; nor do doubts that lack a number.
fn is_worth_a_line(rule: &RuleFinding) -> bool {
    !matches!(rule.outcome, Outcome::Implausible | Outcome::Duty)
}

fn map(text: &mut String, verdict: &Verdict, lang: Lang) {
    section(text, lang.pick("Op de kaart", "On the map"));
    let facts = &verdict.facts;
    if facts.zones.is_empty() {
        let _ = writeln!(text, "  {}", lang.pick("in geen bekend gebied", "in no known zone"));
    }
    for zone in &facts.zones {
        let _ = write!(
            text,
            "  {} {}",
            kind_word(&zone.kind, lang),
            place_name(zone.name.as_deref(), &zone.layer, &zone.id)
        );
        if zone.from_m > 0.0 {
            let _ = write!(text, ", {} {} m", lang.pick("vanaf", "from"), number(zone.from_m, lang));
        }
        if let Some(depth) = zone.max_depth_m {
            let _ = write!(text, ", {} {} m", lang.pick("ten hoogste", "at most"), number(depth, lang));
        }
        text.push('\n');
    }
    for (sort, thing) in &facts.nearest {
        // Neither what the place lies in nor what is far away says anything new.
        if thing.distance_m <= 0.0 || thing.distance_m > WORTH_TELLING_M {
            continue;
        }
        let sort = match sort.as_str() {
            "abstraction" => lang.pick("winning", "abstraction"),
            "installation" => lang.pick("bestaand systeem", "existing system"),
            other => kind_word(other.strip_prefix("zone:").unwrap_or(other), lang),
        };
        let _ = writeln!(
            text,
            "  {} {sort}: {} m, {}",
            // Het is "het gebied" en "het systeem", maar "de winning".
            lang.pick(if sort == "winning" { "dichtstbijzijnde" } else { "dichtstbijzijnd" }, "nearest"),
            number(thing.distance_m.round(), lang),
            place_name(thing.name.as_deref(), &thing.layer, &thing.id)
        );
    }
    let near = facts.within_400_m;
    let count = |count: Option<usize>, [nl, en, nl_one, en_one]: [&str; 4]| match count {
        Some(1) => format!("1 {}", lang.pick(nl_one, en_one)),
        Some(count) => format!("{count} {}", lang.pick(nl, en)),
        None => format!("{}: {}", lang.pick(nl, en), lang.pick("niet op deze kaart", "not on this map")),
    };
    let _ = writeln!(
        text,
        "  {} 400 m: {}; {}; {}",
        lang.pick("binnen", "within"),
        count(near.abstraction, ["winningen", "abstractions", "winning", "abstraction"]),
        count(near.installation, ["bestaande systemen", "existing systems", "bestaand systeem", "existing system"]),
        count(near.well, ["putten daarvan", "wells of those", "put daarvan", "well of those"]),
    );
    *text += &neighbours::lines(facts, lang);
}

/// How far away a nearest thing may be to be mentioned in a text, metres.
const WORTH_TELLING_M: f64 = 10_000.0;

/// A name with where it can be looked up.
fn place_name(name: Option<&str>, layer: &str, id: &str) -> String {
    match name {
        Some(name) if name != id => format!("{name} ({layer} {id})"),
        _ => format!("{layer} {id}"),
    }
}

fn basis(text: &mut String, verdict: &Verdict, lang: Lang) {
    section(text, lang.pick("Waarop dit rust", "What this rests on"));
    let provenance = &verdict.provenance;
    for notice in &provenance.notices {
        let _ = writeln!(text, "  ! {}", notice.get(lang));
    }
    for layer in &provenance.layers {
        let _ = writeln!(
            text,
            "  {} {}: {} ({}, {}, sha256 {}{})",
            lang.pick("kaartlaag", "layer"),
            layer.id,
            layer.version,
            layer.date,
            status_word(layer.status, lang),
            &layer.sha256[..12],
            match layer.dropped {
                0 => String::new(),
                dropped => format!("; {dropped} {}", lang.pick("objecten niet bruikbaar", "features not usable")),
            }
        );
        if let Some(caveat) = &layer.caveat {
            let _ = writeln!(text, "    ! {}", caveat.get(lang));
        }
    }
    for book in &provenance.rulebooks {
        let _ = writeln!(
            text,
            "  {} {}: {} (sha256 {})",
            lang.pick("regelboek", "rulebook"),
            book.id,
            book.version,
            &book.sha256[..12]
        );
    }
    let _ = writeln!(
        text,
        "  {}, {} sha256 {}",
        provenance.tool,
        lang.pick("aanvraag", "application"),
        &provenance.input_sha256[..12]
    );
}
