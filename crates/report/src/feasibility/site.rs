//! Whether a building pays at a site, as part of its verdict.

use super::whole;
use bodemtoets_feasibility::{YearResult, YearType, words_nl};
use bodemtoets_law::rules::Quantity;
use bodemtoets_screening::{Feasibility, SiteStudy};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, fact_word, fixed, text};

/// The lines below the heading.
#[must_use]
pub fn lines(feasibility: &Feasibility, lang: Lang) -> String {
    match feasibility {
        Feasibility::NotComputed { why, .. } => format!("  {}\n", why.get(lang)),
        Feasibility::Computed(study) => computed(study, lang),
        Feasibility::ComputedLoops(study) => super::site_loops::lines(study, lang),
    }
}

/// What it comes to in short: what makes its money no answer, and a few words.
#[must_use]
pub fn brief(feasibility: &Feasibility, lang: Lang) -> String {
    let mut page = Page::new();
    if let Feasibility::Computed(study) = feasibility {
        for warning in &study.warnings {
            page.item(format_args!("! {}", warning.get(lang)));
        }
    }
    page.item(words(feasibility, lang));
    page.finish()
}

/// A few words for one of many.
#[must_use]
pub fn words(feasibility: &Feasibility, lang: Lang) -> String {
    match feasibility {
        Feasibility::NotComputed { why, .. } => why.get(lang).to_owned(),
        Feasibility::ComputedLoops(study) => super::site_loops::words(study, lang),
        Feasibility::Computed(study) => {
            let payback = payback(&study.weighted, lang);
            let lacks: Vec<&str> = study.lacks.iter().map(|lack| fact_word(lack.fact, lang)).collect();
            let lacks = lacks.join(", ");
            if lacks.is_empty() {
                text!(lang, nl: "terugverdientijd {payback}", en: "payback {payback}")
            } else {
                text!(
                    lang,
                    nl: "terugverdientijd {payback}; te weinig: {lacks}",
                    en: "payback {payback}; too little: {lacks}"
                )
            }
        }
    }
}

/// The years until it has paid for itself.
fn payback(year: &YearResult, lang: Lang) -> String {
    match year.payback_years {
        None => lang.pick("nooit", "never").to_owned(),
        Some(years) => text!(lang, nl: "{years} jaar", en: "{years} years", years = fixed(years, 1, lang)),
    }
}

fn computed(study: &SiteStudy, lang: Lang) -> String {
    let mut page = Page::new();
    for warning in &study.warnings {
        page.item(format_args!("! {}", warning.get(lang)));
    }
    let (building, pump, prices) = (&study.building, whole(study.heat_pump_kw), study.price_year);
    page.item(text!(
        lang,
        nl: "{building}: warmtepomp {pump} kW, prijzen van {prices}, gewogen over koude, normale en warme jaren",
        en: "{building}: heat pump {pump} kW, prices of {prices}, weighted over cold, normal and warm years"
    ));
    let each: Vec<String> = YearType::ALL
        .into_iter()
        .map(|year| format!("{} {}", lang.pick(words_nl(year), year.slug()), payback(study.years.get(year), lang)))
        .collect();
    let year = &study.weighted;
    let (paid, each) = (payback(year, lang), each.join(", "));
    page.item(text!(lang, nl: "terugverdientijd {paid} ({each})", en: "payback {paid} ({each})"));
    page.item(money(year, lang));
    let (co2, conventional) = (whole(year.co2_t), whole(year.conventional_co2_t));
    page.item(text!(
        lang,
        nl: "CO2 {co2} t in plaats van {conventional} t per jaar",
        en: "CO2 {co2} t instead of {conventional} t a year"
    ));
    let ground = &study.ground;
    let [flow, volume, screen, radius] =
        [ground.flow_m3_h, ground.annual_volume_m3, ground.screen_m, ground.thermal_radius_m].map(whole);
    page.item(text!(
        lang,
        nl: "vraagt van de bodem: {flow} m3/h, {volume} m3 per jaar, indicatief: filter per bron {screen} m, \
             thermische straal {radius} m",
        en: "asks of the ground: {flow} m3/h, {volume} m3 a year, indicative: screen in each well {screen} m, \
             thermal radius {radius} m"
    ));
    if !study.filled_in.is_empty() {
        let facts = Quantity::ALL.into_iter().filter_map(|quantity| {
            let value = study.filled_in.get(quantity.slug())?;
            Some(format!("{} {} {}", fact_word(quantity.slug(), lang), whole(*value), quantity.unit()))
        });
        let facts = facts.collect::<Vec<String>>().join(", ");
        page.item(text!(
            lang,
            nl: "niet opgegeven, en getoetst met wat de installatie vraagt: {facts}",
            en: "not stated, and screened with what the plant asks: {facts}"
        ));
    }
    for lack in &study.lacks {
        page.item(format_args!("! {}", lack.text.get(lang)));
    }
    for remark in &study.remarks {
        page.item(format_args!("- {}", remark.get(lang)));
    }
    page.finish()
}

fn money(year: &YearResult, lang: Lang) -> String {
    let (saving, extra) = (whole(year.saving_eur), whole(year.extra_investment_eur));
    let over_20_years = whole(year.tco_saving_eur().abs());
    let cheaper =
        if year.tco_saving_eur() < 0.0 { lang.pick("duurder", "dearer") } else { lang.pick("goedkoper", "cheaper") };
    text!(
        lang,
        nl: "besparing {saving} EUR per jaar; extra investering {extra} EUR; over 20 jaar {over_20_years} EUR {cheaper}",
        en: "saving {saving} EUR a year; extra investment {extra} EUR; over 20 years {over_20_years} EUR {cheaper}"
    )
}
