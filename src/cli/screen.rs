//! `bodemtoets screen`: one application, or a file of them.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::output::Output;
use super::tools::{Failure, note};
use super::{LangArgs, PackArgs, RulesArgs};
use crate::application::source::{self, Batch, Reading};
use crate::application::{Application, Draft, Field, Reject, read_document};
use crate::lang::Lang;
use crate::ogr;
use crate::parallel::ordered_map;
use crate::report::csv::{COLUMNS, Row, Type};
use crate::report::{geojson as geojson_report, outcome_word, text};
use crate::rules::{Quantity, System};
use crate::screening::{Buffers, Law, Screener, VerdictOutcome};
use crate::spatial::RdNew;

#[derive(Debug, Args)]
pub(super) struct ScreenArgs {
    /// Application (TOML, JSON), or a file of many: CSV (`-` for standard input), GeoJSON,
    /// GeoPackage or anything else that GDAL reads.
    #[arg(conflicts_with_all = ["xy", "latlon"])]
    file: Option<PathBuf>,
    /// Layer within the file, for formats that hold several.
    #[arg(long, requires = "file")]
    layer: Option<String>,

    /// Place in RD New, metres.
    #[arg(long, value_name = "X,Y", value_parser = pair, allow_hyphen_values = true, help_heading = "Application")]
    xy: Option<(f64, f64)>,
    /// Place in ETRS89 or WGS84, degrees.
    #[arg(long, value_name = "LAT,LON", value_parser = pair, conflicts_with = "xy", help_heading = "Application")]
    latlon: Option<(f64, f64)>,
    #[command(flatten)]
    fields: FieldArgs,

    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    lang: LangArgs,

    /// Format of the result: text for one application, csv for many, unless said otherwise.
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<Format>,
    /// File for the result, instead of standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// File (CSV) for the rows that cannot be screened, instead of stderr.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    rejects: Option<PathBuf>,
    /// Fail (1) when a row cannot be screened.
    #[arg(long, help_heading = "Output")]
    strict: bool,
    /// For one application: exit with 0 when not prohibited, 10 when prohibited, 11 when
    /// undetermined or not covered.
    #[arg(long, help_heading = "Output")]
    exit_code: bool,
    /// Number of working threads; the result does not depend on it.
    #[arg(long, value_name = "N", help_heading = "Output")]
    threads: Option<usize>,
}

