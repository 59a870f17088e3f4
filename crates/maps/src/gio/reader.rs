//! From XML to a GIO: one location at a time is held as a tree, the rest streams by.

use std::io::Read as _;
use std::path::Path;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::breach::breaches;
use super::element::{Element, Space};
use super::error::{GeometryFault, GioError};
use super::geometry::geometry;
use super::object::{Gio, Location, NormValue, Unit};
use super::srs::Srs;
use crate::xml::entity;
use bodemtoets_space::Crs;
use bodemtoets_words::provenance::sha256;

/// No GIO is larger than this, bytes.
pub const MOST_BYTES: u64 = 512 << 20;
/// Elements in elements: a GIO has some 15.
const DEPTH: usize = 64;
/// Elements of one location: some 4 a ring.
const ELEMENTS: usize = 2_000_000;
/// Locations of one map.
const LOCATIONS: usize = 1_000_000;
/// Bytes in which the root has begun.
const HEAD_BYTES: u64 = 64 << 10;

/// Whether a file is a GIO, or claims to be one, by its root: something of STOP or of the basic geometry.
#[must_use]
pub fn is_gio(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(usize::try_from(HEAD_BYTES).unwrap_or(usize::MAX))];
    // The head may be cut off in the middle of a letter.
    let whole = std::str::from_utf8(head).map_or_else(|error| error.valid_up_to(), str::len);
    let text = std::str::from_utf8(&head[..whole]).unwrap_or_default();
    let mut reader = NsReader::from_str(without_mark(text));
    loop {
        return match reader.read_resolved_event() {
            Ok((ResolveResult::Bound(namespace), Event::Start(_) | Event::Empty(_))) => {
                matches!(Space::of(namespace.into_inner()), Space::Stop | Space::Basis)
            }
            Ok((_, Event::Start(_) | Event::Empty(_) | Event::Eof)) | Err(_) => false,
            Ok(_) => continue,
        };
    }
}

/// The same of a file; one that cannot be read is none, and whoever reads it says why.
#[must_use]
pub fn is_gio_file(path: &Path) -> bool {
    let mut head = Vec::new();
    // A pipe could be read only once.
    let file = std::fs::File::open(path).ok().filter(|file| file.metadata().is_ok_and(|data| data.is_file()));
    file.is_some_and(|file| file.take(HEAD_BYTES).read_to_end(&mut head).is_ok()) && is_gio(&head)
}

/// Reads a file, and gives its SHA-256 as well. `otherwise` is the coordinate system where the file names none.
///
/// # Errors
/// As [`read`], and when the file cannot be read or is larger than [`MOST_BYTES`].
pub fn read_file(path: &Path, otherwise: Option<Crs>) -> Result<(Gio, String), GioError> {
    let unreadable = |error: std::io::Error| GioError::Unreadable(error.to_string());
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok((read(&bytes, otherwise)?, sha256(&bytes)))
}

/// Reads a GIO. `otherwise` is the coordinate system where it names none, which the standard forbids (STOP3020).
///
/// # Errors
/// When it is no GIO, no whole one, or in a coordinate system that a GIO cannot have. What is wrong with the geometry
/// of one location is no error: it is in [`Location::geometry`].
pub fn read(bytes: &[u8], otherwise: Option<Crs>) -> Result<Gio, GioError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(GioError::TooLarge { most_bytes: MOST_BYTES });
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| GioError::Encoding(format!("there are other bytes after byte {}", error.valid_up_to())))?;
    let otherwise = match otherwise {
        Some(Crs::RdNew) => Some(Srs::Rd),
        Some(Crs::Geographic) => Some(Srs::Etrs89),
        _ => None,
    };
    let text = without_mark(text);
    let mut document = Document {
        text,
        gio: Gio {
            root: String::new(),
            work: None,
            expression: None,
            unit: Unit::default(),
            norm: None,
            norm_label: None,
            groups: Vec::new(),
            locations: Vec::new(),
            breaches: Vec::new(),
        },
        otherwise,
        open: Vec::new(),
        kept_from: None,
        elements: 0,
        versions: 0,
    };
    document.read()?;
    let mut gio = document.gio;
    if gio.locations.is_empty() {
        return Err(GioError::NoLocations);
    }
    gio.breaches = breaches(&gio);
    Ok(gio)
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// A GIO in the making.
struct Document<'a> {
    text: &'a str,
    gio: Gio,
    otherwise: Option<Srs>,
    /// The elements around the place in hand.
    open: Vec<Element<'a>>,
    /// Which of them is the outermost whose content is needed as a tree.
    kept_from: Option<usize>,
    /// Elements in it.
    elements: usize,
    /// Versions of the object that were seen.
    versions: usize,
}

