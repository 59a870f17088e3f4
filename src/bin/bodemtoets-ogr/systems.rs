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

/// RD New, by its code or by its numbers: many files carry the projection without the code.
pub(super) fn is_rd_new(system: &SpatialRef, code: &str) -> bool {
    if matches!(code, "EPSG:28992" | "EPSG:7415") {
        return true;
    }
    let near = |name: &str, value: f64, within: f64| {
        system.get_proj_param(name).ok().flatten().is_some_and(|found| (found - value).abs() <= within)
    };
    system.is_projected()
        && near("false_easting", 155_000.0, 1e-3)
        && near("false_northing", 463_000.0, 1e-3)
        && near("latitude_of_origin", 52.156_160_556, 1e-6)
        && near("central_meridian", 5.387_638_889, 1e-6)
        && near("scale_factor", 0.999_907_9, 1e-7)
        && (system.linear_units() - 1.0).abs() < 1e-9
        && system.semi_major().is_ok_and(|axis| (axis - 6_377_397.155).abs() < 0.01)
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
        assert!(is_rd_new(&SpatialRef::from_wkt(&bare)?, ""));
        assert!(!is_rd_new(&SpatialRef::from_epsg(28991)?, ""));
        assert!(is_rd_new(&SpatialRef::from_epsg(7415)?, "EPSG:7415"));
        for code in [4326, 4258, 4979, 4937, 9286] {
            assert!(is_wgs84_or_etrs89(&SpatialRef::from_epsg(code)?, ""), "{code}");
        }
        for code in [4289, 4267, 28992, 25831] {
            assert!(!is_wgs84_or_etrs89(&SpatialRef::from_epsg(code)?, ""), "{code}");
        }
        Ok(())
    }
}
