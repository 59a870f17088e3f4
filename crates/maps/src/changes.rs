//! What changed between two versions of a map: features that came and went, edges that moved, in square metres, and
//! attributes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use geo::{Area as _, Geometry, MultiPolygon, Rect, coord};
use serde::Serialize;
use serde_json::Value;

use bodemtoets_space::{Cutter, Lattice, Piece, Shape};

use crate::pack::{MapFeature, PackError, Properties, read_features};

/// Fields that hold ids, best first, where nothing else is asked.
const USUAL_KEYS: [&str; 10] =
    ["identificatie", "LOCATIE_ID", "lokaalid", "localId", "gml_id", "id", "GlobalID", "globalid", "fid", "OBJECTID"];

/// Corners times pieces beyond which two shapes are not laid over each other.
const MOST_WORK: usize = 200_000_000;

/// What changed between two versions of a map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    /// The field by which features are the same; none when all that they hold says so.
    pub key: Option<String>,
    /// The older version.
    pub old: Side,
    /// The newer version.
    pub new: Side,
    /// Features that are the same in both.
    pub same: usize,
    /// Those that are not, by id.
    pub changes: Vec<Change>,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Side {
    /// Its features.
    pub features: usize,
    /// The sum of their areas, square metres.
    pub area_m2: f64,
    /// Features of which the geometry cannot be used.
    pub unusable: usize,
    /// Fields that the other version does not have.
    pub own_fields: Vec<String>,
}

/// A feature that changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Its id, or its number in the file.
    pub id: String,
    /// What happened to it.
    pub what: What,
    /// Its area before, square metres; none when it is no area.
    pub old_m2: Option<f64>,
    /// Its area after.
    pub new_m2: Option<f64>,
    /// What came to it, square metres; none when that cannot be measured.
    pub gained_m2: Option<f64>,
    /// What it lost.
    pub lost_m2: Option<f64>,
    /// Whether its geometry is another.
    pub moved: bool,
    /// Attributes that changed: before and after.
    pub attributes: BTreeMap<String, [Value; 2]>,
}

/// What happened to a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

/// Compares two files, of one layer each. `key` is the field with the id; it is looked for when left out.
///
/// # Errors
/// When a file cannot be read, or has no such field, or not a different value for each feature.
pub fn changes(
    old: (&Path, Option<&str>),
    new: (&Path, Option<&str>),
    key: Option<&str>,
) -> Result<Changes, PackError> {
    let (before, after) = (read_features(old.0, old.1)?, read_features(new.0, new.1)?);
    let found = match key {
        Some(key) => {
            for (features, (path, _)) in [(&before, old), (&after, new)] {
                if !is_key(features, key) {
                    return Err(PackError::Key { file: path.display().to_string(), key: key.to_owned() });
                }
            }
            Some(key.to_owned())
        }
        None => find_key(&before, &after),
    };
    Ok(compare(&before, &after, found))
}

/// Whether every feature has another value of a field.
fn is_key(features: &[MapFeature], key: &str) -> bool {
    let mut seen = HashSet::new();
    features.iter().all(|feature| id(&feature.properties, key).is_some_and(|id| seen.insert(id)))
}

fn id(properties: &Properties, key: &str) -> Option<String> {
    match properties.get(key)? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn find_key(before: &[MapFeature], after: &[MapFeature]) -> Option<String> {
    // Ids that a service makes up are new with each answer.
    let ids = |features: &[MapFeature], key: &str| -> HashSet<String> {
        features.iter().filter_map(|feature| id(&feature.properties, key)).collect()
    };
    let meet = |key: &str| !ids(before, key).is_disjoint(&ids(after, key));
    let suits = |key: &&str| is_key(before, key) && is_key(after, key) && meet(key);
    USUAL_KEYS.iter().copied().find(suits).map(str::to_owned)
}

fn compare(before: &[MapFeature], after: &[MapFeature], key: Option<String>) -> Changes {
    let name = |feature: &MapFeature, at: usize| match &key {
        Some(key) => id(&feature.properties, key).unwrap_or_default(),
        None => format!("#{}", at + 1),
    };
    // Without a key, features are the same when all that they hold is.
    let identity = |feature: &MapFeature, at: usize| match &key {
        Some(_) => name(feature, at),
        None => format!("{:?} {:?}", feature.geometry, serde_json::to_string(&feature.properties)),
    };
    let mut left: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, feature) in before.iter().enumerate().rev() {
        left.entry(identity(feature, at)).or_default().push(at);
    }
    let (mut same, mut changes) = (0, Vec::new());
    for (at, new) in after.iter().enumerate() {
        match left.get_mut(&identity(new, at)).and_then(Vec::pop) {
            Some(was) => match change(&before[was], new, name(new, at)) {
                None => same += 1,
                Some(change) => changes.push(change),
            },
            None => changes.push(alone(new, name(new, at), What::Added)),
        }
    }
    let mut gone: Vec<usize> = left.into_values().flatten().collect();
    gone.sort_unstable();
    changes.extend(gone.into_iter().map(|at| alone(&before[at], name(&before[at], at), What::Removed)));
    Changes { key, old: side(before, after), new: side(after, before), same, changes }
}

