//! The screener: a pack and rulebooks, ready for any number of applications.

use jiff::civil::Date;

use super::assessment::{Assessment, Decision, Finding};
use super::law::{Law, LawRule};
use super::profile::Positions;
use super::survey::{Survey, for_each_hit};
use crate::application::Application;
use crate::pack::{Pack, PackError};
use crate::rules::{EVERYWHERE, IfUnknown, Library, Missing, Outcome, RulesError, System, Truth, ZoneHit};
use crate::spatial::Shape;

/// Why a screener cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// The pack cannot be used.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The rulebooks cannot be used.
    #[error(transparent)]
    Rules(#[from] RulesError),
}

/// A layer pack and rulebooks, safe to use from many threads.
#[derive(Debug)]
pub struct Screener {
    /// The pack. Its list of kinds also holds those that only rules know.
    pub pack: Pack,
    /// The rulebooks.
    pub library: Library,
    /// For each jurisdiction of the pack the rulebook that is its law.
    books: Vec<Option<usize>>,
    /// The date for applications that have none.
    pub default_date: Date,
}

/// Lists that are used again from one application to the next.
#[derive(Debug, Default)]
pub struct Buffers {
    zones: Vec<ZoneHit>,
    findings: Vec<Finding>,
}

impl Screener {
    /// Joins a pack and rulebooks.
    ///
    /// # Errors
    /// When there are more than 64 kinds of zone in all.
    pub fn new(mut pack: Pack, library: Library, default_date: Date) -> Result<Self, ScreenError> {
        for (_, rule) in library.rules() {
            rule.when.bind(&mut pack.kinds).map_err(RulesError::from)?;
        }
        let book_of = |id: &str| library.books.iter().position(|book| book.jurisdiction == id && id != EVERYWHERE);
        let books = pack.jurisdictions.iter().map(|jurisdiction| book_of(&jurisdiction.id)).collect();
        Ok(Self { pack, library, books, default_date })
    }

    /// The law of a day for a kind of system.
    ///
    /// # Panics
    /// Never: all kinds were added when the screener was made.
    #[must_use]
    pub fn law(&self, date: Date, system: System) -> Law {
        let mut kinds = self.pack.kinds.clone();
        #[expect(clippy::expect_used, reason = "Screener::new has bound every rule to this very list")]
        Law::new(&self.library, &mut kinds, date, system).expect("all kinds are in the list")
    }

    /// The law for one application.
    #[must_use]
    pub fn law_for(&self, application: &Application) -> Law {
        self.law(application.date.unwrap_or(self.default_date), application.system)
    }

    /// Finds the answer for one application under the law of its date.
    #[must_use]
    pub fn assess<'a>(&'a self, application: &'a Application, law: &Law) -> Assessment<'a> {
        self.assess_with(application, law, &mut Buffers::default())
    }

    /// The same, with lists to use again.
    #[must_use]
    pub fn assess_with<'a>(&'a self, application: &'a Application, law: &Law, buffers: &mut Buffers) -> Assessment<'a> {
        let place = &application.place;
        let survey = Survey::new(
            &self.pack,
            place,
            application.system,
            application.quantities,
            application.dwelling,
            std::mem::take(&mut buffers.zones),
        );
        let mut jurisdictions = Positions::new();
        for_each_hit(
            &self.pack.jurisdiction_index,
            place,
            |area| &self.pack.jurisdictions[area].shape,
            |area| jurisdictions.push(area),
        );
        let mut books: Positions = jurisdictions.iter().filter_map(|&area| self.books[area]).collect();
        books.sort_unstable();
        books.dedup();
        books.retain(|book| law.has_book(*book));
        let mut findings = std::mem::take(&mut buffers.findings);
        findings.clear();
        let mut assessment = Assessment {
            survey,
            findings,
            decision: Decision::NotCovered,
            settle: Missing::default(),
            partly_covered: false,
            jurisdictions,
            books,
        };
        if assessment.books.is_empty() {
            return assessment;
        }
        assessment.partly_covered = self.is_partly_covered(place, &assessment.jurisdictions);
        for (position, rule) in law.rules.iter().enumerate() {
            if rule.everywhere || assessment.books.contains(&rule.book) {
                assessment.findings.push(Finding {
                    rule: position,
                    judged: rule.when.judge(&assessment.survey),
                    replaced_by: replacement(rule, &assessment.books),
                });
            }
        }
        let (certain, mut possible) =
            weigh(assessment.findings.iter().map(|finding| (&law.rules[finding.rule], finding.truth())));
        if assessment.partly_covered {
            possible = Some(Outcome::Prohibited);
        }
        assessment.decision = Decision::new(certain, possible);
        if let Decision::Between(certain, _) = assessment.decision {
            for finding in &assessment.findings {
                if unsettles(&law.rules[finding.rule], finding.truth(), certain) {
                    assessment.settle = assessment.settle.union(finding.judged.missing);
                }
            }
        }
        assessment
    }

    /// Gives the lists of an assessment back.
    pub fn recycle(assessment: Assessment, buffers: &mut Buffers) {
        buffers.findings = assessment.findings;
        buffers.zones = assessment.survey.into_buffer();
    }

    /// Whether part of the place lies in none of the jurisdictions whose law is known. A point that
    /// lies in one lies there whole.
    fn is_partly_covered(&self, place: &Shape, jurisdictions: &[usize]) -> bool {
        let areas = jurisdictions.iter().filter(|area| self.books[**area].is_some());
        !matches!(place, Shape::Point(_)) && place.sticks_out(areas.map(|area| &self.pack.jurisdictions[*area].shape))
    }
}

/// The rule that takes the place of another: one in every rulebook that covers the place.
fn replacement(rule: &LawRule, books: &[usize]) -> Option<usize> {
    let replacing = |book: &usize| rule.replaced_by.iter().find(|(replacing, _)| replacing == book);
    if rule.replaced_by.is_empty() || !books.iter().all(|book| replacing(book).is_some()) {
        return None;
    }
    rule.replaced_by.first().map(|(_, position)| *position)
}

/// The strictest outcome that certainly applies, and the strictest that may.
pub(super) fn weigh<'a>(rules: impl Iterator<Item = (&'a LawRule, Truth)>) -> (Option<Outcome>, Option<Outcome>) {
    let (mut certain, mut possible) = (None, None);
    for (rule, truth) in rules {
        if rule.outcome == Outcome::Attention {
            continue;
        }
        let outcome = Some(rule.outcome);
        match truth {
            Truth::True => {
                certain = certain.max(outcome);
                possible = possible.max(outcome);
            }
            Truth::Unknown if rule.if_unknown == IfUnknown::Unsettled => possible = possible.max(outcome),
            Truth::Unknown | Truth::False => {}
        }
    }
    (certain, possible)
}

/// Whether a rule keeps the outcome open above what is certain.
pub(super) fn unsettles(rule: &LawRule, truth: Truth, certain: Outcome) -> bool {
    truth == Truth::Unknown
        && rule.if_unknown == IfUnknown::Unsettled
        && rule.outcome != Outcome::Attention
        && rule.outcome > certain
}
