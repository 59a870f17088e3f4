//! Systems that are too near to each other, as rows, features and words.

use geojson::{Feature, Geometry, GeometryValue, JsonObject};
use serde_json::Value;

use crate::Dialect;
use bodemtoets_ground::crowding::{ClosedRules, Depths, Harm, Range, SpacingRules};
use bodemtoets_ogr::FieldType;
use bodemtoets_screening::density::{Between, Conflict, Inventory, Reach};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, count, fixed, grouped, rounded, text};

/// The columns, in their order, and what they hold.
pub const COLUMNS: [(&str, FieldType); 21] = [
    ("system_a", FieldType::Text),
    ("system_b", FieldType::Text),
    ("between", FieldType::Text),
    ("harm", FieldType::Text),
    ("proposed", FieldType::Text),
    ("distance_m", FieldType::Real),
    ("x_a", FieldType::Real),
    ("y_a", FieldType::Real),
    ("x_b", FieldType::Real),
    ("y_b", FieldType::Real),
    ("top_m", FieldType::Real),
    ("bottom_m", FieldType::Real),
    ("radii_low", FieldType::Real),
    ("radii_high", FieldType::Real),
    ("radii_required", FieldType::Real),
    ("cooling_a_by_b_k_low", FieldType::Real),
    ("cooling_a_by_b_k_high", FieldType::Real),
    ("cooling_b_by_a_k_low", FieldType::Real),
    ("cooling_b_by_a_k_high", FieldType::Real),
    ("severity_low", FieldType::Real),
    ("severity_high", FieldType::Real),
];

/// How many are told in words; the files have all.
const TOLD: usize = 20;

/// A pair as a feature in RD New: a line between the wells or loops, with the columns.
#[must_use]
pub fn feature(conflict: &Conflict, inventory: &Inventory) -> Feature {
    let line = conflict.places.map(|place| [place.x, place.y]);
    let mut properties = JsonObject::new();
    for ((name, _), cell) in COLUMNS.iter().zip(cells(conflict, inventory)) {
        properties.insert((*name).to_owned(), cell);
    }
    let geometry = Geometry::new(GeometryValue::new_line_string(line));
    Feature { geometry: Some(geometry), properties: Some(properties), ..Feature::default() }
}

/// All pairs as CSV.
///
/// # Errors
/// When memory cannot be written to, which does not happen.
pub fn csv(conflicts: &[Conflict], inventory: &Inventory, dialect: Dialect) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS.map(|(name, _)| name))?;
    for conflict in conflicts {
        writer.write_record(cells(conflict, inventory).map(|cell| match cell {
            Value::Null => String::new(),
            Value::String(text) => dialect.text(&text).into_owned(),
            other => other.to_string(),
        }))?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn cells(conflict: &Conflict, inventory: &Inventory) -> [Value; COLUMNS.len()] {
    let [one, other] = conflict.systems.map(|system| &inventory.systems[system]);
    let proposed = match (one.is_proposal, other.is_proposal) {
        (true, true) => "both",
        (true, false) => "a",
        (false, true) => "b",
        (false, false) => "none",
    };
    let number = |value: f64| Value::from(rounded(value, 3));
    let both = |range: Option<Range>| match range {
        Some(range) => [number(range.low), number(range.high)],
        None => [Value::Null, Value::Null],
    };
    let [from, to] = conflict.places;
    let depths: Option<Depths> = conflict.reach.exactly();
    let [radii_low, radii_high] = both(conflict.spacing.and_then(|spacing| spacing.radii));
    let [a_low, a_high] = both(conflict.cooling_k.map(|cooling| cooling[0]));
    let [b_low, b_high] = both(conflict.cooling_k.map(|cooling| cooling[1]));
    let [severity_low, severity_high] = both(Some(conflict.severity));
    [
        one.id.as_str().into(),
        other.id.as_str().into(),
        conflict.between.slug().into(),
        harm_slug(conflict.harm).into(),
        proposed.into(),
        number(conflict.distance_m),
        number(from.x),
        number(from.y),
        number(to.x),
        number(to.y),
        depths.map(|depths| depths.top_m).into(),
        depths.map(|depths| depths.bottom_m).into(),
        radii_low,
        radii_high,
        conflict.spacing.map(|spacing| spacing.required).into(),
        a_low,
        a_high,
        b_low,
        b_high,
        severity_low,
        severity_high,
    ]
}

fn harm_slug(harm: Harm) -> &'static str {
    match harm {
        Harm::None => "none",
        Harm::Unknown => "unknown",
        Harm::Harm => "harm",
    }
}

