//! Random years of every concept: a building, its weather, a system, and meters that are read now and then.
//!
//! Nothing here knows what the tool looks at. Heat follows the weather, cold too; a heat pump's factor moves with the
//! season and from day to day, pumps take their part, and something always runs. Counters begin anywhere, in any unit.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "days and digits are small"
)]

use std::fmt::Write as _;

use bodemtoets_spf::{Concept, Installation, Job, Report};
use jiff::civil::date;
use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

pub const DAYS: usize = 365;

/// How often it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cadence {
    Monthly,
    Weekly,
    Daily,
    Hourly,
}

/// A meter and its readings as they are written.
#[derive(Debug, Clone)]
pub struct Meter {
    pub id: &'static str,
    unit: &'static str,
    pub readings: Vec<String>,
    decimals: usize,
}

/// A year of readings.
#[derive(Debug, Clone)]
pub struct RandomYear {
    pub concept: &'static str,
    pub cadence: Cadence,
    pub counter: bool,
    times: Vec<String>,
    pub meters: Vec<Meter>,
}

/// A number near 1, by a part of itself.
fn about(rng: &mut Pcg64Mcg, part: f64) -> f64 {
    // The sum of twelve is nearly normal.
    let sum: f64 = (0..12).map(|_| rng.random_range(-0.5..0.5)).sum();
    (1.0 + part * sum).max(0.2)
}

/// What the meters of a system give on each day, kWh (m3 for gas).
fn days(concept: &str, rng: &mut Pcg64Mcg) -> Vec<(&'static str, Vec<f64>)> {
    let mut weather = 0.0;
    let outside: Vec<f64> = (0..DAYS)
        .map(|day| {
            weather = 0.8 * weather + 2.0 * (about(rng, 1.0) - 1.0);
            10.5 - 7.5 * (std::f64::consts::TAU * (day as f64 - 20.0) / 365.0).cos() + weather
        })
        .collect();
    let annual = 10_f64.powf(rng.random_range(1.3..3.3)) * 1000.0;
    let cold_part = rng.random_range(0.1..0.7);
    let hot_water = rng.random_range(0.0..0.15);
    let (warm_below, cool_above) = (rng.random_range(14.0..18.0), rng.random_range(13.0..18.0));
    let scaled = |values: Vec<f64>, sum: f64| {
        let all: f64 = values.iter().sum();
        values.into_iter().map(|value| value * sum / all.max(1e-9)).collect::<Vec<f64>>()
    };
    let noise: Vec<f64> = (0..DAYS).map(|_| about(rng, 0.08)).collect();
    let heat: Vec<f64> = (0..DAYS).map(|day| (warm_below - outside[day]).max(0.0) * noise[day]).collect();
    let heat = scaled(heat, annual * (1.0 - hot_water));
    let heat: Vec<f64> = heat.iter().map(|heat| heat + annual * hot_water / 365.0).collect();
    let cold: Vec<f64> = (0..DAYS).map(|day| (outside[day] - cool_above).max(0.0) * noise[day]).collect();
    let cold = scaled(cold, annual * cold_part);
    let month_part = rng.random_range(0.02..0.06);
    let month_noise: Vec<f64> = (0..13).map(|_| about(rng, month_part)).collect();
    let factor = rng.random_range(3.0..5.5);
    let lift = rng.random_range(0.0..0.015);
    let drive: Vec<f64> = (0..DAYS)
        .map(|day| factor * (1.0 + lift * (outside[day] - 5.0)) * month_noise[day / 30] * about(rng, 0.05))
        .collect();
    let passive = rng.random_range(12.0..40.0);
    let base = rng.random_range(0.0..0.05) * annual / factor / 365.0;
    let each = |of: &dyn Fn(usize) -> f64| (0..DAYS).map(of).collect::<Vec<f64>>();
    let pumps = rng.random_range(0.015..0.045);
    let (fan, load) = (rng.random_range(0.02..0.04), rng.random_range(0.7..1.1));
    // Cold is loaded on cold days, those on which somebody thought of it.
    let frost: Vec<f64> = outside
        .iter()
        .map(|outside| if *outside < 4.0 && rng.random_bool(0.8) { 4.0 - outside } else { 0.0 })
        .collect();
    let loaded = scaled(frost, load * annual * cold_part);
    let air = rng.random_range(0.01..0.05) * annual / 365.0;
    let weekday = |day: usize| if day % 7 < 5 { 1.2 } else { 0.5 };
    match concept {
        "closed" => {
            let gas = rng.random_bool(0.15);
            let electricity =
                each(&|day| if gas { 0.03 * heat[day] } else { heat[day] / drive[day] } + cold[day] / passive + base);
            let mut all = vec![("heat", heat.clone()), ("cold", cold), ("electricity", electricity)];
            if gas {
                all.push(("gas", each(&|day| heat[day] / (0.35 * drive[day]) / 8.79)));
            }
            all
        }
        "3.3" => {
            let wells = each(&|day| pumps * (0.75 * heat[day] + cold[day] + 0.5 * loaded[day]));
            let pump = each(&|day| heat[day] / drive[day] + base);
            let cooler = each(&|day| fan * 0.5 * loaded[day] + 0.02 * base);
            let rejection = each(&|day| 0.002 * cold[day]);
            let six = [("heat", heat), ("cold", cold), ("wells", wells), ("heat_pump", pump)];
            six.into_iter().chain([("dry_cooler", cooler), ("heat_rejection", rejection)]).collect()
        }
        "1" => {
            let wells = each(&|day| pumps * (cold[day] + loaded[day]) * month_noise[day / 30] + 0.05 * base);
            let cooler = each(&|day| fan * loaded[day] * noise[day]);
            vec![("cold", cold), ("wells", wells), ("dry_cooler", cooler)]
        }
        _ => {
            let wells = each(&|day| pumps * (cold[day] + heat[day]) * month_noise[day / 30] + 0.05 * base);
            let chilled = each(&|day| 0.4 * pumps * cold[day] + 0.02 * base);
            let air = each(&|day| air * weekday(day) * noise[day]);
            vec![("cold", cold), ("heat", heat), ("wells", wells), ("chilled_water", chilled), ("air_handling", air)]
        }
    }
}

