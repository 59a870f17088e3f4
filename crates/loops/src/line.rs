//! Lines of heat: what those of a field do along each other, as one integral over a variable `s`.
//!
//! The one-integral form of Claesson & Javed 2011 with buried depths and unequal lengths (Cimmino & Bernier
//! 2014, <https://doi.org/10.1016/j.ijheatmasstransfer.2013.10.037>): the mean along line `i` of what line
//! `j` does since a time `t` is `q_j h_ij / (2 pi lambda)`, with
//!
//! ```text
//! H_i h_ij = 1/2 * integral from 1/sqrt(4 a t) on of exp(-d^2 s^2) ends(s) / s^2 ds
//! ```
//!
//! `ends` is made of integrals of the error function over the depths of the four ends, real and mirrored in
//! the surface, which keeps its temperature. It is the same both ways. Groundwater multiplies the integrand by
//! `exp(U x / 2a) exp(-U^2 / (16 a^2 s^2))` (the moving line: Molina-Giraldo et al. 2011,
//! <https://doi.org/10.1016/j.ijthermalsci.2011.02.012>), `x` along the flow from the source.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::field::Loop;
use crate::ground::Ground;
use crate::numbers::{ErrorIntegral, GaussLegendre};

/// From where to where a line goes, m below ground level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Line {
    pub(crate) top_m: f64,
    pub(crate) bottom_m: f64,
}

impl Line {
    pub(crate) fn of(one: &Loop) -> Self {
        Self { top_m: one.top_m, bottom_m: one.top_m + one.length_m }
    }

    /// `ends(s)` of two lines.
    fn ends(&self, other: &Self, s: f64, table: &ErrorIntegral) -> f64 {
        let at = |x: f64, y: f64| table.at((x - y).abs() * s) + table.at((x + y) * s);
        at(self.top_m, other.bottom_m) + at(self.bottom_m, other.top_m)
            - at(self.top_m, other.top_m)
            - at(self.bottom_m, other.bottom_m)
    }
}

/// The square of the distance between two loops and how the flow weighs it: what is in the exponent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Apart {
    pub(crate) square_m2: f64,
    /// `U x / 2a`; for a loop on itself the mean around its wall, as a logarithm.
    pub(crate) along: f64,
}

/// What the flow does to all pairs of a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Carried {
    /// `U / 2a` as a vector, 1/m.
    vector_1_m: (f64, f64),
    /// `U^2 / 16 a^2`, 1/m2.
    pub(crate) square_1_m2: f64,
}

impl Carried {
    pub(crate) fn by(ground: &Ground) -> Self {
        let (x, y) = ground.carries_m_s().unwrap_or((0.0, 0.0));
        let over = 0.5 / ground.diffusivity_m2_s();
        let (x, y) = (x * over, y * over);
        Self { vector_1_m: (x, y), square_1_m2: 0.25 * (x * x + y * y) }
    }

    /// From `source` to `receiver`.
    pub(crate) fn apart(&self, source: &Loop, receiver: &Loop, itself: bool) -> Apart {
        if itself {
            let around = 2.0 * self.square_1_m2.sqrt() * receiver.radius_m;
            return Apart { square_m2: receiver.radius_m.powi(2), along: ln_bessel_i0(around) };
        }
        let (x, y) = (receiver.x_m - source.x_m, receiver.y_m - source.y_m);
        let along = self.vector_1_m.0 * x + self.vector_1_m.1 * y;
        // Rounded, so that equal distances are equal whatever the place.
        let square_m2 = ((x * x + y * y) * 1e9).round() * 1e-9;
        Apart { square_m2, along }
    }
}

/// The logarithm of the modified Bessel function `I0`, for arguments up to some tens.
fn ln_bessel_i0(x: f64) -> f64 {
    let quarter = 0.25 * x * x;
    let (mut term, mut sum, mut k) = (1.0, 1.0, 1.0);
    while term > 1e-17 * sum && k < 500.0 {
        term *= quarter / (k * k);
        sum += term;
        k += 1.0;
    }
    f64::ln(sum)
}

/// Pairs of loops with the same two lines.
#[derive(Debug, Clone)]
struct LinePair {
    one: Line,
    other: Line,
    /// How far apart, and how many pairs are.
    apart: Vec<(Apart, f64)>,
}

