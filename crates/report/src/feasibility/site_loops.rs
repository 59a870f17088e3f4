//! Closed loops for a building at a site, as part of its verdict.

use super::whole;
use bodemtoets_feasibility::closed::Deliverable;
use bodemtoets_ground::crowding::{Harm, Range};
use bodemtoets_screening::{CapReason, Notification, SiteLoops, SiteNeighbours};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, fixed, text};

/// The lines below the heading.
pub(super) fn lines(study: &SiteLoops, lang: Lang) -> String {
    let mut page = Page::new();
    let loops = &study.loops;
    let building = &study.building;
    let [count, length, depth] =
        [whole(f64::from(loops.loops)), fixed(loops.length_m, 1, lang), fixed(loops.end_depth_m, 1, lang)];
    page.item(text!(lang,
        nl: "{building}: {count} lus(sen) van {length} m, boring tot {depth} m ({cap})",
        en: "{building}: {count} loop(s) of {length} m, drilling to {depth} m ({cap})",
        cap = cap(study, lang)
    ));
    let [heat, hot_water, cold] = loops.asked_kwh.map(whole);
    page.item(text!(lang,
        nl: "vraag per jaar: {heat} kWh warmte, {hot_water} kWh warm water, {cold} kWh koude; piek {peak} kW",
        en: "asked a year: {heat} kWh of heat, {hot_water} kWh of hot water, {cold} kWh of cold; peak {peak} kW",
        peak = fixed(loops.heat_peak_kw, 1, lang)
    ));
    if loops.boiler_kwh > 0.5 {
        let boiler = whole(loops.boiler_kwh);
        page.item(text!(lang,
            nl: "boven het vermogen van de warmtepomp: {boiler} kWh uit ketels",
            en: "beyond the power of the heat pump: {boiler} kWh from boilers"
        ));
    }
    temperatures(&mut page, study, lang);
    page.item(deliverable(&loops.deliverable, lang));
    for relaxed in &loops.deliverable.relaxed {
        let (what, percent) = (relaxed.text.get(lang), whole(100.0 * relaxed.times_asked));
        page.item(text!(lang, nl: "- met {what}: {percent} %", en: "- if you {what}: {percent} %"));
    }
    neighbours(&mut page, &study.neighbours, lang);
    money(&mut page, study, lang);
    notification(&mut page, &study.notification, lang);
    for remark in &study.remarks {
        page.item(format_args!("- {}", remark.get(lang)));
    }
    page.finish()
}

/// A few words for one of many.
pub(super) fn words(study: &SiteLoops, lang: Lang) -> String {
    let (count, length) = (whole(f64::from(study.loops.loops)), fixed(study.loops.length_m, 0, lang));
    let short = if study.loops.keeps_the_law { "" } else { lang.pick("; te kort", "; too short") };
    let harm = match study.neighbours.harm {
        Harm::Harm => lang.pick("; hindert of wordt gehinderd", "; harms or is harmed"),
        Harm::None | Harm::Unknown => "",
    };
    text!(lang, nl: "{count} lus(sen) van {length} m{short}{harm}", en: "{count} loop(s) of {length} m{short}{harm}")
}

fn cap(study: &SiteLoops, lang: Lang) -> String {
    let depth = fixed(study.depth_cap.depth_m, 1, lang);
    match study.depth_cap.because {
        CapReason::Stated => text!(lang, nl: "opgegeven: {depth} m", en: "stated: {depth} m"),
        CapReason::Law => text!(lang, nl: "hier mag hoogstens {depth} m", en: "at most {depth} m is allowed here"),
        CapReason::Usual => text!(
            lang,
            nl: "geen grens bekend tot {depth} m",
            en: "no limit known down to {depth} m"
        ),
    }
}

fn temperatures(page: &mut Page, study: &SiteLoops, lang: Lang) {
    let loops = &study.loops;
    for (years, result) in [(25, &loops.years_25), (50, &loops.years_50)] {
        let [min, max, spf] =
            [(result.into_ground_min_c, 1), (result.into_ground_max_c, 1), (result.last_year.spf_law, 2)]
                .map(|(value, decimals)| fixed(value, decimals, lang));
        page.item(text!(lang,
            nl: "de bodem in, {years} jaar: {min} tot {max} °C (de wet: -3 tot 30); SPF in het laatste jaar {spf}",
            en: "into the ground, {years} years: {min} to {max} °C (the law: -3 to 30); SPF in the last year {spf}"
        ));
    }
    if !loops.keeps_the_law {
        page.item(text!(lang,
            nl: "! TE WEINIG LUS: de grens van de wet wordt niet gehaald",
            en: "! TOO LITTLE LOOP: the limit of the law is not kept"
        ));
    }
}

fn deliverable(found: &Deliverable, lang: Lang) -> String {
    let [percent, heat, power] = [
        whole(100.0 * found.times_asked),
        fixed(found.heat_kwh_y / 1000.0, 1, lang),
        fixed(found.ground_power_kw, 1, lang),
    ];
    let bound = if found.bound_by == "warm" { "30 °C" } else { "-3 °C" };
    let year = found.in_year;
    text!(lang,
        nl: "deze lussen kunnen {percent} % van de vraag leveren: {heat} MWh warmte, {power} kW uit de bodem; {bound} bindt, \
             in jaar {year}",
        en: "these loops can deliver {percent} % of what is asked: {heat} MWh of heat, {power} kW from the ground; {bound} \
             binds, in year {year}"
    )
}

