//! A plot for people: what is best and worst on it, then part by part.

use crate::follows;
use crate::phrase::{
    certainty, coloured, given_words, made_by, rulebook, state_symbol, stated, system_word, zone_name,
};
use bodemtoets_law::explain::cited;
use bodemtoets_law::rules::Outcome;
use bodemtoets_screening::application::Application;
use bodemtoets_screening::plot::{PlotPart, PlotVerdict, Screens, Spot};
use bodemtoets_screening::{FoundZone, Location, VerdictOutcome};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, grouped, kind_word, missing_word, number, text, visible};

/// The verdict on a plot as text, with colours that the terminal (or the lack of one) may strip.
#[must_use]
pub fn text(verdict: &PlotVerdict, application: &Application, lang: Lang) -> String {
    let mut page = Page::new();
    heading(&mut page, verdict, application, lang);
    brief(&mut page, verdict, lang);
    page.section(lang.pick("Delen", "Parts"));
    for part in &verdict.parts {
        of_part(&mut page, part, lang);
    }
    if let Some(placement) = &verdict.placement {
        super::placement::section(&mut page, placement, lang);
    }
    reasons(&mut page, verdict, lang);
    foot(&mut page, verdict, lang);
    page.finish()
}

/// One line for one of many.
#[must_use]
pub fn line(verdict: &PlotVerdict, lang: Lang) -> String {
    let symbol = state_symbol(verdict.best.outcome);
    let id = if verdict.id.is_empty() { "-".into() } else { visible(&verdict.id) };
    let (best, worst) = (spot(&verdict.best, lang), spot(&verdict.worst, lang));
    let (area, deepest, parts) = (hectares(verdict.area_m2, lang), deepest_words(verdict, lang), verdict.parts.len());
    let word = if parts == 1 { lang.pick("deel", "part") } else { lang.pick("delen", "parts") };
    text!(
        lang,
        nl: "{symbol} {id}  {area}, {parts} {word}; beste: {best}; strengste: {worst}; {deepest}\n",
        en: "{symbol} {id}  {area}, {parts} {word}; best: {best}; worst: {worst}; {deepest}\n"
    )
}

fn heading(page: &mut Page, verdict: &PlotVerdict, application: &Application, lang: Lang) {
    let id = if verdict.id.is_empty() { String::new() } else { format!(" {}", visible(&verdict.id)) };
    let system = system_word(verdict.system, lang);
    page.line(format_args!("{BOLD}{}{id}{BOLD:#}  {system}", lang.pick("PERCEEL", "PLOT"), BOLD = Page::BOLD));
    let (area, place, date) = (hectares(verdict.area_m2, lang), place(&verdict.location, lang), verdict.date);
    page.item(text!(lang, nl: "{area}, {place}, recht van {date}", en: "{area}, {place}, law of {date}"));
    if let Some(stated) = stated(application, lang) {
        page.item(stated);
    }
    if let Some(given) = &verdict.given {
        page.item(given_words(given, lang));
    }
    for remark in &verdict.remarks {
        page.item(format_args!("! {}", remark.get(lang)));
    }
}

fn brief(page: &mut Page, verdict: &PlotVerdict, lang: Lang) {
    page.section(lang.pick("Samengevat", "In brief"));
    let in_part = |part: usize, at: &Location| {
        let place = place(at, lang);
        text!(lang, nl: "deel {part}, {place}", en: "part {part}, {place}")
    };
    let rows = [(lang.pick("beste", "best"), &verdict.best), (lang.pick("strengste", "worst"), &verdict.worst)];
    for (word, found) in rows {
        page.item(format_args!("{word:<11} {}, {}", spot(found, lang), in_part(found.part, &found.place)));
    }
    let one = &verdict.as_one;
    let word = lang.pick("als één vlak", "as one");
    let certainty = certainty(one.certainty.as_ref(), lang);
    let outcome = coloured(one.outcome, one.range, lang);
    page.item(format_args!("{word:<11} {outcome}{certainty}  {}", one.decisive.join(", ")));
    let deepest = deepest_words(verdict, lang);
    match &verdict.deepest {
        Some(found) => page.item(format_args!("{deepest}, {}", in_part(found.part, &found.place))),
        None => page.item(deepest),
    }
    let milder = VerdictOutcome::ALL.iter().position(|known| *known == verdict.worst.outcome)
        < VerdictOutcome::ALL.iter().position(|known| *known == one.outcome);
    if milder && one.outcome == VerdictOutcome::Prohibited {
        page.item(lang.pick(
            "! de rand van het perceel raakt een strenger gebied; wie op die rand boort, boort daarin",
            "! the edge of the plot touches a stricter zone; who drills on that edge drills in it",
        ));
    }
}

