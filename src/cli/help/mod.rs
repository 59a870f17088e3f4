//! What the command line says of itself: help, errors of usage, completions and man pages. All of it comes from one
//! tree of commands, of which the English stands in doc comments and the Dutch in `nl.toml`.

mod completions;
mod dutch;
mod examples;
mod man;
mod misuse;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Command, CommandFactory as _};

use super::Cli;
use bodemtoets_words::lang::Lang;
pub(super) use completions::CompletionsArgs;
pub(super) use man::ManArgs;

/// The commands as completions and man pages take them, in a language.
fn tree(lang: Lang) -> Command {
    // They need no words about `help`, which each command says again.
    in_language(Cli::command().disable_help_subcommand(true), lang)
}

/// The commands as the terminal shows them, in a language.
fn shown(lang: Lang) -> Command {
    let root = in_language(Cli::command(), lang);
    match lang {
        Lang::En => root,
        Lang::Nl => dutch::framed(root),
    }
}

fn in_language(root: Command, lang: Lang) -> Command {
    let mut root = examples::added(root, lang);
    root.build();
    match lang {
        Lang::En => root,
        Lang::Nl => dutch::translated(root),
    }
}

/// Answers arguments that are no run: with the help or the version that they ask for (0), or with what is wrong (2).
pub(super) fn answer(arguments: &[OsString], why: clap::Error, lang: Lang) -> ExitCode {
    // The same again, in the language. What is known for sure is that they are no run.
    let error = shown(lang).try_get_matches_from(arguments).err().unwrap_or(why);
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if is_help || lang == Lang::En {
        // When nobody listens there is nobody left to tell.
        let _ = error.print();
    } else {
        misuse::complain(&error);
    }
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}
