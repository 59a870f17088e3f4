//! What is wrong, in both languages: with the value of a flag, or with a run.

use std::fmt;
use std::io::ErrorKind;
use std::net::AddrParseError;
use std::num::{ParseFloatError, ParseIntError};
use std::path::Path;

use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::text;

/// What is wrong, in both languages. Its `Display` is English.
#[derive(Debug)]
pub(super) struct Complaint(Text);

impl Complaint {
    /// A sentence in Dutch and in English.
    pub(super) fn new(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Text { nl: nl.into(), en: en.into() })
    }

    /// The sentence that a function writes in each language.
    pub(super) fn both(write: impl Fn(Lang) -> String) -> Self {
        Self(Text::both(write))
    }
}

/// A complaint in which both languages name the values around it, as `text!` does.
macro_rules! complaint {
    ($($words:tt)*) => {
        $crate::cli::complaint::Complaint::both(|lang| ::bodemtoets_words::words::text!(lang, $($words)*))
    };
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl std::error::Error for Complaint {}

/// What an error says in a language: ours as it is written, and of the standard library what should be done. An error
/// that knows no languages says what it says.
pub(super) fn text(error: &(dyn std::error::Error + 'static), lang: Lang) -> String {
    macro_rules! in_words {
        ($($kind:ty),+ $(,)?) => {
            $(if let Some(error) = error.downcast_ref::<$kind>() {
                return error.text(lang);
            })+
        };
    }
    in_words!(
        bodemtoets_document::pdf::PdfError,
        bodemtoets_feasibility::Problem,
        bodemtoets_journal::JournalError,
        bodemtoets_law::rules::RulesError,
        bodemtoets_maps::gio::GioError,
        bodemtoets_maps::pack::PackError,
        bodemtoets_screening::ScreenError,
        bodemtoets_screening::application::ApplicationError,
        bodemtoets_screening::application::source::SourceError,
        bodemtoets_spf::Fault,
        bodemtoets_words::archive::ArchiveError,
    );
    let pick = |nl: &str, en: &str| lang.pick(nl, en).to_owned();
    if let Some(Complaint(text)) = error.downcast_ref() {
        text.get(lang).to_owned()
    } else if error.is::<ParseIntError>() {
        pick("geef een heel getal, zoals 20", "give a whole number, such as 20")
    } else if error.is::<ParseFloatError>() {
        pick("geef een getal, zoals 12.5", "give a number, such as 12.5")
    } else if error.is::<jiff::Error>() {
        pick("geef een datum als 2026-11-21", "give a date such as 2026-11-21")
    } else if error.is::<AddrParseError>() {
        pick("geef een adres en een poort, zoals 127.0.0.1:8080", "give an address and a port, such as 127.0.0.1:8080")
    } else if let Some(error) = error.downcast_ref::<std::io::Error>() {
        of_system(error, lang)
    } else {
        error.to_string()
    }
}

/// What the system says when a file cannot be used, or what we said in its place.
fn of_system(error: &std::io::Error, lang: Lang) -> String {
    if let Some(Complaint(text)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return text.get(lang).to_owned();
    }
    let dutch = match error.kind() {
        _ if lang == Lang::En => None,
        ErrorKind::NotFound => Some("bestaat niet"),
        ErrorKind::PermissionDenied => Some("mag niet"),
        ErrorKind::IsADirectory => Some("is een map"),
        ErrorKind::NotADirectory => Some("is geen map"),
        ErrorKind::StorageFull => Some("de schijf is vol"),
        ErrorKind::ReadOnlyFilesystem => Some("de schijf is alleen te lezen"),
        ErrorKind::InvalidData => Some("is geen geldige UTF-8"),
        _ => None,
    };
    dutch.map_or_else(|| error.to_string(), str::to_owned)
}

/// A file that cannot be read, and why.
pub(super) fn cannot_read(path: &Path, why: &(dyn std::error::Error + 'static)) -> Complaint {
    let path = path.display();
    Complaint::both(|lang| {
        let why = text(why, lang);
        text!(lang, nl: "kan {path} niet lezen: {why}", en: "cannot read {path}: {why}")
    })
}

/// A file that cannot be written, and why.
pub(super) fn cannot_write(path: &Path, why: &(dyn std::error::Error + 'static)) -> Complaint {
    let path = path.display();
    Complaint::both(|lang| {
        let why = text(why, lang);
        text!(lang, nl: "kan {path} niet schrijven: {why}", en: "cannot write {path}: {why}")
    })
}
