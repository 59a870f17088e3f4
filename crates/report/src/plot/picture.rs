//! A plot on a sheet: its parts in colours and patterns, the edges that part them, a legend with areas,
//! a scale and where north is.

use geo::{Coord, MultiPolygon, Rect};

use super::look::look;
use super::text::{percent, square_metres};
use crate::application::Application;
use crate::lang::Lang;
use crate::report::drawing::{
    Anchor, Area, Drawing, Fill, Letters, Point, Stroke, fitted, scale_and_north, width, wrapped,
};
use crate::report::outcome_word;
use crate::report::picture::Picture;
use crate::screening::{Assessment, VerdictOutcome};
use crate::spatial::Shape;
use crate::words::{grouped, kind_word, number};
use bodemtoets_screening::plot::{Partition, Placement};

/// A lying sheet of A5, in quarters of a millimetre.
const PAGE: (f64, f64) = (840.0, 592.0);
const MARGIN: f64 = 26.0;
/// The frame of the map.
const FRAME: Area = Area { left: MARGIN, top: 74.0, right: 552.0, bottom: 566.0 };
/// Where the legend begins.
const LEGEND: f64 = 570.0;

const EDGE: Stroke = Stroke { colour: "#222222", width: 2.4, dash: "" };
const ZONE: Stroke = Stroke { colour: "#222222", width: 1.0, dash: "5 3" };
const LAND: Stroke = Stroke { colour: "#222222", width: 1.4, dash: "9 3 2 3" };
const THIN: Stroke = Stroke { colour: "#222222", width: 0.8, dash: "" };

/// What a picture shows.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Its parts.
    pub partition: &'a Partition<'a>,
    /// What was placed on it, when that was asked.
    pub placement: Option<&'a Placement>,
    /// The language of the words.
    pub lang: Lang,
}

impl<'a> Shown<'a> {
    fn assessment(&self) -> &'a Assessment<'a> {
        &self.partition.assessment
    }

    fn application(&self) -> &'a Application {
        self.assessment().application()
    }
}

/// From RD New to the sheet.
#[derive(Debug, Clone, Copy)]
struct View {
    /// RD New of the north-west corner of the frame.
    corner: Coord,
    units_m: f64,
}

impl View {
    /// As large as fits into the frame, with something of what lies around.
    fn of(bounds: Rect) -> Self {
        let (wide, high) = (FRAME.right - FRAME.left, FRAME.bottom - FRAME.top);
        let around = 1.25;
        // A plot of nothing still has a scale.
        let units_m = (wide / bounds.width().max(0.01)).min(high / bounds.height().max(0.01)) / around;
        let middle = bounds.center();
        Self { corner: Coord { x: middle.x - wide / 2.0 / units_m, y: middle.y + high / 2.0 / units_m }, units_m }
    }

    fn at(&self, place: Coord) -> Point {
        (FRAME.left + (place.x - self.corner.x) * self.units_m, FRAME.top + (self.corner.y - place.y) * self.units_m)
    }

    /// What of the land is in the frame.
    fn window(&self) -> Rect {
        let wide = (FRAME.right - FRAME.left) / self.units_m;
        let high = (FRAME.bottom - FRAME.top) / self.units_m;
        Rect::new(
            Coord { x: self.corner.x, y: self.corner.y - high },
            Coord { x: self.corner.x + wide, y: self.corner.y },
        )
    }

    fn rings(&self, polygons: &MultiPolygon) -> Vec<Vec<Point>> {
        let rings = polygons.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        rings.map(|ring| ring.0.iter().map(|place| self.at(*place)).collect()).collect()
    }
}

/// Draws a plot.
#[must_use]
pub fn picture(shown: &Shown<'_>) -> Picture {
    let lang = shown.lang;
    let title = title(shown);
    let mut sheet = Drawing::new(PAGE.0, PAGE.1, &title, lang);
    let letters = Letters::of(21.0).bold();
    sheet.text((MARGIN, 38.0), &fitted(&title, letters, PAGE.0 - 2.0 * MARGIN), letters);
    let letters = Letters::of(13.0).grey();
    sheet.text((MARGIN, 60.0), &fitted(&subtitle(shown), letters, PAGE.0 - 2.0 * MARGIN), letters);
    let view = View::of(shown.application().place.bounds());
    sheet.clipped(FRAME, |sheet| {
        parts(sheet, shown, &view);
        borders(sheet, shown, &view);
        let plot = view.rings(&plot_of(shown));
        sheet.shape(&plot, None, Some(EDGE), lang.pick("perceel", "plot"));
        marks(sheet, shown, &view);
        placed(sheet, shown, &view);
    });
    sheet.bar(FRAME, Fill::None, lang.pick("kaartrand", "frame"));
    let y = legend(&mut sheet, shown);
    foot(&mut sheet, shown, y);
    scale_and_north(&mut sheet, (LEGEND, PAGE.0 - MARGIN), FRAME.bottom, view.units_m, lang);
    sheet.finish()
}

