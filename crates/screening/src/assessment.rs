//! The answer to one application.

use std::sync::Arc;

use geo::Rect;
use jiff::civil::Date;
use smallvec::SmallVec;

use super::alike::Ruling;
use super::decision::Decision;
use super::finding::Finding;
use super::law::{Law, LawRule};
use super::outcome::VerdictOutcome;
use super::positions::Positions;
use super::screener::Screener;
use super::site_study::Feasibility;
use super::standing::{Standing, replace, weigh};
use super::surroundings::for_each_hit;
use super::survey::Survey;
use crate::application::Application;
use bodemtoets_law::rules::{MapUse, Missing, Outcome, Rule, System, Truth};
use bodemtoets_space::Shape;
use bodemtoets_words::lang::Text;

/// The answer to one application under the law of its date: what the map says, what became of each rule, and
/// what they come to together. It knows its application, its law and the screener that made it, so that all
/// else can be asked of it.
///
/// ```
/// use bodemtoets_screening::jiff::civil::date;
/// use bodemtoets_screening::{Application, Decision, Outcome, Screener, System};
///
/// let screener = Screener::embedded(date(2026, 11, 21))?;
/// let loops = Application::builder()
///     .xy(232_289.0, 542_576.0)
///     .system(System::Closed)
///     .drilling_depth_m(60.0)
///     .build()?;
/// let assessment = screener.assess(&loops);
/// assert_eq!(assessment.decision(), Decision::Settled(Outcome::Prohibited));
/// assert!(assessment.decisive_ids().iter().all(|id| id.starts_with("DR-2024-")));
/// // The outcome for every depth, and the deepest drilling that is certainly not prohibited.
/// for interval in assessment.profile() {
///     println!("{} to {} m: {:?}", interval.from_m, interval.to_m, interval.decision);
/// }
/// assert_eq!(assessment.allowed_depth_m(), Some(0.0));
/// // What would help, here or within 500 m; and all of it as JSON.
/// let remedies = assessment.remedies(500.0);
/// let json = serde_json::to_string(&assessment.verdict(None, Some(remedies)))?;
/// assert!(json.contains("\"outcome\":\"prohibited\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Assessment<'a> {
    screener: &'a Screener,
    application: &'a Application,
    date: Date,
    pub(super) law: &'a Law,
    pub(super) survey: Survey<'a>,
    pub(super) findings: Vec<Finding>,
    pub(super) decision: Decision,
    /// Facts that would settle it.
    pub(super) settle: Missing,
    /// Whether part of the place lies where no rulebook is the law.
    pub(super) partly_covered: bool,
    /// Positions of the rulebooks of the place of which something is not known that leaves the verdict open.
    pub(super) unread: Positions,
    pub(super) jurisdictions: Positions,
    /// Positions of their rulebooks in the library.
    pub(super) books: Positions,
    pub(super) feasibility: Option<Feasibility>,
    /// What is the same at all places alike.
    pub(super) ruling: Option<Arc<Ruling>>,
}

impl Screener {
    /// Finds the answer to one application under the law of its date.
    #[must_use]
    pub fn assess<'a>(&'a self, application: &'a Application) -> Assessment<'a> {
        self.assess_on(application, application.date.unwrap_or_else(|| self.default_date()))
    }

    /// The same under the law of a day, whatever the application says.
    #[must_use]
    pub fn assess_on<'a>(&'a self, application: &'a Application, date: Date) -> Assessment<'a> {
        self.assess_under(application, date, self.law(date, application.system))
    }

