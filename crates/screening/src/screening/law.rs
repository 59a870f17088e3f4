//! The law of one day for one kind of system, ready to be evaluated.

use jiff::civil::Date;

use crate::pack::{KindSet, Kinds, TooManyKinds};
use crate::rules::{Bound, EVERYWHERE, IfUnknown, Library, Outcome, System};

/// The rules in force on a day for a kind of system.
#[derive(Debug, Clone)]
pub struct Law {
    /// The day.
    pub date: Date,
    /// The day as text, as 2024-01-31.
    pub date_text: String,
    /// The kind of system.
    pub system: System,
    pub(super) rules: Vec<LawRule>,
}

/// A rule in force.
#[derive(Debug, Clone)]
pub(super) struct LawRule {
    /// Positions of the rulebook and of the rule in it.
    pub book: usize,
    pub rule: usize,
    /// The first rulebook of its jurisdiction: the same for all that share it.
    pub land: usize,
    /// Whether it holds in every jurisdiction.
    pub everywhere: bool,
    pub outcome: Outcome,
    /// Whether it only comes with a verdict in full: a duty, a doubt, or a remark that takes a map
    /// that is not there.
    pub aside: bool,
    pub if_unknown: IfUnknown,
    pub when: Bound,
    /// Whether the depth can change the answer: in no zone, and in some zone.
    pub depends_on_depth: [bool; 2],
    /// Whether it decides, and asks what systems do to each other.
    pub asks_interference: bool,
    /// Positions in `Law::rules` of rules in force that take its place where they apply.
    pub replaced_by: Vec<usize>,
}

impl Law {
    /// Collects the rules in force. New kinds of zone are added to the list.
    pub(super) fn new(
        library: &Library,
        kinds: &mut Kinds,
        delivered: KindSet,
        date: Date,
        system: System,
    ) -> Result<Self, TooManyKinds> {
        let mut rules: Vec<LawRule> = Vec::new();
        for (book_position, book) in library.books.iter().enumerate() {
            for (position, rule) in book.rules.iter().enumerate() {
                if !rule.in_force(date) || !rule.applies_to.contains(&system) {
                    continue;
                }
                let when = rule.when.bind(kinds)?;
                rules.push(LawRule {
                    book: book_position,
                    rule: position,
                    land: library
                        .books
                        .iter()
                        .position(|other| other.jurisdiction == book.jurisdiction)
                        .unwrap_or_default(),
                    everywhere: book.jurisdiction == EVERYWHERE,
                    outcome: rule.outcome,
                    aside: rule.outcome.is_aside()
                        || (rule.outcome == Outcome::Attention && !when.may_hold_with(delivered)),
                    if_unknown: rule.if_unknown,
                    depends_on_depth: [false, true].map(|in_zones| when.depends_on_depth(in_zones)),
                    asks_interference: rule.outcome.decides() && rule.when.asks_interference(),
                    when,
                    replaced_by: Vec::new(),
                });
            }
        }
        for position in 0..rules.len() {
            let (book, rule) = (rules[position].book, rules[position].rule);
            for replaced in &library.books[book].rules[rule].replaces {
                for other in &mut rules {
                    if library.books[other.book].rules[other.rule].id == *replaced {
                        other.replaced_by.push(position);
                    }
                }
            }
        }
        Ok(Self { date, date_text: date.to_string(), system, rules })
    }

    /// The same law for who only wants to know the outcome: remarks come with a verdict in full.
    pub(super) fn without_remarks(&self) -> Self {
        let mut law = self.clone();
        for rule in &mut law.rules {
            rule.aside |= rule.outcome == Outcome::Attention;
        }
        law
    }

    /// Whether a rule that may be heard at a place decides, and asks what systems do to each other.
    pub(super) fn asks_interference_at(&self, books: &[usize]) -> bool {
        self.rules.iter().any(|rule| rule.asks_interference && (rule.everywhere || books.contains(&rule.book)))
    }

    /// The first rulebook of the jurisdiction of one.
    pub(super) fn land_of(&self, book: usize) -> usize {
        self.rules.iter().find(|rule| rule.book == book).map_or(book, |rule| rule.land)
    }

    /// Whether a rulebook has anything to say on this day.
    pub(super) fn has_book(&self, book: usize) -> bool {
        self.rules.iter().any(|rule| rule.book == book)
    }
}
