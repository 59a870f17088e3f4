//! How long it takes to cut up plots.
//!
//! `cargo bench --bench plot` runs on the embedded pack, so that it needs no data. How the tool does on
//! the national layers is in `docs/performance.md`.

use std::hint::black_box;

use bodemtoets_law::rules::{Library, Quantity};
use bodemtoets_maps::pack::Pack;
use bodemtoets_screening::Screener;
use bodemtoets_screening::application::{Application, Draft, Field};
use bodemtoets_screening::plot::Partition;
use bodemtoets_space::RdNew;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use geo::{Coord, Geometry, LineString, Polygon};

/// Plots of about 3 ha on a grid over Drenthe and Noord-Brabant, in an order that is no order.
fn plots() -> Vec<Application> {
    let rd = RdNew::new();
    let on_grid = |corner: (f64, f64), side: f64| {
        (0..500_u32).map(move |i| {
            let (column, row) = (f64::from(i * 37 % 100), f64::from(i * 61 % 97));
            Coord { x: corner.0 + column / 100.0 * side, y: corner.1 + row / 97.0 * side }
        })
    };
    let places = on_grid((212_000.0, 525_000.0), 45_000.0).chain(on_grid((90_000.0, 370_000.0), 90_000.0));
    places.filter_map(|place| plot(place, 100.0, &rd)).collect()
}

/// An octagon around a place.
fn plot(place: Coord, radius_m: f64, rd: &RdNew) -> Option<Application> {
    let corner = |step: u32| {
        let (sine, cosine) = (f64::from(step) / 8.0 * std::f64::consts::TAU).sin_cos();
        Coord { x: place.x + radius_m * cosine, y: place.y + radius_m * sine }
    };
    let mut draft = Draft::default();
    draft.set(Field::System, "closed").ok()?;
    draft.set(Field::Date, "2026-11-21").ok()?;
    draft.set_quantity(Quantity::DrillingDepthM, 70.0).ok()?;
    draft.set_geometry(Geometry::Polygon(Polygon::new(LineString((0..=8).map(corner).collect()), Vec::new())));
    draft.finish(rd).ok()
}

fn screener() -> Result<Screener, Box<dyn std::error::Error>> {
    Ok(Screener::new(Pack::embedded()?, Library::embedded()?, jiff::civil::date(2026, 11, 21))?)
}

fn plotting(criterion: &mut Criterion) {
    let Ok(screener) = screener() else { return };
    let plots = plots();
    let mut group = criterion.benchmark_group("plots in parts");
    group.throughput(Throughput::Elements(plots.len() as u64)).sample_size(10);
    group.bench_function("1 000 plots of 3 ha", |bencher| {
        bencher.iter(|| {
            for plot in &plots {
                black_box(Partition::of(screener.assess(plot)).map(|partition| partition.parts.len()));
            }
        });
    });
    let rd = RdNew::new();
    let province = plot(Coord { x: 150_000.0, y: 395_000.0 }, 40_000.0, &rd);
    group.throughput(Throughput::Elements(1));
    group.bench_function("a plot of 4 500 km2", |bencher| {
        bencher.iter(|| black_box(province.as_ref().and_then(|plot| Partition::of(screener.assess(plot))).is_some()));
    });
    group.finish();
}

criterion_group!(benches, plotting);
criterion_main!(benches);
