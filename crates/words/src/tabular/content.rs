//! What a file is by its first bytes, where it is not the text that was expected.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use crate::lang::Lang;

/// Bytes at the end of a zip in which its list of names is looked for.
const TAIL_BYTES: u64 = 128 * 1024;

/// Names of a zip that are told.
const NAMES: usize = 8;

/// A file that is something else than text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A zip, with the names of what is in it as far as they can be read.
    Zip(Vec<String>),
    /// A file that was made smaller with gzip.
    Gzip,
    /// An Excel workbook.
    Excel,
    /// A PDF.
    Pdf,
    /// A database of `SQLite`, such as a GeoPackage.
    Sqlite,
    /// XML or HTML.
    Markup,
    /// Text of two bytes a letter.
    Utf16,
    /// Bytes that are no text at all.
    Binary,
}

impl Content {
    /// Recognises what is not plain text by its first bytes.
    ///
    /// ```
    /// use bodemtoets_words::tabular::Content;
    /// assert_eq!(Content::of(b"\x1f\x8b\x08\x00"), Some(Content::Gzip));
    /// assert_eq!(Content::of(b"\xff\xfei\x00d\x00"), Some(Content::Utf16));
    /// assert_eq!(Content::of(b"id;x;y\n"), None);
    /// ```
    #[must_use]
    pub fn of(start: &[u8]) -> Option<Self> {
        let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
        let tag = |name: &[u8]| text.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        match start {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Some(Self::Zip(Vec::new())),
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Self::Excel),
            [b'%', b'P', b'D', b'F', ..] => Some(Self::Pdf),
            _ if start.starts_with(b"SQLite format 3\0") => Some(Self::Sqlite),
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some(Self::Utf16),
            [0, second, 0, fourth, ..] | [second, 0, fourth, 0, ..] if *second != 0 && *fourth != 0 => {
                Some(Self::Utf16)
            }
            _ if tag(b"<?xml") || tag(b"<!doctype") || tag(b"<html") => Some(Self::Markup),
            _ if start[..start.len().min(1024)].contains(&0) => Some(Self::Binary),
            _ => None,
        }
    }

    /// Recognises a file that is not plain text, with the names of what is in it where it is a zip. `None`
    /// also of a file that cannot be read: who reads it in full reports that.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        let mut file = File::open(path).ok().filter(|file| file.metadata().is_ok_and(|data| data.is_file()))?;
        let mut bytes = Vec::new();
        file.by_ref().take(1024).read_to_end(&mut bytes).ok()?;
        let content = Self::of(&bytes)?;
        if !matches!(content, Self::Zip(_)) {
            return Some(content);
        }
        let length = file.seek(SeekFrom::End(0)).ok()?;
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL_BYTES))).ok()?;
        bytes.clear();
        file.take(TAIL_BYTES).read_to_end(&mut bytes).ok()?;
        let names = names_in_zip(&bytes);
        Some(if names.iter().any(|name| name.starts_with("xl/")) { Self::Excel } else { Self::Zip(names) })
    }

    /// What it is, and what to do.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Zip(names) => return zip_text(names, lang),
            Self::Gzip => lang.pick(
                "dit is een gzip-bestand: pak het uit en geef het bestand dat erin zit",
                "this is a gzip file: unpack it and give the file in it",
            ),
            Self::Excel => lang.pick(
                "dit is een Excel-werkmap: bewaar het blad als CSV (UTF-8)",
                "this is an Excel workbook: save the sheet as CSV (UTF-8)",
            ),
            Self::Pdf => lang.pick("dit is een PDF", "this is a PDF"),
            Self::Sqlite => lang.pick(
                "dit is een SQLite-database, zoals een GeoPackage: geef hem de naam die daarbij hoort (.gpkg)",
                "this is an SQLite database, such as a GeoPackage: give it the name that goes with it (.gpkg)",
            ),
            Self::Markup => lang.pick("dit is XML of HTML", "this is XML or HTML"),
            Self::Utf16 => lang.pick(
                "dit is UTF-16: bewaar het bestand als UTF-8 (in Excel: CSV UTF-8)",
                "this is UTF-16: save the file as UTF-8 (in Excel: CSV UTF-8)",
            ),
            Self::Binary => lang.pick("dit is geen tekst", "this is not text"),
        }
        .to_owned()
    }
}

