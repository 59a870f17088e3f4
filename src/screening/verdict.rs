//! The verdict: an assessment written out, as `bodemtoets/verdict/1`.

use geo::Coord;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::assessment::{Assessment, Decision, Finding};
use super::law::Law;
use super::profile::{Interval, Positions};
use super::screener::Screener;
use crate::application::Application;
use crate::lang::Text;
use crate::pack::{KindSet, Role};
use crate::provenance::{Certainty, Source, Status, sha256};
use crate::rules::{EVERYWHERE, Fact, IfUnknown, Measured, Missing, Outcome, Quantity, Rule, Rulebook, System, Truth};
use crate::spatial::{Accuracy, Nearest, RdNew};

/// Name and version of the format.
pub const SCHEMA: &str = "bodemtoets/verdict/1";

/// The outcome of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictOutcome {
    /// Nothing is asked.
    Free,
    /// A notification is enough.
    Notify,
    /// A permit is needed.
    Permit,
    /// Not allowed.
    Prohibited,
    /// Missing facts leave it open; `range` says between what.
    Undetermined,
    /// No rulebook gives an outcome for the place on this day.
    NotCovered,
}

impl VerdictOutcome {
    /// The slug, as in JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Notify => "notify",
            Self::Permit => "permit",
            Self::Prohibited => "prohibited",
            Self::Undetermined => "undetermined",
            Self::NotCovered => "not-covered",
        }
    }
}

impl From<Decision> for VerdictOutcome {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::NotCovered => Self::NotCovered,
            Decision::Between(..) => Self::Undetermined,
            Decision::Settled(Outcome::Attention | Outcome::Free) => Self::Free,
            Decision::Settled(Outcome::Notify) => Self::Notify,
            Decision::Settled(Outcome::Permit) => Self::Permit,
            Decision::Settled(Outcome::Prohibited) => Self::Prohibited,
        }
    }
}

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
    /// Where.
    pub location: Location,
    /// What the rules come to.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome that are still possible, when undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[Outcome; 2]>,
    /// The facts that would settle it, when undetermined. `layer:KIND` is a map that is missing or
    /// incomplete here, `zone.max_depth_m` the depth of a zone whose source gives none,
    /// `jurisdiction` the law of the part of the place that no rulebook covers.
    pub settle: Vec<String>,
    /// Ids of the rules that decide. When undetermined: the rules that keep it open.
    pub decisive: Vec<String>,
    /// Ids of the rules that add a remark.
    pub attention: Vec<String>,
    /// Ids of the rules whose limit must be kept in use; the application does not state the fact,
    /// and the verdict stands on this condition.
    pub on_condition: Vec<String>,
    /// Ids of the jurisdictions that the place lies in.
    pub jurisdiction: Vec<String>,
    /// Every rule that was looked at.
    pub rules: Vec<RuleFinding>,
    /// The outcome for every depth of the drilling.
    pub depth_profile: Vec<DepthInterval>,
    /// What the map says.
    pub facts: FactsFound,
    /// What the verdict rests on.
    pub provenance: Provenance,
}

/// A place.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Location {
    /// RD New x, metres; of the centre when the place is not a point.
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
    /// Conditions that come with the outcome.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Text>,
    /// Why.
    pub reason: Text,
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
    pub range: Option<[Outcome; 2]>,
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
    /// The accuracy of conversions to and from longitude and latitude, metres.
    pub coordinate_accuracy_m: Option<f64>,
    /// SHA-256 of the application, written as canonical JSON.
    pub input_sha256: String,
}

/// A rulebook that was used.
#[derive(Debug, Clone, Serialize, JsonSchema)]
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

impl Screener {
    /// Screens one application and writes the answer out. With `rd`, the location also gets a
    /// longitude and latitude.
    #[must_use]
    pub fn verdict(&self, application: &Application, rd: Option<&RdNew>) -> Verdict {
        let law = self.law_for(application);
        let assessment = self.assess(application, &law);
        self.write_out(application, &law, &assessment, rd)
    }

    /// Writes an assessment out.
    #[must_use]
    pub fn write_out(
        &self,
        application: &Application,
        law: &Law,
        assessment: &Assessment,
        rd: Option<&RdNew>,
    ) -> Verdict {
        let truths: super::profile::Truths = assessment.findings.iter().map(Finding::truth).collect();
        let ids = |positions: Positions| {
            positions.into_iter().map(|position| self.rule_id(law, &assessment.findings[position])).collect()
        };
        let with = |outcome_is: &dyn Fn(Outcome, IfUnknown) -> bool, truth: Truth| -> Vec<String> {
            assessment
                .findings
                .iter()
                .filter(|finding| {
                    let rule = &law.rules[finding.rule];
                    finding.truth() == truth && outcome_is(rule.outcome, rule.if_unknown)
                })
                .map(|finding| self.rule_id(law, finding))
                .collect()
        };
        Verdict {
            schema: SCHEMA.to_owned(),
            id: application.id.clone(),
            date: law.date,
            system: law.system,
            location: location(application.place.centre(), rd),
            outcome: assessment.decision.into(),
            range: range(assessment.decision),
            settle: self.settle_names(assessment),
            decisive: ids(assessment.decisive(law, assessment.decision, &truths)),
            attention: with(&|outcome, _| outcome == Outcome::Attention, Truth::True),
            on_condition: with(&|_, if_unknown| if_unknown == IfUnknown::Condition, Truth::Unknown),
            jurisdiction: assessment
                .jurisdictions
                .iter()
                .map(|&area| self.pack.jurisdictions[area].id.clone())
                .collect(),
            rules: assessment.findings.iter().map(|finding| self.rule_finding(law, finding)).collect(),
            depth_profile: assessment
                .profile(law)
                .into_iter()
                .map(|interval| self.depth_interval(law, assessment, &interval))
                .collect(),
            facts: self.facts_found(assessment),
            provenance: self.provenance(application, assessment, rd),
        }
    }

