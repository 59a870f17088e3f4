use super::super::theis::theis_w;
use super::*;
use proptest::prelude::*;

const LEAKY: Aquifer = Aquifer { transmissivity_m2_d: 600.0, storativity: 1e-3, resistance_d: Some(1000.0) };
const TIGHT: Aquifer = Aquifer { resistance_d: None, ..LEAKY };

fn well(x_m: f64, flow_m3_d: f64) -> PumpedWell {
    PumpedWell { x_m, y_m: 0.0, radius_m: 0.4, flow_m3_d }
}

#[test]
fn without_leakage_it_is_theis() {
    // s = Q/(4 pi T) W(u). 788 m3/d, 392 m2/d, S 1.7e-4, 90 m, 830 minutes; scipy.special.exp1 gives 0.94556 m.
    let aquifer = Aquifer { transmissivity_m2_d: 392.0, storativity: 1.7e-4, resistance_d: None };
    let days = 830.0 / 1440.0;
    let u = 90.0 * 90.0 * 1.7e-4 / (4.0 * 392.0 * days);
    let lower_m = aquifer.drawdown_m(&[well(0.0, 788.0)], 90.0, 0.0, When::Days(days)).unwrap();
    assert!((lower_m - 788.0 / (4.0 * PI * 392.0) * theis_w(u)).abs() < 1e-12);
    assert!((lower_m - 0.945_562_073_748).abs() < 1e-11, "{lower_m}");
}

#[test]
fn a_steady_doublet_without_leakage_is_that_of_thiem() {
    let doublet = [well(0.0, 500.0), well(100.0, -500.0)];
    let lower_m = TIGHT.drawdown_m(&doublet, 20.0, 0.0, When::Steady).unwrap();
    assert!((lower_m - 500.0 / (2.0 * PI * 600.0) * (80.0_f64 / 20.0).ln()).abs() < 1e-12);
    let later_m = TIGHT.drawdown_m(&doublet, 20.0, 0.0, When::Days(1e6)).unwrap();
    assert!((lower_m / later_m - 1.0).abs() < 1e-6);
}

#[test]
fn one_well_without_leakage_has_no_steady_state() {
    let said = TIGHT.drawdown_m(&[well(0.0, 500.0)], 20.0, 0.0, When::Steady).unwrap_err().to_string();
    assert!(said.contains("the wells together take 500 m3/d: give a time in days"), "{said}");
}

#[test]
fn an_impossible_well_is_told_with_its_number() {
    let wells = [well(0.0, 500.0), PumpedWell { radius_m: 0.0, ..well(9.0, 1.0) }];
    let said = LEAKY.drawdown_m(&wells, 20.0, 0.0, When::Steady).unwrap_err().to_string();
    assert_eq!(said, "well 2: radius_m is 0: it has to be above 0 and at most 5; it is that of the borehole");
}

proptest! {
    #[test]
    fn a_doublet_does_nothing_half_way(flow_m3_d in 1.0_f64..5000.0, days in 0.1_f64..1e4, y_m in -500.0_f64..500.0) {
        let doublet = [well(0.0, flow_m3_d), well(100.0, -flow_m3_d)];
        prop_assert!(LEAKY.drawdown_m(&doublet, 50.0, y_m, When::Days(days)).unwrap().abs() < 1e-12);
    }

    #[test]
    fn another_well_never_raises_the_head(x_m in -500.0_f64..500.0, flow_m3_d in 1.0_f64..5000.0, days in 0.1_f64..1e4) {
        let before = LEAKY.drawdown_m(&[well(0.0, 500.0)], 30.0, 0.0, When::Days(days)).unwrap();
        let after = LEAKY.drawdown_m(&[well(0.0, 500.0), well(x_m, flow_m3_d)], 30.0, 0.0, When::Days(days)).unwrap();
        prop_assert!(before > 0.0 && after >= before);
    }

    #[test]
    fn it_rises_with_time_to_the_steady_state_and_falls_with_distance(
        x_m in 1.0_f64..2000.0, days in 0.01_f64..1e4, more in 1e-3_f64..1.0,
    ) {
        let wells = [well(0.0, 500.0)];
        let now = LEAKY.drawdown_m(&wells, x_m, 0.0, When::Days(days)).unwrap();
        let tiny = 1e-12;
        prop_assert!(LEAKY.drawdown_m(&wells, x_m, 0.0, When::Days(days * (1.0 + more))).unwrap() >= now - tiny);
        prop_assert!(LEAKY.drawdown_m(&wells, x_m, 0.0, When::Steady).unwrap() >= now - tiny);
        prop_assert!(LEAKY.drawdown_m(&wells, x_m * (1.0 + more), 0.0, When::Days(days)).unwrap() <= now + tiny);
    }

    #[test]
    fn no_choice_of_storativity_and_resistance_leaves_the_range(
        x_m in 1.0_f64..2000.0, days in 0.01_f64..1e4, shares in prop::array::uniform2(0.0_f64..1.0),
    ) {
        let range = AquiferRange {
            transmissivity_m2_d: Range::exactly(600.0),
            storativity: Range::new(1e-4, 1e-2),
            resistance_d: Some(Range::new(100.0, 10_000.0)),
        };
        let wells = [well(0.0, 500.0)];
        let found = range.drawdown_m(&wells, x_m, 0.0, When::Days(days)).unwrap();
        let aquifer = Aquifer {
            transmissivity_m2_d: 600.0,
            storativity: 1e-4 + shares[0] * (1e-2 - 1e-4),
            resistance_d: Some(100.0 + shares[1] * 9900.0),
        };
        let one = aquifer.drawdown_m(&wells, x_m, 0.0, When::Days(days)).unwrap();
        prop_assert!(found.low - 1e-12 <= one && one <= found.high + 1e-12);
    }
}
