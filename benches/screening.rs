//! How long a screening takes: the join, the full verdict, a row of a batch, and opening a pack.
//!
//! `cargo bench` runs on the embedded pack, so that it needs no data. How the tool does on the
//! national layers and against other software is in `docs/performance.md`.

use std::hint::black_box;

use bodemtoets_law::rules::Library;
use bodemtoets_maps::pack::Pack;
use bodemtoets_report::Dialect;
use bodemtoets_report::csv::Row;
use bodemtoets_screening::Screener;
use bodemtoets_screening::application::{Application, Draft, Field};
use bodemtoets_space::RdNew;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use geo::Coord;

/// Places on a grid over Drenthe and Noord-Brabant, in an order that is no order.
fn places() -> Vec<Coord> {
    let on_grid = |corner: (f64, f64), side: f64| {
        (0..5_000_u32).map(move |i| {
            let (column, row) = (f64::from(i * 37 % 100), f64::from(i * 61 % 97));
            Coord { x: corner.0 + column / 100.0 * side, y: corner.1 + row / 97.0 * side }
        })
    };
    on_grid((212_000.0, 525_000.0), 45_000.0).chain(on_grid((90_000.0, 370_000.0), 90_000.0)).collect()
}

fn applications() -> Vec<Application> {
    let rd = RdNew::new();
    let fields = [(Field::System, "open"), (Field::Date, "2026-11-21")];
    places()
        .into_iter()
        .filter_map(|place| {
            let mut draft = Draft::default();
            for (field, value) in fields {
                draft.set(field, value).ok()?;
            }
            draft.set(Field::X, &place.x.to_string()).ok()?;
            draft.set(Field::Y, &place.y.to_string()).ok()?;
            draft.set_quantity(bodemtoets_law::rules::Quantity::DrillingDepthM, 60.0).ok()?;
            draft.set_quantity(bodemtoets_law::rules::Quantity::FlowM3H, 20.0).ok()?;
            draft.finish(&rd).ok()
        })
        .collect()
}

fn screener() -> Result<Screener, Box<dyn std::error::Error>> {
    Ok(Screener::new(Pack::embedded()?, Library::embedded()?, jiff::civil::date(2026, 11, 21))?)
}

fn screening(criterion: &mut Criterion) {
    let Ok(screener) = screener() else { return };
    let (places, applications) = (places(), applications());

    let mut group = criterion.benchmark_group("10 000 places");
    group.throughput(Throughput::Elements(10_000)).sample_size(20);
    group.bench_function("zones that cover a place", |bencher| {
        let pack = screener.pack();
        bencher.iter(|| {
            let mut hits = 0_usize;
            for place in &places {
                pack.zone_index.covering(*place, |zone| &pack.zones[zone].shape, |_| hits += 1);
            }
            black_box(hits)
        });
    });
    group.bench_function("assessment", |bencher| {
        bencher.iter(|| {
            for application in &applications {
                black_box(screener.assess(application).decision());
            }
        });
    });
    group.bench_function("row of a table", |bencher| {
        let mut table = Vec::new();
        bencher.iter(|| {
            table.clear();
            for application in &applications {
                Row::of(&screener.assess(application), None).write(&mut table, Dialect::STANDARD, &[]);
            }
            black_box(table.len())
        });
    });
    group.finish();

    criterion.bench_function("full verdict of one application", |bencher| {
        let rd = RdNew::new();
        bencher.iter(|| black_box(screener.assess(&applications[0]).verdict(Some(&rd), None)));
    });
    criterion.bench_function("open the embedded pack", |bencher| bencher.iter(|| black_box(Pack::embedded())));
}

criterion_group!(benches, screening);
criterion_main!(benches);
