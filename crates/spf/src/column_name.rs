//! What a column is, by its name: `Warmte (MWh)`, `heat_kwh`, `E2 warmtepomp`.

use super::concept::{Concept, ConceptMeter};
use super::quantity::Dimension;
use super::unit::Unit;

/// Words that people use for the meters of the concepts, in Dutch and English. The longest one that a name holds is
/// meant: `koude naar de bodem` is no cold to the building.
const WORDS: [(&str, &[&str]); 19] = [
    ("heat", &["warmte", "heat", "qw", "verwarming", "heating"]),
    ("cold", &["koude", "cold", "qk", "koeling", "cooling"]),
    ("electricity", &["elektriciteit", "electricity", "elektra", "electra", "stroom", "power consumption", "elec"]),
    ("gas", &["gas", "aardgas"]),
    ("wells", &["bronpompen", "bronpomp", "bronnen", "well pumps", "wells", "e1"]),
    ("heat_pump", &["warmtepomp", "heat pump", "heat_pump", "e2"]),
    ("dry_cooler", &["droge koeler", "dry cooler", "dry_cooler", "e3"]),
    ("heat_rejection", &["warmteafvoer", "heat rejection", "heat_rejection", "tsa3", "e4"]),
    ("chilled_water", &["gekoeld water", "chilled water", "chilled_water", "gkw"]),
    ("air_handling", &["luchtbehandeling", "air handling", "air_handling", "lbk"]),
    ("cold_loaded", &["koude geladen", "geladen koude", "cold loaded", "cold_loaded"]),
    (
        "heat_to_ground",
        &["warmte naar de bodem", "warmte bodem", "warmte naar bodem", "heat to ground", "heat_to_ground", "q warm"],
    ),
    (
        "cold_to_ground",
        &["koude naar de bodem", "koude bodem", "koude naar bodem", "cold to ground", "cold_to_ground", "q koud"],
    ),
    ("water_warm_to_cold", &["warm-koud", "warm naar koud", "water warm", "water_warm_to_cold"]),
    ("water_cold_to_warm", &["koud-warm", "koud naar warm", "water koud", "water_cold_to_warm"]),
    ("to_warm_well_c", &["t naar warm", "temperatuur warme bron", "to_warm_well"]),
    ("to_cold_well_c", &["t naar koud", "temperatuur koude bron", "to_cold_well"]),
    ("return_c", &["retourtemperatuur", "return temperature", "return_c"]),
    ("heat_demand", &["warmtevraag", "heat demand", "heat_demand"]),
];

/// What a column is: a meter of the concept and a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct ColumnName<'a> {
    pub meter: &'a ConceptMeter,
    pub unit: Option<Unit>,
}

impl<'a> ColumnName<'a> {
    /// What a column is, when its name says so.
    pub(super) fn read(concept: &'a Concept, column: &str) -> Option<Self> {
        let exact = concept.meters.iter().find_map(|meter| Some((meter, Unit::after(column, &meter.id)?)));
        if let Some((meter, unit)) = exact {
            return Some(Self { meter, unit: Some(unit) });
        }
        let (rest, unit) = unit_of(column);
        let name = rest.to_lowercase();
        // The id of a meter of an own concept, and the words for those that the tool knows.
        let words = |meter: &ConceptMeter| {
            let known = WORDS.iter().find(|(id, _)| *id == meter.id).map_or(&[] as &[&str], |(_, words)| words);
            known
                .iter()
                .filter(|word| holds(&name, word))
                .map(|word| word.len())
                .max()
                .or_else(|| holds(&name, &meter.id).then_some(meter.id.len()))
        };
        let fits = |meter: &&ConceptMeter| unit.is_none_or(|unit| unit.dimension == meter.dimension());
        let (meter, _) = concept
            .meters
            .iter()
            .filter(fits)
            .filter_map(|meter| Some((meter, words(meter)?)))
            .max_by_key(|(meter, length)| (*length, std::cmp::Reverse(meter.optional)))?;
        Some(Self { meter, unit: unit.or_else(|| usual(meter)) })
    }
}

/// A temperature needs no unit in its name.
fn usual(meter: &ConceptMeter) -> Option<Unit> {
    (meter.dimension() == Dimension::Temperature).then(|| Unit::named("degC")).flatten()
}

/// Whether a name holds a word as a whole.
fn holds(name: &str, word: &str) -> bool {
    name.match_indices(word).any(|(place, _)| {
        let edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        edge(name[..place].chars().next_back()) && edge(name[place + word.len()..].chars().next())
    })
}

/// A name without its unit, and the unit: `Warmte (MWh)`, `Koude [GJ]`, `Elektra kWh`, `heat_kwh`.
fn unit_of(column: &str) -> (&str, Option<Unit>) {
    let name = column.trim();
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some((before, inside)) = name.strip_suffix(close).and_then(|name| name.rsplit_once(open))
            && let Some(unit) = Unit::named(inside.trim())
        {
            return (before, Some(unit));
        }
    }
    match name.rsplit_once([' ', '_']) {
        Some((before, last)) => match Unit::named(last) {
            Some(unit) => (before, Some(unit)),
            None => (name, None),
        },
        None => (name, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(concept: &str, column: &str) -> Option<(String, Option<&'static str>)> {
        let concept = Concept::of(concept).unwrap();
        ColumnName::read(&concept, column).map(|name| (name.meter.id.clone(), name.unit.map(|unit| unit.name)))
    }

    #[test]
    fn names_that_people_write_are_understood() {
        for (column, meter, unit) in [
            ("Warmte (MWh)", "heat", Some("MWh")),
            ("Koude [GJ]", "cold", Some("GJ")),
            ("Elektra kWh", "electricity", Some("kWh")),
            ("heat_kwh", "heat", Some("kWh")),
            ("Electricity", "electricity", None),
            ("Koude naar bodem (MWh)", "cold_to_ground", Some("MWh")),
            ("Gas m3", "gas", Some("m3")),
            ("Retourtemperatuur", "return_c", Some("degC")),
        ] {
            assert_eq!(read("closed", column), Some((meter.to_owned(), unit)), "{column}");
        }
        assert_eq!(read("3.3", "E2 warmtepomp"), Some(("heat_pump".to_owned(), None)));
        assert_eq!(read("3.3", "Q warm GJ"), Some(("heat_to_ground".to_owned(), Some("GJ"))));
        for column in ["Opmerking", "gasten", "Warmte (m3)"] {
            assert_eq!(read("closed", column), None, "{column}");
        }
    }
}
