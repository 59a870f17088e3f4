//! The first lines: the outcome, and what was asked.

use super::annex::place_name;
use crate::phrase::{between, certainty, given_words, outcome_word, state_symbol, stated, style, system_word};
use bodemtoets_document::told;
use bodemtoets_screening::application::Application;
use bodemtoets_screening::{Location, Verdict};
use bodemtoets_space::Shape;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, kind_word, number, text, visible, with_decimals};

/// So many wells are told one by one.
const WELLS_TOLD: usize = 8;

/// The lines.
pub(super) fn lines(verdict: &Verdict, application: &Application, lang: Lang) -> String {
    let mut page = Page::new();
    let (symbol, style) = (state_symbol(verdict.outcome), style(verdict.outcome));
    let word = outcome_word(verdict.outcome, lang).to_uppercase();
    let between = between(verdict.range, lang);
    let id = if verdict.id.is_empty() { String::new() } else { format!("{} ", visible(&verdict.id)) };
    let certainty = certainty(verdict.certainty.as_ref(), lang);
    let system = system_word(verdict.system, lang);
    page.line(format_args!("{symbol} {style}{word}{style:#}{between}{certainty}  {id}{system}"));
    let place = &verdict.location;
    let (x, y) = (number(place.x, lang), number(place.y, lang));
    let degrees = match (place.lat, place.lon) {
        (Some(lat), Some(lon)) => format!(" (lat {lat:.6}, lon {lon:.6})"),
        _ => String::new(),
    };
    let provinces: Vec<String> = verdict.jurisdiction.iter().map(|province| format!(", {province}")).collect();
    let provinces = provinces.concat();
    let law = text!(lang, nl: "recht van {date}", en: "law of {date}", date = verdict.date);
    let which = which_spot(verdict, application, lang);
    page.item(format_args!("{which}x {x}, y {y}{degrees}{provinces}, {law}"));
    if let Some(case) = case(application, lang) {
        page.item(case);
    }
    if let Some(stated) = stated(application, lang) {
        page.item(stated);
    }
    if let Some(given) = &verdict.given {
        page.item(given_words(given, lang));
    }
    near_edges(&mut page, verdict, lang);
    wells(&mut page, verdict, lang);
    page.finish()
}

/// What the case is called, who applies and where; nothing when nobody says so.
fn case(application: &Application, lang: Lang) -> Option<String> {
    let case = &application.case;
    let named = [
        (("zaak", "case"), &case.number),
        (("aanvrager", "applicant"), &application.applicant),
        (("adres", "address"), &case.address),
        (("perceel", "parcel"), &case.parcel),
    ];
    let parts = named.into_iter().filter_map(|((nl, en), value)| {
        let value = value.as_deref().filter(|value| !value.is_empty())?;
        Some(format!("{} {}", lang.pick(nl, en), told(value)))
    });
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Stricter zones whose edge is nearer than the map is accurate.
fn near_edges(page: &mut Page, verdict: &Verdict, lang: Lang) {
    for edge in &verdict.near_edges {
        let zone =
            format!("{} {}", kind_word(&edge.kind, lang), place_name(edge.name.as_deref(), &edge.layer, &edge.id));
        let (away, accuracy) = (with_decimals(edge.distance_m, 1, lang), with_decimals(edge.accuracy_m, 1, lang));
        let there = outcome_word(edge.outcome, lang);
        let between = between(edge.range, lang);
        let here = outcome_word(verdict.outcome, lang);
        page.item(text!(
            lang,
            nl: "! De rand van {zone} ligt op {away} m; kaart en coördinaten zijn samen tot op {accuracy} m nauwkeurig. Hier: {here}; binnen dat gebied: {there}{between}. Laat de plaats inmeten.",
            en: "! The edge of {zone} is {away} m away; map and coordinates together are accurate to {accuracy} m. Here: {here}; in that zone: {there}{between}. Have the place surveyed."
        ));
    }
}

/// Which well, or that it is a place on a plot, of which the coordinates are told.
fn which_spot(verdict: &Verdict, application: &Application, lang: Lang) -> String {
    let at = |place: &Location| (place.x.to_bits(), place.y.to_bits());
    match &application.place {
        Shape::Area(_) => text!(lang, nl: "beslist op ", en: "decided at "),
        Shape::Points(_) => {
            let well = verdict.wells.iter().position(|well| at(&well.place) == at(&verdict.location));
            well.map_or_else(
                || text!(lang, nl: "midden van de putten ", en: "middle of the wells "),
                |well| text!(lang, nl: "put {well}: ", en: "well {well}: ", well = well + 1),
            )
        }
        Shape::Point(_) | Shape::Lines(_) => String::new(),
    }
}

/// Every well with what the rules come to for it alone.
fn wells(page: &mut Page, verdict: &Verdict, lang: Lang) {
    for (well, number_of) in verdict.wells.iter().zip(1..).take(WELLS_TOLD) {
        let (x, y) = (number(well.place.x, lang), number(well.place.y, lang));
        let outcome = outcome_word(well.outcome, lang);
        page.item(text!(lang, nl: "put {number_of} op x {x}, y {y}: {outcome}", en: "well {number_of} at x {x}, y {y}: {outcome}"));
    }
    if verdict.wells.len() > WELLS_TOLD {
        let more = verdict.wells.len() - WELLS_TOLD;
        page.item(text!(lang, nl: "… en nog {more} (--format json)", en: "… and {more} more (--format json)"));
    }
}
