//! Screening a file of applications: formats, bad rows, order and threads.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::path::Path;

use crate::common::{Ran, THEN, dated, folder, folder_of_bytes, names, run_with, screen_in};
use bodemtoets_ogr as ogr;
use serde_json::{Value, json};

const HEADER: &str = "id,x,y,lat,lon,system,drilling_depth_m,flow_m3_h,screen_top_m,screen_bottom_m,dwelling,date";

/// Rows that cannot be screened, each for a reason of its own.
const BAD: &[&[u8]] = &[
    b"swapped-axes,542576,232289,,,open,60,40,,,,",
    b"degrees-in-xy,6.53,52.87,,,open,60,40,,,,",
    b"latlon-in-xy,52.87,6.53,,,open,60,40,,,,",
    b"swapped-latlon,,,6.53,52.87,open,60,40,,,,",
    b"metres-in-latlon,,,542576,232289,open,60,40,,,,",
    b"kilometres,232.289,542.576,,,open,60,40,,,,",
    b"at-sea,-50000,650000,,,open,60,40,,,,",
    b"paris,,,48.86,2.35,open,60,40,,,,",
    b"not-a-number,232289,542576,,,open,60,NaN,,,,",
    b"infinite,232289,inf,,,open,60,40,,,,",
    b"negative-flow,232289,542576,,,open,60,-40,,,,",
    b"too-deep,232289,542576,,,open,8000,40,,,,",
    b"text,232289,542576,,,open,zestig,40,,,,",
    b"thousands,232289,542576,,,open,60,1.200.000,,,,",
    b"rounded,\"2,32E+05\",542576,,,open,60,40,,,,",
    b"bad-date,232289,542576,,,open,60,40,,,,31-12-26",
    b"no-such-day,232289,542576,,,open,60,40,,,,2026-02-30",
    b"bad-system,232289,542576,,,WKO,60,40,,,,",
    b"no-system,232289,542576,,,,60,40,,,,",
    b"no-place,,,,,open,60,40,,,,",
    b"half-a-place,232289,,,,open,60,40,,,,",
    b"other-half,,542576,,,open,60,40,,,,",
    b"half-degrees,,,52.87,,open,60,40,,,,",
    b"two-places,232289,542576,52.87,6.53,open,60,40,,,,",
    b"too-few,232289,542576,open",
    b"too-many,232289,542576,,,open,60,40,,,,,,extra",
    b"latin-1,232289,542576,,,open,60,40,,,caf\xe9,",
    b"upside-down,232289,542576,,,open,60,40,50,30,,",
    b"flat-screens,232289,542576,,,open,60,40,50,50,,",
    b"below-drilling,232289,542576,,,open,60,40,50,70,,",
    b"bad-dwelling,232289,542576,,,open,60,40,,,castle,",
];

/// A good row before, between and after the bad ones.
fn bad_among_good() -> (Vec<u8>, Vec<String>) {
    let mut csv = format!("{HEADER}\n").into_bytes();
    let mut good = Vec::new();
    for (number, bad) in BAD.iter().enumerate() {
        let id = format!("good-{number}");
        writeln_bytes(&mut csv, format!("{id},150000,390000,,,open,20,{number},,,,").as_bytes());
        writeln_bytes(&mut csv, bad);
        good.push(id);
    }
    writeln_bytes(&mut csv, b"good-last,,,51.5,5.3,closed,20,,,,single,2020-01-01");
    good.push("good-last".to_owned());
    (csv, good)
}

fn writeln_bytes(csv: &mut Vec<u8>, line: &[u8]) {
    csv.extend_from_slice(line);
    csv.push(b'\n');
}

/// The values of a column in a table.
fn column(csv: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let position = reader.headers().unwrap().iter().position(|header| header == name).unwrap();
    reader.records().map(|record| record.unwrap()[position].to_owned()).collect()
}

fn ids(csv: &str) -> Vec<String> {
    column(csv, "id")
}

/// Screens CSV that comes through a pipe.
fn screen_text(csv: impl Into<Vec<u8>>, arguments: &str) -> Ran {
    run_with(&std::env::temp_dir(), &format!("screen - {}", dated(arguments)), csv)
}

#[test]
fn bad_rows_cost_no_good_ones_and_every_reason_helps() {
    assert!(BAD.len() >= 20);
    let (csv, good) = bad_among_good();
    let folder = folder_of_bytes(&[("applications.csv", &csv)]);
    for lang in ["nl", "en"] {
        let ran = screen_in(&folder, &format!("applications.csv --lang {lang}"));
        assert_eq!(ran.code, 0);
        assert_eq!(ids(&ran.stdout), good);
        // A line for each bad row, and the count.
        assert_eq!(ran.said().lines().count(), BAD.len() + 1, "{}", ran.stderr);
        snapshot!(format!("rejects_{lang}"), ran.stderr);
    }
}

