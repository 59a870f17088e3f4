//! Closed systems: a field of loops in boreholes, the building on it, what it costs.

mod chain;
mod dwelling;
mod dwelling_table;
mod field_answer;
mod field_file;
mod ground_load;
mod heat_pump;
mod money;
mod proposal;
mod range;

pub use chain::{BuildingLoad, Chain, ChainResult, ChainYear};
pub use dwelling::{Asked, Dwelling, DwellingData, assumed_weather_c};
pub use dwelling_table::dwellings_of_table;
pub use field_answer::{FieldAnswer, GFunction, HourlyC, LawAnswer, Lengths, MonthlyC, TemperaturesC};
pub use field_file::{EqualInlet, FieldFile, Groundwater, LawLimits, UPipes};
pub use ground_load::ground_load;
pub use heat_pump::CopLine;
pub use money::{
    Bought, ClosedCosts, Counting, Efficiency, Emissions, EnergyPrices, Investment, Life, Part, UnitPrices, Variant,
    payback_years,
};
pub use proposal::{ClosedRequest, Money, NeighbourAnswer, Proposal, Remedy};
pub use range::Band;
