//! A study of feasibility for people.

use super::chart::{bar, duration};
use super::whole;
use bodemtoets_feasibility::{
    Building, Difference, Epc, Ground, Mode, Outcome, Scenario, YearResult, YearType, words_nl,
};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, fixed, grouped, number, text, with_decimals};

/// How a number is read out of a year.
type Read = fn(&YearResult) -> f64;

/// A block of lines: its heading, and label, decimals and number of each line, in both languages.
pub(super) struct Block {
    nl: &'static str,
    en: &'static str,
    lines: &'static [(&'static str, &'static str, u8, Read)],
}

pub(super) const BLOCKS: [Block; 5] = [
    Block {
        nl: "Energie (MWh per jaar)",
        en: "Energy (MWh a year)",
        lines: &[
            ("warmtevraag", "heat demand", 0, |year| year.heat_demand_mwh),
            ("koudevraag", "cooling demand", 0, |year| year.cooling_demand_mwh),
            ("warmtepomp, warmte", "heat pump, heat", 0, |year| year.heat_pump_heat_after_mwh),
            ("ketel, piek", "boiler, peaks", 0, |year| year.boiler_heat_mwh),
            ("ketel, ontlading", "boiler, unloading", 0, |year| year.unloading_mwh),
            ("elektriciteit warmtepomp", "electricity, heat pump", 0, |year| year.heat_pump_electricity_after_mwh),
            ("elektriciteit droge koeler", "electricity, dry cooler", 1, |year| year.dry_cooler_electricity_mwh),
            ("elektriciteit koelen boven de bron", "electricity, cooling beyond wells", 1, |year| {
                year.heat_pump_cooling_electricity_mwh
            }),
            ("elektriciteit bronpompen", "electricity, well pumps", 1, |year| year.well_pump_electricity_mwh),
            ("zonder WKO: koelmachine", "without wells: chiller", 0, |year| year.chiller_electricity_mwh),
        ],
    },
    Block {
        nl: "Balans van de bodem (MWh koudeoverschot)",
        en: "Balance of the ground (MWh surplus cold)",
        lines: &[
            ("voor herstel", "before it is restored", 0, |year| year.imbalance_before_mwh),
            ("droge koeler laadt warmte", "dry cooler adds heat", 0, |year| year.dry_cooler_heat_mwh),
            ("droge koeler laadt koude", "dry cooler adds cold", 0, |year| year.dry_cooler_cold_mwh),
            ("rest, door de ketel ontladen", "rest, unloaded by the boiler", 0, |year| year.surplus_cold_mwh),
            ("na herstel", "after it is restored", 0, |year| year.imbalance_after_mwh),
        ],
    },
    Block {
        nl: "Geld (EUR per jaar)",
        en: "Money (EUR a year)",
        lines: &[
            ("energie", "energy", 0, |year| year.energy_cost_eur),
            ("energie zonder WKO", "energy without wells", 0, |year| year.conventional_energy_cost_eur),
            ("onderhoud", "maintenance", 0, |year| year.maintenance_eur),
            ("onderhoud zonder WKO", "maintenance without wells", 0, |year| year.conventional_maintenance_eur),
            ("besparing", "saving", 0, |year| year.saving_eur),
        ],
    },
    Block {
        nl: "Geld (EUR in totaal)",
        en: "Money (EUR in all)",
        lines: &[
            ("investering", "investment", 0, |year| year.investment_eur),
            ("investering zonder WKO", "investment without wells", 0, |year| year.conventional_investment_eur),
            ("20 jaar", "20 years", 0, |year| year.tco_20_years_eur),
            ("20 jaar zonder WKO", "20 years without wells", 0, |year| year.conventional_tco_20_years_eur),
        ],
    },
    Block {
        nl: "Uitstoot per jaar",
        en: "Emissions a year",
        lines: &[
            ("CO2, t", "CO2, t", 0, |year| year.co2_t),
            ("CO2 zonder WKO, t", "CO2 without wells, t", 0, |year| year.conventional_co2_t),
            ("NOx, kg", "NOx, kg", 0, |year| year.nox_kg),
            ("NOx zonder WKO, kg", "NOx without wells, kg", 0, |year| year.conventional_nox_kg),
            ("SO2, kg", "SO2, kg", 0, |year| year.so2_kg),
            ("SO2 zonder WKO, kg", "SO2 without wells, kg", 0, |year| year.conventional_so2_kg),
        ],
    },
];

