//! What the commands of `spf` share.

use crate::cli::tools::Failure;
use bodemtoets_spf::Fault;
use bodemtoets_words::lang::Lang;

/// A fault as a failure of the command, in a language.
pub(super) fn failure(lang: Lang) -> impl Fn(Fault) -> Failure {
    move |fault| fault.text(lang).into()
}
