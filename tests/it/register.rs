//! Registers of existing installations: what comes in, what is left, and what is said of the rest.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write as _;

use crate::common::{folder, names, run_in};
use bodemtoets_maps::pack::{Pack, System, WellType};
use bodemtoets_maps::register::{Importer, Kind, Options, Part, Position, Register};
use proptest::prelude::*;
use serde_json::Value;

/// A message of the dispatch service around objects.
fn dispatch(objects: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<dispatchDataResponse xmlns="http://www.broservices.nl/xsd/dsguf/1.0"
    xmlns:gufcom="http://www.broservices.nl/xsd/gufcommon/1.0" xmlns:brocom="http://www.broservices.nl/xsd/brocommon/3.0"
    xmlns:gml="http://www.opengis.net/gml/3.2">
  <brocom:responseType>dispatch</brocom:responseType>
  {objects}
</dispatchDataResponse>"#
    )
}

/// An object of an id, with what it holds.
fn object(id: &str, holds: &str) -> String {
    format!(
        "<dispatchDocument><GUF_PO><brocom:broId>{id}</brocom:broId>\
         <brocom:deliveryAccountableParty>27376655</brocom:deliveryAccountableParty>{holds}</GUF_PO></dispatchDocument>"
    )
}

fn point(srs: &str, pos: &str) -> String {
    format!(r#"<gufcom:geometry><gml:Point srsName="{srs}"><gml:pos>{pos}</gml:pos></gml:Point></gufcom:geometry>"#)
}

const RD: &str = "urn:ogc:def:crs:EPSG::28992";

fn rd(pos: &str) -> String {
    point(RD, pos)
}

fn realised(id: &str, function: &str, holds: &str) -> String {
    format!(
        "<realisedInstallation><gufcom:RealisedInstallation>\
         <gufcom:realisedInstallationId>{id}</gufcom:realisedInstallationId>\
         <gufcom:installationFunction>{function}</gufcom:installationFunction>{holds}\
         </gufcom:RealisedInstallation></realisedInstallation>"
    )
}

fn design(id: &str, function: &str, holds: &str) -> String {
    format!(
        "<licence><gufcom:LicenceGroundwaterUsage><gufcom:usageTypeFacility>\
         <gufcom:primaryUsageType>{function}</gufcom:primaryUsageType></gufcom:usageTypeFacility>\
         <gufcom:licensedQuantity><gufcom:licensedInOut>onttrekken</gufcom:licensedInOut>\
         <gufcom:maximumPerHour uom=\"m3\">90</gufcom:maximumPerHour>\
         <gufcom:maximumPerYear uom=\"m3\">250000</gufcom:maximumPerYear></gufcom:licensedQuantity>\
         <gufcom:designInstallation><gufcom:DesignInstallation>\
         <gufcom:designInstallationId>{id}</gufcom:designInstallationId>\
         <gufcom:installationFunction>{function}</gufcom:installationFunction>{holds}\
         </gufcom:DesignInstallation></gufcom:designInstallation>\
         </gufcom:LicenceGroundwaterUsage></licence>"
    )
}

fn real_well(id: &str, holds: &str) -> String {
    format!(
        "<gufcom:realisedWell><gufcom:RealisedWell><gufcom:realisedWellId>{id}</gufcom:realisedWellId>\
         <gufcom:wellFunction>infiltratie</gufcom:wellFunction><gufcom:wellFunction>onttrekking</gufcom:wellFunction>\
         {holds}</gufcom:RealisedWell></gufcom:realisedWell>"
    )
}

fn design_well(id: &str, holds: &str) -> String {
    format!(
        "<gufcom:designWell><gufcom:DesignWell><gufcom:designWellId>{id}</gufcom:designWellId>{holds}\
         </gufcom:DesignWell></gufcom:designWell>"
    )
}

const ENERGY: &str = "<gufcom:energyCharacteristics><gufcom:energyCold uom=\"MWh\">900</gufcom:energyCold>\
    <gufcom:energyWarm uom=\"MWh\">1000</gufcom:energyWarm><gufcom:powerWarm uom=\"kW\">400</gufcom:powerWarm>\
    </gufcom:energyCharacteristics>";

const OPEN: &str = "openBodemenergiesysteem";
const CLOSED: &str = "geslotenBodemenergiesysteem";

/// Reads messages; whatever they are, the counts add up.
fn read(messages: &[String]) -> Register {
    let mut importer = Importer::new(Options::default());
    for message in messages {
        importer.add_guf("m.xml", message.as_bytes()).unwrap();
    }
    let register = importer.finish();
    assert!(register.adds_up(), "{:?}", register.counts);
    register
}

fn one(holds: &str) -> Register {
    read(&[dispatch(&object("GUF1", holds))])
}

/// The sorts of what was remarked on, in order.
fn sorts(register: &Register) -> Vec<&'static str> {
    let mut sorts: Vec<&str> = register.remarks.iter().map(|remark| remark.what.slug()).collect();
    sorts.sort_unstable();
    sorts
}

