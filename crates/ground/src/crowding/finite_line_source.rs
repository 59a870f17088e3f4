//! The finite line source: what a borehole does to the temperature along another.
//!
//! The one-integral form of Claesson & Javed 2011 (ASHRAE Transactions 117(2), 279-288), with buried
//! depths and unequal lengths as in Cimmino & Bernier 2014 (Int. J. Heat Mass Transfer 70, 641-650,
//! <https://doi.org/10.1016/j.ijheatmasstransfer.2013.10.037>):
//!
//! ```text
//! h = 1/(2 H2) * integral from 1/sqrt(4 a t) on of exp(-d^2 s^2) (real(s) + image(s)) / s^2 ds
//! ```
//!
//! in which `real` and `image` are sums of [`ErrorIntegral`] over the depths of the four ends. The mirror
//! image above the ground keeps the ground's surface at its temperature.
//!
//! In `ln s` the integrand is smooth, with nothing narrower than about 1, and beyond
//! `d^2 (s^2 - 1/4at) = 22` it counts no more (`exp(-22)` is 3e-10). What lies between is short for far
//! boreholes and up to 5 long for near ones after a long time: Gauss-Legendre takes 10 to 28 nodes, by
//! the length; what is longer is cut into panels. The relative error is at most 1e-8 (`docs/crowding.md`).

use std::sync::LazyLock;

use super::problem::Problem;
use bodemtoets_loops::numbers::{ErrorIntegral, GaussLegendre};
use bodemtoets_words::limits::{positive, within};

/// Where the bell has fallen to `exp(-NOTHING)` the rest is left out.
const NOTHING: f64 = 22.0;
/// The longest that one panel of the largest rule reaches, in `ln s`.
const LONGEST_PANEL: f64 = 5.5;

static OF_10: LazyLock<GaussLegendre<10>> = LazyLock::new(GaussLegendre::new);
static OF_14: LazyLock<GaussLegendre<14>> = LazyLock::new(GaussLegendre::new);
static OF_16: LazyLock<GaussLegendre<16>> = LazyLock::new(GaussLegendre::new);
static OF_20: LazyLock<GaussLegendre<20>> = LazyLock::new(GaussLegendre::new);
static OF_28: LazyLock<GaussLegendre<28>> = LazyLock::new(GaussLegendre::new);

/// From where to where a borehole exchanges heat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Depth at which the exchange begins, m below ground level.
    pub top_m: f64,
    /// Over how long it goes on, m.
    pub length_m: f64,
}

/// Where a loop begins to exchange heat, m below ground level: an assumption.
const LOOP_TOP_M: f64 = 1.0;

impl Line {
    /// A loop that goes straight down to a depth, from 1 m below ground level; none when it is too short to
    /// exchange anything.
    #[must_use]
    pub fn of_loop(depth_m: f64) -> Option<Self> {
        (depth_m > LOOP_TOP_M).then_some(Self { top_m: LOOP_TOP_M, length_m: depth_m - LOOP_TOP_M })
    }

    /// Refuses what is no borehole.
    pub(super) fn check(&self) -> Result<(), Problem> {
        within("top_m", self.top_m, 0.0, 2000.0, "it is a depth below ground level")?;
        positive("length_m", self.length_m, 5000.0, "heat is exchanged over a length; closed loops have 20 to 300 m")?;
        Ok(())
    }
}

/// The answer of the ground to a borehole, without a unit: a constant load of `q` W/m along `source`
/// since a time `t` changes the mean temperature along `receiver` by `q h / (2 pi lambda)` K.
///
/// `distance_m` is between the two (for the wall of the borehole itself: its radius), above 0;
/// `diffusion_m` is `sqrt(4 a t)` ([`diffusion_length_m`]), with the thermal diffusivity `a` of the ground.
/// The other way round it is `h length(receiver) / length(source)`.
///
/// Valid for vertical boreholes in one ground without flow, with a load that is the same over the length
/// and a surface at constant temperature. It rises with time and falls with distance.
///
/// ```
/// use bodemtoets_ground::crowding::{Line, diffusion_length_m, finite_line_source};
///
/// // Two boreholes of 150 m, 4 m below ground level and 5 m apart, after four weeks: pygfunction has
/// // 0.0110473635393 (with weeks of 168 hours and 1e-6 m2/s).
/// let borehole = Line { top_m: 4.0, length_m: 150.0 };
/// let h = finite_line_source(borehole, borehole, 5.0, diffusion_length_m(1e-6, 28.0))?;
/// assert!((h / 0.011_047_363_539_3 - 1.0).abs() < 1e-8);
/// # Ok::<(), bodemtoets_ground::crowding::Problem>(())
/// ```
///
/// # Errors
/// When a borehole, the distance or the length of diffusion cannot be.
pub fn finite_line_source(source: Line, receiver: Line, distance_m: f64, diffusion_m: f64) -> Result<f64, Problem> {
    source.check()?;
    receiver.check()?;
    positive("distance_m", distance_m, 1e6, "two boreholes are not in one place; take the radius of the borehole")?;
    within("diffusion_m", diffusion_m, 0.0, 1e5, "it is sqrt(4 a t); 11 m after a year, 80 m after fifty")?;
    Ok(shared(source, receiver, distance_m, diffusion_m) / receiver.length_m)
}

