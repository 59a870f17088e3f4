//! What is held against the limits: moments at which the fluid may be coldest or warmest.
//!
//! At each moment the fluid is `Tg + U / (2 pi lambda L) + P Rb* / L`, with `U` linear in `g` and `P` the heat
//! of that moment. So hours, months and pulses are sized in one way ([`size`](crate::size)).

use crate::Problem;
use crate::hourly::Hourly;
use crate::load::{HOURS, Month, YearLoad};
use crate::response::Response;

/// Which limit a moment is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The lower one.
    Cold,
    /// The upper one.
    Warm,
    /// Both.
    Both,
}

/// A moment at which the fluid may be at its coldest or warmest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Moment {
    /// Wall above the ground's own temperature times `2 pi lambda L`, W.
    pub(crate) wall_w: f64,
    /// Heat into the ground at that moment, W.
    pub(crate) heat_w: f64,
    pub(crate) side: Side,
}

/// How a load is made into moments.
pub(crate) trait Demand: Sync {
    /// The moments that count, always as many for the same demand unless their number depends on the response.
    fn moments(&self, response: &Response) -> Vec<Moment>;
}

impl Demand for Hourly {
    fn moments(&self, response: &Response) -> Vec<Moment> {
        let walls = self.walls(response);
        let heat = self.load().heat_w();
        let moment =
            |(index, wall_w): (usize, &f64)| Moment { wall_w: *wall_w, heat_w: heat[index % HOURS], side: Side::Both };
        walls.walls_w.iter().enumerate().map(moment).collect()
    }
}

/// A load by months, with a peak at the end of each.
#[derive(Debug, Clone, PartialEq)]
pub struct Monthly {
    months: Vec<Month>,
    years: u16,
    peak_hours: f64,
}

impl Monthly {
    /// Of the months of a load, that goes on for some years, with peaks of some hours.
    #[must_use]
    pub fn new(load: &YearLoad, years: u16, peak_hours: f64) -> Self {
        Self { months: load.months().to_vec(), years: years.max(1), peak_hours }
    }

    /// Of twelve months.
    ///
    /// # Errors
    /// When there are not twelve.
    pub fn of_months(months: Vec<Month>, years: u16, peak_hours: f64) -> Result<Self, Problem> {
        Ok(Self { months: twelve(months)?, years: years.max(1), peak_hours })
    }

    /// The months of its year.
    #[must_use]
    pub fn months(&self) -> &[Month] {
        &self.months
    }

    /// Wall at the end of each month of all years, times `2 pi lambda L`, W.
    pub(crate) fn walls_w(&self, response: &Response) -> Vec<f64> {
        let count = self.months.len() * usize::from(self.years);
        let ends = std::iter::successors(Some(1.0), |month| Some(month + 1.0)).take(count);
        let mut passed = 0.0;
        let weights: Vec<f64> = ends
            .map(|month| {
                let g = response.at_hours(730.0 * month);
                let weight = g - passed;
                passed = g;
                weight
            })
            .collect();
        let load = |month: usize| self.months[month % self.months.len()].mean_w;
        (0..count).map(|end| (0..=end).map(|month| load(month) * weights[end - month]).sum()).collect()
    }
}

impl Demand for Monthly {
    fn moments(&self, response: &Response) -> Vec<Moment> {
        let of_peak = response.at_hours(self.peak_hours);
        let walls = self.walls_w(response);
        let moments = walls.iter().zip(self.months.iter().cycle()).flat_map(|(wall, month)| {
            let with = |peak_w: f64, side| {
                let wall_w = if peak_w == 0.0 { *wall } else { wall + (peak_w - month.mean_w) * of_peak };
                Moment { wall_w, heat_w: peak_w, side }
            };
            [with(-month.out_peak_w, Side::Both), with(month.in_peak_w, Side::Both)]
        });
        moments.collect()
    }
}

fn twelve(months: Vec<Month>) -> Result<Vec<Month>, Problem> {
    if months.len() == 12 {
        return Ok(months);
    }
    let why = "a year has twelve months";
    Err(Problem::Length { name: "months".to_owned(), found: months.len(), expected: 12, why })
}

/// A load as three pulses: years, a month and a peak (Ahmadfard & Bernier 2019,
/// <https://doi.org/10.1016/j.rser.2019.04.045>), with the first year as in Peere et al. 2021
/// (<https://doi.org/10.26868/25222708.2021.30180>).
#[derive(Debug, Clone, PartialEq)]
pub struct Pulses {
    months: Vec<Month>,
    years: u16,
    peak_hours: f64,
    which: WhichMonth,
}

/// Which month the pulses end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhichMonth {
    /// The first with the highest peak, as is usual; mild when several months have the same peak.
    FirstPeak,
    /// Any: the one that asks the greatest length decides.
    Any,
}

impl Pulses {
    /// Of the months of a load, that goes on for some years, with peaks of some hours.
    #[must_use]
    pub fn new(load: &YearLoad, years: u16, peak_hours: f64, which: WhichMonth) -> Self {
        Self { months: load.months().to_vec(), years: years.max(1), peak_hours, which }
    }

    /// Of twelve months.
    ///
    /// # Errors
    /// When there are not twelve.
    pub fn of_months(months: Vec<Month>, years: u16, peak_hours: f64, which: WhichMonth) -> Result<Self, Problem> {
        Ok(Self { months: twelve(months)?, years: years.max(1), peak_hours, which })
    }

    /// The pulses that end with a peak at the end of a month: in the first year, or after all years.
    fn moment(&self, response: &Response, index: usize, peak_w: f64, in_first_year: bool, side: Side) -> Moment {
        let of_month = &self.months[index];
        #[expect(clippy::cast_precision_loss, reason = "at most twelve")]
        let (count, number) = (self.months.len() as f64, (index + 1) as f64);
        let (mean_w, hours_before) = if in_first_year {
            let before: f64 = self.months[..index].iter().map(|month| month.mean_w).sum();
            (before / number, 730.0 * number - 730.0)
        } else {
            let all: f64 = self.months.iter().map(|month| month.mean_w).sum();
            (all / count, 8760.0 * f64::from(self.years))
        };
        let g = |hours: f64| if hours > 0.0 { response.at_hours(hours) } else { 0.0 };
        let (peak, month) = (self.peak_hours, self.peak_hours + 730.0);
        let all = month + hours_before;
        let wall_w = peak_w * g(peak) + of_month.mean_w * (g(month) - g(peak)) + mean_w * (g(all) - g(month));
        Moment { wall_w, heat_w: peak_w, side }
    }
}

impl Demand for Pulses {
    fn moments(&self, response: &Response) -> Vec<Moment> {
        let net: f64 = self.months.iter().map(|month| month.mean_w).sum();
        // What the years do is at its worst in the last for the side of the balance, in the first for the other.
        let sides = [(Side::Cold, net > 0.0), (Side::Warm, net <= 0.0)];
        let mut moments = Vec::new();
        for (side, in_first_year) in sides {
            let peak = |month: &Month| if side == Side::Cold { -month.out_peak_w } else { month.in_peak_w };
            let highest = self.months.iter().map(|month| peak(month).abs()).fold(0.0, f64::max);
            if highest == 0.0 {
                continue;
            }
            let indices: Vec<usize> = match self.which {
                WhichMonth::FirstPeak => {
                    self.months.iter().position(|month| peak(month).abs() >= highest).into_iter().collect()
                }
                WhichMonth::Any => (0..self.months.len()).collect(),
            };
            for index in indices {
                moments.push(self.moment(response, index, peak(&self.months[index]), in_first_year, side));
            }
        }
        moments
    }
}
