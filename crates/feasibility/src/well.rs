//! How long the screen of a well has to be for its flow: the Dutch design norm for wells of heat and
//! cold storage (NVOE 2006), known at second hand and so an assumption.
//!
//! Extraction may not pull sand along: the water passes the wall of the borehole at `k/12` m/h at most,
//! with `k` the conductivity of the aquifer in m/d. Infiltration may not clog the well: at most
//! `1000 (k/150)^0.6 sqrt(v / (2 MFI u))` m/h, with a clogging of `v` = 0.1 m a year, a membrane filter
//! index of 2 s/l2, and `u` the hours of full flow in a year.

use super::problem::{Problem, positive, within};

/// Clogging that is accepted, m a year.
const CLOGGING_M: f64 = 0.1;
/// Membrane filter index of clean groundwater, s/l2.
const MEMBRANE_FILTER_INDEX: f64 = 2.0;

/// The ground and the borehole of a well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Well {
    /// Horizontal conductivity of the aquifer, m/d.
    pub conductivity_m_d: f64,
    /// Diameter of the borehole, m.
    pub borehole_m: f64,
}

impl Default for Well {
    /// A Dutch aquifer of middling sand and a usual borehole (an assumption).
    fn default() -> Self {
        Self { conductivity_m_d: 30.0, borehole_m: 0.8 }
    }
}

impl Well {
    /// The length of screen that a flow needs, m.
    ///
    /// ```
    /// use bodemtoets_feasibility::Well;
    ///
    /// // 90 m3/h into sand of 25 m/d for 2000 hours: the wall takes 1.2 m/h.
    /// let screen_m = Well { conductivity_m_d: 25.0, borehole_m: 0.8 }.screen_m(90.0, 2000.0)?;
    /// assert!((29.0..31.5).contains(&screen_m));
    /// # Ok::<(), bodemtoets_feasibility::Problem>(())
    /// ```
    ///
    /// # Errors
    /// When the flow, the hours, the conductivity or the diameter is impossible.
    pub fn screen_m(&self, flow_m3_h: f64, full_flow_hours: f64) -> Result<f64, Problem> {
        within("source.conductivity_m_d", self.conductivity_m_d, 0.1, 500.0, "sand has 1 to 100 m/d")?;
        within("source.borehole_m", self.borehole_m, 0.05, 3.0, "it is the diameter of the borehole")?;
        positive("flow_m3_h", flow_m3_h, 1e5, "it is the flow of a well")?;
        positive("full_flow_hours", full_flow_hours, 8784.0, "they are hours of a year")?;
        let extraction_m_h = self.conductivity_m_d / 12.0;
        let infiltration_m_h = 1000.0
            * (self.conductivity_m_d / 150.0).powf(0.6)
            * (CLOGGING_M / (2.0 * MEMBRANE_FILTER_INDEX * full_flow_hours)).sqrt();
        let velocity_m_h = extraction_m_h.min(infiltration_m_h);
        Ok(flow_m3_h / (velocity_m_h * std::f64::consts::PI * self.borehole_m))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn infiltration_of_2000_hours_into_25_m_a_day_is_1_2_m_an_hour() {
        // 1000 (25/150)^0.6 sqrt(0.1 / 8000) = 1000 x 0.34128 x 0.0035355 = 1.2066 m/h.
        let well = Well { conductivity_m_d: 25.0, borehole_m: 1.0 };
        let screen_m = well.screen_m(1.2066 * std::f64::consts::PI, 2000.0).unwrap();
        assert!((screen_m - 1.0).abs() < 1e-3, "{screen_m}");
    }

    #[test]
    fn few_hours_leave_extraction_to_decide() {
        let well = Well { conductivity_m_d: 24.0, borehole_m: 1.0 };
        assert!((well.screen_m(2.0 * std::f64::consts::PI, 10.0).unwrap() - 1.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn coarser_sand_never_needs_more_screen(k in 1.0_f64..100.0, more in 0.0_f64..100.0, hours in 1.0_f64..8784.0) {
            let screen = |k| Well { conductivity_m_d: k, borehole_m: 0.8 }.screen_m(50.0, hours).unwrap();
            prop_assert!(screen(k + more) <= screen(k) + 1e-9);
        }
    }

    #[test]
    fn ground_that_is_no_aquifer_is_refused() {
        let said = Well { conductivity_m_d: 0.0, borehole_m: 0.8 }.screen_m(50.0, 1000.0).unwrap_err().to_string();
        assert_eq!(said, "source.conductivity_m_d is 0: it has to be from 0.1 to 500; sand has 1 to 100 m/d");
    }
}
