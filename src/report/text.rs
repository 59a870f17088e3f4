//! A verdict for people: what decides first, then the depth profile, then everything else.

use std::fmt::Write as _;

use anstyle::Style;

use super::column::draw;
use super::phrase::{fact_word, kind_word, number, outcome_word, state_symbol, style};
use crate::application::Application;
use crate::lang::Lang;
use crate::provenance::{Certainty, Status};
use crate::rules::{Outcome, Quantity, System};
use crate::screening::{RuleFinding, State, Verdict, VerdictOutcome};

const BOLD: Style = Style::new().bold();

/// The verdict as text, with colours that the terminal (or the lack of one) may strip.
#[must_use]
pub fn verdict(verdict: &Verdict, application: &Application, lang: Lang) -> String {
    let mut text = String::new();
    heading(&mut text, verdict, application, lang);
    deciding(&mut text, verdict, lang);
    if !verdict.depth_profile.is_empty() {
        section(&mut text, lang.pick("Diepteprofiel", "Depth profile"));
        let depth = application.quantities.get(Quantity::DrillingDepthM);
        text += &draw(&verdict.depth_profile, depth, lang);
    }
    if may_be_built(verdict) {
        listed(&mut text, lang.pick("Op voorwaarde dat", "On condition that"), verdict, &verdict.on_condition, lang);
    }
    listed(&mut text, lang.pick("Aandacht", "Attention"), verdict, &verdict.attention, lang);
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
        .filter(|quantity| *quantity != Quantity::HeatSurplusMwh)
        .filter_map(|quantity| {
            let value = application.quantities.get(quantity)?;
            Some(format!("{} {} {}", fact_word(quantity.slug(), lang), number(value, lang), quantity.unit()))
        })
        .collect();
    if !stated.is_empty() {
        let _ = writeln!(text, "  {}", stated.join(", ").trim_end());
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
        finding(text, rule, lang);
    }
    if !verdict.settle.is_empty() {
        let facts: Vec<String> = verdict.settle.iter().map(|fact| wanted(fact, lang)).collect();
        let _ = writeln!(text, "  → {}: {}", lang.pick("Wat zou beslissen", "What would settle it"), facts.join(", "));
    }
    if verdict.outcome == VerdictOutcome::Undetermined {
        for gap in &verdict.facts.gaps {
            let _ = writeln!(text, "  ! {}", gap.get(lang));
        }
    }
}

/// A missing fact as something to look for.
fn wanted(fact: &str, lang: Lang) -> String {
    match fact.strip_prefix("layer:") {
        Some(kind) => {
            format!("{} {} ({fact})", lang.pick("een volledige kaart van", "a complete map of"), kind_word(kind, lang))
        }
        None => format!("{} ({fact})", fact_word(fact, lang)),
    }
}

fn listed(text: &mut String, title: &str, verdict: &Verdict, ids: &[String], lang: Lang) {
    if ids.is_empty() {
        return;
    }
    section(text, title);
    for rule in rules(verdict, ids) {
        finding(text, rule, lang);
    }
}

fn rules<'a>(verdict: &'a Verdict, ids: &'a [String]) -> impl Iterator<Item = &'a RuleFinding> {
    verdict.rules.iter().filter(|rule| ids.contains(&rule.id))
}

/// A rule in full.
fn finding(text: &mut String, rule: &RuleFinding, lang: Lang) {
    let _ = writeln!(text, "  {} {} {}: {}", symbol(rule), rule.id, rule.outcome.word(lang), rule.reason.get(lang));
    if let Some(measured) = measured(rule, lang) {
        let _ = writeln!(text, "      {measured}");
    }
    for condition in &rule.conditions {
        let _ = writeln!(text, "      {}: {}", lang.pick("voorwaarde", "condition"), condition.get(lang));
    }
    let mut source = rule.source.title.clone();
    if let Some(article) = &rule.source.article {
        let _ = write!(source, ", {article}");
    }
    let _ = writeln!(
        text,
        "      {}: {source} ({}{})",
        lang.pick("bron", "source"),
        lang.pick("zekerheid: ", "certainty: "),
        certainty_word(rule.certainty, lang)
    );
    if let Some(url) = &rule.source.url {
        let _ = writeln!(text, "      {url}");
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

/// What was measured against which limit, and in or near what.
fn measured(rule: &RuleFinding, lang: Lang) -> Option<String> {
    let mut parts = Vec::new();
    let unit = rule.unit.as_deref().unwrap_or_default();
    let with_unit = |value: f64| format!("{} {unit}", number(value, lang)).trim_end().to_owned();
    if let Some(fact) = rule.fact.as_deref().filter(|fact| *fact != "zone") {
        let value = rule.value.map_or_else(|| lang.pick("onbekend", "unknown").to_owned(), with_unit);
        let mut part = format!("{} {value}", fact_word(fact, lang));
        if let Some(limit) = rule.limit {
            let _ = write!(part, ", {} {}", lang.pick("grens", "limit"), with_unit(limit));
        }
        if let Some(margin) = rule.margin {
            let _ = write!(part, ", {} {}", lang.pick("marge", "margin"), with_unit(margin));
        }
        parts.push(part);
    }
    for place in rule.zone.iter().chain(&rule.site) {
        let name = place_name(place.name.as_deref(), &place.layer, &place.id);
        parts.push(format!("{} {name}", lang.pick("bij", "at")));
    }
    if !rule.missing.is_empty() {
        parts.push(format!("{}: {}", lang.pick("ontbreekt", "missing"), rule.missing.join(", ")));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The rules that neither decide nor add a remark, a line each.
fn remaining(text: &mut String, verdict: &Verdict, lang: Lang) {
    let told = |id: &String| {
        verdict.decisive.contains(id) || verdict.attention.contains(id) || verdict.on_condition.contains(id)
    };
    let rest: Vec<&RuleFinding> = verdict.rules.iter().filter(|rule| !told(&rule.id)).collect();
    if rest.is_empty() {
        return;
    }
    section(text, lang.pick("Ook bekeken", "Also looked at"));
    for rule in rest {
        let state = match rule.state {
            State::Applies => lang.pick("van toepassing", "applies"),
            State::DoesNotApply => lang.pick("niet van toepassing", "does not apply"),
            State::Unknown => lang.pick("onbekend", "unknown"),
        };
        let _ = write!(text, "  {} {} {}: {state}", symbol(rule), rule.id, rule.outcome.word(lang));
        if let Some(by) = &rule.replaced_by {
            let _ = write!(text, " ({} {by})", lang.pick("hier vervangen door", "replaced here by"));
        } else if let Some(measured) = measured(rule, lang) {
            let _ = write!(text, " ({measured})");
        }
        text.push('\n');
    }
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
            lang.pick("dichtstbijzijnd", "nearest"),
            number(thing.distance_m.round(), lang),
            place_name(thing.name.as_deref(), &thing.layer, &thing.id)
        );
    }
    let near = facts.within_400_m;
    let count = |count: Option<usize>, thing: &str| match count {
        Some(count) => format!("{count} {thing}"),
        None => format!("{thing}: {}", lang.pick("niet op deze kaart", "not on this map")),
    };
    let _ = writeln!(
        text,
        "  {} 400 m: {}; {}; {}",
        lang.pick("binnen", "within"),
        count(near.abstraction, lang.pick("winningen", "abstractions")),
        count(near.installation, lang.pick("bestaande systemen", "existing systems")),
        count(near.well, lang.pick("putten daarvan", "wells of those")),
    );
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
