//! Values of an application that count as not given, or that are in doubt.

use super::field::Field;
use bodemtoets_law::rules::Quantity;
use bodemtoets_words::lang::Lang;

/// What is remarkable about one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// The field.
    pub field: &'static str,
    /// The value as written.
    pub value: String,
    /// What is remarkable about it.
    pub doubt: Doubt,
}

/// Why a value is not taken as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Zero, of something that a system without it would not be: many programs write so what is not known.
    Zero,
    /// Both of two amounts are zero, so that the system would do nothing.
    BothZero,
    /// A number that stands for "no data", such as -9999.
    NoData,
    /// An id in scientific notation: a spreadsheet rounded it, and several may have become one.
    RoundedId,
}

impl Doubt {
    /// Why a number of a quantity counts as not given; `None` when it is what it says.
    pub(super) fn of(quantity: Quantity, value: f64) -> Option<Self> {
        if value == 0.0 && !may_be_zero(quantity) {
            return Some(Self::Zero);
        }
        (!quantity.range().contains(&value) && bodemtoets_words::tabular::is_no_data(value)).then_some(Self::NoData)
    }
}

/// Whether a system can have none of it. A house without cooling adds no heat to the ground, and water of 0 °C
/// or a ground level of NAP exist; a drilling of 0 m does not.
fn may_be_zero(quantity: Quantity) -> bool {
    !matches!(
        quantity,
        Quantity::DrillingDepthM
            | Quantity::ScreenTopM
            | Quantity::ScreenBottomM
            | Quantity::FlowM3H
            | Quantity::AnnualVolumeM3
            | Quantity::GroundPowerKw
            | Quantity::Spf
    )
}

impl Remark {
    /// About a field.
    pub(super) fn new(field: Field, value: String, doubt: Doubt) -> Self {
        Self { field: field.name(), value, doubt }
    }

    /// The remark as a line for people.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let Self { field, value, doubt } = self;
        let why = match doubt {
            Doubt::Zero => lang.pick(
                "nul is hier geen waarde en telt als niet opgegeven; laat het veld leeg als de waarde niet bekend is",
                "zero is not a value here and counts as not given; leave the field empty when the value is not known",
            ),
            Doubt::BothZero => lang.pick(
                "beide nul: zo'n systeem doet niets; ze tellen als niet opgegeven",
                "both zero: such a system does nothing; they count as not given",
            ),
            Doubt::NoData => lang.pick(
                "staat voor \"geen gegevens\" en telt als niet opgegeven",
                "stands for \"no data\" and counts as not given",
            ),
            Doubt::RoundedId => lang.pick(
                "een rekenblad heeft dit nummer afgerond; meer nummers kunnen zo hetzelfde zijn geworden",
                "a spreadsheet rounded this number; several may have become the same",
            ),
        };
        format!("{field} = {value:?}: {why}")
    }
}
