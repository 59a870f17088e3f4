//! Heat, cold and energy of each month as bars, with the SPF below them: SVG.

use maud::{Markup, html};

use super::words::{month, optional};
use bodemtoets_spf::Month;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::with_decimals;

/// Size of the chart, in its own units.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 190.0;
/// Where the bars begin.
const LEFT: f64 = 44.0;
/// What is left free above the highest bar.
const ABOVE: f64 = 12.0;
/// What stands below the bars: the month, and its SPF.
const BELOW: f64 = 46.0;
/// The key below that.
const KEY: f64 = 24.0;
const GREY: &str = "#555555";
const EDGE: &str = "#333333";
/// Heat, cold and energy: dark, middle and light, so that they differ without colour too.
const COLOURS: [&str; 3] = ["#9c3a24", "#6fa8d6", "#e4e4e4"];

/// The bars over their key.
pub(super) fn chart(months: &[Month], lang: Lang) -> String {
    let values = months.iter().flat_map(|one| [one.heat_mwh, one.cold_mwh, one.energy_mwh]).flatten();
    let most_mwh = round_above(values.fold(0.0, f64::max));
    let high = HEIGHT + BELOW + KEY;
    let view_box = format!("0 0 {WIDTH} {high}");
    let drawing = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(WIDTH) height=(high) viewBox=(view_box)
            font-family="Noto Sans, sans-serif" font-size="13" {
            @for quarter in 0..=4 {
                (line(most_mwh, f64::from(quarter) / 4.0, lang))
            }
            @for one in months {
                (bars(one, most_mwh, lang))
            }
            text x="36" y=(at(HEIGHT + 34.0)) text-anchor="end" fill=(GREY) { "SPF" }
            (key(lang))
        }
    };
    drawing.into_string()
}

/// What the bars stand for.
fn key(lang: Lang) -> Markup {
    let names = [
        lang.pick("warmte", "heat"),
        lang.pick("koude", "cold"),
        lang.pick("elektriciteit en gas", "electricity and gas"),
    ];
    let y = HEIGHT + BELOW + 6.0;
    html! {
        @for ((name, colour), left) in names.into_iter().zip(COLOURS).zip([LEFT, LEFT + 110.0, LEFT + 220.0]) {
            rect x=(at(left)) y=(at(y)) width="14" height="11" fill=(colour) stroke=(EDGE) stroke-width="0.8" {}
            text x=(at(left + 20.0)) y=(at(y + 10.0)) { (name) }
        }
    }
}

/// A line across the chart at a part of its height, with what it stands for.
fn line(most_mwh: f64, part: f64, lang: Lang) -> Markup {
    let y = HEIGHT - part * (HEIGHT - ABOVE);
    html! {
        line x1="40" x2=(WIDTH) y1=(at(y)) y2=(at(y)) stroke="#dddddd" {}
        text x="36" y=(at(y + 4.0)) text-anchor="end" fill=(GREY) { (with_decimals(most_mwh * part, 2, lang)) }
    }
}

/// The bars of a month, its name and its SPF.
fn bars(one: &Month, most_mwh: f64, lang: Lang) -> Markup {
    let wide = (WIDTH - LEFT) / 12.0;
    let left = LEFT + f64::from(one.month - 1) * wide;
    let middle = at(left + wide / 2.0 - 2.0);
    let third = (wide - 8.0) / 3.0;
    let bars = [0.0, 1.0, 2.0].into_iter().zip([one.heat_mwh, one.cold_mwh, one.energy_mwh]).zip(COLOURS);
    html! {
        @for ((place, value), colour) in bars {
            @if let Some(value) = value.filter(|value| *value > 0.0) {
                @let high = value / most_mwh * (HEIGHT - ABOVE);
                rect x=(at(left + place * third + 2.0)) y=(at(HEIGHT - high)) width=(at(third - 1.0)) height=(at(high))
                    fill=(colour) stroke=(EDGE) stroke-width="0.8" {}
            }
        }
        @if one.heat_mwh.is_none() && one.cold_mwh.is_none() {
            text x=(middle) y=(at(HEIGHT - 6.0)) text-anchor="middle" { "?" }
        }
        text x=(middle) y=(at(HEIGHT + 16.0)) text-anchor="middle" { (month(one.month, lang)) }
        text x=(middle) y=(at(HEIGHT + 34.0)) text-anchor="middle" fill=(GREY) { (optional(one.spf, 1, lang)) }
    }
}

/// A place in the chart.
fn at(place: f64) -> String {
    format!("{place:.1}")
}

/// The round number at or above a value: 1, 2, 4, 5 or 8 times a power of ten.
fn round_above(value: f64) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    let ten = 10_f64.powf(value.log10().floor());
    [1.0, 2.0, 4.0, 5.0, 8.0].into_iter().map(|times| times * ten).find(|round| *round >= value).unwrap_or(10.0 * ten)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_bar_fits_under_a_round_number() {
        for (value, round) in [(0.0, 1.0), (0.9, 1.0), (78.4, 80.0), (80.0, 80.0), (81.0, 100.0), (3000.0, 4000.0)] {
            assert!((round_above(value) - round).abs() < 1e-9, "{value}: {}", round_above(value));
        }
    }

    #[test]
    fn a_month_that_is_not_known_is_a_question_mark() {
        let unknown = Month { month: 3, heat_mwh: None, cold_mwh: None, energy_mwh: None, spf: None };
        let drawn = chart(&[unknown], Lang::Nl);
        assert!(drawn.contains(">?</text>") && drawn.contains(">mrt</text>") && drawn.matches("<rect").count() == 3);
    }
}
