//! The partition: a plot in parts, each with one answer.

use std::cmp::Reverse;

use geo::{Area as _, Coord, MultiPolygon};

use super::answer::{Answer, Circumstances};
use super::cutters::cutters;
use super::ledger::Ledger;
use super::rank::Rank;
use super::slivers::{Group, Moved, is_sliver, join_slivers};
use crate::Assessment;
use bodemtoets_space::{Area, Lattice, Piece, Pole, Shape, cut, joined, pole};

/// A plot in parts, from mild to strict.
#[derive(Debug)]
pub struct Partition<'a> {
    /// The answer to the plot as one shape, as screening it gives: a zone that it only touches counts.
    pub assessment: Assessment<'a>,
    /// The parts: mildest first, of those the one that may go deepest, of those the largest.
    pub parts: Vec<Part>,
    /// Their areas, which add up to that of the plot.
    pub ledger: Ledger,
    /// That answer as parts have it.
    pub as_one: Answer,
    /// What holds on it as one shape.
    pub as_one_circumstances: Circumstances,
    /// Number of slivers that joined a part beside them.
    pub slivers: usize,
    /// Their area, square metres.
    pub slivers_m2: f64,
    /// Polygons of the plot lie over each other; what they share counts once.
    pub overlaps: bool,
    /// Why the plot is one part with the answer of the whole, when it is not cut up.
    pub uncut: Option<Uncut>,
}

/// Why a plot is not cut up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uncut {
    /// The areas of its parts did not add up.
    Areas,
    /// A rule that decides asks what systems do to each other: that may differ from place to place
    /// without any edge between them.
    Interference,
}

/// A part of a plot: all places on it that have one answer.
#[derive(Debug)]
pub struct Part {
    /// What the rules come to.
    pub answer: Answer,
    /// What holds there besides.
    pub circumstances: Circumstances,
    /// Where it is, RD New.
    pub polygons: MultiPolygon,
    /// A place well inside it, RD New.
    pub place: Coord,
    /// How far that place is from what cuts the plot, metres, at least.
    pub clearance_m: f64,
    /// It is a sliver, and there is nothing as strict beside it that it could join.
    pub sliver: bool,
}

/// A piece that was screened.
struct Face {
    group: usize,
    piece: Piece,
    pole: Pole,
}

impl<'a> Partition<'a> {
    /// Cuts the plot of an assessment up. `None` when its place is not an area.
    #[must_use]
    pub fn of(assessment: Assessment<'a>) -> Option<Self> {
        let Shape::Area(area) = &assessment.application().place else { return None };
        Some(Self::of_area(assessment, area))
    }

    fn of_area(assessment: Assessment<'a>, area: &Area) -> Self {
        let as_one = Answer::of(&assessment);
        let (screener, application) = (assessment.screener(), assessment.application());
        let lattice = Lattice::around(area.bounds());
        let whole = lattice.pieces(area.polygons());
        let map = assessment.map_use(area.bounds());
        if map.interference {
            let measured_m2 = whole.iter().map(|piece| lattice.area_m2(piece)).sum();
            return Self::whole(assessment, area, as_one, measured_m2, Uncut::Interference);
        }
        let pieces = cut(whole.clone(), &cutters(screener.pack(), &map, &lattice));
        // Nearer to an edge than this, a place may be on the other side of the true one.
        let least_m = (8.0 * lattice.step_m()).max(1e-5);
        let mut dust = Vec::new();
        let mut faces: Vec<Face> = Vec::new();
        let mut answers: Vec<(Answer, Circumstances)> = Vec::new();
        for piece in pieces {
            let Some(pole) = pole(&lattice.polygon(&piece)).filter(|pole| pole.clearance_m >= least_m) else {
                dust.push(piece);
                continue;
            };
            let there = application.at(pole.at);
            let (answer, circumstances) = Answer::of(&screener.assess_on(&there, assessment.date()));
            let group = answers.iter().position(|(known, _)| *known == answer).unwrap_or(answers.len());
            match answers.get_mut(group) {
                Some((_, all)) => all.add(circumstances),
                None => answers.push((answer, circumstances)),
            }
            faces.push(Face { group, piece, pole });
        }
        let mut poles: Vec<Option<Pole>> = vec![None; answers.len()];
        for face in &faces {
            let best = &mut poles[face.group];
            if best.is_none_or(|best| face.pole.clearance_m > best.clearance_m) {
                *best = Some(face.pole);
            }
        }
        let (answers, circumstances): (Vec<Answer>, Vec<Circumstances>) = answers.into_iter().unzip();
        let of_group = |group: usize| faces.iter().filter(move |face| face.group == group).map(|face| &face.piece);
        let mut groups: Vec<Group> = answers
            .into_iter()
            .enumerate()
            .map(|(group, answer)| Group { answer, pieces: together(&of_group(group).collect::<Vec<_>>()) })
            .collect();
        let before: Vec<usize> = groups.iter().map(|group| group.pieces.len()).collect();
        let moved = join_slivers(&lattice, &mut groups, dust);
        let mut parts: Vec<(Part, f64)> = Vec::new();
        let mut edges_m = 0.0;
        for (((group, circumstances), pole), before) in groups.into_iter().zip(circumstances).zip(poles).zip(before) {
            let (Group { answer, pieces }, Some(pole)) = (group, pole) else { continue };
            let pieces = if pieces.len() == before { pieces } else { together(&pieces.iter().collect::<Vec<_>>()) };
            if pieces.is_empty() {
                continue;
            }
            edges_m += pieces.iter().map(|piece| lattice.perimeter_m(piece)).sum::<f64>();
            let area_m2 = pieces.iter().map(|piece| lattice.area_m2(piece)).sum();
            let part = Part {
                answer,
                circumstances,
                polygons: pieces.iter().map(|piece| lattice.polygon(piece)).collect(),
                place: pole.at,
                clearance_m: pole.clearance_m,
                sliver: pieces.iter().all(|piece| is_sliver(&lattice, piece)),
            };
            parts.push((part, area_m2));
        }
        let measured_m2: f64 = whole.iter().map(|piece| lattice.area_m2(piece)).sum();
        let own_edges_m: f64 = whole.iter().map(|piece| lattice.perimeter_m(piece)).sum();
        // An edge moves by no more than the way to the nearest node, and again where it is crossed.
        let tolerance_m2 = lattice.step_m() * (edges_m + own_edges_m);
        let drawn_m2 = area.polygons().unsigned_area();
        let overlaps = drawn_m2 - measured_m2 > tolerance_m2;
        let plot_m2 = if overlaps { measured_m2 } else { drawn_m2 };
        Self::closed(assessment, area, parts, as_one, moved, Sums { plot_m2, tolerance_m2, overlaps })
    }

