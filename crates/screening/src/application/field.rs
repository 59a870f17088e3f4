//! The names of the fields of an application.

use crate::rules::Quantity;
use crate::suggest;

/// A field of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Id.
    Id,
    /// Who applies.
    Applicant,
    /// The day on which the law is read.
    Date,
    /// RD New x, metres.
    X,
    /// RD New y, metres.
    Y,
    /// Latitude, degrees.
    Lat,
    /// Longitude, degrees.
    Lon,
    /// Where, as well-known text.
    Geometry,
    /// Open or closed.
    System,
    /// Kind of dwelling.
    Dwelling,
    /// Circulation fluid.
    Fluid,
    /// Since when the system exists.
    ExistingSince,
    /// A number.
    Quantity(Quantity),
}

impl Field {
    /// Every field but the derived quantities, in the order of the contract.
    pub fn all() -> impl Iterator<Item = Self> {
        let quantities = Quantity::ALL.into_iter().filter(|quantity| quantity.is_stated()).map(Self::Quantity);
        [Self::Id, Self::Applicant, Self::Date, Self::X, Self::Y, Self::Lat, Self::Lon, Self::Geometry, Self::System]
            .into_iter()
            .chain(quantities)
            .chain([Self::Dwelling, Self::Fluid, Self::ExistingSince])
    }

    /// The name of the field.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Applicant => "applicant",
            Self::Date => "date",
            Self::X => "x",
            Self::Y => "y",
            Self::Lat => "lat",
            Self::Lon => "lon",
            Self::Geometry => "geometry",
            Self::System => "system",
            Self::Dwelling => "dwelling",
            Self::Fluid => "fluid",
            Self::ExistingSince => "existing_since",
            Self::Quantity(quantity) => quantity.slug(),
        }
    }

    /// The field of a name; case does not matter. `wkt` is another name for `geometry`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let name = match name.trim() {
            wkt if wkt.eq_ignore_ascii_case("wkt") => Self::Geometry.name(),
            name => name,
        };
        Self::all().find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// The name most like one that is not known.
    #[must_use]
    pub fn suggest(name: &str) -> Option<&'static str> {
        suggest::nearest(name, Self::all().map(Self::name))
    }
}
