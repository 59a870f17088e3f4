//! `bodemtoets doctor`: what is installed, which data there are, how accurate coordinates are.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::output::Page;
use super::tools::Failure;
use super::{LangArgs, PackArgs, RulesArgs};
use bodemtoets_maps::pack::Weight;
use bodemtoets_report::status_word;
use bodemtoets_space::RdNew;
use bodemtoets_words::words::number;

#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &DoctorArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let mut output = Page::open(None)?;
    let mut well = true;
    writeln!(output, "bodemtoets {}", env!("CARGO_PKG_VERSION"))?;

    match RdNew::new().accuracy() {
        Ok(accuracy) => {
            let metres = number(accuracy.metres(), lang);
            writeln!(output, "✓ {}: {}, ±{metres} m", lang.pick("coördinaten", "coordinates"), accuracy.name())?;
        }
        Err(error) => {
            well = false;
            writeln!(output, "✗ {}: {error}", lang.pick("coördinaten", "coordinates"))?;
        }
    }
    match bodemtoets_ogr::version() {
        Ok(version) => {
            let (count, formats) = (version.drivers.len(), lang.pick("formaten", "formats"));
            writeln!(output, "✓ GDAL {}: {count} {formats}", version.gdal)?;
        }
        Err(error) => {
            well = false;
            writeln!(output, "✗ GDAL: {error}")?;
            writeln!(
                output,
                "  {}",
                lang.pick(
                    "CSV, GeoJSON, TOML en JSON werken zonder GDAL.",
                    "CSV, GeoJSON, TOML and JSON work without GDAL."
                )
            )?;
        }
    }
    match bodemtoets_document::pdf::version() {
        Ok(version) => writeln!(output, "✓ Typst {version}: PDF/A-3a, PDF/UA-1")?,
        // Nothing but dossiers as PDF needs it.
        Err(error) => writeln!(output, "– PDF: {}", error.text(lang))?,
    }
    match args.pack.open() {
        Ok(pack) => {
            let count = |weight| pack.remarks.iter().filter(|remark| remark.what.weight() == weight).count();
            writeln!(
                output,
                "✓ {} {} {} ({}, {}): {} {}, {} {}, {} {}",
                lang.pick("kaartpakket", "layer pack"),
                pack.origin,
                pack.version,
                status_word(pack.status, lang),
                pack.date,
                pack.zones.len(),
                lang.pick("gebieden", "zones"),
                pack.abstractions.len(),
                lang.pick("winningen", "abstractions"),
                pack.installations.len(),
                lang.pick("putten van bestaande systemen", "wells of existing systems"),
            )?;
            writeln!(
                output,
                "  {} {}, {} {}, {} {} (bodemtoets layers check)",
                count(Weight::Repaired),
                Weight::Repaired.word(lang),
                count(Weight::Dropped),
                Weight::Dropped.word(lang),
                count(Weight::Doubted),
                Weight::Doubted.word(lang),
            )?;
        }
        Err(error) => {
            well = false;
            writeln!(output, "✗ {}: {error}", lang.pick("kaartpakket", "layer pack"))?;
        }
    }
    match args.rules.open() {
        Ok(library) => {
            let books: Vec<String> = library
                .books
                .iter()
                .map(|book| {
                    format!("{} {} ({} {})", book.id, book.version, book.rules.len(), lang.pick("regels", "rules"))
                })
                .collect();
            writeln!(output, "✓ {}: {}", lang.pick("regelboeken", "rulebooks"), books.join(", "))?;
        }
        Err(error) => {
            well = false;
            writeln!(output, "✗ {}: {error}", lang.pick("regelboeken", "rulebooks"))?;
        }
    }
    output.finish()?;
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
