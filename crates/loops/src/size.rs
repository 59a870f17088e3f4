//! How long the loops have to be.

use bodemtoets_words::limits::{positive, within};

use crate::Problem;
use crate::demand::{Demand, Moment, Side};
use crate::field::Field;
use crate::ground::{Ground, Undisturbed};
use crate::legs::Legs;
use crate::response::{Boundary, Grid, Response};

/// A field with all that its temperatures depend on.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// The loops.
    pub field: Field,
    /// The ground around them.
    pub ground: Ground,
    /// Its temperature before.
    pub undisturbed: Undisturbed,
    /// From the fluid to the wall.
    pub resistance: Resistance,
    /// Which condition holds over the field.
    pub condition: Condition,
}

/// Effective resistance from the mean fluid to the wall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Resistance {
    /// Given, mK/W, whatever the length.
    Effective(f64),
    /// That of legs, which grows with the length.
    Legs(Legs),
}

/// Which condition holds over a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// The same heat per metre everywhere.
    UniformExtraction,
    /// The same wall temperature everywhere.
    UniformWall,
    /// The same fluid into every loop; the resistance has to be that of legs.
    EqualInlet,
}

/// What the temperature of the fluid may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// degC.
    pub lowest_c: f64,
    /// degC.
    pub highest_c: f64,
    /// Of which fluid.
    pub of: Fluid,
}

/// Which fluid is meant by its temperature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fluid {
    /// The mean of what goes into the ground and what comes out.
    Mean,
    /// What goes into the ground, as the law means; with the heat capacity flow of the whole field, W/K.
    IntoGround {
        /// Mass flow by specific heat, W/K.
        flow_w_k: f64,
    },
}

impl Fluid {
    /// How far it is from the mean for each watt, K/W.
    fn beside_k_w(self) -> f64 {
        match self {
            Self::Mean => 0.0,
            Self::IntoGround { flow_w_k } => 0.5 / flow_w_k,
        }
    }
}

/// Lengths that hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Required {
    /// Mean length of the loops, m.
    pub length_m: f64,
    /// Which limit decides; none when loops of the shortest length keep both.
    pub set_by: Option<Side>,
}

/// Shorter than this is not looked for, m.
pub const SHORTEST_M: f64 = 3.0;
/// Longer than this is not looked for, m.
pub const LONGEST_M: f64 = 700.0;
/// Two lengths that differ by less are the same, m: the answer is good to 0.01 m.
const SAME_M: f64 = 0.003;

impl Design {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// With the number that cannot be.
    pub fn check(&self) -> Result<(), Problem> {
        self.ground.check()?;
        self.undisturbed.check()?;
        if let Resistance::Effective(value) = self.resistance {
            within(
                "effective_resistance_m_k_w",
                value,
                0.005,
                1.0,
                "0.06 to 0.09 mK/W for a double U, 0.10 to 0.25 for a single one",
            )?;
        }
        Ok(())
    }

    /// The response of its ground.
    ///
    /// # Errors
    /// When something cannot be.
    pub fn response(&self, grid: &Grid) -> Result<Response, Problem> {
        let boundary = match (self.condition, self.resistance) {
            (Condition::UniformExtraction, _) => Boundary::UniformExtraction,
            (Condition::EqualInlet, Resistance::Legs(legs)) => {
                Boundary::EqualInlet(vec![legs; self.field.loops().len()])
            }
            (Condition::UniformWall | Condition::EqualInlet, _) => Boundary::UniformWall,
        };
        Response::new(&self.field, &self.ground, &boundary, grid)
    }

    /// Effective resistance of loops of the mean length, mK/W.
    ///
    /// # Errors
    /// When the fluid is too slow.
    pub fn resistance_m_k_w(&self) -> Result<f64, Problem> {
        match self.resistance {
            Resistance::Effective(value) => Ok(value),
            Resistance::Legs(legs) => legs.effective_m_k_w(self.field.mean_length_m()),
        }
    }

