//! An existing system, as far as the map knows it.

use geo::Coord;

use super::applied_system::AppliedSystem;
use super::storage_well::{count, screen, storage_well};
use bodemtoets_ground::crowding::{
    Borehole, ClosedSystem, HeadWell, Line, LoadStep, Range, StorageWell, WellKind, load_of_a_year,
};
use bodemtoets_maps::pack::{Pack, Site, System, WellData, WellType};
use bodemtoets_space::Shape;

/// How far a well may be from the place of its installation where only that is known, m: an assumption.
pub(super) const ASTRAY_M: f64 = 200.0;

/// An installation with all of its wells or loops.
pub(super) struct ExistingSystem<'a> {
    /// Its place among the installations of the pack.
    pub(super) system: usize,
    pub(super) sites: Vec<&'a Site>,
}

impl<'a> ExistingSystem<'a> {
    pub(super) fn new(pack: &'a Pack, system: usize) -> Self {
        Self { system, sites: pack.systems.sites(system).iter().map(|site| &pack.installations[*site]).collect() }
    }

    /// What it is; none when the map does not say.
    pub(super) fn kind(&self) -> Option<System> {
        self.sites.iter().find_map(|site| site.well.as_deref()?.system)
    }

    /// The largest of the numbers that its wells repeat.
    pub(super) fn known(&self, read: impl Fn(&WellData) -> Option<f64>) -> Option<f64> {
        self.sites.iter().filter_map(|site| read(site.well.as_deref()?)).reduce(f64::max)
    }

    /// Whether each of its wells or loops is a point of its own.
    pub(super) fn has_places(&self) -> bool {
        self.sites.iter().all(|site| is_exact(site))
    }

    /// The least distance from our place to its wells or loops, m; 0 or more also where they may be
    /// nearer than the map shows them.
    pub(super) fn distance_m(&self, ours: &AppliedSystem) -> f64 {
        self.sites.iter().map(|site| distance_m(site, ours.place)).fold(f64::INFINITY, f64::min)
    }

    /// The same from a place.
    pub(super) fn distance_to_m(&self, place: Coord) -> f64 {
        let of_site = |site: &&Site| (site.shape.distance_to_place_m(place) - astray_m(site)).max(0.0);
        self.sites.iter().map(of_site).fold(f64::INFINITY, f64::min)
    }

    /// Its wells, with how far their warmth reaches; its yearly volume is shared by all of them.
    pub(super) fn wells(&self, capacity_mj_m3_k: Range) -> Vec<StorageWell> {
        let season_m3 =
            self.known(|well| well.annual_volume_m3).map(|volume| volume / count(self.sites.len()).max(2.0));
        let well = |site: &&Site| {
            let data = site.well.as_deref();
            let screen = data.and_then(|data| screen(data.screen_top_m, data.screen_bottom_m));
            storage_well(site.shape.centre(), kind_of(site), screen, season_m3, capacity_mj_m3_k)
        };
        self.sites.iter().map(well).collect()
    }

    /// Its wells, for the head.
    pub(super) fn head_wells(&self) -> Vec<HeadWell> {
        let well = |site: &&Site| {
            let Coord { x, y } = site.shape.centre();
            HeadWell { x_m: x, y_m: y, kind: kind_of(site) }
        };
        self.sites.iter().map(well).collect()
    }

    /// How deep its loops go, m: the shallowest and the deepest; none when one of them is not known.
    pub(super) fn depths_m(&self) -> Option<Range> {
        let depths: Option<Vec<f64>> = self.sites.iter().map(|site| depth_of(site)).collect();
        Range::around(depths?)
    }

    /// Its loops with what they take from the ground; none when a place or a depth is not known. A load
    /// that is not known is a wide range.
    pub(super) fn loops(&self) -> Option<ClosedSystem> {
        let loop_at = |site: &&Site| {
            let line = Line::of_loop(depth_of(site)?)?;
            let Coord { x, y } = site.shape.centre();
            is_exact(site).then_some(Borehole { x_m: x, y_m: y, line })
        };
        let boreholes: Vec<Borehole> = self.sites.iter().map(loop_at).collect::<Option<_>>()?;
        let length_m: f64 = boreholes.iter().map(|borehole| borehole.line.length_m).sum();
        let (heat, cold) = (self.known(|well| well.heat_mwh), self.known(|well| well.cold_mwh));
        let extraction_w_m = load_of_a_year(heat, cold, length_m);
        Some(ClosedSystem { boreholes, load: vec![LoadStep { from_years: 0.0, extraction_w_m }] })
    }
}

/// Whether a well or loop is a point, and where the map has it.
pub(super) fn is_exact(site: &Site) -> bool {
    matches!(site.shape, Shape::Point(_)) && site.well.as_deref().is_none_or(|well| !well.approximate)
}

/// The least distance from a place to a well or loop.
pub(super) fn distance_m(site: &Site, place: &Shape) -> f64 {
    (site.shape.distance_m(place) - astray_m(site)).max(0.0)
}

fn astray_m(site: &Site) -> f64 {
    if site.well.as_deref().is_some_and(|well| well.approximate) { ASTRAY_M } else { 0.0 }
}

fn depth_of(site: &Site) -> Option<f64> {
    site.well.as_deref()?.depth_m
}

fn kind_of(site: &Site) -> WellKind {
    match site.well.as_deref().and_then(|well| well.well_type) {
        Some(WellType::Warm) => WellKind::Warm,
        Some(WellType::Cold) => WellKind::Cold,
        None => WellKind::Unknown,
    }
}
