//! Room that is left: the largest new doublet that is not too near to anyone.

use geo::Coord;
use rayon::prelude::*;
use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use super::assumptions::Assumptions;
use super::bubble::thermal_m;
use super::grid::{Grid, count_f64, whole};
use super::inventory::Inventory;
use super::level::Level;
use super::measure::End;
use bodemtoets_ground::crowding::{Relation, WellKind, thermal_radius_m};
use bodemtoets_law::rules;

/// Sizes of new doublets that are tried, m3 a year. Up to 250 000 m3 (and 50 m3/h) a system is of medium
/// size in the guideline BUM Bodemenergie part 1 (SIKB 8200).
pub const DOUBLETS_M3: [f64; 6] = [25_000.0, 50_000.0, 100_000.0, 250_000.0, 500_000.0, 1_000_000.0];

/// Directions from the cold to the warm well that are tried.
const DIRECTIONS: u32 = 8;
/// Within a cell doublets are tried this far from each other, m.
const STEP_M: f64 = 100.0;
/// In a large cell no more than this many steps along a side.
const MOST_STEPS: f64 = 20.0;

/// Refuses sizes that are none.
///
/// # Errors
/// When there is none, one is no volume, or they do not rise.
pub fn check_doublets(doublets_m3: &[f64]) -> Result<(), String> {
    let fine = |volume: &f64| (100.0..=1e8).contains(volume);
    let rising = doublets_m3.windows(2).all(|two| two[0] < two[1]);
    if doublets_m3.is_empty() || !doublets_m3.iter().all(fine) || !rising {
        return Err("sizes of doublets are volumes from 100 to 100000000 m3 a year, the smallest first".to_owned());
    }
    Ok(())
}

/// What a new doublet has to keep away from.
#[derive(Debug, Clone, Copy)]
struct Obstacle {
    /// How far its warmth reaches, m; none for a loop.
    thermal_m: Option<f64>,
    stores: WellKind,
}

type Obstacles = RTree<GeomWithData<[f64; 2], Obstacle>>;

/// A new doublet.
#[derive(Debug, Clone, Copy)]
struct Doublet {
    volume_m3: f64,
    thermal_m: f64,
}

/// A level with what is in the way there.
pub(super) struct Room<'a> {
    assume: &'a Assumptions,
    /// What a well stores that does not say so counts as what is worst; else as what is mildest.
    is_careful: bool,
    obstacles: Obstacles,
    /// The largest first.
    doublets: Vec<Doublet>,
    /// From the middle of a doublet, nothing further than this matters, m.
    reach_m: f64,
}

impl<'a> Room<'a> {
    /// At the low end all that may be in the way is, as large as it may be; at the high end only what is
    /// certain. `doublets_m3` rises.
    pub(super) fn new(
        inventory: &Inventory,
        level: Level,
        end: End,
        assume: &'a Assumptions,
        doublets_m3: &[f64],
    ) -> Self {
        let thickness_m = level.depths().length_m();
        let capacity = if end == End::Low { assume.aquifer_mj_m3_k().low } else { assume.aquifer_mj_m3_k().high };
        let screen_m = assume.new_screen_m.min(thickness_m);
        let of_size = |volume_m3: &f64| {
            let thermal_m = thermal_radius_m(volume_m3 / 2.0, screen_m, capacity).ok()?;
            Some(Doublet { volume_m3: *volume_m3, thermal_m })
        };
        // In a slice that is thinner than the shortest screen nobody makes a well.
        let fits = thickness_m >= assume.unknown_screen_m.low;
        let doublets: Vec<Doublet> = doublets_m3.iter().rev().filter_map(of_size).filter(|_| fits).collect();
        let largest_m = doublets.first().map_or(0.0, |doublet| doublet.thermal_m);
        let mut widest_m: f64 = 0.0;
        let mut obstacles = Vec::new();
        for (_, system, part) in inventory.parts() {
            let there = if end == End::Low { part.reach.may_be_at(level) } else { part.reach.is_at(level) };
            if !there || (end == End::High && system.kind.is_none()) {
                continue;
            }
            let thermal_m = (system.kind != Some(rules::System::Closed)).then(|| {
                let known = thermal_m(system, part, assume);
                // Of a well of which nothing can be said: as large as the largest new one.
                known.map_or(if end == End::Low { largest_m } else { 0.0 }, |range| {
                    if end == End::Low { range.high } else { range.low }
                })
            });
            widest_m = widest_m.max(thermal_m.unwrap_or(0.0));
            obstacles
                .push(GeomWithData::new([part.place.x, part.place.y], Obstacle { thermal_m, stores: part.stores }));
        }
        let radii = assume.spacing.same.max(assume.spacing.opposite);
        let apart_m = (radii * 0.5 * (largest_m + widest_m)).max(assume.loop_radii * largest_m);
        let reach_m = half_m(largest_m, assume) + apart_m;
        Self { assume, is_careful: end == End::Low, obstacles: RTree::bulk_load(obstacles), doublets, reach_m }
    }

