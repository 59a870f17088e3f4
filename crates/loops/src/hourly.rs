//! Wall temperatures hour by hour, over years that ask the same.
//!
//! The wall at the end of hour `n` is `sum of Q_m w(n - m)` over all hours before, with `w(k) = g(k + 1) -
//! g(k)`, over `2 pi lambda L`. Years that are equal share their work. This year and the one before come from one
//! convolution (FFT). Of all earlier years `w` is so smooth that it is a polynomial in both hours: a few
//! moments of the load and a few values of `w` give what they add, to ten digits.

use std::f64::consts::PI;
use std::sync::{Arc, LazyLock};

use realfft::num_complex::Complex;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};

use crate::load::{HOURS, YearLoad};
use crate::numbers::polynomial;
use crate::response::Response;

/// Length of the transform: the load of a year against the response over two.
const LENGTH: usize = 32_768;
/// Points of the polynomials over a year.
const POINTS: usize = 12;

struct Fourier {
    forward: Arc<dyn RealToComplex<f64>>,
    back: Arc<dyn ComplexToReal<f64>>,
}

static FOURIER: LazyLock<Fourier> = LazyLock::new(|| {
    let mut planner = RealFftPlanner::new();
    Fourier { forward: planner.plan_fft_forward(LENGTH), back: planner.plan_fft_inverse(LENGTH) }
});

/// Chebyshev points over a year, hours.
static POINTS_H: LazyLock<[f64; POINTS]> = LazyLock::new(|| {
    #[expect(clippy::cast_precision_loss, reason = "twelve")]
    std::array::from_fn(|index| 4380.0 * (1.0 - (PI * (index as f64 + 0.5) / POINTS as f64).cos()))
});

/// For each hour the weights of the values at the points.
static BASES: LazyLock<Vec<[f64; POINTS]>> =
    LazyLock::new(|| (0_u16..8760).map(|hour| basis(f64::from(hour))).collect());

fn basis(at: f64) -> [f64; POINTS] {
    let points = *POINTS_H;
    std::array::from_fn(|index| {
        let others = points.iter().enumerate().filter(|(other, _)| *other != index);
        others.map(|(_, other)| (at - other) / (points[index] - other)).product()
    })
}

/// Logarithms of the hours of two years, from 1.
static LN_HOURS: LazyLock<Vec<f64>> = LazyLock::new(|| (1_u16..=17_520).map(|hour| f64::from(hour).ln()).collect());

/// A load, made ready to be held against responses.
#[derive(Debug, Clone)]
pub struct Hourly {
    load: YearLoad,
    years: u16,
    spectrum: Vec<Complex<f64>>,
    moments: [f64; POINTS],
}

/// Wall temperatures above the ground's own, times `2 pi lambda L`, W: of some of the years.
#[derive(Debug, Clone)]
pub(crate) struct Years {
    /// Which years, from 0.
    pub(crate) years: Vec<u16>,
    /// Hour by hour, those years after each other.
    pub(crate) walls_w: Vec<f64>,
}

/// What a load does to the wall, times `2 pi lambda L`, W.
#[derive(Debug, Clone)]
pub(crate) struct Effects {
    /// This year in this year, hour by hour.
    this: Vec<f64>,
    /// The year before in this year, hour by hour.
    before: Vec<f64>,
    /// Each year that is further back, at the points.
    pub(crate) added: Vec<[f64; POINTS]>,
}

impl Effects {
    /// Hour by hour, some years (from 0) after each other.
    pub(crate) fn walls_w(&self, years: &[u16]) -> Vec<f64> {
        let mut walls_w = Vec::with_capacity(years.len() * HOURS);
        for year in years {
            if *year == 0 {
                walls_w.extend_from_slice(&self.this);
                continue;
            }
            let mut earlier = [0.0; POINTS];
            for values in &self.added[..usize::from(*year) - 1] {
                for (sum, value) in earlier.iter_mut().zip(values) {
                    *sum += value;
                }
            }
            let of_earlier =
                |basis: &[f64; POINTS]| basis.iter().zip(&earlier).map(|(one, other)| one * other).sum::<f64>();
            let hours = self.this.iter().zip(&self.before).zip(BASES.iter());
            walls_w.extend(hours.map(|((this, before), basis)| this + before + of_earlier(basis)));
        }
        walls_w
    }
}

