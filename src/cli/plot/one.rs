//! One plot, and its map.

use std::process::ExitCode;

use super::super::picture::PictureFile;
use super::super::render::Format;
use super::super::screen::{ScreenArgs, screener};
use super::super::tools::Failure;
use super::result::{Plots, Renderer};
use crate::application::Application;
use crate::plot::Partition;
use crate::report::plot::{Row, Shown, picture, text};
use crate::spatial::RdNew;

pub(super) fn plot_one(args: &ScreenArgs, application: &Application, rd: &RdNew) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let format = args.format.unwrap_or(Format::Text);
    let map = args.map.as_deref().map(|path| PictureFile::open(path, lang)).transpose()?;
    let screener = screener(args)?;
    let partition = Partition::of(screener.assess(application)).ok_or("the plot is not an area")?;
    let placer = args.place.placer(args.proposal()?);
    let placement = placer.map(|placer| placer.place(&partition, rd));
    let verdict = || partition.verdict(Some(rd), placement.clone());
    let mut plots = Plots::open(args.output.as_deref(), format, &screener.notices(), lang)?;
    match format {
        Format::Text => {
            plots.put_text(&text(&verdict(), application, lang))?;
        }
        Format::Json => {
            let mut bytes = serde_json::to_vec_pretty(&verdict())?;
            bytes.push(b'\n');
            plots.put_alone(&bytes)?;
        }
        other => {
            let mut renderer = Renderer::new(other, lang);
            renderer.add(&Row { partition: &partition, placement: placement.as_ref() });
            plots.put(renderer.finish()?)?;
        }
    }
    plots.finish()?;
    if let Some(map) = map {
        map.write(&picture(&Shown { partition: &partition, placement: placement.as_ref(), lang }))?;
    }
    Ok(ExitCode::SUCCESS)
}
