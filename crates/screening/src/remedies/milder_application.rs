//! A changed application with a milder outcome, and what it is as a remedy.

use super::direction::direction;
use super::remedy::{Change, Displacement, Remedy, Value};
use super::well_places::way;
use crate::application::Application;
use crate::decision::Decision;
use bodemtoets_law::rules::{Outcome, Quantity};

/// A changed application with a milder outcome.
pub(super) struct MilderApplication {
    pub changed: Application,
    /// The number that was changed first; the fluid or the place when there is none.
    pub first: Option<Quantity>,
    pub decision: Decision,
    /// How large the change is: what was changed, each as a share, added up.
    pub size: f64,
}

impl MilderApplication {
    /// What is different, and what that comes to.
    pub fn remedy(&self, applied: &Application) -> Option<Remedy> {
        let mut changes = changes(applied, &self.changed);
        // The number that was changed first is what the remedy is about, unless the place is.
        if let Some(first) = self.first
            && let Some(position) = changes.iter().position(|change| change.fact == first.slug())
        {
            let first = changes.remove(position);
            changes.insert(0, first);
        }
        if changes.is_empty() {
            return None;
        }
        let change = changes.remove(0);
        Some(Remedy { change, also: changes, outcome: self.decision.into(), range: self.decision.range() })
    }

    /// The strictest outcome that is left.
    pub fn strictest(&self) -> Option<Outcome> {
        self.decision.strictest()
    }
}

/// The facts that differ: place, numbers, fluid.
fn changes(from: &Application, to: &Application) -> Vec<Change> {
    let mut changes = Vec::new();
    let way = way(from, to);
    if way.x != 0.0 || way.y != 0.0 {
        let there = to.place.centre();
        let distance_m = millis(way.x.hypot(way.y));
        changes.push(Change {
            fact: "place".to_owned(),
            from: None,
            to: None,
            change: Some(distance_m),
            unit: Some("m".to_owned()),
            place: Some(Displacement {
                x: millis(there.x),
                y: millis(there.y),
                distance_m,
                direction: direction(way.x, way.y),
                east_m: millis(way.x),
                north_m: millis(way.y),
            }),
        });
    }
    for quantity in Quantity::ALL.into_iter().filter(|quantity| quantity.is_stated()) {
        if let (Some(old), Some(new)) = (from.stated(quantity), to.stated(quantity))
            && old.to_bits() != new.to_bits()
        {
            let unit = quantity.unit();
            changes.push(Change {
                fact: quantity.slug().to_owned(),
                from: Some(Value::Number(millis(old))),
                to: Some(Value::Number(millis(new))),
                change: Some(millis(new - old)),
                unit: (!unit.is_empty()).then(|| unit.to_owned()),
                place: None,
            });
        }
    }
    if let (Some(old), Some(new)) = (&from.fluid, &to.fluid)
        && old != new
    {
        let [from, to] = [old, new].map(|fluid| Some(Value::Text(fluid.clone())));
        changes.push(Change { fact: "fluid".to_owned(), from, to, change: None, unit: None, place: None });
    }
    changes
}

/// Rounded to a thousandth, for reading: steps are larger.
fn millis(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
