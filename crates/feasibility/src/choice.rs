//! Which sizes are best: every combination of heat pump, dry cooler and wells is run, and weighed by
//! the mix of years.

use rayon::prelude::*;
use serde::Serialize;

use super::problem::{Problem, positive};
use super::scenario::{LARGEST_HEAT_PUMP_KW, Scenario};
use super::year_result::YearResult;

/// Something that a choice makes small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Goal {
    /// The shortest payback.
    Payback,
    /// The lowest cost over 20 years.
    Tco,
    /// The least CO2.
    Co2,
}

impl Goal {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Payback, Self::Tco, Self::Co2];

    /// The name in flags.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Payback => "payback",
            Self::Tco => "tco",
            Self::Co2 => "co2",
        }
    }
}

/// What is best: one goal, or several by weight.
///
/// ```
/// use bodemtoets_feasibility::{Goal, Goals};
///
/// let goals: Goals = "payback=2,co2=1".parse()?;
/// assert_eq!(goals.weight(Goal::Payback), 2.0);
/// assert_eq!("tco".parse::<Goals>()?, Goals::one(Goal::Tco));
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goals([f64; Goal::ALL.len()]);

impl Serialize for Goals {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Goal::ALL.into_iter().map(|goal| (goal.slug(), self.weight(goal))))
    }
}

impl Goals {
    /// One goal and nothing else.
    #[must_use]
    pub fn one(goal: Goal) -> Self {
        let mut goals = Self([0.0; Goal::ALL.len()]);
        goals.0[goal as usize] = 1.0;
        goals
    }

    /// How much a goal counts.
    #[must_use]
    pub fn weight(&self, goal: Goal) -> f64 {
        self.0[goal as usize]
    }
}

impl std::str::FromStr for Goals {
    type Err = String;

    /// Reads `payback`, or `payback=2,co2=1`.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut goals = Self([0.0; Goal::ALL.len()]);
        for part in text.split(',') {
            let (name, weight) = part.split_once('=').unwrap_or((part, "1"));
            let goal = Goal::ALL.into_iter().find(|goal| goal.slug() == name.trim()).ok_or_else(|| {
                let known = Goal::ALL.map(Goal::slug).join(", ");
                format!("`{}` is not one of {known}; several by weight look like payback=2,co2=1", name.trim())
            })?;
            let weight = weight.trim().parse().ok().filter(|weight: &f64| weight.is_finite() && *weight > 0.0);
            let weight = weight.ok_or_else(|| format!("{part}: a weight is a number above 0"))?;
            if std::mem::replace(&mut goals.0[goal as usize], weight) > 0.0 {
                return Err(format!("{} is there twice", goal.slug()));
            }
        }
        Ok(goals)
    }
}

/// The sizes to try.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    /// Heat pumps, kW.
    pub heat_pumps_kw: Vec<f64>,
    /// Dry coolers, as parts of the heat pump.
    pub dry_cooler_shares: Vec<f64>,
    /// Wells, as parts of those that belong to the heat pump.
    pub source_shares: Vec<f64>,
}

impl Sweep {
    /// Heat pumps in steps of 50 kW from 100 to 1000 kW for every 15 000 m2, as far as a heat pump can be
    /// that large, each with the dry cooler and the wells that belong to it.
    #[must_use]
    pub fn of_heat_pumps(scenario: &Scenario) -> Self {
        let heat_pumps_kw = (2..=20).map(|fifties| f64::from(fifties) * 50.0 * scenario.demand.scale);
        Self {
            heat_pumps_kw: heat_pumps_kw.filter(|kw| *kw <= LARGEST_HEAT_PUMP_KW).collect(),
            dry_cooler_shares: vec![1.0],
            source_shares: vec![1.0],
        }
    }
}

/// A combination of sizes, and the mix of its years.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// Heat pump, kW.
    pub heat_pump_kw: f64,
    /// Dry cooler, kW.
    pub dry_cooler_kw: f64,
    /// Wells, kW.
    pub source_kw: f64,
    /// Whether it delivers what is asked and the ground can bear it; one that does not is never the best.
    pub fits: bool,
    /// Whether no other that fits is at least as good in payback, cost and CO2, and better in one of them.
    pub on_front: bool,
    /// The mix of its years.
    pub weighted: YearResult,
}

impl Candidate {
    /// What the goal makes smallest.
    #[must_use]
    pub fn score(&self, goal: Goal) -> f64 {
        match goal {
            Goal::Payback => self.weighted.payback_years.unwrap_or(f64::INFINITY),
            Goal::Tco => self.weighted.tco_20_years_eur,
            Goal::Co2 => self.weighted.co2_t,
        }
    }

    fn beats(&self, other: &Self) -> bool {
        Goal::ALL.iter().all(|goal| self.score(*goal) <= other.score(*goal))
            && Goal::ALL.iter().any(|goal| self.score(*goal) < other.score(*goal))
    }
}