#[test]
fn rejects_go_to_a_file_when_asked() {
    let (csv, good) = bad_among_good();
    let folder = folder_of_bytes(&[("applications.csv", &csv)]);
    let ran = screen_in(&folder, "applications.csv --rejects rejects.csv --lang en");
    assert_eq!(ran.said().lines().count(), 1, "{}", ran.stderr);
    assert_eq!(ids(&ran.well()), good);
    let rejects = std::fs::read_to_string(folder.path().join("rejects.csv")).unwrap();
    assert_eq!(ids(&rejects).len(), BAD.len());
    snapshot!("rejects_file", rejects);
}

#[test]
fn strict_fails_when_a_row_is_rejected_and_only_then() {
    let (csv, good) = bad_among_good();
    let folder = folder_of_bytes(&[("bad.csv", &csv), ("good.csv", b"id,x,y,system\na,150000,390000,open\n")]);
    let ran = screen_in(&folder, "bad.csv --strict");
    assert_eq!(ran.code, 1);
    assert_eq!(ids(&ran.stdout), good, "the good ones are there all the same");
    assert_eq!(screen_in(&folder, "good.csv --strict").code, 0);
}

#[test]
fn the_exit_code_is_not_for_many() {
    let folder = folder(&[("good.csv", "id,x,y,system\na,150000,390000,open\n")]);
    assert!(
        screen_in(&folder, "good.csv --exit-code --lang en").failed().contains("--exit-code is for one application")
    );
}

/// One table in all the ways in which spreadsheets write it.
#[test]
fn spreadsheets_write_csv_in_many_ways_and_all_are_read() {
    let plain =
        "id,x,y,system,drilling_depth_m,flow_m3_h\na,150000.5,390000,open,20,9.5\nb,232289,542576,closed,60.25,\n";
    let expected = screen_text(plain, THEN).well();
    assert_eq!(column(&expected, "outcome"), ["notify", "prohibited"]);
    let semicolons = plain.replace(',', ";").replace('.', ",");
    let ways: Vec<(&str, Vec<u8>)> = vec![
        ("byte order mark", format!("\u{feff}{plain}").into()),
        ("Windows line ends", plain.replace('\n', "\r\n").into()),
        ("semicolons and decimal commas", semicolons.clone().into()),
        ("Dutch Excel", format!("\u{feff}{}", semicolons.replace('\n', "\r\n")).into()),
        ("sep= line", format!("sep=;\r\n{}", semicolons.replace('\n', "\r\n")).into()),
        ("sep= line after a mark", format!("\u{feff}SEP=;\n{semicolons}").into()),
        ("tabs", plain.replace(',', "\t").into()),
        ("Mac line ends", plain.replace('\n', "\r").into()),
        ("all line ends", plain.replacen('\n', "\r", 1).replacen('\n', "\r\n", 1).into()),
        ("no line end at the end", plain.trim_end().into()),
        ("thousands", semicolons.replace("150000,5", "150.000,5").replace("542576", "542 576").into()),
        ("capitals and spaces", plain.replace("id,x,y,system", "ID, X ,Y,System").into()),
        ("quotes", plain.replace("open", "\"open\"").replace("150000.5", "\"150000,5\"").into()),
        ("spaces around values", plain.replace(",open,", ", open ,").into()),
        ("empty lines", plain.replace("\nb", "\n\nb").into()),
        (
            "words of the register",
            plain.replace("open", "openBodemenergiesysteem").replace("closed", "GESLOTENBodemenergiesysteem").into(),
        ),
    ];
    for (way, csv) in ways {
        let ran = screen_text(csv, THEN);
        assert_eq!(ran.stdout, expected, "{way}: {}", ran.stderr);
    }
}

/// Twice the same application, and once with a volume that may be grouped.
const GROUPED: &str = "id;x;y;system;drilling_depth_m;annual_volume_m3\n\
    a;150000;390000;open;20;120.000\nb;150000;390000;open;20;120000\nc;150000;390000;open;20;1.200.000\n";

#[test]
fn a_number_that_can_be_read_in_two_ways_is_refused_with_both() {
    let folder = folder(&[("v.csv", GROUPED)]);
    let ran = screen_in(&folder, "v.csv --lang en");
    assert_eq!(ids(&ran.stdout), ["b"]);
    assert_eq!(
        ran.said(),
        "row 1 (a), annual_volume_m3 = \"120.000\": is this 120 000? write 120000; or is it 120? write 120\n\
         row 3 (c), annual_volume_m3 = \"1.200.000\": is this 1 200 000? write 1200000\n\
         1 screened (1 permit), 2 rejected\n"
    );
    assert_eq!(screen_text(GROUPED, "--lang en").stderr, ran.stderr, "the same through a pipe");
}

