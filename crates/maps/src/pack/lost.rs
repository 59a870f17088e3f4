//! Gaps in place of features: what a layer holds and cannot be used, or only by a guess.

use geo::{Geometry, MultiPolygon};

use super::feature::Gap;
use super::whereabouts::Whereabouts;
use bodemtoets_space::Shape;
use bodemtoets_words::KindSet;
use bodemtoets_words::lang::Text;

/// The features of a layer that are not where they are drawn alone.
#[derive(Default)]
pub(super) struct Lost {
    gaps: Vec<(String, bool, MultiPolygon, KindSet)>,
    /// Those that may lie anywhere: one gap for all of them.
    anywhere: Vec<String>,
    kinds_anywhere: KindSet,
}

impl Lost {
    /// A feature that may lie elsewhere too; `is_used` when a shape of it is used besides.
    pub(super) fn add(&mut self, id: &str, is_used: bool, whereabouts: Whereabouts, kinds: KindSet) {
        if kinds.is_empty() {
            return;
        }
        if whereabouts == Whereabouts::Anywhere {
            self.anywhere.push(id.to_owned());
            self.kinds_anywhere = self.kinds_anywhere.union(kinds);
        } else if let Some(area) = whereabouts.area() {
            self.gaps.push((id.to_owned(), is_used, area, kinds));
        }
    }

    /// A feature whose shape is known, and what it is, is not.
    pub(super) fn add_shape(&mut self, id: &str, shape: &Shape, kinds: KindSet) {
        if let Shape::Area(area) = shape {
            self.gaps.push((id.to_owned(), false, area.polygons().clone(), kinds));
        }
    }

    /// The gaps of the layer.
    pub(super) fn into_gaps(self, layer: &str) -> impl Iterator<Item = Gap> {
        let anywhere = self.anywhere.first().and_then(|first| {
            let shape = shape(Whereabouts::Anywhere.area()?)?;
            let more = self.anywhere.len() - 1;
            let (nl, en) = match more {
                0 => (String::new(), String::new()),
                more => (format!(" (en {more} andere)"), format!(" (and {more} more)")),
            };
            let reason = Text {
                nl: format!("kaartlaag {layer}: object {first}{nl} is niet te gebruiken en kan overal liggen"),
                en: format!("map layer {layer}: feature {first}{en} cannot be used and may lie anywhere"),
            };
            Some(Gap { shape, id: first.clone(), kinds: self.kinds_anywhere, reason })
        });
        let layer = layer.to_owned();
        let local = self.gaps.into_iter().filter_map(move |(id, is_used, area, kinds)| {
            let reason = if is_used {
                Text {
                    nl: format!("kaartlaag {layer}: het is niet zeker of object {id} tot hier reikt"),
                    en: format!("map layer {layer}: it is not certain whether feature {id} reaches to here"),
                }
            } else {
                Text {
                    nl: format!("kaartlaag {layer}: object {id} is niet te gebruiken en kan hier liggen"),
                    en: format!("map layer {layer}: feature {id} cannot be used and may lie here"),
                }
            };
            Some(Gap { shape: shape(area)?, id, kinds, reason })
        });
        anywhere.into_iter().chain(local)
    }
}

fn shape(area: MultiPolygon) -> Option<Shape> {
    Shape::from_geometry(Geometry::MultiPolygon(area)).ok().map(|(shape, _)| shape)
}
