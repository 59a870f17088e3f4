//! What is to be fetched, and how it is asked for.

use std::path::Path;

use serde::Deserialize;

use crate::address::Address;

/// How a server is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    /// OGC API Features.
    OgcApi,
    /// Web Feature Service, version 2.0.
    Wfs,
    /// A layer of an ArcGIS feature or map service.
    Arcgis,
    /// A file, as it is.
    File,
    /// A feed (ATOM) of files, such as those of PDOK.
    Atom,
}

impl Service {
    /// The slug, as in manifests.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::OgcApi => "ogc-api",
            Self::Wfs => "wfs",
            Self::Arcgis => "arcgis",
            Self::File => "file",
            Self::Atom => "atom",
        }
    }

    /// What an address looks like; a file when it looks like nothing else.
    ///
    /// ```
    /// use bodemtoets_fetch::{Address, Service};
    /// let of = |text| Service::of(&Address::parse(text).unwrap());
    /// assert_eq!(of("https://example.nl/geoserver/zones/wfs"), Service::Wfs);
    /// assert_eq!(of("https://example.nl/rest/services/Zones/FeatureServer/4"), Service::Arcgis);
    /// assert_eq!(of("https://example.nl/ogc/v1/collections/zones"), Service::OgcApi);
    /// assert_eq!(of("https://example.nl/atom/zones.xml"), Service::Atom);
    /// assert_eq!(of("https://example.nl/zones.gpkg"), Service::File);
    /// ```
    #[must_use]
    pub fn of(address: &Address) -> Self {
        let path = address.path().to_ascii_lowercase();
        let part = |name: &str| path.split('/').any(|part| part == name);
        if part("featureserver") || part("mapserver") {
            Self::Arcgis
        } else if address.value("service").is_some_and(|service| service.eq_ignore_ascii_case("wfs")) || part("wfs") {
            Self::Wfs
        } else if part("collections") || part("ogc") || part("oapif") {
            Self::OgcApi
        } else if part("atom") && is_feed(&path) {
            Self::Atom
        } else {
            Self::File
        }
    }
}

/// Whether the path in a folder of feeds is that of a feed and not of a file.
fn is_feed(path: &str) -> bool {
    path.ends_with("/atom") || path.ends_with('/') || Path::new(path).extension().is_some_and(|kind| kind == "xml")
}

/// What is to be fetched.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// How it is asked.
    pub service: Service,
    /// The service, its collection, or the file.
    pub address: Address,
    /// Which collection of the service; needed when it has several and the address names none.
    pub collection: Option<String>,
    /// The most features a page; what the service says when left out.
    pub page_size: Option<u64>,
    /// The field by which a WFS sorts, which one without a key needs.
    pub sort_by: Option<String>,
    /// Whether features without geometry are kept.
    pub keep_empty: bool,
}
