//! What is known of the systems of a region.

use geo::Coord;

use super::level::{DEEPEST_M, Level};
use crate::application::Application;
use bodemtoets_ground::crowding::{Depths, WellKind};
use bodemtoets_law::rules::{self, Quantity};
use bodemtoets_maps::pack;
use bodemtoets_maps::register::{self, Register};
use bodemtoets_space::Shape;

/// The systems of a region: existing ones, and proposals.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inventory {
    /// The systems.
    pub systems: Vec<System>,
    /// Installations that were left out, because they are no ground-energy systems.
    pub other_uses: usize,
}

/// A ground-energy system.
#[derive(Debug, Clone, PartialEq)]
pub struct System {
    /// Id in the register.
    pub id: String,
    /// Open or closed; none when it is not known.
    pub kind: Option<rules::System>,
    /// Its wells and loops: at least one.
    pub parts: Vec<Part>,
    /// Groundwater that it may move in a year, m3.
    pub annual_volume_m3: Option<f64>,
    /// Heat taken from the ground, MWh a year: what is put into it as cold.
    pub heat_taken_mwh: Option<f64>,
    /// Heat given to the ground, MWh a year.
    pub heat_given_mwh: Option<f64>,
    /// It is not there yet.
    pub is_proposal: bool,
}

/// A well, or a loop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Where it is, in RD New.
    pub place: Coord,
    /// What a well stores.
    pub stores: WellKind,
    /// Whether that is its own place, not that of its installation: then it is near.
    pub is_exact: bool,
    /// Many installations stand in exactly this place: perhaps it is that of an office.
    pub is_doubtful: bool,
    /// At which depth it works: the screen of a well, the whole of a loop.
    pub reach: Reach,
}

/// At which depth a well or loop works.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reach {
    /// From here to there.
    Exactly(Depths),
    /// Somewhere in here.
    Within(Depths),
}

impl Reach {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self::Within(Depths { top_m: 0.0, bottom_m: DEEPEST_M });

    /// From what is known: a screen, or how deep the drilling goes. A loop works from ground level down, a
    /// well somewhere above its end.
    #[must_use]
    pub fn known(top_m: Option<f64>, bottom_m: Option<f64>, depth_m: Option<f64>, is_loop: bool) -> Self {
        let within = |top_m: f64, bottom_m: f64| {
            let depths = Depths { top_m, bottom_m };
            depths.check().is_ok().then_some(depths)
        };
        let screen = top_m.zip(bottom_m).and_then(|(top_m, bottom_m)| within(top_m, bottom_m));
        // Of a screen that is upside down only the deeper end says something.
        let bottom_m = [top_m.filter(|_| screen.is_none() && bottom_m.is_some()), bottom_m.or(depth_m)]
            .into_iter()
            .flatten()
            .reduce(f64::max);
        match (screen, bottom_m.and_then(|bottom_m| within(0.0, bottom_m))) {
            (Some(screen), _) => Self::Exactly(screen),
            (None, Some(drilling)) if is_loop => Self::Exactly(drilling),
            (None, Some(drilling)) => Self::Within(Depths {
                top_m: top_m.filter(|top_m| (0.0..drilling.bottom_m).contains(top_m)).unwrap_or(0.0),
                ..drilling
            }),
            (None, None) => Self::UNKNOWN,
        }
    }

    /// The depths, when they are known.
    #[must_use]
    pub fn exactly(self) -> Option<Depths> {
        match self {
            Self::Exactly(depths) => Some(depths),
            Self::Within(_) => None,
        }
    }

    /// Whether it is at a level for certain.
    #[must_use]
    pub fn is_at(self, level: Level) -> bool {
        match (level, self) {
            (Level::Any, _) => true,
            (Level::Slice(slice), Self::Exactly(depths)) => depths.overlap_m(slice) > 0.0,
            (Level::Slice(_), Self::Within(_)) => false,
        }
    }

    /// Whether it may be at a level.
    #[must_use]
    pub fn may_be_at(self, level: Level) -> bool {
        match (level, self) {
            (Level::Any, _) => true,
            (Level::Slice(slice), Self::Exactly(depths) | Self::Within(depths)) => depths.overlap_m(slice) > 0.0,
        }
    }
}

impl Inventory {
    /// The ground-energy systems of a register.
    #[must_use]
    pub fn of(register: &Register) -> Self {
        let mut inventory = Self::default();
        for installation in &register.installations {
            let kind = match installation.system {
                Some(pack::System::Open) => Some(rules::System::Open),
                Some(pack::System::Closed) => Some(rules::System::Closed),
                Some(pack::System::Other) => {
                    inventory.other_uses += 1;
                    continue;
                }
                None => None,
            };
            let parts: Vec<Part> = installation.parts.iter().filter_map(|part| of_part(part, kind)).collect();
            if parts.is_empty() {
                continue;
            }
            inventory.systems.push(System {
                id: installation.id.clone(),
                kind,
                parts,
                annual_volume_m3: installation.licensed_volume_m3(),
                heat_taken_mwh: installation.energy.cold_mwh,
                heat_given_mwh: installation.energy.warm_mwh,
                is_proposal: false,
            });
        }
        inventory
    }