/// `sqrt(4 a t)`, m: about how far heat comes in `days` in ground of a thermal diffusivity, m2/s.
#[must_use]
pub fn diffusion_length_m(diffusivity_m2_s: f64, days: f64) -> f64 {
    (4.0 * diffusivity_m2_s * days.max(0.0) * 86_400.0).sqrt()
}

/// `h` times the length of the receiver, m: the same both ways. The numbers have been checked.
pub(super) fn shared(one: Line, other: Line, distance_m: f64, diffusion_m: f64) -> f64 {
    let x = distance_m / diffusion_m;
    // exp(-750) is 0; so is what has had no time (x is infinite then).
    if x * x > 750.0 || diffusion_m <= 0.0 {
        return 0.0;
    }
    let integral = Integral::new(one, other, distance_m, diffusion_m);
    let length = 0.5 * (NOTHING / (x * x)).ln_1p();
    let from = -diffusion_m.ln();
    // On the shortest the bell falls alone, and steeply: that takes more nodes than the ends do.
    // Of lines one below the other only what comes around the gap is left: a steeper bell still.
    let below = one.top_m.max(other.top_m) >= (one.top_m + one.length_m).min(other.top_m + other.length_m);
    let sum = if below && length <= LONGEST_PANEL {
        integral.over(&OF_28.points, from, length)
    } else if (0.4..=1.0).contains(&length) {
        integral.over(&OF_10.points, from, length)
    } else if length <= 2.0 {
        integral.over(&OF_14.points, from, length)
    } else if length <= 3.0 {
        integral.over(&OF_16.points, from, length)
    } else if length <= 4.0 {
        integral.over(&OF_20.points, from, length)
    } else if length <= LONGEST_PANEL {
        integral.over(&OF_28.points, from, length)
    } else {
        let panels = (length / LONGEST_PANEL).ceil();
        let width = length / panels;
        let starts = std::iter::successors(Some(0.0), |panel| Some(panel + 1.0)).take_while(|panel| *panel < panels);
        starts.map(|panel| integral.over(&OF_28.points, from + panel * width, width)).sum()
    };
    // Real and image take each other away for short, far boreholes: rounding may leave less than nothing.
    (0.5 * sum * (-x * x).exp()).max(0.0)
}

/// Grounds that differ in their diffusivity, to be computed together.
///
/// The integrand knows nothing of the diffusivity: that is only in the place where the integral begins. So
/// the integral is taken once, from where the last of them begins, and what lies between the beginnings is
/// read from one polynomial through [`NODES`] values. Its weights are the same for all pairs.
#[derive(Debug)]
pub(super) struct Bundle {
    /// The length of diffusion of each, over the shortest of them.
    over_shortest: Vec<f64>,
    /// From where the first begins to where the last does, in `ln s`.
    width: f64,
    /// For each the weights of the values between its beginning and the last.
    weights: Vec<[f64; NODES]>,
}

/// Values of the integrand between the beginnings.
const NODES: usize = 16;
/// More than this between the beginnings, in `ln s`, and each is computed by itself.
const WIDEST_BUNDLE: f64 = 0.5;
/// So is each when the bell falls by more than the exponential of this in between.
const STEEPEST_BUNDLE: f64 = 7.0;

