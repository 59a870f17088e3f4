//! Invalid polygons: found, repaired, and reported.
//!
//! Published zones have been rounded and simplified, so that rings cross themselves or each
//! other. Whoever repairs them chooses what the law says about the disputed slivers. Here a
//! doubtful sliver counts as *in* the zone: the parts of a ring that winds around a place, in
//! whatever direction and however often, are inside it (the nonzero rule), and only what lies in
//! an interior ring is taken out. A screening may be too strict in a sliver, never too mild.
//!
//! Which ring is the outer one does not depend on the order in which they are written: it is the one
//! that lies around the others.
//!
//! What is rebuilt has its corners moved to a lattice, by some micrometres; so the rings as published
//! are kept beside it ([`Repaired::published`]), and what lies in them is in. Where a repair is a guess,
//! because more than a square metre hangs on it, [`Repair::Doubtful`] says where the area may reach
//! besides.

use geo::{
    Area as _, BoundingRect, ConvexHull, Coord, Intersects, LineString, MultiPoint, MultiPolygon, Polygon, Rect,
};

use super::area::Area;
use super::crossings::{Crossing, TooMany, crossings};
use super::lattice::{Cutter, Lattice};

/// A repair that changes the signed sum of the rings by more than this is a guess, square metres: a lobe of one square
/// metre that runs the wrong way round changes it by two.
const CERTAIN_M2: f64 = 2.0;

/// As many places are told apart where a ring is in doubt; of more, the whole outline is.
const MOST_DOUBTS: usize = 200;

/// What was done to make an area valid.
#[derive(Debug, Clone, PartialEq)]
pub enum Repair {
    /// A geometry collection of areas (or lines, or points) became one multi-geometry.
    CollectionFlattened,
    /// Rings with fewer than three different places were dropped.
    DegenerateRingsDropped(usize),
    /// Rings that ran the wrong way round were turned.
    RingsReoriented(usize),
    /// Polygons whose first ring was a hole: the ring around it was taken for the outer one.
    RingsReordered(usize),
    /// Rings crossed themselves or each other, or holes lay outside their polygon or in each
    /// other; the area was rebuilt. Areas in square metres, one of the crossings in RD New.
    Rebuilt {
        /// A place where rings cross or overlap.
        at: Coord,
        /// Signed sum of the rings before.
        before_m2: f64,
        /// Area after.
        after_m2: f64,
    },
    /// The repair is a guess: the area may also hold what lies in here.
    Doubtful {
        /// A place where it is in doubt.
        at: Coord,
        /// Where the area may reach besides. The polygons may overlap.
        outline: MultiPolygon,
    },
}

/// Polygons made valid.
#[derive(Debug, Clone, PartialEq)]
pub struct Repaired {
    /// Valid polygons.
    pub polygons: MultiPolygon,
    /// Of the polygons that were rebuilt, the rings as they were published: the outer ring first.
    pub published: Vec<Polygon>,
    /// What was done.
    pub repairs: Vec<Repair>,
}

/// A polygon that crosses itself more often than [`super::MOST_CROSSINGS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooTangled;

impl From<TooMany> for TooTangled {
    fn from(_: TooMany) -> Self {
        Self
    }
}

/// Makes polygons valid: rings closed, not degenerate, exterior counter-clockwise and interior
/// clockwise, and nothing crossing.
///
/// Polygons that are valid come out with the coordinates they went in with.
///
/// # Errors
/// When a polygon crosses itself too often to say what was meant.
pub fn repair(polygons: MultiPolygon) -> Result<Repaired, TooTangled> {
    let mut work = Work::default();
    for polygon in polygons {
        work.add(polygon)?;
    }
    Ok(work.finish())
}

#[derive(Default)]
struct Work {
    parts: Vec<Polygon>,
    published: Vec<Polygon>,
    doubts: Vec<Polygon>,
    dropped: usize,
    turned: usize,
    reordered: usize,
    rebuilt: Option<(Coord, f64, f64)>,
}

