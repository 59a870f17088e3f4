//! Square cells in RD New.

use geo::{Coord, Rect};

/// A grid of more cells than this is refused: a mistake in the size of the cells, or too much for memory.
const MOST: f64 = 25_000_000.0;

/// Sides of cells that are chosen where nobody asks for one, m: the smallest of which a map has not too many.
const USUAL_M: [f64; 4] = [100.0, 250.0, 500.0, 1000.0];
/// So many cells are not too many.
const USUAL_CELLS: usize = 20_000;

/// Square cells in RD New, in rows from north to south and columns from west to east.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// West edge, m.
    pub left_m: f64,
    /// North edge, m.
    pub top_m: f64,
    /// Side of a cell, m.
    pub cell_m: f64,
    /// Cells from west to east.
    pub columns: usize,
    /// Cells from north to south.
    pub rows: usize,
}

/// Why there is no such grid.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum GridError {
    /// A cell of that size is none.
    #[error("a cell of {0} m: give a size from 1 to 100000 m")]
    Cell(f64),
    /// It would be too large.
    #[error(
        "cells of {cell_m} m over {width_km:.0} by {height_km:.0} km are {millions:.0} million, and 25 million is the most: \
         make them larger, or the area smaller"
    )]
    TooMany {
        /// Side of a cell, m.
        cell_m: f64,
        /// From west to east, km.
        width_km: f64,
        /// From south to north, km.
        height_km: f64,
        /// How many there would be.
        millions: f64,
    },
}

impl Grid {
    /// The cells that cover a rectangle; their corners lie at whole multiples of the cell, so that maps of
    /// different areas fit onto each other.
    ///
    /// ```
    /// use bodemtoets_screening::density::Grid;
    /// use geo::{Coord, Rect};
    ///
    /// let area = Rect::new(Coord { x: 160_020.0, y: 383_000.0 }, Coord { x: 160_100.0, y: 383_150.0 });
    /// let grid = Grid::covering(area, 100.0)?;
    /// assert_eq!((grid.left_m, grid.top_m, grid.columns, grid.rows), (160_000.0, 383_200.0, 2, 2));
    /// # Ok::<(), bodemtoets_screening::density::GridError>(())
    /// ```
    ///
    /// # Errors
    /// When the cells are absurdly small, large or many.
    pub fn covering(area: Rect, cell_m: f64) -> Result<Self, GridError> {
        if !(1.0..=100_000.0).contains(&cell_m) {
            return Err(GridError::Cell(cell_m));
        }
        let first = |low: f64| (low / cell_m).floor();
        let (west, south) = (first(area.min().x), first(area.min().y));
        // A place on the edge between two cells lies in the one to the east or north: there has to be one.
        let (east, north) = (first(area.max().x) + 1.0, first(area.max().y) + 1.0);
        let cells = (east - west) * (north - south);
        if !cells.is_finite() || cells > MOST {
            return Err(GridError::TooMany {
                cell_m,
                width_km: area.width() / 1000.0,
                height_km: area.height() / 1000.0,
                millions: cells / 1e6,
            });
        }
        Ok(Self {
            left_m: west * cell_m,
            top_m: north * cell_m,
            cell_m,
            columns: whole(east - west),
            rows: whole(north - south),
        })
    }

    /// The same with cells of a size that suits the rectangle: of 100 m for a town, of 1 000 m for a province.
    ///
    /// # Errors
    /// When there would be too many all the same.
    pub fn of_usual_cells(area: Rect) -> Result<Self, GridError> {
        let largest_m = USUAL_M[USUAL_M.len() - 1];
        let grids = USUAL_M.into_iter().filter_map(|cell_m| Self::covering(area, cell_m).ok());
        grids.into_iter().find(|grid| grid.cells() <= USUAL_CELLS).map_or_else(|| Self::covering(area, largest_m), Ok)
    }

