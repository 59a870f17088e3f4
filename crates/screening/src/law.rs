//! The law of a period for one kind of system, ready to be evaluated.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::alike::Rulings;
use bodemtoets_law::rules::{Bound, EVERYWHERE, IfUnknown, Level, Library, MapUse, Outcome, System};
use bodemtoets_maps::pack::{KindSet, Kinds, TooManyKinds};

/// The rules in force for a kind of system between two days on which any of the law changes.
#[derive(Debug)]
pub(crate) struct Law {
    pub(super) rules: Vec<LawRule>,
    /// Its rulebooks, by their positions in the library.
    books: Vec<LawBook>,
    /// The same law without its remarks.
    without_remarks: OnceLock<Box<Law>>,
    /// What it came to at places that were looked up.
    pub(super) rulings: Rulings,
}

/// Where a rule stands in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RulePosition {
    /// Position of the rulebook.
    pub book: usize,
    /// Position of the rule in it.
    pub rule: usize,
}

/// A rule in force.
#[derive(Debug, Clone)]
pub(super) struct LawRule {
    pub at: RulePosition,
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
    /// The kinds of zone, and the roles, that it looks for on the map.
    pub looks_at: KindSet,
    /// Whether it decides, and asks what systems do to each other.
    pub asks_interference: bool,
    /// Positions in `Law::rules` of rules in force that take its place where they apply.
    pub replaced_by: Vec<usize>,
}

/// A rulebook, as far as it is in force.
#[derive(Debug, Clone)]
struct LawBook {
    /// Positions in `Law::rules` of its rules, in order.
    rules: Vec<usize>,
    /// The first rulebook of its jurisdiction: the same for all that share it.
    land: usize,
    /// Whether it holds in every jurisdiction.
    everywhere: bool,
    /// Whether it only stands beside the law of others.
    beside: bool,
}

/// The kinds of zone, and the roles, that a condition looks for on the map.
fn looks_at(when: &Bound) -> KindSet {
    let mut map = MapUse::default();
    when.map_use(&mut map);
    map.distances.iter().fold(map.zones, |kinds, distance| kinds.union(distance.kinds))
}

impl Law {
    /// Collects the rules in force on a day. New kinds of zone are added to the list.
    pub(super) fn new(
        library: &Library,
        kinds: &mut Kinds,
        delivered: KindSet,
        date: Date,
        system: System,
    ) -> Result<Self, TooManyKinds> {
        let mut rules: Vec<LawRule> = Vec::new();
        let mut books: Vec<LawBook> = Vec::new();
        for (book_position, book) in library.books.iter().enumerate() {
            let first = library.books.iter().position(|other| other.jurisdiction == book.jurisdiction);
            let (land, everywhere) = (first.unwrap_or(book_position), book.jurisdiction == EVERYWHERE);
            let from = rules.len();
            for (position, rule) in book.rules.iter().enumerate() {
                if !rule.in_force(date) || !rule.applies_to.contains(&system) {
                    continue;
                }
                let when = rule.when.bind(kinds)?;
                rules.push(LawRule {
                    at: RulePosition { book: book_position, rule: position },
                    land,
                    everywhere,
                    outcome: rule.outcome,
                    aside: rule.outcome.is_aside()
                        || (rule.outcome == Outcome::Attention && !when.may_hold_with(delivered)),
                    if_unknown: rule.if_unknown,
                    depends_on_depth: [false, true].map(|in_zones| when.depends_on_depth(in_zones)),
                    looks_at: looks_at(&when),
                    asks_interference: rule.outcome.decides() && when.asks_interference(),
                    when,
                    replaced_by: Vec::new(),
                });
            }
            let beside = book.level == Level::WaterBoard;
            books.push(LawBook { rules: (from..rules.len()).collect(), land, everywhere, beside });
        }
        for position in 0..rules.len() {
            let RulePosition { book, rule } = rules[position].at;
            for replaced in &library.books[book].rules[rule].replaces {
                for other in &mut rules {
                    if library.books[other.at.book].rules[other.at.rule].id == *replaced {
                        other.replaced_by.push(position);
                    }
                }
            }
        }
        Ok(Self { rules, books, without_remarks: OnceLock::new(), rulings: Rulings::default() })
    }

    /// The same law for who only wants to know the outcome: remarks come with a verdict in full.
    pub(super) fn without_remarks(&self) -> &Self {
        self.without_remarks.get_or_init(|| {
            let mut rules = self.rules.clone();
            for rule in &mut rules {
                rule.aside |= rule.outcome == Outcome::Attention;
            }
            let (books, without_remarks) = (self.books.clone(), OnceLock::new());
            Box::new(Self { rules, books, without_remarks, rulings: Rulings::default() })
        })
    }

