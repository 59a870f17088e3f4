//! Impossible: whether no facts at all satisfy a condition.
//!
//! The condition is taken apart into lists of answers to single questions, of which one list has
//! to be possible (its disjunctive form, one list at a time). A list is given up as soon as two of
//! its answers exclude each other. Each kind of condition says what it excludes (`Question::admit`).
//!
//! It decides in two values: every fact is known. It claims nothing that it cannot show: a search
//! that grows too long ends in "possible".

use super::super::condition::{Condition, Follows, Task, World};

/// How many lists are tried before a search is given up.
const PATIENCE: usize = 20_000;

/// Whether no facts satisfy a condition, for certain.
pub(super) fn impossible(condition: &Condition) -> bool {
    let task = Task::Ask(condition, true, None);
    Search { patience: PATIENCE }.refutes(World::default(), vec![task], Vec::new())
}

/// Whether one condition holds wherever another does, for certain.
pub(super) fn implies(one: &Condition, other: &Condition) -> bool {
    // What stands there in so many words needs no search, however long it would be.
    let said = match (one, other) {
        (one, other) if one == other => true,
        (Condition::All(parts), other) if parts.contains(other) => true,
        (one, Condition::Any(parts)) => parts.contains(one),
        _ => false,
    };
    said || impossible(&all_of([one.clone(), not(other.clone())]))
}

/// Whether two conditions hold at the same places, for certain.
pub(super) fn equivalent(one: &Condition, other: &Condition) -> bool {
    one == other || (implies(one, other) && implies(other, one))
}

pub(super) fn all_of(parts: impl IntoIterator<Item = Condition>) -> Condition {
    Condition::All(parts.into_iter().collect())
}

pub(super) fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

struct Search {
    patience: usize,
}

impl Search {
    /// Whether the tasks, and one task of each choice, cannot all be done in a world.
    fn refutes<'a>(&mut self, mut world: World<'a>, mut tasks: Vec<Task<'a>>, mut choices: Vec<Vec<Task<'a>>>) -> bool {
        let Some(patience) = self.patience.checked_sub(1) else { return false };
        self.patience = patience;
        while let Some(task) = tasks.pop() {
            let follows = match task {
                Task::Enter(zone, kind) => world.enter(zone, kind),
                Task::Ask(Condition::All(parts) | Condition::Any(parts), holds, scope) => {
                    let parts = parts.iter().map(|part| Task::Ask(part, holds, scope)).collect();
                    let all =
                        matches!(task, Task::Ask(Condition::All(_), true, _) | Task::Ask(Condition::Any(_), false, _));
                    if all {
                        Some(Follows { all: parts, one_of: Vec::new() })
                    } else {
                        choices.push(parts);
                        Some(Follows::default())
                    }
                }
                Task::Ask(Condition::Not(part), holds, scope) => {
                    Some(Follows { all: vec![Task::Ask(part, !holds, scope)], one_of: Vec::new() })
                }
                Task::Ask(Condition::Single(question), holds, scope) => question.admit(holds, scope, &mut world),
            };
            let Some(follows) = follows else { return true };
            tasks.extend(follows.all);
            if !follows.one_of.is_empty() {
                choices.push(follows.one_of);
            }
        }
        // The narrowest choice first: it ends soonest.
        let narrowest = (0..choices.len()).min_by_key(|choice| choices[*choice].len());
        let Some(narrowest) = narrowest else { return false };
        let choice = choices.swap_remove(narrowest);
        choice.into_iter().all(|task| self.refutes(world.clone(), vec![task], choices.clone()))
    }
}

#[cfg(test)]
mod tests;
