//! Whether a system pays, and what it saves: energy, balance of the ground, money and emissions.
//!
//! A [`Scenario`] is a building ([`Demand`]), a heat pump ([`PumpMap`]), a plant, prices and a way of
//! counting ([`Mode`]). [`Scenario::run`] goes through every hour of a cold, a normal and a warm year and
//! gives an [`Outcome`]. The model is that of a study of January 2007 ("the source study"; its tables
//! are called Tabel here). Its mistakes are corrected, unless they are asked for with [`Mode::Study`]
//! (`docs/feasibility.md`). This module uses no map, no terminal and no files.
//!
//! ```
//! use bodemtoets_feasibility::{Mode, Scenario};
//!
//! let mut scenario = Scenario::office(400.0)?;
//! scenario.mode = Mode::Study;
//! let cold = scenario.run()?.years.cold;
//! // Tabel 9 and 10 have 46 300 EUR and 239 t.
//! assert!((cold.energy_cost_eur / 46_300.0 - 1.0).abs() < 0.01);
//! assert!((cold.co2_t / 239.0 - 1.0).abs() < 0.01);
//! # Ok::<(), bodemtoets_feasibility::Problem>(())
//! ```

mod balance;
mod building;
mod choice;
pub mod closed;
mod cop;
mod demand;
mod energy_roof;
mod epc;
mod evaluate;
mod exchanger;
mod gaps;
mod ground;
mod hour_of_row;
mod hours;
mod investment;
mod mode;
mod monte_carlo;
mod outcome;
mod plant;
mod polynomial;
mod prices;
mod problem;
mod pump_csv;
mod pump_map;
mod remarks;
mod scenario;
mod season;
mod sensitivity;
mod series;
mod signature;
mod study;
mod table;
mod tax;
mod validate;
mod weather;
mod well;
mod what_if;
mod year_result;
mod year_type;

pub use balance::{Balance, Unbalanced};
pub use building::{Building, DataFiles, DryCoolerKeys, HeatPumpKeys, SourceKeys};
pub use choice::{Candidate, Goal, Goals, Sweep, best, sweep};
pub use cop::{CopModel, CopPoints, ideal_cop};
pub use demand::{Demand, Load, Profile, SeasonProfile};
pub use energy_roof::{PRICE_EUR_M2, YIELD_KWH_M2, roof_area_m2, roof_price_eur};
pub use epc::Epc;
pub use exchanger::Exchanger;
pub use ground::{Ground, Lack, Offered};
pub use hour_of_row::TimeFault;
pub use hours::Hours;
pub use investment::{Costs, Indexed, Investment, LaterCosts, Sizes, SourcePoint};
pub use mode::{Corrections, Mode};
pub use monte_carlo::{Draws, Percentiles, Spread, monte_carlo};
pub use outcome::{Change, Difference, Outcome};
pub use plant::{Chiller, Conventional, DryCooler, HeatingCurve, Plant, SourceWell};
pub use polynomial::Polynomial;
pub use prices::{EmissionFactors, Prices};
pub use problem::Problem;
pub use pump_map::{Column, Curve, PumpMap};
pub use remarks::words_nl;
pub use scenario::{HORIZON_YEARS, Scenario, WellPumps};
pub use season::{PerSeason, Season};
pub use series::Series;
pub use study::{Study, StudyInput};
pub use tax::TaxRates;
pub use validate::{Agreement, Compared, Missing, Role, Validation, validate};
pub use weather::{DRY_COOLER_FROM_C, Weather, WeatherYear};
pub use well::Well;
pub use what_if::{Allowance, BreakEven, Lever, Roof, Variant, WhatIf};
pub use year_result::YearResult;
pub use year_type::{PerYear, YearType};
