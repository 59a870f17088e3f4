//! A document as a PDF.

use std::collections::BTreeMap;

use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::desk::{Desk, Sheet};

/// Documents for which Typst remembers what it has computed.
const REMEMBERED: usize = 2;

/// Sets a document: JSON as `bodemtoets-document` writes it.
pub(crate) fn set(desk: &Desk, document: &[u8]) -> Result<Vec<u8>, String> {
    let mut document: Value = serde_json::from_slice(document).map_err(|error| format!("not a document: {error}"))?;
    let mut files = attached(&mut document);
    desk.letters().fit(&mut document);
    files.insert("/document.json".to_owned(), Bytes::from_string(document.to_string()));
    let sheet = Sheet::new(desk, files);
    let pages = typst::compile::<PagedDocument>(&sheet).output.map_err(|errors| told(&errors))?;
    let standards =
        PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).map_err(|error| error.message().to_string())?;
    let options = PdfOptions { creator: Smart::Custom(Some("bodemtoets".into())), standards, ..PdfOptions::default() };
    let file = typst_pdf::pdf(&pages, &options).map_err(|errors| told(&errors))?;
    typst::comemo::evict(REMEMBERED);
    Ok(file)
}

/// Takes the texts of the attachments out of a document: they are attached as they are.
fn attached(document: &mut Value) -> BTreeMap<String, Bytes> {
    let attachments = document.get_mut("attachments").and_then(Value::as_array_mut);
    let files = attachments.into_iter().flatten().filter_map(|attachment| {
        let text = attachment.get_mut("text")?.take();
        let name = attachment.get("name")?.as_str()?;
        Some((format!("/{name}"), Bytes::from_string(text.as_str()?.to_owned())))
    });
    files.collect()
}

/// What Typst says, on a line.
fn told(errors: &EcoVec<SourceDiagnostic>) -> String {
    let mut said: Vec<&str> = Vec::new();
    for error in errors {
        said.push(&error.message);
        said.extend(error.hints.iter().map(|hint| hint.v.as_str()));
    }
    said.join("; ")
}
