//! Addresses of services: what may be asked, and what an answer may lead to.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::error::AddressFault;

/// What stands in a query as it is; everything else is written as `%..`.
const IN_QUERY: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/').remove(b':').remove(b',');

/// An address of the web, `http` or `https`, without user, password and fragment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address {
    secure: bool,
    /// Host, and port where it is not the usual one.
    host: String,
    /// From the root, with its slash.
    path: String,
    /// Behind the question mark, as written.
    query: String,
}

impl Address {
    /// Reads an address.
    ///
    /// ```
    /// use bodemtoets_fetch::Address;
    /// let address = Address::parse("https://EXAMPLE.nl:443/wfs?service=WFS").unwrap();
    /// assert_eq!(address.to_string(), "https://example.nl/wfs?service=WFS");
    /// assert!(Address::parse("file:///etc/passwd").is_err());
    /// assert!(Address::parse("https://me:secret@example.nl/").is_err());
    /// ```
    ///
    /// # Errors
    /// When it is no address, of another scheme, or holds a user or a password.
    pub fn parse(text: &str) -> Result<Self, AddressFault> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://").ok_or(AddressFault::Scheme)?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(AddressFault::Scheme),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, behind) = rest.split_at(end);
        if authority.contains('@') {
            return Err(AddressFault::User);
        }
        let usual = if secure { ":443" } else { ":80" };
        let host = authority.to_ascii_lowercase();
        let host = host.strip_suffix(usual).unwrap_or(&host).to_owned();
        let (path, query) = behind.split_once('?').unwrap_or((behind, ""));
        let path = if path.is_empty() { "/".to_owned() } else { path.to_owned() };
        let address = Self { secure, host, path, query: query.to_owned() };
        // What the library that asks would not take.
        let uri =
            address.to_string().parse::<ureq::http::Uri>().map_err(|error| AddressFault::Form(error.to_string()))?;
        if uri.host().is_none_or(str::is_empty) {
            return Err(AddressFault::Form("it names no host".to_owned()));
        }
        Ok(address)
    }

    /// Host, and port where it is not the usual one.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path, from the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether what is sent and answered cannot be read or changed on the way, or does not leave the machine.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        let name = self.host.rsplit_once(':').map_or(self.host.as_str(), |(name, _)| name);
        self.secure || matches!(name, "localhost" | "127.0.0.1" | "[::1]")
    }

    /// The value of a part of the query, whatever the case of its name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<String> {
        let pairs = self.query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let found = pairs.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(percent_decode_str(&found.1.replace('+', " ")).decode_utf8_lossy().into_owned())
    }

    /// The same with another path and no query.
    #[must_use]
    pub fn at(&self, path: &str) -> Self {
        Self { path: path.to_owned(), query: String::new(), ..self.clone() }
    }

    /// The same with these parts in the query, in the place of any of the same name.
    ///
    /// ```
    /// use bodemtoets_fetch::Address;
    /// let wfs = Address::parse("https://example.nl/wfs?SERVICE=WMS&map=a").unwrap();
    /// assert_eq!(wfs.with([("service", "WFS"), ("crs", "a b")]).to_string(),
    ///            "https://example.nl/wfs?map=a&service=WFS&crs=a%20b");
    /// ```
    #[must_use]
    pub fn with<'a>(&self, parts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = self.query.clone();
        for (name, value) in parts {
            let others = query.split('&').filter(|pair| {
                let key = pair.split('=').next().unwrap_or_default();
                !key.is_empty() && !key.eq_ignore_ascii_case(name)
            });
            let own = format!("{name}={}", utf8_percent_encode(value, IN_QUERY));
            query = others.map(str::to_owned).chain([own]).collect::<Vec<_>>().join("&");
        }
        Self { query, ..self.clone() }
    }

    /// Where a reference in an answer from here leads: on the same host, and no less safe.
    ///
    /// A server behind another often writes `http` in its links although it is asked by `https`: then `https` stays.
    ///
    /// # Errors
    /// When it leads to another host, or to something else than an address of the web.
    pub fn follow(&self, reference: &str) -> Result<Self, AddressFault> {
        let target = self.resolve(reference.trim())?;
        let plain_port = |address: &Self| !address.host.contains(':') || address.host.ends_with(']');
        if target.host != self.host {
            return Err(AddressFault::OtherHost { host: target.host });
        }
        let secure = target.secure || (self.secure && plain_port(&target));
        if self.secure && !secure {
            return Err(AddressFault::Unsafe);
        }
        Ok(Self { secure, ..target })
    }

    fn resolve(&self, reference: &str) -> Result<Self, AddressFault> {
        let scheme = if self.secure { "https" } else { "http" };
        let root = format!("{scheme}://{}", self.host);
        // `file:`, `data:` and the like have a colon before any slash.
        let head = reference.split(['/', '?', '#']).next().unwrap_or_default();
        if head.contains(':') {
            return Self::parse(reference);
        }
        if let Some(rest) = reference.strip_prefix("//") {
            return Self::parse(&format!("{scheme}://{rest}"));
        }
        if reference.starts_with('/') {
            return Self::parse(&format!("{root}{reference}"));
        }
        if reference.starts_with('?') {
            return Self::parse(&format!("{root}{}{reference}", self.path));
        }
        let (path, query) = reference.split_once('?').map_or((reference, None), |(path, query)| (path, Some(query)));
        let mut parts: Vec<&str> = self.path.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." if parts.len() > 1 => {
                    parts.pop();
                }
                "." | ".." => {}
                part => parts.push(part),
            }
        }
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        Self::parse(&format!("{root}{}{query}", parts.join("/")))
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        write!(f, "{scheme}://{}{}", self.host, self.path)?;
        if self.query.is_empty() { Ok(()) } else { write!(f, "?{}", self.query) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow(from: &str, reference: &str) -> String {
        match Address::parse(from).unwrap().follow(reference) {
            Ok(address) => address.to_string(),
            Err(fault) => format!("{fault:?}"),
        }
    }

    #[test]
    fn a_reference_stays_on_its_host() {
        let from = "https://example.nl/ogc/collections/a/items?f=json";
        assert_eq!(follow(from, "https://example.nl/x?cursor=1"), "https://example.nl/x?cursor=1");
        assert_eq!(follow(from, "/x"), "https://example.nl/x");
        assert_eq!(follow(from, "?cursor=2"), "https://example.nl/ogc/collections/a/items?cursor=2");
        assert_eq!(follow(from, "../b/items?f=json"), "https://example.nl/ogc/collections/b/items?f=json");
        assert_eq!(follow(from, "http://example.nl/x"), "https://example.nl/x");
        assert_eq!(follow(from, "https://elsewhere.nl/x"), r#"OtherHost { host: "elsewhere.nl" }"#);
        assert_eq!(follow(from, "//elsewhere.nl/x"), r#"OtherHost { host: "elsewhere.nl" }"#);
        assert_eq!(follow(from, "https://example.nl:8443/x"), r#"OtherHost { host: "example.nl:8443" }"#);
        assert_eq!(follow(from, "https://example.nl@elsewhere.nl/x"), "User");
        for other in ["file:///etc/passwd", "file:/etc/passwd", "ftp://example.nl/x", "data:,x", "javascript:1"] {
            assert_eq!(follow(from, other), "Scheme", "{other}");
        }
    }

    #[test]
    fn a_value_of_the_query_is_found_whatever_its_case() {
        let address = Address::parse("http://127.0.0.1:80/wfs?SERVICE=WFS&typeNames=a%3Ab+c").unwrap();
        assert_eq!(address.value("service").as_deref(), Some("WFS"));
        assert_eq!(address.value("typenames").as_deref(), Some("a:b c"));
        assert_eq!(address.to_string(), "http://127.0.0.1/wfs?SERVICE=WFS&typeNames=a%3Ab+c");
        assert!(address.is_safe() && !Address::parse("http://example.nl/").unwrap().is_safe());
    }
}
