//! What the wells of one open system do to the head at another: as influence, which by itself is no harm.

use schemars::JsonSchema;
use serde::Serialize;

use super::drawdown::{AquiferRange, PumpedWell, When};
use super::problem::Problem;
use super::range::Range;
use super::spacing::WellKind;
use bodemtoets_words::lang::Text;
use bodemtoets_words::limits::{positive, within};

/// Radius of a well, m: an assumption, felt by nobody further away than that.
const WELL_RADIUS_M: f64 = 0.3;
/// What sums of wells of different signs may be off between the aquifers that are tried, as a share of
/// what one well alone does.
const BETWEEN_SAMPLES: f64 = 0.01;

/// Whether one system is felt at another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Influence {
    /// It is not, wherever in their ranges the numbers lie.
    No,
    /// It may be.
    Unknown,
    /// It is.
    Yes,
}

impl Influence {
    /// What a change of the head is: felt above a limit, exactly at it not. One that is not known may be.
    #[must_use]
    pub fn above(head_m: Option<Range>, limit_m: f64) -> Self {
        match head_m {
            Some(head_m) if head_m.high <= limit_m => Self::No,
            Some(head_m) if head_m.low > limit_m => Self::Yes,
            _ => Self::Unknown,
        }
    }
}

/// How the head is computed, and what counts as influence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct HeadRules {
    /// How long the wells pump in one direction, days.
    pub days: f64,
    /// A change of the head of more than this is influence, m.
    pub influence_m: f64,
}

impl Default for HeadRules {
    /// Half a year at full flow, an assumption on the careful side: the wells of a season turn round after
    /// it, and seldom pump as hard as they can. 5 cm is customary for the area that a well influences; no law
    /// has it.
    fn default() -> Self {
        Self { days: 182.625, influence_m: 0.05 }
    }
}

/// A well, and whether it takes or gives at one moment: warm wells take while cold ones give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeadWell {
    /// East, m.
    pub x_m: f64,
    /// North, m.
    pub y_m: f64,
    /// What it stores.
    pub kind: WellKind,
}

impl HeadRules {
    /// Where the numbers come from.
    #[must_use]
    pub fn status() -> Text {
        Text {
            nl: "Invloed op de stijghoogte: meer dan 5 cm na een half jaar vol debiet; gebruikelijk, geen wet, en \
                 op zichzelf geen schade."
                .into(),
            en: "Influence on the head: more than 5 cm after half a year at full flow; customary, not law, and by \
                 itself no harm."
                .into(),
        }
    }

    /// The most and the least that a system of wells may lower or raise the head at a place, m, above 0.
    ///
    /// Where of all wells it is known whether they are warm or cold, and there are both, the warm ones
    /// together move the full flow one way and the cold ones the other. Where it is not, the worst is taken:
    /// the nearest well alone at full flow; the least is then nothing, since another may make up for it.
    ///
    /// # Errors
    /// When a number of the aquifer, of the flow or of a well cannot be.
    pub fn change_m(
        &self,
        aquifer: &AquiferRange,
        flow_m3_h: f64,
        wells: &[HeadWell],
        x_m: f64,
        y_m: f64,
    ) -> Result<Range, Problem> {
        within("days", self.days, 0.0, 1e6, "it is how long the wells pump in one direction")?;
        let nearest_m = wells.iter().map(|well| (well.x_m - x_m).hypot(well.y_m - y_m)).fold(f64::INFINITY, f64::min);
        let alone = self.alone_m(aquifer, flow_m3_h, nearest_m)?;
        let count = |kind: WellKind| wells.iter().filter(|well| well.kind == kind).count();
        let (warm, cold) = (count(WellKind::Warm), count(WellKind::Cold));
        if warm == 0 || cold == 0 || warm + cold < wells.len() {
            return Ok(alone);
        }
        let share = |wells: usize| flow_m3_h * 24.0 / f64::from(u32::try_from(wells).unwrap_or(u32::MAX));
        let pumped: Vec<PumpedWell> = wells
            .iter()
            .map(|well| PumpedWell {
                x_m: well.x_m,
                y_m: well.y_m,
                radius_m: WELL_RADIUS_M,
                flow_m3_d: if well.kind == WellKind::Warm { share(warm) } else { -share(cold) },
            })
            .collect();
        let signed = aquifer.drawdown_m(&pumped, x_m, y_m, When::Days(self.days))?;
        let (one, other) = (signed.low.abs(), signed.high.abs());
        // Where it may be either way it may be nothing.
        let low = if signed.low <= 0.0 && signed.high >= 0.0 { 0.0 } else { one.min(other) };
        let high = one.max(other);
        let off = BETWEEN_SAMPLES * alone.high;
        Ok(Range::new((low - off).max(0.0), (high + off).min(alone.high)))
    }

