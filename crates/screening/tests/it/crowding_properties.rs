//! What always holds of maps of how full the ground is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use bodemtoets_ground::crowding::{Depths, Harm, WellKind};
use bodemtoets_law::rules;
use bodemtoets_screening::density::{
    Assumptions, DensityMap, Grid, Inventory, Level, Measure, Part, Reach, System, conflicts,
};
use geo::{Coord, Rect};
use proptest::prelude::*;

const LEVELS: [Level; 3] = [
    Level::Any,
    Level::Slice(Depths { top_m: 20.0, bottom_m: 50.0 }),
    Level::Slice(Depths { top_m: 50.0, bottom_m: 100.0 }),
];
const DOUBLETS_M3: [f64; 3] = [20_000.0, 100_000.0, 400_000.0];

fn grid(cell_m: f64) -> Grid {
    Grid::covering(Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 1999.0, y: 1999.0 }), cell_m).unwrap()
}

/// What a well of unknown volume counts as: more than any of the systems has.
fn assume() -> Assumptions {
    Assumptions { unknown_season_m3: Some(300_000.0), ..Assumptions::default() }
}

fn map(inventory: &Inventory) -> DensityMap {
    DensityMap::of(inventory, grid(200.0), &LEVELS, None, &assume(), &DOUBLETS_M3).unwrap()
}

fn system() -> impl Strategy<Value = System> {
    let kind = prop_oneof![
        4 => Just(Some(rules::System::Open)),
        2 => Just(Some(rules::System::Closed)),
        1 => Just(None),
    ];
    let stores = prop_oneof![Just(WellKind::Warm), Just(WellKind::Cold), Just(WellKind::Unknown)];
    let place = (100.0_f64..1900.0, 100.0_f64..1900.0);
    let apart = (-150.0_f64..150.0, -150.0_f64..150.0);
    let depths = (0.0_f64..90.0, 10.0_f64..60.0);
    let volume = prop::option::weighted(0.7, 5_000.0_f64..500_000.0);
    (kind, stores, place, apart, depths, prop::bool::weighted(0.8), volume).prop_map(
        |(kind, stores, (x, y), (dx, dy), (top_m, length_m), is_known, annual_volume_m3)| {
            let top_m = if kind == Some(rules::System::Closed) { 0.0 } else { top_m };
            let screen = Depths { top_m, bottom_m: top_m + length_m };
            let reach = if is_known { Reach::Exactly(screen) } else { Reach::UNKNOWN };
            let other = match stores {
                WellKind::Warm => WellKind::Cold,
                WellKind::Cold => WellKind::Warm,
                WellKind::Unknown => WellKind::Unknown,
            };
            let part = |place, stores| Part { place, stores, is_exact: true, is_doubtful: false, reach };
            System {
                id: format!("{x:.0},{y:.0}"),
                kind,
                parts: vec![part(Coord { x, y }, stores), part(Coord { x: x + dx, y: y + dy }, other)],
                annual_volume_m3,
                heat_taken_mwh: None,
                heat_given_mwh: None,
                is_proposal: false,
            }
        },
    )
}

fn inventory(most: usize) -> impl Strategy<Value = Inventory> {
    prop::collection::vec(system(), 0..most).prop_map(|systems| Inventory { systems, other_uses: 0 })
}

/// Holds both ends of every measure of every cell of two maps against each other.
fn each(one: &DensityMap, other: &DensityMap, mut check: impl FnMut(Measure, f64, f64, f64, f64)) {
    for level in LEVELS {
        for index in 0..one.grid.cells() {
            let (one, other) = (one.cell(level, index).unwrap(), other.cell(level, index).unwrap());
            for measure in Measure::ALL {
                let (one, other) = (one.get(measure), other.get(measure));
                check(measure, one.low, one.high, other.low, other.high);
            }
        }
    }
}

