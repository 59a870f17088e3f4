//! What changed between two versions of maps: of a file, or of each layer of a pack.

mod table;
mod text;

pub use table::csv;
pub use text::text;

use bodemtoets_maps::changes::Changes;
use serde::Serialize;

/// A map of which two versions were compared.
#[derive(Debug, Serialize)]
pub struct Compared {
    /// The layer, or the file.
    pub map: String,
    /// What changed; none when one of the two has no such map.
    pub changes: Option<Changes>,
    /// Which of the two has it, when only one has.
    pub only_in: Option<Only>,
}

/// Which of two versions has a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Only {
    /// The older one.
    Old,
    /// The newer one.
    New,
}

/// The document for machines.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    /// Name and version of this format: `bodemtoets/map-changes/1`.
    pub schema: &'static str,
    /// The maps.
    pub maps: &'a [Compared],
}

/// Makes the document.
#[must_use]
pub fn document(maps: &[Compared]) -> Document<'_> {
    Document { schema: "bodemtoets/map-changes/1", maps }
}