    /// One well alone at full flow, at a distance: from nothing (others may make up for it) to the most.
    ///
    /// # Errors
    /// As [`change_m`](Self::change_m).
    pub fn alone_m(&self, aquifer: &AquiferRange, flow_m3_h: f64, distance_m: f64) -> Result<Range, Problem> {
        within("flow_m3_h", flow_m3_h, 0.0, 1e4, "it is the largest flow of a system")?;
        positive("distance_m", distance_m.max(WELL_RADIUS_M), 1e6, "it is between two wells")?;
        let well = PumpedWell { x_m: 0.0, y_m: 0.0, radius_m: WELL_RADIUS_M, flow_m3_d: flow_m3_h * 24.0 };
        let one = aquifer.drawdown_m(&[well], distance_m, 0.0, When::Days(self.days))?;
        Ok(Range::new(0.0, one.high))
    }
}

#[cfg(test)]
mod tests {
    use super::super::subsurface::Subsurface;
    use super::*;
    use proptest::prelude::*;

    const SAND: AquiferRange = AquiferRange {
        transmissivity_m2_d: Range::exactly(600.0),
        storativity: Range::exactly(1e-3),
        resistance_d: Some(Range::exactly(1000.0)),
    };

    fn well(x_m: f64, kind: WellKind) -> HeadWell {
        HeadWell { x_m, y_m: 0.0, kind }
    }

    #[test]
    fn a_well_whose_partner_is_not_known_is_taken_alone() {
        let rules = HeadRules::default();
        let alone = rules.change_m(&SAND, 40.0, &[well(50.0, WellKind::Unknown)], 0.0, 0.0).unwrap();
        // As the steady state of De Glee, 0.73 m: half a year is long under 1000 days.
        assert!(alone.low.abs() < 1e-12 && (alone.high - 0.73).abs() < 0.01, "{alone:?}");
        let both = rules.change_m(&SAND, 40.0, &[well(50.0, WellKind::Warm), well(150.0, WellKind::Cold)], 0.0, 0.0);
        let both = both.unwrap();
        assert!(both.high < alone.high && both.low > 0.25, "{both:?}");
    }

    #[test]
    fn more_than_five_centimetres_is_influence() {
        assert_eq!(Influence::above(Some(Range::new(0.0, 0.05)), 0.05), Influence::No);
        assert_eq!(Influence::above(Some(Range::new(0.06, 0.5)), 0.05), Influence::Yes);
        assert_eq!(Influence::above(Some(Range::new(0.0, 0.5)), 0.05), Influence::Unknown);
        assert_eq!(Influence::above(None, 0.05), Influence::Unknown);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn two_mirror_images_are_felt_equally(
            x in 1.0_f64..300.0, y in 0.0_f64..300.0, more in 1.0_f64..200.0, flow in 1.0_f64..200.0,
        ) {
            let rules = HeadRules::default();
            let aquifer = Subsurface::default().aquifer();
            let one = [HeadWell { x_m: x, y_m: y, kind: WellKind::Warm }, HeadWell { x_m: x + more, y_m: y, kind: WellKind::Cold }];
            let other = one.map(|well| HeadWell { x_m: -well.x_m, ..well });
            prop_assert_eq!(
                rules.change_m(&aquifer, flow, &one, 0.0, 0.0).unwrap(),
                rules.change_m(&aquifer, flow, &other, 0.0, 0.0).unwrap()
            );
        }

        #[test]
        fn no_aquifer_within_the_ranges_leaves_the_range(
            x in 1.0_f64..300.0, more in 1.0_f64..300.0, shares in prop::array::uniform3(0.0_f64..1.0),
        ) {
            let rules = HeadRules::default();
            let range = AquiferRange { resistance_d: Some(Range::new(100.0, 1e5)), ..Subsurface::default().aquifer() };
            let pick = |range: Range, share: f64| Range::exactly(range.low * (range.high / range.low).powf(share));
            let one = AquiferRange {
                transmissivity_m2_d: pick(range.transmissivity_m2_d, shares[0]),
                storativity: pick(range.storativity, shares[1]),
                resistance_d: range.resistance_d.map(|resistance_d| pick(resistance_d, shares[2])),
            };
            let wells = [well(x, WellKind::Warm), well(x + more, WellKind::Cold)];
            let all = rules.change_m(&range, 50.0, &wells, 0.0, 0.0).unwrap();
            let one = rules.change_m(&one, 50.0, &wells, 0.0, 0.0).unwrap();
            let alone = rules.alone_m(&range, 50.0, x).unwrap().high;
            prop_assert!(all.high * 1.005 + 0.01 * alone >= one.high, "{:?} {:?}", all, one);
        }

        #[test]
        fn not_knowing_the_kinds_never_lessens_it(x in 1.0_f64..300.0, more in 1.0_f64..300.0, flow in 1.0_f64..200.0) {
            let (rules, aquifer) = (HeadRules::default(), Subsurface::default().aquifer());
            let known = [well(x, WellKind::Warm), well(x + more, WellKind::Cold)];
            let unknown = known.map(|well| HeadWell { kind: WellKind::Unknown, ..well });
            let known = rules.change_m(&aquifer, flow, &known, 0.0, 0.0).unwrap();
            let unknown = rules.change_m(&aquifer, flow, &unknown, 0.0, 0.0).unwrap();
            prop_assert!(unknown.high >= known.high && unknown.low <= known.low);
        }
    }
}
