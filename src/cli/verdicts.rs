//! Verdicts on applications, as a job of the stream.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use super::outcomes::Outcomes;
use super::stream::{Format, Head, Job, Rendered, Sink};
use super::tools::Failure;
use bodemtoets_law::rules::System;
use bodemtoets_ogr::{FieldType, Layer};
use bodemtoets_report::csv::{Row, Type, columns};
use bodemtoets_report::{Dialect, geojson, text};
use bodemtoets_screening::application::{Application, Problem};
use bodemtoets_screening::remedies::REACH_M;
use bodemtoets_screening::{Assessment, Completeness, Proposal, Screener, Verdict};
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::Lang;

/// Rows that one thread gets at a time when each becomes pages, or takes a search.
const FEW_ROWS: usize = 32;

/// Screening of applications.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Verdicts<'a> {
    pub(super) screener: &'a Screener,
    /// A building that is proposed for every site.
    pub(super) proposal: Option<&'a Proposal>,
    /// Look for what would help, also at other places within so many metres.
    pub(super) remedies: Option<f64>,
    /// In short what decides.
    pub(super) is_brief: bool,
    /// There is one application: its verdict is the whole result, and says all there is to say.
    pub(super) is_one: bool,
    /// Only the list of data that the law asks for.
    pub(super) only_completeness: bool,
    /// The text of one has its annex.
    pub(super) has_annex: bool,
    pub(super) format: Format,
    pub(super) dialect: Dialect,
    pub(super) lang: Lang,
}

impl Verdicts<'_> {
    /// Opens the result. A table has `own` columns after ours.
    pub(super) fn sink(&self, path: Option<&Path>, own: &[String]) -> Result<Sink, Failure> {
        if self.is_one && matches!(self.format, Format::Text | Format::Json) {
            return Sink::whole(path, self.format);
        }
        let columns = || columns(self.proposal.is_some(), self.remedies.is_some());
        let fields = || columns().map(|(name, kind)| bodemtoets_ogr::Field::new(name, field_type(kind))).collect();
        let head = Head {
            header: &|| self.dialect.header(columns().map(|(name, _)| name), own),
            members: &|| {
                let notices = serde_json::to_string(&self.screener.notices())?;
                Ok(format!("\"name\":\"verdicts\",\"notices\":{notices},"))
            },
            layers: &|| vec![Layer::new("verdicts", fields())],
        };
        Sink::open(path, self.format, &head)
    }

    /// What would help; a verdict in full on one application has it without asking.
    fn reach_m(&self) -> Option<f64> {
        let in_full =
            self.is_one && !self.is_brief && matches!(self.format, Format::Text | Format::Json | Format::Jsonl);
        self.remedies.or(in_full.then_some(REACH_M)).filter(|_| !self.only_completeness)
    }

    fn render(&self, assessment: &Assessment, own: &[u8], rd: &RdNew, rendered: &mut Rendered) -> Result<(), Failure> {
        let remedies = self.reach_m().map(|reach_m| assessment.remedies(reach_m));
        let row = Row::of(assessment, remedies.as_ref());
        match self.format {
            Format::Csv => {
                row.write(rendered.bytes(), self.dialect, own);
                return Ok(());
            }
            Format::Gpkg => {
                rendered.push_feature(0, geojson::feature(&row, None));
                return Ok(());
            }
            Format::Geojson => return rendered.push_json(&geojson::feature(&row, Some(rd))),
            Format::Text | Format::Json | Format::Jsonl | Format::Html | Format::Pdf => {}
        }
        if self.is_brief {
            let brief = assessment.brief(Some(rd), remedies);
            return if self.is_one && self.format == Format::Json {
                rendered.push_document(&brief)
            } else {
                rendered.push_json(&brief)
            };
        }
        let verdict = assessment.verdict(Some(rd), remedies);
        match (self.format, self.is_one) {
            (Format::Text, false) => rendered.push_text(&text::line(&verdict, self.lang)),
            (Format::Text, true) if self.only_completeness => {
                rendered.push_text(&bodemtoets_report::completeness(&verdict, self.lang));
            }
            (Format::Text, true) => {
                let text = if self.has_annex { text::in_full } else { text::verdict };
                rendered.push_text(&text(&verdict, assessment.application(), self.lang));
            }
            (Format::Json, true) if self.only_completeness => rendered.push_document(&Asked::new(&verdict))?,
            (Format::Json, true) => rendered.push_document(&verdict)?,
            _ => rendered.push_json(&verdict)?,
        }
        Ok(())
    }
}

impl Job for Verdicts<'_> {
    type Worker = RdNew;
    type Tally = Outcomes;

    fn worker(&self) -> RdNew {
        RdNew::new()
    }

    fn rows_at_a_time(&self) -> Option<usize> {
        let in_full = matches!(self.format, Format::Text | Format::Json | Format::Jsonl);
        (in_full || self.remedies.is_some() || self.proposal.is_some()).then_some(FEW_ROWS)
    }

    fn check(&self, application: &Application) -> Result<(), (&'static str, Problem)> {
        self.screener.check_given(application).map_err(|problem| ("given", problem))
    }

    fn take(
        &self,
        rd: &mut RdNew,
        mut application: Application,
        own: &[u8],
        rendered: &mut Rendered,
        tally: &mut Outcomes,
    ) -> Result<(), Failure> {
        let assessment = match self.proposal {
            Some(proposal) => self.screener.assess_proposed(proposal, &mut application),
            None => self.screener.assess(&application),
        };
        tally.count(assessment.outcome());
        self.render(&assessment, own, rd, rendered)
    }

    fn add(&self, total: &mut Outcomes, part: Outcomes) {
        total.add(part);
    }
}

fn field_type(kind: Type) -> FieldType {
    match kind {
        Type::Text => FieldType::Text,
        Type::Real => FieldType::Real,
        Type::Integer => FieldType::Integer,
    }
}

/// The list of data that the law asks for, with what it is about.
#[derive(Serialize)]
struct Asked<'a> {
    schema: &'static str,
    id: &'a str,
    date: Date,
    system: System,
    completeness: &'a Completeness,
}

impl<'a> Asked<'a> {
    fn new(verdict: &'a Verdict) -> Self {
        let Verdict { ref id, date, system, ref completeness, .. } = *verdict;
        Self { schema: "bodemtoets/completeness/1", id, date, system, completeness }
    }
}
