//! How fast closed systems are held against each other: pairs a second, and a province.

use std::hint::black_box;

use bodemtoets_ground::crowding::{
    Borehole, ClosedEffect, ClosedRules, ClosedSystem, Depths, Ground, Line, LoadStep, Range, WellKind,
    diffusion_length_m, finite_line_source,
};
use bodemtoets_screening::density::{
    Assumptions, DOUBLETS_M3, DensityMap, FACTSHEET, Grid, Inventory, Level, Part, Reach, System,
};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use geo::{Coord, Rect};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rayon::prelude::*;

/// Two boreholes, their distance, and the length of diffusion.
type Pair = (Line, Line, f64, f64);

/// Pairs drawn over the practical range: distances 3 to 120 m, lengths 20 to 300 m, tops 0 to 5 m, 1 to 50
/// years, 4e-7 to 1.6e-6 m2/s; distances, times and diffusivities in equal proportions.
fn pairs(count: usize) -> Vec<Pair> {
    let mut draw = Pcg64Mcg::seed_from_u64(2026);
    let mut between = |low: f64, high: f64| low * (high / low).powf(draw.random::<f64>());
    (0..count)
        .map(|_| {
            let distance_m = between(3.0, 120.0);
            let diffusion_m = diffusion_length_m(between(4e-7, 1.6e-6), between(365.25, 18_262.5));
            let mut line = || Line { top_m: between(1.0, 6.0) - 1.0, length_m: between(20.0, 300.0) };
            (line(), line(), distance_m, diffusion_m)
        })
        .collect()
}

fn one((source, receiver, distance_m, diffusion_m): &Pair) -> f64 {
    finite_line_source(*source, *receiver, *distance_m, *diffusion_m).unwrap_or(f64::NAN)
}

fn line_source(c: &mut Criterion) {
    let pairs = pairs(100_000);
    let mut group = c.benchmark_group("finite line source, 100 000 pairs");
    group.throughput(Throughput::Elements(100_000)).sample_size(20);
    group.bench_function("one thread", |b| b.iter(|| black_box(&pairs).iter().map(one).sum::<f64>()));
    group.bench_function("all cores", |b| b.iter(|| black_box(&pairs).par_iter().map(one).sum::<f64>()));
    group.finish();
}

/// Systems in streets: houses 10 to 20 m apart, in quarters of 200 across a province.
fn province(count: usize) -> Vec<ClosedSystem> {
    let mut draw = Pcg64Mcg::seed_from_u64(2026);
    let mut between = |low: f64, high: f64| low + (high - low) * draw.random::<f64>();
    let mut systems = Vec::with_capacity(count);
    while systems.len() < count {
        let (x_m, y_m) = (between(80_000.0, 200_000.0), between(360_000.0, 420_000.0));
        for house in 0..200_u32 {
            let (column, row) = (f64::from(house % 20), f64::from(house / 20));
            let (x_m, y_m) = (x_m + 15.0 * column + between(-3.0, 3.0), y_m + 25.0 * row + between(-3.0, 3.0));
            let line = Line { top_m: 1.0, length_m: between(80.0, 200.0) };
            let load = between(2.0, 8.0);
            systems.push(ClosedSystem {
                boreholes: vec![Borehole { x_m, y_m, line }, Borehole { x_m: x_m + 6.0, y_m, line }],
                load: vec![LoadStep { from_years: 0.0, extraction_w_m: Range::new(load, 1.2 * load) }],
            });
        }
    }
    systems.truncate(count);
    systems
}

fn all_of_a_province(c: &mut Criterion) {
    let systems = province(20_000);
    let exact = Ground { conductivity_w_m_k: Range::exactly(2.0), heat_capacity_mj_m3_k: Range::exactly(2.4) };
    let range = Ground { conductivity_w_m_k: Range::new(1.6, 2.4), heat_capacity_mj_m3_k: Range::new(2.2, 2.8) };
    let rules = ClosedRules::default();
    let neighbours = |effects: Vec<ClosedEffect>| effects.iter().map(|effect| effect.causes.len()).sum::<usize>();
    let neighbours = rules.effects(&systems, &exact).map_or(0, neighbours);
    let mut group = c.benchmark_group(format!("20 000 closed systems of 2 loops, {neighbours} neighbours"));
    group.sample_size(10);
    group.bench_function("known ground", |b| b.iter(|| rules.effects(black_box(&systems), &exact)));
    group.bench_function("ground in ranges", |b| b.iter(|| rules.effects(black_box(&systems), &range)));
    group.finish();
}

/// 600 open systems of two wells in towns of a province, half of them of unknown depth.
fn in_towns(count: usize) -> Inventory {
    let mut draw = Pcg64Mcg::seed_from_u64(2026);
    let mut between = |low: f64, high: f64| low + (high - low) * draw.random::<f64>();
    let mut systems = Vec::with_capacity(count);
    while systems.len() < count {
        let town = Coord { x: between(80_000.0, 200_000.0), y: between(360_000.0, 420_000.0) };
        for _ in 0..30 {
            let place = Coord { x: town.x + between(-3000.0, 3000.0), y: town.y + between(-3000.0, 3000.0) };
            let top_m = between(20.0, 80.0);
            let screen = Depths { top_m, bottom_m: top_m + between(10.0, 40.0) };
            let reach = if systems.len() % 2 == 0 { Reach::Exactly(screen) } else { Reach::UNKNOWN };
            let part = |east_m: f64, stores| Part {
                place: Coord { x: place.x + east_m, y: place.y },
                stores,
                is_exact: true,
                is_doubtful: false,
                reach,
            };
            systems.push(System {
                id: systems.len().to_string(),
                kind: Some(bodemtoets_law::rules::System::Open),
                parts: vec![part(0.0, WellKind::Warm), part(120.0, WellKind::Cold)],
                annual_volume_m3: Some(between(20_000.0, 500_000.0)),
                heat_taken_mwh: None,
                heat_given_mwh: None,
                is_proposal: false,
            });
        }
    }
    Inventory { systems, other_uses: 0 }
}

/// A province on a grid of 100 m: 1 250 by 700 cells at seven levels.
fn map_of_a_province(c: &mut Criterion) {
    let inventory = in_towns(600);
    let bounds = Rect::new(Coord { x: 75_000.0, y: 355_000.0 }, Coord { x: 199_950.0, y: 424_950.0 });
    let levels: Vec<Level> = std::iter::once(Level::Any).chain(FACTSHEET.map(Level::Slice)).collect();
    let mut group = c.benchmark_group("600 open systems on 875 000 cells of 100 m, seven levels");
    group.sample_size(10);
    group.bench_function("all measures", |b| {
        b.iter(|| {
            let grid = Grid::covering(bounds, 100.0).ok()?;
            DensityMap::of(black_box(&inventory), grid, &levels, None, &Assumptions::default(), &DOUBLETS_M3).ok()
        });
    });
    group.finish();
}

criterion_group!(benches, line_source, all_of_a_province, map_of_a_province);
criterion_main!(benches);
