//! What is computed, by name: `chain.400.cold.energy_cost_eur` is a field of a cold year of the office
//! with 400 kW, in study mode.

use std::collections::BTreeMap;

use super::super::balance::Unbalanced;
use super::super::cop::{CopModel, ideal_cop};
use super::super::energy_roof::{roof_area_m2, roof_price_eur};
use super::super::investment::Investment;
use super::super::mode::Mode;
use super::super::problem::Problem;
use super::super::scenario::{HORIZON_YEARS, Scenario};
use super::super::season::Season;
use super::super::tax::TaxRates;
use super::super::year_result::YearResult;
use super::super::year_type::{PerYear, YearType};
use super::super::{Hours, Profile};
use super::published::Published;

/// A heat pump in the office, in study mode.
struct Plant {
    scenario: Scenario,
    years: PerYear<YearResult>,
    winters: PerYear<Hours>,
}

pub(super) struct Computed<'a> {
    published: &'a Published,
    profile: Profile,
    plants: BTreeMap<&'static str, Plant>,
    variants: BTreeMap<&'static str, PerYear<YearResult>>,
    cop: BTreeMap<&'static str, CopModel>,
    tax: Option<TaxRates>,
}

fn study(kw: f64) -> Result<Scenario, Problem> {
    let mut scenario = Scenario::office(kw)?;
    scenario.mode = Mode::Study;
    Ok(scenario)
}

impl<'a> Computed<'a> {
    pub(super) fn new(published: &'a Published) -> Result<Self, Problem> {
        let mut plants = BTreeMap::new();
        for (name, kw) in [("400", 400.0), ("550", 550.0), ("600", 600.0), ("900", 900.0)] {
            let scenario = study(kw)?;
            let years = scenario.run()?.years;
            let winters = PerYear::from_fn(|year| scenario.seasons(year).winter);
            plants.insert(name, Plant { scenario, years, winters });
        }
        let variants = BTreeMap::from([
            ("evaporator", study(400.0)?.with_evaporator(8.0)?.run()?.years),
            // The study scaled its measurements to 66 %, and doubts 5 points of it.
            ("71", study(400.0)?.with_demand(71.0 / 66.0).run()?.years),
            ("61", study(400.0)?.with_demand(61.0 / 66.0).run()?.years),
        ]);
        let cop = BTreeMap::from([
            ("printed", CopModel::fit(&published.cop_printed)?),
            ("unrounded", CopModel::fit(&published.cop_unrounded)?),
        ]);
        let tax = TaxRates::on(jiff::civil::date(2006, 7, 1))?;
        Ok(Self { published, profile: Profile::office()?, plants, variants, cop, tax })
    }

    /// The number of a name; nothing when there is none.
    pub(super) fn value(&self, name: &str) -> Option<f64> {
        let (family, rest) = name.split_once('.')?;
        let parts: Vec<&str> = rest.split('.').collect();
        match (family, parts.as_slice()) {
            ("map", [what, column, load]) => self.map(what, column, load),
            ("cop", parts) => self.cop(parts),
            ("demand", parts) => self.demand(parts),
            ("dry_cooler", [kw, year]) => {
                let hours = self.office().plant.dry_cooler.full_load_hours;
                Some(number(kw)? * hours.get(year_type(year)?) / 1000.0)
            }
            ("printed", _) => self.printed(rest),
            ("investment", [plant, part]) => {
                let office = self.office();
                let of = if *plant == "400" { office.investment() } else { office.conventional_investment() };
                component(&of, part)
            }
            ("duration", parts) => self.duration(parts),
            ("winter", [kw, year, what]) => winter(self.plants.get(kw)?.winters.get(year_type(year)?), what),
            ("chain", [kw, year, field]) => chain(self.plants.get(kw)?.years.get(year_type(year)?), field),
            ("emission", [kw, year, emission, column]) => self.emission(kw, year_type(year)?, emission, column),
            ("evaporator", ["factor", "8"]) => Some(self.cop.get("printed")?.evaporator_factor(8.0)),
            ("evaporator", ["saving", year]) => self.gain("evaporator", year),
            ("scale", ["saving", scale, year]) => self.gain(scale, year),
            ("roof", [what]) => {
                let area = roof_area_m2(self.printed("t8.rest_rounded")?);
                let (low, high) = roof_price_eur(area);
                Some(match *what {
                    "area" => area,
                    "low" => low,
                    _ => high,
                })
            }
            ("eia", ["benefit"]) => Some(self.tax.as_ref()?.benefit_eur(345_140.0)),
            ("eia", ["base", kw]) => {
                let wells = self.plants.get(kw)?.scenario.investment();
                Some(wells.machine_eur + wells.dry_cooler_eur + wells.source_eur)
            }
            ("chiller", [what, gas_pct, cop @ ..]) => self.chiller(what, number(gas_pct)? / 100.0, &cop.join(".")),
            _ => None,
        }
    }

