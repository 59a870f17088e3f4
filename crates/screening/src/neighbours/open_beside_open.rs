//! Open beside open: how far apart the wells are, and what they do to the head.

use schemars::JsonSchema;
use serde::Serialize;

use super::applied_system::AppliedSystem;
use super::existing_system::{ExistingSystem, distance_m, is_exact};
use super::rounding::rounded;
use bodemtoets_ground::crowding::{Harm, HeadRules, Influence, Range, Spacing, SpacingRules, StorageWell, Subsurface};

/// What two open systems do to the head at each other: influence, and by itself no harm.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Head {
    /// What we lower or raise it at their nearest well, m; absent when our flow is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_us_m: Option<Range>,
    /// What they do at our nearest well, m; absent when their flow is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_them_m: Option<Range>,
    /// The change that counts as influence, m.
    pub limit_m: f64,
    /// Whether one is felt at the other.
    pub influence: Influence,
}

/// The pair of wells that are too near, or nearest to it.
pub(super) fn spacing(ours: &AppliedSystem, theirs: &ExistingSystem, subsurface: &Subsurface) -> Option<Spacing> {
    let rules = SpacingRules::default();
    let wells = theirs.wells(subsurface.aquifer_heat_capacity_mj_m3_k.range());
    let mut pairs = Vec::new();
    for (site, their_well) in theirs.sites.iter().zip(&wells) {
        match &ours.places {
            Some(places) if is_exact(site) => {
                let well = |place: &geo::Coord| StorageWell { x_m: place.x, y_m: place.y, ..ours.well };
                pairs.extend(places.iter().map(|place| rules.spacing(&well(place), their_well)));
            }
            // Somewhere: as near as it may be, and then it is not certain.
            _ => {
                let x_m = their_well.x_m + distance_m(site, ours.place);
                let nearest = rules.spacing(&StorageWell { x_m, y_m: their_well.y_m, ..ours.well }, their_well);
                pairs.push(Spacing { harm: nearest.harm.min(Harm::Unknown), ..nearest });
            }
        }
    }
    Spacing::worst(pairs)
}

/// What both do to the head.
pub(super) fn head(
    ours: &AppliedSystem,
    theirs: &ExistingSystem,
    spacing: Option<&Spacing>,
    subsurface: &Subsurface,
) -> Head {
    let (rules, aquifer) = (HeadRules::default(), subsurface.aquifer());
    let apart_m = theirs.distance_m(ours);
    let their_flow_m3_h = theirs.known(|well| well.flow_m3_h);
    // What cannot be computed is not known.
    let alone = |flow_m3_h: f64| rules.alone_m(&aquifer, flow_m3_h, apart_m).ok();
    let by_us_m = ours.flow_m3_h.and_then(alone);
    let by_them_m = match (their_flow_m3_h, &ours.places) {
        (Some(flow_m3_h), Some(places)) if theirs.has_places() => {
            let wells = theirs.head_wells();
            let at = |place: &geo::Coord| rules.change_m(&aquifer, flow_m3_h, &wells, place.x, place.y).ok();
            let all: Option<Vec<Range>> = places.iter().map(at).collect();
            let most = |one: Range, other: Range| Range::new(one.low.max(other.low), one.high.max(other.high));
            all.and_then(|all| all.into_iter().reduce(most))
        }
        (flow_m3_h, _) => flow_m3_h.and_then(alone),
    };
    // What reaches another aquifer is less, nobody knows how much.
    let shared = spacing.is_some_and(|spacing| spacing.overlap.low > 0.0);
    let through = |head_m: Range| if shared { head_m } else { Range::new(0.0, head_m.high) };
    let (by_us_m, by_them_m) = (by_us_m.map(through), by_them_m.map(through));
    let felt = |head_m: Option<Range>| Influence::above(head_m, rules.influence_m);
    let influence = match (felt(by_us_m), felt(by_them_m)) {
        (Influence::Yes, _) | (_, Influence::Yes) => Influence::Yes,
        (Influence::No, Influence::No) => Influence::No,
        _ => Influence::Unknown,
    };
    Head { by_us_m: by_us_m.map(rounded), by_them_m: by_them_m.map(rounded), limit_m: rules.influence_m, influence }
}