#[test]
fn what_a_number_means_is_decided_by_its_column_and_file() {
    let rows = |volume: &str, depth: &str, more: &str| {
        format!("id;x;y;system;drilling_depth_m;annual_volume_m3\na;150000;390000;open;{depth};{volume}\n{more}")
    };
    // Far down in the same column: the whole file is looked at, by whichever thread.
    let mut far = rows("120.000", "20", "");
    for id in 0..20_000 {
        let _ = writeln!(far, "{id};150000;390000;open;20;1000");
    }
    let decimal = format!("{far}last;150000;390000;open;20;12.5\n");
    let grouped = format!("{}last,150000,390000,open,20,1.200.000\n", far.replace(';', ","));
    let comma = format!("{}last,150000,390000,open,\"20,5\",1000\n", far.replace(';', ","));
    let plain = far.replace(';', ",");
    for (text, is_read) in [(&far, false), (&decimal, true), (&plain, true), (&grouped, false), (&comma, false)] {
        let folder = folder(&[("v.csv", text)]);
        let ran = screen_in(&folder, "v.csv --lang en --threads 3");
        assert_eq!(ids(&ran.stdout).contains(&"a".to_owned()), is_read, "{}", ran.stderr);
        assert_eq!(ran.stderr.contains("row 1 (a), annual_volume_m3 = \"120.000\": is this 120 000?"), !is_read);
    }
    // A degree cannot be grouped, and coordinates in kilometres keep their own words.
    let degrees = "id;lat;lon;system\na;52.125;5.375\nb;52.125;5.375;open\n";
    assert_eq!(ids(&screen_text(degrees, "").stdout), ["b"]);
}

#[test]
fn a_place_that_a_spreadsheet_rounded_is_refused_and_an_id_is_doubted() {
    let csv = "id;x;y;system\na;2,32E+05;5,41E+05;closed\nb;2.32014e5;541495;closed\n1,23E+05;232014;541495;closed\n";
    let ran = screen_text(csv, "--lang en");
    assert_eq!(ids(&ran.stdout), ["b", "1,23E+05"]);
    let refused = "row 1 (a), x = \"2,32E+05\": has 3 digit(s): the place is known to 1 km only; \
                   a spreadsheet rounded it, write every digit\n";
    assert!(ran.stderr.contains(refused), "{}", ran.stderr);
    let doubted =
        "! row 3 (1,23E+05), id = \"1,23E+05\": a spreadsheet rounded this number; several may have become the same";
    assert!(ran.stderr.contains(doubted), "{}", ran.stderr);
    let wkt = "id;system;wkt\na;closed;POINT (2.32E5 5.41E5)\nb;closed;POINT (232014 541495)\n";
    assert_eq!(ids(&screen_text(wkt, "").stdout), ["b"]);
}

#[test]
fn zero_and_no_data_are_no_milder_than_nothing() {
    let outcomes = |depth: &str, flow: &str| {
        let csv = format!("id,x,y,system,drilling_depth_m,flow_m3_h\na,230229,527600,closed,{depth},{flow}\n");
        let ran = screen_text(csv, "--lang en --format jsonl");
        let remarks = ran.stderr.matches("counts as not given").count();
        (ran.well().lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["outcome"].clone()).next(), remarks)
    };
    let (unknown, remarks) = outcomes("", "");
    assert_eq!((unknown.clone(), remarks), (Some("undetermined".into()), 0));
    for (depth, flow, remarks) in
        [("0", "", 1), ("0.0", "0", 2), ("-9999", "-999", 2), ("-1.7976931348623157E308", "", 1)]
    {
        assert_eq!(outcomes(depth, flow), (unknown.clone(), remarks), "{depth} {flow}");
    }
    // The same in a feature, where a database wrote a zero for want of a value.
    let text =
        features(&[json!({ "type": "Feature", "geometry": { "type": "Point", "coordinates": [230_229, 527_600] },
        "properties": { "system": "closed", "drilling_depth_m": 0, "flow_m3_h": 0.0 } })]);
    let folder = folder(&[("a.geojson", &text)]);
    assert_eq!(column(&screen_in(&folder, "a.geojson").well(), "outcome"), ["undetermined"]);
}

#[test]
fn an_id_is_one_that_the_file_states() {
    let of = |id: Value| {
        json!({ "type": "Feature", "id": id, "properties": { "system": "open" },
                "geometry": { "type": "Point", "coordinates": [150_000, 390_000] } })
    };
    let text = features(&[of(json!(7)), of(json!("eight")), of(Value::Null)]);
    let folder = folder(&[("a.geojson", &text), ("b.geojsonl", "")]);
    assert_eq!(ids(&screen_in(&folder, "a.geojson").well()), ["7", "eight", ""]);
    // GDAL numbers its features whether the file does or not.
    let path = folder.path().join("c.gpkg");
    let fields = [ogr::Field::new("system", ogr::FieldType::Text)];
    let mut writer = ogr::Writer::create("GPKG", &path, "c", "EPSG:28992", &fields).unwrap();
    writer.write(&serde_json::from_value(of(Value::Null)).unwrap()).unwrap();
    writer.finish().unwrap();
    assert_eq!(ids(&screen_in(&folder, "c.gpkg").well()), [""]);
}

