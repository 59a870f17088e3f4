//! Rows of a table that belong to one installation, joined into it.

use super::installation::{Energy, Installation, Licensed};
use super::remark::What;

/// Adds what a row says to the installation that it belongs to. Values that rows of one installation
/// should share and do not: the larger counts, so that nothing looks harmless by a slip.
pub(super) fn join(into: &mut Installation, row: Installation) -> Vec<What> {
    let Installation { authority, system, usage, status, place, parts, licensed, actual, energy, validity, .. } = row;
    let mut differences = Vec::new();
    into.authority = into.authority.take().or(authority);
    into.usage = into.usage.take().or(usage);
    into.status = into.status.take().or(status);
    into.place = into.place.or(place);
    into.validity.from = into.validity.from.take().or(validity.from);
    into.validity.to = into.validity.to.take().or(validity.to);
    into.system = into.system.or(system);
    into.parts.extend(parts);
    for volume in actual {
        if !into.actual.contains(&volume) {
            into.actual.push(volume);
        }
    }
    for one in licensed {
        match into.licensed.iter_mut().find(|known| known.direction == one.direction) {
            Some(known) => larger_licence(known, &one, &mut differences),
            None => into.licensed.push(one),
        }
    }
    let mine = &mut into.energy;
    for (known, value, column) in [
        (&mut mine.warm_mwh, energy.warm_mwh, "energy_warm_mwh"),
        (&mut mine.cold_mwh, energy.cold_mwh, "energy_cold_mwh"),
        (&mut mine.power_kw, energy.power_kw, "power_kw"),
        (
            &mut mine.max_infiltration_temperature_c,
            energy.max_infiltration_temperature_c,
            "max_infiltration_temperature_c",
        ),
    ] {
        larger(known, value, column, &mut differences);
    }
    let Energy { warm_infiltration_temperature_c: warm, cold_infiltration_temperature_c: cold, .. } = energy;
    mine.warm_infiltration_temperature_c = mine.warm_infiltration_temperature_c.or(warm);
    mine.cold_infiltration_temperature_c = mine.cold_infiltration_temperature_c.or(cold);
    differences
}

fn larger_licence(known: &mut Licensed, row: &Licensed, differences: &mut Vec<What>) {
    larger(&mut known.hour_m3, row.hour_m3, "licensed_hour_m3", differences);
    larger(&mut known.day_m3, row.day_m3, "licensed_day_m3", differences);
    larger(&mut known.month_m3, row.month_m3, "licensed_month_m3", differences);
    larger(&mut known.quarter_m3, row.quarter_m3, "licensed_quarter_m3", differences);
    larger(&mut known.year_m3, row.year_m3, "licensed_volume_m3", differences);
}

fn larger(known: &mut Option<f64>, value: Option<f64>, column: &'static str, differences: &mut Vec<What>) {
    let Some(value) = value else { return };
    match known {
        None => *known = Some(value),
        Some(known) if (*known - value).abs() > 0.0 => {
            let (kept, other) = (known.max(value), known.min(value));
            differences.push(What::Differs { column, kept, other });
            *known = kept;
        }
        Some(_) => {}
    }
}
