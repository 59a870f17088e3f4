//! Conditions: the questions that a rule may ask, each kind in a file of its own.
//!
//! A kind of condition is a [`Question`]: how it is judged on facts, what it looks at, what it
//! excludes, and its words. `all`, `any` and `not` join them, in [`Condition`]. How a kind is
//! written in a rulebook is its [`Form`]; the list of forms in `forms.rs` is all that knows which
//! kinds there are.
//!
//! A condition names kinds of zone by slug. [`Condition::bind`] looks them up in the list of a
//! pack; only a [`Bound`] condition can be judged.

mod always;
#[cfg(test)]
#[path = "recipe.rs"]
mod balance_within;
mod bound;
mod branch;
mod compare;
mod dwelling;
mod existing;
mod existing_before;
mod fluid;
mod form;
mod forms;
mod ground;
mod in_zone;
mod interference;
mod map_before;
mod question;
mod span;
mod tree;
mod undefined;
mod within;
mod world;
mod zone_name;

pub use bound::Bound;
pub use branch::{Branch, Way};
pub use ground::{Aspect, Ground};
pub use question::Question;
pub use tree::Condition;

pub(super) use forms::GRAMMAR;
pub(super) use world::{Follows, Task, World};

#[cfg(test)]
pub(super) use {form::tests::read, in_zone::in_zone};
