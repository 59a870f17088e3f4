//! The floor: the mildest outcome that any change can bring, and the rules that see to it.

use super::reassessment::changeable;
use crate::assessment::Assessment;
use crate::law::LawRule;
use bodemtoets_law::rules::{Changes, Outcome, Truth};

/// The mildest outcome that can be had.
pub(super) struct Floor {
    pub outcome: Outcome,
    /// Positions in the law of the rules that apply with this outcome whatever is changed.
    pub rules: Vec<usize>,
}

/// Whether what decides is asked of every such system, everywhere and whatever is changed.
pub(super) fn is_asked_of_all(assessment: &Assessment, may_move: bool) -> bool {
    let changes =
        Changes { place: may_move, numbers: changeable(assessment), fluid: assessment.application().fluid.is_some() };
    assessment.decisive_findings().into_iter().all(|finding| {
        let rule = assessment.law_rule(finding);
        rule.everywhere && rule.when.answer_despite(&assessment.survey, &changes) == Some(Truth::True)
    })
}

/// What stays whatever is changed: a rule that applies all the same, and whose place no other can take.
pub(super) fn floor(assessment: &Assessment, may_move: bool) -> Floor {
    let (law, application) = (assessment.law, assessment.application());
    let numbers = changeable(assessment);
    let changes = Changes { place: may_move, numbers, fluid: application.fluid.is_some() };
    let heard = |rule: &LawRule| rule.everywhere || (!may_move && assessment.books.contains(&rule.at.book));
    let answer = |rule: &LawRule| rule.when.answer_despite(&assessment.survey, &changes);
    let stays = |rule: &LawRule| {
        let replaced = |by: &usize| answer(&law.rules[*by]) != Some(Truth::False);
        rule.outcome.decides()
            && heard(rule)
            && answer(rule) == Some(Truth::True)
            && !rule.replaced_by.iter().any(replaced)
    };
    let staying: Vec<usize> = (0..law.rules.len()).filter(|position| stays(&law.rules[*position])).collect();
    // Law that is not known may prohibit it, whatever is changed.
    if assessment.is_open() && !may_move {
        return Floor { outcome: Outcome::Prohibited, rules: Vec::new() };
    }
    let outcome = staying.iter().map(|rule| law.rules[*rule].outcome).max().unwrap_or(Outcome::Free);
    let rules = staying.into_iter().filter(|rule| law.rules[*rule].outcome == outcome).collect();
    Floor { outcome, rules }
}
