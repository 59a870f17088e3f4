//! What can be wrong with rulebooks.

use std::path::PathBuf;

use super::fault::Fault;
use bodemtoets_words::lang::Lang;

/// Rulebooks that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// Something is wrong in the texts; every fault of every file.
    #[error("{}", listed(.0, Lang::En))]
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

impl RulesError {
    /// What is wrong and what to do, in a language. Faults at a place in a rulebook are in English: who writes rules has
    /// the keys in English too.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Faults(faults) => listed(faults, lang),
            Self::Unreadable { path, problem } => {
                format!("kan geen regelboeken lezen uit {}: {problem}", path.display())
            }
            Self::Empty(path) => {
                format!(
                    "er zijn geen regelboeken in {}: een regelboek is een bestand dat op .toml eindigt",
                    path.display()
                )
            }
            Self::Kinds(_) => self.to_string(),
        }
    }
}

fn listed(faults: &[Fault], lang: Lang) -> String {
    let mut faults: Vec<&Fault> = faults.iter().collect();
    faults.sort_by_key(|fault| (&fault.file, fault.line, fault.column));
    let count = match faults.len() {
        1 => lang.pick("een fout in de regelboeken", "a fault in the rulebooks").to_owned(),
        count => format!("{count} {}", lang.pick("fouten in de regelboeken", "faults in the rulebooks")),
    };
    faults.iter().fold(count, |text, fault| format!("{text}\n\n{fault}"))
}
