//! The inputs of a request, each known and of its kind.
//!
//! All of them come by value: in the request itself, or as a `data:` address. An address of any other kind is refused,
//! so that nobody makes the server look something up for them.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bodemtoets_words::suggest;
use serde_json::{Map, Value};

use super::input::{FileForm, Holds, Input};
use crate::parameter::{Kind, Parameter, Query};
use crate::problem::Problem;
use crate::words;

/// The inputs of a request.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// The values.
    pub(crate) query: Query,
    files: Vec<File>,
}

/// A file that came by value.
#[derive(Debug)]
struct File {
    name: &'static str,
    form: FileForm,
    bytes: Vec<u8>,
}

impl Inputs {
    /// Reads the member `inputs` of a request.
    ///
    /// # Errors
    /// When an input is not known, is needed and not there, is there too often, or cannot be.
    pub(crate) fn read(given: &Map<String, Value>, known: &[Input]) -> Result<Self, Problem> {
        let parameters: Vec<Parameter> = known.iter().filter_map(|input| input.parameter()).collect();
        let mut inputs = Self::default();
        for (name, value) in given {
            let Some(input) = known.iter().find(|input| input.name == name) else {
                let nearest = suggest::nearest(name, known.iter().map(|input| input.name));
                return Err(Problem::parameter(name, "", words::unknown_input(name, nearest)));
            };
            match input.holds {
                Holds::Value(kind) => inputs.take_value(name, kind, value, &parameters)?,
                Holds::Files(forms, most) => {
                    let several = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                    if several.len() > most {
                        return Err(Problem::parameter(name, "", words::too_many(name, most)));
                    }
                    for value in several {
                        let (form, bytes) = file(name, forms, value)?;
                        inputs.files.push(File { name: input.name, form, bytes });
                    }
                }
            }
        }
        let is_there = |input: &Input| {
            inputs.query.get(input.name).is_some() || inputs.files.iter().any(|file| file.name == input.name)
        };
        match known.iter().find(|input| input.is_needed && !is_there(input)) {
            Some(missing) => Err(Problem::parameter(missing.name, "", words::no_input(missing.name))),
            None => Ok(inputs),
        }
    }

    fn take_value(&mut self, name: &str, kind: Kind, value: &Value, known: &[Parameter]) -> Result<(), Problem> {
        let wrong = || Problem::parameter(name, "", words::no_value(name));
        match value {
            Value::Null => Ok(()),
            Value::String(text) => self.query.add(name, text, known),
            Value::Number(_) | Value::Bool(_) => self.query.add(name, &value.to_string(), known),
            Value::Array(numbers) if kind == Kind::Bbox => {
                let numbers: Vec<String> = numbers.iter().map(Value::to_string).collect();
                self.query.add(name, &numbers.join(","), known)
            }
            Value::Array(values) if values.iter().all(|value| !value.is_array() && !value.is_object()) => {
                values.iter().try_for_each(|value| self.take_value(name, kind, value, known))
            }
            Value::Array(_) => Err(wrong()),
            Value::Object(members) => match (members.get("value"), members.get("bbox"), members.get("href")) {
                (Some(value), ..) if !value.is_object() => self.take_value(name, kind, value, known),
                (_, Some(bbox), _) if kind == Kind::Bbox => self.take_value(name, kind, bbox, known),
                (.., Some(href)) => {
                    let (_, bytes) = data(name, href.as_str().unwrap_or_default())?;
                    let text = String::from_utf8(bytes);
                    let text = text.map_err(|_| Problem::parameter(name, "", words::not_utf8(name)))?;
                    self.query.add(name, &text, known)
                }
                _ => Err(wrong()),
            },
        }
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.files.iter().find(|file| file.name == name).map(|file| file.bytes.as_slice())
    }