/// The fields of an application as flags. For a file they count where a row says nothing.
#[derive(Debug, Args)]
#[command(next_help_heading = "Application")]
struct FieldArgs {
    /// Open (wells) or closed (loops).
    #[arg(long, value_enum)]
    system: Option<System>,
    /// End depth of the drilling, m below ground level.
    #[arg(long, value_name = "M", allow_hyphen_values = true, value_parser = quantity(Quantity::DrillingDepthM))]
    depth: Option<f64>,
    /// Largest flow, m3/h.
    #[arg(long, value_name = "M3_H", allow_hyphen_values = true, value_parser = quantity(Quantity::FlowM3H))]
    flow: Option<f64>,
    /// Top of the screens, m below ground level.
    #[arg(long, value_name = "M", allow_hyphen_values = true, value_parser = quantity(Quantity::ScreenTopM))]
    screen_top: Option<f64>,
    /// Bottom of the screens, m below ground level.
    #[arg(long, value_name = "M", allow_hyphen_values = true, value_parser = quantity(Quantity::ScreenBottomM))]
    screen_bottom: Option<f64>,
    /// Groundwater moved in a year, m3.
    #[arg(long, value_name = "M3", allow_hyphen_values = true, value_parser = quantity(Quantity::AnnualVolumeM3))]
    annual_volume: Option<f64>,
    /// Power exchanged with the ground (bodemzijdig vermogen), kW.
    #[arg(long, value_name = "KW", allow_hyphen_values = true, value_parser = quantity(Quantity::GroundPowerKw))]
    ground_power: Option<f64>,
    /// Highest temperature of what goes into the ground, degC.
    #[arg(long, value_name = "C", allow_hyphen_values = true, value_parser = quantity(Quantity::MaxInfiltrationTemperatureC))]
    max_infiltration_temperature: Option<f64>,
    /// Lowest temperature of what goes into the ground, degC.
    #[arg(long, value_name = "C", allow_hyphen_values = true, value_parser = quantity(Quantity::MinReturnTemperatureC))]
    min_return_temperature: Option<f64>,
    /// Heat added to the ground, MWh a year.
    #[arg(long, value_name = "MWH", allow_hyphen_values = true, value_parser = quantity(Quantity::HeatAddedMwh))]
    heat_added: Option<f64>,
    /// Cold added to the ground, MWh a year.
    #[arg(long, value_name = "MWH", allow_hyphen_values = true, value_parser = quantity(Quantity::ColdAddedMwh))]
    cold_added: Option<f64>,
    /// Heat demand, MWh a year.
    #[arg(long, value_name = "MWH", allow_hyphen_values = true, value_parser = quantity(Quantity::HeatDemandMwh))]
    heat_demand: Option<f64>,
    /// Cooling demand, MWh a year.
    #[arg(long, value_name = "MWH", allow_hyphen_values = true, value_parser = quantity(Quantity::CoolingDemandMwh))]
    cooling_demand: Option<f64>,
    /// Seasonal performance factor.
    #[arg(long, allow_hyphen_values = true, value_parser = quantity(Quantity::Spf))]
    spf: Option<f64>,
    /// Kind of dwelling that is served.
    #[arg(long, value_enum)]
    dwelling: Option<crate::rules::Dwelling>,
    /// Circulation fluid of a closed system.
    #[arg(long)]
    fluid: Option<String>,
    /// Id of the application.
    #[arg(long)]
    id: Option<String>,
    /// Who applies.
    #[arg(long)]
    applicant: Option<String>,
    /// The day whose law counts; today when left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<jiff::civil::Date>,
}

/// Format of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One verdict, or an array of them.
    Json,
    /// A verdict a line.
    Jsonl,
    /// A table.
    Csv,
    /// Features in longitude and latitude.
    Geojson,
    /// GeoPackage, in RD New.
    Gpkg,
}

fn pair(text: &str) -> Result<(f64, f64), String> {
    let parts: Option<Vec<f64>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
    match parts.as_deref() {
        Some([first, second]) => Ok((*first, *second)),
        _ => Err("two numbers with a comma between, such as 232289,542576".to_owned()),
    }
}

fn quantity(quantity: Quantity) -> impl Fn(&str) -> Result<f64, String> + Clone + Send + Sync + 'static {
    move |text| {
        let mut draft = Draft::default();
        draft.set(Field::Quantity(quantity), text).map_err(|problem| problem.text(Lang::En))?;
        crate::pack::parse_number(text).ok_or_else(|| "not a number".to_owned())
    }
}

impl FieldArgs {
    /// The flags as a draft. Their values have been checked.
    fn draft(&self) -> Draft {
        let mut draft = Draft::default();
        let numbers = [
            (Quantity::DrillingDepthM, self.depth),
            (Quantity::FlowM3H, self.flow),
            (Quantity::ScreenTopM, self.screen_top),
            (Quantity::ScreenBottomM, self.screen_bottom),
            (Quantity::AnnualVolumeM3, self.annual_volume),
            (Quantity::GroundPowerKw, self.ground_power),
            (Quantity::MaxInfiltrationTemperatureC, self.max_infiltration_temperature),
            (Quantity::MinReturnTemperatureC, self.min_return_temperature),
            (Quantity::HeatAddedMwh, self.heat_added),
            (Quantity::ColdAddedMwh, self.cold_added),
            (Quantity::HeatDemandMwh, self.heat_demand),
            (Quantity::CoolingDemandMwh, self.cooling_demand),
            (Quantity::Spf, self.spf),
        ];
        for (quantity, value) in numbers {
            if let Some(value) = value {
                // Checked when the flag was read.
                let _ = draft.set_quantity(quantity, value);
            }
        }
        let date = self.date.map(|date| date.to_string());
        let texts = [
            (Field::Id, self.id.as_deref()),
            (Field::Applicant, self.applicant.as_deref()),
            (Field::Fluid, self.fluid.as_deref()),
            (Field::Date, date.as_deref()),
            (Field::System, self.system.map(System::slug)),
            (Field::Dwelling, self.dwelling.map(crate::rules::Dwelling::slug)),
        ];
        for (field, value) in texts {
            let _ = draft.set(field, value.unwrap_or_default());
        }
        draft
    }
}

