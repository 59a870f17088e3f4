//! What a file is, by its first bytes, for a sentence about one that is not read.

use std::fs::File;
use std::io::Read as _;

/// Bytes that are looked at.
const HEAD_BYTES: u64 = 16_384;

/// The beginning of a file.
pub(super) fn head(path: &str) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(file) = File::open(path) {
        // What cannot be read is reported by whoever opens it.
        let _ = file.take(HEAD_BYTES).read_to_end(&mut head);
    }
    head
}

/// What a file is, when it is something that is known and not read.
pub(super) fn named(path: &str) -> Option<&'static str> {
    let head = head(path);
    let text = String::from_utf8_lossy(&head);
    let holds = |word: &str| text.contains(word);
    Some(match () {
        () if head.is_empty() => "empty",
        () if holds("<OGRVRTDataSource") || holds("<VRTDataset") => {
            "a virtual layer (GDAL driver OGR_VRT), which refers to other files, databases or addresses; give the file that it refers to"
        }
        () if holds("<OGRWFSDataSource") => {
            "the address of a web service (GDAL driver WFS); give the data themselves, or the service as `WFS:...` with `--allow-driver WFS`"
        }
        () if holds("ExceptionReport") || holds("ServiceException") => {
            "an exception report of a web service, not its data; read what it says and get the data again"
        }
        () if is_html(&text) => "a page of HTML, as a portal sends instead of a file; get the file again",
        () if holds("standaarden.overheid.nl/stop/imop/geo") || holds("GeoInformatieObject") => {
            "a geo-information object (GIO) as official publications hold it, which is not read yet; take the same areas as a GeoPackage, \
             from PDOK or from whoever published them"
        }
        () if head.starts_with(b"SQLite format 3") => {
            "an SQLite database and no GeoPackage; with `--allow-driver SQLite` it is read, and may then read other files"
        }
        () if head.starts_with(b"PK\x03\x04") => "a zip file: unpack it and give the file in it that holds the map",
        () if head.starts_with(b"%PDF") => "a PDF, which holds pictures and no map",
        () => return None,
    })
}

/// Whether a text is a page of HTML.
fn is_html(text: &str) -> bool {
    let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(64).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// What a GML file says that it holds: how many features came, and how many there are.
pub(super) struct Promise {
    pub(super) returned: Option<u64>,
    pub(super) matched: Option<u64>,
    pub(super) has_next_page: bool,
}

/// What the first element of a GML file promises.
pub(super) fn promise(path: &str) -> Promise {
    let head = head(path);
    let text = String::from_utf8_lossy(&head);
    let root = text.split('<').find(|element| element.contains("FeatureCollection")).unwrap_or_default();
    let root = root.split('>').next().unwrap_or_default();
    let value = |name: &str| {
        let (_, rest) = root.split_once(&format!(" {name}="))?;
        let quote = rest.chars().next()?;
        rest[quote.len_utf8()..].split(quote).next()
    };
    let number = |name: &str| value(name).and_then(|value| value.trim().parse().ok());
    Promise {
        returned: number("numberReturned").or(number("numberOfFeatures")),
        matched: number("numberMatched"),
        has_next_page: value("next").is_some_and(|next| !next.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<&'static str> {
        let file = tempfile::NamedTempFile::new().ok()?;
        std::fs::write(file.path(), text).ok()?;
        named(&file.path().to_string_lossy())
    }

    #[test]
    fn what_is_no_map_is_named() {
        for (text, word) in [
            ("<OGRVRTDataSource><OGRVRTLayer name='a'/></OGRVRTDataSource>", "virtual layer"),
            ("<OGRWFSDataSource><URL>http://x</URL></OGRWFSDataSource>", "web service"),
            ("<?xml version='1.0'?><ows:ExceptionReport/>", "exception report"),
            ("\n <!DOCTYPE HTML><html>", "HTML"),
            ("<geo:GeoInformatieObjectVersie/>", "GIO"),
            ("PK\u{3}\u{4}", "zip"),
            ("", "empty"),
        ] {
            assert!(of(text).is_some_and(|name| name.contains(word)), "{text}: {:?}", of(text));
        }
        assert_eq!(of("id,name"), None);
    }

    #[test]
    fn the_promise_of_a_collection_is_read() {
        let file = tempfile::NamedTempFile::new().inspect(|file| {
            let text = "<?xml version='1.0'?><wfs:FeatureCollection timeStamp=\"x\" numberMatched=\"50\" numberReturned='10' next=\"http://x\">";
            let _ = std::fs::write(file.path(), text);
        });
        let promise = file.map(|file| promise(&file.path().to_string_lossy()));
        assert!(promise.is_ok_and(|it| (it.matched, it.returned, it.has_next_page) == (Some(50), Some(10), true)));
    }
}
