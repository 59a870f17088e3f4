//! What can be wrong with an application, in words that help.

use bodemtoets_law::rules::Quantity;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::tabular::{RowFault, Thousands};
use bodemtoets_words::words::{number, visible};

/// What is wrong with one field, or with the fields together.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// A number is needed.
    NotANumber,
    /// A number that groups thousands, or may do so.
    Thousands(Thousands),
    /// A coordinate in scientific notation that does not say every metre.
    FewDigits {
        /// Digits before the exponent.
        digits: usize,
        /// What the last of them is worth, metres.
        step_m: f64,
    },
    /// The number is outside what is physically possible.
    OutOfRange(Quantity),
    /// The date is not a date.
    NotADate,
    /// The system is neither open nor closed.
    NotASystem,
    /// The dwelling is none of the known ones.
    NotADwelling,
    /// A coordinate outside the Netherlands, with the likely cause.
    Abroad(Option<Likely>),
    /// No location at all.
    NoLocation,
    /// One coordinate without the other.
    HalfLocation(&'static str),
    /// Both RD New and longitude/latitude.
    TwoLocations,
    /// What was read on a map is not a kind of zone and a value; what is wrong with it.
    NotLookedUp(&'static str),
    /// A kind of zone that no rule asks for.
    UnknownKind {
        /// The kind.
        kind: Box<str>,
        /// The nearest that a rule asks for.
        nearest: Option<Box<str>>,
    },
    /// A required field is missing.
    Missing(&'static str),
    /// The screens are upside down, or deeper than the drilling.
    Screens,
    /// A system that exists only after the day whose law counts.
    AfterDate(String),
    /// A field that is not known, with the nearest name.
    UnknownField(Option<&'static str>),
    /// The geometry cannot be used.
    Geometry(String),
    /// A coordinate system that is not read.
    UnknownCrs(String),
    /// A geometry of more corners than are looked at.
    TooManyCorners {
        /// Its corners.
        corners: usize,
        /// As many are allowed.
        most: usize,
    },
    /// A place that is no area, where a plot is needed.
    NotAPlot,
    /// The row of a table cannot be used.
    Row(RowFault),
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// The row or feature cannot be read at all.
    Unreadable(String),
}

/// The likely cause of a coordinate outside the Netherlands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likely {
    /// x and y are swapped.
    SwappedXy,
    /// Longitude and latitude stand in x and y.
    DegreesInXy,
    /// Latitude and longitude stand in x and y.
    SwappedDegreesInXy,
    /// Latitude and longitude are swapped.
    SwappedDegrees,
    /// RD New stands in latitude and longitude.
    MetresInDegrees,
    /// Kilometres instead of metres.
    Kilometres,
}

/// A row or feature that could not be screened.
#[derive(Debug, Clone, PartialEq)]
pub struct Reject {
    /// Row of data (the first after the header is 1), or feature (the first is 1).
    pub row: u64,
    /// Id, when it could be read.
    pub id: String,
    /// The field; empty when it is about the row as a whole.
    pub field: String,
    /// The value as written.
    pub value: String,
    /// What is wrong.
    pub problem: Problem,
}

impl Problem {
    /// The problem as a sentence.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a sentence for each problem, both languages side by side")]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NotANumber => lang.pick("geen getal", "not a number").into(),
            Self::Thousands(thousands) => thousands.text(lang),
            Self::FewDigits { digits, step_m } => {
                let known = if *step_m < 1000.0 {
                    format!("{} m", number(*step_m, lang))
                } else {
                    format!("{} km", number(step_m / 1000.0, lang))
                };
                match lang {
                    Lang::Nl => format!(
                        "heeft {digits} cijfer(s): de plaats is maar tot op {known} bekend; \
                         een rekenblad heeft haar afgerond, schrijf alle cijfers"
                    ),
                    Lang::En => format!(
                        "has {digits} digit(s): the place is known to {known} only; \
                         a spreadsheet rounded it, write every digit"
                    ),
                }
            }
            Self::OutOfRange(quantity) => {
                let (range, unit) = (quantity.range(), quantity.unit());
                let (low, high) = (range.start(), range.end());
                match lang {
                    Lang::Nl => format!("buiten wat kan: {low} tot {high} {unit}").trim_end().to_owned(),
                    Lang::En => format!("outside what is possible: {low} to {high} {unit}").trim_end().to_owned(),
                }
            }
            Self::NotADate => lang.pick("geen datum; schrijf 2024-01-31", "not a date; write 2024-01-31").into(),
            Self::NotASystem => {
                lang.pick("geen systeem; kies open of closed", "not a system; use open or closed").into()
            }
            Self::NotADwelling => lang
                .pick("geen woning; kies single, apartment of none", "not a dwelling; use single, apartment or none")
                .into(),
            Self::NotLookedUp(what) => {
                let how = "max-drilling-depth=80, groundwater-protection=none, drilling-free=NAME, \
                           depth-limit.min_level_m_nap=-5";
                match lang {
                    Lang::Nl => format!("{what}; schrijf SOORT=WAARDE, zoals {how}; meer met | ertussen"),
                    Lang::En => format!("{what}; write KIND=VALUE, such as {how}; several with | between"),
                }
            }
            Self::UnknownKind { kind, nearest } => {
                let hint = nearest.as_ref().map_or_else(String::new, |nearest| {
                    let question = lang.pick("bedoelt u", "did you mean");
                    format!("; {question} `{nearest}`?")
                });
                match lang {
                    Lang::Nl => format!("geen regel vraagt naar een gebied van de soort `{kind}`{hint}"),
                    Lang::En => format!("no rule asks for a zone of the kind `{kind}`{hint}"),
                }
            }
            Self::Abroad(likely) => {
                let base = lang.pick("ligt buiten Nederland", "is outside the Netherlands");
                match likely {
                    Some(likely) => format!("{base}; {}", likely.text(lang)),
                    None => base.into(),
                }
            }
            Self::NoLocation => lang
                .pick(
                    "geen plaats: geef x en y, of lat en lon, of een geometrie",
                    "no location: give x and y, or lat and lon, or a geometry",
                )
                .into(),
            Self::HalfLocation(other) => match lang {
                Lang::Nl => format!("een coördinaat zonder de andere: {other} ontbreekt"),
                Lang::En => format!("one coordinate without the other: {other} is missing"),
            },
            Self::TwoLocations => lang
                .pick(
                    "twee plaatsen: geef óf x en y, óf lat en lon",
                    "two locations: give x and y, or lat and lon, not both",
                )
                .into(),
            Self::Missing(field) => match lang {
                Lang::Nl => format!("verplicht veld {field} ontbreekt"),
                Lang::En => format!("required field {field} is missing"),
            },
            Self::Screens => lang
                .pick(
                    "het filter past niet: de bovenkant hoort boven de onderkant, en die niet dieper dan de boring",
                    "the screens do not fit: their top belongs above their bottom, and that no deeper than the drilling",
                )
                .into(),
            Self::AfterDate(date) => match lang {
                Lang::Nl => format!("ligt na de datum van de aanvraag, {date}: zo'n systeem bestaat dan nog niet"),
                Lang::En => format!("is after the date of the application, {date}: such a system does not exist yet"),
            },
            Self::UnknownField(nearest) => {
                let base = lang.pick("onbekend veld", "unknown field");
                match nearest {
                    Some(nearest) => format!("{base}; {} `{nearest}`?", lang.pick("bedoelt u", "did you mean")),
                    None => base.into(),
                }
            }
            Self::Geometry(what) => match lang {
                Lang::Nl => format!("geometrie niet bruikbaar: {what}"),
                Lang::En => format!("geometry cannot be used: {what}"),
            },
            Self::UnknownCrs(crs) => match lang {
                Lang::Nl => format!("staat in {crs}, dat hier niet gelezen wordt; bewaar het in EPSG:28992"),
                Lang::En => format!("is in {crs}, which is not read here; save it in EPSG:28992"),
            },
            Self::TooManyCorners { corners, most } => match lang {
                Lang::Nl => format!("heeft {corners} hoekpunten, meer dan {most}; teken het grover"),
                Lang::En => format!("has {corners} corners, more than {most}; draw it more coarsely"),
            },
            Self::NotAPlot => lang
                .pick(
                    "geen perceel: een perceel is een vlak (Polygon of MultiPolygon), geen punt of lijn",
                    "not a plot: a plot is an area (Polygon or MultiPolygon), not a point or a line",
                )
                .into(),
            Self::Row(fault) => fault.text(lang),
            Self::NotUtf8 => lang
                .pick("geen geldige UTF-8; bewaar het bestand als UTF-8", "not valid UTF-8; save the file as UTF-8")
                .into(),
            Self::Unreadable(why) => match lang {
                Lang::Nl => format!("niet te lezen: {why}"),
                Lang::En => format!("cannot be read: {why}"),
            },
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for Problem {}

impl std::fmt::Display for Reject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for Reject {}

impl Likely {
    fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::SwappedXy => lang.pick("x en y lijken verwisseld", "x and y look swapped"),
            Self::DegreesInXy => lang.pick(
                "dit lijkt lengte- en breedtegraad: gebruik de velden lon en lat",
                "this looks like longitude/latitude: use the fields lon and lat",
            ),
            Self::SwappedDegreesInXy => lang.pick(
                "dit lijkt breedte- en lengtegraad: gebruik de velden lat en lon",
                "this looks like latitude/longitude: use the fields lat and lon",
            ),
            Self::SwappedDegrees => lang.pick("lat en lon lijken verwisseld", "lat and lon look swapped"),
            Self::MetresInDegrees => lang.pick(
                "dit lijkt RD New in meters: gebruik de velden x en y",
                "this looks like RD New in metres: use the fields x and y",
            ),
            Self::Kilometres => lang.pick(
                "dit lijken kilometers: x en y zijn in meters",
                "these look like kilometres: x and y are in metres",
            ),
        }
    }
}

impl Reject {
    /// The reject as a line for people.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let id = if self.id.is_empty() { String::new() } else { format!(" ({})", visible(&self.id)) };
        let field = if self.field.is_empty() { String::new() } else { format!(", {}", self.field) };
        let value = if self.value.is_empty() { String::new() } else { format!(" = {:?}", self.value) };
        let row = lang.pick("rij", "row");
        format!("{row} {}{id}{field}{value}: {}", self.row, self.problem.text(lang))
    }
}
