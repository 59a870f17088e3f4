//! What came, counted and held against what it should be, one feature at a time.
//!
//! A service can lose features without a word: a page that comes twice, an order that differs from page to page, axes
//! that are swapped, a system that was not asked. Each leaves traces in what came, and those are looked for here.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::RangeInclusive;

use crate::census_fault::CensusFault;
use bodemtoets_maps::snapshot::{Counts, FieldSeen, FieldType};
use bodemtoets_space::{LAT_RANGE, LON_RANGE, X_RANGE, Y_RANGE, from_geojson};
use geo::{BoundingRect as _, Rect, coord};
use geojson::Feature;
use serde_json::Value;

/// Features of one source, at most: what is known of each to find repeats takes memory.
pub const MOST_FEATURES: u64 = 20_000_000;

/// The coordinate system in which features come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// RD New: x, y in metres.
    RdNew,
    /// Longitude, latitude in degrees.
    Degrees,
}

impl Written {
    /// The name of the system.
    pub fn name(self) -> &'static str {
        match self {
            Self::RdNew => "EPSG:28992",
            Self::Degrees => "EPSG:4258",
        }
    }
}

/// Counts features as they come.
#[derive(Debug)]
pub struct Census {
    written: Written,
    /// Whether features without geometry are counted and not refused.
    keep_empty: bool,
    received: u64,
    without_geometry: u64,
    outside: u64,
    /// What tells features apart.
    identities: HashSet<u64>,
    extent: Option<Rect>,
    fields: Vec<FieldState>,
    by_name: HashMap<String, usize>,
    pages: HashSet<u64>,
    /// Features of the pages before this one.
    before: u64,
    page: DefaultHasher,
    /// Features of this page that came before in it: two of one id in one answer are the affair of the source.
    page_identities: HashSet<u64>,
}

#[derive(Debug)]
struct FieldState {
    name: String,
    kind: Option<FieldType>,
    /// Whether values of several types came in the first answer already.
    mixed: bool,
    /// Features that have it.
    count: u64,
    /// Of them in the page in hand.
    in_page: u64,
}

impl Census {
    /// A census of features that should come in a coordinate system.
    #[must_use]
    pub fn new(written: Written, keep_empty: bool) -> Self {
        Self {
            written,
            keep_empty,
            received: 0,
            without_geometry: 0,
            outside: 0,
            identities: HashSet::new(),
            extent: None,
            fields: Vec::new(),
            by_name: HashMap::new(),
            pages: HashSet::new(),
            before: 0,
            page: DefaultHasher::new(),
            page_identities: HashSet::new(),
        }
    }

    /// The system in which they come.
    #[must_use]
    pub fn written(&self) -> Written {
        self.written
    }

    /// Features so far.
    #[must_use]
    pub fn received(&self) -> u64 {
        self.received
    }

