//! The engine behind the address: a screener, replaced as a whole when packs or rulebooks are read again.

use std::sync::{Arc, PoisonError, RwLock};

use bodemtoets_law::rules::{Library, try_rule};
use bodemtoets_screening::Screener;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::features::Collections;

/// An error for people; what it says is in its text.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What makes a screener: of the pack and rulebooks that were asked for, as they are at the moment.
pub type Opener = Box<dyn Fn() -> Result<Screener, Failure> + Send + Sync>;

/// A screener, and since when it answers.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) screener: Screener,
    pub(crate) since: Timestamp,
    /// The names of what is on its maps.
    pub(crate) collections: Collections,
}

/// The engine of the moment.
pub(crate) struct Engines {
    opener: Opener,
    now: RwLock<Arc<Engine>>,
}

impl Engine {
    fn open(opener: &Opener) -> Result<Self, Failure> {
        let screener = opener()?;
        let collections = Collections::of(&screener);
        Ok(Self { screener, since: Timestamp::now(), collections })
    }
}

impl Engines {
    /// Opens the first.
    ///
    /// # Errors
    /// What the opener says.
    pub(crate) fn open(opener: Opener) -> Result<Self, Failure> {
        let engine = Engine::open(&opener)?;
        Ok(Self { opener, now: RwLock::new(Arc::new(engine)) })
    }

    /// The engine of the moment. Whoever has it keeps it until its answer is given.
    pub(crate) fn now(&self) -> Arc<Engine> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads packs and rulebooks again. The old ones answer until the new ones can, and stay when they cannot.
    ///
    /// # Errors
    /// What is wrong with the new ones.
    pub(crate) fn reload(&self) -> Result<Arc<Engine>, Failure> {
        let engine = Arc::new(Engine::open(&self.opener)?);
        check_cases(engine.screener.library())?;
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&engine);
        Ok(engine)
    }
}

/// Refuses rulebooks of which a case has another answer than stands beside it.
fn check_cases(library: &Library) -> Result<(), Failure> {
    for (book, rule) in library.rules() {
        let trial = try_rule(rule)?;
        let wrong = rule.cases.iter().zip(&trial.answers).find(|(case, answer)| answer.judged.truth != case.expected);
        if wrong.is_some() {
            return Err(format!(
                "{} {}: a case has another answer than it should (bodemtoets rules test)",
                book.id, rule.id
            )
            .into());
        }
    }
    Ok(())
}

/// The day of today, whose law counts for applications without a date. The server may run for years.
pub(crate) fn today() -> Date {
    jiff::Zoned::now().date()
}
