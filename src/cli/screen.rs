//! `bodemtoets screen`: one application, or a file of them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;

use super::batch::screen_many;
use super::feasibility::Chosen;
use super::flags::FieldArgs;
use super::render::{Format, Part, Renderer};
use super::tools::{Failure, note};
use super::writer::Writer;
use super::{LangArgs, PackArgs, RulesArgs, plot};
use crate::application::{Application, Field, read_document};
use crate::crowding::{Origin, Range, Subsurface};
use crate::lang::Lang;
use crate::provenance::{InputFile, sha256};
use crate::report::{self, text};
use crate::rules::{Library, System};
use crate::screening::remedies::REACH_M;
use crate::screening::{Completeness, Proposal, Screener, Verdict, VerdictOutcome};
use crate::spatial::RdNew;

#[derive(Debug, Args)]
pub(super) struct ScreenArgs {
    /// Application (TOML, JSON), or a file of many: CSV (`-` for standard input), GeoJSON,
    /// GeoPackage or anything else that GDAL reads.
    #[arg(conflicts_with_all = ["xy", "latlon"])]
    file: Option<PathBuf>,
    /// A plot (TOML, JSON), or a file of many: GeoJSON, CSV with a column `geometry` in WKT, GeoPackage
    /// or anything else that GDAL reads. Tells where on it the system may be built, part by part.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "xy", "latlon", "completeness", "exit_code"])]
    plot: Option<PathBuf>,
    /// Layer within the file, for formats that hold several.
    #[arg(long, conflicts_with_all = ["xy", "latlon"])]
    pub(super) layer: Option<String>,

    /// Place in RD New, metres.
    #[arg(long, value_name = "X,Y", value_parser = pair, allow_hyphen_values = true, help_heading = "Application")]
    xy: Option<(f64, f64)>,
    /// Place in ETRS89 or WGS84, degrees.
    #[arg(long, value_name = "LAT,LON", value_parser = pair, conflicts_with = "xy", help_heading = "Application")]
    latlon: Option<(f64, f64)>,
    #[command(flatten)]
    fields: FieldArgs,

    /// Building with its plant (TOML): for every site that is not prohibited, tell whether it pays there,
    /// and screen what the application leaves out with what the plant asks of the ground.
    #[arg(long, value_name = "BUILDING", help_heading = "Application")]
    feasibility: Option<PathBuf>,
    /// What is known of the subsurface (TOML), for what systems do to each other; the rest is assumed.
    #[arg(long, value_name = "FILE", help_heading = "Application")]
    ground: Option<PathBuf>,
    /// One number of it: `transmissivity_m2_d=600`, or from one value to another `=400..900`; may be repeated
    /// and goes before the file.
    #[arg(long, value_name = "NAME=VALUE", value_parser = ground_number, help_heading = "Application")]
    ground_number: Vec<(String, Range)>,
    /// What would make the outcome milder, also at other places within so many metres (500 when left out; 0:
    /// at this place only). A verdict in full on one application has it without asking; many get a column.
    #[arg(long, value_name = "METRES", num_args = 0..=1, require_equals = true, default_missing_value = "500",
          value_parser = metres, help_heading = "Output")]
    pub(super) remedies: Option<f64>,
    #[command(flatten)]
    pub(super) place: plot::PlaceArgs,
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    pub(super) lang: LangArgs,

    /// Format of the result: text for one application, csv for many, unless said otherwise.
    #[arg(long, value_enum, help_heading = "Output")]
    pub(super) format: Option<Format>,
    /// File for the result, instead of standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,
    /// Picture (.svg, .png) of one plot, with its parts in colours.
    #[arg(long, value_name = "FILE", requires = "plot", help_heading = "Output")]
    pub(super) map: Option<PathBuf>,
    /// File (CSV) for the rows that cannot be screened, instead of stderr.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(super) rejects: Option<PathBuf>,
    /// Fail (1) when a row cannot be screened.
    #[arg(long, help_heading = "Output")]
    pub(super) strict: bool,
    /// For one application: only which data the law asks for, and which of those are given (text,
    /// json). A verdict in full has the list too.
    #[arg(long, help_heading = "Output")]
    completeness: bool,
    /// For one application: exit with 0 when not prohibited, 10 when prohibited, 11 when
    /// undetermined or not covered.
    #[arg(long, help_heading = "Output")]
    exit_code: bool,
    /// Number of working threads; the result does not depend on it.
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub(super) threads: Option<usize>,
}

fn pair(text: &str) -> Result<(f64, f64), String> {
    let parts: Option<Vec<f64>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
    match parts.as_deref() {
        Some([first, second]) => Ok((*first, *second)),
        _ => Err("two numbers with a comma between, such as 232289,542576".to_owned()),
    }
}