    /// The rule that a finding is about.
    #[must_use]
    pub fn rule(&self, law: &Law, finding: &Finding) -> &Rule {
        let rule = &law.rules[finding.rule];
        &self.library.books[rule.book].rules[rule.rule]
    }

    fn rule_id(&self, law: &Law, finding: &Finding) -> String {
        self.rule(law, finding).id.clone()
    }

    /// The names of the facts that would settle an assessment.
    #[must_use]
    pub fn settle_names(&self, assessment: &Assessment) -> Vec<String> {
        let mut names = self.missing_names(assessment.settle);
        if assessment.partly_covered {
            names.push("jurisdiction".to_owned());
        }
        names
    }

    fn depth_interval(&self, law: &Law, assessment: &Assessment, interval: &Interval) -> DepthInterval {
        let ids = interval.decisive.iter().map(|&position| self.rule_id(law, &assessment.findings[position]));
        DepthInterval {
            from_m: interval.from_m,
            to_m: interval.to_m.is_finite().then_some(interval.to_m),
            outcome: interval.decision.into(),
            range: range(interval.decision),
            decisive: ids.collect(),
        }
    }

    fn rule_finding(&self, law: &Law, finding: &Finding) -> RuleFinding {
        let rule = self.rule(law, finding);
        let replaced_by = finding.replaced_by.map(|position| {
            let by = &law.rules[position];
            self.library.books[by.book].rules[by.rule].id.clone()
        });
        let measured = finding.judged.measured;
        let missing = match finding.truth() {
            Truth::Unknown => self.missing_names(finding.judged.missing),
            _ => Vec::new(),
        };
        let (fact, unit) = measured.map(|measured| fact_name(measured.fact)).unzip();
        let number = |pick: fn(Measured) -> Option<f64>| measured.and_then(pick).map(millis);
        RuleFinding {
            id: rule.id.clone(),
            outcome: rule.outcome,
            state: finding.truth().into(),
            fact,
            value: number(|measured| measured.value),
            unit: unit.flatten(),
            limit: number(|measured| measured.limit),
            margin: number(|measured| measured.margin),
            zone: measured.and_then(|measured| measured.zone).map(|zone| self.zone_ref(zone)),
            site: measured.and_then(|measured| measured.site).map(|(role, site)| self.site_ref(role, site)),
            missing,
            replaced_by,
            conditions: rule.conditions.clone(),
            reason: rule.reason.clone(),
            source: rule.source.clone(),
            valid_from: rule.valid_from,
            valid_to: rule.valid_to,
            certainty: rule.certainty,
        }
    }

