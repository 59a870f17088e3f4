//! Conditions: the closed set of questions a rule may ask.
//!
//! A rulebook writes them as TOML tables; see `docs/rulebook.md`. Because the set is closed, rules
//! can be analysed: margins, depth profiles, coverage.

use jiff::civil::Date;
use serde::Deserialize;

use super::facts::{Dwelling, Quantity, fluid_slug};

/// A question with three possible answers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "Written")]
pub enum Condition {
    /// Always holds.
    Always,
    /// All of them hold.
    All(Vec<Condition>),
    /// At least one of them holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// A number compares to a limit.
    Compare(Compare),
    /// The place lies in a zone.
    InZone(InZone),
    /// Something is nearer than a distance.
    Within(Within),
    /// The dwelling is one of these.
    Dwelling(Vec<Dwelling>),
    /// The circulation fluid is one of these.
    Fluid(Vec<String>),
    /// The system existed, or its permit was applied for, before this day. A new system did not.
    ExistingBefore(Date),
    /// Existing systems and this one harm each other.
    Interference,
}

/// A number against a limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Compare {
    /// The number.
    pub fact: Quantity,
    /// How it compares.
    pub comparison: Comparison,
    /// The limit.
    pub limit: Limit,
}

/// How a number compares to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Greater than the limit.
    Above,
    /// Greater than or equal to the limit.
    AtLeast,
    /// Less than the limit.
    Below,
    /// Less than or equal to the limit.
    AtMost,
}

/// A limit: a number, a level, or a field of the zone.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(
    untagged,
    deny_unknown_fields,
    expecting = "expected a number, `{ nap = -25 }`, or one of `{ zone = \"max_depth_m\" }`, `{ zone = \"min_level_m_nap\" }`, `{ zone = \"clay_top_m\" }`"
)]
pub enum Limit {
    /// A number in the unit of the fact.
    Number(f64),
    /// A level in metres above NAP that a depth is compared with; it takes the ground level.
    Nap {
        /// Metres above NAP.
        nap: f64,
    },
    /// A field of the zone that `in_zone` is looking at.
    Zone {
        /// The field.
        zone: ZoneField,
    },
}

/// The numeric fields of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneField {
    /// The deepest drilling that the zone allows, metres below ground level.
    MaxDepthM,
    /// The lowest level that a drilling may reach, metres above NAP; it takes the ground level.
    MinLevelMNap,
    /// Top of the clay layer that may not be pierced, metres below ground level.
    ClayTopM,
}

impl ZoneField {
    /// The name, as in rulebooks and packs.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::MaxDepthM => "max_depth_m",
            Self::MinLevelMNap => "min_level_m_nap",
            Self::ClayTopM => "clay_top_m",
        }
    }
}

/// Whether the place lies in a zone of a kind, at the depth of the system.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InZone {
    /// The kinds that count.
    #[serde(deserialize_with = "one_or_more")]
    pub kind: Vec<String>,
    /// What has to reach into the zone.
    #[serde(default)]
    pub depth: DepthOf,
    /// What else has to hold, about this zone.
    #[serde(default, rename = "where")]
    pub filter: Option<Box<Condition>>,
}

/// What has to reach into the vertical extent of a zone.
///
/// A drilling reaches into a zone when it ends deeper than the zone's top; one that ends exactly
/// at the top does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DepthOf {
    /// The drilling, from ground level down.
    #[default]
    Drilling,
    /// The screens.
    Screens,
    /// Nothing: the place lies in it, however deep it begins.
    Any,
}

/// Whether something is nearer than a distance. Exactly at the distance is not nearer.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// Metres.
    pub distance: f64,
    /// Roles (`abstraction`, `installation`) or kinds of zone. The first that the pack has data
    /// on is measured to.
    #[serde(deserialize_with = "one_or_more")]
    pub of: Vec<String>,
}

/// A condition as it is written: exactly one key says what it asks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    always: Option<bool>,
    all: Option<Vec<Condition>>,
    any: Option<Vec<Condition>>,
    not: Option<Box<Condition>>,
    fact: Option<Quantity>,
    above: Option<Limit>,
    at_least: Option<Limit>,
    below: Option<Limit>,
    at_most: Option<Limit>,
    unit: Option<String>,
    in_zone: Option<InZone>,
    within_m: Option<Within>,
    dwelling: Option<Vec<Dwelling>>,
    #[serde(default, deserialize_with = "some_or_more")]
    fluid: Option<Vec<String>>,
    #[serde(default, deserialize_with = "crate::date::optional::deserialize")]
    existing_before: Option<Date>,
    interference: Option<Asked>,
}

/// What may be asked of interference. Whether there is none is asked with `not`.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Asked {
    Harm,
}

/// The role of the map that interference is looked up on.
pub(super) const INSTALLATION: &str = "installation";

