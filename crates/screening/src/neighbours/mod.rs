//! The existing systems around a place: what is known of them, and whether they and the one that is applied
//! for harm each other.
//!
//! Open beside open: wells that are too near by a rule of thumb ([`SpacingRules`](bodemtoets_ground::crowding::SpacingRules)),
//! and what they do to each other's head, which is told as influence and is no harm by itself. Closed beside
//! closed: how much all loops of the neighbourhood cool each other ([`ClosedRules`](bodemtoets_ground::crowding::ClosedRules)).
//! Open beside closed: none far away or at other depths, else not known. All of it is custom or guideline, not
//! law; what is not known leaves harm unknown.

mod applied_system;
mod closed_beside_closed;
mod existing_system;
mod neighbour;
mod neighbourhood;
mod open_beside_closed;
mod open_beside_open;
mod rounding;
mod storage_well;

pub use closed_beside_closed::Cooling;
pub(super) use closed_beside_closed::Memory;
pub use neighbour::{Interference, Neighbour};
pub(super) use neighbourhood::{Neighbourhood, certainly_harm, written_out};
pub use open_beside_open::Head;
