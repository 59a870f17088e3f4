//! What was placed on a plot, in words.

use crate::phrase::outcome_word;
use bodemtoets_ground::crowding::{Harm, Range};
use bodemtoets_ground::layout::{Doublet, Loops};
use bodemtoets_screening::plot::{LoopYield, NotAsAsked, Placement};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, count, fixed, grouped, number, text};

/// A section: what was found and where, what screening it came to, or what blocks it.
pub(super) fn section(page: &mut Page, placement: &Placement, lang: Lang) {
    page.section(lang.pick("Plaatsing", "Placement"));
    lines(page, placement, lang);
}

/// The lines below the title.
pub(super) fn lines(page: &mut Page, placement: &Placement, lang: Lang) {
    if let Some(not) = &placement.not_as_asked {
        page.item(not_as_asked(not, placement.drilling_depth_m, lang));
    }
    if let Some(doublet) = &placement.doublet {
        wells(page, doublet, lang);
        page.item(drilling(placement, lang));
    } else if let Some(loops) = &placement.loops {
        page.item(loops_words(loops, lang));
        if let Some(taken) = &placement.loop_yield {
            page.item(loop_yield(taken, placement.drilling_depth_m, lang));
        }
    } else {
        page.item(lang.pick("NIETS PAST", "NOTHING FITS"));
    }
    page.item(placement.reason.get(lang));
    if let Some(screened) = &placement.screened {
        let harm = match screened.interference.harm {
            Harm::None => lang.pick("hindert niemand volgens de vuistregels", "harms nobody by the rules of thumb"),
            Harm::Unknown => lang.pick("hinder voor bestaande systemen onbekend", "harm to existing systems not known"),
            Harm::Harm => lang.pick("HINDERT EEN BESTAAND SYSTEEM", "HARMS AN EXISTING SYSTEM"),
        };
        let (outcome, rules) = (outcome_word(screened.outcome, lang), screened.decisive.join(", "));
        page.item(text!(
            lang,
            nl: "getoetst op die plek: {outcome} ({rules}); {harm}",
            en: "screened there: {outcome} ({rules}); {harm}"
        ));
    }
    if !placement.parts.is_empty() {
        let parts = placement.parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        // At another depth the plot has other parts than those above.
        let parts = match placement.not_as_asked {
            None => text!(lang, nl: "deel {parts}, ", en: "part {parts}, "),
            Some(_) => String::new(),
        };
        let (setback, ground) = (fixed(placement.setback_m, 1, lang), grouped(placement.land_m2, 0, lang));
        page.item(text!(
            lang,
            nl: "{parts}{setback} m van de perceelgrens: {ground} m2",
            en: "{parts}{setback} m from the edge of the plot: {ground} m2"
        ));
        page.item(from_forbidden(placement, lang));
    }
    if let Some(feasibility) = &placement.feasibility {
        page.put(crate::feasibility::site::lines(feasibility, lang));
    }
}

/// What was asked, why it does not fit, and how deep it is placed.
fn not_as_asked(not: &NotAsAsked, depth_m: Option<f64>, lang: Lang) -> String {
    let metres = |depth_m: f64| text!(lang, nl: "{depth} m", en: "{depth} m", depth = number(depth_m, lang));
    let asked = not.drilling_depth_m.map_or_else(|| text!(lang, nl: "zonder diepte", en: "without a depth"), metres);
    let (why, placed) = (not.reason.get(lang), depth_m.map_or_else(String::new, metres));
    text!(
        lang,
        nl: "zoals gevraagd ({asked}) past het niet: {why}. Wel bij een boring van {placed}, het diepste dat hier mag en past:",
        en: "as asked ({asked}) it does not fit: {why}. It does with a drilling of {placed}, the deepest that is allowed and fits here:"
    )
}

