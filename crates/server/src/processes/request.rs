//! The request that starts a process, and the answer that it asks for.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use axum::http::StatusCode;
use bodemtoets_words::lang::Text;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value, json};

use super::process::{OUTPUT, Process};
use crate::media::Media;
use crate::problem::Problem;
use crate::words;

/// How the result is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Response {
    /// As it is.
    #[default]
    Raw,
    /// Within a document, under the name of the output.
    Document,
}

/// What a request says besides its inputs: these are passed over, however large they are.
#[derive(Debug, Deserialize)]
struct Envelope {
    #[serde(default, rename = "inputs")]
    _inputs: IgnoredAny,
    #[serde(default)]
    outputs: Option<BTreeMap<String, Output>>,
    #[serde(default)]
    response: Response,
    #[serde(default)]
    subscriber: Option<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Output {
    #[serde(default)]
    format: Option<Format>,
    #[serde(default)]
    transmission_mode: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Format {
    #[serde(default)]
    media_type: Option<String>,
}

/// The inputs of a request.
#[derive(Debug, Deserialize)]
struct Given {
    #[serde(default)]
    inputs: Map<String, Value>,
}

/// How the result of a request is wanted.
///
/// # Errors
/// When it is no request, or asks for what the process does not give.
pub(super) fn response(process: &Process, request: &Path) -> Result<Response, Problem> {
    let file = File::open(request).map_err(|_| Problem::no_room())?;
    let envelope: Envelope = serde_json::from_reader(BufReader::new(file)).map_err(|error| not_a_request(&error))?;
    if envelope.subscriber.is_some() {
        return Err(Problem::parameter("subscriber", "", words::no_address("subscriber")));
    }
    for (name, output) in envelope.outputs.iter().flatten() {
        if name != OUTPUT {
            return Err(Problem::parameter("outputs", name, words::not_one_of("outputs", name, &[OUTPUT])));
        }
        if let Some(mode) = output.transmission_mode.as_deref().filter(|mode| *mode != "value") {
            let detail = words::not_one_of("transmissionMode", mode, &["value"]);
            return Err(Problem::parameter("transmissionMode", mode, detail));
        }
        let media = output.format.as_ref().and_then(|format| format.media_type.as_deref());
        let given = process.gives.mime().split(';').next().unwrap_or_default();
        if let Some(media) = media.filter(|media| media.split(';').next() != Some(given)) {
            return Err(Problem::parameter("mediaType", media, words::not_one_of("mediaType", media, &[given])));
        }
    }
    Ok(envelope.response)
}

/// The inputs of a request.
///
/// # Errors
/// When it is no request.
pub(super) fn inputs(request: impl std::io::Read) -> Result<Map<String, Value>, Problem> {
    let given: Given = serde_json::from_reader(BufReader::new(request)).map_err(|error| not_a_request(&error))?;
    Ok(given.inputs)
}

/// The result within a document.
pub(crate) fn in_document(gives: Media, bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::fault_of_ours())?;
    let document = if gives == Media::Text {
        json!({ OUTPUT: text })
    } else {
        // As it was written, digit for digit.
        let value = serde_json::value::RawValue::from_string(text.trim().to_owned());
        let value = value.map_err(|_| Problem::fault_of_ours())?;
        let bytes =
            serde_json::to_vec(&BTreeMap::from([(OUTPUT, Qualified { media_type: gives.mime(), value: &value })]));
        return bytes.map_err(|_| Problem::fault_of_ours());
    };
    serde_json::to_vec(&document).map_err(|_| Problem::fault_of_ours())
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Qualified<'a> {
    media_type: &'a str,
    value: &'a serde_json::value::RawValue,
}

fn not_a_request(error: &serde_json::Error) -> Problem {
    let said = format!("JSON: {error}");
    Problem::new(StatusCode::BAD_REQUEST, Text { nl: said.clone(), en: said })
}
