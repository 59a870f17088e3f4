//! What holds for every plot on every map: checked on many, chosen by chance from a fixed seed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::cell::Cell;
use std::fmt::Write as _;

use bodemtoets_law::rules::{Library, Outcome, Quantity};
use bodemtoets_maps::pack::Pack;
use bodemtoets_screening::application::{Application, Draft, Field};
use bodemtoets_screening::plot::{Partition, Rank, at_least_as_strict};
use bodemtoets_screening::{Decision, Screener};
use bodemtoets_space::{RdNew, Shape};
use geo::{
    Area as _, BooleanOps, Coord, Distance, Euclidean, Geometry, LineString, LinesIter, MultiPolygon, Point, Polygon,
};
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

/// A place on a grid of halves of a metre, 60 m wide, so that edges often touch or lie on each other.
type Spot = (u8, u8);

const ORIGIN: Coord = Coord { x: 150_000.0, y: 390_000.0 };

fn coord((x, y): Spot) -> Coord {
    ORIGIN + Coord { x: f64::from(x) / 2.0, y: f64::from(y) / 2.0 }
}

fn any_spot() -> impl Strategy<Value = Spot> {
    (0..=120_u8, 0..=120_u8)
}

/// Any ring; it may cross itself.
fn any_ring() -> impl Strategy<Value = Vec<Spot>> {
    prop::collection::vec(any_spot(), 3..9)
}

/// A rectangle: its edges often lie on those of others.
fn any_box() -> impl Strategy<Value = Vec<Spot>> {
    (0..12_u8, 0..12_u8, 1..6_u8, 1..6_u8).prop_map(|(x, y, wide, tall)| {
        let (x, y, wide, tall) = (x * 10, y * 10, wide * 10, tall * 10);
        vec![(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)]
    })
}

fn any_area() -> impl Strategy<Value = Vec<Spot>> {
    prop_oneof![any_ring(), any_box()]
}

#[derive(Debug, Clone)]
struct World {
    /// Rings of prohibition, of limits (and their depth, m), of a gap in the former.
    red: Vec<Vec<Spot>>,
    limits: Vec<(Vec<Spot>, u8)>,
    gaps: Vec<Vec<Spot>>,
    wells: Vec<Spot>,
    plot: Vec<Vec<Spot>>,
    tries: Vec<(f64, f64)>,
    open: bool,
}

fn any_world() -> impl Strategy<Value = World> {
    (
        prop::collection::vec(any_area(), 0..4),
        prop::collection::vec((any_area(), 1..9_u8), 0..4),
        prop::collection::vec(any_area(), 0..2),
        prop::collection::vec(any_spot(), 0..3),
        (any_area(), prop::option::weighted(0.3, any_ring())),
        prop::collection::vec((0.0..70.0, 0.0..70.0), 40),
        any::<bool>(),
    )
        .prop_map(|(red, limits, gaps, wells, (plot, hole), tries, open)| {
            let plot = std::iter::once(plot).chain(hole).collect();
            World { red, limits, gaps, wells, plot, tries, open }
        })
}

fn ring_text(ring: &[Spot]) -> String {
    let places: Vec<String> = ring
        .iter()
        .chain(ring.first())
        .map(|spot| {
            let at = coord(*spot);
            format!("[{},{}]", at.x, at.y)
        })
        .collect();
    format!("[{}]", places.join(","))
}

fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","))
}

fn polygon_feature(properties: &str, ring: &[Spot]) -> String {
    let ring = ring_text(ring);
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{{properties}}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}}}"
    )
}

const MANIFEST: &str = r#"name = "p"
version = "1"
date = 2026-01-01
status = "official"
licence = "none"
title = { nl = "p", en = "p" }
[[layer]]
id = "lands"
file = "lands.geojson"
crs = "EPSG:28992"
role = "jurisdiction"
fields = { id = "id" }
[[layer]]
id = "red"
file = "red.geojson"
crs = "EPSG:28992"
role = "zone"
kind = "prohibition"
fields = { id = "id" }
[[layer]]
id = "limits"
file = "limits.geojson"
crs = "EPSG:28992"
role = "zone"
kind = "depth-limit"
fields = { id = "id", max_depth_m = { field = "depth", parse = "number", unit = "m" } }
[[layer]]
id = "wells"
file = "wells.geojson"
crs = "EPSG:28992"
role = "abstraction"
fields = { id = "id" }
[[layer]]
id = "gaps"
file = "gaps.geojson"
crs = "EPSG:28992"
role = "gap"
fields = { id = "id", kinds = "kinds", reason_nl = "why", reason_en = "why" }
"#;

fn rule(id: &str, when: &str, outcome: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\nvalid_from = 2020-01-01\napplies_to = [\"open\", \"closed\"]\nwhen = {when}\n\
         outcome = \"{outcome}\"\nreason = {{ nl = \"a\", en = \"b\" }}\nsource = {{ title = \"c\" }}\ncertainty = \"verified\"\n"
    )
}

