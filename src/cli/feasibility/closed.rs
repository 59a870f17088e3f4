//! `bodemtoets feasibility closed`: loops for a dwelling, a row, or many dwellings.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::read::from_file;
use crate::cli::LangArgs;
use crate::cli::picture::PictureFile;
use crate::cli::result::{OutputArgs, WithDocument};
use crate::cli::tools::{Failure, note};
use bodemtoets_feasibility::closed::{
    Batch, ClosedCosts, ClosedRequest, Dwelling, assumed_weather_c, dwellings_of_table,
};
use bodemtoets_feasibility::{Problem, Weather};
use bodemtoets_report::Named;
use bodemtoets_report::feasibility::ClosedSheet;
use bodemtoets_report::feasibility::closed::{ClosedDocument, page};
use bodemtoets_report::feasibility::pages::closed;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{fixed, rounded, text};

#[derive(Debug, Args)]
pub(super) struct ClosedArgs {
    /// The dwelling or row (TOML); see docs/closed-loops.md. Flags go before it.
    request: Option<PathBuf>,
    /// apartment, terraced, corner, semi-detached or detached.
    #[arg(long, value_name = "TYPE")]
    dwelling: Option<String>,
    /// Floor area, m2.
    #[arg(long, value_name = "M2", allow_hyphen_values = true)]
    area: Option<f64>,
    /// Energy label, A++++ to G.
    #[arg(long)]
    label: Option<String>,
    /// Who live there.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    persons: Option<f64>,
    /// Gas of last year, m3; it goes before area and label.
    #[arg(long, value_name = "M3", allow_hyphen_values = true)]
    gas: Option<f64>,
    /// Heat for rooms, kWh a year, when it is known.
    #[arg(long, value_name = "KWH", allow_hyphen_values = true)]
    heat: Option<f64>,
    /// Dwellings in the row, each with its own loops.
    #[arg(long, value_name = "N")]
    dwellings: Option<u32>,
    /// From dwelling to dwelling, m.
    #[arg(long, value_name = "M", allow_hyphen_values = true)]
    pitch: Option<f64>,
    /// Loops of each dwelling; sought when left out.
    #[arg(long, value_name = "N")]
    loops: Option<u32>,
    /// Length of each loop, m; sought when left out.
    #[arg(long, value_name = "M", allow_hyphen_values = true)]
    length: Option<f64>,
    /// The deepest that may be drilled, m.
    #[arg(long, value_name = "M", allow_hyphen_values = true)]
    max_drilling_depth: Option<f64>,
    /// Between the loops of a dwelling, m.
    #[arg(long, value_name = "M", allow_hyphen_values = true)]
    spacing: Option<f64>,
    /// Conductivity of the ground, W/mK.
    #[arg(long, value_name = "W/MK", allow_hyphen_values = true)]
    conductivity: Option<f64>,
    /// What flows in the loops, such as "MPG 25 %".
    #[arg(long)]
    fluid: Option<String>,
    /// The dwelling is there already: a subsidy may count.
    #[arg(long)]
    existing: bool,
    /// Many dwellings (CSV): a row each with any of the columns `type`, `area_m2`, `label`, `persons`, `gas_m3`,
    /// `heat_kwh`, `depth_cap_m`; the result is CSV with loops and length.
    #[arg(long, value_name = "FILE", conflicts_with = "request", help_heading = "Data")]
    many: Option<PathBuf>,
    /// Hourly temperatures of the KNMI (uurgeg): the middle year of it by mean temperature.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    weather: Option<PathBuf>,
    /// Prices and costs (TOML), instead of the newest of the tool (data/closed/prices.toml).
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    costs: Option<PathBuf>,

    /// Draw ground, demand, COP and prices so many times, and tell how sure it is.
    #[arg(long, value_name = "N", conflicts_with = "many", help_heading = "Draws")]
    draws: Option<u32>,
    /// Where chance begins: the same seed gives the same draws.
    #[arg(long, value_name = "N", default_value_t = 1, requires = "draws", help_heading = "Draws")]
    seed: u64,
    /// Draw it as well, on a sheet of A4: temperatures, field and costs (.svg, .png).
    #[arg(long, value_name = "FILE", conflicts_with = "many", help_heading = "Output")]
    plot: Option<PathBuf>,

    #[command(flatten)]
    output: OutputArgs<WithDocument>,
    #[command(flatten)]
    lang: LangArgs,
}

impl ClosedArgs {
    /// What flags say in place of the file.
    fn over(&self, file: ClosedRequest) -> ClosedRequest {
        let of_file = file.dwelling;
        ClosedRequest {
            dwelling: Dwelling {
                kind: self.dwelling.clone().or(of_file.kind),
                area_m2: self.area.or(of_file.area_m2),
                label: self.label.clone().or(of_file.label),
                persons: self.persons.or(of_file.persons),
                gas_m3: self.gas.or(of_file.gas_m3),
                heat_kwh: self.heat.or(of_file.heat_kwh),
                ..of_file
            },
            dwellings: self.dwellings.or(file.dwellings),
            pitch_m: self.pitch.or(file.pitch_m),
            loops: self.loops.or(file.loops),
            length_m: self.length.or(file.length_m),
            depth_cap_m: self.max_drilling_depth.or(file.depth_cap_m),
            spacing_m: self.spacing.or(file.spacing_m),
            existing: self.existing.then_some(true).or(file.existing),
            conductivity_w_m_k: self.conductivity.or(file.conductivity_w_m_k),
            fluid: self.fluid.clone().or(file.fluid),
            ..file
        }
    }
}

