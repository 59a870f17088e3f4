//! The verdict: an assessment written out, as `bodemtoets/verdict/1`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::completeness::Completeness;
use super::follows::Consequence;
use super::neighbours::{Interference, Neighbour};
use super::outcome::VerdictOutcome;
use super::remedies::{NoRemedy, Remedy};
use super::site_study::Feasibility;
use super::spots::{MilderPart, WellSpot};
use bodemtoets_law::rules::{Exemption, Outcome, System, Truth};
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::{Certainty, InputFile, Source, Status};

/// Name and version of the format.
pub const SCHEMA: &str = "bodemtoets/verdict/1";

/// The answer to one application, with all that is needed to defend it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Verdict {
    /// Name and version of this format: `bodemtoets/verdict/1`.
    pub schema: String,
    /// Id of the application; empty when it has none.
    pub id: String,
    /// The day whose law was applied.
    pub date: Date,
    /// Open or closed.
    pub system: System,
    /// The application, with the fields that are given: `bodemtoets screen` reads it again.
    pub application: std::collections::BTreeMap<String, serde_json::Value>,
    /// Where: the spot that decides, when the place is not one point. Of several wells the first that by itself
    /// comes to what they come to together, of a plot a place on it that does; the middle where none does.
    pub location: Location,
    /// Its wells or loops, when there are several (of more than a hundred the first hundred), each with what the
    /// rules come to for it alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wells: Vec<WellSpot>,
    /// What the rules come to.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome that are still possible, when undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[VerdictOutcome; 2]>,
    /// How sure the outcome is, when it is settled: the weakest of what decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<CertaintyOf>,
    /// What somebody read on maps that the pack does not have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<GivenFacts>,
    /// Stricter zones that the place lies outside of, nearer to their edge than the map and the coordinates are
    /// accurate: if it lies in one after all, the outcome is the one there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub near_edges: Vec<EdgeNearby>,
    /// The facts that would settle it, when undetermined. `layer:KIND` is a map that is missing or
    /// incomplete here, `zone.max_depth_m` the depth of a zone whose source gives none,
    /// `jurisdiction` the law of the part of the place that no rulebook covers, `law:BOOK` the part
    /// of the law that a rulebook does not hold.
    pub settle: Vec<String>,
    /// What follows for each value that the maps in `settle` may have here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follows: Vec<Consequence>,
    /// Ids of the rules that decide. When undetermined: the rules that keep it open.
    pub decisive: Vec<String>,
    /// Ids of the rules that add a remark.
    pub attention: Vec<String>,
    /// Ids of the rules whose limit must be kept in use; the application does not state the fact,
    /// and the verdict stands on this condition.
    pub on_condition: Vec<String>,
    /// Ids of the duties that come with it, such as a yearly report; also those that only may, for
    /// want of a fact: `rules` has their state.
    pub duties: Vec<String>,
    /// Ids of the rules that doubt the numbers of the application.
    pub implausible: Vec<String>,
    /// Ids of the jurisdictions that the place lies in.
    pub jurisdiction: Vec<String>,
    /// The maps that rules ask for and that are missing or not complete here.
    pub maps: Vec<MissingMap>,
    /// What is not known of the law of the place; `settle` then has `law:BOOK`.
    pub partial: Vec<PartialLaw>,
    /// Every rule that was looked at.
    pub rules: Vec<RuleFinding>,
    /// The outcome for every depth of the drilling.
    pub depth_profile: Vec<DepthInterval>,
    /// What the map says.
    pub facts: FactsFound,
    /// Which data the law asks for, and which of those the application gives.
    pub completeness: Completeness,
    /// The smallest changes that make the outcome milder, where they were asked for; the smallest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// What stands in the way, where remedies were asked for and there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_remedy: Option<NoRemedy>,
    /// For a plot, where remedies were asked for: a part of it has a milder outcome, and `screen --plot` tells which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub milder_part: Option<MilderPart>,
    /// Whether a building with its plant pays there, when one was proposed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feasibility: Option<Feasibility>,
    /// What the verdict rests on.
    pub provenance: Provenance,
}

/// How sure an outcome is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CertaintyOf {
    /// The weakest of what decides: the rules with the outcome, the layers of the zones that they are about,
    /// and the layers on which stricter rules found nothing.
    pub weakest: Certainty,
    /// Id of the weakest rule that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Id of the weakest layer that it rests on, of equals the oldest; `given` for what somebody looked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    /// The day that this layer describes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map_date: Option<Date>,
}

/// What somebody read on maps that the pack does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GivenFacts {
    /// What the maps say, each as `KIND=VALUE`.
    pub facts: Vec<String>,
    /// Which map it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Who read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// A stricter zone whose edge is nearer than the map and the coordinates are accurate.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EdgeNearby {
    /// Kind of zone.
    pub kind: String,
    /// Id of the layer.
    pub layer: String,
    /// Id of the feature in the source.
    pub id: String,
    /// Name, where the source gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// From the place to the zone, metres.
    pub distance_m: f64,
    /// How accurate the map and the coordinates are together, metres.
    pub accuracy_m: f64,
    /// The outcome in the zone.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome in the zone that are still possible, when undetermined there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[VerdictOutcome; 2]>,
}

/// A map that rules ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MissingMap {
    /// Kind of zone, or role; `layer:KIND` in `settle` and `missing`.
    pub kind: String,
    /// What the map is called.
    pub title: Text,
    /// Where to ask for it, where a rulebook says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A rulebook that does not hold all of the law.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartialLaw {
    /// Slug of the rulebook.
    pub rulebook: String,
    /// What is not known.
    pub text: Text,
}

