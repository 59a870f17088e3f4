//! Registers of existing installations, of whatever form, as one clean model.
//!
//! What comes in: messages and collections of the national register (BRO GUF, XML), the national
//! export (GeoJSON), tables (CSV), and anything that GDAL reads. What comes out: installations with
//! their wells and loops, and a remark on everything that was left out, set aside or doubted.
//!
//! Three promises:
//!
//! 1. **Unknown stays unknown.** A depth or volume that is not there, or that cannot be right, is
//!    `None`, never 0: who asks for harm done to a neighbour must hear that nobody knows.
//! 2. **The counts add up.** Every well that came in is kept, or in a remark that leaves it out.
//! 3. **Half a register is none.** A file that breaks off is an error, never a short register.
//!
//! ```
//! use bodemtoets_maps::register::{Importer, Options};
//!
//! let message = br#"<registrationRequest xmlns="http://www.broservices.nl/xsd/isguf/1.0"/>"#;
//! let mut importer = Importer::new(Options::default());
//! importer.add_guf("message.xml", &message[..])?;
//! assert_eq!(importer.finish().counts.kept_parts, 0);
//! # Ok::<(), bodemtoets_maps::register::GufError>(())
//! ```

mod columns;
mod duplicates;
mod export;
mod fields;
mod guf;
mod import;
mod installation;
mod join;
mod part;
mod place;
pub mod plausible;
mod remark;
mod report;
mod settle;
mod shared_place;
mod table;
mod words;

pub use columns::{COLUMNS as OUTPUT_COLUMNS, feature, pack_entry};
pub use guf::GufError;
pub use import::{Format, ImportError, Importer, Options};
pub use installation::{Direction, Energy, Installation, Licensed, Span, Volume};
pub use part::{Doubt, Function, Kind, LoopType, Part, Position, Screen, Stage, Well};
pub use remark::{Effect, Remark, What};
pub use report::{document, text};
pub use table::COLUMNS as INPUT_COLUMNS;

/// Installations, and what was remarked on while they were read.
#[derive(Debug, Default)]
pub struct Register {
    /// The installations, each with at least one well or loop that has a place.
    pub installations: Vec<Installation>,
    /// What was left out, set aside or doubted.
    pub remarks: Vec<Remark>,
    /// How much came in and how much is left.
    pub counts: Counts,
}

/// How much came in and how much is left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files.
    pub files: usize,
    /// Objects, messages, rows or features in them.
    pub records: usize,
    /// Wells and loops in those.
    pub parts: usize,
    /// Points of installations that stand for wells or loops that are not named.
    pub added: usize,
    /// Installations that the wells and loops were joined into.
    pub installations: usize,
    /// Installations that are left.
    pub kept_installations: usize,
    /// Wells and loops that are left.
    pub kept_parts: usize,
}

impl Register {
    /// Wells and loops that were left out: those in remarks.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.remarks.iter().map(|remark| remark.left_out).sum()
    }

    /// Whether every well that came in is kept or in a remark.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.counts.parts + self.counts.added == self.counts.kept_parts + self.left_out()
    }
}
