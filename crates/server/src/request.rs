//! A request as those who answer it see it: who asks, what, in which form and which language.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request};
use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use bodemtoets_words::lang::Lang;
use http_body_util::BodyExt as _;

use crate::app::App;
use crate::connection::Peer;
use crate::engine::Engine;
use crate::guard::{self, Who};
use crate::language;
use crate::media::{self, Media};
use crate::page::Setting;
use crate::parameter::Query;
use crate::problem::Problem;
use crate::route::{Answer, Route};
use crate::words;

/// A request.
pub(crate) struct Ask {
    pub(crate) app: Arc<App>,
    /// The engine of the moment at which it came in.
    pub(crate) engine: Arc<Engine>,
    pub(crate) who: Option<Who>,
    pub(crate) query: Query,
    /// The parts of the address that differ.
    pub(crate) parts: Vec<(String, String)>,
    pub(crate) media: Media,
    pub(crate) lang: Lang,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    /// What links begin with.
    pub(crate) base: String,
    /// The address without its parameters.
    pub(crate) path: String,
}

impl Ask {
    /// How pages are made for whoever asks.
    pub(crate) fn setting(&self) -> Setting<'_> {
        Setting { lang: self.lang, root: self.app.names.root() }
    }

    /// The form that is wanted of these, for a body that allows only some of those of the address.
    ///
    /// # Errors
    /// When another is asked for in so many words.
    pub(crate) fn form_of(&self, forms: &[Media]) -> Result<Media, Problem> {
        match self.query.get("f") {
            None => Ok(media::best(&self.headers, forms)),
            Some(_) if forms.contains(&self.media) => Ok(self.media),
            Some(word) => {
                let choices: Vec<&str> = forms.iter().map(|form| form.word()).collect();
                Err(Problem::parameter("f", word, words::not_one_of("f", word, &choices)))
            }
        }
    }

    /// The part of the address of a name.
    pub(crate) fn part(&self, name: &str) -> &str {
        self.parts.iter().find(|(part, _)| part == name).map_or("", |(_, value)| value)
    }

    /// The kind of the body, without its parameters, in small letters.
    pub(crate) fn content_type(&self) -> String {
        let value = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Hands the body over in pieces, no more than so many bytes.
    ///
    /// # Errors
    /// When it is larger, slower than the time for it, or breaks off; and what `take` says.
    pub(crate) async fn take_body(
        &mut self,
        most: u64,
        mut take: impl FnMut(&Bytes) -> Result<(), Problem> + Send,
    ) -> Result<(), Problem> {
        let too_large = || Problem::new(StatusCode::PAYLOAD_TOO_LARGE, words::too_large(most));
        let broken = || Problem::bad(words::broken_off());
        let body = std::mem::take(&mut self.body);
        if http_body::Body::size_hint(&body).lower() > most {
            return Err(too_large());
        }
        let all = async move {
            let (mut body, mut bytes) = (body, 0);
            while let Some(frame) = body.frame().await {
                let Ok(data) = frame.map_err(|_| broken())?.into_data() else { continue };
                bytes += data.len() as u64;
                if bytes > most {
                    return Err(too_large());
                }
                take(&data)?;
            }
            Ok(())
        };
        let too_slow = |_| Problem::new(StatusCode::REQUEST_TIMEOUT, words::too_slow());
        tokio::time::timeout(self.app.limits.body, all).await.map_err(too_slow)?
    }
}

/// What a request is for.
pub(crate) enum Target {
    /// An address that there is, and the parts of it that differ.
    Route(&'static Route, Result<RawPathParams, RawPathParamsRejection>),
    /// The name of an address in the log, and why nothing there answers.
    Nothing(&'static str, Problem),
}

/// Answers a request.
pub(crate) async fn answer(app: Arc<App>, target: Target, request: Request) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let (name, forms) = match &target {
        Target::Route(route, _) => (route.path, route.gives),
        Target::Nothing(name, _) => (*name, &[Media::Json, Media::Html][..]),
    };
    let lang = language::best(request.headers(), app.lang);
    let mut how = How { media: media::best(request.headers(), forms), lang };
    let answered = handle(&app, target, request, &mut how).await;
    let mut answer = answered
        .unwrap_or_else(|problem| problem.answer(how.media, Setting { lang: how.lang, root: app.names.root() }));
    guard::secure(&mut answer, &app.policy);
    let (status, took) = (answer.status().as_u16(), began.elapsed());
    app.metrics.count_request(name, status, took);
    app.log.request(method.as_str(), name, status, took);
    answer
}

/// In which form and language: as the headers say, until the parameters say otherwise.
struct How {
    media: Media,
    lang: Lang,
}

async fn handle(app: &Arc<App>, target: Target, request: Request, how: &mut How) -> Answer {
    let peer = request.extensions().get::<Peer>().map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.0);
    let (head, body) = request.into_parts();
    guard::check_names(&app.names, &head.method, &head.headers)?;
    let client = guard::client(peer, app.is_behind_proxy, &head.headers);
    if app.clients.as_ref().is_some_and(|clients| !clients.may_ask(client, Instant::now())) {
        return Err(Problem::too_often());
    }
    let (route, parts) = match target {
        Target::Route(route, parts) => (route, parts.map_err(|_| Problem::bad(words::not_utf8("URL")))?),
        Target::Nothing(_, problem) => return Err(problem),
    };
    let who = app.access.who(&head.headers);
    if let Some(role) = route.role {
        who.as_ref().ok_or_else(Problem::no_token)?.may(role)?;
    }
    let query = head.uri.query().unwrap_or_default();
    // Also where the parameters are wrong, the language that they ask for is spoken.
    let said = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "lang");
    how.lang = said.and_then(|(_, lang)| language::of_word(&lang)).unwrap_or(how.lang);
    let query = Query::read(query, &route.all_parameters())?;
    let form = query.get("f").and_then(|word| route.gives.iter().find(|media| media.word() == word));
    how.media = form.copied().unwrap_or(how.media);
    let parts = parts.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let ask = Ask {
        app: Arc::clone(app),
        engine: app.engines.now(),
        who,
        query,
        parts,
        media: how.media,
        lang: how.lang,
        base: app.names.base(&head.headers),
        path: head.uri.path().to_owned(),
        headers: head.headers,
        body,
    };
    (route.handler)(ask).await
}
