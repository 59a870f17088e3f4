//! Arcs of circles as lines, in metres.

use std::f64::consts::{PI, TAU};

use geo::Coord;

/// No line leaves its arc by more than this, metres: far less than any map of the law is accurate.
pub(super) const TOLERANCE_M: f64 = 0.001;

/// No arc becomes more lines than this; a circle around the Netherlands needs some 40 000.
const MOST_LINES: f64 = 200_000.0;

/// A circle, or none where its places lie on a line.
struct Circle {
    centre: Coord,
    radius_m: f64,
}

impl Circle {
    /// Through three places.
    fn through([first, second, third]: [Coord; 3]) -> Option<Self> {
        // About the first place, so that large coordinates cost no digits.
        let (to_second, to_third) = (second - first, third - first);
        let squared = |side: Coord| side.x * side.x + side.y * side.y;
        let four_areas = 2.0 * (to_second.x * to_third.y - to_second.y * to_third.x);
        let centre = Coord {
            x: (to_third.y * squared(to_second) - to_second.y * squared(to_third)) / four_areas,
            y: (to_second.x * squared(to_third) - to_third.x * squared(to_second)) / four_areas,
        };
        let radius_m = squared(centre).sqrt();
        let longest = [to_second, to_third, third - second].map(squared).into_iter().fold(0.0, f64::max);
        // What bends less than the tolerance is a line.
        let bends = radius_m.is_finite() && longest / (8.0 * radius_m) > TOLERANCE_M / 10.0;
        bends.then_some(Self { centre: centre + first, radius_m })
    }

    /// Where a place lies on it, radians.
    fn angle(&self, place: Coord) -> f64 {
        (place.y - self.centre.y).atan2(place.x - self.centre.x)
    }

    /// Places on it after an angle, up to an angle further on (or back); without its begin and its end.
    fn between(&self, from: f64, turn: f64) -> impl Iterator<Item = Coord> + use<> {
        let widest = 2.0 * (1.0 - TOLERANCE_M / self.radius_m).max(-1.0).acos();
        let lines = (turn.abs() / widest).ceil().max((turn.abs() / (PI / 4.0)).ceil()).clamp(1.0, MOST_LINES);
        let (centre, radius_m) = (self.centre, self.radius_m);
        // Whole numbers up to 200 000.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1 to 200 000")]
        let count = lines as u32;
        (1..count).map(move |step| {
            let angle = from + turn * f64::from(step) / lines;
            Coord { x: centre.x + radius_m * angle.cos(), y: centre.y + radius_m * angle.sin() }
        })
    }
}

/// The arc from the first place through the second to the third, its ends included.
pub(super) fn arc(places: [Coord; 3]) -> Vec<Coord> {
    let [begin, middle, end] = places;
    if begin == end {
        // A whole circle, of which the middle is the place across.
        let centre = (begin + middle) / 2.0;
        let radius_m = (begin - centre).x.hypot((begin - centre).y);
        return around(&Circle { centre, radius_m }, begin, TAU);
    }
    let Some(circle) = Circle::through(places) else { return places.to_vec() };
    let from = circle.angle(begin);
    let on = |place: Coord| (circle.angle(place) - from).rem_euclid(TAU);
    let (to_middle, to_end) = (on(middle), on(end));
    // Against the clock when the middle is met before the end.
    let turn = if to_middle < to_end { to_end } else { to_end - TAU };
    let between: Vec<Coord> = circle.between(from, turn).collect();
    [begin].into_iter().chain(between).chain([end]).collect()
}

/// The circle through three places, closed; `None` where they lie on a line.
pub(super) fn circle(places: [Coord; 3]) -> Option<Vec<Coord>> {
    let circle = Circle::through(places)?;
    let first = circle.angle(places[0]);
    let on = |place: Coord| (circle.angle(place) - first).rem_euclid(TAU);
    let turn = if on(places[1]) < on(places[2]) { TAU } else { -TAU };
    Some(around(&circle, places[0], turn))
}

/// The circle around a centre, closed.
pub(super) fn circle_around(centre: Coord, radius_m: f64) -> Vec<Coord> {
    let begin = Coord { x: centre.x + radius_m, y: centre.y };
    around(&Circle { centre, radius_m }, begin, TAU)
}

fn around(circle: &Circle, begin: Coord, turn: f64) -> Vec<Coord> {
    if circle.radius_m <= 0.0 {
        return vec![begin, begin];
    }
    let between: Vec<Coord> = circle.between(circle.angle(begin), turn).collect();
    [begin].into_iter().chain(between).chain([begin]).collect()
}

#[cfg(test)]
mod tests {
    use geo::{Area as _, LineString, Polygon};

    use super::*;

    const AT: Coord = Coord { x: 200_000.0, y: 450_000.0 };

    fn at(x: f64, y: f64) -> Coord {
        Coord { x: AT.x + x, y: AT.y + y }
    }

    /// How far the middles of the lines lie from a circle, at most.
    fn farthest_m(line: &[Coord], centre: Coord, radius_m: f64) -> f64 {
        let off = |place: Coord| ((place - centre).x.hypot((place - centre).y) - radius_m).abs();
        line.windows(2).flat_map(|pair| [off(pair[0]), off((pair[0] + pair[1]) / 2.0)]).fold(0.0, f64::max)
    }

    #[test]
    fn half_a_circle_goes_through_its_middle_place_whichever_way() {
        for up in [1.0, -1.0] {
            let line = arc([at(100.0, 0.0), at(0.0, up * 100.0), at(-100.0, 0.0)]);
            assert_eq!((line[0], line[line.len() - 1]), (at(100.0, 0.0), at(-100.0, 0.0)));
            assert!(farthest_m(&line, AT, 100.0) <= TOLERANCE_M * 1.01, "{}", farthest_m(&line, AT, 100.0));
            assert!(line[1..line.len() - 1].iter().all(|place| (place.y - AT.y) * up > 0.0));
        }
    }

    #[test]
    fn a_long_arc_goes_the_long_way_round() {
        let line = arc([at(100.0, 0.0), at(-100.0, 0.0), at(0.0, -100.0)]);
        assert!(line.iter().any(|place| place.y > AT.y + 99.0));
        assert!(line.iter().all(|place| place.x < AT.x + 0.1 || place.y > AT.y - 0.1));
    }

    #[test]
    fn places_on_a_line_stay_a_line() {
        let line = [at(0.0, 0.0), at(50.0, 0.0), at(100.0, 0.0)];
        assert_eq!(arc(line), line);
        assert_eq!(circle(line), None);
    }

    #[test]
    fn a_circle_has_the_area_of_one() {
        for ring in [
            circle([at(250.0, 0.0), at(0.0, 250.0), at(-250.0, 0.0)]).unwrap(),
            circle_around(AT, 250.0),
            arc([at(250.0, 0.0), at(-250.0, 0.0), at(250.0, 0.0)]),
        ] {
            assert_eq!(ring.first(), ring.last());
            let area_m2 = Polygon::new(LineString(ring), vec![]).unsigned_area();
            let exact_m2 = PI * 250.0 * 250.0;
            // The tolerance along the whole edge, at most.
            assert!(area_m2 <= exact_m2 && exact_m2 - area_m2 < TAU * 250.0 * TOLERANCE_M, "{area_m2} {exact_m2}");
        }
    }
}
