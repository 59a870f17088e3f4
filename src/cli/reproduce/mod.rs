//! `bodemtoets verify` and `bodemtoets reproduce`: the application of a dossier or a verdict is screened again, and what
//! has changed is named.

mod difference;
mod verify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use serde_json::Value;

use self::difference::{Difference, differences};
use super::complaint;
use super::output::Page;
use super::tools::{Failure, note};
use super::{LangArgs, PackArgs, RulesArgs};
use bodemtoets_screening::application::{Application, ApplicationError, Draft, read_fields};
use bodemtoets_screening::remedies::REACH_M;
use bodemtoets_screening::{Screener, Verdict};
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::Lang;
use std::io::Write as _;
pub(super) use verify::{VerifyArgs, run as verify};

/// The exit status of what has changed.
const CHANGED: u8 = 10;

#[derive(Debug, Args)]
pub(super) struct ReproduceArgs {
    /// A verdict, as `screen --format json` writes it, or as it is attached to a dossier.
    verdict: PathBuf,
    #[command(flatten)]
    again: Again,
}

/// What it is screened again with.
#[derive(Debug, Args)]
struct Again {
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    lang: LangArgs,
}

/// A verdict as it was written, and what is needed to make it again.
struct Written {
    verdict: Value,
    application: Application,
    date: Date,
}

pub(super) fn run(args: &ReproduceArgs) -> Result<ExitCode, Failure> {
    let lang = args.again.lang.lang;
    let path = &args.verdict;
    let text = std::fs::read_to_string(path).map_err(|error| complaint::cannot_read(path, &error))?;
    let written = Written::read(path, &text, lang)?;
    let screener = args.again.screener(&written)?;
    let assessment = screener.assess(&written.application);
    let verdict = again(&written, &assessment);
    report(&written, &serde_json::to_value(&verdict)?, Vec::new(), lang)
}

impl Written {
    /// Reads a verdict.
    fn read(path: &Path, text: &str, lang: Lang) -> Result<Self, Failure> {
        let no_verdict = |why: &str| -> Failure {
            let path = path.display();
            match lang {
                Lang::Nl => format!("{path} is geen toetsing van één aanvraag: {why}"),
                Lang::En => format!("{path} is no verdict on one application: {why}"),
            }
            .into()
        };
        let verdict: Value = serde_json::from_str(text).map_err(|error| no_verdict(&error.to_string()))?;
        let schema = verdict.get("schema").and_then(Value::as_str);
        if schema != Some(bodemtoets_screening::SCHEMA) {
            return Err(no_verdict(&format!("schema {}", schema.unwrap_or("-"))));
        }
        let date = verdict.get("date").and_then(Value::as_str).and_then(|date| date.parse().ok());
        let date = date.ok_or_else(|| no_verdict("date"))?;
        let fields = verdict.get("application").and_then(Value::as_object).cloned();
        let fields = fields.ok_or_else(|| no_verdict("application"))?;
        let application = read_fields(fields, Draft::default(), &RdNew::new())
            .map_err(|fault| ApplicationError::Field { path: path.to_owned(), fault }.text(lang))?;
        Ok(Self { verdict, application, date })
    }

    /// Whether the verdict says what would help.
    fn has_remedies(&self) -> bool {
        ["remedies", "no_remedy", "milder_part"].iter().any(|name| self.verdict.get(name).is_some())
    }
}

impl Again {
    /// A screener for the day of a verdict.
    fn screener(&self, written: &Written) -> Result<Screener, Failure> {
        let (pack, library) = rayon::join(|| self.pack.open(), || self.rules.open());
        Ok(Screener::new(pack?, library?, written.date)?)
    }
}

/// The same verdict, made again.
fn again(written: &Written, assessment: &bodemtoets_screening::Assessment) -> Verdict {
    let remedies = written.has_remedies().then(|| assessment.remedies(REACH_M));
    assessment.verdict(Some(&RdNew::new()), remedies)
}

/// Tells what has changed, and how that is said to programs. Another version of the tool is told, and by itself
/// changes nothing.
fn report(written: &Written, now: &Value, more: Vec<String>, lang: Lang) -> Result<ExitCode, Failure> {
    let is_tool = |one: &Difference| one.path == ["provenance", "tool"];
    let (tool, found): (Vec<Difference>, Vec<Difference>) =
        differences(&written.verdict, now).into_iter().partition(is_tool);
    for one in tool {
        note(&one.line(lang));
    }
    let mut page = Page::open(None)?;
    let lines: Vec<String> = found.iter().map(|one| one.line(lang)).chain(more).collect();
    if lines.is_empty() {
        writeln!(page, "{}", lang.pick("= hetzelfde antwoord", "= the same answer"))?;
        page.finish()?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(page, "{}", lang.pick("≠ veranderd", "≠ changed"))?;
    for line in lines {
        writeln!(page, "  {line}")?;
    }
    page.finish()?;
    Ok(ExitCode::from(CHANGED))
}
