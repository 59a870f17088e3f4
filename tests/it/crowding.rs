//! How full the ground is: maps, pairs of systems, counts by area.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp)]

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::common::{Ran, folder, names, run_in};
use bodemtoets_ogr::{Reader, read_raster};
use serde_json::Value;
use tempfile::TempDir;

/// Two doublets 50 m apart at 40 to 70 m, one of which stores with the wrong side to the other; a monowell of
/// which nothing is known; two houses with loops 6 m apart; and one that is no ground-energy system.
const REGISTER: &str = "\
installation_id,part,system,well_type,x,y,screen_top_m,screen_bottom_m,depth_m,licensed_volume_m3,energy_cold_mwh,energy_warm_mwh
A,well,open,warm,161000,383500,40,70,,200000,,
A,well,open,cold,161000,383650,40,70,,200000,,
B,well,open,cold,161050,383500,40,70,,100000,,
B,well,open,warm,161050,383350,40,70,,100000,,
M,well,open,unknown,163500,385500,,,,,,
H1,loop,closed,,165000,381000,,,150,,13.149,0
H2,loop,closed,,165006,381000,,,150,,13.149,0
D,well,other,,162000,382000,10,20,,5000,,
";

const AREAS: &str = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:28992"}},"features":[
{"type":"Feature","properties":{"code":"W","naam":"West"},"geometry":{"type":"Polygon","coordinates":[[[160000,380000],[163000,380000],[163000,386000],[160000,386000],[160000,380000]]]}},
{"type":"Feature","properties":{"code":"E","naam":"Oost"},"geometry":{"type":"Polygon","coordinates":[[[163000,380000],[166000,380000],[166000,386000],[163000,386000],[163000,380000]]]}},
{"type":"Feature","properties":{"code":"N","naam":"Leeg"},"geometry":{"type":"Polygon","coordinates":[[[160000,386000],[166000,386000],[166000,387000],[160000,387000],[160000,386000]]]}}]}"#;

fn files() -> TempDir {
    folder(&[("register.csv", REGISTER), ("areas.geojson", AREAS)])
}

