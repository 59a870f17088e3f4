//! The grid of the tiles: `NetherlandsRDNewQuad`, in which each level halves the squares of the one before.
//!
//! Source: Geonovum, Praktijkrichtlijn Vector Tiling.

use geo::{Coord, Rect};
use serde_json::{Value, json};

use super::encoding::EXTENT;

/// Levels, from 0: in the last a unit of a tile is some 7 mm.
pub(super) const LEVELS: u32 = 16;

/// The upper left corner, metres of RD New.
const LEFT: f64 = -285_401.92;
const TOP: f64 = 903_401.92;

/// The side of the one square of level 0, metres: 256 parts of 3440.64 m.
const SIDE: f64 = 880_803.84;

/// What lies so far outside of a tile is in it too, so that edges do not show at its sides; in units of a tile.
const MARGIN: f64 = 64.0;

/// The grid.
pub(super) struct Grid;

impl Grid {
    /// The name of it.
    pub(super) const ID: &str = "NetherlandsRDNewQuad";

    /// A level as a document.
    pub(super) fn described(level: u32) -> Value {
        let squares = 1_u32 << level;
        let cell = SIDE / 256.0 / f64::from(squares);
        json!({
            "id": level.to_string(),
            "cellSize": cell,
            "scaleDenominator": cell / 0.000_28,
            "cornerOfOrigin": "topLeft",
            "pointOfOrigin": [LEFT, TOP],
            "tileWidth": 256,
            "tileHeight": 256,
            "matrixWidth": squares,
            "matrixHeight": squares,
        })
    }
}

/// A square of the grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Square {
    left: f64,
    top: f64,
    side: f64,
}

impl Square {
    /// The square at a place of the grid; `None` outside of it.
    pub(super) fn of(level: u32, row: u32, column: u32) -> Option<Self> {
        let squares = 1_u32.checked_shl(level).filter(|_| level < LEVELS)?;
        if row >= squares || column >= squares {
            return None;
        }
        let side = SIDE / f64::from(squares);
        Some(Self { left: LEFT + f64::from(column) * side, top: TOP - f64::from(row) * side, side })
    }

    /// Metres of a unit of the tile.
    fn unit_m(self) -> f64 {
        self.side / f64::from(EXTENT)
    }

    /// The square with the margin around it.
    pub(super) fn window(self) -> Rect {
        let margin = MARGIN * self.unit_m();
        Rect::new(
            Coord { x: self.left - margin, y: self.top - self.side - margin },
            Coord { x: self.left + self.side + margin, y: self.top + margin },
        )
    }

    /// A place in units of the tile: from its upper left corner to the right and down.
    pub(super) fn units(self, place: Coord) -> (i32, i32) {
        // Within the window, so that it fits by far.
        #[expect(clippy::cast_possible_truncation, reason = "from -64 to 4160, and cut off where it is not")]
        let unit = |metres: f64| (metres / self.unit_m()).round() as i32;
        (unit(place.x - self.left), unit(self.top - place.y))
    }
}
