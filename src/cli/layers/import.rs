//! `bodemtoets layers import`: registers of existing installations as one clean GeoPackage.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::super::LangArgs;
use super::super::file_format::format_of;
use super::super::output::{Output, RunFiles, database};
use super::super::register::RegisterArgs;
use super::super::tools::{Failure, note};
use bodemtoets_maps::pack::{Role, System};
use bodemtoets_maps::register::{Format, OUTPUT_COLUMNS, Register, document, feature, pack_entry, text};
use bodemtoets_report::write_collection;

#[derive(Debug, Args)]
pub(in crate::cli) struct ImportArgs {
    #[command(flatten)]
    register: RegisterArgs,
    /// Kind of the files.
    #[arg(long, value_enum, default_value_t = Format::Auto, help_heading = "Register")]
    format: Format,
    /// The file of ground-energy systems to write: a GeoPackage, or GeoJSON when its name ends so.
    /// Without it only the report is made.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// A file of other uses of groundwater (drinking water, draining ...), which are otherwise
    /// only counted.
    #[arg(long, value_name = "FILE")]
    others: Option<PathBuf>,
    /// Write the full report to a file (.json: for machines), or with - to standard output.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Format of the report; by the name of its file when left out.
    #[arg(long, value_enum, requires = "report")]
    report_format: Option<ReportFormat>,
    #[command(flatten)]
    lang: LangArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// Format of a file of installations, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FileFormat {
    Gpkg,
    Geojson,
}

fn file_format(path: &Path) -> Result<FileFormat, Failure> {
    format_of(Some(path), None, FileFormat::Gpkg)
}

pub(super) fn run(args: &ImportArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let report_file = args.report.as_ref().filter(|path| path.as_path() != Path::new("-"));
    let written = [args.output.as_ref(), args.others.as_ref(), report_file];
    RunFiles::default().reads(&args.register.files).writes(written.into_iter().flatten()).check(lang)?;
    for path in [&args.output, &args.others].into_iter().flatten() {
        file_format(path)?;
    }
    let register = args.register.open(args.format)?;
    let is_other = |system: Option<System>| system == Some(System::Other);
    let mut entries = String::new();
    if let Some(path) = &args.output {
        write(path, &register, |system| !is_other(system))?;
        entries += &pack_entry(&name(path), Role::Installation);
    }
    if let Some(path) = &args.others {
        write(path, &register, is_other)?;
        entries = [entries, pack_entry(&name(path), Role::Abstraction)]
            .into_iter()
            .filter(|one| !one.is_empty())
            .collect::<Vec<_>>()
            .join("\n");
    }
    report(args, &register)?;
    let others = register.installations.iter().filter(|one| is_other(one.system)).count();
    if others > 0 && args.others.is_none() && args.output.is_some() {
        let what = lang.pick(
            "installaties zijn geen bodemenergiesysteem en staan niet in het bestand; --others FILE bewaart ze apart",
            "installations are no ground-energy system and not in the file; --others FILE keeps them apart",
        );
        note(&format!("! {others} {what}"));
    }
    if !entries.is_empty() {
        note(lang.pick("Voor pack.toml:", "For pack.toml:"));
        // On standard output, to be added to a manifest, unless the report is there.
        if args.report.as_deref() == Some(Path::new("-")) {
            note(&entries);
        } else {
            let mut output = Output::open(None)?;
            write!(output, "{entries}")?;
            output.finish()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The short report on stderr, and the full one where it was asked for.
fn report(args: &ImportArgs, register: &Register) -> Result<(), Failure> {
    let lang = args.lang.lang;
    let Some(path) = &args.report else {
        note(text(register, lang, false).trim_end());
        return Ok(());
    };
    let is_stdout = path == Path::new("-");
    let by_name = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let is_json = args.report_format.map_or(by_name, |format| format == ReportFormat::Json);
    let mut output = Output::open((!is_stdout).then_some(path))?;
    if is_json {
        serde_json::to_writer_pretty(&mut output, &document(register))?;
        writeln!(output)?;
    } else {
        output.write_text(&text(register, lang, true))?;
    }
    output.finish()?;
    if !is_stdout {
        note(text(register, lang, false).trim_end());
    }
    Ok(())
}

/// Writes the wells and loops of some systems; the file is there whole or not at all.
fn write(path: &Path, register: &Register, wanted: impl Fn(Option<System>) -> bool) -> Result<(), Failure> {
    let installations = register.installations.iter().filter(|installation| wanted(installation.system));
    let features =
        installations.flat_map(|installation| installation.parts.iter().map(|part| feature(installation, part)));
    if file_format(path)? == FileFormat::Geojson {
        return write_geojson(path, features);
    }
    let path = &database(Some(path), "GeoPackage")?;
    let fields: Vec<bodemtoets_ogr::Field> =
        OUTPUT_COLUMNS.iter().map(|(name, kind)| bodemtoets_ogr::Field::new(*name, *kind)).collect();
    let mut writer = bodemtoets_ogr::Writer::create("GPKG", path, "installations", "EPSG:28992", &fields)?;
    for feature in features {
        writer.write(&feature)?;
    }
    Ok(writer.finish()?)
}

/// The first feature has every column, the others those that are known.
fn write_geojson(path: &Path, features: impl Iterator<Item = geojson::Feature>) -> Result<(), Failure> {
    let mut output = Output::open(Some(path))?;
    let features = features.enumerate().map(|(index, mut feature)| {
        if let (Some(properties), 1..) = (&mut feature.properties, index) {
            properties.retain(|_, value| !value.is_null());
        }
        feature
    });
    write_collection(&mut output, "installations", features, &[])?;
    output.finish()
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
