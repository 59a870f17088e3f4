//! An installation file drawn up from a table of readings, for people to complete.

use std::path::Path;

use super::column_name::ColumnName;
use super::concept::Concept;
use super::enclosure::{Enclosure, MAX_READINGS_BYTES};
use super::fault::Fault;
use super::installation::{Installation, Kind, MeterKeys};
use super::interval::Held;
use super::job::Job;
use super::series::Series;
use super::submission::columns;
use super::table_fault::TableFault;
use super::unit::Unit;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, text};

/// A counter goes down in no more than this part of its steps.
const DOWN: f64 = 0.1;

/// An installation that a table of readings leads one to expect.
#[derive(Debug, Clone)]
pub struct Template {
    concept: Concept,
    readings: String,
    time_column: Option<String>,
    meters: Vec<Line>,
    /// Columns that are not understood.
    unknown: Vec<String>,
}

/// A column and what it seems to be.
#[derive(Debug, Clone)]
struct Line {
    meter: String,
    column: String,
    unit: Option<Unit>,
    kind: Kind,
}

impl Template {
    /// Looks at a file with readings.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of(path: &Path, concept: Concept) -> Result<Self, Fault> {
        let names = columns(path, &Enclosure::Open)?;
        let known = names.iter().find(|name| super::table::is_time(name));
        // Else the first column that is no meter is the likeliest.
        let time = known.or_else(|| names.iter().find(|name| ColumnName::read(&concept, name).is_none()));
        let Some(time) = time else {
            return Err(Fault::new(path.display().to_string(), TableFault::NoTime { found: names }));
        };
        let time_column = Some(time.clone()).filter(|_| known.is_none());
        let (mut meters, mut unknown) = (Vec::new(), Vec::new());
        for column in names.iter().filter(|name| *name != time) {
            match ColumnName::read(&concept, column) {
                Some(ColumnName { meter, unit }) => {
                    let (meter, column) = (meter.id.clone(), column.clone());
                    meters.push(Line { meter, column, unit, kind: Kind::Counter });
                }
                None => unknown.push(column.clone()),
            }
        }
        let readings = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let mut template = Self { concept, readings, time_column, meters, unknown };
        template.find_kinds(path)?;
        Ok(template)
    }

    /// Looks which columns go down: those are amounts of a step.
    fn find_kinds(&mut self, path: &Path) -> Result<(), Fault> {
        if self.meters.is_empty() {
            return Ok(());
        }
        let keys = self.meters.iter().map(|line| MeterKeys::counter(&line.meter, &line.column, line.unit));
        let installation =
            Installation { meters: keys.collect(), time_column: self.time_column.clone(), ..Installation::default() };
        let job = Job::new(installation, self.concept.clone())?;
        let mut readings = job.readings();
        readings.read(&path.display().to_string(), Enclosure::Open.open(path, MAX_READINGS_BYTES)?)?;
        for line in &mut self.meters {
            let Some(place) = readings.names.iter().position(|name| *name == line.column) else { continue };
            let series = Series::of(&readings, u16::try_from(place).unwrap_or(u16::MAX), &mut Vec::new());
            let steps = series.readings.len().saturating_sub(1);
            let down = series.readings.windows(2).filter(|pair| pair[1].value < pair[0].value).count();
            #[expect(clippy::cast_precision_loss, reason = "a number of steps")]
            if down as f64 > DOWN * steps as f64 {
                line.kind = Kind::Interval;
            }
        }
        Ok(())
    }

    /// The file, with what is still to be filled in as remarks.
    #[must_use]
    pub fn toml(&self, lang: Lang) -> String {
        let mut page = Page::new();
        page.line(text!(
            lang,
            nl: "# Opgesteld uit de kolommen van {file}. Kijk alles na; wat met ? begint is niet zeker.",
            en: "# Drawn up from the columns of {file}. Check everything; what begins with ? is not certain.",
            file = self.readings,
        ));
        page.line(text!(lang, nl: "name = \"\" # de naam van de installatie", en: "name = \"\" # the name of the installation"));
        page.line(format!("concept = {}", quoted(&self.concept.id)));
        page.line(format!("readings = {}", quoted(&self.readings)));
        if let Some(column) = &self.time_column {
            page.line(format!("time_column = {}", quoted(column)));
        }
        for meter in &self.meters {
            page.line("");
            page.line("[[meter]]");
            page.line(format!("for = {}", quoted(&meter.meter)));
            page.line(format!("column = {}", quoted(&meter.column)));
            Self::unit_and_kind(&mut page, meter, lang);
            page.line(text!(
                lang,
                nl: "# class_percent = 5 # de fout van de meter, in %",
                en: "# class_percent = 5 # the error of the meter, in %",
            ));
        }
        self.missing(&mut page, lang);
        page.finish()
    }

    fn unit_and_kind(page: &mut Page, meter: &Line, lang: Lang) {
        match meter.unit {
            Some(unit) => page.line(format!("unit = {}", quoted(unit.name))),
            None => page.line(text!(
                lang,
                nl: "unit = \"kWh\" # ? de kolom noemt geen eenheid: kWh, MWh, GJ of m3",
                en: "unit = \"kWh\" # ? the column names no unit: kWh, MWh, GJ or m3",
            )),
        }
        if meter.unit.is_none_or(|unit| unit.held == Held::Amount) {
            match meter.kind {
                Kind::Counter => page.line("kind = \"counter\""),
                Kind::Interval => page.line(text!(
                    lang,
                    nl: "kind = \"interval\" # ? de waarden gaan op en neer\nstamp = \"end\" # ? of \"start\": welk einde van de stap de tijd noemt",
                    en: "kind = \"interval\" # ? the values go up and down\nstamp = \"end\" # ? or \"start\": which end of the step the time names",
                )),
            }
        }
    }

    /// What the concept asks and no column seems to be, and columns that seem to be nothing.
    fn missing(&self, page: &mut Page, lang: Lang) {
        let has = |id: &str| self.meters.iter().any(|line| line.meter == id);
        for meter in self.concept.meters.iter().filter(|meter| !meter.optional && !has(&meter.id)) {
            page.line("");
            page.line(text!(
                lang,
                nl: "# ? geen kolom gevonden voor {what}; vul in, of zet absent = [\"{id}\"] bovenaan",
                en: "# ? no column found for {what}; fill in, or put absent = [\"{id}\"] at the top",
                what = meter.what.get(lang), id = meter.id,
            ));
            page.line("# [[meter]]");
            page.line(format!("# for = {}", quoted(&meter.id)));
            page.line("# column = \"\"\n# unit = \"kWh\"\n# kind = \"counter\"");
        }
        if !self.unknown.is_empty() {
            page.line("");
            page.line(text!(
                lang,
                nl: "# Niet herkende kolommen: {columns}",
                en: "# Columns not recognised: {columns}",
                columns = self.unknown.join(", ").replace(['\n', '\r'], " "),
            ));
        }
    }

    /// How many columns were understood.
    #[must_use]
    pub fn understood(&self) -> usize {
        self.meters.len()
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
