//! From an assessment to a verdict: every position looked up, every number named.

use std::collections::BTreeMap;

use geo::Coord;

use super::assessment::Assessment;
use super::certainty::{GIVEN, WeakestLink};
use super::depth_profile::Interval;
use super::edges::NearEdge;
use super::finding::Finding;
use super::remedies::Remedies;
use super::screener::Screener;
use super::verdict::{
    DepthInterval, EdgeNearby, FactsFound, FoundZone, GivenFacts, LayerProvenance, Location, NearestThing, Provenance,
    RuleFinding, RulebookProvenance, SCHEMA, Verdict, Within, ZoneRef,
};
use crate::application::LookedUp;
use bodemtoets_law::rules::{EVERYWHERE, Fact, Measured, Missing, Outcome, Rulebook, Truth};
use bodemtoets_maps::pack::{KindSet, Role};
use bodemtoets_space::{Accuracy, Nearest, RdNew};
use bodemtoets_words::provenance::sha256;

impl Assessment<'_> {
    /// Writes the answer out. With `rd` the location also gets a longitude and latitude; with `remedies`, those
    /// of this very assessment, the verdict also says what would help.
    #[must_use]
    pub fn verdict(&self, rd: Option<&RdNew>, remedies: Option<Remedies>) -> Verdict {
        let asides = self.asides();
        let Remedies { remedies, no_remedy, milder_part } = remedies.unwrap_or_default();
        let on_condition = self.findings.iter().filter(|finding| finding.is_condition());
        let duties = asides
            .iter()
            .filter(|finding| finding.truth() != Truth::False && self.law_rule(finding).outcome == Outcome::Duty);
        let jurisdictions = self.jurisdictions.iter().map(|&area| &self.screener().pack().jurisdictions[area]);
        Verdict {
            schema: SCHEMA.to_owned(),
            id: self.application().id.clone(),
            date: self.date(),
            system: self.system(),
            location: Location::of(self.deciding_place(), rd),
            wells: self.well_spots(rd),
            outcome: self.outcome(),
            range: self.decision.range(),
            certainty: self.certainty().map(WeakestLink::written),
            given: self.given(),
            near_edges: self.near_edges().iter().map(|edge| self.written_edge(edge)).collect(),
            settle: self.settle_names(),
            follows: self.follows(),
            decisive: self.ids(self.decisive_findings().into_iter()),
            attention: self.ids(self.applying(&self.findings, Outcome::Attention)),
            on_condition: self.ids(on_condition),
            duties: self.ids(duties),
            implausible: self.ids(self.applying(&asides, Outcome::Implausible)),
            jurisdiction: jurisdictions.map(|area| area.id.clone()).collect(),
            maps: self.missing_maps(&asides),
            partial: self.partial(),
            rules: self.findings.iter().chain(&asides).map(|finding| self.rule_finding(finding)).collect(),
            depth_profile: self.profile().iter().map(|interval| self.depth_interval(interval)).collect(),
            facts: self.facts_found(),
            completeness: self.completeness(&asides),
            remedies,
            no_remedy,
            milder_part,
            feasibility: self.feasibility.clone(),
            provenance: self.provenance(rd),
        }
    }

    fn ids<'f>(&self, findings: impl Iterator<Item = &'f Finding>) -> Vec<String> {
        findings.map(|finding| self.rule(finding).id.clone()).collect()
    }

    /// The names of the facts that would settle it.
    #[must_use]
    pub fn settle_names(&self) -> Vec<String> {
        if !self.decision.is_open() {
            return Vec::new();
        }
        let mut names = self.screener().missing_names(self.settle);
        if self.partly_covered {
            names.push("jurisdiction".to_owned());
        }
        let library = self.screener().library();
        names.extend(self.unread.iter().map(|&book| format!("law:{}", library.books[book].id)));
        names
    }

    /// An interval of the profile with names instead of positions.
    pub(crate) fn depth_interval(&self, interval: &Interval) -> DepthInterval {
        DepthInterval {
            from_m: interval.from_m,
            to_m: interval.to_m.is_finite().then_some(interval.to_m),
            outcome: interval.decision.into(),
            range: interval.decision.range(),
            decisive: interval.decisive.iter().map(|&position| self.rule_at(position).id.clone()).collect(),
        }
    }

    fn rule_finding(&self, finding: &Finding) -> RuleFinding {
        let (screener, rule) = (self.screener(), self.rule(finding));
        let replaced_by = finding.standing.replaced_by.map(|position| self.rule_at(position).id.clone());
        let measured = finding.judged.measured;
        let missing = match finding.truth() {
            Truth::Unknown => screener.missing_names(finding.standing.missing),
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
            site: measured.and_then(|measured| measured.site).map(|(role, site)| screener.site_ref(role, site)),
            missing,
            replaced_by,
            exemption: rule.exemption,
            notice_weeks: rule.notice_weeks,
            right_until: rule.right_until,
            conditions: rule.conditions.clone(),
            reason: rule.reason.clone(),
            explanation: self.explanation(finding),
            source: rule.source.clone(),
            valid_from: rule.valid_from,
            valid_to: rule.last_day(),
            certainty: rule.certainty,
        }
    }

    fn zone_ref(&self, zone: usize) -> ZoneRef {
        match self.survey.given_zone(zone) {
            None => self.screener().zone_ref(zone),
            Some(given) => {
                ZoneRef { layer: GIVEN.to_owned(), id: given.kind.clone(), name: given.name().map(str::to_owned) }
            }
        }
    }

    pub(crate) fn found_zone(&self, zone: usize) -> FoundZone {
        let Some(given) = self.survey.given_zone(zone) else { return self.screener().found_zone(zone) };
        let limits = given.limits();
        FoundZone {
            kind: given.kind.clone(),
            layer: GIVEN.to_owned(),
            id: given.kind.clone(),
            name: given.name().map(str::to_owned),
            from_m: 0.0,
            to_m: None,
            max_depth_m: limits.max_depth_m,
            min_level_m_nap: limits.min_level_m_nap,
            clay_top_m: limits.clay_top_m,
        }
    }

    fn facts_found(&self) -> FactsFound {
        let (screener, survey) = (self.screener(), &self.survey);
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
                nearest.insert(name.to_owned(), thing(screener.site_ref(role, found.feature), found));
            }
        }
        for slug in screener.zone_kinds() {
            let kind = screener.pack().kinds.find(slug).unwrap_or(KindSet::EMPTY);
            if let Some(found) = survey.nearest_zone(kind) {
                nearest.insert(format!("zone:{slug}"), thing(screener.zone_ref(found.feature), found));
            }
        }
        let (neighbours, interference) = survey.neighbours();
        FactsFound {
            zones,
            gaps: survey.gaps().iter().map(|&gap| screener.pack().gaps[gap].reason.clone()).collect(),
            nearest,
            neighbours,
            interference,
            within_400_m: Within { abstraction: near.abstractions, installation: near.installations, well: near.wells },
            depth_limit_m: self.depth_limit_m(),
        }
    }

    /// The rulebooks that hold at the place, in order.
    pub(super) fn rulebooks(&self) -> impl Iterator<Item = &Rulebook> {
        let used = |position: usize, book: &Rulebook| {
            self.books.contains(&position) || (book.jurisdiction == EVERYWHERE && !self.books.is_empty())
        };
        let books = self.screener().library().books.iter().enumerate();
        books.filter(move |(position, book)| used(*position, book)).map(|(_, book)| book)
    }

    /// What an answer rests on.
    #[must_use]
    pub fn provenance(&self, rd: Option<&RdNew>) -> Provenance {
        let screener = self.screener();
        Provenance {
            tool: concat!("bodemtoets ", env!("CARGO_PKG_VERSION")).to_owned(),
            rulebooks: self
                .rulebooks()
                .map(|book| RulebookProvenance {
                    id: book.id.clone(),
                    version: book.version.clone(),
                    sha256: book.sha256.clone(),
                })
                .collect(),
            layers: screener
                .pack()
                .layers
                .iter()
                .map(|layer| LayerProvenance {
                    id: layer.id.clone(),
                    version: format!("{} {}", layer.pack, layer.version),
                    sha256: layer.sha256.clone(),
                    expression: layer.expression.clone(),
                    date: layer.date,
                    status: layer.status,
                    certainty: layer.certainty,
                    source: layer.source.clone(),
                    caveat: layer.caveat.clone(),
                    dropped: layer.dropped,
                })
                .collect(),
            notices: screener.notices(),
            subsurface: screener.subsurface_file().cloned(),
            coordinate_accuracy_m: rd.and_then(|rd| rd.accuracy().ok()).map(Accuracy::metres),
            input_sha256: sha256(self.application().canonical().as_bytes()),
        }
    }
}

