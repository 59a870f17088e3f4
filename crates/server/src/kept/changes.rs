//! What has become of a verdict that was kept: the same today, or what has changed since.

use bodemtoets_journal::Content;
use bodemtoets_space::RdNew;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::dossier::application;
use super::store::verdict;
use crate::engine::Engine;

/// A verdict that was kept, beside the answer of today under the law of the same day.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Since {
    /// Whether the answer is the same.
    state: State,
    /// The layers, rulebooks and the tool itself that are not what they were.
    changed: Vec<Changed>,
    /// The answer of today, where it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<Value>,
}

/// Whether the answer is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum State {
    /// All of it, and all that it rests on.
    Same,
    /// All of it, though something that it rests on has changed.
    SameAnswer,
    /// The outcome; not all that is said of it.
    SameOutcome,
    /// Another outcome.
    OtherOutcome,
    /// The application cannot be screened any more: the kept answer is all there is.
    NotRepeatable,
}

/// Something that a verdict rests on and that is not what it was.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
struct Changed {
    /// `layer`, `rulebook` or `tool`.
    what: &'static str,
    /// Its id.
    id: String,
    /// Its fingerprint or version then; absent when it was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    then: Option<String>,
    /// Its fingerprint or version now; absent when it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<String>,
}

impl Since {
    /// Whether all of it is as it was kept, and all that it rests on.
    pub(super) fn is_same(&self) -> bool {
        self.state == State::Same
    }
}

/// What has become of it.
pub(super) fn since(engine: &Engine, content: &Content, rd: &RdNew) -> Since {
    let none = Since { state: State::NotRepeatable, changed: Vec::new(), now: None };
    let Ok(then) = serde_json::from_str::<Value>(&content.verdict) else { return none };
    let Some(now) = again(engine, content, rd) else { return none };
    // The other application would have another fingerprint.
    if then.pointer("/provenance/input_sha256") != now.pointer("/provenance/input_sha256") {
        return none;
    }
    let changed = changed(&then["provenance"], &now["provenance"]);
    let state = if without_provenance(&then) == without_provenance(&now) {
        if changed.is_empty() { State::Same } else { State::SameAnswer }
    } else if then["outcome"] == now["outcome"] && then["range"] == now["range"] {
        State::SameOutcome
    } else {
        State::OtherOutcome
    };
    let is_other = matches!(state, State::SameOutcome | State::OtherOutcome);
    Since { state, changed, now: is_other.then_some(now) }
}

/// The answer of today under the law of the day of the verdict.
fn again(engine: &Engine, content: &Content, rd: &RdNew) -> Option<Value> {
    let (application, date) = application(content, rd)?;
    verdict(engine, &application, date, rd).ok()
}

fn without_provenance(verdict: &Value) -> Value {
    let mut verdict = verdict.clone();
    if let Some(members) = verdict.as_object_mut() {
        members.remove("provenance");
    }
    verdict
}

/// The layers, rulebooks and the tool that are not what they were.
fn changed(then: &Value, now: &Value) -> Vec<Changed> {
    let of = |provenance: &Value, list: &str| -> Vec<(String, String)> {
        let items = provenance[list].as_array().into_iter().flatten();
        let text = |item: &Value, name: &str| item[name].as_str().unwrap_or_default().to_owned();
        items.map(|item| (text(item, "id"), text(item, "sha256"))).collect()
    };
    let mut changed = Vec::new();
    for (what, list) in [("layer", "layers"), ("rulebook", "rulebooks")] {
        let (before, after) = (of(then, list), of(now, list));
        let find = |list: &[(String, String)], id: &str| {
            list.iter().find(|(other, _)| other == id).map(|(_, sha256)| sha256.clone())
        };
        let ids = before.iter().chain(after.iter().filter(|(id, _)| find(&before, id).is_none()));
        for (id, _) in ids {
            let (then, now) = (find(&before, id), find(&after, id));
            if then != now {
                changed.push(Changed { what, id: id.clone(), then, now });
            }
        }
    }
    let tool = |provenance: &Value| provenance["tool"].as_str().map(str::to_owned);
    if tool(then) != tool(now) {
        changed.push(Changed { what: "tool", id: "bodemtoets".to_owned(), then: tool(then), now: tool(now) });
    }
    changed
}
