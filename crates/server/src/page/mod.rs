//! Pages for people: a file for each. Everything on them is text until it is written; nothing is inline but words.

mod api;
mod document;
mod form;
mod home;
mod items;
mod layout;
mod plot;
mod problem;
mod report;
mod rules;
mod verdict;

pub(crate) use self::api::api;
pub(crate) use self::document::document;
pub(crate) use self::home::plain;
pub(crate) use self::items::{Items, items};
pub(crate) use self::layout::Setting;
pub(crate) use self::plot::plot;
pub(crate) use self::problem::problem;
pub(crate) use self::rules::{rule, rules};
pub(crate) use self::verdict::verdict;
