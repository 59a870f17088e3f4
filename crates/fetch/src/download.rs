//! A file as it is: streamed, counted in bytes, and fingerprinted on its way.

use std::collections::BTreeMap;
use std::io::{Read as _, Write};

use bodemtoets_words::provenance::hex;
use sha2::{Digest as _, Sha256};

use crate::address::Address;
use crate::client::{Client, Packing, not_data, read_failed};
use crate::error::FetchError;
use crate::feed;
use crate::keep::Progress;
use crate::said::{is_exception, is_html};
use crate::source::{Service, Source};

/// Bytes at once.
const BUFFER_BYTES: usize = 128 << 10;

/// A file that was downloaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Downloaded {
    /// Where it came from in the end.
    pub address: Address,
    /// What the server said of it.
    pub headers: BTreeMap<String, String>,
    /// Its size.
    pub bytes: u64,
    /// Its fingerprint.
    pub sha256: String,
    /// Questions that it took.
    pub requests: u64,
}

/// Downloads a file, or the one of a feed, and writes it.
///
/// # Errors
/// When it does not come whole, or is a page of HTML or a report of an error. What was written until then is no map.
pub fn download(
    client: &mut Client,
    source: &Source,
    output: &mut dyn Write,
    told: &mut dyn FnMut(Progress),
) -> Result<Downloaded, FetchError> {
    let address = match source.service {
        Service::Atom => feed::file(client, &source.address, source.collection.as_deref())?,
        _ => source.address.clone(),
    };
    let mut answer = client.open(&address, "*/*", Packing::No)?;
    let promised = answer.length;
    let most = client.limits.file_bytes;
    let (mut bytes, mut digest) = (0_u64, Sha256::new());
    let mut buffer = vec![0; BUFFER_BYTES];
    let mut start: Vec<u8> = Vec::new();
    loop {
        let read = match answer.body.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(read_failed(&answer.address, &error, bytes, 1)),
        };
        let part = &buffer[..read];
        if start.len() < 4096 {
            start.extend_from_slice(&part[..read.min(4096 - start.len())]);
            if is_html(&start) || is_exception(&start) {
                return Err(not_data(&answer.address, &start));
            }
        }
        bytes += read as u64;
        if bytes > most {
            return Err(FetchError::TooLarge { address: answer.address.to_string(), most_bytes: most });
        }
        digest.update(part);
        output.write_all(part).map_err(|error| FetchError::Keep(error.to_string()))?;
        told(Progress { received: bytes, promised });
    }
    if bytes == 0 || promised.is_some_and(|promised| promised != bytes) {
        let problem = format!("the file breaks off after {bytes} of {} bytes", promised.unwrap_or(1));
        return Err(FetchError::Malformed { address: answer.address.to_string(), problem });
    }
    output.flush().map_err(|error| FetchError::Keep(error.to_string()))?;
    Ok(Downloaded {
        address: answer.address,
        headers: answer.headers,
        bytes,
        sha256: hex(&digest.finalize()),
        requests: client.requests,
    })
}
