//! What holds for every shape, place, application and text: checked on many, chosen by chance
//! from a fixed seed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp)]

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use bodemtoets_law::rules::{Dwelling, Facts as _, Library, Outcome, Quantities, Quantity, Rulebook, System};
use bodemtoets_maps::pack::{Pack, parse_number};
use bodemtoets_screening::application::{Application, Case, Draft, GivenZone, LookedUp, read_document, source};
use bodemtoets_screening::{Decision, Screener, VerdictOutcome};
use bodemtoets_space::{Area, Index, RdNew, Repair, Repaired, Shape, repair};
use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, Distance, Euclidean, Geometry, Line, LineString, LinesIter, MultiPolygon, Polygon};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

/// Checks a property on a number of cases, always the same ones.
fn check<S: Strategy>(cases: u32, strategy: S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config =
        ProptestConfig { cases, failure_persistence: None, max_global_rejects: cases * 20, ..Default::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    if let Err(error) = runner.run(&strategy, property) {
        panic!("{error}");
    }
}

/// A place on a grid of whole numbers.
type Spot = (i64, i64);

/// Where the grid lies in RD New: coordinates are as large as they are in earnest.
const ORIGIN: Spot = (232_000, 542_000);

#[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
fn coord((x, y): Spot) -> Coord {
    Coord { x: (ORIGIN.0 + x) as f64, y: (ORIGIN.1 + y) as f64 }
}

fn ring(spots: &[Spot]) -> LineString {
    let mut ring = LineString(spots.iter().map(|spot| coord(*spot)).collect());
    ring.close();
    ring
}

fn polygon(rings: &[Vec<Spot>]) -> Polygon {
    Polygon::new(ring(&rings[0]), rings[1..].iter().map(|spots| ring(spots)).collect())
}

/// The winding number of a ring around a place, or nothing when the place is on the ring.
fn winding(spots: &[Spot], (x, y): Spot) -> Option<i32> {
    let mut winding = 0;
    for (index, &(ax, ay)) in spots.iter().enumerate() {
        let (bx, by) = spots[(index + 1) % spots.len()];
        let cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
        if cross == 0 && x >= ax.min(bx) && x <= ax.max(bx) && y >= ay.min(by) && y <= ay.max(by) {
            return None;
        }
        if ay <= y && by > y && cross > 0 {
            winding += 1;
        }
        if by <= y && ay > y && cross < 0 {
            winding -= 1;
        }
    }
    Some(winding)
}

/// Whether a place is in what the first ring winds around and no other ring does; nothing when it
/// is on a ring.
fn inside(rings: &[Vec<Spot>], spot: Spot) -> Option<bool> {
    let mut windings = Vec::new();
    for ring in rings {
        windings.push(winding(ring, spot)?);
    }
    Some(windings[0] != 0 && windings[1..].iter().all(|winding| *winding == 0))
}

/// A spot with even coordinates, so that the middle between two of them is on the grid.
fn even(size: i64) -> impl Strategy<Value = Spot> {
    (0..=size, 0..=size).prop_map(|(x, y)| (2 * x, 2 * y))
}

/// Any ring, which may cross itself.
fn any_ring(size: i64) -> impl Strategy<Value = Vec<Spot>> {
    prop::collection::vec(even(size), 3..9)
}

/// A ring that runs round a centre, and perhaps a hole: mostly valid.
fn tidy_rings() -> impl Strategy<Value = Vec<Vec<Spot>>> {
    (any_ring(20), prop::option::of(any_ring(3))).prop_map(|(mut outer, hole)| {
        #[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
        let angle = |(x, y): &Spot| ((y - 20) as f64).atan2((x - 20) as f64);
        outer.sort_by(|a, b| angle(a).total_cmp(&angle(b)));
        let mut rings = vec![outer];
        if let Some(mut hole) = hole {
            for spot in &mut hole {
                *spot = (spot.0 + 16, spot.1 + 16);
            }
            hole.sort_by(|a, b| angle(a).total_cmp(&angle(b)));
            rings.push(hole);
        }
        rings
    })
}

/// The area of rings that are valid as they are.
fn valid_area(rings: &[Vec<Spot>]) -> Option<Area> {
    let Repaired { polygons, repairs, .. } = repair(MultiPolygon(vec![polygon(rings)])).unwrap();
    let untouched = repairs.iter().all(|repair| matches!(repair, Repair::RingsReoriented(_)));
    if untouched { Area::new(polygons) } else { None }
}

/// Every spot of the grid and around it.
fn spots(size: i64) -> impl Iterator<Item = Spot> {
    (-1..=2 * size + 1).flat_map(move |x| (-1..=2 * size + 1).map(move |y| (x, y)))
}

#[test]
fn an_area_covers_what_exact_arithmetic_says() {
    check(150, tidy_rings(), |rings| {
        let area = valid_area(&rings);
        prop_assume!(area.is_some());
        let area = area.unwrap();
        for spot in spots(20) {
            // What is on a ring is inside.
            let expected = inside(&rings, spot).unwrap_or(true);
            prop_assert_eq!(area.covers(coord(spot)), expected, "{:?}", spot);
        }
        Ok(())
    });
}

#[test]
fn vertices_and_the_middles_of_edges_are_inside() {
    check(300, tidy_rings(), |rings| {
        let area = valid_area(&rings);
        prop_assume!(area.is_some());
        let area = area.unwrap();
        for ring in &rings {
            for (index, &(ax, ay)) in ring.iter().enumerate() {
                let (bx, by) = ring[(index + 1) % ring.len()];
                for spot in [(ax, ay), (ax.midpoint(bx), ay.midpoint(by))] {
                    prop_assert!(area.covers(coord(spot)), "{:?}", spot);
                    prop_assert_eq!(area.distance_m(coord(spot)), 0.0);
                }
            }
        }
        Ok(())
    });
}

#[test]
fn where_a_ring_starts_which_way_it_runs_and_where_it_lies_change_nothing() {
    let variant = (tidy_rings(), 0..9_usize, any::<bool>(), (-100_000..50_000_i64, -200_000..80_000_i64));
    check(100, variant, |(rings, start, backwards, (dx, dy))| {
        let area = valid_area(&rings);
        prop_assume!(area.is_some());
        let area = area.unwrap();
        let mut other = rings.clone();
        for ring in &mut other {
            let length = ring.len();
            ring.rotate_left(start % length);
            if backwards {
                ring.reverse();
            }
            for spot in ring {
                *spot = (spot.0 + dx, spot.1 + dy);
            }
        }
        let moved = valid_area(&other);
        prop_assert!(moved.is_some(), "it is no longer valid");
        let moved = moved.unwrap();
        for spot in spots(20) {
            let there = (spot.0 + dx, spot.1 + dy);
            prop_assert_eq!(area.covers(coord(spot)), moved.covers(coord(there)), "{:?}", spot);
        }
        Ok(())
    });
}

/// Whether edges cross in their interiors: every edge against every other.
fn crossing(polygons: &MultiPolygon) -> Option<(Line, Line)> {
    let edges: Vec<Line> = polygons.lines_iter().collect();
    let side = |line: &Line, place: Coord| RobustKernel::orient2d(line.start, line.end, place);
    let apart = |a, b| a != b && a != Orientation::Collinear && b != Orientation::Collinear;
    for (index, a) in edges.iter().enumerate() {
        for b in &edges[..index] {
            if apart(side(a, b.start), side(a, b.end)) && apart(side(b, a.start), side(b, a.end)) {
                return Some((*a, *b));
            }
        }
    }
    None
}

/// The area of the box around a ring.
fn box_of(ring: &[Spot]) -> i64 {
    let side = |at: fn(&Spot) -> i64| {
        let (low, high) = (ring.iter().map(at).min(), ring.iter().map(at).max());
        high.unwrap_or_default() - low.unwrap_or_default()
    };
    side(|spot| spot.0) * side(|spot| spot.1)
}

/// Distance to the nearest edge of any of the rings.
fn clearance(rings: &[Vec<Spot>], place: Coord) -> f64 {
    rings.iter().map(|spots| Euclidean.distance(&geo::Point(place), &ring(spots))).fold(f64::INFINITY, f64::min)
}

#[test]
fn a_repaired_area_has_no_crossings_and_holds_what_the_nonzero_rule_says() {
    let rings = (any_ring(6), prop::collection::vec(any_ring(6), 0..3)).prop_map(|(outer, holes)| {
        // The ring around the others is the outer one, whatever the order: here it comes first.
        let mut rings = std::iter::once(outer).chain(holes).collect::<Vec<_>>();
        rings.sort_by_key(|ring| std::cmp::Reverse(box_of(ring)));
        rings
    });
    check(400, rings, |rings| {
        let polygons = repair(MultiPolygon(vec![polygon(&rings)])).unwrap().polygons;
        prop_assert_eq!(crossing(&polygons), None);
        let area = Area::new(polygons);
        for spot in spots(6) {
            let Some(expected) = inside(&rings, spot) else { continue };
            if clearance(&rings, coord(spot)) < 0.01 {
                continue;
            }
            let covers = area.as_ref().is_some_and(|area| area.covers(coord(spot)));
            prop_assert_eq!(covers, expected, "{:?}", spot);
        }
        Ok(())
    });
}

#[test]
fn repairing_twice_is_repairing_once() {
    check(200, any_ring(6), |ring| {
        let once = repair(MultiPolygon(vec![polygon(&[ring])])).unwrap().polygons;
        let Repaired { polygons: twice, repairs, .. } = repair(once.clone()).unwrap();
        prop_assert_eq!(repairs, vec![]);
        prop_assert_eq!(once, twice);
        Ok(())
    });
}

/// Any shape on the grid, with the geometry it was made of.
fn any_geometry(size: i64) -> impl Strategy<Value = Geometry> {
    let points = |low, high| {
        prop::collection::vec(even(size), low..high)
            .prop_map(|spots| spots.into_iter().map(coord).collect::<Vec<Coord>>())
    };
    prop_oneof![
        even(size).prop_map(|spot| Geometry::Point(coord(spot).into())),
        points(2, 5).prop_map(|places| Geometry::MultiPoint(places.into_iter().map(geo::Point).collect())),
        points(2, 5).prop_map(|places| Geometry::LineString(LineString(places))),
        (even(size), 1..6_i64, 1..6_i64).prop_map(|((x, y), width, height)| {
            Geometry::Polygon(polygon(&[vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)]]))
        }),
        (even(size), 4..9_i64).prop_map(|((x, y), side)| {
            let square = |low: i64, high: i64| {
                vec![(x + low, y + low), (x + high, y + low), (x + high, y + high), (x + low, y + high)]
            };
            Geometry::Polygon(polygon(&[square(0, side), square(1, side - 1)]))
        }),
    ]
}

