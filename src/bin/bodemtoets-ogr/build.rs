//! A file that is made, its layers, and the features in them.

use std::io::{self, BufRead, Write as _};
use std::path::Path;

use gdal::spatial_ref::{AxisMappingStrategy, SpatialRef};
use gdal::vector::Layer;
use gdal::{Dataset, DatasetCapability, Driver};

use crate::add::add;
use crate::failure::{Failure, unsaid};
use crate::layers::{check, make};
use crate::lines::Lines;
use crate::protocol::{End, Plan, READY, Switch};
use crate::said::{Said, reason, said};
use crate::styles::write_styles;
use crate::systems::known_system;

/// The moment that a file says it was made.
pub(super) const MADE: &str = "2000-01-01T00:00:00.000Z";

/// Makes the file.
pub(super) fn build(driver: &Driver, path: &Path, plan: &Plan, lines: &mut Lines<impl BufRead>) -> Result<(), Failure> {
    let name = driver.short_name();
    check(&name, &plan.layers)?;
    let system = match &plan.crs {
        Some(crs) => {
            let mut system = known_system(crs)
                .map_err(|error| format!("`{crs}` is not a coordinate system that GDAL knows: {}", reason(&error)))?;
            system.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
            Some(system)
        }
        None => None,
    };
    // The file is new and nobody else's until it is whole, so `SQLite` need not guard it; with room
    // for more pages, its spatial index is made faster.
    for (option, value) in [
        ("OGR_SQLITE_JOURNAL", "MEMORY"),
        ("OGR_SQLITE_SYNCHRONOUS", "OFF"),
        ("OGR_SQLITE_CACHE", "64"),
        // The same file whenever it is made; when that was, the file system knows.
        ("OGR_CURRENT_DATE", MADE),
    ] {
        if gdal::config::get_config_option(option, "").is_ok_and(|set| set.is_empty()) {
            gdal::config::set_config_option(option, value).map_err(|error| reason(&error))?;
        }
    }
    said();
    let mut dataset = driver.create_vector_only(path).map_err(|error| reason(&error))?;
    // One transaction is many times faster; formats that have none do without.
    let whole = dataset.has_capability(DatasetCapability::TRANSACTIONS);
    if whole {
        let mut transaction = dataset.start_transaction().map_err(|error| reason(&error))?;
        fill(&mut transaction, &name, system.as_ref(), plan, lines)?;
        transaction.commit().map_err(|error| reason(&error))?;
    } else {
        fill(&mut dataset, &name, system.as_ref(), plan, lines)?;
    }
    // Outside the transaction: GDAL cannot end a spatial index of many features within it.
    write_styles(&dataset, &plan.layers)?;
    dataset.close().map_err(|error| reason(&error))?;
    match said() {
        Said { error: Some(message), .. } | Said { loss: Some(message), .. } => Err(message.into()),
        _ => Ok(()),
    }
}

/// Makes the layers and fills them.
fn fill(
    dataset: &mut Dataset,
    driver: &str,
    system: Option<&SpatialRef>,
    plan: &Plan,
    lines: &mut Lines<impl BufRead>,
) -> Result<(), Failure> {
    for layer in &plan.layers {
        make(dataset, driver, system, layer)?;
    }
    let layers = (0..plan.layers.len())
        .map(|index| dataset.layer(index))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| format!("a layer that was made is not there: {}", reason(&error)))?;
    let mut out = io::stdout().lock();
    writeln!(out, "{READY}").and_then(|()| out.flush()).map_err(|error| unsaid(&error))?;
    Ok(take(&layers, plan, lines)?)
}

/// Takes the features from the lines, to the end of them.
fn take(layers: &[Layer<'_>], plan: &Plan, lines: &mut Lines<impl BufRead>) -> Result<(), String> {
    let mut count = 0_u64;
    let mut current = 0;
    loop {
        let Some(line) = lines.next()? else {
            return Err(format!("the input stops after {count} features without a line {{\"end\":{count}}}"));
        };
        if line.starts_with(br#"{"end":"#) {
            let End { end } =
                serde_json::from_slice(line).map_err(|error| format!("the last line is broken: {error}"))?;
            if end != count {
                return Err(format!("{end} features were sent and {count} came"));
            }
            return Ok(());
        }
        if line.starts_with(br#"{"layer":"#) {
            let Switch { layer } = serde_json::from_slice(line)
                .map_err(|error| format!("the line after feature {count} is broken: {error}"))?;
            current = layer;
            continue;
        }
        count += 1;
        let (Some(layer), Some(planned)) = (layers.get(current), plan.layers.get(current)) else {
            return Err(format!("feature {count} is for layer {current}, and there are {} from 0", layers.len()));
        };
        add(layer, &planned.fields, line).map_err(|error| format!("feature {count}: {error}"))?;
    }
}
