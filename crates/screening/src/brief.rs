//! The answer in short: what decides, how sure it is, and what it rests on, in at most 4 kB.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::assessment::Assessment;
use crate::certainty::WeakestLink;
use crate::finding::Finding;
use crate::outcome::VerdictOutcome;
use crate::remedies::{Remedies, Remedy};
use crate::verdict::{CertaintyOf, Location};
use bodemtoets_law::rules::{Outcome, System};
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::{Status, sha256};

/// Name and version of the format.
pub const BRIEF_SCHEMA: &str = "bodemtoets/brief/1";

/// Bytes of a brief at most, written as the command line writes it.
pub const MOST_BYTES: usize = 4096;

/// Letters of an id or a name at most.
const MOST_LETTERS: usize = 120;

/// Items of a list at most.
const MOST_ITEMS: usize = 12;

/// The answer in short.
///
/// Where it would be longer than 4 kB, it names fewer rules and remedies: `more_rules` and `more_remedies` say how many
/// are left out. The outcome never rests on what is left out: it is that of the verdict in full.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Brief {
    /// Name and version of this format: `bodemtoets/brief/1`.
    pub schema: String,
    /// Id of the application, of which no more than 120 letters; empty when it has none.
    pub id: String,
    /// The day whose law was applied.
    pub date: Date,
    /// Open or closed.
    pub system: System,
    /// Where: the spot that decides, when the place is not one point.
    pub location: Location,
    /// Ids of the jurisdictions that the place lies in.
    pub jurisdiction: Vec<String>,
    /// What the rules come to.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome that are still possible, when undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[VerdictOutcome; 2]>,
    /// How sure the outcome is, when it is settled: the weakest of what decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<CertaintyOf>,
    /// The facts that would settle it, when undetermined; at most 12.
    pub settle: Vec<String>,
    /// The rules that decide; when undetermined, those that keep it open.
    pub decisive: Vec<BriefRule>,
    /// How many rules that decide are left out.
    #[serde(skip_serializing_if = "is_none")]
    pub more_rules: usize,
    /// Ids of the rules whose limit must be kept in use; at most 12.
    pub on_condition: Vec<String>,
    /// Ids of the rules that add a remark; at most 12.
    pub attention: Vec<String>,
    /// The deepest drilling that is certainly not prohibited, all else as applied for, metres: 0 when every depth may
    /// be prohibited; absent where no rulebook covers the place, or no rule limits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_depth_m: Option<f64>,
    /// The strictest outcome of zones whose edge is nearer than the map and the coordinates are accurate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near_edge: Option<Outcome>,
    /// The smallest changes that make the outcome milder, where they were asked for; the smallest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// How many remedies are left out.
    #[serde(skip_serializing_if = "is_none")]
    pub more_remedies: usize,
    /// Whether some map of the pack is indicative: the full verdict has the sentences that go with it.
    pub is_indicative: bool,
    /// Name and version of the tool.
    pub tool: String,
    /// SHA-256 of the application, written as canonical JSON.
    pub input_sha256: String,
}

/// A rule that decides, in short.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BriefRule {
    /// Code of the rule.
    pub id: String,
    /// What it leads to.
    pub outcome: Outcome,
    /// What became of it, in a sentence with the number, the limit and the source.
    pub explanation: Text,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

impl Assessment<'_> {
    /// The answer in short. With `rd` the location also gets a longitude and latitude; with `remedies`, those of
    /// this very assessment, it also says what would help.
    #[must_use]
    pub fn brief(&self, rd: Option<&RdNew>, remedies: Option<Remedies>) -> Brief {
        let pack = self.screener().pack();
        let jurisdictions = self.jurisdictions().iter().map(|&area| short(&pack.jurisdictions[area].id));
        let on_condition = self.findings().iter().filter(|finding| finding.is_condition());
        let edges = self.near_edges();
        let decisive = self.decisive_findings();
        let rule = |finding: &&Finding| {
            let rule = self.rule(finding);
            BriefRule { id: rule.id.clone(), outcome: rule.outcome, explanation: self.explanation(finding) }
        };
        let brief = Brief {
            schema: BRIEF_SCHEMA.to_owned(),
            id: short(&self.application().id),
            date: self.date(),
            system: self.system(),
            location: Location::of(self.deciding_place(), rd),
            jurisdiction: jurisdictions.take(MOST_ITEMS).collect(),
            outcome: self.outcome(),
            range: self.decision().range(),
            certainty: self.certainty().map(WeakestLink::written),
            settle: self.settle_names().into_iter().take(MOST_ITEMS).collect(),
            decisive: decisive.iter().take(MOST_ITEMS).map(rule).collect(),
            more_rules: decisive.len().saturating_sub(MOST_ITEMS),
            on_condition: self.named(on_condition),
            attention: self.named(self.applying(self.findings(), Outcome::Attention)),
            allowed_depth_m: self.allowed_depth_m().filter(|depth| depth.is_finite()),
            near_edge: edges.iter().filter_map(|edge| edge.decision.strictest()).max(),
            remedies: remedies.map(|found| found.remedies).unwrap_or_default(),
            more_remedies: 0,
            is_indicative: pack.weakest_status() == Status::Indicative,
            tool: concat!("bodemtoets ", env!("CARGO_PKG_VERSION")).to_owned(),
            input_sha256: sha256(self.application().canonical().as_bytes()),
        };
        brief.within(MOST_BYTES)
    }

    fn named<'f>(&self, findings: impl Iterator<Item = &'f Finding>) -> Vec<String> {
        findings.take(MOST_ITEMS).map(|finding| self.rule(finding).id.clone()).collect()
    }
}

impl Brief {
    /// The same in no more than so many bytes: what is told last is left out first.
    fn within(mut self, most: usize) -> Self {
        while self.bytes() > most {
            if self.remedies.pop().is_some() {
                self.more_remedies += 1;
            } else if self.decisive.pop().is_some() {
                self.more_rules += 1;
            } else {
                break;
            }
        }
        self
    }

    /// How long it is, with the line end behind it.
    fn bytes(&self) -> usize {
        serde_json::to_vec_pretty(self).map_or(0, |bytes| bytes.len() + 1)
    }
}

/// An id or a name that may be of any length.
fn short(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
