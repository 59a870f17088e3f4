//! A page of features as a WFS answers it: GML 3.2, with geometries read as those of the maps of the law.
//!
//! Values come as text, as they are written: a code such as `0012` stays what it is. A property in a property has both
//! names, with a point between.

use std::borrow::Cow;

use geojson::{Feature, GeometryValue, JsonObject};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use serde_json::Value;

use crate::gio::element::{Element, Space};
use crate::gio::geometry::geometry;
use crate::gio::reader::{collect_srs, element};
use crate::gio::srs::Srs;
use crate::xml::entity;

/// Elements in elements.
const DEPTH: usize = 64;
/// Elements of one feature.
const ELEMENTS: usize = 2_000_000;
/// Members of a collection hold the features.
const MEMBERS: [&str; 3] = ["member", "featureMember", "featureMembers"];

/// A page of features.
#[derive(Debug, Default)]
pub struct GmlPage {
    /// The features, in RD New.
    pub features: Vec<Feature>,
    /// How many there are in all, as the page says.
    pub matched: Option<u64>,
    /// How many the page has, as it says.
    pub returned: Option<u64>,
}

/// Why a page cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GmlError {
    /// It is not well-formed, or breaks off.
    #[error("{0}")]
    Malformed(String),
    /// It is in another system than RD New.
    #[error("it is in {0}")]
    Crs(String),
    /// A feature cannot be read.
    #[error("feature {id}: {problem}")]
    Feature {
        /// Its id.
        id: String,
        /// Why.
        problem: String,
    },
}

/// Reads a page of features in RD New.
///
/// # Errors
/// When it is not whole, not in RD New, or holds a geometry that is not read here.
pub fn features(bytes: &[u8]) -> Result<GmlPage, GmlError> {
    let malformed = |problem: &dyn std::fmt::Display| GmlError::Malformed(problem.to_string());
    let text = std::str::from_utf8(bytes).map_err(|error| malformed(&error))?;
    let mut reader = NsReader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    reader.config_mut().expand_empty_elements = true;
    let mut page = GmlPage::default();
    let mut open: Vec<Element> = Vec::new();
    // The depth at which the feature in hand begins, and its elements.
    let (mut feature_at, mut elements, mut is_whole) = (None, 0_usize, false);
    loop {
        let read = reader.read_resolved_event().map(|(resolved, event)| {
            let space = match resolved {
                ResolveResult::Bound(namespace) => Space::of(namespace.into_inner()),
                _ => Space::Other,
            };
            (space, event)
        });
        let (space, event) = read.map_err(|error| malformed(&error))?;
        match event {
            Event::Start(start) => {
                let inner = element(&start, space);
                match open.last() {
                    None if inner.name != "FeatureCollection" => {
                        return Err(malformed(&format!("its root is `{}` and no `FeatureCollection`", inner.name)));
                    }
                    None => (page.matched, page.returned) = counts(&start),
                    Some(parent) if open.len() == 2 && MEMBERS.contains(&parent.name.as_str()) => {
                        if inner.name == "FeatureCollection" {
                            return Err(malformed(&"it holds several collections"));
                        }
                        (feature_at, elements) = (Some(2), 0);
                    }
                    Some(_) if inner.name == "truncatedResponse" => {
                        return Err(malformed(&"the server says that it broke off (truncatedResponse)"));
                    }
                    Some(_) => elements += 1,
                }
                if open.len() >= DEPTH || elements > ELEMENTS {
                    return Err(malformed(&"elements without end"));
                }
                open.push(inner);
            }
            Event::End(_) => {
                let Some(closed) = open.pop() else { continue };
                is_whole = open.is_empty();
                if feature_at == Some(open.len()) {
                    feature_at = None;
                    page.features.push(feature(&closed)?);
                } else if feature_at.is_some()
                    && let Some(parent) = open.last_mut()
                {
                    parent.children.push(closed);
                }
            }
            Event::Text(text) => add_text(&mut open, text.into_inner()),
            Event::CData(text) => add_text(&mut open, text.into_inner()),
            Event::GeneralRef(name) => {
                let name = name.into_inner();
                let letter = entity(&name).ok_or_else(|| malformed(&format!("the entity `{name}` is not defined")))?;
                add_text(&mut open, letter.to_string().into());
            }
            Event::DocType(_) => return Err(malformed(&"it has a document type, which can hide a trap")),
            Event::Eof if !is_whole => return Err(malformed(&"it breaks off before its end")),
            Event::Eof => return Ok(page),
            _ => {}
        }
    }
}

fn add_text<'a>(open: &mut [Element<'a>], text: Cow<'a, str>) {
    if let Some(element) = open.last_mut() {
        element.add_text(text);
    }
}

/// What the root says of how many there are; `unknown` says nothing.
fn counts(root: &BytesStart) -> (Option<u64>, Option<u64>) {
    let attribute = |name: &str| {
        let found = root.attributes().flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
        found.value.trim().parse().ok()
    };
    (attribute("numberMatched"), attribute("numberReturned"))
}

