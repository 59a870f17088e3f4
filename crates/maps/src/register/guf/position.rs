//! A GML geometry as one place.

use super::element::Element;
use crate::pack::Crs;
use crate::register::part::Position;
use crate::register::place::{Axes, guess, place};
use bodemtoets_space::RdNew;

/// The place in a property such as `geometry`: a point, or the middle of the box around a line or
/// area. Also whether its axes were the wrong way round.
///
/// RD New is written as x and y, WGS84 and ETRS89 as latitude and longitude unless the name says
/// `CRS84`. A geometry that does not name its system is taken for what its numbers can be.
pub(super) fn position(property: Option<&Element>, rd: &RdNew) -> (Position, bool) {
    let Some(property) = property else { return (Position::Absent, false) };
    let mut found = Found::default();
    collect(property, None, 2, &mut found);
    if found.numbers.is_empty() {
        return (Position::Absent, false);
    }
    let Some((first, second)) = found.middle() else {
        return (Position::Unusable(found.text.chars().take(60).collect()), false);
    };
    let (crs, axes) = match found.srs.as_deref() {
        None => {
            let crs = guess(first, second);
            (crs, if crs == Crs::RdNew { Axes::EastNorth } else { Axes::NorthEast })
        }
        Some(name) => match Crs::parse(name) {
            Some(Crs::Geographic) if name.to_ascii_uppercase().contains("CRS84") => (Crs::Geographic, Axes::EastNorth),
            Some(Crs::Geographic) => (Crs::Geographic, Axes::NorthEast),
            Some(metric) => (metric, Axes::EastNorth),
            None => return (Position::Unusable(format!("{first} {second} ({name})")), false),
        },
    };
    place(first, second, crs, axes, rd)
}

/// The numbers of a geometry.
#[derive(Default)]
struct Found {
    numbers: Vec<(f64, f64)>,
    srs: Option<String>,
    text: String,
    broken: bool,
}

impl Found {
    /// The middle of the box around the places.
    fn middle(&self) -> Option<(f64, f64)> {
        if self.broken {
            return None;
        }
        let middle = |of: fn(&(f64, f64)) -> f64| {
            let values = || self.numbers.iter().map(of);
            Some(f64::midpoint(values().reduce(f64::min)?, values().reduce(f64::max)?))
        };
        Some((middle(|pair| pair.0)?, middle(|pair| pair.1)?))
    }
}

fn collect(element: &Element, srs: Option<&String>, dimension: usize, found: &mut Found) {
    let srs = element.srs.as_ref().or(srs);
    let dimension = element.dimension.unwrap_or(dimension).clamp(2, 3);
    if matches!(element.name.as_str(), "pos" | "posList") {
        found.srs = found.srs.take().or_else(|| srs.cloned());
        found.text.clone_from(&element.text);
        let numbers: Vec<f64> =
            element.text.split_whitespace().map(|number| number.parse().unwrap_or(f64::NAN)).collect();
        // A single position may have a height without saying so.
        let dimension = if element.name == "pos" { numbers.len() } else { dimension };
        let whole = (2..=3).contains(&dimension) && numbers.len().is_multiple_of(dimension);
        found.broken |= !whole || numbers.iter().any(|number| !number.is_finite());
        if !whole {
            found.numbers.push((f64::NAN, f64::NAN));
            return;
        }
        found.numbers.extend(numbers.chunks_exact(dimension).map(|position| (position[0], position[1])));
    }
    for child in &element.children {
        collect(child, srs, dimension, found);
    }
}
