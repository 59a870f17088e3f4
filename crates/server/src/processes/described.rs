//! The processes that there are, and what each takes and gives.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::process::{OUTPUT, Process};
use super::table::{PROCESSES, find};
use crate::features::Link;
use crate::media::Media;
use crate::parameter::{Kind, Parameter};
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, words};

/// Processes of an answer at most, and when nothing is said.
const MOST: u32 = 100;

/// What may be asked of the list.
pub(crate) fn parameters_of_list() -> Vec<Parameter> {
    vec![Parameter::new("limit", Kind::Count(MOST, MOST), "Processes of an answer at most.")]
}

/// The process of an address.
pub(super) fn asked(ask: &Ask) -> Result<&'static Process, Problem> {
    let id = ask.part("processID");
    find(id).ok_or_else(|| {
        let known: Vec<&str> = PROCESSES.iter().map(|process| process.id).collect();
        Problem::not_found(words::no_such_process(id, &known))
            .of_kind("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process")
    })
}

/// All processes.
pub(crate) fn list(ask: &Ask) -> Answer {
    let limit = ask.query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(MOST).min(MOST);
    let processes: Vec<Value> = PROCESSES.iter().take(limit as usize).map(|process| summary(ask, process)).collect();
    let title = ask.lang.pick("Wat er te berekenen is", "What can be computed");
    answer::document(ask, title, &json!({ "processes": processes, "links": Link::to_itself(ask, Media::Json) }))
}

/// One process, with what it takes and gives.
pub(crate) fn one(ask: &Ask) -> Answer {
    let process = asked(ask)?;
    let mut document = summary(ask, process);
    if let Some(Value::Array(links)) = document.get_mut("links") {
        links.splice(0..1, Link::to_itself(ask, Media::Json).map(|link| json!(link)));
    }
    let inputs = (process.inputs)().into_iter().map(|input| (input.name.to_owned(), input.described()));
    document["inputs"] = inputs.collect::<Map<String, Value>>().into();
    document["outputs"] =
        json!({ OUTPUT: { "title": OUTPUT, "description": process.about(ask.lang), "schema": schema(process) } });
    answer::document(ask, process.title(ask.lang), &document)
}

fn summary(ask: &Ask, process: &Process) -> Value {
    let path = format!("/processes/{}", process.id);
    let links = [
        Link::new(ask, &path, "self", Media::Json, "This process"),
        Link::new(
            ask,
            &path,
            "http://www.opengis.net/def/rel/ogc/1.0/process-desc",
            Media::Json,
            "What it takes and gives",
        ),
        Link::new(
            ask,
            &format!("{path}/execution"),
            "http://www.opengis.net/def/rel/ogc/1.0/execute",
            Media::Json,
            "Where it is run",
        ),
    ];
    json!({
        "id": process.id,
        "title": process.title(ask.lang),
        "description": process.about(ask.lang),
        "version": env!("CARGO_PKG_VERSION"),
        "jobControlOptions": ["sync-execute", "async-execute", "dismiss"],
        "outputTransmission": ["value"],
        "links": links,
    })
}

/// What a process gives, with all that it names inside.
fn schema(process: &Process) -> Value {
    if process.gives == Media::Text {
        return json!({ "type": "string" });
    }
    let mut generator = SchemaSettings::openapi3().with(|settings| settings.inline_subschemas = true).into_generator();
    let mut schema = (process.schema)(&mut generator).to_value();
    schema["contentMediaType"] = process.gives.mime().into();
    schema
}