/// What a root says of how many features there are, without reading them: the answer to `resultType=hits`.
#[must_use]
pub fn hits(bytes: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = NsReader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => return counts(&start).0,
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

fn feature(element: &Element) -> Result<Feature, GmlError> {
    let id = element.id.clone();
    let fault = |problem: String| GmlError::Feature { id: id.clone().unwrap_or_else(|| "?".to_owned()), problem };
    let mut found = None;
    let mut properties = JsonObject::new();
    for property in &element.children {
        if property.is(Space::Gml, "boundedBy") {
            continue;
        }
        match property.children.as_slice() {
            [drawn] if drawn.space == Space::Gml && is_geometry(drawn) => {
                if found.is_some() {
                    return Err(fault(format!("it has a second geometry, `{}`", property.name)));
                }
                let mut names = Vec::new();
                collect_srs(property, &mut names);
                if let Some(other) = names.into_iter().find(|name| Srs::parse(name) != Some(Srs::Rd)) {
                    return Err(GmlError::Crs(other.to_owned()));
                }
                let (geometry, _) = geometry(drawn, Srs::Rd).map_err(|why| fault(why.to_string()))?;
                found = Some(geojson::Geometry::new(GeometryValue::from(&geometry)));
            }
            _ => put(&mut properties, &property.name, property),
        }
    }
    Ok(Feature {
        bbox: None,
        geometry: found,
        id: id.map(geojson::feature::Id::String),
        properties: Some(properties),
        foreign_members: None,
    })
}

fn is_geometry(element: &Element) -> bool {
    let parts = ["exterior", "pos", "posList", "Member", "Members", "patches", "polygonPatches", "segments"];
    element
        .children
        .iter()
        .any(|child| child.space == Space::Gml && parts.iter().any(|part| child.name.ends_with(part)))
}

/// A value, or those within it, under the name of the way to it; of several the values as a list.
fn put(properties: &mut JsonObject, name: &str, element: &Element) {
    if !element.children.is_empty() {
        for child in &element.children {
            put(properties, &format!("{name}.{}", child.name), child);
        }
        return;
    }
    let value = element.own_text().or_else(|| element.reference.clone()).map_or(Value::Null, Value::String);
    match properties.get_mut(name) {
        None => {
            properties.insert(name.to_owned(), value);
        }
        Some(Value::Array(all)) => all.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(srs: &str, end: &str) -> String {
        format!(
            r#"<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0"
               xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:a="http://a" numberMatched="3" numberReturned="1">
               <wfs:boundedBy><gml:Envelope srsName="x"><gml:lowerCorner>0 0</gml:lowerCorner></gml:Envelope></wfs:boundedBy>
               <wfs:member><a:zone gml:id="zone.1"><a:code>0012</a:code><a:leeg/><a:kind><a:word>x</a:word></a:kind>
               <a:geom><gml:Polygon srsName="{srs}"><gml:exterior><gml:LinearRing>
               <gml:posList>155000 463000 155010 463000 155010 463010 155000 463000</gml:posList>
               </gml:LinearRing></gml:exterior></gml:Polygon></a:geom></a:zone></wfs:member>{end}"#
        )
    }

    #[test]
    fn a_page_has_its_features_with_values_as_they_are_written() {
        let read = features(page("urn:ogc:def:crs:EPSG::28992", "</wfs:FeatureCollection>").as_bytes()).unwrap();
        assert_eq!((read.matched, read.returned, read.features.len()), (Some(3), Some(1), 1));
        let feature = &read.features[0];
        assert_eq!(feature.id, Some(geojson::feature::Id::String("zone.1".to_owned())));
        let text = serde_json::to_string(&feature.properties).unwrap();
        assert_eq!(text, r#"{"code":"0012","kind.word":"x","leeg":null}"#);
        assert!(matches!(feature.geometry.as_ref().unwrap().value, GeometryValue::Polygon { .. }));
    }

    #[test]
    fn another_system_and_a_page_that_breaks_off_are_refused() {
        let degrees = features(page("urn:ogc:def:crs:EPSG::4258", "</wfs:FeatureCollection>").as_bytes());
        assert_eq!(degrees.unwrap_err(), GmlError::Crs("urn:ogc:def:crs:EPSG::4258".to_owned()));
        let cut = features(page("urn:ogc:def:crs:EPSG::28992", "").as_bytes());
        assert!(matches!(cut.unwrap_err(), GmlError::Malformed(_)));
    }

    #[test]
    fn an_answer_to_hits_has_a_number_and_nothing_else() {
        let hits = super::hits(br#"<wfs:FeatureCollection xmlns:wfs="w" numberMatched="2500" numberReturned="0"/>"#);
        assert_eq!(hits, Some(2500));
        assert_eq!(super::hits(br#"<a numberMatched="unknown"/>"#), None);
    }
}
