//! A number of a report: known with its error, or not known, with the reasons.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::reason::Reason;

/// A number that is known, or the reasons why it is not.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// The number; none when it is not known.
    pub value: Option<f64>,
    /// How far it can be off, in the same unit: the classes of the meters, independent of each other, and
    /// in full what was estimated or is missing.
    pub error: Option<f64>,
    /// Why it is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<Reason>,
}

impl Figure {
    /// A number without error.
    #[must_use]
    pub fn exact(value: f64) -> Self {
        Self { value: Some(value), error: Some(0.0), unknown: Vec::new() }
    }

    /// A number with its error.
    #[must_use]
    pub fn known(value: f64, error: f64) -> Self {
        Self { value: Some(value), error: Some(error), unknown: Vec::new() }
    }

    /// A number that is not known.
    #[must_use]
    pub fn unknown(why: Vec<Reason>) -> Self {
        Self { value: None, error: None, unknown: why }
    }

    /// Makes it unknown, for one more reason.
    pub(super) fn refuse(&mut self, why: Reason) {
        self.value = None;
        self.error = None;
        self.unknown.push(why);
    }

    /// The same in another unit.
    #[must_use]
    pub fn times(mut self, factor: f64) -> Self {
        self.value = self.value.map(|value| value * factor);
        self.error = self.error.map(|error| error * factor.abs());
        self
    }

    /// The sum; errors are independent.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        self.joined(other, |a, b, ea, eb| Some((a + b, ea.hypot(eb))))
    }

    /// The difference; errors are independent.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.clone().times(-1.0))
    }

    /// The quotient; errors are independent. By nothing it is not known.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        self.joined(other, |a, b, ea, eb| (b > 0.0).then(|| (a / b, (ea / b).hypot(a * eb / (b * b)))))
    }

    fn joined(&self, other: &Self, join: impl Fn(f64, f64, f64, f64) -> Option<(f64, f64)>) -> Self {
        if let (Some(a), Some(b)) = (self.value, other.value) {
            let joined = join(a, b, self.error.unwrap_or(0.0), other.error.unwrap_or(0.0));
            return joined.map_or_else(
                || Self::unknown(vec![Reason::DividedByNothing]),
                |(value, error)| Self::known(value, error),
            );
        }
        let mut why = self.unknown.clone();
        why.extend(other.unknown.iter().filter(|reason| !self.unknown.contains(reason)).cloned());
        Self::unknown(why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn independent_errors_add_by_their_squares() {
        let sum = Figure::known(100.0, 3.0).plus(&Figure::known(50.0, 4.0));
        assert_eq!(sum, Figure::known(150.0, 5.0));
        // 5 % over 5 % is 7.07 %.
        let quotient = Figure::known(400.0, 20.0).over(&Figure::known(100.0, 5.0));
        assert!((quotient.error.unwrap() - 0.282_84).abs() < 1e-5);
    }

    #[test]
    fn what_rests_on_the_unknown_is_unknown_with_the_same_reasons() {
        let why = Reason::NotInConcept;
        let unknown = Figure::unknown(vec![why.clone()]);
        assert_eq!(unknown.plus(&unknown).unknown, std::slice::from_ref(&why));
        assert_eq!(Figure::exact(1.0).over(&unknown).unknown, [why]);
        assert_eq!(Figure::exact(1.0).over(&Figure::exact(0.0)).value, None);
    }
}
