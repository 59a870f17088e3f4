//! A map on one sheet: a measure in colours, the area, towns, a legend, a scale and where north is.

use std::collections::BTreeMap;

use geo::{Coord, MultiPolygon};

use super::classes::{Class, classes};
use super::towns::towns;
use crate::drawing::{
    Anchor, Area, Drawing, Fill, Letters, Point, Stroke, View, fitted, scale_and_north, width, wrapped,
};
use crate::picture::Picture;
use bodemtoets_screening::density::{Assumptions, DensityMap, End, Inventory, Level, Measure};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{capital, count, grouped, number, text};

/// A lying sheet of A4, in quarters of a millimetre.
const PAGE: (f64, f64) = (1188.0, 840.0);
const MARGIN: f64 = 36.0;
/// The frame of the map.
const FRAME: Area = Area { left: MARGIN, top: 104.0, right: 884.0, bottom: 804.0 };
/// Where the legend begins.
const LEGEND: f64 = 908.0;

/// The area, where nothing is.
const GROUND: &str = "#efefec";
const BORDER: Stroke = Stroke { colour: "#333333", width: 1.6, dash: "" };
const MARK: Stroke = Stroke { colour: "#0072B2", width: 2.2, dash: "" };

/// What a picture shows.
#[derive(Debug, Clone, Copy)]
pub struct MapInput<'a> {
    /// The map.
    pub map: &'a DensityMap,
    /// The systems that are on it.
    pub inventory: &'a Inventory,
    /// What is assumed of them.
    pub assume: &'a Assumptions,
    /// The area that was asked for; its border is drawn.
    pub area: Option<&'a MultiPolygon>,
    /// The sizes of new doublets that were tried.
    pub doublets_m3: &'a [f64],
    /// Which measure.
    pub measure: Measure,
    /// At which level.
    pub level: Level,
    /// Which end of its range.
    pub end: End,
    /// What the systems were read from.
    pub source: &'a str,
    /// The language of the words.
    pub lang: Lang,
}

/// Draws a map.
#[must_use]
pub fn picture(shown: &MapInput<'_>) -> Picture {
    let lang = shown.lang;
    let title = shown.measure.title();
    let mut sheet = Drawing::new(PAGE.0, PAGE.1, title.get(lang), lang);
    heading(&mut sheet, shown);
    let view = View::of(shown.map.grid.bounds(), FRAME, 1.0);
    let classes = classes(shown.measure, shown.doublets_m3, most_m3(shown), lang);
    border(&mut sheet, shown, &view, Some(GROUND), None);
    let counts = cells(&mut sheet, shown, &view, &classes);
    border(&mut sheet, shown, &view, None, Some(BORDER));
    proposals(&mut sheet, shown, &view);
    places(&mut sheet, shown, &view);
    sheet.bar(FRAME, Fill::None, lang.pick("kaartrand", "frame"));
    let mut y = legend(&mut sheet, shown, &classes, &counts);
    y = what_is_known(&mut sheet, shown, y);
    scale_and_north(&mut sheet, (LEGEND, PAGE.0 - MARGIN), FRAME.bottom, view.units_m, lang);
    foot(&mut sheet, shown, y);
    sheet.finish()
}

fn most_m3(shown: &MapInput<'_>) -> f64 {
    shown.map.empty(shown.level).map_or(0.0, |cell| cell.end(Measure::Room, shown.end))
}

fn heading(sheet: &mut Drawing, shown: &MapInput<'_>) {
    let lang = shown.lang;
    let wide = PAGE.0 - 2.0 * MARGIN;
    let letters = Letters::of(30.0).bold();
    sheet.text((MARGIN, 56.0), &fitted(shown.measure.title().get(lang), letters, wide), letters);
    let depth = match shown.level {
        Level::Any => lang.pick("op elke diepte", "at any depth").to_owned(),
        Level::Slice(slice) => {
            let (top, bottom) = (number(slice.top_m, lang), number(slice.bottom_m, lang));
            text!(lang, nl: "{top} - {bottom} m onder maaiveld", en: "{top} - {bottom} m below ground level")
        }
    };
    let end = shown.measure.end_words(shown.end, lang);
    let cell = grouped(shown.map.grid.cell_m, 0, lang);
    let depth = capital(&depth);
    let line = text!(lang, nl: "{depth}; {end}; cellen van {cell} m", en: "{depth}; {end}; cells of {cell} m");
    let letters = Letters::of(17.0).grey();
    sheet.text((MARGIN, 84.0), &fitted(&line, letters, wide), letters);
}

