//! The subsurface of a place: what is known of it, what is only assumed, and who says so.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::closed::Ground;
use super::drawdown::AquiferRange;
use super::problem::Problem;
use super::range::Range;
use bodemtoets_words::suggest;

/// Where a number of the subsurface comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Nobody said it: a wide range of what the Netherlands have.
    Assumption,
    /// A map layer says it of the place.
    Layer,
    /// A file says it.
    File,
    /// A flag of the command line says it.
    Flag,
}

/// A number of the subsurface: from where to where it lies, and who says so.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Estimate {
    /// The least that it can be.
    pub low: f64,
    /// The most that it can be; null for a resistance without end (a layer that lets nothing through).
    #[schemars(with = "Option<f64>")]
    pub high: f64,
    /// Where it comes from.
    pub origin: Origin,
}

/// The subsurface of a place. Every number is a range; what nobody states is a wide assumption.
///
/// ```
/// use bodemtoets_ground::crowding::{Origin, Range, Subsurface};
///
/// let told = Subsurface::from_toml("ground.toml", "transmissivity_m2_d = [400, 900]\nconductivity_w_m_k = 2.1")?;
/// assert_eq!(told.transmissivity_m2_d.range(), Range::new(400.0, 900.0));
/// assert_eq!((told.transmissivity_m2_d.origin, told.porosity.origin), (Origin::File, Origin::Assumption));
/// # Ok::<(), bodemtoets_ground::crowding::Problem>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[schemars(
    description = "The subsurface of a place. Every number is a range; what nobody states is a wide assumption."
)]
pub struct Subsurface {
    /// Share of the aquifer that water moves through.
    pub porosity: Estimate,
    /// Heat that a m3 of aquifer takes for each K, MJ.
    pub aquifer_heat_capacity_mj_m3_k: Estimate,
    /// Conductivity times thickness of the aquifer (kD), m2/d.
    pub transmissivity_m2_d: Estimate,
    /// Water that a m2 of aquifer gives for each m of head, m.
    pub storativity: Estimate,
    /// Hydraulic resistance of the layer that the aquifer leaks through, d; without end when it does not
    /// leak.
    pub resistance_d: Estimate,
    /// Groundwater that flows through a m2 of aquifer in a year, m.
    pub darcy_flux_m_y: Estimate,
    /// Thermal conductivity of the ground around closed loops, W/m K.
    pub conductivity_w_m_k: Estimate,
    /// Heat that a m3 of the ground around closed loops takes for each K, MJ.
    pub heat_capacity_mj_m3_k: Estimate,
}

/// What a number may be, and what is usual.
struct Limits {
    name: &'static str,
    lowest: f64,
    highest: f64,
    why: &'static str,
}

const LIMITS: [Limits; 8] = [
    Limits::new("porosity", 0.01, 0.9, "it is the share of the aquifer that water moves through; sand has 0.25 to 0.4"),
    Limits::new("aquifer_heat_capacity_mj_m3_k", 0.5, 5.0, "aquifers have 2.2 to 2.8 MJ/m3 K"),
    Limits::new("transmissivity_m2_d", 0.1, 1e5, "aquifers have 50 to 10 000 m2/d"),
    Limits::new("storativity", 1e-7, 0.5, "it is 0.0001 to 0.01 under a layer, 0.2 without"),
    Limits::new("resistance_d", 0.1, f64::INFINITY, "layers have 10 to 100 000 days; `inf` when it does not leak"),
    Limits::new("darcy_flux_m_y", 0.0, 1000.0, "it is the conductivity times the gradient: 0 to 30 m a year"),
    Limits::new("conductivity_w_m_k", 0.1, 20.0, "Dutch ground has 1.5 to 2.5 W/m K"),
    Limits::new("heat_capacity_mj_m3_k", 0.5, 5.0, "Dutch ground has 2.2 to 2.8 MJ/m3 K"),
];

impl Limits {
    const fn new(name: &'static str, lowest: f64, highest: f64, why: &'static str) -> Self {
        Self { name, lowest, highest, why }
    }
}