fn side(own: &[MapFeature], other: &[MapFeature]) -> Side {
    let names = |features: &[MapFeature]| -> BTreeSet<String> {
        features.iter().flat_map(|feature| feature.properties.keys().cloned()).collect()
    };
    Side {
        features: own.len(),
        area_m2: own.iter().filter_map(area_m2).sum(),
        unusable: own.iter().filter(|feature| feature.geometry.is_err()).count(),
        own_fields: names(own).difference(&names(other)).cloned().collect(),
    }
}

/// The area of a feature, square metres; `None` when it is no area.
fn area_m2(feature: &MapFeature) -> Option<f64> {
    polygons(feature).map(|polygons| polygons.unsigned_area())
}

/// The polygons of a feature, made valid.
fn polygons(feature: &MapFeature) -> Option<MultiPolygon> {
    let geometry = feature.geometry.as_ref().ok()?;
    let (shape, _) = Shape::from_geometry(geometry.clone()).ok()?;
    match (&shape, shape.to_geometry()) {
        (Shape::Area(_), Geometry::MultiPolygon(polygons)) => Some(polygons),
        (Shape::Area(_), Geometry::Polygon(polygon)) => Some(MultiPolygon(vec![polygon])),
        _ => None,
    }
}

fn alone(feature: &MapFeature, id: String, what: What) -> Change {
    let area = area_m2(feature);
    let (old_m2, new_m2) = if what == What::Added { (None, area) } else { (area, None) };
    Change { id, what, old_m2, new_m2, gained_m2: new_m2, lost_m2: old_m2, moved: false, attributes: BTreeMap::new() }
}

fn change(old: &MapFeature, new: &MapFeature, id: String) -> Option<Change> {
    let mut attributes = BTreeMap::new();
    let names = old.properties.keys().chain(new.properties.keys());
    for name in names {
        let value = |feature: &MapFeature| feature.properties.get(name).cloned().unwrap_or(Value::Null);
        let (was, is) = (value(old), value(new));
        if !is_same(&was, &is) {
            attributes.insert(name.clone(), [was, is]);
        }
    }
    let moved = old.geometry != new.geometry;
    if attributes.is_empty() && !moved {
        return None;
    }
    let (was, is) = (polygons(old), polygons(new));
    let overlaid =
        if moved { was.as_ref().zip(is.as_ref()).map(|(was, is)| overlay(was, is)) } else { Some(Some((0.0, 0.0))) };
    let (gained_m2, lost_m2) = overlaid.flatten().unzip();
    let [old_m2, new_m2] = [&was, &is].map(|polygons| polygons.as_ref().map(geo::Area::unsigned_area));
    let measured = |m2: Option<f64>| m2.filter(|_| old_m2.is_some() && new_m2.is_some());
    let (gained_m2, lost_m2) = (measured(gained_m2), measured(lost_m2));
    Some(Change { id, what: What::Changed, old_m2, new_m2, gained_m2, lost_m2, moved, attributes })
}

/// Whether two values are one: a number is the same as text and as number, because services differ in that.
fn is_same(one: &Value, other: &Value) -> bool {
    let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.parse().ok());
    let is_number = one.is_number() || other.is_number();
    one == other
        || is_number && number(one).zip(number(other)).is_some_and(|(one, other)| one.total_cmp(&other).is_eq())
}

/// What came and what went between two areas, square metres.
fn overlay(old: &MultiPolygon, new: &MultiPolygon) -> Option<(f64, f64)> {
    let lattice = Lattice::around(around(old, new)?);
    let (was, is) = (lattice.pieces(old), lattice.pieces(new));
    Some((outside_m2(&lattice, &is, old)?, outside_m2(&lattice, &was, new)?))
}

