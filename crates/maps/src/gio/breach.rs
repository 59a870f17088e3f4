//! The rules of the standard that a GIO has to keep by itself (STOP, rules on information objects).

use std::collections::{HashMap, HashSet};

use super::object::{Gio, Location, NormValue};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;

/// A rule that a GIO breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The rule.
    pub rule: Rule,
    /// The location that breaks it, counted from 1; `None` where it is the whole.
    pub location: Option<usize>,
}

/// A rule of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// STOP3000: where one location has a group, all have.
    GroupForAll,
    /// STOP3001: a group of a location is in the list of groups.
    GroupInList,
    /// STOP3006: where one location has a number, all have.
    NumberForAll,
    /// STOP3007: where one location has a word, all have.
    WordForAll,
    /// STOP3008: a location has a number or a word.
    OneKind,
    /// STOP3009: numbers have a unit.
    UnitOfNumbers,
    /// STOP3011: values have a norm.
    NormOfValues,
    /// STOP3012: a location has a group or a value.
    GroupOrValue,
    /// STOP3013: an id occurs once.
    IdOnce,
    /// STOP3015: words have no unit.
    NoUnitOfWords,
    /// STOP3016: without values there is no unit and no norm.
    NoNormWithoutValues,
    /// STOP3019: a location has a geometry.
    Geometry,
    /// A version says which one it is.
    Expression,
}

impl Rule {
    /// The number of the rule; `None` of what only the schema asks.
    #[must_use]
    pub fn code(self) -> Option<&'static str> {
        Some(match self {
            Self::GroupForAll => "STOP3000",
            Self::GroupInList => "STOP3001",
            Self::NumberForAll => "STOP3006",
            Self::WordForAll => "STOP3007",
            Self::OneKind => "STOP3008",
            Self::UnitOfNumbers => "STOP3009",
            Self::NormOfValues => "STOP3011",
            Self::GroupOrValue => "STOP3012",
            Self::IdOnce => "STOP3013",
            Self::NoUnitOfWords => "STOP3015",
            Self::NoNormWithoutValues => "STOP3016",
            Self::Geometry => "STOP3019",
            Self::Expression => return None,
        })
    }

    /// What is wrong, as a sentence without its end.
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        let said = match self {
            Self::GroupForAll => lang.pick(
                "geen groep, terwijl andere locaties er een hebben",
                "no group, although other locations have one",
            ),
            Self::GroupInList => {
                lang.pick("de groep staat niet in de lijst van groepen", "its group is not in the list of groups")
            }
            Self::NumberForAll => lang.pick(
                "geen kwantitatieve normwaarde, terwijl andere locaties er een hebben; de waarde is hier onbekend",
                "no numeric norm value, although other locations have one; the value here is unknown",
            ),
            Self::WordForAll => lang.pick(
                "geen kwalitatieve normwaarde, terwijl andere locaties er een hebben; de waarde is hier onbekend",
                "no norm value in words, although other locations have one; the value here is unknown",
            ),
            Self::OneKind => lang.pick(
                "een kwalitatieve én een kwantitatieve normwaarde; geen van beide is gebruikt",
                "a norm value in words and a numeric one; neither is used",
            ),
            Self::UnitOfNumbers => lang.pick(
                "normwaarden in getallen zonder eenheid; wat het manifest als `unit` noemt, is dan een aanname",
                "numeric norm values without a unit; what the manifest says as `unit` is an assumption then",
            ),
            Self::NormOfValues => lang.pick(
                "normwaarden zonder norm (normID en normlabel)",
                "norm values without a norm (normID and normlabel)",
            ),
            Self::GroupOrValue => lang.pick("een groep én een normwaarde", "a group and a norm value"),
            Self::IdOnce => {
                lang.pick("het id van de geometrie komt vaker voor", "the id of its geometry occurs more than once")
            }
            Self::NoUnitOfWords => {
                lang.pick("normwaarden in woorden met een eenheid", "norm values in words with a unit")
            }
            Self::NoNormWithoutValues => lang.pick(
                "een norm of eenheid, terwijl geen locatie een normwaarde heeft",
                "a norm or unit, although no location has a norm value",
            ),
            Self::Geometry => lang.pick("geen geometrie", "no geometry"),
            Self::Expression => lang.pick(
                "geen FRBRExpression: welke versie van de kaart dit is, is niet bekend",
                "no FRBRExpression: which version of the map this is, is not known",
            ),
        };
        match self.code() {
            Some(code) => text!(lang, nl: "{said} ({code})", en: "{said} ({code})"),
            None => said.to_owned(),
        }
    }
}

/// The rules that a GIO breaks, those of the whole first, then by location.
pub(super) fn breaches(gio: &Gio) -> Vec<Breach> {
    let has_number = |location: &Location| {
        matches!(location.norm, Some(NormValue::Quantity(_) | NormValue::NoNumber(_) | NormValue::Both))
    };
    let has_word = |location: &Location| matches!(location.norm, Some(NormValue::Quality(_) | NormValue::Both));
    let numbers = gio.locations.iter().any(has_number);
    let words = gio.locations.iter().any(has_word);
    let groups = gio.locations.iter().any(|location| location.group.is_some());
    let has_unit = gio.unit.id.is_some() || gio.unit.label.is_some();
    let has_norm = gio.norm.is_some() || gio.norm_label.is_some();
    let is_bare = gio.root == "FeatureCollectionGeometrie";
    let whole = [
        (Rule::Expression, gio.expression.is_none() && !is_bare),
        (Rule::UnitOfNumbers, numbers && !has_unit),
        (Rule::NormOfValues, (numbers || words) && !has_norm),
        (Rule::NoUnitOfWords, words && !numbers && has_unit),
        (Rule::NoNormWithoutValues, !words && !numbers && (has_unit || has_norm)),
    ];
    let mut found: Vec<Breach> =
        whole.into_iter().filter(|(_, broken)| *broken).map(|(rule, _)| Breach { rule, location: None }).collect();
    let listed: HashSet<&str> = gio.groups.iter().map(|(id, _)| id.as_str()).collect();
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for id in gio.locations.iter().filter_map(|location| location.id.as_deref()) {
        *ids.entry(id).or_default() += 1;
    }
    for (location, number) in gio.locations.iter().zip(1..) {
        let again = location.id.as_deref().and_then(|id| ids.get(id)).is_some_and(|count| *count > 1);
        let each = [
            (Rule::GroupForAll, groups && location.group.is_none()),
            (Rule::GroupInList, location.group.as_deref().is_some_and(|group| !listed.contains(group))),
            (Rule::NumberForAll, numbers && !has_number(location)),
            (Rule::WordForAll, words && !has_word(location)),
            (Rule::OneKind, location.norm == Some(NormValue::Both)),
            (Rule::GroupOrValue, location.group.is_some() && location.norm.is_some()),
            (Rule::IdOnce, again),
            (Rule::Geometry, location.geometry == Err(super::error::GeometryFault::Absent)),
        ];
        let broken = each.into_iter().filter(|(_, broken)| *broken);
        found.extend(broken.map(|(rule, _)| Breach { rule, location: Some(number) }));
    }
    found
}
