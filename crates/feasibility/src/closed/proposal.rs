//! A proposal: how many loops of what depth, how warm, next to whom, and what they cost.

use bodemtoets_loops::Grid;
use bodemtoets_words::lang::Text;
use bodemtoets_words::words::{fixed, text};
use schemars::JsonSchema;
use serde::Serialize;

use super::chain::ChainResult;
use super::deliver::Deliverable;
use super::money::ClosedCosts;
use super::request::ClosedRequest;
use super::risk::Risk;
use super::row::{Influence, NeighbourAnswer, Remedy, RowAnswer, SideBySide, StreetAnswer};
use super::site::{FLOW_KG_S, LAW_C, Site, TOP_M, YEARS};
use super::ways::{Drilled, Money};
use crate::problem::{Problem, within};

/// What is proposed. Everything of one dwelling, unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Proposal {
    /// What to call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Dwellings in the row.
    pub dwellings: u32,
    /// Asked in a year: heat, hot water, cold, kWh.
    pub asked_kwh: [f64; 3],
    /// Peak of heating, kW.
    pub heat_peak_kw: f64,
    /// Heat that boilers give beside the heat pump, kWh a year.
    pub boiler_kwh: f64,
    /// Loops.
    pub loops: u32,
    /// Length of each, m.
    pub length_m: f64,
    /// How deep each borehole ends, m below ground level.
    pub end_depth_m: f64,
    /// Room that the loops take between the first and the last, m by m.
    pub room_m: [f64; 2],
    /// Where they are, m, for one dwelling.
    pub places_m: Vec<[f64; 2]>,
    /// Whether they keep -3 and 30 degC for 25 years by themselves.
    pub keeps_the_law: bool,
    /// What flows in them.
    pub fluid: String,
    /// Effective resistance, mK/W.
    pub effective_resistance_m_k_w: f64,
    /// Reynolds number in the pipes: below 2300 the flow is laminar.
    pub reynolds: f64,
    /// 25 years by themselves.
    pub years_25: ChainResult,
    /// 50 years by themselves.
    pub years_50: ChainResult,
    /// Taken out of the ground at most by a metre of loop, W/m.
    pub peak_w_m: f64,
    /// What the loops could deliver.
    pub deliverable: Deliverable,
    /// What the loops do to one of the same length beside them.
    pub influence: Vec<Influence>,
    /// What the others of the row do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<NeighbourAnswer>,
    /// The row as it fills: the first dwelling, the first two, ...
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub street: Vec<StreetAnswer>,
    /// What would help, each computed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// Separate loops against one source for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side_by_side: Option<SideBySide>,
    /// Against a boiler and an air-source heat pump.
    pub money: Money,
    /// How sure all of it is, when that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<Risk>,
    /// What is assumed, and what is odd.
    pub remarks: Vec<Text>,
}

/// Of shorter loops a third or more lies where the seasons reach, m.
const SHALLOW_M: f64 = 30.0;
/// Fluid out of the ground that still cools by itself, degC: an assumption, 16 to 18.
const COOLS_BELOW_C: f64 = 18.0;
/// The COP of a year is let come out this much colder than the length was sought for, K.
const SLACK_K: f64 = 0.02;

fn keeps(years: &ChainResult) -> bool {
    years.into_ground_min_c >= LAW_C[0] - SLACK_K && years.into_ground_max_c <= LAW_C[1] + SLACK_K
}

impl ClosedRequest {
    /// Loops, depth, temperatures, neighbours and money; with the temperatures outside in each hour, or an assumed
    /// year.
    ///
    /// # Errors
    /// When a number cannot be, or no loops within the depth that is allowed are enough.
    pub fn propose(&self, outside_c: Option<&[f64]>, costs: &ClosedCosts) -> Result<Proposal, Problem> {
        let site = self.site(outside_c)?;
        let (loops, length_m) = match (self.loops, self.length_m) {
            (Some(loops), Some(length_m)) => (loops, length_m),
            (None, Some(length_m)) => (site.loops_of(length_m)?, length_m),
            (loops, None) => site.sought(loops, costs)?,
        };
        within("length_m", length_m, 5.0, 700.0, "closed loops have 20 to 300 m")?;
        let design = site.design(loops, length_m)?;
        let chain = site.chain(design.clone())?;
        let response = design.response(&Grid::of_years(2.0 * f64::from(YEARS)))?;
        let run = |years| chain.run_with(&site.load, years, &response);
        let (years_25, years_50) = (run(YEARS)?, run(2 * YEARS)?);
        let mut remarks = site.assumed(self, outside_c.is_none());
        remarks.extend(odd(&years_25, &years_50));
        if length_m < SHALLOW_M {
            remarks.push(shallow(length_m));
        }
        let flow = site.borehole.flow(&site.coolant, site.fluid_c(), FLOW_KG_S)?;
        let RowAnswer { neighbours, street, remedies, side_by_side } =
            site.row(loops, length_m, &chain, &years_25, costs)?;
        let drilled = Drilled {
            loops: f64::from(loops),
            length_m,
            electricity_kwh_y: years_25.mean_electricity_kwh_y,
            subsidised: site.existing,
        };
        let places_m: Vec<[f64; 2]> = design.field.loops().iter().map(|one| [one.x_m, one.y_m]).collect();
        Ok(Proposal {
            name: self.name.clone(),
            dwellings: site.dwellings,
            asked_kwh: [site.asked.heat_kwh, site.asked.hot_water_kwh, site.asked.cooling_kwh],
            heat_peak_kw: site.asked.heat_peak_kw,
            boiler_kwh: site.asked.boiler_kwh,
            loops,
            length_m,
            end_depth_m: length_m + TOP_M,
            room_m: room_m(&places_m),
            places_m,
            keeps_the_law: keeps(&years_25),
            fluid: site.coolant.name(),
            effective_resistance_m_k_w: design.resistance_m_k_w()?,
            reynolds: flow.reynolds,
            peak_w_m: 1000.0 * years_25.ground_power_kw / (length_m * f64::from(loops)),
            deliverable: site.deliverable(loops, length_m, &chain, &response)?,
            influence: site.influence(loops, length_m, &chain)?,
            neighbours,
            street,
            remedies,
            side_by_side,
            money: Money::of(&site.asked, &drilled, costs),
            risk: None,
            years_25,
            years_50,
            remarks,
        })
    }
}

