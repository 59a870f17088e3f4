//! The heat and cooling that a building asks for, hour by hour, sorted from high to low in each
//! season (a load duration curve).
//!
//! The source study measured 2005 and published only season totals, factors for year types and some
//! peaks (Tabel 1 to 3, figures 3 to 6). A [`Profile`] holds those with a curve in two blocks that
//! was fitted to the published anchors; a [`Demand`] is the hours.

use serde::{Deserialize, Serialize};

use super::problem::{Problem, positive, read_toml, within};
use super::season::{PerSeason, Season};
use super::year_type::{PerYear, YearType};

const OFFICE: &str = include_str!("../data/buildings/office-15000.toml");

/// A season of a load: its energy, the shape of its duration curve, and what year types make of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeasonProfile {
    /// Energy in the measured year, MWh.
    pub energy_mwh: f64,
    /// The highest hour, kW.
    pub peak_kw: f64,
    /// Where the on-block ends, kW.
    pub knee_kw: f64,
    /// How long the on-block lasts, h: about the working hours.
    pub on_hours: u16,
    /// Exponent of the on-block.
    pub on_shape: f64,
    /// The hour at which nothing is asked for any more.
    pub off_end_hour: u16,
    /// Exponent of the off-block.
    pub off_shape: f64,
    /// What the measured year is multiplied by.
    pub factor: PerYear<f64>,
}

/// The demand of a building as it is written in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// Floor area that it was made for, m2.
    pub area_m2: f64,
    /// Heat.
    pub heat: PerSeason<SeasonProfile>,
    /// Cooling.
    pub cooling: PerSeason<SeasonProfile>,
}

/// The hours of a season, kW, and what year types make of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// Power in each hour of the measured year, kW.
    pub kw: Vec<f64>,
    /// What it is multiplied by.
    pub factor: PerYear<f64>,
    /// Hours of a year type that has its own, kW; they are not multiplied.
    pub own: PerYear<Option<Vec<f64>>>,
}

/// What a building asks for, hour by hour.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// Heat.
    pub heat: PerSeason<Load>,
    /// Cooling.
    pub cooling: PerSeason<Load>,
    /// How many times larger the building is than one of 15 000 m2: plant and heating curve follow.
    pub scale: f64,
}

impl SeasonProfile {
    fn check(&self, name: &str, season: Season) -> Result<(), Problem> {
        let name = |field: &str| format!("{name}: {field}");
        let hours = season.hours();
        within(&name("energy_mwh"), self.energy_mwh, 0.0, 1e6, "it is the energy of a season")?;
        within(&name("peak_kw"), self.peak_kw, 0.0, 1e6, "it is the highest hour")?;
        within(&name("knee_kw"), self.knee_kw, 0.0, self.peak_kw, "the curve may not rise")?;
        let last = f64::from(hours);
        within(&name("off_end_hour"), self.off_end_hour.into(), 1.0, last, "it is an hour of the season")?;
        let (on, off) = (f64::from(self.on_hours), f64::from(self.off_end_hour));
        within(&name("on_hours"), on, 1.0, off - 1.0, "the on-block ends before the off-block")?;
        positive(&name("on_shape"), self.on_shape, 10.0, "it is an exponent")?;
        positive(&name("off_shape"), self.off_shape, 10.0, "it is an exponent")?;
        for (year, factor) in self.factor.iter() {
            within(&name(&format!("factor.{}", year.slug())), *factor, 0.0, 10.0, "it multiplies every hour")?;
        }
        let off_peak = self.off_peak_kw();
        within(
            &name("start of the off-block, kW"),
            off_peak,
            0.0,
            self.knee_kw,
            "energy_mwh does not fit the peak, the knee and the hours",
        )
    }

    /// The power at which the off-block starts, kW: what makes the energy of the season right.
    fn off_peak_kw(&self) -> f64 {
        let on = f64::from(self.on_hours);
        let in_on_block = on * (self.peak_kw - (self.peak_kw - self.knee_kw) / (self.on_shape + 1.0));
        (self.energy_mwh * 1000.0 - in_on_block) * (self.off_shape + 1.0) / (f64::from(self.off_end_hour) - on)
    }

