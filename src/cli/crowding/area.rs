//! The area to look at: polygons of a file.

use std::path::PathBuf;

use clap::Args;
use geo::MultiPolygon;

use super::super::complaint::Complaint;
use super::super::tools::{Failure, note};
use bodemtoets_maps::pack::{Properties, read_areas};
use bodemtoets_space::Area;

/// The area to look at.
#[derive(Debug, Args)]
pub(super) struct AreaArgs {
    /// Polygons of the area to look at; all systems when left out.
    #[arg(long = "area", value_name = "FILE", help_heading = "Area")]
    pub(super) file: Option<PathBuf>,
    /// Which polygons of --area: those with this attribute, such as name=Noord-Brabant.
    #[arg(long = "where", value_name = "FIELD=VALUE", requires = "file", help_heading = "Area")]
    wanted: Option<String>,
}

impl AreaArgs {
    /// The polygons of the area that was asked for.
    pub(super) fn open(&self) -> Result<Option<Area>, Failure> {
        let Some(path) = &self.file else { return Ok(None) };
        let (areas, left_out) = read_areas(path, None)?;
        for why in left_out {
            note(&format!("! {}: {why}", path.display()));
        }
        let wanted = match &self.wanted {
            None => None,
            Some(text) => Some(text.split_once('=').ok_or_else(|| {
                complaint!(
                    nl: "--where: schrijf VELD=WAARDE, zoals name=Noord-Brabant",
                    en: "--where: write FIELD=VALUE, such as name=Noord-Brabant",
                )
            })?),
        };
        let is_wanted = |properties: &Properties| {
            wanted.is_none_or(|(field, value)| properties.get(field).is_some_and(|found| is_the_same(found, value)))
        };
        let wanted_areas = areas.iter().filter(|area| is_wanted(&area.properties));
        let polygons: Vec<geo::Polygon> = wanted_areas.flat_map(|area| area.area.polygons().iter().cloned()).collect();
        let none = || {
            let which = |with| self.wanted.as_ref().map_or_else(String::new, |wanted| format!(" {with} {wanted}"));
            let path = path.display();
            Complaint::new(
                format!("{path}: er is geen vlak{}", which("met")),
                format!("{path}: there is no polygon{}", which("with")),
            )
        };
        Ok(Some(Area::new(MultiPolygon(polygons)).ok_or_else(none)?))
    }
}

fn is_the_same(found: &serde_json::Value, wanted: &str) -> bool {
    match found {
        serde_json::Value::String(text) => text == wanted,
        other => wanted == other.to_string().as_str(),
    }
}
