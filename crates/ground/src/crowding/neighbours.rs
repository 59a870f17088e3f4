//! Which systems lie near which, by the nearest of their points.

use rstar::RTree;
use rstar::primitives::GeomWithData;

/// A system near another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// Its place in the list of systems.
    pub system: usize,
    /// Between the two points of the systems that are nearest to each other, m.
    pub distance_m: f64,
}

/// The points of many systems (wells, loops), ready to be asked.
#[derive(Debug, Clone)]
pub struct Neighbours {
    tree: RTree<GeomWithData<[f64; 2], usize>>,
}

impl Neighbours {
    /// From the points of each system, m east and north. A system without points is nobody's neighbour;
    /// a point that is no number is left out.
    ///
    /// ```
    /// use bodemtoets_ground::crowding::Neighbours;
    ///
    /// let systems = [vec![[0.0, 0.0], [10.0, 0.0]], vec![[50.0, 0.0]], vec![[500.0, 0.0]]];
    /// let neighbours = Neighbours::new(systems.iter().map(|points| points.iter().copied()));
    /// let found = neighbours.of(&systems[0], 120.0, Some(0));
    /// assert_eq!(found.len(), 1);
    /// assert_eq!((found[0].system, found[0].distance_m), (1, 40.0));
    /// ```
    #[must_use]
    pub fn new<Points: IntoIterator<Item = [f64; 2]>>(systems: impl IntoIterator<Item = Points>) -> Self {
        let points = systems
            .into_iter()
            .enumerate()
            .flat_map(|(system, points)| points.into_iter().map(move |point| GeomWithData::new(point, system)))
            .filter(|point| point.geom().iter().all(|number| number.is_finite()))
            .collect();
        Self { tree: RTree::bulk_load(points) }
    }

    /// The systems of which a point lies within a radius of one of `points`, exactly at it included, in
    /// the order of the list; `except` is the system itself.
    #[must_use]
    pub fn of(&self, points: &[[f64; 2]], radius_m: f64, except: Option<usize>) -> Vec<Neighbour> {
        let mut found: Vec<Neighbour> = Vec::new();
        for point in points {
            // A little wider than asked: the exact test is the one below.
            let square = radius_m * radius_m * (1.0 + 1e-12);
            for near in self.tree.locate_within_distance(*point, square) {
                let distance_m = (near.geom()[0] - point[0]).hypot(near.geom()[1] - point[1]);
                if Some(near.data) != except && distance_m <= radius_m {
                    found.push(Neighbour { system: near.data, distance_m });
                }
            }
        }
        found.sort_unstable_by(|one, other| {
            one.system.cmp(&other.system).then(one.distance_m.total_cmp(&other.distance_m))
        });
        found.dedup_by_key(|neighbour| neighbour.system);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn exactly_at_the_radius_counts_in() {
        let neighbours = Neighbours::new([[[0.0, 0.0]], [[120.0, 0.0]]]);
        assert_eq!(neighbours.of(&[[0.0, 0.0]], 120.0, Some(0)), [Neighbour { system: 1, distance_m: 120.0 }]);
        assert!(neighbours.of(&[[0.0, 0.0]], 119.999, Some(0)).is_empty());
    }

    #[test]
    fn a_point_that_is_no_number_is_left_out() {
        let neighbours = Neighbours::new([[[f64::NAN, 0.0]], [[1.0, 0.0]]]);
        assert_eq!(neighbours.of(&[[0.0, 0.0]], 10.0, None).len(), 1);
    }

    proptest! {
        #[test]
        fn the_index_finds_what_going_through_the_list_finds(
            systems in prop::collection::vec(prop::collection::vec(prop::array::uniform2(0.0_f64..300.0), 0..4), 1..20),
            radius_m in 0.0_f64..200.0,
        ) {
            let neighbours = Neighbours::new(systems.iter().map(|points| points.iter().copied()));
            let distance_m = |one: &[[f64; 2]], other: &[[f64; 2]]| {
                let all = one.iter().flat_map(|a| other.iter().map(move |b| (a[0] - b[0]).hypot(a[1] - b[1])));
                all.fold(f64::INFINITY, f64::min)
            };
            let slowly: Vec<Neighbour> = (1..systems.len())
                .map(|system| Neighbour { system, distance_m: distance_m(&systems[0], &systems[system]) })
                .filter(|neighbour| neighbour.distance_m <= radius_m)
                .collect();
            prop_assert_eq!(neighbours.of(&systems[0], radius_m, Some(0)), slowly);
        }
    }
}
