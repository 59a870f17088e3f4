//! Heat, cold and energy of each month as bars, with the SPF below them.

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
const GREY: &str = "#555555";

/// The bars, under their heading and over their key.
pub(super) fn chart(months: &[Month], lang: Lang) -> Markup {
    let values = months.iter().flat_map(|one| [one.heat_mwh, one.cold_mwh, one.energy_mwh]).flatten();
    let most_mwh = round_above(values.fold(0.0, f64::max));
    let heading = lang.pick("Per maand (MWh)", "By month (MWh)");
    let view_box = format!("0 0 {WIDTH} {}", HEIGHT + BELOW);
    html! {
        h2 { (heading) }
        svg viewBox=(view_box) role="img" aria-label=(heading) font-size="15" {
            @for quarter in 0..=4 {
                (line(most_mwh, f64::from(quarter) / 4.0, lang))
            }
            @for one in months {
                (bars(one, most_mwh, lang))
            }
            text x="36" y=(at(HEIGHT + 34.0)) text-anchor="end" fill=(GREY) { "SPF" }
        }
        p.key {
            i.heat {} (lang.pick("warmte", "heat")) " "
            i.cold {} (lang.pick("koude", "cold")) " "
            i.energy {} (lang.pick("elektriciteit en gas", "electricity and gas"))
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
    let bars = [(0.0, one.heat_mwh, "#c8553d"), (1.0, one.cold_mwh, "#2f7fb8"), (2.0, one.energy_mwh, "#8a8a8a")];
    html! {
        @for (place, value, colour) in bars {
            @if let Some(value) = value.filter(|value| *value > 0.0) {
                @let high = value / most_mwh * (HEIGHT - ABOVE);
                rect x=(at(left + place * third + 2.0)) y=(at(HEIGHT - high)) width=(at(third - 1.0)) height=(at(high))
                    fill=(colour) {}
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
        let drawn = chart(&[unknown], Lang::Nl).into_string();
        assert!(drawn.contains(">?</text>") && drawn.contains(">mrt</text>") && !drawn.contains("<rect"));
    }
}
