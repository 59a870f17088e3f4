//! What it costs to measure an SPF: meters, engineering, cabling, and what every year asks
//! (source report, section 6).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fault::{Cause, Fault, read_toml};
use super::unknown_name::UnknownName;
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::{Certainty, Source};

/// A small or a large installation: up to, or above, about 150 kW of cooling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Size {
    /// Up to about 150 kW of cooling.
    Small,
    /// Above it.
    Large,
}

/// How readings are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Registration {
    /// By hand.
    Manual,
    /// By a building management system (gebouwbeheersysteem).
    Gbs,
}

/// A number for each way of registration.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerRegistration {
    manual: f64,
    gbs: f64,
}

impl PerRegistration {
    fn of(&self, registration: Registration) -> f64 {
        match registration {
            Registration::Manual => self.manual,
            Registration::Gbs => self.gbs,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    id: String,
    name: Text,
    unit: String,
    small_eur: f64,
    large_eur: f64,
    registration: Vec<Registration>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Yearly {
    id: String,
    name: Text,
    eur: f64,
    registration: Vec<Registration>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    concepts: Vec<String>,
    size: Size,
    parts: BTreeMap<String, f64>,
    printed_eur: PerRegistration,
    printed_percent: PerRegistration,
    printed_yearly_eur: PerRegistration,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Remark {
    concepts: Vec<String>,
    size: Size,
    nl: String,
    en: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    certainty: Certainty,
    source: String,
    percent: Vec<Change>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    year: i16,
    change: f64,
}

/// Unit prices and how many of each part a concept needs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeteringPrices {
    year: i16,
    price_level: String,
    source: Source,
    small_up_to_cooling_kw: f64,
    part: Vec<Part>,
    yearly: Vec<Yearly>,
    case: Vec<Case>,
    remark: Vec<Remark>,
    index: Index,
}

/// What measuring costs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeteringCost {
    /// The concept.
    pub concept: String,
    /// Small or large.
    pub size: Size,
    /// How readings are taken.
    pub registration: Registration,
    /// The level of the prices, in words.
    pub price_level: String,
    /// What prices were multiplied with; 1 for those of June 2013.
    pub price_factor: f64,
    /// The parts.
    pub parts: Vec<CostLine>,
    /// Investment, EUR.
    pub investment_eur: f64,
    /// What every year costs.
    pub yearly: Vec<CostLine>,
    /// In a year, EUR.
    pub yearly_eur: f64,
    /// Part of the total investment, %, as the source report prints it.
    pub printed_percent: f64,
    /// The total investment that its percentages leave, EUR of June 2013: from, to.
    pub implied_total_eur: [f64; 2],
    /// Part of a total investment that was given, %.
    pub percent_of_total: Option<f64>,
    /// Where the source report has another figure, and other remarks.
    pub remarks: Vec<Text>,
    /// Where the prices come from.
    pub source: Source,
}

/// A line of a cost estimate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CostLine {
    /// What it is.
    pub id: String,
    /// In words.
    pub name: Text,
    /// How many.
    pub quantity: f64,
    /// `x` or `m`.
    pub unit: String,
    /// EUR each.
    pub unit_eur: f64,
    /// EUR.
    pub eur: f64,
}

impl MeteringPrices {
    /// The prices that come with the tool.
    ///
    /// # Errors
    /// Never for the file that comes with the tool; a test reads it.
    pub fn embedded() -> Result<Self, Fault> {
        read_toml("metering-2013.toml", include_str!("../data/costs/metering-2013.toml"))
    }

    /// The last year that prices can be indexed to.
    #[must_use]
    pub fn last_year(&self) -> i16 {
        self.index.percent.last().map_or(self.year, |change| change.year)
    }

