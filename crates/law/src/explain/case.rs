//! The sentence of a case that stands beside a rule: a place without a map.

use super::{Names, Replaced, RuleAtPlace, Thing, explain};
use crate::rules::{Case, CaseFacts, NeededMap, Rule};
use bodemtoets_words::lang::Text;
use bodemtoets_words::{Kinds, Role, TooManyKinds};

/// What a case says about its rule. The zones of a case have a kind and no name; `maps` are those
/// that the rulebook names.
///
/// # Errors
/// When a rule and its case name more than 64 kinds of zone.
pub fn explain_case(rule: &Rule, case: &Case, maps: &[NeededMap]) -> Result<Text, TooManyKinds> {
    let mut kinds = Kinds::default();
    let when = rule.when.bind(&mut kinds)?;
    let facts = CaseFacts::of(rule, case, &mut kinds)?;
    let names = CaseNames { case, kinds: &kinds, maps };
    Ok(explain(&RuleAtPlace { rule, when: &when, facts: &facts, replaced: Replaced::No, names: &names }))
}

struct CaseNames<'a> {
    case: &'a Case,
    kinds: &'a Kinds,
    maps: &'a [NeededMap],
}

impl Names for CaseNames<'_> {
    fn kinds(&self) -> &Kinds {
        self.kinds
    }

    fn zone(&self, zone: usize) -> Option<Thing> {
        let zone = self.case.given.zones.get(zone)?;
        Some(Thing { kind: zone.kind.clone(), id: String::new(), name: zone.name.clone() })
    }

    fn site(&self, role: Role, _site: usize) -> Thing {
        let kind = if role == Role::Abstraction { "abstraction" } else { "installation" };
        Thing { kind: kind.to_owned(), id: String::new(), name: None }
    }

    fn map_title(&self, kind: &str) -> Option<&Text> {
        self.maps.iter().find(|map| map.kind == kind).map(|map| &map.title)
    }
}
