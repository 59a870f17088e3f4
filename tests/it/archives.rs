//! Layers, registers, tables and series as they are handed over: in a zip or gzip file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use crate::common::{TODAY, folder, names, run_in};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const APPLICATIONS: &str = "id,x,y,system,drilling_depth_m\nA,232289,542576,open,60\nB,232289,547576,open,60\n";
const REGISTER: &str = "installation_id,part,system,x,y,licensed_volume_m3\nA,well,open,161000,383500,200000\n";

pub fn zip(path: &Path, files: &[(&str, &str)]) {
    let mut writer = ZipWriter::new(File::create(path).unwrap());
    for (name, text) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap();
}

#[test]
fn applications_in_a_zip_are_screened_as_they_are_outside_it() {
    let files = folder(&[("a.csv", APPLICATIONS)]);
    zip(&files.path().join("a.zip"), &[("map/a.csv", APPLICATIONS), ("map/readme.txt", "x")]);
    let plain = run_in(&files, &format!("screen a.csv {TODAY}")).well();
    assert_eq!(run_in(&files, &format!("screen a.zip {TODAY}")).well(), plain);
    let mut gzip = flate2::write::GzEncoder::new(
        File::create(files.path().join("a.csv.gz")).unwrap(),
        flate2::Compression::fast(),
    );
    gzip.write_all(APPLICATIONS.as_bytes()).unwrap();
    gzip.finish().unwrap();
    assert_eq!(run_in(&files, &format!("screen a.csv.gz {TODAY}")).well(), plain);
    assert_eq!(names(files.path()), ["a.csv", "a.csv.gz", "a.zip"], "nothing is left beside them");
}

#[test]
fn a_register_in_a_zip_is_imported() {
    let files = folder(&[("register.csv", REGISTER)]);
    zip(&files.path().join("register.zip"), &[("register.csv", REGISTER)]);
    let import = |file: &str| run_in(&files, &format!("layers import {file} --lang en")).well();
    assert_eq!(import("register.zip"), import("register.csv"));
}

#[test]
fn a_layer_of_a_pack_may_be_a_zip() {
    let zones = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"Z"},"geometry":{"type":"Polygon","coordinates":[[[232000,542000],[233000,542000],[233000,543000],[232000,543000],[232000,542000]]]}}]}"#;
    let manifest = "name = \"test\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\n\
        title = { nl = \"Proef\", en = \"Test\" }\n[[layer]]\nid = \"zones\"\nfile = \"zones.zip\"\ncrs = \"EPSG:28992\"\n\
        role = \"zone\"\nkind = \"prohibition\"\nfields = { id = \"id\" }\n[[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n";
    let files = folder(&[("pack.toml", manifest)]);
    zip(&files.path().join("zones.zip"), &[("zones.geojson", zones)]);
    let found =
        run_in(&files, &format!("screen --xy 232289,542576 --system open --depth 60 --pack . {TODAY} --format json"))
            .json();
    assert_eq!(found["facts"]["zones"][0]["id"], "Z", "{found}");
}

#[test]
fn what_can_be_meant_twice_or_not_at_all_is_refused_with_what_is_in_it() {
    let files = folder(&[]);
    zip(&files.path().join("two.zip"), &[("a.csv", APPLICATIONS), ("b.csv", APPLICATIONS)]);
    zip(&files.path().join("none.zip"), &[("a.exe", "x")]);
    for (file, said) in [("two.zip", "a.csv, b.csv"), ("none.zip", "it holds a.exe")] {
        for command in
            [format!("screen {file} {TODAY}"), format!("layers import {file}"), format!("feasibility --weather {file}")]
        {
            let ran = run_in(&files, &format!("{command} --lang en"));
            assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{command}");
            assert!(ran.stderr.contains(said), "{command}: {}", ran.stderr);
        }
    }
}
