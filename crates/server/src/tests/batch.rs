//! `POST /screen` with many.

use serde_json::Value;

use super::{get, post};

const TABLE: &str = "id,x,y,system,drilling_depth_m,date,note\n\
                     beilen,232289,542576,open,60,2026-11-21,a\n\
                     wrong,542576,232289,open,60,2026-11-21,b\n\
                     =north,232289,545000,open,60,2026-11-21,\"c,d\"\n";

#[test]
fn a_table_comes_back_as_a_table_with_its_own_columns() {
    let told = post("/screen", "text/csv", TABLE);
    assert_eq!((told.status.as_u16(), told.header("content-type")), (200, "text/csv; charset=utf-8"));
    let lines: Vec<&str> = told.body.lines().collect();
    assert!(lines[0].starts_with("id,outcome,") && lines[0].ends_with(",note"), "{}", lines[0]);
    assert!(lines[1].starts_with("beilen,prohibited,") && lines[1].ends_with(",a"));
    assert!(lines[2].starts_with("'=north,") && lines[2].ends_with(",\"c,d\""), "{}", lines[2]);
    assert_eq!((told.header("bodemtoets-rows"), told.header("bodemtoets-rejected")), ("3", "1"));
}

#[test]
fn what_cannot_be_screened_stands_among_the_lines_and_can_be_asked_for() {
    let told = post("/screen?f=jsonl&detail=brief&lang=en", "text/csv", TABLE);
    let lines: Vec<Value> = told.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let schemas: Vec<&str> = lines.iter().map(|line| line["schema"].as_str().unwrap()).collect();
    assert_eq!(schemas.iter().filter(|schema| **schema == "bodemtoets/brief/1").count(), 2);
    assert_eq!(schemas.last(), Some(&"bodemtoets/summary/1"));
    let rejected = lines.iter().find(|line| line["schema"] == "bodemtoets/rejected/1").unwrap();
    assert_eq!((&rejected["row"], &rejected["id"]), (&2.into(), &"wrong".into()));
    assert!(rejected["reason"].as_str().unwrap().contains("x and y look swapped"));
    let summary = lines.last().unwrap();
    assert_eq!((&summary["rows"], &summary["rejected"]), (&3.into(), &1.into()));
    let only = post("/screen?part=rejected&lang=en", "text/csv", TABLE).body;
    assert!(only.starts_with("row,id,field,value,reason\n2,wrong,\"x, y\","), "{only}");
    assert_eq!(only.lines().count(), 2);
}

#[test]
fn features_come_back_as_features_with_what_was_refused() {
    let feature = |x: u32| {
        format!(
            "{{\"type\":\"Feature\",\"id\":\"f{x}\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{x},542576]}},\"properties\":{{\"system\":\"open\"}}}}"
        )
    };
    let features: Vec<String> = [232_289, 900_000, 232_300].map(feature).into();
    let body = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","));
    for media in ["application/geo+json", "application/json"] {
        let told = post("/screen?f=geojson&date=2026-11-21", media, body.clone()).json();
        let ids: Vec<&str> = told["features"]
            .as_array()
            .unwrap()
            .iter()
            .map(|feature| feature["properties"]["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids, ["f232289", "f232300"]);
        assert_eq!(told["rejected"][0]["id"], "f900000");
        assert_eq!(told["summary"]["rows"], 3);
        assert!(!told["notices"].as_array().unwrap().is_empty());
    }
}

#[test]
fn the_rows_of_a_table_are_those_of_single_questions_in_order() {
    let mut table = vec!["id,x,y,system,drilling_depth_m,date".to_owned()];
    let (x, y, depth) = (|row| 200_000 + row * 113, |row| 540_000 + row * 7, |row| 10 + row % 90);
    table.extend((0..500).map(|row| format!("r{row},{},{},closed,{},2026-11-21", x(row), y(row), depth(row))));
    let table = table.join("\n");
    let told = post("/screen?f=jsonl&detail=brief", "text/csv", table);
    let lines: Vec<Value> = told.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&str> = lines.iter().filter_map(|line| line["id"].as_str()).collect();
    assert_eq!(ids, (0..500).map(|row| format!("r{row}")).collect::<Vec<_>>());
    for row in [0, 77, 499] {
        let query = format!("id=r{row}&x={}&y={}&system=closed&drilling_depth_m={}", x(row), y(row), depth(row));
        let at = usize::try_from(row).unwrap();
        assert_eq!(lines[at], get(&format!("/screen?detail=brief&date=2026-11-21&{query}")).json());
    }
}

#[test]
fn half_a_table_and_what_is_no_table_are_refused_without_a_name_of_a_file() {
    for (media, body, status) in [
        ("application/geo+json", &b"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\""[..], 400),
        ("text/csv", b"", 400),
        ("text/csv", b"a,b\n1,2\n", 400),
        ("text/csv", b"\x1f\x8b\x08\x00\x00", 415),
        ("text/csv", b"PK\x03\x04 and so on", 415),
        ("text/csv", b"%PDF-1.7 and so on", 400),
        ("application/x-www-form-urlencoded", b"x=1", 415),
        ("", b"x,y\n", 415),
    ] {
        let detail = post("/screen?lang=en", media, body).detail(status);
        assert!(!detail.contains("/tmp") && !detail.contains("bodemtoets-"), "{detail}");
    }
}

#[test]
fn more_rows_or_bytes_than_agreed_are_refused_before_anything_is_answered() {
    use crate::config::{Config, Limits};
    let usual = Config::on("127.0.0.1:8080".parse().unwrap());
    let few = super::served(&Config { limits: Limits { rows: 2, table_bytes: 1024 * 1024, ..usual.limits }, ..usual });
    let csv = [("content-type", "text/csv")];
    let told = super::asked(&few, "POST", "/screen?lang=en", &csv, TABLE);
    assert!(told.detail(413).starts_with("The table has more than 2 rows"));
    let large = format!("{TABLE}{}", "x".repeat(1024 * 1024));
    let told = super::asked(&few, "POST", "/screen?lang=en", &csv, large);
    assert!(told.detail(413).starts_with("The body is larger than 1 MiB"));
}
