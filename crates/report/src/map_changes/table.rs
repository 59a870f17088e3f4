//! A row for each feature that changed.

use serde_json::{Value, json};

use super::Compared;
use crate::Dialect;
use bodemtoets_words::words::rounded;

/// The columns, in order; areas are m2.
const COLUMNS: [&str; 9] =
    ["map", "feature", "what", "moved", "old_m2", "new_m2", "gained_m2", "lost_m2", "attributes"];

/// The table.
#[must_use]
pub fn csv(maps: &[Compared], dialect: Dialect) -> String {
    let mut table = dialect.header(COLUMNS, &[]);
    for compared in maps {
        for change in compared.changes.iter().flat_map(|changes| &changes.changes) {
            let m2 = |m2: Option<f64>| m2.map_or(Value::Null, |m2| json!(rounded(m2, 3)));
            let attributes = serde_json::to_string(&change.attributes).unwrap_or_default();
            let attributes = if change.attributes.is_empty() { Value::Null } else { attributes.into() };
            dialect.push_values(
                &mut table,
                &[
                    compared.map.as_str().into(),
                    change.id.as_str().into(),
                    json!(change.what),
                    change.moved.into(),
                    m2(change.old_m2),
                    m2(change.new_m2),
                    m2(change.gained_m2),
                    m2(change.lost_m2),
                    attributes,
                ],
            );
            table.push(b'\n');
        }
    }
    String::from_utf8_lossy(&table).into_owned()
}