fn parts(register: &Register) -> Vec<&Part> {
    register.installations.iter().flat_map(|installation| &installation.parts).collect()
}

#[test]
fn what_was_built_takes_the_place_of_its_design_and_keeps_its_licence() {
    let wells = real_well("1", &rd("155000 463000")) + &real_well("2", &rd("155100 463000"));
    let wells = wells.replace(
        "<gufcom:realisedWellId>1</gufcom:realisedWellId>",
        "<gufcom:realisedWellId>1</gufcom:realisedWellId><gufcom:height uom=\"m\">2.5</gufcom:height>\
         <gufcom:wellDepth uom=\"m\">82.5</gufcom:wellDepth><gufcom:relativeTemperature>warm</gufcom:relativeTemperature>\
         <gufcom:realisedScreen><gufcom:RealisedScreen><gufcom:screenType>verticaal</gufcom:screenType>\
         <gufcom:topScreenDepth uom=\"m\">40</gufcom:topScreenDepth><gufcom:length uom=\"m\">30</gufcom:length>\
         </gufcom:RealisedScreen></gufcom:realisedScreen>",
    );
    let designed = rd("155050 463000")
        + ENERGY
        + &design_well("11", &rd("155001 463000"))
        + &design_well("12", &rd("155101 463000"))
        + &design_well("13", &rd("155500 463000"));
    let register = one(&(design("201", OPEN, &designed) + &realised("401", OPEN, &wells)));
    assert_eq!(register.installations.len(), 1);
    let installation = &register.installations[0];
    assert_eq!((installation.id.as_str(), installation.system), ("GUF1/401", Some(System::Open)));
    assert_eq!(installation.licensed_volume_m3(), Some(250_000.0));
    assert_eq!((installation.energy.warm_mwh, installation.energy.cold_mwh), (Some(1000.0), Some(900.0)));
    assert_eq!(installation.power_kw(), Some(400.0));
    // Two wells were built in the place of the nearest two; the third of the design is still to come.
    let ids: Vec<_> = installation.parts.iter().map(|part| part.id.as_deref().unwrap()).collect();
    assert_eq!(ids, ["1", "2", "13"]);
    assert_eq!(sorts(&register), ["built", "built"]);
    let warm = &installation.parts[0];
    assert_eq!(warm.screens_m(), (Some(40.0), Some(70.0)));
    assert_eq!((warm.depth_m, warm.ground_level_m_nap), (Some(82.5), Some(2.5)));
    let Kind::Well(well) = &warm.kind else { panic!("a well") };
    assert_eq!((well.well_type, well.functions.len()), (Some(WellType::Warm), 2));
    // What is not said stays unknown.
    assert_eq!((installation.parts[1].depth_m, installation.parts[1].screens_m()), (None, (None, None)));
}

#[test]
fn a_design_that_is_not_built_is_kept_and_marked() {
    let register = one(&design("201", OPEN, &(rd("155000 463000") + &design_well("11", &rd("155000 463000")))));
    assert_eq!(parts(&register)[0].doubts.iter().map(|doubt| doubt.slug()).collect::<Vec<_>>(), ["not-realised"]);
}

