//! A document of JSON as a page: names and values in tables, addresses as links.

use maud::{Markup, html};
use serde_json::Value;

use super::Setting;
use super::layout::layout;

/// The page of a document.
pub(crate) fn document(title: &str, document: &Value, setting: Setting) -> String {
    layout(
        title,
        setting,
        &html! {
            h1 { (title) }
            (value(document))
        },
    )
}

/// A value; a list of names and values as a table, whatever else as a list.
pub(super) fn value(found: &Value) -> Markup {
    match found {
        Value::Object(members) => html! {
            table {
                @for (name, found) in members {
                    tr { th scope="row" { (name) } td { (value(found)) } }
                }
            }
        },
        Value::Array(items) if items.iter().all(Value::is_number) => {
            let numbers: Vec<String> = items.iter().map(Value::to_string).collect();
            html! { (numbers.join(", ")) }
        }
        Value::Array(items) => html! { ul { @for found in items { li { (value(found)) } } } },
        Value::String(text) if text.starts_with("http://") || text.starts_with("https://") => {
            html! { a href=(text) { (text) } }
        }
        Value::String(text) => html! { (text) },
        other => html! { (other.to_string()) },
    }
}
