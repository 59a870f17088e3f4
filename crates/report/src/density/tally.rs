//! Systems by area, as rows and words.

use serde_json::{Value, json};

use super::summary::ends;
use crate::Dialect;
use bodemtoets_screening::density::{Inventory, Level, Tally, count_f64};
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::{Page, Table, count, grouped, rounded};

/// What does not depend on the levels.
const COLUMNS: [&str; 13] = [
    "area",
    "area_km2",
    "systems",
    "open",
    "closed",
    "unknown",
    "wells",
    "wells_per_km2",
    "wells_without_depth",
    "open_without_volume",
    "annual_volume_m3",
    "conflicts_low",
    "conflicts_high",
];

/// Areas as CSV: one a row, with the wells and loops at each level.
///
/// # Errors
/// When memory cannot be written to, which does not happen.
pub fn csv(tallies: &[(String, Tally)], levels: &[Level], dialect: Dialect) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let at_levels = levels
        .iter()
        .flat_map(|level| ["low", "high"].map(|end| format!("wells_{}_{end}", level.slug().replace('-', "_"))));
    writer.write_record(COLUMNS.map(str::to_owned).into_iter().chain(at_levels))?;
    for (name, tally) in tallies {
        let values = values(tally).map(|(_, value)| value.to_string());
        let wells = tally.wells_at.iter().flat_map(|wells| [wells.low.to_string(), wells.high.to_string()]);
        writer.write_record([dialect.text(name).into_owned()].into_iter().chain(values).chain(wells))?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Areas for machines.
#[must_use]
pub fn document(tallies: &[(String, Tally)], levels: &[Level], inventory: &Inventory) -> Value {
    let of = |(name, tally): &(String, Tally)| {
        let mut object: serde_json::Map<String, Value> =
            [("area".to_owned(), name.as_str().into())].into_iter().collect();
        object.extend(values(tally).map(|(column, value)| (column.to_owned(), value)));
        let wells = levels.iter().zip(&tally.wells_at);
        let wells = wells.map(|(level, wells)| json!({ "level": level.slug(), "low": wells.low, "high": wells.high }));
        object.insert("wells_at".to_owned(), wells.collect());
        Value::Object(object)
    };
    let notices: Vec<Text> = notices(inventory).collect();
    json!({ "schema": "bodemtoets/crowding/1", "areas": tallies.iter().map(of).collect::<Vec<_>>(), "notices": notices })
}

/// In the order of [`COLUMNS`], without the name.
fn values(tally: &Tally) -> [(&'static str, Value); 12] {
    let systems = tally.open + tally.closed + tally.unknown;
    let values: [Value; 12] = [
        rounded(tally.area_km2, 4).into(),
        systems.into(),
        tally.open.into(),
        tally.closed.into(),
        tally.unknown.into(),
        tally.wells.into(),
        rounded(count_f64(tally.wells) / tally.area_km2, 4).into(),
        tally.wells_without_depth.into(),
        tally.open_without_volume.into(),
        rounded(tally.annual_volume_m3, 0).into(),
        tally.conflicts.low.into(),
        tally.conflicts.high.into(),
    ];
    let mut at = 0;
    values.map(|value| {
        at += 1;
        (COLUMNS[at], value)
    })
}

/// Areas as a table for people, the most wells first.
#[must_use]
pub fn text(tallies: &[(String, Tally)], inventory: &Inventory, lang: Lang) -> String {
    let mut table = Table::lined([
        lang.pick("gebied", "area"),
        "km2",
        lang.pick("systemen", "systems"),
        lang.pick("putten", "wells"),
        lang.pick("putten/km2", "wells/km2"),
        lang.pick("zonder diepte", "no depth"),
        lang.pick("m3/jaar (bekend)", "m3 a year (known)"),
        lang.pick("te dichtbij (paren)", "too near (pairs)"),
    ])
    .right(1..8);
    let mut order: Vec<&(String, Tally)> = tallies.iter().collect();
    order.sort_by(|one, other| other.1.wells.cmp(&one.1.wells).then(one.0.cmp(&other.0)));
    for (name, tally) in order {
        table.row([
            name.clone(),
            grouped(tally.area_km2, 1, lang),
            count(tally.open + tally.closed + tally.unknown, lang),
            count(tally.wells, lang),
            grouped(count_f64(tally.wells) / tally.area_km2, 2, lang),
            count(tally.wells_without_depth, lang),
            grouped(tally.annual_volume_m3, 0, lang),
            ends(tally.conflicts, 0, lang),
        ]);
    }
    let mut page = Page::new();
    page.line(table);
    for notice in notices(inventory) {
        page.line(notice.get(lang));
    }
    page.finish()
}

/// What has to be known of a register by whoever reads numbers of it.
pub fn notices(inventory: &Inventory) -> impl Iterator<Item = Text> {
    super::summary::lacks_closed(inventory).into_iter()
}
