//! How much of each cell lies in an area.

use geo::orient::Direction;
use geo::{Coord, LinesIter, MultiPolygon, Orient};

use super::grid::{Grid, count_f64, whole};

/// The share of each cell that lies in the polygons, from 0 to 1, row by row from the north-west. Exact but for
/// rounding: each edge takes from the cells beside it, and from all to the east of them, what lies on its other
/// side. Where polygons lie over each other a cell has all of it.
#[allow(clippy::cast_possible_truncation, reason = "seven digits are more than a share needs")]
pub(super) fn shares(grid: &Grid, polygons: &MultiPolygon) -> Vec<f32> {
    let mut rows: Vec<Vec<(Coord, Coord)>> = vec![Vec::new(); grid.rows];
    let in_cells =
        |place: Coord| Coord { x: (place.x - grid.left_m) / grid.cell_m, y: (grid.top_m - place.y) / grid.cell_m };
    let last_row = count_f64(grid.rows);
    for edge in polygons.orient(Direction::Default).lines_iter() {
        let (from, to) = (in_cells(edge.start), in_cells(edge.end));
        let (low, high) = (from.y.min(to.y), from.y.max(to.y));
        let mut row = low.floor().max(0.0);
        while row < high.min(last_row) {
            rows[whole(row)].push((from, to));
            row += 1.0;
        }
    }
    let mut shares = vec![0.0; grid.cells()];
    let mut steps = vec![0.0; grid.columns + 1];
    for (row, edges) in rows.iter().enumerate() {
        steps.fill(0.0);
        for (from, to) in edges {
            add(&mut steps, clipped(*from, *to, count_f64(row)));
        }
        let mut sum: f64 = 0.0;
        for (column, share) in shares[row * grid.columns..(row + 1) * grid.columns].iter_mut().enumerate() {
            sum += steps[column];
            // Rounding leaves a billionth where there is nothing.
            *share = if sum.abs() < 1e-9 { 0.0 } else { sum.abs().min(1.0) as f32 };
        }
    }
    shares
}

/// The part of an edge within a row of cells.
fn clipped(from: Coord, to: Coord, row: f64) -> (Coord, Coord) {
    let at = |y: f64| Coord { x: from.x + (to.x - from.x) * (y - from.y) / (to.y - from.y), y };
    let cut =
        |place: Coord| if (row..=row + 1.0).contains(&place.y) { place } else { at(place.y.clamp(row, row + 1.0)) };
    (cut(from), cut(to))
}

/// Adds what an edge within one row comes to: `steps` are the differences from each cell to the next.
fn add(steps: &mut [f64], (from, to): (Coord, Coord)) {
    let columns = count_f64(steps.len() - 1);
    let (west, east) = if from.x <= to.x { (from, to) } else { (to, from) };
    let (high, wide) = (to.y - from.y, east.x - west.x);
    // Column by column; what lies to the west of the grid counts for all of the row, to the east for nothing.
    let mut x = west.x;
    loop {
        let column = x.floor().clamp(-1.0, columns);
        let end = if column < 0.0 { east.x.min(0.0) } else { east.x.min(column + 1.0) };
        let end = if column >= columns { east.x } else { end };
        let part = if wide > 0.0 { high * (end - x) / wide } else { high };
        if column < 0.0 {
            steps[0] += part;
        } else if column < columns {
            let within = (f64::midpoint(x, end) - column).clamp(0.0, 1.0);
            steps[whole(column)] += part * (1.0 - within);
            steps[whole(column) + 1] += part * within;
        }
        if end >= east.x {
            break;
        }
        x = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area as _, BooleanOps, Rect, polygon};
    use proptest::prelude::*;

    fn grid(side_m: f64, cell_m: f64) -> Grid {
        let corner = |at| Coord { x: at, y: at };
        Grid::covering(Rect::new(corner(0.0), corner(side_m - 1.0)), cell_m).unwrap()
    }

    fn against_overlay(grid: &Grid, area: &MultiPolygon) {
        for (cell, share) in shares(grid, area).into_iter().enumerate() {
            let square: MultiPolygon = grid.square(cell).to_polygon().into();
            let expected = square.intersection(area).unsigned_area() / (grid.cell_m * grid.cell_m);
            assert!((f64::from(share) - expected).abs() < 1e-5, "cell {cell}: {share} and {expected}");
        }
    }

    #[test]
    fn cells_have_the_share_that_overlay_gives_also_beside_holes_and_beyond_the_grid() {
        let hole = polygon![(x: 400.0, y: 300.0), (x: 600.0, y: 300.0), (x: 500.0, y: 550.0)];
        let outer = polygon![(x: -130.0, y: 10.0), (x: 1970.0, y: 40.0), (x: 900.0, y: 950.0), (x: 200.0, y: 700.0)];
        let area = MultiPolygon(vec![
            geo::Polygon::new(outer.exterior().clone(), vec![hole.exterior().clone()]),
            polygon![(x: 20.0, y: 800.0), (x: 120.0, y: 800.0), (x: 120.0, y: 990.0), (x: 20.0, y: 990.0)],
        ]);
        against_overlay(&grid(1000.0, 90.0), &area);
        assert!(shares(&grid(1000.0, 90.0), &area).contains(&1.0));
    }

    proptest! {
        #[test]
        fn any_ring_around_a_place_has_the_shares_that_overlay_gives(
            radii in prop::collection::vec(20.0_f64..700.0, 3..14), turn in 0.0_f64..1.0, cell_m in 40.0_f64..400.0,
        ) {
            let count = f64::from(u32::try_from(radii.len()).unwrap());
            let ring: geo::LineString = radii.iter().zip(0_u32..).map(|(radius, step)| {
                let (sine, cosine) = ((f64::from(step) + turn) / count * std::f64::consts::TAU).sin_cos();
                Coord { x: 400.0 + radius * cosine, y: 400.0 + radius * sine }
            }).collect();
            against_overlay(&grid(800.0, cell_m), &MultiPolygon(vec![geo::Polygon::new(ring, vec![])]));
        }
    }
}
