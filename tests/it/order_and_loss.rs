//! The order of rows, columns and layers changes no outcome; a layer, a column or the end of a file less makes none
//! milder. (Of rings: `zones_in_doubt`; of facts: the properties of the screening crate.)
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use crate::common::{TODAY, folder, run_in};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const COLUMNS: [&str; 8] =
    ["id", "x", "y", "system", "drilling_depth_m", "flow_m3_h", "screen_top_m", "screen_bottom_m"];

/// Places in and around zones of Drenthe and Noord-Brabant, in several sizes.
fn rows() -> Vec<[String; 8]> {
    let places = [(232_289, 542_576), (233_200, 542_576), (232_289, 547_576), (168_838, 404_975), (150_000, 395_000)];
    let systems = [("open", "5", "10", "40"), ("open", "40", "", ""), ("closed", "", "", "")];
    let depths = ["", "12", "60", "150"];
    let mut rows = Vec::new();
    for (x, y) in places {
        for (system, flow, top, bottom) in systems {
            for depth in depths {
                let fits = bottom.is_empty() || !["12", ""].contains(&depth);
                let id = format!("{}", rows.len());
                let (top, bottom) = if fits { (top, bottom) } else { ("", "") };
                rows.push([&id, &x.to_string(), &y.to_string(), system, depth, flow, top, bottom].map(str::to_owned));
            }
        }
    }
    rows
}

fn csv(rows: &[[String; 8]], columns: &[usize]) -> String {
    let line = |cells: Vec<&str>| cells.join(",") + "\n";
    let header = line(columns.iter().map(|column| COLUMNS[*column]).collect());
    rows.iter().fold(header, |text, row| text + &line(columns.iter().map(|column| row[*column].as_str()).collect()))
}

/// Id, outcome and range of every row that was screened.
fn outcomes(table: &str, pack: &str) -> BTreeMap<String, (String, String)> {
    let files = folder(&[("a.csv", table), ("pack.toml", pack)]);
    let chosen = if pack.is_empty() { "" } else { "--pack ." };
    let ran = run_in(&files, &format!("screen a.csv {chosen} {TODAY} -o out.csv --keep=false"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = std::fs::read_to_string(files.path().join("out.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| (row[0].to_owned(), (row[1].to_owned(), row[2].to_owned()))).collect()
}

/// How strict an outcome may be at worst; where no rule is known nothing is allowed.
fn worst((outcome, range): &(String, String)) -> usize {
    let word = range.split('|').next_back().filter(|word| !word.is_empty()).unwrap_or(outcome);
    ["free", "notify", "permit", "prohibited", "not-covered"].iter().position(|known| *known == word).unwrap()
}

fn check<S: Strategy>(strategy: S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    TestRunner::new(Config { cases: 16, failure_persistence: None, ..Config::default() })
        .run(&strategy, property)
        .unwrap_or_else(|error| panic!("{error}"));
}

fn shuffled(count: usize) -> impl Strategy<Value = Vec<usize>> {
    Just((0..count).collect::<Vec<_>>()).prop_shuffle()
}

/// The layers of the shipped pack, borrowed one by one.
const LAYERS: [&str; 7] =
    ["provinces", "water-boards", "protection-zones", "depth-limits", "restriction-areas", "abstractions", "gaps"];

fn pack(layers: &[usize]) -> String {
    let head = "name = \"test\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"indicative\"\nlicence = \"none\"\n\
        title = { nl = \"Proef\", en = \"Test\" }\n";
    layers.iter().fold(head.to_owned(), |text, layer| {
        let id = LAYERS[*layer];
        text + &format!("[[layer]]\nid = \"{id}\"\nborrow = \"indicative/{id}\"\n")
    })
}

#[test]
fn the_order_of_rows_and_columns_changes_no_outcome() {
    let rows = rows();
    let all: Vec<usize> = (0..COLUMNS.len()).collect();
    let expected = outcomes(&csv(&rows, &all), "");
    assert_eq!(expected.len(), rows.len());
    check((shuffled(rows.len()), shuffled(COLUMNS.len())), |(order, columns)| {
        let turned: Vec<[String; 8]> = order.iter().map(|row| rows[*row].clone()).collect();
        prop_assert_eq!(&outcomes(&csv(&turned, &columns), ""), &expected);
        Ok(())
    });
}

#[test]
fn the_order_of_layers_changes_no_outcome() {
    let table = csv(&rows(), &(0..COLUMNS.len()).collect::<Vec<_>>());
    let expected = outcomes(&table, &pack(&(0..LAYERS.len()).collect::<Vec<_>>()));
    check(shuffled(LAYERS.len()), |order| {
        prop_assert_eq!(&outcomes(&table, &pack(&order)), &expected);
        Ok(())
    });
}

#[test]
fn a_layer_less_makes_no_outcome_milder() {
    let table = csv(&rows(), &(0..COLUMNS.len()).collect::<Vec<_>>());
    let expected = outcomes(&table, &pack(&(0..LAYERS.len()).collect::<Vec<_>>()));
    let prohibited = expected.values().filter(|outcome| worst(outcome) == 3).count();
    assert!(prohibited > 5, "the layers matter here: {expected:?}");
    // A gap says that a layer is not complete: without it more is known, which is no loss. Nor is it one without the
    // water boards, whose law is their own.
    for left_out in [0, 2, 3, 4, 5] {
        let layers: Vec<usize> = (0..LAYERS.len()).filter(|layer| *layer != left_out).collect();
        for (id, outcome) in outcomes(&table, &pack(&layers)) {
            let before = &expected[&id];
            assert!(
                worst(&outcome) >= worst(before),
                "{id} without {}: {before:?} became {outcome:?}",
                LAYERS[left_out]
            );
        }
    }
}

#[test]
fn a_column_less_makes_no_outcome_milder() {
    let rows = rows();
    let all: Vec<usize> = (0..COLUMNS.len()).collect();
    let expected = outcomes(&csv(&rows, &all), "");
    // Without id, place or system a row is not the same, or none.
    for (left_out, name) in COLUMNS.iter().enumerate().skip(4) {
        let columns: Vec<usize> = all.iter().copied().filter(|column| *column != left_out).collect();
        for (id, outcome) in outcomes(&csv(&rows, &columns), "") {
            let before = &expected[&id];
            assert!(worst(&outcome) >= worst(before), "{id} without {name}: {before:?} became {outcome:?}");
        }
    }
}

#[test]
fn the_end_of_a_file_less_changes_no_row_before_it() {
    let table = csv(&rows(), &(0..COLUMNS.len()).collect::<Vec<_>>());
    let expected = outcomes(&table, "");
    let start = table.find('\n').unwrap() + 1;
    check(start..table.len(), |end| {
        let cut = &table[..end];
        let whole = cut.rfind('\n').unwrap() + 1;
        let last = cut[whole..].split(',').next().unwrap();
        for (id, outcome) in outcomes(cut, "").into_iter().filter(|(id, _)| id != last) {
            prop_assert_eq!(&outcome, &expected[&id], "{}", id);
        }
        Ok(())
    });
}
