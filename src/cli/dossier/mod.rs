//! `bodemtoets screen ... -o FILE.pdf`, `--dossiers DIR` and `--letters DIR`: the decision document of one application, or
//! of each of many, and letters on them.

mod folder;
mod job;
mod maker;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use self::folder::Folder;
use self::job::Dossiers;
pub(super) use self::maker::{Maker, Paper};
use super::output::Output;
use super::screen::{ScreenArgs, exit_code, screener};
use super::stream::{self, Format, Input, Sink, Summary};
use super::table::Table;
use super::tools::{Failure, note};
use bodemtoets_words::lang::Lang;

/// Makes the dossier of one application, or a folder of those of many.
pub(super) fn run(args: &ScreenArgs, input: Input, format: Format) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let paper = match (&args.letters, Paper::of(format)) {
        (Some(_), _) => Paper::Odt,
        (None, Some(paper)) => paper,
        (None, None) => {
            return Err(complaint!(
                nl: "--dossiers maakt documenten: --format pdf of html",
                en: "--dossiers makes documents: --format pdf or html",
            )
            .into());
        }
    };
    let path = args.letters.as_deref().or(args.dossiers.as_deref());
    let is_one = input.is_one();
    if path.is_none() && !is_one {
        let path = args.output.as_deref().unwrap_or(Path::new("-")).display();
        return Err(match lang {
            Lang::Nl => format!("kan {path} niet schrijven: een document gaat over één aanvraag, en dit bestand kan er meer hebben: --dossiers MAP maakt van elke een bestand"),
            Lang::En => format!("cannot write {path}: a document holds one application, and this file may hold many: --dossiers DIR makes a file of each"),
        }
        .into());
    }
    if paper == Paper::Pdf {
        // Better now than after everything has been screened.
        bodemtoets_document::pdf::version().map_err(|error| error.text(lang))?;
    }
    let folder = path.map(|folder| Folder::open(folder, paper, lang)).transpose()?;
    let output = if folder.is_none() { Some(Output::open(args.output.as_deref())?) } else { None };
    let proposal = args.proposal()?;
    let screener = screener(args)?;
    let (remedies, proposal) = (args.remedies, proposal.as_ref());
    let job = Dossiers { screener: &screener, proposal, remedies, paper, lang, folder };
    let table = Table::default();
    let summary = stream::run(&job, input, &mut Sink::nowhere(format), &args.options(&table))?;
    let Summary { rows, rejected, mut tally } = summary;
    if let Some(mut output) = output {
        for made in tally.waiting.into_iter().flat_map(|dossier| dossier.pages) {
            output.write_all(&made.file?)?;
        }
        output.finish()?;
    } else {
        job.file(&mut tally);
        if let Some(full) = tally.full {
            return Err(full);
        }
        if let Some(folder) = &job.folder {
            let letters = (paper == Paper::Odt).then_some(tally.filed.files);
            folder.finish(tally.filed, args.fields.date.unwrap_or_else(|| screener.default_date()))?;
            tell(letters, rows - rejected, &tally.outcomes.text(lang), rejected, lang);
        }
        if let Some(why) = tally.why {
            tell_failed(tally.failed, &why, lang);
        }
        stream::tell_notices(&screener.notices(), lang, note);
    }
    if is_one && args.exit_code {
        return Ok(tally.outcomes.only().map_or(ExitCode::SUCCESS, exit_code));
    }
    let is_short = tally.failed > 0 || (args.strict && rejected > 0);
    Ok(if is_short { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn tell(letters: Option<u64>, answered: u64, outcomes: &str, rejected: u64, lang: Lang) {
    note(&match (letters, lang) {
        (None, Lang::Nl) => format!("{answered} dossiers ({outcomes}), {rejected} geweigerd"),
        (None, Lang::En) => format!("{answered} dossiers ({outcomes}), {rejected} rejected"),
        (Some(letters), Lang::Nl) => {
            format!("{letters} brieven bij {answered} aanvragen ({outcomes}), {rejected} geweigerd")
        }
        (Some(letters), Lang::En) => {
            format!("{letters} letters for {answered} applications ({outcomes}), {rejected} rejected")
        }
    });
}

fn tell_failed(failed: u64, why: &str, lang: Lang) {
    note(&match lang {
        Lang::Nl => format!("{failed} documenten konden niet worden gemaakt; het eerste: {why}"),
        Lang::En => format!("{failed} documents could not be made; the first: {why}"),
    });
}
