//! Coordinate systems: by their code, and which of them are the two that are passed on.

use gdal::errors::GdalError;
use gdal::spatial_ref::SpatialRef;

/// A coordinate system by its code. GDAL looks codes up in a database of PROJ that can be missing
/// or be of another version; for the three that matter here, it is then told what they are.
pub(super) fn known_system(code: &str) -> Result<SpatialRef, GdalError> {
    SpatialRef::from_definition(code).or_else(|error| match code {
        "EPSG:28992" => SpatialRef::from_wkt(RD_NEW),
        "EPSG:4258" => SpatialRef::from_wkt(ETRS89),
        "EPSG:4326" => SpatialRef::from_wkt(WGS84),
        _ => Err(error),
    })
}

const RD_NEW: &str = r#"PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",SPHEROID["Bessel 1841",6377397.155,299.1528128,AUTHORITY["EPSG","7004"]],AUTHORITY["EPSG","6289"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4289"]],PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",52.1561605555556],PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],PARAMETER["false_easting",155000],PARAMETER["false_northing",463000],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","28992"]]"#;

const ETRS89: &str = r#"GEOGCS["ETRS89",DATUM["European_Terrestrial_Reference_System_1989",SPHEROID["GRS 1980",6378137,298.257222101,AUTHORITY["EPSG","7019"]],AUTHORITY["EPSG","6258"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4258"]]"#;

const WGS84: &str = r#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]"#;

/// How much a system is like RD New.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Likeness {
    /// It is RD New.
    Same,
    /// It is another.
    Other,
    /// It has the numbers of RD New, and something that contradicts them.
    Doubtful(String),
}

/// RD New, by its code or by its numbers: many files carry the projection without the code, with numbers
/// that were rounded, without a datum or with one whose rotations are in another unit. The place where
/// its false origin lies is that of no other system.
pub(super) fn likeness_to_rd_new(system: &SpatialRef, code: &str) -> Likeness {
    if matches!(code, "EPSG:28992" | "EPSG:7415") {
        return Likeness::Same;
    }
    let near = |name: &str, value: f64, within: f64| {
        system.get_proj_param(name).ok().flatten().is_some_and(|found| (found - value).abs() <= within)
    };
    let projection = system.get_attr_value("PROJECTION", 0).ok().flatten().unwrap_or_default().to_ascii_lowercase();
    let alike = system.is_projected()
        && projection.contains("stereographic")
        && near("false_easting", 155_000.0, 1.0)
        && near("false_northing", 463_000.0, 1.0)
        && near("latitude_of_origin", 52.156_160_556, 0.01)
        && near("central_meridian", 5.387_638_889, 0.01)
        && near("scale_factor", 0.999_907_9, 2e-5);
    if !alike {
        return Likeness::Other;
    }
    if (system.linear_units() - 1.0).abs() > 1e-6 {
        return Likeness::Doubtful("another unit than the metre".to_owned());
    }
    match system.semi_major() {
        Ok(axis) if (axis - 6_377_397.155).abs() < 1.0 => Likeness::Same,
        Ok(axis) => Likeness::Doubtful(format!("another ellipsoid than Bessel 1841 (semi-major axis {axis} m)")),
        Err(_) => Likeness::Doubtful("no ellipsoid".to_owned()),
    }
}

/// Longitude and latitude on the datum of RD New, without what the file itself says of its way to ETRS89:
/// the rotations are often in another unit than they should be, which is 100 m.
pub(super) fn as_amersfoort(system: &SpatialRef) -> Option<SpatialRef> {
    let datum = system.get_attr_value("DATUM", 0).ok().flatten().unwrap_or_default().to_ascii_lowercase();
    let shift =
        |at: usize| system.get_attr_value("TOWGS84", at).ok().flatten().and_then(|value| value.parse::<f64>().ok());
    let near = |at: usize, value: f64| shift(at).is_some_and(|found| (found - value).abs() < 5.0);
    let bessel = system.semi_major().is_ok_and(|axis| (axis - 6_377_397.155).abs() < 1.0);
    let is_amersfoort = datum.contains("amersfoort") || (near(0, 565.0) && near(1, 50.0) && near(2, 465.0));
    if !(system.is_geographic() && bessel && is_amersfoort) {
        return None;
    }
    let mut plain = known_system("EPSG:4289").ok()?;
    plain.set_axis_mapping_strategy(system.axis_mapping_strategy());
    Some(plain)
}

/// Degrees beyond the area of a system that still count as within: borders are drawn coarsely.
const AREA_SLACK: f64 = 0.05;

/// The area for which a system is meant, when its datum holds nowhere else.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Valid {
    longitude: (f64, f64),
    latitude: (f64, f64),
}

