//! Reading a `[[case]]`: a test of the law at a place.

use toml::Spanned;

use super::reader::{Reader, Value};
use crate::rules::case::PlaceCase;

const KEYS: [&str; 6] = ["name", "pack", "application", "outcome", "decisive", "settle"];

/// The outcomes of verdicts.
const VERDICTS: [&str; 6] = ["prohibited", "permit", "notify", "free", "undetermined", "not-covered"];

pub(super) fn place_case(reader: &mut Reader, value: Value) -> Option<PlaceCase> {
    let mut keys = reader.keys(value, "case")?;
    reader.unknown_keys(&mut keys, &KEYS);
    let at = keys.table.get("name").map_or(keys.span.clone(), Spanned::span);
    let name = reader.needed(&mut keys, "name");
    let pack = reader.needed(&mut keys, "pack");
    let application = reader.needed(&mut keys, "application");
    let outcome_at = keys.table.get("outcome").map(Spanned::span);
    let outcome: Option<String> = reader.needed(&mut keys, "outcome");
    let decisive = reader.optional(&mut keys, "decisive");
    let settle = reader.optional(&mut keys, "settle");
    if let Some(outcome) = outcome.as_ref().filter(|outcome| !VERDICTS.contains(&outcome.as_str())) {
        let problem = format!("`{outcome}` is no outcome of a verdict; expected one of {}", VERDICTS.join(", "));
        reader.fault(outcome_at.unwrap_or_default(), problem);
    }
    Some(PlaceCase {
        name: name?,
        pack: pack?,
        application: application?,
        outcome: outcome?,
        decisive: decisive?,
        settle: settle?,
        at,
    })
}