    /// The room where nothing is in the way, m3 a year.
    pub(super) fn most_m3(&self) -> f64 {
        self.doublets.first().map_or(0.0, |doublet| doublet.volume_m3)
    }

    /// Cells where something is in the way, with their room, in the order of the grid.
    pub(super) fn cells(&self, grid: &Grid) -> Vec<(usize, f64)> {
        if self.doublets.is_empty() {
            return Vec::new();
        }
        let mut near = vec![false; grid.cells()];
        let reach = ((self.reach_m + grid.cell_m) / grid.cell_m).ceil();
        let (columns, rows) = (count_f64(grid.columns) - 1.0, count_f64(grid.rows) - 1.0);
        for obstacle in &self.obstacles {
            let column = ((obstacle.geom()[0] - grid.left_m) / grid.cell_m).floor();
            let row = ((grid.top_m - obstacle.geom()[1]) / grid.cell_m).floor();
            let (west, east) = (column - reach, column + reach);
            let (north, south) = (row - reach, row + reach);
            if east < 0.0 || south < 0.0 || west > columns || north > rows {
                continue;
            }
            let span = whole(west.max(0.0))..=whole(east.min(columns));
            for row in whole(north.max(0.0))..=whole(south.min(rows)) {
                near[row * grid.columns..][span.clone()].fill(true);
            }
        }
        let cells: Vec<usize> = near.iter().enumerate().filter(|(_, near)| **near).map(|(cell, _)| cell).collect();
        let most = self.most_m3();
        cells.into_par_iter().map(|cell| (cell, self.of_cell(grid, cell))).filter(|(_, room)| *room < most).collect()
    }

    /// The largest doublet somewhere in a cell, m3 a year; 0 when none of the sizes fits.
    fn of_cell(&self, grid: &Grid, cell: usize) -> f64 {
        let steps = (grid.cell_m / STEP_M).ceil().clamp(1.0, MOST_STEPS);
        let (square, step_m) = (grid.square(cell), grid.cell_m / steps);
        let mut best = 0.0;
        for row in 0..whole(steps) {
            for column in 0..whole(steps) {
                let (x, y) = (count_f64(column) + 0.5, count_f64(row) + 0.5);
                let middle = Coord { x: square.min().x + x * step_m, y: square.min().y + y * step_m };
                best = f64::max(best, self.at(middle, best));
                if best >= self.most_m3() {
                    return best;
                }
            }
        }
        best
    }

    /// The largest doublet around a place that is larger than one that was found already.
    fn at(&self, middle: Coord, found_m3: f64) -> f64 {
        let reach = self.reach_m;
        let around = AABB::from_corners([middle.x - reach, middle.y - reach], [middle.x + reach, middle.y + reach]);
        let near: Vec<&GeomWithData<[f64; 2], Obstacle>> =
            self.obstacles.locate_in_envelope_intersecting(&around).collect();
        let larger = self.doublets.iter().take_while(|doublet| doublet.volume_m3 > found_m3);
        let mut larger = larger.filter(|doublet| {
            let half = half_m(doublet.thermal_m, self.assume);
            (0..DIRECTIONS).any(|direction| {
                let angle = std::f64::consts::TAU * f64::from(direction) / f64::from(DIRECTIONS);
                let (east, north) = (half * angle.cos(), half * angle.sin());
                near.iter().all(|obstacle| {
                    self.clear(**doublet, middle.x + east, middle.y + north, WellKind::Warm, obstacle)
                        && self.clear(**doublet, middle.x - east, middle.y - north, WellKind::Cold, obstacle)
                })
            })
        });
        larger.next().map_or(0.0, |doublet| doublet.volume_m3)
    }

    /// Whether a well of a doublet is far enough from an obstacle: exactly far enough is.
    fn clear(
        &self,
        doublet: Doublet,
        x: f64,
        y: f64,
        stores: WellKind,
        obstacle: &GeomWithData<[f64; 2], Obstacle>,
    ) -> bool {
        let required_m = match obstacle.data.thermal_m {
            None => self.assume.loop_radii * doublet.thermal_m,
            Some(thermal_m) => {
                let spacing = &self.assume.spacing;
                let radii = match Relation::between(stores, obstacle.data.stores) {
                    Relation::Same => spacing.same,
                    Relation::Opposite => spacing.opposite,
                    Relation::Unknown if self.is_careful => spacing.same.max(spacing.opposite),
                    Relation::Unknown => spacing.same.min(spacing.opposite),
                };
                radii * 0.5 * (doublet.thermal_m + thermal_m)
            }
        };
        let (east, north) = (obstacle.geom()[0] - x, obstacle.geom()[1] - y);
        east * east + north * north >= required_m * required_m
    }
}

/// Half the distance between the wells of a doublet, which are of opposite type, m.
fn half_m(thermal_m: f64, assume: &Assumptions) -> f64 {
    0.5 * assume.spacing.opposite * thermal_m
}
