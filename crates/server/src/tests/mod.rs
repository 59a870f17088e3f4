//! What somebody who asks over HTTP gets, without a socket: requests go straight to the router.

mod batch;
mod dossier;
mod file;
mod guard;
mod journal;
mod ogc;
mod openapi;
mod plot;
mod processes;
mod rules;
mod screen;

use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use bodemtoets_screening::Screener;
use http_body_util::BodyExt as _;
use jiff::civil::date;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::app::App;
use crate::config::Config;
use crate::engine::Engines;
use crate::log::Log;
use crate::server::router;

/// A place near Beilen, Drenthe, in a prohibition area, on the day of the tests.
const BEILEN: &str = "x=232289&y=542576&system=open&drilling_depth_m=60&flow_m3_h=40&date=2026-11-21";

/// The server of most tests.
static SERVER: LazyLock<Arc<App>> = LazyLock::new(|| served(&Config::on("127.0.0.1:8080".parse().unwrap())));

/// What runs them: jobs go on after the request that started them.
static RUNTIME: LazyLock<tokio::runtime::Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap());

/// An answer.
pub(crate) struct Told {
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    body: String,
}

/// A server with the embedded pack.
fn served(config: &Config) -> Arc<App> {
    let open = || Ok(Screener::embedded(date(2026, 11, 21))?);
    Arc::new(App::new(
        config,
        config.listen,
        Engines::open(Box::new(open)).unwrap(),
        config.journal.as_deref().map(|path| bodemtoets_journal::Journal::open(path).unwrap()),
        Log::none(),
    ))
}

/// Asks something of a server.
fn asked(app: &Arc<App>, method: &str, uri: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Told {
    let mut request = Request::builder().method(method).uri(uri);
    if !headers.iter().any(|(name, _)| *name == "host") {
        request = request.header("host", "localhost:8080");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.into()).unwrap();
    RUNTIME.block_on(async {
        let answer = router(app).oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        Told { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    })
}

/// Gets bytes, which have to be there.
pub(crate) fn got_bytes(uri: &str) -> Vec<u8> {
    let request = Request::builder().uri(uri).header("host", "localhost:8080").body(Body::empty()).unwrap();
    RUNTIME.block_on(async {
        let answer = router(&SERVER).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 200, "{uri}");
        answer.into_body().collect().await.unwrap().to_bytes().to_vec()
    })
}

/// Gets something.
pub(crate) fn get(uri: &str) -> Told {
    asked(&SERVER, "GET", uri, &[], Body::empty())
}

/// Sends something.
fn post(uri: &str, media: &str, body: impl Into<Body>) -> Told {
    asked(&SERVER, "POST", uri, &[("content-type", media)], body)
}

impl Told {
    /// The body as JSON, when it went well.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.body))
    }

    /// The sentence of a problem.
    fn detail(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem: Value = serde_json::from_str(&self.body).unwrap();
        assert_eq!(problem["status"], status);
        problem["detail"].as_str().unwrap().to_owned()
    }

    /// A header; empty when it is not there.
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}
