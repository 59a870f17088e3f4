//! A map in words: what is known, each level in a line, and where systems are too near to each other.

use geo::Coord;

use super::towns::{nearest, towns};
use bodemtoets_ground::crowding::{Range, SpacingRules};
use bodemtoets_law::rules;
use bodemtoets_screening::density::{Assumptions, DensityMap, End, Inventory, Level, Measure, Part, System, count_f64};
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::{Page, Table, count, fixed, grouped, text};

/// What the register says and does not say of the systems on the map, a line each.
pub(super) fn known(map: &DensityMap, inventory: &Inventory, assume: &Assumptions, lang: Lang) -> Vec<String> {
    let is_on = |part: &Part| map.holds(part.place);
    let systems: Vec<&System> = inventory.systems.iter().filter(|system| system.parts.iter().any(is_on)).collect();
    let parts: Vec<&Part> = systems.iter().flat_map(|system| &system.parts).filter(|part| is_on(part)).collect();
    let mut lines = vec![kinds(&systems, lang), depths(&parts, lang)];
    lines.extend(volumes(&systems, assume, lang));
    lines.extend(lacks_closed(inventory).map(|words| words.get(lang).to_owned()));
    let doubtful = systems.iter().filter(|system| system.parts.iter().any(|part| part.is_doubtful)).count();
    if doubtful > 0 {
        lines.push(text!(
            lang,
            nl: "{doubtful} systemen staan op een plaats die tien of meer delen, wellicht die van een kantoor.",
            en: "{doubtful} systems stand in a place that ten or more share, perhaps that of an office.",
            doubtful = count(doubtful, lang)
        ));
    }
    lines
}

/// What every sheet of a register without closed systems says.
pub(super) fn lacks_closed(inventory: &Inventory) -> Option<Text> {
    inventory.lacks_closed_systems().then(|| {
        Text::both(|lang| {
            text!(
                lang,
                nl: "Dit register bevat geen gesloten systemen: van lussen zegt het niets, ook niet dat ze er niet zijn.",
                en: "This register holds no closed systems: of loops it says nothing, not that there are none either."
            )
        })
    })
}

fn of_kind(systems: &[&System], kind: Option<rules::System>) -> usize {
    systems.iter().filter(|system| system.kind == kind).count()
}

fn kinds(systems: &[&System], lang: Lang) -> String {
    let [open, closed, unknown] =
        [Some(rules::System::Open), Some(rules::System::Closed), None].map(|kind| count(of_kind(systems, kind), lang));
    text!(
        lang,
        nl: "{all} systemen: {open} open, {closed} gesloten, {unknown} onbekend.",
        en: "{all} systems: {open} open, {closed} closed, {unknown} unknown.",
        all = count(systems.len(), lang)
    )
}

fn depths(parts: &[&Part], lang: Lang) -> String {
    let known = count(parts.iter().filter(|part| part.reach.exactly().is_some()).count(), lang);
    let all = count(parts.len(), lang);
    text!(
        lang,
        nl: "Diepte bekend van {known} van de {all} putten en lussen.",
        en: "Depth known of {known} of {all} wells and loops."
    )
}

/// How many volumes are not known, and what they count as.
fn volumes(systems: &[&System], assume: &Assumptions, lang: Lang) -> Vec<String> {
    let open = of_kind(systems, Some(rules::System::Open));
    if open == 0 {
        return Vec::new();
    }
    let is_without = |system: &&&System| system.kind == Some(rules::System::Open) && system.annual_volume_m3.is_none();
    let without = systems.iter().filter(is_without).count();
    let mut lines = vec![text!(
        lang,
        nl: "Waterbezwaar onbekend van {without} van de {open} open systemen.",
        en: "Volume not known of {without} of {open} open systems.",
        without = count(without, lang),
        open = count(open, lang)
    )];
    match assume.unknown_season_m3.map(|season_m3| grouped(season_m3, 0, lang)) {
        _ if without == 0 => {}
        Some(season) => lines.push(text!(
            lang,
            nl: "Wat daarvan kan, telt als {season} m3 per put en seizoen: daaronder blijven 19 van de 20 bekende.",
            en: "What those may be counts as {season} m3 a well and season: 19 in 20 of the known ones are below it."
        )),
        None => lines.push(text!(
            lang,
            nl: "Te weinig volumes zijn bekend om te zeggen wat dat kan zijn: het telt als niets.",
            en: "Too few volumes are known to say what those may be: they count as nothing."
        )),
    }
    lines
}

