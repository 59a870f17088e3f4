//! What follows for each value of a missing map, in words.

use super::finding;
use super::phrase::{between, outcome_word};
use crate::lang::Lang;
use crate::screening::{Consequence, Verdict};
use crate::words::{Page, fact_word, level, number, text};

/// A line for each value: "in such a zone where less than 100 m is allowed: PROHIBITED".
pub(super) fn lines(page: &mut Page, verdict: &Verdict, lang: Lang) {
    for one in &verdict.follows {
        let (outcome, between) = (outcome_word(one.outcome, lang), between(one.range, lang));
        page.inset(4, format_args!("{}: {outcome}{between}", condition(one, verdict, lang)));
    }
}

fn condition(one: &Consequence, verdict: &Verdict, lang: Lang) -> String {
    if let Some(kind) = one.fact.strip_prefix("no-zone:") {
        let title = finding::map_title(verdict, kind, lang);
        return text!(lang, nl: "{title}, als die hier geen gebied heeft", en: "{title}, if it has no zone here");
    }
    let zone = one.fact.strip_prefix("zone:").unwrap_or(&one.fact);
    let Some((kind, field)) = zone.split_once('.') else {
        let title = finding::map_title(verdict, zone, lang);
        return text!(lang, nl: "{title}, als die hier een gebied heeft", en: "{title}, if it has a zone here");
    };
    let value = |at: f64| if field == "min_level_m_nap" { level(at, lang) } else { format!("{} m", number(at, lang)) };
    let range = match (one.from.filter(|from| *from != 0.0).map(value), one.to.map(value)) {
        (Some(from), Some(to)) => {
            text!(lang, nl: "vanaf {from} en minder dan {to}", en: "from {from} and less than {to}")
        }
        (Some(from), None) => text!(lang, nl: "{from} of meer", en: "{from} or more"),
        (None, Some(to)) => text!(lang, nl: "minder dan {to}", en: "less than {to}"),
        (None, None) => text!(lang, nl: "hoe veel ook", en: "whatever it is"),
    };
    let title = finding::map_title(verdict, kind, lang);
    format!("{title}, {} {range}", fact_word(&format!("zone.{field}"), lang))
}
