//! A plot on a sheet: its parts in colours and patterns, the edges that part them, a legend with areas,
//! a scale and where north is.

use geo::{Coord, Intersects as _, MultiPolygon};

use super::legend::{Key, legend};
use super::look::{Sign, look};
use crate::drawing::{Area, Drawing, Fill, Letters, Point, Stroke, View, fitted, scale_and_north};
use crate::outcome_word;
use crate::picture::Picture;
use bodemtoets_law::rules::{Quantity, System};
use bodemtoets_maps::pack::Pack;
use bodemtoets_screening::application::Application;
use bodemtoets_screening::plot::{Partition, Placement};
use bodemtoets_screening::{Assessment, VerdictOutcome};
use bodemtoets_space::Shape;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{number, text};

/// A lying sheet of A5, in quarters of a millimetre.
pub(super) const PAGE: (f64, f64) = (840.0, 592.0);
pub(super) const MARGIN: f64 = 26.0;
/// The frame of the map.
pub(super) const FRAME: Area = Area { left: MARGIN, top: 74.0, right: 552.0, bottom: 566.0 };
/// Where the legend begins.
pub(super) const LEGEND: f64 = 570.0;

/// How much is shown of what lies around the plot.
const AROUND: f64 = 1.25;

pub(super) const EDGE: Stroke = Stroke { colour: "#222222", width: 2.4, dash: "" };
pub(super) const ZONE: Stroke = Stroke { colour: "#222222", width: 1.0, dash: "5 3" };
pub(super) const LAND: Stroke = Stroke { colour: "#222222", width: 1.4, dash: "9 3 2 3" };
pub(super) const THIN: Stroke = Stroke { colour: "#222222", width: 0.8, dash: "" };

/// What a map shows.
#[derive(Clone, Copy)]
pub struct MapInput<'a> {
    /// Its parts.
    pub partition: &'a Partition<'a>,
    /// What was placed on it, when that was asked.
    pub placement: Option<&'a Placement>,
    /// The language of the words.
    pub lang: Lang,
}

impl<'a> MapInput<'a> {
    pub(super) fn assessment(&self) -> &'a Assessment<'a> {
        &self.partition.assessment
    }

    pub(super) fn application(&self) -> &'a Application {
        self.assessment().application()
    }

    pub(super) fn pack(&self) -> &'a Pack {
        self.assessment().screener().pack()
    }
}

/// Draws a plot.
#[must_use]
pub fn picture(shown: &MapInput<'_>) -> Picture {
    let lang = shown.lang;
    let title = title(shown);
    let mut sheet = Drawing::new(PAGE.0, PAGE.1, &title, lang);
    let letters = Letters::of(21.0).bold();
    sheet.text((MARGIN, 38.0), &fitted(&title, letters, PAGE.0 - 2.0 * MARGIN), letters);
    let letters = Letters::of(13.0).grey();
    sheet.text((MARGIN, 60.0), &fitted(&subtitle(shown), letters, PAGE.0 - 2.0 * MARGIN), letters);
    let view = View::of(shown.application().place.bounds(), FRAME, AROUND);
    let mut key = Key::default();
    sheet.clipped(FRAME, |sheet| {
        parts(sheet, shown, &view);
        borders(sheet, shown, &view, &mut key);
        let plot = view.rings(&plot_of(shown));
        sheet.shape(&plot, None, Some(EDGE), lang.pick("perceel", "plot"));
        key.existing = existing(sheet, shown, &view);
        placed(sheet, shown, &view);
        marks(sheet, shown, &view);
    });
    sheet.bar(FRAME, Fill::None, lang.pick("kaartrand", "frame"));
    legend(&mut sheet, shown, key);
    scale_and_north(&mut sheet, (LEGEND, PAGE.0 - MARGIN), FRAME.bottom, view.units_m, lang);
    sheet.finish()
}

