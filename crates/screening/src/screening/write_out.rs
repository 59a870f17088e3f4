//! From an assessment to a verdict: every position looked up, every number named.

use std::collections::BTreeMap;

use geo::Coord;

use super::assessment::{Assessment, Decision, Finding};
use super::law::Law;
use super::profile::Interval;
use super::screener::Screener;
use super::verdict::{
    DepthInterval, FactsFound, FoundZone, LayerProvenance, Location, NearestThing, Provenance, RuleFinding,
    RulebookProvenance, SCHEMA, Verdict, Within, ZoneRef,
};
use crate::application::Application;
use crate::lang::Text;
use crate::pack::{KindSet, Role};
use crate::provenance::sha256;
use crate::rules::{EVERYWHERE, Fact, Measured, Missing, Outcome, Rule, Rulebook, Truth};
use crate::spatial::{Accuracy, Nearest, RdNew};

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
        let asides = Self::asides(law, assessment);
        let applying = |findings: &[Finding], outcome: Outcome| -> Vec<String> {
            let wanted = findings
                .iter()
                .filter(|finding| finding.truth() == Truth::True && law.rules[finding.rule].outcome == outcome);
            wanted.map(|finding| self.rule_id(law, finding)).collect()
        };
        let on_condition = assessment.findings.iter().filter(|finding| finding.is_condition());
        let all = assessment.findings.iter().chain(&asides);
        Verdict {
            schema: SCHEMA.to_owned(),
            id: application.id.clone(),
            date: law.date,
            system: law.system,
            location: Location::of(application.place.centre(), rd),
            outcome: assessment.decision.into(),
            range: assessment.decision.range(),
            settle: self.settle_names(assessment),
            decisive: assessment.decisive_findings(law).into_iter().map(|finding| self.rule_id(law, finding)).collect(),
            attention: applying(&assessment.findings, Outcome::Attention),
            on_condition: on_condition.map(|finding| self.rule_id(law, finding)).collect(),
            duties: asides
                .iter()
                .filter(|finding| finding.truth() != Truth::False && law.rules[finding.rule].outcome == Outcome::Duty)
                .map(|finding| self.rule_id(law, finding))
                .collect(),
            implausible: applying(&asides, Outcome::Implausible),
            jurisdiction: assessment
                .jurisdictions
                .iter()
                .map(|&area| self.pack.jurisdictions[area].id.clone())
                .collect(),
            maps: self.missing_maps(&assessment.findings, &asides),
            partial: self.partial(assessment),
            rules: all.map(|finding| self.rule_finding(law, assessment, finding)).collect(),
            depth_profile: assessment
                .profile(law)
                .into_iter()
                .map(|interval| self.depth_interval(law, assessment, &interval))
                .collect(),
            facts: self.facts_found(assessment),
            completeness: self.completeness(application, law, assessment, &asides),
            remedies: Vec::new(),
            no_remedy: None,
            feasibility: None,
            provenance: self.provenance(application, assessment, rd),
        }
    }

    /// The rule that a finding is about.
    #[must_use]
    pub fn rule(&self, law: &Law, finding: &Finding) -> &Rule {
        self.rule_at(law, finding.rule)
    }

    /// The rule at a position in the law.
    ///
    /// # Panics
    /// When the law has no such position.
    #[must_use]
    pub fn rule_at(&self, law: &Law, position: usize) -> &Rule {
        let rule = &law.rules[position];
        &self.library.books[rule.book].rules[rule.rule]
    }

    fn rule_id(&self, law: &Law, finding: &Finding) -> String {
        self.rule(law, finding).id.clone()
    }

    /// The names of the facts that would settle an assessment.
    #[must_use]
    pub fn settle_names(&self, assessment: &Assessment) -> Vec<String> {
        if !matches!(assessment.decision, Decision::Between(..)) {
            return Vec::new();
        }
        let mut names = self.missing_names(assessment.settle);
        if assessment.partly_covered {
            names.push("jurisdiction".to_owned());
        }
        let books = assessment.books.iter().map(|&book| &self.library.books[book]);
        names.extend(books.filter(|book| book.partial.is_some()).map(|book| format!("law:{}", book.id)));
        names
    }

    fn depth_interval(&self, law: &Law, assessment: &Assessment, interval: &Interval) -> DepthInterval {
        let ids = interval.decisive.iter().map(|&position| self.rule_id(law, &assessment.findings[position]));
        DepthInterval {
            from_m: interval.from_m,
            to_m: interval.to_m.is_finite().then_some(interval.to_m),
            outcome: interval.decision.into(),
            range: interval.decision.range(),
            decisive: ids.collect(),
        }
    }

    fn rule_finding(&self, law: &Law, assessment: &Assessment, finding: &Finding) -> RuleFinding {
        let rule = self.rule(law, finding);
        let replaced_by = finding.standing.replaced_by.map(|position| self.rule_at(law, position).id.clone());
        let measured = finding.judged.measured;
        let missing = match finding.truth() {
            Truth::Unknown => self.missing_names(finding.standing.missing),
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
            exemption: rule.exemption,
            notice_weeks: rule.notice_weeks,
            right_until: rule.right_until,
            conditions: rule.conditions.clone(),
            reason: rule.reason.clone(),
            explanation: self.explanation(law, assessment, finding),
            source: rule.source.clone(),
            valid_from: rule.valid_from,
            valid_to: rule.last_day(),
            certainty: rule.certainty,
        }
    }

    /// The names of missing facts, as in `settle`.
    #[must_use]
    pub fn missing_names(&self, missing: Missing) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for quantity in missing.quantities() {
            // Nobody states what is computed.
            match quantity.made_of() {
                [] => names.push(quantity.slug().to_owned()),
                parts => names.extend(parts.iter().map(|part| part.slug().to_owned())),
            }
        }
        if missing.dwelling {
            names.push("dwelling".to_owned());
        }
        if missing.fluid {
            names.push("fluid".to_owned());
        }
        if missing.interference {
            names.push("interference".to_owned());
        }
        if let Some(field) = missing.zone_field {
            names.push(format!("zone.{}", field.slug()));
        }
        names.extend(self.kinds.slugs(missing.kinds).map(|slug| format!("layer:{slug}")));
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
        let zones: Vec<FoundZone> = survey.zones().iter().map(|hit| self.found_zone(hit.zone)).collect();
        let near = survey.near();
        let thing = |found: ZoneRef, nearest: Nearest| NearestThing {
            layer: found.layer,
            id: found.id,
            name: found.name,
            distance_m: millis(nearest.distance_m),
        };
        let mut nearest = BTreeMap::new();
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
        let (neighbours, interference) = self.neighbours(survey);
        FactsFound {
            zones,
            gaps: survey.gaps().iter().map(|&gap| self.pack.gaps[gap].reason.clone()).collect(),
            nearest,
            neighbours,
            interference,
            within_400_m: Within { abstraction: near.abstractions, installation: near.installations, well: near.wells },
            depth_limit_m: assessment.depth_limit_m(),
        }
    }

    /// A zone as verdicts have it.
    pub(crate) fn found_zone(&self, zone: usize) -> FoundZone {
        let zone = &self.pack.zones[zone];
        FoundZone {
            kind: zone.kind.clone(),
            layer: self.pack.layers[zone.layer].id.clone(),
            id: zone.id.clone(),
            name: zone.name.clone(),
            from_m: zone.extent.from_m,
            to_m: zone.extent.to_m.is_finite().then_some(zone.extent.to_m),
            max_depth_m: zone.limits.max_depth_m,
            min_level_m_nap: zone.limits.min_level_m_nap,
            clay_top_m: zone.limits.clay_top_m,
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

    /// The rulebooks that hold at a place, in order.
    pub(super) fn books_at<'a>(&'a self, assessment: &'a Assessment) -> impl Iterator<Item = &'a Rulebook> {
        let used = |position: usize, book: &Rulebook| {
            assessment.books.contains(&position) || (book.jurisdiction == EVERYWHERE && !assessment.books.is_empty())
        };
        let books = self.library.books.iter().enumerate();
        books.filter(move |(position, book)| used(*position, book)).map(|(_, book)| book)
    }

    /// What an answer rests on.
    #[must_use]
    pub fn provenance(&self, application: &Application, assessment: &Assessment, rd: Option<&RdNew>) -> Provenance {
        Provenance {
            tool: concat!("bodemtoets ", env!("CARGO_PKG_VERSION")).to_owned(),
            rulebooks: self
                .books_at(assessment)
                .map(|book| RulebookProvenance {
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
            subsurface: self.subsurface_file.clone(),
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

impl Location {
    /// A place; with `rd` also in longitude and latitude.
    #[must_use]
    pub fn of(place: Coord, rd: Option<&RdNew>) -> Self {
        let geographic = rd.and_then(|rd| rd.to_geographic(place).ok());
        // A ten-millionth of a degree is about a centimetre.
        let degrees = |value: f64| (value * 1e7).round() / 1e7;
        Self {
            x: millis(place.x),
            y: millis(place.y),
            lat: geographic.map(|place| degrees(place.lat)),
            lon: geographic.map(|place| degrees(place.lon)),
        }
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
        Fact::Zone | Fact::Dwelling | Fact::Fluid | Fact::ExistingSince | Fact::Interference => "",
    };
    (fact.slug().to_owned(), (!unit.is_empty()).then(|| unit.to_owned()))
}