impl Estimate {
    const fn assumed(low: f64, high: f64) -> Self {
        Self { low, high, origin: Origin::Assumption }
    }

    /// From where to where it lies.
    #[must_use]
    pub const fn range(self) -> Range {
        Range::new(self.low, self.high)
    }
}

impl Default for Subsurface {
    /// What the Netherlands have where nobody knows better; all of these are assumptions, on the wide side.
    ///
    /// Porosity of sand 0.25 to 0.40; an aquifer full of water 2.2 to 2.8 MJ/m3 K, the latter being
    /// [`AQUIFER_MJ_M3_K`](super::AQUIFER_MJ_M3_K); aquifers in use for storage 100 to 3000 m2/d; covered
    /// ones 0.0001 to 0.01 of storage; under a layer of 100 days or more, or none that leaks; water that
    /// flows 0 to 30 m a year through a m2; sand and clay full of water 1.5 to 2.5 W/m K and 2.2 to
    /// 2.8 MJ/m3 K.
    fn default() -> Self {
        Self {
            porosity: Estimate::assumed(0.25, 0.40),
            aquifer_heat_capacity_mj_m3_k: Estimate::assumed(2.2, super::AQUIFER_MJ_M3_K),
            transmissivity_m2_d: Estimate::assumed(100.0, 3000.0),
            storativity: Estimate::assumed(1e-4, 1e-2),
            resistance_d: Estimate::assumed(100.0, f64::INFINITY),
            darcy_flux_m_y: Estimate::assumed(0.0, 30.0),
            conductivity_w_m_k: Estimate::assumed(1.5, 2.5),
            heat_capacity_mj_m3_k: Estimate::assumed(2.2, 2.8),
        }
    }
}

/// A number as it may be written.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged, expecting = "expected a number, `[low, high]` or `{ low = ..., high = ... }`")]
enum Written {
    Exactly(f64),
    Between([f64; 2]),
    Named(Range),
}

impl Written {
    fn range(self) -> Range {
        match self {
            Self::Exactly(value) => Range::exactly(value),
            Self::Between([low, high]) => Range::new(low, high),
            Self::Named(range) => range,
        }
    }
}

/// A file of the subsurface: any of the numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    porosity: Option<Spanned<Written>>,
    aquifer_heat_capacity_mj_m3_k: Option<Spanned<Written>>,
    transmissivity_m2_d: Option<Spanned<Written>>,
    storativity: Option<Spanned<Written>>,
    resistance_d: Option<Spanned<Written>>,
    darcy_flux_m_y: Option<Spanned<Written>>,
    conductivity_w_m_k: Option<Spanned<Written>>,
    heat_capacity_mj_m3_k: Option<Spanned<Written>>,
}

