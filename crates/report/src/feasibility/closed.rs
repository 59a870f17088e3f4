//! A proposal of closed loops for people, and as a document.

use bodemtoets_feasibility::closed::{ChainResult, Money, Proposal, Variant};
use schemars::JsonSchema;
use serde::Serialize;

use super::whole;
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::provenance::InputFile;
use bodemtoets_words::words::{Page, Table, fixed, text};

/// The version of the form of [`ClosedDocument`].
pub const SCHEMA: &str = "bodemtoets/closed/1";

/// A proposal as JSON.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ClosedDocument<'a> {
    /// The version of this form.
    pub schema: &'static str,
    /// What is proposed.
    #[serde(flatten)]
    pub proposal: &'a Proposal,
    /// The files that it rests on.
    pub inputs: &'a [InputFile],
}

impl<'a> ClosedDocument<'a> {
    /// Of a proposal and the files that it rests on.
    #[must_use]
    pub fn new(proposal: &'a Proposal, inputs: &'a [InputFile]) -> Self {
        Self { schema: SCHEMA, proposal, inputs }
    }
}

/// The proposal in words.
#[must_use]
pub fn page(found: &Proposal, lang: Lang) -> String {
    let mut page = Page::new();
    page.title(title(found, lang));
    if let Some(name) = &found.name {
        page.item(name);
    }
    size_words(found, lang).into_iter().for_each(|line| page.item(line));
    page.section(text!(lang,
        nl: "Wat de bodem in gaat, van zichzelf (de wet: -3 tot 30 °C)",
        en: "What goes into the ground, by itself (the law: -3 to 30 °C)",
    ));
    years_words(found, lang).into_iter().for_each(|line| page.item(line));
    if !found.keeps_the_law {
        page.item(text!(lang,
            nl: "De grens van de wet wordt NIET gehaald.",
            en: "The limit of the law is NOT kept.",
        ));
    }
    neighbours(&mut page, found, lang);
    money(&mut page, &found.money, lang);
    if !found.remarks.is_empty() {
        page.section(text!(lang, nl: "Aangenomen, en opmerkingen", en: "Assumed, and remarks"));
        for remark in &found.remarks {
            page.item(Text::get(remark, lang));
        }
    }
    page.finish()
}

/// How many loops, and how long.
pub(super) fn title(found: &Proposal, lang: Lang) -> String {
    let (loops, length) = (found.loops, fixed(found.length_m, 1, lang));
    let each = if found.dwellings > 1 { lang.pick(" per woning", " a dwelling") } else { "" };
    text!(lang, nl: "{loops} lus(sen) van {length} m{each}", en: "{loops} loop(s) of {length} m{each}")
}

/// What is asked, how deep it goes, and how the loops do it.
pub(super) fn size_words(found: &Proposal, lang: Lang) -> Vec<String> {
    let [heat, hot_water, cold] = found.asked_kwh.map(whole);
    let regime = if found.reynolds < 2300.0 {
        lang.pick("laminair", "laminar")
    } else {
        lang.pick("niet laminair", "not laminar")
    };
    vec![
        text!(lang,
            nl: "Vraag per jaar: {heat} kWh warmte, {hot_water} kWh warm water, {cold} kWh koude; piek {peak} kW.",
            en: "Asked a year: {heat} kWh of heat, {hot_water} kWh of hot water, {cold} kWh of cold; peak {peak} kW.",
            peak = fixed(found.heat_peak_kw, 1, lang),
        ),
        text!(lang,
            nl: "De boring eindigt op {depth} m; {w_m} W/m op de piek, {kwh_m} kWh/m netto per jaar.",
            en: "The drilling ends at {depth} m; {w_m} W/m at the peak, {kwh_m} kWh/m net a year.",
            depth = fixed(found.end_depth_m, 1, lang),
            w_m = fixed(found.peak_w_m, 0, lang),
            kwh_m = fixed(found.years_25.net_kwh_per_m_y, 0, lang),
        ),
        text!(lang,
            nl: "Effectieve weerstand {resistance} mK/W; stroming {regime} (Re {reynolds}).",
            en: "Effective resistance {resistance} mK/W; the flow is {regime} (Re {reynolds}).",
            resistance = fixed(found.effective_resistance_m_k_w, 3, lang),
            reynolds = whole(found.reynolds),
        ),
    ]
}

/// What goes into the ground in 25 and in 50 years.
pub(super) fn years_words(found: &Proposal, lang: Lang) -> Vec<String> {
    let words = |(years, result): (u32, &ChainResult)| {
        let [min, max, spf] =
            [(result.into_ground_min_c, 1), (result.into_ground_max_c, 1), (result.last_year.spf_law, 2)]
                .map(|(value, decimals)| fixed(value, decimals, lang));
        text!(lang,
            nl: "{years} jaar: van {min} tot {max} °C; SPF in het laatste jaar {spf}.",
            en: "{years} years: from {min} to {max} °C; SPF in the last year {spf}.",
        )
    };
    [(25, &found.years_25), (50, &found.years_50)].map(words).into()
}

