//! Why a file of the national register cannot be used as a whole.

/// What is wrong with the file. Single values are remarks, not errors.
#[derive(Debug, thiserror::Error)]
pub enum GufError {
    /// The file cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// The XML is not well-formed, or breaks off.
    #[error(
        "not well-formed XML at byte {byte}: {problem}; the file may be cut short: get it again, for half a register \
         would look like a whole one"
    )]
    Malformed {
        /// Where.
        byte: u64,
        /// What the parser says.
        problem: String,
    },
    /// XML of something else.
    #[error(
        "no BRO GUF: its root is `{root}`{}; a message of the national register starts with `dispatchDataResponse`, \
         `registrationRequest` or the like",
        namespace.as_ref().map(|namespace| format!(" of {namespace}")).unwrap_or_default()
    )]
    NotGuf {
        /// Local name of the root.
        root: String,
        /// Its namespace.
        namespace: Option<String>,
    },
    /// GUF of a version that is not known here.
    #[error("`{namespace}` is another version of BRO GUF; this program reads version 1.0")]
    OtherVersion {
        /// The namespace.
        namespace: String,
    },
    /// A document type, which could hold entities that expand without end.
    #[error(
        "it has a document type (DOCTYPE), which no message of the register has and which can hide a trap: refused"
    )]
    DocType,
    /// An entity that is not one of the five of XML.
    #[error("it uses the entity `&{0};`, which nothing defines")]
    Entity(String),
    /// Elements in elements without end, or an object that never ends.
    #[error("{0}")]
    TooLarge(String),
}