#[test]
fn only_a_realised_loop_has_a_depth() {
    let designed = "<gufcom:designLoop><gufcom:DesignLoop><gufcom:designLoopId>1</gufcom:designLoopId>\
        <gufcom:loopType>verticaal</gufcom:loopType></gufcom:DesignLoop></gufcom:designLoop>";
    let built = "<gufcom:realisedLoop><gufcom:RealisedLoop><gufcom:realisedLoopId>1</gufcom:realisedLoopId>\
        <gufcom:geometry><gufcom:PointOrCurveOrSurface><gml:Curve srsName=\"urn:ogc:def:crs:EPSG::28992\"><gml:segments>\
        <gml:LineStringSegment><gml:posList>155000 463000 155010 463020</gml:posList></gml:LineStringSegment>\
        </gml:segments></gml:Curve></gufcom:PointOrCurveOrSurface></gufcom:geometry>\
        <gufcom:loopType>korf</gufcom:loopType><gufcom:loopDepth uom=\"m\">150</gufcom:loopDepth>\
        </gufcom:RealisedLoop></gufcom:realisedLoop>";
    let register = read(&[dispatch(
        &(object("GUF1", &design("201", CLOSED, &(rd("155000 463000") + designed)))
            + &object("GUF2", &realised("401", CLOSED, built))),
    )]);
    let parts = parts(&register);
    assert_eq!(parts.iter().map(|part| part.depth_m).collect::<Vec<_>>(), [None, Some(150.0)]);
    assert_eq!(parts[1].position, Position::Known(geo::Coord { x: 155_005.0, y: 463_010.0 }));
    // The loop of the design has no place: that of its installation is taken.
    assert_eq!(parts[0].position, Position::Near(geo::Coord { x: 155_000.0, y: 463_000.0 }));
    assert_eq!(sorts(&register), ["position-near"]);
}

#[test]
fn an_installation_without_wells_is_not_lost() {
    let register = one(&design("201", CLOSED, &rd("155000 463000")));
    assert_eq!((register.counts.parts, register.counts.added, parts(&register).len()), (0, 1, 1));
    assert_eq!(parts(&register)[0].kind, Kind::Site);
}

#[test]
fn only_the_version_that_lasts_counts() {
    let span = |from: &str, to: &str| {
        let end = if to.is_empty() {
            String::new()
        } else {
            format!("<gufcom:endValidity><brocom:date>{to}</brocom:date></gufcom:endValidity>")
        };
        format!(
            "<gufcom:validityPeriod><gufcom:startValidity><brocom:date>{from}</brocom:date></gufcom:startValidity>{end}\
             </gufcom:validityPeriod>"
        )
    };
    let depth =
        |metres: &str| format!("<gufcom:wellDepth uom=\"m\">{metres}</gufcom:wellDepth>{}", rd("155000 463000"));
    let ended = "<gufcom:lifespan><gufcom:endTime><brocom:voidReason>onbekend</brocom:voidReason></gufcom:endTime></gufcom:lifespan>";
    let wells = real_well("1", &(depth("60") + &span("2020-01-01", "2021-01-01")))
        + &real_well("1", &(depth("70") + &span("2021-01-01", "")))
        + &real_well("2", &(rd("155100 463000") + ended));
    let register = one(&realised("401", OPEN, &wells));
    assert_eq!(parts(&register).iter().map(|part| part.depth_m).collect::<Vec<_>>(), [Some(70.0)]);
    assert_eq!(sorts(&register), ["ended", "older-version"]);
}

#[test]
fn a_hidden_well_lies_near_its_installation() {
    let hidden = "<gufcom:geometryPubliclyAvailable>nee</gufcom:geometryPubliclyAvailable>";
    let designed = rd("155000 463000") + &design_well("11", hidden);
    let register = one(&design("201", OPEN, &designed));
    assert_eq!(parts(&register)[0].position, Position::Near(geo::Coord { x: 155_000.0, y: 463_000.0 }));
    assert_eq!(sorts(&register), ["hidden"]);
    // Without any place it cannot be put on a map, and that is said.
    let register = one(&realised("401", OPEN, &real_well("1", hidden)));
    assert_eq!((parts(&register).len(), sorts(&register)), (0, vec!["no-place"]));
}

#[test]
fn axes_the_wrong_way_round_are_turned_and_told() {
    let places = [
        (RD, "155000 463000", false),
        (RD, "463000 155000", true),
        ("urn:ogc:def:crs:EPSG::4258", "52.15517 5.38720", false),
        ("urn:ogc:def:crs:EPSG::4326", "5.38720 52.15517", true),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "5.38720 52.15517", false),
    ];
    for (srs, pos, swapped) in places {
        let register = one(&realised("401", OPEN, &real_well("1", &point(srs, pos))));
        let at = parts(&register)[0].position.coord().unwrap();
        assert!((at.x - 155_000.0).hypot(at.y - 463_000.0) < 1.0, "{srs} {pos}: {at:?}");
        assert_eq!(sorts(&register), if swapped { vec!["axes-swapped"] } else { vec![] }, "{srs} {pos}");
    }
}

