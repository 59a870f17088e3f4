//! From a partition to a document: every position looked up, every number named.

use geo::Coord;

use super::answer::Answer;
use super::document::{AsOne, Deepest, Joined, PlotLedger, PlotPart, PlotRule, PlotVerdict, SCHEMA, Screens, Spot};
use super::ledger::metres;
use super::partition::{Part, Partition, Uncut};
use super::place::Placement;
use super::words;
use crate::{CertaintyOf, Consequence, Location, WeakestLink};
use bodemtoets_law::rules::System;
use bodemtoets_maps::pack::What;
use bodemtoets_space::{RdNew, Repair};
use bodemtoets_words::lang::Text;

impl Partition<'_> {
    /// Writes the partition out, with what was placed on it, if that was asked. With `rd`, places also get a
    /// longitude and latitude.
    #[must_use]
    pub fn verdict(&self, rd: Option<&RdNew>, placement: Option<Placement>) -> PlotVerdict {
        let out = Out { partition: self, rd };
        let application = self.assessment.application();
        let Brief { area_m2, worst, best, deepest } = self.brief(rd);
        PlotVerdict {
            schema: SCHEMA.to_owned(),
            id: application.id.clone(),
            date: self.assessment.date(),
            system: self.assessment.system(),
            location: out.place(application.place.centre()),
            given: self.assessment.given(),
            area_m2,
            as_one: AsOne {
                outcome: self.as_one.decision.into(),
                range: self.as_one.decision.range(),
                certainty: self.assessment.certainty().map(WeakestLink::written),
                settle: self.as_one_circumstances.settle.clone(),
                decisive: out.ids(&self.as_one.decisive),
            },
            worst,
            best,
            deepest,
            parts: self.parts_out(rd),
            ledger: PlotLedger {
                plot_m2: self.area_m2(),
                parts_m2: metres(self.ledger.parts_mm2.iter().sum()),
                remainder_m2: metres(self.ledger.remainder_mm2),
                tolerance_m2: metres(self.ledger.tolerance_mm2),
                slivers: Joined { count: self.slivers, area_m2: micro(self.slivers_m2) },
            },
            placement,
            remarks: self.remarks(),
            rules: out.rules(),
            provenance: self.assessment.provenance(rd),
        }
    }

    /// The parts written out.
    #[must_use]
    pub fn parts_out(&self, rd: Option<&RdNew>) -> Vec<PlotPart> {
        let out = Out { partition: self, rd };
        (0..self.parts.len()).map(|part| out.part(part)).collect()
    }

    /// The plot in brief.
    #[must_use]
    pub fn brief(&self, rd: Option<&RdNew>) -> Brief {
        let out = Out { partition: self, rd };
        Brief {
            area_m2: self.area_m2(),
            worst: out.spot(self.worst()),
            best: out.spot(0),
            deepest: self.deepest().map(|(part, depth_m)| Deepest {
                depth_m: finite(depth_m),
                unlimited: depth_m.is_infinite(),
                part: part + 1,
                place: out.place(self.parts[part].place),
            }),
        }
    }

    /// What the answer of a part rests on, at a place well inside it.
    #[must_use]
    pub fn grounds(&self, part: usize) -> Grounds {
        let there = self.assessment.application().at(self.parts[part].place);
        let there = self.assessment.screener().assess_on(&there, self.assessment.date());
        Grounds { certainty: there.certainty().map(WeakestLink::written), follows: there.follows() }
    }

    /// The ids of rules by their positions in the law, as answers have them.
    #[must_use]
    pub fn rule_ids(&self, rules: &[usize]) -> Vec<&str> {
        rules.iter().map(|&rule| self.assessment.rule_at(rule).id.as_str()).collect()
    }

    /// The area of the plot, square metres, to the square millimetre.
    #[must_use]
    pub fn area_m2(&self) -> f64 {
        metres(self.ledger.plot_mm2)
    }

    /// What was done to the geometry, and what could not be.
    #[must_use]
    pub fn remarks(&self) -> Vec<Text> {
        let repairs = self.assessment.application().repairs.iter();
        let repaired = repairs.cloned().map(What::Repaired).filter(|what| !what.is_trivial());
        let mut remarks: Vec<Text> = repaired
            .map(|what| match what {
                What::Repaired(Repair::Doubtful { at, .. }) => words::drawn_in_doubt(at),
                what => Text::both(|lang| what.text(lang)),
            })
            .collect();
        if self.overlaps {
            remarks.push(words::overlapping());
        }
        remarks.extend(self.uncut.map(Uncut::both));
        remarks
    }
}

