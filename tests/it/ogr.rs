//! Formats through the worker: written, read back, and refused in sentences.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use bodemtoets_ogr::{FeatureError, Field, FieldType, Layer, OgrError, Reader, Style, Writer, version};
use geojson::{Feature, Geometry, GeometryValue, JsonObject};
use serde_json::json;

type Outcome = Result<(), Box<dyn Error>>;

/// Also makes sure that the worker is built before these tests run.
const WORKER: &str = env!("CARGO_BIN_EXE_bodemtoets-ogr");

fn feature(geometry: Option<GeometryValue>, properties: serde_json::Value) -> Feature {
    let properties: Option<JsonObject> = match properties {
        serde_json::Value::Object(object) => Some(object),
        _ => None,
    };
    Feature { geometry: geometry.map(Geometry::new), properties, ..Feature::default() }
}

fn fields() -> [Field; 4] {
    [
        Field::new("id", FieldType::Text),
        Field::new("margin", FieldType::Real),
        Field::new("n", FieldType::Integer),
        Field::new("since", FieldType::Date),
    ]
}

fn three() -> [Feature; 3] {
    let ring = [[155_000.0, 463_000.0], [155_100.0, 463_000.0], [155_100.0, 463_100.5], [155_000.0, 463_000.0]];
    [
        feature(
            Some(GeometryValue::new_point([155_908.44, 423_636.68])),
            json!({"id": "a \"quoted\" ë", "margin": 0.1, "n": 9_007_199_254_740_993_i64, "since": "2026-07-01"}),
        ),
        feature(Some(GeometryValue::new_polygon([ring])), json!({"id": "b", "margin": -2.5, "n": 0, "since": null})),
        feature(None, json!({"id": "c", "margin": 0.0})),
    ]
}

fn write(driver: &str, path: &Path, crs: &str, features: &[Feature]) -> Result<(), OgrError> {
    let mut writer = Writer::create(driver, path, "verdicts", crs, &fields())?;
    for feature in features {
        writer.write(feature)?;
    }
    writer.finish()
}

/// The source as an argument.
fn open(path: &Path, layer: Option<&str>) -> Result<Reader, OgrError> {
    Reader::open(&path.display().to_string(), layer)
}

/// The sentence of a refusal.
fn refusal<T>(result: Result<T, OgrError>) -> String {
    match result {
        Err(OgrError::Refused(sentence)) => sentence,
        Err(other) => format!("not a refusal: {other}"),
        Ok(_) => "no refusal at all".to_owned(),
    }
}

fn names(folder: &Path) -> Result<Vec<String>, std::io::Error> {
    let mut names = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<Result<Vec<_>, _>>()?;
    names.sort();
    Ok(names)
}

#[test]
fn a_geopackage_comes_back_as_it_was_written() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("out.gpkg");
    write("GPKG", &path, "EPSG:28992", &three())?;
    assert_eq!(names(folder.path())?, ["out.gpkg"]);

    let reader = open(&path, None)?;
    assert_eq!((reader.header.driver.as_str(), reader.header.layer.as_str()), ("GPKG", "verdicts"));
    assert_eq!(reader.header.layers, ["verdicts"]);
    assert_eq!(reader.header.crs.as_deref(), Some("EPSG:28992"));
    assert_eq!(reader.header.transformed_from, None);
    assert_eq!(reader.header.fields, ["id", "margin", "n", "since"]);
    assert_eq!(reader.header.features, Some(3));
    let found: Vec<Feature> = reader.collect::<Result<_, _>>()?;
    for (found, written) in found.iter().zip(three()) {
        assert_eq!(found.geometry, written.geometry);
        for field in fields() {
            let expected = written.property(&field.name).unwrap_or(&serde_json::Value::Null);
            assert_eq!(found.property(&field.name), Some(expected), "{}", field.name);
        }
    }
    assert_eq!(found.len(), 3);
    Ok(())
}

