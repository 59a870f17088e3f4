use super::super::infinite_line_source::infinite_line_source;
use super::*;
use proptest::prelude::*;

fn line(top_m: f64, length_m: f64) -> Line {
    Line { top_m, length_m }
}

proptest! {
    #[test]
    fn both_ways_the_exchange_is_the_same(
        tops in prop::array::uniform2(0.0_f64..20.0), lengths in prop::array::uniform2(20.0_f64..300.0),
        distance_m in 3.0_f64..120.0, diffusion_m in 5.0_f64..100.0,
    ) {
        let (one, other) = (line(tops[0], lengths[0]), line(tops[1], lengths[1]));
        let there = finite_line_source(one, other, distance_m, diffusion_m).unwrap() * lengths[1];
        let back = finite_line_source(other, one, distance_m, diffusion_m).unwrap() * lengths[0];
        prop_assert!((there - back).abs() <= 1e-9 * there.abs());
    }

    #[test]
    fn it_rises_with_time_and_falls_with_distance(
        top_m in 0.0_f64..20.0, lengths in prop::array::uniform2(20.0_f64..300.0),
        distance_m in 3.0_f64..120.0, diffusion_m in 5.0_f64..100.0, more in 1e-3_f64..1.0,
    ) {
        let (one, other) = (line(top_m, lengths[0]), line(1.0, lengths[1]));
        let h = |distance_m, diffusion_m| finite_line_source(one, other, distance_m, diffusion_m).unwrap();
        let now = h(distance_m, diffusion_m);
        prop_assert!(now >= 0.0);
        prop_assert!(h(distance_m, diffusion_m * (1.0 + more)) >= now);
        prop_assert!(h(distance_m * (1.0 + more), diffusion_m) <= now);
    }

    #[test]
    fn the_infinite_line_is_never_less(
        lengths in prop::array::uniform2(20.0_f64..300.0), distance_m in 3.0_f64..120.0, diffusion_m in 5.0_f64..100.0,
    ) {
        let finite = finite_line_source(line(1.0, lengths[0]), line(1.0, lengths[1]), distance_m, diffusion_m).unwrap();
        prop_assert!(finite <= infinite_line_source(distance_m, diffusion_m) * (1.0 + 1e-8));
    }

    #[test]
    fn many_grounds_at_once_are_each_by_itself(
        tops in prop::array::uniform2(0.0_f64..20.0), lengths in prop::array::uniform2(20.0_f64..300.0),
        distance_m in 0.075_f64..150.0, days in 1.0_f64..36_525.0,
        diffusivities in prop::collection::vec(4e-7_f64..1.6e-6, 1..12),
    ) {
        let (one, other) = (line(tops[0], lengths[0]), line(tops[1], lengths[1]));
        let least = diffusivities.iter().copied().fold(f64::INFINITY, f64::min);
        let mut together = vec![f64::NAN; diffusivities.len()];
        Bundle::new(&diffusivities).shared(one, other, distance_m, diffusion_length_m(least, days), &mut together);
        for (together, diffusivity) in together.iter().zip(&diffusivities) {
            let alone = shared(one, other, distance_m, diffusion_length_m(*diffusivity, days));
            prop_assert!((together - alone).abs() <= 3e-8 * alone + 1e-12, "{} {}", together, alone);
        }
    }

    #[test]
    fn far_apart_is_nothing(lengths in prop::array::uniform2(20.0_f64..300.0), diffusion_m in 5.0_f64..80.0) {
        // Eight lengths of diffusion away: exp(-64).
        let h = finite_line_source(line(0.0, lengths[0]), line(0.0, lengths[1]), 8.0 * diffusion_m, diffusion_m).unwrap();
        prop_assert!(h < 1e-27);
    }
}

#[test]
fn a_long_borehole_is_an_infinite_line() {
    // The ends and the surface are felt over about a length of diffusion, 10 m of 5 km.
    let long = line(50.0, 5000.0);
    let finite = finite_line_source(long, long, 5.0, 10.0).unwrap();
    assert!((finite / infinite_line_source(5.0, 10.0) - 1.0).abs() < 2e-3);
}

#[test]
fn after_a_very_long_time_it_is_the_steady_state() {
    // Closed form of the steady state: the integrals of 1/r between the line, its image and the receiver.
    let (length, top, distance) = (100.0_f64, 2.0_f64, 10.0_f64);
    let g = |z: f64| z * (z / distance).asinh() - z.hypot(distance);
    let real = 2.0 * g(length) - 2.0 * g(0.0);
    let image = 2.0 * g(2.0 * top + length) - g(2.0 * top) - g(2.0 * top + 2.0 * length);
    let steady = 0.5 / length * (real + image);
    let found = finite_line_source(line(top, length), line(top, length), distance, 1e5).unwrap();
    // What is still to come falls with the third power of the length of diffusion.
    assert!((found / steady - 1.0).abs() < 1e-7, "{found} {steady}");
}

#[test]
fn no_time_is_no_effect() {
    assert!(finite_line_source(line(1.0, 100.0), line(1.0, 100.0), 5.0, 0.0).unwrap().abs() < 1e-300);
}

#[test]
fn two_boreholes_in_one_place_are_refused_with_what_to_do() {
    let said = finite_line_source(line(1.0, 100.0), line(1.0, 100.0), 0.0, 10.0).unwrap_err().to_string();
    assert_eq!(
        said,
        "distance_m is 0: it has to be above 0 and at most 1000000; \
         two boreholes are not in one place; take the radius of the borehole"
    );
}

#[test]
fn the_answers_are_those_of_pygfunction() {
    let table = include_str!("../../data/validation/finite-line-source.csv");
    let mut compared = 0;
    for row in table.lines().filter(|row| !row.starts_with('#')).skip(1) {
        let numbers: Vec<f64> = row.split(',').map(|cell| cell.parse().unwrap()).collect();
        let [distance_m, length_1, top_1, length_2, top_2, diffusivity, days, h] = numbers[..] else { panic!("{row}") };
        let (source, receiver) = (line(top_1, length_1), line(top_2, length_2));
        let found = finite_line_source(source, receiver, distance_m, diffusion_length_m(diffusivity, days)).unwrap();
        assert!((found / h - 1.0).abs() < 1e-8, "{row}: {found}");
        compared += 1;
    }
    assert!(compared > 400, "{compared}");
}
