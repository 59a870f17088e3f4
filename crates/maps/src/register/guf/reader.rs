//! The objects of a file, one at a time: however large the file, one object is in memory.
//!
//! What a message wraps around its objects does not matter: an envelope, one response, a
//! collection of thousands. The history of an object, which repeats all its earlier messages, is
//! skipped as it streams by.

use std::io::BufRead;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::element::Element;
use super::error::GufError;
use super::limit::{Limited, Reset};
use crate::xml::entity;

/// Where all namespaces of the register start.
pub(super) const BRO: &str = "http://www.broservices.nl/xsd/";
/// The families whose version has to be the one that is read here.
const FAMILIES: [&str; 3] = ["dsguf", "isguf", "gufcommon"];
/// That version.
const VERSION: &str = "1.0";
/// Elements that stand for an object or a message about one.
const OBJECTS: [&str; 12] = [
    "GUF_PO",
    "GUF_PO_DP",
    "GUF_PPO",
    "GUF_PPO_DP",
    "GUF_C",
    "BRO_DO",
    "registrationRequest",
    "replaceRequest",
    "insertRequest",
    "moveRequest",
    "deleteRequest",
    "rejectionReason",
];
/// Parts of an object that say nothing of its present state.
const SKIPPED: &str = "objectHistory";
/// Elements in elements: messages have some 20.
const DEPTH: usize = 64;
/// Elements of one object: some 30 a well, so tens of thousands of wells.
const ELEMENTS: usize = 2_000_000;

/// Reads the objects of a file.
pub(in crate::register) struct Objects<R: BufRead> {
    reader: NsReader<Limited<R>>,
    reset: Reset,
    buffer: Vec<u8>,
    /// Something of the register has been seen.
    known: bool,
    root: Option<(String, Option<String>)>,
    depth: usize,
    done: bool,
}

