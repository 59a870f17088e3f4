//! What wells together do to the head of the groundwater.
//!
//! Each well is that of Theis, Hantush or De Glee, by whether the aquifer leaks and whether a time is
//! asked; the equations are linear, so their drawdowns add up, with the sign of their flow.

use std::f64::consts::PI;

use super::de_glee::bessel_k0;
use super::hantush::hantush_w;
use super::problem::Problem;
use super::range::Range;
use bodemtoets_words::limits::{positive, within};

/// An aquifer of one thickness without end, that wells screen wholly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aquifer {
    /// Conductivity times thickness (kD), m2/d.
    pub transmissivity_m2_d: f64,
    /// Water that a m2 gives for each m of head, m: 1e-4 to 1e-2 where the aquifer is covered.
    pub storativity: f64,
    /// Hydraulic resistance of the layer that it leaks through, d; none when it does not leak.
    pub resistance_d: Option<f64>,
}

/// A well that takes water, or gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PumpedWell {
    /// East, m.
    pub x_m: f64,
    /// North, m.
    pub y_m: f64,
    /// Radius of the borehole, m: nearer by, the head is that on its wall.
    pub radius_m: f64,
    /// What it takes, m3/d; below 0 what it gives.
    pub flow_m3_d: f64,
}

/// When the head is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum When {
    /// So many days after the wells began.
    Days(f64),
    /// When nothing changes any more.
    Steady,
}

impl Aquifer {
    /// How far leakage makes itself felt, `lambda = sqrt(kD c)`, m; none without leakage.
    #[must_use]
    pub fn leakage_factor_m(&self) -> Option<f64> {
        self.resistance_d.map(|resistance_d| (self.transmissivity_m2_d * resistance_d).sqrt())
    }

    /// How much wells together lower the head at a place, m; below 0 how much they raise it.
    ///
    /// Without leakage the steady state exists only when the wells give back what they take
    /// (Thiem 1906); with it, it is that of De Glee. In time it is Theis or Hantush & Jacob.
    ///
    /// ```
    /// use bodemtoets_ground::crowding::{Aquifer, PumpedWell, When};
    ///
    /// // 40 m3/h from sand of 600 m2/d under a layer of 1000 days, 50 m away.
    /// let aquifer = Aquifer { transmissivity_m2_d: 600.0, storativity: 1e-3, resistance_d: Some(1000.0) };
    /// let well = PumpedWell { x_m: 0.0, y_m: 0.0, radius_m: 0.4, flow_m3_d: 960.0 };
    /// let lower_m = aquifer.drawdown_m(&[well], 50.0, 0.0, When::Steady)?;
    /// assert!((lower_m - 0.73).abs() < 0.01);
    /// # Ok::<(), bodemtoets_ground::crowding::Problem>(())
    /// ```
    ///
    /// # Errors
    /// When a number of the aquifer or of a well cannot be, or there is no steady state.
    pub fn drawdown_m(&self, wells: &[PumpedWell], x_m: f64, y_m: f64, when: When) -> Result<f64, Problem> {
        self.check(wells, when)?;
        let factor = 1.0 / (2.0 * PI * self.transmissivity_m2_d);
        let of_well = |well: &PumpedWell| {
            let distance_m = (well.x_m - x_m).hypot(well.y_m - y_m).max(well.radius_m);
            well.flow_m3_d * factor * self.response(distance_m, when)
        };
        Ok(wells.iter().map(of_well).sum())
    }

    /// Half of the well function: what a flow of `2 pi kD` lowers the head.
    fn response(&self, distance_m: f64, when: When) -> f64 {
        let leakage = self.leakage_factor_m().map_or(0.0, |factor_m| distance_m / factor_m);
        match when {
            When::Steady if leakage > 0.0 => bessel_k0(leakage),
            // Of wells that together take nothing; the length that the distance is over falls out.
            When::Steady => -distance_m.ln(),
            When::Days(days) if days > 0.0 => {
                let u = distance_m * distance_m * self.storativity / (4.0 * self.transmissivity_m2_d * days);
                0.5 * hantush_w(u, leakage)
            }
            When::Days(_) => 0.0,
        }
    }