    /// The mean temperature of the ground along the loops before, degC.
    #[must_use]
    pub fn ground_c(&self) -> f64 {
        self.field.undisturbed_c(self.undisturbed)
    }

    pub(crate) fn with_length_m(&self, length_m: f64) -> Self {
        Self { field: self.field.with_mean_length_m(length_m), ..self.clone() }
    }

    /// The mean length that keeps the limits, to 0.01 m; all lengths in proportion.
    ///
    /// `g` is computed at the lengths that are tried; in between what follows from it is a polynomial in the
    /// logarithm of the length, until the length that is found is one at which `g` was computed.
    ///
    /// # Errors
    /// When something cannot be, the ground is beyond the limits by itself, or no length keeps them.
    pub(crate) fn length(&self, demand: &dyn Demand, limits: &Limits, grid: &Grid) -> Result<Required, Problem> {
        self.check()?;
        limits.check(self.ground_c())?;
        let mut tried: Vec<Tried> = Vec::new();
        let mut length_m = self.field.mean_length_m().clamp(SHORTEST_M, LONGEST_M);
        for _ in 0..MOST_TRIES {
            let design = self.with_length_m(length_m);
            tried.push(Tried { ln_length: length_m.ln(), moments: demand.moments(&design.response(grid)?) });
            let found = self.root(&tried, limits, length_m);
            if (found.length_m - length_m).abs() < SAME_M {
                return self.settled(&tried, limits, found);
            }
            length_m = found.length_m;
        }
        Err(Problem::NoAnswer("the search for a length goes on without end"))
    }

    /// An answer, or why there is none when it is the longest that is looked for.
    fn settled(&self, tried: &[Tried], limits: &Limits, found: Required) -> Result<Required, Problem> {
        if found.length_m < LONGEST_M - SAME_M {
            return Ok(found);
        }
        let [low, high] = [Side::Cold, Side::Warm].map(|side| self.worst(tried, limits, LONGEST_M, side));
        let (limit_c, margin) = if low.0 < high.0 { (limits.lowest_c, -low.0) } else { (limits.highest_c, high.0) };
        if low.0.min(high.0) >= 0.0 {
            return Ok(found);
        }
        let reached_c = if low.0 < high.0 { limit_c - margin } else { limit_c - high.0 };
        Err(Problem::NoLength { length_m: LONGEST_M, reached_c, limit_c })
    }

    /// By how much the fluid keeps a limit at its worst moment, K, and which moment that is.
    fn worst(&self, tried: &[Tried], limits: &Limits, length_m: f64, side: Side) -> (f64, usize) {
        let scale = self.scale(limits, length_m);
        let weights = weights(tried, length_m.ln());
        let last = &tried[tried.len() - 1].moments;
        let mut worst = (f64::INFINITY, 0);
        for (index, moment) in last.iter().enumerate() {
            if moment.side != Side::Both && moment.side != side {
                continue;
            }
            let margin = scale.margin(mixed(tried, &weights, index), moment.heat_w, side);
            if margin < worst.0 {
                worst = (margin, index);
            }
        }
        worst
    }

    /// What turns a moment into a margin, at a length.
    pub(crate) fn scale(&self, limits: &Limits, length_m: f64) -> Scale {
        let design = self.with_length_m(length_m);
        let total_m = design.field.total_length_m();
        Scale {
            ground_c: design.ground_c(),
            wall_k_w: 1.0 / (std::f64::consts::TAU * self.ground.conductivity_w_m_k * total_m),
            // Too slow a fluid has been refused where legs were made; a length in between is no worse.
            heat_k_w: design.resistance_m_k_w().unwrap_or(f64::INFINITY) / total_m + limits.of.beside_k_w(),
            lowest_c: limits.lowest_c,
            highest_c: limits.highest_c,
        }
    }

