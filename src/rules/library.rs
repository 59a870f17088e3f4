//! All rulebooks together: the embedded ones, or those of a folder.

use std::path::Path;

use super::error::RulesError;
use super::rulebook::{EVERYWHERE, Rule, Rulebook};
use crate::suggest;

const EMBEDDED: [(&str, &str); 3] = [
    ("national.toml", include_str!("../../data/rules/national.toml")),
    ("drenthe.toml", include_str!("../../data/rules/drenthe.toml")),
    ("noord-brabant.toml", include_str!("../../data/rules/noord-brabant.toml")),
];

/// Rulebooks whose rules have unique ids.
#[derive(Debug, Clone)]
pub struct Library {
    /// The rulebooks, in order of file name; the embedded ones national first.
    pub books: Vec<Rulebook>,
}

impl Library {
    /// The rulebooks that come with the tool.
    ///
    /// # Errors
    /// Never in a released version: a test reads them all.
    pub fn embedded() -> Result<Self, RulesError> {
        Self::new(EMBEDDED.iter().map(|(file, text)| Rulebook::parse(file, text)).collect::<Result<_, _>>()?)
    }

    /// The rulebooks of a folder: every file that ends in `.toml`.
    ///
    /// # Errors
    /// When the folder or a rulebook cannot be read.
    pub fn from_folder(folder: &Path) -> Result<Self, RulesError> {
        let unreadable = |path: &Path, error: std::io::Error| RulesError::Unreadable {
            path: path.to_owned(),
            problem: error.to_string(),
        };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
            let path = entry.map_err(|error| unreadable(folder, error))?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                files.push(path);
            }
        }
        if files.is_empty() {
            return Err(RulesError::Empty(folder.to_owned()));
        }
        files.sort();
        let read = |path: &std::path::PathBuf| {
            let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, error))?;
            Rulebook::parse(&path.display().to_string(), &text)
        };
        Self::new(files.iter().map(read).collect::<Result<_, _>>()?)
    }

    fn new(books: Vec<Rulebook>) -> Result<Self, RulesError> {
        let library = Self { books };
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for (book, rule) in library.rules() {
            if let Some((_, first)) = seen.iter().find(|(id, _)| *id == rule.id) {
                return Err(RulesError::Twice {
                    id: rule.id.clone(),
                    first: (*first).to_owned(),
                    second: book.id.clone(),
                });
            }
            seen.push((&rule.id, &book.id));
        }
        for (_, rule) in library.rules() {
            for replaced in &rule.replaces {
                if library.find(replaced).is_none() {
                    return Err(RulesError::ReplacesNothing {
                        rule: rule.id.clone(),
                        replaced: replaced.clone(),
                        suggestion: library.suggest(replaced).map(str::to_owned),
                    });
                }
            }
        }
        Ok(library)
    }

    /// Whether some rules hold everywhere.
    #[must_use]
    pub fn has_national(&self) -> bool {
        self.books.iter().any(|book| book.jurisdiction == EVERYWHERE)
    }

    /// Every rule with its rulebook, in order.
    pub fn rules(&self) -> impl Iterator<Item = (&Rulebook, &Rule)> {
        self.books.iter().flat_map(|book| book.rules.iter().map(move |rule| (book, rule)))
    }

    /// The rule with an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<(&Rulebook, &Rule)> {
        self.rules().find(|(_, rule)| rule.id.eq_ignore_ascii_case(id))
    }

    /// The id most like one that is not there.
    #[must_use]
    pub fn suggest(&self, id: &str) -> Option<&str> {
        suggest::nearest(id, self.rules().map(|(_, rule)| rule.id.as_str()))
    }
}