    /// The fields so far, in the order in which they came.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldSeen> {
        let seen =
            |field: &FieldState| FieldSeen { name: field.name.clone(), kind: field.kind.unwrap_or(FieldType::Text) };
        self.fields.iter().map(seen).collect()
    }

    /// Counts one feature of a page.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn add(&mut self, feature: &Feature) -> Result<(), CensusFault> {
        self.received += 1;
        if self.received > MOST_FEATURES {
            return Err(CensusFault::TooMany);
        }
        let id = self.shown_id(feature);
        self.place(feature, &id)?;
        self.count_fields(feature)?;
        let identity = identity(feature);
        identity.hash(&mut self.page);
        self.page_identities.insert(identity);
        if self.identities.contains(&identity) {
            return Err(CensusFault::Twice { id });
        }
        Ok(())
    }

    /// Ends a page: it is none that came before, and has the fields of those before.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn end_page(&mut self) -> Result<(), CensusFault> {
        let features = self.received - self.before;
        self.pages.insert(std::mem::take(&mut self.page).finish());
        self.identities.extend(self.page_identities.drain());
        let (before, total) = (self.before, self.received);
        self.before = total;
        let gone =
            self.fields.iter().find(|field| before > 0 && features > 0 && field.in_page == 0 && field.count == before);
        let new = self.fields.iter().find(|field| before > 0 && field.in_page > 0 && field.in_page == field.count);
        if let (Some(gone), Some(new)) = (gone, new) {
            return Err(CensusFault::FieldReplaced { gone: gone.name.clone(), new: new.name.clone() });
        }
        for field in &mut self.fields {
            field.in_page = 0;
        }
        Ok(())
    }

    /// Whether the page in hand is one that came before: its first features are then no accident.
    #[must_use]
    pub fn is_repeat(&self, features: &[Feature]) -> bool {
        let mut page = DefaultHasher::new();
        for feature in features {
            identity(feature).hash(&mut page);
        }
        !features.is_empty() && self.pages.contains(&page.finish())
    }

    /// Ends the census.
    ///
    /// # Errors
    /// When nothing came, or it lies where it cannot.
    pub fn finish(&self) -> Result<(Counts, Option<[f64; 4]>), CensusFault> {
        if self.received == 0 {
            return Err(CensusFault::Empty);
        }
        let extent = self.extent.map(|extent| [extent.min().x, extent.min().y, extent.max().x, extent.max().y]);
        if let Some(extent) = extent {
            let placed = self.received - self.without_geometry;
            if self.outside == placed {
                return Err(CensusFault::Elsewhere { extent });
            }
            if placed > 1 && extent[2] - extent[0] <= 0.0 && extent[3] - extent[1] <= 0.0 {
                return Err(CensusFault::OnePlace { at: (extent[0], extent[1]) });
            }
        }
        let counts = Counts {
            promised: None,
            received: self.received,
            distinct: self.identities.len() as u64,
            without_geometry: self.without_geometry,
            outside: self.outside,
        };
        Ok((counts, extent))
    }

    fn shown_id(&self, feature: &Feature) -> String {
        match &feature.id {
            Some(geojson::feature::Id::String(id)) => id.clone(),
            Some(geojson::feature::Id::Number(id)) => id.to_string(),
            None => format!("#{}", self.received),
        }
    }

    fn place(&mut self, feature: &Feature, id: &str) -> Result<(), CensusFault> {
        let id = || id.to_owned();
        let Some(geometry) = feature.geometry.clone() else {
            self.without_geometry += 1;
            return if self.keep_empty { Ok(()) } else { Err(CensusFault::NoGeometry { id: id() }) };
        };
        let geometry = from_geojson(geometry).map_err(|problem| CensusFault::Geometry { id: id(), problem })?;
        let Some(bounds) = geometry.bounding_rect() else {
            self.without_geometry += 1;
            return if self.keep_empty { Ok(()) } else { Err(CensusFault::NoGeometry { id: id() }) };
        };
        let (min, max) = (bounds.min(), bounds.max());
        if ![min.x, min.y, max.x, max.y].into_iter().all(f64::is_finite) {
            return Err(CensusFault::Geometry { id: id(), problem: "a coordinate is not a number".to_owned() });
        }
        let (x_range, y_range) = match self.written {
            Written::RdNew => (X_RANGE, Y_RANGE),
            Written::Degrees => (LON_RANGE, LAT_RANGE),
        };
        let meets = |range: &RangeInclusive<f64>, from: f64, to: f64| from <= *range.end() && to >= *range.start();
        let at = (min.x, min.y);
        if !meets(&x_range, min.x, max.x) || !meets(&y_range, min.y, max.y) {
            if meets(&x_range, min.y, max.y) && meets(&y_range, min.x, max.x) {
                return Err(CensusFault::SwappedAxes { id: id(), at });
            }
            let are_degrees =
                max.x.abs() <= 180.0 && min.x.abs() <= 180.0 && max.y.abs() <= 90.0 && min.y.abs() <= 90.0;
            if self.written == Written::RdNew && are_degrees {
                return Err(CensusFault::Degrees { id: id(), at });
            }
            self.outside += 1;
        }
        self.extent = Some(match self.extent {
            None => bounds,
            Some(all) => Rect::new(
                coord! { x: all.min().x.min(min.x), y: all.min().y.min(min.y) },
                coord! { x: all.max().x.max(max.x), y: all.max().y.max(max.y) },
            ),
        });
        Ok(())
    }

    fn count_fields(&mut self, feature: &Feature) -> Result<(), CensusFault> {
        for (name, value) in feature.properties.iter().flatten() {
            let at = self.by_name.get(name).copied().unwrap_or_else(|| {
                let at = self.fields.len();
                self.fields.push(FieldState { name: name.clone(), kind: None, mixed: false, count: 0, in_page: 0 });
                self.by_name.insert(name.clone(), at);
                at
            });
            let before = self.before;
            let field = &mut self.fields[at];
            field.count += 1;
            field.in_page += 1;
            let Some(now) = kind(value) else { continue };
            field.kind = Some(match field.kind {
                None => now,
                Some(kind) if kind == now => kind,
                Some(FieldType::Integer | FieldType::Real) if matches!(now, FieldType::Integer | FieldType::Real) => {
                    FieldType::Real
                }
                // Within one answer it is the affair of the source: what is mixed is text.
                Some(_) if before == 0 || field.mixed => {
                    field.mixed = true;
                    FieldType::Text
                }
                Some(kind) => return Err(CensusFault::FieldType { field: name.clone(), before: kind, now }),
            });
        }
        Ok(())
    }
}

