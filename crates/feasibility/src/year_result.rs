//! A year in numbers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares a struct of numbers, with their names and values in order: for tables and weighted means.
macro_rules! numbers {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident,)+ }) => {
        $(#[$meta])*
        pub struct $name {
            $($(#[$doc])* pub $field: f64,)+
            /// Years in which the saving pays for the extra investment; nothing when it never does.
            pub payback_years: Option<f64>,
        }

        impl $name {
            /// Names of the numbers, in order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($field)),+];

            /// The numbers, in the order of their names.
            #[must_use]
            pub fn values(&self) -> Vec<f64> {
                vec![$(self.$field),+]
            }

            /// The sum of years, each counted `weight` times; the payback is that of the sum.
            #[must_use]
            pub fn weighted<'a>(years: impl IntoIterator<Item = (f64, &'a Self)>) -> Self {
                let mut sum = Self::default();
                for (weight, year) in years {
                    $(sum.$field += weight * year.$field;)+
                }
                sum.pay_back();
                sum
            }
        }
    };
}

numbers! {
    /// A year of a building with wells and a heat pump, and of the same building without them. Gas is
    /// counted as heat from the boiler. The conventional fields are those without wells.
    #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
    YearResult {
        /// Heat asked for.
        heat_demand_mwh,
        /// Cooling asked for.
        cooling_demand_mwh,
        /// The highest hour of heat, kW.
        peak_heat_kw,
        /// The highest hour of cooling, kW.
        peak_cooling_kw,
        /// Heat from the heat pump before unloading.
        heat_pump_heat_mwh,
        /// Its electricity before unloading.
        heat_pump_electricity_mwh,
        /// Cold that it leaves in the ground before unloading.
        heat_pump_cold_mwh,
        /// Heat from the boiler before unloading: what the heat pump cannot give.
        boiler_heat_mwh,
        /// Heat that the boiler takes over to restore the balance of the ground.
        unloading_mwh,
        /// Surplus cold that the dry cooler cannot make up for.
        surplus_cold_mwh,
        /// Heat from the heat pump after unloading.
        heat_pump_heat_after_mwh,
        /// Its electricity after unloading.
        heat_pump_electricity_after_mwh,
        /// Heat that the dry cooler puts into the ground.
        dry_cooler_heat_mwh,
        /// Cold that the dry cooler puts into the ground.
        dry_cooler_cold_mwh,
        /// Electricity of the dry cooler.
        dry_cooler_electricity_mwh,
        /// Electricity of the chiller in the building without wells.
        chiller_electricity_mwh,
        /// Cooling beyond what the wells can give.
        cooling_above_source_mwh,
        /// Cooling that neither wells nor heat pump can give.
        unmet_cooling_mwh,
        /// Electricity of the heat pump for cooling beyond the wells, as far as it is counted.
        heat_pump_cooling_electricity_mwh,
        /// Electricity of the well pumps, as far as it is known and counted.
        well_pump_electricity_mwh,
        /// Water moved from well to well, m3.
        groundwater_m3,
        /// Heat that goes into the ground: cooling of the building, and the dry cooler.
        ground_heat_added_mwh,
        /// Cold that goes into the ground: the heat pump, and the dry cooler.
        ground_cold_added_mwh,
        /// Cold left in the ground less cold taken from it, before it is restored.
        imbalance_before_mwh,
        /// The same after dry cooler and unloading.
        imbalance_after_mwh,
        /// All heat from the boiler.
        gas_heat_mwh,
        /// All electricity.
        electricity_mwh,
        /// Gas and electricity.
        energy_cost_eur,
        /// Gas and electricity without wells.
        conventional_energy_cost_eur,
        /// Maintenance.
        maintenance_eur,
        /// Maintenance without wells.
        conventional_maintenance_eur,
        /// What the wells save on energy.
        energy_saving_eur,
        /// What they save on energy and maintenance together.
        saving_eur,
        /// Investment.
        investment_eur,
        /// Investment without wells.
        conventional_investment_eur,
        /// What the wells cost more.
        extra_investment_eur,
        /// Investment, and 20 years of energy and maintenance, without interest.
        tco_20_years_eur,
        /// The same without wells.
        conventional_tco_20_years_eur,
        /// CO2, t.
        co2_t,
        /// CO2 without wells, t.
        conventional_co2_t,
        /// NOx, kg.
        nox_kg,
        /// NOx without wells, kg.
        conventional_nox_kg,
        /// SO2, kg.
        so2_kg,
        /// SO2 without wells, kg.
        conventional_so2_kg,
    }
}

impl YearResult {
    /// Fills in the payback from saving and extra investment.
    pub(super) fn pay_back(&mut self) {
        self.payback_years = if self.extra_investment_eur <= 0.0 && self.saving_eur >= 0.0 {
            Some(0.0)
        } else {
            (self.saving_eur > 0.0).then(|| self.extra_investment_eur / self.saving_eur)
        };
    }

    /// What 20 years with wells cost less than 20 years without them, EUR.
    #[must_use]
    pub fn tco_saving_eur(&self) -> f64 {
        self.conventional_tco_20_years_eur - self.tco_20_years_eur
    }

    /// COP of the heat pump in heating, over the year.
    #[must_use]
    pub fn cop_heat(&self) -> f64 {
        self.heat_pump_heat_mwh / self.heat_pump_electricity_mwh
    }
}
