//! Numerical tools that the line sources share.

mod error_integral;
mod gauss_legendre;
mod root;
mod spline;
mod stehfest;

pub use error_integral::ErrorIntegral;
pub use gauss_legendre::GaussLegendre;
pub use root::root;
pub use spline::Spline;
pub(crate) use spline::polynomial;
pub(crate) use stehfest::Inversion;
