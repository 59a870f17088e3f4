//! `bodemtoets screen ... -o FILE.pdf`, and `--dossiers DIR`: the decision document of one application, or of each of
//! many.

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
    let Some(paper) = Paper::of(format) else {
        return Err(complaint!(
            nl: "--dossiers maakt documenten: --format pdf of html",
            en: "--dossiers makes documents: --format pdf or html",
        )
        .into());
    };
    let is_one = input.is_one();
    if args.dossiers.is_none() && !is_one {
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
    let folder = args.dossiers.as_deref().map(|folder| Folder::open(folder, paper, lang)).transpose()?;
    let output = if folder.is_none() { Some(Output::open(args.output.as_deref())?) } else { None };
    let proposal = args.proposal()?;
    let screener = screener(args)?;
    let (remedies, proposal) = (args.remedies, proposal.as_ref());
    let job = Dossiers { screener: &screener, proposal, remedies, paper, lang, folder };
    let table = Table::default();
    let summary = stream::run(&job, input, &mut Sink::nowhere(format), &args.options(&table))?;
    let Summary { rows, rejected, mut tally } = summary;
    if let Some(mut output) = output {
        for dossier in tally.waiting {
            output.write_all(&dossier.file?)?;
        }
        output.finish()?;
    } else {
        job.file(&mut tally);
        if let Some(full) = tally.full {
            return Err(full);
        }
        if let Some(folder) = &job.folder {
            folder.finish(tally.filed, args.fields.date.unwrap_or_else(|| screener.default_date()))?;
        }
        tell(rows - rejected, &tally.outcomes.text(lang), rejected, (tally.failed, tally.why), lang);
        stream::tell_notices(&screener.notices(), lang, note);
    }
    if is_one && args.exit_code {
        return Ok(tally.outcomes.only().map_or(ExitCode::SUCCESS, exit_code));
    }
    let is_short = tally.failed > 0 || (args.strict && rejected > 0);
    Ok(if is_short { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn tell(answered: u64, outcomes: &str, rejected: u64, (failed, why): (u64, Option<String>), lang: Lang) {
    note(&match lang {
        Lang::Nl => format!("{answered} dossiers ({outcomes}), {rejected} geweigerd"),
        Lang::En => format!("{answered} dossiers ({outcomes}), {rejected} rejected"),
    });
    if let Some(why) = why {
        note(&match lang {
            Lang::Nl => format!("{failed} dossiers konden niet worden gemaakt; het eerste: {why}"),
            Lang::En => format!("{failed} dossiers could not be made; the first: {why}"),
        });
    }
}
