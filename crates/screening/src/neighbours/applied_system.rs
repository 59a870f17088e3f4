//! The system that is applied for, as its neighbours meet it.

use geo::Coord;

use super::storage_well::{count, screen, storage_well};
use bodemtoets_ground::crowding::{
    Borehole, ClosedSystem, Line, LoadStep, Range, StorageWell, Subsurface, WellKind, load_of_a_year,
};
use bodemtoets_law::rules::{Quantities, Quantity, System};
use bodemtoets_space::Shape;

/// The system that is applied for.
pub(super) struct AppliedSystem<'a> {
    pub(super) place: &'a Shape,
    pub(super) system: System,
    /// Its wells or loops; none when only the plot is known.
    pub(super) places: Option<Vec<Coord>>,
    /// A well of it; what it stores is not stated, and so not known.
    pub(super) well: StorageWell,
    /// The largest flow, m3/h.
    pub(super) flow_m3_h: Option<f64>,
    /// How deep it goes, m.
    pub(super) depth_m: Option<f64>,
    /// Its loops with what they take from the ground; none when a place or the depth is not known.
    pub(super) loops: Option<ClosedSystem>,
    /// Whether it is stated how much they take.
    pub(super) states_energy: bool,
}

impl<'a> AppliedSystem<'a> {
    pub(super) fn new(place: &'a Shape, system: System, quantities: &Quantities, subsurface: &Subsurface) -> Self {
        let number = |quantity| quantities.get(quantity);
        let places = match place {
            Shape::Point(place) => Some(vec![*place]),
            Shape::Points(places) => Some(places.clone()),
            Shape::Lines(_) | Shape::Area(_) => None,
        };
        let screen = screen(number(Quantity::ScreenTopM), number(Quantity::ScreenBottomM));
        let wells = count(places.as_ref().map_or(1, Vec::len)).max(2.0);
        let season_m3 = number(Quantity::AnnualVolumeM3).map(|volume| volume / wells);
        let capacity = subsurface.aquifer_heat_capacity_mj_m3_k.range();
        let well = storage_well(place.centre(), WellKind::Unknown, screen, season_m3, capacity);
        let depth_m = number(Quantity::DrillingDepthM);
        let (heat, cold) = (number(Quantity::HeatAddedMwh), number(Quantity::ColdAddedMwh));
        let loops = places.as_ref().zip(depth_m.and_then(Line::of_loop)).map(|(places, line)| {
            let extraction_w_m: Range = load_of_a_year(heat, cold, line.length_m * count(places.len()));
            ClosedSystem {
                boreholes: places.iter().map(|place| Borehole { x_m: place.x, y_m: place.y, line }).collect(),
                load: vec![LoadStep { from_years: 0.0, extraction_w_m }],
            }
        });
        let states_energy = heat.is_some() && cold.is_some();
        Self { place, system, places, well, flow_m3_h: number(Quantity::FlowM3H), depth_m, loops, states_energy }
    }
}
