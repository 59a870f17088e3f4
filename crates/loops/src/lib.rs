//! Closed borehole loops: the response of the ground, the resistance of the borehole, the temperature of the
//! fluid, and the required length of the loops.

mod borehole;
mod classes;
mod demand;
mod field;
mod film;
mod fluid;
mod ground;
mod hourly;
mod legs;
mod line;
mod load;
mod mixes;
mod neighbours;
pub mod numbers;
mod problem;
mod response;
mod series;
mod size;
mod temperatures;
mod transform;

pub use borehole::{Borehole, DownLegs, Local, Pipe, Pipes, ROUGHNESS_M, effective_at_uniform_extraction_m_k_w};
pub use demand::{Monthly, Pulses, Side, WhichMonth};
pub use field::{Field, Loop, MOST_LOOPS};
pub use film::{LAMINAR_TO, PipeFlow, TURBULENT_FROM};
pub use fluid::{Additive, Coolant, Properties};
pub use ground::{Flow, Ground, Undisturbed};
pub use hourly::Hourly;
pub use legs::Legs;
pub use load::{HOURS, MONTH_HOURS, Month, YearLoad};
pub use mixes::{MixLength, Mixes};
pub use neighbours::{System, Together, together};
pub use problem::Problem;
pub use response::{Boundary, FINE_SEGMENTS, Grid, Response, SEGMENTS, doubt, g_function};
pub use series::Convolution;
pub use size::{Condition, Design, Fluid, LONGEST_M, Limits, Required, Resistance, SHORTEST_M};
pub use temperatures::{Capacity, Extremes, HourlyTemperatures, MonthlyTemperatures};
