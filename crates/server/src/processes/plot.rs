//! `plot`: where on a plot a system may be built.

use super::input::Input;
use super::inputs::Inputs;
use super::process::{Here, Process, Run};
use super::screen::APPLICATION;
use crate::media::Media;
use crate::problem::Problem;
use crate::{document, plot, screen};

pub(super) const PROCESS: Process = Process {
    id: "plot",
    title: ("Perceel", "Plot"),
    about: (
        "Waar op een perceel een systeem gebouwd mag worden, deel voor deel, en waar het past: wat `bodemtoets screen --plot --format json` geeft.",
        "Where on a plot a system may be built, part by part, and where it fits: what `bodemtoets screen --plot --format json` gives.",
    ),
    inputs,
    gives: Media::Json,
    schema: plot::schema,
    run: Run::Here(run),
};

fn inputs() -> Vec<Input> {
    let about = "The plot: a GeoJSON polygon or feature, or an application with one as its `geometry`.";
    let application = Input { about, ..APPLICATION };
    std::iter::once(application).chain(plot::parameters().into_iter().map(Input::of)).collect()
}

fn run(here: &Here, inputs: &Inputs) -> Result<Vec<u8>, Problem> {
    let template = screen::draft(&inputs.query)?;
    let application = match inputs.bytes(APPLICATION.name) {
        Some(bytes) => document::read(bytes, template, here.rd)?,
        None => template.finish(here.rd).map_err(|fault| Problem::fault(&fault))?,
    };
    plot::as_json(here.engine, &application, &inputs.query, here.rd)
}
