//! The page of one verdict: the outcome, the report, the rules, and the form to ask again.

use bodemtoets_report::{outcome_word, state_symbol};
use bodemtoets_screening::Verdict;
use bodemtoets_words::words::capital;
use maud::html;

use super::Setting;
use super::form::form;
use super::layout::layout;
use super::report::sections;
use crate::parameter::Query;

/// The page of a verdict. `report` is the text of the command line.
pub(crate) fn verdict(verdict: &Verdict, report: &str, query: &Query, setting: Setting) -> String {
    let Setting { lang, root } = setting;
    let outcome = capital(outcome_word(verdict.outcome, lang));
    layout(
        &outcome,
        setting,
        &html! {
            section.verdict.(verdict.outcome.slug()) aria-labelledby="outcome" {
                h1 #outcome { span.mark aria-hidden="true" { (state_symbol(verdict.outcome)) } (outcome) }
                (sections(report))
            }
            section aria-labelledby="rules" {
                h2 #rules { (lang.pick("Regels", "Rules")) }
                ul.rules {
                    @for rule in &verdict.rules {
                        li { a href={ (root) "/rules/" (rule.id) } { (rule.id) } " " (rule.reason.get(lang)) }
                    }
                }
            }
            section aria-labelledby="again" {
                h2 #again { (lang.pick("Verander de aanvraag", "Change the application")) }
                (form(query, setting))
            }
        },
    )
}
