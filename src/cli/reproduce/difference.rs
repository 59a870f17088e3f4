//! What differs between two verdicts, each layer, rule and number by name.

use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;
use serde_json::Value;

/// Letters of a value that are told.
const LONGEST: usize = 120;

/// Something that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// Where: the names on the way to it.
    pub(super) path: Vec<String>,
    /// What it was; nothing when it was not there.
    before: Option<String>,
    /// What it is; nothing when it is gone.
    after: Option<String>,
}

impl Difference {
    /// What differs, in a line.
    pub(super) fn line(&self, lang: Lang) -> String {
        let place = place(&self.path, lang);
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => {
                text!(lang, nl: "{place}: was {before}, is nu {after}", en: "{place}: was {before}, is now {after}")
            }
            (Some(before), None) => {
                text!(lang, nl: "{place}: was {before}, is er niet meer", en: "{place}: was {before}, is there no more")
            }
            (None, Some(after)) => {
                text!(lang, nl: "{place}: was er niet, is nu {after}", en: "{place}: was not there, is now {after}")
            }
            (None, None) => place,
        }
    }
}

/// The way to a value in words: layers, rulebooks and rules by their names.
fn place(path: &[String], lang: Lang) -> String {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let (what, rest) = match path.as_slice() {
        ["provenance", "layers", id, rest @ ..] => (text!(lang, nl: "kaartlaag {id}", en: "layer {id}"), rest),
        ["provenance", "rulebooks", id, rest @ ..] => (text!(lang, nl: "regelboek {id}", en: "rulebook {id}"), rest),
        ["rules", id, rest @ ..] => (text!(lang, nl: "regel {id}", en: "rule {id}"), rest),
        ["completeness", "items", id, rest @ ..] => {
            (text!(lang, nl: "gevraagd gegeven {id}", en: "required item {id}"), rest)
        }
        ["application", rest @ ..] => (text!(lang, nl: "aanvraag", en: "application"), rest),
        rest => return rest.join("."),
    };
    if rest.is_empty() { what } else { format!("{what}, {}", rest.join(".")) }
}

/// Everything that differs, in the order of the names.
pub(super) fn differences(before: &Value, after: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(&mut Vec::new(), Some(before), Some(after), &mut found);
    found
}

fn compare(path: &mut Vec<String>, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Difference>) {
    if before == after {
        return;
    }
    match (before, after) {
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let more = after.keys().filter(|name| !before.contains_key(*name));
            for name in before.keys().chain(more) {
                path.push(name.clone());
                compare(path, before.get(name), after.get(name), found);
                path.pop();
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => match (named(before), named(after)) {
            (Some(before), Some(after)) => {
                let more = after.iter().filter(|(name, _)| find(&before, name).is_none());
                for (name, _) in before.iter().chain(more) {
                    path.push(name.clone());
                    compare(path, find(&before, name), find(&after, name), found);
                    path.pop();
                }
            }
            _ => {
                for at in 0..before.len().max(after.len()) {
                    path.push((at + 1).to_string());
                    compare(path, before.get(at), after.get(at), found);
                    path.pop();
                }
            }
        },
        (before, after) => {
            found.push(Difference { path: path.clone(), before: before.map(shown), after: after.map(shown) });
        }
    }
}

/// The item of a name.
fn find<'a>(items: &[(String, &'a Value)], name: &str) -> Option<&'a Value> {
    items.iter().find(|(id, _)| id == name).map(|(_, item)| *item)
}

/// The items of a list by their names, when each has one of its own. Where they stand in the list says nothing then.
fn named(items: &[Value]) -> Option<Vec<(String, &Value)>> {
    let named: Vec<(String, &Value)> = items.iter().map(|item| Some((name(item)?, item))).collect::<Option<_>>()?;
    let mut ids: Vec<&str> = named.iter().map(|(id, _)| id.as_str()).collect();
    ids.sort_unstable();
    ids.windows(2).all(|pair| pair[0] != pair[1]).then_some(named)
}

/// The name of an item: its id or kind, with its layer, or the text itself.
fn name(item: &Value) -> Option<String> {
    let part = |key| item.get(key).and_then(Value::as_str);
    let id = part("id").or_else(|| part("kind")).or_else(|| item.as_str())?;
    Some(part("layer").map_or_else(|| id.to_owned(), |layer| format!("{layer} {id}")))
}

/// A value in a few letters.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(before: &Value, after: &Value) -> Vec<String> {
        differences(before, after).iter().map(|one| one.line(Lang::En)).collect()
    }

    #[test]
    fn the_same_differs_in_nothing() {
        assert_eq!(differences(&json!({"a": [1.0, 2]}), &json!({"a": [1.0, 2]})), []);
    }

    #[test]
    fn layers_rulebooks_and_rules_are_named_whatever_their_order() {
        let verdict = |sha: &str, margin: f64, order: bool| {
            let mut rules = vec![json!({"id": "A-1", "margin": margin}), json!({"id": "A-2"})];
            if order {
                rules.reverse();
            }
            json!({
                "rules": rules,
                "provenance": {"layers": [{"id": "zones", "sha256": sha}], "rulebooks": [{"id": "nl", "sha256": sha}]}
            })
        };
        assert_eq!(told(&verdict("x", 5.0, false), &verdict("x", 5.0, true)), Vec::<String>::new());
        assert_eq!(
            told(&verdict("x", 5.0, false), &verdict("y", 6.0, true)),
            [
                "layer zones, sha256: was x, is now y",
                "rulebook nl, sha256: was x, is now y",
                "rule A-1, margin: was 5.0, is now 6.0"
            ]
        );
    }

    #[test]
    fn another_order_of_names_is_no_difference() {
        assert_eq!(differences(&json!({"duties": ["A", "B"]}), &json!({"duties": ["B", "A"]})), []);
        assert_eq!(differences(&json!({"range": [1, 2]}), &json!({"range": [2, 1]})).len(), 2);
    }

    #[test]
    fn what_is_gone_or_new_is_told() {
        let before = json!({"rules": [{"id": "A"}], "settle": ["flow"]});
        let after = json!({"rules": [{"id": "B"}], "settle": []});
        let told = told(&before, &after);
        assert!(told[0].starts_with("rule A: was {") && told[0].ends_with("is there no more"), "{told:?}");
        assert!(told[1].starts_with("rule B: was not there"), "{told:?}");
        assert_eq!(told[2], "settle.flow: was flow, is there no more");
    }
}
