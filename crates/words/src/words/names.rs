//! What facts, fluids and kinds of zone are called.

use crate::lang::Lang;
use crate::text;

/// The facts that have a name of their own.
pub const FACTS: &[&str] = &[
    "applicant",
    "place",
    "drilling_depth_m",
    "screen_top_m",
    "screen_bottom_m",
    "flow_m3_h",
    "annual_volume_m3",
    "ground_power_kw",
    "max_infiltration_temperature_c",
    "min_return_temperature_c",
    "heat_added_mwh",
    "cold_added_mwh",
    "heat_surplus_mwh",
    "heat_demand_mwh",
    "cooling_demand_mwh",
    "spf",
    "clay_top_m",
    "ground_level_m_nap",
    "screen_below_drilling_m",
    "full_load_hours",
    "temperature_difference_k",
    "dwelling",
    "fluid",
    "term",
    "interference",
    "existing_since",
    "distance_m",
    "zone",
    "zones",
    "system",
    "no_map",
    "jurisdiction",
    "zone.max_depth_m",
    "zone.min_level_m_nap",
    "zone.name",
    "zone.map_date",
    "zone.clay_top_m",
];

/// The kinds of zones, and the roles of sites, that have a name of their own.
pub const KINDS: &[&str] = &[
    "prohibition",
    "groundwater-protection",
    "water-abstraction-area",
    "drilling-free",
    "depth-limit",
    "restriction",
    "interference-area",
    "planning-area",
    "thermal-storage-free",
    "drinking-water-reserve-vulnerable",
    "drinking-water-reserve",
    "small-open-system-area",
    "groundwater-nature-buffer",
    "einstein-telescope",
    "max-drilling-depth",
    "max-drilling-depth-protection",
    "closed-loop-transition",
    "hundred-year-area",
    "strategic-groundwater-reserve",
    "surface-water-protection",
    "flood-defence-core",
    "flood-defence-protection",
    "flood-defence-outer-protection",
    "water-board-work",
    "natura-2000",
    "catchment",
    "abstraction",
    "installation",
    "clay-layer",
    "brackish-groundwater",
    "redox-boundary",
    "contamination",
    "brine-injection",
    "rainwater-storage",
    "peat",
    "brook-valley",
    "railway",
];

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
        "clay_top_m" => lang.pick("bovenkant van de kleilaag", "top of the clay layer"),
        "ground_level_m_nap" => lang.pick("hoogte van het maaiveld", "ground level"),
        "screen_below_drilling_m" => {
            lang.pick("diepte van de filters onder de boring", "depth of the screens below the drilling")
        }
        "full_load_hours" => lang.pick("vollasturen", "full-load hours"),
        "temperature_difference_k" => lang.pick("temperatuurverschil", "temperature difference"),
        "dwelling" => lang.pick("soort woning", "kind of dwelling"),
        "fluid" => lang.pick("circulatievloeistof", "circulation fluid"),
        "term" => lang.pick(
            "wat de verordening verstaat onder een begrip dat zij niet omschrijft",
            "what the law means by a term that it does not define",
        ),
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
        "zone.name" => lang.pick("de naam van het gebied", "the name of the zone"),
        "zone.map_date" => lang.pick("de dag van de kaart", "the day of the map"),
        "zone.clay_top_m" => lang.pick("de bovenkant van de kleilaag", "the top of the clay layer"),
        other => other,
    }
}

