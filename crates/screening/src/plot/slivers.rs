//! Slivers: pieces so thin that they are rounding, not land.
//!
//! Where the edge of a plot was drawn along that of a zone, they differ by a millimetre, and between
//! them lie slivers. A sliver joins a part beside it that is in nothing milder. Where there is none it
//! stays what it is, and says that it is a sliver: nothing ever gets milder.

use super::answer::Answer;
use super::rank::{Rank, at_least_as_strict};
use bodemtoets_space::{Lattice, Piece, pole};

/// A piece that is nowhere as wide as this is a sliver, metres.
pub const LEAST_WIDTH_M: f64 = 0.002;

/// How near two pieces lie beside each other, metres.
const BESIDE_M: f64 = 0.002;

/// Pieces of one answer, joined.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) answer: Answer,
    pub(super) pieces: Vec<Piece>,
}

/// What became of slivers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Moved {
    pub(super) count: usize,
    pub(super) area_m2: f64,
}

/// Whether a piece is a sliver: no circle of the least width fits into it.
pub(super) fn is_sliver(lattice: &Lattice, piece: &Piece) -> bool {
    let (area_m2, perimeter_m) = (lattice.area_m2(piece), lattice.perimeter_m(piece));
    // No place is further from an edge than the widest circle reaches: the area is no more than that
    // times the length of the edges. What is large for its edges needs no search.
    2.0 * area_m2 < LEAST_WIDTH_M * perimeter_m
        && pole(&lattice.polygon(piece)).is_none_or(|pole| 2.0 * pole.clearance_m < LEAST_WIDTH_M)
}

/// Lets slivers join the strictest part beside them that is in nothing milder; dust, too thin to be
/// screened at all, joins the strictest beside it whatever that is.
pub(super) fn join_slivers(lattice: &Lattice, groups: &mut [Group], dust: Vec<Piece>) -> Moved {
    let mut moved = Moved::default();
    let mut joins: Vec<(usize, Piece)> = Vec::new();
    let thin: Vec<Vec<bool>> =
        groups.iter().map(|group| group.pieces.iter().map(|piece| is_sliver(lattice, piece)).collect()).collect();
    let within = |piece: &Piece, candidate: usize, reach_m: f64| {
        let pieces = groups[candidate].pieces.iter().zip(&thin[candidate]);
        pieces.into_iter().any(|(other, thin)| !thin && lattice.are_beside(piece, other, reach_m))
    };
    let beside = |piece: &Piece, candidate: usize| within(piece, candidate, BESIDE_M);
    let strictest = |candidates: &mut dyn Iterator<Item = usize>| {
        let rank = |group: usize| {
            let answer = &groups[group].answer;
            (Rank::from(answer.decision), -answer.allowed_depth_m.unwrap_or(0.0))
        };
        candidates.reduce(|one, other| if rank(other) > rank(one) { other } else { one })
    };
    let mut leaves: Vec<Vec<bool>> = groups.iter().map(|group| vec![false; group.pieces.len()]).collect();
    for (own, group) in groups.iter().enumerate() {
        for (index, piece) in group.pieces.iter().enumerate().filter(|(index, _)| thin[own][*index]) {
            let mut stricter = (0..groups.len()).filter(|other| {
                *other != own && at_least_as_strict(&groups[*other].answer, &group.answer) && beside(piece, *other)
            });
            if let Some(to) = strictest(&mut stricter) {
                leaves[own][index] = true;
                joins.push((to, piece.clone()));
            }
        }
    }
    for piece in dust {
        // On a lattice as coarse as a country takes, what lies beside may be some steps away.
        let reaches = [BESIDE_M, 16.0 * lattice.step_m(), 256.0 * lattice.step_m()];
        let near = reaches
            .into_iter()
            .find_map(|reach_m| strictest(&mut (0..groups.len()).filter(|other| within(&piece, *other, reach_m))));
        let to = near.or_else(|| strictest(&mut (0..groups.len())));
        joins.extend(to.map(|to| (to, piece)));
    }
    for (group, leaves) in groups.iter_mut().zip(leaves) {
        let mut leaves = leaves.into_iter();
        group.pieces.retain(|_| !leaves.next().unwrap_or(false));
    }
    for (to, piece) in joins {
        moved.count += 1;
        moved.area_m2 += lattice.area_m2(&piece);
        groups[to].pieces.push(piece);
    }
    moved
}
