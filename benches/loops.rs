//! How long closed loops take: a dwelling by hours, many loops, a g-function, a batch.

use std::hint::black_box;

use bodemtoets_feasibility::closed::{Batch, ClosedCosts, ClosedRequest, Dwelling, assumed_weather_c};
use bodemtoets_loops::{
    Boundary, Condition, Design, Field, Fluid, Grid, Ground, Hourly, Limits, Loop, Problem, Resistance, Undisturbed,
    YearLoad, g_function,
};
use criterion::{Criterion, criterion_group, criterion_main};

const GROUND: Ground = Ground { conductivity_w_m_k: 2.0, heat_capacity_j_m3_k: 2.4e6, flow: None };
const LOOP: Loop = Loop { x_m: 0.0, y_m: 0.0, length_m: 100.0, top_m: 1.0, radius_m: 0.075 };

fn design(columns: u32, rows: u32) -> Result<Design, Problem> {
    Ok(Design {
        field: Field::rectangle(columns, rows, 6.0, LOOP)?,
        ground: GROUND,
        undisturbed: Undisturbed::Mean(11.2),
        resistance: Resistance::Effective(0.11),
        condition: Condition::UniformWall,
    })
}

/// Heat out in winter and a little in in summer, so many kW.
fn load(kw: f64) -> Result<Hourly, Problem> {
    let heat_w = |hour: u16| {
        let season = (f64::from(hour) / 8760.0 * std::f64::consts::TAU).cos();
        1000.0 * kw * (0.3 * (-season - 0.5).max(0.0) - season.max(0.0))
    };
    let heat_w: Vec<f64> = (0..8760).map(heat_w).collect();
    Ok(Hourly::new(YearLoad::of_heat_w(&heat_w)?, 25))
}

fn lengths(c: &mut Criterion) {
    let limits = Limits { lowest_c: -1.0, highest_c: 25.0, of: Fluid::Mean };
    for (name, columns, rows, kw) in [("a dwelling", 1, 1, 4.0), ("48 loops", 6, 8, 120.0)] {
        let (Ok(design), Ok(load)) = (design(columns, rows), load(kw)) else { return };
        let grid = Grid::of_years(25.0);
        c.bench_function(&format!("{name}: length by hours, 25 years"), |b| {
            b.iter(|| black_box(&design).length_by_hours(&load, &limits, &grid));
        });
    }
}

fn g(c: &mut Criterion) {
    let Ok(design) = design(10, 10) else { return };
    let times: Vec<f64> = (0_u8..82).map(|index| 3600.0 * 1.174_f64.powi(i32::from(index))).collect();
    c.bench_function("10 x 10: g at 82 times, equal wall", |b| {
        b.iter(|| g_function(black_box(&design.field), &GROUND, &Boundary::UniformWall, &times));
    });
}

fn batch(c: &mut Criterion) {
    let outside_c = assumed_weather_c();
    let Ok(costs) = ClosedCosts::newest() else { return };
    let Ok(batch) = Batch::new(&ClosedRequest::default(), &outside_c, &costs) else { return };
    let dwelling = |area_m2| Dwelling { area_m2: Some(area_m2), ..Dwelling::default() };
    let mut area_m2 = 60.0;
    c.bench_function("a dwelling of a batch", |b| {
        b.iter(|| {
            area_m2 = if area_m2 > 200.0 { 60.0 } else { area_m2 + 0.37 };
            batch.loops_of(&dwelling(area_m2), None)
        });
    });
}

criterion_group!(benches, lengths, g, batch);
criterion_main!(benches);
