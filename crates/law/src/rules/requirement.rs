//! Requirements: which data an application has to hand in, under which article.

use jiff::civil::Date;

use super::facts::System;
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::{Certainty, Source};

/// Something that the law asks of an application.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// Stable code.
    pub id: String,
    /// First day on which it is asked.
    pub valid_from: Date,
    /// Last day on which it is asked; open-ended when left out.
    pub valid_to: Option<Date>,
    /// The systems it is asked of.
    pub applies_to: Vec<System>,
    /// The fields of the application that answer it, all of them; empty for a document that no
    /// field holds.
    pub fields: Vec<String>,
    /// What is asked, in a few words.
    pub text: Text,
    /// Where it can be read.
    pub source: Source,
    /// How sure it is.
    pub certainty: Certainty,
    /// Where it stands in the file, in bytes.
    pub at: std::ops::Range<usize>,
}

impl Requirement {
    /// Whether it is asked of a system on a day.
    #[must_use]
    pub fn is_asked(&self, system: System, date: Date) -> bool {
        self.valid_from <= date && self.valid_to.is_none_or(|last| date <= last) && self.applies_to.contains(&system)
    }
}
