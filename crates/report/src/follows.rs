//! What follows for each value of a missing map, in words.

use super::finding;
use super::phrase::outcome_word;
use crate::lang::Lang;
use crate::screening::{Consequence, Verdict};
use crate::words::{Page, fact_word, level, number};

/// A line for each value: "in such a zone where less than 100 m is allowed: PROHIBITED".
pub(super) fn lines(page: &mut Page, verdict: &Verdict, lang: Lang) {
    for one in &verdict.follows {
        page.line(format!("    {}: {}", condition(one, verdict, lang), outcome(one, lang)));
    }
}

fn condition(one: &Consequence, verdict: &Verdict, lang: Lang) -> String {
    let title = |kind: &str| finding::map_title(verdict, kind, lang).to_owned();
    if let Some(kind) = one.fact.strip_prefix("no-zone:") {
        return match lang {
            Lang::Nl => format!("{}, als die hier geen gebied heeft", title(kind)),
            Lang::En => format!("{}, if it has no zone here", title(kind)),
        };
    }
    let zone = one.fact.strip_prefix("zone:").unwrap_or(&one.fact);
    let Some((kind, field)) = zone.split_once('.') else {
        return match lang {
            Lang::Nl => format!("{}, als die hier een gebied heeft", title(zone)),
            Lang::En => format!("{}, if it has a zone here", title(zone)),
        };
    };
    let value = |at: f64| if field == "min_level_m_nap" { level(at, lang) } else { format!("{} m", number(at, lang)) };
    let range = match (one.from.filter(|from| *from != 0.0), one.to, lang) {
        (Some(from), Some(to), Lang::Nl) => format!("vanaf {} en minder dan {}", value(from), value(to)),
        (Some(from), Some(to), Lang::En) => format!("from {} and less than {}", value(from), value(to)),
        (Some(from), None, Lang::Nl) => format!("{} of meer", value(from)),
        (Some(from), None, Lang::En) => format!("{} or more", value(from)),
        (None, Some(to), Lang::Nl) => format!("minder dan {}", value(to)),
        (None, Some(to), Lang::En) => format!("less than {}", value(to)),
        (None, None, _) => lang.pick("hoe veel ook", "whatever it is").to_owned(),
    };
    format!("{}, {} {range}", title(kind), fact_word(&format!("zone.{field}"), lang))
}

fn outcome(one: &Consequence, lang: Lang) -> String {
    match one.range {
        Some([mild, strict]) => {
            format!("{} ({} – {})", outcome_word(one.outcome, lang), mild.word(lang), strict.word(lang))
        }
        None => outcome_word(one.outcome, lang).to_owned(),
    }
}