#[test]
fn what_cannot_be_right_is_unknown_and_told() {
    let screen = |top: &str, bottom: &str| {
        format!(
            "<gufcom:designScreen><gufcom:designScreenTop uom=\"m\">{top}</gufcom:designScreenTop>\
             <gufcom:designScreenBottom uom=\"m\">{bottom}</gufcom:designScreenBottom></gufcom:designScreen>"
        )
    };
    let wells = design_well("1", &(rd("155000 463000") + &screen("70", "40")))
        + &design_well(
            "2",
            &(rd("155100 463000") + "<gufcom:maximumWellDepth uom=\"m\">5000</gufcom:maximumWellDepth>"),
        )
        + &design_well(
            "3",
            &(rd("155200 463000") + "<gufcom:maximumWellCapacity uom=\"m3/h\">615000</gufcom:maximumWellCapacity>"),
        )
        + &design_well(
            "4",
            &(rd("155300 463000") + "<gufcom:maximumWellDepth uom=\"dm\">600</gufcom:maximumWellDepth>"),
        )
        + &design_well(
            "5",
            &(rd("155400 463000") + "<gufcom:maximumWellDepth uom=\"m\">veel</gufcom:maximumWellDepth>"),
        )
        + &design_well("6", &rd("480000 6800000"));
    let register = one(&design("201", OPEN, &(rd("155000 463000") + &wells)));
    assert_eq!(sorts(&register), ["abroad", "implausible", "implausible", "not-a-number", "other-unit", "upside-down"]);
    let parts = parts(&register);
    assert_eq!(parts.len(), 5, "a value that is set aside leaves the well");
    assert!(parts.iter().all(|part| part.depth_m.is_none() && part.capacity_m3_h.is_none()));
    assert_eq!(parts[0].screens_m(), (None, None));
}

#[test]
fn wells_far_apart_are_kept_and_told() {
    let wells = real_well("1", &rd("155000 463000")) + &real_well("2", &rd("205000 463000"));
    let register = one(&realised("401", OPEN, &wells));
    assert_eq!((parts(&register).len(), sorts(&register)), (2, vec!["wells-apart"]));
}

#[test]
fn words_that_are_not_on_the_lists_are_kept_as_text() {
    let well = real_well("1", &rd("155000 463000")).replace("infiltratie", "spoelen");
    let register = one(&realised("401", "geothermie", &well));
    assert_eq!(sorts(&register), ["unknown-word", "unknown-word"]);
    let installation = &register.installations[0];
    assert_eq!((installation.system, installation.usage.as_deref()), (None, Some("geothermie")));
}

#[test]
fn the_latest_copy_of_an_object_counts_and_a_withdrawn_one_does_not() {
    let copy = |time: &str, x: &str| {
        let history = format!(
            "<registrationHistory><brocom:latestAdditionTime>{time}</brocom:latestAdditionTime></registrationHistory>"
        );
        dispatch(&object("GUF1", &(history + &realised("401", OPEN, &real_well("1", &rd(&format!("{x} 463000")))))))
    };
    let (new, old) = (copy("2024-01-01T00:00:00Z", "155000"), copy("2022-01-01T00:00:00Z", "150000"));
    for order in [[new.clone(), old.clone()], [old.clone(), new.clone()]] {
        let register = read(&order);
        assert_eq!((parts(&register).len(), sorts(&register)), (1, vec!["older-copy"]));
        assert_eq!(parts(&register)[0].position.coord().map(|at| at.x), Some(155_000.0));
    }
    let gone = dispatch(
        "<dispatchDocument><brocom:BRO_DO><brocom:broId>GUF1</brocom:broId><brocom:deregistered>ja</brocom:deregistered>\
         <brocom:deregistrationTime>2023-01-01T00:00:00Z</brocom:deregistrationTime></brocom:BRO_DO></dispatchDocument>",
    );
    let register = read(&[old, gone.clone()]);
    assert_eq!((parts(&register).len(), sorts(&register)), (0, vec!["older-copy", "withdrawn"]));
    // One that was registered again afterwards is there.
    assert_eq!(parts(&read(&[gone, new])).len(), 1);
}