#[test]
fn distances_are_the_same_both_ways_and_zero_only_for_shapes_that_meet() {
    check(2000, (any_geometry(12), any_geometry(12)), |(one, other)| {
        let expected = Euclidean.distance(&one, &other);
        let (one, _) = Shape::from_geometry(one).unwrap();
        let (other, _) = Shape::from_geometry(other).unwrap();
        let (there, back) = (one.distance_m(&other), other.distance_m(&one));
        prop_assert!((there - back).abs() < 1e-9, "{there} there, {back} back");
        prop_assert!((there - expected).abs() < 1e-6, "{there}, and geo says {expected}");
        prop_assert_eq!(one.intersects(&other), other.intersects(&one));
        prop_assert_eq!(one.intersects(&other), there == 0.0);
        Ok(())
    });
}

#[test]
fn the_index_answers_as_a_scan_would() {
    let shapes = prop::collection::vec((any_geometry(2000), 0..30_i64, -40..10_i64), 0..30);
    let asked = prop::collection::vec((-500..5000_i64, -500..5000_i64), 1..20);
    check(150, (shapes, asked), |(shapes, asked)| {
        let shapes: Vec<Shape> = shapes
            .into_iter()
            .map(|(geometry, dx, dy)| {
                use geo::Translate;
                #[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
                let moved = geometry.translate(dx as f64 * 1000.0, dy as f64 * 1000.0);
                Shape::from_geometry(moved).unwrap().0
            })
            .collect();
        let index = Index::new(&shapes);
        // Each place twice, and places between them: the second time the index remembers.
        let asked: Vec<Coord> = asked.into_iter().map(coord).chain(shapes.iter().map(Shape::centre)).collect();
        let beside = asked.iter().map(|place| Coord { x: place.x + 137.5, y: place.y - 61.25 });
        for place in asked.iter().copied().chain(beside).chain(asked.iter().copied()) {
            let every = || 0..shapes.len();
            let of = |shape: usize| &shapes[shape];
            let mut covering = Vec::new();
            index.covering(place, of, |shape| covering.push(shape));
            prop_assert_eq!(covering, every().filter(|&shape| shapes[shape].covers(place)).collect::<Vec<_>>());
            let mut near = Vec::new();
            index.near(place, |_| true, of, |shape| near.push(shape));
            let nearer = |shape: &usize| shapes[*shape].distance_to_place_m(place) < Index::NEAR_M;
            prop_assert_eq!(near, every().filter(nearer).collect::<Vec<_>>());
            let nearest = every()
                .map(|shape| (shapes[shape].distance_to_place_m(place), shape))
                .min_by(|a, b| a.partial_cmp(b).unwrap());
            let found = |found: Option<bodemtoets_space::Nearest>| found.map(|f| (f.distance_m, f.feature));
            prop_assert_eq!(found(index.nearest(place, of)), nearest);
            let among = index.nearest_among(place, |shape| Some(shapes[shape].distance_to_place_m(place)));
            prop_assert_eq!(found(among), nearest);
            for reach in [1.0, 400.0, 25_000.0] {
                let around = index.around(geo::Rect::new(place, place), reach);
                let within = every().filter(|shape| shapes[*shape].distance_to_place_m(place) <= reach);
                prop_assert!(within.into_iter().all(|shape| around.contains(&shape)));
            }
        }
        Ok(())
    });
}

