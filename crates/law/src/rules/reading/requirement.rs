//! Reading a `[[requirement]]`.

use toml::Spanned;

use super::reader::{Day, Reader, Value};
use crate::rules::facts::Quantity;
use crate::rules::requirement::Requirement;
use bodemtoets_words::suggest;

const KEYS: [&str; 8] = ["id", "valid_from", "valid_to", "applies_to", "fields", "text", "source", "certainty"];

pub(super) fn requirement(reader: &mut Reader, value: Value) -> Option<Requirement> {
    let mut keys = reader.keys(value, "requirement")?;
    reader.unknown_keys(&mut keys, &KEYS);
    let at = keys.table.get("id").map_or(keys.span.clone(), Spanned::span);
    let fields_at = keys.table.get("fields").map(Spanned::span);
    let id = reader.needed(&mut keys, "id");
    let valid_from = reader.needed::<Day>(&mut keys, "valid_from");
    let valid_to = reader.optional::<Day>(&mut keys, "valid_to");
    let applies_to = reader.needed(&mut keys, "applies_to");
    let asked: Option<Option<Vec<String>>> = reader.optional(&mut keys, "fields");
    let text = reader.needed(&mut keys, "text");
    let source = reader.needed(&mut keys, "source");
    let certainty = reader.needed(&mut keys, "certainty");
    for field in asked.iter().flatten().flatten() {
        if !fields().any(|known| known == field) {
            let hint = suggest::nearest(field, fields()).map(|name| format!("; did you mean `{name}`?"));
            let problem = format!("no field of an application is called `{field}`{}", hint.unwrap_or_default());
            reader.fault(fields_at.clone().unwrap_or_default(), problem);
        }
    }
    Some(Requirement {
        id: id?,
        valid_from: valid_from?.0,
        valid_to: valid_to?.map(|day| day.0),
        applies_to: applies_to?,
        fields: asked?.unwrap_or_default(),
        text: text?,
        source: source?,
        certainty: certainty?,
        at,
    })
}

/// The fields of an application that a requirement may ask for.
fn fields() -> impl Iterator<Item = &'static str> {
    let stated = Quantity::ALL.into_iter().filter(|quantity| quantity.is_stated()).map(Quantity::slug);
    ["applicant", "place", "wells", "dwelling", "fluid"].into_iter().chain(stated)
}
