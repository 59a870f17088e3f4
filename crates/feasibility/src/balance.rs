//! The balance of the aquifer over a year (source study, Tabel 7 and 8).
//!
//! A heat pump leaves cold in the ground, cooling leaves heat. When more cold is left than is used, the
//! dry cooler adds heat in summer as long as there are warm hours, and the boiler takes over from the
//! heat pump for the rest (unloading). When too little cold is left, the dry cooler adds it in winter.

use serde::{Deserialize, Serialize};

/// A year before its balance is restored, MWh.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Unbalanced {
    /// Heat from the heat pump.
    pub heat_pump_heat_mwh: f64,
    /// Electricity of the heat pump.
    pub heat_pump_electricity_mwh: f64,
    /// Cooling from the cold well.
    pub source_cooling_mwh: f64,
    /// Heat that the dry cooler could add.
    pub dry_cooler_capacity_mwh: f64,
    /// Cold that the dry cooler could add.
    pub dry_cooler_cold_capacity_mwh: f64,
}

/// A year whose balance is restored, MWh.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Balance {
    /// Cold that the heat pump leaves, less the cooling: above 0 there is too much cold.
    pub before_mwh: f64,
    /// Heat that the dry cooler adds.
    pub dry_cooler_heat_mwh: f64,
    /// Cold that the dry cooler adds.
    pub dry_cooler_cold_mwh: f64,
    /// Cold that the dry cooler cannot make up for.
    pub rest_mwh: f64,
    /// Heat that the boiler takes over from the heat pump.
    pub unloading_mwh: f64,
    /// Heat from the heat pump that is left.
    pub heat_pump_heat_mwh: f64,
    /// Its electricity.
    pub heat_pump_electricity_mwh: f64,
    /// The cold that it leaves.
    pub heat_pump_cold_mwh: f64,
    /// What is still out of balance: below 0 the heat that the dry cooler has no cold for.
    pub after_mwh: f64,
}

impl Unbalanced {
    /// Restores the balance.
    ///
    /// ```
    /// use bodemtoets_feasibility::Unbalanced;
    ///
    /// // Tabel 7 and 8: 550 kW in a cold year.
    /// let year = Unbalanced {
    ///     heat_pump_heat_mwh: 1196.0,
    ///     heat_pump_electricity_mwh: 282.0,
    ///     source_cooling_mwh: 356.0,
    ///     dry_cooler_capacity_mwh: 278.0,
    ///     dry_cooler_cold_capacity_mwh: 1188.0,
    /// };
    /// let balance = year.restore();
    /// assert_eq!(balance.before_mwh, 558.0);
    /// assert_eq!(balance.rest_mwh, 280.0);
    /// assert_eq!(balance.unloading_mwh.round(), 366.0);
    /// ```
    #[must_use]
    pub fn restore(&self) -> Balance {
        let cold = self.heat_pump_heat_mwh - self.heat_pump_electricity_mwh;
        let before_mwh = cold - self.source_cooling_mwh;
        let dry_cooler_heat_mwh = before_mwh.clamp(0.0, self.dry_cooler_capacity_mwh);
        let rest_mwh = before_mwh.max(0.0) - dry_cooler_heat_mwh;
        let dry_cooler_cold_mwh = (-before_mwh).clamp(0.0, self.dry_cooler_cold_capacity_mwh);
        let share = if rest_mwh > 0.0 { 1.0 - rest_mwh / cold } else { 1.0 };
        let heat_pump_heat_mwh = self.heat_pump_heat_mwh * share;
        let heat_pump_electricity_mwh = self.heat_pump_electricity_mwh * share;
        let heat_pump_cold_mwh = heat_pump_heat_mwh - heat_pump_electricity_mwh;
        Balance {
            before_mwh,
            dry_cooler_heat_mwh,
            dry_cooler_cold_mwh,
            rest_mwh,
            unloading_mwh: self.heat_pump_heat_mwh - heat_pump_heat_mwh,
            heat_pump_heat_mwh,
            heat_pump_electricity_mwh,
            heat_pump_cold_mwh,
            after_mwh: heat_pump_cold_mwh + dry_cooler_cold_mwh - self.source_cooling_mwh - dry_cooler_heat_mwh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn year() -> impl Strategy<Value = Unbalanced> {
        (0.0_f64..2000.0, 1.5_f64..8.0, 0.0_f64..1500.0, 0.0_f64..800.0).prop_map(|(heat, cop, cooling, capacity)| {
            Unbalanced {
                heat_pump_heat_mwh: heat,
                heat_pump_electricity_mwh: heat / cop,
                source_cooling_mwh: cooling,
                dry_cooler_capacity_mwh: capacity,
                dry_cooler_cold_capacity_mwh: 2000.0,
            }
        })
    }

    proptest! {
        #[test]
        fn the_balance_closes(year in year()) {
            let balance = year.restore();
            prop_assert!(balance.after_mwh.abs() < 1e-9);
            let given = balance.heat_pump_heat_mwh + balance.unloading_mwh;
            prop_assert!((given - year.heat_pump_heat_mwh).abs() < 1e-9);
        }

        #[test]
        fn nothing_is_negative_and_the_dry_cooler_does_one_thing(year in year()) {
            let balance = year.restore();
            for mwh in [balance.dry_cooler_heat_mwh, balance.dry_cooler_cold_mwh, balance.rest_mwh,
                balance.unloading_mwh, balance.heat_pump_heat_mwh, balance.heat_pump_electricity_mwh] {
                prop_assert!(mwh >= 0.0);
            }
            prop_assert!(balance.dry_cooler_heat_mwh == 0.0 || balance.dry_cooler_cold_mwh == 0.0);
            prop_assert!(balance.dry_cooler_heat_mwh <= year.dry_cooler_capacity_mwh);
        }

        #[test]
        fn a_larger_dry_cooler_never_means_more_unloading(year in year(), more in 0.0_f64..500.0) {
            let larger = Unbalanced { dry_cooler_capacity_mwh: year.dry_cooler_capacity_mwh + more, ..year };
            prop_assert!(larger.restore().unloading_mwh <= year.restore().unloading_mwh + 1e-9);
        }
    }

    #[test]
    fn without_a_dry_cooler_the_heat_of_a_warm_year_stays() {
        let year = Unbalanced {
            heat_pump_heat_mwh: 700.0,
            heat_pump_electricity_mwh: 150.0,
            source_cooling_mwh: 603.0,
            dry_cooler_capacity_mwh: 0.0,
            dry_cooler_cold_capacity_mwh: 0.0,
        };
        assert!((year.restore().after_mwh + 53.0).abs() < 1e-9);
    }
}
