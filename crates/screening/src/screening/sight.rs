//! What of the map the law looks at around a place.

use geo::Rect;

use super::law::Law;
use super::screener::Screener;
use crate::rules::Sight;

impl Screener {
    /// What of the map can change an outcome within a rectangle: kinds of zone and distances that
    /// the rules ask about which decide there. Remarks and duties change no outcome, and nothing that
    /// decides gives way to them.
    #[must_use]
    pub fn sight(&self, bounds: Rect, law: &Law) -> Sight {
        let near = self.pack.jurisdiction_index.around(bounds, 0.0);
        let mut sight = Sight::default();
        for rule in law.rules.iter().filter(|rule| rule.outcome.decides() && !rule.aside) {
            if rule.everywhere || near.iter().any(|&area| self.books[area].contains(&rule.book)) {
                rule.when.look(&mut sight);
            }
        }
        sight
    }
}