/// The names of columns, and rows.
type Rows<const COLUMNS: usize> = ([&'static str; COLUMNS], Vec<[String; COLUMNS]>);

/// What the dwellings of a row do to each other.
pub(super) fn neighbour_rows(found: &Proposal, lang: Lang) -> Rows<4> {
    let head = [
        lang.pick("woning", "dwelling"),
        lang.pick("door de andere gekoeld, K", "cooled by the others, K"),
        lang.pick("de bodem in, laagste °C", "into the ground, coldest °C"),
        "",
    ];
    let rows = found.neighbours.iter().map(|one| {
        [
            one.dwelling.to_string(),
            fixed(one.cooled_k, 2, lang),
            fixed(one.into_ground_min_c, 1, lang),
            if one.too_much { lang.pick("te veel", "too much").to_owned() } else { String::new() },
        ]
    });
    (head, rows.collect())
}

/// What would help, a line each.
pub(super) fn remedy_words(found: &Proposal, lang: Lang) -> Vec<String> {
    let remedies = found.remedies.iter().map(|remedy| {
        let into = fixed(remedy.into_ground_min_c, 1, lang);
        let cooled = remedy.most_cooled_k.map(|cooled| fixed(cooled, 2, lang));
        let comes_to = match cooled {
            Some(cooled) => text!(lang,
                nl: "hoogstens {cooled} K gekoeld, de bodem in {into} °C",
                en: "cooled by at most {cooled} K, into the ground {into} °C",
            ),
            None => text!(lang,
                nl: "niemand koelt een ander, de bodem in {into} °C",
                en: "nobody cools another, into the ground {into} °C",
            ),
        };
        let verdict =
            if remedy.enough { lang.pick("genoeg", "enough") } else { lang.pick("niet genoeg", "not enough") };
        format!("{}: {comes_to}: {verdict}", remedy.text.get(lang))
    });
    remedies.collect()
}

fn neighbours(page: &mut Page, found: &Proposal, lang: Lang) {
    if found.neighbours.is_empty() {
        return;
    }
    page.section(text!(lang,
        nl: "Wat de andere woningen doen, na 25 jaar (hoogstens 1,5 K: SIKB 8200)",
        en: "What the other dwellings do, after 25 years (at most 1.5 K: SIKB 8200)",
    ));
    let (head, rows) = neighbour_rows(found, lang);
    let mut table = Table::ruled(head).right([0, 1, 2]);
    rows.into_iter().for_each(|row| table.row(row));
    page.table(table);
    if found.remedies.is_empty() {
        return;
    }
    page.section(text!(lang, nl: "Wat zou helpen (doorgerekend)", en: "What would help (computed)"));
    remedy_words(found, lang).into_iter().for_each(|line| page.item(line));
}

/// Money and emissions of loops, of an air-source heat pump and of gas.
pub(super) fn money_rows(found: &Money, lang: Lang) -> Rows<5> {
    let head = [
        "",
        lang.pick("investering, EUR", "investment, EUR"),
        lang.pick("per jaar, EUR", "a year, EUR"),
        lang.pick("in totaal, EUR", "in all, EUR"),
        lang.pick("CO2, kg per jaar", "CO2, kg a year"),
    ];
    let row = |name: &str, of: &Variant| {
        [name.to_owned(), whole(of.investment_eur), whole(of.yearly_eur), whole(of.tco_eur), whole(of.co2_kg_y)]
    };
    let rows = vec![
        row(lang.pick("lussen", "loops"), &found.closed),
        row(lang.pick("lucht-warmtepomp", "air-source heat pump"), &found.air),
        row(lang.pick("gasketel en airco", "gas boiler and split unit"), &found.gas),
    ];
    (head, rows)
}

/// What that comes to.
pub(super) fn money_words(found: &Money, lang: Lang) -> Vec<String> {
    let (low, high) = (whole(found.closed_investment_eur.low), whole(found.closed_investment_eur.high));
    let years = |years: Option<f64>| match years {
        Some(years) => text!(lang, nl: "{n} jaar", en: "{n} years", n = fixed(years, 1, lang)),
        None => lang.pick("nooit", "never").to_owned(),
    };
    let cheapest = match found.cheapest {
        "gas" => lang.pick("de gasketel", "the gas boiler"),
        "air" => lang.pick("de lucht-warmtepomp", "the air-source heat pump"),
        _ => lang.pick("de lussen", "the loops"),
    };
    vec![
        text!(lang,
            nl: "De lussen kosten met alles {low} tot {high} EUR.",
            en: "The loops cost {low} to {high} EUR with everything.",
        ),
        text!(lang,
            nl: "Terugverdiend tegen gas: {gas} (van {best} tot {worst}); tegen lucht: {air}.",
            en: "Paid back against gas: {gas} (from {best} to {worst}); against air: {air}.",
            gas = years(found.payback_against_gas_years),
            best = years(found.best_payback_against_gas_years),
            worst = years(found.worst_payback_against_gas_years),
            air = years(found.payback_against_air_years),
        ),
        text!(lang, nl: "Het goedkoopst in totaal: {cheapest}.", en: "Cheapest in all: {cheapest}."),
    ]
}

fn money(page: &mut Page, found: &Money, lang: Lang) {
    let (dated, years) = (&found.dated, found.years);
    page.section(text!(lang,
        nl: "Geld en uitstoot (prijzen van {dated}; {years} jaar; aannames, zie de bandbreedte)",
        en: "Money and emissions (prices of {dated}; {years} years; assumptions, see the range)",
    ));
    let (head, rows) = money_rows(found, lang);
    let mut table = Table::ruled(head).right([1, 2, 3, 4]);
    rows.into_iter().for_each(|row| table.row(row));
    page.table(table);
    money_words(found, lang).into_iter().for_each(|line| page.item(line));
}
