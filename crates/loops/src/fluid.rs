//! What flows in the loops: water, or a mix that does not freeze.
//!
//! Mixes are the polynomials of Melinder (2010) in share and temperature, as data (`data/fluids`). Water is the
//! usual set of correlations: density after Kell (1975), viscosity after Swindells and Hardy & Cottingham as in
//! the CRC Handbook, heat capacity and conductivity as polynomials through the values of that handbook.

use std::sync::LazyLock;

use bodemtoets_words::limits::within;
use serde::Deserialize;

use crate::Problem;

/// Properties at one temperature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Properties {
    /// kg/m3.
    pub density_kg_m3: f64,
    /// J/kgK.
    pub heat_capacity_j_kg_k: f64,
    /// W/mK.
    pub conductivity_w_m_k: f64,
    /// Dynamic viscosity, Pa s.
    pub viscosity_pa_s: f64,
}

impl Properties {
    /// Prandtl number.
    #[must_use]
    pub fn prandtl(&self) -> f64 {
        self.heat_capacity_j_kg_k * self.viscosity_pa_s / self.conductivity_w_m_k
    }
}

/// A fluid of which the properties are known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Coolant {
    /// Water with nothing in it.
    Water,
    /// A mix with water.
    Mix {
        /// Which.
        kind: Additive,
        /// Its share by mass, per cent.
        share_pct: f64,
    },
}

/// What keeps water from freezing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Additive {
    /// Propylene glycol, MPG.
    PropyleneGlycol,
    /// Ethylene glycol, MEG.
    EthyleneGlycol,
    /// Ethanol, MEA.
    Ethanol,
}

impl Additive {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::PropyleneGlycol, Self::EthyleneGlycol, Self::Ethanol];

    fn mix(self) -> &'static Mix {
        &MIXES[self as usize]
    }
}

/// A mix, as its file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mix {
    name: String,
    #[serde(rename = "words")]
    _words: toml::Table,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "certainty")]
    _certainty: String,
    share_pct: [f64; 2],
    highest_c: f64,
    share_base_pct: f64,
    temperature_base_c: f64,
    freezing_c: Vec<f64>,
    density_kg_m3: Vec<Vec<f64>>,
    heat_capacity_j_kg_k: Vec<Vec<f64>>,
    conductivity_w_m_k: Vec<Vec<f64>>,
    ln_viscosity_mpa_s: Vec<Vec<f64>>,
}

const FILES: [&str; 3] = [
    include_str!("../data/fluids/propylene-glycol.toml"),
    include_str!("../data/fluids/ethylene-glycol.toml"),
    include_str!("../data/fluids/ethanol.toml"),
];

#[expect(clippy::expect_used, reason = "files of this crate, that a test reads")]
static MIXES: LazyLock<[Mix; 3]> =
    LazyLock::new(|| FILES.map(|text| toml::from_str(text).expect("a fluid of this form")));

impl Mix {
    fn at(&self, coefficients: &[Vec<f64>], share_pct: f64, temperature_c: f64) -> f64 {
        let (share, temperature) = (share_pct - self.share_base_pct, temperature_c - self.temperature_base_c);
        horner(coefficients.iter().map(|row| horner(row.iter().copied(), temperature)), share)
    }
}

fn horner(coefficients: impl DoubleEndedIterator<Item = f64>, at: f64) -> f64 {
    coefficients.rev().fold(0.0, |sum, coefficient| sum * at + coefficient)
}

