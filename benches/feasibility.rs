//! How long a scenario takes: three year types of 8760 hours, on one core.

use std::hint::black_box;

use bodemtoets_feasibility::{Profile, Scenario};
use criterion::{Criterion, criterion_group, criterion_main};

fn scenario(c: &mut Criterion) {
    let Ok(office) = Scenario::office(400.0) else { return };
    let Ok(profile) = Profile::office() else { return };
    c.bench_function("a scenario: three years of 8760 hours", |b| b.iter(|| black_box(&office).run()));
    c.bench_function("the hours of a building from its profile", |b| b.iter(|| black_box(&profile).demand(15_000.0)));
}

criterion_group!(benches, scenario);
criterion_main!(benches);
