//! Why the work stopped.

use std::io;

/// Why the work stopped.
pub(super) enum Failure {
    /// A sentence for the user.
    Sentence(String),
    /// Whoever started this has had enough.
    NobodyListens,
}

impl From<String> for Failure {
    fn from(sentence: String) -> Failure {
        Failure::Sentence(sentence)
    }
}

/// A failure to say something.
pub(super) fn unsaid(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        Failure::NobodyListens
    } else {
        Failure::Sentence(format!("the output cannot be written: {error}"))
    }
}
