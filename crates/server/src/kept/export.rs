//! `/journal-export`: all of the journal, as it is read.

use std::io::{Error, Write};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_DISPOSITION;
use bodemtoets_journal::ExportForm;
use tokio::sync::mpsc;

use super::{journal, name};
use crate::answer;
use crate::media::Media;
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::stream::Receiving;

/// Pieces that wait for the client, and bytes of each.
const PIECES: usize = 16;
const PIECE_BYTES: usize = 64 * 1024;

/// All of the journal.
pub(crate) async fn export(ask: Ask) -> Answer {
    let (journal, who) = (journal(&ask)?, name(&ask));
    let form = if ask.media == Media::Csv { ExportForm::Csv } else { ExportForm::JsonLines };
    // One at a time, beside batches.
    let room = Arc::clone(&ask.app.batches).acquire_owned();
    let room = tokio::time::timeout(ask.app.limits.answer, room).await.map_err(|_| Problem::too_busy())?;
    let room = room.map_err(|_| Problem::too_busy())?;
    let (give, pieces) = mpsc::channel::<Result<Bytes, Error>>(PIECES);
    tokio::task::spawn_blocking(move || {
        let _room = room;
        let mut output = std::io::BufWriter::with_capacity(PIECE_BYTES, Giving(give.clone()));
        let exported = journal.export(form, &mut output, &who).map_err(Error::other);
        if let Err(error) = exported.and_then(|_| output.flush()) {
            // The answer breaks off, so that nobody takes half of it for all.
            let _ = give.blocking_send(Err(error));
        }
    });
    let mut answer = answer::of(ask.media, Body::new(Receiving(pieces)));
    let name = format!("attachment; filename=\"journal.{}\"", ask.media.word());
    if let Ok(value) = HeaderValue::from_str(&name) {
        answer.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    Ok(answer)
}

/// What is written goes to the client.
struct Giving(mpsc::Sender<Result<Bytes, Error>>);

impl Write for Giving {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let gone = |_| Error::other("nobody listens");
        self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes))).map_err(gone)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
