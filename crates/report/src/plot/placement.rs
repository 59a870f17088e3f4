//! What was placed on a plot, in words.

use std::fmt::Write as _;

use anstyle::Style;

use crate::crowding::Harm;
use crate::lang::Lang;
use crate::report::phrase::outcome_word;
use crate::words::{fixed, grouped};
use bodemtoets_screening::plot::Placement;

const BOLD: Style = Style::new().bold();

/// A section: what was found and where, what screening it came to, or what blocks it.
#[must_use]
pub(super) fn text(placement: &Placement, lang: Lang) -> String {
    let mut text = String::new();
    let title = lang.pick("Plaatsing", "Placement");
    // Writing to a String cannot fail.
    let _ = writeln!(text, "\n{}{title}{}", BOLD.render(), BOLD.render_reset());
    let place = |[x, y]: [f64; 2]| format!("x {}, y {}", grouped(x, 1, lang), grouped(y, 1, lang));
    if let Some(doublet) = &placement.doublet {
        let _ = writeln!(
            text,
            "  {} {}; {} {}",
            lang.pick("warme put", "warm well"),
            place(doublet.warm),
            lang.pick("koude put", "cold well"),
            place(doublet.cold)
        );
        let _ = writeln!(
            text,
            "  {} m3 {}, {} {} m, {} m {} ({} {} m)",
            grouped(doublet.annual_volume_m3, 0, lang),
            lang.pick("per jaar", "a year"),
            lang.pick("thermische straal", "thermal radius"),
            fixed(doublet.thermal_radius_m, 1, lang),
            fixed(doublet.distance_m, 1, lang),
            lang.pick("uit elkaar", "apart"),
            lang.pick("nodig", "needed"),
            fixed(doublet.required_m, 1, lang)
        );
    } else if let Some(loops) = &placement.loops {
        let count = |number: usize| grouped(bodemtoets_screening::density::count_f64(number), 0, lang);
        let _ = writeln!(
            text,
            "  {} {}, {} m {} ({}: {})",
            count(loops.places.len()),
            lang.pick("lussen", "loops"),
            fixed(loops.spacing_m, 1, lang),
            lang.pick("uit elkaar", "apart"),
            lang.pick("er passen er hooguit", "at most that fit"),
            count(loops.most)
        );
    } else {
        let _ = writeln!(text, "  {}", lang.pick("NIETS PAST", "NOTHING FITS"));
    }
    let _ = writeln!(text, "  {}", placement.reason.get(lang));
    if let Some(screened) = &placement.screened {
        let harm = match screened.interference.harm {
            Harm::None => lang.pick("hindert niemand volgens de vuistregels", "harms nobody by the rules of thumb"),
            Harm::Unknown => lang.pick("hinder voor bestaande systemen onbekend", "harm to existing systems not known"),
            Harm::Harm => lang.pick("HINDERT EEN BESTAAND SYSTEEM", "HARMS AN EXISTING SYSTEM"),
        };
        let _ = writeln!(
            text,
            "  {}: {} ({}); {harm}",
            lang.pick("getoetst op die plek", "screened there"),
            outcome_word(screened.outcome, lang),
            screened.decisive.join(", ")
        );
    }
    if !placement.parts.is_empty() {
        let parts: Vec<String> = placement.parts.iter().map(ToString::to_string).collect();
        let _ = writeln!(
            text,
            "  {} {}, {} m {}: {} m2",
            lang.pick("deel", "part"),
            parts.join(", "),
            fixed(placement.setback_m, 1, lang),
            lang.pick("van de perceelgrens", "from the edge of the plot"),
            grouped(placement.land_m2, 0, lang)
        );
    }
    if let Some(feasibility) = &placement.feasibility {
        text += &crate::report::feasibility::site::lines(feasibility, lang);
    }
    text
}
