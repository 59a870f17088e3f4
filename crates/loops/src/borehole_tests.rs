use super::*;

struct Published {
    pipes: Pipes,
    radius_m: f64,
    grout: f64,
    ground: f64,
    fluid: &'static str,
    temperature_c: f64,
    flow_kg_s: f64,
    length_m: f64,
    reynolds: f64,
    film: f64,
    local: f64,
    effective: f64,
}

const fn pipe(inner_radius_m: f64, outer_radius_m: f64, wall_w_m_k: f64) -> Pipe {
    Pipe { inner_radius_m, outer_radius_m, wall_w_m_k }
}

/// pygfunction 2.3.1, multipole method of order 1, fluids of `SecondaryCoolantProps` 1.5.
fn published() -> Vec<Published> {
    let narrow = pipe(0.0131, 0.016, 0.42);
    let double = |from_axis_m, down| Pipes::DoubleU { pipe: narrow, from_axis_m, down };
    let mpg = Published {
        pipes: Pipes::SingleU { pipe: narrow, from_axis_m: 0.035 },
        radius_m: 0.075,
        grout: 1.5,
        ground: 2.0,
        fluid: "MPG 25 %",
        temperature_c: 0.0,
        flow_kg_s: 0.3,
        length_m: 100.0,
        reynolds: 2_643.505_13,
        film: 0.044_585_419_7,
        local: 0.145_618_838,
        effective: 0.150_156_17,
    };
    let ethanol = Published {
        pipes: Pipes::SingleU { pipe: pipe(0.0163, 0.02, 0.4), from_axis_m: 0.04 },
        radius_m: 0.07,
        grout: 1.2,
        ground: 1.8,
        fluid: "MEA 20 %",
        temperature_c: 3.0,
        flow_kg_s: 0.45,
        length_m: 200.0,
        reynolds: 3_917.428_53,
        film: 0.012_688_084_8,
        local: 0.118_926_835,
        effective: 0.125_522_415,
    };
    let laminar = Published {
        pipes: double(0.04, DownLegs::Beside),
        flow_kg_s: 0.4,
        length_m: 150.0,
        reynolds: 1_762.336_76,
        film: 0.193_458_536,
        local: 0.126_077_847,
        effective: 0.133_124_827,
        ..mpg
    };
    let laminar_opposite = Published { pipes: double(0.04, DownLegs::Opposite), effective: 0.134_519_101, ..laminar };
    let water = Published {
        pipes: double(0.045, DownLegs::Beside),
        radius_m: 0.075,
        grout: 2.0,
        ground: 2.2,
        fluid: "water",
        temperature_c: 8.0,
        flow_kg_s: 0.5,
        length_m: 100.0,
        reynolds: 8_766.910_52,
        film: 0.006_948_415_29,
        local: 0.054_419_494_9,
        effective: 0.057_855_737_6,
    };
    let water_opposite = Published { pipes: double(0.045, DownLegs::Opposite), effective: 0.058_957_170_6, ..water };
    vec![mpg, ethanol, laminar, laminar_opposite, water, water_opposite]
}

#[test]
fn resistances_are_those_of_the_multipole_method() {
    for case in published() {
        let borehole =
            Borehole { radius_m: case.radius_m, grout_w_m_k: case.grout, ground_w_m_k: case.ground, pipes: case.pipes };
        let coolant = Coolant::parse(case.fluid).unwrap();
        let flow = borehole.flow(&coolant, case.temperature_c, case.flow_kg_s).unwrap();
        assert!((flow.reynolds / case.reynolds - 1.0).abs() < 1e-6, "{} {}", flow.reynolds, case.reynolds);
        assert!((flow.film_m_k_w / case.film - 1.0).abs() < 1e-6, "{} {}", flow.film_m_k_w, case.film);
        let (Pipes::SingleU { pipe, .. } | Pipes::DoubleU { pipe, .. }) = case.pipes else { continue };
        let local = borehole.local(pipe.wall_m_k_w() + case.film).unwrap();
        assert!((local.local_m_k_w / case.local - 1.0).abs() < 5e-7, "{} {}", local.local_m_k_w, case.local);
        let legs = borehole.legs(&coolant, case.temperature_c, case.flow_kg_s).unwrap();
        let effective = legs.effective_m_k_w(case.length_m).unwrap();
        assert!((effective / case.effective - 1.0).abs() < 1e-6, "{effective} {}", case.effective);
    }
}

#[test]
fn a_coaxial_loop_resists_less_with_a_better_inner_pipe() {
    let with = |inner_w_m_k| {
        let pipes = Pipes::Coaxial { inner: pipe(0.0163, 0.02, inner_w_m_k), outer: pipe(0.0442, 0.05, 0.42) };
        let borehole = Borehole { radius_m: 0.065, grout_w_m_k: 1.5, ground_w_m_k: 2.0, pipes };
        let legs = borehole.legs(&Coolant::Water, 10.0, 0.4).unwrap();
        legs.effective_m_k_w(200.0).unwrap()
    };
    let (bare, insulated) = (with(0.42), with(0.02));
    assert!((0.02..0.3).contains(&insulated) && insulated < bare, "{insulated} {bare}");
}

#[test]
fn what_does_not_fit_is_refused_with_its_number() {
    let borehole = |from_axis_m, inner_radius_m| Borehole {
        radius_m: 0.075,
        grout_w_m_k: 1.5,
        ground_w_m_k: 2.0,
        pipes: Pipes::SingleU { pipe: pipe(inner_radius_m, 0.016, 0.42), from_axis_m },
    };
    assert!(borehole(0.035, 0.0131).check().is_ok());
    assert!(borehole(0.010, 0.0131).check().unwrap_err().to_string().starts_with("pipe_from_axis_m is 0.01"));
    assert!(borehole(0.070, 0.0131).check().is_err());
    assert!(borehole(0.035, 0.02).check().is_err());
    let said = borehole(0.035, 0.0131).legs(&Coolant::Water, 5.0, 0.0).unwrap_err().to_string();
    assert!(said.starts_with("flow_kg_s_per_loop is 0"), "{said}");
}