impl<'a> Document<'a> {
    fn read(&mut self) -> Result<(), GioError> {
        let mut reader = NsReader::from_str(self.text);
        reader.config_mut().expand_empty_elements = true;
        loop {
            let read = reader.read_resolved_event().map(|(resolved, event)| {
                let space = match resolved {
                    ResolveResult::Bound(namespace) => Space::of(namespace.into_inner()),
                    _ => Space::Other,
                };
                (space, event)
            });
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let (space, event) = read.map_err(|error| {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                self.malformed(at, &error)
            })?;
            match event {
                Event::Start(start) | Event::Empty(start) => self.start(&start, space, at)?,
                Event::End(_) => self.end(at)?,
                Event::Text(text) => self.add_text(text.into_inner(), at)?,
                Event::CData(text) => self.add_text(text.into_inner(), at)?,
                Event::GeneralRef(name) => {
                    let name = name.into_inner();
                    let letter = entity(&name).ok_or_else(|| GioError::Entity {
                        line: self.line(at),
                        name: name.chars().take(40).collect(),
                    })?;
                    self.add_text(letter.to_string().into(), at)?;
                }
                Event::Decl(declaration) => {
                    if let Some(Ok(name)) = declaration.encoding()
                        && !matches!(name.to_ascii_lowercase().as_str(), "utf-8" | "utf8" | "us-ascii")
                    {
                        return Err(GioError::Encoding(format!("it says that it is {name}")));
                    }
                }
                Event::DocType(_) => return Err(GioError::DocType),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Eof if !self.open.is_empty() => return Err(self.malformed(at, &"the end is missing")),
                Event::Eof if self.gio.root.is_empty() => return Err(self.malformed(at, &"there is no XML in it")),
                Event::Eof => return Ok(()),
            }
        }
    }

    fn start(&mut self, start: &BytesStart, space: Space, at: usize) -> Result<(), GioError> {
        let element = element(start, space);
        if self.open.is_empty() {
            if !self.gio.root.is_empty() {
                return Err(self.malformed(at, &"something follows its end"));
            }
            let is_object = space == Space::Stop && element.name.starts_with("GeoInformatieObject");
            if !is_object && space != Space::Basis {
                return Err(GioError::NotGio { root: element.name });
            }
            self.gio.root.clone_from(&element.name);
        }
        if space == Space::Stop {
            match element.name.as_str() {
                "GeoInformatieObjectMutatie" | "was" | "wordt" => {
                    return Err(GioError::Change { element: element.name, line: self.line(at) });
                }
                "GeoInformatieObjectVersie" => self.versions += 1,
                _ => {}
            }
            if self.versions > 1 {
                return Err(self.too_much(at, "a second version of the object"));
            }
        }
        if self.open.len() >= DEPTH {
            return Err(self.too_much(at, &format!("elements lie more than {DEPTH} deep in one another")));
        }
        let is_tree = element.is(Space::Stop, "Locatie")
            || element.is(Space::Stop, "groepen")
            || element.is(Space::Basis, "Geometrie");
        match self.kept_from {
            None if is_tree => {
                self.kept_from = Some(self.open.len());
                self.elements = 0;
            }
            None => {}
            Some(_) => self.elements += 1,
        }
        if self.elements > ELEMENTS {
            return Err(self.too_much(at, &format!("one location has more than {ELEMENTS} elements")));
        }
        self.open.push(element);
        Ok(())
    }

