//! What stands beside the map of a plot: its parts, what the signs mean, and what the map is worth.

use super::look::{Sign, look};
use super::picture::{EDGE, FRAME, LAND, LEGEND, MARGIN, MapInput, PAGE, THIN, ZONE};
use super::text::{depth_limit, percent, square_metres};
use crate::drawing::{Anchor, Drawing, Letters, Stroke, width, wrapped};
use crate::phrase::certainty;
use crate::{follows, outcome_word};
use bodemtoets_screening::VerdictOutcome;
use bodemtoets_words::words::{counted, fixed, grouped, kind_word, text};

/// Which signs the map has, besides those of every plot.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Key {
    pub(super) zones: bool,
    pub(super) provinces: bool,
    pub(super) existing: bool,
}

const RIGHT: f64 = PAGE.0 - MARGIN;
/// Where the words begin, to the right of the signs.
const WORDS: f64 = LEGEND + 32.0;
/// Where the scale and the arrow begin.
const BOTTOM: f64 = FRAME.bottom - 62.0;

const NAME: Letters = Letters::of(13.0);
const ABOUT: Letters = Letters::of(11.0).grey();
const SIGN: Letters = Letters::of(12.0);
const FOOT: Letters = Letters::of(10.0).grey();

/// Height of a line of each, and the space above the signs and the foot.
const NAME_HIGH: f64 = 20.0;
const ABOUT_HIGH: f64 = 14.0;
const SIGN_HIGH: f64 = 16.0;
const FOOT_HIGH: f64 = 13.0;
const SPACE: f64 = 10.0;

/// Draws the column: signs and foot in full, and as many parts as there is room for.
pub(super) fn legend(sheet: &mut Drawing, shown: &MapInput<'_>, key: Key) {
    let (signs, foot) = (signs(shown, key), foot(shown));
    let sign_lines: usize = signs.iter().map(|(_, lines)| lines.len()).sum();
    let below = 2.0 * SPACE + lines_high(sign_lines, SIGN_HIGH) + lines_high(foot.len(), FOOT_HIGH);
    let mut y = parts(sheet, shown, BOTTOM - below) + SPACE;
    for (sign, lines) in signs {
        sign.draw(sheet, y + SIGN_HIGH, shown);
        for line in lines {
            y += SIGN_HIGH;
            sheet.text((WORDS, y), &line, SIGN);
        }
    }
    y += SPACE;
    for line in foot {
        y += FOOT_HIGH;
        sheet.text((LEGEND, y), &line, FOOT);
    }
}

fn lines_high(lines: usize, high: f64) -> f64 {
    bodemtoets_screening::density::count_f64(lines) * high
}

/// The parts with their area and share, above `bottom`; gives where the last one ends.
fn parts(sheet: &mut Drawing, shown: &MapInput<'_>, bottom: f64) -> f64 {
    let lang = shown.lang;
    let mut y = FRAME.top + 12.0;
    sheet.text((LEGEND, y), lang.pick("Delen", "Parts"), Letters::of(15.0).bold());
    y += 6.0;
    let parts = &shown.partition.parts;
    for (index, part) in parts.iter().enumerate() {
        let outcome = VerdictOutcome::from(part.answer.decision);
        let name = format!("{}. {}", index + 1, outcome_word(outcome, lang));
        let area =
            square_metres(bodemtoets_screening::plot::square_metres(shown.partition.ledger.parts_mm2[index]), lang);
        let area = format!("{area}, {}", percent(shown.partition.ledger.share(index), lang));
        let beside = width(&name, NAME) + 8.0 + width(&area, NAME) <= RIGHT - WORDS;
        let about = about(shown, index).into_iter().flat_map(|words| wrapped(&words, ABOUT, RIGHT - WORDS));
        let about: Vec<String> = (!beside).then(|| area.clone()).into_iter().chain(about).collect();
        let high = NAME_HIGH + lines_high(about.len(), ABOUT_HIGH);
        let more = parts.len() - index;
        // The last one needs no line that tells of the rest.
        if y + high + if more > 1 { NAME_HIGH } else { 0.0 } > bottom {
            y += NAME_HIGH;
            let more = counted(more, [lang.pick("deel", "part"), lang.pick("delen", "parts")], lang);
            sheet.text((WORDS, y), &text!(lang, nl: "en nog {more}", en: "and {more} more"), NAME.grey());
            break;
        }
        y += NAME_HIGH;
        let square = [(LEGEND, y - 12.0), (LEGEND + 24.0, y - 12.0), (LEGEND + 24.0, y + 4.0), (LEGEND, y + 4.0)];
        sheet.patterned(&[square.to_vec()], look(outcome).pattern, Some(THIN), outcome_word(outcome, lang));
        sheet.text((WORDS, y), &name, NAME);
        if beside {
            sheet.text((RIGHT, y), &area, NAME.at(Anchor::End));
        }
        for line in about {
            y += ABOUT_HIGH;
            sheet.text((WORDS, y), &line, ABOUT);
        }
    }
    y
}

