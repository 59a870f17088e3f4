//! The dossier of an application: one page with the decision, and an annex with everything behind it.
//!
//! The order is that of an officer's check list and of a decision: what is asked, what the answer is and what decides
//! it, what would change it, what is not known; then every rule that was looked at, in groups, so that nothing reads
//! as a violation that is none, and what all of it rests on.

mod annex;
mod basis;
mod clip;
mod decision;
pub(crate) mod facts;
mod map;
mod marks;
mod profile;
pub(crate) mod sign;

pub(crate) use annex::rules as rules_of;
pub(crate) use basis::maps;
pub use facts::{number, title};

use bodemtoets_document::{Attachment, Block, Document, told};
use bodemtoets_screening::{Assessment, Verdict};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;

/// The name of the attachment with the verdict.
pub const VERDICT: &str = "verdict.json";
/// The name of the attachment with the application.
pub const APPLICATION: &str = "application.json";

/// The dossier of an assessment. `verdict` is that assessment written out.
///
/// # Errors
/// When the verdict cannot be written as JSON.
pub fn document(assessment: &Assessment, verdict: &Verdict, lang: Lang) -> Result<Document, serde_json::Error> {
    let application = assessment.application();
    let title = facts::title(assessment, verdict, lang);
    let mut document = Document::new(title.clone(), facts::number(application, lang), verdict.date, lang);
    document.push(Block::heading(1, title));
    decision::page(&mut document, assessment, verdict, lang);
    document.push(Block::NewPage);
    annex::pages(&mut document, verdict, lang);
    document.foot = foot(verdict, lang);
    document.attachments = vec![
        Attachment {
            name: VERDICT.to_owned(),
            about: lang.pick("het antwoord, bodemtoets/verdict/1", "the answer, bodemtoets/verdict/1").to_owned(),
            text: serde_json::to_string_pretty(verdict)? + "\n",
        },
        Attachment {
            name: APPLICATION.to_owned(),
            about: lang
                .pick(
                    "de aanvraag, zoals bodemtoets screen die leest",
                    "the application, as bodemtoets screen reads it",
                )
                .to_owned(),
            text: serde_json::to_string_pretty(&verdict.application)? + "\n",
        },
    ];
    Ok(document)
}

/// What stands at the foot of every page: who made it of what, and how to check it.
fn foot(verdict: &Verdict, lang: Lang) -> Vec<String> {
    let provenance = &verdict.provenance;
    let (tool, sha256) = (told(&provenance.tool), &provenance.input_sha256);
    vec![
        text!(lang, nl: "{tool} · aanvraag sha256 {sha256:.12}", en: "{tool} · application sha256 {sha256:.12}"),
        text!(
            lang,
            nl: "Het antwoord en de aanvraag zitten als bijlage in dit bestand; bodemtoets verify of reproduce toetst ze opnieuw.",
            en: "The answer and the application are attached to this file; bodemtoets verify or reproduce screens them again."
        ),
    ]
}
