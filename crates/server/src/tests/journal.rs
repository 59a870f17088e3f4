//! The journal over HTTP.

use std::sync::Arc;

use serde_json::Value;

use super::{BEILEN, Told, asked, served};
use crate::app::App;
use crate::config::Config;

/// A server with a journal of its own.
fn with_journal() -> (tempfile::TempDir, Arc<App>) {
    let folder = tempfile::tempdir().unwrap();
    let journal = Some(folder.path().join("journal.sqlite"));
    (folder, served(&Config { journal, ..Config::on("127.0.0.1:8080".parse().unwrap()) }))
}

fn ask(app: &Arc<App>, method: &str, uri: &str) -> Told {
    asked(app, method, uri, &[], "")
}

#[test]
fn what_is_kept_is_found_again_and_says_that_it_would_be_the_same() {
    let (_folder, app) = with_journal();
    let kept = ask(&app, "POST", &format!("/journal?{BEILEN}&id=Z-1&applicant=Jansen&note=bezwaar"));
    assert_eq!((kept.status.as_u16(), kept.header("location")), (201, "http://localhost:8080/journal/1"));
    let body = r#"{"x": 190000, "y": 405000, "system": "closed", "id": "Z-2", "heat_added_mwh": 10, "cold_added_mwh": 8, "given": ["max-drilling-depth=80"]}"#;
    let kept = asked(&app, "POST", "/journal", &[("content-type", "application/json")], body);
    assert_eq!(kept.status, 201, "{}", kept.body);
    let found = |query: &str| ask(&app, "GET", &format!("/journal{query}")).json()["entries"].as_array().unwrap().len();
    assert_eq!([found(""), found("?q=jansen"), found("?q=Z-2"), found("?q=%25"), found("?limit=1")], [2, 1, 1, 0, 1]);
    for number in [1, 2] {
        let entry = ask(&app, "GET", &format!("/journal/{number}")).json();
        assert_eq!(entry["since"]["state"], "same", "{entry:#}");
        assert_eq!(entry["content"]["verdict"]["schema"], "bodemtoets/verdict/1");
    }
    let entry = ask(&app, "GET", "/journal/1").json();
    let now: Value = ask(&app, "GET", &format!("/screen?{BEILEN}&id=Z-1&applicant=Jansen")).json();
    assert_eq!(entry["content"]["verdict"], now);
    assert_eq!(ask(&app, "GET", "/journal/3").status, 404);
}

#[test]
fn a_plot_and_wells_can_be_kept_and_repeated() {
    let (_folder, app) = with_journal();
    for geometry in [
        "MULTIPOINT((232289 542576),(232400.123 542600))",
        "POLYGON((232000 545000,232500 545000,232500 545400.5,232000 545000))",
    ] {
        let geometry: String = form_urlencoded::byte_serialize(geometry.as_bytes()).collect();
        let kept =
            ask(&app, "POST", &format!("/journal?system=open&drilling_depth_m=60&flow_m3_h=40&geometry={geometry}"));
        assert_eq!(kept.status, 201, "{}", kept.body);
        let at = kept.header("location").strip_prefix("http://localhost:8080").unwrap().to_owned();
        assert_eq!(ask(&app, "GET", &at).json()["since"]["state"], "same");
    }
}

#[test]
fn a_rule_that_changed_since_is_named() {
    use bodemtoets_law::rules::Library;
    use bodemtoets_maps::pack::Pack;
    use bodemtoets_screening::Screener;
    use std::sync::atomic::{AtomicBool, Ordering};
    let is_later = Arc::new(AtomicBool::new(false));
    let later = Arc::clone(&is_later);
    let open = move || {
        let day = jiff::civil::date(2026, 11, 21);
        if !later.load(Ordering::SeqCst) {
            return Ok(Screener::embedded(day)?);
        }
        let drenthe = include_str!("../../../law/data/rules/drenthe.toml");
        let changed = drenthe.replacen("version = \"", "version = \"9", 1);
        let national = include_str!("../../../law/data/rules/national.toml").to_owned();
        let texts = [("drenthe.toml".to_owned(), changed), ("national.toml".to_owned(), national)];
        Ok(Screener::new(Pack::embedded()?, Library::from_texts(texts)?, day)?)
    };
    let folder = tempfile::tempdir().unwrap();
    let journal = bodemtoets_journal::Journal::open(&folder.path().join("journal")).unwrap();
    let config = Config::on("127.0.0.1:8080".parse().unwrap());
    let engines = crate::engine::Engines::open(Box::new(open)).unwrap();
    let app = Arc::new(App::new(&config, config.listen, engines, Some(journal), crate::log::Log::none()));
    assert_eq!(ask(&app, "POST", &format!("/journal?{BEILEN}")).status, 201);
    is_later.store(true, Ordering::SeqCst);
    ask(&app, "POST", "/reload").json();
    let since = ask(&app, "GET", "/journal/1").json()["since"].clone();
    let changed: Vec<&str> =
        since["changed"].as_array().unwrap().iter().map(|changed| changed["id"].as_str().unwrap()).collect();
    assert!(changed.contains(&"drenthe") && !changed.contains(&"national"), "{since:#}");
    assert_ne!(since["state"], "same");
    // What was kept is never written over.
    let verdict = ask(&app, "GET", "/journal/1").json()["content"]["verdict"].clone();
    assert!(!verdict["provenance"]["rulebooks"].to_string().contains("\"9"), "{verdict:#}");
}

#[test]
fn erasing_leaves_a_stub_and_who_did_what_is_told() {
    let (_folder, app) = with_journal();
    ask(&app, "POST", &format!("/journal?{BEILEN}&applicant=Jansen"));
    ask(&app, "GET", "/journal/1").json();
    let stub = ask(&app, "POST", "/journal/1/erase?why=verzoek").json();
    assert_eq!((&stub["content"], &stub["erased_why"]), (&Value::Null, &"verzoek".into()));
    assert!(!ask(&app, "GET", "/journal/1").body.contains("Jansen"));
    assert_eq!(ask(&app, "POST", "/journal/1/erase").status, 404);
    let acts = ask(&app, "GET", "/journal-acts").json();
    let acts: Vec<&str> = acts["acts"].as_array().unwrap().iter().map(|act| act["what"].as_str().unwrap()).collect();
    assert_eq!(acts, ["opened", "erased", "opened", "kept"]);
}

#[test]
fn html_and_sql_in_every_field_are_text() {
    let (_folder, app) = with_journal();
    let attack = "%27%29%3B+DROP+TABLE+entry%3B+--%3Cscript%3Ealert(1)%3C/script%3E";
    let kept = ask(
        &app,
        "POST",
        &format!("/journal?{BEILEN}&id={attack}&applicant={attack}&note={attack}&fluid={attack}&given_by={attack}"),
    );
    assert_eq!(kept.status, 201, "{}", kept.body);
    assert_eq!(ask(&app, "GET", &format!("/journal?q={attack}")).json()["numberMatched"], 1);
    for page in ["/journal?f=html", "/journal/1?f=html"] {
        let page = ask(&app, "GET", page);
        assert!(page.status == 200 && page.body.contains("&lt;script&gt;") && !page.body.contains("<script"));
    }
    assert_eq!(ask(&app, "GET", "/journal/1").json()["since"]["state"], "same");
}

#[test]
fn without_a_journal_that_is_said() {
    assert!(super::get("/journal?lang=en").detail(404).contains("--journal FILE"));
}
