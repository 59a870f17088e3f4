//! Curves: the lines across which something changes, seen from the place that is applied for.
//!
//! Coordinates are those of a move: the place itself is (0, 0). The smallest move into some part of the
//! map ends at the nearest point of a curve, or where two of them meet; it goes just beyond.

use geo::Coord;

/// How far beyond a curve a move goes, metres: enough to be beyond it still when it is rounded to the
/// centimetre.
pub(super) const BEYOND_M: f64 = 0.015;

/// A line across which something changes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Curve {
    /// From one point to another.
    Segment(Coord, Coord),
    /// Around a centre, with a radius in metres.
    Circle(Coord, f64),
}

impl Curve {
    /// The nearest point to the origin, and the direction that crosses the curve there.
    pub fn nearest(&self) -> (Coord, Coord) {
        match *self {
            Self::Segment(start, end) => {
                let along = end - start;
                let share = (dot(start * -1.0, along) / dot(along, along)).clamp(0.0, 1.0);
                let point = if share.is_finite() { start + along * share } else { start };
                (point, unit(point).or(unit(across(along))).unwrap_or(NORTH))
            }
            Self::Circle(centre, radius) => {
                let out = unit(centre * -1.0).unwrap_or(NORTH);
                (centre + out * radius, out)
            }
        }
    }

    /// How far the curve is from the origin, metres.
    pub fn distance_m(&self) -> f64 {
        match *self {
            Self::Segment(..) => length(self.nearest().0),
            Self::Circle(centre, radius) => (length(centre) - radius).abs(),
        }
    }

    /// The direction that crosses the curve at a point of it.
    fn normal(&self, at: Coord) -> Coord {
        match *self {
            Self::Segment(start, end) => unit(across(end - start)).unwrap_or(NORTH),
            Self::Circle(centre, _) => unit(at - centre).unwrap_or(NORTH),
        }
    }

    /// The same for the same curve, and for no other.
    pub fn key(&self) -> [u64; 5] {
        let (kind, numbers) = match *self {
            Self::Segment(a, b) => (0, [a.x, a.y, b.x, b.y]),
            Self::Circle(centre, radius) => (1, [centre.x, centre.y, radius, 0.0]),
        };
        let [a, b, c, d] = numbers.map(f64::to_bits);
        [kind, a, b, c, d]
    }

    /// The smallest and the largest x and y.
    pub fn bounds(&self) -> [f64; 4] {
        match *self {
            Self::Segment(a, b) => [a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y)],
            Self::Circle(centre, radius) => {
                [centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius]
            }
        }
    }

    /// Moves to just this side of the curve and just beyond it, where it is nearest.
    pub fn moves(&self) -> [Coord; 2] {
        let (point, out) = self.nearest();
        [point + out * BEYOND_M, point - out * BEYOND_M]
    }

    /// Moves into the corners between two curves, where they meet.
    pub fn corners(&self, other: &Self) -> Vec<Coord> {
        let mut moves = Vec::new();
        for point in self.meets(other) {
            let (one, two) = (self.normal(point), other.normal(point));
            let turn = cross(one, two);
            for (a, b) in [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)] {
                // What lies so far beyond the one and so far beyond the other; of curves that run on as one
                // only the corners on either side are left.
                let away = if turn.abs() < PARALLEL {
                    one * a
                } else {
                    Coord { x: (a * two.y - b * one.y) / turn, y: (b * one.x - a * two.x) / turn }
                };
                if length(away) < FAR_CORNER {
                    moves.push(point + away * BEYOND_M);
                }
            }
        }
        moves
    }

    /// The points in common.
    fn meets(&self, other: &Self) -> Vec<Coord> {
        match (*self, *other) {
            (Self::Segment(a, b), Self::Segment(c, d)) => segments(a, b, c, d).into_iter().collect(),
            (Self::Segment(a, b), Self::Circle(centre, radius))
            | (Self::Circle(centre, radius), Self::Segment(a, b)) => segment_and_circle(a, b, centre, radius),
            (Self::Circle(one, r), Self::Circle(two, s)) => circles(one, r, two, s),
        }
    }
}

/// Below this sine of the angle between them two curves count as one.
const PARALLEL: f64 = 0.005;

/// Corners that are sharper than this are left out: in units of [`BEYOND_M`].
const FAR_CORNER: f64 = 500.0;

/// How far beyond its ends a segment still meets another, metres: rounding.
const TOUCH_M: f64 = 1e-6;

const NORTH: Coord = Coord { x: 0.0, y: 1.0 };

pub(super) fn length(way: Coord) -> f64 {
    dot(way, way).sqrt()
}