impl Work {
    fn add(&mut self, polygon: Polygon) -> Result<(), TooTangled> {
        let (exterior, interiors) = polygon.into_inner();
        let mut rings: Vec<LineString> = std::iter::once(exterior).chain(interiors).collect();
        let (count, is_hole_of_nothing) = (rings.len(), is_degenerate(&rings[0]));
        rings.retain(|ring| !is_degenerate(ring));
        self.dropped += count - rings.len();
        if is_hole_of_nothing {
            // What was around these holes is not known.
            self.dropped += rings.len();
            self.doubts.extend(rings.iter().map(hull));
            return Ok(());
        }
        let outer = outermost(&rings);
        self.reordered += usize::from(outer != 0);
        let mut exterior = rings.remove(outer);
        let mut interiors = rings;
        self.turned += usize::from(orient(&mut exterior, true));
        self.turned += interiors.iter_mut().map(|ring| usize::from(orient(ring, false))).sum::<usize>();
        let polygon = Polygon::new(exterior, interiors);
        let crossings = crossings(&polygon)?;
        let misplaced = if crossings.is_empty() { misplaced_holes(&polygon) } else { Vec::new() };
        let Some(at) = crossings.first().map(|crossing| crossing.at).or(misplaced.first().map(|ring| ring.0[0])) else {
            self.parts.push(polygon);
            return Ok(());
        };
        let before = polygon.unsigned_area();
        let valid = rebuild(&polygon);
        let after = valid.unsigned_area();
        if !misplaced.is_empty() {
            self.doubts.extend(misplaced.into_iter().map(hull));
        } else if (after - before).abs() > CERTAIN_M2 {
            self.doubts.extend(doubts(&polygon, &crossings));
        }
        let (_, total_before, total_after) = self.rebuilt.unwrap_or((at, 0.0, 0.0));
        self.rebuilt = Some((at, total_before + before, total_after + after));
        self.parts.extend(valid);
        self.published.push(polygon);
        Ok(())
    }

    fn finish(self) -> Repaired {
        let mut repairs = Vec::new();
        if self.dropped > 0 {
            repairs.push(Repair::DegenerateRingsDropped(self.dropped));
        }
        if self.reordered > 0 {
            repairs.push(Repair::RingsReordered(self.reordered));
        }
        if self.turned > 0 {
            repairs.push(Repair::RingsReoriented(self.turned));
        }
        if let Some((at, before_m2, after_m2)) = self.rebuilt {
            repairs.push(Repair::Rebuilt { at, before_m2, after_m2 });
        }
        let outline: MultiPolygon = self.doubts.into_iter().filter(|polygon| polygon.unsigned_area() > 0.0).collect();
        if let Some(at) = outline.0.first().and_then(|polygon| polygon.exterior().0.first().copied()) {
            repairs.push(Repair::Doubtful { at, outline });
        }
        Repaired { polygons: MultiPolygon(self.parts), published: self.published, repairs }
    }
}

/// A ring without area: fewer than three different places.
fn is_degenerate(ring: &LineString) -> bool {
    let Some(&first) = ring.0.first() else { return true };
    let Some(&second) = ring.0.iter().find(|&&c| c != first) else { return true };
    !ring.0.iter().any(|&c| c != first && c != second)
}

/// Which ring lies around the others. That is the first one, unless another lies around it.
fn outermost(rings: &[LineString]) -> usize {
    let bounds: Vec<Option<Rect>> = rings.iter().map(BoundingRect::bounding_rect).collect();
    let mut outer = 0;
    for (index, ring) in bounds.iter().enumerate().skip(1) {
        let (Some(own), Some(other)) = (bounds[outer], ring) else { continue };
        // A ring that pokes out a little lies within it all the same.
        let slack = Coord { x: own.width(), y: own.height() } * 0.05;
        let (low, high) = (own.min() + slack, own.max() - slack);
        let around =
            other.min().x <= low.x && other.min().y <= low.y && other.max().x >= high.x && other.max().y >= high.y;
        let larger = other.width() * other.height() > own.width() * own.height();
        if around && larger {
            outer = index;
        }
    }
    outer
}

