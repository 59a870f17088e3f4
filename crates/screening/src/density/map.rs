//! The map: every measure of every cell at every level.

use std::collections::BTreeMap;

use geo::Coord;
use rayon::prelude::*;

use super::area::shares;
use super::assumptions::Assumptions;
use super::bubble::Bubble;
use super::conflicts::{Conflict, conflicts};
use super::coverage::{Coverage, Fine};
use super::grid::{Grid, count_f64};
use super::inventory::Inventory;
use super::level::Level;
use super::measure::{Cell, End, Measure};
use super::room::{Left, Room};
use bodemtoets_ground::crowding::{Harm, Problem, Range};
use bodemtoets_space::Area;

/// How full the ground is, by cell and level.
#[derive(Debug, Clone)]
pub struct DensityMap {
    /// The cells.
    pub grid: Grid,
    /// The levels, in the order that was asked for.
    pub levels: Vec<Level>,
    /// Pairs of systems that are too near to each other or may be, the worst first.
    pub conflicts: Vec<Conflict>,
    /// By level: cells with anything in them, or something in the way of a new doublet.
    cells: Vec<BTreeMap<usize, Cell>>,
    /// By level: a cell with nothing in it.
    empty: Vec<Cell>,
    /// The area that was asked for, and the share of each cell that lies in it.
    area: Option<(Area, Vec<f32>)>,
}

impl DensityMap {
    /// Measures systems on a grid.
    ///
    /// Wells, systems and pairs in `area` are counted, its edge included, whatever the size of the cells; a cell is on
    /// the map when some of it lies in the area. Systems outside it count for what they do inside. Shares of a cell are
    /// those of the whole cell, also on the edge of the area.
    /// `doublets_m3` are the sizes of new doublets that are tried, the smallest first
    /// ([`DOUBLETS_M3`](super::DOUBLETS_M3)).
    ///
    /// # Errors
    /// When an assumption, or a number of a system, cannot be.
    pub fn of(
        inventory: &Inventory,
        grid: Grid,
        levels: &[Level],
        area: Option<&Area>,
        assume: &Assumptions,
        doublets_m3: &[f64],
    ) -> Result<Self, Problem> {
        assume.check()?;
        let conflicts = conflicts(inventory, assume)?;
        let left = [End::Low, End::High].map(|end| left(inventory, &grid, levels, end, assume, doublets_m3));
        let area = area.map(|area| (area.clone(), shares_with_wells(&grid, area, inventory)));
        let holds = |place: Coord| area.as_ref().is_none_or(|(area, _)| area.covers(place));
        let [careful, mild] = &left;
        let most = careful.iter().zip(mild).map(|(careful, mild)| Range::new(careful.most_m3, mild.most_m3));
        let empty: Vec<Cell> = most.map(Cell::empty).collect();
        let mut cells: Vec<BTreeMap<usize, Cell>> = levels
            .par_iter()
            .zip(careful.par_iter().zip(mild))
            .zip(&empty)
            .map(|((level, (careful, mild)), empty)| {
                let mut cells = Cells { cells: BTreeMap::new(), empty: *empty };
                cells.room(careful, mild);
                cells.count(inventory, *level, &grid, holds);
                cells.bubbles(inventory, *level, &grid, assume);
                cells.conflicts(&conflicts, *level, &grid, holds);
                cells.cells
            })
            .collect();
        if let Some((_, shares)) = &area {
            for cells in &mut cells {
                cells.retain(|cell, _| shares[*cell] > 0.0);
            }
        }
        Ok(Self { grid, levels: levels.to_vec(), conflicts, cells, empty, area })
    }

    /// Cells of a level with anything in them, or something in the way of a new doublet, in the order of
    /// the grid; nothing for a level that is not on the map.
    pub fn cells(&self, level: Level) -> impl Iterator<Item = (usize, &Cell)> {
        let cells = self.at(level).map(|at| &self.cells[at]);
        cells.into_iter().flatten().map(|(index, cell)| (*index, cell))
    }

