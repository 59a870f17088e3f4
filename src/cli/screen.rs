//! `bodemtoets screen`: one application, or a file of them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::complaint::Complaint;
use super::feasibility::files_of;
use super::file_format::{format_of, is_picture};
use super::flags::FieldArgs;
use super::ground::GroundArgs;
use super::numbers::{threads, threads_or_all};
use super::output::RunFiles;
use super::screener::open_screener;
use super::stream::{self, Format, Input, Options, Summary};
use super::table::{Table, TableArgs};
use super::tools::{Failure, note};
use super::verdicts::Verdicts;
use super::{LangArgs, PackArgs, RulesArgs, dossier, plot};
use bodemtoets_feasibility::Study;
use bodemtoets_feasibility::closed::ClosedRequest;
use bodemtoets_screening::application::{Draft, Fault, Field};
use bodemtoets_screening::{Proposal, Screener, VerdictOutcome};
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::provenance::{InputFile, sha256};
use bodemtoets_words::words::exact;

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
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
    pub(super) fields: FieldArgs,

    /// Building with its plant, or dwelling (TOML): for every site that is not prohibited, tell whether it pays there,
    /// and screen what the application leaves out with what the plant or the loops ask of the ground.
    #[arg(long, value_name = "BUILDING", help_heading = "Application")]
    feasibility: Option<PathBuf>,
    #[command(flatten)]
    ground: GroundArgs,
    /// What would make the outcome milder, also at other places within so many metres (500 when left out; 0:
    /// at this place only). A verdict in full on one application has it without asking; many get a column.
    #[arg(long, value_name = "METRES", num_args = 0..=1, require_equals = true, default_missing_value = "500",
          value_parser = metres, help_heading = "Output")]
    pub(super) remedies: Option<f64>,
    /// How much a verdict in JSON says: all of it, or in short what decides, in at most 4 kB.
    #[arg(long, value_enum, conflicts_with_all = ["plot", "completeness"], help_heading = "Output")]
    detail: Option<Detail>,
    /// For one application as text: the annex too, with every rule, completeness, surroundings and maps. Without it
    /// at most forty lines.
    #[arg(long, conflicts_with_all = ["plot", "completeness", "letters"], help_heading = "Output")]
    full: bool,
    #[command(flatten)]
    pub(super) place: plot::PlaceArgs,
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    pub(super) lang: LangArgs,

    /// Format of the result; by the name of its file when left out, else text for one application and csv for
    /// many.
    #[arg(long, value_enum, help_heading = "Output")]
    pub(super) format: Option<Format>,
    /// File for the result, instead of standard output. Its name says its format: .json, .jsonl, .csv, .geojson,
    /// .gpkg; of one application also .pdf and .html, its decision document; of a plot also .svg and .png, which is
    /// the same as --map.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,
    /// Folder for the decision document of every application, each in a file named after its id, with an index;
    /// PDF, or with --format html pages for a browser.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "plot"], help_heading = "Output")]
    pub(super) dossiers: Option<PathBuf>,
    /// Folder for letters on every application, to write on in (.odt): a request for the data that are missing, and
    /// the draft of a decision where there is one, with an index.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "format", "plot", "dossiers"], help_heading = "Output")]
    pub(super) letters: Option<PathBuf>,
    #[command(flatten)]
    pub(super) table: TableArgs,
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
    pub(super) exit_code: bool,
    /// Number of working threads; the result does not depend on it.
    #[arg(long, value_name = "N", value_parser = threads, help_heading = "Output")]
    pub(super) threads: Option<usize>,
}

/// How much a verdict says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Detail {
    /// All there is to say.
    Full,
    /// What decides, in at most 4 kB.
    Brief,
}

fn pair(text: &str) -> Result<(f64, f64), Complaint> {
    let parts: Option<Vec<f64>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
    match parts.as_deref() {
        Some([first, second]) => Ok((*first, *second)),
        _ => Err(Complaint::new(
            "geef twee getallen met een komma ertussen, zoals 232289,542576",
            "give two numbers with a comma between, such as 232289,542576",
        )),
    }
}

