//! Where a thing comes from and how sure it is: shared by layers and rules.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The standing of a layer or pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Simplified or approximate: good for orientation, never for a decision.
    Indicative,
    /// Taken from a factsheet or report that is not the law itself.
    Factsheet,
    /// Computed from official data, or an old copy of it.
    Derived,
    /// Published by the authority as the map that belongs to the law.
    Official,
}

impl Status {
    /// The slug, as in JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Indicative => "indicative",
            Self::Factsheet => "factsheet",
            Self::Derived => "derived",
            Self::Official => "official",
        }
    }
}

/// How sure a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// A parameter that somebody has to confirm.
    Unverified,
    /// Concluded from other sources.
    Inferred,
    /// Stated in a factsheet, not checked against the law.
    Factsheet,
    /// Computed from published data.
    Derived,
    /// Read in the law or regulation itself.
    Verified,
}

impl Certainty {
    /// The slug, as in rulebooks and JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Unverified => "unverified",
            Self::Inferred => "inferred",
            Self::Factsheet => "factsheet",
            Self::Derived => "derived",
            Self::Verified => "verified",
        }
    }
}

/// Where a statement can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Title of the law, plan, report or data set.
    pub title: String,
    /// Article, table or page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The version of the act in which it was read: a CVDR number with the day of the text, or the
    /// work and expression of the official publication (`/akn/nl/act/…/nld@2025-06-17;4`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// Where it can be found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// SHA-256 of bytes, in hexadecimal.
///
/// ```
/// use bodemtoets_words::provenance::sha256;
/// assert!(sha256(b"").starts_with("e3b0c44298fc1c14"));
/// ```
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A file that a result rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InputFile {
    /// Where it was read from.
    pub file: String,
    /// Its fingerprint.
    pub sha256: String,
}
