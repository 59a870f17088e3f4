//! The names under which the server answers, and the origins whose pages may use it.
//!
//! A page elsewhere can make a browser look up its own name as the address of this server (DNS rebinding); the name
//! in the request is then not ours.

use std::net::{IpAddr, SocketAddr};

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};

use super::super::config::PublicUrl;
use crate::problem::Problem;
use crate::words;

/// The names of a server.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    /// Names and addresses, in small letters, without a port.
    hosts: Vec<String>,
    port: u16,
    public: Option<PublicUrl>,
}

impl Names {
    /// The names of a server that listens on an address: that address, `localhost` on loopback, what was named
    /// besides, and the name that its proxy has for others.
    pub(crate) fn new(address: SocketAddr, named: &[String], public: Option<PublicUrl>) -> Self {
        let mut hosts: Vec<String> = named.iter().map(|name| name.to_ascii_lowercase()).collect();
        let ip = address.ip();
        if !ip.is_unspecified() {
            hosts.push(shown(ip));
        }
        if ip.is_loopback() {
            hosts.extend(["localhost", "127.0.0.1", "[::1]"].map(str::to_owned));
        }
        Self { hosts, port: address.port(), public }
    }

    /// Whether there is any name to answer to.
    pub(crate) fn is_empty(&self) -> bool {
        self.hosts.is_empty() && self.public.is_none()
    }

    /// Refuses a request for another name.
    pub(super) fn check_host(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let host = host(headers);
        if host.is_some_and(|host| self.is_ours(host)) {
            return Ok(());
        }
        let shown = host.unwrap_or("-");
        Err(Problem::new(axum::http::StatusCode::MISDIRECTED_REQUEST, words::wrong_host(shown)))
    }

    /// Refuses a request that a page of another origin makes. Following a link is no such thing.
    pub(super) fn check_origin(&self, method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
        let refused = |origin: &str| Err(Problem::new(axum::http::StatusCode::FORBIDDEN, words::wrong_origin(origin)));
        let safe = matches!(*method, Method::GET | Method::HEAD);
        match headers.get(ORIGIN).map(|origin| origin.to_str().unwrap_or("?")) {
            Some(origin) if self.is_own_origin(origin) => Ok(()),
            Some(origin) => refused(origin),
            // Browsers say here where a request comes from even when they leave the origin out.
            None => match headers.get("sec-fetch-site").and_then(|site| site.to_str().ok()) {
                Some(site @ ("cross-site" | "same-site")) if !safe => refused(site),
                _ => Ok(()),
            },
        }
    }

    /// What links begin with: the address that others know, without a slash at the end.
    pub(crate) fn base(&self, headers: &HeaderMap) -> String {
        match &self.public {
            Some(public) => public.as_str().to_owned(),
            // It has been checked.
            None => format!("http://{}", host(headers).unwrap_or("localhost")),
        }
    }

    /// Where the server begins on its host: nothing, or a path without a slash at the end.
    pub(crate) fn root(&self) -> &str {
        self.public.as_ref().map_or("", |public| &public.as_str()[public.origin().len()..])
    }

    fn is_ours(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        if self.public.as_ref().is_some_and(|public| public.host() == host) {
            return true;
        }
        let (name, port) = split(&host);
        // Behind a proxy the port may be any: that of the proxy, or none.
        let same_port = self.public.is_some() || port.unwrap_or("80") == self.port.to_string();
        same_port && self.hosts.iter().any(|known| known == name)
    }

    fn is_own_origin(&self, origin: &str) -> bool {
        let origin = origin.to_ascii_lowercase();
        match &self.public {
            Some(public) => public.origin() == origin,
            None => origin.strip_prefix("http://").is_some_and(|host| self.is_ours(host)),
        }
    }
}

/// The name in a request, when there is exactly one.
fn host(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all(HOST).iter();
    let host = all.next().filter(|_| all.next().is_none())?.to_str().ok()?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]_".contains(&byte);
    (!host.is_empty() && host.bytes().all(is_name)).then_some(host)
}

/// A name and its port.
fn split(host: &str) -> (&str, Option<&str>) {
    match host.rsplit_once(':') {
        Some((name, port)) if !name.is_empty() && !port.contains(']') => (name, Some(port)),
        _ => (host, None),
    }
}

/// An address as it stands in a request.
fn shown(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect::<HeaderMap>()
    }

    fn local() -> Names {
        Names::new("127.0.0.1:8080".parse().unwrap(), &[], None)
    }

    #[test]
    fn a_server_on_loopback_answers_to_the_names_of_loopback_alone() {
        for ours in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"] {
            assert!(local().check_host(&asked(&[("host", ours)])).is_ok(), "{ours}");
        }
        let others =
            ["evil.example:8080", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8080", "", "127.0.0.1:8080@x"];
        for other in others {
            let refused = local().check_host(&asked(&[("host", other)])).unwrap_err();
            assert_eq!(refused.status().as_u16(), 421, "{other}");
        }
        assert!(local().check_host(&HeaderMap::new()).is_err());
        let mut two = asked(&[("host", "127.0.0.1:8080")]);
        two.append("host", "evil.example".parse().unwrap());
        assert!(local().check_host(&two).is_err());
    }

    #[test]
    fn pages_of_others_may_not_use_it_and_links_to_it_may_be_followed() {
        let check =
            |method: Method, headers: &[(&'static str, &str)]| local().check_origin(&method, &asked(headers)).is_ok();
        assert!(check(Method::POST, &[("origin", "http://localhost:8080")]));
        assert!(check(Method::POST, &[]), "a program");
        for origin in
            ["http://evil.example", "null", "https://localhost:8080", "http://localhost:8081", "http://localhost"]
        {
            assert!(!check(Method::POST, &[("origin", origin)]), "{origin}");
            assert!(!check(Method::GET, &[("origin", origin)]), "{origin}");
        }
        assert!(!check(Method::POST, &[("sec-fetch-site", "cross-site")]));
        assert!(check(Method::GET, &[("sec-fetch-site", "cross-site")]));
    }

    #[test]
    fn behind_a_proxy_it_answers_to_the_name_that_others_know() {
        let public = "https://bodem.example/toets/".parse().unwrap();
        let names = Names::new("127.0.0.1:8080".parse().unwrap(), &[], Some(public));
        for ours in ["bodem.example", "127.0.0.1:8080", "127.0.0.1"] {
            assert!(names.check_host(&asked(&[("host", ours)])).is_ok(), "{ours}");
        }
        assert!(names.check_host(&asked(&[("host", "evil.example")])).is_err());
        assert!(names.check_origin(&Method::POST, &asked(&[("origin", "https://bodem.example")])).is_ok());
        assert!(names.check_origin(&Method::POST, &asked(&[("origin", "http://bodem.example")])).is_err());
        assert_eq!(names.base(&HeaderMap::new()), "https://bodem.example/toets");
    }

    #[test]
    fn on_all_addresses_there_is_no_name_until_one_is_given() {
        assert!(Names::new("0.0.0.0:80".parse().unwrap(), &[], None).is_empty());
        let named = Names::new("0.0.0.0:80".parse().unwrap(), &["bodem.lan".to_owned()], None);
        assert!(named.check_host(&asked(&[("host", "bodem.lan")])).is_ok());
    }
}
