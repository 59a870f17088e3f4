//! What somebody read on a map that is not in the pack.

use jiff::civil::Date;

use super::problem::Problem;
use bodemtoets_law::rules::{Quantity, ZoneField};
use bodemtoets_maps::pack::DepthLimits;
use bodemtoets_words::provenance::Certainty;
use bodemtoets_words::tabular::Number;

/// What was read on maps, and who answers for it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LookedUp {
    /// What the maps say of the place.
    pub zones: Vec<GivenZone>,
    /// Which map it was.
    pub source: Option<String>,
    /// Who read it.
    pub by: Option<String>,
    /// When it was read.
    pub date: Option<Date>,
}

/// What a map says of the place about one kind of zone.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenZone {
    /// The kind of zone.
    pub kind: String,
    /// What the map says.
    pub says: MapSays,
}

/// What a map may say of a place.
#[derive(Debug, Clone, PartialEq)]
pub enum MapSays {
    /// It lies in no zone of the kind.
    NoZone,
    /// It lies in one.
    Zone {
        /// What the zone is called.
        name: Option<String>,
        /// How deep it allows a drilling to go.
        limits: DepthLimits,
    },
}

impl LookedUp {
    /// Reads `KIND=VALUE`, several with `|` between. A number is the depth that the zone allows, or what
    /// `KIND.FIELD` names; `none` (`geen`) is no zone of the kind, `yes` (`ja`) is one of which nothing more is
    /// known, other text its name.
    pub(super) fn read(text: &str) -> Result<Vec<GivenZone>, Problem> {
        text.split('|').map(str::trim).filter(|one| !one.is_empty()).map(GivenZone::read).collect()
    }

    /// What was looked up, as it is written; nothing when nothing was.
    #[must_use]
    pub fn facts(&self) -> Option<Vec<String>> {
        (!self.zones.is_empty()).then(|| self.zones.iter().map(GivenZone::written).collect())
    }

    /// How sure it is: as sure as a map that is not the law itself, when it is said which map it was.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        if self.source.is_some() { Certainty::Derived } else { Certainty::Unverified }
    }
}

impl GivenZone {
    fn read(text: &str) -> Result<Self, Problem> {
        let (kind, value) = text.split_once('=').ok_or(Problem::NotLookedUp("="))?;
        let (kind, field) = match kind.trim().split_once('.') {
            None => (kind.trim(), None),
            Some((kind, field)) => (kind, Some(field)),
        };
        let value = value.trim();
        if kind.is_empty() || value.is_empty() {
            return Err(Problem::NotLookedUp("="));
        }
        let says = match (value.to_lowercase().as_str(), field) {
            ("none" | "no" | "geen" | "nee", None) => MapSays::NoZone,
            ("yes" | "ja", None) => MapSays::Zone { name: None, limits: DepthLimits::default() },
            _ => match Number::read(value.strip_suffix('m').unwrap_or(value).trim().as_bytes()) {
                Some(number) => MapSays::Zone { name: None, limits: limits(field, number.value)? },
                None if field.is_some() => return Err(Problem::NotANumber),
                None => MapSays::Zone { name: Some(value.to_owned()), limits: DepthLimits::default() },
            },
        };
        Ok(Self { kind: kind.to_owned(), says })
    }

    /// What the zone is called.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match &self.says {
            MapSays::Zone { name, .. } => name.as_deref(),
            MapSays::NoZone => None,
        }
    }

    /// How deep it allows a drilling to go.
    #[must_use]
    pub fn limits(&self) -> DepthLimits {
        match &self.says {
            MapSays::Zone { limits, .. } => *limits,
            MapSays::NoZone => DepthLimits::default(),
        }
    }

    /// As it is written.
    #[must_use]
    pub fn written(&self) -> String {
        let kind = &self.kind;
        match &self.says {
            MapSays::NoZone => format!("{kind}=none"),
            MapSays::Zone { name: Some(name), .. } => format!("{kind}={name}"),
            MapSays::Zone { limits: DepthLimits { max_depth_m: Some(depth), .. }, .. } => format!("{kind}={depth}"),
            MapSays::Zone { limits: DepthLimits { min_level_m_nap: Some(level), .. }, .. } => {
                format!("{kind}.min_level_m_nap={level}")
            }
            MapSays::Zone { limits: DepthLimits { clay_top_m: Some(top), .. }, .. } => {
                format!("{kind}.clay_top_m={top}")
            }
            MapSays::Zone { .. } => format!("{kind}=yes"),
        }
    }
}

/// One limit, within what can be.
fn limits(field: Option<&str>, value: f64) -> Result<DepthLimits, Problem> {
    let none = DepthLimits::default();
    let (limits, quantity) = match field {
        None => (DepthLimits { max_depth_m: Some(value), ..none }, Quantity::DrillingDepthM),
        Some(field) if field == ZoneField::MaxDepthM.slug() => {
            (DepthLimits { max_depth_m: Some(value), ..none }, Quantity::DrillingDepthM)
        }
        Some(field) if field == ZoneField::ClayTopM.slug() => {
            (DepthLimits { clay_top_m: Some(value), ..none }, Quantity::ClayTopM)
        }
        Some(field) if field == ZoneField::MinLevelMNap.slug() => {
            let limits = DepthLimits { min_level_m_nap: Some(value), ..none };
            return if (-1_500.0..=350.0).contains(&value) {
                Ok(limits)
            } else {
                Err(Problem::OutOfRange(Quantity::GroundLevelMNap))
            };
        }
        Some(_) => return Err(Problem::NotLookedUp("max_depth_m, min_level_m_nap, clay_top_m")),
    };
    if quantity.range().contains(&value) { Ok(limits) } else { Err(Problem::OutOfRange(quantity)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_up_is_written_as_it_was_read() {
        let list = "max-drilling-depth=80|groundwater-protection=none|drilling-free=Tull en t Waal|\
                    hanik.min_level_m_nap=-5|roer.clay_top_m=120.5|water=yes";
        let read = LookedUp { zones: LookedUp::read(list).unwrap(), ..LookedUp::default() };
        assert_eq!(read.facts().unwrap().join("|"), list);
        assert_eq!(LookedUp::default().facts(), None);
    }

    #[test]
    fn a_depth_is_read_as_dutch_spreadsheets_write_it() {
        assert_eq!(LookedUp::read("a=80,5 m").unwrap(), LookedUp::read("a.max_depth_m=80.5").unwrap());
        assert_eq!(LookedUp::read("a = geen").unwrap()[0].says, MapSays::NoZone);
    }

    #[test]
    fn what_is_no_kind_and_value_is_refused() {
        for wrong in ["max-drilling-depth", "=80", "a=", "a.depth=80", "a.clay_top_m=deep", "a=-80", "a=99999"] {
            assert!(LookedUp::read(wrong).is_err(), "{wrong}");
        }
    }
}