    fn office(&self) -> &Scenario {
        &self.plants["400"].scenario
    }

    fn map(&self, what: &str, column: &str, load: &str) -> Option<f64> {
        let map = &self.office().pump;
        let (temperature, part_load) = (number(column)?, number(load)?);
        let step = map.part_load_pct.iter().position(|known| (known - part_load).abs() < 1e-9)?;
        let at = map.columns.iter().find(|known| (known.condenser_return_c - temperature).abs() < 1e-9)?;
        // The study divides the printed cold, not the difference of two printed powers.
        let cop_cold = self.published.cell("map.evaporator.$row.$column", column, load)? / at.electricity_kw[step];
        Some(match what {
            "evaporator" => at.evaporator_kw(step),
            "cop_cold" => cop_cold,
            "cop_warm" => cop_cold + 1.0,
            _ => return None,
        })
    }

    fn cop(&self, parts: &[&str]) -> Option<f64> {
        let points = &self.published.cop_printed;
        let ideal = ideal_cop(points.condenser_c, points.evaporator_c);
        Some(match parts {
            ["ideal"] => ideal,
            [_, "efficiency_raw", load] => {
                let load = number(load)?;
                points.by_part_load.iter().find(|(known, _)| (known - load).abs() < 1e-9)?.1 / ideal
            }
            [model, "efficiency", load] => self.cop.get(model)?.efficiency(number(load)?),
            [model, "by_condenser", temperature] => self.cop.get(model)?.cop_by_condenser(number(temperature)?),
            [model, "deviation", temperature] => self.cop.get(model)?.deviation(number(temperature)?),
            [model, "cop", temperature, load] => {
                self.cop.get(model)?.cop(number(load)?, number(temperature)?, points.evaporator_c)
            }
            _ => return None,
        })
    }

    fn demand(&self, parts: &[&str]) -> Option<f64> {
        let (heat, cooling) = (&self.profile.heat, &self.profile.cooling);
        let of = |load: &str| if load == "heat" { heat } else { cooling };
        let season = |load: &str, season: Season, year: YearType| {
            let profile = of(load).get(season);
            profile.energy_mwh * profile.factor.get(year)
        };
        let whole = |load: &str, year: YearType| Season::ALL.into_iter().map(|of| season(load, of, year)).sum::<f64>();
        Some(match parts {
            ["measured", load] => of(load).iter().map(|(_, profile)| profile.energy_mwh).sum(),
            ["winter", load, year] => season(load, Season::Winter, year_type(year)?),
            ["year", load, year] => whole(load, year_type(year)?),
            ["literal_autumn", load, "cold"] => {
                // Cold is 1/0.75 of normal, as the printed table would have it.
                whole(load, YearType::Cold) - season(load, Season::Autumn, YearType::Cold)
                    + season(load, Season::Autumn, YearType::Normal) / 0.75
            }
            ["surplus", year] => {
                // Winter and summer of the type, spring and autumn normal (figure 2).
                let year = year_type(year)?;
                let of_season = |name: Season| match name {
                    Season::Winter | Season::Summer => year,
                    Season::Spring | Season::Autumn => YearType::Normal,
                };
                let surplus =
                    |name: Season| season("heat", name, of_season(name)) - season("cooling", name, of_season(name));
                Season::ALL.into_iter().map(surplus).sum()
            }
            _ => return None,
        })
    }

