//! The two coordinate systems of a GIO, by their names.

use geo::Coord;

use bodemtoets_space::Crs;

/// A coordinate system with the order in which it writes a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Srs {
    /// EPSG:28992: x, y in metres.
    Rd,
    /// EPSG:4258 by its URN: latitude, longitude in degrees.
    Etrs89,
}

impl Srs {
    /// By the name of the standard, or by the address of the same system; nothing else.
    pub fn parse(name: &str) -> Option<Self> {
        match name.trim() {
            "urn:ogc:def:crs:EPSG::28992" | "http://www.opengis.net/def/crs/EPSG/0/28992" => Some(Self::Rd),
            "urn:ogc:def:crs:EPSG::4258" | "http://www.opengis.net/def/crs/EPSG/0/4258" => Some(Self::Etrs89),
            _ => None,
        }
    }

    /// The system as the rest of the tool knows it.
    pub fn crs(self) -> Crs {
        match self {
            Self::Rd => Crs::RdNew,
            Self::Etrs89 => Crs::Geographic,
        }
    }

    /// A position as a place with x or longitude first.
    pub fn place(self, first: f64, second: f64) -> Coord {
        match self {
            Self::Rd => Coord { x: first, y: second },
            Self::Etrs89 => Coord { x: second, y: first },
        }
    }
}