    /// The text of a file.
    ///
    /// # Errors
    /// When it is no text.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, Problem> {
        let text = self.bytes(name).map(std::str::from_utf8).transpose();
        text.map_err(|_| Problem::parameter(name, "", words::not_utf8(name)))
    }

    /// Puts the files of an input into a folder, under names of ours.
    ///
    /// # Errors
    /// When there is no room for them.
    pub(crate) fn save(&self, name: &str, folder: &Path) -> Result<Vec<PathBuf>, Problem> {
        let files: Vec<&File> = self.files.iter().filter(|file| file.name == name).collect();
        let mut paths = Vec::new();
        for (file, number) in files.iter().zip(1..) {
            let extension = file.form.extension;
            let own =
                if files.len() == 1 { format!("{name}.{extension}") } else { format!("{name}-{number}.{extension}") };
            let path = folder.join(own);
            let written = std::fs::File::create(&path).and_then(|mut target| target.write_all(&file.bytes));
            written.map_err(|_| Problem::no_room())?;
            paths.push(path);
        }
        Ok(paths)
    }

    /// The one file of an input in a folder.
    ///
    /// # Errors
    /// When there is no room for it.
    pub(crate) fn save_one(&self, name: &str, folder: &Path) -> Result<Option<PathBuf>, Problem> {
        Ok(self.save(name, folder)?.pop())
    }
}

/// A file by value: text, a document, or either with its media type beside it.
fn file(name: &str, forms: &[FileForm], given: &Value) -> Result<(FileForm, Vec<u8>), Problem> {
    let wrong = || Problem::parameter(name, "", words::no_file(name));
    let members = given.as_object();
    let member = |key: &str| members.and_then(|members| members.get(key));
    if let Some(href) = member("href") {
        let (media, bytes) = data(name, href.as_str().unwrap_or_default())?;
        return Ok((form(name, forms, Some(&media), &bytes)?, bytes));
    }
    let (value, media, encoding) = match member("value") {
        Some(value) => (value, member("mediaType"), member("encoding")),
        None => (given, None, None),
    };
    let media = media.map(|media| media.as_str().ok_or_else(wrong)).transpose()?;
    let bytes = match (value, encoding.and_then(Value::as_str)) {
        (Value::String(text), None) => text.clone().into_bytes(),
        (Value::String(text), Some("base64")) => BASE64_STANDARD.decode(text.trim()).map_err(|_| wrong())?,
        (Value::Object(_), None) => serde_json::to_vec(value).map_err(|_| wrong())?,
        _ => return Err(wrong()),
    };
    Ok((form(name, forms, media, &bytes)?, bytes))
}

/// The form of a file: what is said of it, or what it looks like.
fn form(name: &str, forms: &[FileForm], media: Option<&str>, bytes: &[u8]) -> Result<FileForm, Problem> {
    let known = || forms.iter().map(|form| form.media).collect::<Vec<_>>().join(", ");
    let refused = |media: &str| Problem::parameter(name, media, words::wrong_form(name, &known()));
    if bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(b"PK\x03\x04") {
        return Err(refused(media.unwrap_or_default()));
    }
    if let Some(media) = media {
        let essence = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        return forms.iter().find(|form| form.media == essence).copied().ok_or_else(|| refused(media));
    }
    let start = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
    let looks = |extensions: &[&str]| forms.iter().find(|form| extensions.contains(&form.extension)).copied();
    let found = match start {
        Some(b'{') => looks(&["geojson", "json"]),
        Some(b'<') => looks(&["xml"]),
        _ => None,
    };
    found.or(forms.first().copied()).ok_or_else(|| refused(""))
}

/// What a `data:` address holds, and its media type.
fn data(name: &str, href: &str) -> Result<(String, Vec<u8>), Problem> {
    let refused = || Problem::parameter(name, href, words::no_address(name));
    let (head, content) = href.strip_prefix("data:").and_then(|rest| rest.split_once(',')).ok_or_else(refused)?;
    let content: Vec<u8> = percent_decoded(content);
    match head.strip_suffix(";base64") {
        Some(media) => Ok((media.to_owned(), BASE64_STANDARD.decode(&content).map_err(|_| refused())?)),
        None => Ok((head.to_owned(), content)),
    }
}

