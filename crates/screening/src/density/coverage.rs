//! How much of each cell lies within discs, counted in samples.
//!
//! A cell is cut into samples of at most 5 m; a sample lies within a disc when its middle does. Discs that
//! overlap count once, which is what a share of the area asks for. Only cells that a disc reaches cost
//! anything.

use std::collections::HashMap;

use geo::Coord;

use super::grid::{Grid, count_f64, whole};

/// The largest sample, m.
const SAMPLE_M: f64 = 5.0;
/// A cell has at most this many samples along a side, so that a cell of 50 km is no burden.
const MOST: f64 = 2000.0;

/// Which samples of which cells are covered.
pub(super) struct Coverage {
    fine: Fine,
    cells: HashMap<usize, Vec<u64>>,
}

/// The samples of a grid.
#[derive(Clone, Copy)]
pub(super) struct Fine {
    grid: Grid,
    /// Samples along the side of a cell.
    side: usize,
    /// Length of a sample, m.
    sample_m: f64,
}

/// Samples beside each other in one row of one cell.
struct Run {
    cell: usize,
    row: usize,
    from: usize,
    to: usize,
}

impl Fine {
    pub(super) fn of(grid: Grid) -> Self {
        let side = (grid.cell_m / SAMPLE_M).ceil().clamp(1.0, MOST);
        Self { grid, side: whole(side), sample_m: grid.cell_m / side }
    }

    /// How many samples a cell has.
    fn in_cell(&self) -> f64 {
        count_f64(self.side) * count_f64(self.side)
    }

    /// The runs of samples within a disc; of a disc that misses every middle, the sample it lies in.
    fn runs(&self, centre: Coord, radius_m: f64, mut each: impl FnMut(&Run)) {
        let (columns, rows) = (count_f64(self.grid.columns * self.side), count_f64(self.grid.rows * self.side));
        // In samples, from the north-west corner.
        let x = (centre.x - self.grid.left_m) / self.sample_m;
        let y = (self.grid.top_m - centre.y) / self.sample_m;
        let radius = radius_m / self.sample_m;
        let mut any = false;
        let mut put = |row: f64, from: f64, to: f64| {
            let (from, to) = (from.max(0.0), to.min(columns - 1.0));
            if from > to || row < 0.0 || row >= rows {
                return;
            }
            let (row, mut from, last) = (whole(row), whole(from), whole(to));
            while from <= last {
                let column = from / self.side;
                let to = last.min((column + 1) * self.side - 1);
                let cell = (row / self.side) * self.grid.columns + column;
                let start = column * self.side;
                each(&Run { cell, row: row % self.side, from: from - start, to: to - start });
                from = to + 1;
            }
        };
        let mut row = (y - radius - 0.5).ceil().max(0.0);
        while row + 0.5 <= y + radius && row < rows {
            let off = row + 0.5 - y;
            let half = (radius * radius - off * off).max(0.0).sqrt();
            let (from, to) = ((x - half - 0.5).ceil(), (x + half - 0.5).floor());
            if from <= to {
                any = true;
                put(row, from, to);
            }
            row += 1.0;
        }
        if !any {
            put(y.floor(), x.floor(), x.floor());
        }
    }

    /// The area of a disc in each cell, m2: as many samples as it covers, and never more than the disc where
    /// that is smaller than a sample. A larger disc covers nowhere less.
    pub(super) fn areas(&self, centre: Coord, radius_m: f64, mut each: impl FnMut(usize, f64)) {
        let mut by_cell: Vec<(usize, f64)> = Vec::new();
        self.runs(centre, radius_m, |run| {
            let samples = count_f64(run.to - run.from + 1);
            match by_cell.iter_mut().find(|(cell, _)| *cell == run.cell) {
                Some((_, sum)) => *sum += samples,
                None => by_cell.push((run.cell, samples)),
            }
        });
        let sample_m2 = (self.sample_m * self.sample_m).min(std::f64::consts::PI * radius_m * radius_m);
        for (cell, samples) in by_cell {
            each(cell, samples * sample_m2);
        }
    }
}

impl Coverage {
    pub(super) fn new(fine: Fine) -> Self {
        Self { fine, cells: HashMap::new() }
    }