#[test]
fn names_that_a_shapefile_cut_are_understood_and_two_of_one_field_are_refused() {
    let of = |more: Value| {
        let mut properties = json!({ "system": "open", "drilling_d": 20, "FLOW_M3_H": 9.5 });
        properties.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        features(&[json!({ "type": "Feature", "properties": properties,
                           "geometry": { "type": "Point", "coordinates": [150_000, 390_000] } })])
    };
    let twice = of(json!({ "drilling_depth_m": 60 }));
    let folder = folder(&[("cut.geojson", &of(json!({}))), ("twice.geojson", &twice)]);
    let ran = screen_in(&folder, &format!("cut.geojson {THEN} --lang en"));
    assert_eq!(column(&ran.stdout, "outcome"), ["notify"], "{}", ran.stderr);
    let said = screen_in(&folder, "twice.geojson --lang en").failed();
    assert!(said.contains("`drilling_d`, `drilling_depth_m` occurs more than once"), "{said}");
}

#[test]
fn a_file_that_is_something_else_is_refused_by_what_it_is() {
    let files: [(&str, &[u8]); 5] = [
        ("a.zip", b"PK\x03\x04\x14\0"),
        ("a.csv", b"PK\x03\x04\x14\0"),
        ("b.csv", b"\xff\xfei\0d\0"),
        ("c.geojson", b"<!DOCTYPE html><html></html>"),
        ("d.csv.gz", b"\x1f\x8b\x08\0"),
    ];
    let folder = folder_of_bytes(&files);
    let said = [
        "this is a zip that cannot be read",
        "this is a zip that cannot be read",
        "this is UTF-16",
        "this is XML or HTML",
        "the archive cannot be read",
    ];
    for ((name, _), said) in files.iter().zip(said) {
        let failed = screen_in(&folder, &format!("{name} --lang en")).failed();
        assert!(failed.contains(&format!("{name}: {said}")), "{failed}");
    }
}

#[test]
fn every_row_is_answered_or_rejected() {
    let mut csv = String::from("id;x;y;system;remark\r\n");
    let rows = [
        "1;150000;390000;open;\r",
        "2;\"150000;390000;open;\n",
        "3;150000;390000;open;\"o\r\n",
        "4;x;y;open\r",
        ";;;;\n",
    ];
    for row in rows.iter().cycle().take(5000) {
        csv.push_str(row);
    }
    let folder = folder(&[("m.csv", &csv)]);
    let ran = screen_in(&folder, "m.csv --rejects r.csv --lang en --threads 2");
    let rejects = std::fs::read_to_string(folder.path().join("r.csv")).unwrap();
    assert_eq!((ids(&ran.stdout).len(), ids(&rejects).len()), (2000, 3000), "{}", ran.stderr);
}

#[test]
fn a_line_end_between_quotes_does_not_end_a_row() {
    let csv = "id,applicant,x,y,system\n\"a\nb\",\"Jan, \"\"de\"\" Vries\r\nen zoon\",150000,390000,open\nc,,232289,542576,open\n";
    assert_eq!(ids(&screen_text(csv, "").well()), ["a\nb", "c"]);
    // Also where the file is read in pieces: at 256 KiB.
    let mut long = "id,applicant,x,y,system\n".to_owned();
    for number in 0..9000 {
        let _ = write!(long, "{number},\"line\nafter line, and \"\"more\"\"\n\",150000,390000,open\n");
    }
    let folder = folder(&[("long.csv", &long)]);
    let ran = screen_in(&folder, "long.csv --threads 3");
    assert!(!ran.stderr.contains("rij"), "{}", &ran.stderr[..200]);
    let expected: Vec<String> = (0..9000).map(|number| number.to_string()).collect();
    assert_eq!(ids(&ran.well()), expected);
}

#[test]
fn a_row_longer_than_a_piece_of_the_file_is_read_whole() {
    let csv = format!("id,applicant,x,y,system\na,{},150000,390000,open\nb,,232289,542576,open\n", "x".repeat(700_000));
    let folder = folder(&[("long.csv", &csv)]);
    assert_eq!(ids(&screen_in(&folder, "long.csv").well()), ["a", "b"]);
}

#[test]
fn the_rows_of_rejects_are_those_of_the_whole_file() {
    let mut csv = "id,x,y,system\n".to_owned();
    for number in 1..=20_000 {
        let x = if number == 19_999 { "far away" } else { "150000" };
        let _ = writeln!(csv, "application-{number},{x},390000,open");
    }
    let folder = folder(&[("many.csv", &csv)]);
    let ran = screen_in(&folder, "many.csv --lang en --threads 2");
    assert!(
        ran.stderr.starts_with("row 19999 (application-19999), x = \"far away\": not a number\n"),
        "{}",
        ran.stderr
    );
    let said = ran.said();
    assert!(said.contains("\n19999 screened (19999 ") && said.ends_with("), 1 rejected\n"), "{said}");
}

#[test]
fn ids_that_occur_twice_are_warned_about_and_kept() {
    let csv = "id,x,y,system\na,150000,390000,open\nb,150000,390000,open\na,232289,542576,open\n,150000,390000,open\n,150000,390000,open\na,150000,390000,closed\n";
    let ran = screen_text(csv, "--lang en");
    assert_eq!(ids(&ran.stdout), ["a", "b", "a", "", "", "a"]);
    snapshot!("repeated_ids", format!("{}{}", ran.stderr, screen_text(csv, "--lang nl").stderr));
}

