//! Places alike: where rules see the same, they come to the same, so that it is found once.
//!
//! Of a million places most lie in the same few combinations of zones. What rules see without looking further than
//! the place itself is a [`Sight`]; what they come to there is a [`Ruling`], which the next place with that sight
//! takes over. Rules that look further (how far is the nearest abstraction?) are known by watching what they ask for,
//! and are judged anew at every place.

use std::cell::{RefCell, RefMut};
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use smallvec::SmallVec;
use thread_local::ThreadLocal;

use super::assessment::Assessment;
use super::certainty::Weakest;
use super::decision::Decision;
use super::finding::Finding;
use super::positions::Positions;
use super::standing::Standing;
use bodemtoets_law::rules::{Dwelling, Judgement, Missing, Quantity};
use bodemtoets_space::Shape;

/// How many sights a thread remembers at most, some 5 kB each.
const SIGHTS: usize = 1024;

/// What rules see of an application at a point without looking further. With the law it settles what they come to.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Sight {
    jurisdictions: Positions,
    /// Rulebooks of which something is not known on that day.
    unread: Positions,
    zones: Positions,
    gaps: Positions,
    numbers: [u64; Quantity::ALL.len()],
    dwelling: Option<Dwelling>,
    fluid: Option<String>,
    existing_since: Option<Date>,
}

impl Sight {
    /// Nothing where a place is more than a point, or somebody looked something up for it.
    fn of(assessment: &Assessment) -> Option<Self> {
        let application = assessment.application();
        if !matches!(application.place, Shape::Point(_)) || !application.looked_up.zones.is_empty() {
            return None;
        }
        let survey = &assessment.survey;
        Some(Self {
            jurisdictions: assessment.jurisdictions.clone(),
            unread: assessment.unread.clone(),
            zones: survey.zones().iter().map(|hit| hit.zone).collect(),
            gaps: survey.gaps().iter().copied().collect(),
            numbers: survey.quantities.bits(),
            dwelling: application.dwelling,
            fluid: application.fluid.clone(),
            existing_since: application.existing_since,
        })
    }
}

/// What the rules come to at places alike.
#[derive(Debug)]
pub(super) struct Ruling {
    findings: Vec<Finding>,
    /// Which of the findings look further than the place, and what each comes to by itself.
    far: SmallVec<[(usize, Standing); 2]>,
    decision: Decision,
    settle: Missing,
    /// Found when it is first asked for; never where it hangs on more than the sight.
    allowed_depth_m: OnceLock<Option<f64>>,
    certainty: OnceLock<Option<Weakest>>,
}

/// The rulings of a law, each thread its own: no thread waits for another.
#[derive(Debug, Default)]
pub(super) struct Rulings(ThreadLocal<RefCell<Vec<Slot>>>);

/// Where the sights of one remainder of a hash go. A ruling is kept when its sight is met twice in a row there, so
/// that a table in which every application is another one costs nothing.
#[derive(Debug, Default)]
struct Slot {
    met: u64,
    kept: Option<(Sight, Alike)>,
}

/// Rulings of one sight, which differ in what is seen from afar.
type Alike = SmallVec<[Arc<Ruling>; 1]>;

impl Rulings {
    /// What a slot has for a sight, and whether it is met once more.
    fn of(&self, sight: &Sight, hash: u64) -> (Alike, bool) {
        let mut slots = self.slots();
        let slot = &mut slots[index(hash)];
        match &slot.kept {
            Some((kept, alike)) if kept == sight => (alike.clone(), true),
            _ => (Alike::new(), std::mem::replace(&mut slot.met, hash) == hash),
        }
    }

    fn keep(&self, sight: Sight, hash: u64, ruling: Arc<Ruling>) {
        let mut slots = self.slots();
        match &mut slots[index(hash)].kept {
            Some((kept, alike)) if *kept == sight => alike.push(ruling),
            kept => *kept = Some((sight, SmallVec::from_iter([ruling]))),
        }
    }

