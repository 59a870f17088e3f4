//! Numbers as people and machines write them: `1234.5`, `1234,5`, `1.234,5`.

/// Powers of ten that a double holds exactly.
const TENS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// How a number was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decimal {
    /// Without decimals.
    None,
    /// With a point.
    Point,
    /// With a comma, as the Dutch do.
    Comma,
}

/// Reads a number. A point before a comma groups thousands; a point alone is a decimal point.
///
/// Nothing, and what is no finite number, is `None`.
pub(super) fn parse(cell: &[u8]) -> Option<(f64, Decimal)> {
    let (negative, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    let mut mantissa = 0_u64;
    let mut decimals = None;
    let mut kind = Decimal::None;
    let mut seen = 0_usize;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                seen += 1;
                mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                if let Some(places) = &mut decimals {
                    *places += 1;
                }
            }
            b'.' | b',' if decimals.is_none() => {
                decimals = Some(0_usize);
                kind = if *byte == b'.' { Decimal::Point } else { Decimal::Comma };
            }
            _ => return slowly(cell),
        }
    }
    // Up to 15 digits the mantissa and the power of ten are exact, so that one division rounds well.
    if seen == 0 || seen > 15 {
        return slowly(cell);
    }
    #[expect(clippy::cast_precision_loss, reason = "at most 15 digits, which a double holds")]
    let value = mantissa as f64 / TENS[decimals.unwrap_or(0)];
    Some((if negative { -value } else { value }, kind))
}

/// The rest: thousands, exponents, long numbers.
fn slowly(cell: &[u8]) -> Option<(f64, Decimal)> {
    let text = std::str::from_utf8(cell).ok()?.trim();
    let finite = |text: &str| {
        let numeric = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        text.parse::<f64>().ok().filter(|value| numeric && value.is_finite())
    };
    let Some((before, after)) = text.split_once(',') else {
        let kind = if text.contains('.') { Decimal::Point } else { Decimal::None };
        return finite(text).map(|value| (value, kind));
    };
    let mut groups = before.trim_start_matches(['-', '+']).split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    if !grouped || after.contains(['.', ',']) {
        return None;
    }
    finite(&format!("{}.{after}", before.replace('.', ""))).map(|value| (value, Decimal::Comma))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dutch_and_english_numbers_are_read() {
        for (text, value) in [
            ("12", 12.0),
            ("-0.1", -0.1),
            ("1234,5", 1234.5),
            ("1.234,5", 1234.5),
            ("1.234.567,25", 1_234_567.25),
            ("1e3", 1000.0),
            ("+7", 7.0),
            ("0.30000000000000004", 0.300_000_000_000_000_04),
        ] {
            assert_eq!(parse(text.as_bytes()).map(|(value, _)| value), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", "n/a", "1,234.5", "1.23,4", "1,2,3", "inf", "NaN", "12 kWh", "0x10"] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn the_fast_way_is_the_exact_way() {
        for text in ["0.1", "123456.789", "999999999999999", "0.000000000000001", "4503599627370.497"] {
            assert_eq!(parse(text.as_bytes()).unwrap().0.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
        }
    }
}
