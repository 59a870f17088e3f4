//! Lists of positions.

use smallvec::SmallVec;

/// Positions in a list, such as that of the findings: nearly always one or two.
pub type Positions = SmallVec<[usize; 4]>;
