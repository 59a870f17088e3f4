//! What is assumed of the ground, and of what a register does not say.

use super::inventory::Inventory;
use bodemtoets_ground::crowding::{Problem, Range, SpacingRules, Subsurface};
use bodemtoets_words::limits::{positive, within};

/// With fewer known volumes than this a register says nothing about those that are not known.
const ENOUGH: usize = 20;
/// The share of the known volumes that lie below the one that stands for those that are not known.
const LARGE: f64 = 0.95;

/// What is assumed of the ground, and of what a register does not say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assumptions {
    /// The ground: of the aquifer its heat capacity and porosity, of the ground around closed loops its
    /// conductivity and heat capacity.
    pub subsurface: Subsurface,
    /// The share of the thickness of a slice that is aquifer: the room for water and warmth.
    pub aquifer_share: Range,
    /// Length of a screen that is not known, m.
    pub unknown_screen_m: Range,
    /// Water of a season around a well whose volume is not known, at the high end, m3; at the low end it is
    /// nothing. None leaves such wells out of the high end too, and the result says less than it should.
    pub unknown_season_m3: Option<f64>,
    /// Screen of a new doublet, m: less where a slice is thinner.
    pub new_screen_m: f64,
    /// How many radii wells of open systems have to be apart.
    pub spacing: SpacingRules,
    /// How many thermal radii of a well a closed loop has to be away from it.
    pub loop_radii: f64,
    /// Systems further than this from each other are not held against each other, m.
    pub search_radius_m: f64,
}

impl Default for Assumptions {
    /// The [ground](Subsurface::default) that nobody states. All of a slice is aquifer: the share that
    /// is used is at least what comes out. Screens of 10 to 60 m, 30 m for a new doublet, and 400 m, within
    /// which Dutch law looks at neighbours, are assumptions.
    fn default() -> Self {
        Self {
            subsurface: Subsurface::default(),
            aquifer_share: Range::exactly(1.0),
            unknown_screen_m: Range::new(10.0, 60.0),
            unknown_season_m3: None,
            new_screen_m: 30.0,
            spacing: SpacingRules::default(),
            loop_radii: 3.0,
            search_radius_m: 400.0,
        }
    }
}

impl Assumptions {
    /// Heat that a m3 of aquifer takes for each K, MJ.
    pub(super) fn aquifer_mj_m3_k(&self) -> Range {
        self.subsurface.aquifer_heat_capacity_mj_m3_k.range()
    }

    /// A well of unknown volume counts, at the high end, with the volume that 19 in 20 of the wells of known
    /// volume stay below; when enough are known.
    #[must_use]
    pub fn with_volumes_of(self, inventory: &Inventory) -> Self {
        let mut known: Vec<f64> = inventory.parts().filter_map(|(_, system, _)| system.season_m3()).collect();
        if known.len() < ENOUGH {
            return self;
        }
        known.sort_by(f64::total_cmp);
        let last = known.len() - 1;
        let at = super::grid::whole((super::grid::count_f64(known.len()) * LARGE).floor()).min(last);
        Self { unknown_season_m3: Some(known[at]), ..self }
    }

    /// Refuses what cannot be.
    ///
    /// # Errors
    /// When a number is out of its limits or a range backwards; it says which.
    pub fn check(&self) -> Result<(), Problem> {
        self.aquifer_share.check("aquifer_share", 0.01, 1.0, "it is a share of the thickness of a slice")?;
        self.unknown_screen_m.check("unknown_screen_m", 1.0, 300.0, "it is the length of a screen")?;
        positive("new_screen_m", self.new_screen_m, 300.0, "it is the length of a screen")?;
        within("loop_radii", self.loop_radii, 0.0, 20.0, "it is a multiple of the thermal radius")?;
        positive("search_radius_m", self.search_radius_m, 10_000.0, "it is how far systems are looked for")?;
        self.spacing.check()
    }
}
