//! One table of routes: the router and the `OpenAPI` document are both made of it.

use std::pin::Pin;

use axum::response::Response;
use axum::routing::MethodFilter;
use schemars::{Schema, SchemaGenerator};

use crate::guard::Role;
use crate::media::Media;
use crate::parameter::{Kind, Parameter};
use crate::problem::Problem;
use crate::request::Ask;

/// An answer, or why there is none.
pub(crate) type Answer = Result<Response, Problem>;

/// What answers.
pub(crate) type Handler = fn(Ask) -> Pin<Box<dyn Future<Output = Answer> + Send>>;

/// How an address is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    /// To get something.
    Get,
    /// To have something done.
    Post,
    /// To do away with something.
    Delete,
}

impl Verb {
    /// The word for it in HTTP.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }

    /// What the router knows it by.
    pub(crate) const fn filter(self) -> MethodFilter {
        match self {
            Self::Get => MethodFilter::GET,
            Self::Post => MethodFilter::POST,
            Self::Delete => MethodFilter::DELETE,
        }
    }
}

/// What an answer holds, for the `OpenAPI` document.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content {
    /// A document of this schema.
    Of(fn(&mut SchemaGenerator) -> Schema),
    /// A document that describes itself.
    Any,
}

/// An address and what it does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Route {
    pub(crate) verb: Verb,
    /// The address; what stands in braces is a part that differs.
    pub(crate) path: &'static str,
    /// What the `OpenAPI` document calls it.
    pub(crate) id: &'static str,
    /// What it does, in English.
    pub(crate) about: &'static str,
    /// The role that it takes; none for who only wants to know whether the server is alive.
    pub(crate) role: Option<Role>,
    /// What may be asked, besides `f` and `lang`.
    pub(crate) parameters: fn() -> Vec<Parameter>,
    /// The media types of a body; none when it has none.
    pub(crate) takes: &'static [&'static str],
    /// The forms of the answer, the usual one first.
    pub(crate) gives: &'static [Media],
    /// What the answer holds.
    pub(crate) content: Content,
    pub(crate) handler: Handler,
}

impl Route {
    /// All parameters.
    pub(crate) fn all_parameters(&self) -> Vec<Parameter> {
        let mut all = (self.parameters)();
        if self.gives.len() > 1 {
            all.push(Parameter::new("f", Kind::Form(self.gives), "Form of the answer, instead of the header Accept."));
        }
        all.push(Parameter::new(
            "lang",
            Kind::OneOf(&["nl", "en"]),
            "Language of texts for people, instead of the header Accept-Language.",
        ));
        all
    }
}

/// No parameters of its own.
pub(crate) fn none() -> Vec<Parameter> {
    Vec::new()
}

/// An answer that takes no waiting.
pub(crate) fn at_once(answer: Answer) -> Pin<Box<dyn Future<Output = Answer> + Send>> {
    Box::pin(std::future::ready(answer))
}
