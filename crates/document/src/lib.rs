//! A document in blocks, rendered as one page of HTML, as a PDF/A-3a that is also PDF/UA-1, or as `OpenDocument` text
//! that somebody can edit.
//!
//! A [`Document`] knows nothing about verdicts: it consists of headings, paragraphs, tables, figures and attachments
//! in reading order. The PDF is set by `bodemtoets-pdf`, a separate executable that holds Typst; see [`pdf`].
//!
//! ```
//! use bodemtoets_document::{Block, Document, html};
//! use bodemtoets_words::lang::Lang;
//!
//! let mut document = Document::new("Depth", "DR-26-0142", jiff::civil::date(2026, 11, 30), Lang::En);
//! document.push(Block::heading(1, "Depth"));
//! document.push(Block::paragraph("The drilling goes <down> to 80 m."));
//! assert!(html::page(&document).contains("<p>The drilling goes &lt;down&gt; to 80 m.</p>"));
//! ```

mod block;
pub mod html;
pub mod odt;
pub mod pdf;
mod span;

use bodemtoets_words::lang::Lang;
use jiff::civil::Date;
use serde::Serialize;
use serde::ser::Serializer;

pub use block::{Banner, Block, Fact, Figure, Table, Tone};
pub use span::{Span, Words, told};

/// A document: what is read from its first block to its last, and the files that come with it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// The language of its texts.
    #[serde(serialize_with = "code")]
    pub lang: Lang,
    /// What it is called, in the metadata and at the top of a window.
    pub title: String,
    /// What identifies it, at the top of every page: a case number.
    pub number: String,
    /// Who made it: the name and version of the program.
    pub maker: String,
    /// The day that it is about, never that on which it was made: the same input gives the same file.
    pub date: Date,
    /// The lines at the foot of every page.
    pub foot: Vec<String>,
    /// What is read.
    pub body: Vec<Block>,
    /// The files that come with it.
    pub attachments: Vec<Attachment>,
}

/// A file that comes with a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// The name of the file.
    pub name: String,
    /// What it is, in a sentence.
    pub about: String,
    /// Its text: JSON.
    pub text: String,
}

impl Document {
    /// A document without a block.
    #[must_use]
    pub fn new(title: impl Into<String>, number: impl Into<String>, date: Date, lang: Lang) -> Self {
        Self {
            lang,
            title: title.into(),
            number: number.into(),
            maker: concat!("bodemtoets ", env!("CARGO_PKG_VERSION")).to_owned(),
            date,
            foot: Vec::new(),
            body: Vec::new(),
            attachments: Vec::new(),
        }
    }

    /// Adds a block at the end.
    pub fn push(&mut self, block: Block) {
        self.body.push(block);
    }
}

/// The code of a language.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn code<S: Serializer>(lang: &Lang, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(lang.pick("nl", "en"))
}
