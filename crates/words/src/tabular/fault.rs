//! What can be wrong with a table as a whole, or with one of its rows.

use super::content::Content;
use super::table::LONGEST_ROW_BYTES;
use crate::lang::Lang;

/// Names that are told of a long list.
const NAMES: usize = 40;

/// Letters that are told of a name.
const NAME_LETTERS: usize = 60;

/// Why a table cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The file or stream cannot be read.
    #[error("{0}")]
    Unreadable(#[from] std::io::Error),
    /// It is something else than a table.
    #[error("{}", .0.text(Lang::En))]
    NotText(Content),
    /// There is nothing in it.
    #[error("{}", self.text(Lang::En))]
    Empty,
    /// The first row is longer than a row may be.
    #[error("{}", self.text(Lang::En))]
    LongHeader,
    /// The first row is not UTF-8.
    #[error("{}", self.text(Lang::En))]
    NotUtf8,
    /// A column that is needed is not there.
    #[error("{}", self.text(Lang::En))]
    Missing {
        /// Names that would do.
        wanted: Vec<String>,
        /// Names that the first row has.
        found: Vec<String>,
        /// The one of those that is most like it.
        nearest: Option<String>,
    },
    /// None of the columns that are known is there.
    #[error("{}", self.text(Lang::En))]
    NoColumn {
        /// Names that are known.
        known: Vec<String>,
        /// Names that the file has.
        found: Vec<String>,
    },
    /// Several columns have one name, or names that mean the same.
    #[error("{}", self.text(Lang::En))]
    Twice(Vec<String>),
}

/// Why a row cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// It has another number of cells than the first row.
    FieldCount {
        /// Cells of the row.
        found: usize,
        /// Cells of the first row.
        expected: usize,
    },
    /// A quote is opened and not closed on its line.
    OpenQuote,
    /// It is longer than [`LONGEST_ROW_BYTES`].
    TooLong,
}

impl Fault {
    /// The fault as a sentence, with what to do.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable(error) => error.to_string(),
            Self::NotText(content) => content.text(lang),
            Self::Empty => lang
                .pick(
                    "het bestand is leeg; de eerste regel noemt de kolommen",
                    "the file is empty; the first line has to name the columns",
                )
                .to_owned(),
            Self::LongHeader => {
                let kilobytes = LONGEST_ROW_BYTES / 1024;
                match lang {
                    Lang::Nl => format!("de eerste regel is langer dan {kilobytes} KiB: dit lijkt geen tabel"),
                    Lang::En => {
                        format!("the first line is longer than {kilobytes} KiB: this does not look like a table")
                    }
                }
            }
            Self::NotUtf8 => lang
                .pick(
                    "de eerste regel is geen geldige UTF-8; bewaar het bestand als UTF-8",
                    "the header is not valid UTF-8; save the file as UTF-8",
                )
                .to_owned(),
            Self::Missing { wanted, found, nearest } => {
                let wanted = wanted.iter().map(|name| list(std::slice::from_ref(name))).collect::<Vec<_>>();
                let (wanted, found) = (wanted.join(lang.pick(" of ", " or ")), list(found));
                let hint = match (nearest, lang) {
                    (None, _) => String::new(),
                    (Some(name), Lang::Nl) => format!("; is het `{name}`?"),
                    (Some(name), Lang::En) => format!("; is it `{name}`?"),
                };
                match lang {
                    Lang::Nl => format!("geen kolom {wanted}; er zijn {found}{hint}"),
                    Lang::En => format!("no column {wanted}; there are {found}{hint}"),
                }
            }
            Self::NoColumn { known, found } => {
                let (known, count, found) = (list(known), found.len(), list(found));
                match lang {
                    Lang::Nl => format!(
                        "van {count} kolommen of velden is er geen bekend: {found}; is dit het goede bestand? Bekend zijn {known}"
                    ),
                    Lang::En => format!(
                        "{count} columns or fields, none known: {found}; is this the right file? Known are {known}"
                    ),
                }
            }
            Self::Twice(names) => {
                let names = list(names);
                match lang {
                    Lang::Nl => format!("kolom {names} komt meer dan eens voor; laat er één staan"),
                    Lang::En => format!("column {names} occurs more than once; keep one"),
                }
            }
        }
    }
}

impl RowFault {
    /// The fault as a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::FieldCount { found, expected } => match lang {
                Lang::Nl => format!("de rij heeft {found} velden, de kop {expected}"),
                Lang::En => format!("the row has {found} fields, the header {expected}"),
            },
            Self::OpenQuote => lang.pick("een aanhalingsteken is niet gesloten", "a quote is not closed").to_owned(),
            Self::TooLong => {
                let kilobytes = LONGEST_ROW_BYTES / 1024;
                match lang {
                    Lang::Nl => format!("de rij is langer dan {kilobytes} KiB"),
                    Lang::En => format!("the row is longer than {kilobytes} KiB"),
                }
            }
        }
    }
}

/// Names in quotes, not endlessly many and none endlessly long.
fn list(names: &[String]) -> String {
    let shown = |name: &String| {
        let mut letters = name.chars().filter(|letter| !letter.is_control());
        let start: String = letters.by_ref().take(NAME_LETTERS).collect();
        format!("`{start}{}`", if letters.next().is_some() { "…" } else { "" })
    };
    let mut texts: Vec<String> = names.iter().filter(|name| !name.is_empty()).take(NAMES).map(shown).collect();
    if names.len() > NAMES {
        texts.push("…".to_owned());
    }
    texts.join(", ")
}
