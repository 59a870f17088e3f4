//! A field by itself, as a file of JSON or TOML.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bodemtoets_loops::{
    Borehole, Condition, Coolant, Design, Field, Flow, Ground, Legs, Loop, Pipe, Pipes, Resistance, Undisturbed,
};
use serde::Deserialize;

use crate::problem::{Problem, positive, read_toml, unreadable, within};

/// A field of loops with its ground, as a file has it. Lengths in m, temperatures in degC.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct FieldFile {
    /// Places of loops that are alike.
    pub xy_m: Vec<[f64; 2]>,
    /// In place of that: loops as `[x, y, length_m, top_m, radius_m]`.
    pub loops: Vec<[f64; 5]>,
    /// Length of each loop, m.
    pub length_m: Option<f64>,
    /// Depth of their tops, m; 1 when left out.
    pub top_m: Option<f64>,
    /// Radius of their boreholes, m; 0.075 when left out.
    pub borehole_radius_m: Option<f64>,
    /// Conductivity of the ground, W/mK.
    pub conductivity_w_m_k: Option<f64>,
    /// Heat capacity of the ground, J/m3K.
    pub heat_capacity_j_m3_k: Option<f64>,
    /// Temperature of the ground along the loops, degC.
    pub undisturbed_c: Option<f64>,
    /// In place of that, with `gradient_k_m`: what it would be at the surface, degC.
    pub surface_c: Option<f64>,
    /// How it rises with depth, K/m.
    pub gradient_k_m: Option<f64>,
    /// Effective resistance from the mean fluid to the wall, mK/W.
    pub effective_resistance_m_k_w: Option<f64>,
    /// Lowest and highest mean fluid, degC.
    pub mean_fluid_limit_c: Option<[f64; 2]>,
    /// How long a peak lasts where months are counted, h; 6 when left out.
    pub peak_hours: Option<f64>,
    /// Hourly loads: a CSV beside this file with the columns `out_kw` and `in_kw`.
    pub loads: Option<PathBuf>,
    /// Times at which `g` is asked, s.
    pub time_s: Vec<f64>,
    /// Pipes and fluid, for equal inlet.
    pub equal_inlet_is: Option<EqualInlet>,
    /// The limit of the law, on what goes into the ground.
    pub law: Option<LawLimits>,
    /// Groundwater that flows.
    pub groundwater: Option<Groundwater>,
    /// Keys that mean nothing here.
    #[serde(flatten)]
    #[expect(clippy::zero_sized_map_values, reason = "the form that serde fills")]
    pub others: BTreeMap<String, serde::de::IgnoredAny>,
}

/// Pipes and fluid of loops that are fed in parallel.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct EqualInlet {
    /// Such as "MPG 25 %, 3 degC"; needed where a film or a heat capacity is not given.
    pub fluid: Option<String>,
    /// Its temperature, degC; 3 when neither this nor the name says.
    pub fluid_c: Option<f64>,
    /// Mass flow of a loop, kg/s.
    pub flow_kg_s_per_loop: f64,
    /// Heat capacity of the fluid, J/kgK; of the fluid when left out.
    pub heat_capacity_j_kg_k: Option<f64>,
    /// Conductivity of the grout, W/mK.
    pub grout_w_m_k: f64,
    /// Conductivity of the pipe, W/mK; 0.42 when left out.
    pub pipe_w_m_k: Option<f64>,
    /// Inner radius of a pipe, m.
    pub pipe_inner_radius_m: f64,
    /// Outer radius of a pipe, m.
    pub pipe_outer_radius_m: f64,
    /// From the axis of the borehole to that of a pipe, m.
    pub pipe_from_axis_m: f64,
    /// From the fluid to the outside of the pipe, mK/W; computed when left out.
    pub pipe_and_film_m_k_w: Option<f64>,
    /// Which pipes: one U when left out.
    pub kind: Option<UPipes>,
}

/// Which pipes are in a borehole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum UPipes {
    /// One U.
    #[serde(rename = "1U")]
    One,
    /// Two, with the legs that go down beside each other.
    #[serde(rename = "2U", alias = "2U-beside")]
    TwoBeside,
    /// Two, with the legs that go down opposite each other.
    #[serde(rename = "2U-opposite")]
    TwoOpposite,
}

