//! A number held against what it may be, and the sentence when it is not that.

mod dutch;

use crate::lang::Lang;
use crate::words::text;

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

impl OutOfLimits {
    /// The sentence in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        sentence(&self.name, self.value, &self.why, lang)
    }
}

/// That a number is out of its limits, in a language as far as there are words for why.
#[must_use]
pub fn sentence(name: &str, value: f64, why: &str, lang: Lang) -> String {
    let why = match lang {
        Lang::En => why.to_owned(),
        Lang::Nl => in_dutch(why),
    };
    text!(lang, nl: "{name} is {value}: {why}", en: "{name} is {value}: {why}")
}

/// `it has to be from 1 to 2; it is a flow` in Dutch.
fn in_dutch(why: &str) -> String {
    let Some((limits, reason)) = why.split_once("; ") else { return dutch::reason(why).to_owned() };
    let limits = limits
        .replace("it has to be from", "het moet liggen van")
        .replace("it has to be above", "het moet liggen boven")
        .replace(" and at most ", " en hoogstens op ")
        .replace(" to ", " tot ");
    format!("{limits}; {}", dutch::reason(reason))
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

    #[test]
    fn a_limit_is_told_in_dutch_with_its_reason() {
        let said = within("loops", 0.0, 1.0, 12.0, "a dwelling has one to four, an office dozens").unwrap_err();
        assert_eq!(
            said.text(Lang::Nl),
            "loops is 0: het moet liggen van 1 tot 12; een woning heeft er een tot vier, een kantoor tientallen"
        );
        assert_eq!(said.text(Lang::En), said.to_string());
        let said = positive("x", -1.0, 10.0, "it is a flow").unwrap_err().text(Lang::Nl);
        assert_eq!(said, "x is -1: het moet liggen boven 0 en hoogstens op 10; het is een debiet");
    }

    #[test]
    fn every_reason_is_once_in_the_list_and_in_order() {
        assert!(dutch::REASONS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
