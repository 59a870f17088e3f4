//! Why a GIO cannot be read, as a whole or at one location.

use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;

/// What is wrong with a GIO as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GioError {
    /// The file cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// It is larger than any map is.
    #[error("it is larger than {} MB, which no GIO is", most_bytes >> 20)]
    TooLarge {
        /// The most that is read.
        most_bytes: u64,
    },
    /// It is not UTF-8, or says that it is something else.
    #[error("it is not written in UTF-8 ({0}); save it as UTF-8")]
    Encoding(String),
    /// The XML is not well-formed, or breaks off.
    #[error(
        "not well-formed XML at line {line}: {problem}; the file may be cut short: get it again, for half a map would \
         look like a whole one"
    )]
    Malformed {
        /// Where, counted from 1.
        line: usize,
        /// What the parser says.
        problem: String,
    },
    /// A document type, which could hold entities that expand without end.
    #[error("it has a document type (DOCTYPE), which no GIO has and which can hide a trap: refused")]
    DocType,
    /// An entity that is not one of the five of XML.
    #[error("line {line} uses the entity `&{name};`, which nothing defines")]
    Entity {
        /// Where, counted from 1.
        line: usize,
        /// The name.
        name: String,
    },
    /// Elements in elements without end, or more of something than any map has.
    #[error("line {line}: {problem}: this is no map")]
    TooMuch {
        /// Where, counted from 1.
        line: usize,
        /// More of what than how many.
        problem: String,
    },
    /// XML of something else.
    #[error(
        "no GIO: its root is `{root}`; a GIO starts with `GeoInformatieObjectVaststelling`, \
         `GeoInformatieObjectVersie` or `FeatureCollectionGeometrie`"
    )]
    NotGio {
        /// Local name of the root.
        root: String,
    },
    /// It says what changed in a map, and not what the map is.
    #[error(
        "it is a change of a GIO (`{element}`, line {line}), which holds only what changed and is no map; get the \
         whole version, such as the consolidated one of the act"
    )]
    Change {
        /// The element that says so.
        element: String,
        /// Where, counted from 1.
        line: usize,
    },
    /// A map without a place on it.
    #[error("it has no locations: a map without anything on it would say that nothing lies anywhere")]
    NoLocations,
    /// A coordinate system other than the two of the standard.
    #[error(
        "location {location}: coordinate system {}; a GIO is in urn:ogc:def:crs:EPSG::28992 (RD New) or \
         urn:ogc:def:crs:EPSG::4258 (ETRS89) (STOP3020)",
        name.as_ref().map_or_else(|| "is not named".to_owned(), |name| format!("`{name}` is not read from a GIO"))
    )]
    Srs {
        /// Its number, counted from 1.
        location: usize,
        /// The name as written; `None` where there is none.
        name: Option<String>,
    },
}

impl GioError {
    /// The error as a sentence. Those that only a damaged or foreign file causes are in English.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (_, Lang::En) => self.to_string(),
            (Self::Malformed { line, problem }, _) => text!(
                lang,
                nl: "geen geldige XML op regel {line}: {problem}; het bestand kan afgebroken zijn: haal het opnieuw op, want een halve kaart lijkt een hele",
                en: "not well-formed XML at line {line}: {problem}"
            ),
            (Self::DocType, _) => {
                "het heeft een documenttype (DOCTYPE), dat geen GIO heeft en waarin een val kan zitten: geweigerd"
                    .to_owned()
            }
            (Self::NoLocations, _) => {
                "het heeft geen locaties: een kaart zonder iets erop zou zeggen dat nergens iets ligt".to_owned()
            }
            (Self::Change { element, line }, _) => text!(
                lang,
                nl: "dit is een wijziging van een GIO (`{element}`, regel {line}), met alleen wat er veranderde; haal de hele versie op, zoals de geconsolideerde van de regeling",
                en: "it is a change of a GIO (`{element}`, line {line})"
            ),
            (Self::Srs { location, name: Some(name) }, _) => text!(
                lang,
                nl: "locatie {location}: coördinatenstelsel `{name}` wordt uit een GIO niet gelezen; het is urn:ogc:def:crs:EPSG::28992 (RD) of urn:ogc:def:crs:EPSG::4258 (ETRS89) (STOP3020)",
                en: "location {location}: coordinate system `{name}`"
            ),
            (Self::Srs { location, name: None }, _) => text!(
                lang,
                nl: "locatie {location}: er staat geen coördinatenstelsel bij (srsName); het is urn:ogc:def:crs:EPSG::28992 (RD) of urn:ogc:def:crs:EPSG::4258 (ETRS89) (STOP3020)",
                en: "location {location}: coordinate system is not named"
            ),
            (other, _) => other.to_string(),
        }
    }
}

/// Why the geometry of a location cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GeometryFault {
    /// There is none (STOP3019).
    #[error("it has no geometry (STOP3019)")]
    Absent,
    /// A form that is not read.
    #[error("`{0}` is not read here; it has to be made of polygons, lines, points, or arcs and circles through points")]
    Form(String),
    /// What stands elsewhere is not fetched.
    #[error("`{0}` refers to something elsewhere, which is not followed")]
    Reference(String),
    /// A form that holds other than it may.
    #[error("`{0}` does not hold what it has to")]
    Incomplete(String),
    /// Text that is no number.
    #[error("`{0}` in its coordinates is no number")]
    NotANumber(String),
    /// Numbers that do not make whole positions.
    #[error("{numbers} numbers do not make positions of {dimension}")]
    Positions {
        /// How many there are.
        numbers: usize,
        /// How many make a position.
        dimension: String,
    },
    /// The last corner of a ring is not its first.
    #[error("a ring does not close: it begins at {first} and ends at {last}")]
    Open {
        /// The first corner, as numbers.
        first: String,
        /// The last.
        last: String,
    },
    /// A curve that does not begin where the one before it ends.
    #[error("the parts of a curve do not meet: one ends at {end}, the next begins at {begin}")]
    Apart {
        /// Where one ends.
        end: String,
        /// Where the next begins.
        begin: String,
    },
    /// An arc in degrees: no circle there is one on the ground.
    #[error("`{0}` in degrees is no circle on the ground; arcs are read in RD New")]
    ArcInDegrees(String),
    /// Places in two coordinate systems in one geometry (TPOD0940).
    #[error("it is in two coordinate systems, {0} and {1}")]
    TwoSystems(String, String),
    /// Radius in another unit than metres, or none.
    #[error("the radius `{0}` is not a number of metres")]
    Radius(String),
}
