//! A document as `OpenDocument` text (ODF 1.3), for who has to write on in it: a letter.
//!
//! The same document gives the same bytes. Drawings are told in words, and attachments do not come with it.

mod content;

use std::io::{Cursor, Write as _};

use bodemtoets_words::lang::Lang;
use maud::{PreEscaped, html};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::Document;

/// The first line of every part.
const XML: PreEscaped<&str> = PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

/// What kind of file it is: the first bytes of the archive say so.
const KIND: &str = "application/vnd.oasis.opendocument.text";

/// How everything looks; the language stands in it as `{language}` and `{country}`.
const STYLES: &str = include_str!("styles.xml");

/// The bytes of the file.
///
/// # Errors
/// When the archive cannot be written, which in memory does not happen.
pub fn file(document: &Document) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // No moment of the run, so that the same document is the same file.
    let stored = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .compression_method(CompressionMethod::Stored);
    let packed = stored.compression_method(CompressionMethod::Deflated);
    let parts = [
        ("mimetype", KIND.to_owned(), stored),
        ("META-INF/manifest.xml", manifest(), packed),
        ("meta.xml", meta(document), packed),
        ("styles.xml", styles(document.lang), packed),
        ("content.xml", content::part(document), packed),
    ];
    for (name, text, options) in parts {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn manifest() -> String {
    let parts = [("/", KIND), ("meta.xml", "text/xml"), ("styles.xml", "text/xml"), ("content.xml", "text/xml")];
    let manifest = html! {
        (XML)
        manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3" {
            @for (path, kind) in parts {
                manifest:file-entry manifest:full-path=(path) manifest:media-type=(kind) {}
            }
        }
    };
    manifest.into_string()
}

fn meta(document: &Document) -> String {
    let meta = html! {
        (XML)
        office:document-meta
            xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
            xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
            xmlns:dc="http://purl.org/dc/elements/1.1/"
            office:version="1.3" {
            office:meta {
                meta:generator { (document.maker) }
                dc:title { (content::legal(&document.title)) }
                dc:subject { (content::legal(&document.number)) }
                dc:language { (document.lang.pick("nl-NL", "en-GB")) }
                dc:date { (document.date) "T00:00:00" }
            }
        }
    };
    meta.into_string()
}

fn styles(lang: Lang) -> String {
    STYLES.replace("{language}", lang.pick("nl", "en")).replace("{country}", lang.pick("NL", "GB"))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use zip::ZipArchive;

    use super::*;
    use crate::{Block, Fact, Table, Words};

    fn document() -> Document {
        let mut document = Document::new("T", "N", jiff::civil::date(2026, 11, 30), Lang::Nl);
        let evil = "<text:p>&\u{0}\u{b}\u{ffff}😀שלום";
        document.body = vec![
            Block::heading(1, evil),
            Block::paragraph(Words::from(evil).strong("[naam]").link("a", "https://example.org/?a=1&b=2")),
            Block::Facts { facts: vec![Fact::new("zaak", evil)] },
            Block::List { items: vec![evil.into()] },
            Block::Table(
                Table::new([1, 2], vec!["a".into(), "b".into()], vec![vec![evil.into(), "2".into()]]).numbers([1]),
            ),
            Block::NewPage,
            Block::Signing { fields: vec!["Datum".into()] },
        ];
        document
    }

    fn part(file: &[u8], name: &str) -> String {
        let mut text = String::new();
        ZipArchive::new(Cursor::new(file)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_file_says_first_what_it_is_and_is_the_same_every_time() {
        let file = super::file(&document()).unwrap();
        // Programs look for it at this place.
        assert_eq!(&file[30..38], b"mimetype");
        assert_eq!(&file[38..38 + KIND.len()], KIND.as_bytes());
        assert!(file == super::file(&document()).unwrap());
    }

    #[test]
    fn what_is_no_text_of_xml_is_left_out_and_markup_is_shown() {
        let file = super::file(&document()).unwrap();
        let content = part(&file, "content.xml");
        assert!(content.contains("&lt;text:p&gt;&amp;😀שלום"), "{content}");
        assert!(!content.contains(['\u{0}', '\u{b}', '\u{ffff}']));
        for name in ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"] {
            let text = part(&file, name);
            let mut reader = quick_xml::Reader::from_str(&text);
            while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        }
    }
}