/// Sums of many small numbers are not exact.
const SLACK: f64 = 1e-5;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_certain_is_never_more_than_what_may_be(inventory in inventory(12)) {
        let map = map(&inventory);
        each(&map, &map, |measure, low, high, _, _| assert!(low <= high + SLACK, "{measure:?}: {low} {high}"));
    }

    #[test]
    fn another_system_never_makes_it_emptier(inventory in inventory(10), another in system()) {
        let mut more = inventory.clone();
        more.systems.push(another);
        let (before, after) = (map(&inventory), map(&more));
        each(&before, &after, |measure, low, high, then_low, then_high| {
            if measure == Measure::Room {
                assert!(then_low <= low && then_high <= high, "room {low} {high} became {then_low} {then_high}");
            } else {
                assert!(then_low >= low - SLACK && then_high >= high - SLACK, "{measure:?} {low} {high} became {then_low} {then_high}");
            }
        });
    }

    #[test]
    fn to_know_less_never_narrows_a_range(inventory in inventory(10), which in any::<prop::sample::Index>(), what in 0..3) {
        prop_assume!(!inventory.systems.is_empty());
        let mut less = inventory.clone();
        let at = which.index(less.systems.len());
        let system = &mut less.systems[at];
        match what {
            0 => system.annual_volume_m3 = None,
            1 => system.parts.iter_mut().for_each(|part| part.stores = WellKind::Unknown),
            // Of a screen that is not known the length is not either: as long as is assumed, at most.
            _ => {
                let fits = |part: &Part| part.reach.exactly().is_none_or(|screen| (10.0..=60.0).contains(&screen.length_m()));
                prop_assume!(system.kind != Some(rules::System::Closed) && system.parts.iter().all(fits));
                system.parts.iter_mut().for_each(|part| part.reach = Reach::UNKNOWN);
            }
        }
        let (known, less) = (map(&inventory), map(&less));
        each(&known, &less, |measure, low, high, less_low, less_high| {
            assert!(less_low <= low + SLACK && less_high >= high - SLACK, "{measure:?}: {low} {high} became {less_low} {less_high}");
        });
    }

    #[test]
    fn mirror_images_interfere_equally(inventory in inventory(10)) {
        let mut mirrored = inventory.clone();
        for system in &mut mirrored.systems {
            system.parts.iter_mut().for_each(|part| part.place.x = 2000.0 - part.place.x);
        }
        let of = |inventory: &Inventory| -> Vec<([usize; 2], Harm, f64)> {
            let mut found = conflicts(inventory, &assume()).unwrap();
            found.sort_by_key(|conflict| conflict.systems);
            found.into_iter().map(|conflict| (conflict.systems, conflict.harm, conflict.distance_m)).collect()
        };
        let (one, other) = (of(&inventory), of(&mirrored));
        prop_assert_eq!(one.len(), other.len());
        for (one, other) in one.iter().zip(&other) {
            prop_assert_eq!((one.0, one.1), (other.0, other.1));
            prop_assert!((one.2 - other.2).abs() < 1e-6);
        }
    }

    #[test]
    fn the_order_of_the_systems_changes_nothing(inventory in inventory(10)) {
        let mut turned = inventory.clone();
        turned.systems.reverse();
        each(&map(&inventory), &map(&turned), |measure, low, high, then_low, then_high| {
            assert!((low - then_low).abs() <= SLACK && (high - then_high).abs() <= SLACK, "{measure:?}");
        });
    }

    #[test]
    fn systems_far_apart_do_nothing_to_each_other(one in system(), other in system(), away in 1000.0_f64..1e5) {
        let mut other = other;
        other.parts.iter_mut().for_each(|part| part.place.x += 2000.0 + away);
        let inventory = Inventory { systems: vec![one, other], other_uses: 0 };
        prop_assert!(conflicts(&inventory, &assume()).unwrap().is_empty());
    }

    /// Planners compare maps of a town and of a province: the area that is full does not hang on the size of the cells.
    #[test]
    fn the_area_without_room_is_the_same_for_small_and_large_cells(inventory in inventory(12)) {
        let full_m2 = |cell_m: f64| -> Vec<[f64; 2]> {
            let map = DensityMap::of(&inventory, grid(cell_m), &LEVELS, None, &assume(), &DOUBLETS_M3).unwrap();
            let sum = |level| {
                let full = map.cells(level).map(|(_, cell)| cell.get(Measure::FullArea));
                full.fold([0.0, 0.0], |[low, high], share| [low + share.low, high + share.high])
            };
            LEVELS.into_iter().map(|level| sum(level).map(|share| share * cell_m * cell_m)).collect()
        };
        let (small, large) = (full_m2(100.0), full_m2(1000.0));
        for (small, large) in small.iter().zip(&large) {
            prop_assert!((small[1] - large[1]).abs() < 1.0, "{small:?} {large:?}");
            prop_assert!((small[0] - large[0]).abs() < 1.0, "{small:?} {large:?}");
        }
    }

    /// A doublet as large as the map says fits somewhere in the cell; the map was made with smaller cells than
    /// its doublets are long, so that "somewhere" is the middle.
    #[test]
    fn there_is_room_where_the_map_says_so(inventory in inventory(8), cell in any::<prop::sample::Index>()) {
        let grid = grid(50.0);
        let assume = assume();
        let map = DensityMap::of(&inventory, grid, &LEVELS, None, &assume, &DOUBLETS_M3).unwrap();
        let index = cell.index(grid.cells());
        let level = LEVELS[2];
        let room_m3 = map.cell(level, index).unwrap().get(Measure::Room).low;
        prop_assume!(room_m3 > 0.0);
        let middle = grid.centre(index);
        let season_m3 = room_m3 / 2.0;
        // The radius that the careful end takes, and half the distance between wells of opposite type.
        let capacity = assume.subsurface.aquifer_heat_capacity_mj_m3_k.low;
        let thermal_m = (1.163 * 3.6 / capacity * season_m3 / (std::f64::consts::PI * 30.0)).sqrt();
        let half_m = 1.5 * thermal_m;
        let fits = (0..8).any(|direction| {
            let angle = std::f64::consts::TAU * f64::from(direction) / 8.0;
            let place = |sign: f64| Coord { x: middle.x + sign * half_m * angle.cos(), y: middle.y + sign * half_m * angle.sin() };
            let part = |place, stores| Part { place, stores, is_exact: true, is_doubtful: false, reach: Reach::Exactly(Depths { top_m: 55.0, bottom_m: 85.0 }) };
            let mut with = inventory.clone();
            with.systems.push(System {
                id: "new".to_owned(),
                kind: Some(rules::System::Open),
                parts: vec![part(place(1.0), WellKind::Warm), part(place(-1.0), WellKind::Cold)],
                annual_volume_m3: Some(room_m3),
                heat_taken_mwh: None,
                heat_given_mwh: None,
                is_proposal: true,
            });
            let found = conflicts(&with, &assume).unwrap();
            found.iter().all(|conflict| conflict.harm != Harm::Harm || !conflict.systems.contains(&inventory.systems.len()))
        });
        prop_assert!(fits, "no doublet of {room_m3} m3 fits at {middle:?}");
    }
}
