//! The blocks of a document.

use serde::Serialize;

use crate::span::Words;

/// A block.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A heading. The first of a document has level 1, and no level is skipped.
    Heading {
        /// How deep: from 1.
        level: u8,
        /// What it says.
        words: Words,
    },
    /// A paragraph.
    Paragraph {
        /// What it says.
        words: Words,
    },
    /// A paragraph in large letters: what has to be read first.
    Lead {
        /// What it says.
        words: Words,
    },
    /// A paragraph in small letters: where something can be read.
    Small {
        /// What it says.
        words: Words,
    },
    /// A warning in a frame.
    Notice {
        /// What it says.
        words: Words,
    },
    /// The result, in a coloured band.
    Banner(Banner),
    /// Names with their values, in two columns.
    Facts {
        /// In the order in which they are read.
        facts: Vec<Fact>,
    },
    /// Points.
    List {
        /// What they say.
        items: Vec<Words>,
    },
    /// A table.
    Table(Table),
    /// Drawings beside each other.
    Figures {
        /// From left to right.
        figures: Vec<Figure>,
    },
    /// A drawing on a lying page of its own.
    Sheet {
        /// The drawing.
        figure: Figure,
    },
    /// Lines to write on, each with what is to be written.
    Signing {
        /// What is to be written.
        fields: Vec<String>,
    },
    /// What follows begins on a new page.
    NewPage,
}

/// The result of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Banner {
    /// How it looks.
    pub tone: Tone,
    /// A drawing of it: SVG that is square and needs no words; empty for none.
    pub sign: String,
    /// The result in a word.
    pub word: String,
    /// What belongs to it, in a few words.
    pub beside: String,
    /// More, a line each.
    pub lines: Vec<String>,
}

/// How a result looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Not allowed.
    Refused,
    /// Allowed when it is asked for.
    Asked,
    /// Allowed when it is told.
    Told,
    /// Allowed.
    Free,
    /// Not known.
    Open,
    /// A number, which is neither.
    Plain,
}

/// A name with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// What it is here.
    pub value: String,
}

/// A table, of which the first row names the columns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// How wide each column is, in shares of the whole.
    pub shares: Vec<u8>,
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows, a cell for each column.
    pub rows: Vec<Vec<Words>>,
    /// The columns that hold numbers, which stand at the right: places from 0.
    pub numbers: Vec<usize>,
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// The drawing: SVG.
    pub svg: String,
    /// What it shows, for who does not see it.
    pub alternative: String,
    /// What stands below it.
    pub caption: String,
    /// How much of the width it takes, percent.
    pub share: u8,
}

impl Block {
    /// A heading.
    #[must_use]
    pub fn heading(level: u8, words: impl Into<Words>) -> Self {
        Self::Heading { level, words: words.into() }
    }

    /// A paragraph.
    #[must_use]
    pub fn paragraph(words: impl Into<Words>) -> Self {
        Self::Paragraph { words: words.into() }
    }

    /// A paragraph in large letters.
    #[must_use]
    pub fn lead(words: impl Into<Words>) -> Self {
        Self::Lead { words: words.into() }
    }

    /// A paragraph in small letters.
    #[must_use]
    pub fn small(words: impl Into<Words>) -> Self {
        Self::Small { words: words.into() }
    }

    /// A warning.
    #[must_use]
    pub fn notice(words: impl Into<Words>) -> Self {
        Self::Notice { words: words.into() }
    }
}

impl Table {
    /// A table without numbers.
    #[must_use]
    pub fn new(shares: impl Into<Vec<u8>>, head: Vec<String>, rows: Vec<Vec<Words>>) -> Self {
        Self { shares: shares.into(), head, rows, numbers: Vec::new() }
    }

    /// The same with numbers in these columns.
    #[must_use]
    pub fn numbers(self, columns: impl IntoIterator<Item = usize>) -> Self {
        Self { numbers: columns.into_iter().collect(), ..self }
    }
}

impl Fact {
    /// A name with its value.
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}