/// How far around may be looked for a better place: further takes long, and is another project.
fn metres(text: &str) -> Result<f64, String> {
    let metres = text.trim().parse().ok().filter(|metres| (0.0..=5000.0).contains(metres));
    metres.ok_or_else(|| "a number of metres from 0 to 5000, such as 500".to_owned())
}

pub(super) fn run(args: &ScreenArgs) -> Result<ExitCode, Failure> {
    let mut draft = args.fields.draft();
    if let Some(path) = &args.plot {
        if args.feasibility.is_some() && !args.place.is_asked() {
            return Err("--feasibility of a plot is that of what fits on it: add --place doublet".into());
        }
        return plot::run(args, path, draft);
    }
    let rd = RdNew::new();
    let one = match &args.file {
        None => {
            let Some((fields, (first, second))) =
                args.xy.map(|at| ((Field::X, Field::Y), at)).or(args.latlon.map(|at| ((Field::Lat, Field::Lon), at)))
            else {
                return Err("nothing to screen: give a file, --xy X,Y or --latlon LAT,LON (see --help)".into());
            };
            for (field, value) in [(fields.0, first), (fields.1, second)] {
                draft.set(field, &value.to_string()).map_err(|problem| problem.text(args.lang.lang))?;
            }
            Some(draft.clone().finish(&rd).map_err(|(field, value, problem)| {
                let flag = if field == "system" { "--system" } else { field };
                let value = if value.is_empty() { value } else { format!(" = {value}") };
                format!("{flag}{value}: {}", problem.text(args.lang.lang))
            })?)
        }
        Some(path) if is_document(path) => {
            let read = read_document(path, draft.clone(), &rd);
            Some(read.map_err(|error| error.text(args.lang.lang))?)
        }
        Some(_) => None,
    };
    let proposal = args.proposal()?;
    match (one, &args.file) {
        (Some(application), _) => screen_one(args, application, &rd, proposal.as_ref()),
        (None, Some(path)) if args.exit_code => {
            Err(format!("--exit-code is for one application, and {} may hold many", path.display()).into())
        }
        (None, Some(path)) if args.completeness && !matches!(args.format, Some(Format::Json | Format::Jsonl)) => {
            let path = path.display();
            Err(format!("--completeness is for one application, and {path} may hold many: with --format jsonl every verdict has its list").into())
        }
        (None, Some(path)) => screen_many(args, path, draft, proposal.as_ref()),
        (None, None) => Ok(ExitCode::SUCCESS),
    }
}

impl ScreenArgs {
    /// The building that is proposed, when there is one.
    pub(super) fn proposal(&self) -> Result<Option<Proposal>, Failure> {
        self.feasibility.as_deref().map(|building| proposal(building, self.lang.lang)).transpose()
    }
}

/// The building that is proposed for every site.
fn proposal(building: &Path, lang: Lang) -> Result<Proposal, Failure> {
    let chosen = Chosen::from_file(building)?;
    let name = chosen.name(lang);
    let Chosen { building, scenario, remarks, inputs } = chosen;
    Ok(Proposal::new(name, building, scenario, remarks, inputs)?)
}

/// Whether a file holds one application: TOML, or JSON that is not a feature collection.
pub(super) fn is_document(path: &Path) -> bool {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some(extension) if extension.eq_ignore_ascii_case("toml") => true,
        Some(extension) if extension.eq_ignore_ascii_case("json") => {
            use std::io::Read as _;
            let mut start = Vec::new();
            let read = std::fs::File::open(path).map(|file| file.take(2048).read_to_end(&mut start));
            // A file that cannot be read is reported by whoever reads it in full.
            let start = String::from_utf8_lossy(&start);
            // The type may stand after the features.
            read.is_err() || !["\"FeatureCollection\"", "\"features\""].iter().any(|word| start.contains(word))
        }
        _ => false,
    }
}

pub(super) fn screener(args: &ScreenArgs) -> Result<Screener, Failure> {
    let today = jiff::Zoned::now().date();
    // Reading the pack is the long part.
    let (pack, library) = rayon::join(|| args.pack.open(), || args.rules.open());
    let library = library?;
    warn_without_national(&library, args.lang.lang);
    let (subsurface, file) = subsurface(args)?;
    Ok(Screener::new(pack?, library, today)?.with_subsurface(subsurface, file))
}

