//! A few missing hours of a year, filled in straight between their neighbours.

/// More missing hours than this part of a year are not filled in.
pub(super) const MOST: f64 = 0.02;

/// A year without gaps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Filled {
    pub values: Vec<f64>,
    /// How many were filled in.
    pub missing: usize,
    /// The position of the first of them.
    pub first: Option<usize>,
}

/// Fills the gaps; gives back how many hours are missing when they are too many.
pub(super) fn fill(hours: &[Option<f64>]) -> Result<Filled, usize> {
    let known: Vec<(usize, f64)> = hours.iter().enumerate().filter_map(|(at, hour)| Some((at, (*hour)?))).collect();
    let missing = hours.len() - known.len();
    let few = u32::try_from(missing).is_ok_and(|missing| f64::from(missing) <= MOST * 8760.0);
    let (true, Some((first, lowest)), Some((_, last))) = (few, known.first(), known.last()) else {
        return Err(missing);
    };
    // Before the first and from the last that is known, their value counts.
    let mut values = vec![*lowest; *first];
    for pair in known.windows(2) {
        let ((from, low), (to, high)) = (pair[0], pair[1]);
        let steps = to - from;
        // At most 175 hours are missing, so that the steps fit.
        let step = |i: usize| {
            f64::from(u16::try_from(i).unwrap_or(u16::MAX)) / f64::from(u16::try_from(steps).unwrap_or(u16::MAX))
        };
        values.extend((0..steps).map(|i| low + (high - low) * step(i)));
    }
    values.resize(hours.len(), *last);
    Ok(Filled { values, missing, first: hours.iter().position(Option::is_none) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_at_both_ends_and_between_are_filled() {
        let filled = fill(&[None, Some(1.0), None, None, Some(4.0), None]).unwrap();
        assert_eq!(filled, Filled { values: vec![1.0, 1.0, 2.0, 3.0, 4.0, 4.0], missing: 4, first: Some(0) });
    }

    #[test]
    fn too_many_gaps_are_counted() {
        let hours: Vec<Option<f64>> = (0..8760).map(|hour| (hour >= 176).then_some(1.0)).collect();
        assert_eq!(fill(&hours), Err(176));
        assert_eq!(fill(&[]), Err(0));
    }
}
