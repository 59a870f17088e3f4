//! What facts, fluids and kinds of zone are called.

use crate::lang::Lang;

/// The name of a fluid for people; one that is not known keeps its slug.
#[must_use]
pub fn fluid_word(slug: &str, lang: Lang) -> &str {
    match slug {
        "water" => "water",
        "monopropylene-glycol" => lang.pick("monopropyleenglycol", "monopropylene glycol"),
        "ethylene-glycol" => lang.pick("ethyleenglycol", "ethylene glycol"),
        other => other,
    }
}

/// The name of a fact for people.
#[must_use]
pub fn fact_word(fact: &str, lang: Lang) -> &str {
    match fact {
        "applicant" => lang.pick("aanvrager", "applicant"),
        "place" => lang.pick("plaats", "place"),
        "drilling_depth_m" => lang.pick("boordiepte", "drilling depth"),
        "screen_top_m" => lang.pick("bovenkant filter", "top of screens"),
        "screen_bottom_m" => lang.pick("onderkant filter", "bottom of screens"),
        "flow_m3_h" => lang.pick("debiet", "flow"),
        "annual_volume_m3" => lang.pick("jaarlijks waterbezwaar", "annual volume"),
        "ground_power_kw" => lang.pick("bodemzijdig vermogen", "ground-side power"),
        "max_infiltration_temperature_c" => {
            lang.pick("hoogste infiltratietemperatuur", "highest infiltration temperature")
        }
        "min_return_temperature_c" => lang.pick("laagste retourtemperatuur", "lowest return temperature"),
        "heat_added_mwh" => lang.pick("toegevoegde warmte", "heat added"),
        "cold_added_mwh" => lang.pick("toegevoegde koude", "cold added"),
        "heat_surplus_mwh" => lang.pick("warmteoverschot", "heat surplus"),
        "heat_demand_mwh" => lang.pick("warmtevraag", "heat demand"),
        "cooling_demand_mwh" => lang.pick("koudevraag", "cooling demand"),
        "spf" => "SPF",
        "ground_level_m_nap" => lang.pick("hoogte van het maaiveld", "ground level"),
        "screen_below_drilling_m" => {
            lang.pick("diepte van de filters onder de boring", "depth of the screens below the drilling")
        }
        "full_load_hours" => lang.pick("vollasturen", "full-load hours"),
        "temperature_difference_k" => lang.pick("temperatuurverschil", "temperature difference"),
        "dwelling" => lang.pick("soort woning", "kind of dwelling"),
        "fluid" => lang.pick("circulatievloeistof", "circulation fluid"),
        "interference" => {
            lang.pick("onderlinge hinder met bestaande systemen", "harm between this and existing systems")
        }
        "existing_since" => lang.pick("bestaand sinds", "existing since"),
        "distance_m" => lang.pick("afstand", "distance"),
        "zone" => lang.pick("gebied", "zone"),
        "zones" => lang.pick("gebieden", "zones"),
        "system" => lang.pick("systeem", "system"),
        "no_map" => lang.pick("zonder kaart van", "without a map of"),
        "jurisdiction" => lang.pick("bevoegd gezag van het overige deel", "law of the remaining part"),
        "zone.max_depth_m" => lang.pick("de diepte die het gebied toestaat", "the depth that the zone allows"),
        "zone.min_level_m_nap" => {
            lang.pick("het NAP-peil dat het gebied toestaat", "the NAP level that the zone allows")
        }
        "zone.clay_top_m" => lang.pick("de bovenkant van de kleilaag", "the top of the clay layer"),
        other => other,
    }
}

/// The word for a kind of zone or a role, where there is one.
#[must_use]
pub fn known_kind(slug: &str, lang: Lang) -> Option<&'static str> {
    Some(match slug {
        "prohibition" => lang.pick("verbodsgebied", "prohibition area"),
        "groundwater-protection" => lang.pick("grondwaterbeschermingsgebied", "groundwater protection area"),
        "water-abstraction-area" => lang.pick("waterwingebied", "water-abstraction area"),
        "drilling-free" => lang.pick("boringsvrije zone", "drilling-free zone"),
        "depth-limit" => lang.pick("gebied met dieptegrens", "depth-limit area"),
        "restriction" => lang.pick("restrictiegebied", "restriction area"),
        "interference-area" => lang.pick("interferentiegebied", "interference area"),
        "planning-area" => lang.pick("gebied met ordening", "planning area"),
        "natura-2000" => lang.pick("Natura 2000-gebied", "Natura 2000 area"),
        "catchment" => lang.pick("intrekgebied", "catchment area"),
        "abstraction" => lang.pick("winning", "abstraction"),
        "installation" => lang.pick("bestaand systeem", "existing system"),
        _ => return None,
    })
}

/// The word for a kind of zone; kinds that are not known keep their slug.
#[must_use]
pub fn kind_word(slug: &str, lang: Lang) -> &str {
    known_kind(slug, lang).unwrap_or(slug)
}