    fn add_text(&mut self, text: std::borrow::Cow<'a, str>, at: usize) -> Result<(), GioError> {
        match self.open.last_mut() {
            Some(element) => element.add_text(text),
            None if text.trim().is_empty() => {}
            None => return Err(self.malformed(at, &"there is text outside its elements")),
        }
        Ok(())
    }

    fn end(&mut self, at: usize) -> Result<(), GioError> {
        let Some(element) = self.open.pop() else { return Ok(()) };
        match self.kept_from {
            Some(from) if from == self.open.len() => {
                self.kept_from = None;
                if element.name == "groepen" {
                    self.groups(&element);
                } else {
                    if self.gio.locations.len() >= LOCATIONS {
                        return Err(self.too_much(at, &format!("there are more than {LOCATIONS} locations")));
                    }
                    let location = self.location(&element)?;
                    self.gio.locations.push(location);
                }
            }
            Some(_) => {
                if let Some(parent) = self.open.last_mut() {
                    parent.children.push(element);
                }
            }
            None => self.member(&element),
        }
        Ok(())
    }

    /// What the object says of itself, not what it says of others.
    fn member(&mut self, element: &Element) {
        let of_object = self
            .open
            .last()
            .is_some_and(|parent| parent.space == Space::Stop && parent.name.starts_with("GeoInformatieObject"));
        if !of_object || element.space != Space::Stop {
            return;
        }
        let gio = &mut self.gio;
        let place = match element.name.as_str() {
            "FRBRWork" => &mut gio.work,
            "FRBRExpression" => &mut gio.expression,
            "eenheidID" => &mut gio.unit.id,
            "eenheidlabel" => &mut gio.unit.label,
            "normID" => &mut gio.norm,
            "normlabel" => &mut gio.norm_label,
            _ => return,
        };
        *place = element.own_text();
    }

    fn groups(&mut self, element: &Element) {
        for group in element.all(Space::Stop, "Groep") {
            if let Some(id) = group.text_of(Space::Stop, "groepID") {
                self.gio.groups.push((id, group.text_of(Space::Stop, "label")));
            }
        }
    }

    /// A location, or a bare geometry.
    fn location(&self, element: &Element) -> Result<Location, GioError> {
        let stop = |name: &str| element.text_of(Space::Stop, name);
        let basis = if element.is(Space::Basis, "Geometrie") {
            Some(element)
        } else {
            element.child(Space::Stop, "geometrie").and_then(|property| property.child(Space::Basis, "Geometrie"))
        };
        // What holds more than one would lose all but the first.
        let several = element.all(Space::Stop, "geometrie").flat_map(|property| &property.children).nth(1).is_some();
        let held = basis.and_then(|basis| basis.child(Space::Basis, "geometrie"));
        let drawn: &[Element] = held.map_or(&[], |property| &property.children);
        let srs = self.srs(element)?;
        let geometry = match (drawn, &srs) {
            _ if several => Err(GeometryFault::Incomplete("geometrie".to_owned())),
            ([], _) if held.is_some_and(|property| property.refers) => {
                Err(GeometryFault::Reference("geometrie".to_owned()))
            }
            ([], _) => Err(GeometryFault::Absent),
            (_, Err(fault)) => Err(fault.clone()),
            ([one], Ok(srs)) => geometry(one, *srs),
            _ => Err(GeometryFault::Incomplete("geometrie".to_owned())),
        };
        let (geometry, had_heights) = match geometry {
            Ok((geometry, had_heights)) => (Ok(geometry), had_heights),
            Err(fault) => (Err(fault), false),
        };
        Ok(Location {
            id: basis.and_then(|basis| basis.text_of(Space::Basis, "id")),
            name: stop("naam"),
            group: stop("groepID"),
            norm: norm(stop("kwalitatieveNormwaarde"), stop("kwantitatieveNormwaarde")),
            geometry,
            crs: srs.unwrap_or(Srs::Rd).crs(),
            had_heights,
            form: drawn.first().map(|drawn| drawn.name.clone()),
        })
    }

