//! What was placed on a plot, in words.

use crate::crowding::Harm;
use crate::lang::Lang;
use crate::report::phrase::outcome_word;
use crate::words::{Page, count, fixed, grouped, text};
use bodemtoets_ground::layout::{Doublet, Loops};
use bodemtoets_screening::plot::Placement;

/// A section: what was found and where, what screening it came to, or what blocks it.
pub(super) fn section(page: &mut Page, placement: &Placement, lang: Lang) {
    page.section(lang.pick("Plaatsing", "Placement"));
    if let Some(doublet) = &placement.doublet {
        wells(page, doublet, lang);
    } else if let Some(loops) = &placement.loops {
        page.item(loops_words(loops, lang));
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
        let (setback, ground) = (fixed(placement.setback_m, 1, lang), grouped(placement.land_m2, 0, lang));
        page.item(text!(
            lang,
            nl: "deel {parts}, {setback} m van de perceelgrens: {ground} m2",
            en: "part {parts}, {setback} m from the edge of the plot: {ground} m2"
        ));
    }
    if let Some(feasibility) = &placement.feasibility {
        page.put(crate::report::feasibility::site::lines(feasibility, lang));
    }
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