/// Wells as large dots in red and blue, loops as small ones.
fn placed(sheet: &mut Drawing, shown: &Shown<'_>, view: &View) {
    let Some(placement) = shown.placement else { return };
    let lang = shown.lang;
    for (index, [x, y]) in placement.points().into_iter().enumerate() {
        let (radius, colour, title) = match (&placement.doublet, index) {
            (Some(_), 0) => (6.0, "#D55E00", lang.pick("warme put", "warm well")),
            (Some(_), _) => (6.0, "#0072B2", lang.pick("koude put", "cold well")),
            (None, _) => (2.6, "#0072B2", lang.pick("lus", "loop")),
        };
        sheet.dot(view.at(Coord { x, y }), radius, colour, title);
    }
}

fn plot_of(shown: &Shown<'_>) -> MultiPolygon {
    match &shown.application().place {
        Shape::Area(area) => area.polygons().clone(),
        _ => MultiPolygon::new(Vec::new()),
    }
}

fn title(shown: &Shown<'_>) -> String {
    let id = &shown.application().id;
    let word = shown.lang.pick("Waar mag het op perceel", "Where it may be on plot");
    if id.is_empty() {
        shown.lang.pick("Waar mag het op het perceel", "Where it may be on the plot").to_owned()
    } else {
        format!("{word} {id}")
    }
}

fn subtitle(shown: &Shown<'_>) -> String {
    let (assessment, lang) = (shown.assessment(), shown.lang);
    let system = match assessment.system() {
        crate::rules::System::Open => lang.pick("open systeem", "open system"),
        crate::rules::System::Closed => lang.pick("gesloten systeem", "closed system"),
    };
    let mut words = system.to_owned();
    if let Some(depth) = shown.application().quantities.get(crate::rules::Quantity::DrillingDepthM) {
        words = format!("{words}, {} {} m", lang.pick("boring tot", "drilling to"), number(depth, lang));
    }
    format!("{words}, {} {}", lang.pick("recht van", "law of"), assessment.date())
}

/// The parts, each with its number where there is room for it.
fn parts(sheet: &mut Drawing, shown: &Shown<'_>, view: &View) {
    for part in &shown.partition.parts {
        let outcome = VerdictOutcome::from(part.answer.decision);
        let rings = view.rings(&part.polygons);
        sheet.patterned(&rings, look(outcome).pattern, Some(THIN), outcome_word(outcome, shown.lang));
    }
}

/// The edges of zones and of jurisdictions, with the names of the zones.
fn borders(sheet: &mut Drawing, shown: &Shown<'_>, view: &View) {
    let pack = shown.assessment().screener().pack();
    let window = view.window();
    let sight = shown.assessment().sight(window);
    for zone in pack.zone_index.around(window, 0.0) {
        let zone = &pack.zones[zone];
        if zone.kinds.meets(sight.zones) {
            edges(sheet, &zone.shape, view, ZONE);
        }
    }
    for land in pack.jurisdiction_index.around(window, 0.0) {
        edges(sheet, &pack.jurisdictions[land].shape, view, LAND);
    }
}

/// The edges of an area that come into the frame.
fn edges(sheet: &mut Drawing, shape: &Shape, view: &View, stroke: Stroke) {
    let Shape::Area(area) = shape else { return };
    let window = view.window();
    let meets = |from: Coord, to: Coord| {
        from.x.max(to.x) >= window.min().x
            && from.x.min(to.x) <= window.max().x
            && from.y.max(to.y) >= window.min().y
            && from.y.min(to.y) <= window.max().y
    };
    for ring in area.rings() {
        let mut run: Vec<Point> = Vec::new();
        for edge in ring.0.windows(2) {
            if meets(edge[0], edge[1]) {
                if run.is_empty() {
                    run.push(view.at(edge[0]));
                }
                run.push(view.at(edge[1]));
            } else if !run.is_empty() {
                sheet.curve(&std::mem::take(&mut run), stroke, "");
            }
        }
        if !run.is_empty() {
            sheet.curve(&run, stroke, "");
        }
    }
}

/// Numbers of the parts at the places that stand for them.
fn marks(sheet: &mut Drawing, shown: &Shown<'_>, view: &View) {
    for (index, part) in shown.partition.parts.iter().enumerate().rev() {
        let at = view.at(part.place);
        sheet.dot(at, 3.2, "#222222", &(index + 1).to_string());
        if part.clearance_m * view.units_m > 5.0 {
            sheet.label((at.0 + 6.0, at.1 + 5.0), &(index + 1).to_string(), Letters::of(16.0).bold());
        }
    }
}

