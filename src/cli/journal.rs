//! `bodemtoets journal`: the journal of a server, looked after.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::LangArgs;
use super::tools::{Failure, note};
use bodemtoets_journal::{Journal, JournalError, back_up, restore};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;

#[derive(Debug, Subcommand)]
pub(super) enum JournalCommand {
    /// Look whether every entry is as it was written, and none is missing before another.
    Verify(JournalArgs),
    /// Make a whole copy, also while a server uses it.
    Backup(CopyArgs),
    /// Put a copy in the place of a journal that is not there.
    Restore(CopyArgs),
}

#[derive(Debug, Args)]
pub(super) struct JournalArgs {
    /// The journal.
    file: PathBuf,
    #[command(flatten)]
    lang: LangArgs,
}

#[derive(Debug, Args)]
pub(super) struct CopyArgs {
    /// The file that is copied.
    from: PathBuf,
    /// The copy; there may be no file of that name.
    to: PathBuf,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(command: &JournalCommand) -> Result<ExitCode, Failure> {
    let in_words = |lang: Lang| move |error: JournalError| error.text(lang);
    let (count, lang) = match command {
        JournalCommand::Verify(args) => {
            let lang = args.lang.lang;
            if !args.file.is_file() {
                let file = args.file.display();
                return Err(text!(lang, nl: "{file}: is er niet", en: "{file}: is not there").into());
            }
            (Journal::open(&args.file).and_then(|journal| journal.verify()).map_err(in_words(lang))?, lang)
        }
        JournalCommand::Backup(args) => {
            (back_up(&args.from, &args.to).map_err(in_words(args.lang.lang))?, args.lang.lang)
        }
        JournalCommand::Restore(args) => {
            (restore(&args.from, &args.to).map_err(in_words(args.lang.lang))?, args.lang.lang)
        }
    };
    note(&text!(lang, nl: "{count} nummers, elk zoals het is bewaard", en: "{count} entries, each as it was kept"));
    Ok(ExitCode::SUCCESS)
}
