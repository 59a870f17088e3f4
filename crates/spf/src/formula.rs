//! The seasonal performance factor itself.

use super::figure::Figure;

/// The seasonal performance factor, SPF = (Qw + Qk) / (E + G).
///
/// - `heat`: Qw, useful heat to the building;
/// - `cold`: Qk, useful cold to the building;
/// - `electricity`: E, all electricity of the system: heat pump, well and circulation pumps, regeneration;
/// - `gas`: G, gas of the system by its lower heating value.
///
/// All four are in one unit of energy, of one calendar year. Boilers and chillers lie outside, and so does what
/// distributes heat within the building. A part that a system does not have is [`Figure::exact`] 0. The errors are
/// taken to be independent of each other. Without energy, or without one of the parts, the SPF is not known.
///
/// Source: *Meting en registratie SPF voor bodemenergiesystemen* (2013), section 3; the same formula stands in
/// Bal 4.1138a and 4.1150a.
///
/// ```
/// use bodemtoets_spf::{Figure, spf};
///
/// // An office on two wells: 436 MWh of heat and 161 MWh of cold for 121.8 MWh of electricity.
/// let of = |mwh| Figure::known(mwh, 0.05 * mwh);
/// let factor = spf(&of(436.0), &of(161.0), &of(121.8), &Figure::exact(0.0));
/// assert_eq!(format!("{:.2}", factor.value.unwrap()), "4.90");
/// // Nothing divided by nothing is no SPF.
/// let none = Figure::exact(0.0);
/// assert_eq!(spf(&none, &none, &none, &none).value, None);
/// ```
#[must_use]
pub fn spf(heat: &Figure, cold: &Figure, electricity: &Figure, gas: &Figure) -> Figure {
    heat.plus(cold).over(&electricity.plus(gas))
}
