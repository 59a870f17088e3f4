//! What is asked: the case, the place and the system, as names with their values.

use crate::phrase::{given_words, system_word};
use bodemtoets_document::{Fact, told};
use bodemtoets_law::rules::Quantity;
use bodemtoets_screening::application::Application;
use bodemtoets_screening::{Assessment, Location, Verdict};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{
    amount, capital, day, fact_word, fixed, fluid_word, grouped, joined, number as plain, text,
};

/// What identifies the case: its number, or else the id of the application.
#[must_use]
pub fn number(application: &Application, lang: Lang) -> String {
    match (&application.case.number, application.id.as_str()) {
        (Some(number), _) => told(number),
        (None, "") => lang.pick("zonder zaaknummer", "no case number").to_owned(),
        (None, id) => told(id),
    }
}

/// The system and its place, as a title.
#[must_use]
pub fn title(assessment: &Assessment, verdict: &Verdict, lang: Lang) -> String {
    let case = &assessment.application().case;
    let place = case.address.as_deref().or(case.parcel.as_deref()).map(told);
    let place = place.unwrap_or_else(|| authorities(assessment, lang));
    let system = capital(system_word(verdict.system, lang));
    if place.is_empty() { system } else { format!("{system}, {place}") }
}

/// The provinces and water boards whose law holds at the place.
fn authorities(assessment: &Assessment, lang: Lang) -> String {
    let areas = &assessment.screener().pack().jurisdictions;
    let names: Vec<String> = assessment
        .jurisdictions()
        .iter()
        .map(|area| told(areas[*area].name.as_deref().unwrap_or(&areas[*area].id)))
        .collect();
    joined(&names, lang.pick("en", "and"))
}

/// Everything that is asked.
pub(crate) fn facts(assessment: &Assessment, verdict: &Verdict, lang: Lang) -> Vec<Fact> {
    let application = assessment.application();
    let case = &application.case;
    let mut facts = Vec::new();
    let mut add = |nl: &str, en: &str, value: Option<String>| {
        facts.extend(value.filter(|value| !value.is_empty()).map(|value| Fact::new(lang.pick(nl, en), value)));
    };
    add("zaaknummer", "case number", case.number.as_deref().map(told));
    add("aanvraag", "application", Some(told(&application.id)));
    add("aanvrager", "applicant", application.applicant.as_deref().map(told));
    add("adres", "address", case.address.as_deref().map(told));
    add("perceel", "parcel", case.parcel.as_deref().map(told));
    add("plaats (RD)", "place (RD)", Some(rd(&verdict.location, lang)));
    add("plaats (ETRS89)", "place (ETRS89)", degrees(&verdict.location, lang));
    add("gebied", "area", Some(authorities(assessment, lang)));
    add("recht van", "law of", Some(day(verdict.date, lang)));
    add("bestaand sinds", "existing since", application.existing_since.map(|since| day(since, lang)));
    add(
        "putten of lussen",
        "wells or loops",
        (!verdict.wells.is_empty()).then(|| application.place.vertices().len().to_string()),
    );
    add("filters", "screens", screens(application, lang));
    add("vloeistof", "fluid", application.fluid.as_deref().map(|fluid| told(fluid_word(fluid, lang))));
    for quantity in Quantity::ALL.into_iter().filter(|quantity| quantity.is_stated()) {
        let is_told =
            matches!(quantity, Quantity::ScreenTopM | Quantity::ScreenBottomM) && screens(application, lang).is_some();
        if let (false, Some(value)) = (is_told, application.stated(quantity)) {
            facts.push(Fact::new(fact_word(quantity.slug(), lang), amount(value, quantity.unit(), lang)));
        }
    }
    if let Some(given) = &verdict.given {
        facts.push(Fact::new(
            lang.pick("opgezocht", "looked up"),
            told(given_words(given, lang).split_once(": ").map_or("", |(_, facts)| facts)),
        ));
    }
    facts
}

fn screens(application: &Application, lang: Lang) -> Option<String> {
    let top = application.stated(Quantity::ScreenTopM)?;
    let bottom = application.stated(Quantity::ScreenBottomM)?;
    let (top, bottom) = (plain(top, lang), plain(bottom, lang));
    Some(text!(lang, nl: "{top} tot {bottom} m", en: "{top} to {bottom} m"))
}

/// A place in RD New.
pub(crate) fn rd(place: &Location, lang: Lang) -> String {
    let decimals = |value: f64| usize::from((value - value.round()).abs() > 1e-9);
    let [x, y] = [place.x, place.y].map(|value| grouped(value, decimals(value), lang));
    format!("x {x}, y {y}")
}

/// A place in degrees, where they are known.
fn degrees(place: &Location, lang: Lang) -> Option<String> {
    let (lat, lon) = (fixed(place.lat?, 6, lang), fixed(place.lon?, 6, lang));
    Some(text!(lang, nl: "{lat}° N, {lon}° O", en: "{lat}° N, {lon}° E"))
}
