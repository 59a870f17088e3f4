//! A file is whole or it is nothing: what breaks off, is damaged or is something else ends the run.

use bodemtoets_ogr as ogr;
use serde_json::json;

use crate::common::{folder, names, run_in, screen_in};
use crate::zones_in_doubt::manifest;

const CRS: &str = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}}"#;

fn application(id: usize) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"id":"a{id}","system":"closed","drilling_depth_m":20}},"geometry":{{"type":"Point","coordinates":[{},547000]}}}}"#,
        232_000 + id
    )
}

fn applications(count: usize) -> String {
    let features: Vec<String> = (0..count).map(application).collect();
    format!("{{\"type\":\"FeatureCollection\",{CRS},\"features\":[\n{}\n]}}", features.join(",\n"))
}

#[test]
fn applications_that_break_off_give_nothing_and_leave_the_older_result() {
    let whole = applications(700);
    let cuts = [whole.len() / 2, whole.len() - 1, whole.len() - 3, 30, 1, 0];
    for cut in cuts {
        let folder = folder(&[("cut.geojson", &whole[..cut]), ("out.csv", "older\n")]);
        let said = screen_in(&folder, "cut.geojson --lang en -o out.csv").failed();
        assert!(said.contains("cannot read cut.geojson"), "{cut}: {said}");
        assert_eq!(std::fs::read_to_string(folder.path().join("out.csv")).unwrap(), "older\n", "{cut}");
        assert_eq!(names(&folder), ["cut.geojson", "out.csv"], "{cut}");
    }
}

#[test]
fn a_page_of_a_portal_or_of_a_service_is_no_file_of_applications() {
    let one = application(1);
    for (text, word) in [
        ("<!DOCTYPE html><html><body>Log in</body></html>".to_owned(), "HTML"),
        (r#"{"exceptions":[{"code":"InvalidParameterValue"}]}"#.to_owned(), "no list of `features`"),
        (format!(r#"{{"numberMatched":2,"numberReturned":1,"features":[{one}]}}"#), "1 of 2 features"),
        (format!(r#"{{"features":[{one}],"links":[{{"rel":"next","href":"x"}}]}}"#), "next page"),
    ] {
        let folder = folder(&[("a.geojson", &text)]);
        let said = screen_in(&folder, "a.geojson --lang en -o out.csv").failed();
        assert!(said.contains(word), "{said}");
        assert_eq!(names(&folder), ["a.geojson"]);
    }
}

#[test]
fn one_bad_feature_in_a_whole_file_is_a_rejected_row() {
    let text = applications(3).replacen('\n', "\n{\"type\":\"Feature\",\"geometry\":{\"type\":\"Circle\"}},\n", 1);
    let folder = folder(&[("a.geojson", &text)]);
    let ran = screen_in(&folder, "a.geojson --lang en");
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 4), "{}", ran.stderr);
    assert!(ran.stderr.contains("row 1"), "{}", ran.stderr);
}

/// A file of square zones, of a format that the worker writes.
fn zones(path: &std::path::Path, driver: &str, count: usize) {
    let fields = [ogr::Field::new("id", ogr::FieldType::Text)];
    let mut writer = ogr::Writer::create(driver, path, "zones", "EPSG:28992", &fields).unwrap();
    for at in 0..count {
        let x = 230_000.0 + f64::from(u32::try_from(at).unwrap()) * 20.0;
        let ring = [[x, 540_000.0], [x + 10.0, 540_000.0], [x + 10.0, 550_000.0], [x, 540_000.0]];
        let feature = geojson::Feature {
            geometry: Some(geojson::Geometry::new(geojson::GeometryValue::new_polygon([ring]))),
            properties: json!({ "id": format!("z{at}") }).as_object().cloned(),
            ..geojson::Feature::default()
        };
        writer.write(&feature).unwrap();
    }
    writer.finish().unwrap();
}

#[test]
fn a_map_layer_that_breaks_off_stops_every_command() {
    for (driver, extension) in [("FlatGeobuf", "fgb"), ("GPKG", "gpkg"), ("GML", "gml")] {
        let name = format!("zones.{extension}");
        let folder = folder(&[("pack.toml", &manifest(&name, "")), ("a.geojson", &applications(2))]);
        let path = folder.path().join(&name);
        zones(&path, driver, 2_000);
        let whole = std::fs::read(&path).unwrap();
        assert_eq!(screen_in(&folder, "a.geojson --pack .").code, 0, "{driver}");
        for share in [2, 3] {
            std::fs::write(&path, &whole[..whole.len() * (share - 1) / share]).unwrap();
            for command in
                ["screen --xy 232005,541000 --system open --depth 60", "screen a.geojson -o out.csv", "layers check"]
            {
                let said = run_in(&folder, &format!("{command} --pack . --lang en")).failed();
                assert!(said.contains("layer `zones`: cannot read"), "{driver} {share} {command}: {said}");
            }
            assert!(!names(&folder).contains(&"out.csv".to_owned()), "{driver}");
        }
    }
}

#[test]
#[cfg(unix)]
fn a_worker_that_dies_halfway_is_no_end_of_the_layer() {
    use std::os::unix::fs::PermissionsExt as _;
    let header = r#"{"driver":"GPKG","layer":"a","layers":["a"],"crs":"EPSG:28992","fields":["id"],"features":3}"#;
    let feature = application(0);
    for (end, word) in [("kill -9 $$", "stopped unexpectedly"), ("exit 0", "1 of 3 features")] {
        let worker = format!("#!/bin/sh\necho '{header}'\necho '{feature}'\n{end}\n");
        let folder = folder(&[("worker", &worker), ("a.gpkg", "x"), ("out.csv", "older\n")]);
        let path = folder.path().join("worker");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        let output = assert_cmd::cargo::cargo_bin_cmd!("bodemtoets")
            .current_dir(folder.path())
            .env("BODEMTOETS_OGR", &path)
            .args(["screen", "a.gpkg", "--lang", "en", "-o", "out.csv"])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(word), "{said}");
        assert_eq!(std::fs::read_to_string(folder.path().join("out.csv")).unwrap(), "older\n");
    }
}

#[test]
fn half_a_register_adds_nothing() {
    use bodemtoets_maps::register::{Importer, Options};
    let whole = applications(20);
    let folder = folder(&[("whole.geojson", &whole), ("cut.geojson", &whole[..whole.len() / 2])]);
    let mut importer = Importer::new(Options::default());
    importer.add(&folder.path().join("cut.geojson")).unwrap_err();
    importer.add(&folder.path().join("whole.geojson")).unwrap();
    let counts = importer.finish().counts;
    assert_eq!((counts.files, counts.records), (1, 20));
}