    pub(super) fn assess_under<'a>(&'a self, application: &'a Application, date: Date, law: &'a Law) -> Assessment<'a> {
        let place = &application.place;
        let mut jurisdictions = Positions::new();
        for_each_hit(
            &self.pack().jurisdiction_index,
            place,
            |area| &self.pack().jurisdictions[area].shape,
            |area| jurisdictions.push(area),
        );
        let mut books: Positions = jurisdictions.iter().flat_map(|&area| self.books[area].iter().copied()).collect();
        books.sort_unstable();
        books.dedup();
        books.retain(|book| law.has_book(*book));
        let mut assessment = Assessment {
            screener: self,
            application,
            date,
            law,
            survey: self.survey(application),
            findings: Vec::new(),
            decision: Decision::NotCovered,
            settle: Missing::default(),
            partly_covered: false,
            unread: Positions::new(),
            jurisdictions,
            books,
            feasibility: None,
            ruling: None,
        };
        // The law of a water board alone is not the law of a place.
        if assessment.law.leading(&assessment.books).next().is_some() {
            assessment.partly_covered = self.is_partly_covered(place, &assessment.jurisdictions, law);
            let is_open = |book: &usize| assessment.open_points(*book).next().is_some();
            assessment.unread = assessment.books.iter().copied().filter(is_open).collect();
            assessment.decide();
        } else {
            assessment.books.clear();
        }
        assessment
    }

    /// Whether part of the place lies in none of the jurisdictions whose law is known. A point that
    /// lies in one lies there whole.
    fn is_partly_covered(&self, place: &Shape, jurisdictions: &[usize], law: &Law) -> bool {
        let has_law = |area: &&usize| law.leading(&self.books[**area]).any(|book| law.has_book(book));
        let areas = jurisdictions.iter().filter(has_law);
        !matches!(place, Shape::Point(_)) && place.sticks_out(areas.map(|area| &self.pack().jurisdictions[*area].shape))
    }
}