/// The limit of the law, on the fluid that goes into the ground.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct LawLimits {
    /// Mass flow through the whole field, kg/s.
    pub flow_kg_s: f64,
    /// Heat capacity of the fluid, J/kgK.
    pub heat_capacity_j_kg_k: f64,
}

/// Groundwater that flows.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Groundwater {
    /// What goes through a m2 in a year, m.
    pub darcy_flux_m_y: f64,
    /// Where to, degrees from the y axis, clockwise.
    #[serde(default)]
    pub toward_deg: f64,
}

impl FieldFile {
    /// Reads JSON or TOML; `what` names it in messages.
    ///
    /// # Errors
    /// When it is neither, or a key has a value of another kind.
    pub fn read(what: &str, text: &str) -> Result<Self, Problem> {
        if text.trim_start().starts_with('{') {
            return serde_json::from_str(text).map_err(|error| unreadable(what, error.to_string()));
        }
        read_toml(what, text)
    }

    /// Its loops.
    ///
    /// # Errors
    /// When there are none, or they cannot be.
    pub fn field(&self) -> Result<Field, Problem> {
        let radius_m = self.borehole_radius_m.unwrap_or(0.075);
        let top_m = self.top_m.unwrap_or(1.0);
        if !self.loops.is_empty() {
            if !self.xy_m.is_empty() {
                return Err(unreadable("loops", "xy_m is given as well; keep one of them".to_owned()));
            }
            let of = |[x_m, y_m, length_m, top_m, radius_m]: &[f64; 5]| Loop {
                x_m: *x_m,
                y_m: *y_m,
                length_m: *length_m,
                top_m: *top_m,
                radius_m: *radius_m,
            };
            return Ok(Field::new(self.loops.iter().map(of).collect())?);
        }
        if self.xy_m.is_empty() {
            return Err(bodemtoets_loops::Problem::NoLoops.into());
        }
        let length_m = needed("length_m", self.length_m, "how long each loop is, in metres")?;
        let of = |[x_m, y_m]: &[f64; 2]| Loop { x_m: *x_m, y_m: *y_m, length_m, top_m, radius_m };
        Ok(Field::new(self.xy_m.iter().map(of).collect())?)
    }

    /// Its ground.
    ///
    /// # Errors
    /// When it is not given, or cannot be.
    pub fn ground(&self) -> Result<Ground, Problem> {
        let ground = Ground {
            conductivity_w_m_k: needed(
                "conductivity_w_m_k",
                self.conductivity_w_m_k,
                "1.5 to 2.5 W/mK in the Netherlands",
            )?,
            heat_capacity_j_m3_k: needed(
                "heat_capacity_j_m3_k",
                self.heat_capacity_j_m3_k,
                "2.2e6 to 2.8e6 J/m3K in the Netherlands",
            )?,
            flow: self
                .groundwater
                .map(|water| Flow { darcy_flux_m_y: water.darcy_flux_m_y, toward_deg: water.toward_deg }),
        };
        ground.check()?;
        Ok(ground)
    }

    /// Its legs, when pipes are given.
    ///
    /// # Errors
    /// When they cannot be.
    pub fn legs(&self) -> Result<Option<Legs>, Problem> {
        let Some(pipes) = &self.equal_inlet_is else { return Ok(None) };
        let field = self.field()?;
        let ground = self.ground()?;
        let legs = pipes.legs(field.loops()[0].radius_m, ground.conductivity_w_m_k)?;
        for one in field.loops() {
            legs.check(one.length_m)?;
        }
        Ok(Some(legs))
    }

    /// The whole of it, when temperatures can be computed: resistance and temperature of the ground are given.
    ///
    /// # Errors
    /// When something cannot be.
    pub fn design(&self) -> Result<Option<Design>, Problem> {
        let undisturbed = match (self.undisturbed_c, self.surface_c) {
            (Some(_), Some(_)) => {
                return Err(unreadable("undisturbed_c", "surface_c is given as well; keep one of them".to_owned()));
            }
            (Some(mean_c), None) => Undisturbed::Mean(mean_c),
            (None, Some(surface_c)) => Undisturbed::Gradient { surface_c, k_per_m: self.gradient_k_m.unwrap_or(0.0) },
            (None, None) => return Ok(None),
        };
        let (resistance, condition) = match (self.effective_resistance_m_k_w, self.legs()?) {
            (Some(value), _) => (Resistance::Effective(value), Condition::UniformWall),
            (None, Some(legs)) => (Resistance::Legs(legs), Condition::EqualInlet),
            (None, None) => return Ok(None),
        };
        let design = Design { field: self.field()?, ground: self.ground()?, undisturbed, resistance, condition };
        design.check()?;
        Ok(Some(design))
    }

