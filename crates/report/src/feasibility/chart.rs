//! Small charts of characters.

use super::whole;
use bodemtoets_words::words::Page;

const EIGHTHS: [char; 8] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇'];
const ACROSS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// A bar of `value` out of `most`, at most `width` characters; empty for what is not above 0.
pub(crate) fn bar(value: f64, most: f64, width: u8) -> String {
    if value <= 0.0 || most <= 0.0 {
        return String::new();
    }
    let mut left = (value / most).min(1.0) * f64::from(width);
    let mut text = String::new();
    while left >= 1.0 {
        text.push('█');
        left -= 1.0;
    }
    if let Some(part) = eighth(left, &ACROSS) {
        text.push(part);
    }
    text
}

/// The character that fills so much of a cell; nothing when it is as good as empty.
fn eighth(part: f64, characters: &[char; 8]) -> Option<char> {
    let full = characters.iter().enumerate().skip(1);
    let mut near = full.filter(|(place, _)| part * 8.0 >= f64::from(u8::try_from(*place).unwrap_or(u8::MAX)) - 0.5);
    near.next_back().map(|(_, character)| *character)
}

/// A load duration curve: the hours of a year from left to right, kW upwards.
pub(super) fn duration(hours_kw: &[f64], width: usize, height: u8) -> String {
    let mut page = Page::new();
    let Some(most) = hours_kw.first().copied().filter(|most| *most > 0.0) else { return page.finish() };
    let step = hours_kw.len().div_ceil(width);
    // The highest of the hours that a column stands for, so that the peak shows.
    let columns: Vec<f64> = hours_kw.chunks(step).map(|hours| hours[0]).collect();
    for row in (0..height).rev() {
        let label = if row + 1 == height {
            whole(most)
        } else if row == height / 2 {
            whole(most * f64::from(row) / f64::from(height))
        } else {
            String::new()
        };
        let filled = columns.iter().map(|kw| match kw / most * f64::from(height) - f64::from(row) {
            full if full >= 1.0 => '█',
            part => eighth(part, &EIGHTHS).unwrap_or(' '),
        });
        let line = format!("{label:>9} ┤{}", filled.collect::<String>());
        page.line(line.trim_end());
    }
    page.line(format_args!("{:>9} └{}", 0, "─".repeat(columns.len())));
    let (end, half) = (whole(8760.0), columns.len() / 2);
    page.line(format_args!("{:>11}{:>half$}{:>rest$} h", 0, whole(4380.0), end, rest = columns.len() - half));
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        assert_eq!(bar(50.0, 100.0, 10), "█████");
        assert_eq!(bar(100.0, 100.0, 4), "████");
        assert_eq!(bar(1.0, 8.0, 4), "▌");
        assert_eq!(bar(-3.0, 8.0, 4), "");
        assert_eq!(bar(3.0, 0.0, 4), "");
    }

    #[test]
    fn a_curve_falls_from_left_to_right() {
        let hours: Vec<f64> = (0..8760).map(|hour| 876.0 - f64::from(hour) / 10.0).collect();
        let chart = duration(&hours, 40, 4);
        let lengths: Vec<usize> = chart.lines().take(4).map(|line| line.chars().count()).collect();
        assert!(lengths.windows(2).all(|pair| pair[0] < pair[1]), "{chart}");
    }
}
