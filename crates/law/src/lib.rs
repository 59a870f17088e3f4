//! The law as data: rulebooks that are judged on facts ([`rules`]), and a sentence that explains the result of a rule
//! ([`explain`]). This crate knows no geometry.

pub mod explain;
pub mod rules;