/// Cells of a class beside each other in a row are one piece; a class is one shape.
fn cells(sheet: &mut Drawing, shown: &MapInput<'_>, view: &View, classes: &[Class]) -> Vec<usize> {
    let grid = &shown.map.grid;
    let mut counts = vec![0; classes.len()];
    // By class: first and last cell of each piece.
    let mut pieces: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (index, cell) in shown.map.cells(shown.level) {
        let value = cell.end(shown.measure, shown.end);
        let Some(class) = classes.iter().position(|class| class.from <= value && value < class.below) else { continue };
        counts[class] += 1;
        let pieces = pieces.entry(class).or_default();
        match pieces.last_mut() {
            Some((_, last)) if *last + 1 == index && index % grid.columns != 0 => *last = index,
            _ => pieces.push((index, index)),
        }
    }
    for (class, pieces) in pieces {
        let class = &classes[class];
        let ring = |(first, last): &(usize, usize)| {
            let (from, to) = (view.at(upper_left(grid, *first)), view.at(lower_right(grid, *last)));
            vec![from, (to.0, from.1), to, (from.0, to.1)]
        };
        let rings: Vec<Vec<Point>> = pieces.iter().map(ring).collect();
        sheet.shape(&rings, Some(class.colour), None, &class.label);
    }
    counts
}

fn upper_left(grid: &bodemtoets_screening::density::Grid, cell: usize) -> Coord {
    let square = grid.square(cell);
    Coord { x: square.min().x, y: square.max().y }
}

fn lower_right(grid: &bodemtoets_screening::density::Grid, cell: usize) -> Coord {
    let square = grid.square(cell);
    Coord { x: square.max().x, y: square.min().y }
}

/// The area, under the cells or as a line around them.
fn border(sheet: &mut Drawing, shown: &MapInput<'_>, view: &View, fill: Option<&'static str>, stroke: Option<Stroke>) {
    let Some(area) = shown.area else { return };
    sheet.shape(&view.rings(area), fill, stroke, shown.lang.pick("gebied", "area"));
}

/// Proposals as crosses.
fn proposals(sheet: &mut Drawing, shown: &MapInput<'_>, view: &View) {
    for system in shown.inventory.systems.iter().filter(|system| system.is_proposal) {
        for part in &system.parts {
            let (x, y) = view.at(part.place);
            if is_in_frame((x, y)) {
                sheet.line((x - 5.0, y - 5.0), (x + 5.0, y + 5.0), MARK);
                sheet.line((x - 5.0, y + 5.0), (x + 5.0, y - 5.0), MARK);
            }
        }
    }
}

fn is_in_frame((x, y): Point) -> bool {
    (FRAME.left + 4.0..=FRAME.right - 4.0).contains(&x) && (FRAME.top + 4.0..=FRAME.bottom - 4.0).contains(&y)
}

/// Towns, the most populous first, as far as their names do not cover each other.
fn places(sheet: &mut Drawing, shown: &MapInput<'_>, view: &View) {
    let letters = Letters::of(15.0);
    let mut taken: Vec<Area> = Vec::new();
    for town in towns() {
        let inside = shown.map.grid.cell_at(town.place).is_some_and(|cell| shown.map.is_inside(cell));
        let (x, y) = view.at(town.place);
        let wide = width(town.name, letters);
        if !inside || !is_in_frame((x, y)) {
            continue;
        }
        let left = if x + 8.0 + wide < FRAME.right { x + 6.0 } else { x - 6.0 - wide };
        let box_of = Area { left: left - 4.0, top: y - 10.0, right: left + wide + 4.0, bottom: y + 9.0 };
        if taken.iter().any(|other| overlap(*other, box_of)) {
            continue;
        }
        taken.push(box_of);
        sheet.dot((x, y), 2.6, "#222222", town.name);
        sheet.label((left, y + 5.0), town.name, letters);
    }
}

