//! A folder of documents: dossiers or letters, each named after the id of its application, and an index.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::maker::Paper;
use crate::cli::output::Output;
use crate::cli::tools::Failure;
use bodemtoets_document::{Block, Document, Table, Words, html, told};
use bodemtoets_words::lang::Lang;

/// Letters of a name that are kept.
const LONGEST: usize = 80;

/// The name of the index.
const INDEX: &str = "index.html";

/// A folder of documents.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    paper: Paper,
    lang: Lang,
}

/// What was put in a folder so far.
#[derive(Debug, Default)]
pub(super) struct Filed {
    names: HashSet<String>,
    rows: Vec<Vec<Words>>,
    /// How many files are in it, without the index.
    pub(super) files: u64,
}

/// The documents of an application on their way to their folder.
#[derive(Debug)]
pub(super) struct Dossier {
    /// Id of the application.
    pub(super) id: String,
    /// What identifies the case.
    pub(super) number: String,
    /// The system and its place.
    pub(super) title: String,
    /// The outcome in a word.
    pub(super) outcome: String,
    /// Its documents.
    pub(super) pages: Vec<Made>,
}

/// A document that was made.
#[derive(Debug)]
pub(super) struct Made {
    /// How the name of its file ends; empty for a dossier.
    pub(super) slug: &'static str,
    /// The file, or why there is none.
    pub(super) file: Result<Vec<u8>, String>,
}

impl Folder {
    /// Takes a folder, which is made when it is not there.
    pub(super) fn open(path: &Path, paper: Paper, lang: Lang) -> Result<Self, Failure> {
        if !path.is_dir() {
            std::fs::create_dir(path).map_err(|error| match lang {
                Lang::Nl => format!("kan de map {} niet maken: {error}", path.display()),
                Lang::En => format!("cannot make the folder {}: {error}", path.display()),
            })?;
        }
        Ok(Self { path: path.to_owned(), paper, lang })
    }

    /// Writes documents, each under a name of its own, and notes them for the index.
    pub(super) fn put(&self, filed: &mut Filed, dossier: Dossier) -> Result<(), Failure> {
        let Dossier { id, number, title, outcome, pages } = dossier;
        let mut links = Words::default();
        for Made { slug, file } in &pages {
            if !links.0.is_empty() {
                links = links.and(", ");
            }
            links = match file {
                Ok(bytes) => {
                    let name = self.name(filed, &id, slug);
                    self.write(&name, bytes)?;
                    filed.files += 1;
                    links.file(name.clone(), &name)
                }
                Err(why) => links.and(told(why)),
            };
        }
        if pages.is_empty() {
            links = links.and(self.lang.pick("geen", "none"));
        }
        filed.rows.push(vec![told(&id).into(), number.into(), title.into(), outcome.into(), links]);
        Ok(())
    }

    /// Writes the index. `day` is the day whose law was applied.
    pub(super) fn finish(&self, filed: Filed, day: jiff::civil::Date) -> Result<(), Failure> {
        let lang = self.lang;
        let (title, column) = match self.paper {
            Paper::Odt => (lang.pick("Brieven", "Letters"), lang.pick("brieven", "letters")),
            Paper::Html | Paper::Pdf => ("Dossiers", "dossier"),
        };
        let mut index = Document::new(title, filed.rows.len().to_string(), day, lang);
        index.push(Block::heading(1, title));
        let head = [("aanvraag", "application"), ("zaak", "case"), ("systeem en plaats", "system and place")];
        let head = head.into_iter().chain([("uitkomst", "outcome"), (column, column)]);
        let head = head.map(|(nl, en)| lang.pick(nl, en).to_owned()).collect();
        index.push(Block::Table(Table::new([16, 16, 34, 16, 18], head, filed.rows)));
        self.write(INDEX, html::page(&index).as_bytes())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let mut output = Output::open(Some(&self.path.join(name)))?;
        output.write_all(bytes)?;
        output.finish()
    }

    /// A name that no other document has: the id in letters that every system takes, with a number where it must.
    fn name(&self, filed: &mut Filed, id: &str, slug: &str) -> String {
        let (stem, extension) = (stem(id), self.paper.extension());
        let stem = if slug.is_empty() { stem } else { format!("{stem}-{slug}") };
        let plain = std::iter::once(format!("{stem}.{extension}"));
        let numbered = (2_u64..).map(|number| format!("{stem}-{number}.{extension}"));
        // Where case does not tell names apart, one would stand in the place of the other.
        let is_new = |name: &String| filed.names.insert(name.to_lowercase());
        plain.chain(numbered).find(is_new).unwrap_or_default()
    }
}

/// An id as the start of a name.
fn stem(id: &str) -> String {
    let safe = |letter: char| {
        if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_') { letter } else { '-' }
    };
    let stem: String = id.chars().take(LONGEST).map(safe).collect();
    let stem = stem.trim_matches('-');
    // The index has its name already, and some systems keep a few names for themselves.
    if stem.is_empty() || stem.eq_ignore_ascii_case("index") {
        format!("dossier-{stem}").trim_end_matches('-').to_owned()
    } else {
        stem.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_the_id_and_leads_nowhere_else() {
        assert_eq!(stem("DR-26/0142"), "DR-26-0142");
        assert_eq!(stem("../../etc/passwd"), "etc-passwd");
        assert_eq!(stem(""), "dossier");
        assert_eq!(stem("Index"), "dossier-Index");
        assert_eq!(stem(&"x".repeat(10_000)).len(), LONGEST);
    }

    #[test]
    fn two_of_one_id_get_two_names() {
        let folder = Folder { path: PathBuf::new(), paper: Paper::Html, lang: Lang::En };
        let mut filed = Filed::default();
        let names = ["a", "A", "a", "a-2"].map(|id| folder.name(&mut filed, id, ""));
        assert_eq!(names, ["a.html", "A-2.html", "a-3.html", "a-2-2.html"]);
    }
}