/// The type of a value; none of one that is absent.
fn kind(value: &Value) -> Option<FieldType> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => FieldType::Boolean,
        Value::Number(number) if number.is_f64() => FieldType::Real,
        Value::Number(_) => FieldType::Integer,
        Value::String(_) => FieldType::Text,
        Value::Array(_) | Value::Object(_) => FieldType::Json,
    })
}

/// What tells a feature from others: its id; without one, or with one that the server makes up for every answer, all
/// that it holds.
fn identity(feature: &Feature) -> u64 {
    let mut hasher = DefaultHasher::new();
    match &feature.id {
        Some(geojson::feature::Id::String(id)) if !is_made_up(id) => id.hash(&mut hasher),
        Some(geojson::feature::Id::Number(id)) => id.to_string().hash(&mut hasher),
        _ => {
            let bare = Feature { id: None, ..feature.clone() };
            bare.to_string().hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// Ids that `GeoServer` makes up where a table has no key: `zones.fid--2a1b_18c`.
fn is_made_up(id: &str) -> bool {
    id.rsplit('.').next().is_some_and(|last| last.starts_with("fid-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feature(id: &str, x: f64, y: f64) -> Feature {
        let text = format!(
            r#"{{"type":"Feature","id":"{id}","geometry":{{"type":"Point","coordinates":[{x},{y}]}},"properties":{{"a":1}}}}"#
        );
        text.parse().unwrap()
    }

    #[test]
    fn two_of_one_id_in_one_answer_are_the_affair_of_the_source() {
        let mut census = Census::new(Written::RdNew, false);
        census.add(&feature("a", 155_000.0, 463_000.0)).unwrap();
        census.add(&feature("a", 155_001.0, 463_000.0)).unwrap();
        census.end_page().unwrap();
        assert_eq!(census.finish().unwrap().0.distinct, 1);
        let again = census.add(&feature("a", 155_002.0, 463_000.0));
        assert_eq!(again, Err(CensusFault::Twice { id: "a".to_owned() }));
    }

    #[test]
    fn an_id_that_the_server_makes_up_tells_nothing() {
        let mut census = Census::new(Written::RdNew, false);
        census.add(&feature("zones.fid--1a_2b", 155_000.0, 463_000.0)).unwrap();
        census.end_page().unwrap();
        assert!(census.is_repeat(&[feature("zones.fid--3c_4d", 155_000.0, 463_000.0)]));
        assert!(!census.is_repeat(&[feature("zones.fid--3c_4d", 155_000.1, 463_000.0)]));
    }

    #[test]
    fn degrees_and_swapped_axes_are_told_apart() {
        let fault = |written, x, y| Census::new(written, false).add(&feature("a", x, y)).unwrap_err();
        assert!(matches!(fault(Written::RdNew, 6.5, 52.8), CensusFault::Degrees { .. }));
        assert!(matches!(fault(Written::RdNew, 52.8, 6.5), CensusFault::Degrees { .. }));
        assert!(matches!(fault(Written::RdNew, 463_000.0, 155_000.0), CensusFault::SwappedAxes { .. }));
        assert!(matches!(fault(Written::Degrees, 52.8, 6.5), CensusFault::SwappedAxes { .. }));
    }
}
