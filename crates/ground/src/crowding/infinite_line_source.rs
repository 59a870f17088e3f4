//! The infinite line source: the plain formula for a borehole, before its ends are felt.

use super::theis::theis_w;

/// The answer of the ground to an infinitely long borehole, without a unit: a constant load of `q` W/m
/// since a time `t` changes the temperature at a distance by `q h / (2 pi lambda)` K, with
/// `h = E1(r^2 / 4at) / 2`.
///
/// `distance_m` is above 0, `diffusion_m` is `sqrt(4 a t)`. Valid as long as `diffusion_m` is small beside
/// the length of the borehole, about 10 to 20 years: it leaves out the ends and the surface, and so is
/// always more than the [finite line source](super::finite_line_source) of a borehole of the same load.
///
/// Carslaw & Jaeger 1959, "Conduction of heat in solids", section 10.4; Ingersoll, Zobel & Ingersoll 1954.
///
/// ```
/// use bodemtoets_ground::crowding::{diffusion_length_m, infinite_line_source};
///
/// // 20 W/m in ground of 2 W/m K, 10 m away after 10 years: 1.5 K.
/// let h = infinite_line_source(10.0, diffusion_length_m(8e-7, 3652.5));
/// assert!((20.0 * h / (2.0 * std::f64::consts::PI * 2.0) - 1.46).abs() < 0.01);
/// ```
#[must_use]
pub fn infinite_line_source(distance_m: f64, diffusion_m: f64) -> f64 {
    if diffusion_m <= 0.0 {
        return 0.0;
    }
    0.5 * theis_w((distance_m / diffusion_m).powi(2))
}
