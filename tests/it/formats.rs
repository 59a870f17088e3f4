//! What is written is what its name says; tables in their dialects, with the columns that came in.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::common::{dated, folder, names, run_in, screen_in};
use serde_json::Value;

const ONE: &str = "--xy 232289,547576 --system open --depth 60";

const MANY: &str = "file number,id,x,y,system,drilling_depth_m,status,remark\n\
    2026-001,A,232289,542576,open,60,new,\"first, second\"\n\
    2026-002,B,232289,547576.5,open,60,old,\"two\nlines\"\n\
    2026-003,C,1,1,open,60,,\n";

const PLOT: &str = "id = \"plot\"\nsystem = \"open\"\ndrilling_depth_m = 60\n\
    geometry = { type = \"Polygon\", coordinates = [[[232000.0, 542000.0], [232400.0, 542000.0], [232400.0, \
    542400.0], [232000.0, 542400.0], [232000.0, 542000.0]]] }\n";

fn read(folder: &Path, name: &str) -> String {
    String::from_utf8(fs::read(folder.join(name)).unwrap()).unwrap()
}

/// The cells of a table.
fn table(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_name_of_a_result_says_its_format() {
    let folder = folder(&[("a.csv", MANY), ("plot.toml", PLOT)]);
    let at = folder.path();
    for (input, format) in [(ONE, "one"), ("a.csv", "many"), ("--plot plot.toml", "plot")] {
        for extension in ["json", "jsonl", "csv", "geojson", "gpkg"] {
            let (named, asked) = (format!("{format}-named.{extension}"), format!("{format}-asked"));
            screen_in(at, &format!("{input} -o {named}")).well();
            screen_in(at, &format!("{input} --format {extension} -o {asked}")).well();
            assert!(fs::read(at.join(&named)).unwrap() == fs::read(at.join(&asked)).unwrap(), "{named}");
            fs::remove_file(at.join(asked)).unwrap();
        }
    }
    for extension in ["svg", "png"] {
        screen_in(at, &format!("--plot plot.toml -o named.{extension}")).well();
        screen_in(at, &format!("--plot plot.toml --map asked.{extension}")).well();
        let bytes = |name: &str| fs::read(at.join(format!("{name}.{extension}"))).unwrap();
        assert!(bytes("named") == bytes("asked"));
    }
    let diff = "rules diff a.csv --from 2020-01-01 --to 2024-01-01";
    run_in(at, &format!("{diff} -o diff.json")).well();
    assert!(serde_json::from_str::<Value>(&read(at, "diff.json")).unwrap().is_object());
    run_in(at, "feasibility -o study.json").well();
    assert!(serde_json::from_str::<Value>(&read(at, "study.json")).unwrap().is_object());
    run_in(at, "feasibility -o study.csv").well();
    assert!(read(at, "study.csv").contains(','));
    run_in(at, "spf concepts -o concepts.csv").well();
    assert!(read(at, "concepts.csv").starts_with("concept,system,"));
}

#[test]
fn a_name_of_another_format_is_refused() {
    let folder = folder(&[("a.csv", MANY), ("plot.toml", PLOT)]);
    for arguments in [
        "screen a.csv -o v.pdf",
        "screen a.csv -o v.html",
        "screen a.csv -o v.xlsx",
        "screen a.csv -o v.tif",
        "screen a.csv -o v.svg",
        "screen a.csv --format json -o v.csv",
        "screen a.csv --format csv -o v.gpkg",
        "screen --plot plot.toml --format json -o v.csv",
        "screen --plot plot.toml -o v.svg --map w.svg",
        "rules diff a.csv --from 2020-01-01 --to 2024-01-01 -o v.gpkg",
        "feasibility -o v.svg",
        "feasibility --format csv -o v.json",
        "spf concepts -o v.geojson",
        "layers import a.csv --system open -o v.csv",
    ] {
        let ran = run_in(folder.path(), arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{arguments}: {}", ran.stderr);
        assert!(ran.stderr.contains(" v."), "{arguments}: {}", ran.stderr);
    }
    assert_eq!(names(folder.path()), ["a.csv", "plot.toml"]);
}

#[test]
fn flags_that_do_nothing_are_refused() {
    let folder = folder(&[("a.csv", MANY), ("plot.toml", PLOT), ("plots.geojson", "{}")]);
    for arguments in [
        "a.csv --map m.svg",
        "a.csv --place doublet",
        "a.csv --loops 3",
        "--plot plot.toml --loops 3",
        "--plot plot.toml --setback 10",
        "--plot plot.toml --seed 2",
        "--plot plot.toml --remedies",
        "a.csv --format json --raw-csv",
        "a.csv --format json --csv dutch",
        "a.csv --format json --keep",
        "a.csv --layer zones",
        "plots.geojson --layer zones",
        &format!("{ONE} --rejects r.csv"),
        &format!("{ONE} --csv as-input --format csv"),
    ] {
        let ran = run_in(folder.path(), &format!("screen {}", dated(arguments)));
        assert!(matches!(ran.code, 1 | 2) && ran.stdout.is_empty(), "{arguments}: {}", ran.stderr);
    }
    assert_eq!(names(folder.path()), ["a.csv", "plot.toml", "plots.geojson"]);
}

#[test]
fn columns_that_are_not_ours_come_back_after_ours() {
    let folder = folder(&[("a.csv", MANY)]);
    let with = table(&screen_in(folder.path(), "a.csv").well(), b',');
    for flag in ["--keep=false", "--no-keep"] {
        let without = table(&screen_in(folder.path(), &format!("a.csv {flag}")).well(), b',');
        let ours: Vec<Vec<String>> = with.iter().map(|row| row[..row.len() - 3].to_vec()).collect();
        assert_eq!(ours, without, "{flag}");
    }
    let own: Vec<&[String]> = with.iter().map(|row| &row[row.len() - 3..]).collect();
    assert_eq!(
        own,
        [
            ["file number", "input_status", "remark"],
            ["2026-001", "new", "first, second"],
            ["2026-002", "old", "two\nlines"],
        ]
    );
    let diff = run_in(folder.path(), "rules diff a.csv --from 2020-01-01 --to 2024-01-01 --all --format csv").well();
    let last: Vec<String> = table(&diff, b',').into_iter().map(|row| row.last().unwrap().clone()).collect();
    assert_eq!(last, ["remark", "first, second", "two\nlines"]);
    // Of plots every part has them.
    let plots = "zaaknr,id,system,drilling_depth_m,geometry\n7,P,open,60,\"POLYGON((232000 542000, 236000 542000, \
        236000 546000, 232000 546000, 232000 542000))\"\n";
    fs::write(folder.path().join("plots.csv"), plots).unwrap();
    let parts = table(&screen_in(folder.path(), "--plot plots.csv").well(), b',');
    assert!(parts.len() > 2);
    assert!(parts[1..].iter().all(|row| row.last().unwrap() == "7") && parts[0].last().unwrap() == "zaaknr");
}

#[test]
fn a_dutch_table_is_one_that_a_dutch_spreadsheet_opens() {
    let folder = folder(&[("a.csv", MANY)]);
    let standard = table(&screen_in(folder.path(), "a.csv").well(), b',');
    let dutch = screen_in(folder.path(), "a.csv --csv dutch").well();
    let dutch = dutch.strip_prefix('\u{feff}').expect("a byte order mark");
    let found = table(dutch, b';');
    let column = |name: &str| standard[0].iter().position(|column| column == name).unwrap();
    assert_eq!((standard[2][column("y")].as_str(), found[2][column("y")].as_str()), ("547576.5", "547576,5"));
    for (row, dutch) in standard.iter().zip(&found) {
        let pointed: Vec<String> = dutch
            .iter()
            .map(|cell| if cell.parse::<f64>().is_err() { cell.replace(',', ".") } else { cell.clone() })
            .collect();
        let same: Vec<String> = row
            .iter()
            .map(|cell| if cell.parse::<f64>().is_err() { cell.replace(',', ".") } else { cell.clone() })
            .collect();
        assert_eq!(pointed, same);
    }
}

#[test]
fn a_table_as_the_input_has_its_delimiter_its_decimal_mark_and_its_byte_order_mark() {
    let rows = "id;x;y;system;drilling_depth_m\nA;232289,25;542576;open;60\nB;1;1;open;60\n";
    let folder = folder(&[("plain.csv", rows), ("marked.csv", &format!("\u{feff}{rows}")), ("comma.csv", MANY)]);
    let plain = screen_in(folder.path(), "plain.csv --csv as-input --rejects r.csv").well();
    assert!(plain.starts_with("id;outcome;") && plain.contains(";232289,25;542576;"), "{plain}");
    assert!(read(folder.path(), "r.csv").starts_with("row;id;field;"));
    let marked = screen_in(folder.path(), "marked.csv --csv as-input").well();
    assert_eq!(marked, format!("\u{feff}{plain}"));
    let comma = screen_in(folder.path(), "comma.csv --csv as-input").well();
    assert_eq!(comma, screen_in(folder.path(), "comma.csv").well());
}

#[test]
fn one_application_is_a_stream_of_one() {
    let folder = folder(&[]);
    let office = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/examples/office-15000.toml");
    let arguments = format!("{ONE} --feasibility {}", office.display());
    let object = screen_in(folder.path(), &format!("{arguments} --format json")).json();
    let line = screen_in(folder.path(), &format!("{arguments} --format jsonl")).json();
    assert_eq!(object, line);
    assert!(!object["feasibility"]["filled_in"].as_object().unwrap().is_empty());
}

#[test]
fn every_format_has_the_same_bytes_on_any_number_of_threads() {
    let mut many = "id,x,y,system,drilling_depth_m,remark\n".to_owned();
    for row in 0..700 {
        let x = 232_000 + row * 7;
        let y = if row % 50 == 49 { 1 } else { 542_576 + row };
        writeln!(many, "r{row},{x},{y},open,60,\"a\n{row}\"").unwrap();
    }
    let folder = folder(&[("a.csv", &many)]);
    for format in ["text", "json", "jsonl", "csv", "geojson"] {
        let ran = |threads: u8| {
            let ran = screen_in(folder.path(), &format!("a.csv --format {format} --threads {threads}"));
            assert_eq!(ran.code, 0);
            (ran.stdout, ran.stderr)
        };
        let one = ran(1);
        assert_eq!(one.1.matches("rij ").count(), 14, "{}", one.1);
        assert!(one.1.contains("rij 700 ("), "rows keep their numbers: {}", one.1);
        for threads in [2, 8] {
            assert!(ran(threads) == one, "{format} on {threads} threads");
        }
    }
}