#[test]
fn a_misspelt_column_is_warned_about_with_the_nearest_name() {
    let csv = "id,x,y,system,flow_m3h,drillingdepth_m,opmerking\na,150000,390000,open,5,20,mooi\n";
    let ran = screen_text(csv, &format!("{THEN} --lang en"));
    // What was not understood is not known: nothing is read as something else.
    assert_eq!(column(&ran.stdout, "settle"), ["drilling_depth_m|flow_m3_h"]);
    let dutch = screen_text(csv, &format!("{THEN} --lang nl")).stderr;
    snapshot!("misspelt_columns", format!("{}{dutch}", ran.stderr));
}

#[test]
fn a_header_of_no_use_is_an_error() {
    let cases: [(&str, &[u8]); 6] = [
        ("empty", b""),
        ("only a mark", b"\xef\xbb\xbf"),
        ("no known names", b"naam,plaats\na,b\n"),
        ("no header", b"150000,390000,open\n"),
        ("twice", b"id,x,y,X,system\na,1,2,3,open\n"),
        ("not UTF-8", b"id,x,y,caf\xe9\na,1,2,3\n"),
    ];
    let said: Vec<String> =
        cases.iter().map(|(name, csv)| format!("{name}: {}", screen_text(*csv, "--lang en").failed())).collect();
    snapshot!("wrong_headers", said.concat());
}

#[test]
fn a_header_without_rows_gives_a_header_without_rows() {
    let ran = screen_text("id,x,y,system\n", "--lang en");
    assert_eq!(ran.said(), "warning: the file holds no applications\n0 screened (), 0 rejected\n");
    assert_eq!(ran.stdout.lines().count(), 1);
    assert_eq!(screen_text("id,x,y,system\n", "--format json").json(), json!([]));
    assert_eq!(screen_text("id,x,y,system\n", "--format geojson").json()["features"], json!([]));
    assert_eq!(screen_text("id,x,y,system\n", "--format jsonl").well(), "");
}

#[test]
fn flags_fill_in_what_rows_leave_out() {
    let csv = "id,x,y,flow_m3_h\na,150000,390000,5\nb,150000,390000,\n";
    let ran = screen_text(csv, &format!("{THEN} --system open --depth 20 --flow 40"));
    assert_eq!(column(&ran.well(), "outcome"), ["notify", "permit"]);
}

#[test]
fn every_row_may_have_its_own_date() {
    let csv = "id,x,y,system,drilling_depth_m,flow_m3_h,ground_power_kw,date\n\
               a,150000,390000,open,20,40,,2009-12-31\nb,150000,390000,open,20,40,,2010-01-01\n\
               c,232289,547576,open,20,40,,\nd,232289,547576,closed,20,40,80,2013-07-01\n\
               e,232289,547576,closed,20,40,80,2023-12-31\nf,232289,547576,closed,20,40,80,2024-01-01\n";
    let table = screen_text(csv, "").well();
    assert_eq!(column(&table, "outcome"), ["not-covered", "permit", "permit", "permit", "permit", "notify"]);
    assert_eq!(
        column(&table, "date"),
        ["2009-12-31", "2010-01-01", "2026-11-21", "2013-07-01", "2023-12-31", "2024-01-01"]
    );
    assert_eq!(column(&table, "decisive")[2..], ["NL-2024-01", "NL-2013-03", "NL-2013-03", "NL-2024-02"]);
}

const FOUR: &str = "id,x,y,system,drilling_depth_m,flow_m3_h\n\
    a,232289,542576,open,60,40\nb,150000,390000,open,20,\n\"c, \"\"d\"\"\",10000,400000,closed,20,\ne,150000,390000,open,20,5\n";

#[test]
fn the_table_has_a_row_for_each_and_the_columns_of_the_contract() {
    let table = screen_text(FOUR, &format!("{THEN} --format csv")).well();
    let header = table.lines().next().unwrap();
    for name in [
        "id",
        "outcome",
        "range",
        "decisive",
        "attention",
        "allowed_depth_m",
        "nearest_abstraction_m",
        "nearest_installation_m",
        "installations_within_400_m",
        "depth_limit_m",
        "zones",
    ] {
        assert!(header.split(',').any(|column| column == name), "{name} is not in {header}");
    }
    assert_eq!(ids(&table), ["a", "b", "c, \"d\"", "e"]);
    assert_eq!(column(&table, "allowed_depth_m"), ["0", "80", "", "80"]);
    snapshot!("table", table);
    // Without a format it is this one.
    assert_eq!(screen_text(FOUR, THEN).well(), table);
}

#[test]
fn text_has_a_line_for_each() {
    for lang in ["nl", "en"] {
        let text = screen_text(FOUR, &format!("{THEN} --format text --lang {lang}")).well();
        // And what the map is worth.
        assert_eq!(text.lines().count(), 4 + 2);
        assert!(!text.contains('\u{1b}'));
        snapshot!(format!("lines_{lang}"), text);
    }
}

