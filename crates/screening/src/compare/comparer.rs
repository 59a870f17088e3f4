//! Screening applications on two sides.

use jiff::civil::Date;

use super::change::{Answer, Change};
use crate::application::Application;
use crate::screener::Screener;

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The pack and the rulebooks.
    pub screener: &'a Screener,
    /// The day whose law counts, whatever the application says; its own date when left out.
    pub date: Option<Date>,
}

/// Compares applications.
#[derive(Debug, Clone, Copy)]
pub struct Comparer<'a> {
    from: Side<'a>,
    to: Side<'a>,
}

impl<'a> Comparer<'a> {
    /// Compares the second side with the first.
    #[must_use]
    pub fn new(from: Side<'a>, to: Side<'a>) -> Self {
        Self { from, to }
    }

    /// Screens one application on both sides.
    #[must_use]
    pub fn compare(&self, application: &Application) -> Change<'a> {
        Change::new(application, self.from.answer(application), self.to.answer(application))
    }
}

impl<'a> Side<'a> {
    fn answer(self, application: &Application) -> Answer<'a> {
        let screener = self.screener;
        let date = self.date.or(application.date).unwrap_or_else(|| screener.default_date());
        let assessment = screener.assess_on(application, date);
        // Looked up anew, for the ids outlive the application.
        let rules = assessment.decisive_findings().into_iter().map(|finding| assessment.law_rule(finding).at);
        Answer::new(assessment.decision, rules.map(|at| screener.rule(at).id.as_str()), date)
    }
}