/// Rows of a CSV by the names of its columns.
fn rows(text: &str) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// A map with cells of a kilometre, unless others are asked for.
fn map_of(files: &TempDir, arguments: &str) -> Vec<HashMap<String, String>> {
    let cell = if arguments.contains("--cell") { "" } else { "--cell 1000" };
    let ran = run_in(files, &format!("crowding map register.csv -o map.csv --lang en {cell} {arguments}"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    rows(&std::fs::read_to_string(files.path().join("map.csv")).unwrap())
}

fn refused(ran: &Ran) -> String {
    assert_ne!(ran.code, 0, "{}", ran.stdout);
    assert_eq!(ran.stdout, "");
    ran.stderr.clone()
}

#[test]
fn a_map_in_words() {
    let files = files();
    for lang in ["nl", "en"] {
        let ran = run_in(&files, &format!("crowding map register.csv --lang {lang} --area areas.geojson"));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        insta::assert_snapshot!(format!("map_{lang}"), ran.stdout);
    }
}

#[test]
fn cells_of_a_map() {
    let files = files();
    let ran = run_in(
        &files,
        "crowding map register.csv --cell 1000 --slices 20-50,50-100 -o map.csv --bbox 160000,380000,166000,386000",
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    insta::assert_snapshot!(std::fs::read_to_string(files.path().join("map.csv")).unwrap());
}

#[test]
fn a_screen_counts_where_it_is_and_one_that_is_not_known_may_be_anywhere() {
    let rows = map_of(&files(), "--slices 0-40,40-70,70-100");
    let wells = |level: &str, x: &str| {
        let row = rows.iter().find(|row| row["level"] == level && row["x"] == x && row["wells_high"] != "0");
        row.map(|row| (row["wells_low"].clone(), row["wells_high"].clone()))
    };
    let of = |low: &str, high: &str| Some((low.to_owned(), high.to_owned()));
    assert_eq!(wells("40-70", "161500"), of("4", "4"));
    assert_eq!(wells("0-40", "161500"), None, "a screen that only touches a slice is not in it");
    assert_eq!(wells("0-40", "163500"), of("0", "1"));
    assert_eq!(wells("any", "163500"), of("1", "1"));
    // Loops work from ground level down.
    assert_eq!(wells("70-100", "165500"), of("2", "2"));
    assert!(rows.iter().all(|row| row["x"] != "162500" || row["wells_high"] == "0"), "drinking water does not count");
}

#[test]
fn the_warmth_of_a_well_fills_what_its_formula_says() {
    // 200 000 m3 a year in two wells is 100 000 a season in each; B has 50 000 in each.
    let ground = "aquifer_heat_capacity_mj_m3_k = 2.8\nporosity = 0.3\n";
    let files = folder(&[("register.csv", REGISTER), ("ground.toml", ground)]);
    let rows = map_of(&files, "--slices 40-70 --ground ground.toml --cell 500 --bbox 160000,380000,163000,386000");
    let shares =
        rows.iter().filter(|row| row["level"] == "40-70").map(|row| row["thermal_volume_share_low"].parse::<f64>());
    let ground_m3: f64 = shares.map(|share| share.unwrap() * 500.0 * 500.0 * 30.0).sum();
    let expected_m3 = 300_000.0 * 1.163 * 3.6 / 2.8;
    assert!((ground_m3 / expected_m3 - 1.0).abs() < 0.02, "{ground_m3} and {expected_m3}");
}

#[test]
fn pairs_in_words_and_as_a_table() {
    let files = files();
    for lang in ["nl", "en"] {
        let ran = run_in(&files, &format!("crowding pairs register.csv --lang {lang}"));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        insta::assert_snapshot!(format!("pairs_{lang}"), ran.stdout);
    }
    let table = run_in(&files, "crowding pairs register.csv --format csv");
    insta::assert_snapshot!("pairs_csv", table.stdout);
    let lines: Value =
        serde_json::from_str(&run_in(&files, "crowding pairs register.csv --format geojson").stdout).unwrap();
    assert_eq!(lines["features"].as_array().unwrap().len(), rows(&table.stdout).len());
    assert_eq!(lines["features"][0]["geometry"]["type"], "LineString");
}

#[test]
fn a_proposal_is_held_against_all_and_changes_the_map() {
    let files = files();
    let proposals = "id,x,y,system,screen_top_m,screen_bottom_m,annual_volume_m3\n\
        NEW,161040,383510,open,45,65,150000\nBAD,161040,383510,open,65,45,150000\n";
    std::fs::write(files.path().join("new.csv"), proposals).unwrap();
    let pairs = run_in(&files, "crowding pairs register.csv --what-if new.csv --proposed --format csv");
    let rows = rows(&pairs.stdout);
    assert_eq!(rows.len(), 2, "{}", pairs.stdout);
    assert!(rows.iter().all(|row| row["system_b"] == "NEW" && row["proposed"] == "b"));
    assert!(pairs.stderr.contains("BAD"), "a proposal that cannot be read is told: {}", pairs.stderr);

    let changed = map_of(&files, "--what-if new.csv --slices 40-70 --bbox 160000,380000,166000,386000");
    let cell =
        changed.iter().find(|row| row["level"] == "40-70" && row["x"] == "161500" && row["y"] == "383500").unwrap();
    assert_eq!((cell["wells_low"].as_str(), cell["wells_low_change"].as_str()), ("5", "1"));
    assert_eq!(cell["conflicts_high_change"], "2");
    let words = run_in(&files, "crowding map register.csv --what-if new.csv --slices 40-70 --lang en").stdout;
    assert!(words.contains("Change by the proposals"), "{words}");
}

#[test]
fn systems_by_area() {
    let files = files();
    for format in ["text", "csv", "json"] {
        let ran = run_in(
            &files,
            &format!("crowding stats register.csv --by areas.geojson --slices 40-70 --lang en --all --format {format}"),
        );
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        insta::assert_snapshot!(format!("stats_{format}"), ran.stdout);
    }
    let wrong = refused(&run_in(&files, "crowding stats register.csv --by areas.geojson --name city --lang en"));
    assert!(wrong.contains("there is no attribute `city`; there are code, naam"), "{wrong}");
}

#[test]
fn a_raster_has_a_band_for_each_end_of_each_measure_at_each_level() {
    let files = files();
    let ran = run_in(
        &files,
        "crowding map register.csv --cell 1000 -o map.tif --measure wells --measure room --slices 40-70 --area areas.geojson --where naam=West",
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let (info, values) = read_raster(&files.path().join("map.tif")).unwrap();
    let bands: Vec<&str> = info.bands.iter().map(|band| band.name.as_str()).collect();
    insta::assert_snapshot!(bands.join("\n"));
    assert_eq!(info.crs.as_deref(), Some("EPSG:28992"));
    // The area is 3 by 6 cells, and its far edges belong to the cells beyond, whose middle lies outside.
    assert_eq!((info.columns, info.rows), (4, 7));
    assert_eq!(info.bands[0].cells, 18);
    // The cell with both doublets, the fourth row from the south and the second column.
    let row = info.rows - 4;
    assert_eq!(values[0][row * info.columns + 1], 4.0);
}

#[test]
fn a_geopackage_has_a_styled_layer_for_each_level() {
    let files = files();
    let ran = run_in(&files, "crowding map register.csv -o map.gpkg --slices 40-70 --measure room");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let path = files.path().join("map.gpkg");
    let reader = Reader::open(path.to_str().unwrap(), Some("crowding 40-70")).unwrap();
    assert!(reader.header.layers.contains(&"crowding any".to_owned()), "{:?}", reader.header.layers);
    let features: Vec<_> = reader.map(Result::unwrap).collect();
    assert!(features.iter().all(|feature| feature.properties.as_ref().unwrap()["level"] == "40-70"));
    assert!(!features.is_empty());
    let styles: Vec<_> =
        Reader::open(path.to_str().unwrap(), Some("layer_styles")).unwrap().map(Result::unwrap).collect();
    assert_eq!(styles.len(), 2);
    let style = styles[0].properties.as_ref().unwrap();
    assert!(style["styleQML"].as_str().unwrap().contains("attr=\"room_m3_low\""));
}

#[test]
fn a_picture_has_a_legend_a_scale_and_north_in_both_languages() {
    let files = files();
    for (lang, legend) in [("nl", "Legenda"), ("en", "Legend")] {
        let ran = run_in(&files, &format!("crowding map register.csv -o map.svg -o map.png --lang {lang} --cell 250"));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let svg = std::fs::read_to_string(files.path().join("map.svg")).unwrap();
        for part in [legend, "id=\"scale\"", "id=\"north\"", "Eindhoven", " km<"] {
            assert!(svg.contains(part), "{part}: {svg}");
        }
        let png = std::fs::read(files.path().join("map.png")).unwrap();
        assert!(png.starts_with(b"\x89PNG"));
    }
}

#[test]
fn what_cannot_be_mapped_is_refused_and_leaves_nothing_behind() {
    let files = files();
    std::fs::write(files.path().join("empty.csv"), "installation_id,x,y\n").unwrap();
    std::fs::write(files.path().join("porous.toml"), "porosity = 3\n").unwrap();
    let before = names(files.path());
    let mut said = String::new();
    for arguments in [
        "map register.csv -o map.doc",
        "map register.csv -o nowhere/map.csv",
        "map register.csv --cell 0",
        "map register.csv --cell 1 --bbox 0,300000,300000,620000",
        "map register.csv --slices 50-20",
        "map register.csv --slices 0-20 --level 20-50",
        "map register.csv --area areas.geojson --where naam=Zuid",
        "map register.csv --area register.csv",
        "map register.csv --doublets 5,1",
        "map register.csv --ground porous.toml",
        "map register.csv --what-if areas.geojson",
        "map empty.csv",
        "map missing.csv",
    ] {
        let ran = run_in(&files, &format!("crowding {arguments} --lang en"));
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{arguments}: {}", ran.stderr);
        let told: Vec<&str> = ran.stderr.lines().filter(|line| line.starts_with("bodemtoets:")).collect();
        assert_eq!(told.len(), 1, "{arguments}: {}", ran.stderr);
        writeln!(said, "{arguments}\n  {}", told[0]).unwrap();
    }
    insta::assert_snapshot!(said);
    let usage = run_in(&files, "crowding map register.csv --bbox 5,4,3,2 --lang en");
    assert_eq!(usage.code, 2);
    assert!(usage.stderr.contains("give west,south,east,north in RD New metres"), "{}", usage.stderr);
    assert_eq!(names(files.path()), before);
}

#[test]
fn an_area_without_systems_is_an_empty_map() {
    let ran = run_in(files(), "crowding map register.csv --area areas.geojson --where naam=Leeg --lang en");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("0 systems"), "{}", ran.stdout);
}

#[test]
fn many_installations_in_one_place_are_doubted() {
    let mut register = String::from("installation_id,system,x,y\n");
    for id in 0..12 {
        writeln!(register, "I{id},open,151119.1,409980.85").unwrap();
    }
    let files = folder(&[("office.csv", &register)]);
    let ran = run_in(&files, "crowding map office.csv --lang en");
    assert!(ran.stdout.contains("12 systems stand in a place that ten or more share"), "{}", ran.stdout);
    let import = run_in(&files, "layers import office.csv --lang en");
    assert!(
        import.stderr.contains("12 installations stand in exactly one place (x 151119, y 409981)"),
        "{}",
        import.stderr
    );
}

/// A triangle of which the middle of no cell of 1 km lies inside, with wells in its corners and on its edge.
#[test]
fn every_well_of_an_area_is_on_its_map_whatever_the_cell() {
    let area = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:28992"}},"features":[
{"type":"Feature","properties":{"naam":"Punt"},"geometry":{"type":"Polygon","coordinates":[[[161000,383000],[161400,383000],[161000,384300],[161000,383000]]]}}]}"#;
    let register = "installation_id,part,system,x,y,depth_m,licensed_volume_m3\n\
        A,well,open,161010,383010,60,100000\nB,well,open,161005,384250,60,100000\nC,well,open,161200,383000,60,100000\nD,well,open,161399,383900,60,100000\n";
    let files = folder(&[("register.csv", register), ("area.geojson", area)]);
    for cell in ["--cell 100", "--cell 37", "--cell 250", "--cell 1000", "--cell 5000"] {
        let rows = map_of(&files, &format!("--area area.geojson {cell}"));
        let any = rows.iter().filter(|row| row["level"] == "any");
        let wells: f64 = any.map(|row| row["wells_high"].parse::<f64>().unwrap()).sum();
        assert_eq!(wells, 3.0, "{cell}: {rows:?}");
        let words = run_in(&files, &format!("crowding map register.csv --area area.geojson {cell} --lang en")).stdout;
        assert!(words.contains("3 systems: 3 open"), "{cell}: {words}");
    }
}

#[test]
fn pairs_of_an_area_are_those_with_a_well_in_it() {
    let files = files();
    let pairs = |arguments: &str| {
        rows(&run_in(&files, &format!("crowding pairs register.csv --format csv {arguments}")).stdout).len()
    };
    let (west, east) =
        (pairs("--area areas.geojson --where naam=West"), pairs("--area areas.geojson --where naam=Oost"));
    assert!(west > 0 && east > 0, "{west} {east}");
    assert_eq!(west + east, pairs(""));
    assert_eq!(pairs("--area areas.geojson --where naam=Leeg"), 0);
}

#[test]
fn a_register_without_closed_systems_says_so_on_every_sheet() {
    let open: String = REGISTER.lines().filter(|line| !line.starts_with('H')).flat_map(|line| [line, "\n"]).collect();
    let files = folder(&[("register.csv", &open), ("areas.geojson", AREAS)]);
    let says =
        |text: &str| text.contains("This register holds no closed systems") || text.contains("no closed systems: of");
    for command in [
        "map register.csv",
        "pairs register.csv",
        "stats register.csv --by areas.geojson",
        "stats register.csv --by areas.geojson --format json",
    ] {
        let ran = run_in(&files, &format!("crowding {command} --lang en"));
        assert!(says(&ran.stdout), "{command}: {}", ran.stdout);
    }
    let ran = run_in(&files, "crowding map register.csv -o map.svg -o map.geojson --lang en");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for file in ["map.svg", "map.geojson"] {
        let text = std::fs::read_to_string(files.path().join(file)).unwrap();
        assert!(text.contains("holds no closed"), "{file}");
    }
    let with = run_in(self::files(), "crowding map register.csv --lang en");
    assert!(!says(&with.stdout), "{}", with.stdout);
}

#[test]
fn systems_in_a_place_that_many_share_can_be_left_out() {
    let mut register = "installation_id,part,system,x,y,licensed_volume_m3\n".to_owned();
    for at in 0..12 {
        writeln!(register, "K{at},well,open,161000,383500,100000").unwrap();
    }
    register += "A,well,open,162000,383500,100000\nB,well,open,162030,383500,100000\n";
    let files = folder(&[("register.csv", register.as_str())]);
    let all = rows(&run_in(&files, "crowding pairs register.csv --format csv").stdout).len();
    let ran = run_in(&files, "crowding pairs register.csv --format csv --exclude place-shared --lang en");
    assert_eq!((all, rows(&ran.stdout).len()), (67, 1), "{}", ran.stderr);
    assert!(ran.stderr.contains("12 systems do not count"), "{}", ran.stderr);
}
