//! Zones, distances and maps, in words.

use super::{Teller, Thing};
use crate::lang::{Lang, Text};
use crate::rules::{Facts, Ground, InZone, Truth, Within};
use crate::words::{an, joined, known_kind, number, with_decimals};

impl<F: Facts> Teller<'_, F> {
    pub(super) fn in_zone(&self, ground: &Ground) -> String {
        let zone = ground.hit.map(|hit| self.zone(hit.zone)).unwrap_or_default();
        format!("{} {zone}", self.pick("de plaats ligt in", "the place lies in"))
    }

    pub(super) fn no_zone(&self, zone: &InZone) -> String {
        let kinds = self.kinds(&zone.kind);
        match self.lang {
            Lang::Nl => format!("de plaats ligt niet in een {kinds}"),
            Lang::En => format!("the place does not lie in {}", an(&kinds)),
        }
    }

    /// The map is missing or not complete here.
    pub(super) fn map(&self, ground: &Ground, zone: &InZone) -> String {
        let known = self.names.kinds();
        let lacks = |slug: &&String| known.find(slug).is_some_and(|kind| kind.meets(ground.missing.kinds));
        let lacking: Vec<String> = zone.kind.iter().filter(lacks).cloned().collect();
        let kinds = self.kinds(if lacking.is_empty() { &zone.kind } else { &lacking });
        let absent = self.absent(lacking.len());
        let unknown = match self.lang {
            Lang::Nl => format!("of de plaats in een {kinds} ligt is niet bekend, want {absent}"),
            Lang::En => format!("whether the place lies in {} is not known, because {absent}", an(&kinds)),
        };
        if !self.alone || self.open || zone.filter.is_some() {
            let rest = if self.alone && !self.open {
                super::outcome::open(self.rule.outcome, self.lang)
            } else {
                String::new()
            };
            return unknown + &rest;
        }
        let there = match (self.lang, ground.negated) {
            (Lang::Nl, false) => "daarin",
            (Lang::Nl, true) => "daarbuiten",
            (Lang::En, false) => "inside,",
            (Lang::En, true) => "outside,",
        };
        format!("{unknown}; {there} {}", super::outcome::then(self.rule.outcome, self.lang))
    }

    fn absent(&self, kinds: usize) -> &'static str {
        if kinds > 1 {
            self.pick("die kaarten ontbreken of zijn hier niet volledig", "those maps are missing or not complete here")
        } else {
            self.pick("die kaart ontbreekt of is hier niet volledig", "that map is missing or not complete here")
        }
    }

    pub(super) fn within(&self, ground: &Ground, within: &Within, target: Option<usize>) -> String {
        let limit = self.metres(within.distance, 3);
        let measured = ground.measured;
        let thing = measured.and_then(|found| match (found.zone, found.site) {
            (Some(zone), _) => {
                self.names.zone(zone).map(|zone| self.thing(&zone)).or_else(|| self.some(within, target))
            }
            (None, Some((role, site))) => Some(self.thing(&self.names.site(role, site))),
            (None, None) => None,
        });
        let far = measured.and_then(|found| found.value).zip(thing);
        let inside = match (self.lang, ground.negated) {
            (Lang::Nl, false) => format!("binnen {limit}"),
            (Lang::Nl, true) => format!("buiten {limit}"),
            (Lang::En, false) => format!("within {limit}"),
            (Lang::En, true) => format!("beyond {limit}"),
        };
        let consequence = || match (self.alone && !self.open, self.lang) {
            (false, _) => String::new(),
            (true, _) => format!("; {inside} {}", super::outcome::then(self.rule.outcome, self.lang)),
        };
        match (ground.truth, far) {
            (Truth::Unknown, None) => {
                let kinds = self.kinds(&within.of);
                let absent = self.absent(within.of.len());
                let unknown = match self.lang {
                    Lang::Nl => format!("of er binnen {limit} een {kinds} ligt is niet bekend, want {absent}"),
                    Lang::En => format!("whether {} lies within {limit} is not known, because {absent}", an(&kinds)),
                };
                unknown + &consequence()
            }
            (Truth::Unknown, Some((metres, thing))) => {
                let at = self.at(metres, &thing, 1);
                let doubt = match self.lang {
                    Lang::Nl => format!("maar binnen {limit} is de kaart niet volledig"),
                    Lang::En => format!("but within {limit} the map is not complete"),
                };
                format!("{at}, {doubt}{}", consequence())
            }
            (_, None) => {
                let of = target.and_then(|target| within.of.get(target)).map_or(&within.of[..], std::slice::from_ref);
                let kinds = self.kinds(of);
                match self.lang {
                    Lang::Nl => format!("binnen {limit} ligt geen {kinds}"),
                    Lang::En => format!("no {kinds} lies within {limit}"),
                }
            }
            (_, Some((metres, thing))) => self.distance(ground, within.distance, metres, &thing),
        }
    }

    fn distance(&self, ground: &Ground, limit_m: f64, metres: f64, thing: &str) -> String {
        let room = metres - limit_m;
        // A hair counts where it decides.
        let decimals = if room.abs() < 1.0 { 3 } else { 1 };
        let at = self.at(metres, thing, decimals);
        let (limit, size) = (self.metres(limit_m, 3), self.metres(room.abs(), decimals));
        if self.judging && !ground.negated {
            let needed = match self.lang {
                Lang::Nl => format!("ten minste {limit} is vereist"),
                Lang::En => format!("at least {limit} is required"),
            };
            let verdict = match self.lang {
                _ if room == 0.0 => {
                    self.pick("de grens wordt precies aangehouden", "the limit is kept exactly").to_owned()
                }
                Lang::Nl if room < 0.0 => format!("{size} te dichtbij"),
                Lang::Nl => format!("nog {size} ruimte"),
                Lang::En if room < 0.0 => format!("{size} too close"),
                Lang::En => format!("{size} to spare"),
            };
            return format!("{at}; {needed}: {verdict}");
        }
        let beside = match self.lang {
            Lang::Nl if room == 0.0 => format!("precies op de afstand van {limit}"),
            Lang::Nl if room < 0.0 => format!("{size} binnen de afstand van {limit}"),
            Lang::Nl => format!("{size} buiten de afstand van {limit}"),
            Lang::En if room == 0.0 => format!("exactly at the distance of {limit}"),
            Lang::En if room < 0.0 => format!("{size} inside the distance of {limit}"),
            Lang::En => format!("{size} outside the distance of {limit}"),
        };
        format!("{at}, {beside}")
    }

    fn at(&self, metres: f64, thing: &str, decimals: usize) -> String {
        let far = self.metres(metres, decimals);
        match self.lang {
            Lang::Nl => format!("de plaats ligt op {far} van {thing}"),
            Lang::En => format!("the place is {far} from {thing}"),
        }
    }

    fn metres(&self, metres: f64, decimals: usize) -> String {
        if metres > 0.0 && metres < 0.0005 {
            return format!("{} {} m", self.pick("minder dan", "less than"), number(0.001, self.lang));
        }
        format!("{} m", with_decimals(metres, decimals, self.lang))
    }

    /// A zone in words.
    pub(super) fn zone(&self, zone: usize) -> String {
        self.names.zone(zone).map(|zone| self.thing(&zone)).unwrap_or_default()
    }

    /// Whichever is measured to.
    fn some(&self, within: &Within, target: Option<usize>) -> Option<String> {
        let kind = within.of.get(target?)?;
        Some(self.thing(&Thing { kind: kind.clone(), id: String::new(), name: None }))
    }

    /// What it is and what it is called.
    fn thing(&self, thing: &Thing) -> String {
        let known = known_kind(&thing.kind, self.lang);
        let word = self.kind(&thing.kind);
        match (&thing.name, known) {
            (Some(name), Some(known)) if !name.to_lowercase().contains(&known.to_lowercase()) => {
                format!("{known} {name}")
            }
            (Some(name), Some(_)) => name.clone(),
            (Some(name), None) => match self.names.map_title(&thing.kind) {
                Some(title) => format!("{name} ({})", self.map_called(title)),
                None => format!("{name} ({} “{}”)", self.pick("soort", "kind"), thing.kind),
            },
            (None, _) => {
                let one = if self.lang == Lang::Nl { format!("een {word}") } else { an(&word) };
                if thing.id.is_empty() { one } else { format!("{one} ({})", thing.id) }
            }
        }
    }

    /// Kinds with "or" between, to stand behind an article.
    fn kinds(&self, slugs: &[String]) -> String {
        let words: Vec<String> = slugs.iter().map(|slug| self.kind(slug)).collect();
        joined(&words, self.pick("of", "or"))
    }

    /// The word for a kind; for one that has none, what its map is called.
    fn kind(&self, slug: &str) -> String {
        if let Some(word) = known_kind(slug, self.lang) {
            return word.to_owned();
        }
        match (self.names.map_title(slug), self.lang) {
            (Some(title), Lang::Nl) => format!("gebied op de {}", self.map_called(title)),
            (Some(title), Lang::En) => format!("zone on the {}", self.map_called(title)),
            (None, Lang::Nl) => format!("gebied van de soort “{slug}”"),
            (None, Lang::En) => format!("zone of the kind “{slug}”"),
        }
    }

    /// A map by its title, which often says itself that it is a map.
    fn map_called(&self, title: &Text) -> String {
        let (title, map) = (title.get(self.lang), self.pick("kaart", "map"));
        if title.to_lowercase().starts_with(map) { format!("“{title}”") } else { format!("{map} “{title}”") }
    }
}
