use super::*;
use proptest::prelude::*;

fn well(x_m: f64, kind: WellKind) -> StorageWell {
    StorageWell {
        x_m,
        y_m: 0.0,
        kind,
        screen: Some(Depths { top_m: 40.0, bottom_m: 70.0 }),
        thermal_radius_m: Some(Range::exactly(30.0)),
    }
}

fn spacing(one: &StorageWell, other: &StorageWell) -> Spacing {
    SpacingRules::default().spacing(one, other)
}

#[test]
fn exactly_three_radii_apart_is_no_harm() {
    let warm = well(0.0, WellKind::Warm);
    assert_eq!(spacing(&warm, &well(90.0, WellKind::Cold)).harm, Harm::None);
    assert_eq!(spacing(&warm, &well(89.9, WellKind::Cold)).harm, Harm::Harm);
}

#[test]
fn wells_of_one_type_may_share_a_bubble() {
    let warm = well(0.0, WellKind::Warm);
    assert_eq!(spacing(&warm, &well(40.0, WellKind::Warm)).harm, Harm::None);
    assert_eq!(spacing(&warm, &well(40.0, WellKind::Cold)).harm, Harm::Harm);
}

#[test]
fn an_unknown_type_is_taken_as_the_opposite() {
    let (warm, unknown) = (well(0.0, WellKind::Warm), well(40.0, WellKind::Unknown));
    let found = spacing(&warm, &unknown);
    assert_eq!((found.relation, found.harm), (Relation::Unknown, Harm::Harm));
    assert!((found.required - 3.0).abs() < 1e-12);
}

#[test]
fn screens_at_other_depths_do_not_meet() {
    let deep = StorageWell { screen: Some(Depths { top_m: 70.0, bottom_m: 100.0 }), ..well(10.0, WellKind::Cold) };
    let found = spacing(&well(0.0, WellKind::Warm), &deep);
    assert_eq!(found.harm, Harm::None);
    assert!(found.severity.high.abs() < 1e-12);
}

#[test]
fn unknown_depth_or_volume_is_unknown_harm() {
    let warm = well(0.0, WellKind::Warm);
    let of_unknown_depth = StorageWell { screen: None, ..well(10.0, WellKind::Cold) };
    assert_eq!(spacing(&warm, &of_unknown_depth).harm, Harm::Unknown);
    let of_unknown_volume = StorageWell { thermal_radius_m: None, ..well(10.0, WellKind::Cold) };
    assert_eq!(spacing(&warm, &of_unknown_volume).harm, Harm::Unknown);
    // But far enough away the depth does not matter.
    let far = StorageWell { screen: None, ..well(200.0, WellKind::Cold) };
    assert_eq!(spacing(&warm, &far).harm, Harm::None);
}

#[test]
fn the_worst_pair_of_two_doublets_is_found() {
    let one = [well(0.0, WellKind::Warm), well(100.0, WellKind::Cold)];
    let other = [well(150.0, WellKind::Cold), well(160.0, WellKind::Warm)];
    let worst = SpacingRules::default().worst(&one, &other).unwrap();
    assert!((worst.distance_m - 60.0).abs() < 1e-12);
    assert_eq!((worst.relation, worst.harm), (Relation::Opposite, Harm::Harm));
    assert!(SpacingRules::default().worst(&one, &[]).is_none());
}

fn some_well() -> impl Strategy<Value = StorageWell> {
    let kind = prop::sample::select(vec![WellKind::Warm, WellKind::Cold, WellKind::Unknown]);
    let screen = prop::option::of((0.0_f64..100.0, 1.0_f64..50.0));
    let radius = prop::option::of((5.0_f64..80.0, 0.0_f64..20.0));
    (-200.0_f64..200.0, -200.0_f64..200.0, kind, screen, radius).prop_map(|(x_m, y_m, kind, screen, radius)| {
        StorageWell {
            x_m,
            y_m,
            kind,
            screen: screen.map(|(top_m, length_m)| Depths { top_m, bottom_m: top_m + length_m }),
            thermal_radius_m: radius.map(|(low, more)| Range::new(low, low + more)),
        }
    })
}

proptest! {
    #[test]
    fn both_interfere_equally(one in some_well(), other in some_well()) {
        prop_assert_eq!(spacing(&one, &other), spacing(&other, &one));
    }

    #[test]
    fn another_well_never_makes_it_milder(
        system in prop::collection::vec(some_well(), 1..4), other in prop::collection::vec(some_well(), 1..4), more in some_well(),
    ) {
        let rules = SpacingRules::default();
        let before = rules.worst(&system, &other).unwrap();
        let grown: Vec<StorageWell> = other.iter().copied().chain([more]).collect();
        let after = rules.worst(&system, &grown).unwrap();
        prop_assert!(after.harm >= before.harm);
    }

    #[test]
    fn to_know_less_never_makes_it_milder_than_no_harm(one in some_well(), other in some_well()) {
        let known = spacing(&one, &other);
        for less in [StorageWell { screen: None, ..other }, StorageWell { thermal_radius_m: None, ..other }] {
            let found = spacing(&one, &less);
            prop_assert!(known.harm != Harm::Harm || found.harm != Harm::None);
            prop_assert!(found.severity.low <= known.severity.low && found.severity.high >= known.severity.high);
        }
    }

    #[test]
    fn further_apart_is_never_worse(one in some_well(), other in some_well(), more in 0.0_f64..500.0) {
        let aside = StorageWell { x_m: one.x_m + 10.0, y_m: one.y_m, ..other };
        let further = StorageWell { x_m: aside.x_m + more, ..aside };
        prop_assert!(spacing(&one, &further).harm <= spacing(&one, &aside).harm);
        prop_assert!(spacing(&one, &further).severity.high <= spacing(&one, &aside).severity.high);
    }
}
