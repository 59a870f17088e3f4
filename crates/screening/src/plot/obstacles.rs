//! Wells and loops of others around a plot.

use geo::BoundingRect;
use geo::MultiPolygon;

use crate::Screener;
use crate::application::Application;
use bodemtoets_ground::crowding::{Depths, Range, WellKind, thermal_radius_range_m};
use bodemtoets_ground::layout::Obstacle;
use bodemtoets_law::rules::{Quantity, System};
use bodemtoets_maps::pack::{self, Site, WellData};

/// Wells and loops of others further than this from the plot are in nobody's way, m.
const AROUND_M: f64 = 500.0;
/// Screens of others that are not known, m: an assumption, the shortest makes the widest bubble.
const UNKNOWN_SCREEN_M: Range = Range::new(10.0, 60.0);
/// How far the warmth of a well of others reaches when its volume is not known, m: an assumption, that of
/// 200 000 m3 a year around a screen of 20 m.
const UNKNOWN_THERMAL_M: Range = Range::new(0.0, 55.0);

/// Wells and loops of others around a plot, at depths that the system may reach.
pub(super) fn obstacles(screener: &Screener, application: &Application, plot: &MultiPolygon) -> Vec<Obstacle> {
    let Some(bounds) = plot.bounding_rect() else { return Vec::new() };
    let number = |quantity| application.quantities.get(quantity);
    let screen = number(Quantity::ScreenTopM).zip(number(Quantity::ScreenBottomM));
    let ours = match application.system {
        System::Open => screen.map(|(top_m, bottom_m)| Depths { top_m, bottom_m }),
        System::Closed => number(Quantity::DrillingDepthM).map(|bottom_m| Depths { top_m: 0.0, bottom_m }),
    };
    let capacity = screener.subsurface_of(application).aquifer_heat_capacity_mj_m3_k.range();
    let pack = screener.pack();
    let wells_of = |site: usize| {
        let wells = pack.systems.sites(pack.systems.of(site)).len();
        f64::from(u32::try_from(wells).unwrap_or(u32::MAX)).max(2.0)
    };
    let obstacle = |position: usize| {
        let site: &Site = &pack.installations[position];
        let data = site.well.as_deref();
        let theirs = depths(data);
        // At other depths they do not meet.
        if ours.zip(theirs).is_some_and(|(ours, theirs)| ours.overlap_m(theirs) <= 0.0) {
            return None;
        }
        let is_loop = data.and_then(|data| data.system) == Some(pack::System::Closed);
        let screen_m = theirs.map_or(UNKNOWN_SCREEN_M, |screen| Range::exactly(screen.length_m()));
        let radius = |volume_m3: f64| {
            let season_m3 = Range::exactly(volume_m3 / wells_of(position));
            thermal_radius_range_m(season_m3, screen_m, capacity).ok()
        };
        let thermal_m = data.and_then(|data| data.annual_volume_m3).and_then(radius).unwrap_or(UNKNOWN_THERMAL_M);
        let stores = match data.and_then(|data| data.well_type) {
            Some(pack::WellType::Warm) => WellKind::Warm,
            Some(pack::WellType::Cold) => WellKind::Cold,
            None => WellKind::Unknown,
        };
        Some(Obstacle { place: site.shape.centre(), stores, thermal_m: (!is_loop).then_some(thermal_m) })
    };
    let mut near = pack.installation_index.around(bounds, AROUND_M);
    near.sort_unstable();
    near.into_iter().filter_map(obstacle).collect()
}

/// At which depth a well or loop of others works, when that is known.
fn depths(data: Option<&WellData>) -> Option<Depths> {
    let data = data?;
    let depths = if data.system == Some(pack::System::Closed) {
        Depths { top_m: 0.0, bottom_m: data.depth_m? }
    } else {
        Depths { top_m: data.screen_top_m?, bottom_m: data.screen_bottom_m? }
    };
    depths.check().is_ok().then_some(depths)
}
