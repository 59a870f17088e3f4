//! Which registers of existing systems to read, and how.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::complaint::Complaint;
use super::tools::Failure;
use bodemtoets_maps::pack::{Crs, System};
use bodemtoets_maps::register::{Format, INPUT_COLUMNS, Importer, Options, Register};
use bodemtoets_words::suggest;

/// The registers to read, and how.
#[derive(Debug, Args)]
pub(super) struct RegisterArgs {
    /// Files of registers: BRO GUF (.xml), the national export (.json), CSV, GeoJSON, or anything that
    /// GDAL reads. Several are merged.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// What systems the files hold, where they do not say.
    #[arg(long, value_enum, help_heading = "Register")]
    system: Option<SystemFlag>,
    /// Coordinate system of the files, where they do not say: EPSG:28992, EPSG:4258, EPSG:4326.
    #[arg(long, value_parser = crs, help_heading = "Register")]
    crs: Option<Crs>,
    /// Layer within the files, for formats that hold several.
    #[arg(long, help_heading = "Register")]
    layer: Option<String>,
    /// Which field of the files gives a column (docs/register.md); can be given several times.
    #[arg(long = "field", value_name = "COLUMN=FIELD", value_parser = field, help_heading = "Register")]
    fields: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SystemFlag {
    /// Open ground-energy systems.
    Open,
    /// Closed ground-energy systems.
    Closed,
    /// Other uses of groundwater.
    Other,
}

impl RegisterArgs {
    /// Reads the files into one register.
    pub(super) fn open(&self, format: Format) -> Result<Register, Failure> {
        let system = self.system.map(|system| match system {
            SystemFlag::Open => System::Open,
            SystemFlag::Closed => System::Closed,
            SystemFlag::Other => System::Other,
        });
        let mut importer = Importer::new(Options {
            format,
            system,
            crs: self.crs,
            layer: self.layer.clone(),
            fields: self.fields.clone(),
        });
        for file in &self.files {
            importer.add(file)?;
        }
        Ok(importer.finish())
    }
}

fn crs(name: &str) -> Result<Crs, Complaint> {
    let known = |or| {
        format!(
            "EPSG:28992 (RD New), EPSG:4258 (ETRS89), EPSG:4326 (WGS84), EPSG:25831 {or} 25832 (UTM) {or} EPSG:3857 (web Mercator)"
        )
    };
    Crs::parse(name).ok_or_else(|| Complaint::new(format!("geef {}", known("of")), format!("give {}", known("or"))))
}

fn field(text: &str) -> Result<(String, String), Complaint> {
    let Some((column, field)) = text.split_once('=') else {
        return Err(Complaint::new(
            "schrijf KOLOM=VELD, zoals depth_m=Diepte",
            "write COLUMN=FIELD, such as depth_m=Diepte",
        ));
    };
    if INPUT_COLUMNS.contains(&column) {
        return Ok((column.to_owned(), field.to_owned()));
    }
    let nearest = suggest::nearest(column, INPUT_COLUMNS);
    let hint = |ask: &str| nearest.map(|nearest| format!("; {ask} `{nearest}`?")).unwrap_or_default();
    Err(Complaint::new(
        format!("er is geen kolom `{column}`{}", hint("bedoelt u")),
        format!("there is no column `{column}`{}", hint("did you mean")),
    ))
}