pub(super) fn run(args: &ScreenArgs) -> Result<ExitCode, Failure> {
    let mut draft = args.fields.draft();
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
    match (one, &args.file) {
        (Some(application), _) => screen_one(args, &application, &rd),
        (None, Some(path)) if args.exit_code => {
            Err(format!("--exit-code is for one application, and {} may hold many", path.display()).into())
        }
        (None, Some(path)) => screen_many(args, path, draft),
        (None, None) => Ok(ExitCode::SUCCESS),
    }
}

/// Whether a file holds one application: TOML, or JSON that is not a feature collection.
fn is_document(path: &Path) -> bool {
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

fn screener(args: &ScreenArgs) -> Result<Screener, Failure> {
    let today = jiff::Zoned::now().date();
    // Reading the pack is the long part.
    let (pack, library) = rayon::join(|| args.pack.open(), || args.rules.open());
    let library = library?;
    if !library.has_national() {
        note(args.lang.lang.pick(
            "let op: geen regelboek met jurisdiction = \"nl\"; de landelijke regels tellen niet mee",
            "warning: no rulebook with jurisdiction = \"nl\"; the national rules do not count",
        ));
    }
    Ok(Screener::new(pack?, library, today)?)
}

fn screen_one(args: &ScreenArgs, application: &Application, rd: &RdNew) -> Result<ExitCode, Failure> {
    let screener = screener(args)?;
    let format = args.format.unwrap_or(Format::Text);
    let verdict = screener.verdict(application, Some(rd));
    let mut writer = Writer::open(args, format, &screener)?;
    let part = match format {
        Format::Text => Part::Bytes(text::verdict(&verdict, application, args.lang.lang).into_bytes()),
        Format::Json => {
            let mut bytes = serde_json::to_vec_pretty(&verdict)?;
            bytes.push(b'\n');
            Part::Bytes(bytes)
        }
        other => {
            let mut renderer = Renderer::new(other, args.lang.lang);
            renderer.add(&screener, application);
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
    Ok(match verdict.outcome {
        VerdictOutcome::Prohibited => ExitCode::from(10),
        VerdictOutcome::Undetermined | VerdictOutcome::NotCovered => ExitCode::from(11),
        VerdictOutcome::Free | VerdictOutcome::Notify | VerdictOutcome::Permit => ExitCode::SUCCESS,
    })
}

/// What one batch came to.
struct Done {
    part: Result<Part, Failure>,
    rejects: Vec<Reject>,
    rows: u64,
    amount: u64,
    outcomes: [u64; OUTCOMES.len()],
    id_hashes: Vec<(u64, u64)>,
}

const OUTCOMES: [VerdictOutcome; 6] = [
    VerdictOutcome::Prohibited,
    VerdictOutcome::Permit,
    VerdictOutcome::Notify,
    VerdictOutcome::Free,
    VerdictOutcome::Undetermined,
    VerdictOutcome::NotCovered,
];

fn screen_many(args: &ScreenArgs, path: &Path, template: Draft) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let format = args.format.unwrap_or(Format::Csv);
    let (reading, batches) = source::open(path, args.layer.as_deref(), template)?;
    warn_unknown(&reading, lang);
    let screener = screener(args)?;
    let mut writer = Writer::open(args, format, &screener)?;
    let mut rejects = Rejects::open(args.rejects.as_deref(), lang)?;
    let progress = progress_bar(&reading);
    let threads = args.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into));
    let mut summary = Summary::default();
    ordered_map(
        batches,
        threads,
        || (RdNew::new(), Renderer::new(format, lang)),
        |(rd, renderer), batch| batch.map(|batch| screen_batch(&screener, &reading, &batch, rd, renderer)),
        |done| -> Result<(), Failure> {
            let done = done?;
            for mut reject in done.rejects {
                reject.row += summary.rows;
                summary.rejected += 1;
                rejects.put(&reject, &progress)?;
            }
            for (row, hash) in done.id_hashes {
                if !summary.seen.insert(hash) {
                    summary.repeated.push(summary.rows + row);
                }
            }
            for (total, count) in summary.outcomes.iter_mut().zip(done.outcomes) {
                *total += count;
            }
            summary.rows += done.rows;
            writer.put(done.part?)?;
            progress.inc(done.amount);
            Ok(())
        },
    )?;
    if format == Format::Text {
        let mut notices = String::from("\n");
        tell_notices(&screener, lang, |line| {
            notices.push_str(line);
            notices.push('\n');
        });
        writer.put(Part::Bytes(notices.into_bytes()))?;
    }
    writer.finish()?;
    rejects.finish()?;
    progress.finish_and_clear();
    summary.tell(lang);
    if format != Format::Text {
        tell_notices(&screener, lang, note);
    }
    let failed = args.strict && summary.rejected > 0;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn screen_batch(screener: &Screener, reading: &Reading, batch: &Batch, rd: &RdNew, renderer: &mut Renderer) -> Done {
    let mut rejects = Vec::new();
    let mut id_hashes = Vec::new();
    let mut outcomes = [0; OUTCOMES.len()];
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let rows = reading.understand(batch, rd, |row, application| match application {
        Ok(application) => {
            if !application.id.is_empty() {
                id_hashes.push((row, hasher.hash_one(&application.id)));
            }
            let outcome = renderer.add(screener, &application);
            outcomes[OUTCOMES.iter().position(|known| *known == outcome).unwrap_or_default()] += 1;
        }
        Err(reject) => rejects.push(reject),
    });
    Done { part: renderer.finish(), rejects, rows, amount: batch.amount(), outcomes, id_hashes }
}

/// A part of the result, ready to be written.
enum Part {
    /// Text; items of a list have separators between them already.
    Bytes(Vec<u8>),
    /// Features for GDAL.
    Features(Vec<geojson::Feature>),
}

/// Renders verdicts one after another, on one thread.
struct Renderer {
    format: Format,
    lang: Lang,
    rd: RdNew,
    law: Option<Arc<Law>>,
    buffers: Buffers,
    bytes: Vec<u8>,
    features: Vec<geojson::Feature>,
    failure: Option<Failure>,
}

impl Renderer {
    fn new(format: Format, lang: Lang) -> Self {
        Self {
            format,
            lang,
            rd: RdNew::new(),
            law: None,
            buffers: Buffers::default(),
            bytes: Vec::new(),
            features: Vec::new(),
            failure: None,
        }
    }

    /// Screens and renders one application.
    fn add(&mut self, screener: &Screener, application: &Application) -> VerdictOutcome {
        let date = application.date.unwrap_or(screener.default_date);
        let law = match self.law.take() {
            Some(law) if law.date == date && law.system == application.system => law,
            _ => screener.law(date, application.system),
        };
        let assessment = screener.assess_with(application, &law, &mut self.buffers);
        let outcome = assessment.decision.into();
        let row = Row { screener, law: &law, application, assessment: &assessment };
        let result: Result<(), Failure> = match self.format {
            Format::Csv => {
                row.write(&mut self.bytes);
                Ok(())
            }
            Format::Gpkg => {
                self.features.push(geojson_report::feature(&row, application, None));
                Ok(())
            }
            Format::Geojson => {
                let feature = geojson_report::feature(&row, application, Some(&self.rd));
                separate(&mut self.bytes);
                serde_json::to_writer(&mut self.bytes, &feature).map_err(Into::into)
            }
            Format::Json | Format::Jsonl | Format::Text => {
                let verdict = screener.write_out(application, &law, &assessment, Some(&self.rd));
                match self.format {
                    Format::Text => {
                        self.bytes.extend_from_slice(text::line(&verdict, self.lang).as_bytes());
                        Ok(())
                    }
                    Format::Jsonl => serde_json::to_writer(&mut self.bytes, &verdict)
                        .map(|()| self.bytes.push(b'\n'))
                        .map_err(Into::into),
                    _ => {
                        separate(&mut self.bytes);
                        serde_json::to_writer(&mut self.bytes, &verdict).map_err(Into::into)
                    }
                }
            }
        };
        Screener::recycle(assessment, &mut self.buffers);
        self.law = Some(law);
        if let Err(error) = result {
            self.failure.get_or_insert(error);
        }
        outcome
    }

    /// Everything rendered since the last time.
    fn finish(&mut self) -> Result<Part, Failure> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        if self.format == Format::Gpkg {
            return Ok(Part::Features(std::mem::take(&mut self.features)));
        }
        // The next part will be about as large.
        let next = Vec::with_capacity(self.bytes.len() + self.bytes.len() / 8);
        Ok(Part::Bytes(std::mem::replace(&mut self.bytes, next)))
    }
}

