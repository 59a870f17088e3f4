//! Why a meter is doubted.

/// Why a meter is doubted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Disagreement {
    /// A month that the other meters do not explain: how many times what they lead one to expect.
    Month {
        /// 1 to 12.
        month: i8,
        /// What was counted, over what was expected.
        times: f64,
    },
    /// From a month on, everything is so many times too much.
    Unit {
        /// 1 to 12.
        month: i8,
        /// How many times.
        factor: f64,
    },
    /// In a month (the whole year when there is none) more, or less, comes out of a kWh than the concept allows.
    Bounds {
        /// 1 to 12.
        month: Option<i8>,
        /// Heat and cold for each kWh.
        spf: f64,
        /// The least and the most that the concept allows for what it gave.
        range: [f64; 2],
        /// The factor between units that would explain it, if one would.
        factor: Option<f64>,
    },
    /// Energy that the groundwater cannot carry: by how many kelvin it would have to differ.
    Water {
        /// What it would differ by, K.
        difference_k: f64,
        /// The factor between units that would explain it, if one would.
        factor: Option<f64>,
    },
}
