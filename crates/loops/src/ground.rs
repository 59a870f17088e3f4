//! The ground around a field: one that is the same everywhere.

use bodemtoets_words::limits::{positive, within};

use crate::Problem;

/// Heat that a m3 of water holds, J/m3K, at 10 degC.
const WATER_J_M3_K: f64 = 4.192e6;
/// Seconds in a year of 365 days.
pub(crate) const YEAR_S: f64 = 8760.0 * 3600.0;

/// What conducts and holds the heat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    /// Thermal conductivity, W/mK: 1.5 to 2.5 in the Netherlands.
    pub conductivity_w_m_k: f64,
    /// Volumetric heat capacity, J/m3K: 2.2e6 to 2.8e6.
    pub heat_capacity_j_m3_k: f64,
    /// Groundwater that flows; none when left out.
    pub flow: Option<Flow>,
}

/// Groundwater that flows evenly over the whole depth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flow {
    /// What goes through a m2 in a year, m (the Darcy flux).
    pub darcy_flux_m_y: f64,
    /// Where it goes to, degrees clockwise from the y axis (north).
    pub toward_deg: f64,
}

impl Ground {
    /// Thermal diffusivity, m2/s.
    #[must_use]
    pub fn diffusivity_m2_s(&self) -> f64 {
        self.conductivity_w_m_k / self.heat_capacity_j_m3_k
    }

    /// The speed at which the flow carries heat, m/s, as a vector: the flux by what water holds over what the
    /// ground holds. Nothing where the flow is nothing.
    pub(crate) fn carries_m_s(&self) -> Option<(f64, f64)> {
        let flow = self.flow.filter(|flow| flow.darcy_flux_m_y > 0.0)?;
        let speed = flow.darcy_flux_m_y / YEAR_S * WATER_J_M3_K / self.heat_capacity_j_m3_k;
        let (east, north) = flow.toward_deg.to_radians().sin_cos();
        Some((speed * east, speed * north))
    }

    /// Refuses what is no ground.
    ///
    /// # Errors
    /// With the number that cannot be.
    pub fn check(&self) -> Result<(), Problem> {
        within(
            "conductivity_w_m_k",
            self.conductivity_w_m_k,
            0.2,
            8.0,
            "peat has 0.4, Dutch sand and clay 1.5 to 2.5, rock up to 6 W/mK",
        )?;
        within(
            "heat_capacity_j_m3_k",
            self.heat_capacity_j_m3_k,
            1.0e6,
            4.5e6,
            "ground has 2.0e6 to 3.0e6 J/m3K, peat up to 3.8e6; is it in MJ/m3K?",
        )?;
        if let Some(flow) = self.flow {
            within("darcy_flux_m_y", flow.darcy_flux_m_y, 0.0, 500.0, "Dutch sand has 0 to 30 m a year")?;
            within("toward_deg", flow.toward_deg, -360.0, 360.0, "it is a bearing in degrees, 90 is east")?;
        }
        Ok(())
    }
}

/// The temperature of the ground before anything is done to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Undisturbed {
    /// One mean over the loops, degC, whatever their length.
    Mean(f64),
    /// Rising with depth.
    Gradient {
        /// What it would be at the surface, degC.
        surface_c: f64,
        /// How it rises, K/m.
        k_per_m: f64,
    },
}

impl Undisturbed {
    /// The mean along a loop from `top_m` over `length_m`, degC.
    #[must_use]
    pub fn mean_c(&self, top_m: f64, length_m: f64) -> f64 {
        match *self {
            Self::Mean(mean_c) => mean_c,
            Self::Gradient { surface_c, k_per_m } => surface_c + k_per_m * (top_m + 0.5 * length_m),
        }
    }

    /// Refuses what is no temperature of the ground.
    ///
    /// # Errors
    /// With the number that cannot be.
    pub fn check(&self) -> Result<(), Problem> {
        let (name, at_c) = match *self {
            Self::Mean(mean_c) => ("undisturbed_c", mean_c),
            Self::Gradient { surface_c, k_per_m } => {
                within("gradient_k_m", k_per_m, -0.05, 0.1, "it is 0.015 to 0.03 K/m in the Netherlands")?;
                ("surface_c", surface_c)
            }
        };
        positive(name, at_c, 40.0, "the upper ground of the Netherlands has 10 to 13 degC")?;
        Ok(())
    }
}
