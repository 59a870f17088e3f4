//! The existing systems around a place, a line for each, and what they come to together.

use bodemtoets_ground::crowding::{ClosedRules, Harm, HeadRules, Influence, Range, SpacingRules};
use bodemtoets_screening::{Cooling, FactsFound, Head, Neighbour};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, fixed, number, text};

/// How many are told in a text; the JSON has more.
const TOLD: usize = 5;

/// The lines; empty when there are none.
#[must_use]
pub fn lines(facts: &FactsFound, lang: Lang) -> String {
    let neighbours = &facts.neighbours;
    let mut page = Page::new();
    for neighbour in neighbours.iter().take(TOLD) {
        page.inset(4, line(neighbour, lang));
    }
    if let Some(more) = neighbours.len().checked_sub(TOLD).filter(|more| *more > 0) {
        page.inset(4, text!(lang, nl: "… {more} meer in de JSON", en: "… {more} more in the JSON"));
    }
    let has = |what: fn(&Neighbour) -> bool| neighbours.iter().any(what);
    let rules_of_thumb = [
        has(|neighbour| neighbour.spacing.is_some()).then(SpacingRules::status),
        has(|neighbour| neighbour.head.is_some()).then(HeadRules::status),
        has(|neighbour| neighbour.cooling.is_some()).then(ClosedRules::status),
    ];
    for status in rules_of_thumb.into_iter().flatten() {
        page.inset(4, status.get(lang));
    }
    if !neighbours.is_empty() {
        page.item(together(facts, lang));
    }
    page.finish()
}

/// What all of them come to.
pub(super) fn together(facts: &FactsFound, lang: Lang) -> String {
    let word = match facts.interference.harm {
        Harm::None => lang.pick("geen, voor zover een vuistregel reikt", "none, as far as a rule of thumb goes"),
        Harm::Unknown => lang.pick("niet bekend", "not known"),
        Harm::Harm => lang.pick("JA, volgens vuistregel of richtlijn", "YES, by rule of thumb or guideline"),
    };
    let cooling = facts.interference.cooling_k.map_or_else(String::new, |cooling_k| {
        let cooling = kelvins(cooling_k, lang);
        text!(
            lang,
            nl: "; alle samen koelen ons systeem {cooling}",
            en: "; all together cool this system by {cooling}"
        )
    });
    text!(lang, nl: "onderlinge hinder: {word}{cooling}", en: "harm to each other: {word}{cooling}")
}

fn line(neighbour: &Neighbour, lang: Lang) -> String {
    let away = number(neighbour.distance_m.round(), lang);
    let mut parts = vec![format!("{} {}: {away} m", neighbour.layer, neighbour.id)];
    parts.push(system_word(neighbour, lang).to_owned());
    parts.push(format!("{} {}", neighbour.wells, wells_word(neighbour, lang)));
    if let Some((radii, required)) = neighbour.spacing.and_then(|spacing| Some((spacing.radii?, spacing.required))) {
        let (radii, required) = (range(radii, 1, lang), number(required, lang));
        parts.push(text!(
            lang,
            nl: "{radii} thermische stralen (gewenst {required})",
            en: "{radii} thermal radii (wanted {required})"
        ));
    }
    if neighbour.overlap_m.is_some_and(|overlap_m| overlap_m <= 0.0) {
        parts.push(lang.pick("op een andere diepte", "at another depth").to_owned());
    }
    parts.extend(neighbour.cooling.into_iter().flat_map(|cooling| cooled(&cooling, lang)));
    let mut sentences = vec![parts.join(", "), harm_word(neighbour, lang).to_owned()];
    sentences.extend(neighbour.head.map(|head| felt(&head, lang)));
    if !neighbour.unknown.is_empty() {
        let unknown: Vec<&str> = neighbour.unknown.iter().map(|what| word_for(what, lang)).collect();
        let unknown = unknown.join(", ");
        sentences.push(text!(lang, nl: "niet bekend: {unknown}", en: "not known: {unknown}"));
    }
    sentences.join("; ")
}

fn system_word(neighbour: &Neighbour, lang: Lang) -> &'static str {
    match neighbour.system {
        Some("open") => lang.pick("open", "open"),
        Some("closed") => lang.pick("gesloten", "closed"),
        Some(_) => lang.pick("geen bodemenergie", "no ground energy"),
        None => lang.pick("soort onbekend", "kind not known"),
    }
}

fn wells_word(neighbour: &Neighbour, lang: Lang) -> &'static str {
    match (neighbour.system == Some("closed"), neighbour.wells == 1) {
        (false, true) => lang.pick("put", "well"),
        (false, false) => lang.pick("putten", "wells"),
        (true, true) => lang.pick("lus", "loop"),
        (true, false) => lang.pick("lussen", "loops"),
    }
}

fn harm_word(neighbour: &Neighbour, lang: Lang) -> &'static str {
    match neighbour.harm {
        Harm::None if neighbour.cooling.is_some() => {
            lang.pick("niet te veel volgens de richtlijn", "not too much by the guideline")
        }
        Harm::None => lang.pick("ver genoeg uit elkaar volgens de vuistregel", "far enough apart by the rule of thumb"),
        Harm::Unknown => lang.pick("onderlinge hinder onbekend", "harm to each other not known"),
        Harm::Harm if neighbour.cooling.is_some() => lang.pick("TE VEEL AFKOELING", "TOO MUCH COOLING"),
        Harm::Harm => lang.pick("TE DICHTBIJ", "TOO NEAR"),
    }
}

/// How much loops cool each other.
fn cooled(cooling: &Cooling, lang: Lang) -> Vec<String> {
    let mut parts = Vec::new();
    if let (Some(by_us_k), Some(by_them_k)) = (cooling.by_us_k, cooling.by_them_k) {
        let (by_us, by_them) = (kelvins(by_us_k, lang), kelvins(by_them_k, lang));
        parts.push(text!(
            lang,
            nl: "wij koelen haar {by_us}, zij ons {by_them}",
            en: "we cool it by {by_us}, it cools us by {by_them}"
        ));
    }
    if let (Some(without_k), Some(with_k)) = (cooling.theirs_without_us_k, cooling.theirs_with_us_k) {
        let [without, with, limit] =
            [without_k, with_k, Range::exactly(cooling.limit_k)].map(|range_k| kelvins(range_k, lang));
        parts.push(text!(
            lang,
            nl: "zonder ons wordt zij gekoeld met {without}, met ons {with} (grens {limit})",
            en: "without us it is cooled by {without}, with us by {with} (limit {limit})"
        ));
    }
    parts
}

/// What wells do to the head.
fn felt(head: &Head, lang: Lang) -> String {
    let influence = match head.influence {
        Influence::No => lang.pick("geen merkbare invloed op de stijghoogte", "no influence on the head to speak of"),
        Influence::Unknown => lang.pick("invloed op de stijghoogte niet bekend", "influence on the head not known"),
        Influence::Yes => lang.pick("invloed op de stijghoogte", "influence on the head"),
    };
    let metres = |head_m: Range| format!("{} m", range(head_m, 2, lang));
    let parts = [
        head.by_us_m.map(metres).map(|head| text!(lang, nl: "door ons {head}", en: "by us {head}")),
        head.by_them_m.map(metres).map(|head| text!(lang, nl: "door haar {head}", en: "by it {head}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { influence.to_owned() } else { format!("{influence} ({})", parts.join(", ")) }
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
