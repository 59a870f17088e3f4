//! A row for each map of the law.

use serde_json::Value;

use super::Sheet;
use crate::Dialect;
use bodemtoets_maps::gio::{Gio, NormValues};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::rounded;

/// The columns, in order. Lists have `|` between their items; areas are m2, places RD New.
const COLUMNS: [&str; 20] = [
    "file",
    "sha256",
    "work",
    "version",
    "locations",
    "unusable",
    "forms",
    "groups",
    "norm",
    "unit",
    "values",
    "lowest",
    "highest",
    "area_m2",
    "holes",
    "x_min",
    "y_min",
    "x_max",
    "y_max",
    "remarks",
];

/// The table. Remarks are in English: it is for machines.
#[must_use]
pub fn csv(sheets: &[Sheet], dialect: Dialect) -> String {
    let mut table = dialect.header(COLUMNS, &[]);
    for sheet in sheets {
        dialect.push_values(&mut table, &row(sheet));
        table.push(b'\n');
    }
    String::from_utf8_lossy(&table).into_owned()
}

fn row(sheet: &Sheet) -> Vec<Value> {
    let mut row = vec![Value::from(sheet.file.as_str())];
    let content = match &sheet.content {
        Ok(content) => content,
        Err(error) => {
            row.resize(COLUMNS.len() - 1, Value::Null);
            row.push(error.to_string().into());
            return row;
        }
    };
    let (gio, summary) = (&content.gio, &content.summary);
    let joined = |items: Vec<String>| Value::from(items.join("|"));
    let (values, ends) = match &summary.values {
        NormValues::None => (0, None),
        NormValues::Words(words) => (words.len(), None),
        NormValues::Numbers(numbers) => (numbers.len(), numbers.first().zip(numbers.last())),
    };
    let remarks = summary.unusable.iter().map(|(location, why)| format!("{}: {why}", gio.id_of(*location)));
    let breaches = gio.breaches.iter().map(|breach| {
        let location = breach.location.map(|location| gio.id_of(location) + ": ").unwrap_or_default();
        location + &breach.rule.text(Lang::En)
    });
    let [x_min, y_min, x_max, y_max] =
        summary.extent.map_or([Value::Null, Value::Null, Value::Null, Value::Null], |extent| {
            [extent.min().x, extent.min().y, extent.max().x, extent.max().y].map(|metres| rounded(metres, 3).into())
        });
    row.extend([
        content.sha256.as_str().into(),
        gio.work.as_deref().into(),
        gio.expression.as_deref().map(Gio::version_of).into(),
        gio.locations.len().into(),
        summary.unusable.len().into(),
        joined(summary.forms.iter().map(|(form, many)| format!("{form}:{many}")).collect()),
        joined(summary.groups.iter().map(|(id, label, _)| label.clone().unwrap_or_else(|| id.clone())).collect()),
        gio.norm_label.as_deref().or(gio.norm.as_deref()).into(),
        gio.unit.label.as_deref().or(gio.unit.id.as_deref()).into(),
        values.into(),
        ends.map(|(low, _)| low.0).into(),
        ends.map(|(_, high)| high.0).into(),
        rounded(summary.area_m2, 1).into(),
        summary.holes.into(),
        x_min,
        y_min,
        x_max,
        y_max,
        joined(remarks.chain(breaches).collect()),
    ]);
    row
}