fn library() -> Library {
    let head = |id: &str| {
        format!("id = \"{id}\"\nversion = \"1\"\njurisdiction = \"{id}\"\ntitle = {{ nl = \"a\", en = \"b\" }}\n")
    };
    let deep = "{ in_zone = { kind = \"depth-limit\", where = { fact = \"drilling_depth_m\", above = { zone = \"max_depth_m\" } } } }";
    let screens = "{ in_zone = { kind = \"depth-limit\", where = { fact = \"screen_top_m\", below = 20 } } }";
    let west = [
        head("west"),
        rule("W-1", "{ always = true }", "permit"),
        rule("W-2", "{ in_zone = { kind = \"prohibition\" } }", "prohibited"),
        rule("W-3", deep, "prohibited"),
        rule("W-4", "{ within_m = { distance = 7.3, of = \"abstraction\" } }", "prohibited"),
        rule("W-5", screens, "prohibited"),
        rule("W-6", "{ within_m = { distance = 30, of = \"abstraction\" } }", "attention"),
    ];
    let east = [
        head("east"),
        rule("E-1", "{ always = true }", "notify"),
        rule("E-2", "{ within_m = { distance = 4, of = \"prohibition\" } }", "permit"),
        rule("E-3", deep, "prohibited"),
    ];
    Library::from_texts([("west.toml".to_owned(), west.concat()), ("east.toml".to_owned(), east.concat())]).unwrap()
}

fn screener(world: &World) -> Screener {
    let lands = [
        polygon_feature("\"id\":\"west\"", &[(0, 0), (60, 0), (75, 110), (0, 110)]),
        polygon_feature("\"id\":\"east\"", &[(60, 0), (120, 0), (120, 120), (75, 110)]),
    ];
    let areas = |rings: &[Vec<Spot>], more: &str| {
        let features: Vec<String> = rings
            .iter()
            .enumerate()
            .map(|(id, ring)| polygon_feature(&format!("\"id\":\"{id}\"{more}"), ring))
            .collect();
        collection(&features)
    };
    let limits: Vec<String> = world
        .limits
        .iter()
        .enumerate()
        .map(|(id, (ring, depth))| {
            polygon_feature(&format!("\"id\":\"{id}\",\"depth\":{}", u32::from(*depth) * 10), ring)
        })
        .collect();
    let mut wells = Vec::new();
    for (id, spot) in world.wells.iter().enumerate() {
        let at = coord(*spot);
        let mut text = String::new();
        write!(
            text,
            "{{\"type\":\"Feature\",\"properties\":{{\"id\":\"{id}\"}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{},{}]}}}}",
            at.x, at.y
        )
        .unwrap();
        wells.push(text);
    }
    let folder = crate::common::folder(&[
        ("pack.toml", MANIFEST),
        ("lands.geojson", &collection(&lands)),
        ("red.geojson", &areas(&world.red, "")),
        ("limits.geojson", &collection(&limits)),
        ("wells.geojson", &collection(&wells)),
        ("gaps.geojson", &areas(&world.gaps, ",\"kinds\":\"prohibition\",\"why\":\"w\"")),
    ]);
    Screener::new(Pack::open(folder.path(), None).unwrap(), library(), jiff::civil::date(2026, 1, 1)).unwrap()
}

fn plot(world: &World) -> Option<Application> {
    let ring = |spots: &Vec<Spot>| {
        let mut line = LineString(spots.iter().map(|spot| coord(*spot)).collect());
        line.close();
        line
    };
    let polygon = Polygon::new(ring(&world.plot[0]), world.plot[1..].iter().map(ring).collect());
    let mut draft = Draft::default();
    draft.set(Field::System, if world.open { "open" } else { "closed" }).unwrap();
    draft.set_quantity(Quantity::DrillingDepthM, 45.0).unwrap();
    draft.set_geometry(Geometry::Polygon(polygon));
    draft.finish(&RdNew::new()).ok()
}

/// Distance to the nearest edge of any part, metres.
fn from_edges_m(partition: &Partition, at: Coord) -> f64 {
    let lines = partition.parts.iter().flat_map(|part| part.polygons.lines_iter());
    lines.map(|line| Euclidean.distance(&Point(at), &line)).fold(f64::INFINITY, f64::min)
}

fn assessed(screener: &Screener, application: &Application, at: Coord) -> (Decision, Vec<usize>, String) {
    let there = application.at(at);
    let assessment = screener.assess(&there);
    let decisive = assessment.decisive_findings().iter().map(|finding| finding.position()).collect();
    let profile = assessment.profile().iter().map(|i| (i.from_m, i.to_m, i.decision)).collect::<Vec<_>>();
    (assessment.decision(), decisive, format!("{profile:?}"))
}