#[test]
fn json_is_a_list_of_verdicts_and_jsonl_one_a_line() {
    let list = screen_text(FOUR, &format!("{THEN} --format json")).json();
    let outcomes: Vec<&Value> = list.as_array().unwrap().iter().map(|verdict| &verdict["outcome"]).collect();
    assert_eq!(outcomes, ["prohibited", "undetermined", "not-covered", "notify"]);
    let lines = screen_text(FOUR, &format!("{THEN} --format jsonl")).well();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json!(lines), list);
}

#[test]
fn geojson_lies_in_the_netherlands_in_degrees() {
    let collection = screen_text(FOUR, &format!("{THEN} --format geojson")).json();
    assert_eq!(collection["type"], "FeatureCollection");
    assert!(collection["notices"][0]["nl"].as_str().unwrap().contains("indicatieve"), "{collection:#}");
    let features = collection["features"].as_array().unwrap();
    assert_eq!(features.len(), 4);
    for feature in features {
        let (lon, lat) =
            (feature["geometry"]["coordinates"][0].as_f64(), feature["geometry"]["coordinates"][1].as_f64());
        assert!((3.0..7.5).contains(&lon.unwrap()) && (50.5..53.7).contains(&lat.unwrap()), "{feature:#}");
    }
    assert_eq!(features[0]["properties"]["zones"], "prohibition:dr-beilen");
    assert_eq!(features[0]["properties"]["allowed_depth_m"], 0.0);
    assert_eq!(features[2]["properties"]["allowed_depth_m"], Value::Null);
}

#[test]
fn a_geopackage_can_be_read_back() {
    let folder = folder(&[("four.csv", FOUR)]);
    assert_eq!(screen_in(&folder, "four.csv --format gpkg -o verdicts.gpkg").well(), "");
    assert_eq!(names(&folder), ["four.csv", "verdicts.gpkg"]);
    let reader = ogr::Reader::open(&folder.path().join("verdicts.gpkg").to_string_lossy(), None).unwrap();
    assert_eq!((reader.header.layer.as_str(), reader.header.crs.as_deref()), ("verdicts", Some("EPSG:28992")));
    let columns: Vec<&str> = bodemtoets_report::csv::COLUMNS.iter().map(|(name, _)| *name).collect();
    assert_eq!(reader.header.fields, columns);
    let features: Vec<geojson::Feature> = reader.map(Result::unwrap).collect();
    let table = screen_in(&folder, "four.csv").well();
    for name in ["id", "outcome", "decisive", "zones", "jurisdiction"] {
        let values: Vec<String> = features
            .iter()
            .map(|feature| feature.property(name).and_then(Value::as_str).unwrap_or_default().to_owned())
            .collect();
        assert_eq!(values, column(&table, name), "{name}");
    }
    let position = features[0].geometry.clone().unwrap();
    assert_eq!(position, geojson::Geometry::new_point([232_289.0, 542_576.0]));
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    // Places all over the two provinces and beyond, without a random number generator.
    let mut csv = "id,x,y,system,drilling_depth_m,flow_m3_h\n".to_owned();
    for number in 0_u64..20_000 {
        let spread = |salt: u64, range: u64| {
            number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(salt).rotate_left(29) % range
        };
        let (x, y) = if number % 2 == 0 {
            (205_000 + spread(1, 65_000), 515_000 + spread(2, 65_000))
        } else {
            (75_000 + spread(3, 125_000), 360_000 + spread(4, 65_000))
        };
        let system = if number % 3 == 0 { "closed" } else { "open" };
        let flow = if number % 5 == 0 { String::new() } else { spread(5, 100).to_string() };
        let bad = if number % 997 == 0 { "x" } else { "" };
        let _ = writeln!(csv, "{number},{x},{y}{bad},{system},{},{flow}", spread(6, 120));
    }
    let folder = folder(&[("many.csv", &csv)]);
    for format in ["csv", "jsonl", "geojson"] {
        let one = screen_in(&folder, &format!("many.csv --threads 1 --format {format}"));
        assert!(one.stdout.len() > 1_000_000);
        for threads in [2, 7] {
            let more = screen_in(&folder, &format!("many.csv --threads {threads} --format {format}"));
            assert!(more.stdout == one.stdout, "{threads} threads differ in {format}");
            assert_eq!(more.stderr, one.stderr);
        }
    }
}

#[test]
fn results_come_in_the_order_of_the_file() {
    let mut csv = "id,x,y,system\n".to_owned();
    for number in 0..30_000 {
        let _ = writeln!(csv, "{number},150000,390000,open");
    }
    let expected: Vec<String> = (0..30_000).map(|number| number.to_string()).collect();
    assert_eq!(ids(&screen_text(csv, "--threads 4").well()), expected);
}

fn features(list: &[Value]) -> String {
    format!("{{\"type\": \"FeatureCollection\", \"features\": {}}}", json!(list))
}

fn feature(id: &str, geometry: &Value) -> Value {
    json!({ "type": "Feature", "geometry": geometry,
            "properties": { "id": id, "system": "open", "drilling_depth_m": 20, "flow_m3_h": "40" } })
}

