//! Towns, for orientation on a picture.

use geo::Coord;

use bodemtoets_space::{Geographic, RdNew};

const TOWNS: &str = include_str!("../../data/places/towns.csv");

/// A town.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Town {
    pub(super) name: &'static str,
    /// About where its centre lies, RD New.
    pub(super) place: Coord,
}

/// Larger towns, the most populous first.
pub(super) fn towns() -> Vec<Town> {
    let rd = RdNew::new();
    let town = |line: &'static str| {
        let mut cells = line.split(',');
        let (name, lat, lon) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        Some(Town { name, place: rd.to_rd(Geographic { lon, lat }).ok()? })
    };
    TOWNS.lines().filter(|line| !line.starts_with('#')).filter_map(town).collect()
}

/// The nearest town to a place, and how far it is, km.
pub(super) fn nearest(towns: &[Town], place: Coord) -> Option<(&'static str, f64)> {
    let away = |town: &Town| (town.place.x - place.x).hypot(town.place.y - place.y) / 1000.0;
    towns.iter().map(|town| (town.name, away(town))).min_by(|one, other| one.1.total_cmp(&other.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_town_in_the_netherlands() {
        let lines = TOWNS.lines().filter(|line| !line.starts_with('#')).count() - 1;
        let towns = towns();
        assert_eq!(towns.len(), lines);
        let (name, away_km) = nearest(&towns, Coord { x: 161_000.0, y: 383_500.0 }).unwrap();
        assert!(name == "Eindhoven" && away_km < 2.0, "{name} {away_km}");
    }
}
