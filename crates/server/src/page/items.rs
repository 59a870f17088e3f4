//! The page of the features of a collection.

use bodemtoets_words::words::{count, text};
use maud::html;
use serde_json::{Map, Value};

use super::Setting;
use super::document::value;
use super::layout::layout;

/// Features of a collection.
pub(crate) struct Items<'a> {
    pub(crate) title: &'a str,
    /// The address of the list.
    pub(crate) path: &'a str,
    pub(crate) rows: &'a [Map<String, Value>],
    /// How many there are in all.
    pub(crate) all: usize,
    /// Where else to go: what, and the address.
    pub(crate) links: &'a [(&'a str, &'a str)],
}

/// The page.
pub(crate) fn items(told: &Items, setting: Setting) -> String {
    let Setting { lang, root } = setting;
    let mut names: Vec<&str> = vec!["id", "name"];
    for name in told.rows.iter().flat_map(Map::keys) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let (shown, all) = (count(told.rows.len(), lang), count(told.all, lang));
    let link = |rel: &str| told.links.iter().find(|(found, _)| *found == rel).map(|(_, href)| *href);
    layout(
        told.title,
        setting,
        &html! {
            h1 { (told.title) }
            p { (text!(lang, nl: "{shown} van {all}", en: "{shown} of {all}")) }
            div.scroll tabindex="0" role="region" aria-label=(told.title) {
                table {
                    thead { tr { @for name in &names { th scope="col" { (name) } } } }
                    tbody {
                        @for row in told.rows {
                            tr {
                                @for name in &names {
                                    td {
                                        @match row.get(*name) {
                                            Some(Value::String(id)) if *name == "id" => a href=(address(root, told.path, id)) { (id) },
                                            Some(found) => (value(found)),
                                            None => "",
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            nav aria-label=(lang.pick("Bladeren", "Pages")) {
                @if let Some(href) = link("prev") { a href=(href) rel="prev" { (lang.pick("Vorige", "Previous")) } " " }
                @if let Some(href) = link("next") { a href=(href) rel="next" { (lang.pick("Volgende", "Next")) } }
            }
        },
    )
}

/// The address of a feature.
fn address(root: &str, path: &str, id: &str) -> String {
    let id: String = form_urlencoded::byte_serialize(id.as_bytes()).collect();
    format!("{root}{path}/{}?f=html", id.replace('+', "%20"))
}
