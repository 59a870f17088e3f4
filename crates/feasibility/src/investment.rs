//! What the plant costs to build and to keep (source study, Tabel 9).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::plant::Conventional;
use super::problem::{Problem, positive, read_toml, within};

const STUDY: &str = include_str!("../data/costs/2006.toml");

/// Cost functions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// Price level.
    pub year: u16,
    /// Where the numbers come from.
    pub source: String,
    /// Boilers, whatever their size, EUR.
    pub boiler_fixed_eur: f64,
    /// Boilers, EUR/kW.
    pub boiler_eur_kw: f64,
    /// A heat pump or chiller of `machine_kw`, EUR.
    pub machine_eur: f64,
    /// The size of that machine, kW.
    pub machine_kw: f64,
    /// How its price grows with its size.
    pub machine_exponent: f64,
    /// Dry cooler on the wells, EUR/kW.
    pub dry_cooler_eur_kw: f64,
    /// Exchanger between wells and building, EUR/kW.
    pub exchanger_eur_kw: f64,
    /// Price of the wells at some sizes, straight in between.
    pub source_points: Vec<SourcePoint>,
    /// Price of the wells above the last of those, EUR for each kW of the whole.
    pub source_beyond_eur_kw: f64,
    /// Dry cooler without wells, EUR/kW.
    pub conventional_dry_cooler_eur_kw: f64,
    /// Exchanger without wells, EUR/kW.
    pub conventional_exchanger_eur_kw: f64,
    /// Maintenance in a year as a share of the investment.
    pub maintenance_share: f64,
    /// The same without wells.
    pub conventional_maintenance_share: f64,
    /// What the same costs in a later year, as a multiple.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub later: Option<LaterCosts>,
    /// What these were indexed with, when they are of an earlier year.
    #[serde(skip)]
    pub indexed: Option<Indexed>,
}

/// Costs of an earlier year, indexed to a later one.
#[derive(Debug, Clone, PartialEq)]
pub struct Indexed {
    /// The year that they are of.
    pub from_year: u16,
    /// So many times what they were then.
    pub times: f64,
    /// How many times at least.
    pub low: f64,
    /// How many times at most.
    pub high: f64,
    /// Where that comes from.
    pub source: String,
}

/// What building costs in a later year, as a multiple of the year of the costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaterCosts {
    /// The later year.
    pub year: u16,
    /// At least so many times.
    pub low: f64,
    /// At most so many times.
    pub high: f64,
    /// Where that comes from.
    pub source: String,
}

/// What wells of a size cost.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourcePoint {
    /// Power, kW.
    pub kw: f64,
    /// Price, EUR.
    pub eur: f64,
}

/// Sizes of a plant with wells, kW.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Sizes {
    /// Boilers.
    pub boilers_kw: f64,
    /// Heat pump.
    pub heat_pump_kw: f64,
    /// Dry cooler.
    pub dry_cooler_kw: f64,
    /// Wells.
    pub source_kw: f64,
}

/// What a plant costs, by component, EUR.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Investment {
    /// Boilers.
    pub boilers_eur: f64,
    /// Heat pump, or chiller.
    pub machine_eur: f64,
    /// Dry cooler.
    pub dry_cooler_eur: f64,
    /// Exchangers.
    pub exchanger_eur: f64,
    /// Wells.
    pub source_eur: f64,
    /// Maintenance in a year.
    pub maintenance_eur: f64,
}

impl Investment {
    /// All of it, without maintenance, EUR.
    #[must_use]
    pub fn total_eur(&self) -> f64 {
        self.boilers_eur + self.machine_eur + self.dry_cooler_eur + self.exchanger_eur + self.source_eur
    }

    fn maintained(mut self, share: f64) -> Self {
        self.maintenance_eur = share * self.total_eur();
        self
    }
}

impl Costs {
    /// The cost functions of the source study.
    ///
    /// # Errors
    /// Never for the embedded file; a test reads it.
    pub fn study() -> Result<Self, Problem> {
        Self::from_toml("2006.toml", STUDY)
    }

