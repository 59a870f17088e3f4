//! What was repaired, dropped or doubted while a pack was read.

use geo::Coord;
use serde::Serialize;

use crate::lang::Lang;
use crate::spatial::Repair;

/// One remark about one feature, or about a layer as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// Id of the layer.
    pub layer: String,
    /// Id of the feature in the source; absent when the remark is about the layer.
    pub feature: Option<String>,
    /// What happened.
    pub what: What,
}

/// What happened to a feature.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The geometry was made valid.
    Repaired(Repair),
    /// Heights or measures beside x and y were left out.
    HeightsIgnored,
    /// The feature has no geometry, or nothing was left of it.
    Empty,
    /// A zone or jurisdiction that is not an area, or a mix of kinds.
    WrongShape(String),
    /// The feature lies outside the Netherlands.
    Abroad(String),
    /// A line of the file that could not be read.
    Unreadable(String),
    /// A kind that the manifest does not list.
    UnknownKind(String),
    /// A value that is not a number; it counts as unknown.
    NotANumber {
        /// Field of the source.
        field: String,
        /// The value as written.
        value: String,
    },
    /// A word that is not on the list; it counts as unknown.
    UnknownWord {
        /// Field of the source.
        field: String,
        /// The word as written.
        value: String,
    },
    /// A number of the subsurface that cannot be; it counts as unknown.
    Impossible(String),
    /// A field that the manifest names and that no feature has.
    FieldAbsent(String),
    /// Several features with the same id at the same place.
    Duplicate(usize),
    /// Several zones with the same id.
    SameId(usize),
    /// No usable feature in the layer.
    NoFeatures,
}

/// How a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Made right; nothing is lost.
    Repaired,
    /// Left out.
    Dropped,
    /// Kept as it is; somebody should look.
    Doubted,
}

impl Weight {
    /// The word for people.
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Repaired => lang.pick("hersteld", "repaired"),
            Self::Dropped => lang.pick("weggelaten", "dropped"),
            Self::Doubted => lang.pick("twijfel", "doubted"),
        }
    }
}

impl What {
    /// Whether nobody needs to look: the shape of the feature is what it was.
    #[must_use]
    pub fn is_trivial(&self) -> bool {
        matches!(self, Self::HeightsIgnored | Self::Repaired(Repair::RingsReoriented(_) | Repair::CollectionFlattened))
    }

    /// How the remark weighs.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            Self::Repaired(_) | Self::HeightsIgnored => Weight::Repaired,
            Self::Empty | Self::WrongShape(_) | Self::Abroad(_) | Self::Unreadable(_) | Self::UnknownKind(_) => {
                Weight::Dropped
            }
            Self::NotANumber { .. }
            | Self::UnknownWord { .. }
            | Self::Impossible(_)
            | Self::FieldAbsent(_)
            | Self::Duplicate(_)
            | Self::SameId(_)
            | Self::NoFeatures => Weight::Doubted,
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
            Self::Repaired(Repair::CollectionFlattened) => "geometrieverzameling samengevoegd".into(),
            Self::Repaired(Repair::DegenerateRingsDropped(n)) => format!("{n} ring(en) zonder oppervlakte weggelaten"),
            Self::Repaired(Repair::RingsReoriented(n)) => format!("{n} ring(en) omgekeerd"),
            Self::Repaired(Repair::Rebuilt { at, before_m2, after_m2 }) => format!(
                "ringen kruisen bij {}; vlak opnieuw opgebouwd, {before_m2:.0} m2 werd {after_m2:.0} m2",
                place(*at)
            ),
            Self::HeightsIgnored => "hoogten (Z of M) niet gebruikt".into(),
            Self::Empty => "geen geometrie".into(),
            Self::WrongShape(what) => format!("vorm past niet bij de rol van de laag: {what}"),
            Self::Abroad(what) => format!("buiten Nederland: {what}"),
            Self::Unreadable(why) => format!("niet te lezen: {why}"),
            Self::UnknownKind(kind) => format!("soort `{kind}` staat niet in `one_of` van het manifest"),
            Self::NotANumber { field, value } => {
                format!("veld `{field}`: {value} is geen getal; de waarde geldt als onbekend")
            }
            Self::UnknownWord { field, value } => {
                format!("veld `{field}`: {value:?} staat niet op de lijst; de waarde geldt als onbekend")
            }
            Self::Impossible(problem) => format!("{problem}; de waarde geldt als onbekend"),
            Self::FieldAbsent(field) => format!("veld `{field}` uit het manifest komt in het bestand niet voor"),
            Self::Duplicate(n) => format!("{n} objecten met dit id op dezelfde plaats; alle zijn behouden"),
            Self::SameId(n) => format!("{n} zones met dit id; alle zijn behouden"),
            Self::NoFeatures => "de laag heeft geen bruikbare objecten".into(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Repaired(Repair::CollectionFlattened) => "geometry collection merged".into(),
            Self::Repaired(Repair::DegenerateRingsDropped(n)) => format!("{n} ring(s) without area left out"),
            Self::Repaired(Repair::RingsReoriented(n)) => format!("{n} ring(s) turned round"),
            Self::Repaired(Repair::Rebuilt { at, before_m2, after_m2 }) => {
                format!("rings cross at {}; area rebuilt, {before_m2:.0} m2 became {after_m2:.0} m2", place(*at))
            }
            Self::HeightsIgnored => "heights (Z or M) not used".into(),
            Self::Empty => "no geometry".into(),
            Self::WrongShape(what) => format!("shape does not fit the role of the layer: {what}"),
            Self::Abroad(what) => format!("outside the Netherlands: {what}"),
            Self::Unreadable(why) => format!("cannot be read: {why}"),
            Self::UnknownKind(kind) => format!("kind `{kind}` is not in `one_of` of the manifest"),
            Self::NotANumber { field, value } => {
                format!("field `{field}`: {value} is not a number; the value counts as unknown")
            }
            Self::UnknownWord { field, value } => {
                format!("field `{field}`: {value:?} is not on the list; the value counts as unknown")
            }
            Self::Impossible(problem) => format!("{problem}; the value counts as unknown"),
            Self::FieldAbsent(field) => format!("field `{field}` of the manifest does not occur in the file"),
            Self::Duplicate(n) => format!("{n} features with this id at the same place; all are kept"),
            Self::SameId(n) => format!("{n} zones with this id; all are kept"),
            Self::NoFeatures => "the layer has no usable features".into(),
        }
    }
}

fn place(at: Coord) -> String {
    format!("{:.1}, {:.1}", at.x, at.y)
}
