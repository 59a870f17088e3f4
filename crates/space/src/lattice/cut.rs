//! Cutting along many cutters at once, in a time that large areas can bear.

use super::{Cutter, Piece};

/// No more corners than these are cut at once: beyond it an area is halved first.
const AT_ONCE: usize = 1_500;

/// Halving comes to an end, whatever the shape.
const DEEPEST: u32 = 28;

/// Pieces cut along every cutter: no cutter's edge runs through any of the parts. A large piece is
/// also cut along lines of its own making, so parts that lie beside each other may be alike.
#[must_use]
pub fn cut(pieces: Vec<Piece>, cutters: &[Cutter]) -> Vec<Piece> {
    let mut parts = Vec::new();
    for piece in pieces {
        cut_piece(piece, cutters.to_vec(), 0, &mut parts);
    }
    parts
}

fn cut_piece(piece: Piece, mut cutters: Vec<Cutter>, depth: u32, parts: &mut Vec<Piece>) {
    cutters.retain(|cutter| cutter.bounds.meets(&piece.bounds));
    let corners = piece.corners() + cutters.iter().map(Cutter::corners).sum::<usize>();
    if cutters.len() > 1
        && corners > AT_ONCE
        && depth < DEEPEST
        && let Some(halves) = Cutter::halves(piece.bounds)
    {
        for half in &halves {
            for piece in piece.split(half).0 {
                let near = cutters.iter().filter_map(|cutter| cutter.near(piece.bounds)).collect();
                cut_piece(piece, near, depth + 1, parts);
            }
        }
        return;
    }
    let mut pieces = vec![piece];
    for cutter in &cutters {
        let mut next = Vec::with_capacity(pieces.len() + 1);
        for piece in pieces {
            let (within, outside) = piece.split(cutter);
            next.extend(within);
            next.extend(outside);
        }
        pieces = next;
    }
    parts.extend(pieces);
}
