//! Dossiers: the decision document of an application, a folder of many, and whether the same answer comes again.
//!
//! What needs the worker for PDFs is in `crates/pdf/tests`, and in the last of these.

use std::path::Path;

use crate::common::{Ran, folder, names, run_in, screen_in};

const FLAGS: &str = "--xy 230760,527120 --system open --depth 80 --screen-top 55 --screen-bottom 75 --flow 60 \
                     --case-number DR-26-0142 --address Dorpsstraat --parcel HGV00A1";

fn read(folder: impl AsRef<Path>, name: &str) -> String {
    std::fs::read_to_string(folder.as_ref().join(name)).unwrap()
}

#[test]
fn a_dossier_says_who_where_what_decides_and_what_would_help() {
    let folder = folder(&[]);
    screen_in(&folder, &format!("{FLAGS} -o a.html")).well();
    let page = read(&folder, "a.html");
    for part in [
        "<html lang=\"nl\">",
        "<title>Open bodemenergiesysteem, Dorpsstraat</title>",
        "DR-26-0142",
        "HGV00A1",
        "x 230 760, y 527 120",
        "class=\"banner refused\"",
        "<strong>Verboden</strong>",
        "De boring gaat tot 80 m; 50 m is toegestaan",
        "30 m minder diep (tot 50 m)",
        "Niet van toepassing",
        "Deze regels zijn bekeken en gelden hier niet.",
        "download=\"verdict.json\"",
        "indicatieve kaarten",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("<script"), "no script is needed");
}

#[test]
fn a_dossier_is_in_the_language_that_is_asked_for_and_the_same_every_time() {
    let folder = folder(&[]);
    screen_in(&folder, &format!("{FLAGS} --lang en -o a.html")).well();
    screen_in(&folder, &format!("{FLAGS} --lang en --threads 1 -o b.html")).well();
    let page = read(&folder, "a.html");
    assert!(page.contains("<strong>Prohibited</strong>") && page.contains("Does not apply"), "{page}");
    assert_eq!(page, read(&folder, "b.html"));
}

#[test]
fn markup_of_an_applicant_is_shown_and_not_obeyed() {
    let toml = "id = \"<script>alert(1)</script>\"\napplicant = \"\\u202e<b>x</b>\\u0007\"\naddress = \"שלום 😀\"\n\
                x = 230760\ny = 527120\nsystem = \"open\"\ndrilling_depth_m = 80\n";
    let folder = folder(&[("a.toml", toml)]);
    screen_in(&folder, "a.toml -o a.html").well();
    let page = read(&folder, "a.html");
    assert!(!page.contains("<script") && !page.contains("<b>x") && !page.contains('\u{202e}'), "{page}");
    assert!(page.contains("&lt;script&gt;") && page.contains("שלום 😀"), "{page}");
}

#[test]
fn many_get_a_file_each_and_an_index() {
    let csv = "id,x,y,system,drilling_depth_m,parcel\nA/1,230760,527120,open,80,P1\nA/1,232289,542576,open,60,P2\n\
               bad,1,2,open,60,P3\n,165000,400000,closed,120,P4\n";
    let folder = folder(&[("many.csv", csv)]);
    let ran = screen_in(&folder, "many.csv --format html --dossiers out --lang en");
    assert!(ran.stderr.contains("3 dossiers (2 prohibited, 1 undetermined), 1 rejected"), "{}", ran.stderr);
    ran.well();
    assert_eq!(names(folder.path().join("out")), ["A-1-2.html", "A-1.html", "dossier.html", "index.html"]);
    let index = read(&folder, "out/index.html");
    let order: Vec<usize> = ["A-1.html", "A-1-2.html", "dossier.html"].map(|name| index.find(name).unwrap()).into();
    assert!(order.is_sorted(), "in the order of the file: {index}");
    assert!(read(&folder, "out/A-1-2.html").contains("P2"));
    let again = screen_in(&folder, "many.csv --format html --dossiers again --lang en --threads 1");
    again.well();
    for name in names(folder.path().join("out")) {
        assert_eq!(read(&folder, &format!("out/{name}")), read(&folder, &format!("again/{name}")), "{name}");
    }
}

#[test]
fn columns_for_the_case_come_back_with_a_table() {
    let csv = "id,address,x,y,system,note\nA,Dorpsstraat 1,230760,527120,open,mine\n";
    let folder = folder(&[("many.csv", csv)]);
    let table = screen_in(&folder, "many.csv").well();
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].ends_with(",address,note") && lines[1].ends_with(",Dorpsstraat 1,mine"), "{table}");
}

#[test]
fn what_has_no_document_is_refused_in_words() {
    let folder = folder(&[("many.csv", "id,x,y,system\na,230760,527120,open\n")]);
    let many = screen_in(&folder, "many.csv -o a.html --lang en").failed();
    assert!(many.contains("--dossiers DIR makes a file of each"), "{many}");
    let table = screen_in(&folder, "many.csv --dossiers out --format csv --lang en").failed();
    assert!(table.contains("--format pdf or html"), "{table}");
    assert_eq!(names(&folder), ["many.csv"]);
}

