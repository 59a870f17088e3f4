//! RD New (EPSG:28992) from and to geographic coordinates.
//!
//! PROJ does the work, with pipelines spelled out in full so that no `proj.db` is needed and a
//! copied binary gives the same numbers. Two transformations exist:
//!
//! * **RDNAPTRANS2018** with the correction grid `nl_nsgi_rdtrans2018.tif`, when PROJ finds that
//!   file (accuracy 1 mm, EPSG:9282);
//! * the **7-parameter** transformation otherwise (accuracy 0.25 m, EPSG:9281).
//!
//! WGS84 longitudes and latitudes are read as ETRS89, as is usual in the Netherlands. The two
//! frames drift apart by 2.5 cm a year (about 0.9 m in 2026); where a position must be better
//! than that, supply RD New or ETRS89.

use std::cell::OnceCell;
use std::ops::RangeInclusive;

use geo::Coord;
use proj::Proj;

use super::crs::UtmZone;

/// Longitudes that can lie in the Netherlands, its sea included, degrees.
pub const LON_RANGE: RangeInclusive<f64> = 2.0..=8.0;
/// Latitudes that can lie in the Netherlands, its sea included, degrees.
pub const LAT_RANGE: RangeInclusive<f64> = 50.0..=56.0;
/// RD New x that can lie in the Netherlands, metres.
pub const X_RANGE: RangeInclusive<f64> = -7_000.0..=300_000.0;
/// RD New y that can lie in the Netherlands, metres.
pub const Y_RANGE: RangeInclusive<f64> = 289_000.0..=629_000.0;

const GRID: &str = "nl_nsgi_rdtrans2018.tif";

const PROJECTION: &str = "+step +proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 \
     +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel";

/// A longitude and a latitude, ETRS89, degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Geographic {
    /// Degrees east of Greenwich.
    pub lon: f64,
    /// Degrees north of the equator.
    pub lat: f64,
}

/// How accurate a conversion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accuracy {
    /// RDNAPTRANS2018 with its correction grid: 1 mm.
    Grid,
    /// Seven parameters without a grid: 0.25 m.
    SevenParameters,
}

impl Accuracy {
    /// The accuracy in metres.
    #[must_use]
    pub fn metres(self) -> f64 {
        match self {
            Self::Grid => 0.001,
            Self::SevenParameters => 0.25,
        }
    }

    /// The name of the transformation.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Grid => "RDNAPTRANS2018 (grid nl_nsgi_rdtrans2018.tif)",
            Self::SevenParameters => "7 parameters (EPSG:9281)",
        }
    }
}

/// Why a coordinate could not be converted.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CrsError {
    /// PROJ could not make the transformation at all.
    #[error("PROJ cannot make the transformation to RD New: {0}")]
    Unavailable(String),
    /// The coordinate is outside the area where RD New is defined.
    #[error("longitude {lon}, latitude {lat} is outside the Netherlands (longitude 2 to 8, latitude 50 to 56 degrees)")]
    OutsideGeographic {
        /// Longitude as given.
        lon: f64,
        /// Latitude as given.
        lat: f64,
    },
    /// The coordinate is far outside the Netherlands in UTM.
    #[error("x {x}, y {y} is outside the Netherlands (UTM zone {zone})")]
    OutsideUtm {
        /// x as given.
        x: f64,
        /// y as given.
        y: f64,
        /// The zone.
        zone: u8,
    },
    /// The coordinate is outside the area where RD New is defined.
    #[error("x {x}, y {y} is outside RD New (x -7000 to 300000, y 289000 to 629000 m)")]
    OutsideRd {
        /// x as given.
        x: f64,
        /// y as given.
        y: f64,
    },
}