/// Whether all years add to the same side.
pub(crate) fn is_one_sided(added: &(impl Iterator<Item = f64> + Clone)) -> bool {
    added.clone().all(|value| value <= 0.0) || added.clone().all(|value| value >= 0.0)
}

/// The years that hold the extremes of a load whose years add to the same side.
pub(crate) fn telling_years(years: u16) -> Vec<u16> {
    if years > 3 { vec![0, 1, years - 1] } else { (0..years).collect() }
}

impl Hourly {
    /// Of a load and how many years it goes on, at least 1.
    #[must_use]
    pub fn new(load: YearLoad, years: u16) -> Self {
        let mut padded = vec![0.0; LENGTH];
        padded[..HOURS].copy_from_slice(load.heat_w());
        let mut spectrum = FOURIER.forward.make_output_vec();
        // It fails on wrong lengths only, and these are its own.
        let _ = FOURIER.forward.process(&mut padded, &mut spectrum);
        let mut moments = [0.0; POINTS];
        for (heat, basis) in load.heat_w().iter().zip(BASES.iter()) {
            for (moment, value) in moments.iter_mut().zip(basis) {
                *moment += heat * value;
            }
        }
        Self { load, years: years.max(1), spectrum, moments }
    }

    /// The load.
    #[must_use]
    pub fn load(&self) -> &YearLoad {
        &self.load
    }

    /// How many years it goes on.
    #[must_use]
    pub fn years(&self) -> u16 {
        self.years
    }

    /// The years that can hold an extreme: the first two and the last when every year adds to the same side, else
    /// all of them.
    pub(crate) fn walls(&self, response: &Response) -> Years {
        let effects = self.effects(response);
        let years = if is_one_sided(&effects.added.iter().flatten().copied()) {
            telling_years(self.years)
        } else {
            (0..self.years).collect()
        };
        let walls_w = effects.walls_w(&years);
        Years { years, walls_w }
    }

    /// What the load does, year by year.
    pub(crate) fn effects(&self, response: &Response) -> Effects {
        let (this, before) = self.near(response);
        let added = (2..self.years).map(|back| self.added(response, f64::from(back))).collect();
        Effects { this, before, added }
    }

    /// What this year and the year before it do, hour by hour.
    fn near(&self, response: &Response) -> (Vec<f64>, Vec<f64>) {
        let spline = response.spline();
        let mut kernel = FOURIER.forward.make_input_vec();
        let mut passed = 0.0;
        for (value, ln_hours) in kernel.iter_mut().zip(LN_HOURS.iter()) {
            let (interval, part) = spline.place(*ln_hours);
            let g = polynomial(&spline.coefficients()[interval], part);
            *value = g - passed;
            passed = g;
        }
        let mut spectrum = FOURIER.forward.make_output_vec();
        let _ = FOURIER.forward.process(&mut kernel, &mut spectrum);
        for (value, load) in spectrum.iter_mut().zip(&self.spectrum) {
            *value *= load;
        }
        // A real series has real ends; rounding does not know that.
        for end in [0, LENGTH / 2] {
            spectrum[end].im = 0.0;
        }
        let _ = FOURIER.back.process(&mut spectrum, &mut kernel);
        let scale = 1.0 / 32_768.0;
        kernel.truncate(2 * HOURS);
        for value in &mut kernel {
            *value *= scale;
        }
        let before = kernel.split_off(HOURS);
        (kernel, before)
    }

    /// What a year adds that is at least two years back, at the points.
    fn added(&self, response: &Response, years_back: f64) -> [f64; POINTS] {
        let points = *POINTS_H;
        points.map(|at| {
            let of_point = |(from, moment): (&f64, &f64)| {
                let hours = 8760.0 * years_back + at - from;
                moment * (response.at_hours(hours + 1.0) - response.at_hours(hours))
            };
            points.iter().zip(&self.moments).map(of_point).sum()
        })
    }
}
