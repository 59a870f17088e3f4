//! The existing systems around a place, a line for each.

use std::fmt::Write as _;

use crate::crowding::Harm;
use crate::lang::Lang;
use crate::screening::Neighbour;
use crate::words::{fixed, number};

/// How many are told in a text; the JSON has more.
const TOLD: usize = 5;

/// The lines; empty when there are none.
#[must_use]
pub fn lines(neighbours: &[Neighbour], lang: Lang) -> String {
    let mut text = String::new();
    for neighbour in neighbours.iter().take(TOLD) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "    {}", line(neighbour, lang));
    }
    if let Some(more) = neighbours.len().checked_sub(TOLD).filter(|more| *more > 0) {
        let _ = writeln!(text, "    … {more} {}", lang.pick("meer in de JSON", "more in the JSON"));
    }
    if neighbours.iter().any(|neighbour| neighbour.spacing.is_some()) {
        let _ = writeln!(text, "    {}", crate::crowding::SpacingRules::status().get(lang));
    }
    text
}

fn line(neighbour: &Neighbour, lang: Lang) -> String {
    let mut line = format!("{} {}: {} m", neighbour.layer, neighbour.id, number(neighbour.distance_m.round(), lang));
    let system = match neighbour.system {
        Some("open") => lang.pick("open", "open"),
        Some("closed") => lang.pick("gesloten", "closed"),
        Some(_) => lang.pick("geen bodemenergie", "no ground energy"),
        None => lang.pick("soort onbekend", "kind not known"),
    };
    let _ = write!(line, ", {system}");
    let wells = neighbour.wells;
    let _ = match (wells, lang) {
        (1, Lang::Nl) => write!(line, ", 1 put"),
        (1, Lang::En) => write!(line, ", 1 well"),
        (_, Lang::Nl) => write!(line, ", {wells} putten"),
        (_, Lang::En) => write!(line, ", {wells} wells"),
    };
    if let Some(radii) = neighbour.spacing.and_then(|spacing| spacing.radii) {
        let required = neighbour.spacing.map_or(0.0, |spacing| spacing.required);
        let _ = write!(
            line,
            ", {} {} ({} {})",
            fixed(radii.low, 1, lang),
            lang.pick("thermische stralen", "thermal radii"),
            lang.pick("gewenst", "wanted"),
            number(required, lang)
        );
    }
    if neighbour.spacing.is_some_and(|spacing| spacing.overlap.high <= 0.0) {
        line += lang.pick(", op een andere diepte", ", at another depth");
    }
    let harm = match neighbour.harm {
        Harm::Unknown if neighbour.system == Some("closed") => lang
            .pick("invloed van gesloten systemen wordt niet berekend", "the effect of closed systems is not computed"),
        Harm::None => lang.pick("ver genoeg uit elkaar volgens de vuistregel", "far enough apart by the rule of thumb"),
        Harm::Unknown => lang.pick("onderlinge hinder onbekend", "harm to each other not known"),
        Harm::Harm => lang.pick("TE DICHTBIJ", "TOO NEAR"),
    };
    let _ = write!(line, "; {harm}");
    if !neighbour.unknown.is_empty() {
        let unknown: Vec<&str> = neighbour.unknown.iter().map(|what| word(what, lang)).collect();
        let _ = write!(line, "; {}: {}", lang.pick("niet bekend", "not known"), unknown.join(", "));
    }
    line
}

fn word(what: &str, lang: Lang) -> &'static str {
    match what {
        "system" => lang.pick("soort systeem", "kind of system"),
        "well_type" => lang.pick("warm of koud", "warm or cold"),
        "screens" => lang.pick("filters", "screens"),
        "annual_volume_m3" => lang.pick("waterbezwaar", "yearly volume"),
        _ => lang.pick("filters of waterbezwaar van de aanvraag", "screens or volume of the application"),
    }
}