/// The map in words; with one from before, also what has changed.
#[must_use]
pub fn text(
    map: &DensityMap,
    before: Option<&DensityMap>,
    inventory: &Inventory,
    assume: &Assumptions,
    lang: Lang,
) -> String {
    let mut page = Page::new();
    for line in known(map, inventory, assume, lang) {
        page.line(line);
    }
    if inventory.other_uses > 0 {
        let others = count(inventory.other_uses, lang);
        page.line(text!(
            lang,
            nl: "Installaties die geen bodemenergiesysteem zijn: {others}.",
            en: "Installations that are no ground-energy system: {others}."
        ));
    }
    let grid = &map.grid;
    let (cell, columns, rows) = (grouped(grid.cell_m, 0, lang), grid.columns, grid.rows);
    page.blank();
    page.line(text!(lang, nl: "Cellen van {cell} m, {columns} x {rows}", en: "Cells of {cell} m, {columns} x {rows}"));
    page.line(table(levels(map, lang)));
    if let Some(before) = before {
        page.line(lang.pick("Verandering door de voorstellen", "Change by the proposals"));
        page.line(table(changes(map, before, lang)));
    }
    let spots = spots(map, lang);
    if !spots.is_empty() {
        page.line(spots_title(lang));
        for spot in spots {
            page.item(spot);
        }
    }
    page.line(SpacingRules::status().get(lang));
    page.finish()
}

/// What [`spots`] are.
pub(super) fn spots_title(lang: Lang) -> &'static str {
    lang.pick(
        "Cellen met de meeste paren die te dicht bij elkaar (kunnen) liggen",
        "Cells with most pairs that are (or may be) too near to each other",
    )
}

/// The cells with most pairs too near to each other, a line each, with the nearest town.
pub(super) fn spots(map: &DensityMap, lang: Lang) -> Vec<String> {
    let towns = towns();
    let line = |(place, pairs): (Coord, Range)| {
        let near = nearest(&towns, place).map_or_else(String::new, |(town, away_km)| {
            let away = fixed(away_km, 0, lang);
            text!(lang, nl: " ({away} km van {town})", en: " ({away} km from {town})")
        });
        let (x, y) = (grouped(place.x, 0, lang), grouped(place.y, 0, lang));
        format!("x {x}, y {y}: {}{near}", ends(pairs, 0, lang))
    };
    hot_spots(map, 5).into_iter().map(line).collect()
}

/// A table of text, of which all columns but the first are numbers.
fn table<const COLUMNS: usize>((head, rows): Rows<COLUMNS>) -> Table {
    let mut table = Table::lined(head).right(1..COLUMNS);
    for row in rows {
        table.row(row);
    }
    table
}

