//! Reading rulebooks: key by key, so that one reading finds every fault.

mod place_case;
mod reader;
mod requirement;
mod rule;
mod rulebook;
mod typed;

pub(super) use reader::{Day, Keys, Names, Reader, Value};
pub(super) use rulebook::{Read, rulebook};
