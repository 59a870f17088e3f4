//! Whether a building pays at a site, as part of its verdict.

use std::fmt::Write as _;

use super::whole;
use crate::lang::Lang;
use crate::rules::Quantity;
use crate::screening::{Feasibility, SiteStudy};
use crate::words::{fact_word, fixed};
use bodemtoets_feasibility::{YearResult, YearType, words_nl};

/// The lines below the heading.
#[must_use]
pub fn lines(feasibility: &Feasibility, lang: Lang) -> String {
    match feasibility {
        Feasibility::NotComputed { why, .. } => format!("  {}\n", why.get(lang)),
        Feasibility::Computed(study) => computed(study, lang),
    }
}

/// A few words for one of many.
#[must_use]
pub fn words(feasibility: &Feasibility, lang: Lang) -> String {
    match feasibility {
        Feasibility::NotComputed { why, .. } => why.get(lang).to_owned(),
        Feasibility::Computed(study) => {
            let payback = payback(&study.weighted, lang);
            let lacks: Vec<&str> = study.lacks.iter().map(|lack| fact_word(lack.fact, lang)).collect();
            let short = lang.pick("te weinig", "too little");
            let lacks = if lacks.is_empty() { String::new() } else { format!("; {short}: {}", lacks.join(", ")) };
            format!("{} {payback}{lacks}", lang.pick("terugverdientijd", "payback"))
        }
    }
}

/// The years until it has paid for itself.
fn payback(year: &YearResult, lang: Lang) -> String {
    match year.payback_years {
        None => lang.pick("nooit", "never").to_owned(),
        Some(years) => {
            format!("{} {}", fixed(years, 1, lang), lang.pick("jaar", "years"))
        }
    }
}

fn computed(study: &SiteStudy, lang: Lang) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "  {}: {} {} kW, {} {}, {}",
        study.building,
        lang.pick("warmtepomp", "heat pump"),
        whole(study.heat_pump_kw),
        lang.pick("prijzen van", "prices of"),
        study.price_year,
        lang.pick("gewogen over koude, normale en warme jaren", "weighted over cold, normal and warm years"),
    );
    let each: Vec<String> = YearType::ALL
        .into_iter()
        .map(|year| format!("{} {}", lang.pick(words_nl(year), year.slug()), payback(study.years.get(year), lang)))
        .collect();
    let year = &study.weighted;
    let _ =
        writeln!(text, "  {} {} ({})", lang.pick("terugverdientijd", "payback"), payback(year, lang), each.join(", "));
    let _ = writeln!(
        text,
        "  {} {} EUR {}; {} {} EUR; {} {} EUR {}",
        lang.pick("besparing", "saving"),
        whole(year.saving_eur),
        lang.pick("per jaar", "a year"),
        lang.pick("extra investering", "extra investment"),
        whole(year.extra_investment_eur),
        lang.pick("over 20 jaar", "over 20 years"),
        whole(year.tco_saving_eur().abs()),
        if year.tco_saving_eur() < 0.0 { lang.pick("duurder", "dearer") } else { lang.pick("goedkoper", "cheaper") },
    );
    let _ = writeln!(
        text,
        "  CO2 {} t {} {} t {}",
        whole(year.co2_t),
        lang.pick("in plaats van", "instead of"),
        whole(year.conventional_co2_t),
        lang.pick("per jaar", "a year"),
    );
    let ground = &study.ground;
    let _ = writeln!(
        text,
        "  {}: {} m3/h, {} m3 {}, {} {} m, {} {} m",
        lang.pick("vraagt van de bodem", "asks of the ground"),
        whole(ground.flow_m3_h),
        whole(ground.annual_volume_m3),
        lang.pick("per jaar", "a year"),
        lang.pick("indicatief: filter per bron", "indicative: screen in each well"),
        whole(ground.screen_m),
        lang.pick("thermische straal", "thermal radius"),
        whole(ground.thermal_radius_m),
    );
    if !study.filled_in.is_empty() {
        let facts = Quantity::ALL.into_iter().filter_map(|quantity| {
            let value = study.filled_in.get(quantity.slug())?;
            Some(format!("{} {} {}", fact_word(quantity.slug(), lang), whole(*value), quantity.unit()))
        });
        let facts: Vec<String> = facts.collect();
        let _ = writeln!(
            text,
            "  {}: {}",
            lang.pick(
                "niet opgegeven, en getoetst met wat de installatie vraagt",
                "not stated, and screened with what the plant asks"
            ),
            facts.join(", ")
        );
    }
    for lack in &study.lacks {
        let _ = writeln!(text, "  ! {}", lack.text.get(lang));
    }
    for remark in &study.remarks {
        let _ = writeln!(text, "  - {}", remark.get(lang));
    }
    text
}