#[test]
fn a_shapefile_comes_back_with_all_its_parts() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("out.shp");
    write("ESRI Shapefile", &path, "EPSG:28992", &three()[..1])?;
    assert_eq!(names(folder.path())?, ["out.cpg", "out.dbf", "out.prj", "out.shp", "out.shx"]);
    let mut reader = open(&path, None)?;
    assert_eq!(reader.header.crs.as_deref(), Some("EPSG:28992"));
    let found = reader.next().ok_or("nothing came")??;
    assert_eq!(found.geometry, three()[0].geometry);
    assert_eq!(found.property("id"), Some(&json!("a \"quoted\" ë")));
    assert_eq!(found.property("since"), Some(&json!("2026-07-01")));
    assert!(reader.next().is_none());
    Ok(())
}

#[test]
fn another_system_comes_out_as_longitude_and_latitude() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("utm.gpkg");
    let features = [[500_000.0, 5_700_000.0], [663_000.0, 5_781_000.0], [1e30, 1e30], [500_000.0, 5_700_000.0]]
        .map(|point| feature(Some(GeometryValue::new_point(point)), json!({"id": "x"})));
    write("GPKG", &path, "EPSG:25831", &features)?;
    let reader = open(&path, None)?;
    assert_eq!(reader.header.crs.as_deref(), Some("EPSG:4258"));
    assert_eq!(reader.header.transformed_from.as_deref(), Some("EPSG:25831"));
    let found: Vec<Result<Feature, FeatureError>> = reader.collect();
    assert_eq!(found.len(), 4);
    // Computed with pyproj 3.7.
    for (at, expected) in [(0, [3.0, 51.451_182_207]), (1, [5.382_772_333, 52.155_403_130]), (3, [3.0, 51.451_182_207])]
    {
        let found = found[at].clone()?;
        let Some(GeometryValue::Point { coordinates }) = found.geometry.map(|geometry| geometry.value) else {
            return Err("no point".into());
        };
        assert!(
            (coordinates[0] - expected[0]).abs() < 1e-6 && (coordinates[1] - expected[1]).abs() < 1e-6,
            "{coordinates:?}"
        );
    }
    // One that is nowhere is named, and the others come.
    let complaint = found[2].clone().err().map(|error| error.to_string()).unwrap_or_default();
    assert!(complaint.starts_with("feature 3: its coordinates mean nothing in EPSG:25831"), "{complaint}");
    Ok(())
}

#[test]
fn types_come_through_and_what_is_absent_is_null() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("in.geojson");
    fs::write(
        &path,
        r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"a":0,"b":"x","c":true,"d":0.0,"e":[1,2.5],"f":["x,y","z"],"g":"2026/07/01"},
 "geometry":{"type":"Point","coordinates":[5.1,52.2,7.5]}},
{"type":"Feature","properties":{},"geometry":null}]}"#,
    )?;
    let reader = open(&path, None)?;
    assert_eq!(reader.header.crs.as_deref(), Some("EPSG:4258"));
    let found: Vec<Feature> = reader.collect::<Result<_, _>>()?;
    let properties = found[0].properties.clone().map(serde_json::Value::Object);
    let expected = json!({"a":0,"b":"x","c":true,"d":0.0,"e":[1,2.5],"f":["x,y","z"],"g":"2026-07-01"});
    assert_eq!(properties, Some(expected));
    assert_eq!(found[0].geometry, Some(Geometry::new_point([5.1, 52.2, 7.5])));
    assert!(found[1].geometry.is_none());
    assert!(found[1].properties_iter().all(|(_, value)| value.is_null()) && found[1].len_properties() == 7);
    Ok(())
}

#[test]
fn arcs_become_lines() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("arcs.csv");
    let circle = "CURVEPOLYGON(CIRCULARSTRING(155000 463000,155100 463000,155000 463000))";
    fs::write(&path, format!("WKT,id\n\"{circle}\",1\n"))?;
    let mut reader = open(&path, None)?;
    assert_eq!(reader.header.crs, None);
    let found = reader.next().ok_or("nothing came")??;
    let Some(GeometryValue::Polygon { coordinates }) = found.geometry.map(|geometry| geometry.value) else {
        return Err("no polygon".into());
    };
    let seen: Vec<[f64; 2]> = coordinates[0].iter().map(|at| [at[0] - 155_000.0, at[1] - 463_000.0]).collect();
    let area = seen.windows(2).map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1]).sum::<f64>() / 2.0;
    assert!((area - std::f64::consts::PI * 2500.0).abs() < 0.3, "{area}");
    Ok(())
}

