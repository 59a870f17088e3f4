//! A concept: which meters a kind of system has, and what of each counts in its SPF.
//!
//! Concepts are data (`data/spf/*.toml`): another one is a file, not code.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::fault::{ConceptCause, Fault, read_toml};
use super::quantity::{Dimension, Quantity};
use super::unknown_name::{Advice, UnknownName};
use bodemtoets_words::System;
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::Source;

const EMBEDDED: [(&str, &str); 5] = [
    ("1", include_str!("../data/spf/1.toml")),
    ("2", include_str!("../data/spf/2.toml")),
    ("2-hours", include_str!("../data/spf/2-hours.toml")),
    ("3.3", include_str!("../data/spf/3.3.toml")),
    ("closed", include_str!("../data/spf/closed.toml")),
];

/// A kind of system and its meters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Its short name, as in `--concept`.
    pub id: String,
    /// Open or closed.
    pub system: System,
    /// Its name.
    pub name: Text,
    /// What counts and what does not.
    pub about: Text,
    /// Where it is defined.
    pub source: Source,
    /// The SPF outside which one should ask: lowest and highest.
    pub plausible_spf: [f64; 2],
    /// The least and the most heat for each kWh that goes in: what is outside cannot be. Half the lowest and twice
    /// the highest plausible SPF when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub possible_heat: Option<[f64; 2]>,
    /// The same for cold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub possible_cold: Option<[f64; 2]>,
    /// A drawing in characters.
    pub diagram: Text,
    /// What lies outside the boundary.
    #[serde(default)]
    pub not_counted: Vec<Text>,
    /// The meters.
    #[serde(rename = "meter")]
    pub meters: Vec<ConceptMeter>,
    /// Which meters cannot stand still while another runs.
    #[serde(default)]
    pub runs: Vec<Runs>,
}

/// A meter of a concept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConceptMeter {
    /// Its short name, unique in the concept.
    pub id: String,
    /// What it measures.
    pub what: Text,
    /// Where it hangs.
    pub place: Text,
    /// What its readings count as; one meter may count for several things.
    pub counts: Vec<Count>,
    /// Whether the concept can do without: what it counts for is then 0 for gas, and unknown for the rest.
    #[serde(default)]
    pub optional: bool,
    /// The meters that it goes up and down with: its amount of a month is some part of each of theirs, and something
    /// that is the same every day. With none it is the same every day; when left out nothing is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Vec<String>>,
}

/// That a meter counts for a quantity, and with which part.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// The quantity.
    #[serde(rename = "as")]
    pub quantity: Quantity,
    /// The part that counts, 0 to 1.
    #[serde(default = "whole")]
    pub share: f64,
    /// Only what is measured within, or outside, the operating hours of the building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
}

/// Within or outside the operating hours of the building.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hours {
    /// Within.
    In,
    /// Outside.
    Out,
}

/// That one of some meters has to run while another does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Runs {
    /// The meter that runs.
    pub when: String,
    /// The meters of which at least one has to run then.
    pub then: Vec<String>,
}

fn whole() -> f64 {
    1.0
}

