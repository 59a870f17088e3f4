//! Numbers as people and machines write them: `1234.5`, `1234,5`, `1.234,5`, `1 234,5`, `1'234.5`, `1.2e3`.
//!
//! One number cannot be read by itself: `120.000` is a hundred and twenty with three decimals, or a
//! hundred and twenty thousand. It is [`Notation::Doubtful`] here; what else stands in its column and file
//! decides (see [`Notations`](super::Notations)).

/// Powers of ten that a double holds exactly.
const TENS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// A mark within a number: before its decimals, or between its thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `.`
    Point,
    /// `,`
    Comma,
}

/// What the marks of a number tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// There is no mark, or only thousands apart by spaces or apostrophes.
    Plain,
    /// This mark certainly stands before decimals: `12.5`, `0.500`, `1234.500`, `1.234,5`.
    Decimal(Mark),
    /// This mark stands once, before exactly three digits: decimals or thousands.
    Doubtful(Mark),
    /// This mark certainly stands between thousands, and there are no decimals: `1.200.000`.
    Grouped(Mark),
}

/// A number that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Its value; of a doubtful number, with its three digits as decimals.
    pub value: f64,
    /// What its marks tell.
    pub notation: Notation,
}

impl Number {
    /// The value with its mark between thousands: that of a doubtful number times thousand.
    #[must_use]
    pub fn grouped(self) -> f64 {
        match self.notation {
            Notation::Doubtful(_) => (self.value * 1000.0).round(),
            _ => self.value,
        }
    }

    /// Reads a number. Nothing, and what is not a finite number, is `None`.
    ///
    /// ```
    /// use bodemtoets_words::tabular::{Mark, Notation, Number};
    /// let read = |text: &str| Number::read(text.as_bytes()).map(|number| (number.value, number.notation));
    /// assert_eq!(read("12,5"), Some((12.5, Notation::Decimal(Mark::Comma))));
    /// assert_eq!(read("1.234,5"), Some((1234.5, Notation::Decimal(Mark::Comma))));
    /// assert_eq!(read("120.000"), Some((120.0, Notation::Doubtful(Mark::Point))));
    /// assert_eq!(read("1.200.000"), Some((1_200_000.0, Notation::Grouped(Mark::Point))));
    /// assert_eq!(read("1.23,4"), None);
    /// ```
    #[must_use]
    pub fn read(cell: &[u8]) -> Option<Self> {
        let cell = cell.trim_ascii();
        let (negative, digits) = match cell {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            all => (false, all),
        };
        let (mut mantissa, mut seen) = (0_u64, 0_usize);
        let mut mark: Option<(Mark, usize)> = None;
        for byte in digits {
            match byte {
                b'0'..=b'9' => {
                    seen += 1;
                    mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                }
                b'.' if mark.is_none() => mark = Some((Mark::Point, seen)),
                b',' if mark.is_none() => mark = Some((Mark::Comma, seen)),
                _ => return slowly(cell),
            }
        }
        // Up to 15 digits the mantissa and the power of ten are exact, so that one division rounds well.
        if seen == 0 || seen > 15 {
            return slowly(cell);
        }
        let (decimals, notation) = match mark {
            None => (0, Notation::Plain),
            Some((mark, before)) => (seen - before, single_mark(mark, before, seen - before, digits[0] == b'0')),
        };
        #[expect(clippy::cast_precision_loss, reason = "at most 15 digits, which a double holds")]
        let value = mantissa as f64 / TENS[decimals];
        Some(Self { value: if negative { -value } else { value }, notation })
    }
}

