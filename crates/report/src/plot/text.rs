//! A plot for people: what is best and worst on it, then part by part.

use std::fmt::Write as _;

use anstyle::Style;

use crate::application::Application;
use crate::explain::cited;
use crate::lang::Lang;
use crate::report::phrase::{outcome_word, state_symbol, style};
use crate::rules::{Outcome, Quantity, System};
use crate::screening::{Location, VerdictOutcome};
use crate::words::{amount, fact_word, grouped, kind_word, number};
use bodemtoets_screening::plot::{PlotPart, PlotVerdict, Screens, Spot};

const BOLD: Style = Style::new().bold();

/// The verdict on a plot as text, with colours that the terminal (or the lack of one) may strip.
#[must_use]
pub fn text(verdict: &PlotVerdict, application: &Application, lang: Lang) -> String {
    let mut text = String::new();
    heading(&mut text, verdict, application, lang);
    brief(&mut text, verdict, lang);
    section(&mut text, lang.pick("Delen", "Parts"));
    for part in &verdict.parts {
        of_part(&mut text, part, lang);
    }
    if let Some(placement) = &verdict.placement {
        text += &super::placement::text(placement, lang);
    }
    reasons(&mut text, verdict, lang);
    ledger(&mut text, verdict, lang);
    text
}

/// One line for one of many.
#[must_use]
pub fn line(verdict: &PlotVerdict, lang: Lang) -> String {
    let id = if verdict.id.is_empty() { "-" } else { &verdict.id };
    let (best, worst) = (spot(&verdict.best, lang), spot(&verdict.worst, lang));
    let parts = verdict.parts.len();
    let parts = format!("{parts} {}", if parts == 1 { lang.pick("deel", "part") } else { lang.pick("delen", "parts") });
    let deepest = depth_words(verdict, lang);
    format!(
        "{} {id}  {}, {parts}; {}: {best}; {}: {worst}; {deepest}\n",
        state_symbol(verdict.best.outcome),
        hectares(verdict.area_m2, lang),
        lang.pick("beste", "best"),
        lang.pick("strengste", "worst"),
    )
}

fn section(text: &mut String, title: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "\n{}{title}{}", BOLD.render(), BOLD.render_reset());
}

fn heading(text: &mut String, verdict: &PlotVerdict, application: &Application, lang: Lang) {
    let system = match verdict.system {
        System::Open => lang.pick("open bodemenergiesysteem", "open system"),
        System::Closed => lang.pick("gesloten bodemenergiesysteem", "closed system"),
    };
    let id = if verdict.id.is_empty() { String::new() } else { format!(" {}", verdict.id) };
    let title = lang.pick("PERCEEL", "PLOT");
    let _ = writeln!(text, "{}{title}{id}{}  {system}", BOLD.render(), BOLD.render_reset());
    let _ = writeln!(
        text,
        "  {}, {}, {} {}",
        hectares(verdict.area_m2, lang),
        place(&verdict.location, lang),
        lang.pick("recht van", "law of"),
        verdict.date
    );
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
    for remark in &verdict.remarks {
        let _ = writeln!(text, "  ! {}", remark.get(lang));
    }
}

