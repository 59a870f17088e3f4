//! Plots in parts, as a job of the stream.

use std::path::Path;

use super::place::Placer;
use crate::cli::outcomes::Outcomes;
use crate::cli::stream::{Format, Head, Job, Rendered, Sink};
use crate::cli::tools::Failure;
use bodemtoets_document::Document;
use bodemtoets_ogr::{Layer, Style};
use bodemtoets_report::plot::{
    COLUMNS, MapInput, PLACE_COLUMNS, PLOT_COLUMNS, Row, document, fields, line, outline, picture, places, qml, text,
};
use bodemtoets_report::{Dialect, Picture};
use bodemtoets_screening::application::{Application, Problem};
use bodemtoets_screening::plot::Partition;
use bodemtoets_screening::{Screener, VerdictOutcome};
use bodemtoets_space::{RdNew, Shape};
use bodemtoets_words::lang::Lang;

/// Plots that one thread gets at a time: cutting up a large one takes a second.
const FEW_PLOTS: usize = 8;

/// Cutting up plots.
pub(super) struct Plots<'a> {
    pub(super) screener: &'a Screener,
    pub(super) placer: Option<&'a Placer>,
    /// There is one plot: its verdict is the whole result.
    pub(super) is_one: bool,
    /// Draw it.
    pub(super) draw: bool,
    /// Make a document of it.
    pub(super) write: bool,
    pub(super) format: Format,
    pub(super) dialect: Dialect,
    pub(super) lang: Lang,
}

/// What plots come to.
#[derive(Default)]
pub(super) struct Tally {
    /// The best on each plot.
    pub(super) best: Outcomes,
    /// Plots that are not cut up.
    pub(super) uncut: u64,
    /// The picture that is asked for.
    pub(super) picture: Option<Picture>,
    /// The document that is asked for.
    pub(super) document: Option<Document>,
}

impl Plots<'_> {
    /// Opens the result. A table has `own` columns after ours.
    pub(super) fn sink(&self, path: Option<&Path>, own: &[String]) -> Result<Sink, Failure> {
        if self.is_one && matches!(self.format, Format::Text | Format::Json) {
            return Sink::whole(path, self.format);
        }
        let head = Head {
            header: &|| self.dialect.header(COLUMNS.iter().map(|(name, _)| *name), own),
            members: &|| {
                let notices = serde_json::to_string(&self.screener.notices())?;
                Ok(format!("\"name\":\"plots\",\"notices\":{notices},"))
            },
            layers: &|| layers(self.lang).into(),
        };
        Sink::open(path, self.format, &head)
    }

    fn render(&self, row: &Row<'_>, own: &[u8], rd: &RdNew, rendered: &mut Rendered) -> Result<(), Failure> {
        let verdict = || row.partition.verdict(Some(rd), row.placement.cloned());
        match self.format {
            Format::Csv => row.write(rendered.bytes(), self.dialect, own),
            Format::Gpkg => {
                let parts = row.parts(None).into_iter().map(|part| (0, part));
                let places = row.places().into_iter().chain(row.placed(None)).map(|place| (2, place));
                for (layer, feature) in parts.chain([(1, row.plot())]).chain(places) {
                    rendered.push_feature(layer, feature);
                }
            }
            Format::Geojson => {
                for feature in row.parts(Some(rd)).into_iter().chain(row.placed(Some(rd))) {
                    rendered.push_json(&feature)?;
                }
            }
            Format::Text if self.is_one => {
                rendered.push_text(&text(&verdict(), row.partition.assessment.application(), self.lang));
            }
            Format::Text => rendered.push_text(&line(&verdict(), self.lang)),
            Format::Json if self.is_one => rendered.push_document(&verdict())?,
            Format::Json | Format::Jsonl => rendered.push_json(&verdict())?,
            // The document of one is in the tally.
            Format::Html | Format::Pdf => {}
        }
        Ok(())
    }
}

impl Job for Plots<'_> {
    type Worker = RdNew;
    type Tally = Tally;

    fn worker(&self) -> RdNew {
        RdNew::new()
    }

    fn rows_at_a_time(&self) -> Option<usize> {
        Some(FEW_PLOTS)
    }

    fn check(&self, application: &Application) -> Result<(), (&'static str, Problem)> {
        self.screener.check_given(application).map_err(|problem| ("given", problem))?;
        match application.place {
            Shape::Area(_) => Ok(()),
            _ => Err(("geometry", Problem::NotAPlot)),
        }
    }

    fn take(
        &self,
        rd: &mut RdNew,
        application: Application,
        own: &[u8],
        rendered: &mut Rendered,
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        let Some(partition) = Partition::of(self.screener.assess(&application)) else {
            // Checked before it came here.
            return Err(Problem::NotAPlot.text(self.lang).into());
        };
        if let Some(best) = partition.parts.first() {
            tally.best.count(VerdictOutcome::from(best.answer.decision));
        }
        tally.uncut += u64::from(partition.uncut.is_some());
        let placement = self.placer.map(|placer| placer.place(&partition));
        let placement = placement.as_ref();
        if self.draw {
            tally.picture = Some(picture(&MapInput { partition: &partition, placement, lang: self.lang }));
        }
        if self.write {
            let shown = MapInput { partition: &partition, placement, lang: self.lang };
            let verdict = partition.verdict(Some(rd), placement.cloned());
            let as_one = partition.assessment.verdict(Some(rd), None);
            tally.document = Some(document(&shown, &verdict, &as_one)?);
        }
        self.render(&Row { partition: &partition, placement }, own, rd, rendered)
    }

    fn add(&self, total: &mut Tally, part: Tally) {
        total.best.add(part.best);
        total.uncut += part.uncut;
        total.picture = part.picture.or(total.picture.take());
        total.document = part.document.or(total.document.take());
    }
}

/// The layers of a GeoPackage, each with the style that QGIS opens it with.
fn layers(lang: Lang) -> [Layer; 3] {
    let layer = |name: &str, columns, geometry: &str, title: &str, qml: String| {
        let style = Style { name: name.to_owned(), description: title.to_owned(), qml };
        Layer { geometry: Some(geometry.to_owned()), style: Some(style), ..Layer::new(name, fields(columns)) }
    };
    [
        layer("parts", &COLUMNS, "MultiPolygon", lang.pick("delen naar uitkomst", "parts by outcome"), qml(lang)),
        layer("plots", &PLOT_COLUMNS, "MultiPolygon", lang.pick("percelen", "plots"), outline()),
        layer(
            "places",
            &PLACE_COLUMNS,
            "Point",
            lang.pick("beste en diepste plek", "best and deepest place"),
            places(),
        ),
    ]
}
