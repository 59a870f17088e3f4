//! Slips of whoever writes a number by hand: a digit left out, written twice, or two that change places.

/// A slip of whoever wrote a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// A digit was left out.
    Lost,
    /// A digit stands twice.
    Doubled,
    /// Two digits beside each other changed places.
    Swapped,
}

/// The slip that makes a number near `meant` into `written`, when there is one; `near` is how near it has to be.
pub(super) fn slip(written: f64, meant: f64, near: f64) -> Option<Slip> {
    if !(written.is_finite() && meant.is_finite() && (0.0..=1e15).contains(&written)) {
        return None;
    }
    let text = format!("{written}");
    let digits: Vec<char> = text.chars().collect();
    let fits = |digits: &[char]| {
        let value = digits.iter().collect::<String>().parse::<f64>();
        value.is_ok_and(|value| (value - meant).abs() <= near)
    };
    // Two digits that change places first: that changes the number the least.
    for place in 1..digits.len() {
        let mut other = digits.clone();
        other.swap(place - 1, place);
        if digits[place].is_ascii_digit() && digits[place - 1].is_ascii_digit() && fits(&other) {
            return Some(Slip::Swapped);
        }
    }
    for place in 1..digits.len() {
        if digits[place] == digits[place - 1] {
            let mut other = digits.clone();
            other.remove(place);
            if fits(&other) {
                return Some(Slip::Doubled);
            }
        }
    }
    for place in 0..=digits.len() {
        for digit in '0'..='9' {
            let mut other = digits.clone();
            other.insert(place, digit);
            if fits(&other) {
                return Some(Slip::Lost);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_slips_are_told_apart() {
        assert_eq!(slip(53.7, 453.0, 5.0), Some(Slip::Lost));
        assert_eq!(slip(417_800.0, 471_000.0, 2000.0), Some(Slip::Swapped));
        assert_eq!(slip(6636.0, 636.0, 5.0), Some(Slip::Doubled));
        assert_eq!(slip(500.0, 453.0, 5.0), None);
        assert_eq!(slip(f64::NAN, 453.0, 5.0), None);
    }
}