/// Turns a ring the right way round. Whether it had to be turned.
fn orient(ring: &mut LineString, counter_clockwise: bool) -> bool {
    let signed = signed_area(ring);
    let wrong = if counter_clockwise { signed < 0.0 } else { signed > 0.0 };
    if wrong {
        ring.0.reverse();
    }
    wrong
}

/// Shoelace area about the first vertex, so that large coordinates lose no digits.
fn signed_area(ring: &LineString) -> f64 {
    let origin = ring.0[0];
    ring.lines()
        .map(|line| {
            let (a, b) = (line.start - origin, line.end - origin);
            a.x * b.y - b.x * a.y
        })
        .sum::<f64>()
        / 2.0
}

/// Union of what the exterior winds around, without what the interiors wind around.
fn rebuild(polygon: &Polygon) -> MultiPolygon {
    let Some(bounds) = polygon.bounding_rect() else { return MultiPolygon(Vec::new()) };
    let lattice = Lattice::around(bounds);
    let wound = |ring: &LineString| lattice.pieces(&MultiPolygon(vec![Polygon::new(ring.clone(), Vec::new())]));
    let mut solid = wound(polygon.exterior());
    // Hole by hole: of rings that run opposite ways, the windings would cancel out.
    for hole in polygon.interiors() {
        let Some(cutter) = Cutter::new(&lattice, std::iter::once(hole.0.as_slice())) else { continue };
        solid = solid.iter().flat_map(|piece| piece.split(&cutter).1).collect();
    }
    solid.iter().map(|piece| lattice.polygon(piece)).collect()
}

/// Where an area may reach besides, when its corners were in another order than was meant: between the
/// ends of the edges that cross.
fn doubts(polygon: &Polygon, crossings: &[Crossing]) -> Vec<Polygon> {
    if crossings.len() > MOST_DOUBTS {
        return std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(hull).collect();
    }
    let around = |crossing: &Crossing| MultiPoint::from(crossing.corners.to_vec()).convex_hull();
    crossings.iter().map(around).collect()
}

fn hull(ring: &LineString) -> Polygon {
    ring.convex_hull()
}

/// Holes outside the exterior ring or inside another hole. Rings are known not to cross, so one
/// vertex that is not on the other ring's boundary decides.
fn misplaced_holes(polygon: &Polygon) -> Vec<&LineString> {
    if polygon.interiors().is_empty() {
        return Vec::new();
    }
    let solid = |ring: &LineString| Area::new(MultiPolygon(vec![Polygon::new(ring.clone(), Vec::new())]));
    let Some(exterior) = solid(polygon.exterior()) else { return Vec::new() };
    let holes: Vec<Option<Area>> = polygon.interiors().iter().map(solid).collect();
    let is_misplaced = |index: usize, hole: &Area| {
        let outside = hole.vertices().any(|vertex| !exterior.covers(vertex));
        let nested = || {
            holes.iter().enumerate().filter(|(other, _)| *other != index).any(|(_, other)| {
                other.as_ref().is_some_and(|other| {
                    other.bounds().intersects(&hole.bounds())
                        && hole.vertices().any(|v| other.position(v) == geo::coordinate_position::CoordPos::Inside)
                })
            })
        };
        outside || nested()
    };
    let rings = polygon.interiors().iter().zip(&holes).enumerate();
    rings
        .filter(|(index, (_, hole))| hole.as_ref().is_some_and(|hole| is_misplaced(*index, hole)))
        .map(|(_, (ring, _))| ring)
        .collect()
}

