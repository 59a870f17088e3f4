//! What a well takes of a level: how far its warmth and water reach, and how thick the ground is there.

use geo::Coord;

use super::assumptions::Assumptions;
use super::inventory::{Part, System};
use super::level::Level;
use bodemtoets_ground::crowding::{Range, WATER_MJ_M3_K, hydraulic_radius_range_m, thermal_radius_range_m};
use bodemtoets_law::rules;

/// A well on a level. The low ends are 0 unless it is there for certain and its volume is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bubble {
    /// Where it is.
    pub(super) place: Coord,
    /// How far its warmth reaches, m.
    pub(super) thermal_m: Range,
    /// How far its water reaches, m.
    pub(super) hydraulic_m: Range,
    /// How much of its screen lies in the level, m: so thick is the ground that it warms or cools.
    pub(super) length_m: Range,
    /// How much ground it warms or cools at most, m3.
    pub(super) most_m3: f64,
}

impl Bubble {
    /// Of a well of an open system, or of one that may be; none when it cannot be at the level, and of
    /// closed systems, whose loops move no water.
    pub(super) fn of(system: &System, part: &Part, level: Level, assume: &Assumptions) -> Option<Self> {
        if system.kind == Some(rules::System::Closed) || !part.reach.may_be_at(level) {
            return None;
        }
        let screen_m = screen_m(part, assume);
        let season_m3 = season_m3(system, assume)?;
        let certain = part.reach.is_at(level) && season_m3.low > 0.0 && system.kind.is_some();
        let low = |range: Range| if certain { range } else { Range { low: 0.0, ..range } };
        // A volume that is not known has no low end, and a radius of nothing is none.
        let season_m3 = if certain { season_m3 } else { Range::exactly(season_m3.high) };
        let capacity = assume.aquifer_mj_m3_k();
        Some(Self {
            place: part.place,
            thermal_m: low(thermal_radius_range_m(season_m3, screen_m, capacity).ok()?),
            hydraulic_m: low(hydraulic_radius_range_m(season_m3, screen_m, assume.subsurface.porosity.range()).ok()?),
            length_m: low(length_m(part, level, screen_m)),
            most_m3: season_m3.high * WATER_MJ_M3_K / capacity.low,
        })
    }
}

/// Water of a season around a well of a system, from the least to the most, m3; none when nothing can be
/// said.
fn season_m3(system: &System, assume: &Assumptions) -> Option<Range> {
    let known = system.season_m3().filter(|season| *season > 0.0).map(Range::exactly);
    known.or(assume.unknown_season_m3.map(|most| Range::new(0.0, most)))
}

/// How far the warmth of a well reaches, m: from nothing when its volume is not known.
pub(super) fn thermal_m(system: &System, part: &Part, assume: &Assumptions) -> Option<Range> {
    let season = season_m3(system, assume)?;
    let at = |season_m3: f64| {
        thermal_radius_range_m(Range::exactly(season_m3), screen_m(part, assume), assume.aquifer_mj_m3_k()).ok()
    };
    let low = if season.low > 0.0 { at(season.low)?.low } else { 0.0 };
    Some(Range { low, high: at(season.high)?.high })
}

fn screen_m(part: &Part, assume: &Assumptions) -> Range {
    part.reach.exactly().map_or(assume.unknown_screen_m, |screen| Range::exactly(screen.length_m()))
}

/// How much of a screen lies in a level, m.
fn length_m(part: &Part, level: Level, screen_m: Range) -> Range {
    match (level, part.reach.exactly()) {
        (Level::Any, _) => screen_m,
        (Level::Slice(slice), Some(screen)) => Range::exactly(screen.overlap_m(slice)),
        (Level::Slice(slice), None) => Range::new(0.0, screen_m.high.min(slice.length_m())),
    }
}
