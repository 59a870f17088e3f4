//! Changes: the facts of an application that may still be changed to get a milder outcome.

use super::facts::Quantity;

/// The facts that may still be changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// The place.
    pub place: bool,
    /// The stated numbers.
    pub numbers: Vec<Quantity>,
    /// The circulation fluid.
    pub fluid: bool,
}

impl Changes {
    /// Whether a number, or one that it is computed from, may be changed.
    #[must_use]
    pub fn include(&self, quantity: Quantity) -> bool {
        let of_place = quantity.is_of_place() && self.place;
        let computed = || quantity.made_of().iter().any(|part| self.numbers.contains(part));
        of_place || self.numbers.contains(&quantity) || computed()
    }
}
