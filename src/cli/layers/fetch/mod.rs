//! `bodemtoets layers fetch`: official maps from services and downloads, whole or not at all.

mod bar;
mod one;
mod pack;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

use self::one::{Wanted, fetch_one};
use super::super::LangArgs;
use super::super::numbers::whole;
use super::super::output::RunFiles;
use super::super::tools::{Failure, note};
use bodemtoets_fetch::{Address, Key, Limits, Service, Source};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;

#[derive(Debug, Args)]
pub(in crate::cli) struct FetchArgs {
    /// The address of a service, its collection, or a file; with --pack: the sources to fetch, all when left out.
    #[arg(value_name = "URL|SOURCE")]
    wanted: Vec<String>,
    /// File for the map: GeoJSON or a GeoPackage, in RD New; a download keeps its own format. Its record is kept
    /// beside it, as FILE.snapshot.json.
    #[arg(short, long, value_name = "FILE", conflicts_with = "pack")]
    output: Option<PathBuf>,
    /// Fetch the sources that this pack names, as new snapshots beside its files.
    #[arg(long, value_name = "DIR")]
    pack: Option<PathBuf>,
    /// Where the files of the pack lie, when not beside its manifest.
    #[arg(long, value_name = "DIR", requires = "pack")]
    pack_data: Option<PathBuf>,
    /// Collection of the service, or layer of the file.
    #[arg(long, value_name = "NAME", conflicts_with = "pack")]
    collection: Option<String>,
    /// How the server is asked; by the address when left out.
    #[arg(long, value_enum, conflicts_with = "pack")]
    service: Option<Service>,
    /// The most features a page; what the service gives when left out.
    #[arg(long, value_name = "N", value_parser = whole(1_u64..=100_000), conflicts_with = "pack")]
    page_size: Option<u64>,
    /// The field by which a WFS sorts: one that differs for each feature.
    #[arg(long, value_name = "FIELD", conflicts_with = "pack")]
    sort_by: Option<String>,
    /// Keep features without geometry, and do not refuse the map for them.
    #[arg(long, conflicts_with = "pack")]
    keep_empty: bool,
    /// The variable of the environment that holds the key which the server asks for.
    #[arg(long, value_name = "VARIABLE", conflicts_with = "pack")]
    key_env: Option<String>,
    /// The header in which the server wants the key.
    #[arg(long, value_name = "NAME", default_value = "X-Api-Key", requires = "key_env")]
    key_header: String,
    #[command(flatten)]
    patience: PatienceArgs,
    #[command(flatten)]
    lang: LangArgs,
}

/// How long a server is waited for.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Patience")]
struct PatienceArgs {
    /// How often a question is asked before it is given up.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = whole(1_u32..=20))]
    tries: u32,
    /// Seconds before the second try; it doubles with each.
    #[arg(long, value_name = "SECONDS", default_value_t = 2, value_parser = whole(0_u64..=600))]
    pause: u64,
    /// Seconds of silence after which a server is given up.
    #[arg(long, value_name = "SECONDS", default_value_t = 90, value_parser = whole(1_u64..=3600))]
    silence: u64,
}

impl PatienceArgs {
    fn limits(self) -> Limits {
        Limits {
            tries: self.tries,
            pause: Duration::from_secs(self.pause),
            silence: Duration::from_secs(self.silence),
            ..Limits::default()
        }
    }
}

pub(super) fn run(args: &FetchArgs) -> Result<ExitCode, Failure> {
    match &args.pack {
        Some(pack) => pack::run(args, pack),
        None => by_hand(args),
    }
}

/// One source by its address.
fn by_hand(args: &FetchArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let [address] = args.wanted.as_slice() else {
        return Err(lang
            .pick("geef één adres, of een pakket met --pack", "give one address, or a pack with --pack")
            .into());
    };
    let Some(output) = &args.output else {
        return Err(lang
            .pick("zeg met -o FILE waar de kaart moet komen", "say with -o FILE where the map goes")
            .into());
    };
    let address = parse(address, lang)?;
    let source = Source {
        service: args.service.unwrap_or_else(|| Service::of(&address)),
        address,
        collection: args.collection.clone(),
        page_size: args.page_size,
        sort_by: args.sort_by.clone(),
        keep_empty: args.keep_empty,
    };
    let record = one::record_path(output);
    RunFiles::default().writes([output, &record]).check(lang)?;
    let key = args.key_env.as_ref().map(|env| key(env, &args.key_header, lang)).transpose()?;
    let wanted = Wanted { source: &source, id: None, key, limits: args.patience.limits() };
    fetch_one(&wanted, output, lang)?;
    Ok(ExitCode::SUCCESS)
}

fn parse(address: &str, lang: Lang) -> Result<Address, Failure> {
    Address::parse(address).map_err(|fault| format!("{address}: {}", fault.text(lang)).into())
}

/// The key that a variable of the environment holds.
fn key(variable: &str, header: &str, lang: Lang) -> Result<Key, Failure> {
    let secret = std::env::var(variable).ok().filter(|secret| !secret.is_empty()).ok_or_else(|| {
        text!(
            lang,
            nl: "de omgevingsvariabele {variable}, met de sleutel voor de server, is leeg",
            en: "the variable {variable} of the environment, with the key for the server, is empty"
        )
    })?;
    Ok(Key { header: header.to_owned(), secret })
}

/// Warns of what can be read or changed on its way.
fn warn_of_unsafe(source: &Source, lang: Lang) {
    if !source.address.is_safe() {
        note(&text!(
            lang,
            nl: "let op: {address} is niet versleuteld; onderweg kan de kaart veranderd zijn",
            en: "warning: {address} is not encrypted; the map may have been changed on its way",
            address = source.address
        ));
    }
}
