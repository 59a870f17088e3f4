//! A proposal of closed loops for people, and as a document.

use bodemtoets_feasibility::closed::{Band, ChainResult, Deliverable, Money, Proposal, Risk, Tenths, Variant};
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
    for line in size_words(found, lang) {
        page.item(line);
    }
    page.section(text!(lang,
        nl: "Wat de bodem in gaat, van zichzelf (de wet: -3 tot 30 °C)",
        en: "What goes into the ground, by itself (the law: -3 to 30 °C)",
    ));
    for line in years_words(found, lang) {
        page.item(line);
    }
    if !found.keeps_the_law {
        page.item(text!(lang,
            nl: "De grens van de wet wordt NIET gehaald.",
            en: "The limit of the law is NOT kept.",
        ));
    }
    deliverable(&mut page, &found.deliverable, lang);
    neighbours(&mut page, found, lang);
    side_by_side(&mut page, found, lang);
    money(&mut page, &found.money, lang);
    if let Some(risk) = &found.risk {
        sure(&mut page, risk, lang);
    }
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
    let mut lines = vec![
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
    ];
    let [east, north] = found.room_m.map(|metres| fixed(metres, 0, lang));
    if found.loops > 1 && found.dwellings == 1 {
        lines.push(text!(lang,
            nl: "De lussen vragen {east} bij {north} m.",
            en: "The loops need {east} by {north} m.",
        ));
    }
    lines
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

fn deliverable(page: &mut Page, found: &Deliverable, lang: Lang) {
    page.section(text!(lang, nl: "Wat deze lussen kunnen leveren", en: "What these loops can deliver"));
    let [percent, heat, power, kwh_m] = [
        whole(100.0 * found.times_asked),
        whole(found.heat_kwh_y),
        fixed(found.ground_power_kw, 1, lang),
        fixed(found.out_kwh_m_y, 0, lang),
    ];
    let bound = if found.bound_by == "warm" { "30 °C" } else { "-3 °C" };
    page.item(text!(lang,
        nl: "{percent} % van de vraag: {heat} kWh warmte, {power} kW en {kwh_m} kWh/m per jaar uit de bodem; {bound} bindt, in \
             jaar {year}.",
        en: "{percent} % of what is asked: {heat} kWh of heat, {power} kW and {kwh_m} kWh/m a year from the ground; {bound} \
             binds, in year {year}.",
        year = found.in_year,
    ));
    for relaxed in &found.relaxed {
        let (what, percent) = (relaxed.text.get(lang), whole(100.0 * relaxed.times_asked));
        page.item(text!(lang, nl: "Met {what}: {percent} %.", en: "If you {what}: {percent} %."));
    }
}

/// The row as it fills, and separate loops against one source.
fn side_by_side(page: &mut Page, found: &Proposal, lang: Lang) {
    if !found.street.is_empty() {
        page.section(text!(lang, nl: "Als de straat volgt, na 25 jaar", en: "When the street follows, after 25 years"));
        for one in &found.street {
            let (count, cooled, into) =
                (one.dwellings, fixed(one.most_cooled_k, 2, lang), fixed(one.into_ground_min_c, 1, lang));
            let verdict = if one.is_well { "" } else { lang.pick(": te veel", ": too much") };
            page.item(text!(lang,
                nl: "{count} met lussen: de ergste wordt {cooled} K gekoeld, de bodem in {into} °C{verdict}",
                en: "{count} with loops: the worst is cooled by {cooled} K, into the ground {into} °C{verdict}",
            ));
        }
    }
    let Some(both) = &found.side_by_side else { return };
    page.section(text!(lang, nl: "Ieder apart of één bron", en: "Each apart, or one source"));
    let header = [
        "",
        lang.pick("lussen", "loops"),
        lang.pick("lengte, m", "length, m"),
        lang.pick("samen, m", "in all, m"),
        lang.pick("de bodem in, °C", "into the ground, °C"),
        "EUR",
    ];
    let mut table = Table::ruled(header).right([1, 2, 3, 4, 5]);
    let none = lang.pick("kan niet binnen de diepte", "cannot be within the depth");
    for (name, source) in [
        (lang.pick("ieder apart, hoogstens 1,5 K", "each apart, at most 1.5 K"), &both.separate),
        (lang.pick("één bron voor alle", "one source for all"), &both.shared),
    ] {
        let cells = match source {
            Some(source) => [
                source.loops.to_string(),
                fixed(source.length_m, 0, lang),
                whole(source.total_m),
                fixed(source.into_ground_min_c, 1, lang),
                whole(source.investment_eur),
            ],
            None => [none.to_owned(), String::new(), String::new(), String::new(), String::new()],
        };
        let [loops, length, total, into, eur] = cells;
        table.row([name.to_owned(), loops, length, total, into, eur]);
    }
    page.table(table);
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
    for row in rows {
        table.row(row);
    }
    page.table(table);
    if found.remedies.is_empty() {
        return;
    }
    page.section(text!(lang, nl: "Wat zou helpen (doorgerekend)", en: "What would help (computed)"));
    for line in remedy_words(found, lang) {
        page.item(line);
    }
}