impl RandomYear {
    /// The year of a seed.
    pub fn new(concept: &'static str, seed: u64) -> Self {
        let mut rng = Pcg64Mcg::seed_from_u64(seed ^ 0x5bf0_3635);
        let cadence = match concept {
            "2-hours" => Cadence::Hourly,
            _ => [Cadence::Monthly, Cadence::Monthly, Cadence::Weekly, Cadence::Daily][rng.random_range(0..4)],
        };
        let counter = rng.random_bool(0.7);
        let days = days(concept, &mut rng);
        let (times, edges) = times(cadence);
        let meters = days
            .into_iter()
            .map(|(id, days)| {
                let annual: f64 = days.iter().sum();
                let (unit, kwh) = match id {
                    "gas" => ("m3", 1.0),
                    _ => [("kWh", 1.0), ("MWh", 1000.0), ("GJ", 1000.0 / 3.6)][rng.random_range(0..3)],
                };
                // As finely as a fair meter counts: at least a two-thousandth of the year.
                let finest = annual / kwh / 2000.0 / if counter { 1.0 } else { times.len() as f64 / 13.0 };
                let decimals = (-finest.log10()).ceil().max(0.0) as usize + rng.random_range(0..2);
                let start = if rng.random_bool(0.1) { 0.0 } else { 10_f64.powf(rng.random_range(-1.3..1.0)) * annual };
                let sums = sums(&days, &edges);
                let readings = sums.windows(2).map(|pair| (pair[1] - pair[0]) / kwh);
                let readings: Vec<String> = if counter {
                    sums.iter().map(|sum| format!("{:.decimals$}", (start + sum) / kwh)).collect()
                } else {
                    readings.map(|value| format!("{value:.decimals$}")).collect()
                };
                Meter { id, unit, readings, decimals }
            })
            .collect();
        Self { concept, cadence, counter, times, meters }
    }

    /// The line of a reading in the file.
    pub fn line(reading: usize) -> u32 {
        u32::try_from(reading + 2).unwrap()
    }

