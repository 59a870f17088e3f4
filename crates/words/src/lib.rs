//! What all of Bodemtoets shares: the two languages, numbers and dates in words, sources and certainty,
//! and the terms that rules and maps have in common.

pub mod archive;
pub mod date;
mod extent;
mod kinds;
pub mod lang;
pub mod limits;
pub mod parallel;
pub mod provenance;
mod role;
pub mod suggest;
mod system;
pub mod tabular;
pub mod words;

pub use extent::{DepthLimits, Extent};
pub use kinds::{KindSet, Kinds, TooManyKinds};
pub use role::Role;
pub use system::{Dwelling, System};
