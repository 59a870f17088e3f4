//! What a field does to its own walls: g-functions for three boundary conditions.
//!
//! With a heat `Q` into the whole field since a time `t`, constant, the effective temperature of its walls rises
//! by `Q / (2 pi lambda L) g(t)`. `g` for **uniform extraction** is a sum over pairs, taken in time. For **uniform
//! wall temperature** (Cimmino & Bernier 2014) and **equal inlet** (Cimmino 2015) the extraction of every segment
//! changes in time so that walls or inlets stay equal. In the Laplace transform the memory in that is a product:
//! the equations are solved there, once for each `p`, without any grid in time. Only what a `g` differs from
//! that of uniform extraction comes back through the inversion, so that its error counts for that part alone.

use faer::linalg::solvers::Solve;
use rayon::prelude::*;

use crate::Problem;
use crate::classes::Classes;
use crate::field::Field;
use crate::ground::Ground;
use crate::legs::Legs;
use crate::line::Pairs;
use crate::numbers::{Inversion, Spline};
use crate::transform::Transform;

/// What is equal over a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Boundary {
    /// The heat per metre: right between owners, and an upper bound within a field.
    UniformExtraction,
    /// The wall temperature, over all loops and depths, changing in time: what most programs use.
    UniformWall,
    /// The fluid that enters the loops, which are in parallel: nearest to a real field. The legs of each loop.
    EqualInlet(Vec<Legs>),
}

/// Segments of a loop where lengths are looked for: `g` comes out some tenths of a per cent high for dozens of
/// loops, which is the safe side.
pub const SEGMENTS: usize = 8;
/// Segments of a loop where `g` itself is asked for.
pub const FINE_SEGMENTS: usize = 12;
/// More unknowns than this make the segments fewer.
const MOST_UNKNOWNS: usize = 1500;

/// `g` at some times, s, all above 0.
///
/// # Errors
/// When the ground or a time cannot be, or the legs are not as many as the loops.
pub fn g_function(field: &Field, ground: &Ground, boundary: &Boundary, times_s: &[f64]) -> Result<Vec<f64>, Problem> {
    ground.check()?;
    check_times(times_s)?;
    if let Boundary::EqualInlet(legs) = boundary {
        check_legs(field, legs)?;
    }
    let classes = classes_of(field, ground, boundary);
    if *boundary == Boundary::UniformExtraction {
        return Ok(uniform_extraction(field, ground, &classes, times_s));
    }
    on_times(field, ground, boundary, classes, times_s, &Inversion::at(times_s), FINE_SEGMENTS)
}

/// [`g_function`] of checked input, with an inversion that was made for the times.
fn on_times(
    field: &Field,
    ground: &Ground,
    boundary: &Boundary,
    classes: Classes,
    times_s: &[f64],
    inversion: &Inversion,
    segments: usize,
) -> Result<Vec<f64>, Problem> {
    let uniform = uniform_extraction(field, ground, &classes, times_s);
    if *boundary == Boundary::UniformExtraction {
        return Ok(uniform);
    }
    let segments = at_most(segments, &classes);
    let apart = inversion.in_time(&differences(field, ground, classes, boundary, segments, inversion)?);
    Ok(uniform.iter().zip(&apart).map(|(uniform, apart)| uniform + apart).collect())
}

/// Times at which a response is computed: always the same grid, so that an answer does not depend on what is asked.
#[derive(Debug)]
pub struct Grid {
    times_s: Vec<f64>,
    inversion: Inversion,
}

/// Times in a decade.
const A_DECADE: f64 = 12.0;
/// The first time, s.
const FIRST_S: f64 = 3600.0;

impl Grid {
    /// From one time to the next, in the logarithm of time.
    pub(crate) const STEP: f64 = std::f64::consts::LN_10 / A_DECADE;

    /// The times, s.
    pub(crate) fn times_s(&self) -> &[f64] {
        &self.times_s
    }

    /// From an hour to some years, at least one.
    #[must_use]
    pub fn of_years(years: f64) -> Self {
        let decades = (years.max(1.0) * 8760.0 + 1.0).log10();
        let times_s: Vec<f64> = std::iter::successors(Some(0.0), |index| Some(index + 1.0))
            .take_while(|index| *index < decades * A_DECADE + 1.0)
            .map(|index| FIRST_S * 10_f64.powf(index / A_DECADE))
            .collect();
        let inversion = Inversion::at(&times_s);
        Self { times_s, inversion }
    }
}

