//! Who may ask what, and what never happens whatever is asked.

use std::sync::Arc;

use axum::body::Body;
use base64::Engine as _;
use proptest::prelude::*;

use super::{BEILEN, SERVER, Told, asked, get, served};
use crate::config::{Config, Limits};
use crate::guard::{NewToken, Role, Tokens};

fn config() -> Config {
    Config::on("127.0.0.1:8080".parse().unwrap())
}

fn with(headers: &[(&str, &str)], method: &str, uri: &str) -> Told {
    asked(&SERVER, method, uri, headers, Body::empty())
}

#[test]
fn every_answer_keeps_a_browser_to_this_server() {
    for uri in ["/", "/screen", "/nothing", "/health", "/style.css", "/rules?f=html", "/%ff", "/rules/%ff"] {
        let told = get(uri);
        let policy = told.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{uri}: {policy}");
        assert_eq!(told.header("x-content-type-options"), "nosniff", "{uri}");
        assert_eq!(told.header("access-control-allow-origin"), "", "{uri}");
        assert!(told.status.as_u16() < 500, "{uri}");
    }
}

#[test]
fn a_page_elsewhere_cannot_use_it_under_a_name_of_its_own() {
    let rebound = with(&[("host", "evil.example:8080")], "GET", &format!("/screen?{BEILEN}"));
    assert!(rebound.detail(421).contains("evil.example"));
    assert_eq!(with(&[("origin", "http://evil.example")], "POST", "/reload").status, 403);
    assert_eq!(with(&[("sec-fetch-site", "cross-site")], "POST", "/reload").status, 403);
    assert_eq!(with(&[("origin", "http://localhost:8080")], "POST", "/reload").status, 200);
    assert_eq!(with(&[("access-control-request-method", "GET"), ("origin", "null")], "OPTIONS", "/screen").status, 403);
}

#[test]
fn each_role_may_do_its_own_and_no_more() {
    let made = Role::ALL.map(|role| (role, NewToken::make(role, "somebody").unwrap()));
    let file = tempfile::NamedTempFile::new().unwrap();
    let lines: Vec<&str> = made.iter().map(|(_, new)| new.line.as_str()).collect();
    std::fs::write(file.path(), lines.join("\n")).unwrap();
    let app = served(&Config { tokens: Some(Tokens::read(file.path()).unwrap()), ..config() });
    let status = |token: Option<&str>, method: &str, uri: &str| {
        let bearer = token.map(|token| format!("Bearer {token}")).unwrap_or_default();
        let headers = [("authorization", bearer.as_str())];
        asked(&app, method, uri, if token.is_some() { &headers } else { &[] }, Body::empty()).status.as_u16()
    };
    for (role, new) in &made {
        let token = Some(new.token.as_str());
        assert_eq!(status(token, "GET", "/rules"), 200, "{role}");
        let screens = if *role >= Role::Screen { 200 } else { 403 };
        assert_eq!(status(token, "GET", &format!("/screen?{BEILEN}")), screens, "{role}");
        let administers = if *role == Role::Administer { 200 } else { 403 };
        assert_eq!(status(token, "POST", "/reload"), administers, "{role}");
    }
    for guess in [None, Some(""), Some("x"), Some("Bearer")] {
        assert_eq!(status(guess, "GET", "/rules"), 401, "{guess:?}");
        assert_eq!(status(guess, "GET", "/health"), 200, "{guess:?}");
    }
    let basic = base64::prelude::BASE64_STANDARD.encode(format!("me:{}", made[0].1.token));
    let told = asked(&app, "GET", "/rules", &[("authorization", &format!("Basic {basic}"))], Body::empty());
    assert_eq!(told.status, 200);
    assert!(asked(&app, "GET", "/rules", &[], Body::empty()).header("www-authenticate").starts_with("Bearer"));
}

#[test]
fn behind_a_proxy_nobody_has_data_read_again_and_clients_are_told_apart() {
    let app = served(&Config {
        behind_proxy: Some("https://bodem.example/toets".parse().unwrap()),
        limits: Limits { per_client: Some(1.0), ..Limits::default() },
        ..config()
    });
    let from = |client: &str, method: &str, uri: &str| {
        let headers = [("host", "bodem.example"), ("x-forwarded-for", client)];
        asked(&app, method, uri, &headers, Body::empty())
    };
    assert_eq!(from("192.0.2.9", "POST", "/reload").status, 403);
    let page = from("192.0.2.9", "GET", "/plain?f=html");
    assert!(page.body.contains("href=\"/toets/style.css\""), "{}", page.body);
    let statuses: Vec<u16> =
        (0..6).map(|_| from("198.51.100.1, 192.0.2.1", "GET", "/health").status.as_u16()).collect();
    assert_eq!(statuses, [200, 200, 200, 200, 429, 429]);
    // Who makes up an address in front of its own is still the same client.
    assert_eq!(from("203.0.113.7, 192.0.2.1", "GET", "/health").status, 429);
    assert_eq!(from("192.0.2.2", "GET", "/health").status, 200);
}