    /// Reads cost functions from TOML; `what` names the file in messages.
    ///
    /// # Errors
    /// When it is not TOML of this form, or a number in it is impossible.
    pub fn from_toml(what: &str, text: &str) -> Result<Self, Problem> {
        let costs: Self = read_toml(what, text)?;
        let name = |field: &str| format!("{what}: {field}");
        for (field, value) in [
            ("boiler_fixed_eur", costs.boiler_fixed_eur),
            ("boiler_eur_kw", costs.boiler_eur_kw),
            ("machine_eur", costs.machine_eur),
            ("dry_cooler_eur_kw", costs.dry_cooler_eur_kw),
            ("exchanger_eur_kw", costs.exchanger_eur_kw),
            ("source_beyond_eur_kw", costs.source_beyond_eur_kw),
            ("conventional_dry_cooler_eur_kw", costs.conventional_dry_cooler_eur_kw),
            ("conventional_exchanger_eur_kw", costs.conventional_exchanger_eur_kw),
        ] {
            within(&name(field), value, 0.0, 1e7, "it is a price")?;
        }
        positive(&name("machine_kw"), costs.machine_kw, 1e6, "it is a power")?;
        within(&name("machine_exponent"), costs.machine_exponent, 0.0, 2.0, "prices grow about as the size")?;
        for share in [costs.maintenance_share, costs.conventional_maintenance_share] {
            within(&name("maintenance_share"), share, 0.0, 0.5, "it is a share of the investment")?;
        }
        if costs.source_points.len() < 2 {
            return Err(Problem::Length {
                name: name("source_points"),
                found: costs.source_points.len(),
                expected: "at least 2".into(),
                why: "the price of wells lies between them".into(),
            });
        }
        for point in &costs.source_points {
            within(&name("source_points: kw"), point.kw, 0.0, 1e6, "it is a power")?;
            within(&name("source_points: eur"), point.eur, 0.0, 1e9, "it is a price")?;
        }
        for pair in costs.source_points.windows(2) {
            positive(&name("source_points: step in kw"), pair[1].kw - pair[0].kw, 1e6, "they are in order of size")?;
        }
        Ok(costs)
    }

    /// The same in a year: indexed with the middle of what is known of it; as they are when nothing is.
    #[must_use]
    pub fn of_year(&self, year: u16) -> Self {
        let Some(later) = self.later.as_ref().filter(|later| later.year == year && year != self.year) else {
            return self.clone();
        };
        let times = f64::midpoint(later.low, later.high);
        let points = self.source_points.iter().map(|point| SourcePoint { eur: point.eur * times, ..*point });
        Self {
            year,
            source: self.source.clone(),
            boiler_fixed_eur: self.boiler_fixed_eur * times,
            boiler_eur_kw: self.boiler_eur_kw * times,
            machine_eur: self.machine_eur * times,
            machine_kw: self.machine_kw,
            machine_exponent: self.machine_exponent,
            dry_cooler_eur_kw: self.dry_cooler_eur_kw * times,
            exchanger_eur_kw: self.exchanger_eur_kw * times,
            source_points: points.collect(),
            source_beyond_eur_kw: self.source_beyond_eur_kw * times,
            conventional_dry_cooler_eur_kw: self.conventional_dry_cooler_eur_kw * times,
            conventional_exchanger_eur_kw: self.conventional_exchanger_eur_kw * times,
            maintenance_share: self.maintenance_share,
            conventional_maintenance_share: self.conventional_maintenance_share,
            later: None,
            indexed: Some(Indexed {
                from_year: self.year,
                times,
                low: later.low,
                high: later.high,
                source: later.source.clone(),
            }),
        }
    }

    /// What boilers cost, EUR; nothing when there are none.
    #[must_use]
    pub fn boilers_eur(&self, kw: f64) -> f64 {
        if kw > 0.0 { self.boiler_fixed_eur + self.boiler_eur_kw * kw } else { 0.0 }
    }

    /// What a heat pump or a chiller costs, EUR.
    #[must_use]
    pub fn machine_eur(&self, kw: f64) -> f64 {
        self.machine_eur * (kw / self.machine_kw).powf(self.machine_exponent)
    }