    /// Formulas on printed figures alone.
    fn printed(&self, name: &str) -> Option<f64> {
        let printed = |name: &str| self.published.printed.get(name).copied();
        let balance = Unbalanced {
            heat_pump_heat_mwh: printed("t8.hp_heat")?,
            heat_pump_electricity_mwh: printed("t8.hp_el")?,
            source_cooling_mwh: printed("t8.cooling")?,
            // One digit more than the printed 278: 202 MWh of Tabel 14 for 400 kW.
            dry_cooler_capacity_mwh: 550.0 * self.office().plant.dry_cooler.full_load_hours.cold / 1000.0,
            dry_cooler_cold_capacity_mwh: f64::INFINITY,
        }
        .restore();
        let prices = &self.office().prices;
        let wells = ["boiler", "dk_el", "hp_el", "unload"];
        let sum = |names: &[&str]| names.iter().map(|name| printed(&format!("t8.cost.{name}"))).sum::<Option<f64>>();
        let parts: Vec<&str> = name.split('.').collect();
        Some(match parts.as_slice() {
            ["t8", "imbalance"] => balance.before_mwh,
            ["t8", "rest"] => balance.rest_mwh,
            // What section 4.8.4 goes on with.
            ["t8", "rest_rounded"] => balance.rest_mwh.round(),
            ["t8", "cop_cold"] => (balance.before_mwh + printed("t8.cooling")?) / printed("t8.hp_el")?,
            ["t8", "hp_cold_after"] => balance.heat_pump_cold_mwh,
            ["t8", "hp_el_after"] => balance.heat_pump_electricity_mwh,
            ["t8", "hp_heat_after"] => balance.heat_pump_heat_mwh,
            ["t8", "unload"] => balance.unloading_mwh,
            ["t8", "cost", "boiler"] => prices.cost_eur(printed("t8.boiler")?, 0.0),
            ["t8", "cost", "unload"] => prices.cost_eur(printed("t8.unload")?, 0.0),
            ["t8", "cost", "conv_heat"] => prices.cost_eur(printed("t8.conv_heat")?, 0.0),
            ["t8", "cost", "dk_el"] => prices.cost_eur(0.0, printed("t8.dk_el")?),
            ["t8", "cost", "hp_el"] => prices.cost_eur(0.0, printed("t8.hp_el_after")?),
            ["t8", "cost", "chiller"] => prices.cost_eur(0.0, printed("t8.chiller_el")?),
            ["t8", "cost", "total"] => sum(&wells)?,
            ["t8", "cost", "conv"] => sum(&["conv_heat", "chiller"])?,
            ["t8", "cost", "saving"] => sum(&["conv_heat", "chiller"])? - sum(&wells)?,
            ["t9", "extra_investment"] => printed("t9.invest_wko")? - printed("t9.invest_conv")?,
            ["t9", year, "saving"] => self.printed_saving(year)?,
            ["t13", year, plant @ ("conv" | "wko")] => self.printed_tco(year, plant)?,
            ["t13", year, "saving"] => self.printed_tco(year, "conv")? - self.printed_tco(year, "wko")?,
            ["payback", year] => self.printed("t9.extra_investment")? / self.printed_saving(year)?,
            ["maintenance_share", "wells"] => 100.0 * printed("t9.maint_wko")? / printed("t9.invest_wko")?,
            ["maintenance_share", _] => 100.0 * printed("t9.maint_conv")? / printed("t9.invest_conv")?,
            ["price_30", year] => 0.3 * (printed(&format!("t9.{year}.conv"))? - printed(&format!("t9.{year}.wko"))?),
            ["price_30_share", year] => {
                100.0 * self.printed(&format!("price_30.{year}"))? / self.printed_saving(year)?
            }
            ["reduction", table] => {
                100.0 * printed(&format!("{table}.normal.saving"))? / printed(&format!("{table}.normal.conv"))?
            }
            _ => return None,
        })
    }

    fn printed_saving(&self, year: &str) -> Option<f64> {
        let printed = |name: &str| self.published.printed.get(name).copied();
        Some(
            printed(&format!("t9.{year}.conv"))? + printed("t9.maint_conv")?
                - printed(&format!("t9.{year}.wko"))?
                - printed("t9.maint_wko")?,
        )
    }

    fn printed_tco(&self, year: &str, plant: &str) -> Option<f64> {
        let printed = |name: &str| self.published.printed.get(name).copied();
        let yearly = printed(&format!("t9.{year}.{plant}"))? + printed(&format!("t9.maint_{plant}"))?;
        Some(HORIZON_YEARS * yearly + printed(&format!("t9.invest_{plant}"))?)
    }