fn kelvins(range: Range, lang: Lang) -> String {
    let (low, high) = (fixed(range.low, 2, lang), fixed(range.high, 2, lang));
    if low == high { format!("{low} K") } else { text!(lang, nl: "{low} tot {high} K", en: "{low} to {high} K") }
}

fn neighbours(page: &mut Page, found: &SiteNeighbours, lang: Lang) {
    match found.cooled_by_them_k {
        Some(range) => {
            let (cooled, counted) = (kelvins(range, lang), fixed(found.sized_with_k, 2, lang));
            page.item(text!(lang,
                nl: "bestaande systemen koelen deze lussen in 25 jaar {cooled}; de lussen zijn berekend met {counted} K",
                en: "existing systems cool these loops by {cooled} in 25 years; the loops are sized with {counted} K"
            ));
        }
        None => page.item(match found.harm {
            Harm::None => {
                lang.pick("geen bestaand gesloten systeem binnen 120 m", "no existing closed system within 120 m")
            }
            Harm::Harm | Harm::Unknown => lang.pick(
                "wat bestaande systemen met deze lussen doen is niet bekend",
                "what existing systems do to these loops is not known",
            ),
        }),
    }
    for system in &found.cooled_by_us {
        let (id, distance) = (&system.id, fixed(system.distance_m, 0, lang));
        let unknown = || lang.pick("onbekend", "unknown").to_owned();
        let [by_us, in_all] =
            [system.by_us_k, system.in_all_k].map(|range| range.map_or_else(unknown, |range| kelvins(range, lang)));
        let verdict = match system.harm {
            Harm::Harm => lang.pick("TE VEEL (meer dan 1,5 K)", "TOO MUCH (more than 1.5 K)"),
            Harm::Unknown => lang.pick("onbekend of dat te veel is", "not known whether that is too much"),
            Harm::None => lang.pick("mag", "is allowed"),
        };
        page.item(text!(lang,
            nl: "{id} op {distance} m: door ons {by_us}, met alle andere {in_all} kouder: {verdict}",
            en: "{id} at {distance} m: {by_us} colder by us, {in_all} by all: {verdict}"
        ));
    }
    for remedy in &found.remedies {
        let what = remedy.text.get(lang);
        let enough = match remedy.harm {
            Harm::None => lang.pick("genoeg", "enough"),
            Harm::Unknown => lang.pick("dan is het niet zeker te veel", "then it is not certainly too much"),
            Harm::Harm => lang.pick("niet genoeg", "not enough"),
        };
        page.item(format_args!("- {what}: {enough}"));
    }
}

fn money(page: &mut Page, study: &SiteLoops, lang: Lang) {
    let money = &study.loops.money;
    let (dated, years) = (&money.dated, money.years);
    let [low, high] = [money.closed_investment_eur.low, money.closed_investment_eur.high].map(whole);
    page.item(text!(lang,
        nl: "prijzen van {dated}, aannames met ruime marges: de lussen kosten met warmtepomp {low} tot {high} EUR",
        en: "prices of {dated}, assumptions with wide margins: the loops cost {low} to {high} EUR with the heat pump"
    ));
    let [closed, air, gas] = [money.closed.tco_eur, money.air.tco_eur, money.gas.tco_eur].map(whole);
    let cheapest = super::closed::way(money.cheapest, lang);
    page.item(text!(lang,
        nl: "over {years} jaar in totaal: lussen {closed}, lucht-warmtepomp {air}, gasketel {gas} EUR; het goedkoopst: {cheapest}",
        en: "over {years} years in all: loops {closed}, air-source heat pump {air}, gas boiler {gas} EUR; cheapest: {cheapest}"
    ));
    let [closed, air, gas] = [money.closed.co2_t_over_years, money.air.co2_t_over_years, money.gas.co2_t_over_years]
        .map(|tonnes| fixed(tonnes, 0, lang));
    page.item(text!(lang,
        nl: "CO2 in die jaren: lussen {closed}, lucht {air}, gas {gas} t",
        en: "CO2 in those years: loops {closed}, air {air}, gas {gas} t"
    ));
}

fn notification(page: &mut Page, found: &Notification, lang: Lang) {
    let [x, y] = found.midpoint.map(|value| fixed(value, 1, Lang::En));
    let [depth, length, power] =
        [fixed(found.end_depth_m, 1, lang), fixed(found.loop_length_m, 0, lang), fixed(found.ground_power_kw, 1, lang)];
    let [heat, cold] = [found.heat_demand_mwh, found.cooling_demand_mwh].map(|mwh| fixed(mwh, 1, lang));
    let (spf, fluid) = (fixed(found.spf, 2, lang), &found.fluid);
    page.item(text!(lang,
        nl: "voor de melding (art. 4.1136 en 4.1137 Bal): midden x {x}, y {y}; einddiepte {depth} m; lengte {length} m; \
             bodemzijdig vermogen {power} kW; vraag {heat} MWh warmte en {cold} MWh koude; SPF {spf}; {fluid}",
        en: "for the notification (art. 4.1136 and 4.1137 Bal): middle x {x}, y {y}; end depth {depth} m; length {length} m; \
             power from the ground {power} kW; demand {heat} MWh of heat and {cold} MWh of cold; SPF {spf}; {fluid}"
    ));
    let needed: Vec<&str> = found.still_needed.iter().map(|one| one.get(lang)).collect();
    let needed = needed.join("; ");
    page.item(text!(lang, nl: "de melding vraagt ook: {needed}", en: "the notification asks as well: {needed}"));
}
