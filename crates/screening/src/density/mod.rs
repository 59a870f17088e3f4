//! How full the ground is: existing systems on a grid, per depth, and where there is room.
//!
//! An [`Inventory`] is what is known of existing (and proposed) systems. [`DensityMap::of`] counts them on
//! a [`Grid`], at each [`Level`]: how many, how much of the ground their warmth fills, how much of the area
//! they reach, where they are too near to each other, and how large a new doublet may be that is not too
//! near to anyone. [`conflicts`] lists the systems that are too near to each other, [`Tally`] adds systems
//! up by area.
//!
//! Registers know little: in the national export no well has a depth, and two in three have no volume. So
//! every number is a range. Its low end counts what is certain: systems that are known to be at that depth,
//! with the volume that is known. Its high end counts all that may be: a system whose depth is not known
//! counts at every depth, one whose volume is not known with that of a large one of the same register. A
//! planner who needs to know where there is room reads the careful end; a map on which both ends differ
//! much says that the register has to be completed first.
//!
//! This module knows no files and no terminal. What each number is and rests on: `docs/crowding-maps.md`.

mod area;
mod assumptions;
mod bubble;
mod conflicts;
mod coverage;
mod grid;
mod inventory;
mod level;
mod map;
mod measure;
mod room;
mod tally;
mod words;

pub use assumptions::Assumptions;
pub use conflicts::{Between, Conflict, conflicts};
pub use grid::{Grid, GridError, count_f64};
pub use inventory::{Inventory, Part, Reach, System};
pub use level::{DEEPEST_M, FACTSHEET, Level, LevelError, levels};
pub use map::DensityMap;
pub use measure::{Cell, End, Measure};
pub use room::{DOUBLETS_M3, check_doublets};
pub use tally::Tally;