#[test]
fn messages_about_one_object_add_up() {
    let request = |document: &str| {
        format!(
            r#"<registrationRequest xmlns="http://www.broservices.nl/xsd/isguf/1.0"
            xmlns:gufcom="http://www.broservices.nl/xsd/gufcommon/1.0" xmlns:brocom="http://www.broservices.nl/xsd/brocommon/3.0"
            xmlns:gml="http://www.opengis.net/gml/3.2"><brocom:broId>GUF1</brocom:broId>
            <sourceDocument>{document}</sourceDocument></registrationRequest>"#
        )
    };
    let add = |name: &str, well: &str, x: &str| {
        request(&format!(
            "<gufcom:{name}><gufcom:realisedInstallationId>401</gufcom:realisedInstallationId>\
             <gufcom:installationFunction>{OPEN}</gufcom:installationFunction>{}</gufcom:{name}>",
            real_well(well, &rd(&format!("{x} 463000")))
        ))
    };
    let closure = request(
        "<gufcom:GUF_ClosureRealisedPart><gufcom:endTime><brocom:date>2022-01-01</brocom:date></gufcom:endTime>\
         <gufcom:realisedWell><gufcom:RealisedWellClosurePart><gufcom:realisedWellId>1</gufcom:realisedWellId>\
         </gufcom:RealisedWellClosurePart></gufcom:realisedWell></gufcom:GUF_ClosureRealisedPart>",
    );
    let register = read(&[
        add("GUF_AddRealisedInstallation", "1", "155000"),
        add("GUF_ExpandRealisedInstallation", "2", "155100"),
        closure,
    ]);
    assert_eq!(register.installations.len(), 1);
    assert_eq!((parts(&register).len(), sorts(&register)), (1, vec!["ended"]));
}

#[test]
fn files_that_are_no_register_are_refused_in_words() {
    let whole = dispatch(&object("GUF1", &realised("401", OPEN, &real_well("1", &rd("155000 463000")))));
    let bomb = whole.replacen(
        "<dispatchDataResponse",
        "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><dispatchDataResponse",
        1,
    );
    let deep = whole.replacen("<dispatchDocument>", &format!("{}<dispatchDocument>", "<a>".repeat(100)), 1);
    let cases = [
        ("other xml", "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document/></kml>".to_owned()),
        ("no xml", "x;y\n1;2\n".to_owned()),
        ("empty", String::new()),
        ("another version", whole.replace("dsguf/1.0", "dsguf/2.0")),
        ("cut short", whole[..whole.len() - 60].to_owned()),
        ("not well-formed", whole.replace("</gufcom:RealisedWell>", "</gufcom:Well>")),
        ("entities that expand", bomb),
        ("an entity of nobody", whole.replace("27376655", "&party;")),
        ("too deep", deep),
    ];
    let said: Vec<String> = cases
        .iter()
        .map(|(case, text)| {
            let folder = folder(&[("guf.xml", text)]);
            let said = run_in(&folder, "layers import guf.xml -o out.gpkg --lang en").failed();
            assert_eq!(names(&folder), ["guf.xml"], "{case}: nothing is written");
            format!("{case}:\n{said}\n")
        })
        .collect();
    snapshot!("no_registers", said.concat());
}

#[test]
fn one_endless_piece_does_not_fill_the_memory() {
    let comment = format!("<!--{}-->", "x".repeat(20 << 20));
    let message = dispatch("").replacen("<brocom:", &format!("{comment}<brocom:"), 1);
    let mut importer = Importer::new(Options::default());
    let error = importer.add_guf("m.xml", message.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("longer than 16 MB"), "{error}");
}

/// A table with a trap in every row.
const TABLE: &str = "\u{feff}installation_id;part_id;system;well_type;x;y;screen_top_m;screen_bottom_m;depth_m;capacity_m3_h;licensed_volume_m3;actual_volume_m3;actual_year;notes\n\
    A;1;open;warm;155000;463000;40;70,5;;80;250000;;;\n\
    A;2;open;koud;155100;463000;40;70,5;;80;300000;;;\n\
    A;2;open;koud;155100;463000;40;70,5;;80;250000;;;again\n\
    B;1;closed;;463000;160000;;;150;;;;;\n\
    C;1;open;lauw;5,38720;52,15517;;;5000;615000;;120000;;\n\
    D;1;open;;3,31;47,97;;;;;;;;\n\
    E;1;open;;170000;463000;70;40;;;;90000;2023;\n\
    F;1;drinkwater;;175000;463000;;;;;;;;\n\
    G;1;bemaling;;176000;463000;;;;;;;;\n\
    H;1;open\n";