    /// How many cells there are.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.columns * self.rows
    }

    /// The cell of a place, row by row from the north-west; none outside the grid. A place on an edge lies
    /// in the cell to the east or north of it.
    #[must_use]
    pub fn cell_at(&self, place: Coord) -> Option<usize> {
        let column = ((place.x - self.left_m) / self.cell_m).floor();
        let row = ((self.top_m - place.y) / self.cell_m).ceil() - 1.0;
        let inside = |index: f64, count: usize| (0.0..count_f64(count)).contains(&index);
        (inside(column, self.columns) && inside(row, self.rows)).then(|| whole(row) * self.columns + whole(column))
    }

    /// The middle of a cell.
    #[must_use]
    pub fn centre(&self, cell: usize) -> Coord {
        let (row, column) = (count_f64(cell / self.columns), count_f64(cell % self.columns));
        Coord { x: self.left_m + (column + 0.5) * self.cell_m, y: self.top_m - (row + 0.5) * self.cell_m }
    }

    /// The square of a cell.
    #[must_use]
    pub fn square(&self, cell: usize) -> Rect {
        let (middle, half) = (self.centre(cell), 0.5 * self.cell_m);
        Rect::new(Coord { x: middle.x - half, y: middle.y - half }, Coord { x: middle.x + half, y: middle.y + half })
    }

    /// The whole grid.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let (width, height) = (count_f64(self.columns) * self.cell_m, count_f64(self.rows) * self.cell_m);
        Rect::new(Coord { x: self.left_m, y: self.top_m - height }, Coord { x: self.left_m + width, y: self.top_m })
    }
}

/// A count as a number: exact up to 2^32, which no grid reaches.
#[must_use]
pub fn count_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A whole number that was found to lie from 0 to the number of cells.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and within the grid")]
pub(super) fn whole(number: f64) -> usize {
    number as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn square(side_m: f64, cell_m: f64) -> Result<Grid, GridError> {
        Grid::covering(Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: side_m, y: side_m }), cell_m)
    }

    #[test]
    fn absurd_cells_are_refused_with_what_to_do() {
        assert_eq!(square(1e5, 0.0).unwrap_err().to_string(), "a cell of 0 m: give a size from 1 to 100000 m");
        assert!(square(1e5, f64::NAN).is_err());
        let many = square(1e5, 10.0).unwrap_err().to_string();
        assert!(many.starts_with("cells of 10 m over 100 by 100 km are 100 million"), "{many}");
    }

    #[test]
    fn a_town_has_finer_cells_than_a_province() {
        let cell_m = |side_m: f64| {
            let corner = |at| Coord { x: at, y: at };
            Grid::of_usual_cells(Rect::new(corner(0.0), corner(side_m))).unwrap().cell_m
        };
        for (side_m, expected_m) in [(12e3, 100.0), (30e3, 250.0), (60e3, 500.0), (130e3, 1000.0), (300e3, 1000.0)] {
            assert!((cell_m(side_m) - expected_m).abs() < 1e-9, "{side_m}");
        }
    }

    #[test]
    fn a_place_on_an_edge_lies_in_one_cell() {
        let grid = square(300.0, 100.0).unwrap();
        let cell = grid.cell_at(Coord { x: 100.0, y: 100.0 }).unwrap();
        assert_eq!(grid.square(cell).min(), Coord { x: 100.0, y: 100.0 });
        assert!(grid.cell_at(Coord { x: 300.0, y: 300.0 }).is_some(), "the last corner belongs to the area");
        assert_eq!(grid.cell_at(Coord { x: -0.1, y: 0.0 }), None);
    }

    proptest! {
        #[test]
        fn every_place_lies_in_the_square_of_its_cell(x in 0.0_f64..1000.0, y in 0.0_f64..1000.0, cell_m in 5.0_f64..400.0) {
            let grid = square(1000.0, cell_m).unwrap();
            let cell = grid.cell_at(Coord { x, y }).unwrap();
            let square = grid.square(cell);
            prop_assert!(square.min().x <= x + 1e-9 && x <= square.max().x + 1e-9);
            prop_assert!(square.min().y <= y + 1e-9 && y <= square.max().y + 1e-9);
            prop_assert_eq!(grid.cell_at(grid.centre(cell)), Some(cell));
        }
    }
}
