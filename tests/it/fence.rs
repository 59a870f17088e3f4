//! The worker reads files and nothing else, and what files name stays within their folder.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::archives::zip;
use crate::common::{folder, run_in, screen_in};
use crate::zones_in_doubt::manifest;

/// Counts the connections to an address of this machine.
fn listener() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let count = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&count);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            seen.fetch_add(1, Ordering::SeqCst);
            drop(stream);
        }
    });
    (address, count)
}

#[test]
fn a_file_that_is_something_else_opens_nothing() {
    let (address, connections) = listener();
    let layer = |source: &str, more: &str| {
        format!(
            "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>{source}</SrcDataSource>{more}</OGRVRTLayer></OGRVRTDataSource>"
        )
    };
    let register = "id,system,x,y\nsecret,open,232000,547000\n";
    let files = [
        ("file.gpkg", layer("secret.csv", ""), "virtual layer"),
        ("net.gpkg", layer(&format!("/vsicurl/http://{address}/a.geojson"), ""), "virtual layer"),
        (
            "db.shp",
            layer(
                &format!("PG:host=127.0.0.1 port={} dbname=x", address.rsplit(':').next().unwrap()),
                "<SrcSQL>select 1</SrcSQL>",
            ),
            "virtual layer",
        ),
        ("wfs.gml", format!("<OGRWFSDataSource><URL>http://{address}/wfs</URL></OGRWFSDataSource>"), "web service"),
        ("page.fgb", "<!DOCTYPE html><html></html>".to_owned(), "HTML"),
    ];
    for (name, text, word) in &files {
        let folder = folder(&[(name, text), ("secret.csv", register), ("pack.toml", &manifest(name, ""))]);
        for command in [
            format!("screen {name} --system open"),
            format!("layers import {name} -o r.geojson"),
            "layers check --pack .".to_owned(),
        ] {
            // A register in GML is XML of another kind, and read without GDAL.
            if command.starts_with("layers import wfs") {
                continue;
            }
            let said = run_in(&folder, &format!("{command} --lang en")).failed();
            assert!(said.contains(word), "{name}, {command}: {said}");
            assert!(!said.contains("secret,"), "{said}");
        }
    }
    for source in [
        format!("/vsicurl/http://{address}/a.gpkg"),
        format!("WFS:http://{address}/wfs"),
        "PG:host=127.0.0.1".to_string(),
    ] {
        let folder = folder(&[]);
        let said = run_in(&folder, &format!("screen {source} --system open --lang en")).failed();
        assert!(said.contains("--allow-driver"), "{source}: {said}");
    }
    assert_eq!(connections.load(Ordering::SeqCst), 0, "something reached for the network");
}

/// What is in an archive is fenced in like what is not.
#[test]
fn an_archive_reaches_for_nothing() {
    let (address, connections) = listener();
    let virtual_layer = format!(
        "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/vsicurl/http://{address}/a.geojson</SrcDataSource>\
         </OGRVRTLayer></OGRVRTDataSource>"
    );
    let neighbour = "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>../secret.csv</SrcDataSource>\
                     </OGRVRTLayer></OGRVRTDataSource>";
    for (name, text) in [("net.gpkg", virtual_layer.as_str()), ("file.gpkg", neighbour)] {
        let folder = folder(&[
            ("secret.csv", "id,system,x,y\nsecret,open,232000,547000\n"),
            ("pack.toml", &manifest("a.zip", "")),
        ]);
        zip(&folder.path().join("a.zip"), &[(name, text)]);
        for command in ["screen a.zip --system open", "layers import a.zip -o r.geojson", "layers check --pack ."] {
            let said = run_in(&folder, &format!("{command} --lang en")).failed();
            assert!(said.contains("virtual layer"), "{name}, {command}: {said}");
            assert!(!said.contains("secret,"), "{said}");
        }
    }
    assert_eq!(connections.load(Ordering::SeqCst), 0, "something reached for the network");
}

