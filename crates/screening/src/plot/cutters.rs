//! The edges along which an answer may change on a plot.

use geo::Coord;

use bodemtoets_law::rules::{DistanceUse, MapUse, Target};
use bodemtoets_maps::pack::{KindSet, Pack};
use bodemtoets_space::{BUFFER_ERROR_M, Cutter, Index, Lattice, Shape, buffer};

/// Everything that may cut a plot, of what the law looks at.
pub(super) fn cutters(pack: &Pack, map: &MapUse, lattice: &Lattice) -> Vec<Cutter> {
    let counts = |kinds: KindSet| kinds.meets(map.zones);
    let mut list = Vec::new();
    list.extend(edges(&pack.jurisdiction_index, lattice, |area| Some(&pack.jurisdictions[area].shape)));
    list.extend(edges(&pack.zone_index, lattice, |zone| {
        counts(pack.zones[zone].kinds).then_some(&pack.zones[zone].shape)
    }));
    list.extend(edges(&pack.gap_index, lattice, |gap| counts(pack.gaps[gap].kinds).then_some(&pack.gaps[gap].shape)));
    for reach in &map.distances {
        list.extend(within(pack, reach, lattice));
    }
    list
}

/// The edges of areas.
fn edges<'a>(
    index: &Index,
    lattice: &Lattice,
    shape: impl Fn(usize) -> Option<&'a Shape>,
) -> impl Iterator<Item = Cutter> {
    let near = index.around(lattice.window(), 0.0).into_iter();
    near.filter_map(move |feature| match shape(feature) {
        Some(Shape::Area(area)) => Cutter::new(lattice, area.rings().map(|ring| ring.0.as_slice())),
        // Points and lines have no area: they part nothing.
        _ => None,
    })
}

/// Where something is nearer than a distance, and where something unknown may be.
fn within(pack: &Pack, reach: &DistanceUse, lattice: &Lattice) -> impl Iterator<Item = Cutter> {
    let things: [Option<Cutter>; 2] = [
        match reach.target {
            Target::Role(role) => pack
                .sites(role)
                .and_then(|(sites, index)| buffered(index, reach.distance_m, lattice, |site| Some(&sites[site].shape))),
            Target::Kind(kinds) => buffered(&pack.zone_index, reach.distance_m, lattice, |zone| {
                let zone = &pack.zones[zone];
                zone.kinds.meets(kinds).then_some(&zone.shape)
            }),
        },
        buffered(&pack.gap_index, reach.distance_m, lattice, |gap| {
            let gap = &pack.gaps[gap];
            // A gap in any kind that stands for the thing leaves it unknown.
            let meant = if let Target::Kind(kinds) = reach.target { kinds.union(reach.kinds) } else { reach.kinds };
            (meant != KindSet::EMPTY && gap.kinds.meets(meant)).then_some(&gap.shape)
        }),
    ];
    things.into_iter().flatten()
}

/// All places nearer to any of some shapes than a distance.
fn buffered<'a>(
    index: &Index,
    distance_m: f64,
    lattice: &Lattice,
    shape: impl Fn(usize) -> Option<&'a Shape>,
) -> Option<Cutter> {
    let window = lattice.window();
    let near = index.around(window, distance_m + BUFFER_ERROR_M);
    let rings: Vec<Vec<Coord>> =
        near.into_iter().filter_map(shape).flat_map(|shape| buffer(shape, distance_m, window)).collect();
    Cutter::new(lattice, rings.iter().map(Vec::as_slice))
}
