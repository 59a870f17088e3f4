//! What ground-energy systems do in the ground, as pure numbers: what they do to each other
//! ([`crowding`]) and how wells and loops fit on a piece of land ([`layout`]).

pub mod crowding;
pub mod layout;