/// The names of columns, and rows.
pub(super) type Rows<const COLUMNS: usize> = ([&'static str; COLUMNS], Vec<[String; COLUMNS]>);

/// The cells with most pairs of systems too near to each other, the worst first: the middle of each, and
/// how many pairs.
#[must_use]
pub fn hot_spots(map: &DensityMap, most: usize) -> Vec<(Coord, Range)> {
    let mut spots: Vec<(usize, Range, f64)> = map
        .cells(Level::Any)
        .map(|(index, cell)| (index, cell.get(Measure::Conflicts), cell.end(Measure::Severity, End::High)))
        .filter(|(_, pairs, _)| pairs.high > 0.0)
        .collect();
    spots.sort_by(|one, other| {
        (other.1.low.total_cmp(&one.1.low))
            .then(other.1.high.total_cmp(&one.1.high))
            .then(other.2.total_cmp(&one.2))
            .then(one.0.cmp(&other.0))
    });
    spots.into_iter().take(most).map(|(index, pairs, _)| (map.grid.centre(index), pairs)).collect()
}

/// The sum of a measure over a level; for a share of the area, the area in km2.
fn sum(map: &DensityMap, level: Level, measure: Measure) -> Range {
    let of_cell = |index: usize| if measure.is_count() { 1.0 } else { inside_km2(map, index) };
    let of_cells = map.cells(level).map(|(index, cell)| cell.get(measure).map(|value| value * of_cell(index)));
    of_cells.fold(Range::exactly(0.0), |sum, one| sum + one)
}

/// The part of a cell that lies in the area, km2.
fn inside_km2(map: &DensityMap, cell: usize) -> f64 {
    map.grid.cell_m * map.grid.cell_m / 1e6 * map.share_inside(cell)
}

/// Each level in a row.
pub(super) fn levels(map: &DensityMap, lang: Lang) -> Rows<6> {
    let head = [
        lang.pick("diepte (m)", "depth (m)"),
        lang.pick("putten en lussen", "wells and loops"),
        lang.pick("thermisch (km2)", "thermal (km2)"),
        lang.pick("hydraulisch (km2)", "hydraulic (km2)"),
        lang.pick("te dichtbij (paren)", "too near (pairs)"),
        lang.pick("geen ruimte (km2)", "no room (km2)"),
    ];
    let rows = map.levels.iter().map(|level| {
        let is_too_thin = map.empty(*level).is_some_and(|cell| cell.get(Measure::Room).high <= 0.0);
        [
            level_words(*level, lang),
            ends(sum(map, *level, Measure::Wells), 0, lang),
            ends(sum(map, *level, Measure::ThermalArea), 2, lang),
            ends(sum(map, *level, Measure::HydraulicArea), 2, lang),
            ends(sum(map, *level, Measure::Conflicts), 0, lang),
            if is_too_thin {
                lang.pick("te dun", "too thin").to_owned()
            } else {
                ends(sum(map, *level, Measure::FullArea), 2, lang)
            },
        ]
    });
    (head, rows.collect())
}

/// What has changed on each level.
pub(super) fn changes(map: &DensityMap, before: &DensityMap, lang: Lang) -> Rows<5> {
    let head = [
        lang.pick("diepte (m)", "depth (m)"),
        lang.pick("putten en lussen", "wells and loops"),
        lang.pick("thermisch (km2)", "thermal (km2)"),
        lang.pick("te dichtbij (paren)", "too near (pairs)"),
        lang.pick("cellen met minder ruimte", "cells with less room"),
    ];
    let rows = map.levels.iter().map(|level| {
        let change = |measure, decimals| {
            let (now, was) = (sum(map, *level, measure), sum(before, *level, measure));
            let signed = |change: f64| {
                let change = if change.abs() < 1e-9 { 0.0 } else { change };
                format!("{}{}", if change > 0.0 { "+" } else { "" }, grouped(change, decimals, lang))
            };
            let (low, high) = (signed(now.low - was.low), signed(now.high - was.high));
            if low == high { low } else { format!("{low} … {high}") }
        };
        let less = |end| {
            let was = |index| before.cell(*level, index).map_or(0.0, |cell| cell.end(Measure::Room, end));
            let less = map.cells(*level).filter(|(index, cell)| cell.end(Measure::Room, end) < was(*index));
            count_f64(less.count())
        };
        [
            level_words(*level, lang),
            change(Measure::Wells, 0),
            change(Measure::ThermalArea, 2),
            change(Measure::Conflicts, 0),
            ends(Range::around([less(End::Low), less(End::High)]).unwrap_or(Range::exactly(0.0)), 0, lang),
        ]
    });
    (head, rows.collect())
}

fn level_words(level: Level, lang: Lang) -> String {
    match level {
        Level::Any => lang.pick("elke", "any").to_owned(),
        Level::Slice(_) => level.slug(),
    }
}

/// From what is certain to what may be; one number when they are the same.
pub(super) fn ends(range: Range, decimals: usize, lang: Lang) -> String {
    let (low, high) = (grouped(range.low, decimals, lang), grouped(range.high, decimals, lang));
    if low == high { low } else { format!("{low} … {high}") }
}
