//! How large a heat exchanger has to be (section 3.10 of the model: the arithmetic mean difference).

use super::problem::{Problem, positive};

/// Temperatures on both sides of a counterflow exchanger, degC.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exchanger {
    /// The warm side, where it comes in.
    pub warm_in_c: f64,
    /// The warm side, where it goes out.
    pub warm_out_c: f64,
    /// The cold side, where it comes in.
    pub cold_in_c: f64,
    /// The cold side, where it goes out.
    pub cold_out_c: f64,
}

impl Exchanger {
    /// The mean difference, K: that of the two inlets and that of the two outlets, halved.
    #[must_use]
    pub fn difference_k(&self) -> f64 {
        f64::midpoint(self.warm_in_c - self.cold_in_c, self.warm_out_c - self.cold_out_c)
    }

    /// The area, m2, for a power in kW at a heat transfer of `w_m2_k`.
    ///
    /// ```
    /// use bodemtoets_feasibility::Exchanger;
    ///
    /// // One degree between the two sides: large, and therefore dear.
    /// let exchanger = Exchanger { warm_in_c: 10.0, warm_out_c: 17.0, cold_in_c: 9.0, cold_out_c: 16.0 };
    /// assert_eq!(exchanger.area_m2(400.0, 4000.0)?, 100.0);
    /// # Ok::<(), bodemtoets_feasibility::Problem>(())
    /// ```
    ///
    /// # Errors
    /// When the warm side is not the warmer, or nothing goes through.
    pub fn area_m2(&self, power_kw: f64, w_m2_k: f64) -> Result<f64, Problem> {
        positive("mean difference, K", self.difference_k(), 200.0, "heat only goes from warm to cold")?;
        positive("power_kw", power_kw, 1e6, "it is what goes through")?;
        positive("w_m2_k", w_m2_k, 1e5, "it is what a m2 lets through")?;
        Ok(power_kw * 1000.0 / (w_m2_k * self.difference_k()))
    }
}
