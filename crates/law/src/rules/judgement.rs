//! Judgements: the answer to a condition, the measurement that decided it, and what was missing.

use super::facts::Quantity;
use super::truth::Truth;
use super::zone::ZoneField;
use bodemtoets_words::{KindSet, Role};

/// The answer to a condition.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Judgement {
    /// Whether it holds.
    pub truth: Truth,
    /// The measurement that decided, where there is one.
    pub measured: Option<Measured>,
    /// What would have to be known.
    pub missing: Missing,
}

impl Judgement {
    /// An answer that was not measured.
    pub(super) fn plain(truth: Truth) -> Self {
        Self { truth, ..Self::default() }
    }

    /// An answer about a fact that is not a number.
    pub(super) fn about(fact: Fact, truth: Truth, missing: Missing) -> Self {
        Self { truth, measured: Some(Measured::of(fact)), missing }
    }

    /// The opposite answer.
    pub(super) fn negated(self) -> Self {
        let measured = self.measured.map(|m| Measured { margin: m.margin.map(|margin| -margin), ..m });
        Self { truth: !self.truth, measured, ..self }
    }

    /// The strictest answer of a list ("or"). Of answers that agree, the one with the smallest margin
    /// decides: furthest over its limit, or nearest to it.
    pub(super) fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        Self::fold(answers, Truth::False, |new, old| new > old, |new, old| new < old)
    }

    /// The weakest answer of a list ("and"). Of answers that agree, the one with the largest margin
    /// decides: it is the first to change.
    pub(super) fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        Self::fold(answers, Truth::True, |new, old| new < old, |new, old| new > old)
    }

    fn fold(
        answers: impl IntoIterator<Item = Self>,
        start: Truth,
        stronger: impl Fn(Truth, Truth) -> bool,
        telling: impl Fn(f64, f64) -> bool,
    ) -> Self {
        let mut result = Self::plain(start);
        for answer in answers {
            if stronger(answer.truth, result.truth) {
                let missing = if answer.truth == Truth::Unknown { answer.missing } else { Missing::default() };
                result = Self { missing, ..answer };
            } else if answer.truth == result.truth {
                if says_more(answer.measured, result.measured, &telling) {
                    result.measured = answer.measured;
                }
                if answer.truth == Truth::Unknown {
                    result.missing = result.missing.union(answer.missing);
                }
            }
        }
        result
    }
}

/// Whether a measurement tells more than the one at hand; any beats none.
fn says_more(new: Option<Measured>, old: Option<Measured>, telling: impl Fn(f64, f64) -> bool) -> bool {
    match (new, old) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(new), Some(old)) => match (new.margin, old.margin) {
            (Some(_), Some(_)) => telling(new.relative_margin(), old.relative_margin()),
            (new, None) => new.is_some(),
            (None, Some(_)) => false,
        },
    }
}

/// A measurement against a limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// What was measured.
    pub fact: Fact,
    /// The value, when known.
    pub value: Option<f64>,
    /// The limit, when there is one.
    pub limit: Option<f64>,
    /// How far the value is from the limit: positive when the condition does not hold by that
    /// much, negative when it does, zero on the limit.
    pub margin: Option<f64>,
    /// The zone that it is about.
    pub zone: Option<usize>,
    /// The site that it is measured to.
    pub site: Option<(Role, usize)>,
}

impl Measured {
    /// Something that is not a number.
    pub(super) fn of(fact: Fact) -> Self {
        Self { fact, value: None, limit: None, margin: None, zone: None, site: None }
    }

    /// The margin as a share of the limit, so that metres and cubic metres compare.
    pub(super) fn relative_margin(&self) -> f64 {
        let scale = self.limit.map_or(1.0, f64::abs);
        self.margin.unwrap_or_default() / if scale > 0.0 { scale } else { 1.0 }
    }
}

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fact {
    /// A number of the application.
    Quantity(Quantity),
    /// Being in a zone.
    Zone,
    /// The distance to the nearest of something.
    Distance,
    /// The kind of dwelling.
    Dwelling,
    /// The circulation fluid.
    Fluid,
    /// Since when the system exists.
    ExistingSince,
    /// Whether existing systems and this one harm each other.
    Interference,
}

impl Fact {
    /// The name, as in verdicts.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Quantity(quantity) => quantity.slug(),
            Self::Zone => "zone",
            Self::Distance => "distance_m",
            Self::Dwelling => "dwelling",
            Self::Fluid => "fluid",
            Self::ExistingSince => "existing_since",
            Self::Interference => "interference",
        }
    }
}

/// Facts that are not known and would have mattered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact that is missing or not")]
pub struct Missing {
    pub(super) quantities: u32,
    /// Kinds of zone (or roles) of which there are no, or incomplete, data.
    pub kinds: KindSet,
    /// The kind of dwelling.
    pub dwelling: bool,
    /// The circulation fluid.
    pub fluid: bool,
    /// What existing systems, or the application, do not say and that would tell whether they harm each other.
    pub interference: bool,
    /// What the law means by a term that it does not define.
    pub term: bool,
    /// The field of a zone that says how deep it allows a drilling to go.
    pub zone_field: Option<ZoneField>,
}

impl Missing {
    /// A number.
    pub(super) fn quantity(quantity: Quantity) -> Self {
        Self { quantities: 1 << quantity as u32, ..Self::default() }
    }

    /// Data on kinds of zone.
    pub(super) fn kinds(kinds: KindSet) -> Self {
        Self { kinds, ..Self::default() }
    }

    /// Missing in either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            quantities: self.quantities | other.quantities,
            kinds: self.kinds.union(other.kinds),
            dwelling: self.dwelling || other.dwelling,
            fluid: self.fluid || other.fluid,
            interference: self.interference || other.interference,
            term: self.term || other.term,
            zone_field: self.zone_field.or(other.zone_field),
        }
    }

    /// The numbers that are missing.
    pub fn quantities(self) -> impl Iterator<Item = Quantity> {
        Quantity::ALL.into_iter().filter(move |quantity| self.quantities >> *quantity as u32 & 1 == 1)
    }
}