impl Bundle {
    /// Of these diffusivities, m2/s, all above 0.
    pub(super) fn new(diffusivities_m2_s: &[f64]) -> Self {
        let (least, most) =
            diffusivities_m2_s.iter().fold((f64::INFINITY, 0.0_f64), |(least, most), a| (least.min(*a), most.max(*a)));
        let over_shortest: Vec<f64> = diffusivities_m2_s.iter().map(|a| (a / least).sqrt()).collect();
        let width = 0.5 * (most / least).ln();
        let begins = over_shortest.iter().map(|over| if width > 0.0 { 1.0 - over.ln() / width } else { 1.0 });
        let weights = begins.map(|begin| weights_from(begin.clamp(0.0, 1.0)).map(|weight| weight * width)).collect();
        Self { over_shortest, width, weights }
    }

    /// How many grounds there are.
    pub(super) fn len(&self) -> usize {
        self.over_shortest.len()
    }

    /// [`shared`] in each of the grounds, `shortest_m` being the shortest length of diffusion.
    pub(super) fn shared(&self, one: Line, other: Line, distance_m: f64, shortest_m: f64, result: &mut [f64]) {
        let square = (distance_m / shortest_m).powi(2);
        let falls = square * -(-2.0 * self.width).exp_m1();
        if self.len() <= 2 || self.width > WIDEST_BUNDLE || falls.is_nan() || falls > STEEPEST_BUNDLE {
            for (result, over) in result.iter_mut().zip(&self.over_shortest) {
                *result = shared(one, other, distance_m, shortest_m * over);
            }
            return;
        }
        let last = shared(one, other, distance_m, shortest_m);
        let integral = Integral { taken_out: 0.0, ..Integral::new(one, other, distance_m, shortest_m) };
        let from = -shortest_m.ln() - self.width;
        let mut values = [0.0; NODES];
        for (value, (node, _)) in values.iter_mut().zip(&OF_16.points) {
            *value = integral.at(from + self.width * node);
        }
        for (result, weights) in result.iter_mut().zip(&self.weights) {
            let between: f64 = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
            *result = (last + 0.5 * between).max(0.0);
        }
    }
}

/// The weights of the values at the nodes of Gauss for the integral from `begin` to 1: those of the
/// polynomial through them.
fn weights_from(begin: f64) -> [f64; NODES] {
    let nodes = OF_16.points.map(|(node, _)| node);
    let basis = |index: usize, x: f64| {
        let others = nodes.iter().enumerate().filter(|(other, _)| *other != index);
        others.map(|(_, other)| (x - other) / (nodes[index] - other)).product::<f64>()
    };
    std::array::from_fn(|index| OF_16.integrate(begin, 1.0, |x| basis(index, x)))
}

/// The integrand, in `ln s`.
struct Integral {
    table: ErrorIntegral,
    /// Differences of depth, with the sign of their term: first those of the real line, then of its image.
    plus: [f64; 4],
    minus: [f64; 4],
    square_m2: f64,
    /// `d^2 / 4at`, which is taken out of the exponent.
    taken_out: f64,
}

impl Integral {
    fn new(one: Line, other: Line, distance_m: f64, diffusion_m: f64) -> Self {
        let apart = other.top_m - one.top_m;
        let mirrored = other.top_m + one.top_m;
        let (length, other_length) = (one.length_m, other.length_m);
        Self {
            table: ErrorIntegral::new(),
            plus: [apart + other_length, apart - length, mirrored + other_length, mirrored + length].map(f64::abs),
            minus: [apart, apart + other_length - length, mirrored, mirrored + other_length + length].map(f64::abs),
            square_m2: distance_m * distance_m,
            taken_out: (distance_m / diffusion_m).powi(2),
        }
    }

    /// The integral over a panel that starts at `from` and has a `length`, both in `ln s`.
    #[inline]
    fn over(&self, points: &[(f64, f64)], from: f64, length: f64) -> f64 {
        let mut sum = 0.0;
        for (node, weight) in points {
            sum += weight * self.at(from + length * node);
        }
        sum * length
    }

    /// The integrand at a place in `ln s`.
    #[inline]
    fn at(&self, ln_s: f64) -> f64 {
        let s = ln_s.exp();
        let mut ends = 0.0;
        for (plus, minus) in self.plus.iter().zip(&self.minus) {
            ends += self.table.at(plus * s) - self.table.at(minus * s);
        }
        // ds / s^2 = d(ln s) / s.
        (self.taken_out - self.square_m2 * s * s).exp() * ends / s
    }
}

#[cfg(test)]
#[path = "finite_line_source_tests.rs"]
mod tests;
