//! `bodemtoets serve`: the engine behind an address.

mod limits;
mod token;
mod worker;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use self::limits::LimitArgs;
use self::token::TokenArgs;
use self::worker::WorkerArgs;
use super::complaint::Complaint;
use super::ground::GroundArgs;
use super::screener::open_screener;
use super::tools::{Failure, note};
use super::{LangArgs, PackArgs, RulesArgs};
use bodemtoets_server::{Basemap, Config, Log, PublicUrl, Server, Tokens};
use bodemtoets_words::words::text;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct ServeArgs {
    #[command(subcommand)]
    command: Option<ServeCommand>,
    /// Where it listens. Port 0 takes a free one, which is told on standard output. Elsewhere than on this machine
    /// alone (`127.0.0.1`, `::1`) it takes --tokens or --behind-proxy.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080", env = "BODEMTOETS_LISTEN")]
    listen: SocketAddr,
    /// A proxy lets others in under this address, and sees to who may: `https://bodem.example.nl/toets`.
    #[arg(long, value_name = "URL", value_parser = public_url, env = "BODEMTOETS_BEHIND_PROXY")]
    behind_proxy: Option<PublicUrl>,
    /// A name that the server answers to besides its address; may be repeated.
    #[arg(long = "host", value_name = "NAME", env = "BODEMTOETS_HOST", value_delimiter = ',')]
    hosts: Vec<String>,
    /// Who may do what: a file with a line for each token (`bodemtoets serve token`).
    #[arg(long, value_name = "FILE", env = "BODEMTOETS_TOKENS")]
    tokens: Option<PathBuf>,
    /// Keep verdicts that somebody chooses to keep in this file, which is made when there is none. Nothing else is
    /// stored.
    #[arg(long, value_name = "FILE", env = "BODEMTOETS_JOURNAL")]
    journal: Option<PathBuf>,
    /// Erase what has been in the journal for so many days; number, time and fingerprints stay.
    #[arg(long, value_name = "DAYS", requires = "journal", value_parser = clap::value_parser!(u32).range(1..=36_500), env = "BODEMTOETS_JOURNAL_DAYS")]
    journal_days: Option<u32>,
    /// The map behind the map, in the Dutch grid: the address of tiles (`https://…/{z}/{x}/{y}.png`), which browsers
    /// ask themselves, or a folder with z/x/y.png.
    #[arg(long, value_name = "URL|FOLDER", env = "BODEMTOETS_BASEMAP")]
    basemap: Option<Basemap>,
    #[command(flatten)]
    limits: LimitArgs,
    /// No line in the log for each request and event.
    #[arg(long, env = "BODEMTOETS_NO_LOG")]
    no_log: bool,
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    ground: GroundArgs,
    #[command(flatten)]
    lang: LangArgs,
}

#[derive(Debug, Subcommand)]
enum ServeCommand {
    /// Make a token for who may use the server, and the line for the file of tokens.
    Token(TokenArgs),
    /// Run one process on what stands on standard input: what the server does with files that somebody sends.
    #[command(hide = true)]
    Worker(WorkerArgs),
}

fn public_url(text: &str) -> Result<PublicUrl, Complaint> {
    text.parse().map_err(|why: String| {
        Complaint::new("geef het adres dat anderen kennen, zoals https://bodem.example.nl/toets", why)
    })
}

pub(super) fn run(args: ServeArgs) -> Result<ExitCode, Failure> {
    match &args.command {
        Some(ServeCommand::Token(token)) => return token.run(),
        Some(ServeCommand::Worker(worker)) => return worker.run(),
        None => {}
    }
    let lang = args.lang.lang;
    let config = Config {
        listen: args.listen,
        behind_proxy: args.behind_proxy,
        hosts: args.hosts,
        tokens: args.tokens.as_deref().map(Tokens::read).transpose()?,
        journal: args.journal,
        journal_days: args.journal_days,
        basemap: args.basemap,
        worker: Some(std::env::current_exe()?),
        limits: args.limits.limits(),
        lang,
    };
    let log = if args.no_log { Log::none() } else { Log::to(Box::new(std::io::stdout())) };
    let (pack, rules, ground) = (args.pack, args.rules, args.ground);
    let server = Server::start(&config, Box::new(move || open_screener(&pack, &rules, &ground, lang)), log)?;
    let address = server.address();
    note(&text!(lang, nl: "bodemtoets luistert op http://{address}/", en: "bodemtoets listens on http://{address}/"));
    server.run()?;
    Ok(ExitCode::SUCCESS)
}
