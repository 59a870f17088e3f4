//! What to know before believing the numbers: input that is possible, but odd.

use super::scenario::Scenario;
use super::year_result::YearResult;
use super::year_type::{PerYear, YearType};
use bodemtoets_words::lang::Text;
use bodemtoets_words::provenance::Certainty;
use bodemtoets_words::words::{fixed, text};

/// Cooling that is not given counts from this part of the demand: below it the map is not that exact.
pub(super) const UNMET: f64 = 0.001;

/// The least open system that the cost data can speak of, kW of the wells. They are those of an office of 15 000 m2
/// (400 kW); two wells, a permit and its monitoring cost the same for a tenth of that.
const LEAST_OPEN_KW: f64 = 50.0;

/// Years in which a year pays back when building costs are some times what they are; none is never.
fn payback_with(year: &YearResult, times: f64) -> Option<f64> {
    let dearer = year.maintenance_eur - year.conventional_maintenance_eur;
    let saving = year.saving_eur - (times - 1.0) * dearer;
    (saving > 0.0).then(|| times * year.extra_investment_eur / saving)
}

impl Scenario {
    /// That building costs were indexed, and what that leaves open.
    fn indexed(&self, years: &PerYear<YearResult>) -> Option<Text> {
        let indexed = self.costs.indexed.as_ref()?;
        let paid = [indexed.low, indexed.high].map(|times| payback_with(&years.normal, times / indexed.times));
        Some(Text::both(|lang| {
            let [times, low, high] = [indexed.times, indexed.low, indexed.high].map(|times| fixed(times, 1, lang));
            let (from, year) = (indexed.from_year, self.costs.year);
            let [best, worst] = paid.map(|years| match years {
                Some(years) => fixed(years, 1, lang),
                None => lang.pick("nooit", "never").to_owned(),
            });
            text!(
                lang,
                nl: "Bouwkosten van {from} zijn {times} keer genomen voor {year} ({low} tot {high}: een aanname): de \
                     terugverdientijd in een normaal jaar is {best} tot {worst} jaar.",
                en: "Building costs of {from} were taken {times} times for {year} ({low} to {high}: an assumption): the \
                     payback in a normal year is {best} to {worst} years."
            )
        }))
    }

    /// What makes the money no answer, or half of one: said before it.
    pub(super) fn warnings(&self, years: &PerYear<YearResult>) -> Vec<Text> {
        let mut warnings = Vec::new();
        if self.source_kw < LEAST_OPEN_KW {
            warnings.push(Text::both(|lang| {
                text!(
                    lang,
                    nl: "Een open systeem van {kw} kW: de kosten zijn die van grote systemen, naar beneden geschaald. \
                         Onder zo'n {LEAST_OPEN_KW:.0} kW kosten putten, pompen en vergunning al meer dan hier staat: het \
                         geld hieronder is geen antwoord. Voor een woning: bodemtoets feasibility closed.",
                    en: "An open system of {kw} kW: the costs are those of large systems, scaled down. Below some \
                         {LEAST_OPEN_KW:.0} kW wells, pumps and permit alone cost more than stands here: the money below \
                         is no answer. For a dwelling: bodemtoets feasibility closed.",
                    kw = fixed(self.source_kw, 0, lang)
                )
            }));
        }
        let (year, built) = (self.prices.year, self.costs.year);
        if year != built {
            warnings.push(Text::both(|lang| {
                text!(
                    lang,
                    nl: "De energie heeft prijzen van {year}, de bouw die van {built}: de terugverdientijd mengt ze.",
                    en: "Energy has the prices of {year}, building those of {built}: the payback mixes them."
                )
            }));
        }
        warnings.extend(self.indexed(years));
        warnings
    }