impl Block {
    /// Its heading.
    pub(super) fn title(&self, lang: Lang) -> &'static str {
        lang.pick(self.nl, self.en)
    }

    /// Its lines: a label, and a number for each of some years.
    pub(super) fn rows(&self, years: &[(&str, &YearResult)], lang: Lang) -> Vec<(&'static str, Vec<String>)> {
        let line = |(nl, en, decimals, read): &(&'static str, &'static str, u8, Read)| {
            let values = years.iter().map(|(_, year)| grouped(read(year), usize::from(*decimals), lang));
            (lang.pick(nl, en), values.collect())
        };
        self.lines.iter().map(line).collect()
    }
}

/// What a study came to.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Name of the building.
    pub name: &'a str,
    /// The building.
    pub building: &'a Building,
    /// What was counted.
    pub scenario: &'a Scenario,
    /// What it came to.
    pub outcome: &'a Outcome,
    /// What is asked of the ground.
    pub ground: &'a Ground,
    /// The years to show, besides the mix of all three.
    pub years: &'a [YearType],
}

impl<'a> Told<'a> {
    /// The years by name, and the mix.
    pub(super) fn columns(&self, lang: Lang) -> Vec<(&'static str, &'a YearResult)> {
        let outcome = self.outcome;
        let years = self.years.iter().map(|year| (year_word(*year, lang), outcome.years.get(*year)));
        years.chain([(lang.pick("gewogen", "weighted"), &outcome.weighted)]).collect()
    }
}

/// The years until it has paid for itself, for each of some years.
pub(super) fn payback(columns: &[(&str, &YearResult)], lang: Lang) -> Vec<String> {
    let years = |year: &YearResult| match year.payback_years {
        None => lang.pick("nooit", "never").to_owned(),
        Some(years) => fixed(years, 1, lang),
    };
    columns.iter().map(|(_, year)| years(year)).collect()
}

/// The whole study, for the years that are asked for and the mix of all three.
#[must_use]
pub fn study(told: &Told<'_>, lang: Lang) -> String {
    let Told { name, building, scenario, outcome, ground, years } = *told;
    let mut page = Page::new();
    page.line(name);
    for line in heading(scenario, lang) {
        page.item(line);
    }
    for warning in &outcome.warnings {
        page.item(format_args!("! {}", warning.get(lang)));
    }
    let columns = told.columns(lang);
    for block in &BLOCKS {
        page.blank();
        let heads = columns.iter().map(|(name, _)| (*name).to_owned());
        page.line(row(block.title(lang), heads));
        for (label, values) in block.rows(&columns, lang) {
            page.line(row(&format!("  {label}"), values.into_iter()));
        }
    }
    page.blank();
    page.line(row(lang.pick("Terugverdientijd (jaar)", "Payback (years)"), payback(&columns, lang).into_iter()));
    page.blank();
    page.line(in_a_row(scenario, outcome, lang));
    for line in asked(ground, lang) {
        page.line(line);
    }
    if let Some(epc) = building.epc {
        page.line(given(epc, lang));
    }
    bars(&mut page, &columns, lang);
    // One pair of curves says enough: the other years have their shape.
    if let Some(year) = years.iter().find(|year| **year == YearType::Normal).or(years.first()) {
        curves(&mut page, scenario, *year, lang);
    }
    differences(&mut page, scenario, outcome, lang);
    if !outcome.remarks.is_empty() {
        page.blank();
        page.line(lang.pick("Opmerkingen", "Remarks"));
        for remark in &outcome.remarks {
            page.item(format_args!("- {}", remark.get(lang)));
        }
    }
    page.finish()
}

