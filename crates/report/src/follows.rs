//! What follows for each value of a missing map, in words.

use super::phrase::{between, outcome_word};
use bodemtoets_screening::Consequence;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, capital, kind_word, level, number, text};

/// A line for each value: "a zone that allows less than 100 m: prohibited". Where there are several maps each has
/// its name above its lines.
pub(super) fn lines(page: &mut Page, follows: &[Consequence], indent: usize, lang: Lang) {
    for line in words(follows, false, lang) {
        page.inset(indent, line);
    }
    if let Some(flag) = flag(follows) {
        page.inset(indent, text!(lang, nl: "zelf opgezocht: {flag}", en: "looked up by yourself: {flag}"));
    }
}

/// The same for a document: a sentence for each value, that says which map it is where there are several.
pub(super) fn sentences(follows: &[Consequence], lang: Lang) -> Vec<String> {
    let is_one = follows.iter().all(|one| kind(one) == follows.first().map_or("", kind));
    let sentence = |one: &Consequence| {
        let (outcome, between) = (outcome_word(one.outcome, lang), between(one.range, lang));
        let said = format!("{}: {outcome}{between}", condition(one, lang));
        capital(&if is_one { said } else { format!("{}, {said}", kind_word(kind(one), lang)) })
    };
    follows.iter().map(sentence).collect()
}

/// The same without the flag that settles it; `named` also where there is one map alone.
pub(super) fn words(follows: &[Consequence], named: bool, lang: Lang) -> Vec<String> {
    let mut kinds: Vec<&str> = follows.iter().map(kind).collect();
    kinds.dedup();
    let named = named || kinds.len() > 1;
    let (mut lines, mut told) = (Vec::new(), "");
    for one in follows {
        let kind = kind(one);
        if named && kind != told {
            lines.push(format!("{}:", kind_word(kind, lang)));
            told = kind;
        }
        let (outcome, between) = (outcome_word(one.outcome, lang), between(one.range, lang));
        let indent = if named { "  " } else { "" };
        lines.push(format!("{indent}{}: {outcome}{between}", condition(one, lang)));
    }
    lines
}

/// How to say what the first of the maps says.
fn flag(follows: &[Consequence]) -> Option<String> {
    let kind = kind(follows.first()?);
    let mut of_kind = follows.iter().filter(|one| self::kind(one) == kind);
    let value =
        of_kind.find_map(|one| Some((one.fact.split_once('.')?.1, one.from.filter(|from| *from != 0.0).or(one.to)?)));
    Some(match value {
        Some(("max_depth_m", value)) => format!("--given {kind}={value}"),
        Some((field, value)) => format!("--given {kind}.{field}={value}"),
        None => format!("--given {kind}=none"),
    })
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