/// What is said of a part besides: between which outcomes it lies, its rules, its depth, its zones.
fn about(shown: &MapInput<'_>, index: usize) -> Vec<String> {
    let (partition, lang) = (shown.partition, shown.lang);
    let part = &partition.parts[index];
    let mut lines = Vec::new();
    if let Some([low, high]) = part.answer.decision.range() {
        let (low, high) = (outcome_word(low, lang), outcome_word(high, lang));
        lines.push(text!(lang, nl: "tussen {low} en {high}", en: "between {low} and {high}"));
    }
    let grounds = partition.grounds(index);
    if grounds.certainty.is_some() {
        let sure = certainty(grounds.certainty.as_ref(), lang);
        lines.push(sure.trim().trim_matches(['(', ')']).to_owned());
    }
    lines.extend(follows::words(&grounds.follows, true, lang));
    let ids = partition.rule_ids(&part.answer.decisive);
    if ids.is_empty() {
        lines.push(text!(lang, nl: "geen regelboek", en: "no rulebook"));
    } else {
        lines.push(ids.join(", "));
    }
    lines.extend(part.answer.allowed_depth_m.map(|depth| {
        let depth = depth_limit(depth, lang);
        text!(lang, nl: "boring: {depth}", en: "drilling: {depth}")
    }));
    let sight = shown.assessment().map_use(shown.application().place.bounds());
    let zones: Vec<String> = part
        .circumstances
        .zones
        .iter()
        .filter_map(|&zone| shown.pack().zones.get(zone))
        .filter(|zone| zone.kinds.meets(sight.zones))
        .map(|zone| format!("{} {}", kind_word(&zone.kind, lang), zone.name.as_deref().unwrap_or(&zone.id)))
        .collect();
    if !zones.is_empty() {
        lines.push(zones.join("; "));
    }
    lines
}

/// A sign of the map in the legend.
enum Entry {
    Line(Stroke),
    Point(Sign),
    Reach,
}

impl Entry {
    fn draw(&self, sheet: &mut Drawing, y: f64, shown: &MapInput<'_>) {
        let at = (LEGEND + 12.0, y - 4.0);
        match self {
            Self::Line(stroke) => sheet.line((LEGEND, at.1), (LEGEND + 24.0, at.1), *stroke),
            Self::Point(sign) => sign.draw(sheet, at, shown.lang),
            Self::Reach => {
                for (sign, x) in [(Sign::Warm, at.0 - 6.0), (Sign::Cold, at.0 + 6.0)] {
                    sheet.circle((x, at.1), 5.0, sign.reach().unwrap_or(THIN), "");
                }
            }
        }
    }
}

/// What the signs mean, in lines that fit: only those that are on the map.
fn signs(shown: &MapInput<'_>, key: Key) -> Vec<(Entry, Vec<String>)> {
    let lang = shown.lang;
    let mut signs = vec![(Entry::Line(EDGE), text!(lang, nl: "perceel", en: "plot"))];
    if key.zones {
        signs.push((Entry::Line(ZONE), text!(lang, nl: "grens van een gebied", en: "edge of a zone")));
    }
    if key.provinces {
        signs.push((Entry::Line(LAND), text!(lang, nl: "provinciegrens", en: "edge of a province")));
    }
    if let Some(doublet) = shown.placement.and_then(|placement| placement.doublet.as_ref()) {
        let radius = fixed(doublet.thermal_radius_m, 0, lang);
        signs.extend([
            (Entry::Point(Sign::Warm), text!(lang, nl: "warme put, voorgesteld", en: "warm well, proposed")),
            (Entry::Point(Sign::Cold), text!(lang, nl: "koude put, voorgesteld", en: "cold well, proposed")),
            (Entry::Reach, text!(lang, nl: "thermische straal, {radius} m", en: "thermal radius, {radius} m")),
        ]);
    }
    if shown.placement.is_some_and(|placement| placement.loops.is_some()) {
        signs.push((Entry::Point(Sign::Loop), text!(lang, nl: "lus, voorgesteld", en: "loop, proposed")));
    }
    if key.existing {
        let words = text!(lang, nl: "put of lus van een bestaand systeem", en: "well or loop of an existing system");
        signs.push((Entry::Point(Sign::Existing), words));
    }
    signs.into_iter().map(|(entry, words)| (entry, wrapped(&words, SIGN, RIGHT - WORDS))).collect()
}

/// What the map is worth.
fn foot(shown: &MapInput<'_>) -> Vec<String> {
    let lang = shown.lang;
    let area = grouped(shown.partition.area_m2(), 0, lang);
    let sum = text!(
        lang,
        nl: "Samen {area} m2. RD New (EPSG:28992).",
        en: "Together {area} m2. RD New (EPSG:28992)."
    );
    let notices = shown.assessment().screener().notices();
    let sentences = std::iter::once(sum.as_str()).chain(notices.iter().map(|notice| notice.get(lang)));
    sentences.flat_map(|sentence| wrapped(sentence, FOOT, RIGHT - LEGEND)).collect()
}
