//! `screen`: the verdict on one application.

use super::input::{GEOJSON, Input, JSON};
use super::inputs::Inputs;
use super::process::{Here, Process, Run};
use crate::media::Media;
use crate::problem::Problem;
use crate::{document, screen};

pub(super) const PROCESS: Process = Process {
    id: "screen",
    title: ("Toets", "Screen"),
    about: (
        "Of een bodemenergiesysteem op een plaats gebouwd mag worden: wat `bodemtoets screen --format json` geeft.",
        "Whether a ground-energy system may be built at a place: what `bodemtoets screen --format json` gives.",
    ),
    inputs,
    gives: Media::Json,
    schema: screen::schema,
    run: Run::Here(run),
};

/// The application as a document; what it leaves out comes from the other inputs.
pub(super) const APPLICATION: Input = Input::file(
    "application",
    &[JSON, GEOJSON],
    "The application as a document or a GeoJSON feature; what it leaves out comes from the other inputs.",
);

fn inputs() -> Vec<Input> {
    std::iter::once(APPLICATION).chain(screen::parameters().into_iter().map(Input::of)).collect()
}

fn run(here: &Here, inputs: &Inputs) -> Result<Vec<u8>, Problem> {
    let template = screen::draft(&inputs.query)?;
    let application = match inputs.bytes(APPLICATION.name) {
        Some(bytes) => document::read(bytes, template, here.rd)?,
        None => template.finish(here.rd).map_err(|fault| Problem::fault(&fault))?,
    };
    screen::as_json(here.engine, &application, here.rd, screen::Detail::of(&inputs.query))
}
