//! `bodemtoets crowding pairs`: systems that are too near to each other, or may be.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::super::LangArgs;
use super::super::file_format::format_of;
use super::super::output::{Output, RunFiles};
use super::super::result::CsvArgs;
use super::super::tools::{Failure, note};
use super::area::AreaArgs;
use super::systems::SystemsArgs;
use bodemtoets_ground::crowding::Harm;
use bodemtoets_report::density::{conflict_feature, conflicts_csv, conflicts_text, notices};
use bodemtoets_report::write_collection;
use bodemtoets_screening::density::conflicts;
use bodemtoets_space::Area;

#[derive(Debug, Args)]
pub(in crate::cli) struct PairsArgs {
    #[command(flatten)]
    systems: SystemsArgs,
    #[command(flatten)]
    area: AreaArgs,
    /// Only pairs that are certainly too near to each other.
    #[arg(long)]
    certain: bool,
    /// Only pairs with a proposal.
    #[arg(long, requires = "what_if")]
    proposed: bool,
    /// Format of the list; by the name of its file when left out, else text.
    #[arg(long = "format", value_enum, help_heading = "Output")]
    format: Option<Format>,
    /// File for the list, instead of standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten)]
    csv: CsvArgs,
    #[command(flatten)]
    lang: LangArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the worst, and how many there are.
    Text,
    /// A table of all.
    Csv,
    /// Lines between the wells, in RD New.
    Geojson,
}

pub(super) fn run(args: &PairsArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    RunFiles::default().reads(args.systems.files()).reads(&args.area.file).writes(&args.output).check(lang)?;
    let format = format_of(args.output.as_deref(), args.format, Format::Text)?;
    args.csv.check(format == Format::Csv)?;
    let mut output = Output::open(args.output.as_deref())?;
    let area = args.area.open()?;
    let systems = args.systems.open(lang)?;
    let inventory = &systems.all;
    let mut found = conflicts(inventory, &systems.assume)?;
    found.retain(|conflict| {
        let is_proposed = || conflict.systems.iter().any(|system| inventory.systems[*system].is_proposal);
        // A pair concerns the area when either well of it stands there.
        let is_in = |area: &Area| conflict.places.iter().any(|place| area.covers(*place));
        (!args.certain || conflict.harm == Harm::Harm)
            && (!args.proposed || is_proposed())
            && area.as_ref().is_none_or(is_in)
    });
    if format != Format::Text {
        notices(inventory).for_each(|notice| note(&format!("! {}", notice.get(lang))));
    }
    match format {
        Format::Text => output.write_text(&conflicts_text(&found, inventory, lang))?,
        Format::Csv => output.write_all(conflicts_csv(&found, inventory, args.csv.dialect())?.as_bytes())?,
        Format::Geojson => {
            let features = found.iter().map(|conflict| conflict_feature(conflict, inventory));
            write_collection(&mut output, "pairs", features, &notices(inventory).collect::<Vec<_>>())?;
        }
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}
