//! What is in maps of the law, for machines.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Content, Sheet};
use bodemtoets_maps::gio::{Gio, NormValues};
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::rounded;

/// What is in one file or in each map of an archive.
#[derive(Debug, Serialize)]
pub struct Document {
    /// Name and version of this format: `bodemtoets/gio/1`.
    pub schema: &'static str,
    /// The maps, each in the order of the archive.
    pub maps: Vec<Value>,
}

/// Makes the document.
#[must_use]
pub fn document(sheets: &[Sheet]) -> Document {
    Document { schema: "bodemtoets/gio/1", maps: sheets.iter().map(map).collect() }
}

fn map(sheet: &Sheet) -> Value {
    match &sheet.content {
        Ok(content) => whole(&sheet.file, content),
        Err(error) => json!({
            "file": sheet.file,
            "error": Text { nl: error.text(Lang::Nl), en: error.text(Lang::En) },
        }),
    }
}

fn whole(file: &str, content: &Content) -> Value {
    let Content { sha256, gio, summary } = content;
    let values: Vec<Value> = match &summary.values {
        NormValues::None => Vec::new(),
        NormValues::Numbers(numbers) => {
            numbers.iter().map(|(value, many)| json!({ "value": value, "locations": many })).collect()
        }
        NormValues::Words(words) => {
            words.iter().map(|(word, many)| json!({ "value": word, "locations": many })).collect()
        }
    };
    let extent = summary.extent.map(|extent| {
        let (low, high) = (extent.min(), extent.max());
        [low.x, low.y, high.x, high.y].map(|metres| rounded(metres, 3))
    });
    let lost = summary.unusable.iter().map(|(location, why)| {
        json!({
            "location": gio.id_of(*location),
            "remark": Text { nl: format!("niet te gebruiken: {why}"), en: format!("cannot be used: {why}") },
        })
    });
    let broken = gio.breaches.iter().map(|breach| {
        json!({
            "location": breach.location.map(|location| gio.id_of(location)),
            "rule": breach.rule.code(),
            "remark": Text { nl: breach.rule.text(Lang::Nl), en: breach.rule.text(Lang::En) },
        })
    });
    json!({
        "file": file,
        "sha256": sha256,
        "root": gio.root,
        "work": gio.work,
        "expression": gio.expression,
        "version": gio.expression.as_deref().map(Gio::version_of),
        "locations": gio.locations.len(),
        "unusable": summary.unusable.len(),
        "forms": summary.forms,
        "groups": summary.groups.iter().map(|(id, label, many)| json!({ "id": id, "label": label, "locations": many }))
            .collect::<Vec<_>>(),
        "norm": { "id": gio.norm, "label": gio.norm_label },
        "unit": { "id": gio.unit.id, "label": gio.unit.label },
        "values": values,
        "area_m2": rounded(summary.area_m2, 1),
        "holes": summary.holes,
        "extent": extent,
        "remarks": lost.chain(broken).collect::<Vec<_>>(),
    })
}
