//! The files that a PDF holds.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object, Stream, String as Text};
use serde_json::{Map, Value};

/// Branches of the tree of names below each other, at most.
const DEEPEST: usize = 16;

/// Bytes of a PDF, at most.
const MOST: u64 = 256 << 20;

/// The files that a PDF holds: an object of JSON, with the text of each under its name.
pub(crate) fn attached(path: &str) -> Result<String, String> {
    let size = std::fs::metadata(path).map_err(|error| format!("{path}: {error}"))?.len();
    if size > MOST {
        return Err(format!("{path} has {size} bytes; a document has at most {MOST}"));
    }
    let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    if !bytes.starts_with(b"%PDF-") {
        return Err(format!("{path} is no PDF"));
    }
    let files = of(bytes).ok_or_else(|| format!("{path} is a PDF that cannot be read, or has nothing attached"))?;
    Ok(Value::Object(files).to_string())
}

fn of(bytes: Vec<u8>) -> Option<Map<String, Value>> {
    let pdf = Pdf::new(bytes).ok()?;
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let tree: Dict<'_> = catalog.get::<Dict<'_>>("Names")?.get("EmbeddedFiles")?;
    let mut files = Map::new();
    gather(&tree, DEEPEST, &mut files);
    Some(files)
}

/// Adds the files of a branch of the tree of names.
fn gather(branch: &Dict<'_>, deep: usize, files: &mut Map<String, Value>) {
    if deep == 0 {
        return;
    }
    for below in branch.get::<Array<'_>>("Kids").iter().flat_map(Array::iter::<Dict<'_>>) {
        gather(&below, deep - 1, files);
    }
    let Some(names) = branch.get::<Array<'_>>("Names") else { return };
    // Names and files by turns.
    for file in names.iter::<Object<'_>>().filter_map(Object::into_dict) {
        if let Some((name, text)) = file_of(&file) {
            files.insert(name, text.into());
        }
    }
}

/// The name and text of a file.
fn file_of(file: &Dict<'_>) -> Option<(String, String)> {
    let name: Text<'_> = file.get("UF").or_else(|| file.get("F"))?;
    let stream: Stream<'_> = file.get::<Dict<'_>>("EF")?.get("F")?;
    let text = String::from_utf8(stream.decoded().ok()?.into_owned()).ok()?;
    Some((unicode(name.as_bytes()), text))
}

/// A text of a PDF: UTF-16 with a mark before it, else taken for ASCII.
fn unicode(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(pairs) => {
            let units: Vec<u16> = pairs.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}
