//! The depth profile as a drawing: the outcome for every depth, and the drilling in it.

use crate::drawing::{Anchor, Drawing, Letters, Scale, Stroke};
use crate::phrase::{between, outcome_word};
use crate::picture::Picture;
use crate::plot::look;
use bodemtoets_law::rules::Quantity;
use bodemtoets_screening::application::Application;
use bodemtoets_screening::{DepthInterval, Verdict};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{number, text};

/// The sheet, in quarters of a millimetre.
const SHEET: (f64, f64) = (230.0, 300.0);
/// Where ground level and the lowest depth lie.
const DEPTHS: (f64, f64) = (34.0, 284.0);
/// The column of ground.
const COLUMN: (f64, f64) = (40.0, 116.0);
/// The drilling in it.
const DRILLING: (f64, f64) = (72.0, 84.0);
/// The least depth that is shown, m.
const LEAST_M: f64 = 30.0;

const THIN: Stroke = Stroke { colour: "#16202a", width: 0.8, dash: "" };
const EDGE: Stroke = Stroke { colour: "#16202a", width: 1.6, dash: "" };
const SMALL: Letters = Letters::of(11.0);

/// The drawing, and what it shows in words; `None` where there is no profile.
pub(super) fn profile(verdict: &Verdict, application: &Application, lang: Lang) -> Option<(Picture, String)> {
    let profile = &verdict.depth_profile;
    if profile.is_empty() {
        return None;
    }
    let stated = |quantity| application.quantities.get(quantity);
    let drilling = stated(Quantity::DrillingDepthM);
    let screens = stated(Quantity::ScreenTopM).zip(stated(Quantity::ScreenBottomM));
    let lowest = profile.iter().map(|interval| interval.from_m).chain(drilling).fold(0.0, f64::max);
    let scale = Scale::round((0.0, (lowest * 1.2).max(LEAST_M)), 8.0, DEPTHS);
    let words = words(profile, drilling, lang);
    let mut sheet = Drawing::new(SHEET.0, SHEET.1, &words, lang);
    sheet.text((0.0, 14.0), lang.pick("m onder maaiveld", "m below ground level"), SMALL);
    for depth in scale.ticks() {
        let y = scale.at(depth);
        sheet.text((COLUMN.0 - 8.0, y + 4.0), &number(depth, lang), SMALL.at(Anchor::End));
        sheet.line((COLUMN.0 - 5.0, y), (COLUMN.0, y), THIN);
    }
    for interval in profile {
        let bottom = interval.to_m.unwrap_or(scale.numbers.1).min(scale.numbers.1);
        let (top, bottom) = (scale.at(interval.from_m), scale.at(bottom));
        let area = vec![(COLUMN.0, top), (COLUMN.1, top), (COLUMN.1, bottom), (COLUMN.0, bottom)];
        sheet.patterned(&[area], look(interval.outcome).pattern, Some(THIN), outcome_word(interval.outcome, lang));
    }
    sheet.line((COLUMN.0 - 12.0, DEPTHS.0), (COLUMN.1 + 12.0, DEPTHS.0), EDGE);
    let mut labels = names(profile, &scale, lang);
    if let Some(depth) = drilling {
        draw_drilling(&mut sheet, depth, screens, &scale);
        let depth_words = number(depth, lang);
        let label = text!(lang, nl: "boring {depth_words} m", en: "drilling {depth_words} m");
        labels.push(Label { y: scale.at(depth), words: vec![label], bold: true, mark: true });
    }
    place(&mut sheet, labels);
    Some((sheet.finish(), words))
}

/// Words beside the column.
struct Label {
    y: f64,
    words: Vec<String>,
    bold: bool,
    /// Whether a line leads to it.
    mark: bool,
}

