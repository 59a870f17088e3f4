//! Where a feature may lie that cannot be used as it is, or that was repaired by a guess.
//!
//! A zone that is left out must make no place milder. So what is left of it says where it may be: there
//! the kinds of its layer are not known.

use geo::{BoundingRect, Coord, CoordsIter, Geometry, LineString, MapCoords, MultiPolygon, Polygon, Rect};

use super::report::What;
use bodemtoets_space::{Repair, Shape, ShapeError, X_RANGE, Y_RANGE, clip_ring, in_netherlands};

/// Where a feature may lie.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Whereabouts {
    /// Where it is drawn, and nowhere else.
    AsDrawn,
    /// In here too. The polygons may overlap.
    Within(Vec<Polygon>),
    /// Nothing tells where.
    Anywhere,
}

impl Whereabouts {
    /// The area, when it is not just that of the feature as it is drawn.
    pub(super) fn area(self) -> Option<MultiPolygon> {
        match self {
            Self::AsDrawn => None,
            Self::Within(polygons) => (!polygons.is_empty()).then_some(MultiPolygon(polygons)),
            Self::Anywhere => Some(MultiPolygon(vec![country().to_polygon()])),
        }
    }
}

/// A geometry as a shape, as far as it can be one.
#[derive(Debug)]
pub(super) struct Settled {
    pub shape: Result<(Shape, Vec<Repair>), What>,
    /// What was left out of it.
    pub stray: Option<What>,
    pub whereabouts: Whereabouts,
}

/// A corner outside the country is a slip when the corners next to it are inside, unless it lies this
/// near to the country, metres.
const BORDER_M: f64 = 20_000.0;

/// Corners beside each other outside the country, from which on a zone is taken to reach abroad.
const REACHES_ABROAD: usize = 3;

/// Makes a shape of a geometry in RD New. A place that could not be converted is not a number.
pub(super) fn settle(geometry: Geometry) -> Settled {
    let places: Vec<Coord> = geometry.coords_iter().collect();
    let within: Vec<Coord> = places.iter().copied().filter(|c| in_netherlands(c.x, c.y)).collect();
    if within.is_empty() {
        return if places.is_empty() { lost(What::Empty, Whereabouts::Anywhere) } else { abroad(&places) };
    }
    if within.len() == places.len() {
        return shaped(geometry, &within, None, Vec::new());
    }
    let outside = places.len() - within.len();
    let first = places.iter().find(|c| !in_netherlands(c.x, c.y)).copied().unwrap_or_default();
    let stray = Some(What::Stray { corners: outside, at: first });
    let mut around = Vec::new();
    match without_strays(geometry, &mut around) {
        Some(geometry) => shaped(geometry, &within, stray, around),
        None => Settled { stray, ..lost(What::Empty, Whereabouts::Within(vec![surroundings(&within)])) },
    }
}

fn shaped(geometry: Geometry, places: &[Coord], stray: Option<What>, mut around: Vec<Polygon>) -> Settled {
    match Shape::from_geometry(geometry) {
        Ok((shape, repairs)) => {
            for repair in &repairs {
                if let Repair::Doubtful { outline, .. } = repair {
                    around.extend(outline.0.iter().cloned());
                }
            }
            let whereabouts = if around.is_empty() { Whereabouts::AsDrawn } else { Whereabouts::Within(around) };
            Settled { shape: Ok((shape, repairs)), stray, whereabouts }
        }
        Err(error) => {
            let what = match error {
                ShapeError::Empty => What::Empty,
                ShapeError::NoArea => What::NoArea,
                other => What::WrongShape(other.to_string()),
            };
            around.push(surroundings(places));
            Settled { stray, ..lost(what, Whereabouts::Within(around)) }
        }
    }
}

fn lost(what: What, whereabouts: Whereabouts) -> Settled {
    Settled { shape: Err(what), stray: None, whereabouts }
}

/// A feature that lies abroad as a whole: it is nowhere here, unless its coordinates are the wrong way
/// round.
fn abroad(places: &[Coord]) -> Settled {
    let known: Vec<Coord> = places.iter().copied().filter(|c| c.x.is_finite() && c.y.is_finite()).collect();
    let Some(bounds) = LineString(known.clone()).bounding_rect() else {
        return lost(What::Abroad("its coordinates cannot be converted".to_owned()), Whereabouts::Anywhere);
    };
    let (low, high) = (bounds.min(), bounds.max());
    let what = format!("x {:.0} to {:.0}, y {:.0} to {:.0}", low.x, high.x, low.y, high.y);
    if known.iter().all(|c| in_netherlands(c.y, c.x)) {
        let turned: Vec<Coord> = known.iter().map(|c| Coord { x: c.y, y: c.x }).collect();
        let what = format!("{what}; x and y look swapped");
        return lost(What::Abroad(what), Whereabouts::Within(vec![surroundings(&turned)]));
    }
    lost(What::Abroad(what), abroad_as_drawn(&Geometry::LineString(LineString(known))))
}