#[cfg(test)]
mod tests {
    use geo::wkt;

    use super::*;

    fn repaired(polygon: Polygon) -> Repaired {
        repair(MultiPolygon(vec![polygon])).unwrap()
    }

    fn area_after(polygon: Polygon) -> (f64, Vec<Repair>) {
        let Repaired { polygons, repairs, .. } = repaired(polygon);
        (polygons.unsigned_area(), repairs)
    }

    fn doubted_m2(repairs: &[Repair]) -> f64 {
        let outlines = repairs
            .iter()
            .filter_map(|it| if let Repair::Doubtful { outline, .. } = it { Some(outline) } else { None });
        outlines.map(geo::Area::unsigned_area).sum()
    }

    #[test]
    fn a_valid_polygon_keeps_its_coordinates() {
        let polygon: Polygon = wkt!(POLYGON((0. 0., 4. 0., 4. 4., 0. 4., 0. 0.), (1. 1., 1. 2., 2. 2., 2. 1., 1. 1.)));
        let untouched = Repaired { polygons: MultiPolygon(vec![polygon.clone()]), published: vec![], repairs: vec![] };
        assert_eq!(repaired(polygon), untouched);
    }

    #[test]
    fn both_lobes_of_a_bow_tie_are_in() {
        let (area, repairs) = area_after(wkt!(POLYGON((0. 0., 0. 10., 10. 0., 10. 10., 0. 0.))));
        assert!((area - 50.0).abs() < 1e-3, "{area}");
        assert!(repairs.iter().any(|repair| matches!(repair, Repair::Rebuilt { .. })), "{repairs:?}");
        // Two corners that changed places make a bow tie: the whole square is in doubt.
        assert!((doubted_m2(&repairs) - 100.0).abs() < 1e-9, "{repairs:?}");
    }

    #[test]
    fn a_ring_that_crosses_itself_at_a_corner_is_rebuilt() {
        let (area, repairs) = area_after(wkt!(POLYGON((0. 0., 50. 50., 100. 100., 100. 0., 50. 50., 0. 100., 0. 0.))));
        assert!((area - 5_000.0).abs() < 1e-2, "{area} {repairs:?}");
    }

