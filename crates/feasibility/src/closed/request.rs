//! What is asked about closed loops: a building, its ground, and what is fixed.

use bodemtoets_loops::{Additive, Borehole, Coolant, Ground, Pipe, Pipes, Undisturbed};
use serde::Deserialize;

use super::dwelling::{Dwelling, DwellingData, assumed_weather_c};
use super::heat_pump::CopLine;
use super::hourly_building::HourlyBuilding;
use super::site::{MOST_LOOPS, MOST_LOOPS_OF_A_DWELLING, RADIUS_M, Site, TOP_M};
use crate::problem::{Problem, positive, read_toml, within};

/// A building or a row of dwellings, its ground, and what is fixed.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClosedRequest {
    /// What to call it.
    pub name: Option<String>,
    /// The dwelling.
    pub dwelling: Dwelling,
    /// How many in a row, each with its own loops; 1 when left out.
    pub dwellings: Option<u32>,
    /// From dwelling to dwelling, m; 5.4 when left out.
    pub pitch_m: Option<f64>,
    /// Loops of each dwelling; sought when left out.
    pub loops: Option<u32>,
    /// Length of each loop, m; sought when left out.
    pub length_m: Option<f64>,
    /// The deepest that may be drilled, m; 250 when left out.
    pub depth_cap_m: Option<f64>,
    /// Between loops, m; 6 when left out.
    pub spacing_m: Option<f64>,
    /// W/mK; 2.0 when left out.
    pub conductivity_w_m_k: Option<f64>,
    /// J/m3K; 2.4e6 when left out.
    pub heat_capacity_j_m3_k: Option<f64>,
    /// degC at the surface; 10.5 when left out, with 0.02 K/m below it.
    pub surface_c: Option<f64>,
    /// Such as "MPG 25 %".
    pub fluid: Option<String>,
    /// Water to the rooms, degC; 35 when left out.
    pub heat_supply_c: Option<f64>,
    /// Whether the dwelling is there already, so that there may be a subsidy; no when left out.
    pub existing: Option<bool>,
    /// A building whose hours are known, in place of a dwelling.
    #[serde(skip)]
    pub building: Option<HourlyBuilding>,
    /// Where the loops may be, m; beside each other at [`Self::spacing_m`] when there are none.
    #[serde(skip)]
    pub places: Vec<[f64; 2]>,
    /// How much existing systems cool the ground of the loops, K.
    #[serde(skip)]
    pub cooled_k: f64,
}

/// The deepest that is drilled where nothing forbids it, m: an assumption.
pub const USUAL_CAP_M: f64 = 250.0;
/// Temperature by depth, K/m: an assumption.
const GRADIENT_K_M: f64 = 0.02;

impl ClosedRequest {
    /// Reads TOML; `what` names it in messages.
    ///
    /// # Errors
    /// When it is not of this form.
    pub fn read(what: &str, text: &str) -> Result<Self, Problem> {
        read_toml(what, text)
    }

    /// The fewest loops, as deep as is allowed, that keep the law.
    ///
    /// # Errors
    /// When a number cannot be, or no loops that are tried are enough.
    pub fn needed(&self, outside_c: Option<&[f64]>) -> Result<u32, Problem> {
        let site = self.site(outside_c)?;
        site.loops_of(site.longest_m)
    }

    /// Refuses numbers that cannot be.
    ///
    /// # Errors
    /// With the number.
    pub fn check(&self) -> Result<(), Problem> {
        self.site(None).map(|_| ())
    }

    /// Everything that is computed with, checked; with the temperatures outside in each hour, or an assumed year.
    pub(super) fn site(&self, outside_c: Option<&[f64]>) -> Result<Site, Problem> {
        let (asked, load) = if let Some(building) = &self.building {
            (building.asked(), building.load())
        } else {
            let asked = DwellingData::shipped()?.asked(&self.dwelling)?;
            let load = match outside_c {
                Some(outside_c) => asked.hours(outside_c)?,
                None => asked.hours(&assumed_weather_c())?,
            };
            (asked, load)
        };
        let ground = Ground {
            conductivity_w_m_k: self.conductivity_w_m_k.unwrap_or(2.0),
            heat_capacity_j_m3_k: self.heat_capacity_j_m3_k.unwrap_or(2.4e6),
            flow: None,
        };
        ground.check()?;
        let surface_c = self.surface_c.unwrap_or(10.5);
        let surface = Undisturbed::Gradient { surface_c, k_per_m: GRADIENT_K_M };
        surface.check()?;
        within("cooled_k", self.cooled_k, -20.0, 20.0, "it is what other systems do to the ground")?;
        let undisturbed = Undisturbed::Gradient { surface_c: surface_c - self.cooled_k, k_per_m: GRADIENT_K_M };
        let coolant = match &self.fluid {
            Some(name) => Coolant::parse(name)?,
            None => Coolant::Mix { kind: Additive::PropyleneGlycol, share_pct: 25.0 },
        };
        let dwellings = self.dwellings.unwrap_or(1);
        within("dwellings", f64::from(dwellings), 1.0, 60.0, "a row has some dozens at most; split it")?;
        let most = self.most_loops();
        if let Some(loops) = self.loops {
            within("loops", f64::from(loops), 1.0, f64::from(most), "a dwelling has one to four, an office dozens")?;
        }
        let spacing_m = self.spacing_m.unwrap_or(6.0);
        within("spacing_m", spacing_m, 2.0 * RADIUS_M, 100.0, "loops are 5 to 6 m apart")?;
        let pitch_m = self.pitch_m.unwrap_or(5.4);
        within("pitch_m", pitch_m, 2.0, 1000.0, "a terraced house is some 5.4 m wide")?;
        let longest_m = self.longest_m()?;
        let pipe = Pipe { inner_radius_m: 0.0163, outer_radius_m: 0.02, wall_w_m_k: 0.42 };
        Ok(Site {
            asked,
            load,
            ground,
            undisturbed,
            coolant,
            borehole: Borehole {
                radius_m: RADIUS_M,
                grout_w_m_k: 1.5,
                ground_w_m_k: ground.conductivity_w_m_k,
                pipes: Pipes::SingleU { pipe, from_axis_m: 0.04 },
            },
            pump: CopLine::generic_brine()?,
            heat_supply_c: self.heat_supply_c.unwrap_or(35.0),
            places: self.places.clone(),
            most_loops: most,
            spacing_m,
            pitch_m,
            longest_m,
            dwellings,
            existing: self.existing.unwrap_or(false),
        })
    }

    /// The longest loop that the depth allows, m.
    pub(super) fn longest_m(&self) -> Result<f64, Problem> {
        let cap_m = self.depth_cap_m.unwrap_or(USUAL_CAP_M);
        positive("depth_cap_m", cap_m - TOP_M - 4.0, 1000.0, "below 5 m a loop is no loop")?;
        Ok(cap_m - TOP_M)
    }

    /// How many loops are tried.
    fn most_loops(&self) -> u32 {
        match (self.places.len(), &self.building) {
            (0, None) => MOST_LOOPS_OF_A_DWELLING,
            (0, Some(_)) => MOST_LOOPS,
            (places, _) => u32::try_from(places).unwrap_or(MOST_LOOPS).min(MOST_LOOPS),
        }
    }
}
