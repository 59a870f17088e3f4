//! What was left out, set aside or doubted while a register was read.

use super::plausible::Limit;
use crate::lang::Lang;
use crate::words::number;

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
            Self::Implausible { .. } | Self::NotANumber { .. } | Self::OtherUnit { .. } | Self::UpsideDown { .. } => {
                Effect::SetAside
            }
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
            Self::NoSystem => "no-system",
            Self::Nothing => "nothing",
        }
    }

    /// The remark as a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Nl => self.dutch(),
            Lang::En => self.english(),
        }
    }

    fn dutch(&self) -> String {
        match self {
            Self::Duplicate => "dezelfde put nog eens: zelfde installatie, plaats en kenmerken".into(),
            Self::Abroad(value) => format!("ligt buiten Nederland of is geen coördinaat: {value}"),
            Self::NoPlace => "geen plaats bekend, ook niet van de installatie".into(),
            Self::OlderVersion => "oudere versie".into(),
            Self::Ended(date) => format!("beëindigd: {date}"),
            Self::Built => "ontwerp dat gebouwd is: wat gebouwd is telt".into(),
            Self::OlderCopy => "een bericht over of oudere kopie van een object waarvan de laatste kopie telt".into(),
            Self::Withdrawn => "uit de registratie genomen".into(),
            Self::Rejected(reason) => format!("de dienst gaf het object niet: {reason}"),
            Self::DeleteRequest => "verzoek om iets uit de registratie te nemen; niet toegepast".into(),
            Self::Unreadable(why) => format!("niet te lezen: {why}"),
            Self::Implausible { limit, value } => {
                let value = number(*value, Lang::Nl);
                format!("{} = {value} kan niet: {}; de waarde geldt als onbekend", limit.column, limit.why(Lang::Nl))
            }
            Self::NotANumber { field, value } => format!("{field}: {value:?} is geen getal; geldt als onbekend"),
            Self::OtherUnit { field, unit } => format!("{field}: eenheid {unit:?} niet verwacht; geldt als onbekend"),
            Self::UpsideDown { top_m, bottom_m } => {
                format!("filter staat op zijn kop: boven {top_m} m, onder {bottom_m} m; beide gelden als onbekend")
            }
            Self::AxesSwapped => "de assen stonden verwisseld; omgedraaid".into(),
            Self::Hidden => "de bron verbergt de plaats; die van de installatie is genomen".into(),
            Self::Near => "de bron geeft geen plaats; die van de installatie is genomen".into(),
            Self::UnknownWord { field, value } => {
                format!("{field}: {value:?} staat niet op de lijst; betekenis onbekend")
            }
            Self::Differs { column, kept, other } => {
                format!("{column}: rijen van één installatie verschillen, {kept} en {other}; de grootste telt")
            }
            Self::Apart(metres) => format!("putten van één installatie liggen {metres:.0} m uit elkaar; alle behouden"),
            Self::PlaceShared { installations, x_m, y_m } => format!(
                "{installations} installaties staan precies op één plaats (x {x_m}, y {y_m}), wellicht die van een kantoor; alle behouden"
            ),
            Self::YearAssumed(count) => {
                format!("de bron noemt geen periode bij {count} vergunde volumes; een jaar is aangenomen")
            }
            Self::VolumeWithoutYear => "werkelijk volume zonder jaar; bewaard zonder jaar".into(),
            Self::SeveralOpen => "meer versies zonder einde; de nieuwste telt".into(),
            Self::NoParts => "geen putten of lussen; het punt van de installatie staat ervoor in de plaats".into(),
            Self::ScreenBelowWell { bottom_m, depth_m } => {
                format!("filter eindigt op {bottom_m} m, dieper dan de put van {depth_m} m; beide behouden")
            }
            Self::NotRead(what) => format!("wordt hier niet gelezen: {what}"),
            Self::UnknownColumn(name) => format!("kolom {name:?} is niet bekend en niet gelezen"),
            Self::NoSystem => {
                "het bestand zegt niet of de systemen open of gesloten zijn; geef --system, anders is het onbekend"
                    .into()
            }
            Self::Nothing => "geen installatie erin".into(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Duplicate => "the same well again: same installation, place and attributes".into(),
            Self::Abroad(value) => format!("outside the Netherlands, or no coordinate: {value}"),
            Self::NoPlace => "no place known, nor that of its installation".into(),
            Self::OlderVersion => "older version".into(),
            Self::Ended(date) => format!("ended: {date}"),
            Self::Built => "a design that has been built: what was built counts".into(),
            Self::OlderCopy => "a message about, or older copy of, an object whose latest copy counts".into(),
            Self::Withdrawn => "withdrawn from the register".into(),
            Self::Rejected(reason) => format!("the service did not give the object: {reason}"),
            Self::DeleteRequest => "a request to take something out of the register; not applied".into(),
            Self::Unreadable(why) => format!("cannot be read: {why}"),
            Self::Implausible { limit, value } => {
                let value = number(*value, Lang::En);
                format!("{} = {value} cannot be: {}; the value counts as unknown", limit.column, limit.why(Lang::En))
            }
            Self::NotANumber { field, value } => format!("{field}: {value:?} is not a number; counts as unknown"),
            Self::OtherUnit { field, unit } => format!("{field}: unit {unit:?} not expected; counts as unknown"),
            Self::UpsideDown { top_m, bottom_m } => {
                format!("screen upside down: top {top_m} m, bottom {bottom_m} m; both count as unknown")
            }
            Self::AxesSwapped => "the axes were the wrong way round; turned".into(),
            Self::Hidden => "the source hides the place; that of the installation is taken".into(),
            Self::Near => "the source gives no place; that of the installation is taken".into(),
            Self::UnknownWord { field, value } => {
                format!("{field}: {value:?} is not on the list; its meaning is unknown")
            }
            Self::Differs { column, kept, other } => {
                format!("{column}: rows of one installation differ, {kept} and {other}; the larger counts")
            }
            Self::Apart(metres) => format!("wells of one installation are {metres:.0} m apart; all are kept"),
            Self::PlaceShared { installations, x_m, y_m } => format!(
                "{installations} installations stand in exactly one place (x {x_m}, y {y_m}), perhaps that of an office; all are kept"
            ),
            Self::YearAssumed(count) => {
                format!("the source gives no period with {count} licensed volumes; a year is assumed")
            }
            Self::VolumeWithoutYear => "an actual volume without a year; kept without one".into(),
            Self::SeveralOpen => "several versions without an end; the newest counts".into(),
            Self::NoParts => "no wells or loops; the installation's own point stands for them".into(),
            Self::ScreenBelowWell { bottom_m, depth_m } => {
                format!("screen ends at {bottom_m} m, deeper than the well of {depth_m} m; both are kept")
            }
            Self::NotRead(what) => format!("is not read here: {what}"),
            Self::UnknownColumn(name) => format!("column {name:?} is not known and not read"),
            Self::NoSystem => {
                "the file does not say whether its systems are open or closed; give --system, or it stays unknown"
                    .into()
            }
            Self::Nothing => "no installation in it".into(),
        }
    }
}
