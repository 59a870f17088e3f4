//! What a year asks of the ground.

use crate::Problem;

/// Hours in the year of the model: 365 days.
pub const HOURS: usize = 8760;
/// Hours in each month of the model.
pub const MONTH_HOURS: usize = 730;

/// The heat of a year, hour by hour, the same every year.
#[derive(Debug, Clone, PartialEq)]
pub struct YearLoad {
    /// Into the ground, W, mean of the hour; negative when heat is taken out.
    heat_w: Vec<f64>,
    months: Vec<Month>,
}

/// The heat of a month. Peaks are of heat out and heat in by themselves: where both are asked in one hour they
/// take away from each other in the mean, but a day may come when only one of them is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Month {
    /// Into the ground less out of it, mean of the month, W.
    pub mean_w: f64,
    /// The most that is taken out, W, at least 0.
    pub out_peak_w: f64,
    /// The most that is put in, W, at least 0.
    pub in_peak_w: f64,
}

impl YearLoad {
    /// Of heat out of and into the ground, kW, a value for each of 8760 hours from 1 January.
    ///
    /// # Errors
    /// When there are fewer or more, or one is negative, absurd or no number.
    pub fn of_kw(out_kw: &[f64], in_kw: &[f64]) -> Result<Self, Problem> {
        for (name, values) in [("out_kw", out_kw), ("in_kw", in_kw)] {
            if values.len() != HOURS {
                return Err(Problem::Length {
                    name: name.to_owned(),
                    found: values.len(),
                    expected: HOURS,
                    why: "it has a value for each hour of a year of 365 days",
                });
            }
            for (hour, value) in values.iter().enumerate() {
                bodemtoets_words::limits::within(
                    &format!("{name} of hour {hour}"),
                    *value,
                    0.0,
                    1e6,
                    "both columns are amounts in kW; heat out of the ground is not negative",
                )?;
            }
        }
        Ok(Self::of_both(out_kw, in_kw))
    }

    /// Of heat into the ground, W, hour by hour.
    ///
    /// # Errors
    /// When there are not 8760 values, or one is no number.
    pub fn of_heat_w(heat_w: &[f64]) -> Result<Self, Problem> {
        if heat_w.len() != HOURS {
            let why = "it has a value for each hour of a year of 365 days";
            return Err(Problem::Length { name: "heat_w".to_owned(), found: heat_w.len(), expected: HOURS, why });
        }
        for value in heat_w {
            bodemtoets_words::limits::within("heat_w", *value, -1e9, 1e9, "it is in W")?;
        }
        let part = |sign: f64| heat_w.iter().map(|heat| (sign * heat / 1000.0).max(0.0)).collect::<Vec<_>>();
        Ok(Self::of_both(&part(-1.0), &part(1.0)))
    }

    fn of_both(out_kw: &[f64], in_kw: &[f64]) -> Self {
        let heat_w: Vec<f64> = out_kw.iter().zip(in_kw).map(|(out, into)| 1000.0 * (into - out)).collect();
        let most = |values: &[f64]| 1000.0 * values.iter().copied().fold(0.0, f64::max);
        let hours = heat_w.chunks(MONTH_HOURS).zip(out_kw.chunks(MONTH_HOURS)).zip(in_kw.chunks(MONTH_HOURS));
        let months = hours
            .map(|((heat, out), into)| Month {
                mean_w: heat.iter().sum::<f64>() / 730.0,
                out_peak_w: most(out),
                in_peak_w: most(into),
            })
            .collect();
        Self { heat_w, months }
    }

    /// The same load some times over, at least 0.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        let month = |month: &Month| Month {
            mean_w: month.mean_w * factor,
            out_peak_w: month.out_peak_w * factor,
            in_peak_w: month.in_peak_w * factor,
        };
        Self {
            heat_w: self.heat_w.iter().map(|heat| heat * factor).collect(),
            months: self.months.iter().map(month).collect(),
        }
    }

    /// Into the ground, W, hour by hour.
    #[must_use]
    pub fn heat_w(&self) -> &[f64] {
        &self.heat_w
    }

    /// Whether nothing is asked at all.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.heat_w.iter().all(|heat| *heat == 0.0)
    }

    /// Mean of the year, W.
    #[must_use]
    pub fn mean_w(&self) -> f64 {
        self.heat_w.iter().sum::<f64>() / 8760.0
    }

    /// Its twelve months of 730 hours.
    #[must_use]
    pub fn months(&self) -> &[Month] {
        &self.months
    }
}
