//! A document as a file: HTML and `OpenDocument` here, PDF by the worker.

use super::super::stream::Format;
use bodemtoets_document::pdf::Setter;
use bodemtoets_document::{Document, html, odt};
use bodemtoets_words::lang::Lang;

/// The format of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Paper {
    /// A page for a browser.
    Html,
    /// PDF/A-3a and PDF/UA-1.
    Pdf,
    /// `OpenDocument`, for letters that somebody writes on in.
    Odt,
}

impl Paper {
    /// The format of a document that a format of results is; `None` for the others.
    pub(in crate::cli) fn of(format: Format) -> Option<Self> {
        match format {
            Format::Html => Some(Self::Html),
            Format::Pdf => Some(Self::Pdf),
            _ => None,
        }
    }

    /// How the names of its files end.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Odt => "odt",
        }
    }
}

/// Makes documents, one after another.
#[derive(Debug)]
pub(in crate::cli) struct Maker {
    paper: Paper,
    setter: Setter,
}

impl Maker {
    /// A maker; its worker, if it needs one, starts with the first document.
    pub(in crate::cli) fn new(paper: Paper) -> Self {
        Self { paper, setter: Setter::new() }
    }

    /// The bytes of the file; otherwise why there is none.
    pub(in crate::cli) fn make(&mut self, document: &Document, lang: Lang) -> Result<Vec<u8>, String> {
        match self.paper {
            Paper::Html => Ok(html::page(document).into_bytes()),
            Paper::Pdf => self.setter.set(document).map_err(|error| error.text(lang)),
            Paper::Odt => odt::file(document).map_err(|error| error.to_string()),
        }
    }
}