/// What the answer of a part rests on.
#[derive(Debug, Clone)]
pub struct Grounds {
    /// How sure it is, when it is settled.
    pub certainty: Option<CertaintyOf>,
    /// What follows for each value that a missing map may have.
    pub follows: Vec<Consequence>,
}

/// A plot in brief.
#[derive(Debug, Clone)]
pub struct Brief {
    /// Its area, square metres.
    pub area_m2: f64,
    /// The strictest part.
    pub worst: Spot,
    /// The mildest part.
    pub best: Spot,
    /// The deepest drilling.
    pub deepest: Option<Deepest>,
}

struct Out<'a> {
    partition: &'a Partition<'a>,
    rd: Option<&'a RdNew>,
}

impl Out<'_> {
    fn place(&self, at: Coord) -> Location {
        Location::of(at, self.rd)
    }

    fn ids(&self, rules: &[usize]) -> Vec<String> {
        self.partition.rule_ids(rules).into_iter().map(str::to_owned).collect()
    }

    fn spot(&self, part: usize) -> Spot {
        let Partition { parts, ledger, .. } = self.partition;
        let decision = parts[part].answer.decision;
        let same = (0..parts.len()).filter(|other| parts[*other].answer.decision == decision);
        let (area_mm2, share) =
            same.fold((0, 0.0), |(area, share), part| (area + ledger.parts_mm2[part], share + ledger.share(part)));
        Spot {
            part: part + 1,
            outcome: decision.into(),
            range: decision.range(),
            area_m2: metres(area_mm2),
            share: micro(share),
            place: self.place(parts[part].place),
        }
    }

    fn part(&self, number: usize) -> PlotPart {
        let Partition { parts, ledger, .. } = self.partition;
        let Part { answer, circumstances, polygons, place, clearance_m, sliver } = &parts[number];
        let assessment = &self.partition.assessment;
        let screener = assessment.screener();
        let pack = screener.pack();
        let allowed_m = answer.allowed_depth_m;
        let Grounds { certainty, follows } = self.partition.grounds(number);
        PlotPart {
            part: number + 1,
            outcome: answer.decision.into(),
            range: answer.decision.range(),
            certainty,
            follows,
            settle: circumstances.settle.clone(),
            decisive: self.ids(&answer.decisive),
            jurisdiction: circumstances.jurisdictions.iter().map(|&area| pack.jurisdictions[area].id.clone()).collect(),
            zones: circumstances.zones.iter().map(|&zone| assessment.found_zone(zone)).collect(),
            area_m2: metres(ledger.parts_mm2[number]),
            share: micro(ledger.share(number)),
            polygons: polygons.0.len(),
            place: self.place(*place),
            clearance_m: micro(*clearance_m),
            allowed_depth_m: allowed_m.and_then(finite),
            unlimited: allowed_m.is_some_and(f64::is_infinite),
            depth_profile: answer.profile.iter().map(|interval| assessment.depth_interval(interval)).collect(),
            screens: (assessment.system() == System::Open).then(|| {
                let screens = answer.screens.iter();
                screens.map(|interval| Screens { from_m: interval.from_m, to_m: finite(interval.to_m) }).collect()
            }),
            sliver: *sliver,
        }
    }

    fn rules(&self) -> Vec<PlotRule> {
        let answers = self.partition.parts.iter().map(|part| &part.answer).chain([&self.partition.as_one]);
        let mut positions: Vec<usize> = answers.flat_map(Answer::rules).collect();
        positions.sort_unstable();
        positions.dedup();
        let rule = |position: usize| {
            let rule = self.partition.assessment.rule_at(position);
            PlotRule {
                id: rule.id.clone(),
                outcome: rule.outcome,
                reason: rule.reason.clone(),
                source: rule.source.clone(),
                certainty: rule.certainty,
            }
        };
        positions.into_iter().map(rule).collect()
    }
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// To a millionth, for reading.
fn micro(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
