//! `bodemtoets screen --plot`: plots, part by part.

mod job;
mod place;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use self::job::{Plots, Tally};
use super::dossier::{Maker, Paper};
use super::output::Output;
use super::picture::PictureFile;
use super::screen::{ScreenArgs, screener};
use super::stream::{self, Input, Sink, Summary};
use super::tools::{Failure, note};
use bodemtoets_screening::Screener;
use bodemtoets_screening::application::{Application, Draft, Problem};
use bodemtoets_space::{RdNew, Shape};
use bodemtoets_words::lang::Lang;
pub(super) use place::PlaceArgs;

pub(super) fn run(args: &ScreenArgs, path: &Path, draft: Draft) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let (result, map) = args.result_and_map()?;
    let mut input = Input::open(path, args.layer.as_deref(), draft, lang)?;
    if map.is_some() {
        input = Input::One(Box::new(only_one(input, path, lang)?));
    }
    if let Input::One(application) = &input
        && !matches!(application.place, Shape::Area(_))
    {
        return Err(format!("{}: {}", path.display(), Problem::NotAPlot.text(lang)).into());
    }
    let format = args.format_of(&input)?;
    let paper = Paper::of(format);
    if let (Some(_), false) = (paper, input.is_one()) {
        let path = path.display();
        return Err(complaint!(
            nl: "een document gaat over één perceel, en in {path} kunnen er meer staan: geef elk een eigen bestand",
            en: "a document is about one plot, and {path} may hold many: give each a file of its own",
        )
        .into());
    }
    args.check_with(&input, format)?;
    let table = args.table.settle(&input, format, args.rejects.is_some())?;
    let map = map.map(|path| PictureFile::open(path, lang)).transpose()?;
    let screener = screener(args)?;
    let placer = args.place.placer(args.proposal()?);
    let job = Plots {
        screener: &screener,
        placer: placer.as_ref(),
        is_one: input.is_one(),
        draw: map.is_some(),
        write: paper.is_some(),
        format,
        dialect: table.dialect,
        lang,
    };
    let mut sink = if paper.is_some() { Sink::nowhere(format) } else { job.sink(result, &table.own)? };
    let output = paper.map(|_| Output::open(result)).transpose()?;
    let is_one = input.is_one();
    let summary = stream::run(&job, input, &mut sink, &args.options(&table))?;
    sink.finish()?;
    if let (Some(map), Some(picture)) = (map, &summary.tally.picture) {
        map.write(picture)?;
    }
    if let (Some(paper), Some(mut output), Some(document)) = (paper, output, &summary.tally.document) {
        output.write_all(&Maker::new(paper).make(document, lang)?)?;
        output.finish()?;
    }
    if is_one {
        return Ok(ExitCode::SUCCESS);
    }
    tell(&summary, &screener, lang);
    let failed = args.strict && summary.rejected > 0;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The one plot of a file that may hold many: a map shows no more.
fn only_one(input: Input, path: &Path, lang: Lang) -> Result<Application, Failure> {
    let (reading, batches) = match input {
        Input::One(application) => return Ok(*application),
        Input::Many(reading, batches) => (reading, batches),
    };
    let rd = RdNew::new();
    let (mut found, mut count) = (None, 0_u64);
    for batch in batches {
        count += reading.understand(&batch?, &rd, |_, application| {
            found.get_or_insert(application);
        });
    }
    match found {
        Some(Ok(application)) if count == 1 => Ok(application),
        Some(Err(reject)) if count == 1 => Err(reject.text(lang).into()),
        _ => {
            let path = path.display();
            Err(complaint!(
                nl: "--map tekent één perceel, en in {path} staan er {count}",
                en: "--map draws one plot, and {path} holds {count}",
            )
            .into())
        }
    }
}

fn tell(summary: &Summary<Tally>, screener: &Screener, lang: Lang) {
    let Summary { rows, rejected, tally } = summary;
    let (plots, best, uncut) = (rows - rejected, tally.best.text(lang), tally.uncut);
    note(&match lang {
        Lang::Nl => format!("{plots} percelen getoetst (het beste erop: {best}), {rejected} geweigerd"),
        Lang::En => format!("{plots} plots screened (the best on them: {best}), {rejected} rejected"),
    });
    if uncut > 0 {
        note(&match lang {
            Lang::Nl => {
                format!("let op: {uncut} percelen zijn niet opgedeeld en hebben de uitkomst van hun strengste plek")
            }
            Lang::En => {
                format!("warning: {uncut} plots are not cut up and have the outcome of their strictest spot")
            }
        });
    }
    stream::tell_notices(&screener.notices(), lang, note);
}