#[test]
fn what_cannot_be_opened_again_leaves_the_old_in_its_place() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let broken = Arc::new(AtomicBool::new(false));
    let is_broken = Arc::clone(&broken);
    let open = move || {
        if is_broken.load(Ordering::SeqCst) {
            return Err("pack.toml, line 3: no such layer".into());
        }
        Ok(bodemtoets_screening::Screener::embedded(jiff::civil::date(2026, 11, 21))?)
    };
    let engines = crate::engine::Engines::open(Box::new(open)).unwrap();
    let app = Arc::new(crate::app::App::new(&config(), config().listen, engines, None, crate::log::Log::none()));
    let ask = |method: &str, uri: &str| asked(&app, method, uri, &[], Body::empty());
    let since = ask("GET", "/health").json()["since"].clone();
    broken.store(true, Ordering::SeqCst);
    assert!(ask("POST", "/reload?lang=en").detail(409).contains("line 3: no such layer"));
    assert_eq!(ask("GET", "/health").json()["since"], since);
    assert_eq!(ask("GET", &format!("/screen?{BEILEN}")).status, 200);
    broken.store(false, Ordering::SeqCst);
    assert_ne!(ask("POST", "/reload").json()["since"], since);
    let counts = ask("GET", "/metrics").body;
    assert!(
        counts.contains("bodemtoets_reloads_total 1") && counts.contains("bodemtoets_reloads_failed_total 1"),
        "{counts}"
    );
    assert!(counts.contains("bodemtoets_requests_total{route=\"/reload\",status=\"409\"} 1"), "{counts}");
}

#[test]
fn the_log_has_no_more_than_the_route() {
    #[derive(Clone, Default)]
    struct Kept(Arc<std::sync::Mutex<Vec<u8>>>);
    impl std::io::Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let kept = Kept::default();
    let open = || Ok(bodemtoets_screening::Screener::embedded(jiff::civil::date(2026, 11, 21))?);
    let engines = crate::engine::Engines::open(Box::new(open)).unwrap();
    let log = crate::log::Log::to(Box::new(kept.clone()));
    let app = Arc::new(crate::app::App::new(&config(), config().listen, engines, None, log));
    for uri in [format!("/screen?{BEILEN}&applicant=Jansen"), "/rules/Jansen".to_owned(), "/Jansen".to_owned()] {
        asked(&app, "GET", &uri, &[("x-forwarded-for", "192.0.2.1")], Body::empty());
    }
    let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    assert_eq!(log.lines().count(), 3);
    for private in ["Jansen", "232289", "192.0.2.1", "127.0.0.1"] {
        assert!(!log.contains(private), "{private}: {log}");
    }
    assert!(log.contains("\"route\":\"/rules/{id}\",\"status\":404"), "{log}");
}

/// What is sent to break out of files, pages, queries and sentences.
const ATTACKS: [&str; 12] = [
    "../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "/etc/passwd",
    "file:///etc/passwd",
    "http://169.254.169.254/",
    "'; DROP TABLE entry; --",
    "<script>alert(1)</script>",
    "\u{0}\u{1}\u{202e}",
    "{{7*7}}${7*7}",
    "PG:host=localhost",
    "/vsicurl/http://localhost",
    "%s%n\r\nSet-Cookie: a=b",
];

#[test]
fn what_is_sent_to_break_out_is_text_and_nothing_more() {
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    for route in crate::routes::ROUTES.iter().filter(|route| route.verb == crate::route::Verb::Get) {
        for parameter in route.all_parameters() {
            for attack in ATTACKS {
                let path = route.path.replace("{id}", "DR-2024-17");
                let told = get(&format!("{path}?{}={}", parameter.name, encode(attack)));
                assert!(told.status.as_u16() < 500, "{path} {}: {attack}: {}", parameter.name, told.body);
                let is_page = told.header("content-type").starts_with("text/html");
                assert!(!told.body.contains("root:x:0"), "{path} {attack}");
                assert!(!(is_page && told.body.contains("<script")), "{path} {attack}");
                assert_eq!(told.header("set-cookie"), "");
            }
        }
        for attack in ATTACKS {
            let path = route.path.replace("{id}", &encode(attack).replace('+', "%20"));
            assert!(get(&path).status.as_u16() < 500, "{path}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn whatever_is_asked_is_an_answer_or_a_problem_in_words(
        pairs in prop::collection::vec((prop::sample::select(vec![
            "x", "y", "lat", "lon", "geometry", "system", "drilling_depth_m", "flow_m3_h", "date", "given", "id",
            "dwelling", "existing_since", "detail", "remedies", "f", "lang", "other",
        ]), "\\PC{0,12}|-?[0-9]{1,9}(\\.[0-9]{1,4})?|open|closed|nan|inf|1e400"), 0..7)
    ) {
        let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let told = get(&format!("/screen?{query}"));
        prop_assert!(told.status.as_u16() < 500, "{query}: {}", told.body);
        prop_assert!(!told.body.is_empty());
    }

    #[test]
    fn whatever_is_sent_is_an_answer_or_a_problem_in_words(body in prop::collection::vec(any::<u8>(), 0..200), csv in any::<bool>()) {
        let media = if csv { "text/csv" } else { "application/json" };
        prop_assert!(super::post("/screen", media, body).status.as_u16() < 500);
    }
}
