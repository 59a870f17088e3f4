//! A part of a GIO as a small tree: elements by what they are, not by the prefix that somebody chose.

use std::borrow::Cow;

/// What an element belongs to, by its namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// The objects of STOP: `…/stop/imop/geo/`, and `…/stop/imop/gio/` of later versions.
    Stop,
    /// The basic geometry of Geonovum, which gives a geometry its id.
    Basis,
    /// GML 3.2.
    Gml,
    /// Anything else.
    Other,
}

impl Space {
    /// By the name of a namespace.
    pub fn of(namespace: &str) -> Self {
        let is_geonovum = |name: &str| name.starts_with("www.geostandaarden.nl/basisgeometrie/");
        let name = namespace.trim_start_matches("https://").trim_start_matches("http://");
        match name.trim_end_matches('/') {
            "standaarden.overheid.nl/stop/imop/geo" | "standaarden.overheid.nl/stop/imop/gio" => Self::Stop,
            "www.opengis.net/gml/3.2" => Self::Gml,
            name if is_geonovum(name) => Self::Basis,
            _ => Self::Other,
        }
    }
}

/// An element, without the parts of XML that mean nothing here.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    pub space: Space,
    /// Local name.
    pub name: String,
    /// Its own text.
    pub text: Cow<'a, str>,
    /// Coordinate system of a geometry.
    pub srs: Option<String>,
    /// Numbers of a position, as written.
    pub dimension: Option<String>,
    /// Unit of a measure.
    pub unit: Option<String>,
    /// A reference to something that stands elsewhere.
    pub refers: bool,
    /// What it refers to.
    pub reference: Option<String>,
    /// Its id in the document.
    pub id: Option<String>,
    /// What it holds.
    pub children: Vec<Element<'a>>,
}

impl<'a> Element<'a> {
    /// Whether it is an element of this name.
    pub fn is(&self, space: Space, name: &str) -> bool {
        self.space == space && self.name == name
    }

    /// The first child of a name.
    pub fn child(&self, space: Space, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.is(space, name))
    }

    /// The children of a name.
    pub fn all<'e>(&'e self, space: Space, name: &'e str) -> impl Iterator<Item = &'e Element<'a>> {
        self.children.iter().filter(move |child| child.is(space, name))
    }

    /// The text of a child, trimmed; `None` when there is no such child or it is empty.
    pub fn text_of(&self, space: Space, name: &str) -> Option<String> {
        self.child(space, name).and_then(Self::own_text)
    }

    /// Its own text, trimmed; `None` when there is none.
    pub fn own_text(&self) -> Option<String> {
        let text = self.text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Adds text behind what it has: comments and entities cut text into pieces.
    pub fn add_text(&mut self, text: Cow<'a, str>) {
        if self.text.is_empty() {
            self.text = text;
        } else {
            self.text.to_mut().push_str(&text);
        }
    }
}
