//! `bodemtoets layers`: what a pack holds, and what was wrong with its files.

mod diff;
mod fetch;
mod gio;
mod import;
mod lock;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use comfy_table::{Table, presets};
use serde_json::json;

use super::output::{Output, Page};
use super::tools::Failure;
use super::{LangArgs, PackArgs};
use bodemtoets_maps::pack::{Pack, Remark, Weight};
use bodemtoets_report::status_word;
use bodemtoets_words::lang::Lang;

#[derive(Debug, Subcommand)]
pub(super) enum LayersCommand {
    /// List the layers of a pack, with version, status and fingerprint.
    List(LayersArgs),
    /// Report everything in a pack that was repaired, dropped or doubted.
    Check(LayersArgs),
    /// Fetch official maps from a service or a download, whole or not at all: one by its address, or the sources of
    /// a pack.
    Fetch(Box<fetch::FetchArgs>),
    /// Take the snapshots and files of a pack as its maps, in pack.lock.
    Lock(lock::LockArgs),
    /// Show what changed between two versions of a map, or of the maps of a pack: features, areas, attributes.
    Diff(diff::DiffArgs),
    /// Show what is in a map of the law (GIO), or in each map of the zip of a whole act.
    Gio(gio::GioArgs),
    /// Make one clean layer of registers of existing installations, and report what was done.
    Import(Box<import::ImportArgs>),
}