/// What is missing, for people: a fact by its name, a map by what would be on it, law that is not known.
///
/// ```
/// use bodemtoets_words::lang::Lang;
/// use bodemtoets_words::words::missing_word;
/// assert_eq!(missing_word("flow_m3_h", Lang::En), "flow");
/// assert_eq!(missing_word("layer:peat", Lang::Nl), "kaart (veengebied)");
/// ```
#[must_use]
pub fn missing_word(fact: &str, lang: Lang) -> String {
    if let Some(kind) = fact.strip_prefix("layer:") {
        return text!(lang, nl: "kaart ({kind})", en: "map ({kind})", kind = kind_word(kind, lang));
    }
    if fact.starts_with("law:") {
        return text!(lang, nl: "het recht dat hier niet bekend is", en: "the law that is not known here");
    }
    fact_word(fact, lang).to_owned()
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
        "planning-area" => lang.pick("restrictiegebied (ordening)", "restriction area (planning)"),
        "thermal-storage-free" => lang.pick("koude-warmte-opslagvrije zone", "zone free of thermal storage"),
        "drinking-water-reserve-vulnerable" => {
            lang.pick("kwetsbaar drinkwaterreserveringsgebied", "vulnerable drinking-water reserve")
        }
        "drinking-water-reserve" => {
            lang.pick("minder kwetsbaar drinkwaterreserveringsgebied", "less vulnerable drinking-water reserve")
        }
        "small-open-system-area" => lang.pick("gebied voor kleine open systemen", "area for small open systems"),
        "groundwater-nature-buffer" => {
            lang.pick("bufferzone grondwaterafhankelijke natuur", "buffer zone of groundwater-dependent nature")
        }
        "einstein-telescope" => {
            lang.pick("beschermingsgebied Einstein Telescope", "Einstein Telescope protection area")
        }
        "max-drilling-depth" => lang.pick("gebied met maximale boordiepte", "area with a greatest drilling depth"),
        "max-drilling-depth-protection" => lang.pick(
            "gebied met maximale boordiepte in een grondwaterbeschermingsgebied",
            "area with a greatest drilling depth in a groundwater protection area",
        ),
        "closed-loop-transition" => lang
            .pick("gebied met overgangsrecht voor gesloten systemen", "area with transitional law for closed systems"),
        "hundred-year-area" => lang.pick("100-jaarsaandachtsgebied", "hundred-year attention area"),
        "strategic-groundwater-reserve" => {
            lang.pick("strategische grondwatervoorraad", "strategic groundwater reserve")
        }
        "surface-water-protection" => {
            lang.pick("beschermingszone oppervlaktewaterwinning", "protection zone of a surface-water abstraction")
        }
        "flood-defence-core" => lang.pick("kernzone van een waterkering", "core zone of a flood defence"),
        "flood-defence-protection" => {
            lang.pick("beschermingszone van een waterkering", "protection zone of a flood defence")
        }
        "flood-defence-outer-protection" => {
            lang.pick("buitenbeschermingszone van een waterkering", "outer protection zone of a flood defence")
        }
        "water-board-work" => lang.pick("water of weg van het waterschap", "water body or road of the water board"),
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
    known_kind(slug, lang).or_else(|| mapped_kind(slug, lang)).unwrap_or(slug)
}

/// The word for a kind of zone of which rulebooks name the map, so that sentences can name that.
fn mapped_kind(slug: &str, lang: Lang) -> Option<&'static str> {
    Some(match slug {
        "clay-layer" => lang.pick("afsluitende kleilaag", "sealing clay layer"),
        "brackish-groundwater" => {
            lang.pick("gebied met brak of zout grondwater", "area with brackish or salt groundwater")
        }
        "redox-boundary" => lang.pick("overgang tussen redoxzones", "boundary between redox zones"),
        "contamination" => lang.pick("grondwaterverontreiniging", "groundwater contamination"),
        "brine-injection" => lang.pick("gebied van een brijninjectie", "area of a brine injection"),
        "rainwater-storage" => lang.pick("ondergrondse opslag van regenwater", "underground storage of rainwater"),
        "peat" => lang.pick("veengebied", "peat area"),
        "brook-valley" => lang.pick("kwetsbaar beeksysteem", "vulnerable brook system"),
        "railway" => lang.pick("spoorlijn", "railway"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_listed_has_a_name_in_both_languages() {
        for kind in KINDS {
            assert_ne!(kind_word(kind, Lang::Nl), *kind);
        }
        for fact in FACTS.iter().filter(|fact| **fact != "spf") {
            assert_ne!(fact_word(fact, Lang::Nl), *fact);
        }
    }
}