fn screener() -> &'static Screener {
    static SCREENER: OnceLock<Screener> = OnceLock::new();
    SCREENER.get_or_init(|| {
        let today = "2026-11-21".parse().unwrap();
        Screener::new(Pack::embedded().unwrap(), Library::embedded().unwrap(), today).unwrap()
    })
}

/// A place in or near a zone, or anywhere in Drenthe, Noord-Brabant or the provinces between.
fn any_place() -> impl Strategy<Value = Coord> {
    let zones = screener().pack().zones.len();
    let near = (0..zones, -1500.0..1500.0, -1500.0..1500.0).prop_map(|(zone, dx, dy)| {
        let centre = screener().pack().zones[zone].shape.centre();
        Coord { x: centre.x + dx, y: centre.y + dy }
    });
    let place = |x: std::ops::Range<f64>, y: std::ops::Range<f64>| (x, y).prop_map(|(x, y)| Coord { x, y });
    prop_oneof![
        5 => near,
        2 => place(205_000.0..270_000.0, 515_000.0..580_000.0),
        2 => place(75_000.0..200_000.0, 360_000.0..425_000.0),
        1 => place(20_000.0..250_000.0, 310_000.0..540_000.0),
    ]
}

/// Numbers around the limits of the rules.
fn any_quantities() -> impl Strategy<Value = Quantities> {
    let number = |limits: &[f64], low: f64, high: f64| {
        prop::option::weighted(0.8, prop_oneof![prop::sample::select(limits.to_vec()), low..high])
    };
    let numbers = [
        (Quantity::DrillingDepthM, number(&[3.0, 25.0, 25.001, 30.0, 30.001, 80.0, 80.001], 0.001, 200.0)),
        (Quantity::FlowM3H, number(&[0.0, 10.0, 10.001, 50.0], 0.001, 100.0)),
        (Quantity::GroundPowerKw, number(&[69.999, 70.0], 0.001, 140.0)),
        (Quantity::MaxInfiltrationTemperatureC, number(&[25.0, 25.5, 30.0, 30.5], 0.001, 40.0)),
        (Quantity::MinReturnTemperatureC, number(&[-3.0, -3.5], -6.0, 10.0)),
        (Quantity::HeatAddedMwh, number(&[100.0], 0.001, 200.0)),
        (Quantity::ColdAddedMwh, number(&[100.0], 0.001, 200.0)),
        (Quantity::GroundLevelMNap, number(&[-4.0, 0.0], -6.0, 20.0)),
    ];
    let (names, values): (Vec<Quantity>, Vec<_>) = numbers.into_iter().unzip();
    values.prop_map(move |values| {
        let mut quantities = Quantities::default();
        for (name, value) in names.iter().zip(values) {
            quantities.set(*name, value);
        }
        quantities
    })
}

