//! Closed systems: a field of loops in boreholes, the building on it, what it costs.

mod batch;
mod chain;
mod deliver;
mod dwelling;
mod dwelling_table;
mod field_answer;
mod field_file;
mod ground_load;
mod heat_pump;
mod hourly_building;
mod money;
mod proposal;
mod range;
mod request;
mod risk;
mod row;
mod site;
mod ways;

pub use batch::Batch;
pub use chain::{BuildingLoad, Chain, ChainResult, ChainYear};
pub use deliver::{Deliverable, Relaxed};
pub use dwelling::{Asked, Dwelling, DwellingData, assumed_weather_c};
pub use dwelling_table::dwellings_of_table;
pub use field_answer::{FieldAnswer, GFunction, HourlyC, LawAnswer, Lengths, MonthlyC, TemperaturesC};
pub use field_file::{EqualInlet, FieldFile, Groundwater, LawLimits, UPipes};
pub use ground_load::ground_load;
pub use heat_pump::CopLine;
pub use hourly_building::HourlyBuilding;
pub use money::{
    Bought, ClosedCosts, Counting, Efficiency, Emissions, EnergyPrices, Investment, Life, Part, Subsidy, UnitPrices,
    Variant, discounted_payback_years, payback_years,
};
pub use proposal::Proposal;
pub use range::Band;
pub use request::{ClosedRequest, USUAL_CAP_M};
pub use risk::{Risk, Spread as ClosedSpread, Tenths};
pub use row::{Influence, MOST_COOLED_K, NeighbourAnswer, Remedy, SideBySide, SourceAnswer, StreetAnswer};
pub use ways::{COUNTING, Money};
