//! What is wrong with an application: where, what was written there, and why.

use std::fmt;

use super::problem::Problem;
use bodemtoets_words::lang::Lang;

/// What is wrong with an application: where, what was written there, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The field; empty when it is about all of them.
    pub field: String,
    /// The value as written; empty when there is none.
    pub value: String,
    /// What is wrong with it, and what to do.
    pub problem: Problem,
}

impl Fault {
    /// A value of a field, and what is wrong with it.
    #[must_use]
    pub fn new(field: impl Into<String>, value: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), value: value.into(), problem }
    }

    /// The fault as a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let value = if self.value.is_empty() { String::new() } else { format!(" = {}", self.value) };
        format!("{}{value}: {}", self.field, self.problem.text(lang))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for Fault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // Its sentence is part of the fault's own.
        None
    }
}
