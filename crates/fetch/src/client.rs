//! Asking a server, one question at a time: politely, and with a limit to everything that it may do to us.

use std::collections::BTreeMap;
use std::io::Read;
use std::time::Duration;

use ureq::http::{HeaderMap, StatusCode, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error};

use crate::address::Address;
use crate::drip::{Drip, TooSlow};
use crate::error::FetchError;
use crate::said::{is_markup, said_in};

/// Redirects that are followed before they are taken for a circle.
const MOST_REDIRECTS: u32 = 5;

/// How much of an answer that is no data is read to find out what it says, bytes.
const SAID_BYTES: u64 = 64 << 10;

/// Headers of an answer that belong in the record of a snapshot.
const KEPT_HEADERS: [&str; 6] = ["content-crs", "content-type", "date", "etag", "last-modified", "server"];

/// The longest that a server may ask us to wait before we try again.
const LONGEST_PAUSE: Duration = Duration::from_mins(2);

/// What a server may do to us, and we to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// One answer that is held in memory, bytes, after it has been unpacked.
    pub page_bytes: u64,
    /// One download, bytes.
    pub file_bytes: u64,
    /// Time to make a connection.
    pub connect: Duration,
    /// Time in which something has to come.
    pub silence: Duration,
    /// The least that comes in `window`, bytes.
    pub least_bytes: u64,
    /// Time over which the least is measured.
    pub window: Duration,
    /// How often a question is asked before we give up.
    pub tries: u32,
    /// Time before the second try; it doubles with each.
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page_bytes: 64 << 20,
            file_bytes: 16 << 30,
            connect: Duration::from_secs(20),
            silence: Duration::from_secs(90),
            least_bytes: 60 << 10,
            window: Duration::from_mins(1),
            tries: 4,
            pause: Duration::from_secs(2),
        }
    }
}

/// A name and a secret that a server wants to see in a header. It goes to the host of its source and no other, and is
/// never written down.
#[derive(Clone)]
pub struct Key {
    /// Name of the header, such as `X-Api-Key`.
    pub header: String,
    /// The secret.
    pub secret: String,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("header", &self.header).finish_non_exhaustive()
    }
}

/// Asks one server, one question at a time.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    pub(crate) limits: Limits,
    key: Option<Key>,
    /// Questions asked.
    pub(crate) requests: u64,
}

/// An answer whose content is yet to be read.
pub(crate) struct Answer {
    /// Where it came from, after redirects.
    pub address: Address,
    /// The headers that are kept.
    pub headers: BTreeMap<String, String>,
    /// Bytes that it says it has, as they are sent.
    pub length: Option<u64>,
    /// Its content.
    pub body: Box<dyn Read>,
}

/// A whole answer.
pub(crate) struct Page {
    pub address: Address,
    pub headers: BTreeMap<String, String>,
    pub bytes: Vec<u8>,
}

/// Whether an answer may be made smaller on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    No,
}

impl Client {
    /// A client with the certificates that the system trusts and the proxies that the environment names.
    #[must_use]
    pub fn new(limits: Limits, key: Option<Key>) -> Self {
        let config = Agent::config_builder()
            .user_agent(concat!("bodemtoets/", env!("CARGO_PKG_VERSION")))
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
            .http_status_as_error(false)
            // Where an answer may lead is for us to say.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_resolve(Some(limits.connect))
            .timeout_connect(Some(limits.connect))
            .timeout_recv_response(Some(limits.silence))
            .timeout_per_read(Some(limits.silence))
            .max_idle_connections_per_host(1)
            .build();
        Self { agent: Agent::new_with_config(config), limits, key, requests: 0 }
    }

    /// Gets a whole answer that is held in memory. One that breaks off is asked for again.
    pub(crate) fn page(&mut self, address: &Address, accept: &str) -> Result<Page, FetchError> {
        let most = self.limits.page_bytes;
        let mut tries = 0;
        loop {
            tries += 1;
            let mut answer = self.open(address, accept, Packing::Gzip)?;
            let mut bytes = Vec::new();
            match answer.body.by_ref().take(most + 1).read_to_end(&mut bytes) {
                Ok(_) if bytes.len() as u64 > most => {
                    return Err(FetchError::TooLarge { address: address.to_string(), most_bytes: most });
                }
                Ok(_) => return Ok(Page { address: answer.address, headers: answer.headers, bytes }),
                Err(error) if tries < self.limits.tries && !is_slow(&error) => self.wait(tries, None),
                Err(error) => return Err(read_failed(address, &error, bytes.len() as u64, tries)),
            }
        }
    }

    /// The same, asked once only: for what may be refused.
    pub(crate) fn page_once(&mut self, address: &Address, accept: &str) -> Result<Page, FetchError> {
        let tries = std::mem::replace(&mut self.limits.tries, 1);
        let page = self.page(address, accept);
        self.limits.tries = tries;
        page
    }

