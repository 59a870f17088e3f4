//! Rectangles: `bbox=`, in the system of `bbox-crs=`.

use bodemtoets_space::{Geographic, LAT_RANGE, LON_RANGE, RdNew, Shape, X_RANGE, Y_RANGE};
use geo::{Coord, LineString, Polygon};

use super::crs::Crs;
use crate::problem::Problem;
use crate::words;

/// Parts of each side of a rectangle in degrees, which is bent in RD New: then it is right to some centimetres.
const PARTS: u32 = 256;

/// A rectangle as areas in RD New: none when it lies elsewhere, two where it goes around the back of the world.
#[derive(Debug)]
pub(crate) struct Bbox(pub(crate) Vec<Shape>);

impl Bbox {
    /// Reads four numbers, or six of which heights are passed over.
    ///
    /// # Errors
    /// When it is no rectangle.
    pub(crate) fn read(text: &str, crs: Crs, rd: &RdNew) -> Result<Self, Problem> {
        let wrong = || Problem::parameter("bbox", text, words::no_bbox(text));
        let numbers: Option<Vec<f64>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
        let (west, south, east, north) = match numbers.ok_or_else(wrong)?.as_slice() {
            [west, south, east, north] | [west, south, _, east, north, _] => (*west, *south, *east, *north),
            _ => return Err(wrong()),
        };
        if ![west, south, east, north].into_iter().all(f64::is_finite) || south > north {
            return Err(wrong());
        }
        match crs {
            Crs::RdNew if west > east => Err(wrong()),
            Crs::RdNew => {
                let (xs, ys) = (X_RANGE, Y_RANGE);
                let sides = (west.max(*xs.start()), south.max(*ys.start()), east.min(*xs.end()), north.min(*ys.end()));
                Ok(Self(area(sides, 1, Some).into_iter().collect()))
            }
            Crs::Crs84 => {
                let is_of_earth = |lon: f64, lat: f64| (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
                if !is_of_earth(west, south) || !is_of_earth(east, north) {
                    return Err(wrong());
                }
                let parts = if west <= east { vec![(west, east)] } else { vec![(west, 180.0), (-180.0, east)] };
                let to_rd = |Coord { x: lon, y: lat }| rd.to_rd(Geographic { lon, lat }).ok();
                let areas = parts.into_iter().filter_map(|(west, east)| {
                    let (lons, lats) = (LON_RANGE, LAT_RANGE);
                    let (west, east) = (west.max(*lons.start()), east.min(*lons.end()));
                    area((west, south.max(*lats.start()), east, north.min(*lats.end())), PARTS, to_rd)
                });
                Ok(Self(areas.collect()))
            }
        }
    }
}

/// The area of a rectangle, each side of it in parts; `None` when nothing of it is left. One without a width is a
/// line or a place, which may well lie in an area.
fn area(
    (west, south, east, north): (f64, f64, f64, f64),
    parts: u32,
    to_rd: impl Fn(Coord) -> Option<Coord>,
) -> Option<Shape> {
    if west > east || south > north {
        return None;
    }
    let corners = [(west, south), (east, south), (east, north), (west, north)].map(Coord::from);
    let mut ring = Vec::new();
    for (from, to) in corners.into_iter().zip(corners.into_iter().cycle().skip(1)) {
        for part in 0..parts {
            ring.push(to_rd(from + (to - from) * (f64::from(part) / f64::from(parts)))?);
        }
    }
    let geometry: geo::Geometry = if west < east && south < north {
        Polygon::new(LineString(ring), Vec::new()).into()
    } else if west < east || south < north {
        LineString(ring).into()
    } else {
        geo::Point(ring.first().copied()?).into()
    };
    Shape::from_geometry(geometry).ok().map(|(shape, _)| shape)
}
