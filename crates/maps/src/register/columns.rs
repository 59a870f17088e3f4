//! The columns of the clean file: a row a well or loop, with what is known of its installation.

use geo::Coord;
use geojson::{Feature, Geometry, GeometryValue, JsonObject};
use serde_json::Value;

use super::installation::Installation;
use super::part::{Kind, Part, Position};
use bodemtoets_ogr::FieldType;

/// The columns, with their types. Volumes, power and energy are those of the installation, repeated
/// at each of its wells; all depths are metres below ground level.
pub const COLUMNS: [(&str, FieldType); 37] = [
    ("installation_id", FieldType::Text),
    ("part_id", FieldType::Text),
    ("part", FieldType::Text),
    ("system", FieldType::Text),
    ("well_type", FieldType::Text),
    ("function", FieldType::Text),
    ("loop_type", FieldType::Text),
    ("screen_top_m", FieldType::Real),
    ("screen_bottom_m", FieldType::Real),
    ("depth_m", FieldType::Real),
    ("ground_level_m_nap", FieldType::Real),
    ("screen_top_m_nap", FieldType::Real),
    ("screen_bottom_m_nap", FieldType::Real),
    ("capacity_m3_h", FieldType::Real),
    ("licensed_volume_m3", FieldType::Real),
    ("licensed_hour_m3", FieldType::Real),
    ("licensed_day_m3", FieldType::Real),
    ("licensed_month_m3", FieldType::Real),
    ("licensed_quarter_m3", FieldType::Real),
    ("actual_volume_m3", FieldType::Real),
    ("actual_year", FieldType::Integer),
    ("energy_warm_mwh", FieldType::Real),
    ("energy_cold_mwh", FieldType::Real),
    ("power_kw", FieldType::Real),
    ("max_infiltration_temperature_c", FieldType::Real),
    ("warm_infiltration_temperature_c", FieldType::Real),
    ("cold_infiltration_temperature_c", FieldType::Real),
    ("status", FieldType::Text),
    ("usage", FieldType::Text),
    ("authority", FieldType::Text),
    ("stage", FieldType::Text),
    ("valid_from", FieldType::Text),
    ("position", FieldType::Text),
    ("doubts", FieldType::Text),
    ("wells_in_installation", FieldType::Integer),
    ("records", FieldType::Integer),
    ("source", FieldType::Text),
];

/// A well or loop as a feature in RD New.
#[must_use]
pub fn feature(installation: &Installation, part: &Part) -> Feature {
    let mut properties = JsonObject::new();
    for (column, _) in COLUMNS {
        properties.insert(column.to_owned(), cell(column, installation, part));
    }
    let point = |at: Coord| Geometry::new(GeometryValue::new_point([at.x, at.y]));
    Feature { geometry: part.position.coord().map(point), properties: Some(properties), ..Feature::default() }
}

