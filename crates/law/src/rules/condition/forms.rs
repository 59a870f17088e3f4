//! The kinds of condition, one a line.

use super::form::{Form, Grammar};
use super::{
    always, compare, dwelling, existing, existing_before, fluid, in_zone, interference, map_before, undefined, within,
    zone_name,
};

/// Every kind of condition that a rulebook may use.
const FORMS: &[Form] = &[
    always::FORM,
    compare::FORM,
    in_zone::FORM,
    zone_name::FORM,
    map_before::FORM,
    within::FORM,
    dwelling::FORM,
    fluid::FORM,
    existing::FORM,
    existing_before::FORM,
    interference::FORM,
    undefined::FORM,
    // The kind that CONTRIBUTING.md adds: a test of its recipe.
    #[cfg(test)]
    super::balance_within::FORM,
];

/// How conditions are written.
pub(in crate::rules) const GRAMMAR: Grammar = Grammar(FORMS);
