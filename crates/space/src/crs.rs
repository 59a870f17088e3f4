//! Coordinate systems in which Dutch data come, by their names.

use geo::Coord;

use super::rd_new::{CrsError, Geographic, RdNew};

/// Coordinate systems that are read directly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crs {
    /// EPSG:28992, metres.
    RdNew,
    /// ETRS89 or WGS84, longitude and latitude in degrees.
    Geographic,
    /// ETRS89 or WGS84 in UTM zone 31 or 32 (EPSG:25831, 25832, 32631, 32632), metres.
    Utm(UtmZone),
    /// Web Mercator (EPSG:3857), metres that are none: stretched by 1.6 in the Netherlands.
    WebMercator,
}

/// The zones of UTM in which the Netherlands lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UtmZone {
    /// From the meridian of Greenwich to 6 degrees east.
    Z31,
    /// From 6 to 12 degrees east.
    Z32,
}

impl Crs {
    /// The coordinate system of a name such as `EPSG:28992` or `urn:ogc:def:crs:OGC:1.3:CRS84`.
    ///
    /// ```
    /// use bodemtoets_space::Crs;
    /// assert_eq!(Crs::parse("http://www.opengis.net/def/crs/EPSG/0/28992"), Some(Crs::RdNew));
    /// assert_eq!(Crs::parse("EPSG:3857"), Some(Crs::WebMercator));
    /// assert_eq!(Crs::parse("EPSG:31370"), None);
    /// ```
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let code = name.rsplit([':', '/', '#']).next()?.trim().to_ascii_uppercase();
        match code.as_str() {
            "28992" | "7415" | "AMERSFOORT_RD_NEW" | "RD NEW" | "RD_NEW" => Some(Self::RdNew),
            "4326" | "4258" | "4937" | "4979" | "CRS84" | "CRS84H" => Some(Self::Geographic),
            "25831" | "32631" => Some(Self::Utm(UtmZone::Z31)),
            "25832" | "32632" => Some(Self::Utm(UtmZone::Z32)),
            "3857" | "900913" | "102100" | "102113" | "3785" => Some(Self::WebMercator),
            _ => None,
        }
    }

    /// A place of this system in RD New: x or longitude first.
    ///
    /// # Errors
    /// When the place is outside the Netherlands, or PROJ cannot make the transformation.
    pub fn to_rd(self, place: Coord, rd: &RdNew) -> Result<Coord, CrsError> {
        let at = match self {
            Self::RdNew => return Ok(place),
            Self::Geographic => Geographic { lon: place.x, lat: place.y },
            Self::Utm(zone) => rd.from_utm(place, zone)?,
            Self::WebMercator => from_web_mercator(place),
        };
        rd.to_rd(at)
    }
}

/// Radius of the sphere of Web Mercator (EPSG:1024), metres.
const SPHERE_M: f64 = 6_378_137.0;

fn from_web_mercator(place: Coord) -> Geographic {
    let (lon, lat) = (place.x / SPHERE_M, (place.y / SPHERE_M).sinh().atan());
    Geographic { lon: lon.to_degrees(), lat: lat.to_degrees() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_is_the_same_in_every_system() {
        let rd = RdNew::new();
        // Beilen; the others by pyproj 3.7 from ETRS89.
        let expected = Coord { x: 232_289.0, y: 542_576.0 };
        let geographic = rd.to_geographic(expected).unwrap();
        let lon_lat = Coord { x: geographic.lon, y: geographic.lat };
        let sphere = Coord {
            x: geographic.lon.to_radians() * SPHERE_M,
            y: geographic.lat.to_radians().tan().asinh() * SPHERE_M,
        };
        for (crs, place) in [(Crs::RdNew, expected), (Crs::Geographic, lon_lat), (Crs::WebMercator, sphere)] {
            let at = crs.to_rd(place, &rd).unwrap();
            assert!((at.x - expected.x).hypot(at.y - expected.y) < 0.001, "{crs:?}: {at:?}");
        }
        // Longitude 3 east is the middle of zone 31, where x is 500 000 by definition.
        let back = rd.from_utm(Coord { x: 500_000.0, y: 5_700_000.0 }, UtmZone::Z31).unwrap();
        assert!((back.lon - 3.0).abs() < 1e-8 && (back.lat - 51.451_182_207).abs() < 1e-8, "{back:?}");
        // Of Amersfoort, computed with pyproj 3.7: 663 000, 5 781 000 is 5.382772333, 52.155403130.
        let at = Crs::Utm(UtmZone::Z31).to_rd(Coord { x: 663_000.0, y: 5_781_000.0 }, &rd).unwrap();
        let same = rd.to_rd(Geographic { lon: 5.382_772_333, lat: 52.155_403_130 }).unwrap();
        assert!((at.x - same.x).hypot(at.y - same.y) < 0.001);
    }
}
