//! What an administrator asks: whether the server answers, what it counts, that it reads its data again.

use axum::http::StatusCode;
use axum::response::Response;
use bodemtoets_words::lang::Text;
use bodemtoets_words::words::text;
use serde_json::json;

use crate::media::Media;
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, server};

/// Whether the server answers, and with what.
pub(crate) fn health(ask: &Ask) -> Answer {
    let screener = &ask.engine.screener;
    let pack = screener.pack();
    let books = screener.library().books.iter();
    let books: Vec<_> =
        books.map(|book| json!({ "id": book.id, "version": book.version, "sha256": book.sha256 })).collect();
    answer::json(&json!({
        "status": "ok",
        "tool": concat!("bodemtoets ", env!("CARGO_PKG_VERSION")),
        "since": ask.engine.since,
        "pack": { "id": pack.origin, "version": pack.version, "date": pack.date, "status": pack.weakest_status() },
        "rulebooks": books,
        "notices": screener.notices(),
        "journal": ask.app.journal.is_some(),
    }))
}

/// What is counted.
pub(crate) fn metrics(ask: &Ask) -> Response {
    answer::of(Media::Text, ask.app.metrics.text(&ask.app))
}

/// Reads packs and rulebooks again.
pub(crate) async fn reload(ask: Ask) -> Answer {
    let app = std::sync::Arc::clone(&ask.app);
    let reloaded = tokio::task::spawn_blocking(move || server::reload(&app).map_err(|error| error.to_string()));
    let reloaded = reloaded.await.map_err(|_| Problem::fault_of_ours())?;
    reloaded.map_err(|why| {
        let detail = Text::both(|lang| {
            text!(lang, nl: "niet opnieuw gelezen, het oude blijft: {why}", en: "not read again, the old stays: {why}")
        });
        Problem::new(StatusCode::CONFLICT, detail)
    })?;
    health(&Ask { engine: ask.app.engines.now(), ..ask })
}
