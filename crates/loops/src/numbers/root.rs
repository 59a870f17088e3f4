//! Where a function that rises passes zero.

/// Between `low`, where the function is below zero, and `high`, where it is not, to within `precise`: by the
/// rule of Illinois (false position that does not get stuck), which halves as a last resort.
pub fn root(mut low: f64, mut high: f64, precise: f64, function: impl Fn(f64) -> f64) -> f64 {
    let (mut at_low, mut at_high) = (function(low), function(high));
    if at_low >= 0.0 {
        return low;
    }
    let mut last = 0;
    for round in 0..200 {
        if high - low <= precise {
            break;
        }
        let guess = high - at_high * (high - low) / (at_high - at_low);
        let inner = 0.25 * precise;
        let at = if round % 4 == 3 || !guess.is_finite() {
            f64::midpoint(low, high)
        } else {
            guess.clamp(low + inner, high - inner)
        };
        let value = function(at);
        if value < 0.0 {
            (low, at_low) = (at, value);
            if last == -1 {
                at_high *= 0.5;
            }
            last = -1;
        } else {
            (high, at_high) = (at, value);
            if last == 1 {
                at_low *= 0.5;
            }
            last = 1;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_what_is_known() {
        for power in [1, 2, 7, 31] {
            let found = root(0.0, 50.0, 1e-9, |x: f64| x.powi(power) - 2.0);
            assert!((found.powi(power) - 2.0).abs() < 1e-6, "{power}");
        }
        assert!((root(1.0, 2.0, 1e-9, |x| x) - 1.0).abs() < 1e-12);
    }
}