    /// The names of missing facts, as in `settle`.
    #[must_use]
    pub fn missing_names(&self, missing: Missing) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for quantity in missing.quantities() {
            match quantity {
                // Nobody states the surplus: it follows from these two.
                Quantity::HeatSurplusMwh => {
                    names.extend(["heat_added_mwh".to_owned(), "cold_added_mwh".to_owned()]);
                }
                stated => names.push(stated.slug().to_owned()),
            }
        }
        if missing.dwelling {
            names.push("dwelling".to_owned());
        }
        if missing.zone_depth {
            names.push("zone.max_depth_m".to_owned());
        }
        names.extend(self.pack.kinds.slugs(missing.kinds).map(|slug| format!("layer:{slug}")));
        names
    }

    fn zone_ref(&self, zone: usize) -> ZoneRef {
        let zone = &self.pack.zones[zone];
        ZoneRef { layer: self.pack.layers[zone.layer].id.clone(), id: zone.id.clone(), name: zone.name.clone() }
    }

    fn site_ref(&self, role: Role, site: usize) -> ZoneRef {
        let sites = if role == Role::Abstraction { &self.pack.abstractions } else { &self.pack.installations };
        let site = &sites[site];
        ZoneRef { layer: self.pack.layers[site.layer].id.clone(), id: site.id.clone(), name: site.name.clone() }
    }

    fn facts_found(&self, assessment: &Assessment) -> FactsFound {
        let survey = &assessment.survey;
        let zones: Vec<FoundZone> = survey
            .zones()
            .iter()
            .map(|hit| {
                let zone = &self.pack.zones[hit.zone];
                FoundZone {
                    kind: zone.kind.clone(),
                    layer: self.pack.layers[zone.layer].id.clone(),
                    id: zone.id.clone(),
                    name: zone.name.clone(),
                    from_m: hit.extent.from_m,
                    to_m: hit.extent.to_m.is_finite().then_some(hit.extent.to_m),
                    max_depth_m: hit.max_depth_m,
                }
            })
            .collect();
        let near = survey.near();
        let thing = |found: ZoneRef, nearest: Nearest| NearestThing {
            layer: found.layer,
            id: found.id,
            name: found.name,
            distance_m: millis(nearest.distance_m),
        };
        let mut nearest = std::collections::BTreeMap::new();
        for (name, role) in [("abstraction", Role::Abstraction), ("installation", Role::Installation)] {
            if let Some(found) = survey.nearest_site(role) {
                nearest.insert(name.to_owned(), thing(self.site_ref(role, found.feature), found));
            }
        }
        for slug in self.zone_kinds() {
            let kind = self.pack.kinds.find(slug).unwrap_or(KindSet::EMPTY);
            if let Some(found) = survey.nearest_zone(kind) {
                nearest.insert(format!("zone:{slug}"), thing(self.zone_ref(found.feature), found));
            }
        }
        FactsFound {
            zones,
            gaps: survey.gaps().iter().map(|&gap| self.pack.gaps[gap].reason.clone()).collect(),
            nearest,
            within_400_m: Within { abstraction: near.abstractions, installation: near.installations, well: near.wells },
            depth_limit_m: assessment.depth_limit_m(),
        }
    }

    /// The kinds that zones of the pack themselves are of, in order of first appearance.
    fn zone_kinds(&self) -> Vec<&str> {
        let mut slugs: Vec<&str> = Vec::new();
        for zone in &self.pack.zones {
            if !slugs.contains(&zone.kind.as_str()) {
                slugs.push(&zone.kind);
            }
        }
        slugs
    }

    fn provenance(&self, application: &Application, assessment: &Assessment, rd: Option<&RdNew>) -> Provenance {
        let used = |position: usize, book: &Rulebook| {
            assessment.books.contains(&position) || (book.jurisdiction == EVERYWHERE && !assessment.books.is_empty())
        };
        Provenance {
            tool: concat!("bodemtoets ", env!("CARGO_PKG_VERSION")).to_owned(),
            rulebooks: self
                .library
                .books
                .iter()
                .enumerate()
                .filter(|(position, book)| used(*position, book))
                .map(|(_, book)| RulebookProvenance {
                    id: book.id.clone(),
                    version: book.version.clone(),
                    sha256: book.sha256.clone(),
                })
                .collect(),
            layers: self
                .pack
                .layers
                .iter()
                .map(|layer| LayerProvenance {
                    id: layer.id.clone(),
                    version: format!("{} {}", layer.pack, layer.version),
                    sha256: layer.sha256.clone(),
                    date: layer.date,
                    status: layer.status,
                    certainty: layer.certainty,
                    source: layer.source.clone(),
                    caveat: layer.caveat.clone(),
                    dropped: layer.dropped,
                })
                .collect(),
            notices: self.notices(),
            coordinate_accuracy_m: rd.and_then(|rd| rd.accuracy().ok()).map(Accuracy::metres),
            input_sha256: sha256(application.canonical().as_bytes()),
        }
    }

    /// The notices of the pack; those of borrowed layers name the layers.
    #[must_use]
    pub fn notices(&self) -> Vec<Text> {
        let about = |layers: &[String], text: &str, word: &str| {
            if layers.is_empty() { text.to_owned() } else { format!("{word} {}: {text}", layers.join(", ")) }
        };
        let notices = self.pack.notices.iter();
        notices
            .map(|notice| Text {
                nl: about(&notice.layers, &notice.text.nl, "Kaartlagen"),
                en: about(&notice.layers, &notice.text.en, "Layers"),
            })
            .collect()
    }
}

fn location(centre: Coord, rd: Option<&RdNew>) -> Location {
    let geographic = rd.and_then(|rd| rd.to_geographic(centre).ok());
    // A ten-millionth of a degree is about a centimetre.
    let degrees = |value: f64| (value * 1e7).round() / 1e7;
    Location {
        x: millis(centre.x),
        y: millis(centre.y),
        lat: geographic.map(|place| degrees(place.lat)),
        lon: geographic.map(|place| degrees(place.lon)),
    }
}

fn range(decision: Decision) -> Option<[Outcome; 2]> {
    match decision {
        Decision::Between(low, high) => Some([low, high]),
        _ => None,
    }
}

/// Rounded to a thousandth, for reading; decisions are made on the unrounded value.
fn millis(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// The name of what was measured, and its unit.
fn fact_name(fact: Fact) -> (String, Option<String>) {
    let unit = match fact {
        Fact::Quantity(quantity) => quantity.unit(),
        Fact::Distance => "m",
        Fact::Zone | Fact::Dwelling => "",
    };
    (fact.slug().to_owned(), (!unit.is_empty()).then(|| unit.to_owned()))
}
