//! Which wells or loops belong together: those of a layer that share an id are one installation.

use std::collections::HashMap;

use super::feature::Site;

/// The installations of a pack, each with its wells or loops.
#[derive(Debug, Default)]
pub struct Systems {
    of_site: Vec<usize>,
    sites: Vec<Vec<usize>>,
}

impl Systems {
    /// Of wells or loops, in the order of the first of each installation.
    #[must_use]
    pub fn new(sites: &[Site]) -> Self {
        let mut known: HashMap<(usize, &str), usize> = HashMap::new();
        let mut systems = Self::default();
        for (position, site) in sites.iter().enumerate() {
            let system = *known.entry((site.layer, &site.id)).or_insert(systems.sites.len());
            if system == systems.sites.len() {
                systems.sites.push(Vec::new());
            }
            systems.sites[system].push(position);
            systems.of_site.push(system);
        }
        systems
    }

    /// The installation of a well or loop, as its position among the installations.
    #[must_use]
    pub fn of(&self, site: usize) -> usize {
        self.of_site[site]
    }

    /// The wells or loops of an installation, in the order of the pack.
    #[must_use]
    pub fn sites(&self, system: usize) -> &[usize] {
        &self.sites[system]
    }
}