impl Valid {
    /// The area of a system; nothing for those on the datum of GPS or of the European plate, which
    /// are exact everywhere.
    pub(super) fn of(system: &SpatialRef) -> Option<Self> {
        let datum = system.get_attr_value("DATUM", 0).ok().flatten().unwrap_or_default().to_ascii_uppercase();
        if datum.is_empty() || ["WGS", "WORLD", "ETRS", "EUROPEAN_TERRESTRIAL"].iter().any(|it| datum.contains(it)) {
            return None;
        }
        let area = system.area_of_use()?;
        let (west, east) = (area.west_lon_degree, area.east_lon_degree);
        (west < east)
            .then_some(Self { longitude: (west, east), latitude: (area.south_lat_degree, area.north_lat_degree) })
    }

    pub(super) fn holds(&self, lon: f64, lat: f64) -> bool {
        let within = |value: f64, (low, high): (f64, f64)| value >= low - AREA_SLACK && value <= high + AREA_SLACK;
        within(lon, self.longitude) && within(lat, self.latitude)
    }
}

impl std::fmt::Display for Valid {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { longitude, latitude } = self;
        write!(out, "longitude {} to {}, latitude {} to {}", longitude.0, longitude.1, latitude.0, latitude.1)
    }
}

/// Longitude and latitude of GPS or of the European plate: less than a metre apart, and taken as
/// one by everybody who publishes Dutch maps.
pub(super) fn is_wgs84_or_etrs89(system: &SpatialRef, code: &str) -> bool {
    // 2D, 3D, with heights above NAP or EVRF, and the newer realisations.
    let known = [
        "EPSG:4326",
        "EPSG:4258",
        "EPSG:4979",
        "EPSG:4937",
        "EPSG:7423",
        "EPSG:9286",
        "EPSG:9067",
        "EPSG:7931",
        "OGC:CRS84",
        "OGC:CRS84h",
    ];
    if known.contains(&code) {
        return true;
    }
    let datum = system.get_attr_value("DATUM", 0).ok().flatten().unwrap_or_default();
    let meridian = system.get_attr_value("PRIMEM", 1).ok().flatten().and_then(|value| value.parse::<f64>().ok());
    system.is_geographic()
        && !system.is_derived_geographic()
        && (system.angular_units() - 1_f64.to_radians()).abs() < 1e-12
        && meridian.is_some_and(|degrees| degrees == 0.0)
        && ["WGS_1984", "WGS 84", "European_Terrestrial_Reference_System_1989", "D_WGS_1984", "D_ETRS_1989"].iter().any(
            |known| {
                datum == *known
                    || datum.starts_with(&format!("{known}_ensemble"))
                    || datum.starts_with(&format!("{known} ensemble"))
            },
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_known_without_its_code() -> Result<(), GdalError> {
        let bare = RD_NEW.replace(r#",AUTHORITY["EPSG","28992"]"#, "");
        let likeness = |wkt: &str| SpatialRef::from_wkt(wkt).map(|system| likeness_to_rd_new(&system, ""));
        assert_eq!(likeness(&bare)?, Likeness::Same);
        assert_eq!(likeness_to_rd_new(&SpatialRef::from_epsg(28991)?, ""), Likeness::Other);
        assert_eq!(likeness_to_rd_new(&SpatialRef::from_epsg(7415)?, "EPSG:7415"), Likeness::Same);
        // Rounded, and without its datum.
        for (whole, rounded) in [
            ("0.9999079", "0.999908"),
            ("0.9999079", "0.99991"),
            ("52.1561605555556", "52.15616"),
            ("\"Amersfoort\",SPHEROID", "\"unknown\",SPHEROID"),
        ] {
            assert_eq!(likeness(&bare.replace(whole, rounded))?, Likeness::Same, "{rounded}");
        }
        let on_another_ellipsoid = bare.replace("6377397.155,299.1528128", "6378137,298.257223563");
        assert!(matches!(likeness(&on_another_ellipsoid)?, Likeness::Doubtful(_)));
        assert!(matches!(
            likeness(&bare.replace(r#"UNIT["metre",1,"#, r#"UNIT["kilometre",1000,"#))?,
            Likeness::Doubtful(_)
        ));
        for code in [4326, 4258, 4979, 4937, 9286] {
            assert!(is_wgs84_or_etrs89(&SpatialRef::from_epsg(code)?, ""), "{code}");
        }
        for code in [4289, 4267, 28992, 25831] {
            assert!(!is_wgs84_or_etrs89(&SpatialRef::from_epsg(code)?, ""), "{code}");
        }
        Ok(())
    }

    #[test]
    fn a_system_of_another_country_holds_only_there() -> Result<(), GdalError> {
        let belgium = Valid::of(&SpatialRef::from_epsg(31370)?);
        assert!(belgium.as_ref().is_some_and(|area| area.holds(4.4, 51.2) && !area.holds(6.5, 52.9)));
        for everywhere in [25831, 25832, 3857, 4258] {
            assert_eq!(Valid::of(&SpatialRef::from_epsg(everywhere)?), None, "{everywhere}");
        }
        Ok(())
    }
}