    /// Covers a disc.
    pub(super) fn add(&mut self, centre: Coord, radius_m: f64) {
        let words = self.fine.side.div_ceil(64);
        let size = words * self.fine.side;
        let cells = &mut self.cells;
        self.fine.runs(centre, radius_m, |run| {
            let bits = cells.entry(run.cell).or_insert_with(|| vec![0; size]);
            let line = &mut bits[run.row * words..(run.row + 1) * words];
            for (index, word) in line.iter_mut().enumerate() {
                let (first, last) = (index * 64, index * 64 + 63);
                if run.from <= last && run.to >= first {
                    let (low, high) = (run.from.max(first) - first, run.to.min(last) - first);
                    *word |= (u64::MAX >> (63 - (high - low))) << low;
                }
            }
        });
    }

    /// The share of each cell that is covered; cells with nothing are left out.
    pub(super) fn shares(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let all = self.fine.in_cell();
        self.cells.iter().map(move |(cell, bits)| {
            let covered: u32 = bits.iter().map(|word| word.count_ones()).sum();
            (*cell, f64::from(covered) / all)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Rect;
    use proptest::prelude::*;

    fn fine(side_m: f64, cell_m: f64) -> Fine {
        let area = Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: side_m - 1.0, y: side_m - 1.0 });
        Fine::of(Grid::covering(area, cell_m).unwrap())
    }

    fn covered_m2(coverage: &Coverage) -> f64 {
        let cell_m2 = coverage.fine.grid.cell_m.powi(2);
        coverage.shares().map(|(_, share)| share * cell_m2).sum()
    }

    #[test]
    fn the_same_disc_twice_counts_once() {
        let mut coverage = Coverage::new(fine(1000.0, 100.0));
        let at = Coord { x: 500.0, y: 500.0 };
        coverage.add(at, 80.0);
        let once = covered_m2(&coverage);
        coverage.add(at, 80.0);
        assert!((covered_m2(&coverage) - once).abs() < 1e-9);
        assert!((once / (std::f64::consts::PI * 6400.0) - 1.0).abs() < 0.01, "{once}");
    }

    #[test]
    fn a_disc_too_small_for_a_sample_still_counts() {
        let mut coverage = Coverage::new(fine(1000.0, 100.0));
        coverage.add(Coord { x: 501.0, y: 501.0 }, 0.2);
        assert!((covered_m2(&coverage) - 25.0).abs() < 1e-9);
    }

    proptest! {
        /// Against a count of all middles, one by one.
        #[test]
        fn a_disc_covers_the_samples_whose_middle_it_holds(
            x in -50.0_f64..550.0, y in -50.0_f64..550.0, radius in 6.0_f64..200.0, cell in prop::sample::select(vec![20.0, 100.0, 333.0]),
        ) {
            let fine = fine(500.0, cell);
            let mut coverage = Coverage::new(fine);
            coverage.add(Coord { x, y }, radius);
            let shares: HashMap<usize, f64> = coverage.shares().collect();
            for index in 0..fine.grid.cells() {
                let square = fine.grid.square(index);
                let mut inside = 0;
                for row in 0..fine.side {
                    for column in 0..fine.side {
                        let dx = square.min().x + (count_f64(column) + 0.5) * fine.sample_m - x;
                        let dy = square.max().y - (count_f64(row) + 0.5) * fine.sample_m - y;
                        inside += usize::from(dx.hypot(dy) <= radius);
                    }
                }
                let share = shares.get(&index).copied().unwrap_or(0.0) * fine.in_cell();
                // A middle exactly on the edge may fall either way.
                prop_assert!((share - count_f64(inside)).abs() <= 2.0, "cell {index}: {share} and {inside}");
            }
        }

        /// The areas of a disc within the grid add up to the disc, as well as samples can tell: a sample whose middle
        /// lies within the disc lies whole within one that is half a diagonal larger, and the samples that count
        /// cover one that is half a diagonal smaller.
        #[test]
        fn no_area_is_lost(x in 210.0_f64..290.0, y in 210.0_f64..290.0, radius in 20.0_f64..200.0) {
            let mut sum = 0.0;
            fine(500.0, 50.0).areas(Coord { x, y }, radius, |_, area_m2| sum += area_m2);
            let half_diagonal_m = SAMPLE_M / std::f64::consts::SQRT_2;
            let disc_m2 = |radius_m: f64| std::f64::consts::PI * radius_m * radius_m;
            prop_assert!(disc_m2(radius - half_diagonal_m) <= sum && sum <= disc_m2(radius + half_diagonal_m), "{sum}");
        }
    }
}
