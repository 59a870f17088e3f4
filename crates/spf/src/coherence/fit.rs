//! What a meter should have given, by what the others gave: a robust fit that cannot go below nothing.

/// A row: what a meter gave, and what the others gave at the same time.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub y: f64,
    pub x: Vec<f64>,
}

/// Residuals are held against what was expected, and no less than this part of a mean month: months of nothing do not
/// count as infinitely wrong.
const FLOOR: f64 = 0.15;
/// The least relative scatter that a fit is believed to have.
const LEAST_SCATTER: f64 = 0.02;
/// Residuals beyond so many times the scatter do not pull on a fit.
const TUNING: f64 = 4.685;
/// So many times the weights of the rows are made anew; the first half of them by absolute residuals.
const ROUNDS: usize = 8;
/// The most sweeps through the factors, and the change of a factor, as a part of it, that ends them.
const SWEEPS: usize = 40;
const NEAR: f64 = 1e-3;
/// The median of the absolute deviation of a normal distribution is so much of its standard deviation.
const MAD: f64 = 0.6745;

/// A fit of one meter to others: `y` is about the sum of `factors` times `x`, none of them below 0.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    factors: Vec<f64>,
    /// Residuals are held against no less.
    floor: f64,
    /// The usual relative residual.
    scatter: f64,
}

impl Fit {
    /// Fits rows; none when there is nothing to fit.
    pub(super) fn of(rows: &[&Row]) -> Option<Self> {
        let columns = rows.first()?.x.len();
        let count = f64::from(u32::try_from(rows.len()).ok()?);
        let mean = rows.iter().map(|row| row.y).sum::<f64>() / count;
        if mean <= 0.0 {
            return None;
        }
        // Without the highest month, which may be wrong.
        let highest = rows.iter().map(|row| row.y).fold(0.0, f64::max);
        let floor = FLOOR * (mean * count - highest) / (count - 1.0).max(1.0);
        let means: Vec<f64> =
            (0..columns).map(|place| rows.iter().map(|row| row.x[place]).sum::<f64>() / count).collect();
        let used = u32::try_from(means.iter().filter(|mean| **mean > 0.0).count()).unwrap_or(1).max(1);
        // To begin with, every column explains its part.
        let mut fit = Self {
            factors: means.iter().map(|x| if *x > 0.0 { mean / x / f64::from(used) } else { 0.0 }).collect(),
            floor,
            scatter: 1.0,
        };
        for round in 0..ROUNDS {
            let residuals: Vec<f64> = rows.iter().map(|row| fit.residual(row)).collect();
            let mut sizes: Vec<f64> = residuals.iter().map(|residual| residual.abs()).collect();
            let middle = sizes.len() / 2;
            let median = *sizes.select_nth_unstable_by(middle, f64::total_cmp).1;
            fit.scatter = (median / MAD).max(LEAST_SCATTER);
            let weights: Vec<f64> = rows
                .iter()
                .zip(&residuals)
                .map(|(row, residual)| {
                    let size = fit.size(row);
                    let part = residual / (TUNING * fit.scatter);
                    // Absolute residuals first, which no single row can pull far; then only rows that fit.
                    let pull = if round < ROUNDS / 2 {
                        1.0 / residual.abs().max(0.01)
                    } else {
                        (1.0 - part * part).max(0.0).powi(2)
                    };
                    pull / (size * size)
                })
                .collect();
            fit.solve(rows, &weights);
        }
        Some(fit)
    }

    /// Least squares by one factor after the other, none below 0.
    fn solve(&mut self, rows: &[&Row], weights: &[f64]) {
        for _ in 0..SWEEPS {
            let mut moved: f64 = 0.0;
            for place in 0..self.factors.len() {
                let (mut up, mut down) = (0.0, 0.0);
                for (row, weight) in rows.iter().zip(weights) {
                    let x = row.x[place];
                    let rest = row.y - self.predict(&row.x) + self.factors[place] * x;
                    up += weight * rest * x;
                    down += weight * x * x;
                }
                if down > 0.0 {
                    let factor = (up / down).max(0.0);
                    moved = moved.max((factor - self.factors[place]).abs() / factor.max(1e-12));
                    self.factors[place] = factor;
                }
            }
            if moved < NEAR {
                break;
            }
        }
    }

    /// How much of the meter goes with a unit of another.
    pub(super) fn factor(&self, other: usize) -> f64 {
        self.factors.get(other).copied().unwrap_or(0.0)
    }

    /// What the meter should have given.
    pub(super) fn predict(&self, x: &[f64]) -> f64 {
        self.factors.iter().zip(x).map(|(factor, x)| factor * x).sum()
    }

    /// How far a row is from the fit, relative to the smaller of the two: a hundredth and a hundred times are as far.
    pub(super) fn disagreement(&self, row: &Row) -> f64 {
        let predicted = self.predict(&row.x);
        (row.y - predicted) / predicted.min(row.y).max(self.floor)
    }

    fn size(&self, row: &Row) -> f64 {
        self.predict(&row.x).max(self.floor)
    }

    /// How far a row is from the fit, relative to what it should be.
    fn residual(&self, row: &Row) -> f64 {
        (row.y - self.predict(&row.x)) / self.size(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_that_is_wrong_does_not_pull_the_others() {
        let mut rows: Vec<Row> = (1..=12)
            .map(|month| {
                let heat = f64::from((month - 6_i32).pow(2)) + 2.0;
                Row { y: 0.25 * heat + 1.0, x: vec![heat, 1.0] }
            })
            .collect();
        rows[2].y *= 10.0;
        let rows_of: Vec<&Row> = rows.iter().collect();
        let fit = Fit::of(&rows_of).unwrap();
        assert!((fit.predict(&[40.0, 1.0]) - 11.0).abs() < 0.05, "{fit:?}");
        assert!(fit.residual(&rows[2]) > 8.0);
    }

    #[test]
    fn a_factor_is_never_below_nothing() {
        let rows: Vec<Row> =
            (1..=12).map(|month| Row { y: 13.0 - f64::from(month), x: vec![f64::from(month)] }).collect();
        let rows_of: Vec<&Row> = rows.iter().collect();
        let fit = Fit::of(&rows_of).unwrap();
        assert!(fit.predict(&[1.0]) >= 0.0);
    }
}
