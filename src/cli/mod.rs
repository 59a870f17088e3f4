//! The command line: a file for each command, and what they share beside them. Nothing else knows
//! the terminal.

#[macro_use]
mod complaint;
mod crowding;
mod doctor;
mod dossier;
mod feasibility;
mod file_format;
mod flags;
mod ground;
mod help;
mod journal;
mod language;
mod layers;
mod numbers;
mod outcomes;
mod output;
mod picture;
mod plot;
mod register;
mod reproduce;
mod result;
mod rules;
mod screen;
mod screener;
mod serve;
mod spf;
mod stream;
mod table;
mod tools;
mod verdicts;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

use bodemtoets_words::lang::Lang;

/// Tells whether a ground-energy system (WKO) may be built at a place, to what depth, under which
/// rules, and next to what.
#[derive(Debug, Parser)]
#[command(name = "bodemtoets", version, max_term_width = 100)]
struct Cli {
    /// A driver of GDAL that may be used besides those of ordinary files: a database (`PostgreSQL`), a
    /// service (WFS) or a way to find files (vsizip); may be repeated.
    #[arg(long, value_name = "NAME", global = true, help_heading = "Files")]
    allow_driver: Vec<String>,
    #[command(flatten)]
    lang: LangArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Screen one application or a file of them.
    Screen(Box<screen::ScreenArgs>),
    /// Look at layer packs.
    #[command(subcommand)]
    Layers(layers::LayersCommand),
    /// Look at the rules.
    #[command(subcommand)]
    Rules(rules::RulesCommand),
    /// Tell how full the ground is: maps, pairs of systems too near to each other, counts by area.
    #[command(subcommand)]
    Crowding(crowding::CrowdingCommand),
    /// Tell whether a system pays, and what it saves: energy, balance of the ground, money, emissions.
    Feasibility(Box<feasibility::FeasibilityArgs>),
    /// From meter readings to the seasonal performance factor (SPF) and the yearly report.
    #[command(subcommand)]
    Spf(spf::SpfCommand),
    /// Screen the application in a dossier (PDF) again, and tell what has changed: 0 nothing, 10 something, 1 it
    /// cannot be read.
    Verify(reproduce::VerifyArgs),
    /// Screen the application of a verdict (JSON) again, and tell what has changed: 0 nothing, 10 something, 1 it
    /// cannot be read.
    Reproduce(reproduce::ReproduceArgs),
    /// Answer over HTTP: an API and its pages, on this machine alone unless told otherwise.
    Serve(Box<serve::ServeArgs>),
    /// Look after the journal of a server: verify, copy, put back, export, erase.
    #[command(subcommand)]
    Journal(journal::JournalCommand),
    /// Say what is installed, which data there are, and how accurate coordinates are.
    Doctor(doctor::DoctorArgs),
    /// Write completions for a shell to standard output.
    Completions(help::CompletionsArgs),
    /// Write the man pages: that of the whole to standard output, or all of them into a folder.
    Man(help::ManArgs),
}

/// The layer pack to use.
#[derive(Debug, Clone, Args)]
struct PackArgs {
    /// Layer pack: a folder with pack.toml, or the name of an embedded pack.
    #[arg(long, value_name = "DIR", default_value = bodemtoets_maps::pack::DEFAULT)]
    pack: PathBuf,
    /// Where the files of the pack lie, when not beside its manifest.
    #[arg(long, value_name = "DIR")]
    pack_data: Option<PathBuf>,
    /// With the fetched maps as they were known on this day: of the snapshots in pack.lock those that had been fetched.
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
}

/// The rulebooks to use.
#[derive(Debug, Clone, Args)]
struct RulesArgs {
    /// Folder with rulebooks (*.toml), instead of the embedded ones.
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

/// The language to speak: the same flag wherever it stands.
#[derive(Debug, Clone, Copy, Args)]
struct LangArgs {
    /// Language of what people read. When left out: that of the variable `BODEMTOETS_LANG`, else that of the locale, else
    /// Dutch.
    #[arg(long, value_enum, global = true, default_value_t = language::usual(), hide_default_value = true)]
    lang: Lang,
}

/// Runs the command line and says how it went: 0 done, 1 could not be done, 2 wrong usage.
#[must_use]
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = match language::of_run(&arguments) {
        Ok(lang) => lang,
        Err(unknown) => {
            tools::note(&format!("bodemtoets: {}", unknown.text()));
            return ExitCode::from(2);
        }
    };
    let Cli { allow_driver, lang: LangArgs { lang }, command } = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(why) => return help::answer(&arguments, why, lang),
    };
    bodemtoets_ogr::allow_drivers(allow_driver);
    let result = match command {
        Command::Screen(args) => screen::run(&args),
        Command::Layers(command) => layers::run(&command),
        Command::Rules(command) => rules::run(&command),
        Command::Crowding(command) => crowding::run(&command),
        Command::Feasibility(args) => feasibility::run(&args),
        Command::Spf(command) => spf::run(&command),
        Command::Verify(args) => reproduce::verify(&args),
        Command::Reproduce(args) => reproduce::run(&args),
        Command::Serve(args) => serve::run(*args),
        Command::Journal(command) => journal::run(&command),
        Command::Doctor(args) => doctor::run(&args),
        Command::Completions(args) => args.run(),
        Command::Man(args) => args.run(),
    };
    match result {
        Ok(code) => code,
        // Whoever reads our output has seen enough.
        Err(error) if tools::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tools::complain(&error, lang);
            ExitCode::FAILURE
        }
    }
}
