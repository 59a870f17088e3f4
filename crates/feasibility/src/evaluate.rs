//! From the hours of a year to its balance, its costs and its emissions.

use super::balance::Unbalanced;
use super::ground::WATER_KWH_M3_K;
use super::hours::Hours;
use super::investment::{Investment, Sizes};
use super::mode::Corrections;
use super::prices::EmissionFactors;
use super::scenario::{HORIZON_YEARS, Scenario, WellPumps};
use super::season::Season;
use super::year_result::YearResult;
use super::year_type::YearType;

/// Gas (as heat from the boiler) and electricity, MWh: what is paid for, or what emits.
#[derive(Clone, Copy)]
struct Energy {
    gas_heat: f64,
    electricity: f64,
}

impl Energy {
    fn emits(self, gas: f64, electricity: f64) -> f64 {
        self.gas_heat * gas + self.electricity * electricity
    }
}

impl Scenario {
    /// A year, counted in one way.
    #[must_use]
    pub fn year(&self, year: YearType, hours: &Hours, corrections: Corrections) -> YearResult {
        let above = if corrections.heat_pump_cooling { hours.above_source_mwh } else { 0.0 };
        let source_cooling_mwh =
            hours.cooling_mwh - above - if corrections.heat_pump_cooling { hours.unmet_cooling_mwh } else { 0.0 };
        let dry_cooler = &self.plant.dry_cooler;
        let balance = Unbalanced {
            heat_pump_heat_mwh: hours.heat_pump_heat_mwh,
            heat_pump_electricity_mwh: hours.heat_pump_electricity_mwh,
            source_cooling_mwh,
            dry_cooler_capacity_mwh: self.dry_cooler_kw * dry_cooler.full_load_hours.get(year) / 1000.0,
            // At most every hour of winter: how cold the air has to be is not known.
            dry_cooler_cold_capacity_mwh: self.dry_cooler_kw * f64::from(Season::Winter.hours()) / 1000.0,
        }
        .restore();
        let dry_cooler_electricity_mwh =
            dry_cooler.electricity_share * (balance.dry_cooler_heat_mwh + balance.dry_cooler_cold_mwh);
        // The heat pump runs at full load, and the wells give the rest.
        let heat_pump_cooling_electricity_mwh =
            above / (self.pump.cold_curve(self.plant.source_well.summer_condenser_c).full_load_cop() * self.cop_factor);
        let ground_cold_added_mwh = balance.heat_pump_cold_mwh + balance.dry_cooler_cold_mwh;
        let ground_heat_added_mwh = source_cooling_mwh + balance.dry_cooler_heat_mwh;
        let groundwater_m3 = (ground_cold_added_mwh + ground_heat_added_mwh) * 1000.0
            / (WATER_KWH_M3_K * self.plant.source_well.temperature_difference_k);
        let well_pump_electricity_mwh = if corrections.well_pumps { self.well_pumps_mwh(groundwater_m3) } else { 0.0 };
        let mut result = YearResult {
            heat_demand_mwh: hours.heat_mwh,
            cooling_demand_mwh: hours.cooling_mwh,
            peak_heat_kw: hours.peak_heat_kw,
            peak_cooling_kw: hours.peak_cooling_kw,
            heat_pump_heat_mwh: hours.heat_pump_heat_mwh,
            heat_pump_electricity_mwh: hours.heat_pump_electricity_mwh,
            heat_pump_cold_mwh: hours.heat_pump_heat_mwh - hours.heat_pump_electricity_mwh,
            boiler_heat_mwh: hours.boiler_mwh(),
            unloading_mwh: balance.unloading_mwh,
            surplus_cold_mwh: balance.rest_mwh,
            heat_pump_heat_after_mwh: balance.heat_pump_heat_mwh,
            heat_pump_electricity_after_mwh: balance.heat_pump_electricity_mwh,
            dry_cooler_heat_mwh: balance.dry_cooler_heat_mwh,
            dry_cooler_cold_mwh: balance.dry_cooler_cold_mwh,
            dry_cooler_electricity_mwh,
            chiller_electricity_mwh: hours.chiller_electricity_mwh,
            cooling_above_source_mwh: hours.above_source_mwh,
            unmet_cooling_mwh: hours.unmet_cooling_mwh,
            heat_pump_cooling_electricity_mwh,
            well_pump_electricity_mwh,
            groundwater_m3,
            ground_heat_added_mwh,
            ground_cold_added_mwh,
            imbalance_before_mwh: balance.before_mwh,
            imbalance_after_mwh: balance.after_mwh,
            gas_heat_mwh: hours.boiler_mwh() + balance.unloading_mwh,
            electricity_mwh: balance.heat_pump_electricity_mwh
                + dry_cooler_electricity_mwh
                + heat_pump_cooling_electricity_mwh
                + well_pump_electricity_mwh,
            ..YearResult::default()
        };
        self.add_money(&mut result);
        self.add_emissions(&mut result, year, corrections);
        result
    }