    /// The power in each hour, kW, from high to low.
    fn hours(&self, season: Season) -> Vec<f64> {
        let (on, off) = (f64::from(self.on_hours), f64::from(self.off_end_hour));
        let off_peak_kw = self.off_peak_kw();
        let mut hours: Vec<f64> = (0..season.hours())
            .map(|hour| {
                let rank = f64::from(hour) + 0.5;
                if rank < on {
                    self.peak_kw - (self.peak_kw - self.knee_kw) * (rank / on).powf(self.on_shape)
                } else if rank < off {
                    off_peak_kw * (1.0 - (rank - on) / (off - on)).powf(self.off_shape)
                } else {
                    0.0
                }
            })
            .collect();
        // The middles of the hours miss the closed form by a few thousandths of a per cent.
        let sum: f64 = hours.iter().sum();
        if sum > 0.0 {
            let correction = self.energy_mwh * 1000.0 / sum;
            for kw in &mut hours {
                *kw *= correction;
            }
        }
        hours
    }
}

impl Profile {
    /// The office of 15 000 m2 of the source study.
    ///
    /// # Errors
    /// Never for the embedded file; a test reads it.
    pub fn office() -> Result<Self, Problem> {
        Self::from_toml("office-15000.toml", OFFICE)
    }

    /// Reads a profile from TOML; `what` names it in messages.
    ///
    /// # Errors
    /// When it is not TOML of this form, or a number in it is impossible.
    pub fn from_toml(what: &str, text: &str) -> Result<Self, Problem> {
        let profile: Self = read_toml(what, text)?;
        positive(&format!("{what}: area_m2"), profile.area_m2, 1e7, "it is a floor area")?;
        for (load, seasons) in [("heat", &profile.heat), ("cooling", &profile.cooling)] {
            seasons.try_map(|season, curve| {
                curve.check(&format!("{what}: {load}.{}", format!("{season:?}").to_lowercase()), season)
            })?;
        }
        Ok(profile)
    }

    /// The hours of a building of this kind of `area_m2` (every hour scales with the area).
    ///
    /// ```
    /// use bodemtoets_feasibility::{Profile, YearType};
    ///
    /// let demand = Profile::office()?.demand(15_000.0)?;
    /// assert_eq!(demand.heat_mwh(YearType::Cold).round(), 1335.0);
    /// assert_eq!(demand.cooling_mwh(YearType::Cold).round(), 356.0);
    /// # Ok::<(), bodemtoets_feasibility::Problem>(())
    /// ```
    ///
    /// # Errors
    /// When the area is not from 100 to 2 000 000 m2.
    pub fn demand(&self, area_m2: f64) -> Result<Demand, Problem> {
        within("area_m2", area_m2, 100.0, 2e6, "it is the floor area that the plant serves")?;
        let factor = area_m2 / self.area_m2;
        let load = |season: Season, curve: &SeasonProfile| {
            let mut kw = curve.hours(season);
            for hour in &mut kw {
                *hour *= factor;
            }
            Ok::<_, Problem>(Load { kw, factor: curve.factor, own: PerYear::default() })
        };
        Ok(Demand { heat: self.heat.try_map(load)?, cooling: self.cooling.try_map(load)?, scale: area_m2 / 15_000.0 })
    }
}

impl Load {
    /// The hours of a year, kW, and what they are multiplied by.
    #[must_use]
    pub fn of(&self, year: YearType) -> (&[f64], f64) {
        self.own.get(year).as_ref().map_or((&self.kw, *self.factor.get(year)), |own| (own, 1.0))
    }

    fn mwh(&self, year: YearType) -> f64 {
        let (hours, factor) = self.of(year);
        hours.iter().sum::<f64>() * factor / 1000.0
    }

    fn times(&mut self, factor: f64) {
        let PerYear { cold, normal, warm } = &mut self.own;
        for hours in [Some(&mut self.kw), cold.as_mut(), normal.as_mut(), warm.as_mut()].into_iter().flatten() {
            for kw in hours {
                *kw *= factor;
            }
        }
    }
}

fn sorted(seasons: &PerSeason<Load>, year: YearType) -> Vec<f64> {
    let hours = |load: &Load| {
        let (hours, factor) = load.of(year);
        hours.iter().map(|kw| kw * factor).collect::<Vec<_>>()
    };
    let mut all: Vec<f64> = seasons.iter().flat_map(|(_, load)| hours(load)).collect();
    all.sort_unstable_by(|a, b| b.total_cmp(a));
    all
}

impl Demand {
    /// Heat in a year, MWh.
    #[must_use]
    pub fn heat_mwh(&self, year: YearType) -> f64 {
        self.heat.iter().map(|(_, load)| load.mwh(year)).sum()
    }

    /// Cooling in a year, MWh.
    #[must_use]
    pub fn cooling_mwh(&self, year: YearType) -> f64 {
        self.cooling.iter().map(|(_, load)| load.mwh(year)).sum()
    }