/// The place value of the last digit of a number in scientific notation; `None` of any other number.
///
/// A spreadsheet that is short of room rounds so, and what it left out is gone.
///
/// ```
/// use bodemtoets_words::tabular::scientific_step;
/// assert_eq!(scientific_step("2,32E+05"), Some(1000.0));
/// assert_eq!(scientific_step("2.32014e5"), Some(1.0));
/// assert_eq!(scientific_step("232000"), None);
/// ```
#[must_use]
pub fn scientific_step(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.trim().split_once(['e', 'E'])?;
    Number::read(text.as_bytes())?;
    let decimals = mantissa.split_once(['.', ',']).map_or(0, |(_, decimals)| decimals.len());
    let exponent: i32 = exponent.parse().ok()?;
    Some(10_f64.powi(exponent.saturating_sub(i32::try_from(decimals).ok()?)))
}

/// Whether a number is one of those that programs write for "no data": -9999 and its like, the smallest
/// whole numbers of computers, and numbers beyond anything that is measured.
///
/// ```
/// use bodemtoets_words::tabular::is_no_data;
/// assert!(is_no_data(-9999.0) && is_no_data(-999.0) && is_no_data(-1.797_693e308) && !is_no_data(-9.5));
/// ```
#[must_use]
pub fn is_no_data(value: f64) -> bool {
    const CODES: [f64; 8] = [-99.0, -999.0, -9_999.0, -99_999.0, -999_999.0, -9_999_999.0, -32_768.0, -2_147_483_648.0];
    value.abs() >= 1e30 || CODES.iter().any(|code| (value - code).abs() < 1.0 && value <= *code)
}

/// What one mark tells, from the number of digits before and behind it.
fn single_mark(mark: Mark, before: usize, behind: usize, leading_zero: bool) -> Notation {
    if behind == 3 && (1..=3).contains(&before) && !leading_zero {
        Notation::Doubtful(mark)
    } else {
        Notation::Decimal(mark)
    }
}

/// The rest: thousands, exponents, long numbers.
fn slowly(cell: &[u8]) -> Option<Number> {
    let text = std::str::from_utf8(cell).ok()?;
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.parse::<i32>().ok()?)),
        None => (text, None),
    };
    let (whole, decimals, notation) = parts(mantissa)?;
    let notation = match notation {
        // The digits before an exponent are never grouped.
        Notation::Grouped(_) if exponent.is_some() => return None,
        Notation::Doubtful(mark) if exponent.is_some() => Notation::Decimal(mark),
        notation => notation,
    };
    let value: f64 = format!("{sign}{whole}.{decimals}e{}", exponent.unwrap_or(0)).parse().ok()?;
    value.is_finite().then_some(Number { value, notation })
}

/// The digits before and behind the decimal mark, without what groups them.
fn parts(mantissa: &str) -> Option<(String, &str, Notation)> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(gap) = mantissa.chars().find(|letter| is_gap(*letter)) {
        let (whole, decimals) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
        let notation = match mantissa.as_bytes().get(whole.len()) {
            None => Notation::Plain,
            Some(b'.') => Notation::Decimal(Mark::Point),
            Some(_) => Notation::Decimal(Mark::Comma),
        };
        return (digits(decimals)).then_some((ungrouped(whole, gap)?, decimals, notation));
    }
    let (points, commas) = (mantissa.matches('.').count(), mantissa.matches(',').count());
    let mark = if points > 0 { Mark::Point } else { Mark::Comma };
    match (points, commas) {
        (0, 0) => (digits(mantissa) && !mantissa.is_empty()).then(|| (mantissa.to_owned(), "", Notation::Plain)),
        (1, 0) | (0, 1) => {
            let (whole, decimals) = mantissa.split_once(['.', ','])?;
            let notation = single_mark(mark, whole.len(), decimals.len(), whole.starts_with('0'));
            let any = !whole.is_empty() || !decimals.is_empty();
            (any && digits(whole) && digits(decimals)).then(|| (whole.to_owned(), decimals, notation))
        }
        (_, 0) | (0, _) => {
            let whole = ungrouped(mantissa, if mark == Mark::Point { '.' } else { ',' })?;
            Some((whole, "", Notation::Grouped(mark)))
        }
        // The mark that comes last stands before the decimals, and only once.
        _ => {
            let at = mantissa.rfind(['.', ','])?;
            let (whole, decimals) = (&mantissa[..at], &mantissa[at + 1..]);
            let (mark, group) = if mantissa.as_bytes()[at] == b'.' { (Mark::Point, ',') } else { (Mark::Comma, '.') };
            digits(decimals).then_some((ungrouped(whole, group)?, decimals, Notation::Decimal(mark)))
        }
    }
}