fn dot(one: Coord, other: Coord) -> f64 {
    one.x * other.x + one.y * other.y
}

fn cross(one: Coord, other: Coord) -> f64 {
    one.x * other.y - one.y * other.x
}

fn across(way: Coord) -> Coord {
    Coord { x: -way.y, y: way.x }
}

/// The way of one metre in a direction; none of no way at all.
pub(super) fn unit(way: Coord) -> Option<Coord> {
    let size = length(way);
    (size > 1e-9).then(|| way / size)
}

fn segments(a: Coord, b: Coord, c: Coord, d: Coord) -> Option<Coord> {
    let (one, two) = (b - a, d - c);
    let turn = cross(one, two);
    let (size, other_size) = (length(one), length(two));
    let close = |p: Coord, q: Coord| length(p - q) < TOUCH_M;
    // Of edges that follow each other the vertex, however straight they go on.
    if close(b, c) || close(b, d) {
        return Some(b);
    }
    if close(a, c) || close(a, d) {
        return Some(a);
    }
    if turn.abs() <= 1e-12 * size * other_size {
        return None;
    }
    let (along, along_other) = (cross(c - a, two) / turn, cross(c - a, one) / turn);
    let within = |share: f64, size: f64| share * size >= -TOUCH_M && (share - 1.0) * size <= TOUCH_M;
    (within(along, size) && within(along_other, other_size)).then(|| a + one * along)
}

fn segment_and_circle(a: Coord, b: Coord, centre: Coord, radius: f64) -> Vec<Coord> {
    let along = b - a;
    let square = dot(along, along);
    if square <= 0.0 {
        return Vec::new();
    }
    let foot = dot(centre - a, along) / square;
    let apart = length(a + along * foot - centre);
    if apart > radius {
        return Vec::new();
    }
    let half = ((radius * radius - apart * apart) / square).sqrt();
    [foot - half, foot + half].into_iter().filter(|share| (0.0..=1.0).contains(share)).map(|s| a + along * s).collect()
}

fn circles(one: Coord, r: f64, two: Coord, s: f64) -> Vec<Coord> {
    let way = two - one;
    let apart = length(way);
    let Some(towards) = unit(way).filter(|_| apart <= r + s && apart >= (r - s).abs()) else { return Vec::new() };
    let along = (r * r - s * s + apart * apart) / (2.0 * apart);
    let aside = (r * r - along * along).max(0.0).sqrt();
    [1.0, -1.0].map(|side| one + towards * along + across(towards) * (aside * side)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Coord {
        Coord { x, y }
    }

    #[test]
    fn the_nearest_point_of_a_segment_may_be_its_foot_or_its_end() {
        let foot = Curve::Segment(at(-5.0, 3.0), at(5.0, 3.0));
        assert_eq!(foot.nearest().0, at(0.0, 3.0));
        assert!((foot.distance_m() - 3.0).abs() < 1e-12);
        assert_eq!(Curve::Segment(at(3.0, 4.0), at(6.0, 4.0)).nearest().0, at(3.0, 4.0));
    }

    #[test]
    fn from_within_a_circle_the_way_out_is_along_the_radius() {
        let circle = Curve::Circle(at(-30.0, 0.0), 100.0);
        assert_eq!(circle.nearest().0, at(70.0, 0.0));
        assert!((circle.distance_m() - 70.0).abs() < 1e-12);
        // From the centre itself any way is as short: north.
        assert_eq!(Curve::Circle(at(0.0, 0.0), 9.0).nearest().0, at(0.0, 9.0));
    }

    #[test]
    fn corners_lie_just_beyond_both_curves() {
        let one = Curve::Segment(at(10.0, -50.0), at(10.0, 50.0));
        let other = Curve::Circle(at(10.0, 0.0), 20.0);
        let corners = one.corners(&other);
        assert_eq!(corners.len(), 8);
        for corner in corners {
            assert!(((corner.x - 10.0).abs() - BEYOND_M).abs() < 1e-4, "{corner:?}");
            assert!(((length(corner - at(10.0, 0.0)) - 20.0).abs() - BEYOND_M).abs() < 1e-4, "{corner:?}");
        }
    }

    #[test]
    fn edges_that_follow_each_other_meet_in_their_vertex() {
        let one = Curve::Segment(at(0.0, 0.0), at(10.0, 0.0));
        let next = Curve::Segment(at(10.0, 0.0), at(20.0, 0.001));
        assert_eq!(one.meets(&next), [at(10.0, 0.0)]);
        assert!(!one.corners(&next).is_empty());
        assert!(one.meets(&Curve::Segment(at(0.0, 5.0), at(10.0, 5.0))).is_empty());
    }
}
