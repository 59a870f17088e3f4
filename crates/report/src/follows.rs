//! What follows for each value of a missing map, in words.

use super::finding;
use super::phrase::{between, outcome_word};
use crate::lang::Lang;
use crate::screening::{Consequence, Verdict};
use crate::words::{Page, level, number, text};

/// A line for each value: "a zone that allows less than 100 m: prohibited". Where there are several maps each has
/// its name above its lines.
pub(super) fn lines(page: &mut Page, verdict: &Verdict, lang: Lang) {
    let mut kinds: Vec<&str> = verdict.follows.iter().map(kind).collect();
    kinds.dedup();
    let mut told = "";
    for one in &verdict.follows {
        let kind = kind(one);
        if kinds.len() > 1 && kind != told {
            page.inset(4, format_args!("{}:", finding::map_title(verdict, kind, lang)));
            told = kind;
        }
        let (outcome, between) = (outcome_word(one.outcome, lang), between(one.range, lang));
        let indent = if kinds.len() > 1 { 6 } else { 4 };
        page.inset(indent, format_args!("{}: {outcome}{between}", condition(one, lang)));
    }
    if let Some(kind) = kinds.first() {
        let how = lang.pick("zelf opgezocht", "looked up by yourself");
        let value = verdict.follows.iter().find_map(|one| Some((one.fact.split_once('.')?.1, one.from.or(one.to)?)));
        let flag = match value {
            Some(("max_depth_m", value)) => format!("--given {kind}={value}"),
            Some((field, value)) => format!("--given {kind}.{field}={value}"),
            None => format!("--given {kind}=none"),
        };
        page.inset(4, format_args!("{how}: {flag}"));
    }
}

/// The kind of zone that the map is of.
fn kind(one: &Consequence) -> &str {
    let fact = one.fact.strip_prefix("no-zone:").or(one.fact.strip_prefix("zone:")).unwrap_or(&one.fact);
    fact.split_once('.').map_or(fact, |(kind, _)| kind)
}

/// What the map says.
fn condition(one: &Consequence, lang: Lang) -> String {
    if one.fact.starts_with("no-zone:") {
        return lang.pick("geen gebied op die kaart", "no zone on that map").to_owned();
    }
    let Some((_, field)) = one.fact.split_once('.') else {
        return lang.pick("een gebied op die kaart", "a zone on that map").to_owned();
    };
    let value = |at: f64| if field == "min_level_m_nap" { level(at, lang) } else { format!("{} m", number(at, lang)) };
    let range = match (one.from.filter(|from| *from != 0.0).map(value), one.to.map(value)) {
        (Some(from), Some(to)) => {
            text!(lang, nl: "{from} of meer en minder dan {to}", en: "{from} or more and less than {to}")
        }
        (Some(from), None) => text!(lang, nl: "{from} of meer", en: "{from} or more"),
        (None, Some(to)) => text!(lang, nl: "minder dan {to}", en: "less than {to}"),
        (None, None) => text!(lang, nl: "hoe diep ook", en: "whatever depth"),
    };
    match field {
        "min_level_m_nap" => {
            text!(lang, nl: "een gebied met als laagste peil {range}", en: "a zone whose lowest level is {range}")
        }
        "clay_top_m" => text!(
            lang,
            nl: "een gebied met de bovenkant van de klei op {range}",
            en: "a zone with the top of the clay at {range}"
        ),
        _ => text!(lang, nl: "een gebied dat {range} toestaat", en: "a zone that allows {range}"),
    }
}