#[derive(Debug, Args)]
pub(super) struct LayersArgs {
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    lang: LangArgs,
    /// Format of the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// check: list every remark, not the first few of each sort.
    #[arg(long)]
    all: bool,
    /// check: fail (1) when something was dropped or doubted.
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// How many remarks of a sort are shown without `--all`.
const SHOWN: usize = 5;

pub(super) fn run(command: &LayersCommand) -> Result<ExitCode, Failure> {
    match command {
        LayersCommand::List(args) => list(args),
        LayersCommand::Check(args) => check(args),
        LayersCommand::Fetch(args) => fetch::run(args),
        LayersCommand::Lock(args) => lock::run(args),
        LayersCommand::Diff(args) => diff::run(args),
        LayersCommand::Gio(args) => gio::run(args),
        LayersCommand::Import(args) => import::run(args),
    }
}

fn list(args: &LayersArgs) -> Result<ExitCode, Failure> {
    if args.all || args.strict {
        return Err(complaint!(
            nl: "--all en --strict doen hier niets: zij horen bij `layers check`",
            en: "--all and --strict do nothing here: they are of `layers check`",
        )
        .into());
    }
    let pack = args.pack.open()?;
    let lang = args.lang.lang;
    if args.format == Format::Json {
        let mut output = Output::open(None)?;
        serde_json::to_writer_pretty(&mut output, &describe(&pack))?;
        writeln!(output)?;
        output.finish()?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut output = Page::open(None)?;
    writeln!(output, "{} ({} {}, {})", pack.title.get(lang), pack.origin, pack.version, pack.date)?;
    writeln!(output, "{}: {}", lang.pick("licentie", "licence"), pack.licence)?;
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header([
        lang.pick("laag", "layer"),
        lang.pick("rol", "role"),
        lang.pick("objecten", "features"),
        "status",
        lang.pick("pakket", "pack"),
        lang.pick("bestand", "file"),
        "sha256",
    ]);
    for layer in &pack.layers {
        table.add_row([
            layer.id.clone(),
            format!("{:?}", layer.role).to_lowercase(),
            layer.features.to_string(),
            status_word(layer.status, lang).to_owned(),
            format!("{} {}", layer.pack, layer.version),
            layer.file.clone(),
            layer.sha256[..12].to_owned(),
        ]);
    }
    writeln!(output, "{table}")?;
    for source in Pack::sources(&args.pack.pack)? {
        let tried = match source.tried {
            Some(day) => format!("{} {day}", lang.pick("geprobeerd op", "tried on")),
            None => lang.pick("hier nog niet geprobeerd", "not tried here").to_owned(),
        };
        writeln!(output, "{} {}: {} ({tried})", lang.pick("bron", "source"), source.id, source.address)?;
        if let Some(note) = &source.note {
            writeln!(output, "  {}", note.get(lang))?;
        }
    }
    for layer in &pack.layers {
        if let Some(made_from) = &layer.made_from {
            let what = lang.pick("opgehaald", "fetched");
            writeln!(output, "{}: {what} {}, {}", layer.id, made_from.fetched, made_from.address)?;
        }
    }
    for layer in &pack.not_fetched {
        let what = lang.pick("nog niet opgehaald: deze laag zegt niets", "not fetched yet: this layer says nothing");
        writeln!(output, "! {layer}: {what}")?;
    }
    for layer in &pack.layers {
        if let Some(caveat) = &layer.caveat {
            writeln!(output, "! {}: {}", layer.id, caveat.get(lang))?;
        }
    }
    for notice in &pack.notices {
        let about = if notice.layers.is_empty() { String::new() } else { format!("{}: ", notice.layers.join(", ")) };
        writeln!(output, "! {about}{}", notice.text.get(lang))?;
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn describe(pack: &Pack) -> serde_json::Value {
    json!({
        "schema": "bodemtoets/pack/1",
        "name": pack.origin,
        "version": pack.version,
        "date": pack.date,
        "status": pack.status,
        "licence": pack.licence,
        "title": pack.title,
        "layers": pack.layers.iter().map(|layer| json!({
            "id": layer.id,
            "role": layer.role,
            "features": layer.features,
            "status": layer.status,
            "certainty": layer.certainty,
            "pack": layer.pack,
            "version": layer.version,
            "file": layer.file,
            "sha256": layer.sha256,
            "expression": layer.expression,
            "fetched": layer.made_from.as_ref().map(|made_from| made_from.fetched),
            "address": layer.made_from.as_ref().map(|made_from| &made_from.address),
            "source": layer.source,
            "caveat": layer.caveat,
        })).collect::<Vec<_>>(),
    })
}

fn check(args: &LayersArgs) -> Result<ExitCode, Failure> {
    let pack = args.pack.open()?;
    let lang = args.lang.lang;
    match args.format {
        Format::Json => {
            let mut output = Output::open(None)?;
            let remarks: Vec<_> = pack
                .remarks
                .iter()
                .map(|remark| {
                    json!({
                        "layer": remark.layer,
                        "feature": remark.feature,
                        "weight": remark.what.weight(),
                        "remark": { "nl": remark.what.text(Lang::Nl), "en": remark.what.text(Lang::En) },
                    })
                })
                .collect();
            serde_json::to_writer_pretty(
                &mut output,
                &json!({ "schema": "bodemtoets/pack-check/1", "pack": describe(&pack), "remarks": remarks }),
            )?;
            writeln!(output)?;
            output.finish()?;
        }
        Format::Text => {
            let mut page = Page::open(None)?;
            tell(&mut page, &pack, lang, args.all)?;
            page.finish()?;
        }
    }
    let serious = pack.remarks.iter().any(|remark| remark.what.weight() != Weight::Repaired);
    Ok(if args.strict && serious { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn tell(output: &mut Page, pack: &Pack, lang: Lang, all: bool) -> Result<(), Failure> {
    for layer in &pack.layers {
        writeln!(output, "{}: {} {}", layer.id, layer.features, lang.pick("objecten in gebruik", "features in use"))?;
        let remarks: Vec<&Remark> = pack.remarks.iter().filter(|remark| remark.layer == layer.id).collect();
        for weight in [Weight::Dropped, Weight::Doubted, Weight::Repaired] {
            let (trivial, telling): (Vec<&Remark>, Vec<&Remark>) = remarks
                .iter()
                .copied()
                .filter(|remark| remark.what.weight() == weight)
                .partition(|remark| remark.what.is_trivial() && !all);
            if !telling.is_empty() {
                writeln!(output, "  {}: {}", weight.word(lang), telling.len())?;
            }
            let shown = if all { telling.len() } else { SHOWN };
            for remark in telling.iter().take(shown) {
                let feature = remark.feature.as_deref().map(|id| format!("{id}: ")).unwrap_or_default();
                writeln!(output, "    {feature}{}", remark.what.text(lang))?;
            }
            if telling.len() > shown {
                let more = telling.len() - shown;
                match lang {
                    Lang::Nl => writeln!(output, "    … en nog {more} (alles met --all)")?,
                    Lang::En => writeln!(output, "    … and {more} more (all with --all)")?,
                }
            }
            if !trivial.is_empty() {
                let what = lang.pick(
                    "kleinigheden zonder gevolg, zoals ringen omgekeerd (alles met --all)",
                    "trifles of no consequence, such as rings turned round (all with --all)",
                );
                writeln!(output, "  {} {what}", trivial.len())?;
            }
        }
    }
    if pack.remarks.is_empty() {
        writeln!(
            output,
            "{}",
            lang.pick("Niets hersteld, weggelaten of betwijfeld.", "Nothing repaired, dropped or doubted.")
        )?;
    }
    Ok(())
}