    /// What measuring costs, in prices of a year, as a part of a total investment when that is given.
    ///
    /// # Errors
    /// When the concept has no estimate, or the index does not reach the year.
    pub fn estimate(
        &self,
        concept: &str,
        size: Size,
        registration: Registration,
        price_year: Option<i16>,
        total_eur: Option<f64>,
    ) -> Result<MeteringCost, Fault> {
        let is = |case: &&Case| case.size == size && case.concepts.iter().any(|one| one == concept);
        let case = self.case.iter().find(is).ok_or_else(|| {
            let mut known: Vec<&str> = self.case.iter().flat_map(|case| &case.concepts).map(String::as_str).collect();
            known.dedup();
            Fault::new("concept", UnknownName::new(concept, known))
        })?;
        let factor = self.factor(price_year.unwrap_or(self.year))?;
        let buys = |list: &[Registration]| list.contains(&registration);
        let parts: Vec<CostLine> = self
            .part
            .iter()
            .filter(|part| buys(&part.registration))
            .filter_map(|part| {
                let quantity = *case.parts.get(&part.id)?;
                let unit_eur = factor * if size == Size::Small { part.small_eur } else { part.large_eur };
                let (id, name, unit) = (part.id.clone(), part.name.clone(), part.unit.clone());
                Some(CostLine { id, name, quantity, unit, unit_eur, eur: quantity * unit_eur })
            })
            .collect();
        let yearly: Vec<CostLine> = self
            .yearly
            .iter()
            .filter(|line| buys(&line.registration))
            .map(|line| {
                let eur = factor * line.eur;
                CostLine {
                    id: line.id.clone(),
                    name: line.name.clone(),
                    quantity: 1.0,
                    unit: "x".into(),
                    unit_eur: eur,
                    eur,
                }
            })
            .collect();
        let investment_eur: f64 = parts.iter().map(|line| line.eur).sum();
        let yearly_eur: f64 = yearly.iter().map(|line| line.eur).sum();
        let mut remarks = Vec::new();
        let printed = [
            ("investering", "investment", investment_eur / factor, case.printed_eur.of(registration)),
            ("jaarlijkse kosten", "yearly cost", yearly_eur / factor, case.printed_yearly_eur.of(registration)),
        ];
        for (nl, en, ours, theirs) in printed {
            if (ours - theirs).abs() > 0.5 {
                remarks.push(Text {
                    nl: format!("De bronrapportage drukt als {nl} {theirs:.0} EUR af; haar eigen onderdelen geven {ours:.0} EUR, en dat staat hier."),
                    en: format!("The source report prints {theirs:.0} EUR as {en}; its own components give {ours:.0} EUR, which stands here."),
                });
            }
        }
        let told =
            self.remark.iter().filter(|remark| remark.size == size && remark.concepts.iter().any(|one| one == concept));
        remarks.extend(told.map(|remark| Text { nl: remark.nl.clone(), en: remark.en.clone() }));
        if price_year.is_some_and(|year| year != self.year) {
            remarks.push(Text {
                nl: format!(
                    "Geïndexeerd met {:.3} ({}): een aanname, de bronrapportage heeft alleen prijzen van juni 2013.",
                    factor, self.index.source
                ),
                en: format!(
                    "Indexed by {:.3} ({}): an assumption, the source report has prices of June 2013 only.",
                    factor, self.index.source
                ),
            });
        }
        Ok(MeteringCost {
            concept: concept.to_owned(),
            size,
            registration,
            price_level: price_year
                .filter(|year| *year != self.year)
                .map_or_else(|| self.price_level.clone(), |year| year.to_string()),
            price_factor: factor,
            parts,
            investment_eur,
            yearly,
            yearly_eur,
            printed_percent: case.printed_percent.of(registration),
            implied_total_eur: case.implied_total(),
            percent_of_total: total_eur.filter(|total| *total > 0.0).map(|total| 100.0 * investment_eur / total),
            remarks,
            source: self.source.clone(),
        })
    }

    /// The cooling up to which an installation is small, kW.
    #[must_use]
    pub fn small_up_to_cooling_kw(&self) -> f64 {
        self.small_up_to_cooling_kw
    }

