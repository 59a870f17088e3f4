//! Ground-energy systems in the ground, as pure numbers: their effects on each other ([`crowding`]), and
//! how wells and loops fit on a piece of land ([`layout`]).

pub mod crowding;
pub mod layout;