    /// A cell of a level; none when it lies outside the area, or the level is not on the map.
    #[must_use]
    pub fn cell(&self, level: Level, index: usize) -> Option<&Cell> {
        let at = self.at(level)?;
        self.is_inside(index).then(|| self.cells[at].get(&index).unwrap_or(&self.empty[at]))
    }

    /// Whether some of a cell lies in the area.
    #[must_use]
    pub fn is_inside(&self, index: usize) -> bool {
        index < self.grid.cells() && self.share_inside(index) > 0.0
    }

    /// The share of a cell that lies in the area, from 0 to 1; all of it when none was asked for.
    #[must_use]
    pub fn share_inside(&self, index: usize) -> f64 {
        self.area.as_ref().map_or(1.0, |(_, shares)| shares.get(index).map_or(0.0, |share| f64::from(*share)))
    }

    /// Whether what stands in a place counts: it lies on the grid, and in the area, its edge included.
    #[must_use]
    pub fn holds(&self, place: Coord) -> bool {
        self.grid.cell_at(place).is_some() && self.area.as_ref().is_none_or(|(area, _)| area.covers(place))
    }

    /// A cell of a level with nothing in it or in the way.
    #[must_use]
    pub fn empty(&self, level: Level) -> Option<&Cell> {
        self.at(level).map(|at| &self.empty[at])
    }

    fn at(&self, level: Level) -> Option<usize> {
        self.levels.iter().position(|one| *one == level)
    }
}

/// The share of each cell that lies in an area. A cell with a well that stands exactly on the edge of the area has a
/// share of nothing, and is on the map all the same.
fn shares_with_wells(grid: &Grid, area: &Area, inventory: &Inventory) -> Vec<f32> {
    let mut shares = shares(grid, area.polygons());
    let inside = inventory.parts().filter(|(_, _, part)| area.covers(part.place));
    for cell in inside.filter_map(|(_, _, part)| grid.cell_at(part.place)) {
        shares[cell] = shares[cell].max(f32::MIN_POSITIVE);
    }
    shares
}

/// The room that is left at each level, at one end.
fn left(
    inventory: &Inventory,
    grid: &Grid,
    levels: &[Level],
    end: End,
    assume: &Assumptions,
    doublets_m3: &[f64],
) -> Vec<Left> {
    let of = |level: &Level| (*level != Level::Any).then(|| Room::new(inventory, *level, end, assume, doublets_m3));
    let slices: Vec<Option<Left>> = levels.par_iter().map(|level| Some(of(level)?.left(grid))).collect();
    let any = Left::at_any_depth(slices.iter().flatten());
    slices.into_iter().map(|left| left.unwrap_or_else(|| any.clone())).collect()
}

/// The cells of a level.
struct Cells {
    cells: BTreeMap<usize, Cell>,
    empty: Cell,
}

impl Cells {
    fn cell(&mut self, index: usize) -> &mut Cell {
        self.cells.entry(index).or_insert(self.empty)
    }

    fn room(&mut self, careful: &Left, mild: &Left) {
        for left in &careful.cells {
            let cell = self.cell(left.cell);
            cell.set(Measure::Room, Range { low: left.room_m3, ..cell.get(Measure::Room) });
            cell.set(Measure::FullArea, Range::new(0.0, left.full_share()));
        }
        for left in &mild.cells {
            let cell = self.cell(left.cell);
            // The careful end never has the more room.
            cell.set(Measure::Room, Range::new(cell.get(Measure::Room).low.min(left.room_m3), left.room_m3));
            let full = left.full_share();
            cell.set(Measure::FullArea, Range::new(full, cell.get(Measure::FullArea).high.max(full)));
        }
    }

