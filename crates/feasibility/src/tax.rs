//! The energy investment allowance (EIA): what the tax office pays (section 4.8.5).

use jiff::civil::Date;
use serde::Deserialize;

use super::problem::{Problem, read_toml};

const RATES: &str = include_str!("../data/prices/tax.toml");

/// Rates of a period.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxRates {
    /// First day.
    #[serde(with = "bodemtoets_words::date")]
    pub valid_from: Date,
    /// The day after the last.
    #[serde(with = "bodemtoets_words::date")]
    pub valid_to: Date,
    /// Share of the investment that is taken off the profit.
    pub deduction: f64,
    /// Corporate tax.
    pub corporate_tax: f64,
    /// Where the rates come from.
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    period: Vec<TaxRates>,
}

impl TaxRates {
    /// The rates on a day; nothing when they are not known.
    ///
    /// ```
    /// use bodemtoets_feasibility::TaxRates;
    ///
    /// let rates = TaxRates::on(jiff::civil::date(2006, 7, 1))?.ok_or("not known")?;
    /// assert_eq!(rates.benefit_eur(345_140.0).round(), 44_951.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Never for the embedded file; a test reads it.
    pub fn on(day: Date) -> Result<Option<Self>, Problem> {
        let file: File = read_toml("tax.toml", RATES)?;
        Ok(file.period.into_iter().find(|rates| (rates.valid_from..rates.valid_to).contains(&day)))
    }

    /// What the allowance is worth, EUR.
    #[must_use]
    pub fn benefit_eur(&self, investment_eur: f64) -> f64 {
        self.deduction * self.corporate_tax * investment_eur
    }
}
