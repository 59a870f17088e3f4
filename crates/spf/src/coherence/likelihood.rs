//! How well meters agree, as a likelihood.
//!
//! Relative residuals are held to be of Student's t distribution with three degrees of freedom: most months lie near,
//! and a month that is far off says that it is far off, not that all others are. The scale is the one that fits best,
//! so that a system of which the meters never agreed well is not held to what others keep.

/// The least scale: no two meters agree better from month to month.
const LEAST: f64 = 0.04;
/// Scales that are tried, each so many times the one before.
const STEP: f64 = 1.3;
const SCALES: usize = 14;
/// Degrees of freedom.
const FREEDOM: f64 = 3.0;

/// Minus the logarithm of the likelihood of residuals, at the scale at which it is least.
pub(super) fn cost(residuals: &[f64]) -> f64 {
    let count = f64::from(u32::try_from(residuals.len()).unwrap_or(u32::MAX));
    let at = |scale: f64| {
        let tails = residuals.iter().map(|residual| (residual / scale).powi(2) / FREEDOM).map(f64::ln_1p).sum::<f64>();
        count * scale.ln() + f64::midpoint(FREEDOM, 1.0) * tails
    };
    let mut scale = LEAST;
    let mut least = f64::INFINITY;
    for _ in 0..SCALES {
        least = least.min(at(scale));
        scale *= STEP;
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_is_far_off_costs_less_than_all_that_are() {
        let near = [0.02; 12];
        let (mut one, all) = (near, [0.5; 12]);
        one[3] = 0.5;
        assert!(cost(&near) < cost(&one) && cost(&one) < cost(&all));
    }
}
