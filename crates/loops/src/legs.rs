//! The fluid in a loop: down one leg, up the other, with heat to the wall of the borehole and to each other.
//!
//! Steady over the time that the fluid is in the loop. At a depth `z`, with heat capacity flow `W`:
//! `W T1' = -g1 (T1 - Tb) - g12 (T1 - T2)` down and `W T2' = g2 (T2 - Tb) + g12 (T2 - T1)` up
//! (Hellström 1991). Along a stretch of one wall temperature the answer is a matrix exponential.

use crate::Problem;

/// What the fluid in the two legs gives to what is around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Legs {
    /// From the leg that goes down to the wall, W/mK.
    pub down_w_m_k: f64,
    /// From the leg that goes up to the wall, W/mK.
    pub up_w_m_k: f64,
    /// From leg to leg, W/mK.
    pub between_w_m_k: f64,
    /// Heat capacity flow of the loop, W/K: mass flow by specific heat.
    pub flow_w_k: f64,
}

/// The fluid turns back so much heat that nothing else can be told apart from it.
const MOST_TURNED: f64 = 25.0;

impl Legs {
    /// Two legs that are alike, of the resistance to the wall at a depth and that between the legs (`Ra`, of the
    /// heat that goes from one to the other), mK/W.
    #[must_use]
    pub fn alike(local_m_k_w: f64, internal_m_k_w: f64, flow_w_k: f64) -> Self {
        let wall = 0.5 / local_m_k_w;
        Self { down_w_m_k: wall, up_w_m_k: wall, between_w_m_k: 1.0 / internal_m_k_w - 0.5 * wall, flow_w_k }
    }

    /// The matrix exponential over a stretch.
    fn over(&self, length_m: f64) -> [[f64; 2]; 2] {
        let between = self.between_w_m_k / self.flow_w_k;
        let (down, up) = (self.down_w_m_k / self.flow_w_k, self.up_w_m_k / self.flow_w_k);
        let half_trace = 0.5 * (up - down);
        let rate = self.rate_1_m();
        let (even, odd) = ((rate * length_m).cosh(), (rate * length_m).sinh() / rate);
        let grow = (half_trace * length_m).exp();
        [
            [grow * (even + odd * (-(down + between) - half_trace)), grow * odd * between],
            [-grow * odd * between, grow * (even + odd * (up + between - half_trace))],
        ]
    }

    fn rate_1_m(&self) -> f64 {
        let between = self.between_w_m_k / self.flow_w_k;
        let (down, up) = (self.down_w_m_k / self.flow_w_k, self.up_w_m_k / self.flow_w_k);
        let determinant = between * between - (down + between) * (up + between);
        (0.25 * (up - down).powi(2) - determinant).max(f64::MIN_POSITIVE).sqrt()
    }

    /// Heat per metre that each stretch gives to its wall, W/m, with fluid that comes in at `inlet_c` and walls of
    /// these temperatures.
    fn gives_w_m(&self, ends_m: &[f64], inlet_c: f64, walls_c: &[f64]) -> Vec<f64> {
        let stretches: Vec<(f64, [[f64; 2]; 2])> = ends_m
            .windows(2)
            .map(|ends| {
                let length_m = ends[1] - ends[0];
                (length_m, self.over(length_m))
            })
            .collect();
        let run = |up_c: f64| {
            let mut at = vec![[inlet_c, up_c]];
            let [mut down, mut up] = [inlet_c, up_c];
            for ((_, matrix), wall) in stretches.iter().zip(walls_c) {
                let (one, other) = (down - wall, up - wall);
                down = wall + matrix[0][0] * one + matrix[0][1] * other;
                up = wall + matrix[1][0] * one + matrix[1][1] * other;
                at.push([down, up]);
            }
            at
        };
        // At the bottom both legs are equal: linear in what comes up at the top.
        let miss = |at: &[[f64; 2]]| at.last().map_or(0.0, |[down, up]| down - up);
        let (zero, one) = (miss(&run(0.0)), miss(&run(1.0)));
        let at = run(zero / (zero - one));
        let gives = |(index, (length_m, _)): (usize, &(f64, _))| {
            let ([down, up], [next_down, next_up]) = (at[index], at[index + 1]);
            self.flow_w_k * (down - next_down + next_up - up) / length_m
        };
        stretches.iter().enumerate().map(gives).collect()
    }

    /// What each stretch gives for a kelvin of inlet above all walls (W/mK), and for a kelvin of each wall (by
    /// rows: the stretch that gives).
    pub(crate) fn conductances(&self, ends_m: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let count = ends_m.len() - 1;
        let inlet = self.gives_w_m(ends_m, 1.0, &vec![0.0; count]);
        let mut walls = vec![0.0; count * count];
        for wall in 0..count {
            let mut walls_c = vec![0.0; count];
            walls_c[wall] = 1.0;
            for (stretch, gives) in self.gives_w_m(ends_m, 0.0, &walls_c).into_iter().enumerate() {
                walls[stretch * count + wall] = gives;
            }
        }
        (inlet, walls)
    }

    /// The effective resistance from the mean of the fluid in and out to a wall of one temperature, mK/W.
    ///
    /// # Errors
    /// When the fluid flows so slowly that its heat is turned back before it reaches the bottom.
    pub fn effective_m_k_w(&self, length_m: f64) -> Result<f64, Problem> {
        self.check(length_m)?;
        let gives_w_k = self.gives_w_m(&[0.0, length_m], 1.0, &[0.0])[0] * length_m;
        Ok((1.0 - 0.5 * gives_w_k / self.flow_w_k) * length_m / gives_w_k)
    }

    /// Refuses a flow that is too slow for its length.
    ///
    /// # Errors
    /// With the flow.
    pub fn check(&self, length_m: f64) -> Result<(), Problem> {
        let turned = self.rate_1_m() * length_m;
        if !turned.is_finite() || turned > MOST_TURNED {
            return Err(Problem::NoAnswer(
                "the fluid flows so slowly that its heat goes from leg to leg before it reaches the bottom; \
                 give more flow (0.2 to 0.6 kg/s a loop is usual)",
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_effective_resistance_is_hellstroms() {
        let (local, internal, flow_w_k, length_m) = (0.145_618_838, 0.42, 0.3 * 3872.15, 100.0);
        let eta = length_m / (flow_w_k * f64::sqrt(local * internal));
        let exact = local * eta / eta.tanh();
        let ours = Legs::alike(local, internal, flow_w_k).effective_m_k_w(length_m).unwrap();
        assert!((ours / exact - 1.0).abs() < 1e-12);
    }

    #[test]
    fn what_walls_take_is_what_the_inlet_gives_them() {
        let legs = Legs { down_w_m_k: 4.0, up_w_m_k: 0.0, between_w_m_k: 1.5, flow_w_k: 1200.0 };
        let (inlet, walls) = legs.conductances(&[1.0, 5.0, 40.0, 101.0]);
        for (stretch, inlet) in inlet.iter().enumerate() {
            let sum: f64 = walls[stretch * 3..][..3].iter().sum();
            assert!((sum + inlet).abs() < 1e-12);
        }
    }

    #[test]
    fn a_flow_of_nearly_nothing_is_refused() {
        assert!(Legs::alike(0.1, 0.3, 1.0).effective_m_k_w(150.0).is_err());
    }
}