impl Concept {
    /// The short names of the concepts that the tool has.
    #[must_use]
    pub fn ids() -> Vec<&'static str> {
        EMBEDDED.iter().map(|(id, _)| *id).collect()
    }

    /// Every concept that the tool has.
    ///
    /// # Errors
    /// Never for the files that come with the tool; a test reads them all.
    pub fn all() -> Result<Vec<Self>, Fault> {
        EMBEDDED.iter().map(|(id, text)| Self::from_toml(&format!("{id}.toml"), text)).collect()
    }

    /// The concept of a short name.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn of(id: &str) -> Result<Self, Fault> {
        match EMBEDDED.iter().find(|(known, _)| *known == id) {
            Some((id, text)) => Self::from_toml(&format!("{id}.toml"), text),
            None => Err(Fault::new("concept", UnknownName::new(id, Self::ids()).or(Advice::ConceptFile))),
        }
    }

    /// Reads a concept from TOML; `what` names the file in messages.
    ///
    /// # Errors
    /// When it is not TOML of this form, two meters have one name, a share is not from 0 to 1, nothing
    /// useful or no energy is measured, or a meter is named that is not there.
    pub fn from_toml(what: &str, text: &str) -> Result<Self, Fault> {
        let concept: Self = read_toml(what, text)?;
        concept.check(what)?;
        Ok(concept)
    }

    fn check(&self, what: &str) -> Result<(), Fault> {
        let wrong = |cause: ConceptCause| Err(Fault::new(what, cause));
        let mut ids = BTreeSet::new();
        for meter in &self.meters {
            if !ids.insert(meter.id.as_str()) {
                return wrong(ConceptCause::SameId(meter.id.clone()));
            }
            let mut kinds = meter.counts.iter().map(|count| count.quantity.dimension());
            let Some(first) = kinds.next() else {
                return wrong(ConceptCause::CountsForNothing(meter.id.clone()));
            };
            if kinds.any(|kind| kind != first) {
                return wrong(ConceptCause::MixedDimensions(meter.id.clone()));
            }
            if let Some(count) = meter.counts.iter().find(|count| !(0.0..=1.0).contains(&count.share)) {
                return wrong(ConceptCause::ShareOutOfRange { meter: meter.id.clone(), share: count.share });
            }
        }
        if !self.measures(Quantity::Heat) && !self.measures(Quantity::Cold) {
            return wrong(ConceptCause::NothingUseful);
        }
        if !self.measures(Quantity::Electricity) && !self.measures(Quantity::Gas) {
            return wrong(ConceptCause::NothingDrives);
        }
        let ranges = [
            ("plausible_spf", Some(self.plausible_spf)),
            ("possible_heat", self.possible_heat),
            ("possible_cold", self.possible_cold),
        ];
        for (name, range) in ranges {
            if let Some([lowest, highest]) = range
                && !(lowest > 0.0 && lowest < highest && highest.is_finite())
            {
                return wrong(ConceptCause::RangeReversed { name: name.to_owned(), lowest, highest });
            }
        }
        for meter in &self.meters {
            let mut follows = meter.follows.iter().flatten();
            if let Some(id) = follows.find(|id| !ids.contains(id.as_str())) {
                let of = format!("[[meter]] {}", meter.id);
                return Err(Fault::new(what, UnknownName::new(id, ids.iter().copied()).of(&of)));
            }
        }
        for runs in &self.runs {
            if let Some(id) = runs.then.iter().chain([&runs.when]).find(|id| !ids.contains(id.as_str())) {
                return Err(Fault::new(what, UnknownName::new(id, ids.iter().copied()).of("[[runs]]")));
            }
        }
        Ok(())
    }

    /// The least and the most heat for each kWh that goes in.
    #[must_use]
    pub fn heat_per_kwh(&self) -> [f64; 2] {
        self.possible_heat.unwrap_or([0.5 * self.plausible_spf[0], 2.0 * self.plausible_spf[1]])
    }

    /// The least and the most cold for each kWh that goes in.
    #[must_use]
    pub fn cold_per_kwh(&self) -> [f64; 2] {
        self.possible_cold.unwrap_or([0.5 * self.plausible_spf[0], 2.0 * self.plausible_spf[1]])
    }

    /// What an SPF may come to, at the least and at the most, with so much heat and cold.
    #[must_use]
    pub fn possible_spf(&self, heat: f64, cold: f64) -> [f64; 2] {
        let (of_heat, of_cold) = (self.heat_per_kwh(), self.cold_per_kwh());
        [0, 1].map(|end| {
            let energy = heat / of_heat[end] + cold / of_cold[end];
            if energy > 0.0 { (heat + cold) / energy } else { of_heat[end].max(of_cold[end]) }
        })
    }

    /// The meter of a short name.
    #[must_use]
    pub fn meter(&self, id: &str) -> Option<&ConceptMeter> {
        self.meters.iter().find(|meter| meter.id == id)
    }

    /// Whether any meter counts by operating hours.
    #[must_use]
    pub fn splits_hours(&self) -> bool {
        self.meters.iter().any(|meter| meter.counts.iter().any(|count| count.hours.is_some()))
    }

    /// Whether some meter, needed or not, counts as a quantity.
    #[must_use]
    pub fn measures(&self, quantity: Quantity) -> bool {
        self.meters.iter().any(|meter| meter.counts.iter().any(|count| count.quantity == quantity))
    }
}

impl ConceptMeter {
    /// What kind of number it gives.
    #[must_use]
    pub fn dimension(&self) -> Dimension {
        // `check` refuses a meter that counts for nothing.
        self.counts.first().map_or(Dimension::Energy, |count| count.quantity.dimension())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_concept_can_be_read_and_has_its_own_name() {
        let concepts = Concept::all().unwrap();
        assert_eq!(concepts.iter().map(|concept| concept.id.as_str()).collect::<Vec<_>>(), Concept::ids());
    }

    #[test]
    fn a_slip_is_told_with_what_to_do() {
        let text = EMBEDDED[0].1;
        let said =
            |from: &str, to: &str| Concept::from_toml("my.toml", &text.replace(from, to)).unwrap_err().to_string();
        assert_eq!(
            said("id = \"dry_cooler\"", "id = \"wells\""),
            "my.toml: two meters have the id `wells`; each needs its own"
        );
        assert_eq!(
            said("then = [\"wells\"]", "then = [\"well\"]"),
            "my.toml: [[runs]]: there is no `well`; did you mean `wells`?"
        );
        assert_eq!(
            said("as = \"cold\" }", "as = \"cold\", share = 85 }"),
            "my.toml: meter `cold`: share is 85, but it is a part: from 0 to 1"
        );
        assert_eq!(
            said("follows = [\"cold\", ", "follows = [\"colt\", "),
            "my.toml: [[meter]] wells: there is no `colt`; did you mean `cold`?"
        );
        assert!(said("as = \"cold\" }", "as = \"colt\" }").ends_with("did you mean `cold`?"));
        assert_eq!(
            Concept::of("3.2").unwrap_err().to_string(),
            "concept: there is no `3.2`; did you mean `3.3`, or a file that ends in .toml?"
        );
    }
}
