//! The names of the fields of an application.

use bodemtoets_law::rules::Quantity;
use bodemtoets_words::suggest;

/// Letters of a name that a shapefile keeps.
const SHAPEFILE_LETTERS: usize = 10;

/// A field of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Id.
    Id,
    /// Who applies.
    Applicant,
    /// Number of the case at the authority.
    CaseNumber,
    /// Address.
    Address,
    /// Cadastral parcel.
    Parcel,
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
    /// What somebody read on a map that is not in the pack.
    Given,
    /// Which map that was.
    GivenSource,
    /// Who read it.
    GivenBy,
    /// When.
    GivenDate,
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
            .chain([Self::Given, Self::GivenSource, Self::GivenBy, Self::GivenDate])
            .chain([Self::CaseNumber, Self::Address, Self::Parcel])
    }

    /// The name of the field.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Applicant => "applicant",
            Self::CaseNumber => "case_number",
            Self::Address => "address",
            Self::Parcel => "parcel",
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
            Self::Given => "given",
            Self::GivenSource => "given_source",
            Self::GivenBy => "given_by",
            Self::GivenDate => "given_date",
            Self::Quantity(quantity) => quantity.slug(),
        }
    }

    /// The field of a name; case does not matter. `wkt` is another name for `geometry`. A shapefile keeps ten
    /// letters of a name, which are a field as well.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let name = match name.trim() {
            wkt if wkt.eq_ignore_ascii_case("wkt") => Self::Geometry.name(),
            name => name,
        };
        let is = |field: &Self| field.name().eq_ignore_ascii_case(name);
        let begins = |field: &Self| {
            let start = field.name().get(..SHAPEFILE_LETTERS);
            name.len() == SHAPEFILE_LETTERS && start.is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        Self::all().find(is).or_else(|| Self::all().find(begins))
    }

    /// Whether a table may have such a column for its own sake: it is read, and comes back with the others that are
    /// not ours.
    #[must_use]
    pub fn is_their_own(self) -> bool {
        matches!(self, Self::CaseNumber | Self::Address | Self::Parcel)
    }

    /// The name most like one that is not known.
    #[must_use]
    pub fn suggest(name: &str) -> Option<&'static str> {
        suggest::nearest(name, Self::all().map(Self::name))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_fields_begin_with_the_same_ten_letters() {
        let starts = Field::all().map(|field| field.name().chars().take(SHAPEFILE_LETTERS).collect::<String>());
        assert_eq!(starts.collect::<HashSet<_>>().len(), Field::all().count());
    }

    #[test]
    fn a_name_is_understood_as_a_shapefile_cuts_it() {
        for (cut, field) in [
            ("drilling_d", Quantity::DrillingDepthM),
            ("SCREEN_BOT", Quantity::ScreenBottomM),
            ("annual_vol", Quantity::AnnualVolumeM3),
        ] {
            assert_eq!(Field::find(cut), Some(Field::Quantity(field)));
        }
        assert_eq!(Field::find("existing_s"), Some(Field::ExistingSince));
        assert_eq!([Field::find("drilling"), Field::find("drilling_de"), Field::find("drilling_x")], [None; 3]);
    }
}
