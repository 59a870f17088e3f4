//! The land on which a system may stand: some parts of a plot, less the strips that stay free.
//!
//! Two strips stay free: one along the edge of the plot, and one along the places where the system may be
//! prohibited, on the plot or around it. All of it is computed on the lattice of the plot.

use geo::{Coord, LineString, MultiLineString, MultiPolygon, Rect};

use super::partition::Partition;
use crate::application::Application;
use crate::{Decision, Screener};
use bodemtoets_law::rules::Outcome;
use bodemtoets_space::{Area, Lattice, Piece, Shape, buffer_within, clear_of};

/// How far from every edge a well or loop stays, m: an edge belongs to the stricter side of it.
const EDGE_M: f64 = 0.01;
/// Arcs around the corners of a strip may lie this share of its width further out, so that they have few corners.
const ARC_SHARE: f64 = 0.01;

/// The places on and around a plot where a system may be prohibited.
///
/// They are the parts of a rectangle around the plot, as screening has them: a zone that is not known for certain
/// counts like one that is.
pub(super) fn forbidden(
    screener: &Screener,
    application: &Application,
    partition: &Partition,
    around_m: f64,
) -> MultiPolygon {
    let Shape::Area(plot) = &application.place else { return MultiPolygon(Vec::new()) };
    let bounds = plot.bounds();
    let margin = Coord { x: around_m, y: around_m };
    let rectangle = Rect::new(bounds.min() - margin, bounds.max() + margin).to_polygon();
    let Some(area) = Area::new(MultiPolygon(vec![rectangle])) else { return MultiPolygon(Vec::new()) };
    let around = Application { place: Shape::Area(area), ..application.clone() };
    let Some(around) = Partition::of(screener.assess_on(&around, partition.assessment.date())) else {
        return MultiPolygon(Vec::new());
    };
    let parts = around.parts.into_iter().filter(|part| may_be_prohibited(part.answer.decision));
    MultiPolygon(parts.flat_map(|part| part.polygons.0).collect())
}

/// Whether a decision may come to a prohibition. Where no rulebook covers, none is known.
fn may_be_prohibited(decision: Decision) -> bool {
    decision.strictest() == Some(Outcome::Prohibited)
}

/// Where on some parts of a plot a system may stand, when strips along the edge of the plot and along what is
/// forbidden stay free.
pub(super) fn land<'p>(
    plot: &Area,
    parts: impl Iterator<Item = &'p MultiPolygon>,
    forbidden: &MultiPolygon,
    setback_m: f64,
    from_forbidden_m: f64,
) -> MultiPolygon {
    let lattice = Lattice::around(plot.bounds());
    let outline = lattice.pieces(plot.polygons());
    let allowed = MultiPolygon(parts.flat_map(|part| part.0.iter().cloned()).collect());
    let mut left = lattice.pieces(&allowed);
    let edges = [(edges_of(&lattice, &outline), setback_m), (edges_of(&lattice, &left), 0.0)];
    for (edges, strip_m) in edges {
        left = cleared(&lattice, left, edges, strip_m);
    }
    if let Some(area) = Area::new(forbidden.clone()).filter(|_| !forbidden.0.is_empty()) {
        left = cleared(&lattice, left, Some(Shape::Area(area)), from_forbidden_m);
    }
    left.iter().map(|piece| lattice.polygon(piece)).collect()
}

/// The edges of pieces as lines.
fn edges_of(lattice: &Lattice, pieces: &[Piece]) -> Option<Shape> {
    let rings = |piece: &Piece| {
        let (exterior, interiors) = lattice.polygon(piece).into_inner();
        std::iter::once(exterior).chain(interiors)
    };
    let lines: Vec<LineString> = pieces.iter().flat_map(rings).collect();
    Shape::from_geometry(MultiLineString(lines).into()).ok().map(|(shape, _)| shape)
}

/// What of pieces is further from a shape than a strip is wide.
fn cleared(lattice: &Lattice, pieces: Vec<Piece>, from: Option<Shape>, strip_m: f64) -> Vec<Piece> {
    let Some(shape) = from else { return pieces };
    let strip_m = strip_m.max(EDGE_M);
    let rings = buffer_within(&shape, strip_m, ARC_SHARE * strip_m, lattice.window());
    clear_of(lattice, pieces, &rings)
}

#[cfg(test)]
mod tests {
    use geo::{Area as _, polygon};

    use super::*;

    fn rectangle(width_m: f64, height_m: f64) -> MultiPolygon {
        polygon![(x: 0.0, y: 0.0), (x: width_m, y: 0.0), (x: width_m, y: height_m), (x: 0.0, y: height_m)].into()
    }

    fn land_m2(plot: &MultiPolygon, parts: &[MultiPolygon], forbidden: &MultiPolygon, from_forbidden_m: f64) -> f64 {
        let area = Area::new(plot.clone()).unwrap();
        land(&area, parts.iter(), forbidden, 5.0, from_forbidden_m).unsigned_area()
    }

    #[test]
    fn a_strip_along_the_plot_is_left_out_and_none_along_a_part() {
        let (plot, half) = (rectangle(100.0, 100.0), rectangle(50.0, 100.0));
        let found_m2 = land_m2(&plot, &[half], &MultiPolygon(Vec::new()), 9.0);
        assert!((found_m2 - 90.0 * (45.0 - 0.01)).abs() < 0.1, "{found_m2}");
    }

    #[test]
    fn a_strip_along_what_is_forbidden_is_left_out_also_around_the_plot() {
        let plot = rectangle(100.0, 100.0);
        let beside = geo::Translate::translate(&rectangle(50.0, 100.0), 102.0, 0.0);
        let found_m2 = land_m2(&plot, std::slice::from_ref(&plot), &beside, 20.0);
        assert!((found_m2 - 90.0 * 77.0).abs() < 0.1, "{found_m2}");
    }

    #[test]
    fn parts_beside_each_other_are_one_land() {
        let plot = rectangle(100.0, 100.0);
        let halves = [rectangle(50.0, 100.0), geo::Translate::translate(&rectangle(50.0, 100.0), 50.0, 0.0)];
        let found_m2 = land_m2(&plot, &halves, &MultiPolygon(Vec::new()), 9.0);
        assert!((found_m2 - 8_100.0).abs() < 0.1, "{found_m2}");
    }

    #[test]
    fn a_plot_as_narrow_as_its_setbacks_has_no_land() {
        let plot = rectangle(100.0, 8.0);
        assert!(land_m2(&plot, std::slice::from_ref(&plot), &MultiPolygon(Vec::new()), 9.0) < 1e-6);
    }
}
