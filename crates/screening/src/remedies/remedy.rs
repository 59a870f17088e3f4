//! Remedies as they are told: what to change, and what that comes to.

use schemars::JsonSchema;
use serde::Serialize;

use crate::outcome::VerdictOutcome;
use crate::spots::MilderPart;
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::Source;

/// What would help: remedies, or that there are none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Remedies {
    /// The remedies, the smallest first.
    pub remedies: Vec<Remedy>,
    /// What stands in the way when there are none and the outcome is settled.
    pub no_remedy: Option<NoRemedy>,
    /// For a plot: a part of it has a milder outcome.
    pub milder_part: Option<MilderPart>,
}

/// A change of an application that makes its outcome milder; it has been screened.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Remedy {
    /// The change.
    #[serde(flatten)]
    pub change: Change,
    /// What has to be changed as well: a second fact where no single one helps, or screens that no longer
    /// fit in the drilling.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Change>,
    /// The outcome of the changed application.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome that are then still possible, when that is undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[VerdictOutcome; 2]>,
}

/// A change of one fact.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// A field of the application, or `place`.
    pub fact: String,
    /// What the application says; absent for a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Value>,
    /// What it would have to say; absent for a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Value>,
    /// How much more, or less when negative; for a place how far away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<f64>,
    /// Unit of all three.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where to, when the place is changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Displacement>,
}

/// The value of a fact.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A slug, such as that of a fluid.
    Text(String),
}

/// Another place, and how to get there.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Displacement {
    /// RD New x, metres; of the centre when the place is not one point.
    pub x: f64,
    /// RD New y, metres.
    pub y: f64,
    /// How far away, metres.
    pub distance_m: f64,
    /// Which way.
    pub direction: Text,
    /// Metres to the east; negative to the west.
    pub east_m: f64,
    /// Metres to the north; negative to the south.
    pub north_m: f64,
}

/// No change was found that helps.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct NoRemedy {
    /// The rules that stand in the way.
    pub rules: Vec<RuleInTheWay>,
    /// What was changed to see whether it helps: fields of the application, and `place`.
    pub tried: Vec<String>,
    /// What is not known, and leaves a change undetermined that takes these rules away: named as in `settle`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<String>,
    /// How far around the place was looked, metres; absent when the place was left as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub searched_m: Option<f64>,
}

/// A rule that stands in the way.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RuleInTheWay {
    /// Code of the rule.
    pub id: String,
    /// Where it can be read.
    pub source: Source,
}