/// From the first to the last, east to west and south to north, m.
fn room_m(places_m: &[[f64; 2]]) -> [f64; 2] {
    [0, 1].map(|axis| {
        let at = places_m.iter().map(|place| place[axis]);
        at.clone().fold(f64::NEG_INFINITY, f64::max) - at.fold(f64::INFINITY, f64::min)
    })
}

/// Loops that the seasons reach.
fn shallow(length_m: f64) -> Text {
    Text::both(|lang| {
        let length = fixed(length_m, 0, lang);
        text!(lang,
            nl: "Van een lus van {length} m ligt een groot deel in de bovenste 10 m, waar de bodem 's winters kouder is. Dat is \
                 niet meegerekend: de grens kan eerder worden onderschreden dan hier staat.",
            en: "Much of a loop of {length} m lies in the upper 10 m, where the ground is colder in winter. That is not \
                 counted: the limit may be broken sooner than stands here.",
        )
    })
}

/// What is odd about how it turns out.
fn odd(years_25: &ChainResult, years_50: &ChainResult) -> Vec<Text> {
    let mut remarks = Vec::new();
    if keeps(years_25) && !keeps(years_50) {
        remarks.push(Text {
            nl: "De grens wordt 25 jaar gehaald, maar geen 50.".to_owned(),
            en: "The limit is kept for 25 years, but not for 50.".to_owned(),
        });
    }
    // The hottest hour is the same for all fluids.
    let out_c = 2.0 * years_25.first_year.mean_fluid_max_c - years_25.first_year.into_ground_max_c;
    if out_c > COOLS_BELOW_C {
        remarks.push(Text::both(|lang| {
            let (out, below) = (fixed(out_c, 1, lang), fixed(COOLS_BELOW_C, 0, lang));
            text!(lang,
                nl: "Op het heetst komt de vloeistof met {out} °C uit de bodem: boven zo'n {below} °C koelt zij niet zonder \
                     machine. Neem meer lus, of een koelmachine voor de piek.",
                en: "At its hottest the fluid comes out of the ground at {out} °C: above some {below} °C it does not cool \
                     without a machine. Take more loop, or a chiller for the peak.",
            )
        }));
    }
    let spf = years_25.last_year.spf_heat;
    if !(3.0..=5.5).contains(&spf) {
        remarks.push(Text::both(|lang| {
            let spf = fixed(spf, 1, lang);
            text!(lang,
                nl: "Een SPF van {spf} voor warmte valt buiten wat in woningen is gemeten (3 tot 5,5).",
                en: "An SPF of {spf} for heat is outside of what is measured in dwellings (3 to 5.5).",
            )
        }));
    }
    remarks
}

impl Site {
    /// What was assumed for want of something better.
    fn assumed(&self, request: &ClosedRequest, weather: bool) -> Vec<Text> {
        let mut remarks = Vec::new();
        if request.conductivity_w_m_k.is_none() {
            remarks.push(Text {
                nl: "De bodem is aangenomen: 2,0 W/mK (1,5 tot 2,5 is mogelijk; 2 % daarvan is 1 % lengte).".to_owned(),
                en: "The ground is assumed: 2.0 W/mK (1.5 to 2.5 is possible; 2 % of it is 1 % of length).".to_owned(),
            });
        }
        if weather {
            remarks.push(Text {
                nl: "Het weer is een aangenomen jaar; geef --weather voor dat van een station.".to_owned(),
                en: "The weather is an assumed year; give --weather for that of a station.".to_owned(),
            });
        }
        let known = request.dwelling.heat_kwh.or(request.dwelling.gas_m3).is_some();
        if request.building.is_none() && !known {
            remarks.push(Text {
                nl: "De vraag is aangenomen naar type, oppervlakte en label; gelijke woningen verschillen een factor twee."
                    .to_owned(),
                en: "The demand is assumed from type, area and label; equal dwellings differ by a factor of two.".to_owned(),
            });
        }
        if self.coolant.freezing_c() > LAW_C[0] - 5.0 {
            let (name, freezes_c) = (self.coolant.name(), self.coolant.freezing_c());
            remarks.push(Text::both(|lang| {
                let freezes = fixed(freezes_c, 1, lang);
                text!(lang,
                    nl: "{name} bevriest bij {freezes} °C: te warm voor een verdamper bij -3 °C.",
                    en: "{name} freezes at {freezes} °C: too warm for an evaporator at -3 °C.",
                )
            }));
        }
        let spacing_m = self.spacing_m;
        if self.places.is_empty() && spacing_m < 4.0 {
            remarks.push(Text::both(|lang| {
                let spacing = fixed(spacing_m, 1, lang);
                text!(lang,
                    nl: "Lussen op {spacing} m van elkaar: 5 tot 6 m is gebruikelijk; een boring kan {spacing} m scheef lopen.",
                    en: "Loops {spacing} m apart: 5 to 6 m is usual; a drilling may run askew by {spacing} m.",
                )
            }));
        }
        remarks
    }
}