#[test]
fn the_same_answer_comes_again_from_a_verdict() {
    let plot = r#"{"id": "p", "date": "2026-11-30", "system": "open", "drilling_depth_m": 60, "flow_m3_h": 30, "geometry":
        {"type": "Polygon", "coordinates": [[[233340, 542930], [233600, 542930], [233600, 543155], [233340, 542930]]]}}"#;
    let folder = folder(&[("plot.json", plot)]);
    screen_in(&folder, &format!("{FLAGS} --date 2020-06-01 -o a.json")).well();
    screen_in(&folder, "plot.json -o b.json").well();
    let given = "--xy 161000,383500 --system closed --depth 100 --given max-drilling-depth=80 --given-source kaart";
    screen_in(&folder, &format!("{given} -o c.json")).well();
    for name in ["a.json", "b.json", "c.json"] {
        let ran = run_in(&folder, &format!("reproduce {name} --lang en"));
        assert_eq!((ran.code, ran.stdout.as_str()), (0, "= the same answer\n"), "{name}: {}", ran.stderr);
    }
}

#[test]
fn what_has_changed_is_named_layer_rule_and_digit() {
    let folder = folder(&[]);
    screen_in(&folder, &format!("{FLAGS} -o a.json")).well();
    let changed = |from: &str, to: &str| -> Ran {
        let text = read(&folder, "a.json");
        assert!(text.contains(from), "{from}");
        std::fs::write(folder.path().join("b.json"), text.replacen(from, to, 1)).unwrap();
        run_in(&folder, "reproduce b.json --lang en")
    };
    let margin = changed("\"margin\": -30.0", "\"margin\": -31.0");
    assert_eq!(
        (margin.code, margin.stdout.as_str()),
        (10, "≠ changed\n  rule DR-2024-04, margin: was -31.0, is now -30.0\n")
    );
    let verdict: serde_json::Value = serde_json::from_str(&read(&folder, "a.json")).unwrap();
    let layer = &verdict["provenance"]["layers"][2];
    let (id, sha256) = (layer["id"].as_str().unwrap(), layer["sha256"].as_str().unwrap());
    let ran = changed(sha256, "0000");
    assert_eq!(ran.code, 10);
    assert!(ran.stdout.contains(&format!("layer {id}, sha256: was 0000, is now {sha256}")), "{}", ran.stdout);
    let book = verdict["provenance"]["rulebooks"][1]["sha256"].as_str().unwrap();
    let ran = changed(book, "0000");
    assert!(ran.stdout.contains("rulebook drenthe, sha256: was 0000"), "{}", ran.stdout);
    // The application itself: another depth is another answer.
    let ran = changed("\"drilling_depth_m\": 80.0", "\"drilling_depth_m\": 90.0");
    assert_eq!(ran.code, 10);
    assert!(ran.stdout.contains("rule DR-2024-04, margin: was -30.0, is now -40.0"), "{}", ran.stdout);
}

#[test]
fn what_is_no_verdict_is_refused() {
    let folder = folder(&[("a.json", "{}"), ("b.json", "[1"), ("c.json", "{\"schema\": \"bodemtoets/verdict/1\"}")]);
    for name in ["a.json", "b.json", "c.json", "none.json"] {
        let said = run_in(&folder, &format!("reproduce {name} --lang en")).failed();
        assert!(said.contains(name), "{said}");
    }
}

#[test]
fn a_pdf_is_verified_and_a_changed_one_is_not() {
    let folder = folder(&[]);
    let made = screen_in(&folder, &format!("{FLAGS} -o a.pdf"));
    assert!(
        !made.stderr.contains("bodemtoets-pdf"),
        "build the whole workspace, or `-p bodemtoets-pdf`, before this test"
    );
    made.well();
    let ran = run_in(&folder, "verify a.pdf --lang en");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "= the same answer\n"), "{}", ran.stderr);
    // Another page that says the same: of the pages, too, every byte counts.
    let mut file = std::fs::read(folder.path().join("a.pdf")).unwrap();
    file.extend_from_slice(b"% more\n");
    std::fs::write(folder.path().join("b.pdf"), &file).unwrap();
    let ran = run_in(&folder, "verify b.pdf --lang en");
    assert_eq!(ran.code, 10, "{}", ran.stderr);
    assert!(ran.stdout.contains("the pages"), "{}", ran.stdout);
    std::fs::write(folder.path().join("c.pdf"), "no").unwrap();
    assert!(run_in(&folder, "verify c.pdf --lang en").failed().contains("is no PDF"));
    screen_in(&folder, &format!("{FLAGS} --dossiers out")).well();
    assert_eq!(names(folder.path().join("out")), ["dossier.pdf", "index.html"]);
    let same = std::fs::read(folder.path().join("out/dossier.pdf")).unwrap();
    assert!(same == std::fs::read(folder.path().join("a.pdf")).unwrap(), "the same bytes");
}
