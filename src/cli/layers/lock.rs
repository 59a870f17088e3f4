//! `bodemtoets layers lock`: which snapshots and files are the maps of a pack.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::super::LangArgs;
use super::super::output::Output;
use super::super::tools::{Failure, note};
use bodemtoets_maps::pack::{LOCK, Pack};
use bodemtoets_words::words::text;

#[derive(Debug, Args)]
pub(in crate::cli) struct LockArgs {
    /// A folder with pack.toml, or the name of an embedded pack.
    #[arg(long, value_name = "DIR")]
    pack: PathBuf,
    /// Where the files of the pack lie, when not beside its manifest.
    #[arg(long, value_name = "DIR")]
    pack_data: Option<PathBuf>,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &LockArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let (pack, data) = (&args.pack, args.pack_data.as_deref());
    let (lock, left_out) = Pack::lock(pack, data)?;
    for left_out in &left_out {
        note(&text!(
            lang,
            nl: "let op: {file} is niet gebruikt: {why}",
            en: "warning: {file} is not used: {why}",
            file = left_out.file,
            why = left_out.problem
        ));
    }
    for source in Pack::sources(pack)? {
        match lock.newest(&source.id).and_then(|locked| locked.made_from.as_ref()) {
            Some(made_from) => note(&text!(
                lang,
                nl: "{id}: {features} objecten, opgehaald op {fetched}",
                en: "{id}: {features} features, fetched {fetched}",
                id = source.id,
                features = made_from.features,
                fetched = made_from.fetched
            )),
            None => note(&text!(
                lang,
                nl: "let op: {id}: nog niet opgehaald; de lagen ervan zeggen niets",
                en: "warning: {id}: not fetched yet; its layers say nothing",
                id = source.id
            )),
        }
    }
    let path = Pack::data_folder(pack, data)?.join(LOCK);
    let mut output = Output::open(Some(&path))?;
    output.write_all(lock.text()?.as_bytes())?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}
