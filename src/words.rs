//! Plain words for facts, kinds, numbers and days, in both languages.

use jiff::civil::Date;

use crate::lang::Lang;

/// A number with at most three decimals and none that say nothing; a decimal comma in Dutch.
///
/// ```
/// use bodemtoets::lang::Lang;
/// assert_eq!(bodemtoets::words::number(12.50, Lang::Nl), "12,5");
/// assert_eq!(bodemtoets::words::number(400.0, Lang::En), "400");
/// ```
#[must_use]
pub fn number(value: f64, lang: Lang) -> String {
    with_decimals(value, 3, lang)
}

/// A number with at most some decimals and none that say nothing.
#[must_use]
pub fn with_decimals(value: f64, decimals: usize, lang: Lang) -> String {
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let text = if text == "-0" { "0" } else { text };
    match lang {
        Lang::Nl => text.replace('.', ","),
        Lang::En => text.to_owned(),
    }
}

/// A number with just so many decimals, for columns; a decimal comma in Dutch.
#[must_use]
pub fn fixed(value: f64, decimals: usize, lang: Lang) -> String {
    let text = format!("{value:.decimals$}");
    if lang == Lang::Nl { text.replace('.', ",") } else { text }
}

/// The same with its thousands apart.
///
/// ```
/// use bodemtoets::lang::Lang;
/// assert_eq!(bodemtoets::words::grouped(46_300.44, 1, Lang::Nl), "46 300,4");
/// assert_eq!(bodemtoets::words::grouped(-0.2, 0, Lang::En), "0");
/// ```
#[must_use]
pub fn grouped(value: f64, decimals: usize, lang: Lang) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            // A narrow no-break space is not on every terminal.
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    let zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if value < 0.0 && !zero { "-" } else { "" };
    let point = if part.is_empty() { "" } else { lang.pick(",", ".") };
    format!("{sign}{grouped}{point}{part}")
}

/// A number with its unit as people write it: `25 °C`, `8760 uur`.
///
/// ```
/// use bodemtoets::lang::Lang;
/// assert_eq!(bodemtoets::words::amount(25.0, "degC", Lang::Nl), "25 °C");
/// assert_eq!(bodemtoets::words::amount(1.0, "h", Lang::En), "1 hour");
/// assert_eq!(bodemtoets::words::amount(3.5, "", Lang::En), "3.5");
/// ```
#[must_use]
pub fn amount(value: f64, unit: &str, lang: Lang) -> String {
    with_unit(&number(value, lang), unit, lang)
}

/// A written number with its unit.
#[must_use]
pub fn with_unit(number: &str, unit: &str, lang: Lang) -> String {
    let unit = match unit {
        "degC" => "°C",
        "h" => lang.pick("uur", if number == "1" { "hour" } else { "hours" }),
        other => other,
    };
    if unit.is_empty() { number.to_owned() } else { format!("{number} {unit}") }
}

/// A level in metres above NAP, as surveyors write it.
///
/// ```
/// use bodemtoets::lang::Lang;
/// assert_eq!(bodemtoets::words::level(-25.0, Lang::Nl), "NAP −25 m");
/// assert_eq!(bodemtoets::words::level(6.2, Lang::Nl), "NAP +6,2 m");
/// ```
#[must_use]
pub fn level(metres: f64, lang: Lang) -> String {
    let size = number(metres.abs(), lang);
    let sign = match metres {
        _ if size == "0" => "",
        below if below < 0.0 => "−",
        _ => "+",
    };
    format!("NAP {sign}{size} m")
}

/// A day as people write it.
///
/// ```
/// use bodemtoets::lang::Lang;
/// assert_eq!(bodemtoets::words::day(jiff::civil::date(2013, 7, 1), Lang::Nl), "1 juli 2013");
/// ```
#[must_use]
pub fn day(date: Date, lang: Lang) -> String {
    let month = match date.month() {
        1 => lang.pick("januari", "January"),
        2 => lang.pick("februari", "February"),
        3 => lang.pick("maart", "March"),
        4 => "april",
        5 => lang.pick("mei", "May"),
        6 => lang.pick("juni", "June"),
        7 => lang.pick("juli", "July"),
        8 => lang.pick("augustus", "August"),
        9 => "september",
        10 => lang.pick("oktober", "October"),
        11 => "november",
        _ => "december",
    };
    let month = if lang == Lang::En { capital(month) } else { month.to_owned() };
    format!("{} {month} {}", date.day(), date.year())
}

/// A list with a word before the last: "a, b or c".
///
/// ```
/// assert_eq!(bodemtoets::words::joined(&["a", "b", "c"].map(str::to_owned), "or"), "a, b or c");
/// ```
#[must_use]
pub fn joined(list: &[String], word: &str) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., end] => format!("{} {word} {end}", start.join(", ")),
    }
}

/// With a capital.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A word with its English article.
///
/// ```
/// assert_eq!(bodemtoets::words::an("interference area"), "an interference area");
/// ```
#[must_use]
pub fn an(word: &str) -> String {
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
    format!("{} {word}", if vowel { "an" } else { "a" })
}

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
        "einstein-telescope" => lang.pick("beschermingsgebied Einstein Telescope", "Einstein Telescope protection area"),
        "max-drilling-depth" => lang.pick("gebied met maximale boordiepte", "area with a greatest drilling depth"),
        "max-drilling-depth-protection" => lang.pick(
            "gebied met maximale boordiepte in een grondwaterbeschermingsgebied",
            "area with a greatest drilling depth in a groundwater protection area",
        ),
        "closed-loop-transition" => {
            lang.pick("gebied met overgangsrecht voor gesloten systemen", "area with transitional law for closed systems")
        }
        "hundred-year-area" => lang.pick("100-jaarsaandachtsgebied", "hundred-year attention area"),
        "strategic-groundwater-reserve" => lang.pick("strategische grondwatervoorraad", "strategic groundwater reserve"),
        "surface-water-protection" => {
            lang.pick("beschermingszone oppervlaktewaterwinning", "protection zone of a surface-water abstraction")
        }
        "flood-defence-core" => lang.pick("kernzone van een waterkering", "core zone of a flood defence"),
        "flood-defence-protection" => lang.pick("beschermingszone van een waterkering", "protection zone of a flood defence"),
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
    known_kind(slug, lang).unwrap_or(slug)
}
