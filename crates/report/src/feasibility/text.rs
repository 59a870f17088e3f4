//! A study of feasibility for people.

use std::fmt::Write as _;

use super::chart::{bar, duration};
use super::whole;
use crate::lang::Lang;
use crate::words::{fixed, number, with_decimals};
use bodemtoets_feasibility::{
    Building, Difference, Epc, Ground, Mode, Outcome, Scenario, YearResult, YearType, words_nl,
};

/// How a number is read out of a year.
type Read = fn(&YearResult) -> f64;

/// A block of lines: its heading, and label, decimals and number of each line, in both languages.
struct Block {
    nl: &'static str,
    en: &'static str,
    lines: &'static [(&'static str, &'static str, u8, Read)],
}

const BLOCKS: [Block; 5] = [
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

/// The whole study, for the years that are asked for and the mix of all three.
#[must_use]
pub fn study(
    name: &str,
    building: &Building,
    scenario: &Scenario,
    outcome: &Outcome,
    ground: &Ground,
    years: &[YearType],
    lang: Lang,
) -> String {
    let mut text = String::new();
    heading(&mut text, name, scenario, lang);
    let mut columns: Vec<(&str, &YearResult)> =
        years.iter().map(|year| (year_word(*year, lang), outcome.years.get(*year))).collect();
    columns.push((lang.pick("gewogen", "weighted"), &outcome.weighted));
    for block in &BLOCKS {
        let _ = write!(text, "\n{:<42}", lang.pick(block.nl, block.en));
        for (name, _) in &columns {
            let _ = write!(text, "{name:>11}");
        }
        text.push('\n');
        for (nl, en, decimals, read) in block.lines {
            let _ = write!(text, "  {:<40}", lang.pick(nl, en));
            for (_, year) in &columns {
                let value = read(year);
                let value = if *decimals == 0 { whole(value) } else { format!("{value:.0$}", usize::from(*decimals)) };
                let _ = write!(text, "{value:>11}");
            }
            text.push('\n');
        }
    }
    payback(&mut text, &columns, lang);
    let sequence: Vec<&str> = scenario.sequence.iter().map(|year| year_word(*year, lang)).collect();
    let _ = writeln!(
        text,
        "\n{} ({}): {} MWh, {} {} MWh",
        lang.pick("Balans over de jaren op rij", "Balance over the years in a row"),
        sequence.join(", "),
        whole(outcome.imbalance_before_in_sequence_mwh),
        lang.pick("na herstel", "after it is restored"),
        whole(outcome.imbalance_after_in_sequence_mwh),
    );
    asked(&mut text, ground, lang);
    if let Some(epc) = building.epc {
        given(&mut text, epc, lang);
    }
    bars(&mut text, &columns, lang);
    // One pair of curves says enough: the other years have their shape.
    if let Some(year) = years.iter().find(|year| **year == YearType::Normal).or(years.first()) {
        curves(&mut text, scenario, *year, lang);
    }
    differences(&mut text, scenario, outcome, lang);
    if !outcome.remarks.is_empty() {
        let _ = writeln!(text, "\n{}", lang.pick("Opmerkingen", "Remarks"));
        for remark in &outcome.remarks {
            let _ = writeln!(text, "  - {}", remark.get(lang));
        }
    }
    text
}

/// The name of the building, the sizes of its plant, and how it was counted: a line each.
pub(super) fn heading(text: &mut String, name: &str, scenario: &Scenario, lang: Lang) {
    let _ = writeln!(text, "{name}");
    let _ = writeln!(
        text,
        "  {} {} kW ({}), {} {} kW, {} {} kW, {} {} kW",
        lang.pick("warmtepomp", "heat pump"),
        whole(scenario.heat_pump_kw),
        scenario.pump.name,
        lang.pick("droge koeler", "dry cooler"),
        whole(scenario.dry_cooler_kw),
        lang.pick("bron", "wells"),
        whole(scenario.source_kw),
        lang.pick("ketels", "boilers"),
        whole(scenario.boilers_kw()),
    );
    let counted = match scenario.mode {
        Mode::Corrected => lang.pick("gecorrigeerd", "corrected"),
        Mode::Study => lang.pick("zoals de bronstudie, fouten inbegrepen", "as the source study, mistakes included"),
    };
    let _ = writeln!(
        text,
        "  {} {counted}; {} {} ({} EUR/m3, {} EUR/kWh), {} {}",
        lang.pick("gerekend:", "counted:"),
        lang.pick("prijzen van", "prices of"),
        scenario.prices.year,
        number(scenario.prices.gas_eur_m3, lang),
        with_decimals(scenario.prices.electricity_eur_kwh, 4, lang),
        lang.pick("bouwkosten van", "building costs of"),
        scenario.costs.year,
    );
}

/// The word for a year type.
pub(super) fn year_word(year: YearType, lang: Lang) -> &'static str {
    lang.pick(words_nl(year), year.slug())
}