/// The outcomes by name, and the depths at which they change.
fn names(profile: &[DepthInterval], scale: &Scale, lang: Lang) -> Vec<Label> {
    let mut labels = Vec::new();
    for interval in profile {
        let bottom = interval.to_m.unwrap_or(scale.numbers.1).min(scale.numbers.1);
        let middle = scale.at(f64::midpoint(interval.from_m, bottom));
        let word = outcome_word(interval.outcome, lang).to_owned();
        let words = match interval.range {
            Some([low, high]) => {
                vec![word, format!("{} –", outcome_word(low, lang)), outcome_word(high, lang).to_owned()]
            }
            None => vec![word],
        };
        labels.push(Label { y: middle, words, bold: false, mark: false });
        if let Some(depth) = interval.to_m {
            let words = vec![format!("{} m", number(depth, lang))];
            labels.push(Label { y: scale.at(depth), words, bold: true, mark: true });
        }
    }
    labels
}

/// Draws labels beside the column: none over another, in the order of depth.
fn place(sheet: &mut Drawing, mut labels: Vec<Label>) {
    const LINE: f64 = 13.0;
    labels.sort_by(|one, other| one.y.total_cmp(&other.y));
    let heights: Vec<f64> = labels.iter().map(|label| label.words.iter().map(|_| LINE).sum()).collect();
    // From the bottom up as high as needed, then from the top down.
    let mut tops: Vec<f64> = labels.iter().zip(&heights).map(|(label, height)| label.y - height / 2.0).collect();
    let mut limit = SHEET.1 - 4.0;
    for (top, height) in tops.iter_mut().zip(&heights).rev() {
        *top = top.min(limit - height);
        limit = *top;
    }
    let mut limit = DEPTHS.0 - 12.0;
    for ((label, top), height) in labels.iter().zip(&mut tops).zip(&heights) {
        *top = top.max(limit);
        limit = *top + height;
        if label.mark {
            let y = *top + LINE / 2.0;
            sheet.line((COLUMN.1, label.y), (COLUMN.1 + 8.0, y), THIN);
        }
        let letters = if label.bold { SMALL.bold() } else { SMALL };
        let mut y = *top + 10.0;
        for words in &label.words {
            sheet.text((COLUMN.1 + 12.0, y), words, letters);
            y += LINE;
        }
    }
}

/// The drilling, with its screens as rungs.
fn draw_drilling(sheet: &mut Drawing, depth: f64, screens: Option<(f64, f64)>, scale: &Scale) {
    let bottom = scale.at(depth);
    let tube =
        vec![(DRILLING.0, DEPTHS.0 - 8.0), (DRILLING.1, DEPTHS.0 - 8.0), (DRILLING.1, bottom), (DRILLING.0, bottom)];
    sheet.shape(&[tube], Some("#ffffff"), Some(EDGE), "");
    let Some((top, end)) = screens else { return };
    let (top, end) = (scale.at(top), scale.at(end.min(scale.numbers.1)));
    let screen = vec![(DRILLING.0, top), (DRILLING.1, top), (DRILLING.1, end), (DRILLING.0, end)];
    sheet.shape(&[screen], Some("#ffffff"), Some(EDGE), "");
    let mut y = top + 4.0;
    while y < end {
        sheet.line((DRILLING.0, y), (DRILLING.1, y), THIN);
        y += 4.0;
    }
}

/// What the drawing shows, in words.
fn words(profile: &[DepthInterval], drilling: Option<f64>, lang: Lang) -> String {
    let intervals: Vec<String> = profile
        .iter()
        .map(|interval| {
            let outcome = format!("{}{}", outcome_word(interval.outcome, lang), between(interval.range, lang));
            let from = number(interval.from_m, lang);
            match interval.to_m.map(|to| number(to, lang)) {
                Some(to) => text!(lang, nl: "{from} tot {to} m: {outcome}", en: "{from} to {to} m: {outcome}"),
                None => text!(lang, nl: "dieper dan {from} m: {outcome}", en: "deeper than {from} m: {outcome}"),
            }
        })
        .collect();
    let intervals = intervals.join("; ");
    let drilling = drilling.map_or_else(String::new, |depth| {
        let depth = number(depth, lang);
        text!(lang, nl: ". De boring gaat tot {depth} m", en: ". The drilling goes to {depth} m")
    });
    text!(lang, nl: "Uitkomst per diepte: {intervals}{drilling}.", en: "Outcome by depth: {intervals}{drilling}.")
}
