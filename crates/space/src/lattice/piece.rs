//! A piece of an area: one polygon on a lattice.

use i_overlay::core::extract::BooleanExtractionBuffer;
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{Overlay, ShapeType};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::i_float::int::point::IntPoint;
use i_overlay::i_shape::int::shape::IntShape;

use super::{Cutter, Shapes};

/// A polygon with its corners on nodes of a [`super::Lattice`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub(super) rings: IntShape<i32>,
    pub(super) bounds: Bounds,
}

/// An upright rectangle of nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) low: IntPoint,
    pub(super) high: IntPoint,
}

impl Bounds {
    /// Around some nodes; `None` when there are none.
    pub(super) fn of<'a>(mut nodes: impl Iterator<Item = &'a IntPoint>) -> Option<Self> {
        let first = *nodes.next()?;
        let bounds = Self { low: first, high: first };
        Some(nodes.fold(bounds, |bounds, node| Self {
            low: IntPoint::new(bounds.low.x.min(node.x), bounds.low.y.min(node.y)),
            high: IntPoint::new(bounds.high.x.max(node.x), bounds.high.y.max(node.y)),
        }))
    }

    /// Whether two rectangles have a node in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.low.x <= other.high.x
            && other.low.x <= self.high.x
            && self.low.y <= other.high.y
            && other.low.y <= self.high.y
    }
}

impl Piece {
    /// The pieces among shapes: those that have an area.
    pub(super) fn all(shapes: Shapes) -> Vec<Self> {
        let piece = |rings: IntShape<i32>| {
            let bounds = Bounds::of(rings.iter().flatten())?;
            Some(Self { rings, bounds }).filter(|piece| piece.doubled_area() > 0)
        };
        shapes.into_iter().filter_map(piece).collect()
    }

    /// What of it lies within a cutter, and what lies outside. Together they are the piece, but for
    /// the crossings of edges, which go to the nearest node.
    #[must_use]
    pub fn split(&self, cutter: &Cutter) -> (Vec<Self>, Vec<Self>) {
        if !self.bounds.meets(&cutter.bounds) {
            return (Vec::new(), vec![self.clone()]);
        }
        let mut overlay = Overlay::new(self.rings.len() * 8 + cutter.rings.len() * 8);
        for ring in &self.rings {
            overlay.add_contour(ring, ShapeType::Subject);
        }
        for ring in &cutter.rings {
            overlay.add_contour(ring, ShapeType::Clip);
        }
        let Some(graph) = overlay.build_graph_view(FillRule::NonZero) else { return (Vec::new(), Vec::new()) };
        let mut buffer = BooleanExtractionBuffer::default();
        let within = graph.extract_shapes(OverlayRule::Intersect, &mut buffer);
        let outside = graph.extract_shapes(OverlayRule::Difference, &mut buffer);
        (Self::all(within), Self::all(outside))
    }

    /// Number of corners.
    #[must_use]
    pub fn corners(&self) -> usize {
        self.rings.iter().map(Vec::len).sum()
    }

    /// Twice the area, in steps by steps. Exact.
    pub(super) fn doubled_area(&self) -> i128 {
        let signed = |ring: &Vec<IntPoint>| -> i128 {
            let next = ring.iter().cycle().skip(1);
            let terms = ring.iter().zip(next).map(|(one, other)| one.cross_product(*other));
            terms.map(i128::from).sum::<i128>()
        };
        // Holes run the other way round.
        self.rings.iter().map(signed).sum::<i128>().abs()
    }

    /// Length of all edges, in steps.
    pub(super) fn perimeter(&self) -> f64 {
        self.rings.iter().flat_map(|ring| edges(ring)).map(|(from, to)| length(from, to)).sum()
    }

    /// Whether two pieces come nearer to each other than a number of steps.
    pub(super) fn is_beside(&self, other: &Self, steps: f64) -> bool {
        #[expect(clippy::cast_possible_truncation, reason = "a few thousand at most")]
        let around = (steps.ceil().min(1e6)) as i32;
        let wide = Bounds {
            low: IntPoint::new(self.bounds.low.x - around, self.bounds.low.y - around),
            high: IntPoint::new(self.bounds.high.x + around, self.bounds.high.y + around),
        };
        wide.meets(&other.bounds) && (comes_near(self, other, steps) || comes_near(other, self, steps))
    }
}

/// Whether a corner of one lies nearer to an edge of the other than a number of steps.
fn comes_near(one: &Piece, other: &Piece, steps: f64) -> bool {
    let corners = || one.rings.iter().flatten();
    other.rings.iter().flat_map(|ring| edges(ring)).any(|(from, to)| {
        corners().any(|node| {
            let (x, y) = (offset(from.x, node.x), offset(from.y, node.y));
            let (dx, dy) = (offset(from.x, to.x), offset(from.y, to.y));
            let square = dx * dx + dy * dy;
            let share = if square > 0.0 { ((x * dx + y * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
            (x - share * dx).hypot(y - share * dy) <= steps
        })
    })
}

/// Pieces joined: those that touch along an edge become one. Should that lose or add more than their
/// edges can have moved, they stay as they are.
#[must_use]
pub fn joined<'a>(pieces: impl IntoIterator<Item = &'a Piece>) -> Vec<Piece> {
    let pieces: Vec<&Piece> = pieces.into_iter().collect();
    let mut overlay = Overlay::new(64);
    for ring in pieces.iter().flat_map(|piece| &piece.rings) {
        overlay.add_contour(ring, ShapeType::Subject);
    }
    let joined = Piece::all(overlay.overlay(OverlayRule::Subject, FillRule::NonZero));
    #[expect(clippy::cast_precision_loss, reason = "to 16 digits")]
    let doubled =
        |pieces: &mut dyn Iterator<Item = &Piece>| pieces.map(|piece| piece.doubled_area() as f64).sum::<f64>();
    let lost = (doubled(&mut pieces.iter().copied()) - doubled(&mut joined.iter())).abs();
    // A corner moves by no more than a step or two.
    let slack = 8.0 * pieces.iter().map(|piece| piece.perimeter()).sum::<f64>();
    if lost <= slack { joined } else { pieces.into_iter().cloned().collect() }
}

fn edges(ring: &[IntPoint]) -> impl Iterator<Item = (IntPoint, IntPoint)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

fn offset(from: i32, to: i32) -> f64 {
    f64::from(to) - f64::from(from)
}

fn length(from: IntPoint, to: IntPoint) -> f64 {
    offset(from.x, to.x).hypot(offset(from.y, to.y))
}