    /// The coordinate system of a location: named in it, or else around it.
    fn srs(&self, element: &Element) -> Result<Result<Srs, GeometryFault>, GioError> {
        let mut names = Vec::new();
        collect_srs(element, &mut names);
        if names.is_empty() {
            names.extend(self.open.iter().rev().find_map(|around| around.srs.as_deref()));
        }
        let location = self.gio.locations.len() + 1;
        let mut found: Option<(Srs, &str)> = None;
        for name in names {
            let srs = Srs::parse(name)
                .ok_or_else(|| GioError::Srs { location, name: Some(name.chars().take(80).collect()) })?;
            match found {
                Some((other, first)) if other != srs => {
                    return Ok(Err(GeometryFault::TwoSystems(first.to_owned(), name.to_owned())));
                }
                _ => found = Some((srs, name)),
            }
        }
        match found.map(|(srs, _)| srs).or(self.otherwise) {
            Some(srs) => Ok(Ok(srs)),
            None if !has_positions(element) => Ok(Ok(Srs::Rd)),
            None => Err(GioError::Srs { location, name: None }),
        }
    }

    fn line(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or(self.text);
        before.matches('\n').count() + 1
    }

    fn malformed(&self, at: usize, problem: &dyn std::fmt::Display) -> GioError {
        GioError::Malformed { line: self.line(at), problem: problem.to_string() }
    }

    fn too_much(&self, at: usize, problem: &str) -> GioError {
        GioError::TooMuch { line: self.line(at), problem: problem.to_owned() }
    }
}

fn collect_srs<'e>(element: &'e Element, names: &mut Vec<&'e str>) {
    names.extend(element.srs.as_deref());
    for child in &element.children {
        collect_srs(child, names);
    }
}

fn has_positions(element: &Element) -> bool {
    element.name.starts_with("pos") || element.children.iter().any(has_positions)
}

/// The value of a norm, of one kind only.
fn norm(word: Option<String>, number: Option<String>) -> Option<NormValue> {
    match (word, number) {
        (Some(_), Some(_)) => Some(NormValue::Both),
        (Some(word), None) => Some(NormValue::Quality(word)),
        (None, Some(text)) => Some(match decimal(&text) {
            Some(number) => NormValue::Quantity(number),
            None => NormValue::NoNumber(text),
        }),
        (None, None) => None,
    }
}

/// A number of XML Schema: with a point, and nothing between thousands. What has a comma may mean two things.
fn decimal(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The start of an element, with the attributes that are used.
fn element<'a>(start: &BytesStart, space: Space) -> Element<'a> {
    let mut element = Element {
        space,
        name: start.local_name().into_inner().to_owned(),
        text: std::borrow::Cow::Borrowed(""),
        srs: None,
        dimension: None,
        unit: None,
        refers: false,
        children: Vec::new(),
    };
    for attribute in start.attributes().flatten() {
        // What cannot be read is as good as another name: it is refused where it counts.
        let value = || {
            attribute
                .normalized_value(XmlVersion::default())
                .map_or_else(|_| "?".to_owned(), std::borrow::Cow::into_owned)
        };
        match attribute.key.local_name().into_inner() {
            "srsName" => element.srs = Some(value()),
            "srsDimension" => element.dimension = Some(value()),
            "uom" => element.unit = Some(value()),
            "href" => element.refers = true,
            _ => {}
        }
    }
    element
}