#[test]
fn refusals_say_what_is_wrong() -> Outcome {
    let folder = tempfile::tempdir()?;
    let notes = folder.path().join("notes.txt");
    fs::write(&notes, "no map\n")?;
    let sentence = refusal(open(&notes, None));
    assert!(
        sentence
            .starts_with(&format!("cannot open {}: it is not a format that is read as a map layer", notes.display())),
        "{sentence}"
    );

    let nowhere = folder.path().join("zones.gpkg");
    assert_eq!(refusal(open(&nowhere, None)), format!("cannot open {}: no such file", nowhere.display()));

    write("GPKG", &nowhere, "EPSG:28992", &three())?;
    let sentence = refusal(open(&nowhere, Some("verdict")));
    assert!(sentence.ends_with("has no layer `verdict`; it has: verdicts (did you mean `verdicts`?)"), "{sentence}");
    let sentence = refusal(open(&nowhere, Some("--help")));
    assert!(sentence.ends_with("has no layer `--help`; it has: verdicts"), "{sentence}");

    let sentence = refusal(Writer::create("GPKGG", &nowhere, "a", "EPSG:28992", &[]));
    assert!(sentence.contains("has no driver `GPKGG` that writes layers (did you mean `GPKG`?)"), "{sentence}");
    let sentence = refusal(Writer::create("GPKG", &folder.path().join("no/x.gpkg"), "a", "EPSG:28992", &[]));
    assert!(sentence.contains("there is no folder"), "{sentence}");
    let sentence = refusal(Writer::create("GPKG", &nowhere, "a", "EPSG:99999999", &[]));
    assert!(sentence.contains("`EPSG:99999999` is not a coordinate system that GDAL knows"), "{sentence}");
    Ok(())
}

#[test]
fn a_file_that_stops_halfway_never_looks_whole() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("out.gml");
    write("GML", &path, "EPSG:28992", &three())?;
    let text = fs::read(&path)?;
    fs::write(&path, &text[..text.len() / 2])?;
    fs::remove_file(path.with_extension("xsd"))?;
    let sentence = match open(&path, None) {
        Ok(reader) => reader.last().and_then(Result::err).map(|error| error.to_string()).unwrap_or_default(),
        refused => refusal(refused),
    };
    assert!(sentence.contains("is broken or not complete"), "{sentence}");
    assert_eq!(names(folder.path())?, ["out.gml"]);
    Ok(())
}

#[test]
fn a_file_that_is_not_finished_changes_nothing() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("out.gpkg");
    fs::write(&path, "what was there")?;
    let mut writer = Writer::create("GPKG", &path, "verdicts", "EPSG:28992", &fields())?;
    writer.write(&three()[0])?;
    drop(writer);
    assert_eq!(
        (names(folder.path())?, fs::read_to_string(&path)?),
        (vec!["out.gpkg".to_owned()], "what was there".to_owned())
    );

    let wrong = feature(None, json!({"id": "a", "n": 2.5}));
    let sentence = refusal(write("GPKG", &path, "EPSG:28992", &[three()[0].clone(), wrong]));
    assert!(sentence.ends_with("feature 2: attribute `n` is a whole number and cannot hold 2.5"), "{sentence}");
    let wrong = feature(None, json!({"unknown": "a"}));
    let sentence = refusal(write("GPKG", &path, "EPSG:28992", &[wrong]));
    assert!(sentence.contains("a property `unknown` that the first line does not list"), "{sentence}");
    assert_eq!(
        (names(folder.path())?, fs::read_to_string(&path)?),
        (vec!["out.gpkg".to_owned()], "what was there".to_owned())
    );

    write("GPKG", &path, "EPSG:28992", &three())?;
    assert_eq!(open(&path, None)?.count(), 3);
    Ok(())
}

