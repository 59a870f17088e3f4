//! Spots: which well, or which place on a plot, decides.
//!
//! Of several wells, or of a plot, the strictest place decides. Which one that is, is found by screening places by
//! themselves: every well, or places on the plot that stand for it.

use geo::{Coord, CoordsIter, Intersects};
use schemars::JsonSchema;
use serde::Serialize;

use super::assessment::Assessment;
use super::decision::Decision;
use super::outcome::VerdictOutcome;
use super::verdict::Location;
use bodemtoets_law::rules::Outcome;
use bodemtoets_space::{RdNew, Shape};

/// No more places on a plot are tried than this.
const MOST_TRIED: usize = 400;
/// No more wells or loops are told one by one than this.
const MOST_TOLD: usize = 100;

/// A well or loop of an application, by itself.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct WellSpot {
    /// Where.
    #[serde(flatten)]
    pub place: Location,
    /// What the rules come to there, for this well alone.
    pub outcome: VerdictOutcome,
}

/// Another part of a plot than the one that decides.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct MilderPart {
    /// The outcome there.
    pub outcome: VerdictOutcome,
    /// Mildest and strictest outcome that are still possible there, when undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[VerdictOutcome; 2]>,
    /// RD New x of a place there, metres.
    pub x: f64,
    /// RD New y of a place there, metres.
    pub y: f64,
}

impl Assessment<'_> {
    /// The place that decides: the first well, or a place on the plot, that by itself comes to what the whole comes
    /// to. Where none does, as where only all wells together do, the middle.
    pub(super) fn deciding_place(&self) -> Coord {
        let middle = self.application().place.centre();
        let places = match &self.application().place {
            Shape::Point(_) | Shape::Lines(_) => return middle,
            Shape::Points(wells) => wells.clone(),
            Shape::Area(_) => self.places_on_the_plot(),
        };
        let decisive = self.decisive_ids();
        let alike = |place: &Coord| {
            let there = self.application().at(*place);
            let there = self.screener().assess_on(&there, self.date());
            let same_rules = there.decision() == self.decision() && there.decisive_ids() == decisive;
            (there.decision() == self.decision()).then_some((*place, same_rules))
        };
        let alike: Vec<(Coord, bool)> = places.iter().filter_map(alike).collect();
        let found = alike.iter().find(|(_, same_rules)| *same_rules).or(alike.first());
        found.map_or(middle, |(place, _)| *place)
    }

    /// Its wells or loops, each by itself; none where there is one, or a plot.
    pub(super) fn well_spots(&self, rd: Option<&RdNew>) -> Vec<WellSpot> {
        let Shape::Points(wells) = &self.application().place else { return Vec::new() };
        let spot = |well: &Coord| {
            let there = self.application().at(*well);
            let outcome = self.screener().assess_on(&there, self.date()).outcome();
            WellSpot { place: Location::of(*well, rd), outcome }
        };
        wells.iter().take(MOST_TOLD).map(spot).collect()
    }

    /// A part of the plot with a milder outcome than the plot has as one; nothing where none was found. That nothing
    /// was found does not prove that there is none: cutting the plot up does.
    pub(super) fn milder_part(&self) -> Option<MilderPart> {
        let Shape::Area(_) = &self.application().place else { return None };
        let strictest = self.decision().strictest()?;
        let mut mildest: Option<(Outcome, Coord, Decision)> = None;
        for place in self.places_on_the_plot() {
            let there = self.application().at(place);
            let decision = self.screener().assess_on(&there, self.date()).decision();
            if let Some(outcome) = decision.strictest()
                && outcome < mildest.map_or(strictest, |(mildest, ..)| mildest)
            {
                mildest = Some((outcome, place, decision));
            }
        }
        mildest.map(|(_, place, decision)| MilderPart {
            outcome: decision.into(),
            range: decision.range(),
            x: (place.x * 1000.0).round() / 1000.0,
            y: (place.y * 1000.0).round() / 1000.0,
        })
    }

    /// Places that stand for a plot: its middle, its corners, and the corners of the zones that lie in it.
    fn places_on_the_plot(&self) -> Vec<Coord> {
        let Shape::Area(plot) = &self.application().place else { return Vec::new() };
        let middle = self.application().place.centre();
        let mut places = vec![middle];
        let corners: Vec<Coord> = plot.polygons().coords_iter().collect();
        // Of many corners some, all around.
        let step = corners.len().div_ceil(MOST_TRIED / 2).max(1);
        places.extend(corners.into_iter().step_by(step));
        let bounds = plot.bounds();
        for hit in self.survey.zones() {
            // What was looked up is a zone without a shape.
            let Some(zone) = self.screener().pack().zones.get(hit.zone) else { continue };
            let near = zone.shape.edges_in(bounds).into_iter().map(|edge| edge.start);
            let inside = near.filter(|corner| bounds.intersects(corner) && plot.covers(*corner));
            places.extend(inside.take(MOST_TRIED / 4));
        }
        places.retain(|place| plot.covers(*place));
        places.truncate(MOST_TRIED);
        places
    }
}
