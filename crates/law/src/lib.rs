//! The law as data: rulebooks, judged on facts ([`rules`]), and what became of a rule in a sentence ([`explain`]).
//! Knows no geometry.

pub mod explain;
pub mod rules;

use bodemtoets_ground::crowding;
use bodemtoets_words as pack;
use bodemtoets_words::{date, lang, provenance, suggest, words};