#[test]
fn many_features_stream_and_a_reader_can_be_left() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("many.fgb");
    let mut writer = Writer::create("FlatGeobuf", &path, "many", "EPSG:28992", &[Field::new("n", FieldType::Integer)])?;
    for n in 0..20_000_i32 {
        let point = GeometryValue::new_point([f64::from(n), 400_000.0]);
        writer.write(&feature(Some(point), json!({ "n": n })))?;
    }
    writer.finish()?;
    let mut left = open(&path, None)?;
    assert!(left.next().is_some_and(|feature| feature.is_ok()));
    drop(left);
    let mut sum = 0;
    for feature in open(&path, Some("many"))? {
        sum += feature?.property("n").and_then(serde_json::Value::as_i64).ok_or("no number")?;
    }
    assert_eq!(sum, 199_990_000);
    Ok(())
}

#[test]
fn the_worker_says_what_it_is() -> Outcome {
    let version = version()?;
    assert!(version.gdal.starts_with('3'), "{}", version.gdal);
    for driver in ["GPKG", "ESRI Shapefile", "GeoJSON"] {
        assert!(version.drivers.iter().any(|known| known == driver), "{driver}");
    }
    let status = |arguments: &[&str]| Command::new(WORKER).args(arguments).output().map(|output| output.status.code());
    assert_eq!(status(&["read"])?, Some(2));
    assert_eq!(status(&["read", "/no/such/file.gpkg"])?, Some(1));
    assert_eq!(status(&["version"])?, Some(0));
    Ok(())
}

fn style(name: &str) -> Style {
    let qml = format!("<!DOCTYPE qgis>\n<qgis styleCategories='Symbology'><symbol name=\"{name}\"/></qgis>\n");
    Style { name: name.to_owned(), description: format!("It's {name}, ë"), qml }
}

#[test]
fn layers_and_their_styles_come_back_from_one_file() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("d'één \"twee\".gpkg");
    let odd = "d'Één \"put\"";
    let layers = [
        Layer { geometry: Some("Point".to_owned()), style: Some(style("wells")), ..Layer::new(odd, fields().to_vec()) },
        Layer { style: Some(style("zones")), ..Layer::new("zones", vec![Field::new("geom", FieldType::Text)]) },
        Layer {
            geometry: Some("None".to_owned()),
            style: Some(style("table")),
            ..Layer::new("table", vec![Field::new("n", FieldType::Integer)])
        },
        Layer::new("bare", vec![]),
    ];
    let mut writer = Writer::create_layers("GPKG", &path, "EPSG:28992", &layers)?;
    let [point, polygon, _] = three();
    let zone = feature(polygon.geometry.map(|geometry| geometry.value), json!({"geom": "a"}));
    for n in 0..3 {
        writer.write_to(1, &zone)?;
        writer.write(&point)?;
        writer.write_to(2, &feature(None, json!({ "n": n })))?;
    }
    assert!(refusal(writer.write_to(4, &zone)).contains("there is no layer 4"));
    writer.finish()?;
    assert_eq!(names(folder.path())?, ["d'één \"twee\".gpkg"]);

    // Two of them have features on the map: one has to be named.
    let sentence = refusal(open(&path, None));
    assert!(sentence.contains(&format!("has 2 layers with features: {odd}, zones; say which one")), "{sentence}");
    let reader = open(&path, Some(odd))?;
    // GDAL lists layers with geometry first.
    assert_eq!(reader.header.layers, [odd, "zones", "bare", "table", "layer_styles"]);
    assert_eq!(reader.header.layer, odd);
    for (layer, count) in [(odd, 3), ("zones", 3), ("table", 3), ("bare", 0)] {
        let found: Vec<Feature> = open(&path, Some(layer))?.collect::<Result<_, _>>()?;
        assert_eq!(found.len(), count, "{layer}");
        assert!(found.iter().all(|feature| feature.geometry.is_some() == (layer != "table")), "{layer}");
    }

    let reader = open(&path, Some("layer_styles"))?;
    let columns = [
        "f_table_catalog",
        "f_table_schema",
        "f_table_name",
        "f_geometry_column",
        "styleName",
        "styleQML",
        "styleSLD",
        "useAsDefault",
        "description",
        "owner",
        "ui",
        "update_time",
    ];
    assert_eq!(reader.header.fields, columns);
    let rows: Vec<Feature> = reader.collect::<Result<_, _>>()?;
    let text = |row: &Feature, name: &str| row.property(name).and_then(|value| value.as_str().map(str::to_owned));
    for ((row, layer), column) in rows.iter().zip(&layers).zip([Some("geom"), Some("ogc_geom"), None]) {
        let style = layer.style.as_ref().ok_or("no style")?;
        assert_eq!(text(row, "f_table_name").as_ref(), Some(&layer.name));
        assert_eq!(text(row, "f_geometry_column").as_deref(), column);
        assert_eq!(text(row, "styleName").as_ref(), Some(&style.name));
        assert_eq!(text(row, "styleQML").as_ref(), Some(&style.qml));
        assert_eq!(text(row, "description").as_ref(), Some(&style.description));
        assert_eq!(row.property("useAsDefault"), Some(&json!(true)));
        assert!(text(row, "update_time").is_some_and(|time| time.starts_with("20") && time.ends_with('Z')));
    }
    assert_eq!(rows.len(), 3);
    let bytes = fs::read(&path)?;
    let has = |text: &str| bytes.windows(text.len()).any(|found| found == text.as_bytes());
    assert!(has("useAsDefault BOOLEAN") && has("gpkg_rtree_index"));
    Ok(())
}

