//! A report of the command line as parts of a page.

use maud::{Markup, html};

/// The report in parts: a line that is not indented is the head of the lines below it.
pub(super) fn sections(report: &str) -> Markup {
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