    fn csv(&self) -> String {
        let mut text = String::from("time");
        self.meters.iter().for_each(|meter| write!(text, ";{}", meter.id).unwrap());
        text.push('\n');
        let rows = self.meters[0].readings.len();
        for row in 0..rows {
            text.push_str(&self.times[row]);
            self.meters.iter().for_each(|meter| write!(text, ";{}", meter.readings[row].replace('.', ",")).unwrap());
            text.push('\n');
        }
        text
    }

    /// What the tool makes of it.
    pub fn report(&self) -> Result<Report, String> {
        let mut toml = String::from("year = 2025\nstamp = \"start\"\n");
        if self.concept == "2-hours" {
            toml.push_str("operating_hours = { from = \"07:00\", to = \"18:00\" }\n");
        }
        let kind = if self.counter { "counter" } else { "interval" };
        for meter in &self.meters {
            write!(toml, "[[meter]]\nfor = \"{}\"\nunit = \"{}\"\nkind = \"{kind}\"\n", meter.id, meter.unit).unwrap();
        }
        let installation = Installation::from_toml("made.toml", &toml).map_err(|fault| fault.to_string())?;
        let job = Job::new(installation, Concept::of(self.concept).unwrap()).map_err(|fault| fault.to_string())?;
        let mut readings = job.readings();
        readings.read("made.csv", self.csv().as_bytes()).map_err(|fault| fault.to_string())?;
        job.report(&readings, None).map_err(|fault| fault.to_string())
    }

    /// The part of the year's amount of a meter that came before a reading.
    pub fn part_before(&self, meter: usize, reading: usize) -> f64 {
        let values: Vec<f64> = self.meters[meter].readings.iter().map(|text| text.parse().unwrap()).collect();
        let (part, all) = if self.counter {
            let first = values[0];
            (values[reading.saturating_sub(1)] - first, values[values.len() - 1] - first)
        } else {
            (values[..reading].iter().sum(), values.iter().sum())
        };
        if all > 0.0 { part / all } else { 0.0 }
    }

    /// Multiplies what a meter reads from a place on.
    pub fn multiply(&mut self, meter: usize, from: usize, factor: f64) {
        let meter = &mut self.meters[meter];
        let decimals = meter.decimals + 3;
        for reading in &mut meter.readings[from..] {
            let value: f64 = reading.parse().unwrap();
            *reading = format!("{:.decimals$}", value * factor);
        }
    }
}

/// When it is read, and at which hour of the year.
fn times(cadence: Cadence) -> (Vec<String>, Vec<usize>) {
    let first = date(2025, 1, 1);
    let on = |day: usize| first + jiff::Span::new().days(i64::try_from(day).unwrap());
    let days: Vec<usize> = match cadence {
        Cadence::Monthly => (0..=DAYS).filter(|day| on(*day).day() == 1).collect(),
        Cadence::Weekly => (0..DAYS).step_by(7).chain([DAYS]).collect(),
        Cadence::Daily => (0..=DAYS).collect(),
        Cadence::Hourly => {
            let start: jiff::Timestamp = "2024-12-31T23:00:00Z".parse().unwrap();
            let hours: Vec<usize> = (0..=DAYS * 24).collect();
            let text = |hour: &usize| (start + jiff::SignedDuration::from_hours(*hour as i64)).to_string();
            return (hours.iter().map(text).collect(), hours);
        }
    };
    (days.iter().map(|day| format!("{} 00:00", on(*day))).collect(), days.iter().map(|day| day * 24).collect())
}

/// What a meter has counted at each reading; a day runs from seven to six for the most part.
fn sums(days: &[f64], edges: &[usize]) -> Vec<f64> {
    let mut sums = Vec::with_capacity(edges.len());
    let (mut sum, mut hour) = (0.0, 0);
    for edge in edges {
        while hour < *edge {
            let part = if (7..18).contains(&(hour % 24)) { 0.75 / 11.0 } else { 0.25 / 13.0 };
            sum += days[hour / 24] * part;
            hour += 1;
        }
        sums.push(sum);
    }
    sums
}
