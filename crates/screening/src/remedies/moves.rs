//! Moves: the smallest move of wells that makes the outcome milder.

use std::collections::BTreeSet;

use geo::Coord;

use super::curve::{Curve, length};
use super::milder_application::MilderApplication;
use super::nearby_curves::curves;
use super::reassessment::Reassessment;
use super::well_places::{moved, way, wells};
use crate::application::Application;
use crate::decision::Decision;

/// The moves around a place that may matter.
pub(super) struct Moves {
    curves: Vec<Curve>,
    reach_m: f64,
    /// How many moves are tried at most.
    tries: usize,
}

/// No more moves are tried than this, of all wells together: where more would be, only the nearest are.
const MOST_TRIED: usize = 80_000;

impl Moves {
    /// Looks around the place of an application; nothing for one that cannot be moved.
    pub fn new(reassessment: &Reassessment, application: &Application, reach_m: f64) -> Option<Self> {
        let wells = wells(&application.place)?;
        let tries = MOST_TRIED / wells.len().max(4);
        Some(Self { curves: curves(reassessment.screener.pack(), reassessment.law, &wells, reach_m), reach_m, tries })
    }

    /// Across one curve, nearest first.
    fn across(&self, application: &Application) -> Vec<(f64, Application)> {
        self.nearest_first(application, self.curves.iter().flat_map(Curve::moves), self.reach_m)
    }

    /// Into the corners between two curves, nearest first, and nearer than `within_m`.
    fn corners(&self, application: &Application, within_m: f64) -> Vec<(f64, Application)> {
        let near = self.curves.iter().take_while(|curve| curve.distance_m() <= within_m);
        let near: Vec<(&Curve, [f64; 4])> = near.map(|curve| (curve, curve.bounds())).collect();
        let mut ways = Vec::new();
        for (position, (one, bounds)) in near.iter().enumerate() {
            for (other, others) in &near[position + 1..] {
                if overlap(bounds, others) {
                    ways.extend(one.corners(other));
                }
            }
        }
        self.nearest_first(application, ways.into_iter(), within_m)
    }

    fn nearest_first(
        &self,
        application: &Application,
        ways: impl Iterator<Item = Coord>,
        within_m: f64,
    ) -> Vec<(f64, Application)> {
        let mut near: Vec<Coord> = ways.filter(|way| length(*way) <= within_m.min(self.reach_m)).collect();
        near.sort_by(|one, other| length(*one).total_cmp(&length(*other)));
        // Many curves meet in the same points.
        let mut seen = BTreeSet::new();
        near.retain(|way| seen.insert([way.x, way.y].map(|part| ((part * 1000.0).round() + 0.0).to_bits())));
        near.truncate(self.tries);
        let mut there: Vec<(f64, Application)> = near
            .into_iter()
            .filter_map(|way| moved(application, way))
            .map(|there| (length(way(application, &there)), there))
            .filter(|(metres, _)| *metres > 0.0)
            .collect();
        there.sort_by(|one, other| one.0.total_cmp(&other.0));
        there
    }

    /// The smallest move to any milder outcome, and to each that is milder still.
    pub fn remedies(&self, reassessment: &mut Reassessment, application: &Application) -> Vec<MilderApplication> {
        let across = self.across(application);
        let mut found: Vec<MilderApplication> = Vec::new();
        let mut best = reassessment.old;
        while !reassessment.is_mildest(best) {
            let nearest = first(reassessment, &across, best);
            // Corners further away than the nearest point are of no use.
            let within_m = nearest.as_ref().map_or(self.reach_m, |(metres, ..)| *metres);
            let corner = first(reassessment, &self.corners(application, within_m), best);
            let Some((metres, there, decision)) =
                [nearest, corner].into_iter().flatten().min_by(|one, other| one.0.total_cmp(&other.0))
            else {
                break;
            };
            best = decision;
            found.push(MilderApplication { changed: there, first: None, decision, size: self.size(metres) });
        }
        found
    }

    /// All places worth a look, nearest first.
    pub fn all(&self, application: &Application) -> Vec<(f64, Application)> {
        let mut all = self.across(application);
        all.extend(self.corners(application, self.reach_m));
        all.sort_by(|one, other| one.0.total_cmp(&other.0));
        all
    }

    /// How large a move is: as a share of the distance that is looked at.
    pub fn size(&self, metres: f64) -> f64 {
        metres / self.reach_m
    }
}

fn first(
    reassessment: &mut Reassessment,
    there: &[(f64, Application)],
    best: Decision,
) -> Option<(f64, Application, Decision)> {
    there.iter().find_map(|(metres, there)| {
        let decision = reassessment.helped_elsewhere(there, best)?;
        Some((*metres, there.clone(), decision))
    })
}

fn overlap(one: &[f64; 4], other: &[f64; 4]) -> bool {
    const SLACK_M: f64 = 1e-6;
    one[0] <= other[2] + SLACK_M
        && other[0] <= one[2] + SLACK_M
        && one[1] <= other[3] + SLACK_M
        && other[1] <= one[3] + SLACK_M
}
