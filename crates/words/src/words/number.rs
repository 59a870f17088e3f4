//! Numbers as people read them, with their units.

use crate::lang::Lang;

/// A number with at most three decimals and none that say nothing; a decimal comma in Dutch.
///
/// ```
/// use bodemtoets_words::lang::Lang;
/// assert_eq!(bodemtoets_words::words::number(12.50, Lang::Nl), "12,5");
/// assert_eq!(bodemtoets_words::words::number(400.0, Lang::En), "400");
/// assert_eq!(bodemtoets_words::words::number(1.5e308, Lang::Nl), "1,5e308");
/// ```
#[must_use]
pub fn number(value: f64, lang: Lang) -> String {
    with_decimals(value, 3, lang)
}

/// A number with at most some decimals and none that say nothing.
#[must_use]
pub fn with_decimals(value: f64, decimals: usize, lang: Lang) -> String {
    if let Some(text) = huge(value, lang) {
        return text;
    }
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let text = if text == "-0" { "0" } else { text };
    match lang {
        Lang::Nl => text.replace('.', ","),
        Lang::En => text.to_owned(),
    }
}

/// A number with all its digits and a point, as it was given: what has too many has a power of ten.
///
/// ```
/// assert_eq!(bodemtoets_words::words::exact(232_289.25), "232289.25");
/// assert_eq!(bodemtoets_words::words::exact(1e308), "1e308");
/// ```
#[must_use]
pub fn exact(value: f64) -> String {
    huge(value, Lang::En).unwrap_or_else(|| value.to_string())
}

/// A number of which nobody would write all digits, with a power of ten: `1e308`.
fn huge(value: f64, lang: Lang) -> Option<String> {
    let is_huge = value.is_finite() && value.abs() >= 1e15;
    is_huge.then(|| format!("{value:e}").replace('.', lang.pick(",", ".")))
}

/// A number with just so many decimals, for columns; a decimal comma in Dutch.
#[must_use]
pub fn fixed(value: f64, decimals: usize, lang: Lang) -> String {
    if let Some(text) = huge(value, lang) {
        return text;
    }
    let text = format!("{value:.decimals$}");
    if lang == Lang::Nl { text.replace('.', ",") } else { text }
}

/// The same with its thousands apart.
///
/// ```
/// use bodemtoets_words::lang::Lang;
/// assert_eq!(bodemtoets_words::words::grouped(46_300.44, 1, Lang::Nl), "46 300,4");
/// assert_eq!(bodemtoets_words::words::grouped(-0.2, 0, Lang::En), "0");
/// ```
#[must_use]
pub fn grouped(value: f64, decimals: usize, lang: Lang) -> String {
    if let Some(text) = huge(value, lang) {
        return text;
    }
    let text = format!("{:.decimals$}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let grouped = in_thousands(whole);
    let zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if value < 0.0 && !zero { "-" } else { "" };
    let point = if part.is_empty() { "" } else { lang.pick(",", ".") };
    format!("{sign}{grouped}{point}{part}")
}

/// A number with its unit as people write it: `25 °C`, `8760 uur`.
///
/// ```
/// use bodemtoets_words::lang::Lang;
/// assert_eq!(bodemtoets_words::words::amount(25.0, "degC", Lang::Nl), "25 °C");
/// assert_eq!(bodemtoets_words::words::amount(1.0, "h", Lang::En), "1 hour");
/// assert_eq!(bodemtoets_words::words::amount(3.5, "", Lang::En), "3.5");
/// assert_eq!(bodemtoets_words::words::amount(120_000.0, "m3", Lang::Nl), "120 000 m3");
/// ```
#[must_use]
pub fn amount(value: f64, unit: &str, lang: Lang) -> String {
    with_unit(&apart(&number(value, lang)), unit, lang)
}

/// A written number of five digits or more with its thousands apart.
fn apart(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, part) = digits.split_at(digits.find([',', '.']).unwrap_or(digits.len()));
    if whole.len() < 5 {
        return number.to_owned();
    }
    format!("{sign}{}{part}", in_thousands(whole))
}

/// Digits in groups of three.
fn in_thousands(whole: &str) -> String {
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            // A narrow no-break space is not on every terminal.
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

/// A written number with its unit.
#[must_use]
pub fn with_unit(number: &str, unit: &str, lang: Lang) -> String {
    let unit = match unit {
        "degC" => "°C",
        "h" => lang.pick("uur", if number == "1" { "hour" } else { "hours" }),
        other => other,
    };
    if unit.is_empty() { number.to_owned() } else { format!("{number} {unit}") }
}

/// A level in metres above NAP, as surveyors write it.
///
/// ```
/// use bodemtoets_words::lang::Lang;
/// assert_eq!(bodemtoets_words::words::level(-25.0, Lang::Nl), "NAP −25 m");
/// assert_eq!(bodemtoets_words::words::level(6.2, Lang::Nl), "NAP +6,2 m");
/// ```
#[must_use]
pub fn level(metres: f64, lang: Lang) -> String {
    let size = number(metres.abs(), lang);
    let sign = match metres {
        _ if size == "0" => "",
        below if below < 0.0 => "−",
        _ => "+",
    };
    format!("NAP {sign}{size} m")
}

/// A number rounded to some decimals, for files that machines read; nothing has no sign.
///
/// ```
/// assert_eq!(bodemtoets_words::words::rounded(2.000_49, 3), 2.0);
/// assert!(bodemtoets_words::words::rounded(-0.000_1, 3).is_sign_positive());
/// ```
#[must_use]
pub fn rounded(value: f64, decimals: i32) -> f64 {
    let whole = 10.0_f64.powi(decimals);
    let rounded = (value * whole).round() / whole;
    if rounded == 0.0 { 0.0 } else { rounded }
}
