//! `within_m = { distance = 400, of = "abstraction" }`: something is nearer than a distance.

use std::fmt;

use super::branch::Way;
use super::form::{Form, Grammar};
use super::ground::{Aspect, Ground};
use super::question::Question;
use super::world::{Follows, Origin, Scope, World};
use crate::rules::changes::Changes;
use crate::rules::comparison::Comparison;
use crate::rules::facts::{Facts, Target};
use crate::rules::judgement::{Fact, Judgement, Measured, Missing};
use crate::rules::map_use::{DistanceUse, MapUse};
use crate::rules::reading::{Keys, Names, Reader};
use crate::rules::truth::Truth;
use crate::rules::wording::{Thing, Wording};
use crate::rules::zone::ZoneHit;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::an;
use bodemtoets_words::{KindSet, Kinds, Role, TooManyKinds};

pub(super) const FORM: Form = Form { key: "within_m", beside: &[], read };

/// Whether something is nearer than a distance. Exactly at the distance is not nearer.
#[derive(Debug, Clone, PartialEq)]
struct Within {
    distance_m: f64,
    /// Roles (`abstraction`, `installation`) or kinds of zone. The first that the pack has data on is
    /// measured to.
    of: Vec<String>,
    /// The same, once bound; each with the kind that it is.
    targets: Vec<(Target, KindSet)>,
}

fn read(reader: &mut Reader, keys: &mut Keys, _: Grammar) -> Option<Box<dyn Question>> {
    let mut keys = reader.inner(keys, "within_m", &["distance", "of"])?;
    let at = keys.span_of("distance");
    let distance_m: Option<f64> = reader.needed(&mut keys, "distance");
    let of: Option<Names> = reader.needed(&mut keys, "of");
    let (distance_m, of) = (distance_m?, of?.0);
    if !(distance_m.is_finite() && distance_m > 0.0) {
        reader.fault(at, format!("{distance_m} is no distance: give a number of metres above 0"));
        return None;
    }
    Some(Box::new(Within { distance_m, of, targets: Vec::new() }))
}

impl Question for Within {
    fn judge(&self, facts: &dyn Facts, _: Option<&ZoneHit>) -> Judgement {
        for &(target, kinds) in &self.targets {
            let Some(nearest) = facts.nearest(target) else { continue };
            let holds = nearest.metres < self.distance_m;
            let value = nearest.metres.is_finite().then_some(nearest.metres);
            let (zone, site) = match target {
                _ if value.is_none() => (None, None),
                Target::Role(role) => (None, Some((role, nearest.feature))),
                Target::Kind(_) => (Some(nearest.feature), None),
            };
            let measured = Some(Measured {
                fact: Fact::Distance,
                value,
                limit: Some(self.distance_m),
                margin: value.map(|metres| metres - self.distance_m),
                zone,
                site,
            });
            let unknown = kinds.without(facts.known_kinds_within(self.distance_m));
            if !holds && !unknown.is_empty() {
                return Judgement { truth: Truth::Unknown, measured, missing: Missing::kinds(unknown) };
            }
            return Judgement { truth: holds.into(), measured, missing: Missing::default() };
        }
        let kinds = self.targets.iter().fold(KindSet::EMPTY, |set, (_, kinds)| set.union(*kinds));
        Judgement { truth: Truth::Unknown, measured: None, missing: Missing::kinds(kinds) }
    }

    fn depends_on_depth(&self, _: bool) -> bool {
        false
    }

    fn stays(&self, _: &dyn Facts, changes: &Changes) -> bool {
        !changes.place
    }

    fn admit<'a>(&'a self, holds: bool, _: Scope, world: &mut World<'a>) -> Option<Follows<'a>> {
        let axis = ("distance_m", Origin::Nearest(&self.of));
        world.admits_number(axis, 0.0..=f64::INFINITY, Comparison::Below, self.distance_m, holds)
    }

    fn kinds(&self) -> Vec<&str> {
        self.of.iter().map(String::as_str).collect()
    }

    fn bind(&mut self, kinds: &mut Kinds) -> Result<(), TooManyKinds> {
        let target = |slug: &String, kinds: &mut Kinds| {
            let kind = kinds.add(slug)?;
            let target = match slug.as_str() {
                "abstraction" => Target::Role(Role::Abstraction),
                "installation" => Target::Role(Role::Installation),
                _ => Target::Kind(kind),
            };
            Ok((target, kind))
        };
        self.targets = self.of.iter().map(|slug| target(slug, kinds)).collect::<Result<_, TooManyKinds>>()?;
        Ok(())
    }

    fn map_use(&self, map: &mut MapUse) {
        for &(target, kinds) in &self.targets {
            map.add_distance(DistanceUse { distance_m: self.distance_m, target, kinds });
        }
    }

    fn may_hold_with(&self, delivered: KindSet) -> bool {
        self.targets.iter().any(|(_, kinds)| kinds.meets(delivered))
    }

    fn numbers(&self, _: bool) -> usize {
        1
    }

    fn is_number(&self, _: Aspect) -> bool {
        true
    }

    fn judges(&self, ground: &Ground) -> bool {
        !ground.negated && ground.measured.is_some_and(|found| found.value.is_some())
    }

