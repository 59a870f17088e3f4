//! Systems of different owners beside each other.
//!
//! Each takes what it takes, so between them the heat per metre is given: what one does to another is the sum
//! over their loops ([`line`](crate::line)), whatever their number. It adds to the temperatures that each has by
//! itself.

use rayon::prelude::*;

use crate::Problem;
use crate::demand::{Demand as _, Monthly};
use crate::field::Field;
use crate::ground::{Ground, Undisturbed};
use crate::line::Pairs;
use crate::numbers::Spline;
use crate::response::{Grid, Response};
use crate::temperatures::Extremes;

/// A system with what it asks of the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct System {
    /// Its loops.
    pub field: Field,
    /// By months.
    pub load: Monthly,
    /// Effective resistance from the mean fluid to the wall, mK/W.
    pub resistance_m_k_w: f64,
}

/// What a system comes to by itself and with the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// Mean fluid by itself; months since the start.
    pub alone: Extremes,
    /// Mean fluid with the others.
    pub together: Extremes,
    /// How much the others have cooled its ground at the end of the years, K; below 0 when they warm it.
    pub cooled_at_end_k: f64,
    /// The most that they cool it at the end of any month, K.
    pub most_cooled_k: f64,
}

/// A `g` between two fields: with a heat `Q` into the source the mean wall of the receiver rises by
/// `Q / (2 pi lambda L_source) g`.
fn between(sums_m: &[f64], receiver: &Field) -> Response {
    let total_m = receiver.total_length_m();
    let values: Vec<f64> = sums_m.iter().map(|sum| sum / total_m).collect();
    Response::of_spline(Spline::new(0.0, Grid::STEP, &values))
}

/// What systems do to each other; the heat per metre of each is equal over its loops.
///
/// # Errors
/// When something cannot be, or loops of two systems share a borehole.
pub fn together(
    systems: &[System],
    ground: &Ground,
    undisturbed: Undisturbed,
    grid: &Grid,
) -> Result<Vec<Together>, Problem> {
    ground.check()?;
    undisturbed.check()?;
    // All loops of all owners as one field: it refuses two in one borehole.
    Field::new(systems.iter().flat_map(|system| system.field.loops()).copied().collect())?;
    let still = ground.carries_m_s().is_none();
    let count = systems.len();
    let pairs: Vec<(usize, usize)> = (0..count)
        .flat_map(|source| (0..count).map(move |receiver| (source, receiver)))
        .filter(|(source, receiver)| !still || source <= receiver)
        .collect();
    let sums: Vec<Vec<f64>> = pairs
        .par_iter()
        .map(|(source, receiver)| {
            let (from, to) = (systems[*source].field.loops(), systems[*receiver].field.loops());
            let each = from.iter().flat_map(|one| to.iter().map(move |other| (one, other, 1.0)));
            Pairs::of(ground, each).at(grid.times_s())
        })
        .collect();
    let sum_of = |source: usize, receiver: usize| {
        let wanted = if still { (source.min(receiver), source.max(receiver)) } else { (source, receiver) };
        pairs.iter().position(|pair| *pair == wanted).map(|index| &sums[index])
    };
    let over = std::f64::consts::TAU * ground.conductivity_w_m_k;
    let result = (0..count).map(|receiver| {
        let system = &systems[receiver];
        let total_m = system.field.total_length_m();
        let ground_c = system.field.undisturbed_c(undisturbed);
        let own = sum_of(receiver, receiver).map(|sums| between(sums, &system.field));
        let moments = own.map(|own| system.load.moments(&own)).unwrap_or_default();
        let mut rises_k = vec![0.0; moments.len() / 2];
        for source in (0..count).filter(|source| *source != receiver) {
            let Some(sums) = sum_of(source, receiver) else { continue };
            let walls_w = systems[source].load.walls_w(&between(sums, &system.field));
            let source_m = systems[source].field.total_length_m();
            for (rise, wall_w) in rises_k.iter_mut().zip(&walls_w) {
                *rise += wall_w / (over * source_m);
            }
        }
        let fluid = |index: usize| {
            let moment = &moments[index];
            ground_c + moment.wall_w / (over * total_m) + moment.heat_w * system.resistance_m_k_w / total_m
        };
        Together {
            alone: Extremes::of((0..moments.len()).map(|index| (index / 2, fluid(index)))),
            together: Extremes::of((0..moments.len()).map(|index| (index / 2, fluid(index) + rises_k[index / 2]))),
            cooled_at_end_k: -rises_k.last().copied().unwrap_or(0.0),
            most_cooled_k: rises_k.iter().fold(f64::NEG_INFINITY, |most, rise| most.max(-rise)),
        }
    });
    Ok(result.collect())
}
