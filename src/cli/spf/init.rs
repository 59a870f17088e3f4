//! `bodemtoets spf init`: an installation file drawn up from a table of readings.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::input::failure;
use crate::cli::LangArgs;
use crate::cli::output::Output;
use crate::cli::tools::{Failure, note};
use bodemtoets_spf::{Enclosure, Template};
use bodemtoets_words::lang::Lang;

#[derive(Debug, Args)]
pub(in crate::cli) struct InitArgs {
    /// File with readings (CSV).
    readings: PathBuf,
    /// Concept: 1, 2, 2-hours, 3.3, closed, or a file that ends in .toml.
    #[arg(long, value_name = "ID")]
    concept: String,
    /// File for the installation (TOML), instead of standard output. Put it beside the readings.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &InitArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let (concept, _) =
        bodemtoets_spf::concept(&args.concept, Path::new("."), &Enclosure::Open).map_err(failure(lang))?;
    let template = Template::of(&args.readings, concept).map_err(failure(lang))?;
    if let Some(path) = args.output.as_deref().filter(|path| path.exists()) {
        let path = path.display();
        return Err(match lang {
            Lang::Nl => format!("{path} bestaat al; kies een andere naam, of haal het weg"),
            Lang::En => format!("{path} is there already; choose another name, or remove it"),
        }
        .into());
    }
    let mut output = Output::open(args.output.as_deref())?;
    output.write_text(&template.toml(lang))?;
    output.finish()?;
    let understood = template.understood();
    note(&match lang {
        Lang::Nl => format!("{understood} kolommen herkend; kijk het bestand na voordat u het gebruikt"),
        Lang::En => format!("{understood} columns understood; check the file before you use it"),
    });
    Ok(ExitCode::SUCCESS)
}