fn cell(column: &str, installation: &Installation, part: &Part) -> Value {
    let (top_m, bottom_m) = part.screens_m();
    let to_nap = |depth: Option<f64>| part.ground_level_m_nap.zip(depth).map(|(ground, depth)| ground - depth);
    let (energy, latest) = (&installation.energy, latest(installation));
    let licensed =
        |of: fn(&super::Licensed) -> Option<f64>| installation.licensed.iter().filter_map(of).reduce(f64::max);
    match column {
        "installation_id" => installation.id.as_str().into(),
        "part_id" => part.id.clone().into(),
        "part" => part.kind.slug().into(),
        "system" => installation.system.map_or("unknown", crate::pack::System::slug).into(),
        "well_type" => well_type(part).into(),
        "function" => functions(part).into(),
        "loop_type" => match &part.kind {
            Kind::Loop(looped) => looped.slug().into(),
            _ => Value::Null,
        },
        "screen_top_m" => top_m.into(),
        "screen_bottom_m" => bottom_m.into(),
        "depth_m" => part.depth_m.into(),
        "ground_level_m_nap" => part.ground_level_m_nap.into(),
        "screen_top_m_nap" => to_nap(top_m).into(),
        "screen_bottom_m_nap" => to_nap(bottom_m).into(),
        "capacity_m3_h" => part.capacity_m3_h.into(),
        "licensed_volume_m3" => installation.licensed_volume_m3().into(),
        "licensed_hour_m3" => licensed(|one| one.hour_m3).into(),
        "licensed_day_m3" => licensed(|one| one.day_m3).into(),
        "licensed_month_m3" => licensed(|one| one.month_m3).into(),
        "licensed_quarter_m3" => licensed(|one| one.quarter_m3).into(),
        "actual_volume_m3" => latest.map(|(m3, _)| m3).into(),
        "actual_year" => latest.and_then(|(_, year)| year).into(),
        "energy_warm_mwh" => energy.warm_mwh.into(),
        "energy_cold_mwh" => energy.cold_mwh.into(),
        "power_kw" => installation.power_kw().into(),
        "max_infiltration_temperature_c" => energy.max_infiltration_temperature_c.into(),
        "warm_infiltration_temperature_c" => energy.warm_infiltration_temperature_c.into(),
        "cold_infiltration_temperature_c" => energy.cold_infiltration_temperature_c.into(),
        "status" => part.status.clone().or_else(|| installation.status.clone()).into(),
        "usage" => installation.usage.clone().into(),
        "authority" => installation.authority.clone().into(),
        "stage" => part.stage.slug().into(),
        "valid_from" => installation.validity.from.clone().into(),
        "position" => if matches!(part.position, Position::Known(_)) { "exact" } else { "near" }.into(),
        "doubts" => {
            let slugs: Vec<&str> = part.doubts.iter().map(|doubt| doubt.slug()).collect();
            (!slugs.is_empty()).then(|| slugs.join(",")).into()
        }
        "wells_in_installation" => installation.parts.len().into(),
        "records" => part.records.into(),
        "source" => installation.source.as_str().into(),
        _ => Value::Null,
    }
}

/// The volume of the latest year; of volumes without a year, the largest.
fn latest(installation: &Installation) -> Option<(f64, Option<i16>)> {
    let order = |volume: &&super::Volume| (volume.year, volume.m3);
    let latest = installation.actual.iter().max_by(|one, other| {
        let ((year, m3), (other_year, other_m3)) = (order(one), order(other));
        year.cmp(&other_year).then(m3.total_cmp(&other_m3))
    })?;
    Some((latest.m3, latest.year))
}

fn well_type(part: &Part) -> Option<&'static str> {
    match &part.kind {
        Kind::Well(well) => Some(well.well_type.map_or("unknown", crate::pack::WellType::slug)),
        Kind::Loop(_) | Kind::Site => None,
    }
}

fn functions(part: &Part) -> Option<String> {
    let Kind::Well(well) = &part.kind else { return None };
    let words: Vec<&str> = well.functions.iter().map(super::Function::slug).collect();
    Some(if words.is_empty() { "unknown".to_owned() } else { words.join(",") })
}

/// The entry of a manifest that uses the file.
#[must_use]
pub fn pack_entry(file: &str, role: crate::pack::Role) -> String {
    let name = toml::Value::String(file.to_owned());
    match role {
        crate::pack::Role::Abstraction => format!(
            "[[layer]]\nid = \"register-other\"\nfile = {name}\nrole = \"abstraction\"\ncertainty = \"derived\"\n\
             fields = {{ id = \"installation_id\", name = \"usage\" }}\n\
             source = {{ title = \"bodemtoets layers import\" }}\n"
        ),
        _ => format!(
            "[[layer]]\nid = \"register\"\nfile = {name}\nrole = \"installation\"\ncertainty = \"derived\"\n\
             source = {{ title = \"bodemtoets layers import\" }}\n\n\
             [layer.fields]\nid = \"installation_id\"\nsystem = \"system\"\nwell_type = \"well_type\"\n\
             status = \"status\"\nposition = \"position\"\n\
             screen_top_m = {{ field = \"screen_top_m\" }}\nscreen_bottom_m = {{ field = \"screen_bottom_m\" }}\n\
             depth_m = {{ field = \"depth_m\" }}\n\
             annual_volume_m3 = {{ field = \"licensed_volume_m3\" }}\nflow_m3_h = {{ field = \"capacity_m3_h\" }}\n\
             power_kw = {{ field = \"power_kw\" }}\nheat_mwh = {{ field = \"energy_warm_mwh\" }}\n\
             cold_mwh = {{ field = \"energy_cold_mwh\" }}\n"
        ),
    }
}