impl Subsurface {
    /// The names of the numbers, in their order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        LIMITS.iter().map(|limits| limits.name)
    }

    /// Reads TOML: any of the numbers, each as a number, as `[low, high]` or as `{ low, high }`. What it
    /// does not state stays an assumption; `inf` as the high end of the resistance is an aquifer that may
    /// not leak at all.
    ///
    /// # Errors
    /// When it is no TOML, names something else, or a number cannot be; with `file`, line, name and reason.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, Problem> {
        let unreadable = |why: String| Problem::Unreadable { what: file.to_owned(), why };
        // A mark of byte order at the start is no part of the first line.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let read: File =
            toml::from_str(text).map_err(|error| unreadable(suggest::improve(error.to_string().trim_end())))?;
        let mut subsurface = Self::default();
        for (index, written) in read.numbers().into_iter().enumerate() {
            let Some(written) = written else { continue };
            let line = text[..written.span().start.min(text.len())].matches('\n').count() + 1;
            let range = written.into_inner().range();
            let set = subsurface.set(LIMITS[index].name, range, Origin::File);
            set.map_err(|problem| unreadable(format!("line {line}: {problem}")))?;
        }
        Ok(subsurface)
    }

    /// States a number.
    ///
    /// # Errors
    /// When there is none of that name, or it cannot be that.
    pub fn set(&mut self, name: &str, range: Range, origin: Origin) -> Result<(), Problem> {
        let Some(index) = LIMITS.iter().position(|limits| limits.name == name) else {
            let hint = suggest::nearest(name, Self::names()).map(|near| format!("; did you mean `{near}`?"));
            let why = format!("no number of the subsurface is called that{}", hint.unwrap_or_default());
            return Err(Problem::Unreadable { what: format!("`{name}`"), why });
        };
        let limits = &LIMITS[index];
        let endless = |value: f64| value == f64::INFINITY && limits.highest.is_infinite();
        for value in [range.low, range.high].into_iter().filter(|value| !endless(*value)) {
            bodemtoets_words::limits::within(name, value, limits.lowest, limits.highest.min(1e9), limits.why)?;
        }
        if range.low > range.high {
            return Err(Problem::Backwards { name: name.to_owned(), low: range.low, high: range.high });
        }
        *self.numbers_mut()[index] = Estimate { low: range.low, high: range.high, origin };
        Ok(())
    }

    /// Takes from another what is only assumed here.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.numbers_mut().into_iter().zip(other.numbers()) {
            if mine.origin == Origin::Assumption {
                *mine = theirs;
            }
        }
        self
    }

    /// What holds when it is the one or the other: of each number all that either may be. What only one of
    /// the two states is as it states it.
    #[must_use]
    pub fn hull(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.numbers_mut().into_iter().zip(other.numbers()) {
            match (mine.origin, theirs.origin) {
                (_, Origin::Assumption) => {}
                (Origin::Assumption, _) => *mine = theirs,
                (_, origin) => {
                    let Range { low, high } = mine.range().hull(theirs.range());
                    *mine = Estimate { low, high, origin: mine.origin.min(origin) };
                }
            }
        }
        self
    }

    /// Whether anybody states a number.
    #[must_use]
    pub fn states(&self, name: &str) -> bool {
        let place = LIMITS.iter().position(|limits| limits.name == name);
        place.is_some_and(|place| self.numbers()[place].origin != Origin::Assumption)
    }

    /// Where a number is known of a part of the place only: all that it may be in the rest as well.
    pub fn doubt(&mut self, name: &str) {
        let assumed = Self::default().numbers();
        for ((limits, number), assumed) in LIMITS.iter().zip(self.numbers_mut()).zip(assumed) {
            if limits.name == name {
                let Range { low, high } = number.range().hull(assumed.range());
                *number = Estimate { low, high, origin: Origin::Assumption };
            }
        }
    }

    /// The ground around closed loops.
    #[must_use]
    pub fn ground(&self) -> Ground {
        Ground {
            conductivity_w_m_k: self.conductivity_w_m_k.range(),
            heat_capacity_mj_m3_k: self.heat_capacity_mj_m3_k.range(),
        }
    }

    /// The aquifer, for what wells do to the head. A resistance without end is no leakage.
    #[must_use]
    pub fn aquifer(&self) -> AquiferRange {
        AquiferRange {
            transmissivity_m2_d: self.transmissivity_m2_d.range(),
            storativity: self.storativity.range(),
            resistance_d: Some(self.resistance_d.range()),
        }
    }

    fn numbers(&self) -> [Estimate; 8] {
        [
            self.porosity,
            self.aquifer_heat_capacity_mj_m3_k,
            self.transmissivity_m2_d,
            self.storativity,
            self.resistance_d,
            self.darcy_flux_m_y,
            self.conductivity_w_m_k,
            self.heat_capacity_mj_m3_k,
        ]
    }

    fn numbers_mut(&mut self) -> [&mut Estimate; 8] {
        [
            &mut self.porosity,
            &mut self.aquifer_heat_capacity_mj_m3_k,
            &mut self.transmissivity_m2_d,
            &mut self.storativity,
            &mut self.resistance_d,
            &mut self.darcy_flux_m_y,
            &mut self.conductivity_w_m_k,
            &mut self.heat_capacity_mj_m3_k,
        ]
    }
}

