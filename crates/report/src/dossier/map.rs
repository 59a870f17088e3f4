//! The map of a dossier: the place, the zones around it in patterns and by name, neighbours and abstractions, with
//! coordinates along its edges, a scale and where north is.

use geo::{Coord, Rect};

use super::clip::clipped;
use super::marks::{Mark, Marks};
use crate::drawing::{Anchor, Area, Drawing, Fill, Letters, Pattern, Stroke, View, fitted, scale_and_north};
use crate::picture::Picture;
use bodemtoets_maps::pack::{Pack, Zone};
use bodemtoets_screening::{Assessment, Verdict};
use bodemtoets_space::Shape;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{kind_word, text, visible};

/// The sheet, in quarters of a millimetre.
const SHEET: (f64, f64) = (470.0, 300.0);
/// The frame of the map; the scale stands below it.
const FRAME: Area = Area { left: 1.0, top: 1.0, right: 469.0, bottom: 256.0 };
/// How much around the place is shown, m: the circle within which neighbours count, and a little more.
const AROUND_M: f64 = 450.0;
/// The circle within which neighbours count, m.
const NEAR_M: f64 = 400.0;
/// Letters of a name.
const NAME: f64 = 150.0;

const GRID: Stroke = Stroke { colour: "#8a96a0", width: 0.5, dash: "1 3" };
const PLACE: Stroke = Stroke { colour: "#16202a", width: 2.4, dash: "" };
const CIRCLE: Stroke = Stroke { colour: "#16202a", width: 1.2, dash: "5 4" };
const BORDER: Stroke = Stroke { colour: "#5a3d00", width: 2.0, dash: "9 3 2 3" };
const SMALL: Letters = Letters::of(10.5);

/// The drawing, and what it shows in words.
pub(super) fn map(assessment: &Assessment, verdict: &Verdict, lang: Lang) -> (Picture, String) {
    let (pack, place) = (assessment.screener().pack(), &assessment.application().place);
    let view = View::of(grown(place.bounds(), AROUND_M), FRAME, 1.0);
    let zones = zones(pack, &view);
    let words = words(pack, verdict, &zones, lang);
    let mut sheet = Drawing::new(SHEET.0, SHEET.1, &words, lang);
    let mut marks = Marks::new(FRAME);
    sheet.clipped(FRAME, |sheet| {
        for zone in zones.iter().map(|zone| &pack.zones[*zone]) {
            draw_zone(sheet, zone, &view, lang);
        }
        borders(sheet, pack, &view, lang);
        grid(sheet, &view);
        draw_place(sheet, &mut marks, assessment, &view, lang);
        sites(sheet, &mut marks, pack, &view, lang);
        for zone in zones.iter().map(|zone| &pack.zones[*zone]) {
            name_zone(sheet, &mut marks, zone, &view, lang);
        }
        coordinates(sheet, &view);
    });
    sheet.bar(FRAME, Fill::None, lang.pick("kaartrand", "frame"));
    scale_and_north(&mut sheet, (FRAME.left + 8.0, FRAME.right), SHEET.1 + 6.0, view.units_m, lang);
    (sheet.finish(), words)
}

/// A rectangle with so much more on every side.
fn grown(bounds: Rect, by_m: f64) -> Rect {
    let by = Coord { x: by_m, y: by_m };
    Rect::new(bounds.min() - by, bounds.max() + by)
}

/// Positions of the zones that come into the frame: large ones first, so that small ones lie over them.
fn zones(pack: &Pack, view: &View) -> Vec<usize> {
    let window = view.window();
    let frame = Shape::from_geometry(window.to_polygon().into()).ok();
    let mut zones = pack.zone_index.around(window, 0.0);
    zones.retain(|zone| frame.as_ref().is_some_and(|(frame, _)| pack.zones[*zone].shape.intersects(frame)));
    let size = |zone: &usize| {
        let bounds = pack.zones[*zone].shape.bounds();
        bounds.width() * bounds.height()
    };
    zones.sort_by(|one, other| size(other).total_cmp(&size(one)));
    zones
}

/// How zones of a kind look: the stricter, the denser.
fn pattern(kind: &str) -> Pattern {
    match kind {
        "prohibition" | "water-abstraction-area" | "drilling-free" | "thermal-storage-free" => {
            Pattern::Crossed("#D55E00")
        }
        "groundwater-protection" | "drinking-water-reserve" | "drinking-water-reserve-vulnerable" | "catchment" => {
            Pattern::Rising("#0072B2")
        }
        "depth-limit" | "max-drilling-depth" | "max-drilling-depth-protection" => Pattern::Level("#7a6a58"),
        "restriction" | "planning-area" | "interference-area" => Pattern::Falling("#E69F00"),
        _ => Pattern::Dots("#009E73"),
    }
}

