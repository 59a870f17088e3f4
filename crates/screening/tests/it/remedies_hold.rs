//! Remedies on many applications, chosen by chance from a fixed seed: each holds, none is larger than it has
//! to be, and where none is told none is to be had.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::cast_precision_loss)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use bodemtoets_law::rules::{Dwelling, Library, Outcome, Quantities, Quantity, System};
use bodemtoets_maps::pack::Pack;
use bodemtoets_screening::application::{Application, Case};
use bodemtoets_screening::remedies::{Change, Remedies, Remedy, Value};
use bodemtoets_screening::{Decision, Screener, VerdictOutcome};
use bodemtoets_space::Shape;
use geo::Coord;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

const REACH_M: f64 = 500.0;

/// What a move may go beyond a line, and what a step of a number is at most.
const BEYOND_M: f64 = 0.05;

fn check<S: Strategy>(cases: u32, strategy: S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config =
        ProptestConfig { cases, failure_persistence: None, max_global_rejects: cases * 20, ..Default::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    if let Err(error) = runner.run(&strategy, property) {
        panic!("{error}");
    }
}

fn embedded() -> &'static Screener {
    static SCREENER: OnceLock<Screener> = OnceLock::new();
    SCREENER.get_or_init(|| {
        let today = "2026-11-21".parse().unwrap();
        Screener::new(Pack::embedded().unwrap(), Library::embedded().unwrap(), today).unwrap()
    })
}

/// A place in or near a zone, or anywhere in Drenthe or Noord-Brabant.
fn any_place() -> impl Strategy<Value = Coord> {
    let zones = embedded().pack().zones.len();
    let near = (0..zones, -1500.0..1500.0, -1500.0..1500.0).prop_map(|(zone, dx, dy)| {
        let centre = embedded().pack().zones[zone].shape.centre();
        Coord { x: centre.x + dx, y: centre.y + dy }
    });
    let place = |x: std::ops::Range<f64>, y: std::ops::Range<f64>| (x, y).prop_map(|(x, y)| Coord { x, y });
    prop_oneof![8 => near, 1 => place(205_000.0..270_000.0, 515_000.0..580_000.0), 1 => place(75_000.0..200_000.0, 360_000.0..425_000.0)]
}