    /// How long a peak lasts, h.
    ///
    /// # Errors
    /// When that cannot be.
    pub fn peak_hours(&self) -> Result<f64, Problem> {
        let hours = self.peak_hours.unwrap_or(6.0);
        within("peak_hours", hours, 1.0, 730.0, "a peak lasts 1 to 24 hours, and not longer than its month")?;
        Ok(hours)
    }
}

fn needed(name: &str, value: Option<f64>, what: &str) -> Result<f64, Problem> {
    value.ok_or_else(|| unreadable(name, format!("it is left out; give {what}")))
}

impl EqualInlet {
    fn legs(&self, radius_m: f64, ground_w_m_k: f64) -> Result<Legs, Problem> {
        positive("flow_kg_s_per_loop", self.flow_kg_s_per_loop, 20.0, "0.2 to 0.6 kg/s a loop is usual")?;
        let pipe = Pipe {
            inner_radius_m: self.pipe_inner_radius_m,
            outer_radius_m: self.pipe_outer_radius_m,
            wall_w_m_k: self.pipe_w_m_k.unwrap_or(0.42),
        };
        let from_axis_m = self.pipe_from_axis_m;
        let double = |down| Pipes::DoubleU { pipe, from_axis_m, down };
        let pipes = match self.kind.unwrap_or(UPipes::One) {
            UPipes::One => Pipes::SingleU { pipe, from_axis_m },
            UPipes::TwoBeside => double(bodemtoets_loops::DownLegs::Beside),
            UPipes::TwoOpposite => double(bodemtoets_loops::DownLegs::Opposite),
        };
        let borehole = Borehole { radius_m, grout_w_m_k: self.grout_w_m_k, ground_w_m_k, pipes };
        borehole.check()?;
        let fluid = self.fluid.as_deref().map(|name| Ok::<_, Problem>((Coolant::parse(name)?, self.fluid_c(name)?)));
        let fluid = fluid.transpose()?;
        let heat_j_kg_k = match (self.heat_capacity_j_kg_k, fluid) {
            (Some(value), _) => {
                within("heat_capacity_j_kg_k", value, 1000.0, 5000.0, "water has 4190 J/kgK, mixes 3500 to 4400")?;
                value
            }
            (None, Some((coolant, at_c))) => coolant.at(at_c)?.heat_capacity_j_kg_k,
            (None, None) => return Err(unreadable("equal_inlet_is", "give fluid or heat_capacity_j_kg_k".to_owned())),
        };
        let around_m_k_w = match (self.pipe_and_film_m_k_w, fluid) {
            (Some(value), _) => value,
            (None, Some((coolant, at_c))) => {
                pipe.wall_m_k_w() + borehole.flow(&coolant, at_c, self.flow_kg_s_per_loop)?.film_m_k_w
            }
            (None, None) => {
                return Err(unreadable("equal_inlet_is", "give fluid or pipe_and_film_m_k_w".to_owned()));
            }
        };
        Ok(borehole.legs_of(borehole.local(around_m_k_w)?, self.flow_kg_s_per_loop * heat_j_kg_k))
    }

    /// The temperature of the fluid: what is given, what its name has behind the comma, or 3 degC.
    fn fluid_c(&self, name: &str) -> Result<f64, Problem> {
        if let Some(fluid_c) = self.fluid_c {
            return Ok(fluid_c);
        }
        let Some((_, behind)) = name.split_once(',') else { return Ok(3.0) };
        let number = behind.trim().trim_end_matches(|sign: char| !sign.is_ascii_digit());
        number.parse().map_err(|_| unreadable("fluid", format!("{name:?}: write it as \"MPG 25 %, 3 degC\"")))
    }
}
