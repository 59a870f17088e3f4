//! All rulebooks together: the embedded ones, or those of a folder.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use super::error::RulesError;
use super::fault::Fault;
use super::reading;
use super::requirement::Requirement;
use super::rulebook::{EVERYWHERE, Rule, Rulebook};
use super::unread::Level;
use bodemtoets_words::suggest;

const EMBEDDED: [(&str, &str); 17] = [
    ("national.toml", include_str!("../../data/rules/national.toml")),
    ("drenthe.toml", include_str!("../../data/rules/drenthe.toml")),
    ("noord-brabant.toml", include_str!("../../data/rules/noord-brabant.toml")),
    ("zeeland.toml", include_str!("../../data/rules/zeeland.toml")),
    ("gelderland.toml", include_str!("../../data/rules/gelderland.toml")),
    ("flevoland.toml", include_str!("../../data/rules/flevoland.toml")),
    ("utrecht.toml", include_str!("../../data/rules/utrecht.toml")),
    ("overijssel.toml", include_str!("../../data/rules/overijssel.toml")),
    ("limburg.toml", include_str!("../../data/rules/limburg.toml")),
    ("noord-holland.toml", include_str!("../../data/rules/noord-holland.toml")),
    ("zuid-holland.toml", include_str!("../../data/rules/zuid-holland.toml")),
    ("groningen.toml", include_str!("../../data/rules/groningen.toml")),
    ("fryslan.toml", include_str!("../../data/rules/fryslan.toml")),
    ("water-boards.toml", include_str!("../../data/rules/water-boards.toml")),
    ("waterschap-rivierenland.toml", include_str!("../../data/rules/waterschap-rivierenland.toml")),
    ("waterschap-limburg.toml", include_str!("../../data/rules/waterschap-limburg.toml")),
    ("advice.toml", include_str!("../../data/rules/advice.toml")),
];

/// Rulebooks whose rules have unique ids and name each other rightly.
#[derive(Debug, Clone)]
pub struct Library {
    /// The rulebooks, in order of file name; the embedded ones national first, advice last.
    pub books: Vec<Rulebook>,
}