/// Numbers around the limits of the rules.
fn any_quantities() -> impl Strategy<Value = Quantities> {
    let number = |limits: &[f64], low: f64, high: f64| {
        prop::option::weighted(0.7, prop_oneof![prop::sample::select(limits.to_vec()), low..high])
    };
    let numbers = [
        (Quantity::DrillingDepthM, number(&[25.0, 25.01, 30.0, 30.01, 80.0, 80.001, 50.0], 1.0, 200.0)),
        (Quantity::ScreenTopM, number(&[10.0, 20.0], 1.0, 40.0)),
        (Quantity::ScreenBottomM, number(&[30.0, 60.0], 40.5, 120.0)),
        (Quantity::FlowM3H, number(&[10.0, 10.1, 50.0], 0.1, 100.0)),
        (Quantity::AnnualVolumeM3, number(&[250_000.0, 80_000.0], 100.0, 400_000.0)),
        (Quantity::GroundPowerKw, number(&[69.9, 70.0], 0.1, 140.0)),
        (Quantity::MaxInfiltrationTemperatureC, number(&[25.0, 25.5, 30.0, 30.5], 5.0, 40.0)),
        (Quantity::MinReturnTemperatureC, number(&[-3.0, -3.5], -6.0, 10.0)),
        (Quantity::HeatAddedMwh, number(&[100.0], 0.1, 200.0)),
        (Quantity::ColdAddedMwh, number(&[100.0], 0.1, 200.0)),
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

const DAYS: [&str; 5] = ["2013-06-30", "2015-10-16", "2020-06-01", "2024-01-01", "2026-11-21"];

fn application_of(place: impl Strategy<Value = Coord>, days: &[&'static str]) -> impl Strategy<Value = Application> {
    let system = prop::sample::select(vec![System::Open, System::Closed]);
    let date = prop::sample::select(days.to_vec());
    let fluid = prop::option::weighted(0.6, prop::sample::select(vec!["water", "monopropylene-glycol", "betaine"]));
    let dwelling = prop::option::weighted(0.5, prop::sample::select(vec![Dwelling::Single, Dwelling::None]));
    (place, any_quantities(), fluid, dwelling, system, date).prop_map(
        |(place, quantities, fluid, dwelling, system, date)| Application {
            id: String::new(),
            applicant: None,
            case: Case::default(),
            date: Some(date.parse().unwrap()),
            place: Shape::Point(place),
            system,
            quantities: quantities.with_derived(),
            dwelling,
            fluid: fluid.map(str::to_owned),
            existing_since: None,
            looked_up: bodemtoets_screening::application::LookedUp::default(),
            filled_in: Vec::new(),
            repairs: Vec::new(),
            remarks: Vec::new(),
        },
    )
}

fn decide(screener: &Screener, application: &Application) -> Decision {
    screener.assess(application).decision()
}

fn help(screener: &Screener, application: &Application) -> Remedies {
    screener.assess(application).remedies(REACH_M)
}

/// Mildest and strictest outcome.
fn span(decision: Decision) -> Option<(Outcome, Outcome)> {
    match decision {
        Decision::Settled(outcome) => Some((outcome, outcome)),
        Decision::Between(low, high) => Some((low, high)),
        Decision::Perhaps(_) | Decision::NotCovered => None,
    }
}

/// Whether one decision is milder than another as a whole.
fn is_milder(new: Decision, old: Decision) -> bool {
    span(new).zip(span(old)).is_some_and(|((low, high), (old_low, old_high))| low <= old_low && high < old_high)
}

/// The rules that doubt the numbers.
fn doubts(screener: &Screener, application: &Application) -> Vec<String> {
    screener.assess(application).verdict(None, None).implausible
}

fn quantity_of(change: &Change) -> Option<Quantity> {
    Quantity::ALL.into_iter().find(|quantity| quantity.slug() == change.fact)
}

fn number(value: Option<&Value>) -> f64 {
    let Some(Value::Number(number)) = value else { panic!("not a number") };
    *number
}

fn with(application: &Application, quantity: Quantity, value: f64) -> Application {
    let mut quantities = application.quantities;
    quantities.set(quantity, Some(value));
    Application { quantities: quantities.with_derived(), ..application.clone() }
}

/// The application as somebody changes it who reads the remedy.
fn changed(application: &Application, remedy: &Remedy) -> Application {
    let mut changed = application.clone();
    for change in std::iter::once(&remedy.change).chain(&remedy.also) {
        if let Some(place) = &change.place {
            changed.place = Shape::Point(Coord { x: place.x, y: place.y });
        } else if let Some(Value::Text(fluid)) = &change.to {
            changed.fluid = Some(fluid.clone());
        } else {
            changed = with(&changed, quantity_of(change).unwrap(), number(change.to.as_ref()));
        }
    }
    changed
}

/// What is told of a decision.
fn told(decision: Decision) -> (VerdictOutcome, Option<[VerdictOutcome; 2]>) {
    (decision.into(), decision.range())
}

/// Every remedy, applied as it is told, gives the outcome that it promises, and that is milder.
fn each_holds(screener: &Screener, application: &Application, help: &Remedies) -> Result<(), TestCaseError> {
    let old = decide(screener, application);
    let doubted = doubts(screener, application);
    for remedy in &help.remedies {
        let after = changed(application, remedy);
        let now = decide(screener, &after);
        prop_assert_eq!(told(now), (remedy.outcome, remedy.range), "{:?}", remedy);
        prop_assert!(is_milder(now, old), "{remedy:?}: {now:?} is not milder than {old:?}");
        for doubt in doubts(screener, &after) {
            prop_assert!(doubted.contains(&doubt), "{remedy:?} is implausible: {doubt}");
        }
    }
    Ok(())
}

/// Whether a changed application is at least as mild as a remedy, and none would doubt it.
fn does_as_well(screener: &Screener, application: &Application, tried: &Application, level: Outcome) -> bool {
    let now = decide(screener, tried);
    is_milder(now, decide(screener, application))
        && now.strictest() <= Some(level)
        && doubts(screener, tried).iter().all(|doubt| doubts(screener, application).contains(doubt))
}

fn level(remedy: &Remedy) -> Outcome {
    remedy.range.map_or_else(|| remedy.outcome.settled().unwrap(), |[_, high]| high.settled().unwrap())
}

/// A smaller change of a number does not do as well: a share less, a step less, nor the other way.
fn no_smaller_number(
    screener: &Screener,
    application: &Application,
    remedy: &Remedy,
    shares: &[f64],
) -> Result<(), TestCaseError> {
    let Some(quantity) = quantity_of(&remedy.change).filter(|_| remedy.also.is_empty()) else { return Ok(()) };
    let (from, to) = (application.quantities.get(quantity).unwrap(), number(remedy.change.to.as_ref()));
    let step = if quantity.is_depth() {
        0.01
    } else if quantity == Quantity::AnnualVolumeM3 {
        1.0
    } else {
        0.1
    };
    let size = (to - from).abs();
    let sizes = shares.iter().map(|share| share * (size - step)).chain([size - step * 1.001]);
    for smaller in sizes.filter(|smaller| *smaller > 0.0) {
        for value in [from + smaller * (to - from).signum(), from - smaller * (to - from).signum()] {
            if !quantity.range().contains(&value) || value <= 0.0 && quantity != Quantity::MinReturnTemperatureC {
                continue;
            }
            let tried = with(application, quantity, value);
            // Screens that do not fit are another system.
            let fits = [Quantity::ScreenBelowDrillingM]
                .iter()
                .all(|q| tried.quantities.get(*q).is_none_or(|below| below <= 0.0));
            let upright = tried.quantities.get(Quantity::ScreenTopM).zip(tried.quantities.get(Quantity::ScreenBottomM));
            if fits && upright.is_none_or(|(top, bottom)| top < bottom) {
                prop_assert!(
                    !does_as_well(screener, application, &tried, level(remedy)),
                    "{quantity:?} {from} to {value} is less than to {to}"
                );
            }
        }
    }
    Ok(())
}

/// Places within a distance, in all directions.
fn around(centre: Coord, within_m: f64, seeds: &[(f64, f64)]) -> impl Iterator<Item = Coord> {
    seeds.iter().map(move |(turn, share)| {
        let (angle, metres) = (turn * std::f64::consts::TAU, share.sqrt() * within_m);
        Coord { x: centre.x + metres * angle.cos(), y: centre.y + metres * angle.sin() }
    })
}

fn seeds(count: usize) -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((0.0..1.0, 0.0..1.0), count)
}

/// No place that is nearer does as well; where no place is told none within reach does at all.
fn no_nearer_place(
    screener: &Screener,
    application: &Application,
    help: &Remedies,
    seeds: &[(f64, f64)],
) -> Result<(), TestCaseError> {
    let Shape::Point(place) = application.place else { panic!("not a point") };
    let old = decide(screener, application);
    let Some((_, high)) = span(old).filter(|(_, high)| *high > Outcome::Free) else { return Ok(()) };
    let mut told: Vec<(f64, Outcome)> = help
        .remedies
        .iter()
        .filter(|remedy| remedy.also.is_empty())
        .filter_map(|remedy| Some((remedy.change.place.as_ref()?.distance_m, level(remedy))))
        .collect();
    // For every outcome that is milder: how far away it is at least.
    let levels = [Outcome::Free, Outcome::Notify, Outcome::Permit].into_iter().filter(|level| *level < high);
    told.sort_by(|one, other| one.0.total_cmp(&other.0));
    for wanted in levels {
        let nearest = told.iter().find(|(_, level)| *level <= wanted).map_or(REACH_M, |(metres, _)| *metres);
        for at in around(place, (nearest - BEYOND_M).max(0.0), seeds) {
            let mut tried = Application { place: Shape::Point(at), ..application.clone() };
            if !does_as_well(screener, application, &tried, wanted) {
                continue;
            }
            let with_level = decide(screener, &tried);
            tried.quantities.set(Quantity::GroundLevelMNap, None);
            // Nobody knows how high the ground lies there.
            prop_assert!(
                decide(screener, &tried) != with_level,
                "{wanted:?} at {at:?}, {} m away, and {told:?} is told",
                (at.x - place.x).hypot(at.y - place.y)
            );
        }
    }
    Ok(())
}

/// What is told of a number is all there is: no other value does better than the best of it.
fn nothing_left_out(
    screener: &Screener,
    application: &Application,
    help: &Remedies,
    values: &[f64],
) -> Result<(), TestCaseError> {
    let stated =
        Quantity::ALL.into_iter().filter(|quantity| quantity.is_stated() && *quantity != Quantity::GroundLevelMNap);
    // Numbers that contradict each other are not changed one by one.
    if application.quantities.get(Quantity::ScreenBelowDrillingM).is_some_and(|below| below > 0.0) {
        return Ok(());
    }
    for quantity in stated.filter(|quantity| application.quantities.get(*quantity).is_some()) {
        let of_fact = help.remedies.iter().filter(|remedy| quantity_of(&remedy.change) == Some(quantity));
        let best = of_fact.map(level).min();
        let (low, high) = (*quantity.range().start(), quantity.range().end().min(250.0));
        for share in values {
            // On the steps in which changes are told.
            let value = ((low + share * (high - low)) * 10.0).round() / 10.0;
            let tried = with(application, quantity, value);
            let depths = |one, other| tried.quantities.get(one).zip(tried.quantities.get(other));
            let out = depths(Quantity::ScreenTopM, Quantity::ScreenBottomM).is_some_and(|(top, bottom)| top >= bottom)
                || tried.quantities.get(Quantity::ScreenBelowDrillingM).is_some_and(|below| below > 0.0);
            if out || value <= 0.0 || help.remedies.iter().any(|remedy| !remedy.also.is_empty()) {
                continue;
            }
            let now = decide(screener, &tried);
            if does_as_well(screener, application, &tried, Outcome::Permit) {
                prop_assert!(
                    best.is_some_and(|best| Some(best) <= now.strictest()),
                    "{quantity:?} = {value} gives {now:?}, and {best:?} is told"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn on_the_map_and_the_law_that_ship_every_remedy_holds_and_none_is_too_large() {
    let counts: RefCell<BTreeMap<String, u32>> = RefCell::new(BTreeMap::new());
    let shares = prop::collection::vec(0.0..1.0, 4).prop_map(|mut shares| {
        shares.push(0.99);
        shares
    });
    check(1200, (application_of(any_place(), &DAYS), shares, seeds(60)), |(application, shares, seeds)| {
        let screener = embedded();
        let help = help(screener, &application);
        each_holds(screener, &application, &help)?;
        for remedy in &help.remedies {
            no_smaller_number(screener, &application, remedy, &shares)?;
            let fact = if remedy.also.is_empty() { remedy.change.fact.clone() } else { "pair".to_owned() };
            *counts.borrow_mut().entry(fact).or_default() += 1;
        }
        no_nearer_place(screener, &application, &help, &seeds)?;
        nothing_left_out(screener, &application, &help, &shares)?;
        let decision = decide(screener, &application);
        let told = help.no_remedy.is_some();
        match decision {
            Decision::Settled(Outcome::Prohibited) => prop_assert_eq!(told, help.remedies.is_empty()),
            // Of a permit that all such systems need nothing is told.
            Decision::Settled(Outcome::Permit) => prop_assert!(!told || help.remedies.is_empty()),
            _ => prop_assert!(!told, "{:?}", decision),
        }
        if let Some(none) = &help.no_remedy {
            prop_assert!(!none.rules.is_empty());
            *counts.borrow_mut().entry("none".to_owned()).or_default() += 1;
        }
        Ok(())
    });
    let counts = counts.into_inner();
    for fact in ["drilling_depth_m", "max_infiltration_temperature_c", "heat_added_mwh", "place", "pair", "none"] {
        assert!(counts.get(fact).is_some_and(|count| *count >= 10), "{fact}: {counts:?}");
    }
}

/// A law with every kind of condition, for the maps below.
const LAW: &str = r#"
id = "t"
version = "1"
jurisdiction = "here"
title = { nl = "a", en = "b" }
"#;

const RULES: [(&str, &str); 10] = [
    ("{ fact = \"ground_power_kw\", at_least = 70 }", "permit"),
    ("{ always = true }", "notify"),
    ("{ in_zone = { kind = \"a\" } }", "prohibited"),
    (
        "{ in_zone = { kind = \"b\", where = { fact = \"drilling_depth_m\", above = { zone = \"max_depth_m\" } } } }",
        "prohibited",
    ),
    ("{ all = [{ in_zone = { kind = \"b\" } }, { fact = \"flow_m3_h\", above = 10 }] }", "permit"),
    ("{ within_m = { distance = 150, of = \"abstraction\" } }", "prohibited"),
    ("{ within_m = { distance = 60, of = \"b\" } }", "permit"),
    ("{ in_zone = { kind = \"b\", depth = \"screens\" } }", "permit"),
    (
        "{ all = [{ in_zone = { kind = \"a\", depth = \"any\" } }, { fact = \"drilling_depth_m\", above = { nap = -40 } }] }",
        "permit",
    ),
    (
        "{ all = [{ not = { fluid = [\"water\", \"monopropylene-glycol\"] } }, { not = { within_m = { distance = 100, of = \"a\" } } }] }",
        "permit",
    ),
];

fn law() -> String {
    let mut text = LAW.to_owned();
    for (number, (when, outcome)) in RULES.iter().enumerate() {
        let _ = write!(
            text,
            "[[rule]]\nid = \"T-{number}\"\nvalid_from = 2020-01-01\napplies_to = [\"open\", \"closed\"]\nwhen = {when}\n\
             outcome = \"{outcome}\"\nreason = {{ nl = \"a\", en = \"b\" }}\nsource = {{ title = \"c\" }}\ncertainty = \"verified\"\n"
        );
    }
    text
}

const MANIFEST: &str = r#"name = "p"
version = "1"
date = 2026-01-01
status = "official"
licence = "none"
title = { nl = "p", en = "p" }
[[layer]]
id = "land"
file = "land.geojson"
crs = "EPSG:28992"
role = "jurisdiction"
fields = { id = "id" }
[[layer]]
id = "zones"
file = "zones.geojson"
crs = "EPSG:28992"
role = "zone"
kind = { field = "kind", one_of = ["a", "b"] }
fields = { id = "id", max_depth_m = { field = "max", parse = "number", unit = "m" } }
depth.from_m = { field = "from", parse = "number", unit = "m" }
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
fields = { id = "id", kinds = "kinds", reason_nl = "nl", reason_en = "en" }
"#;

const MIDDLE: Coord = Coord { x: 150_000.0, y: 390_000.0 };

fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","))
}

fn feature(properties: &str, kind: &str, coordinates: &str) -> String {
    format!(
        "{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{{\"type\":\"{kind}\",\"coordinates\":{coordinates}}}}}"
    )
}

/// A star around a centre, so that there are corners of all kinds.
fn star((x, y, radii): &(f64, f64, Vec<f64>)) -> String {
    let mut corners: Vec<String> = Vec::new();
    for at in 0..=radii.len() {
        let angle = (at % radii.len()) as f64 / radii.len() as f64 * std::f64::consts::TAU;
        let radius = radii[at % radii.len()];
        corners.push(format!(
            "[{:.2},{:.2}]",
            MIDDLE.x + x + radius * angle.cos(),
            MIDDLE.y + y + radius * angle.sin()
        ));
    }
    format!("[[{}]]", corners.join(","))
}

type Star = (f64, f64, Vec<f64>);

fn any_star() -> impl Strategy<Value = Star> {
    (-300.0..300.0, -300.0..300.0, prop::collection::vec(60.0..320.0, 4..8))
}

fn screener_of(zones: &[(Star, bool, f64)], wells: &[(f64, f64)], gap: Option<&Star>) -> Screener {
    let zones: Vec<String> = zones
        .iter()
        .enumerate()
        .map(|(id, (shape, is_a, depth))| {
            let (kind, from) = if *is_a { ("a", 0.0) } else { ("b", (depth / 4.0).floor()) };
            let properties =
                format!("{{\"id\":\"z{id}\",\"kind\":\"{kind}\",\"max\":{:.1},\"from\":{from}}}", depth + 30.0);
            feature(&properties, "Polygon", &star(shape))
        })
        .collect();
    let wells: Vec<String> = wells
        .iter()
        .enumerate()
        .map(|(id, (x, y))| {
            feature(&format!("{{\"id\":\"w{id}\"}}"), "Point", &format!("[{:.2},{:.2}]", MIDDLE.x + x, MIDDLE.y + y))
        })
        .collect();
    let gaps: Vec<String> = gap
        .map(|shape| feature(r#"{"id":"g","kinds":"a,abstraction","nl":"a","en":"b"}"#, "Polygon", &star(shape)))
        .into_iter()
        .collect();
    let land = feature(
        r#"{"id":"here"}"#,
        "Polygon",
        "[[[149300,389300],[150700,389300],[150700,390700],[149300,390700],[149300,389300]]]",
    );
    let folder = crate::common::folder(&[
        ("pack.toml", MANIFEST),
        ("land.geojson", &collection(&[land])),
        ("zones.geojson", &collection(&zones)),
        ("wells.geojson", &collection(&wells)),
        ("gaps.geojson", &collection(&gaps)),
    ]);
    let library = Library::from_texts([("t.toml".to_owned(), law())]).unwrap();
    Screener::new(Pack::open(folder.path(), None).unwrap(), library, "2026-11-21".parse().unwrap()).unwrap()
}

#[test]
fn among_zones_distances_and_gaps_of_all_shapes_no_nearer_place_is_to_be_had() {
    let zones = prop::collection::vec((any_star(), prop::bool::ANY, 0.0..80.0), 1..5);
    let wells = prop::collection::vec((-400.0..400.0, -400.0..400.0), 0..4);
    let gap = prop::option::weighted(0.3, any_star());
    let place = (-250.0..250.0, -250.0..250.0).prop_map(|(x, y)| Coord { x: MIDDLE.x + x, y: MIDDLE.y + y });
    let applications = prop::collection::vec(application_of(place, &["2026-11-21"]), 8);
    let shares = prop::collection::vec(0.0..1.0, 5);
    let counts: RefCell<BTreeMap<String, u32>> = RefCell::new(BTreeMap::new());
    let cases = (zones, wells, gap, applications, shares, seeds(400));
    check(120, cases, |(zones, wells, gap, applications, shares, seeds)| {
        let screener = screener_of(&zones, &wells, gap.as_ref());
        for application in &applications {
            let help = help(&screener, application);
            each_holds(&screener, application, &help)?;
            for remedy in &help.remedies {
                no_smaller_number(&screener, application, remedy, &shares)?;
                let fact = if remedy.also.is_empty() { remedy.change.fact.clone() } else { "pair".to_owned() };
                *counts.borrow_mut().entry(fact).or_default() += 1;
            }
            no_nearer_place(&screener, application, &help, &seeds)?;
            nothing_left_out(&screener, application, &help, &shares)?;
        }
        Ok(())
    });
    let counts = counts.into_inner();
    for fact in ["drilling_depth_m", "place", "ground_power_kw", "fluid"] {
        assert!(counts.get(fact).is_some_and(|count| *count >= 4), "{fact}: {counts:?}");
    }
}