fn zip_text(names: &[String], lang: Lang) -> String {
    let files: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.ends_with('/')).collect();
    if files.is_empty() {
        return lang
            .pick(
                "dit is een zip: pak hem uit en geef het bestand dat erin zit",
                "this is a zip: unpack it and give the file in it",
            )
            .to_owned();
    }
    let more = if files.len() > NAMES { ", …" } else { "" };
    let listed = files[..files.len().min(NAMES)].join(", ");
    // Of the files of a layer or a series one is to be given.
    let wanted = [".shp", ".gpkg", ".geojson", ".gml", ".csv", ".txt", ".xml", ".json"]
        .iter()
        .find_map(|extension| files.iter().find(|name| name.to_ascii_lowercase().ends_with(extension)));
    let give = wanted.or(files.first()).copied().unwrap_or_default();
    match lang {
        Lang::Nl => format!("dit is een zip met {listed}{more}: pak hem uit en geef {give}"),
        Lang::En => format!("this is a zip with {listed}{more}: unpack it and give {give}"),
    }
}

/// The names in the list at the end of a zip (APPNOTE.TXT 4.3.12); none when it is not in these bytes.
fn names_in_zip(tail: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = tail;
    // The list is the last thing that has this signature many times over; each entry has a head of 46 bytes.
    while let Some(at) = memchr::memmem::find(rest, b"PK\x01\x02") {
        rest = &rest[at..];
        let length = |at: usize| match rest.get(at..at + 2) {
            Some(&[low, high]) => usize::from(u16::from_le_bytes([low, high])),
            _ => 0,
        };
        let end = 46 + length(28);
        let Some(name) = rest.get(46..end) else { break };
        // What a name may do to a terminal is not for this list.
        let name = String::from_utf8_lossy(name);
        names.push(name.chars().filter(|letter| !letter.is_control()).collect());
        rest = &rest[end..];
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An entry of the list at the end of a zip.
    fn entry(name: &str) -> Vec<u8> {
        let mut entry = b"PK\x01\x02".to_vec();
        entry.resize(28, 0);
        entry.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        entry.resize(46, 0);
        entry.extend(name.as_bytes());
        entry
    }

    #[test]
    fn a_zip_is_told_with_what_is_in_it_and_which_file_to_give() {
        let mut bytes = b"PK\x03\x04 the files themselves".to_vec();
        for name in ["plots/", "plots/p.dbf", "plots/p.shp"] {
            bytes.extend(entry(name));
        }
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &bytes).unwrap();
        let content = Content::of_file(file.path()).unwrap();
        assert_eq!(
            content.text(Lang::En),
            "this is a zip with plots/p.dbf, plots/p.shp: unpack it and give plots/p.shp"
        );
        std::fs::write(file.path(), [bytes, entry("xl/workbook.xml")].concat()).unwrap();
        assert_eq!(Content::of_file(file.path()), Some(Content::Excel));
    }

    #[test]
    fn what_is_not_text_is_recognised_by_its_first_bytes() {
        for (start, content) in [
            (&b"PK\x03\x04rest"[..], Content::Zip(Vec::new())),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", Content::Excel),
            (b"%PDF-1.7", Content::Pdf),
            (b"SQLite format 3\0", Content::Sqlite),
            (b"i\0d\0;\0x\0", Content::Utf16),
            (b"\0i\0d\0;\0x", Content::Utf16),
            (b"\xef\xbb\xbf\n<?xml version=\"1.0\"?>", Content::Markup),
            (b"<!DOCTYPE html>", Content::Markup),
            (b"id;x\0\0\0", Content::Binary),
        ] {
            assert_eq!(Content::of(start), Some(content));
        }
        for start in [&b""[..], b"id;x;y", b"\xef\xbb\xbfid,x", b"PK;x;y", b"\"Datum\";1", b"<5;x"] {
            assert_eq!(Content::of(start), None);
        }
    }
}
