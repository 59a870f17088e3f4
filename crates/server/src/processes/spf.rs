//! `spf`: the yearly report of an installation, of its meter readings.

use bodemtoets_spf::{Cause, ConceptCause, Enclosure, Fault, FileCause, Installation, Report, Submission, by_columns};
use bodemtoets_words::lang::Text;

use super::input::{CSV, Holds, Input, TOML};
use super::inputs::Inputs;
use super::library::{day, whole, word};
use super::process::{Apart, Process, Run};
use crate::answer;
use crate::media::Media;
use crate::parameter::Kind;
use crate::problem::Problem;

/// Files with readings at most.
const MOST_FILES: usize = 24;

pub(super) const PROCESS: Process = Process {
    id: "spf",
    title: ("SPF en jaarrapport", "SPF and yearly report"),
    about: (
        "Het jaarrapport van een installatie uit haar meterstanden: wat `bodemtoets spf report --format json` geeft.",
        "The yearly report of an installation from its meter readings: what `bodemtoets spf report --format json` gives.",
    ),
    inputs,
    gives: Media::Json,
    schema: schemars::SchemaGenerator::subschema_for::<Report>,
    run: Run::Apart(run),
};

fn inputs() -> Vec<Input> {
    let readings = Input::file("readings", &[CSV], "Meter readings: tables with a column for each meter.");
    vec![
        Input { holds: Holds::Files(&[CSV], MOST_FILES), ..readings }.needed(),
        Input::file(
            "installation",
            &[TOML],
            "The installation (docs/spf.md). The files that it names are not read: those of `readings` are.",
        ),
        Input::value("concept", Kind::Text, "Kind of system: 1, 2, 2-hours, 3.3 or closed."),
        Input::value(
            "year",
            Kind::Number(2000.0, 2100.0),
            "The year to report; the last one of which December was read, when left out.",
        ),
        Input::value("gaps", Kind::OneOf(&["interpolate", "exclude", "fail"]), "What is done with gaps."),
        Input::value(
            "max_missing_percent",
            Kind::Number(0.0, 100.0),
            "More of a year that is missing or estimated than this makes a figure undetermined, %.",
        ),
        Input::value("permit_spf", Kind::Number(0.0, 100.0), "SPF in the permit or the notification."),
        Input::value("received", Kind::Day, "When the authority received the report."),
        Input::value("on", Kind::Day, "Day on which it is looked at."),
        Input::value("kind", Kind::OneOf(&["counter", "interval"]), "What amounts are, when no installation says so."),
        Input::value("stamp", Kind::OneOf(&["start", "end"]), "Which end of their time amounts are stamped with."),
        Input::value("time_zone", Kind::Text, "Time zone of times without offset; Europe/Amsterdam when left out."),
    ]
}

fn run(apart: &Apart, inputs: &Inputs) -> Result<Vec<u8>, Problem> {
    answer::lines_of(&report(apart, inputs)?)
}

fn report(apart: &Apart, inputs: &Inputs) -> Result<Report, Problem> {
    let refused = |fault: Fault| Problem::bad(Text::both(|lang| fault.text(lang)));
    let missing = |cause: Cause| Problem::bad(Text::both(|lang| cause.text(lang)));
    let within = Enclosure::Within(apart.folder.to_owned());
    let files = inputs.save("readings", apart.folder)?;
    let described = inputs.text("installation")?;
    let mut installation = match described {
        Some(text) => Installation::from_toml("installation.toml", text).map_err(refused)?,
        None => Installation::default(),
    };
    let query = &inputs.query;
    let name = query.get("concept").map(str::to_owned).or_else(|| installation.concept.clone());
    let name = name.ok_or_else(|| missing(ConceptCause::Missing.into()))?;
    let (concept, sha256) = bodemtoets_spf::concept(&name, apart.folder, &within).map_err(refused)?;
    if described.is_none() {
        let first = files.first().ok_or_else(|| missing(FileCause::NoReadingsNamed.into()))?;
        let columns = bodemtoets_spf::columns(first, &within).map_err(refused)?;
        installation.meters =
            by_columns(&concept, &columns, word(inputs, "kind"), word(inputs, "stamp")).map_err(refused)?;
        installation.name = first.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    }
    installation.year = whole(inputs, "year").and_then(|year| i16::try_from(year).ok()).or(installation.year);
    installation.gaps = word(inputs, "gaps").or(installation.gaps);
    installation.max_missing_percent = query.number("max_missing_percent").or(installation.max_missing_percent);
    installation.permit.spf = query.number("permit_spf").or(installation.permit.spf);
    installation.received = day(inputs, "received").or(installation.received);
    installation.time_zone = query.get("time_zone").map(str::to_owned).or(installation.time_zone);
    let submission = Submission::read(installation, concept, sha256, &files, &within).map_err(refused)?;
    submission.report(day(inputs, "on")).map_err(refused)
}
