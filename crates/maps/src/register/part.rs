//! A part of an installation: a well or a loop, with its place and depth.

use std::collections::BTreeSet;

use geo::Coord;

use crate::pack::WellType;

/// A well or loop. What is not known is `None`, never 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Id within its installation.
    pub id: Option<String>,
    /// Well or loop.
    pub kind: Kind,
    /// Whether it has been built.
    pub stage: Stage,
    /// Where it is.
    pub position: Position,
    /// Ground level, m NAP.
    pub ground_level_m_nap: Option<f64>,
    /// End of the well or deepest point of the loop, metres below ground level.
    pub depth_m: Option<f64>,
    /// Capacity of the pump, m3/h. In the national export it may be that of the installation.
    pub capacity_m3_h: Option<f64>,
    /// Status in the words of the source.
    pub status: Option<String>,
    /// What to doubt about it.
    pub doubts: BTreeSet<Doubt>,
    /// Records of the source that are this one part.
    pub records: u32,
    /// Row or object of the source that it was first read from; the first is 1.
    pub at: Option<u64>,
}

impl Part {
    /// A part of which nothing else is known.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            id: None,
            kind,
            stage: Stage::Unknown,
            position: Position::Absent,
            ground_level_m_nap: None,
            depth_m: None,
            capacity_m3_h: None,
            status: None,
            doubts: BTreeSet::new(),
            records: 1,
            at: None,
        }
    }

    /// Top of the highest and bottom of the deepest screen, metres below ground level; each unknown
    /// as soon as it is unknown of one screen.
    #[must_use]
    pub fn screens_m(&self) -> (Option<f64>, Option<f64>) {
        let Kind::Well(well) = &self.kind else { return (None, None) };
        let extreme = |of: fn(&Screen) -> Option<f64>, choose: fn(f64, f64) -> f64| {
            let all: Option<Vec<f64>> = well.screens.iter().map(of).collect();
            all?.into_iter().reduce(choose)
        };
        (extreme(|screen| screen.top_m, f64::min), extreme(|screen| screen.bottom_m, f64::max))
    }
}

/// What a part is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A well in an aquifer.
    Well(Well),
    /// A closed loop, or a group of them.
    Loop(LoopType),
    /// The installation itself: its source names no wells or loops, but says where it is.
    Site,
}

impl Kind {
    /// The slug, as in files.
    #[must_use]
    pub fn slug(&self) -> &'static str {
        match self {
            Self::Well(_) => "well",
            Self::Loop(_) => "loop",
            Self::Site => "site",
        }
    }
}

/// A well.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Well {
    /// Whether it stores heat or cold; `None` when that is not known.
    pub well_type: Option<WellType>,
    /// What it does: infiltration, extraction, return, or a word that is not known; a well of an
    /// open system does two of them.
    pub functions: Vec<Function>,
    /// Its screens.
    pub screens: Vec<Screen>,
}

/// Where a well is open to the aquifer, metres below ground level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screen {
    /// Top.
    pub top_m: Option<f64>,
    /// Bottom.
    pub bottom_m: Option<f64>,
}

/// What a well does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Function {
    /// Puts water into the ground.
    Infiltration,
    /// Takes water out.
    Extraction,
    /// Puts water back where it came from.
    Return,
    /// A word that is not on the list, as written.
    Other(String),
}

/// What a loop looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoopType {
    /// In a borehole.
    Vertical,
    /// Laid flat.
    Horizontal,
    /// A coil.
    Basket,
    /// A word that is not on the list, as written.
    Other(String),
    /// Not said.
    Unknown,
}

/// Whether a part is on paper or in the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// In a licence or notification, not (known to be) built.
    Design,
    /// Built.
    Realised,
    /// Not said.
    Unknown,
}

impl Stage {
    /// The slug, as in files.
    #[must_use]
    pub fn slug(self) -> Option<&'static str> {
        match self {
            Self::Design => Some("design"),
            Self::Realised => Some("realised"),
            Self::Unknown => None,
        }
    }
}

/// Where a part is, as far as its source says.
#[derive(Debug, Clone, PartialEq)]
pub enum Position {
    /// Here, in RD New.
    Known(Coord),
    /// Near here: this is the place of the installation, not of the part.
    Near(Coord),
    /// The source keeps it hidden.
    Hidden,
    /// The source says nothing.
    Absent,
    /// Outside the Netherlands, or unreadable: as written.
    Unusable(String),
}

impl Position {
    /// Its place or one near it.
    #[must_use]
    pub fn coord(&self) -> Option<Coord> {
        match self {
            Self::Known(at) | Self::Near(at) => Some(*at),
            Self::Hidden | Self::Absent | Self::Unusable(_) => None,
        }
    }
}

/// What to doubt about a part, as a slug in the column `doubts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Doubt {
    /// The place is that of the installation.
    PositionNear,
    /// The axes were the wrong way round.
    AxesSwapped,
    /// Its installation has wells far apart.
    WellsApart,
    /// Many installations stand in exactly its place.
    PlaceShared,
    /// A value was set aside.
    ValueSetAside,
    /// The source does not say to which period the licensed volume belongs: a year is assumed.
    YearAssumed,
    /// The actual volume has no year.
    VolumeWithoutYear,
    /// The licensed volume is that of several installations together.
    VolumeShared,
    /// It is on paper: not (known to be) built.
    NotRealised,
}

impl Doubt {
    /// The slug, as in files.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::PositionNear => "position-near",
            Self::AxesSwapped => "axes-swapped",
            Self::WellsApart => "wells-apart",
            Self::PlaceShared => "place-shared",
            Self::ValueSetAside => "value-set-aside",
            Self::YearAssumed => "year-assumed",
            Self::VolumeWithoutYear => "volume-without-year",
            Self::VolumeShared => "volume-shared",
            Self::NotRealised => "not-realised",
        }
    }
}