/// What of some pieces lies outside an area.
fn outside_m2(lattice: &Lattice, pieces: &[Piece], area: &MultiPolygon) -> Option<f64> {
    // Of a valid polygon, what its outer ring winds around and its holes do not.
    let rings: Vec<Vec<geo::Coord>> = lattice
        .pieces(area)
        .iter()
        .flat_map(|piece| {
            let polygon = lattice.polygon(piece);
            let (exterior, interiors) = polygon.into_inner();
            std::iter::once(exterior).chain(interiors).map(|ring| ring.0)
        })
        .collect();
    let whole = || pieces.iter().map(|piece| lattice.area_m2(piece)).sum();
    let Some(cutter) = Cutter::new(lattice, rings.iter().map(Vec::as_slice)) else { return Some(whole()) };
    if pieces.len().saturating_mul(cutter.corners()) > MOST_WORK {
        return None;
    }
    let outside = pieces.iter().flat_map(|piece| piece.split(&cutter).1);
    Some(outside.map(|piece| lattice.area_m2(&piece)).sum())
}

fn around(old: &MultiPolygon, new: &MultiPolygon) -> Option<Rect> {
    use geo::BoundingRect as _;
    let (old, new) = (old.bounding_rect()?, new.bounding_rect()?);
    Some(Rect::new(
        coord! { x: old.min().x.min(new.min().x), y: old.min().y.min(new.min().y) },
        coord! { x: old.max().x.max(new.max().x), y: old.max().y.max(new.max().y) },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    fn feature(id: &str, side_m: f64, depth: i64) -> MapFeature {
        let square = polygon![
            (x: 155_000.0, y: 463_000.0), (x: 155_000.0 + side_m, y: 463_000.0),
            (x: 155_000.0 + side_m, y: 463_010.0), (x: 155_000.0, y: 463_010.0)
        ];
        let properties = [("id".to_owned(), id.into()), ("depth".to_owned(), depth.into())].into_iter().collect();
        MapFeature { geometry: Ok(square.into()), properties }
    }

    #[test]
    fn what_came_and_went_is_measured() {
        let before = [feature("a", 10.0, 80), feature("b", 10.0, 80), feature("c", 10.0, 80), feature("d", 10.0, 80)];
        let after = [feature("e", 20.0, 80), feature("b", 12.5, 80), feature("c", 10.0, 60), feature("d", 10.0, 80)];
        let found = compare(&before, &after, find_key(&before, &after));
        assert_eq!((found.key.as_deref(), found.same, found.changes.len()), (Some("id"), 1, 4));
        let of = |id: &str| found.changes.iter().find(|change| change.id == id).unwrap();
        assert_eq!((of("e").what, of("e").gained_m2.map(f64::round)), (What::Added, Some(200.0)));
        assert_eq!((of("a").what, of("a").lost_m2.map(f64::round)), (What::Removed, Some(100.0)));
        let moved = of("b");
        assert!(moved.moved && moved.attributes.is_empty());
        assert!((moved.gained_m2.unwrap() - 25.0).abs() < 1e-3 && moved.lost_m2.unwrap() < 1e-3, "{moved:?}");
        assert_eq!(of("c").attributes["depth"], [Value::from(80), Value::from(60)]);
        assert_eq!(of("c").gained_m2, Some(0.0));
    }

    #[test]
    fn without_ids_what_is_the_same_is_the_same() {
        let strip = |feature: MapFeature| MapFeature { properties: Properties::new(), ..feature };
        let before = [strip(feature("a", 10.0, 1)), strip(feature("a", 10.0, 1)), strip(feature("a", 30.0, 1))];
        let after = [strip(feature("a", 10.0, 1)), strip(feature("a", 20.0, 1))];
        let found = compare(&before, &after, find_key(&before, &after));
        let whats: Vec<What> = found.changes.iter().map(|change| change.what).collect();
        assert_eq!((found.key, found.same), (None, 1));
        assert_eq!(whats, [What::Added, What::Removed, What::Removed]);
    }

    #[test]
    fn a_hole_that_is_filled_is_gained() {
        let valid = |polygon: geo::Polygon| {
            polygons(&MapFeature { geometry: Ok(polygon.into()), properties: Properties::new() }).unwrap()
        };
        let holed = polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 100.0, y: 0.0), (x: 100.0, y: 100.0), (x: 0.0, y: 100.0)],
            interiors: [[(x: 40.0, y: 40.0), (x: 60.0, y: 40.0), (x: 60.0, y: 60.0), (x: 40.0, y: 60.0)]]
        );
        let full = geo::Polygon::new(holed.exterior().clone(), Vec::new());
        let (gained, lost) = overlay(&valid(holed), &valid(full)).unwrap();
        assert!((gained - 400.0).abs() < 1e-3 && lost < 1e-3, "{gained} {lost}");
    }
}