/// What an application says in words.
type Words = (Option<Dwelling>, Option<String>, Option<jiff::civil::Date>);

fn any_words() -> impl Strategy<Value = Words> {
    let dwelling = prop::sample::select(vec![Dwelling::Single, Dwelling::Apartment, Dwelling::None]);
    let fluid = prop::sample::select(vec!["water", "monopropylene-glycol", "betaine"]);
    let since = prop::sample::select(vec!["2010-01-01", "2013-04-30", "2013-06-30", "2013-07-01", "2020-01-01"]);
    (
        prop::option::weighted(0.7, dwelling),
        prop::option::weighted(0.7, fluid.prop_map(str::to_owned)),
        prop::option::weighted(0.3, since.prop_map(|day| day.parse().unwrap())),
    )
}

/// Days on both sides of the changes of the law.
const DAYS: [&str; 11] = [
    "2011-01-01",
    "2012-06-01",
    "2013-06-30",
    "2013-07-01",
    "2015-10-16",
    "2015-10-17",
    "2020-06-01",
    "2023-12-31",
    "2024-01-01",
    "2025-10-16",
    "2026-11-21",
];

/// What somebody may have read on a map.
const GIVEN: [&str; 6] = [
    "max-drilling-depth=80",
    "max-drilling-depth=none",
    "groundwater-protection=none",
    "drilling-free.clay_top_m=60",
    "water-abstraction-area=yes",
    "restriction=none",
];

fn looked_up(facts: &[&str]) -> LookedUp {
    let anywhere = Application::builder().xy(161_000.0, 383_500.0).system(System::Closed);
    anywhere.given(&facts.join("|"), None).build().unwrap().looked_up
}

fn any_application() -> impl Strategy<Value = Application> {
    let system = prop::sample::select(vec![System::Open, System::Closed]);
    let date = prop::sample::select(DAYS.to_vec());
    let given = prop::sample::subsequence(GIVEN.to_vec(), 0..=2);
    let words = (any_words(), given);
    (any_place(), any_quantities(), words, system, date).prop_map(|(place, quantities, words, system, date)| {
        let (words, given) = words;
        let (dwelling, fluid, existing_since) = words;
        Application {
            id: String::new(),
            applicant: None,
            case: Case::default(),
            date: Some(date.parse().unwrap()),
            place: Shape::Point(place),
            system,
            quantities: quantities.with_derived(),
            dwelling,
            fluid,
            existing_since,
            looked_up: looked_up(&given),
            filled_in: Vec::new(),
            repairs: Vec::new(),
            remarks: Vec::new(),
        }
    })
}

/// The same application with other numbers.
fn with_quantities(application: &Application, quantities: Quantities) -> Application {
    let Shape::Point(place) = application.place else { panic!("not a point") };
    Application {
        id: String::new(),
        applicant: None,
        case: Case::default(),
        date: application.date,
        place: Shape::Point(place),
        system: application.system,
        quantities: quantities.with_derived(),
        dwelling: application.dwelling,
        fluid: application.fluid.clone(),
        existing_since: application.existing_since,
        looked_up: application.looked_up.clone(),
        filled_in: Vec::new(),
        repairs: Vec::new(),
        remarks: Vec::new(),
    }
}

/// The same application without a number, or with another.
fn with(application: &Application, quantity: Quantity, value: Option<f64>) -> Application {
    let mut quantities = application.quantities;
    quantities.set(quantity, value);
    with_quantities(application, quantities)
}

fn decide(application: &Application) -> Decision {
    screener().assess(application).decision()
}