/// A label with a number for each column.
fn row(label: &str, cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| format!("{cell:>11}")).collect();
    let cells = cells.concat();
    format!("{label:<42}{cells}")
}

/// The sizes of the plant, and how it was counted.
pub(super) fn heading(scenario: &Scenario, lang: Lang) -> [String; 2] {
    let [pump, cooler, wells, boilers] =
        [scenario.heat_pump_kw, scenario.dry_cooler_kw, scenario.source_kw, scenario.boilers_kw()].map(whole);
    let make = &scenario.pump.name;
    let sizes = text!(
        lang,
        nl: "warmtepomp {pump} kW ({make}), droge koeler {cooler} kW, bron {wells} kW, ketels {boilers} kW",
        en: "heat pump {pump} kW ({make}), dry cooler {cooler} kW, wells {wells} kW, boilers {boilers} kW"
    );
    let counted = match scenario.mode {
        Mode::Corrected => lang.pick("gecorrigeerd", "corrected"),
        Mode::Study => lang.pick("zoals de bronstudie, fouten inbegrepen", "as the source study, mistakes included"),
    };
    let (year, costs) = (scenario.prices.year, scenario.costs.year);
    let gas = number(scenario.prices.gas_eur_m3, lang);
    let electricity = with_decimals(scenario.prices.electricity_eur_kwh, 4, lang);
    let counted = text!(
        lang,
        nl: "gerekend: {counted}; prijzen van {year} ({gas} EUR/m3, {electricity} EUR/kWh), bouwkosten van {costs}",
        en: "counted: {counted}; prices of {year} ({gas} EUR/m3, {electricity} EUR/kWh), building costs of {costs}"
    );
    [sizes, counted]
}

/// The word for a year type.
pub(super) fn year_word(year: YearType, lang: Lang) -> &'static str {
    lang.pick(words_nl(year), year.slug())
}

/// What is left of the balance of the ground when the years follow each other.
pub(super) fn in_a_row(scenario: &Scenario, outcome: &Outcome, lang: Lang) -> String {
    let years: Vec<&str> = scenario.sequence.iter().map(|year| year_word(*year, lang)).collect();
    let years = years.join(", ");
    let before = whole(outcome.imbalance_before_in_sequence_mwh);
    let after = whole(outcome.imbalance_after_in_sequence_mwh);
    text!(
        lang,
        nl: "Balans over de jaren op rij ({years}): {before} MWh, na herstel {after} MWh",
        en: "Balance over the years in a row ({years}): {before} MWh, after it is restored {after} MWh"
    )
}

/// What the plant asks of the ground.
pub(super) fn asked(ground: &Ground, lang: Lang) -> [String; 2] {
    let kelvin = number(ground.temperature_difference_k, lang);
    let [flow, volume, heat, cold] =
        [ground.flow_m3_h, ground.annual_volume_m3, ground.heat_added_mwh, ground.cold_added_mwh].map(whole);
    let asked = text!(
        lang,
        nl: "Gevraagd van de bodem, hoogstens: {flow} m3/h bij {kelvin} K, {volume} m3 per jaar, {heat} MWh warmte \
             erin, {cold} MWh koude erin",
        en: "Asked of the ground, at most: {flow} m3/h at {kelvin} K, {volume} m3 a year, {heat} MWh of heat into it, \
             {cold} MWh of cold into it"
    );
    let [screen, radius] = [ground.screen_m, ground.thermal_radius_m].map(whole);
    let screen = text!(
        lang,
        nl: "Filter dat dit debiet per bron vraagt (indicatief): {screen} m; thermische straal {radius} m",
        en: "Screen that this flow needs in each well (indicative): {screen} m; thermal radius {radius} m"
    );
    [asked, screen]
}