    fn check(&self, wells: &[PumpedWell], when: When) -> Result<(), Problem> {
        positive("transmissivity_m2_d", self.transmissivity_m2_d, 1e5, "aquifers have 50 to 10 000 m2/d")?;
        positive("storativity", self.storativity, 1.0, "it is 0.0001 to 0.01 under a layer, 0.2 without")?;
        if let Some(resistance_d) = self.resistance_d {
            positive(
                "resistance_d",
                resistance_d,
                1e9,
                "layers have 10 to 100 000 days; leave it out without leakage",
            )?;
        }
        if let When::Days(days) = when {
            within("days", days, 0.0, 1e6, "it is the time since the wells began")?;
        }
        for (index, well) in wells.iter().enumerate() {
            well.check().map_err(|problem| problem.at("well", index))?;
        }
        if when == When::Steady && self.resistance_d.is_none() {
            let net_m3_d: f64 = wells.iter().map(|well| well.flow_m3_d).sum();
            let moved_m3_d: f64 = wells.iter().map(|well| well.flow_m3_d.abs()).sum();
            if net_m3_d.abs() > 1e-9 * moved_m3_d {
                return Err(Problem::NoSteadyState { net_m3_d });
            }
        }
        Ok(())
    }
}

impl PumpedWell {
    fn check(&self) -> Result<(), Problem> {
        within("x_m", self.x_m, -1e7, 1e7, "it is a place in metres")?;
        within("y_m", self.y_m, -1e7, 1e7, "it is a place in metres")?;
        positive("radius_m", self.radius_m, 5.0, "it is that of the borehole")?;
        within("flow_m3_d", self.flow_m3_d, -1e6, 1e6, "a well gives 250 m3/h at most, 6000 m3/d")?;
        Ok(())
    }
}

/// An aquifer whose numbers are known from one value to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AquiferRange {
    /// As of [`Aquifer`].
    pub transmissivity_m2_d: Range,
    /// As of [`Aquifer`].
    pub storativity: Range,
    /// As of [`Aquifer`]; a high end without end is an aquifer that may not leak.
    pub resistance_d: Option<Range>,
}

impl AquiferRange {
    /// The least and the most that wells together lower the head, over the corners of the ranges.
    ///
    /// The drawdown of one well falls with the storativity and rises with the resistance. With the
    /// transmissivity it does neither: far away more of it lowers the head more. Of wells with different
    /// signs no number does. So all corners are computed, with three transmissivities between the ends.
    ///
    /// # Errors
    /// As [`Aquifer::drawdown_m`], and when a range is backwards.
    pub fn drawdown_m(&self, wells: &[PumpedWell], x_m: f64, y_m: f64, when: When) -> Result<Range, Problem> {
        self.transmissivity_m2_d.check("transmissivity_m2_d", 0.0, 1e5, "aquifers have 50 to 10 000 m2/d")?;
        self.storativity.check("storativity", 0.0, 1.0, "it is 0.0001 to 0.01 under a layer, 0.2 without")?;
        let resistances = match self.resistance_d {
            None => vec![None],
            Some(range) => {
                let finite = Range::new(range.low, if range.high == f64::INFINITY { 1e9 } else { range.high });
                finite.check("resistance_d", 0.0, 1e9, "layers have 10 to 100 000 days")?;
                range
                    .samples(2)
                    .into_iter()
                    .map(|resistance_d| resistance_d.is_finite().then_some(resistance_d))
                    .collect()
            }
        };
        let mut result: Option<Range> = None;
        for transmissivity_m2_d in self.transmissivity_m2_d.samples(5) {
            for storativity in self.storativity.samples(2) {
                for resistance_d in resistances.iter().copied() {
                    let aquifer = Aquifer { transmissivity_m2_d, storativity, resistance_d };
                    let one = Range::exactly(aquifer.drawdown_m(wells, x_m, y_m, when)?);
                    result = Some(result.map_or(one, |before| before.hull(one)));
                }
            }
        }
        Ok(result.unwrap_or(Range::exactly(0.0)))
    }
}

#[cfg(test)]
#[path = "drawdown_tests.rs"]
mod tests;