/// What is known of the subsurface, and the file that says it.
fn subsurface(args: &ScreenArgs) -> Result<(Subsurface, Option<InputFile>), Failure> {
    let (mut subsurface, mut input) = (Subsurface::default(), None);
    if let Some(path) = &args.ground {
        let file = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| format!("{file}: {error}"))?;
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            format!("{file}: not valid UTF-8 after byte {}; save the file as UTF-8", error.valid_up_to())
        })?;
        subsurface = Subsurface::from_toml(&file, text)?;
        input = Some(InputFile { sha256: sha256(&bytes), file });
    }
    for (name, range) in &args.ground_number {
        subsurface.set(name, *range, Origin::Flag).map_err(|problem| format!("--ground-number: {problem}"))?;
    }
    Ok((subsurface, input))
}

/// Reads `porosity=0.3` or `porosity=0.3..0.35`.
fn ground_number(text: &str) -> Result<(String, Range), String> {
    let read = || {
        let (name, value) = text.split_once('=')?;
        let number = |text: &str| match text.trim() {
            "inf" => Some(f64::INFINITY),
            text => crate::pack::parse_number(text),
        };
        let range = match value.split_once("..") {
            Some((low, high)) => Range::new(number(low)?, number(high)?),
            None => Range::exactly(number(value)?),
        };
        Some((name.trim().to_owned(), range))
    };
    read().ok_or_else(|| "a name and a number, such as porosity=0.3 or transmissivity_m2_d=400..900".to_owned())
}

/// Rulebooks without the law of the land are seldom meant.
pub(super) fn warn_without_national(library: &Library, lang: Lang) {
    if !library.has_national() {
        note(lang.pick(
            "let op: geen regelboek met jurisdiction = \"nl\"; de landelijke regels tellen niet mee",
            "warning: no rulebook with jurisdiction = \"nl\"; the national rules do not count",
        ));
    }
}

/// The list of data that the law asks for, with what it is about.
#[derive(Serialize)]
struct Asked<'a> {
    id: &'a str,
    date: Date,
    system: System,
    completeness: &'a Completeness,
}

impl<'a> Asked<'a> {
    fn new(verdict: &'a Verdict) -> Self {
        let Verdict { ref id, date, system, ref completeness, .. } = *verdict;
        Self { id, date, system, completeness }
    }
}

/// A document that people can read too.
fn in_lines(document: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let mut bytes = serde_json::to_vec_pretty(document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn screen_one(
    args: &ScreenArgs,
    mut application: Application,
    rd: &RdNew,
    proposal: Option<&Proposal>,
) -> Result<ExitCode, Failure> {
    let format = args.format.unwrap_or(Format::Text);
    if args.completeness && !matches!(format, Format::Text | Format::Json) {
        return Err("--completeness comes with --format text or json".into());
    }
    let screener = screener(args)?;
    let assessment = match proposal {
        None => screener.assess(&application),
        Some(proposal) => screener.assess_proposed(proposal, &mut application),
    };
    // A verdict in full says what would help; only one of its lists needs no search.
    let in_full = matches!(format, Format::Text | Format::Json | Format::Jsonl);
    let reach_m = args.remedies.or(in_full.then_some(REACH_M)).filter(|_| !args.completeness);
    let remedies = reach_m.map(|reach_m| assessment.remedies(reach_m));
    let (output, with_remedies) = (args.output.as_deref(), args.remedies.is_some());
    let mut writer = Writer::open(output, format, &screener.notices(), proposal.is_some(), with_remedies)?;
    let part = match format {
        Format::Text | Format::Json => {
            let verdict = assessment.verdict(Some(rd), remedies);
            Part::Bytes(match (format, args.completeness) {
                (Format::Text, true) => report::completeness(&verdict, args.lang.lang).into_bytes(),
                (Format::Text, false) => text::verdict(&verdict, assessment.application(), args.lang.lang).into_bytes(),
                (_, true) => in_lines(&Asked::new(&verdict))?,
                (_, false) => in_lines(&verdict)?,
            })
        }
        other => {
            let mut renderer = Renderer::new(other, args.lang.lang, proposal, args.remedies);
            renderer.render(&assessment, remedies);
            renderer.finish()?
        }
    };
    // One verdict in JSON is an object, not an array of one.
    if format == Format::Json {
        writer.alone();
    }
    writer.put(part)?;
    writer.finish()?;
    if !args.exit_code {
        return Ok(ExitCode::SUCCESS);
    }
    Ok(match assessment.outcome() {
        VerdictOutcome::Prohibited => ExitCode::from(10),
        VerdictOutcome::Undetermined | VerdictOutcome::NotCovered => ExitCode::from(11),
        VerdictOutcome::Free | VerdictOutcome::Notify | VerdictOutcome::Permit => ExitCode::SUCCESS,
    })
}
