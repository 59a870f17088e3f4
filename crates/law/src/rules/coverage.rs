//! How much of the law the rulebooks hold on a day: which articles are in and how they were read,
//! which are missing, and what is to come.

use jiff::civil::Date;

use super::library::Library;
use super::rulebook::{EVERYWHERE, Rule, Rulebook};
use super::unread::{Level, MissingLaw, PendingLaw};
use bodemtoets_words::provenance::{Certainty, Source};

/// What one rulebook holds on a day.
#[derive(Debug, Clone)]
pub struct Coverage<'a> {
    /// The rulebook.
    pub book: &'a Rulebook,
    /// The articles that its rules in force rest on, in order of appearance.
    pub articles: Vec<CoveredArticle<'a>>,
    /// Law that it does not hold.
    pub missing: Vec<&'a MissingLaw>,
    /// Changes that are announced.
    pub pending: Vec<&'a PendingLaw>,
}

/// Rules that rest on the same article with the same certainty.
#[derive(Debug, Clone)]
pub struct CoveredArticle<'a> {
    /// Where it can be read.
    pub source: &'a Source,
    /// How sure the rules are.
    pub certainty: Certainty,
    /// The rules, in order.
    pub rules: Vec<&'a Rule>,
}

/// How many rules rest on law that was read, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Rules that are verified or derived, with an article or a map named.
    pub founded: usize,
    /// Rules in force.
    pub all: usize,
}

impl Share {
    /// The share in per cent, rounded down; 100 of nothing.
    #[must_use]
    pub fn percent(self) -> usize {
        (self.founded * 100).checked_div(self.all).unwrap_or(100)
    }
}

impl std::iter::Sum for Share {
    fn sum<I: Iterator<Item = Self>>(shares: I) -> Self {
        shares
            .fold(Self::default(), |sum, share| Self { founded: sum.founded + share.founded, all: sum.all + share.all })
    }
}

impl Coverage<'_> {
    /// How many of the rules in force rest on law that was read.
    #[must_use]
    pub fn share(&self) -> Share {
        let share = |article: &CoveredArticle| Share {
            founded: if article.is_founded() { article.rules.len() } else { 0 },
            all: article.rules.len(),
        };
        self.articles.iter().map(share).sum()
    }

    /// Whether it is the law of a province.
    #[must_use]
    pub fn is_provincial(&self) -> bool {
        self.book.level == Level::Province && self.book.jurisdiction != EVERYWHERE
    }
}

impl CoveredArticle<'_> {
    /// Whether the rules are verified or derived, with an article or a map named.
    #[must_use]
    pub fn is_founded(&self) -> bool {
        matches!(self.certainty, Certainty::Verified | Certainty::Derived) && self.source.article.is_some()
    }
}

impl Library {
    /// What each rulebook holds on a day, advice left out.
    #[must_use]
    pub fn coverage(&self, date: Date) -> Vec<Coverage<'_>> {
        self.books.iter().filter(|book| !book.advice).map(|book| coverage_of(book, date)).collect()
    }
}

fn coverage_of(book: &Rulebook, date: Date) -> Coverage<'_> {
    let mut articles: Vec<CoveredArticle> = Vec::new();
    for rule in book.rules.iter().filter(|rule| rule.in_force(date)) {
        let same = |known: &&mut CoveredArticle| *known.source == rule.source && known.certainty == rule.certainty;
        match articles.iter_mut().find(same) {
            Some(known) => known.rules.push(rule),
            None => {
                articles.push(CoveredArticle { source: &rule.source, certainty: rule.certainty, rules: vec![rule] });
            }
        }
    }
    Coverage {
        book,
        articles,
        missing: book.missing.iter().filter(|law| law.matters(date)).collect(),
        pending: book.pending.iter().collect(),
    }
}
