//! The coordinate reference systems of answers and of rectangles.

use bodemtoets_space::{Geographic, RdNew};
use geo::{Coord, Geometry, MapCoords as _};

/// Longitude and latitude.
pub(super) const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// RD New: the system that the maps are kept in, and that everything is computed in.
pub(crate) const RD_NEW: &str = "http://www.opengis.net/def/crs/EPSG/0/28992";

/// Those that may be asked for, the usual one first.
pub(crate) const ALL: &[&str] = &[CRS84, RD_NEW];

/// A coordinate reference system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Crs {
    /// Longitude and latitude, in that order.
    Crs84,
    /// RD New.
    RdNew,
}

impl Crs {
    /// That of an address; the usual one when there is none.
    pub(super) fn of(uri: Option<&str>) -> Self {
        if uri == Some(RD_NEW) { Self::RdNew } else { Self::Crs84 }
    }

    /// Its address.
    pub(super) fn uri(self) -> &'static str {
        match self {
            Self::Crs84 => CRS84,
            Self::RdNew => RD_NEW,
        }
    }

    /// A geometry of the map in this system: RD New to a millimetre, degrees in eight decimals.
    pub(super) fn write(self, geometry: &Geometry, rd: &RdNew) -> Geometry {
        let rounded = |value: f64, decimals: f64| (value * decimals).round() / decimals;
        geometry.map_coords(|place| match self {
            Self::RdNew => Coord { x: rounded(place.x, 1e3), y: rounded(place.y, 1e3) },
            Self::Crs84 => match rd.to_geographic(place) {
                Ok(Geographic { lon, lat }) => Coord { x: rounded(lon, 1e8), y: rounded(lat, 1e8) },
                // Maps lie in the Netherlands, where this cannot fail.
                Err(_) => place,
            },
        })
    }
}