    pub(super) fn remarks(&self, years: &PerYear<YearResult>) -> Vec<Text> {
        let mut remarks = Vec::new();
        let mut say = |nl: String, en: String| remarks.push(Text { nl, en });
        let (pump, rated) = (self.heat_pump_kw, self.pump.rated_kw);
        let size = pump / rated;
        if !(0.5..=2.0).contains(&size) {
            say(
                format!(
                    "De warmtepomp van {pump:.0} kW is {size:.2} keer die van de kaart ({rated:.0} kW): de kaart is \
                     geschaald, en een echte pomp van die maat kan anders zijn."
                ),
                format!(
                    "The heat pump of {pump:.0} kW is {size:.2} times that of the map ({rated:.0} kW): the map is \
                     scaled, and a real one of that size may differ."
                ),
            );
        }
        let (lowest_c, highest_c) = self.pump.temperatures_c();
        let curve = &self.plant.heating_curve;
        if curve.lowest_c < lowest_c - 1e-9 || curve.highest_c > highest_c + 1e-9 {
            say(
                format!(
                    "De stooklijn gaat van {:.0} tot {:.0} °C, de kaart van de warmtepomp van {lowest_c:.0} tot \
                     {highest_c:.0} °C: daarbuiten telt haar rand.",
                    curve.lowest_c, curve.highest_c
                ),
                format!(
                    "The heating curve goes from {:.0} to {:.0} °C, the map of the heat pump from {lowest_c:.0} to \
                     {highest_c:.0} °C: beyond it its edge counts.",
                    curve.lowest_c, curve.highest_c
                ),
            );
        }
        let evaporator_kw = self.evaporator_kw();
        if self.source_kw < evaporator_kw - 1e-9 {
            let source = self.source_kw;
            say(
                format!(
                    "De bron van {source:.0} kW is kleiner dan de {evaporator_kw:.0} kW die de warmtepomp eruit haalt \
                     op vollast: de berekening houdt daar geen rekening mee."
                ),
                format!(
                    "The wells of {source:.0} kW are smaller than the {evaporator_kw:.0} kW that the heat pump takes \
                     from them at full load: the calculation does not allow for that."
                ),
            );
        }
        let unmet = YearType::ALL.map(|year| years.get(year).unmet_cooling_mwh).into_iter().fold(0.0, f64::max);
        if unmet > UNMET * self.demand.cooling_mwh(YearType::Normal).max(1.0) {
            say(
                format!("Tot {unmet:.3} MWh koeling per jaar kunnen bron en warmtepomp samen niet leveren."),
                format!("Up to {unmet:.3} MWh of cooling in a year is beyond wells and heat pump together."),
            );
        }
        let left = YearType::ALL.map(|year| -years.get(year).imbalance_after_mwh).into_iter().fold(0.0, f64::max);
        if left > 0.0005 {
            say(
                format!("Tot {left:.0} MWh warmte per jaar blijft in de bodem: de droge koeler kan die niet wegnemen."),
                format!("Up to {left:.0} MWh of heat a year stays in the ground: the dry cooler cannot take it away."),
            );
        }
        let boilers_kw = self.boilers_kw();
        for (year, result) in years.iter() {
            let short = result.peak_heat_kw - boilers_kw - self.pump.heat_capacity_kw(curve.highest_c) * size;
            if short > 0.05 * result.peak_heat_kw {
                let (nl, en, peak) = (words_nl(year), year.slug(), result.peak_heat_kw);
                say(
                    format!("In een {nl} jaar is de piek {peak:.0} kW: {short:.0} kW meer dan ketels en warmtepomp."),
                    format!("In a {en} year the peak is {peak:.0} kW: {short:.0} kW more than boilers and heat pump."),
                );
            }
        }
        let year = self.prices.year;
        if self.prices.certainty == Certainty::Unverified {
            say(
                format!("De prijzen en emissiefactoren van {year} zijn aannames: geef eigen op met --prices."),
                format!("The prices and emission factors of {year} are assumptions: give your own with --prices."),
            );
        }
        if self.well_pumps.is_none() {
            say(
                "De elektriciteit van de bronpompen is niet opgegeven en telt niet mee.".to_owned(),
                "The electricity of the well pumps is not given and does not count.".to_owned(),
            );
        }
        remarks
    }
}

/// The Dutch adjective of a year type.
#[must_use]
pub fn words_nl(year: YearType) -> &'static str {
    match year {
        YearType::Cold => "koud",
        YearType::Normal => "normaal",
        YearType::Warm => "warm",
    }
}