/// The keys of a condition that say what it asks.
pub(super) const QUESTIONS: [&str; 11] = [
    "always",
    "all",
    "any",
    "not",
    "fact",
    "in_zone",
    "within_m",
    "dwelling",
    "fluid",
    "existing_before",
    "interference",
];

impl TryFrom<Written> for Condition {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let limits: Vec<(Comparison, Limit)> = [
            (Comparison::Above, written.above),
            (Comparison::AtLeast, written.at_least),
            (Comparison::Below, written.below),
            (Comparison::AtMost, written.at_most),
        ]
        .into_iter()
        .filter_map(|(comparison, limit)| Some((comparison, limit?)))
        .collect();
        if let (Some(fact), Some(unit)) = (written.fact, &written.unit)
            && unit != fact.unit()
        {
            return Err(format!("`{}` is in {}, not in {unit}: convert the limit", fact.slug(), fact.unit()));
        }
        let compare = match (written.fact, limits.as_slice()) {
            (None, []) => None,
            // Every depth profile is made of drillings "deeper than … and no deeper than …".
            (Some(Quantity::DrillingDepthM), [(Comparison::AtLeast | Comparison::Below, _)]) => {
                return Err("a drilling that ends exactly at a limit keeps to it: compare `drilling_depth_m` with \
                            `above` or `at_most`"
                    .into());
            }
            (Some(fact), [(_, Limit::Number(limit))]) if !limit.is_finite() => {
                return Err(format!("{limit} is no limit for `{}`: give a number", fact.slug()));
            }
            (Some(fact), [(_, Limit::Nap { .. } | Limit::Zone { .. })]) if !fact.is_depth() => {
                return Err(format!("`{}` is no depth: compare it with a number", fact.slug()));
            }
            (Some(fact), [(comparison, limit)]) => {
                Some(Self::Compare(Compare { fact, comparison: *comparison, limit: *limit }))
            }
            (Some(fact), _) => {
                return Err(format!("`{}` needs exactly one of `above`, `at_least`, `below`, `at_most`", fact.slug()));
            }
            (None, _) => return Err("a limit without a `fact` to compare with it".into()),
        };
        if compare.is_none() && written.unit.is_some() {
            return Err("a `unit` without a `fact` that has it".into());
        }
        if let Some(within) = &written.within_m
            && !(within.distance.is_finite() && within.distance > 0.0)
        {
            return Err(format!("{} is no distance: give a number of metres above 0", within.distance));
        }
        let always = match written.always {
            Some(false) => return Err("`always = false` would never hold; leave the rule out".into()),
            Some(true) => Some(Self::Always),
            None => None,
        };
        let mut asked: Vec<Self> = [
            always,
            written.all.map(Self::All),
            written.any.map(Self::Any),
            written.not.map(Self::Not),
            compare,
            written.in_zone.map(Self::InZone),
            written.within_m.map(Self::Within),
            written.dwelling.map(Self::Dwelling),
            written.fluid.map(|list| Self::Fluid(list.iter().map(|fluid| fluid_slug(fluid)).collect())),
            written.existing_before.map(Self::ExistingBefore),
            written.interference.map(|Asked::Harm| Self::Interference),
        ]
        .into_iter()
        .flatten()
        .collect();
        match (asked.pop(), asked.is_empty()) {
            (Some(condition), true) => Ok(condition),
            (None, _) => Err(format!("a condition that asks nothing: give one of `{}`", QUESTIONS.join("`, `"))),
            (Some(_), false) => Err("a condition that asks two things at once: put them in `all = [...]` or \
                                     `any = [...]`"
                .into()),
        }
    }
}

impl Comparison {
    /// What holds exactly when this does not.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Above => Self::AtMost,
            Self::AtLeast => Self::Below,
            Self::Below => Self::AtLeast,
            Self::AtMost => Self::Above,
        }
    }
}

