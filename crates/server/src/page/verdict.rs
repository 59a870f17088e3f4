//! The page of one verdict: the outcome, the report, the rules, and the form to ask again.

use bodemtoets_report::{outcome_word, state_symbol};
use bodemtoets_screening::Verdict;
use bodemtoets_words::words::capital;
use maud::{Markup, html};

use super::Setting;
use super::form::form;
use super::layout::layout;
use crate::parameter::Query;

/// The page of a verdict. `report` is the text of the command line.
pub(crate) fn verdict(verdict: &Verdict, report: &str, query: &Query, setting: Setting) -> String {
    let Setting { lang, root } = setting;
    let outcome = capital(outcome_word(verdict.outcome, lang));
    layout(&outcome, setting, &html! {
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
    })
}

/// The report in parts: a line that is not indented is the head of the lines below it.
fn sections(report: &str) -> Markup {
    let mut parts: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in report.lines() {
        match parts.last_mut() {
            Some((_, lines)) if line.is_empty() || line.starts_with(' ') => lines.push(line),
            None => parts.push(("", vec![line])),
            Some(_) => parts.push((line, Vec::new())),
        }
    }
    html! {
        @for (head, lines) in parts {
            @if !head.is_empty() { h2 { (head) } }
            pre { (lines.join("\n").trim_end()) }
        }
    }
}
