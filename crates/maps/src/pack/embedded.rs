//! Packs that are compiled into the binary.

/// A pack as files in memory.
pub(super) struct Embedded {
    /// Name, as in its manifest.
    pub name: &'static str,
    /// File names and contents.
    pub files: &'static [(&'static str, &'static [u8])],
}

/// The name of the pack that is used when none is asked for.
pub const DEFAULT: &str = "indicative";

macro_rules! files {
    ($folder:literal: $($file:literal),+) => {
        &[$(($file, include_bytes!(concat!("../../layers/", $folder, "/", $file)))),+]
    };
}

/// Every embedded pack. Those but the first and the last are manifests without data.
pub(super) const PACKS: [Embedded; 10] = [
    Embedded {
        name: DEFAULT,
        files: files!("indicative": "pack.toml", "abstractions.geojson", "protection_zones.geojson",
            "depth_limits.geojson", "restriction_areas.geojson", "provinces.geojson", "water_boards.geojson", "gaps.geojson", "own_gaps.geojson"),
    },
    Embedded { name: "wkotool", files: files!("wkotool": "pack.toml") },
    Embedded { name: "netherlands", files: files!("netherlands": "pack.toml") },
    Embedded { name: "flevoland", files: files!("flevoland": "pack.toml") },
    Embedded { name: "gelderland", files: files!("gelderland": "pack.toml") },
    Embedded { name: "limburg", files: files!("limburg": "pack.toml") },
    Embedded { name: "noord-brabant", files: files!("noord-brabant": "pack.toml") },
    Embedded { name: "utrecht", files: files!("utrecht": "pack.toml") },
    Embedded { name: "zeeland", files: files!("zeeland": "pack.toml") },
    Embedded { name: "places", files: files!("places": "pack.toml", "zones.geojson") },
];

impl Embedded {
    /// The pack of a name.
    pub fn find(name: &str) -> Option<&'static Self> {
        PACKS.iter().find(|pack| pack.name == name)
    }

    /// The contents of a file.
    pub fn file(&self, name: &str) -> Option<&'static [u8]> {
        self.files.iter().find(|(file, _)| *file == name).map(|(_, bytes)| *bytes)
    }
}
