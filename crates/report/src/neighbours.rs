//! The existing systems around a place, a line for each, and what they come to together.

use std::fmt::Write as _;

use crate::crowding::{ClosedRules, Harm, HeadRules, Influence, Range, SpacingRules};
use crate::lang::Lang;
use crate::screening::{Cooling, FactsFound, Head, Neighbour};
use crate::words::{fixed, number};

/// How many are told in a text; the JSON has more.
const TOLD: usize = 5;

/// The lines; empty when there are none.
#[must_use]
pub fn lines(facts: &FactsFound, lang: Lang) -> String {
    let neighbours = &facts.neighbours;
    let mut text = String::new();
    for neighbour in neighbours.iter().take(TOLD) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "    {}", line(neighbour, lang));
    }
    if let Some(more) = neighbours.len().checked_sub(TOLD).filter(|more| *more > 0) {
        let _ = writeln!(text, "    … {more} {}", lang.pick("meer in de JSON", "more in the JSON"));
    }
    let has = |what: fn(&Neighbour) -> bool| neighbours.iter().any(what);
    let mut status = Vec::new();
    if has(|neighbour| neighbour.spacing.is_some()) {
        status.push(SpacingRules::status());
    }
    if has(|neighbour| neighbour.head.is_some()) {
        status.push(HeadRules::status());
    }
    if has(|neighbour| neighbour.cooling.is_some()) {
        status.push(ClosedRules::status());
    }
    for status in status {
        let _ = writeln!(text, "    {}", status.get(lang));
    }
    if !neighbours.is_empty() {
        let _ = writeln!(text, "  {}", together(facts, lang));
    }
    text
}

/// What all of them come to.
fn together(facts: &FactsFound, lang: Lang) -> String {
    let word = match facts.interference.harm {
        Harm::None => lang.pick("geen, voor zover een vuistregel reikt", "none, as far as a rule of thumb goes"),
        Harm::Unknown => lang.pick("niet bekend", "not known"),
        Harm::Harm => lang.pick("JA, volgens vuistregel of richtlijn", "YES, by rule of thumb or guideline"),
    };
    let told = format!("{}: {word}", lang.pick("onderlinge hinder", "harm to each other"));
    match facts.interference.cooling_k {
        None => told,
        Some(cooling_k) => format!(
            "{told}; {} {}",
            lang.pick("alle samen koelen ons systeem", "all together cool this system by"),
            kelvins(cooling_k, lang)
        ),
    }
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
    let one = wells == 1;
    let closed = neighbour.system == Some("closed");
    let word = match (closed, one) {
        (false, true) => lang.pick("put", "well"),
        (false, false) => lang.pick("putten", "wells"),
        (true, true) => lang.pick("lus", "loop"),
        (true, false) => lang.pick("lussen", "loops"),
    };
    let _ = write!(line, ", {wells} {word}");
    if let Some(radii) = neighbour.spacing.and_then(|spacing| spacing.radii) {
        let required = neighbour.spacing.map_or(0.0, |spacing| spacing.required);
        let _ = write!(
            line,
            ", {} {} ({} {})",
            range(radii, 1, lang),
            lang.pick("thermische stralen", "thermal radii"),
            lang.pick("gewenst", "wanted"),
            number(required, lang)
        );
    }
    if neighbour.overlap_m.is_some_and(|overlap_m| overlap_m <= 0.0) {
        line += lang.pick(", op een andere diepte", ", at another depth");
    }
    if let Some(cooling) = neighbour.cooling {
        line += &cooled(&cooling, lang);
    }
    let harm = match neighbour.harm {
        Harm::None if neighbour.cooling.is_some() => {
            lang.pick("niet te veel volgens de richtlijn", "not too much by the guideline")
        }
        Harm::None => lang.pick("ver genoeg uit elkaar volgens de vuistregel", "far enough apart by the rule of thumb"),
        Harm::Unknown => lang.pick("onderlinge hinder onbekend", "harm to each other not known"),
        Harm::Harm if neighbour.cooling.is_some() => lang.pick("TE VEEL AFKOELING", "TOO MUCH COOLING"),
        Harm::Harm => lang.pick("TE DICHTBIJ", "TOO NEAR"),
    };
    let _ = write!(line, "; {harm}");
    if let Some(head) = neighbour.head {
        line += &felt(&head, lang);
    }
    if !neighbour.unknown.is_empty() {
        let unknown: Vec<&str> = neighbour.unknown.iter().map(|what| word_for(what, lang)).collect();
        let _ = write!(line, "; {}: {}", lang.pick("niet bekend", "not known"), unknown.join(", "));
    }
    line
}

