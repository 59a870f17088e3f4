//! What a process takes: values, checked as the parameters of an address are, and files by value.

use serde_json::{Value, json};

use crate::openapi;
use crate::parameter::{Kind, Parameter};

/// An input of a process.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input {
    pub(crate) name: &'static str,
    pub(crate) holds: Holds,
    /// What it is, in English: it stands in the description.
    pub(crate) about: &'static str,
    /// Whether nothing can be done without it.
    pub(crate) is_needed: bool,
}

/// What an input holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Holds {
    /// A value.
    Value(Kind),
    /// So many files at most, each in one of these forms.
    Files(&'static [FileForm], usize),
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileForm {
    pub(crate) media: &'static str,
    /// How the name that it gets here ends.
    pub(crate) extension: &'static str,
}

/// A table.
pub(crate) const CSV: FileForm = FileForm { media: "text/csv", extension: "csv" };
/// Settings.
pub(crate) const TOML: FileForm = FileForm { media: "application/toml", extension: "toml" };
/// Features.
pub(crate) const GEOJSON: FileForm = FileForm { media: "application/geo+json", extension: "geojson" };
/// A document, or the national export of a register.
pub(crate) const JSON: FileForm = FileForm { media: "application/json", extension: "json" };
/// Messages of the national register (BRO GUF).
pub(crate) const XML: FileForm = FileForm { media: "application/xml", extension: "xml" };
/// Lines of text, such as the hourly temperatures of the KNMI.
pub(crate) const TEXT: FileForm = FileForm { media: "text/plain", extension: "txt" };

impl Input {
    /// A value that may be left out.
    pub(crate) const fn value(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, holds: Holds::Value(kind), about, is_needed: false }
    }

    /// A file that may be left out.
    pub(crate) const fn file(name: &'static str, forms: &'static [FileForm], about: &'static str) -> Self {
        Self { name, holds: Holds::Files(forms, 1), about, is_needed: false }
    }

    /// The same input, which has to be there.
    pub(crate) const fn needed(self) -> Self {
        Self { is_needed: true, ..self }
    }

    /// A parameter of an address as an input.
    pub(crate) const fn of(parameter: Parameter) -> Self {
        Self::value(parameter.name, parameter.kind, parameter.about)
    }

    /// The input as a parameter; `None` for files.
    pub(crate) fn parameter(self) -> Option<Parameter> {
        match self.holds {
            Holds::Value(kind) => Some(Parameter::new(self.name, kind, self.about)),
            Holds::Files(..) => None,
        }
    }

    /// The input as it stands in the description of a process.
    pub(super) fn described(self) -> Value {
        let (schema, most) = match self.holds {
            Holds::Value(kind) => (openapi::schema(kind), 1),
            Holds::Files(forms, most) => (of_file(forms), most),
        };
        json!({
            "title": self.name,
            "description": self.about,
            "minOccurs": u8::from(self.is_needed),
            "maxOccurs": most,
            "schema": schema,
        })
    }
}

/// A file in one of several forms.
fn of_file(forms: &[FileForm]) -> Value {
    let of_form = |form: &FileForm| {
        let kind = if [GEOJSON, JSON].contains(form) { "object" } else { "string" };
        json!({ "type": kind, "contentMediaType": form.media })
    };
    match forms {
        [one] => of_form(one),
        several => json!({ "oneOf": several.iter().map(of_form).collect::<Vec<_>>() }),
    }
}