fn overlap(one: Area, other: Area) -> bool {
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

/// The classes with their number of cells; gives where the next thing may stand.
fn legend(sheet: &mut Drawing, shown: &MapInput<'_>, classes: &[Class], counts: &[usize]) -> f64 {
    let lang = shown.lang;
    let mut y = FRAME.top + 14.0;
    sheet.text((LEGEND, y), lang.pick("Legenda", "Legend"), Letters::of(18.0).bold());
    let right = PAGE.0 - MARGIN;
    sheet.text((right, y), lang.pick("cellen", "cells"), Letters::of(13.0).grey().at(Anchor::End));
    for (class, cells) in classes.iter().zip(counts) {
        y += 26.0;
        let area = Area { left: LEGEND, top: y - 14.0, right: LEGEND + 26.0, bottom: y + 3.0 };
        sheet.bar(area, Fill::Full(class.colour), &class.label);
        sheet.text((LEGEND + 36.0, y), &class.label, Letters::of(15.0));
        sheet.text((right, y), &count(*cells, lang), Letters::of(15.0).at(Anchor::End));
    }
    let rest = if shown.measure == Measure::Room {
        let most = grouped(most_m3(shown), 0, lang);
        text!(lang, nl: "geen kleur: ruimte voor {most} m3", en: "no colour: room for {most} m3")
    } else {
        text!(lang, nl: "geen kleur: niets in het register", en: "no colour: nothing in the register")
    };
    y += 4.0;
    for line in wrapped(&unbroken(&rest), Letters::of(14.0), right - LEGEND) {
        y += 20.0;
        sheet.text((LEGEND, y), &line, Letters::of(14.0).grey());
    }
    if shown.inventory.systems.iter().any(|system| system.is_proposal) {
        y += 24.0;
        sheet.line((LEGEND + 8.0, y - 10.0), (LEGEND + 18.0, y), MARK);
        sheet.line((LEGEND + 8.0, y), (LEGEND + 18.0, y - 10.0), MARK);
        sheet.text((LEGEND + 36.0, y), lang.pick("voorstel", "proposal"), Letters::of(15.0));
    }
    y + 34.0
}

/// How much the register does not say.
fn what_is_known(sheet: &mut Drawing, shown: &MapInput<'_>, top: f64) -> f64 {
    let lang = shown.lang;
    let mut y = top;
    sheet.text((LEGEND, y), lang.pick("Wat bekend is", "What is known"), Letters::of(18.0).bold());
    for line in super::summary::known(shown.map, shown.inventory, shown.assume, lang) {
        for line in wrapped(&unbroken(&line), Letters::of(14.0), PAGE.0 - MARGIN - LEGEND) {
            y += 19.0;
            sheet.text((LEGEND, y), &line, Letters::of(14.0));
        }
    }
    y + 34.0
}

/// Thousands stay with their number.
fn unbroken(words: &str) -> String {
    let letters: Vec<char> = words.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let within = |at: usize| letters[at] == ' ' && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
    (0..letters.len()).map(|at| if within(at) { '\u{a0}' } else { letters[at] }).collect()
}

/// Where it comes from, and what it is not.
fn foot(sheet: &mut Drawing, shown: &MapInput<'_>, top: f64) {
    let lang = shown.lang;
    let bounds = shown.map.grid.bounds();
    let (low, high) = (bounds.min(), bounds.max());
    let [west, east, south, north] = [low.x, high.x, low.y, high.y].map(|metres| grouped(metres, 0, lang));
    let extent = format!("RD New (EPSG:28992) x {west} - {east}, y {south} - {north} m.");
    let source = shown.source;
    let source = text!(lang, nl: "Bron: {source}.", en: "Source: {source}.");
    let caution = lang.pick(
        "Afstanden en stralen zijn vuistregels, geen wet. Plaatsnamen zijn ter oriëntatie.",
        "Distances and radii are rules of thumb, not law. Names of towns are for orientation.",
    );
    let mut y = top;
    let letters = Letters::of(12.0).grey();
    for text in [source.as_str(), caution, extent.as_str()] {
        for line in wrapped(&unbroken(text), letters, PAGE.0 - MARGIN - LEGEND) {
            if y < FRAME.bottom - 70.0 {
                sheet.text((LEGEND, y), &line, letters);
            }
            y += 16.0;
        }
    }
}
