//! Comparing: what applications come to on two sides, which differ in date, rulebooks or pack.
//!
//! A [`Comparer`] gives a [`Change`] for each application, a [`Summary`] counts them, and a
//! [`Diff`] is all of it written out, as `bodemtoets/diff/1`.

mod change;
mod diff;
mod summary;

use jiff::civil::Date;

pub use change::{Answer, Change, Direction};
pub use diff::{Basis, DIFF_SCHEMA, Diff, LayerBasis, PackBasis, Sides};
pub use summary::{MatrixCell, RuleCount, RuleEffect, Summary, Totals};

use super::law::Law;
use super::screener::{Buffers, Screener};
use crate::application::Application;
use crate::rules::System;

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The pack and the rulebooks.
    pub screener: &'a Screener,
    /// The day whose law counts, whatever the application says; its own date when left out.
    pub date: Option<Date>,
}

/// Compares applications one after another, on one thread.
#[derive(Debug)]
pub struct Comparer<'a> {
    from: Half<'a>,
    to: Half<'a>,
}

impl<'a> Comparer<'a> {
    /// Compares the second side with the first.
    #[must_use]
    pub fn new(from: Side<'a>, to: Side<'a>) -> Self {
        Self { from: Half::new(from), to: Half::new(to) }
    }

    /// Screens one application on both sides.
    pub fn compare(&mut self, application: &Application) -> Change<'a> {
        Change::new(application, self.from.answer(application), self.to.answer(application))
    }
}

/// A side at work.
#[derive(Debug)]
struct Half<'a> {
    side: Side<'a>,
    /// The law that was used last, for open and for closed systems.
    open: Option<Law>,
    closed: Option<Law>,
    buffers: Buffers,
}

impl<'a> Half<'a> {
    fn new(side: Side<'a>) -> Self {
        Self { side, open: None, closed: None, buffers: Buffers::default() }
    }

    fn answer(&mut self, application: &Application) -> Answer<'a> {
        let screener = self.side.screener;
        let date = self.side.date.or(application.date).unwrap_or(screener.default_date);
        let last = match application.system {
            System::Open => &mut self.open,
            System::Closed => &mut self.closed,
        };
        let law = match last.take() {
            Some(law) if law.date == date => law,
            _ => screener.law(date, application.system),
        };
        let assessment = screener.assess_with(application, &law, &mut self.buffers);
        let decisive = assessment.decisive_findings(&law).into_iter();
        let answer =
            Answer::new(assessment.decision, decisive.map(|found| screener.rule(&law, found).id.as_str()), date);
        Screener::recycle(assessment, &mut self.buffers);
        *last = Some(law);
        answer
    }
}