    /// Opens an answer: after redirects on the same host, and again after what passes.
    pub(crate) fn open(&mut self, address: &Address, accept: &str, packing: Packing) -> Result<Answer, FetchError> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.once(address, accept, packing, tries)? {
                Once::Answer(answer) => return Ok(answer),
                Once::Again { error, .. } if tries >= self.limits.tries => return Err(error),
                Once::Again { after, .. } => self.wait(tries, after),
            }
        }
    }

    fn wait(&self, tries: u32, asked: Option<Duration>) {
        let own = self.limits.pause.saturating_mul(1_u32 << (tries - 1).min(10));
        std::thread::sleep(asked.unwrap_or(own).min(LONGEST_PAUSE));
    }

    fn once(&mut self, asked: &Address, accept: &str, packing: Packing, tries: u32) -> Result<Once, FetchError> {
        let mut address = asked.clone();
        for _ in 0..=MOST_REDIRECTS {
            self.requests += 1;
            let mut request = self.agent.get(address.to_string()).header(header::ACCEPT, accept);
            if packing == Packing::No {
                request = request.header(header::ACCEPT_ENCODING, "identity");
            }
            if let Some(key) = &self.key {
                request = request.header(&key.header, &key.secret);
            }
            let response = match request.call() {
                Ok(response) => response,
                Err(error) => {
                    let passes = !matches!(error, Error::BadUri(_) | Error::Http(_) | Error::HostNotFound);
                    let problem = problem(&error);
                    let error = FetchError::Connection { address: address.to_string(), problem, tries };
                    return if passes { Ok(Once::Again { error, after: None }) } else { Err(error) };
                }
            };
            let (parts, body) = response.into_parts();
            if parts.status.is_redirection() && parts.status != StatusCode::NOT_MODIFIED {
                let to = text(&parts.headers, "location").unwrap_or_default();
                address = address.follow(&to).map_err(|fault| FetchError::Redirect {
                    address: address.to_string(),
                    to: to.clone(),
                    fault: Some(fault),
                })?;
                continue;
            }
            if !parts.status.is_success() {
                let status = parts.status.as_u16();
                let mut start = Vec::new();
                // What cannot be read any more is not needed.
                let _ = body.into_reader().take(SAID_BYTES).read_to_end(&mut start);
                let said = said_in(&start).unwrap_or_default();
                let error = FetchError::Status { address: address.to_string(), status, said, tries };
                let passes = matches!(status, 408 | 429 | 500 | 502 | 503 | 504);
                let after = text(&parts.headers, "retry-after").and_then(|after| after.parse().ok());
                let after = after.map(Duration::from_secs);
                return if passes { Ok(Once::Again { error, after }) } else { Err(error) };
            }
            return self.answer(address, &parts.headers, body, packing).map(Once::Answer);
        }
        Err(FetchError::Redirect { address: asked.to_string(), to: address.to_string(), fault: None })
    }

    fn answer(
        &self,
        address: Address,
        headers: &HeaderMap,
        body: Body,
        packing: Packing,
    ) -> Result<Answer, FetchError> {
        let most = match packing {
            Packing::Gzip => self.limits.page_bytes,
            Packing::No => self.limits.file_bytes,
        };
        if body.content_length().is_some_and(|length| length > most) {
            return Err(FetchError::TooLarge { address: address.to_string(), most_bytes: most });
        }
        let kept = KEPT_HEADERS.iter().filter_map(|name| Some(((*name).to_owned(), text(headers, name)?)));
        let length = body.content_length().filter(|_| text(headers, "content-encoding").is_none());
        // What is too much is seen by whoever reads.
        let reader = body.into_with_config().limit(u64::MAX).reader();
        let body = Drip::new(reader, self.limits.least_bytes, self.limits.window);
        Ok(Answer { address, headers: kept.collect(), length, body: Box::new(body) })
    }
}

/// What came of one try.
enum Once {
    Answer(Answer),
    /// What may pass.
    Again {
        error: FetchError,
        after: Option<Duration>,
    },
}

/// A header as text, cut to what a header is.
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    Some(value.chars().take(2000).collect())
}

fn is_slow(error: &std::io::Error) -> bool {
    error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<TooSlow>)
}

/// What it means that the content of an answer cannot be read.
pub(crate) fn read_failed(address: &Address, error: &std::io::Error, bytes: u64, tries: u32) -> FetchError {
    let address = address.to_string();
    if is_slow(error) {
        return FetchError::TooSlow { address, bytes };
    }
    FetchError::Connection { address, problem: format!("the answer breaks off after {bytes} bytes: {error}"), tries }
}

fn problem(error: &Error) -> String {
    match error {
        Error::Timeout(which) => format!("no answer in time ({which})"),
        Error::HostNotFound => "there is no such host".to_owned(),
        other => other.to_string(),
    }
}

/// Refuses an answer that is a page of HTML or a report of an error, where data were asked.
pub(crate) fn refuse_markup(page: &Page) -> Result<(), FetchError> {
    if !is_markup(&page.bytes) {
        return Ok(());
    }
    Err(not_data(&page.address, &page.bytes))
}

/// An answer that says something in the place of the data.
pub(crate) fn not_data(address: &Address, bytes: &[u8]) -> FetchError {
    let is_page = crate::said::is_html(bytes);
    FetchError::NotData { address: address.to_string(), said: said_in(bytes).unwrap_or_default(), is_page }
}