#[test]
fn geojson_holds_points_plots_and_what_cannot_be_used() {
    let plot =
        json!([[[233_300, 542_000], [233_300, 543_000], [235_000, 542_000], [235_000, 543_000], [233_300, 542_000]]]);
    let text = features(&[
        feature("point", &json!({ "type": "Point", "coordinates": [150_000, 390_000] })),
        feature("degrees", &json!({ "type": "Point", "coordinates": [6.5273, 52.8663, 12.5] })),
        feature("crossing", &json!({ "type": "Polygon", "coordinates": plot })),
        feature("empty", &json!({ "type": "Polygon", "coordinates": [] })),
        feature("nothing", &Value::Null),
        feature("wells", &json!({ "type": "MultiPoint", "coordinates": [[150_000, 390_000], [232_289, 542_576]] })),
        feature(
            "collection",
            &json!({ "type": "GeometryCollection", "geometries": [
            { "type": "Polygon", "coordinates": plot }, { "type": "Polygon", "coordinates": plot }] }),
        ),
        feature(
            "mixed",
            &json!({ "type": "GeometryCollection", "geometries": [
            { "type": "Polygon", "coordinates": plot }, { "type": "Point", "coordinates": [233_300, 542_000] }] }),
        ),
        feature("abroad", &json!({ "type": "Point", "coordinates": [2.35, 48.86] })),
        feature("swapped", &json!({ "type": "Point", "coordinates": [542_576, 232_289] })),
        feature(
            "half-abroad",
            &json!({ "type": "LineString", "coordinates": [[150_000, 390_000], [150_000, 39_000]] }),
        ),
        json!({ "type": "Feature", "id": "outside", "geometry": { "type": "Point", "coordinates": [150_000, 390_000] },
                "properties": { "system": "closed", "x": "not looked at", "note": "a" } }),
        json!({ "type": "Feature", "geometry": null,
                "properties": { "id": "fields", "x": 150_000, "y": 390_000, "system": "open", "flow_m3_h": 3, "drilling_depth_m": 3 } }),
        feature("last", &json!({ "type": "Point", "coordinates": [150_000, 390_000] })),
    ]);
    let folder = folder(&[("a.geojson", &text), ("b.json", &format!("\u{feff}{text}"))]);
    let ran = screen_in(&folder, &format!("a.geojson {THEN} --lang en"));
    assert_eq!(
        ids(&ran.stdout),
        ["point", "degrees", "crossing", "wells", "collection", "outside", "fields", "last"],
        "{}",
        ran.stderr
    );
    assert_eq!(
        column(&ran.stdout, "outcome"),
        ["permit", "prohibited", "prohibited", "prohibited", "prohibited", "undetermined", "notify", "permit"]
    );
    snapshot!("geojson_rejects", ran.stderr);
    assert_eq!(screen_in(&folder, &format!("b.json {THEN}")).well(), ran.stdout);
}

#[test]
fn a_feature_that_is_no_feature_costs_the_others_nothing() {
    let point = json!({ "type": "Point", "coordinates": [150_000, 390_000] });
    let text = features(&[
        feature("first", &point),
        feature("circle", &json!({ "type": "Circle", "coordinates": [150_000, 390_000] })),
        json!({ "type": "Plot" }),
        json!(12),
        feature("text", &json!({ "type": "Point", "coordinates": ["150000", "390000"] })),
        feature("last [\"}\\", &point),
    ]);
    let folder = folder(&[("a.geojson", &text)]);
    let ran = screen_in(&folder, "a.geojson --lang en");
    assert_eq!(ids(&ran.stdout), ["first", "last [\"}\\"], "{}", ran.stderr);
    snapshot!("geojson_wrong_features", ran.stderr);
}

#[test]
fn members_before_the_features_are_passed_over() {
    let text = r#"{"type": "FeatureCollection", "bbox": [4, 50, 6, 52], "title": "{\"features\": [}", "more": {"features": []},
        "features": [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [150000, 390000]},
                      "properties": {"id": "a", "system": "open"}}], "after": [1, 2]}"#;
    let folder = folder(&[("a.geojson", text)]);
    let ran = screen_in(&folder, "a.geojson --lang en");
    assert_eq!(ids(&ran.stdout), ["a"], "{}", ran.stderr);
    assert_eq!(ran.said(), "1 screened (1 permit), 0 rejected\n");
}

#[test]
fn json_is_a_collection_wherever_it_says_so() {
    let point = feature("a", &json!({ "type": "Point", "coordinates": [150_000, 390_000] }));
    let list = json!(vec![point; 100]);
    // The order of members is free: here the type comes after some ten kilobytes.
    let sorted = format!("{{\"features\": {list}, \"type\": \"FeatureCollection\"}}");
    let folder = folder(&[("sorted.json", &sorted)]);
    let table = screen_in(&folder, "sorted.json").well();
    assert_eq!(ids(&table).len(), 100);
}