    fn well_pumps_mwh(&self, groundwater_m3: f64) -> f64 {
        match self.well_pumps {
            None => 0.0,
            Some(WellPumps::KwhPerM3(kwh_m3)) => groundwater_m3 * kwh_m3 / 1000.0,
            Some(WellPumps::Kw(kw)) => groundwater_m3 / self.flow_m3_h() * kw / 1000.0,
        }
    }

    /// What the plant with wells costs.
    #[must_use]
    pub fn investment(&self) -> Investment {
        self.costs.with_wells(&Sizes {
            boilers_kw: self.boilers_kw(),
            heat_pump_kw: self.heat_pump_kw,
            dry_cooler_kw: self.dry_cooler_kw,
            source_kw: self.source_kw,
        })
    }

    /// What the plant without wells costs.
    #[must_use]
    pub fn conventional_investment(&self) -> Investment {
        self.costs.conventional(&self.plant.conventional, self.demand.scale)
    }

    fn add_money(&self, year: &mut YearResult) {
        let (wells, without) = (self.investment(), self.conventional_investment());
        year.energy_cost_eur = self.prices.cost_eur(year.gas_heat_mwh, year.electricity_mwh);
        year.conventional_energy_cost_eur = self.prices.cost_eur(year.heat_demand_mwh, year.chiller_electricity_mwh);
        year.maintenance_eur = wells.maintenance_eur;
        year.conventional_maintenance_eur = without.maintenance_eur;
        year.energy_saving_eur = year.conventional_energy_cost_eur - year.energy_cost_eur;
        year.saving_eur = year.energy_saving_eur + year.conventional_maintenance_eur - year.maintenance_eur;
        year.investment_eur = wells.total_eur();
        year.conventional_investment_eur = without.total_eur();
        year.extra_investment_eur = year.investment_eur - year.conventional_investment_eur;
        year.tco_20_years_eur = HORIZON_YEARS * (year.energy_cost_eur + year.maintenance_eur) + year.investment_eur;
        year.conventional_tco_20_years_eur = HORIZON_YEARS
            * (year.conventional_energy_cost_eur + year.conventional_maintenance_eur)
            + year.conventional_investment_eur;
        year.pay_back();
    }

    fn add_emissions(&self, result: &mut YearResult, year: YearType, corrections: Corrections) {
        let wells = Energy { gas_heat: result.gas_heat_mwh, electricity: result.electricity_mwh };
        let without = Energy { gas_heat: result.heat_demand_mwh, electricity: result.chiller_electricity_mwh };
        // The study counts CO2 as it should, and has other electricity in the tables of NOx and SO2.
        let mut acid_wells = wells;
        if !corrections.cold_year && year == YearType::Cold {
            acid_wells.electricity += result.surplus_cold_mwh;
        }
        let mut acid_without = without;
        if !corrections.chiller_electricity {
            acid_without.electricity = result.cooling_demand_mwh;
        }
        let (gas, electricity): (&EmissionFactors, &EmissionFactors) =
            (&self.prices.boiler_heat, &self.prices.electricity);
        result.co2_t = wells.emits(gas.co2_kg_kwh, electricity.co2_kg_kwh);
        result.conventional_co2_t = without.emits(gas.co2_kg_kwh, electricity.co2_kg_kwh);
        result.nox_kg = acid_wells.emits(gas.nox_g_kwh, electricity.nox_g_kwh);
        result.conventional_nox_kg = acid_without.emits(gas.nox_g_kwh, electricity.nox_g_kwh);
        result.so2_kg = acid_wells.emits(gas.so2_g_kwh, electricity.so2_g_kwh);
        result.conventional_so2_kg = acid_without.emits(gas.so2_g_kwh, electricity.so2_g_kwh);
    }
}
