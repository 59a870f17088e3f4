//! One plot, and its map.

use std::process::ExitCode;

use super::super::picture::PictureFile;
use super::super::render::Format;
use super::super::screen::{ScreenArgs, screener};
use super::super::tools::Failure;
use super::result::{Plots, Renderer};
use crate::application::Application;
use crate::plot::{Partition, PlotVerdict};
use crate::report::plot::{MapInput, Row, picture, text};
use crate::screening::Buffers;
use crate::spatial::RdNew;

pub(super) fn plot_one(args: &ScreenArgs, application: &Application, rd: &RdNew) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let format = args.format.unwrap_or(Format::Text);
    let map = args.map.as_deref().map(|path| PictureFile::open(path, lang)).transpose()?;
    let screener = screener(args)?;
    let law = screener.law_for(application);
    let partition =
        Partition::of(&screener, application, &law, &mut Buffers::default()).ok_or("the plot is not an area")?;
    let placer = args.place.placer(args.proposal()?);
    let placement = placer.map(|placer| placer.place(&screener, application, &partition, rd));
    let verdict =
        || PlotVerdict { placement: placement.clone(), ..partition.write_out(&screener, application, &law, Some(rd)) };
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
            renderer.add(&Row {
                screener: &screener,
                law: &law,
                application,
                partition: &partition,
                placement: placement.as_ref(),
            });
            plots.put(renderer.finish()?)?;
        }
    }
    plots.finish()?;
    if let Some(map) = map {
        let placement = placement.as_ref();
        let shown = MapInput { screener: &screener, law: &law, application, partition: &partition, placement, lang };
        map.write(&picture(&shown))?;
    }
    Ok(ExitCode::SUCCESS)
}
