use super::super::infinite_line_source::infinite_line_source;
use super::super::load::DAYS_A_YEAR;
use super::*;
use proptest::prelude::*;

const GROUND: Ground = Ground { conductivity_w_m_k: Range::exactly(2.0), heat_capacity_mj_m3_k: Range::exactly(2.4) };

fn borehole(x_m: f64, y_m: f64, length_m: f64) -> Borehole {
    Borehole { x_m, y_m, line: Line { top_m: 1.0, length_m } }
}

fn step(from_years: f64, low: f64, high: f64) -> LoadStep {
    LoadStep { from_years, extraction_w_m: Range::new(low, high) }
}

fn house(x_m: f64, y_m: f64) -> ClosedSystem {
    ClosedSystem { boreholes: vec![borehole(x_m, y_m, 150.0)], load: vec![step(0.0, 10.0, 10.0)] }
}

fn effects(systems: &[ClosedSystem]) -> Vec<ClosedEffect> {
    ClosedRules::default().effects(systems, &GROUND).unwrap()
}

#[test]
fn a_row_of_three_is_worst_in_the_middle() {
    let row = effects(&[house(0.0, 0.0), house(6.0, 0.0), house(12.0, 0.0)]);
    assert_eq!(row.iter().map(|effect| effect.harm).collect::<Vec<_>>(), [Harm::Harm; 3]);
    assert!(row[1].cooling_k.low > row[0].cooling_k.high);
    assert_eq!(row[1].causes.iter().map(|cause| cause.system).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn short_times_are_those_of_the_infinite_line() {
    let rules = ClosedRules { at_years: 0.5, ..ClosedRules::default() };
    let found = rules.effects(&[house(0.0, 0.0), house(3.0, 0.0)], &GROUND).unwrap()[0].cooling_k.high;
    let diffusion_m = diffusion_length_m(2.0 / 2.4e6, 0.5 * DAYS_A_YEAR);
    let infinite = 10.0 / (4.0 * std::f64::consts::PI) * infinite_line_source(3.0, diffusion_m);
    // 150 m is twenty lengths of diffusion: the ends take a few percent.
    assert!(found < infinite && found > 0.94 * infinite, "{found} {infinite}");
}

#[test]
fn heat_that_was_given_back_makes_up_for_what_was_taken() {
    let mut giver = house(6.0, 0.0);
    giver.load = vec![step(0.0, 10.0, 10.0), step(10.0, -10.0, -10.0)];
    let taker = effects(&[house(0.0, 0.0), house(6.0, 0.0)])[0].cooling_k.high;
    let found = effects(&[house(0.0, 0.0), giver])[0].cooling_k.high;
    assert!(found < 0.0 && found > -taker, "{found} {taker}");
}

#[test]
fn a_load_that_stays_is_one_step_or_many() {
    let mut in_steps = house(6.0, 0.0);
    in_steps.load = (0..25).map(|year| step(f64::from(year), 10.0, 10.0)).collect();
    let one = effects(&[house(0.0, 0.0), house(6.0, 0.0)])[0].cooling_k.high;
    let many = effects(&[house(0.0, 0.0), in_steps])[0].cooling_k.high;
    assert!((one / many - 1.0).abs() < 1e-9);
}

#[test]
fn a_load_that_has_not_begun_does_nothing() {
    let mut later = house(6.0, 0.0);
    later.load = vec![step(30.0, 10.0, 10.0)];
    assert!(effects(&[house(0.0, 0.0), later])[0].cooling_k.high.abs() < 1e-12);
}

#[test]
fn a_wide_load_leaves_harm_unknown() {
    let mut wide = house(6.0, 0.0);
    wide.load = vec![step(0.0, 0.0, 30.0)];
    let found = effects(&[house(0.0, 0.0), wide]);
    assert_eq!(found[0].harm, Harm::Unknown);
    assert_eq!(found[1].harm, Harm::None);
}

#[test]
fn loops_in_one_place_are_harm_and_no_error() {
    assert_eq!(effects(&[house(0.0, 0.0), house(0.0, 0.0)])[0].harm, Harm::Harm);
}

#[test]
fn the_worst_loop_is_what_counts() {
    let mut long = house(0.0, 0.0);
    long.boreholes.push(borehole(-100.0, 0.0, 150.0));
    let found = &effects(&[long, house(4.0, 0.0), house(0.0, 4.0)])[0];
    assert!(found.worst_loop_k.high > 1.9 * found.cooling_k.high, "{found:?}");
    assert_eq!(found.harm, Harm::Harm);
}

#[test]
fn a_loop_of_no_length_is_told_with_its_place() {
    let mut wrong = house(6.0, 0.0);
    wrong.boreholes.push(borehole(7.0, 0.0, 0.0));
    let said = ClosedRules::default().effects(&[house(0.0, 0.0), wrong], &GROUND).unwrap_err().to_string();
    assert!(said.starts_with("system 2: loop 2: length_m is 0: it has to be above 0"), "{said}");
}

fn some_system() -> impl Strategy<Value = ClosedSystem> {
    let place = (-80.0_f64..80.0, -80.0_f64..80.0, 20.0_f64..300.0);
    (prop::collection::vec(place, 1..4), 0.0_f64..20.0, 0.0_f64..10.0, 0.0_f64..20.0).prop_map(
        |(places, low, more, from)| ClosedSystem {
            boreholes: places.into_iter().map(|(x_m, y_m, length_m)| borehole(x_m, y_m, length_m)).collect(),
            load: vec![step(from, low, low + more)],
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn two_mirror_images_interfere_equally(one in some_system(), axis_m in 81.0_f64..150.0) {
        let mut other = one.clone();
        for borehole in &mut other.boreholes {
            borehole.x_m = 2.0 * axis_m - borehole.x_m;
        }
        let rules = ClosedRules { search_radius_m: 1000.0, ..ClosedRules::default() };
        let found = rules.effects(&[one, other], &GROUND).unwrap();
        prop_assert!((found[0].cooling_k.high - found[1].cooling_k.high).abs() <= 1e-9 * found[0].cooling_k.high);
        prop_assert!((found[0].worst_loop_k.low - found[1].worst_loop_k.low).abs() <= 1e-9 * found[0].worst_loop_k.low);
    }

    #[test]
    fn another_system_never_lowers_the_effect_on_anyone(systems in prop::collection::vec(some_system(), 2..5), more in some_system()) {
        let before = effects(&systems);
        let grown: Vec<ClosedSystem> = systems.iter().cloned().chain([more]).collect();
        for (before, after) in before.iter().zip(effects(&grown)) {
            prop_assert!(before.cooling_k.low >= 0.0);
            prop_assert!(after.cooling_k.low >= before.cooling_k.low && after.cooling_k.high >= before.cooling_k.high);
            prop_assert!(after.worst_loop_k.high >= before.worst_loop_k.high && after.harm >= before.harm);
        }
    }

    #[test]
    fn far_apart_means_none(one in some_system(), other in some_system()) {
        let mut far = other;
        for borehole in &mut far.boreholes {
            borehole.x_m += 800.0;
        }
        // Beyond the radius nothing at all; and were it wider, less than a hundredth of a degree.
        let systems = [one, far];
        prop_assert!(effects(&systems)[0].causes.is_empty());
        let wide = ClosedRules { search_radius_m: 2000.0, ..ClosedRules::default() };
        for effect in wide.effects(&systems, &GROUND).unwrap() {
            prop_assert!(effect.worst_loop_k.high < 1e-2 && effect.harm == Harm::None);
        }
    }

    #[test]
    fn it_rises_with_time(systems in prop::collection::vec(some_system(), 2..4), years in 1.0_f64..40.0, more in 0.1_f64..20.0) {
        let at = |at_years| ClosedRules { at_years, ..ClosedRules::default() }.effects(&systems, &GROUND).unwrap();
        for (before, after) in at(years).iter().zip(at(years + more)) {
            prop_assert!(after.cooling_k.high >= before.cooling_k.high - 1e-12);
        }
    }

    #[test]
    fn no_choice_within_the_ranges_leaves_the_range(
        systems in prop::collection::vec(some_system(), 2..4), shares in prop::array::uniform2(0.0_f64..1.0),
    ) {
        let range = Ground { conductivity_w_m_k: Range::new(1.5, 2.5), heat_capacity_mj_m3_k: Range::new(2.2, 2.8) };
        let one = Ground {
            conductivity_w_m_k: Range::exactly(1.5 + shares[0]),
            heat_capacity_mj_m3_k: Range::exactly(2.2 + 0.6 * shares[1]),
        };
        let rules = ClosedRules::default();
        let found = rules.effects(&systems, &range).unwrap();
        for (range, one) in found.iter().zip(rules.effects(&systems, &one).unwrap()) {
            // Where the effect is largest between two of the conductivities that are tried: half a percent.
            prop_assert!(range.cooling_k.low <= one.cooling_k.low * 1.0001 + 1e-12);
            prop_assert!(one.cooling_k.high <= range.cooling_k.high * 1.005 + 1e-12);
        }
    }
}
