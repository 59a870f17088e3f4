//! One rule, or one thing that an application has to hold, as text.

use std::fmt::Write as _;

use super::{period, systems};
use crate::{certainty_word, notice_words};
use bodemtoets_law::explain::{cited, explain_case, without_source};
use bodemtoets_law::rules::{Exemption, IfUnknown, Requirement, Rule, Rulebook, Truth};
use bodemtoets_maps::pack::TooManyKinds;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::day;

/// Something that an application has to hold.
#[must_use]
pub fn requirement(book: &Rulebook, requirement: &Requirement, lang: Lang) -> String {
    let fields = match requirement.fields.as_slice() {
        [] => lang.pick("een document, bij te voegen", "a document, to be attached").to_owned(),
        fields => fields.join(", "),
    };
    let systems: Vec<&str> = requirement.applies_to.iter().map(|system| system.slug()).collect();
    let period = match requirement.valid_to {
        Some(last) => format!("{} – {last}", requirement.valid_from),
        None => format!("{} –", requirement.valid_from),
    };
    let lines = [
        ("id", requirement.id.clone()),
        (lang.pick("regelboek", "rulebook"), format!("{} ({} {})", book.title.get(lang), book.id, book.version)),
        (lang.pick("gevraagd van", "asked of"), systems.join(", ")),
        (lang.pick("periode", "period"), period),
        (lang.pick("gevraagd", "asked"), requirement.text.get(lang).to_owned()),
        (lang.pick("velden", "fields"), fields),
        (lang.pick("bron", "source"), cited(&requirement.source)),
        (lang.pick("zekerheid", "certainty"), certainty_word(requirement.certainty, lang).to_owned()),
    ];
    lines.iter().fold(String::new(), |text, (label, value)| format!("{text}{label:<14}{value}\n"))
}

/// One rule in full, with its cases.
///
/// # Errors
/// When its cases name more kinds of zone than there can be.
pub fn rule(book: &Rulebook, rule: &Rule, lang: Lang) -> Result<String, TooManyKinds> {
    let mut text = String::new();
    let mut line = |label: &str, value: &str| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{label:<14}{value}");
    };
    line("id", &rule.id);
    line(lang.pick("regelboek", "rulebook"), &format!("{} ({} {})", book.title.get(lang), book.id, book.version));
    line(lang.pick("geldt voor", "applies to"), &systems(rule));
    line(lang.pick("periode", "period"), &period(rule));
    if let Some(withdrawn) = &rule.withdrawn {
        let on = day(withdrawn.on, lang);
        line(lang.pick("ingetrokken", "withdrawn"), &format!("{on}: {}", withdrawn.why.get(lang)));
    }
    if let Some(last) = rule.right_until {
        line(lang.pick("tot en met", "right until"), &day(last, lang));
    }
    line(lang.pick("uitkomst", "outcome"), rule.outcome.word(lang));
    if let Some(weeks) = rule.notice_weeks {
        line(lang.pick("termijn", "notice"), &notice_words(weeks, lang));
    }
    if let Some(exemption) = rule.exemption {
        let word = match exemption {
            Exemption::Possible => lang.pick("mogelijk", "possible"),
            Exemption::None => lang.pick("niet mogelijk", "not possible"),
        };
        line(lang.pick("ontheffing", "exemption"), word);
    }
    line(lang.pick("als", "when"), &rule.when.to_string());
    if rule.if_unknown == IfUnknown::Condition {
        line(
            lang.pick("onbekend", "unknown"),
            lang.pick(
                "het oordeel geldt onder voorwaarde dat de grens wordt aangehouden",
                "the verdict stands on condition that the limit is kept",
            ),
        );
    }
    if !rule.replaces.is_empty() {
        line(lang.pick("vervangt", "replaces"), &rule.replaces.join(", "));
    }
    for condition in &rule.conditions {
        line(lang.pick("voorwaarde", "condition"), condition.get(lang));
    }
    line(lang.pick("reden", "reason"), rule.reason.get(lang));
    line(lang.pick("bron", "source"), &rule.source.title);
    if let Some(article) = &rule.source.article {
        line(lang.pick("artikel", "article"), article);
    }
    if let Some(act) = &rule.source.act {
        line(lang.pick("versie", "version"), act);
    }
    if let Some(url) = &rule.source.url {
        line("url", url);
    }
    line(lang.pick("zekerheid", "certainty"), certainty_word(rule.certainty, lang));
    cases(&mut text, book, rule, lang)?;
    Ok(text)
}

/// The cases beside the rule: what is given, what it then comes to, and why.
fn cases(text: &mut String, book: &Rulebook, rule: &Rule, lang: Lang) -> Result<(), TooManyKinds> {
    for (position, case) in rule.cases.iter().enumerate() {
        let label = if position == 0 { lang.pick("gevallen", "cases") } else { "" };
        let answer = match case.expected {
            Truth::True => lang.pick("van toepassing", "applies"),
            Truth::False => lang.pick("niet van toepassing", "does not apply"),
            Truth::Unknown => lang.pick("onbekend", "unknown"),
        };
        let said = explain_case(rule, case, &book.maps)?;
        let _ = writeln!(text, "{label:<14}{} → {answer}", book.words(case.at.clone()));
        let _ = writeln!(text, "{:<14}  {}", "", without_source(said.get(lang), &rule.source));
    }
    Ok(())
}