/// How far around may be looked for a better place: further takes long, and is another project.
fn metres(text: &str) -> Result<f64, Complaint> {
    let metres = text.trim().parse().ok().filter(|metres| (0.0..=5000.0).contains(metres));
    metres.ok_or_else(|| {
        Complaint::new(
            "geef een aantal meters van 0 tot en met 5000, zoals 500",
            "give a number of metres from 0 to 5000, such as 500",
        )
    })
}

pub(super) fn run(args: &ScreenArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    args.files().check(lang)?;
    args.check()?;
    let draft = args.fields.draft();
    if let Some(path) = &args.plot {
        return plot::run(args, path, draft);
    }
    let input = args.input(draft)?;
    let format = args.format_of(&input)?;
    args.check_with(&input, format)?;
    if args.dossiers.is_some() || args.letters.is_some() || dossier::Paper::of(format).is_some() {
        return dossier::run(args, input, format);
    }
    let table = args.table.settle(&input, format, args.rejects.is_some())?;
    let proposal = args.proposal()?;
    let screener = screener(args)?;
    let job = Verdicts {
        screener: &screener,
        proposal: proposal.as_ref(),
        remedies: args.remedies,
        is_brief: args.detail == Some(Detail::Brief),
        is_one: input.is_one(),
        only_completeness: args.completeness && input.is_one(),
        has_annex: args.full,
        format,
        dialect: table.dialect,
        lang,
    };
    let mut sink = job.sink(args.output.as_deref(), &table.own)?;
    let is_one = input.is_one();
    let summary = stream::run(&job, input, &mut sink, &args.options(&table))?;
    let notices = screener.notices();
    if format == Format::Text && !is_one {
        sink.put_text("\n")?;
        let mut lines = String::new();
        stream::tell_notices(&notices, lang, |line| lines.extend([line, "\n"]));
        sink.put_text(&lines)?;
    }
    sink.finish()?;
    let Summary { rows, rejected, tally } = summary;
    if is_one {
        let outcome = tally.only().filter(|_| args.exit_code);
        return Ok(outcome.map_or(ExitCode::SUCCESS, exit_code));
    }
    let (answered, outcomes) = (rows - rejected, tally.text(lang));
    note(&match lang {
        Lang::Nl => format!("{answered} getoetst ({outcomes}), {rejected} geweigerd"),
        Lang::En => format!("{answered} screened ({outcomes}), {rejected} rejected"),
    });
    if format != Format::Text {
        stream::tell_notices(&notices, lang, note);
    }
    let failed = args.strict && rejected > 0;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

pub(super) fn exit_code(outcome: VerdictOutcome) -> ExitCode {
    match outcome {
        VerdictOutcome::Prohibited => ExitCode::from(10),
        VerdictOutcome::Undetermined | VerdictOutcome::NotCovered => ExitCode::from(11),
        VerdictOutcome::Free | VerdictOutcome::Notify | VerdictOutcome::Permit => ExitCode::SUCCESS,
    }
}

impl ScreenArgs {
    /// What is to be screened: a file, or the one application of the flags.
    fn input(&self, mut draft: Draft) -> Result<Input, Failure> {
        let lang = self.lang.lang;
        if let Some(path) = &self.file {
            return Input::open(path, self.layer.as_deref(), draft, lang);
        }
        let xy = self.xy.map(|at| ((Field::X, Field::Y), at));
        let Some((fields, (first, second))) = xy.or(self.latlon.map(|at| ((Field::Lat, Field::Lon), at))) else {
            return Err(complaint!(
                nl: "er is niets te toetsen: geef een bestand, --xy X,Y of --latlon BREEDTE,LENGTE (zie --help)",
                en: "nothing to screen: give a file, --xy X,Y or --latlon LAT,LON (see --help)",
            )
            .into());
        };
        for (field, value) in [(fields.0, first), (fields.1, second)] {
            draft.set(field, &exact(value)).map_err(|problem| problem.text(lang))?;
        }
        let application = draft.finish(&RdNew::new()).map_err(|fault| {
            let flag = if fault.field == "system" { "--system".to_owned() } else { fault.field };
            Fault { field: flag, ..fault }.text(lang)
        })?;
        Ok(Input::One(Box::new(application)))
    }

    /// The format of the result.
    pub(super) fn format_of(&self, input: &Input) -> Result<Format, Failure> {
        let usual = match (&self.dossiers, input.is_one()) {
            (Some(_), _) => Format::Pdf,
            (None, true) => Format::Text,
            (None, false) => Format::Csv,
        };
        let (result, _) = self.result_and_map()?;
        format_of(result, self.format, usual)
    }

    /// Where the result goes, and where the map: `-o` may name the map of a plot.
    pub(super) fn result_and_map(&self) -> Result<(Option<&Path>, Option<&Path>), Failure> {
        let (output, map) = (self.output.as_deref(), self.map.as_deref());
        match output.filter(|path| is_picture(path)) {
            None => Ok((output, map)),
            Some(path) if self.plot.is_none() => {
                let path = path.display();
                Err(complaint!(
                    nl: "{path} is de naam van een afbeelding, en die is er van een perceel: screen --plot BESTAND -o {path}",
                    en: "{path} is the name of a picture, which there is of a plot: screen --plot FILE -o {path}",
                )
                .into())
            }
            Some(path) if map.is_some() => {
                let path = path.display();
                Err(complaint!(
                    nl: "{path} en --map zijn beide een afbeelding: geef -o een naam voor het resultaat",
                    en: "{path} and --map are both a picture: give -o a name for the result",
                )
                .into())
            }
            Some(path) => Ok((None, Some(path))),
        }
    }

    /// How the stream runs.
    pub(super) fn options<'a>(&'a self, table: &'a Table) -> Options<'a> {
        Options { rejects: self.rejects.as_deref(), table, lang: self.lang.lang, threads: threads_or_all(self.threads) }
    }

    /// Refuses flags that would do nothing.
    fn check(&self) -> Result<(), Failure> {
        let is_plot = self.plot.is_some();
        if self.file.is_none() && !is_plot && self.fields.has_source_of_nothing() {
            return Err(complaint!(
                nl: "--given-source, --given-by en --given-date zeggen waar --given vandaan komt: geef het erbij",
                en: "--given-source, --given-by and --given-date tell where --given comes from: add it",
            )
            .into());
        }
        if is_plot && self.feasibility.is_some() && !self.place.is_asked() {
            return Err(complaint!(
                nl: "--feasibility van een perceel is die van wat erop past: geef --place doublet of --place loops erbij",
                en: "--feasibility of a plot is that of what fits on it: add --place doublet or --place loops",
            )
            .into());
        }
        let is_letter = |path: &&PathBuf| {
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            ["odt", "docx", "doc"].iter().any(|letter| extension.eq_ignore_ascii_case(letter))
        };
        if let Some(path) = self.output.as_ref().filter(is_letter) {
            let path = path.display();
            return Err(complaint!(
                nl: "kan {path} niet schrijven: brieven om in verder te schrijven maakt --letters MAP",
                en: "cannot write {path}: letters, to write on in, are what --letters DIR makes",
            )
            .into());
        }
        // That they need one, the parser does not say when there is a file that a plot cannot go with.
        if let (false, Some(map)) = (is_plot, &self.map) {
            let map = map.display();
            return Err(complaint!(
                nl: "--map tekent een perceel: screen --plot BESTAND --map {map}",
                en: "--map draws a plot: screen --plot FILE --map {map}",
            )
            .into());
        }
        if !is_plot && self.place.is_asked() {
            return Err(complaint!(
                nl: "--place zoekt ruimte op een perceel: screen --plot BESTAND --place ...",
                en: "--place finds room on a plot: screen --plot FILE --place ...",
            )
            .into());
        }
        if is_plot && self.remedies.is_some() {
            return Err(complaint!(
                nl: "--remedies doet niets bij een perceel, waarvan elk deel zijn antwoord heeft: laat het weg",
                en: "--remedies does nothing for a plot, of which every part has its answer: leave it out",
            )
            .into());
        }
        Ok(())
    }

    /// Refuses flags that do nothing for what is read and written.
    pub(super) fn check_with(&self, input: &Input, format: Format) -> Result<(), Failure> {
        let path = self.file.as_deref().unwrap_or(Path::new("")).display();
        let complaint = match (input.is_one(), format) {
            (true, _) if self.rejects.is_some() => complaint!(
                nl: "--rejects doet niets bij één aanvraag: wat ermee mis is, wordt gezegd",
                en: "--rejects does nothing for one application: what is wrong with it is said",
            ),
            (true, format) if self.completeness && !matches!(format, Format::Text | Format::Json) => complaint!(
                nl: "--completeness hoort bij --format text of json",
                en: "--completeness comes with --format text or json",
            ),
            (_, format) if self.detail.is_some() && !matches!(format, Format::Json | Format::Jsonl) => complaint!(
                nl: "--detail hoort bij --format json of jsonl",
                en: "--detail comes with --format json or jsonl",
            ),
            (is_one, format) if self.full && !(is_one && format == Format::Text) => complaint!(
                nl: "--full is voor één aanvraag als tekst: in JSON en documenten staat alles",
                en: "--full is for one application as text: JSON and documents have everything",
            ),
            (false, _) if self.exit_code => complaint!(
                nl: "--exit-code is voor één aanvraag, en in {path} kunnen er meer staan",
                en: "--exit-code is for one application, and {path} may hold many",
            ),
            (false, format) if self.completeness && !matches!(format, Format::Json | Format::Jsonl) => complaint!(
                nl: "--completeness is voor één aanvraag, en in {path} kunnen er meer staan: met --format jsonl heeft elke uitkomst haar lijst",
                en: "--completeness is for one application, and {path} may hold many: with --format jsonl every verdict has its list",
            ),
            _ => return Ok(()),
        };
        Err(complaint.into())
    }

    /// The building that is proposed, when there is one.
    pub(super) fn proposal(&self) -> Result<Option<Proposal>, Failure> {
        let Some(building) = self.feasibility.as_deref() else { return Ok(None) };
        let lang = self.lang.lang;
        if let Some((request, input)) = dwelling(building) {
            let name = request.name.clone().unwrap_or_else(|| lang.pick("Woning", "Dwelling").to_owned());
            let proposal = Proposal::of_dwelling(name, request, vec![input]);
            return Ok(Some(proposal.map_err(|problem| problem.text(lang))?));
        }
        let study = Study::of_building(building).map_err(|problem| problem.text(lang))?;
        self.files().reads(files_of(&study)).check(lang)?;
        let name = study.name(lang);
        let Study { building, scenario, remarks, inputs } = study;
        Ok(Some(Proposal::new(name, building, scenario, remarks, inputs)?))
    }

    /// The files that it reads and writes, without those that the building names.
    fn files(&self) -> RunFiles {
        RunFiles::default()
            .reads(
                [self.file.as_ref(), self.plot.as_ref(), self.ground.file(), self.feasibility.as_ref()]
                    .into_iter()
                    .flatten(),
            )
            .reads(self.pack.files())
            .reads(self.rules.files())
            .writes([&self.output, &self.map, &self.rejects].into_iter().flatten())
    }
}

pub(super) fn screener(args: &ScreenArgs) -> Result<Screener, Failure> {
    open_screener(&args.pack, &args.rules, &args.ground, args.lang.lang)
}

/// A file of a dwelling (`[dwelling]`), as `feasibility closed` reads it; none when it is of another building.
fn dwelling(file: &Path) -> Option<(ClosedRequest, InputFile)> {
    let text = std::fs::read_to_string(file).ok()?;
    let name = file.display().to_string();
    let request = ClosedRequest::read(&name, &text).ok()?;
    // A name alone is a building of 15 000 m2.
    let is_dwelling = request.dwelling != ClosedRequest::default().dwelling || request.loops.is_some();
    is_dwelling.then(|| (request, InputFile { file: name, sha256: sha256(text.as_bytes()) }))
}