    fn slots(&self) -> RefMut<'_, Vec<Slot>> {
        let new = || RefCell::new(std::iter::repeat_with(Slot::default).take(SIGHTS).collect());
        self.0.get_or(new).borrow_mut()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the lowest ten bits")]
fn index(hash: u64) -> usize {
    hash as usize % SIGHTS
}

impl Assessment<'_> {
    /// Judges the rules of the place and what they come to together, or takes that over from a place alike.
    pub(super) fn decide(&mut self) {
        let Some(sight) = Sight::of(self) else {
            let ruling = self.judge();
            (self.findings, self.decision, self.settle) = (ruling.findings, ruling.decision, ruling.settle);
            return;
        };
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(&sight);
        let rulings = &self.law.rulings;
        let (alike, is_met_again) = rulings.of(&sight, hash);
        if let Some((far, ruling)) = alike.into_iter().find_map(|ruling| Some((self.seen_far(&ruling)?, ruling))) {
            self.findings.clone_from(&ruling.findings);
            for (finding, judged) in far {
                self.findings[finding].judged = judged;
            }
            (self.decision, self.settle) = (ruling.decision, ruling.settle);
            self.ruling = Some(ruling);
            return;
        }
        let ruling = self.judge();
        (self.decision, self.settle) = (ruling.decision, ruling.settle);
        if is_met_again {
            let ruling = Arc::new(ruling);
            rulings.keep(sight, hash, Arc::clone(&ruling));
            self.findings.clone_from(&ruling.findings);
            self.ruling = Some(ruling);
        } else {
            self.findings = ruling.findings;
        }
    }

    /// What the rules that look further than the place say here; nothing where one comes to something else than in
    /// the ruling.
    fn seen_far(&self, ruling: &Ruling) -> Option<SmallVec<[(usize, Judgement); 2]>> {
        let of = |(finding, standing): &(usize, Standing)| {
            let here = self.alone(ruling.findings[*finding].rule);
            (here.standing == *standing).then_some((*finding, here.judged))
        };
        ruling.far.iter().map(of).collect()
    }

    /// Judges the rules of the place, and watches which look further.
    fn judge(&self) -> Ruling {
        let mut findings = Vec::new();
        let mut far = SmallVec::new();
        for position in self.law.heard(&self.books).filter(|position| !self.law.rules[*position].aside) {
            let (finding, is_far) = self.survey.watch(|| self.alone(position));
            if is_far {
                far.push((findings.len(), finding.standing));
            }
            findings.push(finding);
        }
        self.replace(&mut findings);
        let decision = self.weighed(&findings, findings.iter().map(|finding| &finding.standing));
        let settle = self.settles(&findings, decision);
        Ruling { findings, far, decision, settle, allowed_depth_m: OnceLock::new(), certainty: OnceLock::new() }
    }

    /// The deepest drilling that is certainly not prohibited, all else as applied for: 0 when every
    /// depth may be prohibited, infinite when no depth is, `None` where no rulebook covers.
    #[must_use]
    pub fn allowed_depth_m(&self) -> Option<f64> {
        self.once(|ruling| &ruling.allowed_depth_m, || self.deepest_allowed_m())
    }

    /// How sure a settled outcome is, by positions.
    pub(super) fn weakest(&self) -> Option<Weakest> {
        // A far thing that decides is not the same everywhere.
        let Decision::Settled(outcome) = self.decision else { return None };
        let decides = |(finding, _): &(usize, Standing)| self.findings[*finding].standing.floor == Some(outcome);
        if self.ruling.as_ref().is_some_and(|ruling| ruling.far.iter().any(decides)) {
            return self.weakest_link(outcome);
        }
        self.once(|ruling| &ruling.certainty, || self.weakest_link(outcome))
    }

    /// What is found once for all places alike, unless it looks further than the place.
    fn once<T: Copy>(&self, cell: impl Fn(&Ruling) -> &OnceLock<T>, find: impl FnOnce() -> T) -> T {
        let Some(cell) = self.ruling.as_deref().map(cell) else { return find() };
        if let Some(found) = cell.get() {
            return *found;
        }
        let (found, is_far) = self.survey.watch(find);
        if is_far { found } else { *cell.get_or_init(|| found) }
    }
}