impl Coolant {
    /// Reads "MPG 25 %", "ethanol 20", "MEG 25 %", "MEA 20 %" or "water".
    ///
    /// # Errors
    /// When no such fluid is known, or not with that share.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let lower = text.to_lowercase();
        // What comes after a comma, as the temperature in "MPG 25 %, 3 degC", is not of the fluid.
        let named = lower.split(',').next().unwrap_or_default().replace('%', " ");
        let mut words = named.split_whitespace().peekable();
        let name: Vec<&str> = std::iter::from_fn(|| words.next_if(|word| word.parse::<f64>().is_err())).collect();
        let share = words.next().and_then(|word| word.parse::<f64>().ok());
        let kind = match name.join(" ").as_str() {
            "water" if share.is_none_or(|share| share == 0.0) => return Ok(Self::Water),
            "mpg" | "propylene glycol" | "monopropyleenglycol" | "propyleenglycol" => Additive::PropyleneGlycol,
            "meg" | "ethylene glycol" | "mono-ethyleenglycol" | "ethyleenglycol" => Additive::EthyleneGlycol,
            "mea" | "ethanol" => Additive::Ethanol,
            _ => {
                return Err(Problem::UnknownFluid(text.to_owned()));
            }
        };
        let Some(share_pct) = share.filter(|_| words.next().is_none()) else {
            return Err(Problem::NoShare(text.to_owned()));
        };
        let [least, most] = kind.mix().share_pct;
        within("share of the fluid, per cent by mass", share_pct, least, most, "20 to 30 is usual")?;
        Ok(Self::Mix { kind, share_pct })
    }

    /// As it is written: "MPG 25 %".
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Water => "water".to_owned(),
            Self::Mix { kind, share_pct } => format!("{} {share_pct} %", kind.mix().name),
        }
    }

    /// At which temperature it begins to freeze, degC.
    #[must_use]
    pub fn freezing_c(&self) -> f64 {
        match self {
            Self::Water => 0.0,
            Self::Mix { kind, share_pct } => {
                let mix = kind.mix();
                horner(mix.freezing_c.iter().copied(), share_pct - mix.share_base_pct)
            }
        }
    }

    /// Its properties at a temperature, degC.
    ///
    /// # Errors
    /// When it is frozen there, or hotter than is known.
    pub fn at(&self, temperature_c: f64) -> Result<Properties, Problem> {
        let highest_c = match self {
            Self::Water => 100.0,
            Self::Mix { kind, .. } => kind.mix().highest_c,
        };
        let freezing_c = self.freezing_c();
        if !temperature_c.is_finite() || temperature_c < freezing_c || temperature_c > highest_c {
            return Err(Problem::NotFluid { name: self.name(), temperature_c, freezing_c, highest_c });
        }
        Ok(match self {
            Self::Water => water(temperature_c),
            Self::Mix { kind, share_pct } => {
                let mix = kind.mix();
                let at = |coefficients: &[Vec<f64>]| mix.at(coefficients, *share_pct, temperature_c);
                Properties {
                    density_kg_m3: at(&mix.density_kg_m3),
                    heat_capacity_j_kg_k: at(&mix.heat_capacity_j_kg_k),
                    conductivity_w_m_k: at(&mix.conductivity_w_m_k),
                    viscosity_pa_s: at(&mix.ln_viscosity_mpa_s).exp() / 1000.0,
                }
            }
        })
    }
}

fn water(temperature_c: f64) -> Properties {
    let t = temperature_c;
    let kell = [999.839_52, 16.945_176, -7.987_040_1e-3, -4.617_046_1e-5, 1.055_630_2e-7, -2.805_425_3e-10];
    let viscosity_mpa_s = if t < 20.0 {
        let from_20 = t - 20.0;
        100.0 * 10_f64.powf(1301.0 / (998.333 + from_20 * (8.1855 + 0.005_85 * from_20)) - 3.302_33)
    } else {
        let from_20 = t - 20.0;
        1.002 * 10_f64.powf(from_20 * (-1.3272 - 0.001_053 * from_20) / (t + 105.0))
    };
    let heat_kj = [4.215_34, -2.878_19e-3, 7.472_9e-5, -7.796_24e-7, 3.220_424e-9];
    let conducts = [0.560_101, 2.117_03e-3, -1.051_72e-5, 1.497_323e-8, -1.485_53e-11];
    Properties {
        density_kg_m3: horner(kell.into_iter(), t) / (1.0 + 0.016_879_85 * t),
        heat_capacity_j_kg_k: 1000.0 * horner(heat_kj.into_iter(), t),
        conductivity_w_m_k: horner(conducts.into_iter(), t),
        viscosity_pa_s: viscosity_mpa_s / 1000.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_people_write_them() {
        let mpg = Coolant::Mix { kind: Additive::PropyleneGlycol, share_pct: 25.0 };
        for text in ["MPG 25 %", "mpg 25%", "MPG 25 %, 3 degC", "propylene glycol 25"] {
            assert_eq!(Coolant::parse(text), Ok(mpg), "{text}");
        }
        assert_eq!(Coolant::parse("Water"), Ok(Coolant::Water));
        assert_eq!(mpg.name(), "MPG 25 %");
        for wrong in ["brine", "MPG", "MPG 95 %", "MPG 25 30", ""] {
            assert!(Coolant::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_frozen_has_no_properties() {
        let said = Coolant::parse("MPG 20 %").unwrap().at(-8.0).unwrap_err().to_string();
        assert!(said.starts_with("MPG 20 % at -8 degC: it freezes at -7.2 degC"), "{said}");
        assert!(Coolant::Water.at(-0.1).is_err());
    }

    #[test]
    fn every_file_can_be_read() {
        for kind in Additive::ALL {
            let fluid = Coolant::Mix { kind, share_pct: 25.0 };
            assert!(fluid.at(10.0).unwrap().density_kg_m3 > 900.0);
        }
    }
}
