//! Many applications: a table or features, screened as they are read and written as they are screened.
//!
//! The body is read to its end before the answer begins: half a table is none, and what cannot be screened is
//! counted in a header before the first row. Then it is screened by fewer threads than there are processors, so that
//! single questions do not wait.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use bodemtoets_report::csv::{Row, columns};
use bodemtoets_report::{Dialect, geojson};
use bodemtoets_screening::application::source::{self, Batch, Reading, SourceError};
use bodemtoets_screening::application::{Application, Draft, Problem as Wrong, Reject};
use bodemtoets_screening::{Assessment, Remedies};
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::parallel::ordered_map;
use jiff::civil::Date;
use tokio::sync::mpsc;

use super::one::Detail;
use super::rejected::{Rejected, Summary};
use crate::answer;
use crate::engine::{Engine, today};
use crate::media::Media;
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::spool::Spooled;
use crate::stream::Receiving;
use crate::words;

/// The forms of an answer about many, the usual one first.
pub(crate) const FORMS: &[Media] = &[Media::Csv, Media::JsonLines, Media::GeoJson];

/// Rows that one thread gets at a time.
const FEW_ROWS: usize = 64;

/// Pieces of an answer that wait for the client.
const PIECES: usize = 16;

/// A batch on its way.
struct Run {
    engine: Arc<Engine>,
    body: Spooled,
    template: Draft,
    how: How,
    threads: usize,
}

/// How the rows are judged and written.
struct How {
    detail: Detail,
    media: Media,
    only_rejected: bool,
    lang: Lang,
    today: Date,
}

/// What some rows in a row came to.
#[derive(Default)]
struct Part {
    bytes: Vec<u8>,
    rejects: Vec<Reject>,
    summary: Summary,
}

/// The verdicts on the rows of a body.
pub(super) async fn answer(ask: Ask, body: Spooled, template: Draft) -> Answer {
    let media = ask.form_of(FORMS)?;
    let only_rejected = ask.query.get("part") == Some("rejected");
    let media = if only_rejected { Media::Csv } else { media };
    let app = Arc::clone(&ask.app);
    let how = How { detail: Detail::of_many(&ask.query), media, only_rejected, lang: ask.lang, today: today() };
    let threads = app.limits.workers.get().saturating_sub(1).max(1);
    let run = Run { engine: Arc::clone(&ask.engine), body, template, how, threads };
    let room = Arc::clone(&app.batches).acquire_owned();
    let room = tokio::time::timeout(app.limits.answer, room).await.map_err(|_| Problem::too_busy())?;
    let room = room.map_err(|_| Problem::too_busy())?;
    let most = app.limits.rows;
    let counted = tokio::task::spawn_blocking(move || run.count(most).map(|summary| (run, summary)));
    let (run, summary) = counted.await.map_err(|_| Problem::fault_of_ours())??;
    let (give, pieces) = mpsc::channel::<Result<Bytes, std::io::Error>>(PIECES);
    tokio::task::spawn_blocking(move || {
        let _room = room;
        let screened = run.screen(&give);
        app.metrics.count_rows(summary.rows);
        if let Err(error) = screened {
            // The answer breaks off, so that nobody takes half of it for all.
            let _ = give.blocking_send(Err(error));
        }
    });
    let mut answer = answer::of(media, Body::new(Receiving(pieces)));
    for (name, count) in [("bodemtoets-rows", summary.rows), ("bodemtoets-rejected", summary.rejected)] {
        answer.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from(count));
    }
    Ok(answer)
}

impl Run {
    fn open(&self) -> Result<(Reading, source::Batches), SourceError> {
        source::open(self.body.path(), None, self.template.clone())
    }

    /// Reads everything, and counts.
    fn count(&self, most: u64) -> Result<Summary, Problem> {
        let (reading, batches) = self.open().map_err(|error| unreadable(&error))?;
        let (rd, mut summary) = (RdNew::new(), Summary::default());
        for batch in batches {
            let batch = batch.map_err(|error| unreadable(&error))?;
            summary.rows += reading.understand(&batch, &rd, |_, application| {
                let is_good =
                    application.is_ok_and(|application| self.engine.screener.check_given(&application).is_ok());
                summary.rejected += u64::from(!is_good);
            });
            if summary.rows > most {
                return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, words::too_many_rows(most)));
            }
        }
        Ok(summary)
    }

    /// Screens everything, and hands the answer over piece by piece.
    fn screen(&self, give: &mpsc::Sender<Result<Bytes, std::io::Error>>) -> Result<(), std::io::Error> {
        let gone = || std::io::Error::other("nobody listens");
        let put = |bytes: Vec<u8>| {
            if bytes.is_empty() { Ok(()) } else { give.blocking_send(Ok(bytes.into())).map_err(|_| gone()) }
        };
        let (reading, batches) = self.open().map_err(std::io::Error::other)?;
        let own = reading.own_columns().unwrap_or_default();
        put(self.how.head(&self.engine, &own)?)?;
        let (mut summary, mut is_first, mut rejects) = (Summary::default(), true, Vec::new());
        ordered_map(
            batches.flat_map(|batch| match batch {
                Ok(batch) => reading.split(batch, FEW_ROWS).into_iter().map(Ok).collect(),
                Err(error) => vec![Err(error)],
            }),
            self.threads,
            RdNew::new,
            |rd, batch| Ok(self.part(&reading, &batch?, rd, !own.is_empty())),
            |part: Result<Part, SourceError>| {
                let mut part = part.map_err(std::io::Error::other)?;
                let follows = self.how.media == Media::GeoJson && !part.bytes.is_empty();
                if follows && !std::mem::take(&mut is_first) {
                    part.bytes.splice(
                        0..0,
                        *b",
",
                    );
                }
                for reject in &mut part.rejects {
                    reject.row += summary.rows;
                }
                self.how.put_rejects(&mut part.bytes, &part.rejects)?;
                if self.how.media == Media::GeoJson {
                    rejects.append(&mut part.rejects);
                }
                summary.add(&part.summary);
                put(part.bytes)
            },
        )?;
        put(self.how.tail(&summary, &rejects)?)
    }

    /// Some rows in a row.
    fn part(&self, reading: &Reading, batch: &Batch, rd: &RdNew, with_own: bool) -> Part {
        let mut part = Part::default();
        let mut own = Vec::new();
        part.summary.rows = reading.understand_with_own(batch, rd, |row, application, cells| {
            let application = application.and_then(|application| {
                let unknown = self.engine.screener.check_given(&application).err();
                unknown.map_or(Ok(application.clone()), |problem| Err(about_given(row, application, problem)))
            });
            match application {
                Err(reject) => {
                    part.summary.rejected += 1;
                    part.rejects.push(reject);
                }
                Ok(_) if self.how.only_rejected => {}
                Ok(application) => {
                    own.clear();
                    if with_own {
                        for cell in cells {
                            own.push(b',');
                            Dialect::STANDARD.push_text(&mut own, &cell);
                        }
                    }
                    let date = application.date.unwrap_or(self.how.today);
                    let assessment = self.engine.screener.assess_on(&application, date);
                    part.summary.count(assessment.outcome());
                    self.how.put(&mut part.bytes, &assessment, &own, rd);
                }
            }
        });
        part
    }
}