/// The parts with area and share; gives where the next thing may stand.
fn legend(sheet: &mut Drawing, shown: &Shown<'_>) -> f64 {
    let Shown { partition, lang, .. } = *shown;
    let right = PAGE.0 - MARGIN;
    let mut y = FRAME.top + 12.0;
    sheet.text((LEGEND, y), lang.pick("Delen", "Parts"), Letters::of(15.0).bold());
    y += 8.0;
    let room = 9;
    for (index, part) in partition.parts.iter().enumerate().take(room) {
        y += 20.0;
        let outcome = VerdictOutcome::from(part.answer.decision);
        let square = [(LEGEND, y - 12.0), (LEGEND + 24.0, y - 12.0), (LEGEND + 24.0, y + 4.0), (LEGEND, y + 4.0)];
        let word = outcome_word(outcome, lang);
        sheet.patterned(&[square.to_vec()], look(outcome).pattern, Some(THIN), word);
        let letters = Letters::of(13.0);
        let area = square_metres(bodemtoets_screening::plot::square_metres(partition.ledger.parts_mm2[index]), lang);
        let share = format!("{area}, {}", percent(partition.ledger.share(index), lang));
        let room = right - LEGEND - 32.0 - width(&share, letters) - 6.0;
        sheet.text((LEGEND + 32.0, y), &fitted(&format!("{}. {word}", index + 1), letters, room), letters);
        sheet.text((right, y), &share, letters.at(Anchor::End));
        let letters = Letters::of(11.0).grey();
        for line in about(shown, index) {
            y += 14.0;
            sheet.text((LEGEND + 32.0, y), &fitted(&line, letters, right - LEGEND - 32.0), letters);
        }
    }
    if partition.parts.len() > room {
        y += 20.0;
        let more = partition.parts.len() - room;
        let words = format!("{} {more}", lang.pick("en nog", "and another"));
        sheet.text((LEGEND + 32.0, y), &words, Letters::of(13.0).grey());
    }
    y += 26.0;
    for (stroke, words) in [
        (EDGE, lang.pick("perceel", "plot")),
        (ZONE, lang.pick("grens van een gebied", "edge of a zone")),
        (LAND, lang.pick("provinciegrens", "edge of a province")),
    ] {
        sheet.line((LEGEND, y - 4.0), (LEGEND + 24.0, y - 4.0), stroke);
        sheet.text((LEGEND + 32.0, y), words, Letters::of(12.0));
        y += 17.0;
    }
    y + 6.0
}

/// What is told of a part besides: its rules, its zones, its depth.
fn about(shown: &Shown<'_>, index: usize) -> Vec<String> {
    let Shown { partition, lang, .. } = *shown;
    let pack = shown.assessment().screener().pack();
    let part = &partition.parts[index];
    let ids = partition.rule_ids(&part.answer.decisive);
    let depth = match part.answer.allowed_depth_m() {
        None => String::new(),
        Some(depth) if depth.is_infinite() => lang.pick("geen dieptegrens", "no limit of depth").to_owned(),
        Some(depth) if depth <= 0.0 => lang.pick("geen diepte zeker", "no depth certain").to_owned(),
        Some(depth) => format!("{} {} m", lang.pick("tot", "to"), number(depth, lang)),
    };
    let mut lines = vec![format!("{}; {depth}", ids.join(", "))];
    let sight = shown.assessment().sight(shown.application().place.bounds());
    let zones: Vec<String> = part
        .seen
        .zones
        .iter()
        .map(|&zone| &pack.zones[zone])
        .filter(|zone| zone.kinds.meets(sight.zones))
        .map(|zone| format!("{} {}", kind_word(&zone.kind, lang), zone.name.as_deref().unwrap_or(&zone.id)))
        .collect();
    if !zones.is_empty() {
        lines.push(zones.join("; "));
    }
    lines
}

/// What the map is worth.
fn foot(sheet: &mut Drawing, shown: &Shown<'_>, top: f64) {
    let lang = shown.lang;
    let letters = Letters::of(10.0).grey();
    let area = grouped(shown.partition.area_m2(), 0, lang);
    let sum = format!("{} {area} m2. RD New (EPSG:28992).", lang.pick("Samen", "Together"));
    let notices = shown.assessment().screener().notices();
    let mut y = top;
    for text in std::iter::once(sum.as_str()).chain(notices.iter().map(|notice| notice.get(lang))) {
        for line in wrapped(text, letters, PAGE.0 - MARGIN - LEGEND) {
            if y < FRAME.bottom - 62.0 {
                sheet.text((LEGEND, y), &line, letters);
            }
            y += 13.0;
        }
    }
}
