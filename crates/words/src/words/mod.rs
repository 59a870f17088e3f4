//! How texts for people are made, in both languages: sentences ([`text!`]), pages, tables, numbers, counts, days,
//! lists, and the names of facts and kinds.

mod count;
mod day;
mod escape;
mod list;
mod names;
mod number;
mod page;
mod sentence;
mod table;
mod visible;

pub use count::{count, counted};
pub use day::day;
pub use escape::escaped;
pub use list::{an, capital, joined};
pub use names::{FACTS, KINDS, fact_word, fluid_word, kind_word, known_kind, missing_word};
pub use number::{amount, exact, fixed, grouped, level, number, rounded, with_decimals, with_unit};
pub use page::Page;
pub use table::Table;
pub use visible::{is_obeyed, visible, visible_text, without_controls};

pub use crate::text;