impl Condition {
    /// The fields of an application that it asks about; for a computed number those it is made of.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::fields).collect(),
            Self::Not(part) => part.fields(),
            Self::Compare(compare) => match compare.fact.made_of() {
                [] => vec![compare.fact.slug()],
                parts => parts.iter().map(|part| part.slug()).collect(),
            },
            Self::InZone(zone) => zone.filter.iter().flat_map(|filter| filter.fields()).collect(),
            Self::Dwelling(_) => vec!["dwelling"],
            Self::Fluid(_) => vec!["fluid"],
            Self::Always | Self::Within(_) | Self::ExistingBefore(_) | Self::Interference => Vec::new(),
        }
    }

    /// Whether it asks what systems do to each other.
    #[must_use]
    pub fn asks_interference(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::asks_interference),
            Self::Not(part) => part.asks_interference(),
            Self::InZone(zone) => zone.filter.iter().any(|filter| filter.asks_interference()),
            Self::Interference => true,
            _ => false,
        }
    }

    /// How many numbers have to be on one side of their limit at the same time, at most.
    #[must_use]
    pub fn numbers_together(&self) -> usize {
        self.numbers(false)
    }

    /// The opposite of "one of them" is "all of them not".
    fn numbers(&self, negated: bool) -> usize {
        let each = |parts: &[Self]| parts.iter().map(|part| part.numbers(negated)).collect::<Vec<_>>();
        match (self, negated) {
            (Self::All(parts), false) | (Self::Any(parts), true) => each(parts).into_iter().sum(),
            (Self::Any(parts), false) | (Self::All(parts), true) => each(parts).into_iter().max().unwrap_or_default(),
            (Self::Not(part), _) => part.numbers(!negated),
            (Self::Compare(_) | Self::Within(_), _) => 1,
            (Self::InZone(zone), _) => zone.filter.iter().map(|filter| filter.numbers(negated)).sum(),
            (Self::Always | Self::Dwelling(_) | Self::Fluid(_) | Self::ExistingBefore(_) | Self::Interference, _) => 0,
        }
    }

    /// Whether it compares with a field of a zone where no zone is looked at.
    #[must_use]
    pub(super) fn has_stray_zone(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::has_stray_zone),
            Self::Not(part) => part.has_stray_zone(),
            Self::Compare(compare) => matches!(compare.limit, Limit::Zone { .. }),
            _ => false,
        }
    }

    /// The kinds of zone and the roles that it names.
    #[must_use]
    pub fn kinds(&self) -> Vec<&str> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::kinds).collect(),
            Self::Not(part) => part.kinds(),
            Self::InZone(zone) => {
                let filter = zone.filter.iter().flat_map(|filter| filter.kinds());
                zone.kind.iter().map(String::as_str).chain(filter).collect()
            }
            Self::Within(within) => within.of.iter().map(String::as_str).collect(),
            Self::Interference => vec![INSTALLATION],
            _ => Vec::new(),
        }
    }
}

impl std::fmt::Display for Condition {
    /// The condition as it could be read aloud, in the terms of the rulebook.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = |f: &mut std::fmt::Formatter<'_>, parts: &[Self], word: &str| {
            for (position, part) in parts.iter().enumerate() {
                if position > 0 {
                    write!(f, " {word} ")?;
                }
                write!(f, "({part})")?;
            }
            Ok(())
        };
        match self {
            Self::Always => write!(f, "always"),
            Self::All(parts) => list(f, parts, "and"),
            Self::Any(parts) => list(f, parts, "or"),
            Self::Not(part) => write!(f, "not ({part})"),
            Self::Compare(Compare { fact, comparison, limit }) => {
                let sign = match comparison {
                    Comparison::Above => ">",
                    Comparison::AtLeast => ">=",
                    Comparison::Below => "<",
                    Comparison::AtMost => "<=",
                };
                match limit {
                    Limit::Number(number) => write!(f, "{} {sign} {number} {}", fact.slug(), fact.unit()),
                    Limit::Nap { nap } => write!(f, "{} {sign} the depth of {nap} m NAP", fact.slug()),
                    Limit::Zone { zone } => write!(f, "{} {sign} zone.{}", fact.slug(), zone.slug()),
                }
            }
            Self::InZone(zone) => {
                let what = match zone.depth {
                    DepthOf::Drilling => "drilling",
                    DepthOf::Screens => "screens",
                    DepthOf::Any => "place",
                };
                write!(f, "{what} in zone of kind {}", zone.kind.join(" or "))?;
                match &zone.filter {
                    Some(filter) => write!(f, " where {filter}"),
                    None => Ok(()),
                }
            }
            Self::Within(within) => {
                write!(f, "nearer than {} m to {}", within.distance, within.of.join(", else "))
            }
            Self::Dwelling(list) => {
                let names: Vec<&str> = list.iter().map(|dwelling| dwelling.slug()).collect();
                write!(f, "dwelling is {}", names.join(" or "))
            }
            Self::Fluid(list) => write!(f, "fluid is {}", list.join(" or ")),
            Self::ExistingBefore(date) => write!(f, "system existed before {date}"),
            Self::Interference => write!(f, "interference is harm"),
        }
    }
}

/// The same for a key that may be left out.
fn some_or_more<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    one_or_more(deserializer).map(Some)
}

fn one_or_more<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "a text, or a list of texts")]
    enum OneOrMore {
        One(String),
        More(Vec<String>),
    }
    let list = match OneOrMore::deserialize(deserializer)? {
        OneOrMore::One(one) => vec![one],
        OneOrMore::More(more) => more,
    };
    if list.is_empty() {
        return Err(serde::de::Error::custom("an empty list names nothing"));
    }
    Ok(list)
}