/// Mildest and strictest outcome.
fn span(decision: Decision) -> Option<(Outcome, Outcome)> {
    match decision {
        Decision::Settled(outcome) => Some((outcome, outcome)),
        Decision::Between(low, high) => Some((low, high)),
        Decision::Perhaps(high) => Some((Outcome::Free, high)),
        Decision::NotCovered => None,
    }
}

/// The same application with one fact less, for every fact that it gives, and the name of that
/// fact. Since when a system exists is no such fact: who says nothing has a new one.
fn with_one_fact_less(application: &Application) -> Vec<(&'static str, Application)> {
    let stated = Quantity::ALL.into_iter().filter(|quantity| quantity.is_stated());
    let given = stated.filter(|quantity| application.quantities.get(*quantity).is_some());
    let mut less: Vec<_> = given.map(|quantity| (quantity.slug(), with(application, quantity, None))).collect();
    let same = || with_quantities(application, application.quantities);
    if application.dwelling.is_some() {
        less.push(("dwelling", Application { dwelling: None, ..same() }));
    }
    if application.fluid.is_some() {
        less.push(("fluid", Application { fluid: None, ..same() }));
    }
    // What the map of the pack says for itself needs nobody who looks it up.
    let known = screener().assess(&Application { looked_up: LookedUp::default(), ..same() }).survey().known_kinds();
    let of_pack = |zone: &GivenZone| screener().pack().kinds.find(&zone.kind);
    let asked = |zone: &GivenZone| !of_pack(zone).is_some_and(|kind| known.meets(kind));
    if application.looked_up.zones.iter().all(asked) && !application.looked_up.zones.is_empty() {
        less.push(("given", Application { looked_up: LookedUp::default(), ..same() }));
    }
    less
}

#[test]
fn a_verdict_never_gets_milder_when_a_fact_is_withdrawn() {
    let withdrawn = std::cell::RefCell::new(BTreeMap::new());
    check(1500, any_application(), |application| {
        let Some((low, high)) = span(decide(&application)) else { return Ok(()) };
        for (name, less) in with_one_fact_less(&application) {
            let verdict = screener().assess(&less).verdict(None, None);
            // A limit on use that is not stated is a condition of the verdict, and it says so.
            let conditional = verdict.rules.iter().any(|rule| {
                verdict.on_condition.contains(&rule.id) && rule.missing.iter().any(|missing| missing == name)
            });
            if conditional {
                continue;
            }
            let now = span(decide(&less));
            prop_assert!(now.is_some(), "without {} it is not covered", name);
            let (now_low, now_high) = now.unwrap();
            prop_assert!(now_high >= high, "without {}: {:?} was {:?}", name, now_high, high);
            prop_assert!(now_low <= low, "without {}: {:?} was {:?}", name, now_low, low);
            *withdrawn.borrow_mut().entry(name).or_insert(0) += 1;
        }
        Ok(())
    });
    let withdrawn = withdrawn.into_inner();
    for name in ["drilling_depth_m", "flow_m3_h", "ground_power_kw", "ground_level_m_nap", "dwelling", "fluid", "given"]
    {
        assert!(withdrawn.get(name).is_some_and(|count| *count > 100), "{name}: {withdrawn:?}");
    }
}