impl Screener {
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
        if missing.term {
            names.push("term".to_owned());
        }
        if let Some(field) = missing.zone_field {
            names.push(format!("zone.{}", field.slug()));
        }
        names.extend(self.kinds.slugs(missing.kinds).map(|slug| format!("layer:{slug}")));
        names
    }

    fn zone_ref(&self, zone: usize) -> ZoneRef {
        let zone = &self.pack().zones[zone];
        ZoneRef { layer: self.pack().layers[zone.layer].id.clone(), id: zone.id.clone(), name: zone.name.clone() }
    }

    fn site_ref(&self, role: Role, site: usize) -> ZoneRef {
        let sites = if role == Role::Abstraction { &self.pack().abstractions } else { &self.pack().installations };
        let site = &sites[site];
        ZoneRef { layer: self.pack().layers[site.layer].id.clone(), id: site.id.clone(), name: site.name.clone() }
    }

    fn found_zone(&self, zone: usize) -> FoundZone {
        let zone = &self.pack().zones[zone];
        FoundZone {
            kind: zone.kind.clone(),
            layer: self.pack().layers[zone.layer].id.clone(),
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
        for zone in &self.pack().zones {
            if !slugs.contains(&zone.kind.as_str()) {
                slugs.push(&zone.kind);
            }
        }
        slugs
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

impl Assessment<'_> {
    pub(crate) fn given(&self) -> Option<GivenFacts> {
        let looked_up = &self.application().looked_up;
        let LookedUp { source, by, date, .. } = looked_up;
        let facts = looked_up.facts()?;
        Some(GivenFacts { facts, source: source.clone(), by: by.clone(), date: *date })
    }

    fn written_edge(&self, edge: &NearEdge) -> EdgeNearby {
        let FoundZone { kind, layer, id, name, .. } = self.screener().found_zone(edge.zone);
        EdgeNearby {
            kind,
            layer,
            id,
            name,
            distance_m: millis(edge.distance_m),
            accuracy_m: millis(edge.accuracy_m),
            outcome: edge.decision.into(),
            range: edge.decision.range(),
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
