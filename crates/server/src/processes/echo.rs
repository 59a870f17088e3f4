//! `echo`: gives back what it gets, for who tries out a client.

use std::time::{Duration, Instant};

use super::input::Input;
use super::inputs::Inputs;
use super::process::{Here, Process, Run};
use crate::media::Media;
use crate::parameter::Kind;
use crate::problem::Problem;
use crate::words;

/// Seconds that it waits at most.
const MOST_S: f64 = 20.0;

pub(super) const PROCESS: Process = Process {
    id: "echo",
    title: ("Echo", "Echo"),
    about: (
        "Geeft terug wat het krijgt, desgewenst na een pauze; om een programma mee te proberen.",
        "Gives back what it gets, after a pause if asked; to try out a program with.",
    ),
    inputs,
    gives: Media::Text,
    schema: schemars::SchemaGenerator::subschema_for::<String>,
    run: Run::Here(run),
};

fn inputs() -> Vec<Input> {
    vec![
        Input::value("text", Kind::Text, "What is given back.").needed(),
        Input::value("pause", Kind::Number(0.0, MOST_S), "Seconds to wait first."),
    ]
}

fn run(here: &Here, inputs: &Inputs) -> Result<Vec<u8>, Problem> {
    let text = inputs.query.get("text").ok_or_else(|| Problem::parameter("text", "", words::no_input("text")))?;
    let until = Instant::now() + Duration::from_secs_f64(inputs.query.number("pause").unwrap_or(0.0));
    while Instant::now() < until && !(here.is_over)() {
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(text.as_bytes().to_vec())
}
