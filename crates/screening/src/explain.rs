//! The sentences of a verdict, and the names of what is on the map and of what is not.

use super::assessment::Assessment;
use super::finding::Finding;
use super::screener::Screener;
use super::verdict::{MissingMap, PartialLaw};
use bodemtoets_law::explain::{Names, Replaced, RuleAtPlace, Thing, explain};
use bodemtoets_law::rules::{NeededMap, Truth};
use bodemtoets_maps::pack::{KindSet, Kinds, Role};
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::kind_word;

impl Assessment<'_> {
    /// What became of a rule, as a sentence.
    pub(super) fn explanation(&self, finding: &Finding) -> Text {
        let standing = finding.standing;
        let replaced = match standing.replaced_by.map(|position| self.rule_at(position)) {
            None => Replaced::No,
            Some(by) if standing.truth == Truth::False => Replaced::By(by),
            Some(by) => Replaced::Perhaps(by, standing.missing),
        };
        let (rule, when) = (self.rule(finding), &self.law_rule(finding).when);
        explain(&RuleAtPlace { rule, when, facts: &self.survey, replaced, names: self })
    }

    /// The maps that rules ask for and that are missing or not complete here.
    pub(super) fn missing_maps(&self, asides: &[Finding]) -> Vec<MissingMap> {
        let unknown = self.findings.iter().chain(asides).filter(|finding| finding.truth() == Truth::Unknown);
        let kinds = unknown.fold(KindSet::EMPTY, |kinds, finding| kinds.union(finding.standing.missing.kinds));
        self.screener().kinds.slugs(kinds).map(|slug| self.screener().missing_map(slug)).collect()
    }

    /// What is not known of the law of the place.
    pub(super) fn partial(&self) -> Vec<PartialLaw> {
        let library = self.screener().library();
        let points = self.unread.iter().flat_map(|&book| self.open_points(book).map(move |text| (book, text)));
        points.map(|(book, text)| PartialLaw { rulebook: library.books[book].id.clone(), text: text.clone() }).collect()
    }
}

impl Names for Assessment<'_> {
    fn kinds(&self) -> &Kinds {
        &self.screener().kinds
    }

    fn zone(&self, zone: usize) -> Option<Thing> {
        let Some(given) = self.survey.given_zone(zone) else { return self.screener().zone(zone) };
        let name = given.name().map(str::to_owned);
        Some(Thing { kind: given.kind.clone(), id: String::new(), name })
    }

    fn site(&self, role: Role, site: usize) -> Thing {
        self.screener().site(role, site)
    }

    fn map_title(&self, kind: &str) -> Option<&Text> {
        self.screener().map_title(kind)
    }
}

impl Screener {
    fn missing_map(&self, slug: &str) -> MissingMap {
        let needed = self.needed_map(slug);
        let word = |lang| kind_word(slug, lang).to_owned();
        MissingMap {
            kind: slug.to_owned(),
            title: needed.map_or_else(|| Text { nl: word(Lang::Nl), en: word(Lang::En) }, |map| map.title.clone()),
            url: needed.and_then(|map| map.url.clone()),
        }
    }

    fn needed_map(&self, slug: &str) -> Option<&NeededMap> {
        self.library().books.iter().flat_map(|book| &book.maps).find(|map| map.kind == slug)
    }
}

impl Names for Screener {
    fn kinds(&self) -> &Kinds {
        &self.kinds
    }

    fn zone(&self, zone: usize) -> Option<Thing> {
        let zone = self.pack().zones.get(zone)?;
        Some(Thing { kind: zone.kind.clone(), id: zone.id.clone(), name: zone.name.clone() })
    }

    fn site(&self, role: Role, site: usize) -> Thing {
        let (kind, sites) = match role {
            Role::Abstraction => ("abstraction", &self.pack().abstractions),
            _ => ("installation", &self.pack().installations),
        };
        let site = &sites[site];
        Thing { kind: kind.to_owned(), id: site.id.clone(), name: site.name.clone() }
    }

    fn map_title(&self, kind: &str) -> Option<&Text> {
        self.needed_map(kind).map(|map| &map.title)
    }
}