impl Library {
    /// The rulebooks that come with the tool.
    ///
    /// # Errors
    /// Never in a released version: a test reads them all.
    pub fn embedded() -> Result<Self, RulesError> {
        Self::from_texts(EMBEDDED.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())))
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
            Ok((path.display().to_string(), text))
        };
        Self::from_texts(files.iter().map(read).collect::<Result<Vec<_>, RulesError>>()?)
    }

    /// The rulebooks of named texts.
    ///
    /// # Errors
    /// Every fault of every text.
    pub fn from_texts(texts: impl IntoIterator<Item = (String, String)>) -> Result<Self, RulesError> {
        let (mut books, mut ids, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        let texts: Vec<(String, String)> = texts.into_iter().collect();
        let mut replaced = Vec::new();
        for source in &texts {
            let read = reading::rulebook(&source.0, &source.1);
            books.extend(read.book);
            ids.extend(read.ids);
            faults.extend(read.faults);
            replaced.extend(read.replaced.into_iter().map(|(name, at)| (name, source, at)));
        }
        let library = Self { books };
        // Also when some rules could not be read: one reading tells it all.
        faults.extend(library.doubled_ids());
        faults.extend(library.unknown_names(&ids, replaced));
        faults.extend(library.circles());
        if faults.is_empty() { Ok(library) } else { Err(RulesError::Faults(faults)) }
    }

    fn doubled_ids(&self) -> Vec<Fault> {
        let mut seen: BTreeMap<&str, (&Rulebook, &Rule)> = BTreeMap::new();
        let mut faults = Vec::new();
        for (book, rule) in self.rules() {
            let (of, first) = seen.entry(&rule.id).or_insert((book, rule));
            if !std::ptr::eq(*first, rule) {
                let first = of.place_of(&first.at);
                let problem = format!("rule `{}` is also in {first}; ids are unique among rulebooks", rule.id);
                faults.push(book.fault(rule.at.clone(), problem));
            }
        }
        faults
    }

    /// Names of rules that are not there, or that may not be named there. `ids` are those of all
    /// rules, also of those that could not be read; `replaced` are the names in `replaces`, each with
    /// the file and the text that it stands in, and where.
    fn unknown_names(&self, ids: &[String], replaced: Vec<(String, &(String, String), Range<usize>)>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let no_rule = |name: &str| {
            let nearest = suggest::nearest(name, ids.iter().map(String::as_str));
            let hint = nearest.map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
            format!("`{name}`, which no rulebook has{hint}")
        };
        let asked: Vec<&String> =
            self.books.iter().flat_map(|book| &book.requirements).map(|requirement| &requirement.id).collect();
        for (name, (file, text), at) in replaced {
            if !ids.contains(&name) && !asked.contains(&&name) {
                faults.push(Fault::new(file, text, at, format!("replaces {}", no_rule(&name))));
            }
        }
        for (book, rule) in self.rules() {
            for name in &rule.replaces {
                // One that is not there was told of just now, or could not be read.
                let problem = match self.rules().find(|(_, other)| other.id == *name) {
                    Some((other, _)) if other.jurisdiction != EVERYWHERE && other.jurisdiction != book.jurisdiction => {
                        format!(
                            "replaces `{name}` of {}; only rules of its own jurisdiction and national ones can be",
                            other.id
                        )
                    }
                    Some((of, _)) if book.level == Level::WaterBoard && of.id != book.id => {
                        format!(
                            "replaces `{name}`; a water board stands beside the law of others and replaces none of it"
                        )
                    }
                    Some((_, other)) if !rule.outcome.may_replace(other.outcome) => {
                        let (own, its) = (rule.outcome.slug(), other.outcome.slug());
                        format!("cannot replace `{name}`: its outcome is `{own}`, that of the other `{its}`")
                    }
                    _ => continue,
                };
                faults.push(book.fault(rule.at.clone(), format!("rule `{}` {problem}", rule.id)));
            }
        }
        for book in &self.books {
            for case in &book.cases {
                for name in case.decisive.iter().flatten().filter(|name| !ids.contains(name)) {
                    faults.push(book.fault(case.at.clone(), format!("this case names {}", no_rule(name))));
                }
            }
        }
        faults
    }

    /// Rules that replace each other in a circle.
    fn circles(&self) -> Vec<Fault> {
        fn reaches(library: &Library, from: &Rule, to: &str, path: &mut Vec<String>) -> bool {
            path.push(from.id.clone());
            for name in &from.replaces {
                if name == to {
                    return true;
                }
                if !path.contains(name)
                    && let Some((_, next)) = library.rules().find(|(_, rule)| rule.id == *name)
                    && reaches(library, next, to, path)
                {
                    return true;
                }
            }
            path.pop();
            false
        }
        let mut faults = Vec::new();
        let mut told: Vec<String> = Vec::new();
        for (book, rule) in self.rules() {
            let mut path = Vec::new();
            if !told.contains(&rule.id) && reaches(self, rule, &rule.id, &mut path) {
                let circle = path.join("` replaces `");
                told.append(&mut path);
                let problem = format!("a circle of exceptions: `{circle}` replaces `{}`", rule.id);
                faults.push(book.fault(rule.at.clone(), problem));
            }
        }
        faults
    }

    /// Whether some rules hold everywhere.
    #[must_use]
    pub fn has_national(&self) -> bool {
        self.books.iter().any(|book| book.jurisdiction == EVERYWHERE && !book.advice)
    }

    /// The same without the rules that were mistaken, and without their names in `replaces`.
    #[must_use]
    pub fn without_withdrawn(&self) -> Self {
        let mut library = self.clone();
        let gone: Vec<&str> =
            self.rules().filter(|(_, rule)| rule.withdrawn.is_some()).map(|(_, rule)| &*rule.id).collect();
        for book in &mut library.books {
            book.rules.retain(|rule| rule.withdrawn.is_none());
            for rule in &mut book.rules {
                rule.replaces.retain(|name| !gone.contains(&name.as_str()));
            }
        }
        library
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

    /// The requirement with an id.
    #[must_use]
    pub fn find_requirement(&self, id: &str) -> Option<(&Rulebook, &Requirement)> {
        let all = self.books.iter().flat_map(|book| book.requirements.iter().map(move |asked| (book, asked)));
        all.into_iter().find(|(_, asked)| asked.id.eq_ignore_ascii_case(id))
    }

    /// The id most like one that is not there.
    #[must_use]
    pub fn suggest(&self, id: &str) -> Option<&str> {
        let asked = self.books.iter().flat_map(|book| &book.requirements).map(|asked| asked.id.as_str());
        suggest::nearest(id, self.rules().map(|(_, rule)| rule.id.as_str()).chain(asked))
    }
}
