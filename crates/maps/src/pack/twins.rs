//! The same well twice: registers repeat wells, once for each of their filters or licences.

use std::collections::HashMap;

use super::feature::Site;
use super::report::{Remark, What};
use bodemtoets_space::Shape;

/// The wells of a layer that are points, by id and place.
#[derive(Default)]
pub(super) struct Twins {
    known: HashMap<(String, u64, u64), Vec<usize>>,
    left_out: usize,
}

impl Twins {
    /// Whether a well is not there yet. One of the same installation in the same place, of which nothing else is
    /// known, is the same well. `position` is the place that it would get among the sites.
    pub fn is_new<'a>(&mut self, site: &Site, position: usize, at: impl Fn(usize) -> &'a Site) -> bool {
        let Shape::Point(place) = &site.shape else { return true };
        let here = self.known.entry((site.id.clone(), place.x.to_bits(), place.y.to_bits())).or_default();
        let is_twin = |known: &usize| at(*known).well == site.well && at(*known).name == site.name;
        if here.iter().any(is_twin) {
            self.left_out += 1;
            return false;
        }
        here.push(position);
        true
    }

    /// How many were left out.
    pub fn into_remark(self, layer: &str) -> Option<Remark> {
        let what = What::SameWell(self.left_out);
        (self.left_out > 0).then(|| Remark { layer: layer.to_owned(), feature: None, what })
    }
}
