//! The field in the Laplace transform of time, where its memory is a product.
//!
//! In [`line`](crate::line) time is only in where the integral begins. So the transform of a response to a
//! constant load, times `p`, is the same integral over all `s` with a factor `exp(-p / (4 a s^2))`. It is
//! smooth and falls off at both ends as an exponential of an exponential; equal steps in `ln s` then are exact
//! to eleven digits. What depends on the depths of the segments, on the distances of the loops and on `p` are
//! three factors, so each is computed once.

use rayon::prelude::*;

use crate::classes::Classes;
use crate::field::{Field, Loop};
use crate::ground::Ground;
use crate::line::{Carried, Line};
use crate::numbers::ErrorIntegral;

/// Steps in `ln s`.
const STEP: f64 = 0.2;
/// What is smaller than the exponential of minus this is left out.
const NOTHING: f64 = 36.0;

/// All that the segments of a field do to each other, for any `p`.
pub(crate) struct Transform {
    nodes: Vec<Node>,
    /// Lines that differ, cut in segments: the ends of these.
    ends_m: Vec<Vec<f64>>,
    /// Which of the lines each class has.
    line_of: Vec<usize>,
    /// For each pair of lines and each node `ends(s)` of all pairs of their segments.
    shapes: Vec<Vec<f64>>,
    /// For each pair of classes (receiver first) the nodes' bells, added over the sources.
    bells: Vec<Vec<f64>>,
    pub(crate) classes: Classes,
    pub(crate) segments: usize,
    /// Whether what one does to another is what the other does to the one.
    pub(crate) symmetric: bool,
}

struct Node {
    /// `1 / (4 a s^2)`, s.
    time_s: f64,
    /// Half the step over `s`.
    weight: f64,
}

impl Transform {
    /// Of a field whose loops are cut in `segments`, for `p` of at least `least_1_s`.
    pub(crate) fn new(field: &Field, ground: &Ground, classes: Classes, segments: usize, least_1_s: f64) -> Self {
        let loops = field.loops();
        let carried = Carried::by(ground);
        let diffusivity = ground.diffusivity_m2_s();
        let narrowest = loops.iter().map(|one| one.radius_m).fold(f64::INFINITY, f64::min);
        let (from, to) = (0.5 * (least_1_s / (4.0 * diffusivity * NOTHING)).ln(), (NOTHING.sqrt() / narrowest).ln());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozens")]
        let count = ((to - from) / STEP).ceil() as u32 + 1;
        let places: Vec<f64> = (0..count).map(|index| (from + STEP * f64::from(index)).exp()).collect();
        let nodes =
            places.iter().map(|s| Node { time_s: 1.0 / (4.0 * diffusivity * s * s), weight: 0.5 * STEP / s }).collect();

        let mut lines: Vec<Line> = Vec::new();
        let line_of: Vec<usize> = classes
            .standing
            .iter()
            .map(|index| {
                let line = Line::of(&loops[*index]);
                lines.iter().position(|known| *known == line).unwrap_or_else(|| {
                    lines.push(line);
                    lines.len() - 1
                })
            })
            .collect();
        let ends_m: Vec<Vec<f64>> = lines.iter().map(|line| segment_ends_m(*line, segments)).collect();
        let line_pairs: Vec<(usize, usize)> =
            (0..lines.len()).flat_map(|one| (0..lines.len()).map(move |other| (one, other))).collect();
        let shapes = line_pairs
            .par_iter()
            .map(|(one, other)| if one > other { Vec::new() } else { shapes(&ends_m[*one], &ends_m[*other], &places) })
            .collect();
        let count = classes.standing.len();
        let symmetric = ground.carries_m_s().is_none();
        let bells = (0..count * count)
            .into_par_iter()
            .map(|pair| {
                let (receiver, source) = (pair / count, pair % count);
                if symmetric && receiver > source {
                    return Vec::new();
                }
                bells(loops, &classes, receiver, source, &carried, &places)
            })
            .collect();
        Self { nodes, ends_m, line_of, shapes, bells, classes, segments, symmetric }
    }

    /// Unknowns: segments of all classes.
    pub(crate) fn size(&self) -> usize {
        self.classes.counts.len() * self.segments
    }

    /// Length of each segment, m.
    pub(crate) fn lengths_m(&self) -> Vec<f64> {
        let of_line = |line: &usize| self.ends_m[*line].windows(2).map(|ends| ends[1] - ends[0]);
        self.line_of.iter().flat_map(of_line).collect()
    }

    /// Ends of the segments of a class, m below ground level.
    pub(crate) fn ends_m(&self, class: usize) -> &[f64] {
        &self.ends_m[self.line_of[class]]
    }

    /// For a `p`, 1/s: `p` times the transform of `H_u h_uv` of all segments of receivers (rows) and sources,
    /// the loops of a class of sources together, times the loops of the class of the receiver. By rows.
    pub(crate) fn matrix(&self, p_1_s: f64) -> Vec<f64> {
        let size = self.size();
        let count = self.classes.counts.len();
        let mut matrix = vec![0.0; size * size];
        let weights: Vec<f64> = self.nodes.iter().map(|node| node.weight * (-p_1_s * node.time_s).exp()).collect();
        let mut block = vec![0.0; self.segments * self.segments];
        for receiver in 0..count {
            for source in 0..count {
                if self.symmetric && receiver > source {
                    continue;
                }
                self.fill(&mut block, receiver, source, &weights);
                let (row, column) = (receiver * self.segments, source * self.segments);
                for u in 0..self.segments {
                    for v in 0..self.segments {
                        let value = block[u * self.segments + v];
                        matrix[(row + u) * size + column + v] = value;
                        if self.symmetric {
                            matrix[(column + v) * size + row + u] = value;
                        }
                    }
                }
            }
        }
        matrix
    }

