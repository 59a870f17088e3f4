//! What is known of the subsurface, as flags.

use std::path::PathBuf;

use clap::Args;

use super::complaint::{self, Complaint};
use super::tools::Failure;
use bodemtoets_ground::crowding::{Origin, Range, Subsurface};
use bodemtoets_words::provenance::{InputFile, sha256};

/// What is known of the subsurface.
#[derive(Debug, Clone, Args)]
pub(super) struct GroundArgs {
    /// What is known of the subsurface (TOML), for what systems do to each other; the rest is assumed.
    #[arg(long, value_name = "FILE", help_heading = "Application")]
    ground: Option<PathBuf>,
    /// One number of it: `transmissivity_m2_d=600`, or from one value to another `=400..900`; may be repeated
    /// and goes before the file.
    #[arg(long, value_name = "NAME=VALUE", value_parser = ground_number, help_heading = "Application")]
    ground_number: Vec<(String, Range)>,
}

impl GroundArgs {
    /// The file that is read.
    pub(super) fn file(&self) -> Option<&PathBuf> {
        self.ground.as_ref()
    }

    /// What is known, and the file that says it.
    pub(super) fn read(&self) -> Result<(Subsurface, Option<InputFile>), Failure> {
        let (mut subsurface, mut input) = (Subsurface::default(), None);
        if let Some(path) = &self.ground {
            let file = path.display().to_string();
            let bytes = std::fs::read(path).map_err(|error| complaint::cannot_read(path, &error))?;
            let text = std::str::from_utf8(&bytes).map_err(|error| {
                let after = error.valid_up_to();
                complaint!(
                    nl: "{file}: geen geldige UTF-8 na byte {after}; bewaar het bestand als UTF-8",
                    en: "{file}: not valid UTF-8 after byte {after}; save the file as UTF-8",
                )
            })?;
            subsurface = Subsurface::from_toml(&file, text)?;
            input = Some(InputFile { sha256: sha256(&bytes), file });
        }
        for (name, range) in &self.ground_number {
            subsurface.set(name, *range, Origin::Flag).map_err(|problem| format!("--ground-number: {problem}"))?;
        }
        Ok((subsurface, input))
    }
}

/// Reads `porosity=0.3` or `porosity=0.3..0.35`.
fn ground_number(text: &str) -> Result<(String, Range), Complaint> {
    let read = || {
        let (name, value) = text.split_once('=')?;
        let number = |text: &str| match text.trim() {
            "inf" => Some(f64::INFINITY),
            text => bodemtoets_maps::pack::parse_number(text),
        };
        let range = match value.split_once("..") {
            Some((low, high)) => Range::new(number(low)?, number(high)?),
            None => Range::exactly(number(value)?),
        };
        Some((name.trim().to_owned(), range))
    };
    read().ok_or_else(|| {
        Complaint::new(
            "geef een naam en een getal, zoals porosity=0.3 of transmissivity_m2_d=400..900",
            "give a name and a number, such as porosity=0.3 or transmissivity_m2_d=400..900",
        )
    })
}