/// The deepest drilling in words.
pub(super) fn deepest_words(verdict: &PlotVerdict, lang: Lang) -> String {
    let depth = match &verdict.deepest {
        None => lang.pick("niet bekend", "not known").to_owned(),
        Some(found) => depth(found.depth_m, found.unlimited, lang),
    };
    text!(lang, nl: "diepste boring: {depth}", en: "deepest drilling: {depth}")
}

fn depth(depth_m: Option<f64>, unlimited: bool, lang: Lang) -> String {
    match depth_m {
        _ if unlimited => depth_limit(f64::INFINITY, lang),
        None => lang.pick("niet bekend", "not known").to_owned(),
        Some(depth) => depth_limit(depth, lang),
    }
}

/// How deep a drilling certainly may go, in metres: infinite where no rule limits it, 0 where none may be.
pub(super) fn depth_limit(depth_m: f64, lang: Lang) -> String {
    match depth_m {
        depth if depth.is_infinite() => lang.pick("geen grens", "no limit").to_owned(),
        depth if depth <= 0.0 => lang.pick("geen zeker toegestaan", "none certainly allowed").to_owned(),
        depth => format!("{} m", number(depth, lang)),
    }
}

/// How far the lines under a part are set in.
const UNDER: usize = 5;

fn of_part(page: &mut Page, part: &PlotPart, lang: Lang) {
    page.item(format_args!(
        "{}. {}  {} ({})  {}",
        part.part,
        coloured(part.outcome, part.range, lang) + &certainty(part.certainty.as_ref(), lang),
        square_metres(part.area_m2, lang),
        percent(part.share, lang),
        part.decisive.join(", ")
    ));
    let (place, clearance) = (place(&part.place, lang), number(part.clearance_m, lang));
    page.inset(
        UNDER,
        text!(
            lang,
            nl: "{place}, ten minste {clearance} m van een rand",
            en: "{place}, at least {clearance} m from an edge"
        ),
    );
    if !part.zones.is_empty() {
        let name = |zone: &FoundZone| format!("{} {}", kind_word(&zone.kind, lang), zone_name(zone, lang));
        page.inset(UNDER, format_args!("in {}", part.zones.iter().map(name).collect::<Vec<_>>().join("; ")));
    }
    let depth = depth(part.allowed_depth_m, part.unlimited, lang);
    page.inset(UNDER, text!(lang, nl: "boring: {depth}", en: "drilling: {depth}"));
    if part.depth_profile.len() > 1 {
        for interval in &part.depth_profile {
            let to = interval.to_m.map(|to| number(to, lang));
            let to = to.map_or_else(
                || lang.pick("dieper", "deeper").to_owned(),
                |to| text!(lang, nl: "tot {to} m", en: "to {to} m"),
            );
            let outcome = coloured(interval.outcome, interval.range, lang);
            page.inset(UNDER + 2, format_args!("{to}: {outcome}  {}", interval.decisive.join(", ")));
        }
    }
    if let Some(screens) = &part.screens {
        let screens = screens_words(screens, lang);
        page.inset(UNDER, text!(lang, nl: "filters: {screens}", en: "screens: {screens}"));
    }
    if !part.settle.is_empty() && part.range.is_some() {
        let facts: Vec<String> = part.settle.iter().map(|fact| missing_word(fact, lang)).collect();
        let facts = facts.join(", ");
        page.inset(UNDER, text!(lang, nl: "→ wat zou beslissen: {facts}", en: "→ what would settle it: {facts}"));
        follows::lines(page, &part.follows, UNDER + 2, lang);
    }
    if part.sliver {
        page.inset(
            UNDER,
            lang.pick("nergens 2 mm breed: een snipper langs een rand", "nowhere 2 mm wide: a sliver along an edge"),
        );
    }
}