    /// Every hour of heat in a year, kW, from high to low.
    #[must_use]
    pub fn heat_duration_kw(&self, year: YearType) -> Vec<f64> {
        sorted(&self.heat, year)
    }

    /// Every hour of cooling in a year, kW, from high to low.
    #[must_use]
    pub fn cooling_duration_kw(&self, year: YearType) -> Vec<f64> {
        sorted(&self.cooling, year)
    }

    /// The same without its hours: what is left when they have been run.
    #[must_use]
    pub fn without_hours(mut self) -> Self {
        for seasons in [&mut self.heat, &mut self.cooling] {
            for load in [&mut seasons.winter, &mut seasons.spring, &mut seasons.summer, &mut seasons.autumn] {
                (load.kw, load.own) = (Vec::new(), PerYear::default());
            }
        }
        self
    }

    /// Multiplies every hour of heat and of cooling. The plant does not follow: this is another demand
    /// of the same building.
    #[must_use]
    pub fn times(mut self, heat: f64, cooling: f64) -> Self {
        for (seasons, factor) in [(&mut self.heat, heat), (&mut self.cooling, cooling)] {
            for load in [&mut seasons.winter, &mut seasons.spring, &mut seasons.summer, &mut seasons.autumn] {
                load.times(factor);
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Demand {
        Profile::office().unwrap().demand(15_000.0).unwrap()
    }

    #[test]
    fn season_totals_are_those_of_tabel_1() {
        let profile = Profile::office().unwrap();
        let demand = office();
        for season in Season::ALL {
            let sum: f64 = demand.heat.get(season).kw.iter().sum();
            assert!((sum / 1000.0 - profile.heat.get(season).energy_mwh).abs() < 1e-9);
        }
        assert!((profile.heat.iter().map(|(_, curve)| curve.energy_mwh).sum::<f64>() - 970.0).abs() < 1e-9);
        assert!((profile.cooling.iter().map(|(_, curve)| curve.energy_mwh).sum::<f64>() - 487.0).abs() < 1e-9);
    }

    #[test]
    fn year_totals_are_those_of_the_study() {
        let published = [(1335.0, 356.0), (1036.0, 447.0), (756.0, 603.0)];
        for (year, (heat, cooling)) in YearType::ALL.into_iter().zip(published) {
            assert!((office().heat_mwh(year) - heat).abs() < 0.5);
            assert!((office().cooling_mwh(year) - cooling).abs() < 0.5);
        }
    }

    #[test]
    fn the_curve_never_rises_and_has_8760_hours() {
        for year in YearType::ALL {
            for curve in [office().heat_duration_kw(year), office().cooling_duration_kw(year)] {
                assert_eq!(curve.len(), 8760);
                assert!(curve.windows(2).all(|pair| pair[0] >= pair[1]));
                assert!(curve.iter().all(|kw| *kw >= 0.0));
            }
        }
    }

    #[test]
    fn the_curve_is_that_of_the_reconstruction() {
        let heat = office().heat_duration_kw(YearType::Cold);
        for (hour, kw) in [(0, 998.0), (50, 824.0), (500, 618.0), (1500, 293.0), (3000, 95.0), (6000, 49.0)] {
            assert!((heat[hour] - kw).abs() < 1.0, "hour {hour}: {} instead of {kw}", heat[hour]);
        }
    }

    #[test]
    fn twice_the_area_is_twice_the_demand() {
        let double = Profile::office().unwrap().demand(30_000.0).unwrap();
        assert!((double.heat_mwh(YearType::Cold) - 2.0 * office().heat_mwh(YearType::Cold)).abs() < 1e-6);
        assert!((double.scale - 2.0).abs() < 1e-12);
    }

    #[test]
    fn an_absurd_area_is_refused_with_its_number() {
        let refused = Profile::office().unwrap().demand(-5.0).unwrap_err().to_string();
        assert_eq!(
            refused,
            "area_m2 is -5: it has to be from 100 to 2000000; it is the floor area that the plant serves"
        );
    }

    #[test]
    fn a_curve_that_cannot_hold_its_energy_is_refused() {
        let text = OFFICE.replace("energy_mwh = 501.0", "energy_mwh = 5010.0");
        let refused = Profile::from_toml("mine.toml", &text).unwrap_err().to_string();
        assert!(refused.starts_with("mine.toml: heat.winter: start of the off-block, kW is 9"), "{refused}");
        assert!(refused.ends_with("energy_mwh does not fit the peak, the knee and the hours"), "{refused}");
    }
}
