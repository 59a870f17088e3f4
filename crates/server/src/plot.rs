//! `POST /plot`: where on a plot a system may be built, part by part, and where it fits.

use std::sync::Arc;

use bodemtoets_report::plot::{Row, text};
use bodemtoets_screening::application::{Application, Fault, Problem as Wrong};
use bodemtoets_screening::plot::{Partition, PlaceRequest, PlotVerdict, What};
use bodemtoets_space::{RdNew, Shape};
use schemars::{Schema, SchemaGenerator};

use crate::engine::{Engine, today};
use crate::features::crs;
use crate::media::Media;
use crate::page::{self, Setting};
use crate::parameter::{self, Kind, Parameter, Query};
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::screen::draft;
use crate::{answer, document, words};

/// What a body may be, as the header says.
pub(crate) const TAKES: &[&str] = &["application/geo+json", "application/json"];

/// Bytes of a plot at most.
const MOST_BYTES: u64 = 2 * 1024 * 1024;

/// Corners of a plot at most: cutting up one of many more takes long.
const MOST_CORNERS: usize = 10_000;

/// Loops that are laid at most.
const MOST_LOOPS: f64 = 2_000.0;

/// What may be asked of a plot.
pub(crate) fn parameters() -> Vec<Parameter> {
    let mut all: Vec<Parameter> = parameter::fields().collect();
    all.extend([
        Parameter::new("crs", Kind::OneOf(crs::ALL), "Coordinate reference system of GeoJSON; longitude and latitude (CRS84) when left out."),
        Parameter::new("place", Kind::OneOf(&["doublet", "loops"]), "Find where it fits: a doublet (open), or as many loops as fit (closed)."),
        Parameter::new("setback_m", Kind::Number(0.0, 1000.0), "Strip along the edge of the plot that stays free, metres; 5 when left out."),
        Parameter::new("zone_setback_m", Kind::Number(0.0, 1000.0), "Distance from where the system may be prohibited, metres; the larger of the map's accuracy and a well's thermal radius when left out."),
        Parameter::new("loop_spacing_m", Kind::Number(1.0, 200.0), "Least distance between two loops, metres; 6 when left out."),
        Parameter::new("loops", Kind::Number(1.0, MOST_LOOPS), "How many loops; as many as fit when left out."),
    ]);
    all
}

/// A verdict on a plot.
pub(crate) fn schema(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<PlotVerdict>()
}

/// The verdict on the plot in the body.
pub(crate) async fn post(mut ask: Ask) -> Answer {
    if !TAKES.contains(&ask.content_type().as_str()) {
        let detail = words::wrong_media(&TAKES.join(", "));
        return Err(Problem::new(axum::http::StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
    }
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
            let application = document::read(&body, template, rd)?;
            cut_up(&ask.engine, &application, &ask.query, rd, (ask.media, ask.setting()))
        })
        .await?
}

fn cut_up(
    engine: &Engine,
    application: &Application,
    query: &Query,
    rd: &RdNew,
    (media, setting): (Media, Setting),
) -> Answer {
    let wrong = |field: &str, problem: Wrong| Problem::fault(&Fault::new(field, "", problem));
    let screener = &engine.screener;
    screener.check_given(application).map_err(|problem| wrong("given", problem))?;
    let Shape::Area(_) = application.place else { return Err(wrong("geometry", Wrong::NotAPlot)) };
    let corners = application.place.vertices().len();
    if corners > MOST_CORNERS {
        return Err(wrong("geometry", Wrong::TooManyCorners { corners, most: MOST_CORNERS }));
    }
    let assessment = screener.assess_on(application, application.date.unwrap_or_else(today));
    let partition = Partition::of(assessment).ok_or_else(|| wrong("geometry", Wrong::NotAPlot))?;
    let placement = request(query).map(|request| partition.place(&request, None));
    if media == Media::GeoJson {
        let row = Row { partition: &partition, placement: placement.as_ref() };
        let degrees = (query.get("crs") != Some(crs::RD_NEW)).then_some(rd);
        let features = row.parts(degrees).into_iter().chain(row.placed(degrees));
        let features: Result<Vec<String>, _> = features.map(|feature| serde_json::to_string(&feature)).collect();
        let notices = serde_json::to_string(&screener.notices());
        let (Ok(features), Ok(notices)) = (features, notices) else { return Err(Problem::fault_of_ours()) };
        let features = features.join(",\n");
        let start = "{\"type\":\"FeatureCollection\",\"name\":\"plots\"";
        return Ok(answer::of(media, format!("{start},\"notices\":{notices},\"features\":[\n{features}]}}\n")));
    }
    let verdict = partition.verdict(Some(rd), placement);
    if media == Media::Json {
        return answer::json(&verdict);
    }
    let report = anstream::adapter::strip_str(&text(&verdict, application, setting.lang)).to_string();
    let body = if media == Media::Html { page::plot(&report, setting) } else { report };
    Ok(answer::for_people(media, setting.lang, body))
}

/// What is to be placed.
fn request(query: &Query) -> Option<PlaceRequest> {
    let what = match query.get("place")? {
        "doublet" => What::Doublet,
        _ => What::Loops,
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to MOST_LOOPS")]
    let loops = query.number("loops").map(|loops| loops as usize);
    Some(PlaceRequest {
        what,
        setback_m: query.number("setback_m").unwrap_or(5.0),
        zone_setback_m: query.number("zone_setback_m"),
        loop_spacing_m: query.number("loop_spacing_m").unwrap_or(6.0),
        loops,
        seed: 1,
    })
}
