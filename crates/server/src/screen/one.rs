//! `GET /screen`: the verdict on one application.

use std::sync::Arc;

use axum::http::HeaderName;
use axum::response::Response;
use bodemtoets_report::text;
use bodemtoets_screening::application::{Application, Draft, Fault};
use bodemtoets_screening::remedies::REACH_M;
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::Lang;

use crate::engine::{Engine, today};
use crate::media::Media;
use crate::page::Setting;
use crate::parameter::Query;
use crate::problem::Problem;
use crate::request::Ask;
use crate::route::Answer;
use crate::{answer, page};

/// In which detail a verdict is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detail {
    is_brief: bool,
    /// How far around is looked for what would help; `None` for not at all.
    reach_m: Option<f64>,
}

impl Detail {
    /// What a request asks for.
    pub(super) fn of(query: &Query) -> Self {
        let is_brief = query.get("detail") == Some("brief");
        let usual = (!is_brief).then_some(REACH_M);
        Self { is_brief, reach_m: query.number("remedies").or(usual) }
    }

    /// What a request about many asks for: what would help only where that is asked for.
    pub(super) fn of_many(query: &Query) -> Self {
        Self { reach_m: query.number("remedies"), ..Self::of(query) }
    }

    /// Whether the short form is asked for.
    pub(super) fn is_brief(self) -> bool {
        self.is_brief
    }

    /// How far around is looked for what would help; `None` for not at all.
    pub(super) fn reach_m(self) -> Option<f64> {
        self.reach_m
    }
}

/// The verdict on the application that the parameters say.
pub(crate) async fn get(ask: Ask) -> Answer {
    let draft = draft(&ask.query)?;
    let app = Arc::clone(&ask.app);
    app.work
        .run(move |rd| {
            let application = draft.finish(rd).map_err(|fault| Problem::fault(&fault))?;
            judge(&ask.engine, &application, rd, &Form::of(&ask))
        })
        .await?
}

/// The form in which a verdict is written.
pub(super) struct Form<'a> {
    detail: Detail,
    media: Media,
    setting: Setting<'a>,
    /// What was asked, for a page to ask it again.
    query: &'a Query,
}

impl<'a> Form<'a> {
    /// The form that a request asks for.
    pub(super) fn of(ask: &'a Ask) -> Self {
        Self { detail: Detail::of(&ask.query), media: ask.media, setting: ask.setting(), query: &ask.query }
    }
}

/// Fields of an application as they stand in an address.
pub(crate) fn draft(query: &Query) -> Result<Draft, Problem> {
    let mut draft = Draft::default();
    for (field, value) in query.fields() {
        draft.set(field, value).map_err(|problem| Problem::fault(&Fault::new(field.name(), value, problem)))?;
    }
    Ok(draft)
}

/// Screens an application, and writes the verdict.
pub(super) fn judge(engine: &Engine, application: &Application, rd: &RdNew, form: &Form) -> Answer {
    let screener = &engine.screener;
    screener.check_given(application).map_err(|problem| Problem::fault(&Fault::new("given", "", problem)))?;
    let assessment = screener.assess_on(application, application.date.unwrap_or_else(today));
    let remedies = form.detail.reach_m.map(|reach_m| assessment.remedies(reach_m));
    let lang = form.setting.lang;
    let mut answer = match form.media {
        Media::Json if form.detail.is_brief => answer::json(&assessment.brief(Some(rd), remedies))?,
        Media::Json => answer::json(&assessment.verdict(Some(rd), remedies))?,
        media => {
            let verdict = assessment.verdict(Some(rd), remedies);
            let report = anstream::adapter::strip_str(&text::in_full(&verdict, application, lang)).to_string();
            let is_page = media == Media::Html;
            let body = if is_page { page::verdict(&verdict, &report, form.query, form.setting) } else { report };
            answer::for_people(media, lang, body)
        }
    };
    remark(&mut answer, application);
    Ok(answer)
}

/// Says of values that count as not given, which the verdict does not name, that they do.
fn remark(answer: &mut Response, application: &Application) {
    for remark in &application.remarks {
        // Headers hold plain letters only.
        let plain = |letter: char| if letter.is_ascii_graphic() || letter == ' ' { letter } else { '?' };
        let text: String = remark.text(Lang::En).chars().map(plain).collect();
        if let Ok(value) = text.parse() {
            answer.headers_mut().append(HeaderName::from_static("bodemtoets-remark"), value);
        }
    }
}
