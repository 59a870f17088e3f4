//! A building with a plant, prices and a way to count: everything that a result depends on.

use super::demand::{Demand, Profile};
use super::hours::Hours;
use super::investment::Costs;
use super::mode::{Corrections, Mode};
use super::outcome::{Outcome, compare};
use super::plant::Plant;
use super::prices::Prices;
use super::problem::{Problem, positive, within};
use super::pump_map::PumpMap;
use super::year_result::YearResult;
use super::year_type::{PerYear, YearType};

/// How long the total cost of ownership counts.
pub const HORIZON_YEARS: f64 = 20.0;

/// The largest heat pump that is believed, kW.
pub(super) const LARGEST_HEAT_PUMP_KW: f64 = 20_000.0;

/// What the pumps in the wells use. The source study leaves them out and gives no number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum WellPumps {
    /// For each m3 of water, kWh.
    KwhPerM3(f64),
    /// At the full flow of the wells, kW.
    Kw(f64),
}

/// Everything that a result depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// What the building asks for.
    pub demand: Demand,
    /// The map of the heat pump.
    pub pump: PumpMap,
    /// Its size, kW of heat at its rating.
    pub heat_pump_kw: f64,
    /// Dry cooler, kW.
    pub dry_cooler_kw: f64,
    /// What the wells can cool, kW.
    pub source_kw: f64,
    /// The plant.
    pub plant: Plant,
    /// Prices and emission factors.
    pub prices: Prices,
    /// Cost functions.
    pub costs: Costs,
    /// Pumps in the wells, when known.
    pub well_pumps: Option<WellPumps>,
    /// What the COP is multiplied by: 1, unless one asks what another evaporator temperature does.
    pub cop_factor: f64,
    /// How much each year type counts in the mix; only their proportion matters.
    pub weights: PerYear<f64>,
    /// Years in a row over which the balance of the ground is summed.
    pub sequence: Vec<YearType>,
    /// How to count.
    pub mode: Mode,
}

impl Scenario {
    /// A building with the plant, the heat pump, the prices and the costs of the source study. Dry
    /// cooler and wells have the sizes that belong to the heat pump.
    ///
    /// ```
    /// use bodemtoets_feasibility::{Profile, Scenario};
    ///
    /// let outcome = Scenario::study(Profile::office()?.demand(15_000.0)?, 400.0)?.run()?;
    /// let years = outcome.years.normal.payback_years.ok_or("never")?;
    /// assert!((4.9..5.2).contains(&years));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the heat pump has no possible size.
    pub fn study(demand: Demand, heat_pump_kw: f64) -> Result<Self, Problem> {
        let scenario = Self {
            demand,
            pump: PumpMap::carrier()?,
            heat_pump_kw: 400.0,
            dry_cooler_kw: 400.0,
            source_kw: 400.0,
            plant: Plant::study()?,
            prices: Prices::of_year(2006)?,
            costs: Costs::study()?,
            well_pumps: None,
            cop_factor: 1.0,
            weights: PerYear { cold: 1.0, normal: 2.0, warm: 1.0 },
            sequence: vec![YearType::Normal, YearType::Cold, YearType::Normal, YearType::Warm, YearType::Normal],
            mode: Mode::default(),
        };
        scenario.sized(heat_pump_kw)
    }

    /// The office of 15 000 m2 of the source study.
    ///
    /// # Errors
    /// When the heat pump has no possible size.
    pub fn office(heat_pump_kw: f64) -> Result<Self, Problem> {
        Self::study(Profile::office()?.demand(15_000.0)?, heat_pump_kw)
    }

    /// The same with another heat pump, and the dry cooler and wells that belong to it.
    ///
    /// # Errors
    /// When the heat pump has no possible size.
    pub fn sized(mut self, heat_pump_kw: f64) -> Result<Self, Problem> {
        positive("heat_pump_kw", heat_pump_kw, LARGEST_HEAT_PUMP_KW, "it is the heat that the heat pump gives")?;
        self.heat_pump_kw = heat_pump_kw;
        self.dry_cooler_kw = heat_pump_kw;
        self.source_kw = self.source_rule_kw();
        Ok(self)
    }

    /// The wells that belong to the heat pump, kW: they feed it, and cool what it cannot in summer.
    #[must_use]
    pub fn source_rule_kw(&self) -> f64 {
        let cooling_kw = self.plant.cooling_kw * self.demand.scale;
        self.heat_pump_kw.max(cooling_kw - self.cooling_capacity_kw())
    }