fn draw_zone(sheet: &mut Drawing, zone: &Zone, view: &View, lang: Lang) {
    let Shape::Area(area) = &zone.shape else { return };
    // Its cut edges lie outside the frame.
    let frame = grown(view.window(), 8.0 / view.units_m);
    let rings = area.rings().map(|ring| clipped(ring, frame, 0.4 / view.units_m));
    let rings: Vec<Vec<_>> = rings
        .filter(|ring| ring.len() > 2)
        .map(|ring| ring.into_iter().map(|place| view.at(place)).collect())
        .collect();
    let pattern = pattern(&zone.kind);
    let edge = Stroke { colour: pattern.colour(), width: 1.6, dash: "" };
    sheet.patterned(&rings, pattern, Some(edge), kind_word(&zone.kind, lang));
}

/// The edges of provinces.
fn borders(sheet: &mut Drawing, pack: &Pack, view: &View, lang: Lang) {
    let window = view.window();
    for land in pack.jurisdiction_index.around(window, 0.0) {
        for edge in pack.jurisdictions[land].shape.edges_in(window) {
            let ends = [view.at(edge.start), view.at(edge.end)];
            sheet.curve(&ends, BORDER, lang.pick("provinciegrens", "border of the province"));
        }
    }
}

/// The name of a zone at the middle of what shows of it, once where there is room.
fn name_zone(sheet: &mut Drawing, marks: &mut Marks, zone: &Zone, view: &View, lang: Lang) {
    const STEPS: u8 = 16;
    let window = view.window();
    let share = |step: u8| (f64::from(step) + 0.5) / f64::from(STEPS);
    let at = |across: u8, up: u8| Coord {
        x: window.min().x + share(across) * window.width(),
        y: window.min().y + share(up) * window.height(),
    };
    let places = (0..STEPS).flat_map(|up| (0..STEPS).map(move |across| at(across, up)));
    let mut within: Vec<Coord> = places.filter(|place| zone.shape.covers(*place)).collect();
    let nothing = (Coord { x: 0.0, y: 0.0 }, 0.0);
    let (sum, count) = within.iter().fold(nothing, |(sum, count), place| (sum + *place, count + 1.0));
    let middle = sum / f64::max(count, 1.0);
    let away = |place: &Coord| (place.x - middle.x).hypot(place.y - middle.y);
    within.sort_by(|one, other| away(one).total_cmp(&away(other)));
    let words = [kind_word(&zone.kind, lang).to_owned(), zone.name.as_deref().unwrap_or(&zone.id).to_owned()];
    let letters = SMALL.bold().at(Anchor::Middle);
    let lines: Vec<String> = words.iter().map(|line| fitted(&visible(line), letters, NAME)).collect();
    let spots = within.iter().map(|place| view.at(*place));
    marks.name(sheet, spots, &lines, letters);
}

/// Lines of round coordinates, 100 m apart or more.
fn grid(sheet: &mut Drawing, view: &View) {
    let (xs, ys) = rounds(view);
    for x in xs {
        let at = view.at(Coord { x, y: 0.0 }).0;
        sheet.line((at, FRAME.top), (at, FRAME.bottom), GRID);
    }
    for y in ys {
        let at = view.at(Coord { x: 0.0, y }).1;
        sheet.line((FRAME.left, at), (FRAME.right, at), GRID);
    }
}

/// The coordinates of those lines, along two edges.
fn coordinates(sheet: &mut Drawing, view: &View) {
    let letters = Letters::of(9.0);
    let shown = |metres: f64| bodemtoets_words::words::grouped(metres, 0, Lang::Nl);
    let (xs, ys) = rounds(view);
    for x in xs {
        let at = view.at(Coord { x, y: 0.0 }).0;
        if at > FRAME.left + 60.0 && at < FRAME.right - 24.0 {
            sheet.label((at, FRAME.top + 10.0), &shown(x), letters.at(Anchor::Middle));
        }
    }
    for y in ys {
        let at = view.at(Coord { x: 0.0, y }).1;
        if at > FRAME.top + 20.0 && at < FRAME.bottom - 6.0 {
            sheet.label((FRAME.left + 3.0, at + 3.0), &shown(y), letters);
        }
    }
}

