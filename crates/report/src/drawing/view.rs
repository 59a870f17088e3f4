//! From the land to the sheet: a map in a frame.

use geo::{Coord, MultiPolygon, Rect};

use super::{Area, Point};

/// Where RD New lies on a sheet: north is up, and the scale is the same both ways.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    frame: Area,
    /// RD New of the north-west corner of the frame.
    corner: Coord,
    /// Units of the sheet to a metre.
    pub(crate) units_m: f64,
}

impl View {
    /// A part of the land in the middle of a frame, as large as fits; of what lies `around` it (1 for nothing) as
    /// much more is shown.
    pub(crate) fn of(land: Rect, frame: Area, around: f64) -> Self {
        let (wide, high) = (frame.right - frame.left, frame.bottom - frame.top);
        // A land of nothing still has a scale.
        let units_m = (wide / land.width().max(0.01)).min(high / land.height().max(0.01)) / around;
        let middle = land.center();
        let corner = Coord { x: middle.x - wide / 2.0 / units_m, y: middle.y + high / 2.0 / units_m };
        Self { frame, corner, units_m }
    }

    /// A place on the sheet.
    pub(crate) fn at(&self, place: Coord) -> Point {
        let (right, down) = (place.x - self.corner.x, self.corner.y - place.y);
        (self.frame.left + right * self.units_m, self.frame.top + down * self.units_m)
    }

    /// What of the land is in the frame.
    pub(crate) fn window(&self) -> Rect {
        let wide = (self.frame.right - self.frame.left) / self.units_m;
        let high = (self.frame.bottom - self.frame.top) / self.units_m;
        Rect::new(
            Coord { x: self.corner.x, y: self.corner.y - high },
            Coord { x: self.corner.x + wide, y: self.corner.y },
        )
    }

    /// Every ring of polygons on the sheet.
    pub(crate) fn rings(&self, polygons: &MultiPolygon) -> Vec<Vec<Point>> {
        let rings = polygons.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        rings.map(|ring| ring.0.iter().map(|place| self.at(*place)).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_up_and_the_middle_stays_in_the_middle() {
        let frame = Area { left: 10.0, top: 20.0, right: 110.0, bottom: 70.0 };
        let land = Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 400.0, y: 100.0 });
        let view = View::of(land, frame, 1.25);
        assert_eq!(view.at(land.center()), (60.0, 45.0));
        let (x, y) = view.at(Coord { x: 400.0, y: 100.0 });
        assert!(x > 60.0 && y < 45.0, "{x} {y}");
        assert!((view.units_m - 0.2).abs() < 1e-12, "{}", view.units_m);
        assert_eq!(view.window(), Rect::new(Coord { x: -50.0, y: -75.0 }, Coord { x: 450.0, y: 175.0 }));
    }
}
