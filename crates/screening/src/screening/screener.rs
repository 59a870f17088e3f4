//! The screener: a pack and rulebooks, ready for any number of applications.

use std::sync::Arc;

use jiff::civil::Date;
use smallvec::SmallVec;

use super::assessment::{Assessment, Decision, Finding};
use super::law::{Law, LawRule};
use super::neighbours::Memory;
use super::profile::Positions;
use super::standing::{Standing, replace, weigh};
use super::survey::{Survey, for_each_hit};
use crate::application::Application;
use crate::crowding::Subsurface;
use crate::pack::{Kinds, Pack, PackError};
use crate::provenance::InputFile;
use crate::rules::{EVERYWHERE, Judged, Library, Missing, Outcome, Rulebook, RulesError, System, ZoneHit};
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
    /// The pack, which may be shared with other screeners.
    pub pack: Arc<Pack>,
    /// The rulebooks.
    pub library: Library,
    /// The kinds of zone of the pack, and then those that only rules know.
    pub(super) kinds: Kinds,
    /// For each jurisdiction of the pack the rulebooks that are its law.
    pub(super) books: Vec<Positions>,
    /// The date for applications that have none.
    pub default_date: Date,
    /// What is known of the subsurface, wherever the place is; the rest is assumed.
    pub subsurface: Subsurface,
    /// The file that says it.
    pub subsurface_file: Option<InputFile>,
    /// What has been computed of existing systems.
    pub(super) memory: Memory,
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
    pub fn new(pack: impl Into<Arc<Pack>>, library: Library, default_date: Date) -> Result<Self, ScreenError> {
        let pack = pack.into();
        let mut kinds = pack.kinds.clone();
        for (_, rule) in library.rules() {
            rule.when.bind(&mut kinds).map_err(RulesError::from)?;
        }
        let books_of = |id: &str| -> Positions {
            let of_land = |book: &(usize, &Rulebook)| book.1.jurisdiction == id && id != EVERYWHERE;
            library.books.iter().enumerate().filter(of_land).map(|(position, _)| position).collect()
        };
        let books = pack.jurisdictions.iter().map(|jurisdiction| books_of(&jurisdiction.id)).collect();
        Ok(Self {
            pack,
            library,
            kinds,
            books,
            default_date,
            subsurface: Subsurface::default(),
            subsurface_file: None,
            memory: Memory::default(),
        })
    }

    /// The law of a day for a kind of system.
    ///
    /// # Panics
    /// Never: all kinds were added when the screener was made.
    #[must_use]
    pub fn law(&self, date: Date, system: System) -> Law {
        let mut kinds = self.kinds.clone();
        #[expect(clippy::expect_used, reason = "Screener::new has bound every rule to this very list")]
        Law::new(&self.library, &mut kinds, self.pack.delivered, date, system).expect("all kinds are in the list")
    }

    /// The law for one application.
    #[must_use]
    pub fn law_for(&self, application: &Application) -> Law {
        self.law(application.date.unwrap_or(self.default_date), application.system)
    }

    /// What is known of the subsurface at the place of an application, and what is only assumed.
    #[must_use]
    pub fn subsurface_of(&self, application: &Application) -> Subsurface {
        *Survey::new(self, application, Vec::default()).subsurface()
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
        let survey = Survey::new(self, application, std::mem::take(&mut buffers.zones));
        let mut jurisdictions = Positions::new();
        for_each_hit(
            &self.pack.jurisdiction_index,
            place,
            |area| &self.pack.jurisdictions[area].shape,
            |area| jurisdictions.push(area),
        );
        let mut books: Positions = jurisdictions.iter().flat_map(|&area| self.books[area].iter().copied()).collect();
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
            partly_known: false,
            jurisdictions,
            books,
        };
        if assessment.books.is_empty() {
            return assessment;
        }
        assessment.partly_covered = self.is_partly_covered(place, &assessment.jurisdictions, law);
        assessment.partly_known = assessment.books.iter().any(|&book| self.library.books[book].partial.is_some());
        let books = &assessment.books;
        let survey = &assessment.survey;
        let judge = |_, rule: &LawRule| (!rule.aside).then(|| rule.when.judge(survey));
        hear(law, survey, books, judge, &mut assessment.findings);
        let findings = assessment.findings.iter();
        let (certain, mut possible) = weigh(findings.map(|finding| (&law.rules[finding.rule], &finding.standing)));
        if assessment.is_open() {
            possible = Some(Outcome::Prohibited);
        }
        assessment.decision = Decision::new(certain, possible);
        if let Decision::Between(certain, _) = assessment.decision {
            for finding in &assessment.findings {
                if finding.standing.unsettles(&law.rules[finding.rule], certain) {
                    assessment.settle = assessment.settle.union(finding.standing.missing);
                }
            }
        }
        assessment
    }

    /// The rules that only come with a verdict in full: duties, and doubts about the numbers.
    pub(super) fn asides(law: &Law, assessment: &Assessment) -> Vec<Finding> {
        if assessment.books.is_empty() {
            return Vec::new();
        }
        // Together with the others, which have been judged and may take their place.
        let survey = &assessment.survey;
        let mut judged = assessment.findings.iter().peekable();
        let judge = |position, rule: &LawRule| {
            let known = judged.next_if(|finding| finding.rule == position).map(|finding| finding.judged);
            Some(known.unwrap_or_else(|| rule.when.judge(survey)))
        };
        let mut findings = Vec::new();
        hear(law, survey, &assessment.books, judge, &mut findings);
        findings.retain(|finding| law.rules[finding.rule].aside);
        findings
    }

    /// Gives the lists of an assessment back.
    pub fn recycle(assessment: Assessment, buffers: &mut Buffers) {
        buffers.findings = assessment.findings;
        buffers.zones = assessment.survey.into_buffer();
    }

    /// Whether part of the place lies in none of the jurisdictions whose law is known. A point that
    /// lies in one lies there whole.
    fn is_partly_covered(&self, place: &Shape, jurisdictions: &[usize], law: &Law) -> bool {
        let has_law = |area: &&usize| self.books[**area].iter().any(|book| law.has_book(*book));
        let areas = jurisdictions.iter().filter(has_law);
        !matches!(place, Shape::Point(_)) && place.sticks_out(areas.map(|area| &self.pack.jurisdictions[*area].shape))
    }
}

/// Judges the rules of a place, and then what they come to beside each other. `judge` gives the
/// answer to the rule at a position of the law, or nothing for one that is not heard.
fn hear(
    law: &Law,
    survey: &Survey,
    books: &[usize],
    mut judge: impl FnMut(usize, &LawRule) -> Option<Judged>,
    findings: &mut Vec<Finding>,
) {
    let mut standings: SmallVec<[Standing; 32]> = SmallVec::new();
    for (position, rule) in law.rules.iter().enumerate() {
        if (rule.everywhere || books.contains(&rule.book))
            && let Some(judged) = judge(position, rule)
        {
            let standing = Standing::alone(rule, &judged, survey);
            standings.push(standing);
            findings.push(Finding { rule: position, judged, standing });
        }
    }
    replace(law, books, &mut standings, |index| findings[index].rule);
    for (finding, standing) in findings.iter_mut().zip(standings) {
        finding.standing = standing;
    }
}