/// What was placed: wells with a letter and how far their warmth or cold reaches, loops as dots.
fn placed(sheet: &mut Drawing, shown: &MapInput<'_>, view: &View) {
    let Some(placement) = shown.placement else { return };
    let lang = shown.lang;
    let points = placement.points();
    let signs = points.iter().enumerate().map(|(at, _)| match (&placement.doublet, at) {
        (Some(_), 0) => Sign::Warm,
        (Some(_), _) => Sign::Cold,
        (None, _) => Sign::Loop,
    });
    let placed = points.iter().map(|[x, y]| view.at(Coord { x: *x, y: *y })).zip(signs);
    for (at, sign) in placed.clone() {
        if let (Some(doublet), Some(reach)) = (&placement.doublet, sign.reach()) {
            let title = lang.pick("thermische straal", "thermal radius");
            sheet.circle(at, doublet.thermal_radius_m * view.units_m, reach, title);
        }
    }
    for (at, sign) in placed {
        sign.draw(sheet, at, lang);
    }
}

/// Wells and loops of existing systems; whether there are any.
fn existing(sheet: &mut Drawing, shown: &MapInput<'_>, view: &View) -> bool {
    let pack = shown.pack();
    let window = view.window();
    let mut any = false;
    for site in pack.installation_index.around(window, 0.0) {
        let place = pack.installations[site].shape.centre();
        if window.intersects(&place) {
            Sign::Existing.draw(sheet, view.at(place), shown.lang);
            any = true;
        }
    }
    any
}

fn plot_of(shown: &MapInput<'_>) -> MultiPolygon {
    match &shown.application().place {
        Shape::Area(area) => area.polygons().clone(),
        _ => MultiPolygon::new(Vec::new()),
    }
}

fn title(shown: &MapInput<'_>) -> String {
    match (shown.application().id.as_str(), shown.lang) {
        ("", lang) => text!(lang, nl: "Waar mag het op het perceel", en: "Where it may be on the plot"),
        (id, lang) => text!(lang, nl: "Waar mag het op perceel {id}", en: "Where it may be on plot {id}"),
    }
}

fn subtitle(shown: &MapInput<'_>) -> String {
    let (assessment, lang) = (shown.assessment(), shown.lang);
    let system = match assessment.system() {
        System::Open => lang.pick("open systeem", "open system"),
        System::Closed => lang.pick("gesloten systeem", "closed system"),
    };
    let depth = shown.application().quantities.get(Quantity::DrillingDepthM);
    let drilling = depth.map_or_else(String::new, |depth| {
        let depth = number(depth, lang);
        text!(lang, nl: ", boring tot {depth} m", en: ", drilling to {depth} m")
    });
    let date = assessment.date();
    text!(lang, nl: "{system}{drilling}, recht van {date}", en: "{system}{drilling}, law of {date}")
}

/// The parts, each with its number where there is room for it.
fn parts(sheet: &mut Drawing, shown: &MapInput<'_>, view: &View) {
    for part in &shown.partition.parts {
        let outcome = VerdictOutcome::from(part.answer.decision);
        let rings = view.rings(&part.polygons);
        sheet.patterned(&rings, look(outcome).pattern, Some(THIN), outcome_word(outcome, shown.lang));
    }
}

/// The edges of zones and of jurisdictions, with the names of the zones.
fn borders(sheet: &mut Drawing, shown: &MapInput<'_>, view: &View, key: &mut Key) {
    let pack = shown.pack();
    let window = view.window();
    let sight = shown.assessment().map_use(window);
    for zone in pack.zone_index.around(window, 0.0) {
        let zone = &pack.zones[zone];
        if zone.kinds.meets(sight.zones) {
            key.zones |= edges(sheet, &zone.shape, view, ZONE);
        }
    }
    for land in pack.jurisdiction_index.around(window, 0.0) {
        key.provinces |= edges(sheet, &pack.jurisdictions[land].shape, view, LAND);
    }
}

/// The edges of an area that come into the frame; whether there are any.
fn edges(sheet: &mut Drawing, shape: &Shape, view: &View, stroke: Stroke) -> bool {
    let Shape::Area(area) = shape else { return false };
    let mut any = false;
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
                    any = true;
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
    any
}

/// Numbers of the parts at the places that stand for them.
fn marks(sheet: &mut Drawing, shown: &MapInput<'_>, view: &View) {
    for (index, part) in shown.partition.parts.iter().enumerate().rev() {
        let at = view.at(part.place);
        sheet.dot(at, 3.2, "#222222", &(index + 1).to_string());
        if part.clearance_m * view.units_m > 5.0 {
            sheet.label((at.0 + 6.0, at.1 + 5.0), &(index + 1).to_string(), Letters::of(16.0).bold());
        }
    }
}