/// The round coordinates in the frame.
fn rounds(view: &View) -> (Vec<f64>, Vec<f64>) {
    let window = view.window();
    let steps = [100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0, 10_000.0, 50_000.0];
    let step = steps.into_iter().find(|step| window.width() / step <= 10.0).unwrap_or(100_000.0);
    let along = |from: f64, to: f64| {
        let first = (from / step).ceil() * step;
        std::iter::successors(Some(first), |at| Some(at + step)).take_while(|at| *at <= to).collect()
    };
    (along(window.min().x, window.max().x), along(window.min().y, window.max().y))
}

/// The place: wells with their numbers, or a plot; and how far neighbours are looked for.
fn draw_place(sheet: &mut Drawing, marks: &mut Marks, assessment: &Assessment, view: &View, lang: Lang) {
    let place = &assessment.application().place;
    if let Shape::Point(at) = place {
        let (middle, radius) = (view.at(*at), NEAR_M * view.units_m);
        sheet.circle(middle, radius, CIRCLE, "400 m");
        let turns = [-0.25, -0.15, -0.35, 0.0, 0.25].map(|turn| turn * std::f64::consts::TAU);
        let spots = turns.map(|turn| (middle.0 + radius * turn.cos(), middle.1 + radius * turn.sin()));
        marks.name(sheet, spots.into_iter(), &["400 m".to_owned()], SMALL.at(Anchor::Middle));
    }
    match place {
        Shape::Point(at) => Mark::Place.draw(sheet, marks, view.at(*at), None, lang),
        Shape::Points(wells) => {
            for (well, number) in wells.iter().zip(1_usize..) {
                Mark::Place.draw(
                    sheet,
                    marks,
                    view.at(*well),
                    (wells.len() <= 8).then(|| number.to_string()).as_deref(),
                    lang,
                );
            }
        }
        Shape::Area(area) => sheet.shape(&view.rings(area.polygons()), None, Some(PLACE), lang.pick("perceel", "plot")),
        Shape::Lines(lines) => {
            for part in &lines.parts().0 {
                let points: Vec<_> = part.0.iter().map(|place| view.at(*place)).collect();
                sheet.curve(&points, PLACE, lang.pick("lussen", "loops"));
            }
        }
    }
}

/// Abstractions, and wells or loops of existing systems.
fn sites(sheet: &mut Drawing, marks: &mut Marks, pack: &Pack, view: &View, lang: Lang) {
    let window = view.window();
    let mut named: Vec<&str> = Vec::new();
    let kinds = [
        (Mark::Abstraction, &pack.abstractions, &pack.abstraction_index),
        (Mark::Existing, &pack.installations, &pack.installation_index),
    ];
    for (mark, sites, index) in kinds {
        for site in index.around(window, 0.0).into_iter().map(|site| &sites[site]) {
            let name = site.name.as_deref().unwrap_or(&site.id);
            // Wells of one system are named once.
            let is_new = !named.contains(&name);
            named.push(name);
            let name = is_new.then(|| fitted(&visible(name), SMALL, NAME));
            mark.draw(sheet, marks, view.at(site.shape.centre()), name.as_deref(), lang);
        }
    }
}

/// What the map shows, in words.
fn words(pack: &Pack, verdict: &Verdict, zones: &[usize], lang: Lang) -> String {
    let mut names: Vec<String> = zones
        .iter()
        .map(|zone| &pack.zones[*zone])
        .map(|zone| format!("{} {}", kind_word(&zone.kind, lang), visible(zone.name.as_deref().unwrap_or(&zone.id))))
        .collect();
    names.dedup();
    let more = names.len().saturating_sub(8);
    names.truncate(8);
    if more > 0 {
        names.push(text!(lang, nl: "en nog {more}", en: "and {more} more"));
    }
    let zones = if names.is_empty() { lang.pick("geen", "none").to_owned() } else { names.join(", ") };
    let (x, y) = (verdict.location.x.round(), verdict.location.y.round());
    let (systems, abstractions) = (verdict.facts.within_400_m.installation, verdict.facts.within_400_m.abstraction);
    let count = |count: Option<usize>| {
        count.map_or_else(|| lang.pick("niet op deze kaart", "not on this map").to_owned(), |count| count.to_string())
    };
    let (systems, abstractions) = (count(systems), count(abstractions));
    text!(
        lang,
        nl: "Kaart rond x {x}, y {y} (RD), noorden boven. Gebieden: {zones}. Bestaande systemen binnen 400 m: {systems}; winningen: {abstractions}.",
        en: "Map around x {x}, y {y} (RD), north up. Zones: {zones}. Existing systems within 400 m: {systems}; abstractions: {abstractions}."
    )
}
