//! What an answer says that is not the data: the sentence in an exception report, the title of a page.

use quick_xml::events::Event;

/// Letters of what a server says that are repeated.
const MOST_LETTERS: usize = 300;

/// Elements that hold what a server has to say, in XML and HTML.
const TELLING: [&str; 5] = ["ExceptionText", "ServiceException", "title", "h1", "Message"];

/// Whether something is XML or HTML, and no JSON.
pub(crate) fn is_markup(bytes: &[u8]) -> bool {
    without_mark(bytes).trim_ascii_start().starts_with(b"<")
}

/// Whether something is a page for people.
pub(crate) fn is_html(bytes: &[u8]) -> bool {
    let start = without_mark(bytes).trim_ascii_start();
    let start = String::from_utf8_lossy(&start[..start.len().min(512)]).to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.contains("<html")
}

/// Whether something is a report of an error of a WFS.
pub(crate) fn is_exception(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(2048)];
    let start = String::from_utf8_lossy(start);
    start.contains("ExceptionReport") || start.contains("ServiceException")
}

/// The sentence in an answer that is not the data.
pub(crate) fn said_in(bytes: &[u8]) -> Option<String> {
    let bytes = without_mark(bytes);
    let said = if is_markup(bytes) { in_markup(bytes) } else { in_json(bytes).or_else(|| Some(lossy(bytes))) };
    let words = said?.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = words.chars().take(MOST_LETTERS).collect();
    (!cut.is_empty()).then_some(cut)
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(4 * MOST_LETTERS)]).into_owned()
}

/// OGC API: `description`, `title`; ArcGIS: `error.message` and `error.details`.
fn in_json(bytes: &[u8]) -> Option<String> {
    let value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    if let Some(error) = value.get("error") {
        let details = error.get("details").and_then(|details| details.as_array()).into_iter().flatten();
        let texts = error.get("message").into_iter().chain(details).filter_map(|text| text.as_str());
        return Some(texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": "));
    }
    let member = ["description", "detail", "title", "message"].into_iter().find_map(|name| value.get(name));
    member.and_then(|text| text.as_str()).map(str::to_owned)
}

fn in_markup(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = quick_xml::Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut within: Option<String> = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let name = start.local_name().into_inner().to_owned();
                if within.is_none() && TELLING.contains(&name.as_str()) {
                    within = Some(String::new());
                }
            }
            Ok(Event::Text(text)) => {
                if let Some(said) = &mut within {
                    said.push_str(&text.into_inner());
                }
            }
            Ok(Event::CData(text)) => {
                if let Some(said) = &mut within {
                    said.push_str(&text.into_inner());
                }
            }
            Ok(Event::End(_)) => {
                if let Some(said) = within.take().filter(|said| !said.trim().is_empty()) {
                    return Some(said);
                }
            }
            Ok(Event::Eof) | Err(_) => return within,
            Ok(_) => {}
        }
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_says_is_found_in_every_form() {
        let report = br#"<?xml version="1.0"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1">
            <ows:Exception exceptionCode="NoApplicableCode"><ows:ExceptionText>Cannot do natural order
            without a primary key</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"#;
        assert_eq!(said_in(report).as_deref(), Some("Cannot do natural order without a primary key"));
        assert!(is_exception(report) && is_markup(report) && !is_html(report));
        let page = b"<!DOCTYPE html><html><head><meta charset=utf-8><title>Onderhoud</title></head><body><p>x";
        assert_eq!(said_in(page).as_deref(), Some("Onderhoud"));
        assert!(is_html(page));
        let arcgis = br#"{"error":{"code":400,"message":"Invalid URL","details":["Service not started"]}}"#;
        assert_eq!(said_in(arcgis).as_deref(), Some("Invalid URL: Service not started"));
        let ogc = br#"{"code":"NotFound","description":"No such collection"}"#;
        assert_eq!(said_in(ogc).as_deref(), Some("No such collection"));
        assert_eq!(said_in(b""), None);
    }
}
