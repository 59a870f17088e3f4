//! What was left out, set aside or doubted while a register was read.

use super::plausible::Limit;
use bodemtoets_words::tabular::Thousands;

/// One remark about an installation, a well, or a message as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// The file.
    pub source: String,
    /// Row or object in the file; the first is 1. Absent where it is about several.
    pub at: Option<u64>,
    /// Id of the installation, as far as it is known.
    pub installation: String,
    /// Id of the well or loop.
    pub part: Option<String>,
    /// How many wells and loops were left out by it.
    pub left_out: usize,
    /// What happened.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The same well again: same installation, place and attributes.
    Duplicate,
    /// Outside the Netherlands, or coordinates that are none; as written.
    Abroad(String),
    /// No place, and none of its installation either.
    NoPlace,
    /// An older version of a well or installation.
    OlderVersion,
    /// It ended, on the day that is given.
    Ended(String),
    /// A design that has been built: what was built counts.
    Built,
    /// The same object in an older copy.
    OlderCopy,
    /// The register withdrew the object.
    Withdrawn,

    /// The service refused to give the object; its reason.
    Rejected(String),
    /// A request to take something out of the register.
    DeleteRequest,
    /// A row or feature that cannot be read; why.
    Unreadable(String),

    /// A value that cannot be right.
    Implausible {
        /// The limit that it breaks.
        limit: Limit,
        /// The value.
        value: f64,
    },
    /// A value that is not a number.
    NotANumber {
        /// The field.
        field: String,
        /// As written.
        value: String,
    },
    /// A number that groups thousands, or may do so.
    Thousands {
        /// The field.
        field: String,
        /// As written.
        value: String,
        /// What it may mean.
        thousands: Thousands,
    },
    /// A coordinate in scientific notation that does not say every metre.
    FewDigits {
        /// The column.
        field: &'static str,
        /// As written.
        value: String,
    },
    /// A measure in another unit than its field has.
    OtherUnit {
        /// The field.
        field: String,
        /// The unit as written.
        unit: String,
    },
    /// Screens whose top is not above their bottom.
    UpsideDown {
        /// Top, metres below ground level.
        top_m: f64,
        /// Bottom, metres below ground level.
        bottom_m: f64,
    },

    /// The axes were the wrong way round.
    AxesSwapped,
    /// The source hides the place; that of the installation is taken.
    Hidden,
    /// The source gives no place; that of the installation is taken.
    Near,
    /// A word that is not on the list.
    UnknownWord {
        /// The field.
        field: &'static str,
        /// The word.
        value: String,
    },
    /// Rows of one installation that differ in a value which they should share; the larger counts.
    Differs {
        /// The column.
        column: &'static str,
        /// The larger.
        kept: f64,
        /// The other.
        other: f64,
    },
    /// Wells of one installation far apart, metres.
    Apart(f64),
    /// Many installations in exactly one place.
    PlaceShared {
        /// How many.
        installations: usize,
        /// Where, RD New, whole metres.
        x_m: i64,
        /// Where, RD New, whole metres.
        y_m: i64,
    },
    /// The period of so many licensed volumes is not said: a year is assumed.
    YearAssumed(usize),
    /// An actual volume without a year.
    VolumeWithoutYear,
    /// Several versions of one part that have not ended: the newest counts.
    SeveralOpen,
    /// No wells or loops: the installation's own point stands for them.
    NoParts,
    /// A screen that ends below the well.
    ScreenBelowWell {
        /// Bottom of the screen, metres below ground level.
        bottom_m: f64,
        /// End of the well, metres below ground level.
        depth_m: f64,
    },
    /// Something that is not read here.
    NotRead(&'static str),
    /// A column that is not known.
    UnknownColumn(String),
    /// An id that a spreadsheet rounded.
    RoundedId(String),
    /// A quote that is not closed: its cell was read to the end of its line.
    OpenQuote,
    /// No field says which wells belong together.
    NoInstallation,
    /// The file does not say whether its systems are open or closed.
    NoSystem,
    /// No installation in the file or message.
    Nothing,
}

/// What a remark did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Wells or loops were left out.
    LeftOut,
    /// A message, row or feature was not used.
    NotUsed,
    /// A value was set aside: it counts as unknown.
    SetAside,
    /// Everything is kept; somebody should look.
    Doubted,
}

impl Effect {
    /// All of them, heaviest first.
    pub const ALL: [Self; 4] = [Self::LeftOut, Self::NotUsed, Self::SetAside, Self::Doubted];

    /// The slug, as in JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::LeftOut => "left-out",
            Self::NotUsed => "not-used",
            Self::SetAside => "value-set-aside",
            Self::Doubted => "doubted",
        }
    }
}

impl What {
    /// What it did.
    #[must_use]
    pub fn effect(&self) -> Effect {
        match self {
            Self::Duplicate
            | Self::Abroad(_)
            | Self::NoPlace
            | Self::OlderVersion
            | Self::Ended(_)
            | Self::Built
            | Self::OlderCopy
            | Self::Withdrawn => Effect::LeftOut,
            Self::Rejected(_) | Self::DeleteRequest | Self::Unreadable(_) => Effect::NotUsed,
            Self::Implausible { .. }
            | Self::NotANumber { .. }
            | Self::Thousands { .. }
            | Self::FewDigits { .. }
            | Self::OtherUnit { .. }
            | Self::UpsideDown { .. } => Effect::SetAside,
            _ => Effect::Doubted,
        }
    }

    /// The slug of the sort, as in JSON.
    #[must_use]
    pub fn slug(&self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Abroad(_) => "abroad",
            Self::NoPlace => "no-place",
            Self::OlderVersion => "older-version",
            Self::Ended(_) => "ended",
            Self::Built => "built",
            Self::OlderCopy => "older-copy",
            Self::Withdrawn => "withdrawn",
            Self::Rejected(_) => "rejected",
            Self::DeleteRequest => "delete-request",
            Self::Unreadable(_) => "unreadable",
            Self::Implausible { .. } => "implausible",
            Self::NotANumber { .. } => "not-a-number",
            Self::Thousands { .. } => "thousands",
            Self::FewDigits { .. } => "few-digits",
            Self::OtherUnit { .. } => "other-unit",
            Self::UpsideDown { .. } => "upside-down",
            Self::AxesSwapped => "axes-swapped",
            Self::Hidden => "hidden",
            Self::Near => "position-near",
            Self::UnknownWord { .. } => "unknown-word",
            Self::Differs { .. } => "differs",
            Self::Apart(_) => "wells-apart",
            Self::PlaceShared { .. } => "place-shared",
            Self::YearAssumed(_) => "year-assumed",
            Self::VolumeWithoutYear => "volume-without-year",
            Self::SeveralOpen => "several-open-versions",
            Self::NoParts => "no-parts",
            Self::ScreenBelowWell { .. } => "screen-below-well",
            Self::NotRead(_) => "not-read",
            Self::UnknownColumn(_) => "unknown-column",
            Self::RoundedId(_) => "rounded-id",
            Self::OpenQuote => "open-quote",
            Self::NoInstallation => "no-installation",
            Self::NoSystem => "no-system",
            Self::Nothing => "nothing",
        }
    }
}