/// The national export: two wells of one system at one place, one abroad, one that cannot be.
const EXPORT: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"Installatie ID":"1","Status put":"In Gebruik","Status installatie":"In Gebruik","pompcapaciteit":80,"maxhoeveelheidm3onttrekking":200000},"geometry":{"type":"Point","coordinates":[5.33109,51.67861]}},
{"type":"Feature","properties":{"Installatie ID":"1","Status put":"In Gebruik","Status installatie":"In Gebruik","pompcapaciteit":80,"maxhoeveelheidm3onttrekking":200000},"geometry":{"type":"Point","coordinates":[5.33109,51.67861]}},
{"type":"Feature","properties":{"Installatie ID":"1","Status put":"Bron Gedempt","Status installatie":"In Gebruik"},"geometry":{"type":"Point","coordinates":[5.33209,51.67861]}},
{"type":"Feature","properties":{"Installatie ID":"2","Status put":"In Gebruik","Status installatie":"In Gebruik"},"geometry":{"type":"Point","coordinates":[3.31357,47.97478]}},
{"type":"Feature","properties":{"Installatie ID":"3","Status put":"In Gebruik","Status installatie":"In Gebruik","pompcapaciteit":615000},"geometry":{"type":"Point","coordinates":[5.4,51.7]}},
{"type":"Feature","properties":{"Installatie ID":"4"},"geometry":{"type":"Point","coordinates":[5.4]}}]}"#;

fn adds_up(report: &Value) {
    let count = |name: &str| report["counts"][name].as_u64().unwrap();
    assert_eq!(count("parts") + count("parts_added"), count("parts_kept") + count("parts_left_out"), "{report:#}");
    let left_out: u64 =
        report["remarks"].as_array().unwrap().iter().map(|one| one["parts_left_out"].as_u64().unwrap()).sum();
    assert_eq!(left_out, count("parts_left_out"));
    let kinds = ["open", "closed", "other", "unknown"].map(count);
    assert_eq!(kinds.iter().sum::<u64>(), count("installations_kept"));
}

#[test]
fn the_report_tells_everything_in_both_languages() {
    let folder = folder(&[("table.csv", TABLE), ("WKO_OBES.json", EXPORT)]);
    for lang in ["nl", "en"] {
        let said = run_in(&folder, &format!("layers import table.csv WKO_OBES.json --report - --lang {lang}")).well();
        snapshot!(format!("report_{lang}"), said);
    }
    let report = run_in(&folder, "layers import table.csv WKO_OBES.json --report - --report-format json").json();
    adds_up(&report);
    assert_eq!(report["schema"], "bodemtoets/register/1");
}

#[test]
fn what_is_written_can_be_read_again_and_used_by_a_pack() {
    let folder = folder(&[("table.csv", TABLE)]);
    for file in ["clean.gpkg", "clean.geojson"] {
        let entry = run_in(&folder, &format!("layers import table.csv -o {file}")).well();
        let manifest = format!(
            "name = \"p\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"derived\"\nlicence = \"none\"\n\
             title = {{ nl = \"a\", en = \"a\" }}\n\n{entry}"
        );
        std::fs::write(folder.path().join("pack.toml"), manifest).unwrap();
        let pack = Pack::open(folder.path(), None).unwrap();
        assert_eq!(pack.remarks, [], "{file}");
        let ids: Vec<&str> = pack.installations.iter().map(|site| site.id.as_str()).collect();
        assert_eq!(ids, ["A", "A", "B", "C", "E", "F"], "{file}: no drainage, nothing abroad");
        let first = pack.installations[0].well.as_ref().unwrap();
        assert_eq!((first.system, first.well_type), (Some(System::Open), Some(WellType::Warm)));
        assert_eq!((first.screen_top_m, first.screen_bottom_m, first.depth_m), (Some(40.0), Some(70.5), None));
        // Rows that differ: the larger volume counts for all wells.
        assert_eq!((first.annual_volume_m3, first.flow_m3_h), (Some(300_000.0), Some(80.0)));
        let lost = pack.installations[3].well.as_ref().unwrap();
        assert_eq!((lost.depth_m, lost.flow_m3_h, lost.approximate), (None, None, false));
        let unknown = pack.installations[5].well.as_ref().unwrap();
        assert_eq!(unknown.system, None, "a word that is not known is no system");
        // And read as a register again, nothing is lost or changed.
        let again = run_in(&folder, &format!("layers import {file} --report - --report-format json")).json();
        adds_up(&again);
        assert_eq!(
            (again["counts"]["parts_kept"].as_u64(), again["counts"]["parts_left_out"].as_u64()),
            (Some(6), Some(0))
        );
    }
}