#[test]
fn parts_cover_the_plot_without_overlap_and_screening_agrees_everywhere() {
    let (many, tried, slivers) = (Cell::new(0), Cell::new(0), Cell::new(0));
    check(600, any_world(), |world| {
        let Some(application) = plot(&world) else { return Ok(()) };
        let screener = screener(&world);
        let partition = Partition::of(screener.assess(&application)).unwrap();
        let Shape::Area(area) = &application.place else { panic!("a plot is an area") };
        prop_assert_eq!(partition.uncut, None);
        let ledger = &partition.ledger;
        prop_assert_eq!(ledger.parts_mm2.iter().sum::<i64>(), ledger.plot_mm2);
        prop_assert!(ledger.is_closed(), "{:?}", ledger);
        prop_assert!(ledger.remainder_mm2.abs() <= 200, "{:?}", ledger);
        let mut covered = MultiPolygon::new(Vec::new());
        for part in &partition.parts {
            let shared = covered.intersection(&part.polygons).unsigned_area();
            prop_assert!(shared < 1e-3, "parts overlap by {} m2", shared);
            covered = covered.union(&part.polygons);
        }
        let left = area.polygons().difference(&covered).unsigned_area();
        let beyond = covered.difference(area.polygons()).unsigned_area();
        prop_assert!(left < 1e-3 && beyond < 1e-3, "{} m2 left, {} m2 beyond", left, beyond);
        many.set(many.get() + usize::from(partition.parts.len() > 1));
        slivers.set(slivers.get() + partition.slivers);
        let own = partition.parts.iter().map(|part| part.place);
        let chance = world.tries.iter().map(|(x, y)| ORIGIN + Coord { x: *x, y: *y });
        for at in own.chain(chance) {
            let parts: Vec<_> = partition
                .parts
                .iter()
                .filter(|part| Shape::from_geometry(part.polygons.clone().into()).unwrap().0.covers(at))
                .collect();
            if from_edges_m(&partition, at) < 0.002 {
                continue;
            }
            prop_assert_eq!(!parts.is_empty(), area.covers(at), "{:?}", at);
            let [part] = parts.as_slice() else {
                prop_assert!(parts.is_empty(), "{:?} is in {} parts", at, parts.len());
                continue;
            };
            tried.set(tried.get() + 1);
            let (decision, decisive, profile) = assessed(&screener, &application, at);
            let own = &part.answer;
            let own_profile = own.profile.iter().map(|i| (i.from_m, i.to_m, i.decision)).collect::<Vec<_>>();
            prop_assert_eq!(own.decision, decision, "{:?}", at);
            prop_assert_eq!(own.decisive.to_vec(), decisive, "{:?}", at);
            prop_assert_eq!(format!("{own_profile:?}"), profile, "{:?}", at);
        }
        let ranks: Vec<Rank> = partition.parts.iter().map(|part| part.answer.decision.into()).collect();
        prop_assert!(ranks.is_sorted(), "mild comes first");
        Ok(())
    });
    assert!(many.get() > 300, "{} plots of several parts", many.get());
    assert!(tried.get() > 3_000, "{} places", tried.get());
}

/// Screens that a part allows are not prohibited anywhere in it.
#[test]
fn screens_that_are_allowed_are_not_prohibited() {
    let tried = Cell::new(0);
    check(200, any_world(), |mut world| {
        world.open = true;
        let Some(application) = plot(&world) else { return Ok(()) };
        let screener = screener(&world);
        let partition = Partition::of(screener.assess(&application)).unwrap();
        for part in &partition.parts {
            for interval in &part.answer.screens {
                let bottom = if interval.to_m.is_finite() { interval.to_m } else { interval.from_m + 50.0 };
                for (from, to) in [(0.0, 1.0), (0.0, 0.2), (0.3, 0.6), (0.9, 1.0)] {
                    let at = |share: f64| interval.from_m + (bottom - interval.from_m) * share;
                    let mut there = application.at(part.place);
                    for (quantity, depth) in [
                        (Quantity::DrillingDepthM, at(to)),
                        (Quantity::ScreenTopM, at(from)),
                        (Quantity::ScreenBottomM, at(to)),
                    ] {
                        there.quantities.set(quantity, Some(depth));
                    }
                    there.quantities = there.quantities.with_derived();
                    let decision = screener.assess(&there).decision();
                    prop_assert!(
                        decision.strictest().is_some_and(|worst| worst < Outcome::Prohibited),
                        "{:?} {:?}",
                        interval,
                        decision
                    );
                    tried.set(tried.get() + 1);
                }
            }
        }
        Ok(())
    });
    assert!(tried.get() > 200, "{}", tried.get());
}

#[test]
fn an_answer_is_as_strict_as_itself() {
    check(40, any_world(), |world| {
        let Some(application) = plot(&world) else { return Ok(()) };
        let screener = screener(&world);
        let partition = Partition::of(screener.assess(&application)).unwrap();
        prop_assert!(partition.parts.iter().all(|part| at_least_as_strict(&part.answer, &part.answer)));
        Ok(())
    });
}