    /// Positions of the rules that may be heard at a place with these rulebooks, in order.
    pub(super) fn heard<'l>(&'l self, books: &'l [usize]) -> impl Iterator<Item = usize> + 'l {
        let heard = self.books.iter().enumerate().filter(|(book, law)| law.everywhere || books.contains(book));
        heard.flat_map(|(_, law)| law.rules.iter().copied())
    }

    /// Whether a rule that may be heard at a place decides, and asks what systems do to each other.
    pub(super) fn asks_interference_at(&self, books: &[usize]) -> bool {
        self.heard(books).any(|position| self.rules[position].asks_interference)
    }

    /// The first rulebook of the jurisdiction of one.
    pub(super) fn land_of(&self, book: usize) -> usize {
        self.books[book].land
    }

    /// Of some rulebooks those that do not only stand beside the law of others.
    pub(super) fn leading(&self, books: &[usize]) -> impl Iterator<Item = usize> {
        books.iter().copied().filter(|book| !self.books[*book].beside)
    }

    /// Whether a rulebook has anything to say in this period.
    pub(super) fn has_book(&self, book: usize) -> bool {
        !self.books[book].rules.is_empty()
    }
}

/// The laws of all periods and systems of a library, each made when it is first asked for.
///
/// Between two days on which a rule begins or has ended the law is the same, so there are no more laws
/// than such days: the memory is bounded by the rulebooks, not by the dates of applications.
#[derive(Debug)]
pub(super) struct Laws {
    /// First days of the periods after the first, in order.
    changes: Vec<Date>,
    /// For each period the law of open and of closed systems.
    periods: Box<[[OnceLock<Law>; 2]]>,
}

impl Laws {
    pub(super) fn of(library: &Library) -> Self {
        let begins = library.rules().map(|(_, rule)| rule.valid_from);
        // A rule that holds up to the last day that there is never ends.
        let ends = library.rules().filter_map(|(_, rule)| rule.last_day()?.tomorrow().ok());
        let mut changes: Vec<Date> = begins.chain(ends).collect();
        changes.sort_unstable();
        changes.dedup();
        let periods = std::iter::repeat_with(Default::default).take(changes.len() + 1).collect();
        Self { changes, periods }
    }

    /// The law of a day for a kind of system; made with `make` when it is asked for the first time.
    pub(super) fn on(&self, date: Date, system: System, make: impl FnOnce() -> Law) -> &Law {
        let period = self.changes.partition_point(|change| *change <= date);
        let position = match system {
            System::Open => 0,
            System::Closed => 1,
        };
        self.periods[period][position].get_or_init(make)
    }

    /// How many laws have been made.
    #[cfg(test)]
    fn met(&self) -> usize {
        self.periods.iter().flatten().filter(|law| law.get().is_some()).count()
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

    use super::*;
    use bodemtoets_maps::pack::Pack;

    /// The laws of the embedded rulebooks, and how one is made afresh.
    fn embedded() -> (Library, Laws, impl Fn(&Library, Date, System) -> Law) {
        let (pack, library) = (Pack::embedded().unwrap(), Library::embedded().unwrap());
        let laws = Laws::of(&library);
        let make = move |library: &Library, date, system| {
            Law::new(library, &mut pack.kinds.clone(), pack.delivered, date, system).unwrap()
        };
        (library, laws, make)
    }

    #[test]
    fn every_day_has_the_rules_that_are_in_force_on_it() {
        let (library, laws, make) = embedded();
        let positions = |law: &Law| law.rules.iter().map(|rule| rule.at).collect::<Vec<_>>();
        assert!(laws.changes.len() > 5, "{:?}", laws.changes);
        for change in laws.changes.clone() {
            for date in [change.yesterday(), Ok(change), change.tomorrow()].into_iter().flatten() {
                for system in [System::Open, System::Closed] {
                    // Whichever day of its period made it.
                    let law = laws.on(date, system, || make(&library, date, system));
                    assert_eq!(positions(law), positions(&make(&library, date, system)), "{date} {system:?}");
                }
            }
        }
        assert!(laws.met() <= 2 * laws.periods.len());
    }

    #[test]
    fn all_days_of_a_period_share_one_law() {
        let (library, laws, make) = embedded();
        let last = *laws.changes.last().unwrap();
        for days in 0..1000 {
            let date = last.checked_add(days.days()).unwrap();
            laws.on(date, System::Open, || make(&library, date, System::Open));
        }
        assert_eq!(laws.met(), 1);
    }
}
