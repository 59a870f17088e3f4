//! Whether the drilling or the screens reach into the vertical extent of a zone.

use crate::rules::facts::{Facts, Quantity};
use crate::rules::judgement::{Fact, Judgement, Measured, Missing};
use crate::rules::truth::Truth;
use crate::rules::zone::{DepthOf, ZoneHit};
use bodemtoets_words::Extent;

/// Whether a zone is reached, measured where it begins below ground level.
pub(super) fn reach(facts: &dyn Facts, hit: &ZoneHit, depth: DepthOf) -> Judgement {
    let Extent { from_m, to_m } = hit.extent;
    let from_m = if depth == DepthOf::Any { 0.0 } else { from_m };
    let (truth, quantity, value) = match depth {
        DepthOf::Drilling | DepthOf::Any => {
            let value = facts.quantity(Quantity::DrillingDepthM);
            (deeper_than(value, from_m), Quantity::DrillingDepthM, value)
        }
        DepthOf::Screens => {
            let (top, bottom) = (facts.quantity(Quantity::ScreenTopM), facts.quantity(Quantity::ScreenBottomM));
            // Screens end no deeper than the drilling does.
            let below_top = match (bottom, facts.quantity(Quantity::DrillingDepthM)) {
                (None, Some(drilling)) if drilling <= from_m => Truth::False,
                (bottom, _) => deeper_than(bottom, from_m),
            };
            let above_bottom = match (top, bottom) {
                _ if to_m.is_infinite() => Truth::True,
                (Some(top), _) => (top < to_m).into(),
                (None, Some(bottom)) if bottom <= to_m => Truth::True,
                _ => Truth::Unknown,
            };
            let quantity = if below_top == Truth::True { Quantity::ScreenTopM } else { Quantity::ScreenBottomM };
            (below_top.min(above_bottom), quantity, facts.quantity(quantity))
        }
    };
    let missing = if truth == Truth::Unknown { Missing::quantity(quantity) } else { Missing::default() };
    // A zone that begins at ground level is reached by any drilling: there is nothing to measure.
    let limited = from_m > 0.0;
    let measured = Measured {
        fact: if limited { Fact::Quantity(quantity) } else { Fact::Zone },
        value: value.filter(|_| limited),
        limit: limited.then_some(from_m),
        margin: value.filter(|_| limited).map(|value| from_m - value),
        zone: Some(hit.zone),
        site: None,
    };
    Judgement { truth, measured: Some(measured), missing }
}

fn deeper_than(value: Option<f64>, from_m: f64) -> Truth {
    if from_m <= 0.0 { Truth::True } else { value.map_or(Truth::Unknown, |value| (value > from_m).into()) }
}