    /// The length at which the worst moment is just within the limits, near a length.
    fn root(&self, tried: &[Tried], limits: &Limits, near_m: f64) -> Required {
        let (low, high) = ((near_m / TRUST).max(SHORTEST_M), (near_m * TRUST).min(LONGEST_M));
        let mut found = Required { length_m: low, set_by: None };
        for side in [Side::Cold, Side::Warm] {
            let mut length_m = found.length_m;
            // Each time the worst moment sets a length; until none is worse there.
            for _ in 0..MOST_MOMENTS {
                let (margin, index) = self.worst(tried, limits, length_m, side);
                if margin >= -1e-9 {
                    break;
                }
                let of_moment = |length_m: f64| {
                    let value = mixed(tried, &weights(tried, length_m.ln()), index);
                    let heat_w = tried[tried.len() - 1].moments[index].heat_w;
                    self.scale(limits, length_m).margin(value, heat_w, side)
                };
                if of_moment(high) < 0.0 {
                    length_m = high;
                    break;
                }
                length_m = crate::numbers::root(length_m, high, 1e-4, of_moment);
            }
            if length_m > found.length_m {
                found = Required { length_m, set_by: Some(side) };
            }
        }
        found
    }
}

/// A length may be looked for this many times longer or shorter than where the response is known.
const TRUST: f64 = 2.2;
const MOST_TRIES: usize = 20;
const MOST_MOMENTS: usize = 60;

/// The moments at a length.
struct Tried {
    ln_length: f64,
    moments: Vec<Moment>,
}

/// What turns a moment into a margin, at a length.
pub(crate) struct Scale {
    pub(crate) ground_c: f64,
    /// For a wall times `2 pi lambda L`, K/W.
    pub(crate) wall_k_w: f64,
    /// For the heat of the moment, K/W.
    pub(crate) heat_k_w: f64,
    pub(crate) lowest_c: f64,
    pub(crate) highest_c: f64,
}

impl Scale {
    pub(crate) fn margin(&self, wall_w: f64, heat_w: f64, side: Side) -> f64 {
        let fluid_c = self.ground_c + wall_w * self.wall_k_w + heat_w * self.heat_k_w;
        if side == Side::Cold { fluid_c - self.lowest_c } else { self.highest_c - fluid_c }
    }
}

/// The tries nearest to a length, and their weights in the polynomial through them.
fn weights(tried: &[Tried], ln_length: f64) -> Vec<(usize, f64)> {
    let mut order: Vec<usize> = (0..tried.len()).collect();
    let away = |index: &usize| (tried[*index].ln_length - ln_length).abs();
    order.sort_by(|one, other| away(one).total_cmp(&away(other)));
    // A demand may look at other years at another length; then only those that are alike can be mixed.
    let count = tried[tried.len() - 1].moments.len();
    order.retain(|index| tried[*index].moments.len() == count);
    order.truncate(3);
    let weight = |index: &usize| {
        let at = tried[*index].ln_length;
        let others = order.iter().filter(|other| *other != index).map(|other| tried[*other].ln_length);
        others.map(|other| (ln_length - other) / (at - other)).product::<f64>()
    };
    order.iter().map(|index| (*index, weight(index))).collect()
}

fn mixed(tried: &[Tried], weights: &[(usize, f64)], moment: usize) -> f64 {
    weights.iter().map(|(index, weight)| weight * tried[*index].moments[moment].wall_w).sum()
}

impl Limits {
    /// Refuses limits that leave nothing.
    ///
    /// # Errors
    /// When they are crossed, or the ground is beyond them by itself.
    pub fn check(&self, ground_c: f64) -> Result<(), Problem> {
        within("lower limit, degC", self.lowest_c, -25.0, 60.0, "the law has -3 for what goes into the ground")?;
        within("upper limit, degC", self.highest_c, -25.0, 60.0, "the law has 30 for what goes into the ground")?;
        if let Fluid::IntoGround { flow_w_k } = self.of {
            positive("flow by heat capacity, W/K", flow_w_k, 1e9, "without flow nothing reaches the ground")?;
        }
        if self.lowest_c >= ground_c || self.highest_c <= ground_c {
            let Self { lowest_c, highest_c, .. } = *self;
            return Err(Problem::LimitsCrossed { lowest_c, highest_c, ground_c });
        }
        Ok(())
    }
}