#[test]
fn other_uses_are_kept_apart() {
    let folder = folder(&[("table.csv", TABLE)]);
    let ran = run_in(&folder, "layers import table.csv -o clean.gpkg --lang en");
    assert!(ran.stderr.contains("! 1 installations are no ground-energy system"), "{}", ran.stderr);
    let entries = run_in(&folder, "layers import table.csv -o clean.gpkg --others other.gpkg").well();
    assert!(entries.contains("role = \"abstraction\""), "{entries}");
    assert_eq!(names(&folder), ["clean.gpkg", "other.gpkg", "table.csv"]);
}

#[test]
fn fields_of_other_names_are_mapped() {
    let table = "nr;diepte;X;Y\n7;120;155000;463000\n";
    let folder = folder(&[("lussen.csv", table)]);
    let flags = "--system closed --field installation_id=nr --field depth_m=diepte --field x=X --field y=Y";
    let report = run_in(&folder, &format!("layers import lussen.csv {flags} -o out.geojson --report r.json"));
    report.well();
    let written: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path().join("out.geojson")).unwrap()).unwrap();
    let properties = &written["features"][0]["properties"];
    assert_eq!(
        (&properties["installation_id"], &properties["part"], &properties["depth_m"]),
        (&"7".into(), &"loop".into(), &120.0.into())
    );
    let wrong = run_in(&folder, "layers import lussen.csv --field depth=diepte --lang en");
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("did you mean `depth_m`?"), "{}", wrong.stderr);
}

#[test]
fn a_quote_that_is_not_closed_ends_no_register() {
    let table = "installation_id;x;y;system;remark\nA;155000;463000;open;\nB;156000;463000;open;\"not closed\n\
        C;157000;463000;open;\nD;158000;463000;open;\"a \"\"good\"\" one\"\n";
    for text in [table.to_owned(), table.replace('\n', "\r"), format!("sep=;\r\n{}", table.replace('\n', "\r\n"))] {
        let folder = folder(&[("t.csv", &text)]);
        let report = run_in(&folder, "layers import t.csv --report - --report-format json").json();
        adds_up(&report);
        assert_eq!(report["counts"]["installations_kept"], 4, "{report:#}");
        let quotes = report["remarks"].as_array().unwrap().iter().filter(|remark| remark["sort"] == "open-quote");
        assert_eq!(quotes.map(|remark| remark["at"].as_u64()).collect::<Vec<_>>(), [Some(2)], "{report:#}");
    }
}

#[test]
fn a_file_of_something_else_is_no_register() {
    let municipalities = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"gemeente":"Assen",
        "aantal":3},"geometry":{"type":"Point","coordinates":[6.56,52.99]}}]}"#;
    let well =
        "<dispatchDataResponse xmlns=\"http://www.broservices.nl/xsd/dsgmw/1.1\"><GMW_PO/></dispatchDataResponse>";
    let folder = folder(&[
        ("levels.csv", "Locatie,Filternummer,Peildatum\nB44H0400,001,14-12-1959\n"),
        ("m.geojson", municipalities),
        ("gmw.xml", well),
        ("twice.csv", "x;X;y\n155000;155000;463000\n"),
        ("page.json", "<html>"),
    ]);
    let mut said = String::new();
    for file in ["levels.csv", "m.geojson", "gmw.xml", "twice.csv", "page.json"] {
        let failed = run_in(&folder, &format!("layers import {file} -o out.geojson --lang en")).failed();
        let _ = writeln!(said, "{failed}");
    }
    assert!(!folder.path().join("out.geojson").exists());
    snapshot!("something_else", said);
}

#[test]
fn the_national_export_is_the_same_under_its_older_names() {
    let older = EXPORT
        .replace("Installatie ID", "Name")
        .replace("Status put", "status_put")
        .replace("Status installatie", "status_instal")
        .replace("onttrekking", "ontrekking");
    let folder = folder(&[("WKO_OBES.json", EXPORT), ("old_OBES.json", &older)]);
    let report = |file: &str| run_in(&folder, &format!("layers import {file} --report - --lang en")).well();
    // What cannot be read is where it is in its own file.
    let as_newer = report("old_OBES.json").replace("old_OBES.json", "WKO_OBES.json").replace("column 92", "column 102");
    assert_eq!(as_newer, report("WKO_OBES.json"));
}

