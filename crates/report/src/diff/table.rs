//! A change as a row of a table, and as a feature.

use serde_json::Value;

use crate::Dialect;
use crate::geojson;
use bodemtoets_screening::application::Application;
use bodemtoets_screening::compare::{Answer, Change};
use bodemtoets_space::RdNew;

/// The columns of the CSV, and the properties of a feature, in order. Lists have `|` between their
/// items; `x` and `y` are in RD New, metres.
pub const COLUMNS: [&str; 12] = [
    "id",
    "x",
    "y",
    "from",
    "to",
    "change",
    "from_decisive",
    "to_decisive",
    "from_range",
    "to_range",
    "from_date",
    "to_date",
];

/// The values of [`COLUMNS`].
fn values(change: &Change) -> [Value; COLUMNS.len()] {
    let Change { from, to, .. } = change;
    [
        change.id.as_str().into(),
        change.x.into(),
        change.y.into(),
        from.outcome.slug().into(),
        to.outcome.slug().into(),
        change.direction.slug().into(),
        from.decisive.join("|").into(),
        to.decisive.join("|").into(),
        range(from).into(),
        range(to).into(),
        from.date.to_string().into(),
        to.date.to_string().into(),
    ]
}

/// The outcomes that are still possible; empty when there is but one.
fn range(answer: &Answer) -> String {
    answer.range.map(|range| range.map(bodemtoets_screening::VerdictOutcome::slug).join("|")).unwrap_or_default()
}

/// Adds a change to a table, as a row. `own` are further cells of it, with the delimiter before them.
pub fn push_row(table: &mut Vec<u8>, change: &Change, dialect: Dialect, own: &[u8]) {
    for (at, value) in values(change).iter().enumerate() {
        if at > 0 {
            table.push(dialect.delimiter);
        }
        match value {
            Value::String(text) => dialect.push_text(table, text),
            value => dialect.push_real(table, value.as_f64()),
        }
    }
    table.extend_from_slice(own);
    table.push(b'\n');
}

/// A feature in longitude and latitude, with the columns as properties.
#[must_use]
pub fn feature(change: &Change, application: &Application, rd: &RdNew) -> ::geojson::Feature {
    let names = COLUMNS.into_iter().map(str::to_owned);
    ::geojson::Feature {
        geometry: Some(geojson::geometry(application, Some(rd))),
        properties: Some(names.zip(values(change)).collect()),
        ..::geojson::Feature::default()
    }
}
