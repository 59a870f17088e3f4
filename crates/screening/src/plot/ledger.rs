//! The ledger of areas: what the parts of a plot come to, and how the last square millimetres are
//! accounted for.

/// Areas that add up.
///
/// Areas are counted in whole square millimetres. Corners lie on nodes of a lattice, so the parts as
/// measured differ from the plot by what its own corners moved to reach a node; that remainder is
/// put with the strictest part, and stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// The plot, square millimetres.
    pub plot_mm2: i64,
    /// The parts, in the order given. Their sum is the plot.
    pub parts_mm2: Vec<i64>,
    /// What the parts as measured lacked (or had too much), square millimetres.
    pub remainder_mm2: i64,
    /// The most that the remainder may be, square millimetres: as far as an edge can have moved,
    /// along all edges.
    pub tolerance_mm2: i64,
}

impl Ledger {
    /// Closes the ledger. Areas in square metres; `strict_first` has the positions of the parts from
    /// strict to mild.
    pub(super) fn close(plot_m2: f64, areas_m2: &[f64], strict_first: &[usize], tolerance_m2: f64) -> Self {
        let whole = millimetres(plot_m2);
        let mut parts_mm2: Vec<i64> = areas_m2.iter().map(|area| millimetres(*area)).collect();
        let remainder_mm2 = whole - parts_mm2.iter().sum::<i64>();
        let bears = |part: &&usize| parts_mm2[**part] > 2 * remainder_mm2.abs();
        let largest = (0..parts_mm2.len()).max_by_key(|part| parts_mm2[*part]);
        if let Some(part) = strict_first.iter().find(bears).copied().or(largest) {
            parts_mm2[part] += remainder_mm2;
        }
        // Each part was rounded, and so was the plot.
        let rounding = i64::try_from(areas_m2.len()).unwrap_or(i64::MAX / 2) / 2 + 1;
        let most = millimetres(tolerance_m2) + rounding;
        Self { plot_mm2: whole, parts_mm2, remainder_mm2, tolerance_mm2: most }
    }

    /// Whether the remainder is as small as it should be.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.remainder_mm2.abs() <= self.tolerance_mm2
    }

    /// The share of a part in the plot, from 0 to 1.
    #[must_use]
    pub fn share(&self, part: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "to 16 digits")]
        let share = self.parts_mm2[part] as f64 / (self.plot_mm2.max(1)) as f64;
        share
    }
}

/// Square metres as whole square millimetres.
fn millimetres(area_m2: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "the Netherlands have 4e16 square millimetres, of 9e18")]
    let whole = (area_m2 * 1e6).round() as i64;
    whole
}

/// Square millimetres as square metres.
#[must_use]
pub fn metres(area_mm2: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "to 16 digits")]
    let metres = area_mm2 as f64 / 1e6;
    metres
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remainder_goes_to_the_strictest_part_that_can_bear_it() {
        let ledger = Ledger::close(100.0, &[60.0, 39.999_99, 0.000_001], &[2, 1, 0], 0.001);
        assert_eq!(ledger.remainder_mm2, 9);
        assert_eq!(ledger.parts_mm2, [60_000_000, 39_999_999, 1]);
        assert_eq!(ledger.parts_mm2.iter().sum::<i64>(), ledger.plot_mm2);
        assert!(ledger.is_closed());
        assert!(!Ledger::close(100.0, &[60.0], &[0], 0.001).is_closed());
    }
}