/// Whether a letter puts thousands apart and can be no decimal mark: a space of any width, an apostrophe.
fn is_gap(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’')
}

/// The digits of groups of thousands: one to three, and then three at a time.
fn ungrouped(text: &str, group: char) -> Option<String> {
    let fits = text.split(group).enumerate().all(|(place, digits)| {
        let length = if place == 0 { (1..=3).contains(&digits.len()) } else { digits.len() == 3 };
        length && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    fits.then(|| text.replace(group, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dutch_and_english_numbers_are_read() {
        for (text, value) in [
            ("12", 12.0),
            ("-0.1", -0.1),
            ("−0,1", -0.1),
            ("1234,5", 1234.5),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1.234.567,25", 1_234_567.25),
            ("1 234 567", 1_234_567.0),
            ("-1\u{a0}234,5", -1234.5),
            ("12\u{202f}500,125", 12_500.125),
            ("1'234'567.5", 1_234_567.5),
            ("1’234", 1234.0),
            ("1e3", 1000.0),
            ("2,32E+05", 232_000.0),
            ("+7", 7.0),
            ("5.", 5.0),
            (".5", 0.5),
            (" 12,5 ", 12.5),
            ("0.30000000000000004", 0.300_000_000_000_000_04),
            ("123456789012345678", 123_456_789_012_345_680.0),
        ] {
            assert_eq!(Number::read(text.as_bytes()).map(|number| number.value), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_none() {
        for text in [
            "",
            "-",
            ".",
            ",",
            "e5",
            "n/a",
            "1.23,4",
            "1,2,3",
            "1.2.3",
            "12.34.567",
            "1234.567.890",
            "1 23",
            "12 3456",
            "1 234'567",
            "1.234 567",
            "inf",
            "NaN",
            "12 kWh",
            "0x10",
            "1.200.000e3",
            "1e999",
        ] {
            assert_eq!(Number::read(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn only_one_mark_before_three_digits_leaves_a_doubt() {
        use Mark::{Comma, Point};
        use Notation::{Decimal, Doubtful, Grouped, Plain};
        for (text, notation) in [
            ("120.000", Doubtful(Point)),
            ("-1.250", Doubtful(Point)),
            ("350,000", Doubtful(Comma)),
            ("0.500", Decimal(Point)),
            ("1234.500", Decimal(Point)),
            ("12.50", Decimal(Point)),
            ("12.5000", Decimal(Point)),
            ("2.320e5", Decimal(Point)),
            ("1.200.000", Grouped(Point)),
            ("1,200,000", Grouped(Comma)),
            ("1 200 000", Plain),
            ("1 200,000", Decimal(Comma)),
            ("120000", Plain),
        ] {
            assert_eq!(Number::read(text.as_bytes()).map(|number| number.notation), Some(notation), "{text}");
        }
        assert!((Number::read(b"1.250").unwrap().grouped() - 1250.0).abs() < 1e-9);
    }

    #[test]
    fn the_last_digit_of_scientific_notation_has_a_place() {
        for (text, step) in [("2,32E+05", 1e3), ("2.32014e5", 1.0), ("5,41e5", 1e3), ("5.2E1", 1.0), ("5E5", 1e5)] {
            assert_eq!(scientific_step(text), Some(step), "{text}");
        }
        for text in ["232014", "232014,5", "west", "e5", "the 5e5"] {
            assert_eq!(scientific_step(text), None, "{text}");
        }
    }
}
