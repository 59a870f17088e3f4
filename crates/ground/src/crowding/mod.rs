//! What systems in the ground do to each other: radii, heads, temperatures, spacing.
//!
//! Formulas, a file for each, and what they add up to. For open systems: how far warmth and water of a
//! well reach ([`thermal_radius_m`], [`hydraulic_radius_m`]), how groundwater carries it off ([`drift_m`]),
//! what wells do to the head ([`Aquifer::drawdown_m`]), and how near wells are to each other
//! ([`SpacingRules`]). For closed systems: the line sources ([`finite_line_source`]), and how much all
//! systems of a region cool each other ([`ClosedRules::effects`]). [`Neighbours`] tells who is near whom.
//!
//! What is known from one value to another is a [`Range`], and so is what follows from it; whether that is
//! [`Harm`] may then be unknown. Thresholds are parameters, and say where they come from. Sources, validity
//! and what was checked against what: `docs/crowding.md`. This module knows no map, no files and no
//! terminal.

mod closed;
mod de_glee;
mod depths;
mod drawdown;
mod drift;
mod finite_line_source;
mod hantush;
mod harm;
mod head;
mod heat_capacity;
mod hydraulic_radius;
mod infinite_line_source;
mod load;
mod neighbours;
mod problem;
mod range;
mod spacing;
mod subsurface;
mod theis;
mod thermal_radius;

pub use closed::{Borehole, Cause, ClosedEffect, ClosedRules, ClosedSystem, Cooled, Ground, Prepared};
pub use de_glee::bessel_k0;
pub use depths::Depths;
pub use drawdown::{Aquifer, AquiferRange, PumpedWell, When};
pub use drift::{darcy_flux_m_y, drift_m, drift_range_m};
pub use finite_line_source::{Line, diffusion_length_m, finite_line_source};
pub use hantush::hantush_w;
pub use harm::Harm;
pub use head::{HeadRules, HeadWell, Influence};
pub use heat_capacity::{AQUIFER_MJ_M3_K, GRAINS_MJ_M3_K, WATER_MJ_M3_K, aquifer_heat_capacity_mj_m3_k};
pub use hydraulic_radius::{hydraulic_radius_m, hydraulic_radius_range_m};
pub use infinite_line_source::infinite_line_source;
pub use load::{DAYS_A_YEAR, LoadStep, load_of_a_year, mean_load_w_m};
pub use neighbours::{Neighbour, Neighbours};
pub use problem::Problem;
pub use range::Range;
pub use spacing::{Relation, Spacing, SpacingRules, StorageWell, WellKind};
pub use subsurface::{Estimate, Origin, Subsurface};
pub use theis::theis_w;
pub use thermal_radius::{thermal_radius_m, thermal_radius_range_m};

/// Existing systems nearer than this are looked at as neighbours, metres. Exactly at it is not nearer.
pub const NEIGHBOURS_WITHIN_M: f64 = 400.0;
