//! `bodemtoets verify`: a dossier, its attachments and its pages.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::Value;

use super::difference::differences;
use super::{Again, Written, again, report};
use crate::cli::dossier::{Maker, Paper};
use crate::cli::tools::Failure;
use bodemtoets_document::pdf;
use bodemtoets_report::dossier;
use bodemtoets_screening::{Assessment, Verdict};
use bodemtoets_words::lang::Lang;

#[derive(Debug, Args)]
pub(in crate::cli) struct VerifyArgs {
    /// A dossier: the PDF that `screen -o FILE.pdf` writes.
    file: PathBuf,
    #[command(flatten)]
    again: Again,
}

pub(in crate::cli) fn run(args: &VerifyArgs) -> Result<ExitCode, Failure> {
    let lang = args.again.lang.lang;
    let attached = pdf::attachments(&args.file).map_err(|error| error.text(lang))?;
    let part = |name: &str| {
        let path = args.file.display();
        attached.get(name).ok_or_else(|| match lang {
            Lang::Nl => format!("{path} is geen dossier: er zit geen {name} in"),
            Lang::En => format!("{path} is no dossier: it has no {name} in it"),
        })
    };
    let written = Written::read(&args.file, part(dossier::VERDICT)?, lang)?;
    let screener = args.again.screener(&written)?;
    let assessment = screener.assess(&written.application);
    let verdict = again(&written, &assessment);
    let now = serde_json::to_value(&verdict)?;
    let mut more = of_application(part(dossier::APPLICATION)?, &written, lang)?;
    if more.is_empty() && written.verdict == now && !is_made(args, &assessment, &verdict)? {
        more.push(
            lang.pick(
                "de bladzijden: het antwoord is hetzelfde, maar dit bestand is niet het dossier dat daarvan wordt gemaakt",
                "the pages: the answer is the same, but this file is not the dossier that is made of it",
            )
            .to_owned(),
        );
    }
    report(&written, &now, more, lang)
}

/// How the application that is attached differs from that of the verdict.
fn of_application(attached: &str, written: &Written, lang: Lang) -> Result<Vec<String>, Failure> {
    let attached: Value =
        serde_json::from_str(attached).map_err(|error| format!("{}: {error}", dossier::APPLICATION))?;
    let of_verdict = written.verdict.get("application").unwrap_or(&Value::Null);
    let found = differences(of_verdict, &attached);
    Ok(found.iter().map(|one| format!("{}, {}", dossier::APPLICATION, one.line(lang))).collect())
}

/// Whether the file is, byte for byte, the dossier of the verdict, in either language.
fn is_made(args: &VerifyArgs, assessment: &Assessment, verdict: &Verdict) -> Result<bool, Failure> {
    let file = std::fs::read(&args.file)?;
    let mut maker = Maker::new(Paper::Pdf);
    for lang in [Lang::Nl, Lang::En] {
        let document = dossier::document(assessment, verdict, lang)?;
        if maker.make(&document, args.again.lang.lang)? == file {
            return Ok(true);
        }
    }
    Ok(false)
}