/// A rule of a small law: which of three numbers has to be above 10 for it to apply (none: it always
/// does), its outcome, and which of the rules before it give way to it.
type SmallRule = (usize, &'static str, Vec<bool>);

const THREE: [Quantity; 3] = [Quantity::FlowM3H, Quantity::GroundPowerKw, Quantity::AnnualVolumeM3];

fn small_law(rules: &[SmallRule]) -> String {
    let mut text =
        "id = \"t\"\nversion = \"1\"\njurisdiction = \"here\"\ntitle = { nl = \"a\", en = \"b\" }\n".to_owned();
    for (number, (fact, outcome, gives_way)) in rules.iter().enumerate() {
        let when = match THREE.get(*fact) {
            Some(fact) => format!("{{ fact = \"{}\", above = 10 }}", fact.slug()),
            None => "{ always = true }".to_owned(),
        };
        // A remark takes the place of remarks alone.
        let may = |other: &usize| gives_way[*other] && (*outcome != "attention" || rules[*other].1 == "attention");
        let replaced: Vec<String> = (0..number).filter(may).map(|other| format!("\"T-{other}\"")).collect();
        let _ = write!(
            text,
            "[[rule]]\nid = \"T-{number}\"\nvalid_from = 2020-01-01\napplies_to = [\"open\"]\nwhen = {when}\noutcome = \"{outcome}\"\n\
             replaces = [{}]\nreason = {{ nl = \"a\", en = \"b\" }}\nsource = {{ title = \"c\" }}\ncertainty = \"verified\"\n",
            replaced.join(", ")
        );
    }
    text
}

#[test]
fn whatever_replaces_what_a_verdict_holds_for_every_value_of_what_is_missing() {
    let manifest = "name = \"p\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\n\
        title = { nl = \"p\", en = \"p\" }\n[[layer]]\nid = \"l\"\nfile = \"l.geojson\"\ncrs = \"EPSG:28992\"\nrole = \"jurisdiction\"\nfields = { id = \"id\" }\n";
    let land = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"here"},
        "geometry":{"type":"Polygon","coordinates":[[[149000,389000],[151000,389000],[151000,391000],[149000,391000],[149000,389000]]]}}]}"#;
    let folder = crate::common::folder(&[("pack.toml", manifest), ("l.geojson", land)]);
    let outcome = prop::sample::select(vec!["free", "notify", "permit", "prohibited", "attention"]);
    let rule = (0..4_usize, outcome, prop::collection::vec(prop::bool::weighted(0.4), 5));
    let today: jiff::civil::Date = "2026-11-21".parse().unwrap();
    let open = std::cell::Cell::new(0);
    check(400, prop::collection::vec(rule, 2..6), |rules| {
        let library = Library::from_texts([("t.toml".to_owned(), small_law(&rules))]).unwrap();
        let screener = Screener::new(Pack::open(folder.path(), None).unwrap(), library, today).unwrap();
        let decide = |values: [Option<f64>; 3]| {
            let mut quantities = Quantities::default();
            for (quantity, value) in THREE.into_iter().zip(values) {
                quantities.set(quantity, value);
            }
            let application = Application {
                id: String::new(),
                applicant: None,
                case: Case::default(),
                date: None,
                place: Shape::Point(Coord { x: 150_000.0, y: 390_000.0 }),
                system: System::Open,
                quantities: quantities.with_derived(),
                dwelling: None,
                fluid: None,
                existing_since: None,
                looked_up: LookedUp::default(),
                filled_in: Vec::new(),
                repairs: Vec::new(),
                remarks: Vec::new(),
            };
            screener.assess(&application).decision()
        };
        let choices = [None, Some(5.0), Some(20.0)];
        for which in 0..27_usize {
            let values = [choices[which % 3], choices[which / 3 % 3], choices[which / 9]];
            let decision = decide(values);
            for world in 0..8_usize {
                let full = [0, 1, 2].map(|at| values[at].or(choices[1 + (world >> at & 1)]));
                // Where no rule decides, there is nothing to be within.
                let Some((outcome, _)) = span(decide(full)) else { continue };
                let within = span(decision).is_some_and(|(low, high)| low <= outcome && outcome <= high);
                prop_assert!(within, "{values:?} gives {decision:?}, and {full:?} gives {outcome:?}");
            }
            open.set(open.get() + u32::from(decision.is_open()));
        }
        Ok(())
    });
    assert!(open.get() > 1000, "only {} verdicts were open", open.get());
}

#[test]
fn what_would_settle_a_verdict_is_what_is_missing() {
    check(500, any_application(), |application| {
        let verdict = screener().assess(&application).verdict(None, None);
        prop_assert_eq!(verdict.outcome == VerdictOutcome::Undetermined, !verdict.settle.is_empty());
        prop_assert_eq!(verdict.outcome == VerdictOutcome::Undetermined, verdict.range.is_some());
        for name in &verdict.settle {
            let stated = Quantity::ALL.into_iter().find(|quantity| quantity.slug() == name);
            prop_assert!(stated.is_none_or(|quantity| application.quantities.get(quantity).is_none()), "{name}");
        }
        Ok(())
    });
}

#[test]
fn the_depth_profile_says_of_the_depth_applied_for_what_the_verdict_says() {
    check(1500, any_application(), |application| {
        let verdict = screener().assess(&application).verdict(None, None);
        let mut end = Some(0.0);
        for interval in &verdict.depth_profile {
            prop_assert_eq!(Some(interval.from_m), end, "the intervals join");
            end = interval.to_m;
        }
        if verdict.depth_profile.is_empty() {
            prop_assert_eq!(verdict.outcome, VerdictOutcome::NotCovered);
            return Ok(());
        }
        prop_assert_eq!(end, None, "the last interval has no end");
        let Some(depth) = application.quantities.get(Quantity::DrillingDepthM) else { return Ok(()) };
        let here = verdict
            .depth_profile
            .iter()
            .find(|interval| interval.from_m < depth && interval.to_m.is_none_or(|to_m| depth <= to_m));
        let here = here.unwrap();
        prop_assert_eq!(here.outcome, verdict.outcome);
        prop_assert_eq!(here.range, verdict.range);
        prop_assert_eq!(&here.decisive, &verdict.decisive);
        Ok(())
    });
}

#[test]
fn the_allowed_depth_is_the_last_that_is_not_prohibited() {
    check(1000, any_application(), |application| {
        let allowed = screener().assess(&application).allowed_depth_m();
        let Some(allowed) = allowed else { return Ok(()) };
        let prohibited = |depth: f64| {
            // What perhaps no rule gives an outcome for is not allowed for certain either.
            let decision = decide(&with(&application, Quantity::DrillingDepthM, Some(depth)));
            decision.strictest_for_certain().is_none_or(|strictest| strictest == Outcome::Prohibited)
        };
        if allowed.is_infinite() {
            prop_assert!(!prohibited(1500.0));
            return Ok(());
        }
        prop_assert!(allowed <= 0.0 || !prohibited(allowed), "{allowed} m should be allowed");
        prop_assert!(prohibited(allowed + 0.000_1), "deeper than {allowed} m should not be allowed");
        Ok(())
    });
}

