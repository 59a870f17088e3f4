//! What comes out: the years, the mix of them, and in words what is different from the source study.

use schemars::JsonSchema;
use serde::Serialize;

use super::hours::Hours;
use super::mode::Corrections;
use super::scenario::Scenario;
use super::year_result::YearResult;
use super::year_type::{PerYear, YearType};
use bodemtoets_words::lang::Text;

/// The result of a scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// Each year type.
    pub years: PerYear<YearResult>,
    /// The mix of year types, by their weights.
    pub weighted: YearResult,
    /// Surplus cold of the years in a row, before anything restores it, MWh.
    pub imbalance_before_in_sequence_mwh: f64,
    /// The same after dry cooler and unloading, MWh.
    pub imbalance_after_in_sequence_mwh: f64,
    /// What the corrections change, one after the other.
    pub differences: Vec<Difference>,
    /// What makes the money no answer, or half of one; to be said before it.
    pub warnings: Vec<Text>,
    /// What to know before believing the numbers.
    pub remarks: Vec<Text>,
}

/// A correction, and every number that it changes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Difference {
    /// A name that stays.
    pub id: &'static str,
    /// What was wrong, and what is done instead.
    pub why: Text,
    /// The numbers.
    pub changes: Vec<Change>,
}

/// A number that a correction changes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// In which year.
    pub year: YearType,
    /// The field.
    pub field: &'static str,
    /// Before the correction.
    pub before: f64,
    /// After it.
    pub after: f64,
}

/// The corrections one by one, from the study to all of them; those that change nothing are left out.
pub(super) fn compare(scenario: &Scenario, hours: &PerYear<Hours>) -> Vec<Difference> {
    let mut done = Corrections::NONE;
    let mut before = scenario.years(hours, done);
    let mut differences = Vec::new();
    for (id, why, make) in steps() {
        make(&mut done);
        let after = scenario.years(hours, done);
        let changes = changes(&before, &after);
        before = after;
        if !changes.is_empty() {
            differences.push(Difference { id, why, changes });
        }
    }
    differences
}

fn changes(before: &PerYear<YearResult>, after: &PerYear<YearResult>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (year, was) in before.iter() {
        let values = was.values().into_iter().zip(after.get(year).values());
        for (field, (before, after)) in YearResult::NAMES.iter().zip(values) {
            if (before - after).abs() > 1e-6 * before.abs().max(1.0) {
                changes.push(Change { year, field, before, after });
            }
        }
    }
    changes
}

type Step = (&'static str, Text, fn(&mut Corrections));

fn steps() -> [Step; 4] {
    let text = |nl: &str, en: &str| Text { nl: nl.to_owned(), en: en.to_owned() };
    [
        (
            "chiller-electricity",
            text(
                "NOx en SO2 van de conventionele installatie volgen uit de elektriciteit van de koelmachine. De \
                 bronstudie vermenigvuldigt de factor met de geleverde koude (Tabel 11 en 12), drie tot vier keer te veel.",
                "NOx and SO2 of the conventional plant follow from the electricity of the chiller. The source study \
                 multiplies the factor by the cooling delivered (Tabel 11 and 12), three to four times too much.",
            ),
            |done| done.chiller_electricity = true,
        ),
        (
            "cold-year-electricity",
            text(
                "NOx en SO2 van de WKO in een koud jaar volgen uit de elektriciteit die zij gebruikt. In de bronstudie \
                 is daar het koudeoverschot dat overblijft bij opgeteld (Tabel 11 en 12).",
                "NOx and SO2 of the wells in a cold year follow from the electricity that they use. The source study \
                 adds the surplus cold that is left over to it (Tabel 11 and 12).",
            ),
            |done| done.cold_year = true,
        ),
        (
            "heat-pump-cooling",
            text(
                "Koeling boven het vermogen van de bron levert de warmtepomp, en dat kost elektriciteit. De bronstudie \
                 rekent die niet mee.",
                "Cooling beyond the capacity of the wells comes from the heat pump and takes electricity. The source \
                 study does not count it.",
            ),
            |done| done.heat_pump_cooling = true,
        ),
        (
            "well-pumps",
            text(
                "De pompen in de bronnen gebruiken elektriciteit. De bronstudie rekent die nergens mee.",
                "The pumps in the wells use electricity. The source study counts it nowhere.",
            ),
            |done| done.well_pumps = true,
        ),
    ]
}