/// The worst pairs in words, and how many there are.
#[must_use]
pub fn text(conflicts: &[Conflict], inventory: &Inventory, lang: Lang) -> String {
    let harm = conflicts.iter().filter(|conflict| conflict.harm == Harm::Harm).count();
    let mut page = Page::new();
    page.line(text!(
        lang,
        nl: "Paren te dicht bij elkaar: {harm}; waarvan dat niet bekend is: {unknown}",
        en: "Pairs too near to each other: {harm}; of which that is not known: {unknown}",
        harm = count(harm, lang),
        unknown = count(conflicts.len() - harm, lang)
    ));
    for conflict in conflicts.iter().take(TOLD) {
        let [one, other] = conflict.systems.map(|system| inventory.systems[system].id.as_str());
        page.item(format_args!("{one} - {other}: {}", line(conflict, lang)));
    }
    if conflicts.len() > TOLD {
        let more = count(conflicts.len() - TOLD, lang);
        page.item(text!(
            lang,
            nl: "… {more} meer: --format csv geeft alles",
            en: "… {more} more: --format csv gives all"
        ));
    }
    if let Some(words) = super::summary::lacks_closed(inventory) {
        page.line(words.get(lang));
    }
    let between = |wanted: Between| conflicts.iter().any(|conflict| conflict.between == wanted);
    if between(Between::Wells) {
        page.line(SpacingRules::status().get(lang));
    }
    if between(Between::Loops) {
        page.line(ClosedRules::status().get(lang));
    }
    page.finish()
}

fn line(conflict: &Conflict, lang: Lang) -> String {
    let between = match conflict.between {
        Between::Wells => lang.pick("open naast open", "open beside open"),
        Between::Loops => lang.pick("gesloten naast gesloten", "closed beside closed"),
        Between::WellAndLoop => lang.pick("open naast gesloten", "open beside closed"),
        Between::Unknown => lang.pick("soort onbekend", "kind not known"),
    };
    let mut parts = vec![format!("{between}, {} m", grouped(conflict.distance_m, 0, lang))];
    parts.push(match conflict.reach {
        Reach::Exactly(depths) => {
            format!("{} - {} m", fixed(depths.top_m, 0, lang), fixed(depths.bottom_m, 0, lang))
        }
        Reach::Within(_) => lang.pick("diepte onbekend", "depth not known").to_owned(),
    });
    if let Some(spacing) = conflict.spacing {
        let radii = spacing.radii.map_or_else(|| "?".to_owned(), |radii| super::summary::ends(radii, 1, lang));
        let required = fixed(spacing.required, 1, lang);
        parts.push(text!(
            lang,
            nl: "{radii} thermische stralen, gewenst {required}",
            en: "{radii} thermal radii, wanted {required}"
        ));
    }
    if let Some(all) = conflict.all_cooling_k {
        let [one, other] = all.map(|cooling| super::summary::ends(cooling, 1, lang));
        parts.push(text!(
            lang,
            nl: "afkoeling door alle buren samen {one} en {other} K",
            en: "cooling by all neighbours together {one} and {other} K"
        ));
    }
    let harm = match conflict.harm {
        Harm::Harm => lang.pick("TE DICHTBIJ", "TOO NEAR"),
        _ => lang.pick("hinder onbekend", "harm not known"),
    };
    format!("{}; {harm}", parts.join(", "))
}