#[test]
fn a_place_gets_the_verdict_that_it_would_get_alone() {
    // Places alike share what the rules come to: here a few plain applications, each at many places near each other.
    let pack = Arc::new(Pack::embedded().unwrap());
    let today = "2026-11-21".parse().unwrap();
    let new = || Screener::new(Arc::clone(&pack), Library::embedded().unwrap(), today).unwrap();
    let used = new();
    let steps = prop::collection::vec((-400.0..400.0, -400.0..400.0), 4);
    check(80, (any_application(), steps), |(application, steps)| {
        let Shape::Point(start) = application.place else { panic!("not a point") };
        for (dx, dy) in steps {
            let place = Shape::Point(Coord { x: start.x + dx, y: start.y + dy });
            let there = Application { place, ..with_quantities(&application, application.quantities) };
            let alone = new();
            let alone = alone.assess(&there);
            let (depth, row) = (alone.allowed_depth_m(), alone.verdict(None, None));
            // The first is judged, the second kept, the third taken over.
            for _ in 0..3 {
                let shared = used.assess(&there);
                prop_assert_eq!(shared.allowed_depth_m(), depth);
                prop_assert_eq!(shared.certainty(), alone.certainty());
                let shared = serde_json::to_string(&shared.verdict(None, None)).unwrap();
                prop_assert_eq!(shared, serde_json::to_string(&row).unwrap());
            }
        }
        Ok(())
    });
}

#[test]
fn any_zone_in_a_verdict_can_be_looked_up_in_the_source() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../layers/indicative");
    let mut sources: BTreeMap<String, HashSet<String>> = BTreeMap::new();
    for layer in &screener().pack().layers {
        let file = std::fs::read(folder.join(&layer.file)).unwrap();
        let collection: serde_json::Value = serde_json::from_slice(&file).unwrap();
        let ids = collection["features"].as_array().unwrap().iter();
        let ids = ids.map(|feature| feature["properties"]["id"].as_str().unwrap().to_owned()).collect();
        sources.insert(layer.id.clone(), ids);
    }
    let seen = std::cell::Cell::new(0);
    check(300, any_application(), |application| {
        let application = Application { looked_up: LookedUp::default(), ..application };
        let verdict = screener().assess(&application).verdict(None, None);
        for zone in &verdict.facts.zones {
            prop_assert!(sources[&zone.layer].contains(&zone.id), "{} {}", zone.layer, zone.id);
            seen.set(seen.get() + 1);
        }
        for thing in verdict.facts.nearest.values() {
            prop_assert!(sources[&thing.layer].contains(&thing.id), "{} {}", thing.layer, thing.id);
        }
        for place in verdict.rules.iter().flat_map(|rule| rule.zone.iter().chain(&rule.site)) {
            prop_assert!(sources[&place.layer].contains(&place.id), "{} {}", place.layer, place.id);
        }
        Ok(())
    });
    assert!(seen.get() > 100, "only {} zones were seen", seen.get());
}

#[test]
fn a_number_that_is_written_is_the_number_that_is_read() {
    check(2000, prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO, |number| {
        let text = number.to_string();
        prop_assert_eq!(parse_number(&text), Some(number));
        prop_assert_eq!(parse_number(&format!(" {} ", text.replace('.', ","))), Some(number));
        Ok(())
    });
    check(2000, ".{0,12}", |text| {
        prop_assert!(parse_number(&text).is_none_or(f64::is_finite), "{text:?}");
        Ok(())
    });
}

/// Bytes that show as text.
struct Damaged(Vec<u8>);

impl std::fmt::Debug for Damaged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", String::from_utf8_lossy(&self.0))
    }
}

/// Text with some of its bytes changed, left out or put in.
fn damaged(text: &'static str) -> impl Strategy<Value = Damaged> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0..3, any::<u8>()), 1..6);
    edits.prop_map(move |edits| {
        let mut bytes = text.as_bytes().to_vec();
        for (place, what, byte) in edits {
            let place = place.index(bytes.len());
            match what {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                _ => {
                    bytes.remove(place);
                }
            }
        }
        Damaged(bytes)
    })
}

fn anything() -> impl Strategy<Value = Damaged> {
    prop::collection::vec(any::<u8>(), 0..300).prop_map(Damaged)
}

#[test]
fn a_damaged_rulebook_is_an_error_or_a_rulebook_and_no_panic() {
    let book = include_str!("../../../../data/rules/noord-brabant.toml");
    let unread = std::cell::Cell::new(0);
    check(400, prop_oneof![4 => damaged(book), 1 => anything()], |Damaged(bytes)| {
        if let Err(error) = Rulebook::parse("damaged.toml", &String::from_utf8_lossy(&bytes)) {
            prop_assert!(error.to_string().contains("\ndamaged.toml:"), "{error}");
            unread.set(unread.get() + 1);
        }
        Ok(())
    });
    assert!(unread.get() > 100);
}

