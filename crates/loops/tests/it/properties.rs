//! What has to hold whatever the numbers.

use bodemtoets_loops::{
    Condition, Design, Field, Flow, Fluid, Grid, Ground, Hourly, Limits, Loop, Monthly, Problem, Resistance, Response,
    Side, Undisturbed, YearLoad,
};
use proptest::prelude::*;

fn one_loop() -> Loop {
    Loop { x_m: 0.0, y_m: 0.0, length_m: 120.0, top_m: 1.0, radius_m: 0.075 }
}

fn design(columns: u32, rows: u32) -> Design {
    Design {
        field: Field::rectangle(columns, rows, 6.0, one_loop()).unwrap(),
        ground: Ground { conductivity_w_m_k: 2.0, heat_capacity_j_m3_k: 2.4e6, flow: None },
        undisturbed: Undisturbed::Mean(11.2),
        resistance: Resistance::Effective(0.11),
        condition: Condition::UniformWall,
    }
}

/// A year with a winter, days, a cold week and some cooling, kW.
fn load(scale_kw: f64, cooling: f64) -> YearLoad {
    let season = |hour: u32| (f64::from(hour) / 8760.0 * std::f64::consts::TAU).cos();
    let day = |hour: u32| 1.0 + 0.3 * (f64::from(hour % 24) / 24.0 * std::f64::consts::TAU).sin();
    let out = |hour: u32| {
        let cold_week = if (700..868).contains(&hour) { 1.5 } else { 0.0 };
        scale_kw * (season(hour).max(0.0) * day(hour) + 0.1 + cold_week)
    };
    let into = |hour: u32| scale_kw * cooling * (-season(hour) - 0.3).max(0.0) * day(hour);
    YearLoad::of_kw(&(0..8760).map(out).collect::<Vec<_>>(), &(0..8760).map(into).collect::<Vec<_>>()).unwrap()
}

/// The wall at an hour by the sum that the convolution stands for, degC above the ground.
fn summed(design: &Design, response: &Response, load: &YearLoad, hour: u32) -> f64 {
    let heat = load.heat_w();
    let sum: f64 = (0..=hour)
        .map(|past| {
            let lag = f64::from(hour - past);
            let before = if lag > 0.0 { response.at_hours(lag) } else { 0.0 };
            heat[(past % 8760) as usize] * (response.at_hours(lag + 1.0) - before)
        })
        .sum();
    let total_m = design.field.total_length_m();
    sum / (std::f64::consts::TAU * design.ground.conductivity_w_m_k * total_m)
        + heat[(hour % 8760) as usize] * 0.11 / total_m
}

#[test]
fn shared_years_give_the_long_sum() {
    let design = design(2, 1);
    let grid = Grid::of_years(25.0);
    let response = design.response(&grid).unwrap();
    for cooling in [0.2, 1.05] {
        let load = load(2.0, cooling);
        let ours = design.hourly(&Hourly::new(load.clone(), 25), None, &grid).unwrap();
        for (when, at_c) in [(ours.mean.when_min, ours.mean.min_c), (ours.mean.when_max, ours.mean.max_c)] {
            let exact = 11.2 + summed(&design, &response, &load, u32::try_from(when).unwrap());
            assert!((at_c - exact).abs() < 1e-7, "hour {when}: {at_c} {exact}");
        }
        // No other hour of a year in the middle is beyond them.
        for hour in (8760 * 11..8760 * 12).step_by(97) {
            let fluid = 11.2 + summed(&design, &response, &load, hour);
            assert!((ours.mean.min_c..=ours.mean.max_c).contains(&fluid), "{hour}: {fluid}");
        }
    }
}

#[test]
fn a_length_that_is_found_is_just_within_the_limit() {
    let grid = Grid::of_years(25.0);
    for (columns, rows, scale_kw) in [(1, 1, 2.0), (3, 1, 5.0), (4, 3, 25.0)] {
        let design = design(columns, rows);
        let hourly = Hourly::new(load(scale_kw, 0.3), 25);
        let flow_w_k = 0.35 * 3900.0 * f64::from(columns * rows);
        let limits = Limits { lowest_c: -3.0, highest_c: 30.0, of: Fluid::IntoGround { flow_w_k } };
        let found = design.length_by_hours(&hourly, &limits, &grid).unwrap();
        assert_eq!(found.set_by, Some(Side::Cold));
        let there = Design { field: design.field.with_mean_length_m(found.length_m), ..design.clone() };
        let fluid = there.hourly(&hourly, Some(flow_w_k), &grid).unwrap().into_ground.unwrap();
        assert!((fluid.min_c + 3.0).abs() < 0.001, "{columns}x{rows}: {found:?} {fluid:?}");
        // What it can carry is then just the load.
        let capacity = there.capacity(&hourly, &limits, &grid).unwrap();
        assert!((capacity.largest_multiple - 1.0).abs() < 1e-4, "{capacity:?}");
        // Where the search starts makes no difference.
        let long = Design { field: design.field.with_mean_length_m(400.0), ..design };
        let again = long.length_by_hours(&hourly, &limits, &grid).unwrap();
        assert!((again.length_m - found.length_m).abs() < 0.01, "{again:?} {found:?}");
    }
}