impl How {
    /// What goes before the first row.
    fn head(&self, engine: &Engine, own: &[String]) -> Result<Vec<u8>, std::io::Error> {
        Ok(match self.media {
            Media::Csv if self.only_rejected => Rejected::header(),
            Media::Csv => {
                let columns = columns(false, self.detail.reach_m().is_some());
                Dialect::STANDARD.header(columns.map(|(name, _)| name), own)
            }
            Media::GeoJson => {
                let notices = serde_json::to_string(&engine.screener.notices())?;
                let start = "{\"type\":\"FeatureCollection\",\"name\":\"verdicts\"";
                format!("{start},\"notices\":{notices},\"features\":[\n").into_bytes()
            }
            _ => Vec::new(),
        })
    }

    /// A row.
    fn put(&self, bytes: &mut Vec<u8>, assessment: &Assessment, own: &[u8], rd: &RdNew) {
        let remedies = self.detail.reach_m().map(|reach_m| assessment.remedies(reach_m));
        // Writing to memory cannot fail.
        let _ = match self.media {
            Media::Csv => {
                Row::of(assessment, remedies.as_ref()).write(bytes, Dialect::STANDARD, own);
                Ok(())
            }
            Media::GeoJson => {
                if !bytes.is_empty() {
                    bytes.extend_from_slice(b",\n");
                }
                serde_json::to_writer(bytes, &geojson::feature(&Row::of(assessment, remedies.as_ref()), Some(rd)))
            }
            _ => self.put_line(bytes, assessment, remedies, rd),
        };
    }

    fn put_line(
        &self,
        bytes: &mut Vec<u8>,
        assessment: &Assessment,
        remedies: Option<Remedies>,
        rd: &RdNew,
    ) -> Result<(), serde_json::Error> {
        if self.detail.is_brief() {
            serde_json::to_writer(&mut *bytes, &assessment.brief(Some(rd), remedies))?;
        } else {
            serde_json::to_writer(&mut *bytes, &assessment.verdict(Some(rd), remedies))?;
        }
        bytes.push(b'\n');
        Ok(())
    }

    /// The rows of a part that cannot be screened, where they stand among the others.
    fn put_rejects(&self, bytes: &mut Vec<u8>, rejects: &[Reject]) -> Result<(), serde_json::Error> {
        for reject in rejects {
            let rejected = Rejected::of(reject, self.lang);
            match self.media {
                Media::JsonLines => {
                    serde_json::to_writer(&mut *bytes, &rejected)?;
                    bytes.push(b'\n');
                }
                Media::Csv if self.only_rejected => rejected.push_row(bytes),
                _ => {}
            }
        }
        Ok(())
    }

    /// What goes after the last row.
    fn tail(&self, summary: &Summary, rejects: &[Reject]) -> Result<Vec<u8>, std::io::Error> {
        Ok(match self.media {
            Media::JsonLines => serde_json::to_string(summary)?.into_bytes().into_iter().chain(*b"\n").collect(),
            Media::GeoJson => {
                let rejects: Vec<Rejected> = rejects.iter().map(|reject| Rejected::of(reject, self.lang)).collect();
                let (rejects, summary) = (serde_json::to_string(&rejects)?, serde_json::to_string(summary)?);
                format!("],\"rejected\":{rejects},\"summary\":{summary}}}\n").into_bytes()
            }
            _ => Vec::new(),
        })
    }
}

/// A row with a kind of zone that nothing asks for.
fn about_given(row: u64, application: Application, problem: Wrong) -> Reject {
    Reject { row, id: application.id, field: "given".to_owned(), value: String::new(), problem }
}

/// Why a body cannot be read, without the name of the file that it lay in.
fn unreadable(error: &SourceError) -> Problem {
    let detail = match error {
        SourceError::Table { fault, .. } => Text::both(|lang| fault.text(lang)),
        SourceError::NotWhole { problem, .. } | SourceError::Unreadable { problem, .. } => {
            Text { nl: problem.clone(), en: problem.clone() }
        }
        SourceError::Archive { .. } | SourceError::Ogr(_) => words::wrong_media("CSV, GeoJSON, JSON"),
    };
    Problem::bad(detail)
}
