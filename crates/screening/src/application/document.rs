//! One application as a document: TOML or JSON.

use std::path::{Path, PathBuf};

use geo::Geometry;

use super::Application;
use super::draft::Draft;
use super::fault::Fault;
use super::field::Field;
use super::problem::Problem;
use bodemtoets_space::{RdNew, from_geojson};
use bodemtoets_words::lang::Lang;

/// An application that cannot be screened.
#[derive(Debug, thiserror::Error)]
pub enum ApplicationError {
    /// The file cannot be read.
    #[error("cannot read {path}: {problem}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        problem: String,
    },
    /// The text is not TOML or JSON.
    #[error("{path}: {problem}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column.
        problem: String,
    },
    /// A field is wrong.
    #[error("{}", self.text(Lang::En))]
    Field {
        /// The file.
        path: PathBuf,
        /// Which, and what is wrong with it.
        fault: Fault,
    },
}

impl ApplicationError {
    /// The error as a sentence. What a parser says of TOML and JSON is in English.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { path, problem } if lang == Lang::Nl => {
                format!("{} is niet te lezen: {problem}", path.display())
            }
            Self::Field { path, fault } => format!("{}: {}", path.display(), fault.text(lang)),
            other => other.to_string(),
        }
    }
}

/// Reads one application from a TOML or JSON file. `template` holds what the file leaves out.
///
/// # Errors
/// When the file cannot be read, is not TOML or JSON, has an unknown field, or a wrong value.
pub fn read_document(path: &Path, template: Draft, rd: &RdNew) -> Result<Application, ApplicationError> {
    let unreadable = |problem: String| ApplicationError::Unreadable { path: path.to_owned(), problem };
    let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        unreadable(format!("not valid UTF-8 after byte {}; save the file as UTF-8", error.valid_up_to()))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let syntax = |problem: String| ApplicationError::Syntax { path: path.to_owned(), problem };
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let fields: serde_json::Map<String, serde_json::Value> = if is_json {
        serde_json::from_str(text).map_err(|error| syntax(error.to_string()))?
    } else {
        let table: toml::Table = toml::from_str(text).map_err(|error| syntax(error.to_string()))?;
        table.into_iter().map(|(name, value)| (name, plain(value))).collect()
    };
    finish(path, template, fields, rd)
}

/// The application that a TOML table holds. `path` is where it stands, for what is said of it.
///
/// # Errors
/// When it has an unknown field or a wrong value.
pub fn read_table(path: &Path, table: toml::Table, rd: &RdNew) -> Result<Application, ApplicationError> {
    let fields = table.into_iter().map(|(name, value)| (name, plain(value))).collect();
    finish(path, Draft::default(), fields, rd)
}

/// The application of named values, as a document of JSON or a verdict holds them ([`Application::written`]).
/// `template` holds what they leave out.
///
/// # Errors
/// When a field is unknown or its value wrong.
pub fn read_fields(
    fields: serde_json::Map<String, serde_json::Value>,
    template: Draft,
    rd: &RdNew,
) -> Result<Application, Fault> {
    fill(template, fields)?.finish(rd)
}

fn finish(
    path: &Path,
    template: Draft,
    fields: serde_json::Map<String, serde_json::Value>,
    rd: &RdNew,
) -> Result<Application, ApplicationError> {
    read_fields(fields, template, rd).map_err(|fault| ApplicationError::Field { path: path.to_owned(), fault })
}

/// TOML as JSON; dates become text.
fn plain(value: toml::Value) -> serde_json::Value {
    match value {
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => {
            serde_json::Number::from_f64(number).map_or_else(|| number.to_string().into(), Into::into)
        }
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Array(list) => list.into_iter().map(plain).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(name, value)| (name, plain(value))).collect(),
    }
}

/// Sets named values.
fn fill(mut draft: Draft, fields: serde_json::Map<String, serde_json::Value>) -> Result<Draft, Fault> {
    for (name, value) in fields {
        if name == "geometry" && !value.is_string() {
            draft.set_geometry(geometry(value).map_err(|why| Fault::new(name, "", Problem::Geometry(why)))?);
            continue;
        }
        let Some(field) = Field::find(&name) else {
            let nearest = Field::suggest(&name);
            return Err(Fault::new(name, shown(&value), Problem::UnknownField(nearest)));
        };
        set(&mut draft, field, &value).map_err(|problem| Fault::new(name, shown(&value), problem))?;
    }
    Ok(draft)
}

/// Sets a field from a value of JSON. What is a number there has one reading, whatever its decimals.
pub(super) fn set(draft: &mut Draft, field: Field, value: &serde_json::Value) -> Result<(), Problem> {
    if let (Field::Given, serde_json::Value::Array(facts)) = (field, value) {
        return draft.set(field, &facts.iter().map(shown).collect::<Vec<_>>().join("|"));
    }
    match (field, value.as_f64()) {
        (Field::X | Field::Y | Field::Lat | Field::Lon | Field::Quantity(_), Some(number)) => {
            draft.set_number(field, number)
        }
        _ => draft.set(field, &shown(value)),
    }
}

fn geometry(value: serde_json::Value) -> Result<Geometry, String> {
    from_geojson(serde_json::from_value(value).map_err(|error| error.to_string())?)
}

/// A value as it was written; text without quotes, null as nothing.
pub(super) fn shown(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