/// Whether an RD New coordinate can lie in the Netherlands (its bounding box, sea included).
///
/// ```
/// use bodemtoets_space::in_netherlands;
/// assert!(in_netherlands(155_000.0, 463_000.0)); // Amersfoort
/// assert!(!in_netherlands(463_000.0, 155_000.0)); // swapped
/// ```
#[must_use]
pub fn in_netherlands(x: f64, y: f64) -> bool {
    X_RANGE.contains(&x) && Y_RANGE.contains(&y)
}

/// Converts between geographic coordinates and RD New.
///
/// Not `Sync`: a PROJ context serves one thread, so make one per thread.
///
/// ```
/// use bodemtoets_space::{Geographic, RdNew};
/// let rd = RdNew::new();
/// let amersfoort = rd.to_rd(Geographic { lon: 5.387_203_657, lat: 52.155_172_897 })?;
/// assert!((amersfoort.x - 155_000.0).abs() < 0.25);
/// assert!((amersfoort.y - 463_000.0).abs() < 0.25);
/// # Ok::<(), bodemtoets_space::CrsError>(())
/// ```
#[derive(Default)]
pub struct RdNew {
    transformation: OnceCell<Transformation>,
    /// From UTM to longitude and latitude, for zones 31 and 32.
    utm: [OnceCell<Proj>; 2],
}

struct Transformation {
    pipeline: Proj,
    accuracy: Accuracy,
}

impl RdNew {
    /// A converter that makes its transformation when it is first used: that takes some
    /// milliseconds, and many screenings never need it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn transformation(&self) -> Result<&Transformation, CrsError> {
        if let Some(made) = self.transformation.get() {
            return Ok(made);
        }
        let made = Transformation::new()?;
        Ok(self.transformation.get_or_init(|| made))
    }

    /// How accurate the conversions are.
    ///
    /// # Errors
    /// When PROJ cannot make the transformation.
    pub fn accuracy(&self) -> Result<Accuracy, CrsError> {
        Ok(self.transformation()?.accuracy)
    }

    /// From longitude and latitude (ETRS89, degrees) to RD New (metres).
    ///
    /// # Errors
    /// When the place is outside the Netherlands, or PROJ cannot make the transformation.
    pub fn to_rd(&self, place: Geographic) -> Result<Coord, CrsError> {
        let Geographic { lon, lat } = place;
        let outside = CrsError::OutsideGeographic { lon, lat };
        // PROJ writes to stderr on bad input, so what it cannot do is not asked of it.
        if !LON_RANGE.contains(&lon) || !LAT_RANGE.contains(&lat) {
            return Err(outside);
        }
        let (x, y) = self.transformation()?.pipeline.convert((lon, lat)).map_err(|_| outside)?;
        Ok(Coord { x, y })
    }

    /// From UTM (ETRS89, metres) to longitude and latitude (ETRS89, degrees).
    ///
    /// # Errors
    /// When the place is far outside the Netherlands, or PROJ cannot make the transformation.
    pub fn from_utm(&self, place: Coord, zone: UtmZone) -> Result<Geographic, CrsError> {
        let Coord { x, y } = place;
        let (number, index) = match zone {
            UtmZone::Z31 => (31, 0),
            UtmZone::Z32 => (32, 1),
        };
        let outside = CrsError::OutsideUtm { x, y, zone: number };
        if !((-500_000.0..=1_500_000.0).contains(&x) && (5_000_000.0..=6_500_000.0).contains(&y)) {
            return Err(outside);
        }
        if self.utm[index].get().is_none() {
            let pipeline = format!(
                "+proj=pipeline +step +inv +proj=utm +zone={number} +ellps=GRS80 \
                 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
            );
            let made = Proj::new(&pipeline).map_err(|error| CrsError::Unavailable(error.to_string()))?;
            let _ = self.utm[index].set(made);
        }
        let converted = self.utm[index].get().map(|pipeline| pipeline.convert((x, y)));
        match converted {
            Some(Ok((lon, lat))) => Ok(Geographic { lon, lat }),
            _ => Err(outside),
        }
    }

    /// From RD New (metres) to longitude and latitude (ETRS89, degrees).
    ///
    /// # Errors
    /// When the place is outside the Netherlands, or PROJ cannot make the transformation.
    pub fn to_geographic(&self, place: Coord) -> Result<Geographic, CrsError> {
        let Coord { x, y } = place;
        let outside = CrsError::OutsideRd { x, y };
        if !in_netherlands(x, y) {
            return Err(outside);
        }
        let (lon, lat) = self.transformation()?.pipeline.project((x, y), true).map_err(|_| outside)?;
        Ok(Geographic { lon, lat })
    }
}

