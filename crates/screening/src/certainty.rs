//! How sure an outcome is: the weakest of what decides.

use jiff::civil::Date;

use super::assessment::Assessment;
use super::screener::Screener;
use super::verdict::CertaintyOf;
use bodemtoets_law::rules::{Outcome, Truth};
use bodemtoets_maps::pack::{KindSet, Role};
use bodemtoets_words::provenance::Certainty;

/// What stands for a layer where somebody looked a zone up.
pub(super) const GIVEN: &str = "given";

/// The weakest of what decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeakestLink<'a> {
    /// How sure it is.
    pub certainty: Certainty,
    /// The weakest rule.
    pub rule: Option<&'a str>,
    /// The weakest layer, of equals the oldest.
    pub layer: Option<&'a str>,
    /// The day that this layer describes.
    pub map_date: Option<Date>,
}

impl WeakestLink<'_> {
    /// The same as a verdict has it.
    pub(crate) fn written(self) -> CertaintyOf {
        CertaintyOf {
            weakest: self.certainty,
            rule: self.rule.map(str::to_owned),
            layer: self.layer.map(str::to_owned),
            map_date: self.map_date,
        }
    }
}

/// The same by positions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weakest {
    certainty: Certainty,
    /// In the law.
    rule: Option<usize>,
    map: Option<MapLink>,
}

/// A map that an outcome rests on.
#[derive(Debug, Clone, Copy)]
struct MapLink {
    certainty: Certainty,
    date: Option<Date>,
    /// Position in the pack; nothing where somebody looked a zone up.
    layer: Option<usize>,
}

impl MapLink {
    /// The weaker of two; of equals the older.
    fn weaker(self, other: Self) -> Self {
        let key = |link: &Self| (link.certainty, link.date.unwrap_or(Date::MAX));
        if key(&other) < key(&self) { other } else { self }
    }

    fn of_layer(screener: &Screener, position: usize) -> Self {
        let layer = &screener.pack().layers[position];
        Self { certainty: layer.sure(), date: Some(layer.date), layer: Some(position) }
    }
}

impl<'a> Assessment<'a> {
    /// How sure a settled outcome is; nothing where it is open, or where no rulebook covers.
    ///
    /// It rests on the rules that decide, with those that took the place of stricter ones; on the layers of the
    /// zones and sites that these are about; and on the layers on which stricter rules found nothing, or those that
    /// decide: of the layers of one kind the surest is enough to say that there is no such zone.
    #[must_use]
    pub fn certainty(&self) -> Option<WeakestLink<'a>> {
        let Weakest { certainty, rule, map } = self.weakest()?;
        let layers = &self.screener().pack().layers;
        Some(WeakestLink {
            certainty,
            rule: rule.map(|rule| self.rule_at(rule).id.as_str()),
            layer: map.map(|map| map.layer.map_or(GIVEN, |layer| &layers[layer].id)),
            map_date: map.and_then(|map| map.date),
        })
    }

    /// See [`Self::certainty`].
    pub(super) fn weakest_link(&self, outcome: Outcome) -> Option<Weakest> {
        let (mut rule, mut map) = (None::<(Certainty, usize)>, None::<MapLink>);
        let mut rests_on = |position: usize| {
            let certainty = self.rule_at(position).certainty;
            if rule.is_none_or(|(weakest, _)| certainty < weakest) {
                rule = Some((certainty, position));
            }
        };
        let mut add = |link: MapLink| map = Some(map.map_or(link, |map| map.weaker(link)));
        let mut looked_at = KindSet::EMPTY;
        for finding in &self.findings {
            let (law_rule, standing) = (self.law_rule(finding), finding.standing);
            if !law_rule.outcome.decides() {
                continue;
            }
            if standing.floor == Some(outcome) {
                rests_on(finding.rule);
                let measured = finding.judged.measured.and_then(|measured| self.map_of(measured.zone, measured.site));
                measured.into_iter().for_each(&mut add);
                // A ban rests on what it was measured at. Whatever is milder rests on all that it looked at.
                if outcome < Outcome::Prohibited || measured.is_none() {
                    self.zones_of(law_rule.looks_at).for_each(&mut add);
                }
                if outcome < Outcome::Prohibited {
                    looked_at = looked_at.union(law_rule.looks_at);
                }
            } else if law_rule.outcome > outcome && standing.truth == Truth::False {
                match standing.replaced_by {
                    Some(position) => {
                        rests_on(position);
                        looked_at = looked_at.union(self.law.rules[position].looks_at);
                        self.zones_of(self.law.rules[position].looks_at).for_each(&mut add);
                    }
                    None => looked_at = looked_at.union(law_rule.looks_at),
                }
            }
        }
        self.absent(looked_at).for_each(&mut add);
        let weakest = match (rule, map) {
            (Some((rule, _)), Some(map)) => rule.min(map.certainty),
            (Some((rule, _)), None) => rule,
            (None, Some(map)) => map.certainty,
            (None, None) => return None,
        };
        Some(Weakest { certainty: weakest, rule: rule.map(|(_, position)| position), map })
    }

    /// The map that a zone or a site is on.
    fn map_of(&self, zone: Option<usize>, site: Option<(Role, usize)>) -> Option<MapLink> {
        let pack = self.screener().pack();
        match (zone, site) {
            (Some(zone), _) if self.survey.given_zone(zone).is_some() => Some(self.looked_up()),
            (Some(zone), _) => Some(MapLink::of_layer(self.screener(), pack.zones.get(zone)?.layer)),
            (None, Some((role, site))) => {
                Some(MapLink::of_layer(self.screener(), pack.sites(role)?.0.get(site)?.layer))
            }
            (None, None) => None,
        }
    }

    /// The maps of the zones of some kinds that the place lies in.
    fn zones_of(&self, kinds: KindSet) -> impl Iterator<Item = MapLink> {
        let hits = self.survey.zones().iter().filter(move |hit| hit.kinds.meets(kinds));
        hits.filter_map(|hit| self.map_of(Some(hit.zone), None))
    }

    fn looked_up(&self) -> MapLink {
        let looked_up = &self.application().looked_up;
        MapLink { certainty: looked_up.certainty(), date: looked_up.date, layer: None }
    }

    /// For each kind the surest map that says where there are none.
    fn absent(&self, kinds: KindSet) -> impl Iterator<Item = MapLink> {
        let given = &self.application().looked_up.zones;
        kinds.positions().filter_map(move |kind| {
            if let Some(layer) = self.screener().surest_layer(kind) {
                return Some(MapLink::of_layer(self.screener(), layer));
            }
            let slug = self.screener().kinds.slug(kind)?;
            given.iter().any(|zone| zone.kind == slug).then(|| self.looked_up())
        })
    }
}
