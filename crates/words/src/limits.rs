//! A number held against what it may be, and the sentence when it is not that.

/// A number out of its limits.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{name} is {value}: {why}")]
pub struct OutOfLimits {
    /// The field, with its unit.
    pub name: String,
    /// What it is.
    pub value: f64,
    /// What it may be, and why.
    pub why: String,
}

/// Refuses a number that is not within `lowest..=highest`.
///
/// # Errors
/// When it is less, more, or no number.
pub fn within(name: &str, value: f64, lowest: f64, highest: f64, why: &str) -> Result<(), OutOfLimits> {
    if value.is_finite() && (lowest..=highest).contains(&value) {
        return Ok(());
    }
    Err(OutOfLimits { name: name.to_owned(), value, why: format!("it has to be from {lowest} to {highest}; {why}") })
}

/// Refuses what is not more than nothing, or absurdly much.
///
/// # Errors
/// When it is nothing, less, more than `highest`, or no number.
pub fn positive(name: &str, value: f64, highest: f64, why: &str) -> Result<(), OutOfLimits> {
    if value.is_finite() && value > 0.0 && value <= highest {
        return Ok(());
    }
    Err(OutOfLimits { name: name.to_owned(), value, why: format!("it has to be above 0 and at most {highest}; {why}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_within() {
        assert!(within("x", 1.0, 1.0, 2.0, "").is_ok());
        assert!(within("x", 2.0, 1.0, 2.0, "").is_ok());
        assert!(within("x", 2.1, 1.0, 2.0, "").is_err());
        assert!(within("x", f64::NAN, 1.0, 2.0, "").is_err());
    }

    #[test]
    fn nothing_is_not_positive() {
        let said = positive("flow_m3_h", 0.0, 10.0, "it is a flow").unwrap_err().to_string();
        assert_eq!(said, "flow_m3_h is 0: it has to be above 0 and at most 10; it is a flow");
        assert!(positive("x", 10.0, 10.0, "").is_ok());
    }
}
