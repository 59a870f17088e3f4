//! Notes and files that are added to an entry later.

use std::sync::Arc;

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::IntoResponse as _;
use bodemtoets_journal::{Addition, NewAddition};
use serde_json::json;

use super::{cannot, journal, name, number};
use crate::parameter::{Kind, Parameter};
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, words};

/// Bytes of a file at most.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Bytes of a note at most.
const MOST_OF_NOTE: u64 = 16 * 1024;

/// Letters of the name of a file at most.
const MOST_LETTERS: usize = 120;

/// What a note may be, as the header says.
pub(crate) const TAKES_NOTE: &[&str] = &["text/plain"];

/// What a file may be, as the header says: what is of no danger to who opens it.
pub(crate) const TAKES: &[&str] = &[
    "application/pdf",
    "application/json",
    "application/geo+json",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "image/jpeg",
    "image/png",
    "message/rfc822",
    "text/csv",
    "text/plain",
];

/// What may be asked when a file is added.
pub(crate) fn parameters() -> Vec<Parameter> {
    vec![Parameter::new("name", Kind::Text, "The name of the file.")]
}

/// Adds a note.
pub(crate) async fn add_note(mut ask: Ask) -> Answer {
    check_media(&ask, TAKES_NOTE)?;
    let bytes = body(&mut ask, MOST_OF_NOTE).await?;
    let text = String::from_utf8(bytes).map_err(|_| Problem::bad(words::not_utf8("body")))?;
    if text.trim().is_empty() {
        return Err(Problem::bad(words::empty_note()));
    }
    let media = TAKES_NOTE[0].to_owned();
    add(ask, NewAddition { media, bytes: text.into_bytes(), ..NewAddition::default() }).await
}

/// Adds a file.
pub(crate) async fn add_attachment(mut ask: Ask) -> Answer {
    check_media(&ask, TAKES)?;
    let called = cleaned(ask.query.get("name").unwrap_or_default());
    if called.is_empty() {
        return Err(Problem::parameter("name", "", words::no_input("name")));
    }
    let media = ask.content_type();
    let bytes = body(&mut ask, MOST_BYTES).await?;
    add(ask, NewAddition { name: called, media, bytes, ..NewAddition::default() }).await
}

fn check_media(ask: &Ask, takes: &[&str]) -> Result<(), Problem> {
    if takes.contains(&ask.content_type().as_str()) {
        return Ok(());
    }
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, words::wrong_media(&takes.join(", "))))
}

async fn body(ask: &mut Ask, most: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    ask.take_body(most, |piece| {
        bytes.extend_from_slice(piece);
        Ok(())
    })
    .await?;
    Ok(bytes)
}

/// A name without a way to somewhere, and without what cannot be seen.
fn cleaned(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = last.chars().filter(|letter| !letter.is_control() && !"\"<>:|?*".contains(*letter));
    kept.take(MOST_LETTERS).collect::<String>().trim().trim_matches('.').to_owned()
}

async fn add(ask: Ask, new: NewAddition) -> Answer {
    let (journal, number) = (journal(&ask)?, number(&ask)?);
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |_| {
            let new = NewAddition { added_by: name(&ask), ..new };
            let added = journal.add(number, &new).map_err(|error| cannot(&error))?;
            let added = added.ok_or_else(|| Problem::not_found(words::no_such_entry(ask.part("number"))))?;
            let mut answer = answer::json(&told(&ask, &added))?;
            *answer.status_mut() = StatusCode::CREATED;
            if let Some(at) = link(&ask, &added).and_then(|at| HeaderValue::from_str(&at).ok()) {
                answer.headers_mut().insert(LOCATION, at);
            }
            Ok(answer)
        })
        .await?
}

/// An addition, with where a file of it is.
pub(super) fn told(ask: &Ask, addition: &Addition) -> serde_json::Value {
    let mut told = json!(addition);
    if let Some(link) = link(ask, addition) {
        told["link"] = link.into();
    }
    told
}

fn link(ask: &Ask, addition: &Addition) -> Option<String> {
    let Addition { entry, number, .. } = addition;
    addition.name.as_ref().map(|_| format!("{}/journal/{entry}/attachments/{number}", ask.base))
}

/// A file that was added. It is handed over to be kept and never shown here: it may be anything.
pub(crate) async fn attachment(ask: Ask) -> Answer {
    let (journal, entry) = (journal(&ask)?, number(&ask)?);
    let gone = |ask: &Ask| Problem::not_found(words::no_such_attachment(ask.part("attachment")));
    let Ok(number) = ask.part("attachment").parse::<i64>() else { return Err(gone(&ask)) };
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |_| {
            let found = journal.attachment(entry, number, &name(&ask)).map_err(|error| cannot(&error))?;
            let NewAddition { name, media, bytes, .. } = found.ok_or_else(|| gone(&ask))?;
            let plain: String = name.chars().map(|letter| if letter.is_ascii() { letter } else { '_' }).collect();
            let encoded: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
            let how = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encoded.replace('+', "%20"));
            let headers = [(CONTENT_TYPE, media), (CONTENT_DISPOSITION, how)];
            Ok((headers, bytes).into_response())
        })
        .await?
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn the_name_of_a_file_leads_nowhere_else() {
        assert_eq!(cleaned("../../etc/passwd"), "passwd");
        assert_eq!(cleaned("C:\\temp\\brief.pdf"), "brief.pdf");
        assert_eq!(cleaned(" a\r\nb\"c<d>.txt "), "abcd.txt");
        assert_eq!(cleaned(".."), "");
        assert_eq!(cleaned("kaart – één.png"), "kaart – één.png");
        assert_eq!(cleaned(&"x".repeat(1000)).len(), 120);
    }
}
