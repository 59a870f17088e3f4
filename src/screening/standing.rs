//! Standing: what a rule comes to once the rules that take its place have been heard.

use smallvec::SmallVec;

use super::law::{Law, LawRule};
use crate::rules::{IfUnknown, Judged, Missing, Outcome, Truth};

/// What a rule comes to beside the others.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Standing {
    /// Whether it applies.
    pub truth: Truth,
    /// Whether it keeps the outcome open: it may apply, and no condition of use covers that.
    pub open: bool,
    /// Position in the law of the rule that takes its place, or may.
    pub replaced_by: Option<usize>,
    /// What would have to be known.
    pub missing: Missing,
    /// The outcome that is certain on account of it: its own where it applies; where another rule
    /// may take its place, the milder of the two.
    pub floor: Option<Outcome>,
}

impl Standing {
    /// Whether it keeps the outcome open above what is certain.
    pub(super) fn unsettles(self, rule: &LawRule, certain: Outcome) -> bool {
        self.open && rule.outcome.decides() && rule.outcome > certain
    }
}

/// The standing of every rule that was judged. `position` gives the place of a judged rule in the
/// law; places rise.
pub(super) fn standings(
    law: &Law,
    books: &[usize],
    judged: &[Judged],
    position: impl Fn(usize) -> usize,
) -> SmallVec<[Standing; 32]> {
    let bench = Bench { law, books, judged, position };
    (0..judged.len()).map(|index| bench.standing(index)).collect()
}

struct Bench<'a, P> {
    law: &'a Law,
    books: &'a [usize],
    judged: &'a [Judged],
    position: P,
}

impl<P: Fn(usize) -> usize> Bench<'_, P> {
    /// Rules replace each other in no circle, so this comes to an end.
    fn standing(&self, index: usize) -> Standing {
        let rule = &self.law.rules[(self.position)(index)];
        let own = &self.judged[index];
        let on_condition = rule.if_unknown == IfUnknown::Condition && own.missing.has_use();
        let mut standing = Standing {
            truth: own.truth,
            open: own.truth == Truth::Unknown && !on_condition,
            replaced_by: None,
            missing: if own.truth == Truth::Unknown { own.missing } else { Missing::default() },
            floor: (own.truth == Truth::True).then_some(rule.outcome),
        };
        if rule.replaced_by.is_empty() || own.truth == Truth::False {
            return standing;
        }
        let (replaced, by, missing, mildest) = self.replaced(rule);
        match replaced {
            Truth::False => {}
            Truth::True => {
                standing = Standing { truth: Truth::False, replaced_by: by, ..Standing::default() };
            }
            Truth::Unknown => {
                standing.open |= own.truth == Truth::True;
                standing.truth = Truth::Unknown;
                standing.replaced_by = by;
                standing.missing = standing.missing.union(missing);
                standing.floor = standing.floor.min(mildest);
            }
        }
        standing
    }

    /// Whether another rule takes the place of one. A national rule gives way where a rule of each
    /// rulebook of the place, or another national one, applies instead.
    ///
    /// Gives whether, by which (the first), what would tell, and the mildest outcome of those that
    /// may.
    fn replaced(&self, rule: &LawRule) -> (Truth, Option<usize>, Missing, Option<Outcome>) {
        let mut mildest = Some(Outcome::Prohibited);
        let mut whole = (Truth::False, None, Missing::default());
        let mut by_book: SmallVec<[Truth; 4]> = self.books.iter().map(|_| Truth::False).collect();
        let mut local = (None, Missing::default());
        for &position in &rule.replaced_by {
            let Some(index) = self.index_of(position) else { continue };
            let standing = self.standing(index);
            if standing.truth == Truth::False {
                continue;
            }
            let other = &self.law.rules[position];
            mildest = mildest.min(Some(other.outcome));
            let of_book = self.books.iter().position(|book| *book == other.book);
            match of_book.filter(|_| rule.everywhere) {
                Some(book) => {
                    by_book[book] = by_book[book].max(standing.truth);
                    local = (local.0.or(Some(position)), local.1.union(standing.missing));
                }
                None if standing.truth > whole.0 => whole = (standing.truth, Some(position), standing.missing),
                None => {}
            }
        }
        let everywhere = by_book.into_iter().min().unwrap_or(Truth::False);
        let (truth, by, missing) = if everywhere > whole.0 { (everywhere, local.0, local.1) } else { whole };
        (truth, by, missing, mildest)
    }

    fn index_of(&self, position: usize) -> Option<usize> {
        let mut indices = 0..self.judged.len();
        indices.find(|index| (self.position)(*index) == position)
    }
}

/// The strictest outcome that certainly applies, and the strictest that may.
pub(super) fn weigh<'a>(
    rules: impl Iterator<Item = (&'a LawRule, &'a Standing)>,
) -> (Option<Outcome>, Option<Outcome>) {
    let (mut certain, mut possible) = (None, None);
    for (rule, standing) in rules.filter(|(rule, _)| rule.outcome.decides()) {
        let outcome = Some(rule.outcome);
        certain = certain.max(standing.floor.filter(|floor| floor.decides()));
        if standing.truth == Truth::True || standing.open {
            possible = possible.max(outcome);
        }
    }
    (certain, possible)
}
