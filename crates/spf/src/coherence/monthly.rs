//! What a meter gave in each month of a year.

/// A meter of which the SPF of a year is made, by month.
#[derive(Debug, Clone)]
pub(super) struct Monthly {
    pub meter: usize,
    /// It counts on and on: a reading that is wrong is made up for by the next.
    pub counter: bool,
    /// What it gave, kWh or m3; not a number where that is not known.
    pub amounts: [f64; 12],
    /// What a unit of it adds to heat, to cold, and to energy, kWh.
    pub heat: f64,
    pub cold: f64,
    pub energy: f64,
}

/// The month of a place in the year.
pub(super) fn month(place: usize) -> i8 {
    i8::try_from(place + 1).unwrap_or(12)
}