/// Where a feature may lie whose coordinates are all abroad: there, unless they are all the same, such as
/// 0, 0. That is a fill value and no place at all.
pub(super) fn abroad_as_drawn(geometry: &Geometry) -> Whereabouts {
    let mut places = geometry.coords_iter();
    let first = places.next();
    let is_area = !matches!(geometry, Geometry::Point(_) | Geometry::MultiPoint(_));
    let all_the_same = first.is_none_or(|first| places.all(|place| place == first) && (is_area || first.x == 0.0));
    if all_the_same { Whereabouts::Anywhere } else { Whereabouts::AsDrawn }
}

/// The geometry without the corners that lie abroad by a slip, and without what lies abroad; `None` when
/// nothing is left.
fn without_strays(geometry: Geometry, around: &mut Vec<Polygon>) -> Option<Geometry> {
    match geometry {
        Geometry::Polygon(polygon) => Some(Geometry::Polygon(polygon_here(polygon, around)?)),
        Geometry::MultiPolygon(polygons) => {
            let here: Vec<Polygon> = polygons.into_iter().filter_map(|one| polygon_here(one, around)).collect();
            (!here.is_empty()).then_some(Geometry::MultiPolygon(MultiPolygon(here)))
        }
        Geometry::MultiPoint(points) => Some(Geometry::MultiPoint(
            points.into_iter().filter(|point| in_netherlands(point.x(), point.y())).collect(),
        )),
        Geometry::LineString(line) => Some(Geometry::LineString(line_here(line))),
        Geometry::MultiLineString(lines) => Some(Geometry::MultiLineString(lines.into_iter().map(line_here).collect())),
        Geometry::GeometryCollection(parts) => {
            let here: Vec<Geometry> = parts.into_iter().filter_map(|part| without_strays(part, around)).collect();
            (!here.is_empty()).then_some(Geometry::GeometryCollection(here.into()))
        }
        other => {
            let is_here = other.coords_iter().all(|c| in_netherlands(c.x, c.y));
            is_here.then_some(other)
        }
    }
}

fn line_here(line: LineString) -> LineString {
    line.0.into_iter().filter(|c| in_netherlands(c.x, c.y)).collect()
}

fn polygon_here(polygon: Polygon, around: &mut Vec<Polygon>) -> Option<Polygon> {
    let here: Vec<Coord> = polygon.coords_iter().filter(|c| in_netherlands(c.x, c.y)).collect();
    if here.is_empty() {
        return None;
    }
    let (exterior, interiors) = polygon.into_inner();
    let mut slipped = false;
    let exterior = ring_here(exterior, &mut slipped)?;
    let interiors: Vec<LineString> = interiors.into_iter().filter_map(|ring| ring_here(ring, &mut slipped)).collect();
    if slipped {
        around.push(surroundings(&here));
    }
    Some(Polygon::new(exterior, interiors))
}

/// A ring without what is abroad of it: cut off at the country's window where it reaches abroad, without
/// the corner where that is a slip.
fn ring_here(ring: LineString, slipped: &mut bool) -> Option<LineString> {
    if ring.0.iter().all(|c| in_netherlands(c.x, c.y)) {
        return Some(ring);
    }
    let window = country();
    let near = |c: &Coord| {
        let (low, high) = (window.min(), window.max());
        c.x >= low.x - BORDER_M && c.x <= high.x + BORDER_M && c.y >= low.y - BORDER_M && c.y <= high.y + BORDER_M
    };
    let outside: Vec<bool> = ring.0.iter().map(|c| !in_netherlands(c.x, c.y)).collect();
    let longest = outside.chunk_by(|one, other| one == other).filter(|run| run[0]).map(<[bool]>::len).max();
    let all_near = ring.0.iter().filter(|c| !in_netherlands(c.x, c.y)).all(near);
    let all_finite = ring.0.iter().all(|c| c.x.is_finite() && c.y.is_finite());
    let reaches_abroad = all_finite && (all_near || longest.unwrap_or(0) >= REACHES_ABROAD);
    let here: Vec<Coord> = if reaches_abroad {
        clip_ring(&ring.0, window)
    } else {
        *slipped = true;
        ring.0.into_iter().filter(|c| in_netherlands(c.x, c.y)).collect()
    };
    let mut here = LineString(here);
    here.close();
    (here.0.len() > 3).then_some(here)
}

