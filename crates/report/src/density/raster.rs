//! A map as a raster: both ends of measures at each level, a band each.

use bodemtoets_ogr::{Band, Raster};
use bodemtoets_screening::density::{DensityMap, End, Level, Measure};

/// The bands of some measures at every level. Cells outside the area have no value.
#[must_use]
pub fn raster(map: &DensityMap, measures: &[Measure]) -> Raster {
    let mut bands = Vec::new();
    for level in &map.levels {
        for measure in measures {
            for end in [End::Low, End::High] {
                bands.push(Band {
                    name: format!("{} {}", measure.column(end), level.slug()),
                    unit: if *measure == Measure::Room { "m3/a".to_owned() } else { String::new() },
                    values: values(map, *level, *measure, end),
                });
            }
        }
    }
    let grid = &map.grid;
    Raster {
        crs: "EPSG:28992".to_owned(),
        left_m: grid.left_m,
        top_m: grid.top_m,
        cell_m: grid.cell_m,
        columns: grid.columns,
        rows: grid.rows,
        nodata: -1.0,
        bands,
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the map itself holds them with seven digits")]
fn values(map: &DensityMap, level: Level, measure: Measure, end: End) -> Vec<f32> {
    let empty = map.empty(level).map_or(f32::NAN, |cell| cell.end(measure, end) as f32);
    let inside = (0..map.grid.cells()).map(|cell| if map.is_inside(cell) { empty } else { f32::NAN });
    let mut values: Vec<f32> = inside.collect();
    for (index, cell) in map.cells(level) {
        values[index] = cell.end(measure, end) as f32;
    }
    values
}
