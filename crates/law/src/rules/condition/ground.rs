//! Grounds: the questions of a condition that decide its answer, to be put into words.

use super::question::Question;
use crate::rules::judgement::{Judgement, Measured, Missing};
use crate::rules::truth::Truth;
use crate::rules::zone::ZoneHit;

/// A question whose answer decides.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The question.
    pub question: &'a dyn Question,
    /// What of it decides.
    pub aspect: Aspect,
    /// The answer to the question itself.
    pub truth: Truth,
    /// Whether the rule asks for the opposite.
    pub negated: bool,
    /// The measurement, where there is one.
    pub measured: Option<Measured>,
    /// What would have to be known.
    pub missing: Missing,
    /// The zone that the question is about.
    pub hit: Option<ZoneHit>,
}

/// What of a question decides. Only questions about zones have more than their answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// Its answer; of a question about zones, that the place lies in this zone, at the depth that counts.
    Answer,
    /// Whether the drilling or the screens reach into this zone, which begins below ground level.
    Reach,
    /// The place lies in no such zone.
    NoZone,
    /// Whether the place lies in such a zone: the map is missing or incomplete.
    Map,
}

impl<'a> Ground<'a> {
    /// The answer to a question.
    pub(super) fn new(question: &'a dyn Question, judged: Judgement, negated: bool, hit: Option<&ZoneHit>) -> Self {
        let Judgement { truth, measured, missing } = judged;
        Self { question, aspect: Aspect::Answer, truth, negated, measured, missing, hit: hit.copied() }
    }
}