    fn ways(&self) -> &'static [Way] {
        &[Way::Holds, Way::Fails, Way::Unknown, Way::OnLimit]
    }

    fn clause(&self, ground: &Ground, words: &Wording) -> String {
        let target = self.targets.iter().position(|(target, _)| words.facts.nearest(*target).is_some());
        let limit = words.metres(self.distance_m, 3);
        let measured = ground.measured;
        let thing = measured.and_then(|found| match (found.zone, found.site) {
            (Some(zone), _) => words.zone_if_known(zone).or_else(|| self.some(target, words)),
            (None, Some((role, site))) => Some(words.thing(&words.names.site(role, site))),
            (None, None) => None,
        });
        let far = measured.and_then(|found| found.value).zip(thing);
        let inside = match (words.lang, ground.negated) {
            (Lang::Nl, false) => format!("binnen {limit}"),
            (Lang::Nl, true) => format!("buiten {limit}"),
            (Lang::En, false) => format!("within {limit}"),
            (Lang::En, true) => format!("beyond {limit}"),
        };
        let consequence = || if words.is_alone() { format!("; {inside} {}", words.then()) } else { String::new() };
        match (ground.truth, far) {
            (Truth::Unknown, None) => {
                let kinds = words.kinds(&self.of);
                let absent = words.absent(self.of.len());
                let unknown = match words.lang {
                    Lang::Nl => format!("of er binnen {limit} een {kinds} ligt is niet bekend, want {absent}"),
                    Lang::En => format!("whether {} lies within {limit} is not known, because {absent}", an(&kinds)),
                };
                unknown + &consequence()
            }
            (Truth::Unknown, Some((metres, thing))) => {
                let at = at(metres, &thing, 1, words);
                let doubt = match words.lang {
                    Lang::Nl => format!("maar binnen {limit} is de kaart niet volledig"),
                    Lang::En => format!("but within {limit} the map is not complete"),
                };
                format!("{at}, {doubt}{}", consequence())
            }
            (_, None) => {
                let of = target.and_then(|target| self.of.get(target)).map_or(&self.of[..], std::slice::from_ref);
                let kinds = words.kinds(of);
                match words.lang {
                    Lang::Nl => format!("binnen {limit} ligt geen {kinds}"),
                    Lang::En => format!("no {kinds} lies within {limit}"),
                }
            }
            (_, Some((metres, thing))) => self.distance(ground, metres, &thing, words),
        }
    }
}

impl Within {
    /// Whichever is measured to.
    fn some(&self, target: Option<usize>, words: &Wording) -> Option<String> {
        let kind = self.of.get(target?)?;
        Some(words.thing(&Thing { kind: kind.clone(), id: String::new(), name: None }))
    }

    fn distance(&self, ground: &Ground, metres: f64, thing: &str, words: &Wording) -> String {
        let room = metres - self.distance_m;
        // A hair counts where it decides.
        let decimals = if room.abs() < 1.0 { 3 } else { 1 };
        let at = at(metres, thing, decimals, words);
        let (limit, size) = (words.metres(self.distance_m, 3), words.metres(room.abs(), decimals));
        if words.judging && !ground.negated {
            let needed = match words.lang {
                Lang::Nl => format!("ten minste {limit} is vereist"),
                Lang::En => format!("at least {limit} is required"),
            };
            let verdict = match words.lang {
                _ if room == 0.0 => {
                    words.pick("de grens wordt precies aangehouden", "the limit is kept exactly").to_owned()
                }
                Lang::Nl if room < 0.0 => format!("{size} te dichtbij"),
                Lang::Nl => format!("nog {size} ruimte"),
                Lang::En if room < 0.0 => format!("{size} too close"),
                Lang::En => format!("{size} to spare"),
            };
            return format!("{at}; {needed}: {verdict}");
        }
        let beside = match words.lang {
            Lang::Nl if room == 0.0 => format!("precies op de afstand van {limit}"),
            Lang::Nl if room < 0.0 => format!("{size} binnen de afstand van {limit}"),
            Lang::Nl => format!("{size} buiten de afstand van {limit}"),
            Lang::En if room == 0.0 => format!("exactly at the distance of {limit}"),
            Lang::En if room < 0.0 => format!("{size} inside the distance of {limit}"),
            Lang::En => format!("{size} outside the distance of {limit}"),
        };
        format!("{at}, {beside}")
    }
}

fn at(metres: f64, thing: &str, decimals: usize, words: &Wording) -> String {
    let far = words.metres(metres, decimals);
    match words.lang {
        Lang::Nl => format!("de plaats ligt op {far} van {thing}"),
        Lang::En => format!("the place is {far} from {thing}"),
    }
}

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nearer than {} m to {}", self.distance_m, self.of.join(", else "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::judged;
    use super::*;
    use crate::rules::case::Given;

    #[test]
    fn exactly_at_the_distance_is_not_nearer() {
        let asked = "{ within_m = { distance = 400, of = 'abstraction' } }";
        for (metres, truth) in [(399.9, Truth::True), (400.0, Truth::False), (400.1, Truth::False)] {
            let known = Given { distance_m: [("abstraction".to_owned(), metres)].into(), ..Given::default() };
            assert_eq!(judged(asked, known).truth, truth, "{metres}");
        }
        assert_eq!(judged(asked, Given::default()).truth, Truth::False);
    }

    #[test]
    fn the_first_target_with_a_map_is_measured_to_and_without_any_it_is_unknown() {
        let asked = "{ within_m = { distance = 400, of = ['a', 'b'] } }";
        let near_b = |no_map: &[&str]| Given {
            distance_m: [("b".to_owned(), 10.0)].into(),
            no_map: no_map.iter().map(|slug| (*slug).to_owned()).collect(),
            ..Given::default()
        };
        assert_eq!(judged(asked, near_b(&[])).truth, Truth::False);
        assert_eq!(judged(asked, near_b(&["a"])).truth, Truth::True);
        assert_eq!(judged(asked, near_b(&["a", "b"])).truth, Truth::Unknown);
    }
}