    /// Puts the parts in order and closes the ledger. Where that cannot be done, the plot is one part
    /// with the answer of the whole: that is the strictest there is.
    fn closed(
        assessment: Assessment<'a>,
        area: &Area,
        mut parts: Vec<(Part, f64)>,
        (as_one, as_one_circumstances): (Answer, Circumstances),
        moved: Moved,
        Sums { plot_m2, tolerance_m2, overlaps }: Sums,
    ) -> Self {
        parts.sort_by(|(one, one_m2), (other, other_m2)| {
            let depth = |part: &Part| part.answer.allowed_depth_m.unwrap_or(0.0);
            Rank::from(one.answer.decision)
                .cmp(&Rank::from(other.answer.decision))
                .then(depth(other).total_cmp(&depth(one)))
                .then(other_m2.total_cmp(one_m2))
        });
        let (parts, areas): (Vec<Part>, Vec<f64>) = parts.into_iter().unzip();
        let mut strict_first: Vec<usize> = (0..parts.len()).collect();
        strict_first.sort_by_key(|part| Reverse(*part));
        let ledger = Ledger::close(plot_m2, &areas, &strict_first, tolerance_m2);
        if ledger.is_closed() && !parts.is_empty() {
            let (slivers, slivers_m2) = (moved.count, moved.area_m2);
            return Self {
                assessment,
                parts,
                ledger,
                as_one,
                as_one_circumstances,
                slivers,
                slivers_m2,
                overlaps,
                uncut: None,
            };
        }
        let whole = Self::whole(assessment, area, (as_one, as_one_circumstances), plot_m2, Uncut::Areas);
        Self { overlaps, ..whole }
    }

    /// A plot that is not cut up.
    fn whole(
        assessment: Assessment<'a>,
        area: &Area,
        (as_one, as_one_circumstances): (Answer, Circumstances),
        plot_m2: f64,
        why: Uncut,
    ) -> Self {
        let part = Part {
            answer: as_one.clone(),
            circumstances: as_one_circumstances.clone(),
            polygons: area.polygons().clone(),
            place: assessment.application().place.centre(),
            clearance_m: 0.0,
            sliver: false,
        };
        Self {
            assessment,
            parts: vec![part],
            ledger: Ledger::close(plot_m2, &[plot_m2], &[0], 0.0),
            as_one,
            as_one_circumstances,
            slivers: 0,
            slivers_m2: 0.0,
            overlaps: false,
            uncut: Some(why),
        }
    }

    /// The strictest part; of those that have its outcome the largest.
    #[must_use]
    pub fn worst(&self) -> usize {
        let last = self.parts.len().saturating_sub(1);
        let decision = |part: usize| self.parts.get(part).map(|part| part.answer.decision);
        let same = (0..self.parts.len()).filter(|part| decision(*part) == decision(last));
        same.max_by_key(|part| self.ledger.parts_mm2.get(*part).copied()).unwrap_or(last)
    }

    /// The part that allows the deepest drilling, and how deep; `None` where none is covered.
    #[must_use]
    pub fn deepest(&self) -> Option<(usize, f64)> {
        let depths = self.parts.iter().enumerate().filter_map(|(part, it)| Some((part, it.answer.allowed_depth_m?)));
        depths.reduce(|one, other| if other.1 > one.1 { other } else { one })
    }
}

/// What the areas are held against.
struct Sums {
    plot_m2: f64,
    tolerance_m2: f64,
    overlaps: bool,
}

/// Pieces as few as they can be.
fn together(pieces: &[&Piece]) -> Vec<Piece> {
    match pieces {
        [one] => vec![(*one).clone()],
        many => joined(many.iter().copied()),
    }
}