#[test]
fn a_damaged_manifest_is_an_error_or_a_pack_and_no_panic() {
    let manifest = include_str!("../../../../layers/wkotool/pack.toml");
    let folder = tempfile::tempdir().unwrap();
    check(200, prop_oneof![4 => damaged(manifest), 1 => anything()], |Damaged(bytes)| {
        std::fs::write(folder.path().join("pack.toml"), bytes).unwrap();
        let error = Pack::open(folder.path(), None).unwrap_err();
        prop_assert!(!error.to_string().is_empty());
        Ok(())
    });
}

#[test]
fn a_damaged_layer_is_an_error_or_a_layer_and_no_panic() {
    let layer = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:28992"}},"features":[
        {"type":"Feature","id":1,"properties":{"id":"a","d":"12,5"},"geometry":{"type":"Polygon","coordinates":[[[150000,390000],[151000,390000],[151000,391000],[150000,390000]]]}},
        {"type":"Feature","properties":null,"geometry":{"type":"MultiPolygon","coordinates":[[[[150000,390000],[151000,391000],[151000,390000],[150000,391000],[150000,390000]]]]}},
        {"type":"Feature","properties":{"id":"c"},"geometry":{"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[]}]}}]}"#;
    let manifest = "name = \"p\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\n\
        title = { nl = \"p\", en = \"p\" }\n[[layer]]\nid = \"z\"\nfile = \"z.geojson\"\nrole = \"zone\"\nkind = \"depth-limit\"\n\
        fields = { id = \"id\", max_depth_m = { field = \"d\" } }\n";
    let folder = crate::common::folder(&[("pack.toml", manifest)]);
    check(400, prop_oneof![6 => damaged(layer), 1 => anything()], |Damaged(bytes)| {
        std::fs::write(folder.path().join("z.geojson"), bytes).unwrap();
        if let Ok(pack) = Pack::open(folder.path(), None) {
            let dropped =
                pack.remarks.iter().filter(|remark| remark.what.weight() == bodemtoets_maps::pack::Weight::Dropped);
            prop_assert!(pack.zones.len() + dropped.count() <= 3 + pack.remarks.len());
        }
        Ok(())
    });
}

/// Every application, or the reason why there is none.
fn read_all(path: &Path) -> Option<(usize, usize)> {
    let (reading, batches) = source::open(path, None, Draft::default()).ok()?;
    let (mut good, mut bad) = (0, 0);
    let rd = RdNew::new();
    for batch in batches {
        reading.understand(&batch.ok()?, &rd, |_, application| match application {
            Ok(_) => good += 1,
            Err(reject) => {
                assert!(!reject.text(bodemtoets_words::lang::Lang::Nl).is_empty());
                bad += 1;
            }
        });
    }
    Some((good, bad))
}

#[test]
fn a_damaged_file_of_applications_costs_rows_and_no_panic() {
    let csv = "id,applicant,x,y,lat,lon,system,drilling_depth_m,date\r\n1,\"a, \"\"b\"\"\nc\",150000,390000,,,open,20.5,2026-11-21\n\
               2,,,,52.1,5.2,closed,\"20,5\",\n3,,232289,542576,,,open,,\n4,,232289,542576,,,open,,\n";
    let geojson = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"a\"]}","system":"open","drilling_depth_m":60},"geometry":{"type":"Point","coordinates":[232289,542576]}},
        {"type":"Feature","properties":{"id":"b","system":"open"},"geometry":{"type":"Polygon","coordinates":[[[5,52],[5.1,52],[5.1,52.1],[5,52]]]}}]}"#;
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("a.csv", csv), ("a.geojson", geojson)] {
        let path = folder.path().join(name);
        let read = std::cell::Cell::new((0, 0));
        check(400, prop_oneof![4 => damaged(text), 1 => anything()], |Damaged(bytes)| {
            std::fs::write(&path, bytes).unwrap();
            if let Some((good, bad)) = read_all(&path) {
                read.set((read.get().0 + good, read.get().1 + bad));
            }
            Ok(())
        });
        assert!(read.get().0 > 100 && read.get().1 > 50, "{name}: {:?}", read.get());
    }
}

#[test]
fn a_damaged_application_is_an_error_or_an_application_and_no_panic() {
    let toml = "id = \"W-1\"\nsystem = \"open\"\ndrilling_depth_m = 60.5\nflow_m3_h = \"40,5\"\ndate = 2026-11-21\n\
                [geometry]\ntype = \"Polygon\"\ncoordinates = [[[150000, 390000], [151000, 390000], [151000, 391000], [150000, 390000]]]\n";
    let json = r#"{"id": "W-1", "system": "closed", "lat": 52.1, "lon": 5.2, "dwelling": "single", "spf": 4.5}"#;
    let folder = tempfile::tempdir().unwrap();
    let rd = RdNew::new();
    for (name, text) in [("a.toml", toml), ("a.json", json)] {
        let path = folder.path().join(name);
        let read = std::cell::Cell::new(0);
        check(400, prop_oneof![4 => damaged(text), 1 => anything()], |Damaged(bytes)| {
            std::fs::write(&path, bytes).unwrap();
            match read_document(&path, Draft::default(), &rd) {
                Ok(_) => read.set(read.get() + 1),
                Err(error) => prop_assert!(error.to_string().contains(name), "{error}"),
            }
            Ok(())
        });
        assert!(read.get() > 0, "{name}: {}", read.get());
    }
}
