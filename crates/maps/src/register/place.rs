//! Places as registers write them, brought to RD New; axes the wrong way round are turned.

use geo::Coord;

use super::part::Position;
use crate::pack::Crs;
use bodemtoets_space::{LAT_RANGE, LON_RANGE, RdNew, in_netherlands};

/// The order in which two numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axes {
    /// x and y, or longitude and latitude.
    EastNorth,
    /// Latitude and longitude.
    NorthEast,
}

/// Two numbers in a coordinate system as a place; whether the axes were the wrong way round.
///
/// Nowhere in the Netherlands is one order as good as the other: x is below 300 km and y above, the
/// longitude below 8 degrees and the latitude above 50.
pub(super) fn place(first: f64, second: f64, crs: Crs, axes: Axes, rd: &RdNew) -> (Position, bool) {
    let (east, north) = match axes {
        Axes::EastNorth => (first, second),
        Axes::NorthEast => (second, first),
    };
    if let Some(at) = to_rd(east, north, crs, rd) {
        return (Position::Known(at), false);
    }
    match to_rd(north, east, crs, rd) {
        Some(at) => (Position::Known(at), true),
        None => (Position::Unusable(format!("{first} {second}")), false),
    }
}

/// The coordinate system of two numbers that do not say it.
pub(super) fn guess(first: f64, second: f64) -> Crs {
    let degrees = |lon: f64, lat: f64| LON_RANGE.contains(&lon) && LAT_RANGE.contains(&lat);
    if degrees(first, second) || degrees(second, first) { Crs::Geographic } else { Crs::RdNew }
}

fn to_rd(east: f64, north: f64, crs: Crs, rd: &RdNew) -> Option<Coord> {
    let at = crs.to_rd(Coord { x: east, y: north }, rd).ok()?;
    in_netherlands(at.x, at.y).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(first: f64, second: f64, crs: Crs, axes: Axes) -> (f64, f64, bool) {
        let (position, swapped) = place(first, second, crs, axes, &RdNew::new());
        let at = position.coord().unwrap();
        (at.x.round(), at.y.round(), swapped)
    }

    #[test]
    fn either_order_of_the_axes_is_the_same_place() {
        let amersfoort = (155_000.0, 463_000.0);
        let (x, y, swapped) = known(155_000.0, 463_000.0, Crs::RdNew, Axes::EastNorth);
        assert_eq!(((x, y), swapped), (amersfoort, false));
        let (x, y, swapped) = known(463_000.0, 155_000.0, Crs::RdNew, Axes::EastNorth);
        assert_eq!(((x, y), swapped), (amersfoort, true));
        let (x, y, swapped) = known(52.155_172_9, 5.387_203_66, Crs::Geographic, Axes::NorthEast);
        assert_eq!(((x, y), swapped), (amersfoort, false));
        let (x, y, swapped) = known(5.387_203_66, 52.155_172_9, Crs::Geographic, Axes::NorthEast);
        assert_eq!(((x, y), swapped), (amersfoort, true));
    }

    #[test]
    fn a_place_abroad_is_said_as_written() {
        let rd = RdNew::new();
        let (position, _) = place(47.97, 3.31, Crs::Geographic, Axes::NorthEast, &rd);
        assert_eq!(position, Position::Unusable("47.97 3.31".to_owned()));
        let (position, _) = place(f64::NAN, 3.31, Crs::RdNew, Axes::EastNorth, &rd);
        assert_eq!(position.coord(), None);
    }
}
