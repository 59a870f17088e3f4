//! A comparison written out, as `bodemtoets/diff/1`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::change::Change;
use super::comparer::Side;
use super::summary::{MatrixCell, RuleEffect, Summary, Totals};
use crate::RulebookProvenance;
use bodemtoets_words::lang::Text;

/// Name and version of the format.
pub const DIFF_SCHEMA: &str = "bodemtoets/diff/1";

/// What changes between two sides.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Diff<'a> {
    /// Name and version of this format: `bodemtoets/diff/1`.
    pub schema: &'static str,
    /// What is compared.
    pub sides: Sides,
    /// Sentences that belong to every result of the packs.
    pub notices: Vec<Text>,
    /// How many applications went which way.
    pub totals: Totals,
    /// The pairs of outcomes that occur; their counts add up to all that were screened.
    pub matrix: Vec<MatrixCell>,
    /// The rules that decide something or keep it open on either side, those that decide most first.
    pub rules: Vec<RuleEffect<'a>>,
    /// The applications with another answer, in the order of the file; all of them when asked for.
    pub changes: Vec<Change<'a>>,
}

impl<'a> Diff<'a> {
    /// Writes a comparison out. `changes` are those to be listed: the summary counts all.
    #[must_use]
    pub fn new(sides: Sides, notices: Vec<Text>, summary: &Summary<'a>, changes: Vec<Change<'a>>) -> Self {
        Self {
            schema: DIFF_SCHEMA,
            sides,
            notices,
            totals: summary.totals,
            matrix: summary.matrix(),
            rules: summary.rules(),
            changes,
        }
    }
}

/// What is compared.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Sides {
    /// The first side.
    pub from: Basis,
    /// The second side.
    pub to: Basis,
}

/// What the answers of one side rest on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Basis {
    /// The day whose law was applied; null when it is that of each application.
    pub date: Option<Date>,
    /// Then: the day for applications that have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_date: Option<Date>,
    /// The pack.
    pub pack: PackBasis,
    /// The rulebooks.
    pub rulebooks: Vec<RulebookProvenance>,
    /// Where the rulebooks were read, for people; `None` for those that come with the tool.
    #[serde(skip)]
    pub rules_folder: Option<String>,
}

/// A pack that was used.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PackBasis {
    /// Slug.
    pub id: String,
    /// Version.
    pub version: String,
    /// Its layers.
    pub layers: Vec<LayerBasis>,
    /// Where its data were read, for people; `None` for a pack that comes with the tool.
    #[serde(skip)]
    pub folder: Option<String>,
}

/// A layer that was used.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LayerBasis {
    /// Slug of the layer within the pack.
    pub id: String,
    /// SHA-256 of the file.
    pub sha256: String,
}

impl Basis {
    /// The basis of a side. The folders are where it was read, when it does not come with the tool.
    #[must_use]
    pub fn new(side: Side, pack_folder: Option<String>, rules_folder: Option<String>) -> Self {
        let pack = side.screener.pack();
        let layers = pack.layers.iter().map(|layer| LayerBasis { id: layer.id.clone(), sha256: layer.sha256.clone() });
        let books = side.screener.library().books.iter().map(|book| RulebookProvenance {
            id: book.id.clone(),
            version: book.version.clone(),
            sha256: book.sha256.clone(),
        });
        Self {
            date: side.date,
            default_date: side.date.is_none().then_some(side.screener.default_date()),
            pack: PackBasis {
                id: pack.origin.clone(),
                version: pack.version.clone(),
                layers: layers.collect(),
                folder: pack_folder,
            },
            rulebooks: books.collect(),
            rules_folder,
        }
    }
}
