//! Where wells and loops fit on a piece of land.
//!
//! A [`Land`] is where they may stand, and what they have to keep away from. [`doublet`] looks for a warm and a
//! cold well far enough from each other and from the wells and loops of others; [`loops`] lays a pattern of
//! loops as densely as it fits. Both try places and patterns, and say which they found: what is found fits,
//! and the same seed finds the same. That nothing was found does not prove that nothing fits.
//!
//! Pure numbers: whether the law allows it there is what the caller asks the crate `bodemtoets-screening`.

mod doublet;
mod land;
mod loops;

pub use doublet::{Doublet, DoubletRequest, MOST_M3, doublet};
pub use land::{Blocked, Land, Obstacle};
pub use loops::{Loops, LoopsRequest, loops};