/// The rectangle around some places, and as much again on each side: a corner that is missing lies
/// seldom further.
fn surroundings(places: &[Coord]) -> Polygon {
    let bounds = LineString(places.to_vec()).bounding_rect().unwrap_or_else(country);
    let around = bounds.width().max(bounds.height()).max(1.0);
    let around = Coord { x: around, y: around };
    Rect::new(bounds.min() - around, bounds.max() + around).to_polygon()
}

/// The rectangle in which the country lies.
fn country() -> Rect {
    Rect::new(Coord { x: *X_RANGE.start(), y: *Y_RANGE.start() }, Coord { x: *X_RANGE.end(), y: *Y_RANGE.end() })
}

/// The geometry with x and y exchanged.
pub(super) fn swapped(geometry: &Geometry) -> Geometry {
    geometry.map_coords(|c| Coord { x: c.y, y: c.x })
}

/// The rectangle around a geometry in RD New.
pub(super) fn around(geometry: &Geometry) -> Polygon {
    surroundings(&geometry.coords_iter().collect::<Vec<_>>())
}

#[cfg(test)]
#[expect(clippy::unreadable_literal, reason = "the macro for geometries takes plain numbers only")]
mod tests {
    use geo::wkt;

    use super::*;

    fn covers(whereabouts: Whereabouts, x: f64, y: f64) -> bool {
        let Some(area) = whereabouts.area() else { return false };
        Shape::from_geometry(area.into()).unwrap().0.covers(Coord { x, y })
    }

    #[test]
    fn a_stray_corner_costs_itself_and_leaves_the_rest_in_doubt() {
        let geometry = wkt!(POLYGON((232000. 547000., 233000. 547000., 233000. 548000., 0. 0., 232000. 547000.)));
        let settled = settle(geometry.into());
        let (shape, _) = settled.shape.unwrap();
        assert!(shape.covers(Coord { x: 232_900.0, y: 547_100.0 }));
        assert!(!shape.covers(Coord { x: 150_000.0, y: 400_000.0 }), "not along the spike");
        assert!(covers(settled.whereabouts, 232_100.0, 547_900.0), "where the corner belongs");
        assert!(matches!(settled.stray, Some(What::Stray { corners: 1, .. })));
    }

    #[test]
    fn a_part_far_away_takes_nothing_from_the_others() {
        let geometry = wkt!(MULTIPOLYGON(((232000. 547000., 233000. 547000., 233000. 548000., 232000. 547000.)),
            ((9000000. 9000000., 9000100. 9000000., 9000100. 9000100., 9000000. 9000000.))));
        let settled = settle(geometry.into());
        assert!(settled.shape.unwrap().0.covers(Coord { x: 232_900.0, y: 547_100.0 }));
        assert_eq!(settled.whereabouts, Whereabouts::AsDrawn);
    }

    #[test]
    fn a_zone_over_the_border_is_cut_off_there() {
        let sea = wkt!(POLYGON((100000. 620000., 200000. 620000., 200000. 700000., 100000. 700000., 100000. 620000.)));
        let settled = settle(sea.into());
        // Two corners beside each other, 71 km out: a slip is possible, and nothing is milder for it.
        assert!(covers(settled.whereabouts, 150_000.0, 628_000.0));
        let near = wkt!(POLYGON((100000. 620000., 200000. 620000., 200000. 640000., 100000. 640000., 100000. 620000.)));
        let settled = settle(near.into());
        assert!(settled.shape.unwrap().0.covers(Coord { x: 150_000.0, y: 628_000.0 }));
        assert_eq!(settled.whereabouts, Whereabouts::AsDrawn);
    }

    #[test]
    fn swapped_coordinates_leave_their_place_in_doubt() {
        let swapped = wkt!(POLYGON((547000. 232000., 547000. 233000., 548000. 233000., 547000. 232000.)));
        let settled = settle(swapped.into());
        assert!(matches!(settled.shape, Err(What::Abroad(_))));
        assert!(covers(settled.whereabouts, 232_500.0, 547_500.0));
    }

    #[test]
    fn a_zone_without_area_leaves_its_surroundings_in_doubt() {
        let flat = wkt!(POLYGON((232000. 547000., 233000. 547000., 232500. 547000., 232000. 547000.)));
        let settled = settle(flat.into());
        assert!(settled.shape.is_err());
        assert!(covers(settled.whereabouts, 232_500.0, 547_400.0));
    }
}