/// Coefficients that somebody else computed.
pub(super) fn given(epc: Epc, lang: Lang) -> String {
    let [with, without, required] =
        [epc.with_wells, epc.conventional, epc.required].map(|coefficient| fixed(coefficient, 1, lang));
    text!(
        lang,
        nl: "EPC (opgegeven): met WKO {with}, zonder {without}, vereist {required}",
        en: "EPC (given): with wells {with}, without {without}, required {required}"
    )
}

fn bars(page: &mut Page, columns: &[(&str, &YearResult)], lang: Lang) {
    let charts: [(&str, &str, Read, Read); 2] = [
        (
            "Energiekosten en onderhoud (EUR per jaar)",
            "Energy and maintenance (EUR a year)",
            |year| year.energy_cost_eur + year.maintenance_eur,
            |year| year.conventional_energy_cost_eur + year.conventional_maintenance_eur,
        ),
        ("CO2 (t per jaar)", "CO2 (t a year)", |year| year.co2_t, |year| year.conventional_co2_t),
    ];
    for (nl, en, with, without) in charts {
        page.blank();
        page.line(lang.pick(nl, en));
        let most = columns.iter().map(|(_, year)| with(year).max(without(year))).fold(0.0, f64::max);
        for (name, year) in columns {
            let plants = [(lang.pick("WKO", "wells"), with(year)), (lang.pick("zonder", "without"), without(year))];
            for (plant, value) in plants {
                page.item(format_args!("{name:<9} {plant:<8}{:>9} {}", whole(value), bar(value, most, 50)));
            }
        }
    }
}

fn curves(page: &mut Page, scenario: &Scenario, year: YearType, lang: Lang) {
    let (heat, cooling) = (scenario.demand.heat_duration_kw(year), scenario.demand.cooling_duration_kw(year));
    let year = year_word(year, lang);
    for (what, curve) in [(lang.pick("warmte", "heat"), heat), (lang.pick("koude", "cooling"), cooling)] {
        page.blank();
        page.line(text!(
            lang,
            nl: "Belastingduurkromme: {what}, {year} (kW)",
            en: "Load duration curve: {what}, {year} (kW)"
        ));
        page.put(duration(&curve, 60, 8));
    }
}

fn differences(page: &mut Page, scenario: &Scenario, outcome: &Outcome, lang: Lang) {
    if outcome.differences.is_empty() {
        return;
    }
    page.blank();
    page.line(match scenario.mode {
        Mode::Corrected => lang.pick("Anders dan de bronstudie", "Different from the source study"),
        Mode::Study => lang.pick("Wat gecorrigeerd anders zou zijn", "What would differ when corrected"),
    });
    for difference in &outcome.differences {
        page.item(format_args!("- {}", difference.why.get(lang)));
        for line in headline_changes(difference, lang) {
            page.inset(4, line);
        }
    }
}

/// The numbers of a correction that people ask for; the JSON has all of them.
pub(super) fn headline_changes(difference: &Difference, lang: Lang) -> Vec<String> {
    let fields = [
        ("energy_cost_eur", "energie, EUR", "energy, EUR"),
        ("co2_t", "CO2, t", "CO2, t"),
        ("nox_kg", "NOx, kg", "NOx, kg"),
        ("conventional_nox_kg", "NOx zonder WKO, kg", "NOx without wells, kg"),
        ("so2_kg", "SO2, kg", "SO2, kg"),
        ("conventional_so2_kg", "SO2 zonder WKO, kg", "SO2 without wells, kg"),
    ];
    let line = |(field, nl, en): (&str, &'static str, &'static str)| {
        let shown = difference
            .changes
            .iter()
            .filter(|change| change.field == field && whole(change.before) != whole(change.after));
        let changes: Vec<String> = shown
            .map(|change| {
                format!("{} {} → {}", year_word(change.year, lang), whole(change.before), whole(change.after))
            })
            .collect();
        (!changes.is_empty()).then(|| format!("{}: {}", lang.pick(nl, en), changes.join(", ")))
    };
    fields.into_iter().filter_map(line).collect()
}