/// Money and emissions of loops, of an air-source heat pump and of gas.
pub(super) fn money_rows(found: &Money, lang: Lang) -> Rows<6> {
    let head = [
        "",
        lang.pick("investering, EUR", "investment, EUR"),
        lang.pick("per jaar, EUR", "a year, EUR"),
        lang.pick("in totaal, EUR", "in all, EUR"),
        lang.pick("van - tot", "from - to"),
        lang.pick("CO2 in totaal, t", "CO2 in all, t"),
    ];
    let row = |name: &str, of: &Variant, tco: &Band| {
        let range = format!("{} - {}", whole(tco.low), whole(tco.high));
        let tonnes = fixed(of.co2_t_over_years, 0, lang);
        [name.to_owned(), whole(of.investment_eur), whole(of.yearly_eur), whole(of.tco_eur), range, tonnes]
    };
    let rows = vec![
        row(lang.pick("lussen", "loops"), &found.closed, &found.closed_tco_eur),
        row(lang.pick("lucht-warmtepomp", "air-source heat pump"), &found.air, &found.air_tco_eur),
        row(lang.pick("gasketel en airco", "gas boiler and split unit"), &found.gas, &found.gas_tco_eur),
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
    let cheapest = way(found.cheapest, lang);
    let mut lines = vec![
        text!(lang,
            nl: "De lussen kosten met alles {low} tot {high} EUR.",
            en: "The loops cost {low} to {high} EUR with everything.",
        ),
        text!(lang,
            nl: "Terugverdiend tegen gas: {gas} (van {best} tot {worst}; met rente {rent}); tegen lucht: {air}.",
            en: "Paid back against gas: {gas} (from {best} to {worst}; with interest {rent}); against air: {air}.",
            gas = years(found.payback_against_gas_years),
            best = years(found.best_payback_against_gas_years),
            worst = years(found.worst_payback_against_gas_years),
            rent = years(found.discounted_payback_against_gas_years),
            air = years(found.payback_against_air_years),
        ),
        text!(lang, nl: "Het goedkoopst in totaal: {cheapest}.", en: "Cheapest in all: {cheapest}."),
    ];
    if let Some(price) = found.break_even_with_air_eur_kwh {
        let price = fixed(price, 2, lang);
        lines.push(text!(lang,
            nl: "Bij {price} EUR/kWh kosten lussen in totaal evenveel als een lucht-warmtepomp.",
            en: "At {price} EUR/kWh loops cost as much in all as an air-source heat pump.",
        ));
    }
    if let Some(eur_t) = found.avoided_against_gas_eur_t {
        let tonne = whole(eur_t);
        lines.push(text!(lang,
            nl: "Een ton CO2 minder dan met gas kost {tonne} EUR (onder 0: het levert op).",
            en: "A tonne of CO2 less than with gas costs {tonne} EUR (below 0: it pays).",
        ));
    }
    lines
}

fn money(page: &mut Page, found: &Money, lang: Lang) {
    let (dated, years) = (&found.dated, found.years);
    page.section(text!(lang,
        nl: "Geld en uitstoot (prijzen van {dated}; {years} jaar; aannames, zie de bandbreedte)",
        en: "Money and emissions (prices of {dated}; {years} years; assumptions, see the range)",
    ));
    let (head, rows) = money_rows(found, lang);
    let mut table = Table::ruled(head).right([1, 2, 3, 4, 5]);
    for row in rows {
        table.row(row);
    }
    page.table(table);
    for line in money_words(found, lang) {
        page.item(line);
    }
}

/// How sure it is.
fn sure(page: &mut Page, risk: &Risk, lang: Lang) {
    let (draws, seed) = (risk.draws, risk.seed);
    page.section(text!(lang,
        nl: "Hoe zeker ({draws} trekkingen, seed {seed})",
        en: "How sure ({draws} draws, seed {seed})",
    ));
    let header = [lang.pick("zoveel ligt eronder", "so many lie below"), "10 %", "50 %", "90 %"];
    let mut table = Table::ruled(header).right([1, 2, 3]);
    let mut row = |name: &str, of: &Tenths, write: &dyn Fn(f64) -> String| {
        table.row([name.to_owned(), write(of.p10), write(of.p50), write(of.p90)]);
    };
    let one = |value: f64| fixed(value, 1, lang);
    row(lang.pick("lengte die de wet houdt, m", "length that keeps the law, m"), &risk.length_m, &one);
    row(
        lang.pick("koudste de bodem in, 25 jaar, °C", "coldest into the ground, 25 years, °C"),
        &risk.into_ground_min_c,
        &one,
    );
    row(lang.pick("lussen in totaal, EUR", "loops in all, EUR"), &risk.closed_tco_eur, &whole);
    row(lang.pick("lucht-warmtepomp in totaal, EUR", "air-source heat pump in all, EUR"), &risk.air_tco_eur, &whole);
    row(lang.pick("gasketel in totaal, EUR", "gas boiler in all, EUR"), &risk.gas_tco_eur, &whole);
    page.table(table);
    let [in_25, in_50, cheapest] =
        [risk.broken_in_25_years, risk.broken_in_50_years, risk.loops_cheapest].map(|share| whole(100.0 * share));
    page.item(text!(lang,
        nl: "In {in_25} % van de trekkingen wordt -3 °C binnen 25 jaar onderschreden, in {in_50} % binnen 50 jaar.",
        en: "In {in_25} % of the draws it gets below -3 °C within 25 years, in {in_50} % within 50 years.",
    ));
    page.item(text!(lang,
        nl: "In {cheapest} % zijn lussen het goedkoopst.",
        en: "In {cheapest} % loops are the cheapest.",
    ));
}

/// A way to warm a building, in words.
pub(super) fn way(slug: &str, lang: Lang) -> &'static str {
    match slug {
        "gas" => lang.pick("de gasketel", "the gas boiler"),
        "air" => lang.pick("de lucht-warmtepomp", "the air-source heat pump"),
        _ => lang.pick("de lussen", "the loops"),
    }
}
