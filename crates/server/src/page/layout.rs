//! What every page has: a head, a way to its main part, a bar.

use bodemtoets_words::lang::Lang;
use maud::{DOCTYPE, Markup, html};

/// In which language a page speaks, and where the server begins: nothing, or a path without a slash at the end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) lang: Lang,
    pub(crate) root: &'a str,
}

/// A page.
pub(super) fn layout(title: &str, Setting { lang, root }: Setting, main: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.pick("nl", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – Bodemtoets" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href={ (root) "/style.css" };
            }
            body {
                a.skip href="#main" { (lang.pick("Naar de inhoud", "To the content")) }
                header {
                    a.brand href={ (root) "/" } { "Bodemtoets" }
                    nav aria-label=(lang.pick("Onderdelen", "Parts")) {
                        a href={ (root) "/rules" } { (lang.pick("Recht", "Law")) }
                        a href={ (root) "/collections" } { (lang.pick("Kaarten", "Maps")) }
                        a href={ (root) "/api" } { "API" }
                    }
                }
                main #main { (main) }
            }
        }
    };
    page.into_string() + "\n"
}
