//! The systems to look at, and what is assumed.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::super::complaint::{Complaint, cannot_read};
use super::super::register::RegisterArgs;
use super::super::tools::{Failure, note};
use bodemtoets_ground::crowding::{Range, SpacingRules, Subsurface};
use bodemtoets_maps::register::Format;
use bodemtoets_screening::application::{Draft, read_document, source};
use bodemtoets_screening::density::{Assumptions, Inventory};
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::Lang;

/// The systems to look at, and what is assumed of them and of the ground.
#[derive(Debug, Args)]
pub(super) struct SystemsArgs {
    #[command(flatten)]
    register: RegisterArgs,
    /// Kind of the files.
    #[arg(long, value_enum, default_value_t = Format::Auto, help_heading = "Register")]
    register_format: Format,
    /// Proposed systems to add: applications, as `screen` takes them (TOML, CSV, GeoJSON, or anything that
    /// GDAL reads).
    #[arg(long, value_name = "PROPOSALS", help_heading = "Systems")]
    what_if: Option<PathBuf>,
    /// Leave out some systems of the register; can be given several times.
    #[arg(long, value_enum, value_name = "WHICH", help_heading = "Systems")]
    exclude: Vec<Exclude>,
    /// What is known of the ground (docs/crowding.md): porosity, heat capacity, conductivity. What it does
    /// not say is a wide assumption.
    #[arg(long, value_name = "FILE.toml", help_heading = "Assumptions")]
    ground: Option<PathBuf>,
    /// The share of the thickness of a slice that is aquifer: 0.6, or 0.4-0.8.
    #[arg(long, value_name = "SHARE", value_parser = range, default_value = "1", help_heading = "Assumptions")]
    aquifer_share: Range,
    /// Length of screens that are not known, m.
    #[arg(long, value_name = "M", value_parser = range, default_value = "10-60", help_heading = "Assumptions")]
    unknown_screen: Range,
    /// Mean thermal radii that wells of the same type have to be apart.
    #[arg(long, value_name = "RADII", default_value_t = SpacingRules::default().same, help_heading = "Assumptions")]
    same: f64,
    /// Mean thermal radii that wells of opposite or unknown type have to be apart.
    #[arg(long, value_name = "RADII", default_value_t = SpacingRules::default().opposite, help_heading = "Assumptions")]
    opposite: f64,
    /// How far from each other systems may be to be held against each other, m.
    #[arg(long, value_name = "M", default_value_t = 400.0, help_heading = "Assumptions")]
    search_radius: f64,
}

/// Systems that can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Exclude {
    /// Wells and loops in a place that ten or more installations share, perhaps that of an office.
    PlaceShared,
}

/// Systems, and what is assumed.
pub(super) struct Systems {
    /// Those of the register.
    pub(super) existing: Inventory,
    /// The same with the proposals; the same list when there are none.
    pub(super) all: Inventory,
    pub(super) assume: Assumptions,
    /// What they were read from, in words.
    pub(super) source: String,
}

impl Systems {
    /// Whether there are proposals.
    pub(super) fn has_proposals(&self) -> bool {
        self.all.systems.len() > self.existing.systems.len()
    }
}

impl SystemsArgs {
    /// The files that are read.
    pub(super) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.register.files.iter().chain(&self.what_if).chain(&self.ground)
    }

    pub(super) fn open(&self, lang: Lang) -> Result<Systems, Failure> {
        let subsurface = match &self.ground {
            None => Subsurface::default(),
            Some(path) => {
                let text = std::fs::read_to_string(path).map_err(|error| cannot_read(path, &error))?;
                Subsurface::from_toml(&path.display().to_string(), &text)?
            }
        };
        let register = self.register.open(self.register_format)?;
        let left_out = register.left_out();
        if left_out > 0 || !register.remarks.is_empty() {
            let words = lang.pick(
                "putten uit het register tellen niet mee (dubbel, buitenland of beëindigd), en er zijn opmerkingen: `bodemtoets layers import` noemt ze",
                "wells of the register do not count (twice, abroad or ended), and there are remarks: `bodemtoets layers import` tells them",
            );
            note(&format!("! {left_out} {words}"));
        }
        let mut existing = Inventory::of(&register);
        if self.exclude.contains(&Exclude::PlaceShared) {
            let concerned = existing.leave_out_shared_places();
            note(&match lang {
                Lang::Nl => {
                    format!("! {concerned} systemen tellen niet mee waar zij hun plaats met tien of meer delen")
                }
                Lang::En => format!("! {concerned} systems do not count where ten or more share their place"),
            });
        }
        let assume = Assumptions {
            subsurface,
            aquifer_share: self.aquifer_share,
            unknown_screen_m: self.unknown_screen,
            spacing: SpacingRules { same: self.same, opposite: self.opposite },
            search_radius_m: self.search_radius,
            ..Assumptions::default()
        };
        assume.check()?;
        let mut all = existing.clone();
        if let Some(path) = &self.what_if {
            propose(&mut all, path, lang)?;
        }
        if all.systems.is_empty() {
            let words = lang
                .pick("! het register is leeg: niets te tellen", "! the register is empty: there is nothing to count");
            note(words);
        }
        let names: Vec<String> = self.register.files.iter().map(|file| name(file)).collect();
        Ok(Systems { assume: assume.with_volumes_of(&existing), existing, all, source: names.join(", ") })
    }
}

/// Adds proposals; one that cannot be read is told, and the others are added.
fn propose(inventory: &mut Inventory, path: &Path, lang: Lang) -> Result<(), Failure> {
    let before = inventory.systems.len();
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
        inventory.propose(&read_document(path, Draft::default(), &RdNew::new())?);
        return Ok(());
    }
    let rd = RdNew::new();
    let (reading, batches) = source::open(path, None, Draft::default())?;
    let mut rows = 0;
    for batch in batches {
        rows += reading.understand(&batch?, &rd, |row, application| match application {
            Ok(application) => inventory.propose(&application),
            Err(mut reject) => {
                reject.row = rows + row;
                note(&format!("! {}: {}", name(path), reject.text(lang)));
            }
        });
    }
    if inventory.systems.len() == before {
        let path = path.display();
        return Err(complaint!(
            nl: "{path}: er staat geen plan in dat te gebruiken is",
            en: "{path}: there is no proposal in it that can be used",
        )
        .into());
    }
    Ok(())
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// A number, or two with a dash between.
fn range(text: &str) -> Result<Range, Complaint> {
    let number = |text: &str| {
        text.trim().parse::<f64>().map_err(|_| {
            Complaint::new(
                format!("`{text}` is geen getal; schrijf 0.6, of 0.4-0.8"),
                format!("`{text}` is not a number; write 0.6, or 0.4-0.8"),
            )
        })
    };
    match text.split_once('-') {
        None => number(text).map(Range::exactly),
        Some((low, high)) => Ok(Range::new(number(low)?, number(high)?)),
    }
}