impl Transformation {
    /// The most accurate transformation that this computer can do.
    fn new() -> Result<Self, CrsError> {
        if grid_is_installed()
            && let Ok(pipeline) = Proj::new(&format!(
                "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad \
                 +step +inv +proj=hgridshift +grids={GRID} {PROJECTION}"
            ))
        {
            return Ok(Self { pipeline, accuracy: Accuracy::Grid });
        }
        let pipeline = Proj::new(&format!(
            "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad \
             +step +proj=push +v_3 +step +proj=cart +ellps=GRS80 \
             +step +inv +proj=helmert +x=565.7381 +y=50.4018 +z=465.2904 +rx=0.395025981036064 \
             +ry=-0.330772431242031 +rz=1.87607329462821 +s=4.07244 +convention=coordinate_frame \
             +step +inv +proj=cart +ellps=bessel +step +proj=pop +v_3 {PROJECTION}"
        ))
        .map_err(|error| CrsError::Unavailable(error.to_string()))?;
        Ok(Self { pipeline, accuracy: Accuracy::SevenParameters })
    }
}

/// Whether the grid lies where PROJ looks for it. PROJ complains on stderr about a missing grid,
/// so it is only asked for one that is there.
fn grid_is_installed() -> bool {
    let listed = ["PROJ_DATA", "PROJ_LIB"].into_iter().filter_map(std::env::var_os);
    let user = std::env::var_os("XDG_DATA_HOME")
        .map(std::path::PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| std::path::Path::new(&home).join(".local/share")));
    listed
        .flat_map(|paths| std::env::split_paths(&paths).collect::<Vec<_>>())
        .chain(user.map(|data| data.join("proj")))
        .any(|folder| folder.join(GRID).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reference pairs published by NSGI for RDNAPTRANS2018 (self-validation point 30010000 and
    /// the corner point of EPSG v12.054).
    const REFERENCE: [(f64, f64, f64, f64); 2] = [
        (4.712_120_126, 51.728_601_274, 108_360.879, 415_757.274_5),
        (7.180_899_528, 53.148_288_321, 275_000.0, 575_000.0),
    ];

    #[test]
    fn published_reference_points_are_met_within_the_stated_accuracy() {
        let rd = RdNew::new();
        for (lon, lat, x, y) in REFERENCE {
            let place = rd.to_rd(Geographic { lon, lat }).unwrap();
            let error = (place.x - x).hypot(place.y - y);
            assert!(error <= rd.accuracy().unwrap().metres(), "{error} m at {lon}, {lat}");
        }
    }

    #[test]
    fn there_and_back_is_the_same_place() {
        let rd = RdNew::new();
        for (x, y) in [(10_000.0, 400_000.0), (232_289.0, 542_576.0), (278_000.0, 310_000.0)] {
            let there = rd.to_geographic(Coord { x, y }).unwrap();
            let back = rd.to_rd(there).unwrap();
            assert!((back.x - x).hypot(back.y - y) < 0.001, "{back:?}");
        }
    }

    #[test]
    fn a_place_abroad_is_refused_in_words() {
        let rd = RdNew::new();
        let paris = rd.to_rd(Geographic { lon: 2.35, lat: 48.86 }).unwrap_err();
        assert!(paris.to_string().contains("outside the Netherlands"), "{paris}");
        assert!(rd.to_rd(Geographic { lon: f64::NAN, lat: 52.0 }).is_err());
    }
}