impl File {
    /// In the order of [`LIMITS`].
    fn numbers(self) -> [Option<Spanned<Written>>; 8] {
        [
            self.porosity,
            self.aquifer_heat_capacity_mj_m3_k,
            self.transmissivity_m2_d,
            self.storativity,
            self.resistance_d,
            self.darcy_flux_m_y,
            self.conductivity_w_m_k,
            self.heat_capacity_mj_m3_k,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        Subsurface::from_toml("ground.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn a_number_may_be_written_in_three_ways() {
        let text = "porosity = 0.3\ntransmissivity_m2_d = [400, 900]\nresistance_d = { low = 500, high = inf }\n";
        let read = Subsurface::from_toml("ground.toml", text).unwrap();
        assert_eq!(read.porosity, Estimate { low: 0.3, high: 0.3, origin: Origin::File });
        assert_eq!(read.transmissivity_m2_d.range(), Range::new(400.0, 900.0));
        assert_eq!(read.resistance_d.range(), Range::new(500.0, f64::INFINITY));
        assert_eq!(read.storativity, Subsurface::default().storativity);
    }

    #[test]
    fn what_cannot_be_is_told_with_the_line_the_name_and_the_reason() {
        assert_eq!(
            wrong("storativity = 0.001\nporosity = 35\n"),
            "ground.toml: line 2: porosity is 35: it has to be from 0.01 to 0.9; it is the share of the aquifer that \
             water moves through; sand has 0.25 to 0.4"
        );
        let said = wrong("transmissivity_m2_d = [900, 400]");
        assert!(
            said.starts_with("ground.toml: line 1: transmissivity_m2_d goes from 900 to 400: the low end"),
            "{said}"
        );
        assert!(wrong("transmissivity_m2_d = inf").contains("from 0.1 to 100000"));
        assert!(wrong("porosity = nan").contains("porosity is NaN"));
        assert!(wrong("porosity = \"much\"").contains("expected a number, `[low, high]`"));
        assert!(wrong("porosty = 0.3").ends_with("did you mean `porosity`?"));
    }

    #[test]
    fn a_file_goes_before_a_layer_and_both_before_an_assumption() {
        let file = Subsurface::from_toml("ground.toml", "porosity = 0.3").unwrap();
        let mut layer = Subsurface::default();
        layer.set("porosity", Range::exactly(0.35), Origin::Layer).unwrap();
        layer.set("storativity", Range::exactly(0.001), Origin::Layer).unwrap();
        let both = file.or(&layer);
        assert_eq!((both.porosity.low, both.porosity.origin), (0.3, Origin::File));
        assert_eq!((both.storativity.high, both.storativity.origin), (0.001, Origin::Layer));
        assert_eq!(both.resistance_d.origin, Origin::Assumption);
    }

    #[test]
    fn of_two_layers_all_that_either_may_be() {
        let mut one = Subsurface::default();
        one.set("transmissivity_m2_d", Range::new(200.0, 400.0), Origin::Layer).unwrap();
        let mut other = Subsurface::default();
        other.set("transmissivity_m2_d", Range::exactly(900.0), Origin::Layer).unwrap();
        other.set("porosity", Range::exactly(0.3), Origin::Layer).unwrap();
        let mut both = one.hull(&other);
        assert_eq!(both.transmissivity_m2_d.range(), Range::new(200.0, 900.0));
        assert_eq!(both.porosity, other.porosity);
        assert!(both.states("porosity") && !both.states("storativity"));
        both.doubt("transmissivity_m2_d");
        assert_eq!(both.transmissivity_m2_d, Subsurface::default().transmissivity_m2_d);
    }

    #[test]
    fn the_usual_aquifer_lies_within_the_assumptions() {
        let capacity = Subsurface::default().aquifer_heat_capacity_mj_m3_k.range();
        assert!((capacity.low..=capacity.high).contains(&super::super::AQUIFER_MJ_M3_K));
    }

    #[test]
    fn every_assumption_is_within_its_limits() {
        let assumed = Subsurface::default();
        for (limits, number) in LIMITS.iter().zip(assumed.numbers()) {
            let mut one = assumed;
            one.set(limits.name, number.range(), Origin::File).unwrap();
        }
    }
}
