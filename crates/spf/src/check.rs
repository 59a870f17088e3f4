//! Something that the law or the permit asks, and whether it holds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::statement::Statement;
use bodemtoets_words::provenance::Source;

/// Whether what is asked holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CheckState {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// Not known.
    Unknown,
    /// It is not asked of this system.
    DoesNotApply,
}

/// Something that the law or the permit asks, and whether it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// What is checked.
    pub id: CheckId,
    /// Whether it holds.
    pub state: CheckState,
    /// What was found; in JSON a sentence in both languages.
    #[serde(rename = "text")]
    pub statement: Statement,
    /// The number that was found.
    pub value: Option<f64>,
    /// What it is held against.
    pub limit: Option<f64>,
    /// The unit of both.
    pub unit: String,
    /// The number is so near the limit that the error of the meters leaves it open.
    pub within_error: bool,
    /// The rule of the rulebook (`bodemtoets rules show`).
    pub rule: Option<String>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CheckId {
    /// Highest temperature into the ground.
    MaxTemperature,
    /// Lowest temperature into the ground.
    MinTemperature,
    /// Balance over five years.
    Balance,
    /// Reported in time.
    Reported,
    /// Readings kept.
    Kept,
    /// Error of the meters.
    MeasuringError,
    /// Least SPF of the province.
    ProvinceSpf,
    /// Reported to the province in time.
    ProvinceReport,
    /// SPF of the permit.
    PermitSpf,
    /// Volume of the permit.
    PermitVolume,
    /// An SPF that can be.
    Plausible,
}
