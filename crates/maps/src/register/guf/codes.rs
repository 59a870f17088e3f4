//! The words of the register's code lists. The lists are open: they have grown since they were
//! published, and a word that is not known is kept as text, never an error.

use crate::register::part::{Function, LoopType};

/// What a well does; `onbekend` is nothing.
pub(in crate::register) fn function(word: &str) -> Option<Function> {
    match word.to_ascii_lowercase().as_str() {
        "infiltratie" | "infiltration" => Some(Function::Infiltration),
        "onttrekking" | "extraction" => Some(Function::Extraction),
        "retournering" | "return" => Some(Function::Return),
        "onbekend" | "unknown" | "" => None,
        _ => Some(Function::Other(word.to_owned())),
    }
}

/// What a loop looks like.
pub(in crate::register) fn loop_type(word: &str) -> LoopType {
    match word.to_ascii_lowercase().as_str() {
        "verticaal" | "vertical" => LoopType::Vertical,
        "horizontaal" | "horizontal" => LoopType::Horizontal,
        "korf" | "basket" => LoopType::Basket,
        "onbekend" | "unknown" | "" => LoopType::Unknown,
        _ => LoopType::Other(word.to_owned()),
    }
}

impl Function {
    /// The slug, as in files.
    #[must_use]
    pub fn slug(&self) -> &str {
        match self {
            Self::Infiltration => "infiltration",
            Self::Extraction => "extraction",
            Self::Return => "return",
            Self::Other(word) => word,
        }
    }
}

impl LoopType {
    /// The slug, as in files.
    #[must_use]
    pub fn slug(&self) -> Option<&str> {
        match self {
            Self::Vertical => Some("vertical"),
            Self::Horizontal => Some("horizontal"),
            Self::Basket => Some("basket"),
            Self::Other(word) => Some(word),
            Self::Unknown => None,
        }
    }
}
