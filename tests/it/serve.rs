//! `bodemtoets serve`: a real process that answers over a real connection.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use rustix::process::Signal;

use crate::common::served::{Served, wait_until};
use crate::common::{folder, run, run_in, screen, screen_in};

const BEILEN: &str = "/screen?x=232289&y=542576&system=open&drilling_depth_m=60&flow_m3_h=40&date=2026-11-21";

#[test]
fn an_answer_is_that_of_the_command_line_byte_for_byte() {
    let served = Served::start(&std::env::temp_dir(), &[]);
    let place = "--xy 232289,542576 --system open --depth 60 --flow 40 --date 2026-11-21 --format json";
    let told = served.get(BEILEN);
    assert_eq!((told.status, told.body), (200, screen(place).well()));
    let brief = served.get(&format!("{BEILEN}&detail=brief"));
    assert_eq!(brief.body, screen(&format!("{place} --detail brief")).well());
    let (code, log) = served.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("\"route\":\"/screen\",\"status\":200") && log.ends_with("\"event\":\"stopped\"}\n"), "{log}");
}

#[test]
fn a_table_is_that_of_the_command_line_byte_for_byte() {
    let many = include_str!("../../data/applications/many.csv");
    let served = Served::start(&std::env::temp_dir(), &["--workers=2"]);
    let told = served.ask("POST", "/screen?date=2026-11-21", "Content-Type: text/csv\r\n", many);
    let folder = folder(&[("many.csv", many)]);
    assert_eq!(told.body, screen_in(&folder, "many.csv").well());
    assert!(told.head.contains("bodemtoets-rows: 10"), "{}", told.head);
}

#[test]
fn the_short_form_is_for_json_alone() {
    let said = screen("--xy 232289,542576 --system open --detail brief --format csv --lang en").failed();
    assert_eq!(said, "bodemtoets: --detail comes with --format json or jsonl\n");
}

#[test]
fn the_schema_of_the_short_form_is_that_of_the_code() {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<bodemtoets_screening::Brief>();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/brief-1.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let shipped = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(shipped == text, "docs/schema/brief-1.json is out of date: run this test with UPDATE_SCHEMA=1");
    let brief =
        screen("--xy 165000,400000 --system open --depth 25 --date 2020-06-01 --format json --detail brief").json();
    let validator = jsonschema::validator_for(&serde_json::from_str(&shipped).unwrap()).unwrap();
    assert!(validator.is_valid(&brief), "{brief:#}");
    assert_eq!((&brief["outcome"], &brief["range"][0]), (&"undetermined".into(), &"notify".into()));
}

#[test]
fn only_this_machine_reaches_it_without_further_word() {
    let said = run("serve --listen 0.0.0.0:0 --lang en").failed();
    assert!(said.contains("everybody on the network could reach it") && said.contains("--tokens FILE"), "{said}");
    let said = run("serve --pack /nonexistent --lang en").failed();
    assert!(said.contains("/nonexistent"), "{said}");
}

#[test]
fn a_token_opens_what_its_role_may_do() {
    let made = run("serve token screen gis --lang en");
    let token = made.stderr.lines().next().unwrap().strip_prefix("token: ").unwrap().to_owned();
    let folder = folder(&[("tokens", &made.well())]);
    let served = Served::start(folder.path(), &["--tokens", "tokens"]);
    let with = |token: &str, method: &str, uri: &str| {
        served.ask(method, uri, &format!("Authorization: Bearer {token}\r\n"), "").status
    };
    assert_eq!(
        [with(&token, "GET", BEILEN), with(&token, "POST", "/reload"), with("guess", "GET", BEILEN)],
        [200, 403, 401]
    );
    assert_eq!(served.get(BEILEN).status, 401);
}

#[test]
fn rulebooks_are_read_again_and_the_old_stay_when_the_new_are_of_no_use() {
    let rules = tempfile::tempdir().unwrap();
    let book = |name: &str| {
        std::fs::read_to_string(format!("{}/data/rules/{name}.toml", env!("CARGO_MANIFEST_DIR")))
            .or_else(|_| {
                std::fs::read_to_string(format!("{}/crates/law/data/rules/{name}.toml", env!("CARGO_MANIFEST_DIR")))
            })
            .unwrap()
    };
    for name in ["national", "drenthe"] {
        std::fs::write(rules.path().join(format!("{name}.toml")), book(name)).unwrap();
    }
    let served = Served::start(rules.path(), &["--rules", "."]);
    let versions = || served.get("/health").body.matches("\"version\": \"2099.1\"").count();
    assert_eq!(versions(), 0);
    let path = rules.path().join("drenthe.toml");
    let newer = book("drenthe")
        .lines()
        .map(|line| if line.starts_with("version = ") { "version = \"2099.1\"" } else { line }.to_owned() + "\n")
        .collect::<String>();
    std::fs::write(&path, &newer).unwrap();
    served.signal(Signal::HUP);
    wait_until("the new rulebook answers", || versions() == 1);
    std::fs::write(&path, "this is no rulebook").unwrap();
    assert_eq!(served.ask("POST", "/reload", "", "").status, 409);
    assert_eq!((versions(), served.get(BEILEN).status), (1, 200));
}

