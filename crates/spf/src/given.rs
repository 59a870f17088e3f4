//! What the meters gave, part of a day by part of a day.

use super::calendar::Calendar;
use super::defect::Defect;
use super::series::Reading;
use super::sums::Cell;

/// What a meter gave.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub cells: Vec<Cell>,
    pub readings: usize,
    /// The usual step, seconds.
    pub step_s: u32,
    /// The smallest step up that was seen: how finely it counts, kWh or m3.
    pub finest: f64,
    /// On how many days it begins at zero again, when it does so every day.
    pub daily: Option<usize>,
    /// The reading from which on it counts in another unit, and how many times as large the values became.
    pub unit_change: Option<(Reading, f64)>,
    /// Of a flow and two temperatures: the mean difference, K, each hour by its flow.
    pub difference_k: Option<f64>,
}

/// What all meters gave, and what was wrong.
#[derive(Debug, Clone)]
pub(super) struct Measured {
    pub calendar: Calendar,
    pub given: Vec<Given>,
    pub found: Vec<Defect>,
}