/// Many pairs of loops, to be added up.
#[derive(Debug, Clone)]
pub(crate) struct Pairs {
    by_lines: Vec<LinePair>,
    carried: Carried,
    diffusivity_m2_s: f64,
}

impl Pairs {
    /// All pairs of a source and a receiver, with how many times each counts; a loop on itself is at its radius.
    pub(crate) fn of<'l>(ground: &Ground, pairs: impl Iterator<Item = (&'l Loop, &'l Loop, f64)>) -> Self {
        let carried = Carried::by(ground);
        let mut known: BTreeMap<[u64; 6], (Line, Line, Apart, f64)> = BTreeMap::new();
        for (source, receiver, times) in pairs {
            let apart = carried.apart(source, receiver, std::ptr::eq(source, receiver));
            let (mut one, mut other) = (Line::of(source), Line::of(receiver));
            if (other.top_m, other.bottom_m) < (one.top_m, one.bottom_m) {
                (one, other) = (other, one);
            }
            let key = [one.top_m, one.bottom_m, other.top_m, other.bottom_m, apart.square_m2, apart.along];
            known.entry(key.map(f64::to_bits)).or_insert((one, other, apart, 0.0)).3 += times;
        }
        let mut pairs: Vec<LinePair> = Vec::new();
        for (one, other, apart, times) in known.into_values() {
            match pairs.last_mut() {
                Some(last) if (last.one, last.other) == (one, other) => last.apart.push((apart, times)),
                _ => pairs.push(LinePair { one, other, apart: vec![(apart, times)] }),
            }
        }
        Self { by_lines: pairs, carried, diffusivity_m2_s: ground.diffusivity_m2_s() }
    }

    /// The sum of `H_i h_ij` over all pairs at some times, s, m.
    ///
    /// The integrals end at infinity and begin later for each longer time, so they are one integral that is
    /// taken in pieces, from infinity down.
    pub(crate) fn at(&self, times_s: &[f64]) -> Vec<f64> {
        let mut order: Vec<usize> = (0..times_s.len()).collect();
        order.sort_by(|one, other| times_s[*one].total_cmp(&times_s[*other]));
        let nearest_m2 = self.by_lines.iter().flat_map(|pair| &pair.apart).map(|(apart, _)| apart.square_m2);
        let mut from = (NOTHING / nearest_m2.fold(f64::INFINITY, f64::min)).sqrt().ln();
        let mut sum = 0.0;
        let mut result = vec![0.0; times_s.len()];
        for index in order {
            let to = -0.5 * (4.0 * self.diffusivity_m2_s * times_s[index]).ln();
            if to < from {
                sum += self.between(to, from);
                from = to;
            }
            result[index] = 0.5 * sum;
        }
        result
    }

    /// The integral between two places in `ln s`.
    fn between(&self, from: f64, to: f64) -> f64 {
        let panels = ((to - from) / WIDEST_PANEL).ceil().max(1.0);
        let width = (to - from) / panels;
        let starts = std::iter::successors(Some(0.0), |panel| Some(panel + 1.0)).take_while(|panel| *panel < panels);
        starts
            .flat_map(|panel| RULE.points.iter().map(move |(node, weight)| (from + width * (panel + node), weight)))
            .map(|(ln_s, weight)| weight * width * self.integrand(ln_s))
            .sum()
    }

    fn integrand(&self, ln_s: f64) -> f64 {
        let table = ErrorIntegral::new();
        let s = ln_s.exp();
        let square = s * s;
        let still = -self.carried.square_1_m2 / square;
        let mut sum = 0.0;
        for pair in &self.by_lines {
            let mut bell = 0.0;
            for (apart, times) in &pair.apart {
                let exponent = apart.along + still - apart.square_m2 * square;
                if exponent > -NOTHING {
                    bell += times * exponent.exp();
                }
            }
            if bell > 0.0 {
                sum += bell * pair.one.ends(&pair.other, s, &table);
            }
        }
        // ds / s^2 = d(ln s) / s.
        sum / s
    }
}

/// Where the bell has fallen to `exp(-NOTHING)` the rest is left out.
const NOTHING: f64 = 36.0;
/// The longest that one panel reaches, in `ln s`.
const WIDEST_PANEL: f64 = 0.25;
static RULE: LazyLock<GaussLegendre<6>> = LazyLock::new(GaussLegendre::new);
