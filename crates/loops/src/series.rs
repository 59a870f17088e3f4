//! Wall temperatures under a load that differs from year to year.

use realfft::RealFftPlanner;

use crate::Problem;
use crate::ground::Ground;
use crate::response::Response;

/// A response made ready for loads of some length, hour by hour.
pub struct Convolution {
    hours: usize,
    length: usize,
    planner: RealFftPlanner<f64>,
    spectrum: Vec<realfft::num_complex::Complex<f64>>,
}

impl Convolution {
    /// Of a response, for loads of so many hours.
    #[must_use]
    pub fn new(response: &Response, hours: usize) -> Self {
        let length = (2 * hours).next_power_of_two().max(2);
        let mut planner = RealFftPlanner::new();
        let forward = planner.plan_fft_forward(length);
        let mut kernel = forward.make_input_vec();
        let (mut passed, mut hour) = (0.0, 0.0);
        for value in kernel.iter_mut().take(hours) {
            hour += 1.0;
            let g = response.at_hours(hour);
            *value = g - passed;
            passed = g;
        }
        let mut spectrum = forward.make_output_vec();
        // It fails on wrong lengths only, and these are its own.
        let _ = forward.process(&mut kernel, &mut spectrum);
        Self { hours, length, planner, spectrum }
    }

    /// The wall at the end of each hour above the ground's own temperature, K, under a heat into the ground, W, by a
    /// field of a total length.
    ///
    /// # Errors
    /// When the load has another length.
    pub fn walls_k(&mut self, heat_w: &[f64], ground: &Ground, total_length_m: f64) -> Result<Vec<f64>, Problem> {
        if heat_w.len() != self.hours {
            let why = "the response was made ready for that many hours";
            let name = "heat_w".to_owned();
            return Err(Problem::Length { name, found: heat_w.len(), expected: self.hours, why });
        }
        let (forward, back) = (self.planner.plan_fft_forward(self.length), self.planner.plan_fft_inverse(self.length));
        let mut values = forward.make_input_vec();
        values[..self.hours].copy_from_slice(heat_w);
        let mut spectrum = forward.make_output_vec();
        let _ = forward.process(&mut values, &mut spectrum);
        for (value, response) in spectrum.iter_mut().zip(&self.spectrum) {
            *value *= response;
        }
        // A real series has real ends; rounding does not know that.
        for end in [0, self.length / 2] {
            spectrum[end].im = 0.0;
        }
        let _ = back.process(&mut spectrum, &mut values);
        #[expect(clippy::cast_precision_loss, reason = "hours of some centuries")]
        let over = self.length as f64 * std::f64::consts::TAU * ground.conductivity_w_m_k * total_length_m;
        values.truncate(self.hours);
        for value in &mut values {
            *value /= over;
        }
        Ok(values)
    }
}