/// How deep the wells go, and where their screens are.
fn drilling(placement: &Placement, lang: Lang) -> String {
    let Some(screens) = &placement.screens else { return String::new() };
    let length = number(screens.length_m, lang);
    let screens_at = match (screens.top_m, screens.bottom_m) {
        (Some(top_m), Some(bottom_m)) => {
            let (top, bottom) = (number(top_m, lang), number(bottom_m, lang));
            text!(lang, nl: "filters van {top} tot {bottom} m", en: "screens from {top} to {bottom} m")
        }
        _ => text!(lang, nl: "filters van {length} m", en: "screens of {length} m"),
    };
    let depth = placement.drilling_depth_m.map_or_else(String::new, |depth_m| {
        let depth = number(depth_m, lang);
        text!(lang, nl: "boring tot {depth} m, ", en: "drilling to {depth} m, ")
    });
    let assumed = if screens.assumed { lang.pick(" (aanname)", " (assumption)") } else { "" };
    format!("{depth}{screens_at}{assumed}")
}

/// How far it stays from where the system may be prohibited.
fn from_forbidden(placement: &Placement, lang: Lang) -> String {
    let kept = fixed(placement.zone_setback_m, 1, lang);
    match placement.zone_distance_m {
        Some(distance_m) => {
            let distance = fixed(distance_m, 1, lang);
            text!(
                lang,
                nl: "{distance} m van waar het verboden kan zijn (aangehouden: {kept} m)",
                en: "{distance} m from where it may be prohibited (kept: {kept} m)"
            )
        }
        None => text!(
            lang,
            nl: "aangehouden afstand tot waar het verboden kan zijn: {kept} m",
            en: "distance kept from where it may be prohibited: {kept} m"
        ),
    }
}

/// What loops take from the ground.
fn loop_yield(taken: &LoopYield, depth_m: Option<f64>, lang: Lang) -> String {
    let between = |range: Range, unit: &str| {
        let (low, high) = (grouped(range.low, 0, lang), grouped(range.high, 0, lang));
        text!(lang, nl: "{low} tot {high} {unit}", en: "{low} to {high} {unit}")
    };
    let (power, heat) = (between(taken.power_kw, "kW"), between(taken.heat_mwh, "MWh"));
    let (length, depth) = (grouped(taken.length_m, 0, lang), depth_m.map_or_else(String::new, |m| number(m, lang)));
    text!(
        lang,
        nl: "samen {length} m lus ({depth} m diep): {power} en {heat} per jaar uit de bodem (vuistregel: 20 tot 50 W/m, 1 800 uur)",
        en: "together {length} m of loop ({depth} m deep): {power} and {heat} a year from the ground (rule of thumb: 20 to 50 W/m, 1 800 hours)"
    )
}

fn wells(page: &mut Page, doublet: &Doublet, lang: Lang) {
    let place = |[x, y]: [f64; 2]| format!("x {}, y {}", grouped(x, 1, lang), grouped(y, 1, lang));
    let (warm, cold) = (place(doublet.warm), place(doublet.cold));
    page.item(text!(lang, nl: "warme put {warm}; koude put {cold}", en: "warm well {warm}; cold well {cold}"));
    let volume = grouped(doublet.annual_volume_m3, 0, lang);
    let [radius, apart, required] =
        [doublet.thermal_radius_m, doublet.distance_m, doublet.required_m].map(|metres| fixed(metres, 1, lang));
    page.item(text!(
        lang,
        nl: "{volume} m3 per jaar, thermische straal {radius} m, {apart} m uit elkaar (nodig {required} m)",
        en: "{volume} m3 a year, thermal radius {radius} m, {apart} m apart (needed {required} m)"
    ));
}

fn loops_words(loops: &Loops, lang: Lang) -> String {
    let (number, most) = (count(loops.places.len(), lang), count(loops.most, lang));
    let spacing = fixed(loops.spacing_m, 1, lang);
    text!(
        lang,
        nl: "{number} lussen, {spacing} m uit elkaar (er passen er hooguit: {most})",
        en: "{number} loops, {spacing} m apart (at most that fit: {most})"
    )
}