    fn duration(&self, parts: &[&str]) -> Option<f64> {
        let demand = &self.office().demand;
        Some(match parts {
            ["peak", "heat", year] => demand.heat_duration_kw(year_type(year)?)[0],
            ["peak", "cooling", year] => demand.cooling_duration_kw(year_type(year)?)[0],
            ["hours_from_300", year] => hours(demand.heat_duration_kw(year_type(year)?), |kw| kw >= 300.0),
            ["share_to_400", year] => hours(demand.heat_duration_kw(year_type(year)?), |kw| kw <= 400.0) / 87.6,
            _ => return None,
        })
    }

    fn emission(&self, kw: &str, year: YearType, emission: &str, column: &str) -> Option<f64> {
        let Plant { scenario, years, .. } = self.plants.get(kw)?;
        let year = years.get(year);
        let gas = &scenario.prices.boiler_heat;
        let (factor, wells, without) = match emission {
            "co2_t" => (gas.co2_kg_kwh, year.co2_t, year.conventional_co2_t),
            "nox_kg" => (gas.nox_g_kwh, year.nox_kg, year.conventional_nox_kg),
            "so2_kg" => (gas.so2_g_kwh, year.so2_kg, year.conventional_so2_kg),
            _ => return None,
        };
        Some(match column {
            "wko_gas" => factor * year.gas_heat_mwh,
            "wko_el" => wells - factor * year.gas_heat_mwh,
            "wko_total" => wells,
            "conv_gas" => factor * year.heat_demand_mwh,
            "conv_el" => without - factor * year.heat_demand_mwh,
            "conv_total" => without,
            "saving" => without - wells,
            _ => return None,
        })
    }

    /// What a variant of 400 kW saves more, EUR a year.
    fn gain(&self, variant: &str, year: &str) -> Option<f64> {
        let year = year_type(year)?;
        Some(self.variants.get(variant)?.get(year).saving_eur - self.plants["400"].years.get(year).saving_eur)
    }

    fn chiller(&self, what: &str, gas_factor: f64, cop: &str) -> Option<f64> {
        let cold = &self.plants["400"].years.cold;
        match what {
            "extra" => Some(self.office().extra_cost_eur(cold, gas_factor, number(cop)?)),
            _ => self.office().break_even_chiller_cop(cold, gas_factor),
        }
    }
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

fn year_type(text: &str) -> Option<YearType> {
    YearType::ALL.into_iter().find(|year| year.slug() == text)
}

fn hours(curve: Vec<f64>, counts: impl Fn(f64) -> bool) -> f64 {
    curve.into_iter().filter(|kw| counts(*kw)).map(|_| 1.0).sum()
}

fn component(of: &Investment, part: &str) -> Option<f64> {
    Some(match part {
        "boilers" => of.boilers_eur,
        "machine" => of.machine_eur,
        "dry_cooler" => of.dry_cooler_eur,
        "exchanger" => of.exchanger_eur,
        "source" => of.source_eur,
        "total" => of.total_eur(),
        "maintenance" => of.maintenance_eur,
        _ => return None,
    })
}

fn winter(hours: &Hours, what: &str) -> Option<f64> {
    Some(match what {
        "hp_heat" => hours.heat_pump_heat_mwh,
        "hp_el" => hours.heat_pump_electricity_mwh,
        "hp_cold" => hours.heat_pump_heat_mwh - hours.heat_pump_electricity_mwh,
        "boiler" => hours.boiler_mwh(),
        "chiller_el" => hours.chiller_electricity_mwh,
        _ => return None,
    })
}

fn chain(year: &YearResult, field: &str) -> Option<f64> {
    Some(match field {
        "payback_years" => year.payback_years?,
        "tco_saving_eur" => year.tco_saving_eur(),
        "cop_heat" => year.cop_heat(),
        "cop_cold" => year.cop_heat() - 1.0,
        "heat_pump_cold_after_mwh" => year.heat_pump_heat_after_mwh - year.heat_pump_electricity_after_mwh,
        _ => {
            let place = YearResult::NAMES.iter().position(|name| *name == field)?;
            *year.values().get(place)?
        }
    })
}