fn brief(text: &mut String, verdict: &PlotVerdict, lang: Lang) {
    section(text, lang.pick("Samengevat", "In brief"));
    let rows = [(lang.pick("beste", "best"), &verdict.best), (lang.pick("strengste", "worst"), &verdict.worst)];
    for (word, found) in rows {
        let _ = writeln!(
            text,
            "  {word:<11} {}, {} {}, {}",
            spot(found, lang),
            lang.pick("deel", "part"),
            found.part,
            place(&found.place, lang)
        );
    }
    let one = &verdict.as_one;
    let _ = writeln!(
        text,
        "  {:<11} {}  {}",
        lang.pick("als één vlak", "as one"),
        outcome(one.outcome, one.range, lang),
        one.decisive.join(", ")
    );
    let deepest = depth_words(verdict, lang);
    if let Some(found) = &verdict.deepest {
        let part = lang.pick("deel", "part");
        let _ = writeln!(text, "  {deepest}, {part} {}, {}", found.part, place(&found.place, lang));
    } else {
        let _ = writeln!(text, "  {deepest}");
    }
    let milder = VerdictOutcome::ALL.iter().position(|known| *known == verdict.worst.outcome)
        < VerdictOutcome::ALL.iter().position(|known| *known == one.outcome);
    if milder && one.outcome == VerdictOutcome::Prohibited {
        let _ = writeln!(
            text,
            "  ! {}",
            lang.pick(
                "de rand van het perceel raakt een strenger gebied; wie op die rand boort, boort daarin",
                "the edge of the plot touches a stricter zone; who drills on that edge drills in it"
            )
        );
    }
}

/// The deepest drilling in words.
fn depth_words(verdict: &PlotVerdict, lang: Lang) -> String {
    let word = lang.pick("diepste boring", "deepest drilling");
    match &verdict.deepest {
        None => format!("{word}: {}", lang.pick("niet bekend", "not known")),
        Some(found) => format!("{word}: {}", depth(found.depth_m, found.unlimited, lang)),
    }
}

fn depth(depth_m: Option<f64>, unlimited: bool, lang: Lang) -> String {
    match depth_m {
        _ if unlimited => lang.pick("geen grens", "no limit").to_owned(),
        None => lang.pick("niet bekend", "not known").to_owned(),
        Some(depth) if depth <= 0.0 => lang.pick("geen zeker toegestaan", "none certainly allowed").to_owned(),
        Some(depth) => format!("{} m", number(depth, lang)),
    }
}

fn of_part(text: &mut String, part: &PlotPart, lang: Lang) {
    let _ = writeln!(
        text,
        "  {}. {}  {} ({})  {}",
        part.part,
        outcome(part.outcome, part.range, lang),
        square_metres(part.area_m2, lang),
        percent(part.share, lang),
        part.decisive.join(", ")
    );
    let mut where_to = place(&part.place, lang);
    let _ = write!(
        where_to,
        ", {} {} m {}",
        lang.pick("ten minste", "at least"),
        number(part.clearance_m, lang),
        lang.pick("van een rand", "from an edge")
    );
    let _ = writeln!(text, "     {where_to}");
    if !part.zones.is_empty() {
        let zones: Vec<String> = part
            .zones
            .iter()
            .map(|zone| format!("{} {}", kind_word(&zone.kind, lang), zone.name.as_deref().unwrap_or(&zone.id)))
            .collect();
        let _ = writeln!(text, "     {} {}", lang.pick("in", "in"), zones.join("; "));
    }
    let drilling = lang.pick("boring", "drilling");
    let _ = writeln!(text, "     {drilling}: {}", depth(part.allowed_depth_m, part.unlimited, lang));
    if part.depth_profile.len() > 1 {
        for interval in &part.depth_profile {
            let to = interval.to_m.map_or_else(
                || lang.pick("dieper", "deeper").to_owned(),
                |to| format!("{} {} m", lang.pick("tot", "to"), number(to, lang)),
            );
            let word = outcome(interval.outcome, interval.range, lang);
            let _ = writeln!(text, "       {to}: {word}  {}", interval.decisive.join(", "));
        }
    }
    if let Some(screens) = &part.screens {
        let _ = writeln!(text, "     {}: {}", lang.pick("filters", "screens"), screens_words(screens, lang));
    }
    if !part.settle.is_empty() && part.range.is_some() {
        let _ = writeln!(
            text,
            "     → {}: {}",
            lang.pick("wat zou beslissen", "what would settle it"),
            part.settle.join(", ")
        );
    }
    if part.sliver {
        let _ = writeln!(
            text,
            "     {}",
            lang.pick("nergens 2 mm breed: een snipper langs een rand", "nowhere 2 mm wide: a sliver along an edge")
        );
    }
}