impl<'a> Assessment<'a> {
    /// The screener that made it.
    #[must_use]
    pub fn screener(&self) -> &'a Screener {
        self.screener
    }

    /// What it is the answer to; with a proposed building, with what that fills in.
    #[must_use]
    pub fn application(&self) -> &'a Application {
        self.application
    }

    /// The day whose law was applied.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// Open or closed.
    #[must_use]
    pub fn system(&self) -> System {
        self.application.system
    }

    /// What the rules come to, in one word.
    #[must_use]
    pub fn outcome(&self) -> VerdictOutcome {
        self.decision.into()
    }

    /// What the rules come to.
    #[must_use]
    pub fn decision(&self) -> Decision {
        self.decision
    }

    /// What the map says.
    #[must_use]
    pub fn survey(&self) -> &Survey<'a> {
        &self.survey
    }

    /// What became of each rule that was looked at.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Positions in the pack of the jurisdictions that the place lies in.
    #[must_use]
    pub fn jurisdictions(&self) -> &[usize] {
        &self.jurisdictions
    }

    /// Whether a building pays there, when one was proposed.
    #[must_use]
    pub fn feasibility(&self) -> Option<&Feasibility> {
        self.feasibility.as_ref()
    }

    /// The rule that a finding is about.
    #[must_use]
    pub fn rule(&self, finding: &Finding) -> &'a Rule {
        self.rule_at(finding.rule)
    }

    /// The rule at a position in the law.
    pub(crate) fn rule_at(&self, position: usize) -> &'a Rule {
        self.screener.rule(self.law.rules[position].at)
    }

    /// What of the map can change an outcome within a rectangle: kinds of zone and distances that
    /// the rules ask about which decide there. Remarks and duties change no outcome, and nothing that
    /// decides gives way to them.
    #[must_use]
    pub fn map_use(&self, bounds: Rect) -> MapUse {
        let near = self.screener.pack().jurisdiction_index.around(bounds, 0.0);
        let mut map = MapUse::default();
        for rule in self.law.rules.iter().filter(|rule| rule.outcome.decides() && !rule.aside) {
            if rule.everywhere || near.iter().any(|&area| self.screener.books[area].contains(&rule.at.book)) {
                rule.when.map_use(&mut map);
            }
        }
        map
    }

    /// The findings that decide: the rules with the outcome, or those that keep it open.
    #[must_use]
    pub fn decisive_findings(&self) -> SmallVec<[&Finding; 4]> {
        let standing = |position: usize| self.findings[position].standing;
        self.decisive(self.decision, standing).into_iter().map(|position| &self.findings[position]).collect()
    }

    /// The ids of the rules that decide: those with the outcome, or those that keep it open.
    #[must_use]
    pub fn decisive_ids(&self) -> SmallVec<[&'a str; 4]> {
        self.decisive_findings().into_iter().map(|finding| self.rule(finding).id.as_str()).collect()
    }

    /// Positions of the findings that decide.
    pub(super) fn decisive(&self, decision: Decision, standing: impl Fn(usize) -> Standing) -> Positions {
        let may_decide =
            |position: &usize| standing(*position).open && self.law_rule(&self.findings[*position]).outcome.decides();
        let (certain, open) = match decision {
            Decision::NotCovered => return Positions::new(),
            Decision::Settled(outcome) => (outcome, false),
            Decision::Between(certain, _) => (certain, true),
            Decision::Perhaps(_) => return (0..self.findings.len()).filter(may_decide).collect(),
        };
        (0..self.findings.len())
            .filter(|&position| {
                let rule = self.law_rule(&self.findings[position]);
                // Where one rule may take the place of another, the milder of the two is certain.
                let applies = standing(position).floor == Some(certain);
                let stricter = open && standing(position).unsettles(rule, certain);
                if open { stricter } else { applies }
            })
            .collect()
    }

    /// The rules that only come with a verdict in full: duties, and doubts about the numbers.
    pub(super) fn asides(&self) -> Vec<Finding> {
        if self.books.is_empty() {
            return Vec::new();
        }
        // Together with the others, which have been judged and may take their place.
        let mut judged = self.findings.iter().peekable();
        let find = |position| match judged.next_if(|finding: &&Finding| finding.rule == position) {
            Some(known) => Finding::alone(position, &self.law.rules[position], known.judged, &self.survey),
            None => self.alone(position),
        };
        let mut findings: Vec<Finding> = self.law.heard(&self.books).map(find).collect();
        self.replace(&mut findings);
        findings.retain(|finding| self.law_rule(finding).aside);
        findings
    }

    /// Whether law that is not known may prohibit the system.
    pub(super) fn is_open(&self) -> bool {
        self.partly_covered || !self.unread.is_empty()
    }

    /// What is not known of a rulebook and leaves the verdict open.
    pub(super) fn open_points(&self, book: usize) -> impl Iterator<Item = &'a Text> {
        self.screener.library().books[book].open_points(self.application.system, self.date)
    }

    /// The rule of the law that a finding is about.
    pub(super) fn law_rule(&self, finding: &Finding) -> &LawRule {
        &self.law.rules[finding.rule]
    }

    /// The facts that would settle an open decision.
    pub(super) fn settles(&self, findings: &[Finding], decision: Decision) -> Missing {
        let unsettles = |finding: &&Finding| {
            let (rule, standing) = (self.law_rule(finding), finding.standing);
            match decision {
                Decision::Between(certain, _) => standing.unsettles(rule, certain),
                _ => standing.open && rule.outcome.decides(),
            }
        };
        let unsettling = findings.iter().filter(|_| decision.is_open()).filter(unsettles);
        unsettling.fold(Missing::default(), |missing, finding| missing.union(finding.standing.missing))
    }

    /// What these findings come to together with these standings.
    pub(super) fn weighed<'s>(
        &'s self,
        findings: &'s [Finding],
        standings: impl Iterator<Item = &'s Standing>,
    ) -> Decision {
        let rules = findings.iter().map(|finding| self.law_rule(finding));
        let (certain, mut possible) = weigh(rules.zip(standings));
        if self.is_open() {
            possible = Some(Outcome::Prohibited);
        }
        Decision::new(certain, possible)
    }

    /// Judges the rule at a position of the law, by itself.
    pub(super) fn alone(&self, position: usize) -> Finding {
        let rule = &self.law.rules[position];
        Finding::alone(position, rule, rule.when.judge(&self.survey), &self.survey)
    }

    /// Lets rules take each other's place.
    pub(super) fn replace(&self, findings: &mut [Finding]) {
        let mut standings: SmallVec<[Standing; 32]> = findings.iter().map(|finding| finding.standing).collect();
        replace(self.law, &self.books, &mut standings, |index| findings[index].rule);
        for (finding, standing) in findings.iter_mut().zip(standings) {
            finding.standing = standing;
        }
    }

    /// The findings of rules that apply and have an outcome.
    pub(super) fn applying<'f>(
        &'f self,
        findings: &'f [Finding],
        outcome: Outcome,
    ) -> impl Iterator<Item = &'f Finding> {
        let applies =
            move |finding: &&Finding| finding.truth() == Truth::True && self.law_rule(finding).outcome == outcome;
        findings.iter().filter(applies)
    }
}
