//! Which cells lie in an area.

use geo::{LinesIter, MultiPolygon};

use super::grid::{Grid, count_f64, whole};

/// Whether the middle of each cell lies in the polygons, row by row from the north-west: by the crossings of
/// each row's middle with the edges, so that a cell belongs to one of two areas that share an edge.
pub(super) fn mask(grid: &Grid, polygons: &MultiPolygon) -> Vec<bool> {
    let mut mask = vec![false; grid.cells()];
    let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); grid.rows];
    for edge in polygons.lines_iter() {
        let (low, high) = if edge.start.y <= edge.end.y { (edge.start, edge.end) } else { (edge.end, edge.start) };
        // Rows whose middle lies from the lower end, up to but without the higher one.
        let first = ((grid.top_m - high.y) / grid.cell_m - 0.5).floor().max(0.0);
        let last = ((grid.top_m - low.y) / grid.cell_m - 0.5).ceil().min(count_f64(grid.rows) - 1.0);
        let mut row = first;
        while row <= last {
            let y = grid.top_m - (row + 0.5) * grid.cell_m;
            if low.y <= y && y < high.y {
                crossings[whole(row)].push(low.x + (high.x - low.x) * (y - low.y) / (high.y - low.y));
            }
            row += 1.0;
        }
    }
    for (row, crossings) in crossings.iter_mut().enumerate() {
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            let column = |x: f64| ((x - grid.left_m) / grid.cell_m - 0.5).ceil().clamp(0.0, count_f64(grid.columns));
            let (from, to) = (whole(column(pair[0])), whole(column(pair[1])));
            mask[row * grid.columns + from..row * grid.columns + to].fill(true);
        }
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains, Coord, Rect, polygon};

    #[test]
    fn cells_whose_middle_lies_in_a_hole_are_out() {
        let area = MultiPolygon(vec![
            geo::Polygon::new(
                polygon![(x: 30.0, y: 10.0), (x: 970.0, y: 40.0), (x: 900.0, y: 950.0), (x: 200.0, y: 700.0)]
                    .exterior()
                    .clone(),
                vec![polygon![(x: 400.0, y: 300.0), (x: 600.0, y: 300.0), (x: 500.0, y: 550.0)].exterior().clone()],
            ),
            polygon![(x: 20.0, y: 800.0), (x: 120.0, y: 800.0), (x: 120.0, y: 990.0), (x: 20.0, y: 990.0)],
        ]);
        let grid = Grid::covering(Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 999.0, y: 999.0 }), 20.0).unwrap();
        let mask = mask(&grid, &area);
        for (cell, inside) in mask.iter().enumerate() {
            let middle = geo::Point(grid.centre(cell));
            assert_eq!(*inside, area.contains(&middle), "{middle:?}");
        }
        assert!(mask.iter().any(|inside| *inside));
    }
}
