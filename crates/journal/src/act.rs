//! Who did what with the journal.

use schemars::JsonSchema;
use serde::Serialize;

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Act {
    /// When, UTC.
    pub at: String,
    /// Who: the name of a token; empty where there are none.
    pub who: String,
    /// `kept`, `opened`, `noted`, `attached`, `exported` or `erased`.
    pub what: String,
    /// The number of the entry; 0 for all of them.
    pub entry: i64,
}
