//! The existing systems around a place: what is known of them, and whether their wells and those of the
//! application are too near to each other.
//!
//! Too near is told by rule of thumb ([`SpacingRules`]), which is custom and not law: it decides nothing. For
//! open beside open the thermal radii of both, the overlap of their screens and what their wells store are
//! weighed; of what is not known harm is unknown. Closed systems are listed, and their effect is not
//! computed: what they take from the ground hour by hour is in no register.

use geo::Coord;
use schemars::JsonSchema;
use serde::Serialize;

use super::assessment::Assessment;
use super::screener::Screener;
use crate::application::Application;
use crate::crowding::{
    AQUIFER_MJ_M3_K, Depths, Harm, Range, Spacing, SpacingRules, StorageWell, WellKind, thermal_radius_m,
};
use crate::pack::{self, Role, Site, WellData, WellType};
use crate::rules::{Quantity, System};
use crate::spatial::Shape;

/// The most neighbours that a verdict lists.
const MOST: usize = 20;

/// An existing system nearer than 400 m.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Neighbour {
    /// Id of the layer.
    pub layer: String,
    /// Id of the installation in the source.
    pub id: String,
    /// From the place to its nearest well or loop, metres.
    pub distance_m: f64,
    /// How many of its wells or loops are nearer than 400 m.
    pub wells: usize,
    /// `open`, `closed` or `other`; absent when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<&'static str>,
    /// Groundwater that it may move in a year, m3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annual_volume_m3: Option<f64>,
    /// The deepest of its screens or loops that is known, metres below ground level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth_m: Option<f64>,
    /// The pair of wells that are too near, or nearest to it; absent unless both systems are open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spacing: Option<Spacing>,
    /// Whether the two are too near, by a rule of thumb on warmth: `none` says nothing of the drawdown, which
    /// is not computed.
    pub harm: Harm,
    /// What is not known of it and would be needed: `system`, `well_type`, `screens`, `annual_volume_m3`;
    /// `application` when it is the application that lacks screens or volume.
    pub unknown: Vec<&'static str>,
}

impl Screener {
    /// The systems around a place, nearest first; nothing when the pack has no layer of them.
    pub(super) fn neighbours(&self, application: &Application, assessment: &Assessment) -> Vec<Neighbour> {
        let near = assessment.survey.sites_near(Role::Installation);
        let mut groups: Vec<Vec<&Site>> = Vec::new();
        for site in near.into_iter().map(|site| &self.pack.installations[site]) {
            match groups.iter_mut().find(|group| (group[0].layer, &group[0].id) == (site.layer, &site.id)) {
                Some(group) => group.push(site),
                None => groups.push(vec![site]),
            }
        }
        let ours = wells_of(application);
        let mut neighbours: Vec<Neighbour> =
            groups.iter().map(|sites| self.neighbour(application, &ours, sites)).collect();
        neighbours.sort_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
        neighbours.truncate(MOST);
        neighbours
    }

    fn neighbour(&self, application: &Application, ours: &[StorageWell], sites: &[&Site]) -> Neighbour {
        let first = sites[0];
        let known = |read: fn(&WellData) -> Option<f64>| {
            sites.iter().filter_map(|site| read(site.well.as_deref()?)).reduce(f64::max)
        };
        let system = sites.iter().find_map(|site| site.well.as_deref()?.system);
        let annual_volume_m3 = known(|well| well.annual_volume_m3);
        // All wells of the installation share its volume, those that are far away too.
        let all = self.pack.installations.iter().filter(|site| (site.layer, &site.id) == (first.layer, &first.id));
        let season_m3 = annual_volume_m3.map(|volume| volume / count(all.count()).max(2.0));
        let theirs: Vec<StorageWell> = sites.iter().map(|site| well_of(site, season_m3)).collect();
        let both_open = application.system == System::Open && system == Some(pack::System::Open);
        let spacing = if both_open { SpacingRules::default().worst(ours, &theirs) } else { None };
        let mut unknown = Vec::new();
        let mut lack = |is: bool, what: &'static str| {
            if is {
                unknown.push(what);
            }
        };
        lack(system.is_none(), "system");
        if system != Some(pack::System::Closed) {
            lack(theirs.iter().any(|well| well.kind == WellKind::Unknown), "well_type");
            lack(theirs.iter().any(|well| well.screen.is_none()), "screens");
            lack(annual_volume_m3.is_none(), "annual_volume_m3");
        }
        let lacks_own = ours.iter().any(|well| well.screen.is_none() || well.thermal_radius_m.is_none());
        lack(both_open && lacks_own, "application");
        let distance_m =
            sites.iter().map(|site| site.shape.distance_m(&application.place)).fold(f64::INFINITY, f64::min);
        Neighbour {
            layer: self.pack.layers[first.layer].id.clone(),
            id: first.id.clone(),
            distance_m: (distance_m * 1000.0).round() / 1000.0,
            wells: sites.len(),
            system: system.map(pack::System::slug),
            annual_volume_m3,
            depth_m: known(|well| well.depth_m.or(well.screen_bottom_m)),
            spacing,
            harm: spacing.map_or(Harm::Unknown, |spacing| spacing.harm),
            unknown,
        }
    }
}

/// A number of wells.
fn count(wells: usize) -> f64 {
    f64::from(u32::try_from(wells).unwrap_or(u32::MAX))
}

/// The wells of an application: what each stores is not stated, and so unknown.
fn wells_of(application: &Application) -> Vec<StorageWell> {
    let number = |quantity| application.quantities.get(quantity);
    let screen = screen(number(Quantity::ScreenTopM), number(Quantity::ScreenBottomM));
    let places: Vec<Coord> = match &application.place {
        Shape::Points(places) => places.clone(),
        other => vec![other.centre()],
    };
    let season_m3 = number(Quantity::AnnualVolumeM3).map(|volume| volume / count(places.len()).max(2.0));
    let well = |place: &Coord| storage_well(*place, WellKind::Unknown, screen, season_m3);
    places.iter().map(well).collect()
}

/// A well of an existing system.
fn well_of(site: &Site, season_m3: Option<f64>) -> StorageWell {
    let data = site.well.as_deref();
    let kind = match data.and_then(|data| data.well_type) {
        Some(WellType::Warm) => WellKind::Warm,
        Some(WellType::Cold) => WellKind::Cold,
        None => WellKind::Unknown,
    };
    let screen = data.and_then(|data| screen(data.screen_top_m, data.screen_bottom_m));
    storage_well(site.shape.centre(), kind, screen, season_m3)
}

fn screen(top_m: Option<f64>, bottom_m: Option<f64>) -> Option<Depths> {
    let (top_m, bottom_m) = top_m.zip(bottom_m)?;
    let screen = Depths { top_m, bottom_m };
    screen.check().is_ok().then_some(screen)
}

fn storage_well(place: Coord, kind: WellKind, screen: Option<Depths>, season_m3: Option<f64>) -> StorageWell {
    // A volume of nothing or a screen without length has no radius.
    let radius = |(volume, screen): (f64, Depths)| thermal_radius_m(volume, screen.length_m(), AQUIFER_MJ_M3_K).ok();
    let thermal_radius_m = season_m3.zip(screen).and_then(radius).map(Range::exactly);
    StorageWell { x_m: place.x, y_m: place.y, kind, screen, thermal_radius_m }
}
