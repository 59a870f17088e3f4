//! How a server is set up, and what is refused because it would not be safe.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use axum::http::Uri;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;

use crate::basemap::Basemap;
use crate::guard::{Access, Names, PerClient, Role, Tokens};

/// How a server is set up.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address that others know, when a proxy lets them in and stands for who they are.
    pub behind_proxy: Option<PublicUrl>,
    /// Names that it answers to besides its address.
    pub hosts: Vec<String>,
    /// Who may do what; without them everybody who reaches it.
    pub tokens: Option<Tokens>,
    /// Where verdicts are kept that somebody chooses to keep; none without it.
    pub journal: Option<PathBuf>,
    /// Entries of the journal are erased after so many days; never without it.
    pub journal_days: Option<u32>,
    /// The map behind the map; none without it.
    pub basemap: Option<Basemap>,
    /// The program that reads what somebody sends, in a process of its own (`serve worker`); read here without one.
    pub worker: Option<PathBuf>,
    /// What is the most of everything.
    pub limits: Limits,
    /// The language for who does not say which.
    pub lang: Lang,
}

/// What is the most of everything.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at a time.
    pub connections: usize,
    /// Requests of one client a second, on average; `None` for as many as it likes.
    pub per_client: Option<f64>,
    /// Pieces of work at a time.
    pub workers: NonZeroUsize,
    /// Pieces of work that wait.
    pub queue: usize,
    /// Bytes of a table.
    pub table_bytes: u64,
    /// Rows of a table.
    pub rows: u64,
    /// Time for a header to come in.
    pub header: Duration,
    /// Time for a body to come in.
    pub body: Duration,
    /// Time without a byte in either direction.
    pub silence: Duration,
    /// Time for an answer that is not a batch.
    pub answer: Duration,
    /// Time for a job.
    pub job: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            per_client: None,
            workers: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            queue: 256,
            table_bytes: 256 * 1024 * 1024,
            rows: 1_000_000,
            header: Duration::from_secs(5),
            body: Duration::from_mins(2),
            silence: Duration::from_mins(1),
            answer: Duration::from_secs(30),
            job: Duration::from_mins(10),
        }
    }
}

/// Connections of one client at most, where clients can be told apart.
const CONNECTIONS_OF_ONE: usize = 64;

/// Requests at once of one client, in seconds of its share.
const AT_ONCE_S: f64 = 4.0;

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It would be open to everybody on the network.
    #[error("{}", self.text(Lang::En))]
    Open(SocketAddr),
    /// It would answer to no name.
    #[error("{}", self.text(Lang::En))]
    NoName(SocketAddr),
}

impl ConfigError {
    /// The error as a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Open(address) => text!(
                lang,
                nl: "--listen {address}: zo kan iedereen op het netwerk erbij; geef met --tokens BESTAND aan wie dat mag, of met --behind-proxy URL dat een proxy daarvoor zorgt",
                en: "--listen {address}: everybody on the network could reach it; say with --tokens FILE who may, or with --behind-proxy URL that a proxy sees to that"
            ),
            Self::NoName(address) => text!(
                lang,
                nl: "--listen {address}: noem met --host NAAM onder welke naam de server antwoordt",
                en: "--listen {address}: name with --host NAME which name the server answers to"
            ),
        }
    }
}

impl Config {
    /// A server on this machine alone, with the usual limits.
    #[must_use]
    pub fn on(listen: SocketAddr) -> Self {
        let (hosts, limits) = (Vec::new(), Limits::default());
        let lang = Lang::default();
        Self {
            listen,
            behind_proxy: None,
            hosts,
            tokens: None,
            journal: None,
            journal_days: None,
            basemap: None,
            worker: None,
            limits,
            lang,
        }
    }

    /// Refuses what is not safe.
    ///
    /// # Errors
    /// When others could reach it without tokens and without the word that a proxy keeps them out, or when there is
    /// no name to answer to.
    pub fn check(&self) -> Result<(), ConfigError> {
        let is_guarded = self.tokens.is_some() || self.behind_proxy.is_some();
        if !self.listen.ip().is_loopback() && !is_guarded {
            return Err(ConfigError::Open(self.listen));
        }
        if self.names(self.listen).is_empty() {
            return Err(ConfigError::NoName(self.listen));
        }
        Ok(())
    }

