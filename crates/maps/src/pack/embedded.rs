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

/// Every embedded pack. `wkotool` is a manifest without data.
pub(super) const PACKS: [Embedded; 3] = [
    Embedded {
        name: DEFAULT,
        files: files!("indicative": "pack.toml", "abstractions.geojson", "protection_zones.geojson",
            "depth_limits.geojson", "restriction_areas.geojson", "provinces.geojson", "water_boards.geojson", "gaps.geojson", "own_gaps.geojson"),
    },
    Embedded { name: "wkotool", files: files!("wkotool": "pack.toml") },
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
