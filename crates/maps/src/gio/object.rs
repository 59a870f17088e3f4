//! A GIO and its locations.

use geo::Geometry;
use serde_json::Value;

use super::breach::Breach;
use super::error::GeometryFault;
use crate::pack::Properties;
use bodemtoets_space::Crs;

/// The property that holds a norm value that is a number.
pub const NUMBER_FIELD: &str = "kwantitatieve_normwaarde";

/// A map of the law.
#[derive(Debug, Clone, PartialEq)]
pub struct Gio {
    /// Local name of the root, which tells how it was delivered.
    pub root: String,
    /// The work: the map through all its versions (`/join/id/regdata/pv30/2025/…`).
    pub work: Option<String>,
    /// This version of it (`…/nld@2025-01-01;1`).
    pub expression: Option<String>,
    /// The unit of its numbers.
    pub unit: Unit,
    /// Id of the norm that it gives.
    pub norm: Option<String>,
    /// The norm for people.
    pub norm_label: Option<String>,
    /// Its groups, each with its label.
    pub groups: Vec<(String, Option<String>)>,
    /// Its locations, in the order of the file.
    pub locations: Vec<Location>,
    /// Rules of the standard that it breaks.
    pub breaches: Vec<Breach>,
}

/// The unit of the numbers of a GIO.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its id, an address.
    pub id: Option<String>,
    /// For people.
    pub label: Option<String>,
}

/// A location of a GIO.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// Id of its geometry, the same wherever it is used.
    pub id: Option<String>,
    /// Name for people.
    pub name: Option<String>,
    /// Id of its group.
    pub group: Option<String>,
    /// The value of the norm here.
    pub norm: Option<NormValue>,
    /// Where it is: x or longitude first.
    pub geometry: Result<Geometry, GeometryFault>,
    /// The coordinate system of its places.
    pub crs: Crs,
    /// Whether heights were left out.
    pub had_heights: bool,
    /// The form of its geometry in GML, such as `MultiSurface`.
    pub form: Option<String>,
}

/// The value of a norm at a location.
#[derive(Debug, Clone, PartialEq)]
pub enum NormValue {
    /// A word.
    Quality(String),
    /// A number, in the unit of the GIO.
    Quantity(f64),
    /// What should be a number and is none, as written.
    NoNumber(String),
    /// Both kinds, so that neither can be trusted (STOP3008).
    Both,
}

impl Gio {
    /// The version, the last part of the expression: `nld@2025-01-01;1`.
    ///
    /// ```
    /// use bodemtoets_maps::gio::Gio;
    /// let whole = "/join/id/regdata/pv30/2025/depth/nld@2025-01-01;1";
    /// assert_eq!(Gio::version_of(whole), "nld@2025-01-01;1");
    /// ```
    #[must_use]
    pub fn version_of(expression: &str) -> &str {
        expression.rsplit('/').next().unwrap_or(expression)
    }

    /// The label of a group.
    #[must_use]
    pub fn group_label(&self, id: &str) -> Option<&str> {
        self.groups.iter().find(|(known, _)| known == id).and_then(|(_, label)| label.as_deref())
    }

    /// What is known of a location, under the names that a manifest uses. What is not known is not there.
    #[must_use]
    pub fn properties(&self, location: &Location) -> Properties {
        let group_label = location.group.as_deref().and_then(|id| self.group_label(id));
        let version = self.expression.as_deref().map(Self::version_of);
        let texts = [
            ("id", location.id.as_deref()),
            ("naam", location.name.as_deref()),
            ("groep", location.group.as_deref()),
            ("groeplabel", group_label),
            ("eenheid", self.unit.id.as_deref()),
            ("eenheidlabel", self.unit.label.as_deref()),
            ("norm", self.norm.as_deref()),
            ("normlabel", self.norm_label.as_deref()),
            ("work", self.work.as_deref()),
            ("expression", self.expression.as_deref()),
            ("version", version),
        ];
        let texts = texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), Value::from(text?))));
        let mut properties: Properties = texts.collect();
        let norm = match &location.norm {
            Some(NormValue::Quality(word)) => Some(("kwalitatieve_normwaarde", Value::from(word.as_str()))),
            Some(NormValue::Quantity(number)) => Some((NUMBER_FIELD, Value::from(*number))),
            // The reader of the field says what is wrong with it.
            Some(NormValue::NoNumber(text)) => Some((NUMBER_FIELD, Value::from(text.as_str()))),
            Some(NormValue::Both) | None => None,
        };
        properties.extend(norm.map(|(name, value)| (name.to_owned(), value)));
        properties
    }

    /// The id of a location for people: that of its geometry, or its number.
    #[must_use]
    pub fn id_of(&self, number: usize) -> String {
        let id = self.locations.get(number.wrapping_sub(1)).and_then(|location| location.id.clone());
        id.unwrap_or_else(|| format!("#{number}"))
    }
}