    /// Adds a proposal: a well or loop at each of its points, or one at the middle of its plot.
    pub fn propose(&mut self, application: &Application) {
        let number = |quantity| application.quantities.get(quantity);
        let is_loop = application.system == rules::System::Closed;
        let screen = (number(Quantity::ScreenTopM), number(Quantity::ScreenBottomM));
        let reach = Reach::known(screen.0, screen.1, number(Quantity::DrillingDepthM), is_loop);
        let (places, is_exact) = match &application.place {
            Shape::Point(place) => (vec![*place], true),
            Shape::Points(places) => (places.clone(), true),
            other => (vec![other.centre()], false),
        };
        self.systems.push(System {
            id: application.id.clone(),
            kind: Some(application.system),
            parts: places
                .into_iter()
                .map(|place| Part { place, stores: WellKind::Unknown, is_exact, is_doubtful: false, reach })
                .collect(),
            annual_volume_m3: number(Quantity::AnnualVolumeM3),
            heat_taken_mwh: number(Quantity::ColdAddedMwh),
            heat_given_mwh: number(Quantity::HeatAddedMwh),
            is_proposal: true,
        });
    }

    /// Leaves out wells and loops that stand in a place that many installations share, perhaps that of an office, and
    /// the systems of which nothing else is known; says how many systems that concerns.
    pub fn leave_out_shared_places(&mut self) -> usize {
        let is_shared = |system: &System| system.parts.iter().any(|part| part.is_doubtful);
        let concerned = self.systems.iter().filter(|system| is_shared(system)).count();
        for system in &mut self.systems {
            system.parts.retain(|part| !part.is_doubtful);
        }
        self.systems.retain(|system| !system.parts.is_empty());
        concerned
    }

    /// Whether a register of systems has none that it calls closed: then it says nothing of loops, though there may be
    /// many. Proposals do not count.
    #[must_use]
    pub fn lacks_closed_systems(&self) -> bool {
        let mut existing = self.systems.iter().filter(|system| !system.is_proposal).peekable();
        existing.peek().is_some() && existing.all(|system| system.kind != Some(rules::System::Closed))
    }

    /// All wells and loops, each with its system.
    pub fn parts(&self) -> impl Iterator<Item = (usize, &System, &Part)> {
        self.systems
            .iter()
            .enumerate()
            .flat_map(|(index, system)| system.parts.iter().map(move |part| (index, system, part)))
    }
}

impl System {
    /// Water of a season around one of its wells, m3: a year's water goes out and back, and half of the
    /// wells store each.
    #[must_use]
    pub fn season_m3(&self) -> Option<f64> {
        let wells = super::grid::count_f64(self.parts.len()).max(2.0);
        self.annual_volume_m3.map(|volume| volume / wells)
    }
}

fn of_part(part: &register::Part, kind: Option<rules::System>) -> Option<Part> {
    let place = part.position.coord()?;
    let stores = match &part.kind {
        register::Kind::Well(well) => match well.well_type {
            Some(pack::WellType::Warm) => WellKind::Warm,
            Some(pack::WellType::Cold) => WellKind::Cold,
            None => WellKind::Unknown,
        },
        _ => WellKind::Unknown,
    };
    let (top_m, bottom_m) = part.screens_m();
    let vertical = match &part.kind {
        register::Kind::Loop(form) => !matches!(form, register::LoopType::Horizontal),
        _ => kind == Some(rules::System::Closed),
    };
    let is_doubtful = part.doubts.contains(&register::Doubt::PlaceShared);
    let is_exact = matches!(part.position, register::Position::Known(_)) && !matches!(part.kind, register::Kind::Site);
    Some(Part { place, stores, is_exact, is_doubtful, reach: Reach::known(top_m, bottom_m, part.depth_m, vertical) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLICE: Level = Level::Slice(Depths { top_m: 20.0, bottom_m: 50.0 });

    #[test]
    fn a_screen_that_only_touches_a_slice_is_not_in_it() {
        let reach = Reach::known(Some(50.0), Some(80.0), None, false);
        assert!(!reach.is_at(SLICE) && !reach.may_be_at(SLICE));
    }

    #[test]
    fn a_well_without_screens_may_be_anywhere_above_its_end() {
        let reach = Reach::known(None, None, Some(30.0), false);
        assert!(!reach.is_at(SLICE) && reach.may_be_at(SLICE));
        assert!(!reach.may_be_at(Level::Slice(Depths { top_m: 30.0, bottom_m: 50.0 })));
    }

    #[test]
    fn a_loop_works_from_ground_level_down() {
        let reach = Reach::known(None, None, Some(30.0), true);
        assert!(reach.is_at(SLICE));
        assert_eq!(reach.exactly(), Some(Depths { top_m: 0.0, bottom_m: 30.0 }));
    }

    #[test]
    fn nothing_known_may_be_anywhere_and_is_at_any_depth() {
        let reach = Reach::known(None, None, None, false);
        assert!(!reach.is_at(SLICE) && reach.may_be_at(SLICE) && reach.is_at(Level::Any));
    }

    #[test]
    fn a_screen_upside_down_counts_as_unknown() {
        assert_eq!(
            Reach::known(Some(60.0), Some(40.0), None, false),
            Reach::Within(Depths { top_m: 0.0, bottom_m: 60.0 })
        );
        assert_eq!(Reach::known(None, Some(-3.0), None, false), Reach::UNKNOWN);
    }
}