#[test]
fn geojson_that_breaks_off_is_said_to() {
    let point = feature("a", &json!({ "type": "Point", "coordinates": [150_000, 390_000] }));
    let whole = features(&[point.clone(), point.clone(), point]);
    let folder = folder(&[
        ("half.geojson", &whole[..whole.len() * 2 / 3]),
        ("end.geojson", &whole[..whole.len() - 2]),
        ("none.geojson", &features(&[])),
        ("text.geojson", "id,x,y\n"),
        ("empty.geojson", ""),
        ("other.geojson", "{\"type\": \"Topology\", \"objects\": {}}"),
    ]);
    let none = screen_in(&folder, "none.geojson --lang en");
    assert_eq!(
        (none.code, none.said().as_str()),
        (0, "warning: the file holds no applications\n0 screened (), 0 rejected\n")
    );
    for (name, good) in [("half", 2), ("end", 3), ("text", 0), ("empty", 0), ("other", 0)] {
        let ran = screen_in(&folder, &format!("{name}.geojson --lang en --strict"));
        assert_eq!(ran.code, 1, "{name} looks whole: {}", ran.stderr);
        assert!(ran.stdout.lines().count() <= good + 1, "{name}");
    }
}

fn geopackage(folder: &Path, crs: &str, places: &[(&str, [f64; 2])]) {
    let fields = [
        ogr::Field::new("id", ogr::FieldType::Text),
        ogr::Field::new("system", ogr::FieldType::Text),
        ogr::Field::new("drilling_depth_m", ogr::FieldType::Real),
        ogr::Field::new("flow_m3_h", ogr::FieldType::Integer),
        ogr::Field::new("flowm3_h", ogr::FieldType::Integer),
    ];
    let mut writer = ogr::Writer::create("GPKG", &folder.join("a.gpkg"), "applications", crs, &fields).unwrap();
    for (id, place) in places {
        let properties = json!({ "id": id, "system": "open", "drilling_depth_m": 20.5, "flow_m3_h": 7 });
        writer
            .write(&geojson::Feature {
                geometry: Some(geojson::Geometry::new_point(*place)),
                properties: properties.as_object().cloned(),
                ..geojson::Feature::default()
            })
            .unwrap();
    }
    writer.finish().unwrap();
}

#[test]
fn a_geopackage_of_applications_is_read_through_gdal() {
    let folder = folder(&[]);
    geopackage(
        folder.path(),
        "EPSG:28992",
        &[("a", [150_000.0, 390_000.0]), ("b", [390_000.0, 150_000.0]), ("c", [232_289.0, 542_576.0])],
    );
    let ran = screen_in(&folder, &format!("a.gpkg {THEN} --lang en"));
    assert_eq!(ids(&ran.stdout), ["a", "c"]);
    assert_eq!(column(&ran.stdout, "outcome"), ["notify", "prohibited"]);
    snapshot!("geopackage_in", ran.stderr);
    assert_eq!(screen_in(&folder, &format!("a.gpkg {THEN} --layer applications")).well(), ran.stdout);
    let said = screen_in(&folder, "a.gpkg --layer other").failed();
    assert!(said.contains("other") && said.contains("applications"), "{said}");
}

#[test]
fn a_geopackage_in_degrees_is_converted() {
    let folder = folder(&[]);
    geopackage(folder.path(), "EPSG:4258", &[("a", [6.5273, 52.8663])]);
    assert_eq!(column(&screen_in(&folder, "a.gpkg").well(), "zones"), ["prohibition:dr-beilen"]);
}

#[test]
fn a_source_that_cannot_be_read_is_an_error() {
    let folder = folder(&[("a.gpkg", "not a database"), ("a.shp", "nor this")]);
    for (name, says) in [
        ("absent.csv", "cannot read absent.csv: No such file or directory"),
        ("absent.geojson", "cannot read absent.geojson: No such file or directory"),
        ("absent.gpkg", "absent.gpkg"),
        ("a.gpkg", "a.gpkg"),
        ("a.shp", "a.shp"),
    ] {
        let said = screen_in(&folder, &format!("{name} --lang en")).failed();
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn outputs_that_cannot_be_written_leave_nothing_behind() {
    let folder = folder(&[("four.csv", FOUR)]);
    for wrong in
        ["-o no/such.csv", "--rejects no/such.csv", "--rejects no/such.csv -o out.csv", "--format gpkg -o no/such.gpkg"]
    {
        let ran = screen_in(&folder, &format!("four.csv {wrong}"));
        assert_eq!(ran.code, 1, "{wrong}");
        assert!(ran.stderr.contains("no/such"), "{}", ran.stderr);
        assert_eq!(names(&folder), ["four.csv"], "{wrong}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_run() {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Command, Stdio};
    // More pieces of file than two workers can have in hand.
    let mut csv = "id,x,y,system\n".to_owned();
    for number in 0..150_000 {
        let _ = writeln!(csv, "{number},150000,390000,open");
    }
    let folder = folder(&[("many.csv", &csv)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_bodemtoets"))
        .args(["screen", "many.csv", "--threads", "2", "--format", "jsonl"])
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    drop(output);
    assert!(line.starts_with('{'), "{line}");
    for _ in 0..600 {
        if let Some(status) = child.try_wait().unwrap() {
            assert_eq!(status.code(), Some(0));
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    child.kill().unwrap();
    panic!("it still runs, though nobody reads what it writes");
}