/// Runs every combination, on all cores, in the order of the sizes.
///
/// # Errors
/// When a size is impossible, or there is nothing to try.
pub fn sweep(scenario: &Scenario, sizes: &Sweep) -> Result<Vec<Candidate>, Problem> {
    let mut scenarios = Vec::new();
    for heat_pump_kw in &sizes.heat_pumps_kw {
        let with_pump = scenario.clone().sized(*heat_pump_kw)?;
        for dry_cooler in &sizes.dry_cooler_shares {
            for source in &sizes.source_shares {
                positive("part of the wells", *source, 10.0, "they belong to a heat pump")?;
                let (dry_cooler_kw, source_kw) = (with_pump.heat_pump_kw * dry_cooler, with_pump.source_kw * source);
                scenarios.push(Scenario { dry_cooler_kw, source_kw, ..with_pump.clone() });
            }
        }
    }
    if scenarios.is_empty() {
        return Err(Problem::Length {
            name: "sizes".into(),
            found: 0,
            expected: "at least 1".into(),
            why: "there is nothing to choose from".into(),
        });
    }
    let candidate = |scenario: &Scenario| {
        let outcome = scenario.run()?;
        Ok::<_, Problem>(Candidate {
            fits: scenario.fits(&outcome)?,
            heat_pump_kw: scenario.heat_pump_kw,
            dry_cooler_kw: scenario.dry_cooler_kw,
            source_kw: scenario.source_kw,
            on_front: false,
            weighted: outcome.weighted,
        })
    };
    let mut candidates = scenarios.par_iter().map(candidate).collect::<Result<Vec<_>, _>>()?;
    let front: Vec<bool> = candidates
        .iter()
        .map(|one| one.fits && !candidates.iter().any(|other| other.fits && other.beats(one)))
        .collect();
    for (candidate, on_front) in candidates.iter_mut().zip(front) {
        candidate.on_front = on_front;
    }
    Ok(candidates)
}

/// The best of those that fit; of equals the first. Nothing when there are none. Several goals are made alike by
/// the range that each has among the candidates, from 0 for the best to 1 for the worst.
#[must_use]
pub fn best<'a>(candidates: &'a [Candidate], goals: &Goals) -> Option<&'a Candidate> {
    let ranges = Goal::ALL.map(|goal| {
        let scores = candidates.iter().filter(|one| one.fits).map(|one| one.score(goal));
        let scores = scores.filter(|score| score.is_finite());
        scores.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), score| (low.min(score), high.max(score)))
    });
    let weighed = |one: &Candidate| -> f64 {
        let parts = Goal::ALL.into_iter().zip(ranges).filter(|(goal, _)| goals.weight(*goal) > 0.0);
        let part = |(goal, (low, high)): (Goal, (f64, f64))| {
            let above = one.score(goal) - low;
            // All alike: it tells nothing.
            goals.weight(goal) * if high > low { above / (high - low) } else { above.max(0.0) }
        };
        parts.map(part).sum()
    };
    candidates.iter().filter(|one| one.fits).min_by(|a, b| weighed(a).total_cmp(&weighed(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swept() -> Vec<Candidate> {
        let sizes = Sweep {
            heat_pumps_kw: (3..=12).map(|fifties| f64::from(fifties) * 50.0).collect(),
            dry_cooler_shares: vec![0.5, 1.0, 1.5],
            source_shares: vec![1.0, 1.25],
        };
        sweep(&Scenario::office(400.0).unwrap(), &sizes).unwrap()
    }

    #[test]
    fn the_best_of_every_goal_is_on_the_front() {
        let candidates = swept();
        assert_eq!(candidates.len(), 60);
        for goal in Goal::ALL {
            let best = best(&candidates, &Goals::one(goal)).unwrap();
            assert!(candidates.iter().all(|other| other.score(goal) >= best.score(goal)));
            let equals = candidates.iter().filter(|other| other.score(goal) <= best.score(goal));
            assert!(equals.into_iter().any(|other| other.on_front));
        }
    }

    #[test]
    fn four_hundred_kw_pays_back_first() {
        assert!((best(&swept(), &Goals::one(Goal::Payback)).unwrap().heat_pump_kw - 400.0).abs() < 1e-9);
    }

    #[test]
    fn a_weighed_choice_lies_between_its_goals() {
        let candidates = swept();
        let scores = |goals: &str| {
            let best = best(&candidates, &goals.parse().unwrap()).unwrap();
            (best.score(Goal::Tco), best.score(Goal::Co2))
        };
        let ((cheapest, most), (dearest, least)) = (scores("tco"), scores("co2"));
        assert!(cheapest < dearest && least < most);
        for weights in ["tco=1,co2=1", "tco=5,co2=1", "tco=1,co2=5"] {
            let (cost, emitted) = scores(weights);
            assert!((cheapest..=dearest).contains(&cost) && (least..=most).contains(&emitted));
        }
        assert_eq!(scores("tco=1000,co2=0.001"), (cheapest, most));
    }

    #[test]
    fn goals_that_are_none_are_refused_with_those_that_are() {
        let refused = |text: &str| text.parse::<Goals>().unwrap_err();
        assert_eq!(
            refused("money"),
            "`money` is not one of payback, tco, co2; several by weight look like payback=2,co2=1"
        );
        assert_eq!(refused("payback=0"), "payback=0: a weight is a number above 0");
    }
}