impl<R: BufRead> Objects<R> {
    /// Reads from a buffered source.
    pub fn new(input: R) -> Self {
        let (limited, reset) = Limited::new(input);
        let mut reader = NsReader::from_reader(limited);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, reset, buffer: Vec::new(), known: false, root: None, depth: 0, done: false }
    }

    /// The next object; `None` at the end of a file that is whole.
    fn advance(&mut self) -> Result<Option<Element>, GufError> {
        loop {
            match self.event()? {
                Piece::Start(start, namespace) => {
                    self.depth += 1;
                    if self.root.is_none() {
                        self.root = Some((start.name.clone(), namespace.clone()));
                    }
                    let known = self.is_known(namespace.as_deref())?;
                    self.known |= known;
                    if known && OBJECTS.contains(&start.name.as_str()) {
                        self.depth -= 1;
                        return self.object(start).map(Some);
                    }
                    if self.depth > DEPTH {
                        return Err(too_deep());
                    }
                }
                Piece::End => self.depth = self.depth.saturating_sub(1),
                Piece::Text(_) => {}
                Piece::Eof if self.depth > 0 => return Err(self.malformed("the end is missing".to_owned())),
                Piece::Eof if self.known => return Ok(None),
                Piece::Eof => {
                    let (root, namespace) = self.root.take().unwrap_or_default();
                    return Err(if root.is_empty() {
                        self.malformed("there is no XML in it".to_owned())
                    } else {
                        GufError::other(root, namespace)
                    });
                }
            }
        }
    }

    /// An object, from its start to its end.
    fn object(&mut self, start: Element) -> Result<Element, GufError> {
        let mut open = vec![start];
        let mut count = 0;
        let mut skipping = 0_usize;
        loop {
            match self.event()? {
                Piece::Start(element, namespace) => {
                    self.is_known(namespace.as_deref())?;
                    if skipping > 0 || element.name == SKIPPED {
                        skipping += 1;
                        if skipping > DEPTH {
                            return Err(too_deep());
                        }
                        continue;
                    }
                    count += 1;
                    if open.len() >= DEPTH {
                        return Err(too_deep());
                    }
                    if count > ELEMENTS {
                        return Err(GufError::TooLarge(format!("one object has more than {ELEMENTS} elements")));
                    }
                    open.push(element);
                }
                Piece::Text(text) => {
                    if let (0, Some(element)) = (skipping, open.last_mut()) {
                        element.text.push_str(&text);
                    }
                }
                Piece::End if skipping > 0 => skipping -= 1,
                Piece::End => {
                    let Some(mut element) = open.pop() else { continue };
                    if element.text.trim().len() < element.text.len() {
                        let trimmed = element.text.trim().to_owned();
                        element.text = trimmed;
                    }
                    match open.last_mut() {
                        Some(parent) => parent.children.push(element),
                        None => return Ok(element),
                    }
                }
                Piece::Eof => return Err(self.malformed("the end of an object is missing".to_owned())),
            }
        }
    }

    /// Whether an element is of the register. Another version of it is an error.
    fn is_known(&self, namespace: Option<&str>) -> Result<bool, GufError> {
        let Some(path) = namespace.and_then(|namespace| namespace.strip_prefix(BRO)) else { return Ok(false) };
        let (family, version) = path.split_once('/').unwrap_or((path, ""));
        if FAMILIES.contains(&family) && version != VERSION {
            return Err(GufError::OtherVersion { namespace: format!("{BRO}{path}") });
        }
        // A deregistered object is of the common family alone.
        Ok(FAMILIES.contains(&family) || (family == "brocommon" && self.known))
    }

    /// The next piece that means something.
    fn event(&mut self) -> Result<Piece, GufError> {
        loop {
            self.reset.piece();
            self.buffer.clear();
            let (resolved, event) = match self.reader.read_resolved_event_into(&mut self.buffer) {
                Ok(read) => read,
                Err(quick_xml::Error::Io(error)) => return Err(GufError::Unreadable(error.to_string())),
                Err(error) => {
                    let problem = error.to_string();
                    return Err(GufError::Malformed { byte: self.reader.error_position(), problem });
                }
            };
            return Ok(match event {
                Event::Start(start) | Event::Empty(start) => {
                    let namespace = match resolved {
                        ResolveResult::Bound(namespace) => Some(namespace.into_inner().to_owned()),
                        _ => None,
                    };
                    Piece::Start(element(&start), namespace)
                }
                Event::End(_) => Piece::End,
                Event::Text(text) => Piece::Text(text.xml_content(XmlVersion::default()).into_owned()),
                Event::CData(text) => Piece::Text(text.xml_content(XmlVersion::default()).into_owned()),
                Event::GeneralRef(name) => {
                    let name = name.xml_content(XmlVersion::default()).into_owned();
                    Piece::Text(entity(&name).ok_or(GufError::Entity(name))?.to_string())
                }
                Event::DocType(_) => return Err(GufError::DocType),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
                Event::Eof => Piece::Eof,
            });
        }
    }

    fn malformed(&self, problem: String) -> GufError {
        GufError::Malformed { byte: self.reader.buffer_position(), problem }
    }
}

/// A piece of XML that means something here.
enum Piece {
    Start(Element, Option<String>),
    Text(String),
    End,
    Eof,
}

fn too_deep() -> GufError {
    GufError::TooLarge(format!("elements lie more than {DEPTH} deep in one another"))
}

/// The start of an element, with the attributes that are used.
fn element(start: &BytesStart) -> Element {
    let mut element = Element { name: start.local_name().into_inner().to_owned(), ..Element::default() };
    for attribute in start.attributes().flatten() {
        let value = || attribute.normalized_value(XmlVersion::default()).map(std::borrow::Cow::into_owned).ok();
        match attribute.key.local_name().into_inner() {
            "srsName" => element.srs = value(),
            "srsDimension" => element.dimension = value().and_then(|text| text.trim().parse().ok()),
            "uom" => element.unit = value(),
            _ => {}
        }
    }
    element
}

impl<R: BufRead> Iterator for Objects<R> {
    type Item = Result<Element, GufError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let next = self.advance().transpose();
        self.done = !matches!(next, Some(Ok(_)));
        next
    }
}
