//! `/rules` and `/rules/ID`: the law that the server judges by.

use bodemtoets_law::rules::{Rule, Rulebook};
use bodemtoets_report::rules;
use bodemtoets_words::lang::Lang;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::media::Media;
use crate::parameter::{Kind, Parameter};
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, page, words};

/// What may be asked of the list.
pub(crate) fn parameters() -> Vec<Parameter> {
    vec![
        Parameter::new("date", Kind::Day, "Only rules in force on this day (YYYY-MM-DD)."),
        Parameter::new("jurisdiction", Kind::Text, "Only rules of this jurisdiction, such as `drenthe`."),
    ]
}

/// The rules, as `bodemtoets rules list --format json` gives them.
pub(crate) fn list(ask: &Ask) -> Answer {
    let library = ask.engine.screener.library();
    let date: Option<Date> = ask.query.get("date").and_then(|date| date.parse().ok());
    let of = ask.query.get("jurisdiction");
    let is_asked = |(book, rule): &(&Rulebook, &Rule)| {
        date.is_none_or(|date| rule.in_force(date)) && of.is_none_or(|of| book.jurisdiction == of)
    };
    let found = library.rules().filter(is_asked);
    if ask.media == Media::Html {
        let found: Vec<_> = found.collect();
        return Ok(answer::for_people(Media::Html, ask.lang, page::rules(&found, ask.setting())));
    }
    let found: Vec<Value> = found.map(|(book, rule)| rules::document(book, rule)).collect();
    answer::json(&json!({ "schema": "bodemtoets/rules/1", "rules": found }))
}

/// One rule, or one thing that an application has to hold.
pub(crate) fn one(ask: &Ask) -> Answer {
    let (library, id, lang) = (ask.engine.screener.library(), ask.part("id"), ask.lang);
    let text = |lang: Lang| -> Result<String, Problem> {
        if let Some((book, rule)) = library.find(id) {
            return rules::rule(book, rule, lang).map_err(|_| Problem::fault_of_ours());
        }
        match library.find_requirement(id) {
            Some((book, requirement)) => Ok(rules::requirement(book, requirement, lang)),
            None => Err(Problem::not_found(words::no_such_rule(id, library.suggest(id)))),
        }
    };
    let found = library.find(id);
    match ask.media {
        Media::Html => {
            let text = text(lang)?;
            let url = found.and_then(|(_, rule)| rule.source.url.as_deref());
            let others: Vec<&str> =
                found.map(|(_, rule)| rule.replaces.iter().map(String::as_str).collect()).unwrap_or_default();
            Ok(answer::for_people(Media::Html, lang, page::rule(id, &text, url, &others, ask.setting())))
        }
        Media::Text => Ok(answer::for_people(Media::Text, lang, text(lang)?)),
        _ => {
            let in_words = json!({ "nl": text(Lang::Nl)?, "en": text(Lang::En)? });
            let rule = found.map(|(book, rule)| rules::document(book, rule));
            let when = found.map(|(_, rule)| rule.when.to_string());
            let replaces = found.map(|(_, rule)| &rule.replaces);
            let conditions = found.map(|(_, rule)| &rule.conditions);
            let cases = found.map(|(book, rule)| rules::cases(book, rule)).transpose();
            let cases = cases.map_err(|_| Problem::fault_of_ours())?;
            answer::json(&json!({
                "schema": "bodemtoets/rule/1",
                "id": id,
                "title": found.map(|(book, _)| &book.title),
                "rule": rule,
                "when": when,
                "replaces": replaces,
                "conditions": conditions,
                "cases": cases,
                "text": in_words,
            }))
        }
    }
}