/// A place.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Location {
    /// RD New x, metres.
    pub x: f64,
    /// RD New y, metres.
    pub y: f64,
    /// Latitude, ETRS89, degrees.
    pub lat: Option<f64>,
    /// Longitude, ETRS89, degrees.
    pub lon: Option<f64>,
}

/// Whether a rule applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It applies.
    Applies,
    /// It does not.
    DoesNotApply,
    /// A fact is missing that would tell.
    Unknown,
}

impl From<Truth> for State {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::Applies,
            Truth::False => Self::DoesNotApply,
            Truth::Unknown => Self::Unknown,
        }
    }
}

/// What became of one rule.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RuleFinding {
    /// Code of the rule.
    pub id: String,
    /// What it leads to when it applies.
    pub outcome: Outcome,
    /// Whether it applies.
    pub state: State,
    /// What was measured: a field of the application, `zone`, or `distance_m`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// The value; absent when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Unit of value, limit and margin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<f64>,
    /// Room left before the rule applies; negative when it applies, by that much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin: Option<f64>,
    /// The zone it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneRef>,
    /// The abstraction or installation it is measured to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<ZoneRef>,
    /// Facts that are missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The rule that takes its place here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<String>,
    /// Whether an exception can be made, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exemption: Option<Exemption>,
    /// How many weeks before the work a notification has to be in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_weeks: Option<u8>,
    /// The last day on which a transitional right may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right_until: Option<Date>,
    /// Conditions that come with the outcome.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Text>,
    /// Why, in a sentence that anyone can read.
    pub reason: Text,
    /// What became of it, in a sentence with the number, the limit, the margin and the source.
    pub explanation: Text,
    /// Where it can be read.
    pub source: Source,
    /// First day on which it holds.
    pub valid_from: Date,
    /// Last day on which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// How sure it is.
    pub certainty: Certainty,
}

/// A feature of a layer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ZoneRef {
    /// Id of the layer.
    pub layer: String,
    /// Id of the feature in the source.
    pub id: String,
    /// Name, where the source gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Drillings that end deeper than `from_m` and no deeper than `to_m` have this outcome.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DepthInterval {
    /// Metres below ground level, not included.
    pub from_m: f64,
    /// Metres below ground level, included; null when there is no end.
    pub to_m: Option<f64>,
    /// What the rules come to.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome, when undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[VerdictOutcome; 2]>,
    /// Ids of the rules that decide.
    pub decisive: Vec<String>,
}

/// What the map says about the place.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FactsFound {
    /// The zones that the place lies in.
    pub zones: Vec<FoundZone>,
    /// Where the pack is known to be incomplete here, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Text>,
    /// The nearest of each sort.
    pub nearest: std::collections::BTreeMap<String, NearestThing>,
    /// How many are nearer than 400 m.
    pub within_400_m: Within,
    /// The existing systems that are nearer than 400 m, nearest first; at most 20.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<Neighbour>,
    /// Whether existing systems and this one harm each other: all of them, also those that are not listed.
    pub interference: Interference,
    /// The least depth that a zone at the place allows, metres below ground level.
    pub depth_limit_m: Option<f64>,
}

/// A zone that the place lies in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FoundZone {
    /// Kind of zone.
    pub kind: String,
    /// Id of the layer.
    pub layer: String,
    /// Id of the feature in the source.
    pub id: String,
    /// Name, where the source gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Top of the zone, metres below ground level.
    pub from_m: f64,
    /// Bottom of the zone; null when there is none.
    pub to_m: Option<f64>,
    /// The deepest drilling it allows, where it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_depth_m: Option<f64>,
    /// The lowest level that a drilling may reach, m NAP, where it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_level_m_nap: Option<f64>,
    /// Top of the clay layer that may not be pierced, where it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clay_top_m: Option<f64>,
}

/// The nearest of a sort.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NearestThing {
    /// Id of the layer.
    pub layer: String,
    /// Id of the feature in the source.
    pub id: String,
    /// Name, where the source gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Metres, rounded to the millimetre; 0 when the place lies in it.
    pub distance_m: f64,
}

/// Counts of what is nearer than 400 m; null when the map has no such layer.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Within {
    /// Abstractions.
    pub abstraction: Option<usize>,
    /// Existing installations.
    pub installation: Option<usize>,
    /// Wells or loops of those installations.
    pub well: Option<usize>,
}

/// What a verdict rests on.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Provenance {
    /// Name and version of the tool.
    pub tool: String,
    /// The rulebooks.
    pub rulebooks: Vec<RulebookProvenance>,
    /// The layers.
    pub layers: Vec<LayerProvenance>,
    /// Sentences that have to be said with every result of this pack.
    pub notices: Vec<Text>,
    /// The file that says what is known of the subsurface, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subsurface: Option<InputFile>,
    /// The accuracy of conversions to and from longitude and latitude, metres.
    pub coordinate_accuracy_m: Option<f64>,
    /// SHA-256 of the application, written as canonical JSON.
    pub input_sha256: String,
}

/// A rulebook that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RulebookProvenance {
    /// Slug.
    pub id: String,
    /// Version.
    pub version: String,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// A layer that was used.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LayerProvenance {
    /// Slug of the layer within the pack.
    pub id: String,
    /// Pack and version.
    pub version: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The version of the map of the law that it is, as the map itself says (`FRBRExpression`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expression: Option<String>,
    /// When it was fetched, when it was (UTC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetched: Option<String>,
    /// The address that it was fetched from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The date at which the data describe the world.
    pub date: Date,
    /// Standing.
    pub status: Status,
    /// How sure the data are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// Where the data come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What to know before relying on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caveat: Option<Text>,
    /// Features of the file that could not be used.
    pub dropped: usize,
}
