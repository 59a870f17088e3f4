//! Why there is no PDF.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.text(Lang::En))]
pub enum PdfError {
    /// There is no worker.
    NotFound {
        /// Where it was looked for.
        looked_in: String,
    },
    /// The worker does not start.
    NotStarted {
        /// The worker.
        program: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The worker has said nothing for too long, and was ended.
    Silent(Duration),
    /// The worker ended by itself.
    Ended(String),
    /// The worker says why it cannot be done.
    Refused(String),
    /// The worker says what nobody understands.
    Protocol(String),
}

impl PdfError {
    /// The error as a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NotFound { looked_in } => text!(
                lang,
                nl: "`bodemtoets-pdf`, dat pdf's maakt, staat niet in {looked_in}; installeer het (`cargo install --path crates/pdf`), of noem het in de variabele BODEMTOETS_PDF. HTML werkt zonder.",
                en: "`bodemtoets-pdf`, which makes PDFs, is not in {looked_in}; install it (`cargo install --path crates/pdf`), or name it in the variable BODEMTOETS_PDF. HTML works without."
            ),
            Self::NotStarted { program, source } => {
                let program = program.display();
                text!(lang, nl: "{program} start niet: {source}", en: "{program} does not start: {source}")
            }
            Self::Silent(patience) => {
                let seconds = patience.as_secs();
                text!(
                    lang,
                    nl: "`bodemtoets-pdf` heeft {seconds} seconden niets gezegd en is beëindigd",
                    en: "`bodemtoets-pdf` has said nothing for {seconds} seconds and was ended"
                )
            }
            Self::Ended(how) => {
                let how = how.trim();
                text!(
                    lang,
                    nl: "`bodemtoets-pdf` is onverwacht gestopt ({how})",
                    en: "`bodemtoets-pdf` stopped unexpectedly ({how})"
                )
            }
            Self::Refused(why) => why.clone(),
            Self::Protocol(what) => text!(
                lang,
                nl: "het antwoord van `bodemtoets-pdf` is niet te begrijpen ({what}); zijn beide van dezelfde versie?",
                en: "the answer of `bodemtoets-pdf` cannot be understood ({what}); are both of the same version?"
            ),
        }
    }
}
