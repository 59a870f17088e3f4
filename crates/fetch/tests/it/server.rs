//! A server on this machine that answers as it is told, also what no server should.

#![allow(dead_code, reason = "shared by several tests, each of which uses a part")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What is answered to one question.
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// The length that it claims to have; its own when left out.
    pub claimed: Option<usize>,
    /// Time between two bytes.
    pub drip: Option<Duration>,
}

impl Reply {
    pub fn json(body: impl Into<String>) -> Self {
        Self::new(200, "application/json", body.into())
    }

    pub fn xml(body: impl Into<String>) -> Self {
        Self::new(200, "text/xml", body.into())
    }

    pub fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type".to_owned(), kind.to_owned())];
        Self { status, headers, body: body.into(), claimed: None, drip: None }
    }

    pub fn redirect(to: &str) -> Self {
        Self::new(302, "text/plain", "").with("Location", to)
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same of which the end never comes.
    pub fn cut_off(mut self) -> Self {
        self.claimed = Some(self.body.len());
        self.body.truncate(self.body.len() / 2);
        self
    }
}

/// A question: its path, and the parts of its query.
pub struct Asked {
    pub path: String,
    query: String,
}

impl Asked {
    pub fn value(&self, name: &str) -> Option<String> {
        let pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        let found = pairs.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(percent_decoded(found.1))
    }

    pub fn number(&self, name: &str) -> Option<usize> {
        self.value(name)?.parse().ok()
    }
}

fn percent_decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_at(2);
        decoded.push(char::from(u8::from_str_radix(code, 16).unwrap()));
        decoded.push_str(rest);
    }
    decoded
}

/// A server that runs as long as the test.
pub struct Server {
    pub address: String,
    /// The lines with which it was asked.
    pub asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts a server; what it answers may name it by its address.
    pub fn start(answer: impl Fn(&Asked, &str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let (own, log, answer) = (address.clone(), asked.clone(), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (own, log, answer) = (own.clone(), log.clone(), answer.clone());
                std::thread::spawn(move || {
                    // Who hangs up has heard enough.
                    let _ = serve(stream, &log, &|asked| answer(asked, &own));
                });
            }
        });
        Self { address, asked }
    }

    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

fn serve(stream: TcpStream, log: &Mutex<Vec<String>>, answer: &dyn Fn(&Asked) -> Reply) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let mut headers = vec![first.clone()];
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        headers.push(line);
    }
    log.lock().unwrap().push(headers.join("\n"));
    let target = first.split(' ').nth(1).unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let reply = answer(&Asked { path: path.to_owned(), query: query.to_owned() });
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {} X\r\nConnection: close\r\n", reply.status)?;
    write!(stream, "Content-Length: {}\r\n", reply.claimed.unwrap_or(reply.body.len()))?;
    for (name, value) in &reply.headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    write!(stream, "\r\n")?;
    match reply.drip {
        None => stream.write_all(&reply.body)?,
        Some(pause) => {
            for byte in &reply.body {
                stream.write_all(&[*byte])?;
                stream.flush()?;
                std::thread::sleep(pause);
            }
        }
    }
    stream.flush()
}
