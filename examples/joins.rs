//! The four spatial joins that a screening needs, timed: points in prohibition areas, in depth
//! limits, in planning areas, and pairs of a point and a well nearer than 400 m.
//!
//! Run it on the national layers and a CSV with the columns `id,x,y`:
//!
//! ```text
//! cargo run --release --example joins -- POINTS.csv wkotool DIR
//! ```

#![expect(clippy::print_stdout, reason = "an example prints what it found")]

use std::path::Path;
use std::time::Instant;

use bodemtoets_maps::pack::Pack;
use geo::Coord;
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [points, pack, rest @ ..] = arguments.as_slice() else {
        return Err("usage: joins POINTS.csv PACK [PACK-DATA]".into());
    };
    let points = read_points(Path::new(points))?;
    let kinds = ["prohibition", "depth-limit", "planning-area"];
    for _ in 0..3 {
        // A pack that nobody has asked anything yet: what the index remembers is part of the work.
        let pack = Pack::open(Path::new(pack), rest.first().map(Path::new))?;
        let wanted = kinds.map(|kind| pack.kinds.find(kind).unwrap_or_default());
        let start = Instant::now();
        let counts = points
            .par_chunks(16 * 1024)
            .map(|points| {
                let mut counts = [0_u64; 4];
                for place in points {
                    let mut hit = [false; 3];
                    pack.zone_index.covering(
                        *place,
                        |zone| &pack.zones[zone].shape,
                        |zone| {
                            for (hit, wanted) in hit.iter_mut().zip(wanted) {
                                *hit |= pack.zones[zone].kinds.meets(wanted);
                            }
                        },
                    );
                    for (count, hit) in counts.iter_mut().zip(hit) {
                        *count += u64::from(hit);
                    }
                    let shape = |site: usize| &pack.installations[site].shape;
                    pack.installation_index.near(*place, |_| true, shape, |_| counts[3] += 1);
                }
                counts
            })
            .reduce(
                || [0; 4],
                |mut sum, counts| {
                    sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
                    sum
                },
            );
        println!("bodemtoets {:.3} s  counts {counts:?}", start.elapsed().as_secs_f64());
    }
    Ok(())
}

fn read_points(path: &Path) -> Result<Vec<Coord>, Box<dyn std::error::Error>> {
    let mut points = Vec::new();
    for record in csv::Reader::from_path(path)?.records() {
        let record = record?;
        points.push(Coord { x: record[1].parse()?, y: record[2].parse()? });
    }
    Ok(points)
}