/// How much loops cool each other.
fn cooled(cooling: &Cooling, lang: Lang) -> String {
    let mut told = String::new();
    if let (Some(by_us_k), Some(by_them_k)) = (cooling.by_us_k, cooling.by_them_k) {
        let _ = write!(
            told,
            ", {} {}, {} {}",
            lang.pick("wij koelen haar", "we cool it by"),
            kelvins(by_us_k, lang),
            lang.pick("zij ons", "it cools us by"),
            kelvins(by_them_k, lang)
        );
    }
    if let (Some(without_k), Some(with_k)) = (cooling.theirs_without_us_k, cooling.theirs_with_us_k) {
        let _ = write!(
            told,
            ", {} {}, {} {} ({} {})",
            lang.pick("zonder ons wordt zij gekoeld met", "without us it is cooled by"),
            kelvins(without_k, lang),
            lang.pick("met ons", "with us by"),
            kelvins(with_k, lang),
            lang.pick("grens", "limit"),
            kelvins(Range::exactly(cooling.limit_k), lang)
        );
    }
    told
}

/// What wells do to the head.
fn felt(head: &Head, lang: Lang) -> String {
    let influence = match head.influence {
        Influence::No => lang.pick("geen merkbare invloed op de stijghoogte", "no influence on the head to speak of"),
        Influence::Unknown => lang.pick("invloed op de stijghoogte niet bekend", "influence on the head not known"),
        Influence::Yes => lang.pick("invloed op de stijghoogte", "influence on the head"),
    };
    let metres = |head_m: Range| format!("{} m", range(head_m, 2, lang));
    match (head.by_us_m, head.by_them_m) {
        (None, None) => format!("; {influence}"),
        (by_us_m, by_them_m) => {
            let parts = [
                by_us_m.map(|head_m| format!("{} {}", lang.pick("door ons", "by us"), metres(head_m))),
                by_them_m.map(|head_m| format!("{} {}", lang.pick("door haar", "by it"), metres(head_m))),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            format!("; {influence} ({})", parts.join(", "))
        }
    }
}

fn kelvins(range_k: Range, lang: Lang) -> String {
    format!("{} K", range(range_k, 1, lang))
}

/// "0.2 to 1.4", or one number where both read the same.
fn range(range: Range, decimals: usize, lang: Lang) -> String {
    // What rounds to nothing has no sign.
    let end = |value: f64| {
        let nothing = value.abs() < 0.5 * 0.1_f64.powi(i32::try_from(decimals).unwrap_or_default());
        fixed(if nothing { 0.0 } else { value }, decimals, lang)
    };
    let (low, high) = (end(range.low), end(range.high));
    if low == high { low } else { format!("{low} {} {high}", lang.pick("tot", "to")) }
}

fn word_for(what: &str, lang: Lang) -> &'static str {
    match what {
        "system" => lang.pick("soort systeem", "kind of system"),
        "well_type" => lang.pick("warm of koud", "warm or cold"),
        "screens" => lang.pick("filters", "screens"),
        "annual_volume_m3" => lang.pick("waterbezwaar", "yearly volume"),
        "flow_m3_h" => lang.pick("debiet", "flow"),
        "depth_m" => lang.pick("diepte van de lussen", "depth of the loops"),
        "energy" => lang.pick("warmte en koude per jaar", "heat and cold in a year"),
        "position" => lang.pick("precieze plaats", "exact place"),
        _ => lang.pick("gegevens van de aanvraag", "data of the application"),
    }
}
