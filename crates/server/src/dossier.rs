//! `/dossier`: the decision document of one application, as a PDF or as a page to keep.

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use bodemtoets_document::pdf::{PdfError, Setter};
use bodemtoets_document::{Document, html};
use bodemtoets_report::dossier;
use bodemtoets_screening::application::{Application, Fault};
use bodemtoets_screening::remedies::REACH_M;
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::{Lang, Text};
use jiff::civil::Date;

use crate::app::App;
use crate::engine::{Engine, today};
use crate::media::Media;
use crate::parameter::{self, Kind, Parameter};
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::screen::{FARTHEST_M, draft};
use crate::{answer, document};

/// What a body may be, as the header says.
pub(crate) const TAKES: &[&str] = &["application/json", "application/geo+json"];

/// Bytes of an application at most.
const MOST_BYTES: u64 = 2 * 1024 * 1024;

/// Letters of the name of a file that are kept of an id.
const LONGEST: usize = 80;

/// Those who set PDFs and have nothing to do: one stays, so that the next document need not wait for one to start.
#[derive(Debug, Default)]
pub(crate) struct Setters(Mutex<Option<Setter>>);

impl Setters {
    fn set(&self, document: &Document) -> Result<Vec<u8>, PdfError> {
        let mut setter = self.0.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
        let set = setter.set(document);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(setter);
        set
    }
}

/// What may be asked.
pub(crate) fn parameters() -> Vec<Parameter> {
    let about = "Look for what would make the outcome milder within so many metres; 500 when left out.";
    parameter::fields().chain([Parameter::new("remedies", Kind::Number(0.0, FARTHEST_M), about)]).collect()
}

/// The document on the application of the parameters, or of the body.
pub(crate) async fn make(mut ask: Ask) -> Answer {
    let template = draft(&ask.query)?;
    let mut body = Vec::new();
    ask.take_body(MOST_BYTES, |bytes| {
        body.extend_from_slice(bytes);
        Ok(())
    })
    .await?;
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |rd| {
            let application = if body.iter().all(u8::is_ascii_whitespace) {
                template.finish(rd).map_err(|fault| Problem::fault(&fault))?
            } else {
                document::read(&body, template, rd)?
            };
            let reach_m = ask.query.number("remedies").unwrap_or(REACH_M);
            let date = application.date.unwrap_or_else(today);
            let document = of(&ask.engine, &application, (date, reach_m), rd, ask.lang)?;
            let bytes = bytes(&ask.app, &document, ask.media)?;
            Ok(handed_over(&document, &application.id, ask.media, bytes))
        })
        .await?
}

/// The document on an application under the law of a day.
pub(crate) fn of(
    engine: &Engine,
    application: &Application,
    (date, reach_m): (Date, f64),
    rd: &RdNew,
    lang: Lang,
) -> Result<Document, Problem> {
    let screener = &engine.screener;
    screener.check_given(application).map_err(|problem| Problem::fault(&Fault::new("given", "", problem)))?;
    let assessment = screener.assess_on(application, date);
    let remedies = assessment.remedies(reach_m);
    let verdict = assessment.verdict(Some(rd), Some(remedies));
    dossier::document(&assessment, &verdict, lang).map_err(|_| Problem::fault_of_ours())
}

/// A document as a file.
pub(crate) fn bytes(app: &App, document: &Document, media: Media) -> Result<Vec<u8>, Problem> {
    if media == Media::Html {
        return Ok(html::page(document).into_bytes());
    }
    let cannot = |why: PdfError| Problem::new(StatusCode::SERVICE_UNAVAILABLE, Text::both(|lang| why.text(lang)));
    app.setters.set(document).map_err(cannot)
}

/// A document as an answer. A page is handed over to be kept and not to be looked at here: it has its style inside,
/// which pages of this server may not have.
pub(crate) fn handed_over(document: &Document, id: &str, media: Media, bytes: Vec<u8>) -> Response {
    let mut answer = answer::of(media, bytes);
    let how = if media == Media::Html { "attachment" } else { "inline" };
    let name = file_name(if id.is_empty() { &document.number } else { id }, media);
    if let Ok(value) = HeaderValue::from_str(&format!("{how}; filename=\"{name}\"")) {
        answer.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    answer
}

/// The name of a file: an id in letters that every system takes.
pub(crate) fn file_name(id: &str, media: Media) -> String {
    let safe = |letter: char| if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '-' };
    let stem: String = id.chars().take(LONGEST).map(safe).collect();
    let stem = stem.trim_matches('-');
    let stem = if stem.is_empty() { "dossier".to_owned() } else { format!("dossier-{stem}") };
    format!("{stem}.{}", media.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_download_leads_nowhere_else() {
        assert_eq!(file_name("DR-26/0142", Media::Pdf), "dossier-DR-26-0142.pdf");
        assert_eq!(file_name("../../etc/passwd\r\nX: y\"", Media::Html), "dossier-etc-passwd--X--y.html");
        assert_eq!(file_name("", Media::Pdf), "dossier.pdf");
    }
}
