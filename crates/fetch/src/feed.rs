//! A feed (ATOM) of files, as INSPIRE has it: of the service the feeds of its data sets, of a data set its files.

use quick_xml::events::Event;

use crate::address::Address;
use crate::client::{Client, not_data};
use crate::error::FetchError;
use crate::said::{is_exception, is_html};

/// Feeds in feeds.
const DEPTH: usize = 3;

const XML: &str = "application/atom+xml, application/xml;q=0.9, text/xml;q=0.8";

/// A link of an entry.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Entry {
    title: String,
    href: String,
    /// Whether it is another feed.
    is_feed: bool,
}

/// The file of a feed: the only one, or the one of which the name ends as asked.
pub(crate) fn file(client: &mut Client, feed: &Address, asked: Option<&str>) -> Result<Address, FetchError> {
    let mut at = feed.clone();
    for _ in 0..DEPTH {
        let page = client.page(&at, XML)?;
        if is_html(&page.bytes) || is_exception(&page.bytes) {
            return Err(not_data(&page.address, &page.bytes));
        }
        let malformed = |problem: String| FetchError::Malformed { address: page.address.to_string(), problem };
        let text = std::str::from_utf8(&page.bytes).map_err(|error| malformed(error.to_string()))?;
        let entries = entries(text).map_err(malformed)?;
        let chosen = choose(&entries, asked).ok_or_else(|| FetchError::Collection {
            asked: asked.map(str::to_owned),
            known: entries.iter().map(|entry| entry.title.clone()).collect(),
        })?;
        at = page.address.follow(&chosen.href).map_err(|fault| FetchError::Redirect {
            address: page.address.to_string(),
            to: chosen.href.clone(),
            fault: Some(fault),
        })?;
        if !chosen.is_feed {
            return Ok(at);
        }
    }
    Err(FetchError::Circle { address: feed.to_string() })
}

fn choose<'a>(entries: &'a [Entry], asked: Option<&str>) -> Option<&'a Entry> {
    let is_meant = |entry: &&Entry| match asked {
        None => true,
        Some(asked) => entry.title == asked || entry.href.ends_with(asked),
    };
    let mut meant = entries.iter().filter(is_meant);
    let mut found = meant.next().filter(|_| meant.next().is_none());
    // The name of a file may stand in the only feed of a service.
    if let (None, [one]) = (found, entries) {
        found = Some(one).filter(|one| one.is_feed);
    }
    found
}

/// The entries of a feed, each with the link that leads to its data.
fn entries(text: &str) -> Result<Vec<Entry>, String> {
    let mut reader = quick_xml::Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    reader.config_mut().expand_empty_elements = true;
    let mut all = Vec::new();
    let mut entry: Option<(String, Vec<Entry>)> = None;
    let (mut open, mut in_title) = (0_usize, false);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                open += 1;
                match (start.local_name().into_inner(), &mut entry) {
                    ("entry", _) => entry = Some((String::new(), Vec::new())),
                    ("title", Some((title, _))) => in_title = title.is_empty(),
                    ("link", Some((_, links))) => {
                        let value = |name: &str| {
                            let found = start.attributes().flatten().find(|one| one.key.into_inner() == name);
                            found.map(|one| one.value.replace("&amp;", "&")).unwrap_or_default()
                        };
                        let (rel, kind) = (value("rel"), value("type"));
                        if matches!(rel.as_str(), "" | "alternate" | "enclosure" | "section") {
                            let is_feed = kind.starts_with("application/atom+xml");
                            links.push(Entry { title: String::new(), href: value("href"), is_feed });
                        }
                    }
                    _ => {}
                }
            }
            Event::Text(text) if in_title => {
                if let Some((title, _)) = &mut entry {
                    title.push_str(text.into_inner().trim());
                }
            }
            Event::End(end) => {
                open = open.saturating_sub(1);
                match end.local_name().into_inner() {
                    "title" => in_title = false,
                    "entry" => {
                        let (title, links) = entry.take().unwrap_or_default();
                        // A data set has a page for people beside its feed.
                        let has_feed = links.iter().any(|link| link.is_feed);
                        let wanted = links.into_iter().filter(|link| link.is_feed || !has_feed);
                        all.extend(wanted.map(|link| Entry { title: title.clone(), ..link }));
                    }
                    _ => {}
                }
            }
            Event::DocType(_) => return Err("it has a document type, which can hide a trap".to_owned()),
            Event::Eof if open > 0 || all.is_empty() => return Err("it is no feed, or breaks off".to_owned()),
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feed_of_a_data_set_leads_to_its_file() {
        let service = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>S</title><link rel="self" href="x"/><entry>
            <title>Zones</title><link rel="describedby" href="m" type="text/html"/>
            <link rel="alternate" href="https://a/zones.xml" type="application/atom+xml"/></entry></feed>"#;
        let found = entries(service).unwrap();
        assert_eq!(found, [Entry { title: "Zones".into(), href: "https://a/zones.xml".into(), is_feed: true }]);
        assert!(choose(&found, Some("zones.gml")).is_some(), "the only feed is looked into");
        let set = r#"<feed><entry><title>a</title><link rel="alternate" href="/a.gml" type="application/gml+xml"/></entry>
            <entry><title>b</title><link rel="alternate" href="/b.gml"/></entry></feed>"#;
        let found = entries(set).unwrap();
        assert_eq!(choose(&found, Some("b.gml")).map(|entry| entry.title.as_str()), Some("b"));
        assert_eq!(choose(&found, None), None);
        assert!(entries("<feed><entry>").is_err());
    }
}