    /// What wells cost, EUR.
    #[must_use]
    pub fn source_eur(&self, kw: f64) -> f64 {
        for pair in self.source_points.windows(2) {
            if kw <= pair[1].kw {
                return pair[0].eur + (pair[1].eur - pair[0].eur) * (kw - pair[0].kw) / (pair[1].kw - pair[0].kw);
            }
        }
        self.source_beyond_eur_kw * kw
    }

    /// A plant with wells.
    #[must_use]
    pub fn with_wells(&self, sizes: &Sizes) -> Investment {
        Investment {
            boilers_eur: self.boilers_eur(sizes.boilers_kw),
            machine_eur: self.machine_eur(sizes.heat_pump_kw),
            dry_cooler_eur: self.dry_cooler_eur_kw * sizes.dry_cooler_kw,
            exchanger_eur: self.exchanger_eur_kw * sizes.heat_pump_kw,
            source_eur: self.source_eur(sizes.source_kw),
            maintenance_eur: 0.0,
        }
        .maintained(self.maintenance_share)
    }

    /// A plant without wells, of `scale` times the sizes.
    #[must_use]
    pub fn conventional(&self, sizes: &Conventional, scale: f64) -> Investment {
        Investment {
            boilers_eur: self.boilers_eur(sizes.boilers_kw * scale),
            machine_eur: self.machine_eur(sizes.chiller_kw * scale),
            dry_cooler_eur: self.conventional_dry_cooler_eur_kw * sizes.dry_cooler_kw * scale,
            exchanger_eur: self.conventional_exchanger_eur_kw * sizes.exchanger_kw * scale,
            source_eur: 0.0,
            maintenance_eur: 0.0,
        }
        .maintained(self.conventional_maintenance_share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_of_400_kw_are_those_of_tabel_9() {
        let costs = Costs::study().unwrap();
        let sizes = Sizes { boilers_kw: 600.0, heat_pump_kw: 400.0, dry_cooler_kw: 400.0, source_kw: 400.0 };
        let wells = costs.with_wells(&sizes);
        for (ours, published) in [
            (wells.boilers_eur, 20_400.0),
            (wells.machine_eur, 38_300.0),
            (wells.dry_cooler_eur, 37_300.0),
            (wells.exchanger_eur, 10_300.0),
            (wells.source_eur, 172_000.0),
            (wells.total_eur(), 278_300.0),
            (wells.maintenance_eur, 9_000.0),
        ] {
            assert!((ours - published).abs() < 0.01, "{ours} instead of {published}");
        }
    }

    #[test]
    fn components_without_wells_are_those_of_tabel_9() {
        let plant = super::super::plant::Plant::study().unwrap();
        let without = Costs::study().unwrap().conventional(&plant.conventional, 1.0);
        for (ours, published) in [
            (without.boilers_eur, 30_000.0),
            (without.machine_eur, 60_000.0),
            (without.dry_cooler_eur, 28_900.0),
            (without.exchanger_eur, 3_100.0),
            (without.total_eur(), 122_000.0),
            (without.maintenance_eur, 4_600.0),
        ] {
            assert!((ours - published).abs() < 20.0, "{ours} instead of {published}");
        }
    }

    #[test]
    fn costs_of_a_later_year_are_indexed_and_say_so() {
        let (study, later) = (Costs::study().unwrap(), Costs::study().unwrap().of_year(2025));
        let indexed = later.indexed.clone().unwrap();
        assert_eq!((later.year, indexed.from_year), (2025, 2006));
        assert!((later.source_eur(550.0) / study.source_eur(550.0) - indexed.times).abs() < 1e-12);
        assert!((later.boilers_eur(100.0) / study.boilers_eur(100.0) - 1.8).abs() < 1e-12);
        // Of other years nothing is known.
        assert_eq!(study.of_year(2010), study);
    }

    #[test]
    fn wells_get_dearer_with_their_size() {
        let costs = Costs::study().unwrap();
        let prices: Vec<f64> = (1..=100).map(|i| costs.source_eur(f64::from(i) * 10.0)).collect();
        assert!(prices.windows(2).all(|pair| pair[0] < pair[1]));
        assert!((costs.source_eur(550.0) - 240_500.0).abs() < 1e-6);
    }
}