#[test]
fn numbers_that_a_spreadsheet_spoilt_are_set_aside_with_their_cause() {
    let table = "installation_id;x;y;system;depth_m;licensed_volume_m3\nA;2,32E+05;5,41E+05;open;80;120000\n\
        1,23E+05;155000;463000;open;80,5;120.000\nC;156000;463000;open;80;1.500.000\nD;157000;463000;open;1 0;\n";
    let folder = folder(&[("t.csv", table)]);
    let report = run_in(&folder, "layers import t.csv --report - --report-format json --lang en").json();
    adds_up(&report);
    let sorts: Vec<&str> =
        report["remarks"].as_array().unwrap().iter().map(|remark| remark["sort"].as_str().unwrap()).collect();
    for (sort, count) in [("few-digits", 2), ("rounded-id", 1), ("thousands", 2), ("not-a-number", 1), ("no-place", 1)]
    {
        assert_eq!(sorts.iter().filter(|found| **found == sort).count(), count, "{sort}: {report:#}");
    }
    snapshot!("spoilt_numbers", run_in(&folder, "layers import t.csv --report - --lang en").well());
}

#[test]
fn fields_that_are_not_known_are_told_of_any_file() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"SYSTEM":"open","colour":"red"},"geometry":{"type":"Point","coordinates":[155000,463000]}},
        {"type":"Feature","properties":{"system":"open","size":3},"geometry":{"type":"Point","coordinates":[156000,463000]}}]}"#;
    let folder = folder(&[("t.geojson", text)]);
    let said = run_in(&folder, "layers import t.geojson --crs EPSG:28992 --report - --lang en").well();
    for part in ["column \"colour\" is not known", "column \"size\" is not known", "every well counts as a system"] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn an_empty_register_is_said_to_be_empty() {
    let empty = dispatch("");
    let folder = folder(&[
        ("guf.xml", &empty),
        ("t.csv", "installation_id;x;y\n"),
        ("e.json", r#"{"type":"FeatureCollection","features":[]}"#),
    ]);
    let said = run_in(&folder, "layers import guf.xml t.csv e.json --report - --lang en").well();
    assert_eq!(said.matches("no installation in it").count(), 3, "{said}");
}

#[test]
fn a_geojson_that_breaks_off_is_refused() {
    let folder = folder(&[("e.json", &EXPORT[..EXPORT.len() - 20]), ("k.json", "{\"type\":\"Topology\"}")]);
    assert!(run_in(&folder, "layers import e.json").failed().contains("breaks off"));
    assert!(run_in(&folder, "layers import k.json").failed().contains("not a GeoJSON feature collection"));
    assert!(run_in(&folder, "layers import nowhere.xml").failed().contains("cannot read nowhere.xml"));
}

/// A collection with a bit of everything.
fn everything() -> String {
    let wells = real_well("1", &rd("155000 463000")) + &real_well("1", &rd("155000 463000")) + &real_well("2", "");
    let designed = rd("155000 463000") + ENERGY + &design_well("11", &rd("155010 463000")) + &design_well("12", "");
    dispatch(
        &(object("GUF1", &(design("201", OPEN, &designed) + &realised("401", OPEN, &wells)))
            + &object("GUF2", &design("202", CLOSED, &rd("160000 463000")))
            + &object("GUF2", &realised("402", "onttrekking", &real_well("5", &rd("1 2"))))),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens to a message, reading it never panics, and what is read adds up.
    #[test]
    fn broken_messages_never_panic(cut in 0_usize..6000, edits in prop::collection::vec((0_usize..6000, any::<u8>()), 0..6), truncate: bool) {
        let mut bytes = everything().into_bytes();
        for (at, byte) in edits {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        if truncate {
            bytes.truncate(cut);
        }
        let mut importer = Importer::new(Options::default());
        let _ = importer.add_guf("m.xml", bytes.as_slice());
        let register = importer.finish();
        prop_assert!(register.adds_up(), "{:?}", register.counts);
    }

    /// A message that was cut short is never taken for a whole one.
    #[test]
    fn a_message_cut_short_is_refused(cut in 1_usize..6000) {
        let whole = everything();
        let cut = cut % (whole.len() - 1);
        let mut importer = Importer::new(Options::default());
        prop_assert!(importer.add_guf("m.xml", &whole.as_bytes()[..cut]).is_err());
    }
}
