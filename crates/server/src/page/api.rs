//! The page of the API: every address, what it does and what may be asked.

use maud::html;
use serde_json::Value;

use super::Setting;
use super::layout::layout;

/// The page of an `OpenAPI` document.
pub(crate) fn api(document: &Value, setting: Setting) -> String {
    let Setting { lang, root } = setting;
    let operations = document["paths"].as_object().into_iter().flatten().flat_map(|(path, operations)| {
        operations.as_object().into_iter().flatten().map(move |(verb, operation)| (path, verb, operation))
    });
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    layout(
        "API",
        setting,
        &html! {
            h1 { "API" }
            p { (text(&document["info"]["description"])) }
            p { a href={ (root) "/api?f=json" } { (lang.pick("Het document (OpenAPI 3.0)", "The document (OpenAPI 3.0)")) } }
            @for (path, verb, operation) in operations {
                section {
                    h2 { code { (verb.to_uppercase()) " " (path) } }
                    p { (text(&operation["summary"])) " " (text(&operation["description"])) }
                    @if let Some(parameters) = operation["parameters"].as_array() {
                        table {
                            @for parameter in parameters {
                                tr {
                                    th scope="row" { code { (text(&parameter["name"])) } }
                                    td { (text(&parameter["description"])) }
                                }
                            }
                        }
                    }
                }
            }
        },
    )
}