/// `g` as a function of time, from one hour to the end of its grid.
#[derive(Debug, Clone)]
pub struct Response {
    spline: Spline,
}

impl Response {
    /// Of a field.
    ///
    /// # Errors
    /// As [`g_function`].
    pub fn new(field: &Field, ground: &Ground, boundary: &Boundary, grid: &Grid) -> Result<Self, Problem> {
        ground.check()?;
        if let Boundary::EqualInlet(legs) = boundary {
            check_legs(field, legs)?;
        }
        let classes = classes_of(field, ground, boundary);
        let values = on_times(field, ground, boundary, classes, &grid.times_s, &grid.inversion, SEGMENTS)?;
        Ok(Self { spline: Spline::new(0.0, Grid::STEP, &values) })
    }

    /// Of a spline in the logarithm of the hours.
    pub(crate) fn of_spline(spline: Spline) -> Self {
        Self { spline }
    }

    /// `g` after some hours, at least one.
    #[must_use]
    pub fn at_hours(&self, hours: f64) -> f64 {
        self.spline.at(hours.ln())
    }

    /// Cubic polynomials in the logarithm of the hours.
    pub(crate) fn spline(&self) -> &Spline {
        &self.spline
    }
}

/// How much the segments leave in doubt at a time, as a part of `g`: what [`SEGMENTS`] give differently from
/// [`FINE_SEGMENTS`]. Nothing else is in doubt: time is not cut into steps.
///
/// # Errors
/// As [`g_function`].
pub fn doubt(field: &Field, ground: &Ground, boundary: &Boundary, last_s: f64) -> Result<f64, Problem> {
    ground.check()?;
    check_times(&[last_s])?;
    if *boundary == Boundary::UniformExtraction {
        return Ok(0.0);
    }
    let classes = classes_of(field, ground, boundary);
    let whole = uniform_extraction(field, ground, &classes, &[last_s])[0];
    let inversion = Inversion::at(&[last_s]);
    let at = |segments: usize| -> Result<f64, Problem> {
        Ok(inversion.in_time(&differences(
            field,
            ground,
            classes.clone(),
            boundary,
            at_most(segments, &classes),
            &inversion,
        )?)[0])
    };
    let (fine, coarse) = (at(FINE_SEGMENTS)?, at(SEGMENTS)?);
    Ok(((fine - coarse) / (whole + fine)).abs())
}

fn check_times(times_s: &[f64]) -> Result<(), Problem> {
    for time_s in times_s {
        bodemtoets_words::limits::within("time_s", *time_s, 60.0, 1e11, "it is from a minute to three thousand years")?;
    }
    Ok(())
}

fn check_legs(field: &Field, legs: &[Legs]) -> Result<(), Problem> {
    if legs.len() != field.loops().len() {
        return Err(Problem::Length {
            name: "legs".to_owned(),
            found: legs.len(),
            expected: field.loops().len(),
            why: "every loop has its own",
        });
    }
    field.loops().iter().zip(legs).try_for_each(|(one, legs)| legs.check(one.length_m))
}

fn classes_of(field: &Field, ground: &Ground, boundary: &Boundary) -> Classes {
    let same = match boundary {
        Boundary::EqualInlet(legs) => legs.windows(2).all(|pair| pair[0] == pair[1]),
        Boundary::UniformExtraction | Boundary::UniformWall => true,
    };
    if ground.carries_m_s().is_none() && same { Classes::alike(field) } else { Classes::each(field) }
}

fn at_most(segments: usize, classes: &Classes) -> usize {
    (MOST_UNKNOWNS / classes.counts.len()).clamp(4, segments)
}

fn uniform_extraction(field: &Field, ground: &Ground, classes: &Classes, times_s: &[f64]) -> Vec<f64> {
    let loops = field.loops();
    let pairs = classes
        .standing
        .iter()
        .zip(&classes.counts)
        .flat_map(|(index, count)| loops.iter().map(move |source| (source, &loops[*index], *count)));
    let total_m = field.total_length_m();
    Pairs::of(ground, pairs).at(times_s).into_iter().map(|sum| sum / total_m).collect()
}