/// Items of a JSON list have a comma between them.
fn separate(bytes: &mut Vec<u8>) {
    if !bytes.is_empty() {
        bytes.extend_from_slice(b",\n");
    }
}

/// Puts the parts of the result together.
struct Writer {
    format: Format,
    target: Target,
    close: &'static str,
    first: bool,
}

enum Target {
    Output(Output),
    GeoPackage(ogr::Writer),
}

impl Writer {
    fn open(args: &ScreenArgs, format: Format, screener: &Screener) -> Result<Self, Failure> {
        let output = args.output.as_deref();
        if format == Format::Gpkg {
            let Some(path) = output else {
                return Err("a GeoPackage is a database, not a stream: say where with -o FILE".into());
            };
            let fields: Vec<ogr::Field> = COLUMNS
                .iter()
                .map(|(name, holds)| ogr::Field {
                    name: (*name).to_owned(),
                    kind: match holds {
                        Type::Text => ogr::FieldType::Text,
                        Type::Real => ogr::FieldType::Real,
                        Type::Integer => ogr::FieldType::Integer,
                    },
                })
                .collect();
            let writer = ogr::Writer::create("GPKG", path, "verdicts", "EPSG:28992", &fields)?;
            return Ok(Self { format, target: Target::GeoPackage(writer), close: "", first: true });
        }
        let mut output = Output::open(output)?;
        let close = match format {
            Format::Csv => {
                let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
                writeln!(output, "{}", names.join(","))?;
                ""
            }
            Format::Json => "]\n",
            Format::Geojson => {
                let notices = serde_json::to_string(&screener.notices())?;
                writeln!(
                    output,
                    "{{\"type\":\"FeatureCollection\",\"name\":\"verdicts\",\"notices\":{notices},\"features\":["
                )?;
                "]}\n"
            }
            Format::Text | Format::Jsonl | Format::Gpkg => "",
        };
        Ok(Self { format, target: Target::Output(output), close, first: true })
    }

