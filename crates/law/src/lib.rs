//! The law as data: rulebooks, judged on facts ([`rules`]), and what became of a rule in a sentence ([`explain`]).
//! Knows no geometry.

pub mod explain;
pub mod rules;