fn payback(text: &mut String, columns: &[(&str, &YearResult)], lang: Lang) {
    let _ = write!(text, "\n{:<42}", lang.pick("Terugverdientijd (jaar)", "Payback (years)"));
    for (_, year) in columns {
        let years = year.payback_years;
        let years = years.map_or_else(|| lang.pick("nooit", "never").to_owned(), |years| fixed(years, 1, lang));
        let _ = write!(text, "{years:>11}");
    }
    text.push('\n');
}

/// What the plant asks of the ground.
fn asked(text: &mut String, ground: &Ground, lang: Lang) {
    let _ = writeln!(
        text,
        "{}: {} m3/h {} {} K, {} m3 {}, {} MWh {}, {} MWh {}",
        lang.pick("Gevraagd van de bodem, hoogstens", "Asked of the ground, at most"),
        whole(ground.flow_m3_h),
        lang.pick("bij", "at"),
        number(ground.temperature_difference_k, lang),
        whole(ground.annual_volume_m3),
        lang.pick("per jaar", "a year"),
        whole(ground.heat_added_mwh),
        lang.pick("warmte erin", "of heat into it"),
        whole(ground.cold_added_mwh),
        lang.pick("koude erin", "of cold into it"),
    );
    let _ = writeln!(
        text,
        "{}: {} m; {} {} m",
        lang.pick(
            "Filter dat dit debiet per bron vraagt (indicatief)",
            "Screen that this flow needs in each well (indicative)"
        ),
        whole(ground.screen_m),
        lang.pick("thermische straal", "thermal radius"),
        whole(ground.thermal_radius_m),
    );
}

/// Coefficients that somebody else computed.
fn given(text: &mut String, epc: Epc, lang: Lang) {
    let coefficient = |value: f64| fixed(value, 1, lang);
    let _ = writeln!(
        text,
        "EPC ({}): {} {}, {} {}, {} {}",
        lang.pick("opgegeven", "given"),
        lang.pick("met WKO", "with wells"),
        coefficient(epc.with_wells),
        lang.pick("zonder", "without"),
        coefficient(epc.conventional),
        lang.pick("vereist", "required"),
        coefficient(epc.required),
    );
}

fn bars(text: &mut String, columns: &[(&str, &YearResult)], lang: Lang) {
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
        let _ = writeln!(text, "\n{}", lang.pick(nl, en));
        let most = columns.iter().map(|(_, year)| with(year).max(without(year))).fold(0.0, f64::max);
        for (name, year) in columns {
            for (plant, value) in
                [(lang.pick("WKO", "wells"), with(year)), (lang.pick("zonder", "without"), without(year))]
            {
                let _ = writeln!(text, "  {name:<9} {plant:<8}{:>9} {}", whole(value), bar(value, most, 50));
            }
        }
    }
}

fn curves(text: &mut String, scenario: &Scenario, year: YearType, lang: Lang) {
    let (heat, cooling) = (scenario.demand.heat_duration_kw(year), scenario.demand.cooling_duration_kw(year));
    for (nl, en, curve) in [("warmte", "heat", heat), ("koude", "cooling", cooling)] {
        let _ = writeln!(
            text,
            "\n{}: {}, {} (kW)",
            lang.pick("Belastingduurkromme", "Load duration curve"),
            lang.pick(nl, en),
            year_word(year, lang)
        );
        *text += &duration(&curve, 60, 8);
    }
}

fn differences(text: &mut String, scenario: &Scenario, outcome: &Outcome, lang: Lang) {
    if outcome.differences.is_empty() {
        return;
    }
    let heading = match scenario.mode {
        Mode::Corrected => lang.pick("Anders dan de bronstudie", "Different from the source study"),
        Mode::Study => lang.pick("Wat gecorrigeerd anders zou zijn", "What would differ when corrected"),
    };
    let _ = writeln!(text, "\n{heading}");
    for difference in &outcome.differences {
        let _ = writeln!(text, "  - {}", difference.why.get(lang));
        *text += &headline_changes(difference, lang);
    }
}

/// The numbers of a correction that people ask for; the JSON has all of them.
fn headline_changes(difference: &Difference, lang: Lang) -> String {
    let fields = [
        ("energy_cost_eur", "energie, EUR", "energy, EUR"),
        ("co2_t", "CO2, t", "CO2, t"),
        ("nox_kg", "NOx, kg", "NOx, kg"),
        ("conventional_nox_kg", "NOx zonder WKO, kg", "NOx without wells, kg"),
        ("so2_kg", "SO2, kg", "SO2, kg"),
        ("conventional_so2_kg", "SO2 zonder WKO, kg", "SO2 without wells, kg"),
    ];
    let mut text = String::new();
    for (field, nl, en) in fields {
        let changes: Vec<String> = difference
            .changes
            .iter()
            .filter(|change| change.field == field && whole(change.before) != whole(change.after))
            .map(|change| {
                format!("{} {} → {}", year_word(change.year, lang), whole(change.before), whole(change.after))
            })
            .collect();
        if !changes.is_empty() {
            let _ = writeln!(text, "    {}: {}", lang.pick(nl, en), changes.join(", "));
        }
    }
    text
}
