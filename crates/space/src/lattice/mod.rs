//! Areas on a lattice of whole numbers: cut, joined and measured without rounding that adds up.
//!
//! Cutting an area in many steps with floating-point corners moves its corners a little at every
//! step, each part in its own way. Here every corner is a node of one lattice, chosen as fine as
//! 30 bits allow for the place at hand (a quarter of a micrometre for a plot of 200 m, a tenth of a
//! millimetre for a province). Two parts that share an edge share its nodes, and their areas are
//! whole numbers.

mod clear;
mod cut;
mod cutter;
mod piece;

use geo::{Coord, LineString, MultiPolygon, Polygon, Rect};
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{Overlay, ShapeType};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::i_float::int::point::IntPoint;
use i_overlay::i_shape::int::shape::IntShape;

pub use clear::clear_of;
pub use cut::cut;
pub use cutter::{Cutter, cut_off};
pub use piece::{Piece, joined};

/// Largest coordinate of a node: differences and their products still fit.
const REACH: f64 = 536_870_912.0;

/// A square lattice around a rectangle of RD New.
#[derive(Debug, Clone, Copy)]
pub struct Lattice {
    origin: Coord,
    /// Nodes to the metre: a power of two, so that steps are exact.
    per_m: f64,
    bounds: Rect,
}

impl Lattice {
    /// The finest lattice that holds a rectangle and a metre around it.
    #[must_use]
    pub fn around(bounds: Rect) -> Self {
        let half_m = bounds.width().max(bounds.height()) / 2.0 + 2.0 * Self::MARGIN_M;
        // Never finer than a hundred-millionth of a metre: RD New itself has no finer digits.
        let per_m = (REACH / half_m).log2().floor().min(26.0).exp2();
        Self { origin: bounds.center(), per_m, bounds }
    }

    /// How far around its rectangle the lattice reaches, metres.
    pub const MARGIN_M: f64 = 1.0;

    /// From one node to the next, metres.
    #[must_use]
    pub fn step_m(&self) -> f64 {
        self.per_m.recip()
    }

    /// The rectangle it was made for, with its margin: what lies beyond need not be looked at.
    #[must_use]
    pub fn window(&self) -> Rect {
        let margin = Coord { x: Self::MARGIN_M, y: Self::MARGIN_M };
        Rect::new(self.bounds.min() - margin, self.bounds.max() + margin)
    }

    /// Polygons as pieces, each with corners on nodes. Parts that overlap become one.
    #[must_use]
    pub fn pieces(&self, polygons: &MultiPolygon) -> Vec<Piece> {
        let mut overlay = Overlay::new(64);
        for polygon in polygons {
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                overlay.add_contour(&self.ring(&ring.0), ShapeType::Subject);
            }
        }
        Piece::all(overlay.overlay(OverlayRule::Subject, FillRule::NonZero))
    }

    /// A piece as a polygon in RD New.
    #[must_use]
    pub fn polygon(&self, piece: &Piece) -> Polygon {
        let mut rings = piece.rings.iter().map(|ring| self.line(ring));
        let exterior = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
        Polygon::new(exterior, rings.collect())
    }

    /// The area of a piece, square metres.
    #[must_use]
    pub fn area_m2(&self, piece: &Piece) -> f64 {
        // Below 2^62 nodes: a product of two numbers of 30 bits; the rounding is that of one number.
        #[expect(clippy::cast_precision_loss, reason = "to 16 digits")]
        let doubled = piece.doubled_area() as f64;
        doubled / 2.0 / self.per_m / self.per_m
    }

    /// The length of the edges of a piece, metres.
    #[must_use]
    pub fn perimeter_m(&self, piece: &Piece) -> f64 {
        piece.perimeter() / self.per_m
    }

    /// Whether two pieces come nearer to each other than a distance, metres.
    #[must_use]
    pub fn are_beside(&self, one: &Piece, other: &Piece, distance_m: f64) -> bool {
        one.is_beside(other, distance_m * self.per_m)
    }

    /// The ring of some places, without the last where that is the first again.
    fn ring(&self, places: &[Coord]) -> Vec<IntPoint> {
        let mut ring: Vec<IntPoint> = places.iter().map(|place| self.node(*place)).collect();
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        ring
    }

    /// The node nearest to a place; of a place beyond the lattice the nearest on its edge.
    fn node(&self, place: Coord) -> IntPoint {
        let whole = |value: f64| {
            let nodes = (value * self.per_m).round().clamp(-REACH, REACH);
            #[expect(clippy::cast_possible_truncation, reason = "clamped")]
            let nodes = nodes as i32;
            nodes
        };
        IntPoint::new(whole(place.x - self.origin.x), whole(place.y - self.origin.y))
    }

    fn place(&self, node: IntPoint) -> Coord {
        let (x, y) = (f64::from(node.x), f64::from(node.y));
        Coord { x: self.origin.x + x / self.per_m, y: self.origin.y + y / self.per_m }
    }

    fn line(&self, ring: &[IntPoint]) -> LineString {
        let mut line = LineString::new(ring.iter().map(|node| self.place(*node)).collect());
        line.close();
        line
    }
}

/// What an overlay gives: shapes of rings, of which the first is the outer one.
type Shapes = Vec<IntShape<i32>>;