pub(super) fn run(args: &ClosedArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let mut inputs = Vec::new();
    let file = from_file(args.request.as_deref(), &mut inputs, ClosedRequest::read)?.unwrap_or_default();
    let request = args.over(file);
    let costs = match from_file(args.costs.as_deref(), &mut inputs, ClosedCosts::read)? {
        Some(costs) => costs,
        None => ClosedCosts::newest()?,
    };
    let weather = from_file(args.weather.as_deref(), &mut inputs, Weather::from_knmi)?;
    let outside = weather.map(|weather| middle_year_c(weather, lang)).transpose()?;
    let many = from_file(args.many.as_deref(), &mut inputs, dwellings_of_table)?;
    args.output.check(inputs.iter().map(|input| &input.file), lang)?;
    if let Some(rows) = many {
        let outside_c = outside.unwrap_or_else(assumed_weather_c);
        let batch = Batch::new(&request, &outside_c, &costs)?;
        let rows = many_rows(&rows, &batch, lang);
        let all = json!({ "rows": rows });
        let json = Named::new("bodemtoets/closed-many/1", &all);
        let none = || {
            Err(complaint!(
                nl: "een document gaat over één voorstel, en --many maakt een tabel: --format csv",
                en: "a document is about one proposal, and --many makes a table: --format csv",
            )
            .into())
        };
        return args.output.write(|| table(&rows), || table(&rows), &json, none, lang);
    }
    let plot = args.plot.as_deref().map(|path| PictureFile::open(path, lang)).transpose()?;
    let mut found = request.propose(outside.as_deref(), &costs)?;
    if let Some(draws) = args.draws {
        found.risk = Some(request.risk(&found, outside.as_deref(), &costs, draws, args.seed)?);
    }
    if let Some(file) = plot {
        file.write(&ClosedSheet { proposal: &found, lang }.draw())?;
    }
    let sheet = || {
        let (loops, length_m, depth_m) = (found.loops, found.length_m, found.end_depth_m);
        format!("loops,length_m,end_depth_m\n{loops},{length_m:.2},{depth_m:.2}\n")
    };
    let json = ClosedDocument::new(&found, &inputs);
    args.output.write(|| page(&found, lang), sheet, &json, || Ok(closed(&json, lang)?), lang)
}

/// The temperatures of the middle year by its mean; of a leap year without its last day.
fn middle_year_c(weather: Weather, lang: Lang) -> Result<Vec<f64>, Failure> {
    let mut years = weather.years;
    years.sort_by(|one, other| one.mean_c().total_cmp(&other.mean_c()));
    let middle = (years.len().max(1) - 1) / 2;
    let Some(year) = years.into_iter().nth(middle) else {
        return Err(complaint!(
            nl: "--weather: er staat geen volledig jaar in",
            en: "--weather: there is no complete year in it",
        )
        .into());
    };
    let (number, mean_c) = (year.year, fixed(year.mean_c(), 1, lang));
    note(&text!(lang, nl: "weer: {number}, gemiddeld {mean_c} °C", en: "weather: {number}, {mean_c} °C on average"));
    Ok(year.temperature_c.into_iter().take(8760).collect())
}

/// Loops and length of a dwelling of many.
#[derive(Debug, Serialize)]
struct ManyRow {
    /// From 1.
    row: usize,
    loops: Option<u32>,
    length_m: Option<f64>,
    problem: Option<String>,
}

/// Loops and length of many dwellings, in the order of their rows.
fn many_rows(rows: &[Result<(Dwelling, Option<f64>), Problem>], batch: &Batch, lang: Lang) -> Vec<ManyRow> {
    rows.par_iter()
        .enumerate()
        .map(|(at, row)| {
            let number = at + 1;
            let found =
                row.as_ref().map_err(Clone::clone).and_then(|(dwelling, cap_m)| batch.loops_of(dwelling, *cap_m));
            match found {
                Ok((loops, length_m)) => {
                    ManyRow { row: number, loops: Some(loops), length_m: Some(rounded(length_m, 2)), problem: None }
                }
                Err(problem) => ManyRow { row: number, loops: None, length_m: None, problem: Some(problem.text(lang)) },
            }
        })
        .collect()
}

fn table(rows: &[ManyRow]) -> String {
    let mut table = "row,loops,length_m,problem\n".to_owned();
    for ManyRow { row, loops, length_m, problem } in rows {
        let loops = loops.map(|loops| loops.to_string()).unwrap_or_default();
        let length_m = length_m.map(|length_m| format!("{length_m:.2}")).unwrap_or_default();
        let problem = problem.as_ref().map(|problem| format!("\"{}\"", problem.replace('"', "'"))).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(table, "{row},{loops},{length_m},{problem}");
    }
    table
}
