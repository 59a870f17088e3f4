//! What can be wrong with rulebooks.

use std::path::PathBuf;

use super::fault::Fault;

/// Rulebooks that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// Something is wrong in the texts; every fault of every file.
    #[error("{}", listed(.0))]
    Faults(Vec<Fault>),
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
    /// More kinds of zone than fit.
    #[error(transparent)]
    Kinds(#[from] bodemtoets_words::TooManyKinds),
}

fn listed(faults: &[Fault]) -> String {
    let mut faults: Vec<&Fault> = faults.iter().collect();
    faults.sort_by_key(|fault| (&fault.file, fault.line, fault.column));
    let count = match faults.len() {
        1 => "a fault in the rulebooks".to_owned(),
        count => format!("{count} faults in the rulebooks"),
    };
    faults.iter().fold(count, |text, fault| format!("{text}\n\n{fault}"))
}
