//! The collections, and the names of their features.

use std::collections::HashMap;

use bodemtoets_maps::pack::Pack;
use bodemtoets_screening::Screener;
use bodemtoets_space::{Index, RdNew, Shape};
use bodemtoets_words::lang::Lang;

/// A collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Collection {
    /// Areas to which rules attach.
    Zones,
    /// Groundwater abstractions.
    Abstractions,
    /// Existing ground-energy systems.
    Installations,
    /// Areas within which a rulebook is the law.
    Jurisdictions,
}

impl Collection {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Zones, Self::Abstractions, Self::Installations, Self::Jurisdictions];

    /// The name of it in an address.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Zones => "zones",
            Self::Abstractions => "abstractions",
            Self::Installations => "installations",
            Self::Jurisdictions => "jurisdictions",
        }
    }

    /// The collection of a name.
    pub(super) fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|collection| collection.id() == id)
    }

    /// The name of it for people.
    pub(crate) fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Zones => lang.pick("Gebieden met regels", "Zones with rules"),
            Self::Abstractions => lang.pick("Winningen", "Abstractions"),
            Self::Installations => lang.pick("Putten van bestaande systemen", "Wells of existing systems"),
            Self::Jurisdictions => lang.pick("Provincies en waterschappen", "Provinces and water boards"),
        }
    }

    /// What it is.
    pub(super) fn about(self, lang: Lang) -> &'static str {
        match self {
            Self::Zones => lang.pick(
                "Gebieden waaraan regels hangen, met hun soort en diepte. Waar er geen is, kan er een ontbreken: een toets zegt dat.",
                "Areas to which rules attach, with their kind and depth. Where there is none, one may be missing: a screening says so.",
            ),
            Self::Abstractions => lang.pick("Winningen van grondwater.", "Abstractions of groundwater."),
            Self::Installations => lang.pick(
                "Putten en lussen van bestaande bodemenergiesystemen.",
                "Wells and loops of existing ground-energy systems.",
            ),
            Self::Jurisdictions => lang.pick(
                "Gebieden waarbinnen een regelboek het recht is.",
                "Areas within which a rulebook is the law.",
            ),
        }
    }

    /// How many features it has.
    pub(super) fn count(self, pack: &Pack) -> usize {
        match self {
            Self::Zones => pack.zones.len(),
            Self::Abstractions => pack.abstractions.len(),
            Self::Installations => pack.installations.len(),
            Self::Jurisdictions => pack.jurisdictions.len(),
        }
    }

    /// Where a feature is.
    pub(crate) fn shape(self, pack: &Pack, position: usize) -> &Shape {
        match self {
            Self::Zones => &pack.zones[position].shape,
            Self::Abstractions => &pack.abstractions[position].shape,
            Self::Installations => &pack.installations[position].shape,
            Self::Jurisdictions => &pack.jurisdictions[position].shape,
        }
    }

    /// The index over its features.
    pub(crate) fn index(self, pack: &Pack) -> &Index {
        match self {
            Self::Zones => &pack.zone_index,
            Self::Abstractions => &pack.abstraction_index,
            Self::Installations => &pack.installation_index,
            Self::Jurisdictions => &pack.jurisdiction_index,
        }
    }

    /// The kind of a zone, and the name of a feature, where there is one.
    pub(crate) fn words(self, pack: &Pack, position: usize) -> (Option<&str>, Option<&str>) {
        match self {
            Self::Zones => (Some(&pack.zones[position].kind), pack.zones[position].name.as_deref()),
            Self::Abstractions => (None, pack.abstractions[position].name.as_deref()),
            Self::Installations => (None, pack.installations[position].name.as_deref()),
            Self::Jurisdictions => (None, pack.jurisdictions[position].name.as_deref()),
        }
    }

    /// The layer of a feature, and its id there.
    pub(crate) fn origin(self, pack: &Pack, position: usize) -> (usize, &str) {
        match self {
            Self::Zones => (pack.zones[position].layer, &pack.zones[position].id),
            Self::Abstractions => (pack.abstractions[position].layer, &pack.abstractions[position].id),
            Self::Installations => (pack.installations[position].layer, &pack.installations[position].id),
            Self::Jurisdictions => (pack.jurisdictions[position].layer, &pack.jurisdictions[position].id),
        }
    }
}

/// The names and extents of the features of a pack.
#[derive(Debug)]
pub(crate) struct Collections([Named; Collection::ALL.len()]);

#[derive(Debug, Default)]
struct Named {
    ids: Vec<String>,
    positions: HashMap<String, usize>,
    /// West, south, east and north, degrees; none without features.
    extent: Option<[f64; 4]>,
}

impl Collections {
    /// Names every feature: by its layer and its id there, and by a number where several share one.
    pub(crate) fn of(screener: &Screener) -> Self {
        let (pack, rd) = (screener.pack(), RdNew::new());
        Self(Collection::ALL.map(|collection| {
            let mut named = Named::default();
            let mut seen: HashMap<String, usize> = HashMap::new();
            for position in 0..collection.count(pack) {
                let (layer, id) = collection.origin(pack, position);
                let layer = pack.layers.get(layer).map_or("", |layer| layer.id.as_str());
                let plain = format!("{layer}.{id}");
                let times = seen.entry(plain.clone()).or_default();
                *times += 1;
                let mut name = if *times == 1 { plain } else { format!("{plain}~{times}") };
                // An id of the source may look like one that was made here.
                while named.positions.contains_key(&name) {
                    name.push('~');
                }
                named.positions.insert(name.clone(), position);
                named.ids.push(name);
                named.widen(collection.shape(pack, position), &rd);
            }
            named
        }))
    }

    fn named(&self, collection: Collection) -> &Named {
        let at = Collection::ALL.iter().position(|other| *other == collection).unwrap_or_default();
        &self.0[at]
    }

    /// The name of a feature.
    pub(crate) fn id(&self, collection: Collection, position: usize) -> &str {
        &self.named(collection).ids[position]
    }

    /// The feature of a name.
    pub(super) fn find(&self, collection: Collection, id: &str) -> Option<usize> {
        self.named(collection).positions.get(id).copied()
    }

    /// West, south, east and north of all features, degrees; none without features.
    pub(super) fn extent(&self, collection: Collection) -> Option<[f64; 4]> {
        self.named(collection).extent
    }
}

impl Named {
    fn widen(&mut self, shape: &Shape, rd: &RdNew) {
        let bounds = shape.bounds();
        let (low, high) = (bounds.min(), bounds.max());
        for corner in [(low.x, low.y), (high.x, low.y), (high.x, high.y), (low.x, high.y)] {
            let Ok(place) = rd.to_geographic(corner.into()) else { continue };
            let [west, south, east, north] = self.extent.get_or_insert([place.lon, place.lat, place.lon, place.lat]);
            (*west, *east) = (west.min(place.lon), east.max(place.lon));
            (*south, *north) = (south.min(place.lat), north.max(place.lat));
        }
    }
}
