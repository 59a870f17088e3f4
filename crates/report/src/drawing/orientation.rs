//! A scale and an arrow to the north, for a map.

use super::{Anchor, Drawing, Letters, Stroke};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::number;

const LINE: Stroke = Stroke { colour: "#333333", width: 1.6, dash: "" };
/// The scale is no longer than this, in units of the drawing.
const LONGEST: f64 = 200.0;

/// Draws a scale of a round number of metres or kilometres from `left` on, and an arrow to the north of the
/// grid at `right`; both stand on `bottom`. A metre is `units_m` of the drawing.
pub(crate) fn scale_and_north(sheet: &mut Drawing, (left, right): (f64, f64), bottom: f64, units_m: f64, lang: Lang) {
    let most_m = LONGEST / units_m;
    let power = 10_f64.powf(most_m.log10().floor());
    let length_m =
        [5.0, 2.0, 1.0].map(|step| step * power).into_iter().find(|length| *length <= most_m).unwrap_or(power);
    let words = if length_m >= 1000.0 {
        format!("{} km", number(length_m / 1000.0, lang))
    } else {
        format!("{} m", number(length_m, lang))
    };
    sheet.group("scale", lang.pick("schaal", "scale"), |sheet| {
        let (y, end) = (bottom - 14.0, left + length_m * units_m);
        sheet.line((left, y), (end, y), LINE);
        sheet.line((left, y - 6.0), (left, y + 6.0), LINE);
        sheet.line((end, y - 6.0), (end, y + 6.0), LINE);
        sheet.text((f64::midpoint(left, end), y - 9.0), &words, Letters::of(14.0).at(Anchor::Middle));
    });
    sheet.group("north", lang.pick("noorden", "north"), |sheet| {
        let (x, y) = (right - 14.0, bottom - 6.0);
        let arrow = vec![(x, y - 44.0), (x + 9.0, y - 13.0), (x, y - 20.0), (x - 9.0, y - 13.0)];
        sheet.shape(&[arrow], Some("#222222"), None, "N");
        sheet.text((x, y), "N", Letters::of(15.0).bold().at(Anchor::Middle));
    });
}
