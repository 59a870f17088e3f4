//! How long a year of minutes takes: read, checked and reported.
#![allow(missing_docs)]

use std::hint::black_box;

use bodemtoets_spf::{Concept, Fault, Installation, Job, Kind, Report, by_columns};
use criterion::{Criterion, criterion_group, criterion_main};

#[path = "../tests/it/common/made_year.rs"]
mod made_year;

fn report(csv: &str) -> Result<Report, Fault> {
    let concept = Concept::of("3.3")?;
    let columns: Vec<String> = made_year::METERS.iter().map(|meter| format!("{meter}_kwh")).collect();
    let meters = by_columns(&concept, &columns, Some(Kind::Counter), None)?;
    let job = Job::new(Installation { meters, ..Installation::default() }, concept)?;
    let mut readings = job.readings();
    readings.read("year.csv", csv.as_bytes())?;
    job.report(&readings, None)
}

fn years(c: &mut Criterion) {
    let csv = made_year::minute_year().csv();
    if let Ok(path) = std::env::var("SPF_YEAR") {
        // Whoever wants the file, for a look at memory: a failure shows in the next step.
        let _ = std::fs::write(path, &csv);
    }
    let mut group = c.benchmark_group("spf");
    group.sample_size(10);
    group.bench_function("a year of minutes of six meters", |b| b.iter(|| report(black_box(&csv))));
    group.finish();
}

criterion_group!(benches, years);
criterion_main!(benches);
