//! Physics.
mod de_glee;
mod drift;
mod error_integral;
mod finite_line_source;
mod gauss_legendre;
mod hantush;
mod heat_capacity;
mod hydraulic_radius;
mod infinite_line_source;
mod problem;
mod range;
mod theis;
mod thermal_radius;

pub use de_glee::bessel_k0;
pub use drift::{darcy_flux_m_y, drift_m, drift_range_m};
pub use finite_line_source::{Line, diffusion_length_m, finite_line_source};
pub use hantush::hantush_w;
pub use heat_capacity::{AQUIFER_MJ_M3_K, GRAINS_MJ_M3_K, WATER_MJ_M3_K, aquifer_heat_capacity_mj_m3_k};
pub use hydraulic_radius::{hydraulic_radius_m, hydraulic_radius_range_m};
pub use infinite_line_source::infinite_line_source;
pub use problem::Problem;
pub use range::Range;
pub use theis::theis_w;
pub use thermal_radius::{thermal_radius_m, thermal_radius_range_m};
