//! What can be wrong with rulebooks.

use std::path::PathBuf;

/// A rulebook that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// The text is not a valid rulebook.
    #[error("{file}: {problem}")]
    Invalid {
        /// The file.
        file: String,
        /// What is wrong, with line and column where known.
        problem: String,
    },
    /// The file or folder cannot be read.
    #[error("cannot read rulebooks from {path}: {problem}")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        problem: String,
    },
    /// A folder without rulebooks.
    #[error("no rulebooks in {0}: a rulebook is a file that ends in .toml")]
    Empty(PathBuf),
    /// Two rules with one id.
    #[error("rule `{id}` is in both {first} and {second}; ids are unique among rulebooks")]
    Twice {
        /// The id.
        id: String,
        /// One rulebook.
        first: String,
        /// The other.
        second: String,
    },
    /// `replaces` names a rule that does not exist.
    #[error("rule `{rule}` replaces `{replaced}`, which no rulebook has{}", suggestion.as_ref().map(|s| format!("; did you mean `{s}`?")).unwrap_or_default())]
    ReplacesNothing {
        /// The rule.
        rule: String,
        /// The name that is not there.
        replaced: String,
        /// The nearest name.
        suggestion: Option<String>,
    },
    /// More kinds of zone than fit.
    #[error(transparent)]
    Kinds(#[from] crate::pack::TooManyKinds),
}