#[test]
fn more_loops_more_load_and_worse_grout_do_what_they_should() {
    let grid = Grid::of_years(25.0);
    let limits = Limits { lowest_c: -1.0, highest_c: 25.0, of: Fluid::Mean };
    let length = |design: &Design, scale_kw: f64| {
        design.length_by_months(&Monthly::new(&load(scale_kw, 0.3), 25, 6.0), &limits, &grid).unwrap().length_m
    };
    let two = design(2, 1);
    let usual = length(&two, 3.0);
    assert!(length(&design(3, 1), 3.0) < usual);
    assert!(length(&two, 3.3) > usual);
    assert!(length(&Design { resistance: Resistance::Effective(0.13), ..two.clone() }, 3.0) > usual);
    assert!(length(&Design { undisturbed: Undisturbed::Mean(10.7), ..two.clone() }, 3.0) > usual);
    // Uniform extraction is the upper bound.
    assert!(length(&Design { condition: Condition::UniformExtraction, ..two.clone() }, 3.0) >= usual);
    // Groundwater carries the cold away.
    let ground = Ground { flow: Some(Flow { darcy_flux_m_y: 30.0, toward_deg: 90.0 }), ..two.ground };
    assert!(length(&Design { ground, ..two }, 3.0) < usual - 0.5);
}

#[test]
fn a_flow_of_almost_nothing_is_no_flow() {
    let still = design(3, 2);
    let grid = Grid::of_years(50.0);
    let slow = Flow { darcy_flux_m_y: 1e-6, toward_deg: 30.0 };
    let moving = Design { ground: Ground { flow: Some(slow), ..still.ground }, ..still.clone() };
    let [one, other] = [&still, &moving].map(|design| design.response(&grid).unwrap());
    for hours in [1.0, 100.0, 8760.0, 438_000.0] {
        assert!((one.at_hours(hours) / other.at_hours(hours) - 1.0).abs() < 1e-6, "{hours}");
    }
}

#[test]
fn a_gradient_makes_deeper_loops_warmer() {
    let gradient = Undisturbed::Gradient { surface_c: 10.5, k_per_m: 0.02 };
    assert!((gradient.mean_c(1.0, 120.0) - 11.72).abs() < 1e-12);
    let design = Design { undisturbed: gradient, ..design(1, 1) };
    assert!((design.ground_c() - 11.72).abs() < 1e-12);
}

#[test]
fn absurd_input_gets_a_sentence_with_the_number() {
    let grid = Grid::of_years(25.0);
    let limits = Limits { lowest_c: -1.0, highest_c: 25.0, of: Fluid::Mean };
    let usual = design(1, 1);
    let said = |design: &Design, limits: &Limits, scale_kw: f64| {
        design.length_by_hours(&Hourly::new(load(scale_kw, 0.3), 25), limits, &grid).unwrap_err().to_string()
    };
    assert_eq!(Field::new(Vec::new()).unwrap_err(), Problem::NoLoops);
    let close = Field::rectangle(2, 2, 0.1, one_loop()).unwrap_err().to_string();
    assert!(close.starts_with("loops 1 and 2 are 0.1 m apart"), "{close}");
    let granite = Design { ground: Ground { conductivity_w_m_k: 20.0, ..usual.ground }, ..usual.clone() };
    assert!(said(&granite, &limits, 2.0).starts_with("conductivity_w_m_k is 20"));
    let crossed = Limits { lowest_c: 25.0, highest_c: -1.0, of: Fluid::Mean };
    assert!(said(&usual, &crossed, 2.0).starts_with("the limits are 25 and -1 degC"));
    let village = said(&usual, &limits, 900.0);
    assert!(village.starts_with("loops of 700 m are not enough: the fluid comes to -"), "{village}");
    let no_flow = Limits { of: Fluid::IntoGround { flow_w_k: 0.0 }, ..limits };
    assert!(said(&usual, &no_flow, 2.0).starts_with("flow by heat capacity, W/K is 0"));
    assert!(YearLoad::of_kw(&[1.0; 24], &[0.0; 24]).unwrap_err().to_string().contains("24 values"));
    assert!(YearLoad::of_kw(&[-1.0; 8760], &[0.0; 8760]).unwrap_err().to_string().contains("out_kw of hour 0 is -1"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn g_rises_and_equal_walls_are_below_uniform_extraction(
        places in proptest::collection::vec((0.0_f64..40.0, 0.0_f64..40.0, 40.0_f64..200.0), 1..6),
        conductivity in 1.0_f64..3.0,
    ) {
        let loops: Vec<Loop> = places
            .iter()
            .enumerate()
            .map(|(index, (x, y, length_m))| Loop {
                x_m: x + 50.0 * f64::from(u32::try_from(index % 2).unwrap()), y_m: *y, length_m: *length_m, ..one_loop()
            })
            .collect();
        // Some are drawn on top of each other, and refused.
        if let Ok(field) = Field::new(loops) {
            let ground = Ground { conductivity_w_m_k: conductivity, ..design(1, 1).ground };
            let times: Vec<f64> = (0..12_i32).map(|step| 3600.0 * 3.0_f64.powi(step)).collect();
            let g = |boundary| bodemtoets_loops::g_function(&field, &ground, &boundary, &times).unwrap();
            let wall = g(bodemtoets_loops::Boundary::UniformWall);
            let uniform = g(bodemtoets_loops::Boundary::UniformExtraction);
            for step in 1..times.len() {
                prop_assert!(wall[step] > wall[step - 1] && uniform[step] > uniform[step - 1]);
            }
            for (wall, uniform) in wall.iter().zip(&uniform) {
                prop_assert!(*wall <= uniform * (1.0 + 1e-6), "{wall} {uniform}");
            }
        }
    }
}