    /// The names of the server, once it is known where it listens.
    pub(crate) fn names(&self, address: SocketAddr) -> Names {
        Names::new(address, &self.hosts, self.behind_proxy.clone())
    }

    /// Who may do what. Behind a proxy nobody administers but with a token: by a signal it still can be done.
    pub(crate) fn access(&self) -> Access {
        match &self.tokens {
            Some(tokens) => Access::Tokens(tokens.clone()),
            None if self.behind_proxy.is_some() => Access::Open(Role::Keep),
            None => Access::Open(Role::Administer),
        }
    }

    /// How often one client may ask.
    pub(crate) fn per_client(&self) -> Option<PerClient> {
        let per_second = self.limits.per_client?;
        Some(PerClient { per_second, at_once: (per_second * AT_ONCE_S).max(1.0) })
    }

    /// Connections of one client at most: all come from one where a proxy stands between, or on this machine.
    pub(crate) fn connections_of_one(&self) -> Option<usize> {
        let told_apart = !self.listen.ip().is_loopback() && self.behind_proxy.is_none();
        told_apart.then_some(CONNECTIONS_OF_ONE)
    }
}

/// The address that others know: `https://host/path`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    url: String,
    host: String,
    origin: String,
}

impl PublicUrl {
    /// The address, without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// Its name and port, in small letters.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Scheme, name and port, in small letters.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "the address that others know, such as https://bodem.example.nl/toets".to_owned();
        let uri: Uri = text.parse().map_err(|_| wrong())?;
        let scheme = uri.scheme_str().filter(|scheme| ["http", "https"].contains(scheme)).ok_or_else(wrong)?;
        let authority = uri.authority().filter(|authority| !authority.as_str().contains('@')).ok_or_else(wrong)?;
        if uri.query().is_some() {
            return Err(wrong());
        }
        let host = authority.as_str().to_ascii_lowercase();
        let origin = format!("{scheme}://{host}");
        let url = format!("{origin}{}", uri.path().trim_end_matches('/'));
        Ok(Self { url, host, origin })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::NewToken;

    fn tokens() -> Tokens {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), NewToken::make(Role::Screen, "a").unwrap().line).unwrap();
        Tokens::read(file.path()).unwrap()
    }

    #[test]
    fn only_this_machine_reaches_it_without_further_word() {
        assert!(Config::on("127.0.0.1:0".parse().unwrap()).check().is_ok());
        assert!(Config::on("[::1]:80".parse().unwrap()).check().is_ok());
        for open in ["0.0.0.0:80", "192.0.2.1:80", "[::]:80"] {
            let config = Config::on(open.parse().unwrap());
            assert!(matches!(config.check(), Err(ConfigError::Open(_))), "{open}");
            let with_tokens = Config { tokens: Some(tokens()), hosts: vec!["bodem.lan".to_owned()], ..config.clone() };
            assert!(with_tokens.check().is_ok(), "{open}");
            let proxied = Config { behind_proxy: Some("https://bodem.example".parse().unwrap()), ..config };
            assert!(proxied.check().is_ok(), "{open}");
        }
        let nameless = Config { tokens: Some(tokens()), ..Config::on("0.0.0.0:80".parse().unwrap()) };
        assert!(matches!(nameless.check(), Err(ConfigError::NoName(_))));
    }

    #[test]
    fn behind_a_proxy_nobody_administers_without_a_token() {
        let config = Config::on("127.0.0.1:0".parse().unwrap());
        assert!(matches!(config.access(), Access::Open(Role::Administer)));
        let proxied = Config { behind_proxy: Some("https://bodem.example".parse().unwrap()), ..config };
        assert!(matches!(proxied.access(), Access::Open(Role::Keep)));
    }

    #[test]
    fn the_address_that_others_know_is_one_of_the_web() {
        let url: PublicUrl = "https://Bodem.example:8443/toets/".parse().unwrap();
        assert_eq!(url.as_str(), "https://bodem.example:8443/toets");
        assert_eq!((url.host(), url.origin()), ("bodem.example:8443", "https://bodem.example:8443"));
        for wrong in ["", "bodem.example", "ftp://bodem.example", "https://", "https://a@b", "https://b/?q=1", "/x"] {
            assert!(wrong.parse::<PublicUrl>().is_err(), "{wrong}");
        }
    }
}
