//! What of a shape lies in none of some areas, edge by edge, with an overlay only where that leaves a doubt.
//!
//! The work grows with the number of edges and of crossings with the areas, not with how often the
//! shape crosses itself.

use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, Line, LinesIter, Rect};

use super::area::Area;
use super::lattice::{Cutter, Lattice};
use super::shape::between_m;

/// The length of lines that lies in none of the areas, metres.
pub(super) fn length_m(lines: impl Iterator<Item = Line>, areas: &[&Area]) -> f64 {
    lines.map(|line| outlying_m(line, areas)).sum()
}

/// Whether more than a square decimetre of an area lies in none of the others.
pub(super) fn is_area_out(own: &Area, areas: &[&Area]) -> bool {
    if length_m(own.polygons().lines_iter(), areas) > 0.01 {
        // Along a border an edge may lie outside by a hair: the area decides.
        return outlying_m2(own, areas) > 0.01;
    }
    // The edge lies within. So does what it encloses, but for holes: places beside an edge of the areas
    // that lie in none of them.
    let bounds = own.bounds();
    let mut holes = areas.iter().flat_map(|area| area.edges_in(bounds)).filter(|edge| own.covers(middle(*edge)));
    holes.any(|edge| !is_shared(edge, own, areas))
}

/// The area that lies in none of the others, square metres.
fn outlying_m2(own: &Area, areas: &[&Area]) -> f64 {
    let lattice = Lattice::around(own.bounds());
    let mut rest = lattice.pieces(own.polygons());
    for area in areas {
        let rings = area.rings().map(|ring| ring.0.as_slice());
        match Cutter::new(&lattice, rings) {
            Some(cutter) => rest = rest.iter().flat_map(|piece| piece.split(&cutter).1).collect(),
            // No edge comes near: all of it lies within, or nothing.
            None if area.covers(own.bounds().center()) => return 0.0,
            None => {}
        }
    }
    rest.iter().map(|piece| lattice.area_m2(piece)).sum()
}

/// Whether both sides of an edge lie in one of the areas, or outside our own.
fn is_shared(edge: Line, own: &Area, areas: &[&Area]) -> bool {
    let (length, at) = (between_m(edge.start, edge.end), middle(edge));
    if length < 0.01 {
        return true;
    }
    // Wide enough that what is missed is no more than the edge's length times this.
    let aside = Coord { x: edge.end.y - edge.start.y, y: edge.start.x - edge.end.x } * (0.01 / length);
    [at + aside, at - aside].into_iter().all(|place| !own.covers(place) || areas.iter().any(|area| area.covers(place)))
}

/// The length of a line that lies in none of the areas, metres.
fn outlying_m(line: Line, areas: &[&Area]) -> f64 {
    let length = between_m(line.start, line.end);
    let bounds = Rect::new(line.start, line.end);
    let mut cuts = vec![0.0, 1.0];
    for area in areas {
        for edge in area.edges_in(bounds) {
            cut(line, edge, &mut cuts);
        }
    }
    cuts.sort_by(f64::total_cmp);
    let place = |share: f64| line.start + (line.end - line.start) * share;
    let stretches = cuts.windows(2).filter(|ends| (ends[1] - ends[0]) * length > 1e-6);
    let outside = stretches.filter(|ends| {
        let middle = place(f64::midpoint(ends[0], ends[1]));
        !areas.iter().any(|area| area.covers(middle))
    });
    outside.map(|ends| (ends[1] - ends[0]) * length).sum()
}

/// Where an edge meets a line, as a share of its length.
fn cut(line: Line, edge: Line, cuts: &mut Vec<f64>) {
    let way = line.end - line.start;
    let square = way.x * way.x + way.y * way.y;
    let share = |c: Coord| ((c.x - line.start.x) * way.x + (c.y - line.start.y) * way.y) / square;
    let side = |c: Coord| RobustKernel::orient2d(line.start, line.end, c);
    let (from, to) = (side(edge.start), side(edge.end));
    let mut add = |share: f64| {
        if share > 0.0 && share < 1.0 {
            cuts.push(share);
        }
    };
    if from == Orientation::Collinear {
        add(share(edge.start));
    }
    if to == Orientation::Collinear {
        add(share(edge.end));
    }
    if from != to && from != Orientation::Collinear && to != Orientation::Collinear {
        let across = edge.end - edge.start;
        let turn = way.x * across.y - way.y * across.x;
        let apart = edge.start - line.start;
        add((apart.x * across.y - apart.y * across.x) / turn);
    }
}

fn middle(line: Line) -> Coord {
    (line.start + line.end) / 2.0
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, Polygon, wkt};

    use super::*;

    fn area(polygon: Polygon) -> Area {
        Area::new(MultiPolygon(vec![polygon])).unwrap()
    }

    #[test]
    fn a_line_may_cross_from_one_area_into_the_next() {
        let (one, other) = (
            area(wkt!(POLYGON((0. 0., 10. 0., 10. 10., 0. 10., 0. 0.)))),
            area(wkt!(POLYGON((10. 0., 20. 0., 20. 10., 10. 10., 10. 0.)))),
        );
        let line = |x: f64| [Line::new(Coord { x: 1.0, y: 5.0 }, Coord { x, y: 5.0 })].into_iter();
        assert!(length_m(line(19.0), &[&one, &other]) < 1e-9);
        assert!((length_m(line(25.0), &[&one, &other]) - 5.0).abs() < 1e-9);
        assert!((length_m(line(19.0), &[&one]) - 9.0).abs() < 1e-9);
        assert!((length_m(line(19.0), &[]) - 18.0).abs() < 1e-9);
        // Along the border.
        let along = [Line::new(Coord { x: 10.0, y: -1.0 }, Coord { x: 10.0, y: 5.0 })].into_iter();
        assert!((length_m(along, &[&one, &other]) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn an_area_sticks_out_over_the_edge_and_into_a_hole() {
        let with_hole =
            area(wkt!(POLYGON((0. 0., 10. 0., 10. 10., 0. 10., 0. 0.), (4. 4., 4. 6., 6. 6., 6. 4., 4. 4.))));
        let east = area(wkt!(POLYGON((10. 0., 20. 0., 20. 10., 10. 10., 10. 0.))));
        let square = |low: f64, high: f64| {
            let c = |x: f64, y: f64| Coord { x, y };
            area(Polygon::new(vec![c(low, low), c(high, low), c(high, high), c(low, high)].into(), vec![]))
        };
        assert!(!is_area_out(&square(1.0, 3.0), &[&with_hole]));
        assert!(is_area_out(&square(1.0, 9.0), &[&with_hole]));
        assert!(is_area_out(&square(8.0, 11.0), &[&with_hole, &east]));
        let over = area(wkt!(POLYGON((8. 1., 15. 1., 15. 3., 8. 3., 8. 1.))));
        assert!(!is_area_out(&over, &[&with_hole, &east]));
        assert!(is_area_out(&over, &[&with_hole]));
    }
}