#[test]
fn clients_that_say_nothing_keep_nobody_out() {
    let served = Served::start(&std::env::temp_dir(), &["--connections", "50"]);
    let mut silent: Vec<TcpStream> = Vec::new();
    for number in 0..400 {
        let mut stream = served.connect();
        if number % 2 == 0 {
            let _ = stream.write_all(b"GET /screen?x=1 HTTP/1.1\r\nHost: ");
        }
        silent.push(stream);
        if number % 100 == 99 {
            assert_eq!(served.get(BEILEN).status, 200, "after {number}");
        }
    }
    // The last of them is told to go when its header is not in on time.
    let mut last = silent.pop().unwrap();
    let mut rest = Vec::new();
    let _ = last.read_to_end(&mut rest);
    assert_eq!(served.get(BEILEN).status, 200);
}

#[test]
fn what_is_no_request_gets_no_more_than_a_refusal() {
    let served = Served::start(&std::env::temp_dir(), &[]);
    let long = "x".repeat(40_000);
    for (request, statuses) in [
        (format!("GET /screen?id={long} HTTP/1.1\r\nHost: {}\r\n\r\n", served.address), vec![414, 431, 0]),
        (format!("GET / HTTP/1.1\r\nHost: {}\r\nX: {long}\r\n\r\n", served.address), vec![431, 0]),
        ("NONSENSE\r\n\r\n".to_owned(), vec![400, 0]),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), vec![421]),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_owned(), vec![421]),
        (
            format!("GET /../../etc/passwd HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", served.address),
            vec![400, 404],
        ),
        (
            format!("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", served.address),
            vec![404],
        ),
        (
            format!(
                "POST /screen HTTP/1.1\r\nHost: {}\r\nContent-Type: text/csv\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\nx,y\n",
                served.address
            ),
            vec![413],
        ),
        (
            format!(
                "POST /screen HTTP/1.1\r\nHost: {}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
                served.address
            ),
            vec![400, 415, 0],
        ),
    ] {
        let mut request = request;
        if !request.contains("Connection") {
            request = request.replacen("\r\n\r\n", "\r\nConnection: close\r\n\r\n", 1);
        }
        let told = served.send(request.as_bytes());
        assert!(statuses.contains(&told.status), "{} for {:.80}", told.status, request);
        assert!(!told.body.contains("root:"));
    }
    assert_eq!(served.get(BEILEN).status, 200);
}

#[test]
fn what_is_kept_survives_a_server_that_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &["--journal", "journal.sqlite"]);
    let keep = BEILEN.replace("/screen", "/journal");
    let mut kept = 0;
    let address = served.address.clone();
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let mut kept = 0;
            loop {
                if served.ask("POST", &keep, "", "").status != 201 {
                    return kept;
                }
                kept += 1;
            }
        });
        std::thread::sleep(Duration::from_millis(700));
        served.signal(Signal::KILL);
        kept = writing.join().unwrap();
    });
    assert!(kept > 0, "{address}");
    drop(served);
    let said = run_in(folder.path(), "journal verify journal.sqlite --lang en");
    let count: u64 = said.stderr.split(' ').next().unwrap().parse().unwrap();
    assert!(said.code == 0 && (kept..=kept + 1).contains(&count), "{kept} kept, {}", said.stderr);
}

#[test]
fn a_journal_is_copied_and_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &["--journal", "journal.sqlite"]);
    assert_eq!(served.ask("POST", &BEILEN.replace("/screen", "/journal"), "", "").status, 201);
    let run = |arguments: &str| run_in(folder.path(), &format!("journal {arguments} --lang en"));
    assert_eq!(run("backup journal.sqlite copy.sqlite").stderr, "1 entries, each as it was kept\n");
    assert!(run("backup journal.sqlite copy.sqlite").failed().contains("is there already and is not written over"));
    assert_eq!(run("restore copy.sqlite back.sqlite").code, 0);
    assert_eq!(run("verify back.sqlite").code, 0);
    assert!(run("verify nothing.sqlite").failed().contains("nothing.sqlite: is not there"));
}
