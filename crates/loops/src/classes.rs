//! Which loops of a field are in the same position, so that one of them stands for all.
//!
//! Two loops are alike when they have the same length, top and radius, and see as many loops of each
//! class as far away. That is found by refining: start from the first, and split a class as long as two in
//! it see different things (an equitable partition). Loops of a class then have the same extraction, for
//! that satisfies the equations, and these have one answer.

use std::collections::BTreeMap;

use crate::field::{Field, Loop};

/// A class of loops that are alike.
#[derive(Debug, Clone)]
pub(crate) struct Classes {
    /// Which loop stands for each class.
    pub(crate) standing: Vec<usize>,
    /// Class of each loop.
    pub(crate) of: Vec<usize>,
    /// How many loops each class has.
    pub(crate) counts: Vec<f64>,
}

/// Distances that differ by less than this are the same, m.
const SAME_M: f64 = 1e-6;

fn key(metres: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "checked places: at most 1e13")]
    let rounded = (metres / SAME_M).round() as i64;
    rounded
}

impl Classes {
    /// Every loop by itself.
    pub(crate) fn each(field: &Field) -> Self {
        let count = field.loops().len();
        Self { standing: (0..count).collect(), of: (0..count).collect(), counts: vec![1.0; count] }
    }

    /// The coarsest classes of loops that are alike.
    pub(crate) fn alike(field: &Field) -> Self {
        let loops = field.loops();
        let kind = |one: &Loop| [key(one.length_m), key(one.top_m), key(one.radius_m)];
        let mut of = numbered(loops.iter().map(kind));
        loop {
            let before = of.iter().max().copied();
            let sees = loops.iter().enumerate().map(|(index, one)| {
                let mut others: Vec<(usize, i64)> =
                    loops.iter().zip(&of).map(|(other, class)| (*class, key(one.apart_m(other)))).collect();
                others.sort_unstable();
                (of[index], others)
            });
            of = numbered(sees);
            if of.iter().max().copied() == before {
                break;
            }
        }
        let classes = of.iter().max().map_or(0, |most| most + 1);
        let mut counts = vec![0.0; classes];
        let mut standing = vec![usize::MAX; classes];
        for (index, class) in of.iter().enumerate() {
            counts[*class] += 1.0;
            standing[*class] = standing[*class].min(index);
        }
        Self { standing, of, counts }
    }
}

/// A number for each different key, by their first place.
fn numbered<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<usize> {
    let mut known = BTreeMap::new();
    keys.map(|key| {
        let next = known.len();
        *known.entry(key).or_insert(next)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIKE: Loop = Loop { x_m: 3.0, y_m: 7.0, length_m: 100.0, top_m: 1.0, radius_m: 0.075 };

    fn classes(columns: u32, rows: u32) -> usize {
        Classes::alike(&Field::rectangle(columns, rows, 6.0, LIKE).unwrap()).counts.len()
    }

    #[test]
    fn a_square_has_an_eighth_and_a_rectangle_a_quarter() {
        assert_eq!(classes(10, 10), 15);
        assert_eq!(classes(6, 8), 12);
        assert_eq!(classes(3, 4), 4);
        assert_eq!(classes(2, 2), 1);
        assert_eq!(classes(7, 1), 4);
    }

    #[test]
    fn another_length_breaks_the_symmetry() {
        let field = Field::rectangle(2, 2, 6.0, LIKE).unwrap();
        let mut loops = field.loops().to_vec();
        loops[0].length_m = 90.0;
        assert_eq!(Classes::alike(&Field::new(loops).unwrap()).counts, [1.0, 2.0, 1.0]);
    }
}