/// Bytes of which `%41` stands for one.
fn percent_decoded(text: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let Some((first, others)) = rest.split_first() {
        let hex = others.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &others[2..];
            }
            (byte, _) => {
                bytes.push(*byte);
                rest = others;
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use bodemtoets_words::lang::Lang;
    use serde_json::json;

    use super::super::input::{CSV, GEOJSON};
    use super::*;

    fn known() -> Vec<Input> {
        vec![
            Input::value("text", Kind::Text, "").needed(),
            Input::value("count", Kind::Number(0.0, 9.0), ""),
            Input::value("bbox", Kind::Bbox, ""),
            Input { holds: Holds::Files(&[CSV, GEOJSON], 2), ..Input::file("table", &[CSV], "") },
        ]
    }

    fn read(given: &Value) -> Result<Inputs, String> {
        let read = Inputs::read(given.as_object().unwrap(), &known());
        read.map_err(|problem| problem.detail().get(Lang::En).to_owned())
    }

    #[test]
    fn values_come_in_every_form_that_the_standard_has() {
        let values = json!({
            "text": { "value": "a" },
            "count": 3,
            "bbox": { "bbox": [1, 2.5, 3, 4], "crs": "http://www.opengis.net/def/crs/EPSG/0/28992" },
            "table": [
                "a,b\n1,2\n",
                { "value": "eHk=", "mediaType": "text/csv", "encoding": "base64" },
            ],
        });
        let inputs = read(&values).unwrap();
        assert_eq!((inputs.query.get("text"), inputs.query.number("count")), (Some("a"), Some(3.0)));
        assert_eq!(inputs.query.get("bbox"), Some("1,2.5,3,4"));
        let folder = tempfile::tempdir().unwrap();
        let paths = inputs.save("table", folder.path()).unwrap();
        assert_eq!(
            paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect::<Vec<_>>(),
            ["a,b\n1,2\n", "xy"]
        );
        let inputs = read(&json!({ "text": "a", "table": { "href": "data:text/csv,a%2Cb" } })).unwrap();
        assert_eq!(inputs.text("table").unwrap(), Some("a,b"));
        let inputs = read(&json!({ "text": "a", "table": { "type": "FeatureCollection", "features": [] } })).unwrap();
        assert!(inputs.save_one("table", folder.path()).unwrap().unwrap().ends_with("table.geojson"));
    }

    #[test]
    fn what_cannot_be_is_refused_and_no_address_is_looked_up() {
        for (given, said) in [
            (json!({}), "text: this input is needed"),
            (json!({ "text": "a", "cuont": 1 }), "cuont: this input is not known here; did you mean `count`?"),
            (json!({ "text": "a", "count": 10 }), "count = 10: a number from 0 to 9 is needed"),
            (json!({ "text": [["a"]] }), "text: a value is needed here"),
            (json!({ "text": "a", "table": ["", "", ""] }), "table: there may be 2 of these at most"),
            (
                json!({ "text": "a", "table": { "value": "x", "mediaType": "image/png" } }),
                "table: what is read is text/csv, application/geo+json, not compressed",
            ),
            (
                json!({ "text": "a", "table": { "value": "H4sI", "encoding": "base64" } }),
                "table: what is read is text/csv, application/geo+json, not compressed",
            ),
        ] {
            assert_eq!(read(&given).unwrap_err(), said, "{given}");
        }
        for href in
            ["file:///etc/passwd", "http://127.0.0.1/", "/etc/passwd", "ftp://a/b", "data:", "DATA:,a", "\\\\a\\b"]
        {
            let said = read(&json!({ "text": "a", "table": { "href": href } })).unwrap_err();
            assert_eq!(said, "table: addresses are not looked up; give the value itself, or a data: address", "{href}");
        }
    }
}