    fn fill(&self, block: &mut [f64], receiver: usize, source: usize, weights: &[f64]) {
        let lines = self.ends_m.len();
        let (one, other) = (self.line_of[receiver], self.line_of[source]);
        let turned = one > other;
        let shapes = &self.shapes[if turned { other * lines + one } else { one * lines + other }];
        let bells = &self.bells[receiver * self.classes.counts.len() + source];
        let times = self.classes.counts[receiver];
        block.fill(0.0);
        for ((shape, bell), weight) in shapes.chunks_exact(block.len()).zip(bells).zip(weights) {
            let factor = times * bell * weight;
            if factor > 0.0 {
                for (sum, value) in block.iter_mut().zip(shape) {
                    *sum += factor * value;
                }
            }
        }
        if turned {
            for u in 0..self.segments {
                for v in 0..u {
                    block.swap(u * self.segments + v, v * self.segments + u);
                }
            }
        }
    }
}

/// The part of a line that is its first and its last segment.
///
/// The extraction of a line of one temperature grows without end towards its tips; how much of that a borehole
/// has is beyond a line source. Two per cent is the convention of pygfunction; half of it lowers `g` by 0.1 % for
/// one loop and 0.5 % for a hundred.
const TIP: f64 = 0.02;

/// Where the segments of a line end: each longer by one factor than that before, to the middle.
fn segment_ends_m(line: Line, segments: usize) -> Vec<f64> {
    let half = segments.div_ceil(2);
    #[expect(clippy::cast_precision_loss, reason = "some dozens")]
    let odd_middle = if segments.is_multiple_of(2) { 0.0 } else { half as f64 - 1.0 };
    // Half of the line in tips, for a factor.
    let in_tips = |factor: f64| {
        let sum: f64 = std::iter::successors(Some(1.0), |width| Some(width * factor)).take(half).sum();
        if segments.is_multiple_of(2) { sum } else { sum - 0.5 * factor.powf(odd_middle) }
    };
    let (mut low, mut high) = (1.0, 1e3);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if in_tips(middle) * 2.0 * TIP < 1.0 { low = middle } else { high = middle }
    }
    let widths: Vec<f64> = std::iter::successors(Some(1.0), |width| Some(width * low)).take(half).collect();
    let all = || widths.iter().chain(widths.iter().take(segments - half).rev());
    let total: f64 = all().sum();
    let mut passed = 0.0;
    let next = all().map(|width| {
        passed += width;
        line.top_m + (line.bottom_m - line.top_m) * passed / total
    });
    std::iter::once(line.top_m).chain(next).collect()
}

/// `ends(s)` of all pairs of segments, at each place.
fn shapes(ends: &[f64], others: &[f64], places: &[f64]) -> Vec<f64> {
    let table = ErrorIntegral::new();
    let (rows, columns) = (ends.len() - 1, others.len() - 1);
    let mut result = Vec::with_capacity(places.len() * rows * columns);
    let mut at = vec![0.0; ends.len() * others.len()];
    let same = std::ptr::eq(ends, others);
    for s in places {
        for (i, x) in ends.iter().enumerate() {
            for (j, y) in others.iter().enumerate() {
                at[i * others.len() + j] = if same && j < i {
                    at[j * others.len() + i]
                } else {
                    table.at((x - y).abs() * s) + table.at((x + y) * s)
                };
            }
        }
        for u in 0..rows {
            for v in 0..columns {
                let corner = |i: usize, j: usize| at[i * others.len() + j];
                result.push(corner(u, v + 1) + corner(u + 1, v) - corner(u, v) - corner(u + 1, v + 1));
            }
        }
    }
    result
}

/// The bells of the sources of a class at a receiver of another, added up, at each place.
fn bells(
    loops: &[Loop],
    classes: &Classes,
    receiver: usize,
    source: usize,
    carried: &Carried,
    places: &[f64],
) -> Vec<f64> {
    let standing = &loops[classes.standing[receiver]];
    let mut apart: Vec<_> = loops
        .iter()
        .zip(&classes.of)
        .filter(|(_, class)| **class == source)
        .map(|(other, _)| carried.apart(other, standing, std::ptr::eq(other, standing)))
        .collect();
    apart.sort_by(|one, other| one.square_m2.total_cmp(&other.square_m2));
    let flows = carried.square_1_m2 > 0.0;
    let bell = |s: &f64| {
        let square = s * s;
        let still = -carried.square_1_m2 / square;
        let mut sum = 0.0;
        for apart in &apart {
            let exponent = apart.along + still - apart.square_m2 * square;
            if exponent > -2.0 * NOTHING {
                sum += exponent.exp();
            } else if !flows {
                break;
            }
        }
        sum
    };
    places.iter().map(bell).collect()
}
