//! What is measured in a cell.

use bodemtoets_ground::crowding::Range;

/// What is measured in a cell, at a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[repr(usize)]
pub enum Measure {
    /// Systems with a well or loop in the cell.
    Systems,
    /// Wells and loops in the cell.
    Wells,
    /// Ground that wells of open systems warm or cool, as a share of the aquifer in the cell. Above 1 more
    /// is claimed than there is.
    ThermalVolume,
    /// Share of the area that the warmth of open systems reaches.
    ThermalArea,
    /// Share of the area that the water of open systems reaches.
    HydraulicArea,
    /// Pairs of systems too near to each other, halfway between their nearest wells.
    Conflicts,
    /// How bad the worst of those is, 0 to 1.
    Severity,
    /// The largest new doublet somewhere in the cell that is not too near to anyone, m3 a year.
    Room,
    /// Share of the area around which no new doublet of any size fits.
    FullArea,
}

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum End {
    /// What is certain; of the room, the careful end.
    Low,
    /// What may be.
    High,
}

/// The measures of a cell at a level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    values: [[f32; 2]; Measure::ALL.len()],
}

impl Measure {
    /// All, in the order of files.
    pub const ALL: [Self; 9] = [
        Self::Systems,
        Self::Wells,
        Self::ThermalVolume,
        Self::ThermalArea,
        Self::HydraulicArea,
        Self::Conflicts,
        Self::Severity,
        Self::Room,
        Self::FullArea,
    ];

    /// Its name in files.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Systems => "systems",
            Self::Wells => "wells",
            Self::ThermalVolume => "thermal_volume_share",
            Self::ThermalArea => "thermal_area_share",
            Self::HydraulicArea => "hydraulic_area_share",
            Self::Conflicts => "conflicts",
            Self::Severity => "severity",
            Self::Room => "room_m3",
            Self::FullArea => "full_area_share",
        }
    }

    /// Its name with an end, as a column: `wells_low`.
    #[must_use]
    pub fn column(self, end: End) -> String {
        format!("{}_{}", self.slug(), if end == End::Low { "low" } else { "high" })
    }

    /// Whether it counts.
    #[must_use]
    pub fn is_count(self) -> bool {
        matches!(self, Self::Systems | Self::Wells | Self::Conflicts)
    }
}

impl Cell {
    /// With nothing in it.
    pub(super) fn empty(room_m3: Range) -> Self {
        let mut cell = Self { values: [[0.0; 2]; Measure::ALL.len()] };
        cell.set(Measure::Room, room_m3);
        cell
    }

    /// A measure.
    #[must_use]
    pub fn get(&self, measure: Measure) -> Range {
        let [low, high] = self.values[measure as usize];
        Range::new(f64::from(low), f64::from(high))
    }

    /// An end of a measure.
    #[must_use]
    pub fn end(&self, measure: Measure, end: End) -> f64 {
        let range = self.get(measure);
        if end == End::Low { range.low } else { range.high }
    }

    #[allow(clippy::cast_possible_truncation, reason = "seven digits are more than the model knows")]
    pub(super) fn set(&mut self, measure: Measure, value: Range) {
        self.values[measure as usize] = [value.low as f32, value.high as f32];
    }

    pub(super) fn add(&mut self, measure: Measure, value: Range) {
        self.set(measure, self.get(measure) + value);
    }

    /// Takes the larger of each end.
    pub(super) fn raise(&mut self, measure: Measure, value: Range) {
        let now = self.get(measure);
        self.set(measure, Range::new(now.low.max(value.low), now.high.max(value.high)));
    }
}