    /// The result is one item, not a list.
    fn alone(&mut self) {
        self.close = "";
        self.first = false;
    }

    fn put(&mut self, part: Part) -> Result<(), Failure> {
        match (&mut self.target, part) {
            (Target::GeoPackage(writer), Part::Features(features)) => {
                for feature in &features {
                    writer.write(feature)?;
                }
            }
            (Target::Output(output), Part::Bytes(bytes)) => {
                if bytes.is_empty() {
                    return Ok(());
                }
                match (self.format, self.close) {
                    (Format::Text, _) => {
                        output.write_text(&String::from_utf8_lossy(&bytes))?;
                        return Ok(());
                    }
                    (Format::Json, "]\n") if self.first => output.write_all(b"[\n")?,
                    (Format::Json, "]\n") | (Format::Geojson, _) if !self.first => output.write_all(b",\n")?,
                    _ => {}
                }
                self.first = false;
                output.write_all(&bytes)?;
            }
            (Target::GeoPackage(_), Part::Bytes(_)) | (Target::Output(_), Part::Features(_)) => {}
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Failure> {
        match self.target {
            Target::GeoPackage(writer) => Ok(writer.finish()?),
            Target::Output(mut output) => {
                if self.format == Format::Json && self.first {
                    output.write_all(b"[")?;
                }
                output.write_all(self.close.as_bytes())?;
                output.finish()
            }
        }
    }
}

/// Rows that cannot be screened: to stderr, or to a file.
struct Rejects {
    file: Option<csv::Writer<Output>>,
    lang: Lang,
}

impl Rejects {
    fn open(path: Option<&Path>, lang: Lang) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self { file: None, lang }) };
        let mut file = csv::Writer::from_writer(Output::open(Some(path))?);
        file.write_record(["row", "id", "field", "value", "reason"])?;
        Ok(Self { file: Some(file), lang })
    }

    fn put(&mut self, reject: &Reject, progress: &ProgressBar) -> Result<(), Failure> {
        match &mut self.file {
            None => progress.suspend(|| note(&reject.text(self.lang))),
            Some(file) => {
                let (row, reason) = (reject.row.to_string(), reject.problem.text(self.lang));
                file.write_record([&row, &reject.id, &reject.field, &reject.value, &reason])?;
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Failure> {
        match self.file {
            None => Ok(()),
            Some(file) => file.into_inner().map_err(csv::IntoInnerError::into_error)?.finish(),
        }
    }
}

#[derive(Default)]
struct Summary {
    rows: u64,
    rejected: u64,
    outcomes: [u64; OUTCOMES.len()],
    seen: HashSet<u64, BuildHasherDefault<SameHash>>,
    repeated: Vec<u64>,
}

/// Ids come hashed already.
#[derive(Default)]
struct SameHash(u64);

impl std::hash::Hasher for SameHash {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

impl Summary {
    fn tell(&self, lang: Lang) {
        if !self.repeated.is_empty() {
            let shown: Vec<String> = self.repeated.iter().take(10).map(u64::to_string).collect();
            let more = if self.repeated.len() > shown.len() { ", …" } else { "" };
            note(&match lang {
                Lang::Nl => {
                    format!("let op: {} rij(en) herhalen een id: {}{more}", self.repeated.len(), shown.join(", "))
                }
                Lang::En => format!("warning: {} row(s) repeat an id: {}{more}", self.repeated.len(), shown.join(", ")),
            });
        }
        let counts: Vec<String> = OUTCOMES
            .iter()
            .zip(self.outcomes)
            .filter(|(_, count)| *count > 0)
            .map(|(outcome, count)| format!("{count} {}", outcome_word(*outcome, lang)))
            .collect();
        let screened = self.rows - self.rejected;
        note(&match lang {
            Lang::Nl => format!("{screened} getoetst ({}), {} geweigerd", counts.join(", "), self.rejected),
            Lang::En => format!("{screened} screened ({}), {} rejected", counts.join(", "), self.rejected),
        });
    }
}

/// What has to be said with every result of the pack.
fn tell_notices(screener: &Screener, lang: Lang, mut tell: impl FnMut(&str)) {
    for notice in screener.notices() {
        tell(&format!("! {}", notice.get(lang)));
    }
}

/// Columns that look like a field and are not: a slip here would cost a fact.
fn warn_unknown(reading: &Reading, lang: Lang) {
    for (name, nearest) in &reading.unknown {
        let Some(nearest) = nearest else { continue };
        note(&match lang {
            Lang::Nl => format!("let op: kolom `{name}` is onbekend en wordt niet gebruikt; bedoelt u `{nearest}`?"),
            Lang::En => format!("warning: column `{name}` is not known and not used; did you mean `{nearest}`?"),
        });
    }
}

/// A bar on a terminal; nothing in a pipe.
fn progress_bar(reading: &Reading) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    match reading.amount {
        Some(amount) => {
            let bar = ProgressBar::new(amount);
            ProgressStyle::with_template("{bar:40} {percent:>3} % {elapsed} / {duration}")
                .map(|style| bar.clone().with_style(style))
                .unwrap_or(bar)
        }
        None => ProgressBar::new_spinner(),
    }
}
