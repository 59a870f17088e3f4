//! Standing: what a rule comes to once the rules that take its place have been heard.

use std::cmp::Ordering;

use smallvec::SmallVec;

use super::law::{Law, LawRule};
use bodemtoets_law::rules::{Facts, IfUnknown, Judgement, Missing, Outcome, Truth};

/// What a rule comes to beside the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
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
    /// What a rule comes to by itself.
    pub(super) fn alone<F: Facts>(rule: &LawRule, judged: &Judgement, facts: &F) -> Self {
        let unknown = judged.truth == Truth::Unknown;
        let on_condition = unknown && rule.if_unknown == IfUnknown::Condition && rule.when.fails_when_kept(facts);
        Self {
            truth: judged.truth,
            open: unknown && !on_condition,
            replaced_by: None,
            missing: if unknown { judged.missing } else { Missing::default() },
            floor: (judged.truth == Truth::True).then_some(rule.outcome),
        }
    }

    /// Whether it keeps the outcome open above what is certain.
    pub(super) fn unsettles(self, rule: &LawRule, certain: Outcome) -> bool {
        self.open && rule.outcome.decides() && rule.outcome > certain
    }
}

/// Lets rules take each other's place: `standings` holds what each comes to alone, and then what
/// it comes to beside the others. `books` are the rulebooks of the place, `position` gives the place in the law of
/// each; these come in order.
pub(super) fn replace(law: &Law, books: &[usize], standings: &mut [Standing], position: impl Fn(usize) -> usize) {
    let mut changed: SmallVec<[(usize, Standing); 8]> = SmallVec::new();
    let replacements = Replacements { law, books, alone: standings, position };
    for (index, standing) in replacements.alone.iter().enumerate() {
        // Hardly any rule can be replaced: nothing is done for the others.
        if standing.truth != Truth::False && !replacements.rule(index).replaced_by.is_empty() {
            changed.push((index, replacements.standing(index)));
        }
    }
    for (index, standing) in changed {
        standings[index] = standing;
    }
}

/// Who takes the place of a rule.
struct Replacement {
    /// Whether one does.
    truth: Truth,
    /// Position in the law of the first that does, or may.
    by: Option<usize>,
    /// What would tell.
    missing: Missing,
    /// The mildest outcome of those that may.
    mildest: Option<Outcome>,
}

struct Replacements<'a, P> {
    law: &'a Law,
    books: &'a [usize],
    alone: &'a [Standing],
    position: P,
}

impl<P: Fn(usize) -> usize> Replacements<'_, P> {
    fn rule(&self, index: usize) -> &LawRule {
        &self.law.rules[(self.position)(index)]
    }

    /// Where the rule at a position in the law stands among those that were heard.
    fn index_of(&self, position: usize) -> Option<usize> {
        let (mut from, mut to) = (0, self.alone.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match (self.position)(middle).cmp(&position) {
                Ordering::Less => from = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// What a rule comes to. Rules replace each other in no circle, so this comes to an end.
    fn standing(&self, index: usize) -> Standing {
        let (rule, alone) = (self.rule(index), self.alone[index]);
        if rule.replaced_by.is_empty() || alone.truth == Truth::False {
            return alone;
        }
        let Replacement { truth, by, missing, mildest } = self.replacement(rule);
        match truth {
            Truth::False => alone,
            Truth::True => Standing { truth: Truth::False, replaced_by: by, ..Standing::default() },
            Truth::Unknown => Standing {
                truth: Truth::Unknown,
                open: alone.open || alone.truth == Truth::True,
                replaced_by: by,
                missing: alone.missing.union(missing),
                floor: alone.floor.min(mildest),
            },
        }
    }

    /// Whether another rule takes the place of one. A national rule gives way where a rule of each
    /// jurisdiction of the place, or another national one, applies instead.
    fn replacement(&self, rule: &LawRule) -> Replacement {
        let mut whole = Replacement {
            truth: Truth::False,
            by: None,
            missing: Missing::default(),
            mildest: Some(Outcome::Prohibited),
        };
        // One for each jurisdiction; its rulebooks count together.
        let mut of_lands: SmallVec<[(usize, Truth); 4]> =
            self.law.leading(self.books).map(|book| (self.law.land_of(book), Truth::False)).collect();
        of_lands.sort_unstable();
        of_lands.dedup();
        let (mut first, mut missing) = (None, Missing::default());
        for &position in &rule.replaced_by {
            let Some(index) = self.index_of(position) else { continue };
            let standing = self.standing(index);
            if standing.truth == Truth::False {
                continue;
            }
            let other = &self.law.rules[position];
            whole.mildest = whole.mildest.min(Some(other.outcome));
            let land = of_lands.iter_mut().find(|(land, _)| *land == other.land).filter(|_| rule.everywhere);
            if let Some((_, truth)) = land {
                *truth = standing.truth.max(*truth);
                (first, missing) = (first.or(Some(position)), missing.union(standing.missing));
            } else if standing.truth > whole.truth {
                whole = Replacement { truth: standing.truth, by: Some(position), missing: standing.missing, ..whole };
            }
        }
        let of_all_lands = of_lands.into_iter().map(|(_, truth)| truth).min().unwrap_or(Truth::False);
        if of_all_lands > whole.truth {
            whole = Replacement { truth: of_all_lands, by: first, missing, ..whole };
        }
        whole
    }
}

/// The strictest outcome that certainly applies, and the strictest that may.
pub(super) fn weigh<'a>(
    rules: impl Iterator<Item = (&'a LawRule, &'a Standing)>,
) -> (Option<Outcome>, Option<Outcome>) {
    let (mut certain, mut possible) = (None, None);
    for (rule, standing) in rules.filter(|(rule, _)| rule.outcome.decides()) {
        certain = certain.max(standing.floor.filter(|floor| floor.decides()));
        if standing.truth == Truth::True || standing.open {
            possible = possible.max(Some(rule.outcome));
        }
    }
    (certain, possible)
}