    /// What the heat pump can cool in summer, kW.
    #[must_use]
    pub fn cooling_capacity_kw(&self) -> f64 {
        self.pump.cold_capacity_kw(self.plant.source_well.summer_condenser_c) * self.heat_pump_kw / self.pump.rated_kw
    }

    /// Boilers beside the heat pump, kW.
    #[must_use]
    pub fn boilers_kw(&self) -> f64 {
        (self.plant.heat_kw * self.demand.scale - self.heat_pump_kw).max(0.0)
    }

    /// Refuses what cannot be.
    ///
    /// # Errors
    /// With the first number that is impossible, and why.
    pub fn check(&self) -> Result<(), Problem> {
        positive("heat_pump_kw", self.heat_pump_kw, LARGEST_HEAT_PUMP_KW, "it is the heat that the heat pump gives")?;
        within("dry_cooler_kw", self.dry_cooler_kw, 0.0, 50_000.0, "it is the power of the dry cooler")?;
        positive("source_kw", self.source_kw, 50_000.0, "it is what the wells can cool")?;
        within("cop_factor", self.cop_factor, 0.5, 2.0, "it multiplies the COP")?;
        match self.well_pumps {
            Some(WellPumps::KwhPerM3(value)) => within("well pumps, kWh/m3", value, 0.0, 5.0, "0.1 to 0.5 is usual")?,
            Some(WellPumps::Kw(value)) => within("well pumps, kW", value, 0.0, 1000.0, "it is at full flow")?,
            None => {}
        }
        for (year, weight) in self.weights.iter() {
            within(&format!("weight of a {} year", year.slug()), *weight, 0.0, 1e6, "it is a proportion")?;
            let (heat, cooling) = (self.demand.heat_mwh(year), self.demand.cooling_mwh(year));
            positive(&format!("heat demand of a {} year, MWh", year.slug()), heat, 1e6, "there is nothing to heat")?;
            within(&format!("cooling demand of a {} year, MWh", year.slug()), cooling, 0.0, 1e6, "it is absurd")?;
        }
        let weights = self.weights.cold + self.weights.normal + self.weights.warm;
        positive("sum of the weights", weights, 1e7, "a mix of no years is nothing")?;
        if self.sequence.is_empty() {
            return Err(Problem::Length {
                name: "sequence".into(),
                found: 0,
                expected: "at least 1".into(),
                why: "the balance is summed over years".into(),
            });
        }
        Ok(())
    }

    /// The hours of every year type.
    #[must_use]
    pub fn hours(&self) -> PerYear<Hours> {
        PerYear::from_fn(|year| self.seasons(year).iter().fold(Hours::default(), |sum, (_, season)| sum.and(season)))
    }

    /// The years, counted in one way.
    #[must_use]
    pub fn years(&self, hours: &PerYear<Hours>, corrections: Corrections) -> PerYear<YearResult> {
        PerYear::from_fn(|year| self.year(year, hours.get(year), corrections))
    }

    /// Runs all hours of all year types.
    ///
    /// # Errors
    /// When a number is impossible.
    pub fn run(&self) -> Result<Outcome, Problem> {
        self.check()?;
        let hours = self.hours();
        let years = self.years(&hours, self.mode.corrections());
        if let Some(value) = years.iter().flat_map(|(_, year)| year.values()).find(|value| !value.is_finite()) {
            return Err(Problem::Range {
                name: "a result".into(),
                value,
                why: "prices, plant and heat pump do not go together; look for a number that is far out".into(),
            });
        }
        let total = self.weights.cold + self.weights.normal + self.weights.warm;
        let weighted =
            YearResult::weighted(YearType::ALL.map(|year| (self.weights.get(year) / total, years.get(year))));
        let sequence = YearResult::weighted(self.sequence.iter().map(|year| (1.0, years.get(*year))));
        Ok(Outcome {
            differences: compare(self, &hours),
            warnings: self.warnings(&years),
            remarks: self.remarks(&years),
            imbalance_before_in_sequence_mwh: sequence.imbalance_before_mwh,
            imbalance_after_in_sequence_mwh: sequence.imbalance_after_mwh,
            years,
            weighted,
        })
    }
}
