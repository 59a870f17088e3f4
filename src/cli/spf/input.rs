//! What the commands of `spf` share.

use crate::cli::tools::Failure;
use crate::lang::Lang;
use crate::spf::Fault;

/// A fault as a failure of the command, in a language.
pub(super) fn failure(lang: Lang) -> impl Fn(Fault) -> Failure {
    move |fault| fault.text(lang).into()
}
