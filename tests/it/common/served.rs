//! A server in a process of its own, and what it answers.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use assert_cmd::cargo::cargo_bin;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use super::NO_LANGUAGE;

/// A server, and where it listens. It is ended when this is dropped.
pub struct Served {
    process: Child,
    pub address: String,
    /// Its log, which is read so that it never waits for a reader.
    log: Option<std::thread::JoinHandle<String>>,
}

/// An answer.
pub struct Told {
    pub status: u16,
    pub head: String,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Served {
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut process = Command::new(cargo_bin!("bodemtoets"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .current_dir(folder)
            .env("XDG_DATA_HOME", "/nonexistent")
            .env_remove("PROJ_DATA")
            .envs(NO_LANGUAGE)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(process.stdout.take().unwrap());
        let mut first = String::new();
        log.read_line(&mut first).unwrap();
        let started: Value = serde_json::from_str(&first).unwrap_or_else(|error| panic!("{error} in {first:?}"));
        assert_eq!(started["event"], "started");
        let address =
            started["detail"].as_str().unwrap().trim_start_matches("http://").trim_end_matches('/').to_owned();
        let log = std::thread::spawn(move || {
            let mut text = String::new();
            let _ = log.read_to_string(&mut text);
            text
        });
        Self { process, address, log: Some(log) }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream
    }

    /// Sends a request as it stands, and reads what comes until the other side closes.
    pub fn send(&self, request: &[u8]) -> Told {
        let mut stream = self.connect();
        // Who is refused early may find the connection closed while it still writes.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let begin = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let is_chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        let body = if is_chunked { unchunked(body) } else { body.to_owned() };
        Told { status, head: head.to_owned(), body, bytes: bytes.split_off(begin) }
    }

    pub fn ask(&self, method: &str, uri: &str, headers: &str, body: &str) -> Told {
        let (host, length) = (&self.address, body.len());
        self.send(
            format!("{method} {uri} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}").as_bytes(),
        )
    }

    pub fn get(&self, uri: &str) -> Told {
        self.ask("GET", uri, "", "")
    }

    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.process.id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Tells it to stop, and gives how it ended and its log.
    pub fn stop(mut self) -> (Option<i32>, String) {
        self.signal(Signal::TERM);
        let code = self.process.wait().unwrap().code();
        (code, self.log.take().unwrap().join().unwrap())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn unchunked(mut text: &str) -> String {
    let mut body = String::new();
    while let Some((length, rest)) = text.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).unwrap();
        body.push_str(&rest[..length]);
        text = &rest[(length + 2).min(rest.len())..];
    }
    body
}

/// Waits until something holds.
pub fn wait_until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..600 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("never: {what}");
}
