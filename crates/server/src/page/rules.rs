//! The pages of the rules, and of one of them.

use bodemtoets_law::rules::{Rule, Rulebook};
use bodemtoets_report::certainty_word;
use bodemtoets_report::rules::{period, systems};
use maud::html;

use super::Setting;
use super::layout::layout;

/// The list of rules.
pub(crate) fn rules(found: &[(&Rulebook, &Rule)], setting: Setting) -> String {
    let Setting { lang, root } = setting;
    let title = lang.pick("Regels", "Rules");
    let heads = [
        lang.pick("Regel", "Rule"),
        lang.pick("Geldt voor", "Applies to"),
        lang.pick("Periode", "Period"),
        lang.pick("Uitkomst", "Outcome"),
        lang.pick("Zekerheid", "Certainty"),
        lang.pick("Reden", "Reason"),
    ];
    layout(
        title,
        setting,
        &html! {
            h1 { (title) }
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table {
                    thead { tr { @for head in heads { th scope="col" { (head) } } } }
                    tbody {
                        @for (_, rule) in found {
                            tr {
                                th scope="row" { a href={ (root) "/rules/" (rule.id) } { (rule.id) } }
                                td { (systems(rule)) }
                                td { (period(rule)) }
                                td { (rule.outcome.word(lang)) }
                                td { (certainty_word(rule.certainty, lang)) }
                                td { (rule.reason.get(lang)) }
                            }
                        }
                    }
                }
            }
        },
    )
}

/// One rule: the text of the command line, its source, and the rules that it takes the place of.
pub(crate) fn rule(id: &str, text: &str, url: Option<&str>, others: &[&str], setting: Setting) -> String {
    let Setting { lang, root } = setting;
    layout(
        id,
        setting,
        &html! {
            h1 { (id) }
            pre { (text.trim_end()) }
            @if let Some(url) = url.filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
                p { a href=(url) rel="external" { (lang.pick("Bron", "Source")) } }
            }
            @if !others.is_empty() {
                p {
                    (lang.pick("Neemt de plaats in van", "Takes the place of"))
                    @for other in others { " " a href={ (root) "/rules/" (other) } { (other) } }
                }
            }
            p { a href={ (root) "/rules" } { (lang.pick("Alle regels", "All rules")) } }
        },
    )
}