    /// How sure the index is.
    #[must_use]
    pub fn index_certainty(&self) -> Certainty {
        self.index.certainty
    }

    fn factor(&self, year: i16) -> Result<f64, Fault> {
        if !(self.year..=self.last_year()).contains(&year) {
            let cause = Cause::PriceYear { from: self.year, to: self.last_year(), asked: year };
            return Err(Fault::new("price-year", cause));
        }
        let changes = self.index.percent.iter().filter(|change| change.year <= year);
        Ok(changes.fold(1.0, |factor, change| factor * (1.0 + change.change / 100.0)))
    }
}

impl Case {
    /// The totals that both printed percentages allow: each is rounded to a tenth.
    fn implied_total(&self) -> [f64; 2] {
        let ways = [Registration::Manual, Registration::Gbs];
        let range = ways.map(|way| {
            let (eur, percent) = (self.printed_eur.of(way), self.printed_percent.of(way));
            [100.0 * eur / (percent + 0.05), 100.0 * eur / (percent - 0.05)]
        });
        [range[0][0].max(range[1][0]), range[0][1].min(range[1][1])]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Section 6: investment by hand and by gbs, and in a year, of every concept and size.
    #[test]
    fn all_sixteen_totals_of_the_source_report_follow() {
        let prices = MeteringPrices::embedded().unwrap();
        let printed = [
            ("1", Size::Small, 600.0, 1050.0),
            ("1", Size::Large, 2000.0, 2900.0),
            ("2", Size::Small, 1200.0, 2100.0),
            ("2", Size::Large, 4000.0, 5300.0),
            ("3.3", Size::Small, 5000.0, 6400.0),
            ("3.3", Size::Large, 7900.0, 10_200.0),
            ("closed", Size::Small, 6400.0, 7800.0),
            ("closed", Size::Large, 10_000.0, 12_300.0),
        ];
        for (concept, size, manual, gbs) in printed {
            for (registration, total, yearly) in
                [(Registration::Manual, manual, 580.0), (Registration::Gbs, gbs, 300.0)]
            {
                let cost = prices.estimate(concept, size, registration, None, None).unwrap();
                assert!((cost.investment_eur - total).abs() < 1e-9, "{concept} {size:?} {registration:?}");
                assert!((cost.yearly_eur - yearly).abs() < 1e-9, "{concept} {size:?} {registration:?}");
                let [from, to] = cost.implied_total_eur;
                assert!(from < to, "the percentages of {concept} {size:?} contradict each other");
            }
        }
    }

    #[test]
    fn the_one_wrong_total_is_put_right_and_told() {
        let prices = MeteringPrices::embedded().unwrap();
        let cost = prices.estimate("closed", Size::Large, Registration::Gbs, None, None).unwrap();
        assert!((cost.yearly_eur - 300.0).abs() < 1e-9);
        assert_eq!(
            cost.remarks[0].en,
            "The source report prints 600 EUR as yearly cost; its own components give 300 EUR, which stands here."
        );
        let others = prices.estimate("closed", Size::Small, Registration::Gbs, None, None).unwrap();
        assert!(others.remarks.is_empty());
    }

    #[test]
    fn an_index_is_told_and_ends() {
        let prices = MeteringPrices::embedded().unwrap();
        let cost = prices.estimate("1", Size::Small, Registration::Manual, Some(2015), Some(60_000.0)).unwrap();
        assert!((cost.investment_eur - 600.0 * 1.01 * 1.006).abs() < 1e-9);
        assert!(cost.remarks.iter().any(|remark| remark.en.contains("an assumption")));
        assert_eq!(
            prices.estimate("1", Size::Small, Registration::Manual, Some(1999), None).unwrap_err().to_string(),
            "price-year: prices are of 2013 and can be indexed to 2024, not 1999"
        );
        assert!(
            prices
                .estimate("3", Size::Small, Registration::Manual, None, None)
                .unwrap_err()
                .to_string()
                .starts_with("concept: there is no `3`")
        );
    }
}