/// A GeoPackage is a database, and a table in it may be a window on another file.
#[test]
fn a_table_that_reads_another_file_is_not_opened() {
    let folder = folder(&[("secret.csv", "id\nSECRET\n")]);
    let path = folder.path().join("a.gpkg");
    let fields = [bodemtoets_ogr::Field::new("id", bodemtoets_ogr::FieldType::Text)];
    bodemtoets_ogr::Writer::create("GPKG", &path, "plots", "EPSG:28992", &fields).unwrap().finish().unwrap();
    assert!(bodemtoets_ogr::Reader::open(&path.to_string_lossy(), None).is_ok());
    // The definition of the spatial index stands in the file as text; of the same length, it is another.
    let bytes = std::fs::read(&path).unwrap();
    let (index, other) = (b"USING rtree(id", b"USING ogr_x(id");
    let at = bytes.windows(index.len()).position(|window| window == index).unwrap();
    let mut changed = bytes;
    changed[at..at + other.len()].copy_from_slice(other);
    std::fs::write(&path, changed).unwrap();
    let said = screen_in(&folder, "a.gpkg --system open --lang en").failed();
    assert!(said.contains("virtual table"), "{said}");
}

#[test]
fn a_manifest_reaches_for_nothing_outside_its_folder() {
    let zones = r#"{"type":"FeatureCollection","features":[]}"#;
    for file in [
        "../zones.geojson",
        "/etc/hostname",
        "/vsicurl/http://127.0.0.1/x.gpkg",
        "sub/../../zones.geojson",
        "link.geojson",
    ] {
        let folder = folder(&[("zones.geojson", zones), ("pack/pack.toml", &manifest(file, ""))]);
        #[cfg(unix)]
        std::os::unix::fs::symlink("../zones.geojson", folder.path().join("pack/link.geojson")).unwrap();
        let said = run_in(&folder, "layers check --pack pack --lang en").failed();
        assert!(said.contains("names files in its own folder"), "{file}: {said}");
    }
    let folder = folder(&[("data/zones.geojson", zones), ("pack/pack.toml", &manifest("zones.geojson", ""))]);
    assert_eq!(run_in(&folder, "layers check --pack pack --pack-data data").code, 0);
}

#[test]
fn a_line_that_crosses_itself_costs_little() {
    let line: Vec<[u32; 2]> =
        (0..3_000_u32).map(|i| [225_000 + i * 7_919 % 10_007, 540_000 + i * 6_101 % 9_973]).collect();
    let feature = |id: &str, geometry: serde_json::Value| serde_json::json!({ "type": "Feature", "properties": { "id": id, "system": "closed", "drilling_depth_m": 20 }, "geometry": geometry });
    let point = serde_json::json!({ "type": "Point", "coordinates": [232_289, 542_576] });
    let line = serde_json::json!({ "type": "LineString", "coordinates": line });
    let features = [feature("a", point.clone()), feature("line", line), feature("b", point)];
    let text = serde_json::json!({ "type": "FeatureCollection", "features": features }).to_string();
    let folder = folder(&[("a.geojson", &text)]);
    let start = std::time::Instant::now();
    let ran = screen_in(&folder, "a.geojson --lang en");
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 4), "{}", ran.stderr);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn a_plot_that_crosses_itself_at_a_corner_is_measured_whole() {
    let plot = "id,system,drilling_depth_m,geometry\np,closed,20,\"POLYGON((232000 547000, 232050 547050, 232100 547100, 232100 547000, 232050 547050, 232000 547100, 232000 547000))\"\n";
    let folder = folder(&[("p.csv", plot)]);
    let ran = screen_in(&folder, "--plot p.csv --format jsonl");
    let verdict: serde_json::Value = serde_json::from_str(&ran.well()).unwrap();
    let area = verdict["area_m2"].as_f64().unwrap();
    assert!((area - 5_000.0).abs() < 0.01, "{area}");
}