/// For each `p` of the inversion what the transform differs from that of uniform extraction.
fn differences(
    field: &Field,
    ground: &Ground,
    classes: Classes,
    boundary: &Boundary,
    segments: usize,
    inversion: &Inversion,
) -> Result<Vec<f64>, Problem> {
    let least = inversion.points_1_s.iter().copied().fold(f64::INFINITY, f64::min);
    let transform = Transform::new(field, ground, classes, segments, least);
    let lengths_m = transform.lengths_m();
    let counts = transform.classes.counts.iter().flat_map(|count| std::iter::repeat_n(*count, segments));
    let weights_m: Vec<f64> = lengths_m.iter().zip(counts).map(|(length, count)| length * count).collect();
    let total_m: f64 = weights_m.iter().sum();
    let inlet = match boundary {
        Boundary::EqualInlet(legs) => Some(Inlet::of(&transform, ground, legs, &weights_m)),
        Boundary::UniformExtraction | Boundary::UniformWall => None,
    };
    inversion
        .points_1_s
        .par_iter()
        .map(|p| {
            let matrix = transform.matrix(*p);
            let uniform = matrix.iter().sum::<f64>() / total_m;
            let g = match &inlet {
                None => total_m / wall_conductance(&matrix, &weights_m, transform.symmetric)?,
                Some(inlet) => inlet.wall(&matrix, &weights_m)?,
            };
            Ok(g - uniform)
        })
        .collect()
}

/// `w' M^-1 w`: what flows at a wall temperature of one everywhere.
fn wall_conductance(matrix: &[f64], weights_m: &[f64], symmetric: bool) -> Result<f64, Problem> {
    let size = weights_m.len();
    let matrix = faer::MatRef::from_row_major_slice(matrix, size, size);
    let right = faer::ColRef::from_slice(weights_m);
    let flows = match matrix.llt(faer::Side::Lower) {
        Ok(factors) if symmetric => factors.solve(right),
        _ => matrix.partial_piv_lu().solve(right),
    };
    let sum: f64 = flows.iter().zip(weights_m).map(|(flow, weight)| flow * weight).sum();
    if sum.is_finite() && sum > 0.0 { Ok(sum) } else { Err(SINGULAR) }
}

const SINGULAR: Problem = Problem::NoAnswer("two loops are as good as in one place, or one is much too short");

/// The fluid side of equal inlet, of all classes.
struct Inlet {
    /// What each segment gives for a kelvin of inlet, over `2 pi lambda`.
    per_kelvin: Vec<f64>,
    /// For each class the same for a kelvin of its walls, by rows.
    walls: Vec<Vec<f64>>,
    /// The whole field for a kelvin of inlet, m.
    total_m: f64,
}

impl Inlet {
    fn of(transform: &Transform, ground: &Ground, legs: &[Legs], weights_m: &[f64]) -> Self {
        let over = 1.0 / (std::f64::consts::TAU * ground.conductivity_w_m_k);
        let (mut inlet, mut walls) = (Vec::new(), Vec::new());
        for (class, standing) in transform.classes.standing.iter().enumerate() {
            let (of_inlet, of_walls) = legs[*standing].conductances(transform.ends_m(class));
            inlet.extend(of_inlet.into_iter().map(|value| value * over));
            walls.push(of_walls.into_iter().map(|value| value * over).collect());
        }
        let total_m = inlet.iter().zip(weights_m).map(|(inlet, weight)| inlet * weight).sum();
        Self { per_kelvin: inlet, walls, total_m }
    }

    /// The effective wall temperature: mean fluid less what the field would need with equal walls.
    ///
    /// `q = k Tin + K Tb` and `Tb = h q` give `(1 - K h) q = k Tin`; a mean extraction of one sets `Tin`.
    fn wall(&self, matrix: &[f64], weights_m: &[f64]) -> Result<f64, Problem> {
        let size = weights_m.len();
        let segments = size / self.walls.len();
        // Rows of the matrix hold the weights of the receivers; these are taken out again.
        let system = faer::Mat::<f64>::from_fn(size, size, |row, column| {
            let class = row / segments;
            let walls = &self.walls[class][row % segments * segments..][..segments];
            let first = class * segments;
            let product: f64 = walls
                .iter()
                .enumerate()
                .map(|(wall, gives)| gives * matrix[(first + wall) * size + column] / weights_m[first + wall])
                .sum();
            f64::from(u8::from(row == column)) - product
        });
        let flows = system.partial_piv_lu().solve(faer::ColRef::from_slice(&self.per_kelvin));
        let sum: f64 = flows.iter().zip(weights_m).map(|(flow, weight)| flow * weight).sum();
        let total_m: f64 = weights_m.iter().sum();
        let g = total_m / sum - total_m / self.total_m;
        if g.is_finite() { Ok(g) } else { Err(SINGULAR) }
    }
}
