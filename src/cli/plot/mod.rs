//! `bodemtoets screen --plot`: plots, part by part.

mod many;
mod one;
mod place;
mod result;

use std::path::Path;
use std::process::ExitCode;

use super::screen::{ScreenArgs, is_document};
use super::tools::Failure;
use crate::application::{Application, Draft, Problem, Reject, read_document, source};
use crate::spatial::{RdNew, Shape};
pub(super) use place::PlaceArgs;

pub(super) fn run(args: &ScreenArgs, path: &Path, draft: Draft) -> Result<ExitCode, Failure> {
    if is_document(path) {
        let rd = RdNew::new();
        let application = read_document(path, draft, &rd).map_err(|error| error.text(args.lang.lang))?;
        if !matches!(application.place, Shape::Area(_)) {
            return Err(format!("{}: {}", path.display(), Problem::NotAPlot.text(args.lang.lang)).into());
        }
        return one::plot_one(args, &application, &rd);
    }
    if args.map.is_some() {
        let application = only_one(args, path, draft)?;
        return one::plot_one(args, &application, &RdNew::new());
    }
    many::plot_many(args, path, draft)
}

/// The one plot of a file that may hold many: a map shows no more.
fn only_one(args: &ScreenArgs, path: &Path, draft: Draft) -> Result<Application, Failure> {
    let (reading, batches) = source::open(path, args.layer.as_deref(), draft)?;
    let rd = RdNew::new();
    let (mut found, mut count) = (None, 0_u64);
    for batch in batches {
        count += reading.understand(&batch?, &rd, |row, application| {
            found.get_or_insert_with(|| application.and_then(|application| as_plot(row, application)));
        });
    }
    match found {
        Some(Ok(application)) if count == 1 => Ok(application),
        Some(Err(reject)) if count == 1 => Err(reject.text(args.lang.lang).into()),
        _ => Err(format!("--map draws one plot, and {} holds {count}", path.display()).into()),
    }
}

/// An application whose place is an area.
fn as_plot(row: u64, application: Application) -> Result<Application, Reject> {
    if matches!(application.place, Shape::Area(_)) {
        return Ok(application);
    }
    Err(Reject {
        row,
        id: application.id,
        field: "geometry".to_owned(),
        value: String::new(),
        problem: Problem::NotAPlot,
    })
}
