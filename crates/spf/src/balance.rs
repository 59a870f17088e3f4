//! The balance of the ground over consecutive years.
//!
//! In every five years there has to be a moment when no more heat than cold has been put into the ground.
//! When every year since the system was taken into use is known (or what came before the first known
//! year is given), heat and cold are summed since then; otherwise over the last five years, each
//! from nothing, which is how it is checked in practice. A moment is the end of a year, or of a month in
//! the year of the report.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::installation::Earlier;

/// The balance over the years that are known.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Balance {
    /// The years, consecutive, the year of the report last.
    pub years: Vec<BalanceYear>,
    /// Whether the sum goes back to when the system was taken into use.
    pub since_use: bool,
    /// Heat less cold at the end, MWh: above 0 there is too much heat.
    pub heat_surplus_mwh: Option<f64>,
    /// The last moment without a surplus of heat: a year, and in the year of the report a month.
    pub last_moment: Option<String>,
    /// Whether the duty is met; none when that is not known.
    pub met: Option<bool>,
    /// The year in which a surplus has to be gone at some time, when there is one that may still go.
    pub until: Option<i16>,
}

/// A year of the balance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BalanceYear {
    /// The year.
    pub year: i16,
    /// Heat put into the ground, MWh.
    pub heat_mwh: f64,
    /// Cold put into the ground, MWh.
    pub cold_mwh: f64,
    /// Heat less cold since the first year, or since use, MWh.
    pub surplus_mwh: f64,
}

/// Weighs heat and cold over consecutive years. `months` are heat and cold of each month of the last
/// year, as far as they are known; `window` is the number of years in which the moment has to come.
pub(super) fn weigh(
    earlier: &[Earlier],
    year: i16,
    this: Option<(f64, f64)>,
    months: &[Option<(f64, f64)>],
    before: Option<f64>,
    in_use_since: Option<Date>,
    window: usize,
) -> Balance {
    let Some(this) = this else { return Balance::default() };
    let of = |year: i16| {
        let earlier = earlier.iter().find(|one| one.year == year)?;
        Some((earlier.heat_to_ground_mwh?, earlier.cold_to_ground_mwh?))
    };
    let mut known = vec![(year, this)];
    let mut back = year - 1;
    while let Some(sums) = of(back) {
        known.insert(0, (back, sums));
        back -= 1;
    }
    let first_use = in_use_since.map(Date::year);
    let since_use = before.is_some() || first_use.is_some_and(|first| first >= known[0].0);
    if !since_use && known.len() > window {
        known.drain(..known.len() - window);
    }
    let mut surplus = before.unwrap_or(0.0);
    let mut years = Vec::new();
    // The sum begins without a surplus only at the very start, which is no moment of the years.
    let mut last: Option<(i16, String)> = None;
    for (one, (heat_mwh, cold_mwh)) in &known {
        let start = surplus;
        surplus += heat_mwh - cold_mwh;
        if *one == year {
            let mut running = start;
            for (month, sums) in (1..).zip(months) {
                let Some((heat, cold)) = sums else { break };
                running += heat - cold;
                if running <= 0.0 {
                    last = Some((*one, format!("{one}-{month:02}")));
                }
            }
        }
        if surplus <= 0.0 {
            let end = if *one == year { format!("{one}-12") } else { one.to_string() };
            last = Some((*one, end));
        }
        years.push(BalanceYear { year: *one, heat_mwh: *heat_mwh, cold_mwh: *cold_mwh, surplus_mwh: surplus });
    }
    let window = i16::try_from(window).unwrap_or(5);
    // A surplus has to be gone within the window after the last moment, or after the start of use.
    let from = last.as_ref().map(|(moment, _)| *moment).or(first_use.filter(|_| since_use));
    let (met, until) = match (&last, from) {
        (Some((moment, _)), _) if *moment > year - window => (Some(true), (surplus > 0.0).then_some(moment + window)),
        (None, Some(start)) if year < start + window => (None, Some(start + window)),
        (None, None) if i16::try_from(years.len()).unwrap_or(0) < window => (None, None),
        _ => (Some(false), None),
    };
    Balance {
        years,
        since_use,
        heat_surplus_mwh: Some(surplus),
        last_moment: last.map(|(_, moment)| moment),
        met,
        until,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn earlier(year: i16, heat: f64, cold: f64) -> Earlier {
        Earlier {
            year,
            spf: None,
            heat_mwh: None,
            cold_mwh: None,
            heat_to_ground_mwh: Some(heat),
            cold_to_ground_mwh: Some(cold),
        }
    }

    #[test]
    fn more_cold_is_allowed_and_exactly_as_much_heat_too() {
        for (heat, met) in [(90.0, Some(true)), (100.0, Some(true)), (101.0, None)] {
            let balance = weigh(&[], 2025, Some((heat, 100.0)), &[], None, None, 5);
            assert_eq!(balance.met, met, "{heat}");
        }
    }

    #[test]
    fn five_years_of_surplus_are_too_many_and_four_say_nothing() {
        let years: Vec<Earlier> = (2021..2025).map(|year| earlier(year, 110.0, 100.0)).collect();
        let balance = weigh(&years, 2025, Some((110.0, 100.0)), &[], None, None, 5);
        assert_eq!((balance.met, balance.heat_surplus_mwh), (Some(false), Some(50.0)));
        let balance = weigh(&years[1..], 2025, Some((110.0, 100.0)), &[], None, None, 5);
        assert_eq!(balance.met, None);
    }

    #[test]
    fn a_year_that_is_missing_ends_the_row() {
        let years = [earlier(2022, 0.0, 900.0), earlier(2024, 110.0, 100.0)];
        let balance = weigh(&years, 2025, Some((110.0, 100.0)), &[], None, None, 5);
        assert_eq!(balance.years.iter().map(|one| one.year).collect::<Vec<_>>(), [2024, 2025]);
        assert_eq!(balance.met, None);
    }

    #[test]
    fn a_young_system_has_five_years_from_its_first() {
        let years = [earlier(2024, 110.0, 100.0)];
        let since = Some(jiff::civil::date(2024, 5, 1));
        let balance = weigh(&years, 2025, Some((110.0, 100.0)), &[], None, since, 5);
        assert_eq!((balance.met, balance.until, balance.since_use), (None, Some(2029), true));
    }

    #[test]
    fn a_moment_may_be_the_end_of_a_month() {
        let months: Vec<Option<(f64, f64)>> =
            (0..12).map(|month| Some(if month < 3 { (0.0, 30.0) } else { (15.0, 0.0) })).collect();
        let balance = weigh(&[], 2025, Some((135.0, 90.0)), &months, None, None, 5);
        assert_eq!(
            (balance.met, balance.last_moment.as_deref(), balance.until),
            (Some(true), Some("2025-09"), Some(2030))
        );
    }

    #[test]
    fn what_came_before_counts() {
        let balance = weigh(&[], 2025, Some((0.0, 100.0)), &[], Some(150.0), None, 5);
        assert_eq!((balance.heat_surplus_mwh, balance.met), (Some(50.0), None));
    }
}
