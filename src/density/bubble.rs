//! What a well takes of a level: how far its warmth and water reach, and how much ground it warms.

use geo::Coord;

use super::assumptions::Assumptions;
use super::inventory::{Part, System};
use super::level::Level;
use crate::crowding::{Range, WATER_MJ_M3_K, hydraulic_radius_range_m, thermal_radius_range_m};
use crate::rules;

/// A well on a level. The low ends are 0 unless it is there for certain and its volume is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bubble {
    /// Where it is.
    pub(super) place: Coord,
    /// How far its warmth reaches, m.
    pub(super) thermal_m: Range,
    /// How far its water reaches, m.
    pub(super) hydraulic_m: Range,
    /// How much ground it warms or cools within the level, m3.
    pub(super) ground_m3: Range,
}

impl Bubble {
    /// Of a well of an open system, or of one that may be; none when it cannot be at the level, and of
    /// closed systems, whose loops move no water.
    pub(super) fn of(system: &System, part: &Part, level: Level, assume: &Assumptions) -> Option<Self> {
        if system.kind == Some(rules::System::Closed) || !part.reach.may_be_at(level) {
            return None;
        }
        let screen_m = part.reach.exactly().map_or(assume.unknown_screen_m, |screen| Range::exactly(screen.length_m()));
        let season_m3 = season_m3(system, assume)?;
        let certain = part.reach.is_at(level) && season_m3.low > 0.0 && system.kind.is_some();
        let low = |range: Range| if certain { range } else { Range { low: 0.0, ..range } };
        // A volume that is not known has no low end, and a radius of nothing is none.
        let season_m3 = if certain { season_m3 } else { Range::exactly(season_m3.high) };
        let ground_m3 = Range {
            low: season_m3.low * WATER_MJ_M3_K / assume.aquifer_mj_m3_k().high,
            high: season_m3.high * WATER_MJ_M3_K / assume.aquifer_mj_m3_k().low,
        };
        let share = share_at(part, level, screen_m);
        Some(Self {
            place: part.place,
            thermal_m: low(thermal_radius_range_m(season_m3, screen_m, assume.aquifer_mj_m3_k()).ok()?),
            hydraulic_m: low(hydraulic_radius_range_m(season_m3, screen_m, assume.subsurface.porosity.range()).ok()?),
            ground_m3: low(Range { low: ground_m3.low * share.low, high: ground_m3.high * share.high }),
        })
    }
}

/// Water of a season around a well of a system, from the least to the most, m3; none when nothing can be
/// said.
fn season_m3(system: &System, assume: &Assumptions) -> Option<Range> {
    let known = system.season_m3().filter(|season| *season > 0.0).map(Range::exactly);
    known.or(assume.unknown_season_m3.map(|most| Range::new(0.0, most)))
}

/// How far the warmth of a well reaches at the high end, and of one that is known, m.
pub(super) fn thermal_m(system: &System, part: &Part, assume: &Assumptions) -> Option<Range> {
    let screen_m = part.reach.exactly().map_or(assume.unknown_screen_m, |screen| Range::exactly(screen.length_m()));
    let season = season_m3(system, assume)?;
    let at =
        |season_m3: f64| thermal_radius_range_m(Range::exactly(season_m3), screen_m, assume.aquifer_mj_m3_k()).ok();
    let low = if season.low > 0.0 { at(season.low)?.low } else { 0.0 };
    Some(Range { low, high: at(season.high)?.high })
}

/// The share of a screen that lies in a level.
fn share_at(part: &Part, level: Level, screen_m: Range) -> Range {
    let Level::Slice(slice) = level else { return Range::exactly(1.0) };
    match part.reach.exactly() {
        Some(screen) => Range::exactly(screen.overlap_m(slice) / screen.length_m()),
        None => Range::new(0.0, (slice.length_m() / screen_m.low).min(1.0)),
    }
}