fn screens_words(screens: &[Screens], lang: Lang) -> String {
    if screens.is_empty() {
        return lang.pick("geen diepte zeker toegestaan", "no depth certainly allowed").to_owned();
    }
    let words = |interval: &Screens| match interval.to_m {
        Some(to) => format!("{}–{} m", number(interval.from_m, lang), number(to, lang)),
        None => format!("{} {} m", lang.pick("vanaf", "from"), number(interval.from_m, lang)),
    };
    screens.iter().map(words).collect::<Vec<_>>().join(", ")
}

fn reasons(text: &mut String, verdict: &PlotVerdict, lang: Lang) {
    if verdict.rules.is_empty() {
        return;
    }
    section(text, lang.pick("Waarom", "Why"));
    for rule in &verdict.rules {
        let symbol = match rule.outcome {
            Outcome::Prohibited => "✗",
            Outcome::Permit => "▲",
            Outcome::Notify => "●",
            Outcome::Free => "○",
            Outcome::Attention | Outcome::Duty | Outcome::Implausible => "·",
        };
        let _ = writeln!(
            text,
            "  {symbol} {} {}: {} ({})",
            rule.id,
            rule.outcome.word(lang),
            rule.reason.get(lang).trim_end_matches('.'),
            cited(&rule.source)
        );
    }
}

fn ledger(text: &mut String, verdict: &PlotVerdict, lang: Lang) {
    section(text, lang.pick("Boekhouding", "Ledger"));
    let ledger = &verdict.ledger;
    let millimetres = |area_m2: f64| grouped(area_m2 * 1e6, 0, lang);
    let _ = writeln!(
        text,
        "  {} {}; {} {} mm2 ({} {}), {}",
        lang.pick("de delen zijn samen", "the parts together are"),
        square_metres(ledger.parts_m2, lang),
        lang.pick("rest van het opmeten", "remainder of measuring"),
        millimetres(ledger.remainder_m2),
        lang.pick("ten hoogste", "at most"),
        millimetres(ledger.tolerance_m2),
        lang.pick("geteld bij het strengste deel", "counted with the strictest part"),
    );
    if ledger.slivers.count > 0 {
        let _ = writeln!(
            text,
            "  {} {}, {} mm2, {}",
            ledger.slivers.count,
            lang.pick("snipper(s)", "sliver(s)"),
            millimetres(ledger.slivers.area_m2),
            lang.pick("bij het strengere deel ernaast", "joined the stricter part beside them"),
        );
    }
    for book in &verdict.provenance.rulebooks {
        let word = lang.pick("regelboek", "rulebook");
        let _ = writeln!(text, "  {word} {}: {} (sha256 {})", book.id, book.version, &book.sha256[..12]);
    }
    for notice in &verdict.provenance.notices {
        let _ = writeln!(text, "  ! {}", notice.get(lang));
    }
    let _ = writeln!(
        text,
        "  {}, {} sha256 {}",
        verdict.provenance.tool,
        lang.pick("aanvraag", "application"),
        &verdict.provenance.input_sha256[..12]
    );
}

fn spot(spot: &Spot, lang: Lang) -> String {
    format!(
        "{} {} {} ({})",
        outcome(spot.outcome, spot.range, lang),
        lang.pick("op", "on"),
        square_metres(spot.area_m2, lang),
        percent(spot.share, lang)
    )
}

fn outcome(outcome: VerdictOutcome, range: Option<[Outcome; 2]>, lang: Lang) -> String {
    let style = style(outcome);
    let word = outcome_word(outcome, lang);
    let mut text = format!("{} {}{word}{}", state_symbol(outcome), style.render(), style.render_reset());
    if let Some([low, high]) = range {
        let _ = write!(text, " ({} – {})", low.word(lang), high.word(lang));
    }
    text
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

fn hectares(area_m2: f64, lang: Lang) -> String {
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
