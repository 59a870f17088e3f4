//! The names of what is on the map, in words.

use super::Wording;
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::{an, joined, known_kind, number, with_decimals};
use bodemtoets_words::{Kinds, Role};

/// The names of what is on the map.
pub trait Names {
    /// The kinds that the facts are about.
    fn kinds(&self) -> &Kinds;
    /// A zone; none where a distance is to no zone in particular.
    fn zone(&self, zone: usize) -> Option<Thing>;
    /// An abstraction or an installation.
    fn site(&self, role: Role, site: usize) -> Thing;
    /// What the map of a kind is called, where a rulebook says so.
    fn map_title(&self, kind: &str) -> Option<&Text>;
}

/// A zone or a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Slug of its kind, or of its role.
    pub kind: String,
    /// Id in the source; empty when it has none.
    pub id: String,
    /// Name, where the source gives one.
    pub name: Option<String>,
}

impl Wording<'_> {
    /// A zone in words.
    pub(in crate::rules) fn zone(&self, zone: usize) -> String {
        self.zone_if_known(zone).unwrap_or_default()
    }

    /// The same; none where a distance is to no zone in particular.
    pub(in crate::rules) fn zone_if_known(&self, zone: usize) -> Option<String> {
        self.names.zone(zone).map(|zone| self.thing(&zone))
    }

    /// That the map of some kinds does not tell.
    pub(in crate::rules) fn absent(&self, kinds: usize) -> &'static str {
        if kinds > 1 {
            self.pick("die kaarten ontbreken of zijn hier niet volledig", "those maps are missing or not complete here")
        } else {
            self.pick("die kaart ontbreekt of is hier niet volledig", "that map is missing or not complete here")
        }
    }

    /// Metres; what is too small to write is said so.
    pub(in crate::rules) fn metres(&self, metres: f64, decimals: usize) -> String {
        if metres > 0.0 && metres < 0.0005 {
            return format!("{} {} m", self.pick("minder dan", "less than"), number(0.001, self.lang));
        }
        format!("{} m", with_decimals(metres, decimals, self.lang))
    }

    /// What it is and what it is called.
    pub(in crate::rules) fn thing(&self, thing: &Thing) -> String {
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
    pub(in crate::rules) fn kinds(&self, slugs: &[String]) -> String {
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
