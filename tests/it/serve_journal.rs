//! The journal of a server: what is added, exported, erased, and found on a map.

use serde_json::Value;

use crate::common::run_in;
use crate::common::served::{Served, wait_until};

const KEEP: &str =
    "/journal?x=232289&y=542576&system=open&drilling_depth_m=60&flow_m3_h=40&date=2026-11-21&applicant=Jansen&id=DR-1";

#[test]
fn what_was_kept_has_its_document_notes_and_files() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &["--journal", "journal.sqlite"]);
    let told = served.ask("POST", &format!("{KEEP}&dossier=html&lang=en"), "", "");
    assert_eq!(told.status, 201, "{}", told.body);
    let note = |text: &str| served.ask("POST", "/journal/1/notes", "Content-Type: text/plain\r\n", text).status;
    assert_eq!([note("gebeld: akkoord"), note("  ")], [201, 400]);
    let file = "Content-Type: application/pdf\r\n";
    assert_eq!(served.ask("POST", "/journal/1/attachments?name=../../brief%0d%0a.pdf", file, "%PDF-1").status, 201);
    assert_eq!(
        served.ask("POST", "/journal/1/attachments?name=a.html", "Content-Type: text/html\r\n", "<p>").status,
        415
    );
    assert_eq!(served.ask("POST", "/journal/9/attachments?name=a.pdf", file, "x").status, 404);
    let entry: Value = serde_json::from_str(&served.get("/journal/1").body).unwrap();
    let additions = entry["additions"].as_array().unwrap();
    assert_eq!(
        (&additions[0]["name"], &additions[1]["note"]),
        (&"dossier-DR-1.html".into(), &"gebeld: akkoord".into())
    );
    let told = served.get("/journal/1/attachments/3");
    assert_eq!((told.status, told.body.as_str()), (200, "%PDF-1"));
    assert!(told.head.contains("content-disposition: attachment; filename=\"brief.pdf\""), "{}", told.head);
    let document = served.get("/journal/1/attachments/1");
    assert!(
        document.bytes == served.get("/journal/1/dossier?f=html&lang=en").bytes,
        "the document of then is that of today"
    );
    assert_eq!(served.get("/journal/1/attachments/2").status, 404, "a note is no file");
    assert_eq!(run_in(folder.path(), "journal verify journal.sqlite").code, 0);
}

#[test]
fn a_journal_is_a_collection_on_the_map() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &["--journal", "journal.sqlite"]);
    for _ in 0..3 {
        assert_eq!(served.ask("POST", KEEP, "", "").status, 201);
    }
    assert!(served.get("/collections").body.contains("\"id\": \"journal\""));
    let items = |query: &str| -> Value {
        serde_json::from_str(&served.get(&format!("/collections/journal/items?{query}")).body).unwrap()
    };
    let rd = "http://www.opengis.net/def/crs/EPSG/0/28992";
    let found = items(&format!("limit=2&crs={rd}"));
    assert_eq!((&found["numberMatched"], &found["numberReturned"]), (&3.into(), &2.into()));
    assert_eq!(found["features"][0]["geometry"]["coordinates"][0], 232_289.0);
    let matched = |query: &str| items(query)["numberMatched"].clone();
    assert_eq!(matched(&format!("bbox=232000,542000,233000,543000&bbox-crs={rd}")), 3);
    assert_eq!(matched(&format!("bbox=100000,400000,101000,401000&bbox-crs={rd}")), 0);
    assert_eq!([matched("datetime=2020-01-01T00:00:00Z/.."), matched("datetime=../2020-01-01T00:00:00Z")], [3, 0]);
    let told = served.get("/collections/journal/items.gpkg?crs=28992");
    assert!(told.status == 200 && told.bytes.starts_with(b"SQLite format 3"), "{}", told.body);
    let without = Served::start(folder.path(), &[]);
    assert!(!without.get("/collections").body.contains("\"id\": \"journal\""));
    assert_eq!(without.get("/collections/journal/items").status, 404);
}

#[test]
fn a_journal_is_exported_and_erased() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &["--journal", "journal.sqlite"]);
    for _ in 0..3 {
        assert_eq!(served.ask("POST", KEEP, "", "").status, 201);
    }
    let lines = served.get("/journal-export");
    assert_eq!(lines.body.lines().count(), 3);
    let run = |arguments: &str| run_in(folder.path(), &format!("journal {arguments} --lang en"));
    assert_eq!(run("export journal.sqlite").well(), lines.body);
    assert_eq!(run("export journal.sqlite -o out.csv").stderr, "entries written: 3\n");
    let table = std::fs::read_to_string(folder.path().join("out.csv")).unwrap();
    assert_eq!(table, served.get("/journal-export?f=csv").body);
    assert_eq!(run("erase journal.sqlite 2 --why verzoek").stderr, "erased: 1; number, time and fingerprints stay\n");
    assert_ne!(run("erase journal.sqlite 2").code, 0);
    assert_eq!(
        run("erase journal.sqlite --before 2020-01-01").stderr,
        "erased: 0; number, time and fingerprints stay\n"
    );
    let left = served.get("/journal-export").body;
    assert_eq!((left.lines().count(), left.lines().filter(|line| line.contains("Jansen")).count()), (3, 2), "{left}");
    let acts = served.get("/journal-acts").body;
    assert!(acts.contains("exported") && acts.contains("erased") && acts.contains("command line"), "{acts}");
    assert_eq!(run("verify journal.sqlite").code, 0);
}

#[test]
fn what_is_younger_than_may_be_kept_stays() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &["--journal", "journal.sqlite"]);
    assert_eq!(served.ask("POST", KEEP, "", "").status, 201);
    drop(served);
    let later = Served::start(folder.path(), &["--journal", "journal.sqlite", "--journal-days", "1"]);
    wait_until("it answers", || later.get("/journal").status == 200);
    assert!(later.get("/journal").body.contains("Jansen"), "a day has not gone by");
}
