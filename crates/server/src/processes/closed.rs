//! `closed-loops`: loops for a dwelling or a row of dwellings.

use bodemtoets_feasibility::Problem as Wrong;
use bodemtoets_feasibility::closed::{ClosedCosts, ClosedRequest, Dwelling};
use bodemtoets_report::feasibility::closed::ClosedDocument;
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::{InputFile, sha256};

use super::input::{Input, TOML};
use super::inputs::Inputs;
use super::library::whole;
use super::process::{Apart, Process, Run};
use crate::answer;
use crate::media::Media;
use crate::parameter::Kind;
use crate::problem::Problem;

pub(super) const PROCESS: Process = Process {
    id: "closed-loops",
    title: ("Gesloten lussen", "Closed loops"),
    about: (
        "Lussen voor een woning of een rij: hoeveel, hoe diep, hoe warm en wat zij kosten: wat `bodemtoets feasibility closed --format json` geeft.",
        "Loops for a dwelling or a row: how many, how deep, how warm and what they cost: what `bodemtoets feasibility closed --format json` gives.",
    ),
    inputs,
    gives: Media::Json,
    schema: schemars::SchemaGenerator::subschema_for::<ClosedDocument>,
    run: Run::Apart(run),
};

fn inputs() -> Vec<Input> {
    vec![
        Input::file("request", &[TOML], "The dwelling or row (docs/closed-loops.md); other inputs go before it."),
        Input::value(
            "dwelling",
            Kind::OneOf(&["apartment", "terraced", "corner", "semi-detached", "detached"]),
            "Type of dwelling.",
        ),
        Input::value("area_m2", Kind::Number(10.0, 2000.0), "Floor area, m2."),
        Input::value("label", Kind::Text, "Energy label, A++++ to G."),
        Input::value("persons", Kind::Number(0.0, 50.0), "Who live there."),
        Input::value("gas_m3", Kind::Number(0.0, 100_000.0), "Gas of last year, m3; it goes before area and label."),
        Input::value("heat_kwh", Kind::Number(0.0, 1e6), "Heat for rooms, kWh a year, when it is known."),
        Input::value("dwellings", Kind::Number(1.0, 60.0), "Dwellings in the row, each with its own loops."),
        Input::value("pitch_m", Kind::Number(1.0, 100.0), "From dwelling to dwelling, m."),
        Input::value("loops", Kind::Number(1.0, 20.0), "Loops of each dwelling; sought when left out."),
        Input::value("length_m", Kind::Number(1.0, 500.0), "Length of each loop, m; sought when left out."),
        Input::value("max_drilling_depth_m", Kind::Number(1.0, 500.0), "The deepest that may be drilled, m."),
        Input::value("conductivity_w_m_k", Kind::Number(0.1, 10.0), "Conductivity of the ground, W/mK."),
        Input::value("fluid", Kind::Text, "What flows in the loops, such as `MPG 25 %`."),
    ]
}

fn run(_: &Apart, inputs: &Inputs) -> Result<Vec<u8>, Problem> {
    let refused = |wrong: Wrong| Problem::bad(Text::both(|lang| wrong.text(lang)));
    let mut files = Vec::new();
    let file = match inputs.text("request")? {
        Some(text) => {
            let file = "request.toml".to_owned();
            files.push(InputFile { sha256: sha256(text.as_bytes()), file: file.clone() });
            ClosedRequest::read(&file, text).map_err(refused)?
        }
        None => ClosedRequest::default(),
    };
    let query = &inputs.query;
    let words = |name: &str| query.get(name).map(str::to_owned);
    let of_file = file.dwelling;
    let request = ClosedRequest {
        dwelling: Dwelling {
            kind: words("dwelling").or(of_file.kind),
            area_m2: query.number("area_m2").or(of_file.area_m2),
            label: words("label").or(of_file.label),
            persons: query.number("persons").or(of_file.persons),
            gas_m3: query.number("gas_m3").or(of_file.gas_m3),
            heat_kwh: query.number("heat_kwh").or(of_file.heat_kwh),
            ..of_file
        },
        dwellings: whole(inputs, "dwellings").or(file.dwellings),
        pitch_m: query.number("pitch_m").or(file.pitch_m),
        loops: whole(inputs, "loops").or(file.loops),
        length_m: query.number("length_m").or(file.length_m),
        depth_cap_m: query.number("max_drilling_depth_m").or(file.depth_cap_m),
        conductivity_w_m_k: query.number("conductivity_w_m_k").or(file.conductivity_w_m_k),
        fluid: words("fluid").or(file.fluid),
        ..file
    };
    let costs = ClosedCosts::newest().map_err(refused)?;
    let found = request.propose(None, &costs).map_err(refused)?;
    answer::lines_of(&ClosedDocument::new(&found, &files))
}