    #[test]
    fn the_order_of_rings_means_nothing() {
        let square: LineString = wkt!(LINESTRING(0. 0., 9. 0., 9. 9., 0. 9., 0. 0.));
        let small: LineString = wkt!(LINESTRING(1. 1., 1. 3., 3. 3., 3. 1., 1. 1.));
        let other: LineString = wkt!(LINESTRING(5. 5., 5. 6., 6. 6., 6. 5., 5. 5.));
        let expected = 81.0 - 4.0 - 1.0;
        let rings = [square, small, other];
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            for turned in 0..8_u8 {
                let ring = |at: usize| {
                    let mut ring = rings[order[at]].clone();
                    if turned >> at & 1 == 1 {
                        ring.0.reverse();
                    }
                    ring
                };
                let (area, repairs) = area_after(Polygon::new(ring(0), vec![ring(1), ring(2)]));
                assert!((area - expected).abs() < 1e-9, "{order:?} {turned}: {area}");
                assert!(!repairs.iter().any(|it| matches!(it, Repair::Rebuilt { .. } | Repair::Doubtful { .. })));
            }
        }
    }

    #[test]
    fn a_sliver_of_a_crossing_is_no_doubt() {
        // The ring crosses itself in a triangle of some square millimetres.
        let (_, repairs) =
            area_after(wkt!(POLYGON((0. 0., 500. 0., 500.001 0.01, 500.002 -0.01, 500. 500., 0. 500., 0. 0.))));
        assert!(!repairs.iter().any(|it| matches!(it, Repair::Doubtful { .. })), "{repairs:?}");
    }

    #[test]
    fn a_tangle_is_given_up() {
        let ring = (0..2_000_u32).map(|i| Coord { x: f64::from(i * 7_919 % 10_007), y: f64::from(i * 6_101 % 9_973) });
        assert_eq!(repair(MultiPolygon(vec![Polygon::new(ring.collect(), vec![])])), Err(TooTangled));
    }

    #[test]
    fn a_loop_wound_twice_stays_in() {
        // A square whose ring goes round a corner block a second time.
        let twice = wkt!(POLYGON((0. 0., 8. 0., 8. 8., 2. 8., 2. 2., 6. 2., 6. 6., 0. 6., 0. 0.)));
        let (area, _) = area_after(twice);
        assert!((area - 60.0).abs() < 1e-3, "{area}");
    }

    #[test]
    fn a_pocket_that_a_ring_encloses_and_does_not_wind_around_stays_out() {
        let pocket = wkt!(POLYGON((0. 0., 0. 8., 8. 6., 6. 12., 10. 2., 0. 2., 6. 12., 0. 0.)));
        let (area, _) = area_after(pocket);
        assert!((area - 48.169).abs() < 1e-3, "{area}");
    }

    #[test]
    fn a_repeated_hole_is_taken_out_once() {
        let (area, _) = area_after(
            wkt!(POLYGON((0. 0., 4. 0., 4. 4., 0. 4., 0. 0.), (1. 1., 1. 2., 2. 2., 2. 1., 1. 1.), (1. 1., 1. 2., 2. 2., 2. 1., 1. 1.))),
        );
        assert!((area - 15.0).abs() < 1e-3, "{area}");
    }

    #[test]
    fn holes_that_run_opposite_ways_are_both_taken_out() {
        let bow_tie_over_hole = wkt!(POLYGON((0. 0., 20. 0., 20. 20., 0. 20., 0. 0.), (2. 2., 2. 8., 18. 8., 18. 2., 2. 2.), (2. 2., 2. 8., 18. 2., 18. 18., 2. 2.)));
        let area = Area::new(repaired(bow_tie_over_hole).polygons).unwrap();
        assert!(!area.covers(Coord { x: 3.0, y: 5.0 }) && !area.covers(Coord { x: 16.0, y: 12.0 }));
        assert!(area.covers(Coord { x: 1.0, y: 5.0 }));
    }

    #[test]
    fn a_hole_outside_takes_nothing_out() {
        let (area, repairs) =
            area_after(wkt!(POLYGON((0. 0., 4. 0., 4. 4., 0. 4., 0. 0.), (6. 6., 6. 7., 7. 7., 7. 6., 6. 6.))));
        assert!((area - 16.0).abs() < 1e-3, "{area}");
        assert!((doubted_m2(&repairs) - 1.0).abs() < 1e-9, "what the hole stands for is not known: {repairs:?}");
    }

    #[test]
    fn a_hole_in_a_hole_stays_a_hole() {
        let nested = wkt!(POLYGON((0. 0., 9. 0., 9. 9., 0. 9., 0. 0.), (1. 1., 1. 6., 6. 6., 6. 1., 1. 1.), (2. 2., 2. 3., 3. 3., 3. 2., 2. 2.)));
        let (area, _) = area_after(nested);
        assert!((area - 56.0).abs() < 1e-3, "{area}");
    }

    #[test]
    fn a_clockwise_exterior_is_turned_and_said_so() {
        let (_, repairs) = area_after(wkt!(POLYGON((0. 0., 0. 4., 4. 4., 4. 0., 0. 0.))));
        assert_eq!(repairs, vec![Repair::RingsReoriented(1)]);
    }

    #[test]
    fn nothing_is_left_of_a_flat_ring() {
        let Repaired { polygons, repairs, .. } = repaired(wkt!(POLYGON((0. 0., 4. 0., 0. 0.))));
        assert!(polygons.0.is_empty());
        assert_eq!(repairs, vec![Repair::DegenerateRingsDropped(1)]);
    }
}
