//! The table of routes.

use crate::guard::Role;
use crate::media::Media;
use crate::route::{Content, Route, Verb, none};
use crate::{administer, home, screen};

const PAGES: &[Media] = &[Media::Json, Media::Html];

/// Everything that can be asked.
pub(crate) static ROUTES: &[Route] = &[
    Route {
        verb: Verb::Get,
        path: "/",
        id: "home",
        about: "What there is.",
        role: Some(Role::Look),
        parameters: none,
        takes: &[],
        gives: PAGES,
        content: Content::Any,
        handler: |ask| Box::pin(home::home(ask)),
    },
    Route {
        verb: Verb::Get,
        path: "/style.css",
        id: "style",
        about: "The style of the pages.",
        role: None,
        parameters: none,
        takes: &[],
        gives: &[Media::Css],
        content: Content::Any,
        handler: |ask| Box::pin(home::style(ask)),
    },
    Route {
        verb: Verb::Get,
        path: "/screen",
        id: "screen",
        about: "The verdict on one application, as `bodemtoets screen --format json` gives it.",
        role: Some(Role::Screen),
        parameters: screen::parameters,
        takes: &[],
        gives: &[Media::Json, Media::Html, Media::Text],
        content: Content::Of(screen::schema),
        handler: |ask| Box::pin(screen::get(ask)),
    },
    Route {
        verb: Verb::Get,
        path: "/health",
        id: "health",
        about: "Whether the server answers.",
        role: None,
        parameters: none,
        takes: &[],
        gives: &[Media::Json],
        content: Content::Any,
        handler: |ask| Box::pin(administer::health(ask)),
    },
    Route {
        verb: Verb::Get,
        path: "/metrics",
        id: "metrics",
        about: "Counts and times, as Prometheus reads them.",
        role: Some(Role::Look),
        parameters: none,
        takes: &[],
        gives: &[Media::Text],
        content: Content::Any,
        handler: |ask| Box::pin(administer::metrics(ask)),
    },
    Route {
        verb: Verb::Post,
        path: "/reload",
        id: "reload",
        about: "Reads packs and rulebooks again; the old ones stay when the new ones cannot be used.",
        role: Some(Role::Administer),
        parameters: none,
        takes: &[],
        gives: &[Media::Json],
        content: Content::Any,
        handler: |ask| Box::pin(administer::reload(ask)),
    },
];
