//! One object of a message as a small tree: its elements by their local names.

/// An element, without the parts of XML that mean nothing here.
#[derive(Debug, Default)]
pub(in crate::register) struct Element {
    /// Local name.
    pub name: String,
    /// Its own text, trimmed.
    pub text: String,
    /// Coordinate system of a geometry.
    pub srs: Option<String>,
    /// Numbers in a position, when the geometry says so.
    pub dimension: Option<usize>,
    /// Unit of a measure.
    pub unit: Option<String>,
    /// What it holds.
    pub children: Vec<Element>,
}

impl Element {
    /// The first child of a name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The features in the properties of a name: `designWell` holds one `DesignWell`.
    pub fn features<'a>(&'a self, property: &'a str) -> impl Iterator<Item = &'a Self> {
        self.all(property).flat_map(|property| &property.children)
    }

    /// The text of a child; `None` when there is no such child or it is empty.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.as_str()).filter(|text| !text.is_empty())
    }

    /// The date in a child, as written: a day, a month or a year. A date that is said to be unknown
    /// is the word for it: something that ended on an unknown day has ended.
    pub fn date_of(&self, name: &str) -> Option<String> {
        let child = self.child(name)?;
        let date = child.children.first().map_or(child.text.as_str(), |inner| inner.text.as_str());
        (!date.is_empty()).then(|| date.to_owned())
    }

    /// Whether a child says no.
    pub fn denies(&self, name: &str) -> bool {
        self.text_of(name).is_some_and(|text| text.eq_ignore_ascii_case("nee"))
    }

    /// Whether a child says yes.
    pub fn affirms(&self, name: &str) -> bool {
        self.text_of(name).is_some_and(|text| text.eq_ignore_ascii_case("ja"))
    }
}
