//! What is told of a feature.

use bodemtoets_maps::pack::{Pack, Site};
use serde_json::{Map, Value, json};

use super::collection::Collection;

/// The properties of a feature. What is not known is left out.
pub(super) fn properties(collection: Collection, pack: &Pack, position: usize) -> Map<String, Value> {
    let (layer, id) = collection.origin(pack, position);
    let mut told = vec![("source_id", json!(id))];
    if let Some(layer) = pack.layers.get(layer) {
        told.extend([
            ("layer", json!(layer.id)),
            ("map_date", json!(layer.date)),
            ("status", json!(layer.status)),
            ("accuracy_m", json!(layer.accuracy_m)),
        ]);
    }
    match collection {
        Collection::Zones => {
            let zone = &pack.zones[position];
            told.extend([
                ("name", json!(zone.name)),
                ("kind", json!(zone.kind)),
                ("from_m", json!(zone.extent.from_m)),
                ("to_m", json!(Some(zone.extent.to_m).filter(|depth| depth.is_finite()))),
                ("max_depth_m", json!(zone.limits.max_depth_m)),
                ("min_level_m_nap", json!(zone.limits.min_level_m_nap)),
                ("clay_top_m", json!(zone.limits.clay_top_m)),
            ]);
        }
        Collection::Abstractions => told.extend(of_site(&pack.abstractions[position])),
        Collection::Installations => told.extend(of_site(&pack.installations[position])),
        Collection::Jurisdictions => told.push(("name", json!(pack.jurisdictions[position].name))),
    }
    let known = told.into_iter().filter(|(_, value)| !value.is_null());
    known.map(|(name, value)| (name.to_owned(), value)).collect()
}

fn of_site(site: &Site) -> Vec<(&'static str, Value)> {
    let mut told = vec![("name", json!(site.name))];
    if let Some(well) = &site.well {
        told.extend([
            ("system", json!(well.system)),
            ("well_type", json!(well.well_type)),
            ("screen_top_m", json!(well.screen_top_m)),
            ("screen_bottom_m", json!(well.screen_bottom_m)),
            ("depth_m", json!(well.depth_m)),
            ("annual_volume_m3", json!(well.annual_volume_m3)),
            ("flow_m3_h", json!(well.flow_m3_h)),
            ("power_kw", json!(well.power_kw)),
            ("heat_mwh", json!(well.heat_mwh)),
            ("cold_mwh", json!(well.cold_mwh)),
            ("well_status", json!(well.status)),
        ]);
    }
    told
}