#[test]
fn several_layers_go_only_where_they_fit() -> Outcome {
    let folder = tempfile::tempdir()?;
    let create = |driver: &str, name: &str, layers: &[Layer]| {
        let path = folder.path().join(name);
        Writer::create_layers(driver, &path, "EPSG:28992", layers)
    };
    let plain = |name: &str| Layer::new(name, fields().to_vec());
    let styled = |name: &str| Layer { style: Some(style("s")), ..plain(name) };
    // A database that is no GeoPackage is read only when its driver is named.
    bodemtoets_ogr::allow_drivers(["SQLite".to_owned()]);
    for (driver, name) in [("GML", "two.gml"), ("SQLite", "two.sqlite"), ("GPKG", "two.gpkg")] {
        let mut writer = create(driver, name, &[plain("first"), plain("second")])?;
        for layer in [1, 0, 1] {
            writer.write_to(layer, &three()[0])?;
        }
        writer.finish()?;
        for (layer, count) in [("first", 1), ("second", 2)] {
            assert_eq!(open(&folder.path().join(name), Some(layer))?.count(), count, "{driver} {layer}");
        }
    }
    for (driver, layers, part) in [
        ("FlatGeobuf", vec![plain("a"), plain("b")], "a file of `FlatGeobuf` holds one layer and not 2"),
        ("ESRI Shapefile", vec![plain("a"), plain("b")], "holds one layer and not 2"),
        ("FlatGeobuf", vec![styled("a")], "layer `a` has a style, and a file of `FlatGeobuf` has no place for it"),
        ("GPKG", vec![plain("a"), plain("A")], "there are two layers `A`"),
        ("GPKG", vec![styled("a"), plain("layer_styles")], "a layer cannot have the name `layer_styles`"),
        ("GPKG", vec![], "a file without layers cannot be made"),
    ] {
        let sentence = refusal(create(driver, "no", &layers));
        assert!(sentence.contains(part), "{sentence}");
    }
    assert!(!folder.path().join("no").exists());
    Ok(())
}

#[test]
fn a_style_stands_beside_many_features() -> Outcome {
    // So many that GDAL makes the spatial index on the side.
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("many.gpkg");
    let layers = [Layer { style: Some(style("s")), ..Layer::new("many", vec![]) }];
    let mut writer = Writer::create_layers("GPKG", &path, "EPSG:28992", &layers)?;
    for n in 0..120_000_i32 {
        writer.write(&feature(Some(GeometryValue::new_point([f64::from(n), 400_000.0])), json!({})))?;
    }
    writer.finish()?;
    assert_eq!(open(&path, Some("many"))?.header.features, Some(120_000));
    assert_eq!(open(&path, Some("layer_styles"))?.count(), 1);
    Ok(())
}
