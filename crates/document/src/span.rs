//! Words of a document: text with here and there something strong or a link.

use bodemtoets_words::words::visible;
use serde::Serialize;

/// Letters of a text of others that are told; the whole of it is in the attachments.
const MOST: usize = 160;

/// A text in one look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The letters.
    pub text: String,
    /// Whether it stands out.
    pub strong: bool,
    /// Where it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Words(pub Vec<Span>);

impl Words {
    /// The same with more behind it.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), strong: false, url: None });
        self
    }

    /// The same with something strong behind it.
    #[must_use]
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), strong: true, url: None });
        self
    }

    /// The same with a link behind it to a file beside the document.
    #[must_use]
    pub fn file(mut self, text: impl Into<String>, name: &str) -> Self {
        let is_name = name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.'));
        self.0.push(Span { text: text.into(), strong: false, url: is_name.then(|| name.to_owned()) });
        self
    }

    /// The same with a link behind it; plain text where the address is none of the web.
    #[must_use]
    pub fn link(mut self, text: impl Into<String>, url: &str) -> Self {
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        self.0.push(Span { text: text.into(), strong: false, url: is_web.then(|| url.to_owned()) });
        self
    }
}

impl<T: Into<String>> From<T> for Words {
    fn from(text: T) -> Self {
        Self::default().and(text)
    }
}

/// A text of others, fit to be told: what would be obeyed is written out, and what is long is cut off.
///
/// ```
/// use bodemtoets_document::told;
///
/// assert_eq!(told("De Vries\u{202e}\n"), r"De Vries\u{202e}\n");
/// assert!(told(&"a".repeat(10_000)).chars().count() < 200);
/// ```
#[must_use]
pub fn told(text: &str) -> String {
    let start: String = text.chars().take(MOST).collect();
    let more = if start.len() < text.len() { "…" } else { "" };
    format!("{}{more}", visible(&start))
}
