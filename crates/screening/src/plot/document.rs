//! The verdict on a plot written out, as `bodemtoets/plot/1`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::place::Placement;
use crate::{CertaintyOf, Consequence, DepthInterval, FoundZone, GivenFacts, Location, Provenance, VerdictOutcome};
use bodemtoets_law::rules::{Outcome, System};
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::{Certainty, Source};

/// Name and version of the format.
pub const SCHEMA: &str = "bodemtoets/plot/1";

/// The answer to an application on a plot: part by part.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlotVerdict {
    /// Name and version of this format: `bodemtoets/plot/1`.
    pub schema: String,
    /// Id of the application; empty when it has none.
    pub id: String,
    /// The day whose law was applied.
    pub date: Date,
    /// Open or closed.
    pub system: System,
    /// The middle of the plot.
    pub location: Location,
    /// What somebody read on maps that the pack does not have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<GivenFacts>,
    /// Its area, square metres, to the square millimetre.
    pub area_m2: f64,
    /// The plot as one shape, as `screen` gives it without `--plot`: a zone that it only touches
    /// counts, and the strictest spot decides.
    pub as_one: AsOne,
    /// The strictest part.
    pub worst: Spot,
    /// The mildest part: the best that is possible somewhere on the plot.
    pub best: Spot,
    /// The deepest drilling that is certainly not prohibited somewhere on the plot; null where no
    /// rulebook covers any of it.
    pub deepest: Option<Deepest>,
    /// The parts: mildest first, of those the one that may go deepest, of those the largest. A place on
    /// the edge between two has the answer of the stricter: boundaries count in.
    pub parts: Vec<PlotPart>,
    /// How the areas add up.
    pub ledger: PlotLedger,
    /// A doublet or a field of loops on the plot, or why there is none; absent when not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement: Option<Placement>,
    /// What was done to the geometry, and what could not be.
    pub remarks: Vec<Text>,
    /// The rules that decide on some part, or on the plot as one shape.
    pub rules: Vec<PlotRule>,
    /// What the verdict rests on.
    pub provenance: Provenance,
}

/// The answer to a plot as one shape.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AsOne {
    /// What the rules come to.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome that are still possible, when undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[VerdictOutcome; 2]>,
    /// How sure it is, when settled: the weakest of what decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<CertaintyOf>,
    /// The facts that would settle it, when undetermined.
    pub settle: Vec<String>,
    /// Ids of the rules that decide.
    pub decisive: Vec<String>,
}

/// A part, in brief, and a place in it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Spot {
    /// Its number among the parts, from 1.
    pub part: usize,
    /// What the rules come to there.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome that are still possible, when undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[VerdictOutcome; 2]>,
    /// Area of all parts with this outcome and range, square metres.
    pub area_m2: f64,
    /// That area as a share of the plot, from 0 to 1.
    pub share: f64,
    /// A place well inside the part.
    pub place: Location,
}

/// The deepest drilling.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Deepest {
    /// Metres below ground level; 0 when every depth may be prohibited, null when no rule limits it.
    pub depth_m: Option<f64>,
    /// No rule limits it.
    pub unlimited: bool,
    /// The part where, by its number.
    pub part: usize,
    /// A place well inside that part.
    pub place: Location,
}

/// All places on the plot that have one answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlotPart {
    /// Its number, from 1.
    pub part: usize,
    /// What the rules come to.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome that are still possible, when undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[VerdictOutcome; 2]>,
    /// How sure it is, when settled: the weakest of what decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<CertaintyOf>,
    /// What follows for each value that a missing map may have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follows: Vec<Consequence>,
    /// The facts that would settle it, when undetermined; as in a verdict.
    pub settle: Vec<String>,
    /// Ids of the rules that decide. When undetermined: the rules that keep it open.
    pub decisive: Vec<String>,
    /// Ids of the jurisdictions that it lies in.
    pub jurisdiction: Vec<String>,
    /// The zones that it, or some of it, lies in.
    pub zones: Vec<FoundZone>,
    /// Its area, square metres. The areas of the parts add up to that of the plot.
    pub area_m2: f64,
    /// Its share of the plot, from 0 to 1.
    pub share: f64,
    /// Number of polygons that it is made of.
    pub polygons: usize,
    /// A place well inside it.
    pub place: Location,
    /// How far that place is from any edge that matters, metres, at least.
    pub clearance_m: f64,
    /// The deepest drilling that is certainly not prohibited, metres below ground level: 0 when every
    /// depth may be prohibited; null when no rule limits it, or no rulebook covers.
    pub allowed_depth_m: Option<f64>,
    /// No rule limits the depth.
    pub unlimited: bool,
    /// The outcome for every depth of the drilling.
    pub depth_profile: Vec<DepthInterval>,
    /// For an open system: where its screens may stand, in a drilling that ends at their bottom. Empty
    /// when no depth is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screens: Option<Vec<Screens>>,
    /// It is nowhere as wide as 2 mm, and nothing beside it is as strict.
    pub sliver: bool,
}

/// Screens anywhere between two depths are certainly not prohibited.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Screens {
    /// Metres below ground level.
    pub from_m: f64,
    /// Metres below ground level; null when there is no end.
    pub to_m: Option<f64>,
}

/// How the areas add up, square metres.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlotLedger {
    /// The plot.
    pub plot_m2: f64,
    /// The sum of the parts: the same.
    pub parts_m2: f64,
    /// What the parts as measured lacked (negative: had too much); it is counted with the strictest
    /// part.
    pub remainder_m2: f64,
    /// The most that the remainder may be; with more than this the plot would not have been cut up.
    pub tolerance_m2: f64,
    /// Slivers that joined a part beside them that is in nothing milder.
    pub slivers: Joined,
}

/// Slivers that joined another part.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Joined {
    /// How many.
    pub count: usize,
    /// Their area, square metres.
    pub area_m2: f64,
}

/// A rule that decides somewhere on the plot.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlotRule {
    /// Code of the rule.
    pub id: String,
    /// What it leads to when it applies.
    pub outcome: Outcome,
    /// Why, in a sentence that anyone can read.
    pub reason: Text,
    /// Where it can be read.
    pub source: Source,
    /// How sure it is.
    pub certainty: Certainty,
}
