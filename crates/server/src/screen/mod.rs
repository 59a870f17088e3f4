//! Screening: one application by its address, or a body with one or many.

mod batch;
mod one;
mod post;
mod rejected;

use bodemtoets_screening::Verdict;
use schemars::{Schema, SchemaGenerator};

pub(crate) use self::one::{Detail, as_json, draft, get};
pub(crate) use self::post::{TAKES, post};
use crate::parameter::{self, Kind, Parameter};

/// How far around a milder place is looked for at most, metres: further takes long, and is another project.
pub(crate) const FARTHEST_M: f64 = 5000.0;

/// What may be asked of one application.
pub(crate) fn parameters() -> Vec<Parameter> {
    let mut all: Vec<Parameter> = parameter::fields().collect();
    all.push(Parameter::new("detail", Kind::OneOf(&["full", "brief"]), "`brief` for the short form, of at most 4 kB."));
    all.push(Parameter::new(
        "remedies",
        Kind::Number(0.0, FARTHEST_M),
        "Look for what would make the outcome milder, also at places within so many metres; 500 when left out of a verdict in full, not looked for in the short form.",
    ));
    all
}

/// A verdict.
pub(crate) fn schema(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Verdict>()
}

/// What may be asked of a body: also what its rows leave out.
pub(crate) fn parameters_of_body() -> Vec<Parameter> {
    let part = Parameter::new("part", Kind::OneOf(&["rejected"]), "Only the rows that cannot be screened, as CSV.");
    parameters().into_iter().chain([part]).collect()
}