fn screens_words(screens: &[Screens], lang: Lang) -> String {
    if screens.is_empty() {
        return lang.pick("geen diepte zeker toegestaan", "no depth certainly allowed").to_owned();
    }
    let words = |interval: &Screens| {
        let from = number(interval.from_m, lang);
        match interval.to_m.map(|to| number(to, lang)) {
            Some(to) => format!("{from}–{to} m"),
            None => text!(lang, nl: "vanaf {from} m", en: "from {from} m"),
        }
    };
    screens.iter().map(words).collect::<Vec<_>>().join(", ")
}

fn reasons(page: &mut Page, verdict: &PlotVerdict, lang: Lang) {
    if verdict.rules.is_empty() {
        return;
    }
    page.section(lang.pick("Waarom", "Why"));
    for rule in &verdict.rules {
        let symbol = match rule.outcome {
            Outcome::Prohibited => "✗",
            Outcome::Permit => "▲",
            Outcome::Notify => "●",
            Outcome::Free => "○",
            Outcome::Attention | Outcome::Duty | Outcome::Implausible => "·",
        };
        let (outcome, reason) = (rule.outcome.word(lang), rule.reason.get(lang).trim_end_matches('.'));
        page.item(format_args!("{symbol} {} {outcome}: {reason} ({})", rule.id, cited(&rule.source)));
    }
}

/// How the areas add up, and what the verdict rests on.
fn foot(page: &mut Page, verdict: &PlotVerdict, lang: Lang) {
    page.section(lang.pick("Boekhouding", "Ledger"));
    let ledger = &verdict.ledger;
    let millimetres = |area_m2: f64| grouped(area_m2 * 1e6, 0, lang);
    let (parts, remainder) = (square_metres(ledger.parts_m2, lang), millimetres(ledger.remainder_m2));
    let tolerance = millimetres(ledger.tolerance_m2);
    page.item(text!(
        lang,
        nl: "de delen zijn samen {parts}; rest van het opmeten {remainder} mm2 (ten hoogste {tolerance}), geteld bij \
             het strengste deel",
        en: "the parts together are {parts}; remainder of measuring {remainder} mm2 (at most {tolerance}), counted \
             with the strictest part"
    ));
    if ledger.slivers.count > 0 {
        let (count, area) = (ledger.slivers.count, millimetres(ledger.slivers.area_m2));
        page.item(text!(
            lang,
            nl: "{count} snipper(s), {area} mm2, bij het strengere deel ernaast",
            en: "{count} sliver(s), {area} mm2, joined the stricter part beside them"
        ));
    }
    let provenance = &verdict.provenance;
    for book in &provenance.rulebooks {
        page.item(rulebook(&book.id, &book.version, &book.sha256, lang));
    }
    for notice in &provenance.notices {
        page.item(format_args!("! {}", notice.get(lang)));
    }
    page.item(made_by(&provenance.tool, &provenance.input_sha256, lang));
}

fn spot(spot: &Spot, lang: Lang) -> String {
    let (outcome, area) = (coloured(spot.outcome, spot.range, lang), square_metres(spot.area_m2, lang));
    let share = percent(spot.share, lang);
    text!(lang, nl: "{outcome} op {area} ({share})", en: "{outcome} on {area} ({share})")
}

fn place(at: &Location, lang: Lang) -> String {
    format!("x {}, y {}", number(at.x, lang), number(at.y, lang))
}

/// Square metres with as many decimals as a plot bears.
pub(super) fn square_metres(area_m2: f64, lang: Lang) -> String {
    let decimals = if area_m2 >= 1_000.0 { 0 } else { 2 };
    if area_m2 < 0.01 {
        format!("{} mm2", grouped(area_m2 * 1e6, 0, lang))
    } else {
        format!("{} m2", grouped(area_m2, decimals, lang))
    }
}

pub(super) fn hectares(area_m2: f64, lang: Lang) -> String {
    if area_m2 < 10_000.0 {
        square_metres(area_m2, lang)
    } else {
        format!("{} ha", grouped(area_m2 / 10_000.0, 2, lang))
    }
}

pub(super) fn percent(share: f64, lang: Lang) -> String {
    let tenths = grouped(share * 100.0, 1, lang);
    // What is not all is never 100 %, and what is something never 0 %.
    match share {
        share if (0.9995..1.0).contains(&share) => format!("> {} %", grouped(99.9, 1, lang)),
        share if share > 0.0 && share < 0.0005 => format!("< {} %", grouped(0.1, 1, lang)),
        _ => format!("{tenths} %"),
    }
}
