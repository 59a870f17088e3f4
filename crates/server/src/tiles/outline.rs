//! A shape in a tile: cut off, in whole units, as the commands of the format.

use bodemtoets_space::{Shape, clip_ring};
use geo::{Coord, CoordsIter as _, LineString, Rect};

use super::encoding::{GeometryKind, line_to, move_to, ring_end};
use super::grid::Square;

/// The kind of a shape and its commands; none when nothing of it is to be seen.
pub(super) fn commands(shape: &Shape, square: Square) -> (GeometryKind, Vec<u32>) {
    match shape {
        Shape::Area(area) => (GeometryKind::Polygon, polygons(area.polygons().iter(), square)),
        Shape::Lines(lines) => {
            (GeometryKind::Line, lines.parts().iter().flat_map(|line| runs(line, square)).collect::<Pen>().0)
        }
        Shape::Point(_) | Shape::Points(_) => (GeometryKind::Point, points(shape.vertices(), square)),
    }
}

/// Commands that go on from where the last ended.
#[derive(Default)]
struct Pen(Vec<u32>, (i32, i32));

impl Pen {
    fn draw(&mut self, places: &[(i32, i32)], is_ring: bool) {
        let Some((first, rest)) = places.split_first() else { return };
        move_to(&mut self.0, &mut self.1, &[*first]);
        line_to(&mut self.0, &mut self.1, rest);
        if is_ring {
            ring_end(&mut self.0);
        }
    }
}

impl FromIterator<Vec<(i32, i32)>> for Pen {
    fn from_iter<I: IntoIterator<Item = Vec<(i32, i32)>>>(lines: I) -> Self {
        let mut pen = Self::default();
        for line in lines {
            pen.draw(&line, false);
        }
        pen
    }
}

fn points(places: Vec<Coord>, square: Square) -> Vec<u32> {
    let window = square.window();
    let within = places.into_iter().filter(|place| is_within(*place, window));
    let units: Vec<(i32, i32)> = within.map(|place| square.units(place)).collect();
    let (mut commands, mut at) = (Vec::new(), (0, 0));
    if !units.is_empty() {
        move_to(&mut commands, &mut at, &units);
    }
    commands
}

/// Polygons: outer rings run clockwise as one sees them, holes the other way around.
fn polygons<'a>(polygons: impl Iterator<Item = &'a geo::Polygon>, square: Square) -> Vec<u32> {
    let mut pen = Pen::default();
    for polygon in polygons {
        let Some(outer) = ring(polygon.exterior(), square, true) else { continue };
        pen.draw(&outer, true);
        for hole in polygon.interiors() {
            if let Some(hole) = ring(hole, square, false) {
                pen.draw(&hole, true);
            }
        }
    }
    pen.0
}

/// A ring without its last corner, which is its first; `None` when nothing of it is to be seen.
fn ring(ring: &LineString, square: Square, is_outer: bool) -> Option<Vec<(i32, i32)>> {
    let corners: Vec<Coord> = ring.coords_iter().collect();
    let open = corners.split_last().map_or(&[][..], |(_, open)| open);
    let cut = clip_ring(open, square.window());
    let mut units: Vec<(i32, i32)> = Vec::with_capacity(cut.len());
    for place in cut {
        push(&mut units, square.units(place));
    }
    while units.len() > 1 && units.first() == units.last() {
        units.pop();
    }
    let area = twice_area(&units);
    if units.len() < 3 || area == 0 {
        return None;
    }
    if (area > 0) != is_outer {
        units.reverse();
    }
    Some(units)
}

/// Adds a place that is another than the last.
fn push(units: &mut Vec<(i32, i32)>, place: (i32, i32)) {
    if units.last() != Some(&place) {
        units.push(place);
    }
}

/// Twice the area: above 0 when it runs clockwise as one sees it, with y going down.
fn twice_area(ring: &[(i32, i32)]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1)).sum()
}

/// The parts of a line of which an edge comes into the window.
fn runs(line: &LineString, square: Square) -> Vec<Vec<(i32, i32)>> {
    let window = square.window();
    let (mut runs, mut run) = (Vec::new(), Vec::new());
    for edge in line.lines() {
        // An edge that passes by far away would not fit in the numbers of a tile.
        match cut_edge(edge.start, edge.end, window) {
            Some((from, to)) => {
                if run.last() != Some(&square.units(from)) && !run.is_empty() {
                    runs.push(std::mem::take(&mut run));
                }
                push(&mut run, square.units(from));
                push(&mut run, square.units(to));
            }
            None => runs.push(std::mem::take(&mut run)),
        }
    }
    runs.push(run);
    runs.retain(|run| run.len() > 1);
    runs
}

/// The part of an edge within a window (Liang and Barsky).
fn cut_edge(from: Coord, to: Coord, window: Rect) -> Option<(Coord, Coord)> {
    let way = to - from;
    let (mut begin, mut end) = (0.0_f64, 1.0_f64);
    for (speed, room) in [
        (-way.x, from.x - window.min().x),
        (way.x, window.max().x - from.x),
        (-way.y, from.y - window.min().y),
        (way.y, window.max().y - from.y),
    ] {
        if speed == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if speed < 0.0 {
            begin = begin.max(room / speed);
        } else {
            end = end.min(room / speed);
        }
    }
    (begin <= end).then(|| (from + way * begin, from + way * end))
}

fn is_within(place: Coord, window: Rect) -> bool {
    let (low, high) = (window.min(), window.max());
    place.x >= low.x && place.x <= high.x && place.y >= low.y && place.y <= high.y
}
