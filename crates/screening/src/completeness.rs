//! Completeness: which data the law asks for, and which of those an application gives.

use schemars::JsonSchema;
use serde::Serialize;

use super::assessment::Assessment;
use super::finding::Finding;
use crate::application::Application;
use bodemtoets_law::rules::{Outcome, Quantity, Requirement, Truth};
use bodemtoets_space::Shape;
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::{Certainty, Source};

/// The data that the law asks for a kind of system on a day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Completeness {
    /// Whether there is a list.
    pub list: ListState,
    /// What is asked, in the order of the rulebooks.
    pub items: Vec<CompletenessItem>,
    /// How many are given.
    pub given: usize,
    /// How many are missing.
    pub missing: usize,
    /// How many are given with numbers that cannot all be right.
    pub implausible: usize,
    /// How many are documents to be attached, which no field holds.
    pub document: usize,
}

/// Whether it is known what the law asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ListState {
    /// It is listed.
    Listed,
    /// No rulebook holds at the place on this day.
    NotCovered,
    /// The rulebooks of the place have no list for this kind of system on this day. That does not
    /// mean that nothing is asked.
    NotKnown,
    /// What a new application has to hold is not asked of this system, which exists: a rule takes
    /// the list away.
    Waived,
}

/// Something that is asked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CompletenessItem {
    /// Code of the requirement.
    pub id: String,
    /// What is asked.
    pub text: Text,
    /// The fields that answer it, all of them; empty for a document.
    pub fields: Vec<String>,
    /// Whether it is given.
    pub state: ItemState,
    /// The fields that are missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Ids of the rules that doubt its fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubted_by: Vec<String>,
    /// Where it is asked.
    pub source: Source,
    /// How sure it is that it is asked.
    pub certainty: Certainty,
}

/// Whether something that is asked is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ItemState {
    /// All of its fields are given.
    Given,
    /// A field is missing.
    Missing,
    /// All are given, and a rule says that they cannot all be right.
    Implausible,
    /// It is a document that no field holds.
    Document,
}

/// A rule that doubts fields of an application.
struct Doubt<'a> {
    rule: &'a str,
    fields: Vec<&'static str>,
}

impl Assessment<'_> {
    /// Which data are asked, and which are given. `asides` are the findings of rules that doubt
    /// the numbers.
    pub(super) fn completeness(&self, asides: &[Finding]) -> Completeness {
        let doubts: Vec<Doubt> = self
            .applying(asides, Outcome::Implausible)
            .map(|finding| self.rule(finding))
            .map(|rule| Doubt { rule: &rule.id, fields: rule.when.fields() })
            .collect();
        let applying = self.findings.iter().filter(|finding| finding.truth() == Truth::True);
        let waived: Vec<&String> = applying.flat_map(|finding| &self.rule(finding).replaces).collect();
        let asked = self.rulebooks().flat_map(|book| &book.requirements);
        let asked: Vec<&Requirement> =
            asked.filter(|requirement| requirement.is_asked(self.system(), self.date())).collect();
        let left = asked.iter().filter(|requirement| !waived.contains(&&requirement.id));
        let items: Vec<CompletenessItem> =
            left.map(|requirement| item(requirement, self.application(), &doubts)).collect();
        let list = match () {
            () if self.books.is_empty() => ListState::NotCovered,
            () if asked.is_empty() => ListState::NotKnown,
            () if items.is_empty() => ListState::Waived,
            () => ListState::Listed,
        };
        let count = |wanted: ItemState| items.iter().filter(|item| item.state == wanted).count();
        let [given, missing] = [ItemState::Given, ItemState::Missing].map(count);
        let [implausible, document] = [ItemState::Implausible, ItemState::Document].map(count);
        Completeness { list, items, given, missing, implausible, document }
    }
}

fn item(requirement: &Requirement, application: &Application, doubts: &[Doubt]) -> CompletenessItem {
    let fields = &requirement.fields;
    let missing: Vec<String> = fields.iter().filter(|field| !is_given(application, field)).cloned().collect();
    let doubted_by: Vec<String> = doubts
        .iter()
        .filter(|doubt| doubt.fields.iter().any(|doubted| fields.iter().any(|field| field == doubted)))
        .map(|doubt| doubt.rule.to_owned())
        .collect();
    let state = match () {
        () if fields.is_empty() => ItemState::Document,
        // The places of the wells may be attached as well as given.
        () if missing == ["wells"] => ItemState::Document,
        () if !missing.is_empty() => ItemState::Missing,
        () if !doubted_by.is_empty() => ItemState::Implausible,
        () => ItemState::Given,
    };
    CompletenessItem {
        id: requirement.id.clone(),
        text: requirement.text.clone(),
        fields: fields.clone(),
        state,
        missing,
        doubted_by,
        source: requirement.source.clone(),
        certainty: requirement.certainty,
    }
}

/// Whether an application gives a field. Every application has a place.
fn is_given(application: &Application, field: &str) -> bool {
    let quantity = Quantity::ALL.into_iter().find(|quantity| quantity.slug() == field);
    match (field, quantity) {
        (_, Some(quantity)) => application.stated(quantity).is_some(),
        ("place", _) => true,
        ("wells", _) => matches!(application.place, Shape::Points(_)),
        ("applicant", _) => application.applicant.as_ref().is_some_and(|name| !name.trim().is_empty()),
        ("dwelling", _) => application.dwelling.is_some(),
        ("fluid", _) => application.fluid.is_some(),
        _ => false,
    }
}
