//! Who may ask what: names and origins, tokens and roles, and how often.

mod clients;
mod headers;
mod names;
mod tokens;

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::Method;

pub(crate) use self::clients::{Clients, PerClient};
pub(crate) use self::headers::{policy, secure};
pub(crate) use self::names::Names;
pub use self::tokens::{NewToken, Role, TokenError, Tokens};
use crate::problem::Problem;
use crate::words;

/// What somebody without a token may do, or whose tokens count.
#[derive(Debug)]
pub(crate) enum Access {
    /// Everybody who reaches the server has this role.
    Open(Role),
    /// Who has a token has the role of it.
    Tokens(Tokens),
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Who {
    /// What it may do.
    pub(crate) role: Role,
    /// The name of its token.
    pub(crate) name: Option<String>,
}

impl Access {
    /// Who asks; `None` when a token is needed and there is no valid one.
    pub(crate) fn who(&self, headers: &HeaderMap) -> Option<Who> {
        match self {
            Self::Open(role) => Some(Who { role: *role, name: None }),
            Self::Tokens(tokens) => tokens.who(headers),
        }
    }
}

impl Who {
    /// Lets who asks do what takes a role.
    ///
    /// # Errors
    /// When its role is a lesser one.
    pub(crate) fn may(&self, role: Role) -> Result<(), Problem> {
        if self.role >= role { Ok(()) } else { Err(Problem::not_allowed(words::role(role))) }
    }
}

/// Refuses requests for another name than ours, and those that a page of somebody else makes.
///
/// # Errors
/// When the name or the origin is not ours.
pub(crate) fn check_names(names: &Names, method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    names.check_host(headers)?;
    names.check_origin(method, headers)
}

/// The client at the other end: the peer, or behind a proxy the one that the proxy names.
pub(crate) fn client(peer: IpAddr, behind_proxy: bool, headers: &HeaderMap) -> IpAddr {
    let named = || {
        let header = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        // Only the last is the word of the proxy: those before it come from the client.
        header.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    if behind_proxy { named().unwrap_or(peer) } else { peer }
}
