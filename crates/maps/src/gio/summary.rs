//! What is in a GIO, for people who want to know before they use it.

use std::collections::BTreeMap;

use geo::{Area as _, Coord, MapCoords as _, Rect};

use super::object::{Gio, NormValue};
use bodemtoets_space::{CrsError, RdNew, Shape};

/// What is in a GIO.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Locations by the form of their geometry in GML.
    pub forms: BTreeMap<String, usize>,
    /// Locations in each group, in the order of the list of groups; those without one are not counted.
    pub groups: Vec<(String, Option<String>, usize)>,
    /// The values of the norm.
    pub values: NormValues,
    /// Areas of its locations together, m2 in RD New; what two locations share counts twice.
    pub area_m2: f64,
    /// Holes in its areas.
    pub holes: usize,
    /// The box around all, RD New.
    pub extent: Option<Rect>,
    /// Locations that cannot be used, each with its number (from 1) and why.
    pub unusable: Vec<(usize, String)>,
}

/// The values of a norm, each with the number of locations that have it.
#[derive(Debug, Clone, PartialEq)]
pub enum NormValues {
    /// None has one.
    None,
    /// Numbers, from low to high.
    Numbers(Vec<(f64, usize)>),
    /// Words.
    Words(BTreeMap<String, usize>),
}

impl Summary {
    /// Looks at every location.
    ///
    /// # Errors
    /// When degrees cannot be brought to RD New at all.
    pub fn of(gio: &Gio, rd: &RdNew) -> Result<Self, CrsError> {
        let mut summary = Self {
            forms: BTreeMap::new(),
            groups: gio.groups.iter().map(|(id, label)| (id.clone(), label.clone(), 0)).collect(),
            values: values(gio),
            area_m2: 0.0,
            holes: 0,
            extent: None,
            unusable: Vec::new(),
        };
        for (location, number) in gio.locations.iter().zip(1..) {
            *summary.forms.entry(location.form.clone().unwrap_or_else(|| "-".to_owned())).or_default() += 1;
            if let Some(id) = &location.group {
                match summary.groups.iter_mut().find(|(known, ..)| known == id) {
                    Some((.., count)) => *count += 1,
                    None => summary.groups.push((id.clone(), None, 1)),
                }
            }
            let shape = location.geometry.clone().map_err(|fault| fault.to_string()).and_then(|geometry| {
                let geometry = geometry
                    .try_map_coords(|place| location.crs.to_rd(place, rd))
                    .map_err(|problem: CrsError| problem.to_string())?;
                Shape::from_geometry(geometry).map_err(|problem| problem.to_string())
            });
            match shape {
                Ok((shape, _)) => summary.add(&shape),
                Err(why) => summary.unusable.push((number, why)),
            }
        }
        Ok(summary)
    }

    fn add(&mut self, shape: &Shape) {
        if let Shape::Area(area) = shape {
            self.area_m2 += area.polygons().unsigned_area();
            self.holes += area.polygons().iter().map(|polygon| polygon.interiors().len()).sum::<usize>();
        }
        let bounds = shape.bounds();
        self.extent = Some(self.extent.map_or(bounds, |so_far| {
            let least = |a: Coord, b: Coord| Coord { x: a.x.min(b.x), y: a.y.min(b.y) };
            let most = |a: Coord, b: Coord| Coord { x: a.x.max(b.x), y: a.y.max(b.y) };
            Rect::new(least(so_far.min(), bounds.min()), most(so_far.max(), bounds.max()))
        }));
    }
}

fn values(gio: &Gio) -> NormValues {
    let (mut numbers, mut words): (Vec<(f64, usize)>, BTreeMap<String, usize>) = (Vec::new(), BTreeMap::new());
    for location in &gio.locations {
        match &location.norm {
            Some(NormValue::Quantity(value)) => match numbers.binary_search_by(|(known, _)| known.total_cmp(value)) {
                Ok(at) => numbers[at].1 += 1,
                Err(at) => numbers.insert(at, (*value, 1)),
            },
            Some(NormValue::Quality(word)) => *words.entry(word.clone()).or_default() += 1,
            Some(NormValue::NoNumber(text)) => *words.entry(text.clone()).or_default() += 1,
            Some(NormValue::Both) | None => {}
        }
    }
    match (numbers.is_empty(), words.is_empty()) {
        (true, true) => NormValues::None,
        (false, _) => NormValues::Numbers(numbers),
        (true, false) => NormValues::Words(words),
    }
}
