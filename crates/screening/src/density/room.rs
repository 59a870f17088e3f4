//! Room that is left: the largest new doublet that is not too near to anyone.

use std::collections::HashMap;

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
    /// The same for the smallest doublet.
    least_reach_m: f64,
}

/// The room that is left at a level.
#[derive(Debug, Clone)]
pub(super) struct Left {
    /// The room where nothing is in the way, m3 a year; 0 where the ground is too thin for any doublet.
    pub(super) most_m3: f64,
    /// Cells where something is in the way, in the order of the grid.
    pub(super) cells: Vec<LeftInCell>,
}

/// The room that is left in a cell.
#[derive(Debug, Clone)]
pub(super) struct LeftInCell {
    pub(super) cell: usize,
    /// The largest doublet that fits somewhere in it, m3 a year; 0 when none of the sizes fits.
    pub(super) room_m3: f64,
    /// Of the places that were tried in it, row by row from the south-west, those around which none fits; nothing
    /// when there is no such place.
    full: Vec<bool>,
}

impl LeftInCell {
    /// The share of the cell around which no doublet fits.
    pub(super) fn full_share(&self) -> f64 {
        let full = self.full.iter().filter(|full| **full).count();
        count_f64(full) / count_f64(self.full.len().max(1))
    }

    /// The best of two levels.
    fn or(mut self, other: &Self) -> Self {
        self.room_m3 = self.room_m3.max(other.room_m3);
        self.full.truncate(other.full.len());
        self.full.iter_mut().zip(&other.full).for_each(|(full, other)| *full &= other);
        self
    }
}

impl Left {
    /// At any depth there is as much room as in the best of the slices.
    pub(super) fn at_any_depth<'a>(slices: impl Iterator<Item = &'a Self>) -> Self {
        // In ground that is too thin there is no room at all; the others have the same sizes to offer.
        let mut slices = slices.filter(|slice| slice.most_m3 > 0.0);
        let Some(first) = slices.next() else { return Self { most_m3: 0.0, cells: Vec::new() } };
        slices.fold(first.clone(), |best, slice| {
            // What a slice does not list has all the room there.
            let of_slice: HashMap<usize, &LeftInCell> = slice.cells.iter().map(|left| (left.cell, left)).collect();
            let both = best.cells.into_iter().filter_map(|left| {
                let other = of_slice.get(&left.cell)?;
                Some(left.or(other))
            });
            Self { most_m3: best.most_m3.max(slice.most_m3), cells: both.collect() }
        })
    }
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
        let smallest_m = doublets.last().map_or(0.0, |doublet| doublet.thermal_m);
        let radii = assume.spacing.same.max(assume.spacing.opposite);
        let reach_m = |thermal_m: f64| {
            let apart_m = (radii * 0.5 * (thermal_m + widest_m)).max(assume.loop_radii * thermal_m);
            half_m(thermal_m, assume) + apart_m
        };
        Self {
            assume,
            is_careful: end == End::Low,
            obstacles: RTree::bulk_load(obstacles),
            doublets,
            reach_m: reach_m(largest_m),
            least_reach_m: reach_m(smallest_m),
        }
    }

    /// The room where nothing is in the way, m3 a year.
    fn most_m3(&self) -> f64 {
        self.doublets.first().map_or(0.0, |doublet| doublet.volume_m3)
    }

    /// The room that is left on a grid.
    pub(super) fn left(&self, grid: &Grid) -> Left {
        let most_m3 = self.most_m3();
        if self.doublets.is_empty() {
            return Left { most_m3, cells: Vec::new() };
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
        let cells = cells.into_par_iter().map(|cell| self.in_cell(grid, cell));
        Left { most_m3, cells: cells.filter(|left| left.room_m3 < most_m3 || !left.full.is_empty()).collect() }
    }

    /// What is left in a cell: places are tried in a square grid.
    fn in_cell(&self, grid: &Grid, cell: usize) -> LeftInCell {
        let places = places(grid, cell);
        let mut room_m3 = 0.0;
        for place in &places {
            if room_m3 >= self.most_m3() {
                break;
            }
            room_m3 = f64::max(room_m3, self.at(*place, room_m3));
        }
        let mut full: Vec<bool> = places.iter().map(|place| self.is_full(*place)).collect();
        if !full.contains(&true) {
            full.clear();
        }
        LeftInCell { cell, room_m3, full }
    }

    /// Whether none of the sizes fits around a place.
    fn is_full(&self, middle: Coord) -> bool {
        // Where nothing is in the way of the smallest, that fits.
        self.near(middle, self.least_reach_m).next().is_some() && self.at(middle, 0.0) <= 0.0
    }

    /// What stands within a square around a place.
    fn near(&self, middle: Coord, reach_m: f64) -> impl Iterator<Item = &GeomWithData<[f64; 2], Obstacle>> {
        let corner = |sign: f64| [middle.x + sign * reach_m, middle.y + sign * reach_m];
        self.obstacles.locate_in_envelope_intersecting(&AABB::from_corners(corner(-1.0), corner(1.0)))
    }

    /// The largest doublet around a place that is larger than one that was found already.
    fn at(&self, middle: Coord, found_m3: f64) -> f64 {
        let near: Vec<_> = self.near(middle, self.reach_m).collect();
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

/// The places in a cell where doublets are tried: the middles of squares of [`STEP_M`], row by row from the south-west.
fn places(grid: &Grid, cell: usize) -> Vec<Coord> {
    let steps = (grid.cell_m / STEP_M).ceil().clamp(1.0, MOST_STEPS);
    let (square, step_m) = (grid.square(cell), grid.cell_m / steps);
    let middle = |place: usize| count_f64(place) * step_m + 0.5 * step_m;
    let row = |row: usize| {
        (0..whole(steps))
            .map(move |column| Coord { x: square.min().x + middle(column), y: square.min().y + middle(row) })
    };
    (0..whole(steps)).flat_map(row).collect()
}

/// Half the distance between the wells of a doublet, which are of opposite type, m.
fn half_m(thermal_m: f64, assume: &Assumptions) -> f64 {
    0.5 * assume.spacing.opposite * thermal_m
}
