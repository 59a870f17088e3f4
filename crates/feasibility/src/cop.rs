//! The COP of a heat pump at any part load and temperature, from few points of its maker (source
//! study, Tabel 16 to 24).
//!
//! Two polynomials of degree 4: the efficiency against the ideal COP as a function of the part load,
//! and the COP as a function of the condenser's temperature. They are regressions, so that even the
//! known points move (3.98 becomes 3.89). The deviation by temperature is added, the same for every
//! part load.

use serde::{Deserialize, Serialize};

use super::polynomial::Polynomial;
use super::problem::{Problem, within};

const DEGREE: usize = 4;

/// What the maker says of a heat pump.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopPoints {
    /// Condenser temperature at which the part loads are known, degC (Tabel 16).
    pub condenser_c: f64,
    /// Evaporator temperature at which all is known, degC (Tabel 16).
    pub evaporator_c: f64,
    /// Condenser temperature and COP (Tabel 17).
    pub by_condenser: Vec<(f64, f64)>,
    /// Part load in per cent, and COP (Tabel 18).
    pub by_part_load: Vec<(f64, f64)>,
}

/// The model made from those points.
#[derive(Debug, Clone, PartialEq)]
pub struct CopModel {
    condenser_c: f64,
    evaporator_c: f64,
    efficiency: Polynomial,
    by_condenser: Polynomial,
}

/// The COP of an ideal heat pump: no real one is better.
///
/// ```
/// // Tabel 20.
/// assert_eq!(format!("{:.2}", bodemtoets_feasibility::ideal_cop(40.0, 6.0)), "9.21");
/// ```
#[must_use]
pub fn ideal_cop(condenser_c: f64, evaporator_c: f64) -> f64 {
    (condenser_c + 273.0) / (condenser_c - evaporator_c)
}

impl CopModel {
    /// Makes the model.
    ///
    /// # Errors
    /// When there are fewer than five different points in a list, a COP is impossible, or the condenser
    /// is not warmer than the evaporator.
    pub fn fit(points: &CopPoints) -> Result<Self, Problem> {
        within("evaporator_c", points.evaporator_c, -30.0, 40.0, "it is the temperature of the evaporator")?;
        check_condenser("condenser_c", points.condenser_c, points.evaporator_c)?;
        for (condenser_c, cop) in &points.by_condenser {
            check_condenser("by_condenser", *condenser_c, points.evaporator_c)?;
            within(
                "COP",
                *cop,
                1.0,
                ideal_cop(*condenser_c, points.evaporator_c),
                "an ideal heat pump has the highest",
            )?;
        }
        let ideal = ideal_cop(points.condenser_c, points.evaporator_c);
        for (part_load, cop) in &points.by_part_load {
            within("by_part_load", *part_load, 1.0, 100.0, "it is a part load in per cent")?;
            within("COP", *cop, 1.0, ideal, "an ideal heat pump has the highest")?;
        }
        let (loads, cops): (Vec<f64>, Vec<f64>) = points.by_part_load.iter().copied().unzip();
        let efficiencies: Vec<f64> = cops.iter().map(|cop| cop / ideal).collect();
        let (temperatures, at_temperature): (Vec<f64>, Vec<f64>) = points.by_condenser.iter().copied().unzip();
        Ok(Self {
            condenser_c: points.condenser_c,
            evaporator_c: points.evaporator_c,
            efficiency: Polynomial::fit(&loads, &efficiencies, DEGREE)?,
            by_condenser: Polynomial::fit(&temperatures, &at_temperature, DEGREE)?,
        })
    }

    /// The smoothed efficiency against the ideal COP, at a part load in per cent (Tabel 23).
    #[must_use]
    pub fn efficiency(&self, part_load_pct: f64) -> f64 {
        self.efficiency.at(part_load_pct)
    }

    /// What a condenser temperature adds to the COP, at the known evaporator temperature (Tabel 22).
    #[must_use]
    pub fn deviation(&self, condenser_c: f64) -> f64 {
        self.by_condenser.at(condenser_c) - self.by_condenser.at(self.condenser_c)
    }

    /// The smoothed COP at a condenser temperature and the known evaporator temperature (Tabel 22).
    #[must_use]
    pub fn cop_by_condenser(&self, condenser_c: f64) -> f64 {
        self.by_condenser.at(condenser_c)
    }

    /// How an evaporator temperature changes the ideal COP; 1 at the known one. That it multiplies the
    /// deviation too is inferred: no published number tests it.
    #[must_use]
    pub fn evaporator_factor(&self, evaporator_c: f64) -> f64 {
        ideal_cop(self.condenser_c, evaporator_c) / ideal_cop(self.condenser_c, self.evaporator_c)
    }

    /// The COP in heating (Tabel 24).
    #[must_use]
    pub fn cop(&self, part_load_pct: f64, condenser_c: f64, evaporator_c: f64) -> f64 {
        self.efficiency(part_load_pct) * ideal_cop(self.condenser_c, evaporator_c)
            + self.deviation(condenser_c) * self.evaporator_factor(evaporator_c)
    }
}

fn check_condenser(name: &str, condenser_c: f64, evaporator_c: f64) -> Result<(), Problem> {
    within(name, condenser_c, evaporator_c + 5.0, 100.0, "a condenser is at least 5 K warmer than the evaporator")
}

/// Points of a heat pump, for tests.
#[cfg(test)]
pub(super) fn study_points() -> CopPoints {
    CopPoints {
        condenser_c: 40.0,
        evaporator_c: 6.0,
        by_condenser: vec![(55.0, 2.48), (50.0, 2.86), (45.0, 3.3), (40.0, 3.98), (35.0, 4.83), (30.0, 5.87)],
        by_part_load: (2..=10)
            .map(|tens| f64::from(tens) * 10.0)
            .zip([3.98, 4.14, 4.76, 4.82, 4.5, 4.25, 4.58, 4.87, 5.06])
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_factor_of_two_degrees_is_that_of_the_study() {
        let model = CopModel::fit(&study_points()).unwrap();
        assert!((model.evaporator_factor(6.0) - 1.0).abs() < 1e-12);
        assert!((model.evaporator_factor(8.0) - 1.0625).abs() < 1e-4);
        assert!((model.evaporator_factor(4.0) - 0.9444).abs() < 1e-4);
    }

    #[test]
    fn a_cop_above_the_ideal_is_refused() {
        let mut wrong = study_points();
        wrong.by_part_load[0].1 = 12.0;
        let refused = CopModel::fit(&wrong).unwrap_err().to_string();
        assert!(refused.starts_with("COP is 12: it has to be from 1 to 9.2"), "{refused}");
    }

    #[test]
    fn four_points_are_too_few() {
        let mut few = study_points();
        few.by_condenser.truncate(4);
        assert!(CopModel::fit(&few).is_err());
    }
}