    fn count(&mut self, inventory: &Inventory, level: Level, grid: &Grid, holds: impl Fn(Coord) -> bool) {
        for system in &inventory.systems {
            // By cell: whether one of its wells is there for certain.
            let mut of_system: Vec<(usize, bool)> = Vec::new();
            for part in &system.parts {
                let counts = || part.reach.may_be_at(level) && holds(part.place);
                let Some(index) = grid.cell_at(part.place).filter(|_| counts()) else { continue };
                let certain = part.reach.is_at(level);
                self.cell(index).add(Measure::Wells, one(certain));
                match of_system.iter_mut().find(|(cell, _)| *cell == index) {
                    Some((_, is_certain)) => *is_certain |= certain,
                    None => of_system.push((index, certain)),
                }
            }
            for (index, certain) in of_system {
                self.cell(index).add(Measure::Systems, one(certain));
            }
        }
    }

    fn bubbles(&mut self, inventory: &Inventory, level: Level, grid: &Grid, assume: &Assumptions) {
        let fine = Fine::of(*grid);
        let bubbles: Vec<Bubble> =
            inventory.parts().filter_map(|(_, system, part)| Bubble::of(system, part, level, assume)).collect();
        let cell_m3 = grid.cell_m * grid.cell_m * level.depths().length_m();
        let aquifer_m3 = assume.aquifer_share.map(|share| share * cell_m3);
        // The low end over the whole of the slice, the high end over the least that may be aquifer.
        for bubble in &bubbles {
            let mut certain: Vec<(usize, f64)> = Vec::new();
            if bubble.thermal_m.low > 0.0 {
                fine.areas(bubble.place, bubble.thermal_m.low, |index, area_m2| {
                    certain.push((index, area_m2 * bubble.length_m.low));
                });
            }
            fine.areas(bubble.place, bubble.thermal_m.high, |index, area_m2| {
                let low_m3 = certain.iter().find(|(cell, _)| *cell == index).map_or(0.0, |(_, ground_m3)| *ground_m3);
                let high_m3 = (area_m2 * bubble.length_m.high).min(bubble.most_m3).max(low_m3);
                let share = Range::new(low_m3 / aquifer_m3.high, high_m3 / aquifer_m3.low);
                self.cell(index).add(Measure::ThermalVolume, share);
            });
        }
        for (measure, reach) in [
            (Measure::ThermalArea, (|bubble| bubble.thermal_m) as fn(&Bubble) -> Range),
            (Measure::HydraulicArea, |bubble| bubble.hydraulic_m),
        ] {
            let (mut low, mut high) = (Coverage::new(fine), Coverage::new(fine));
            for bubble in &bubbles {
                let range = reach(bubble);
                if range.low > 0.0 {
                    low.add(bubble.place, range.low);
                }
                high.add(bubble.place, range.high);
            }
            let mut shares: BTreeMap<usize, Range> =
                high.shares().map(|(at, share)| (at, Range::new(0.0, share))).collect();
            for (at, share) in low.shares() {
                let range = shares.entry(at).or_insert(Range::exactly(share));
                *range = Range::new(share, range.high.max(share));
            }
            for (index, share) in shares {
                self.cell(index).set(measure, share);
            }
        }
    }

    fn conflicts(&mut self, conflicts: &[Conflict], level: Level, grid: &Grid, holds: impl Fn(Coord) -> bool) {
        for conflict in conflicts.iter().filter(|conflict| conflict.reach.may_be_at(level)) {
            let [from, to] = conflict.places;
            let middle = (from + to) / 2.0;
            let Some(index) = grid.cell_at(middle).filter(|_| holds(middle)) else { continue };
            let certain = conflict.harm == Harm::Harm && conflict.reach.is_at(level);
            let cell = self.cell(index);
            cell.add(Measure::Conflicts, one(certain));
            let severity = conflict.severity;
            cell.raise(Measure::Severity, if certain { severity } else { Range { low: 0.0, ..severity } });
        }
    }
}

/// One that is there, or may be.
fn one(certain: bool) -> Range {
    Range::new(count_f64(usize::from(certain)), 1.0)
}
