//! A field of closed loops for people, as a table, and as a document.

use std::fmt::Write as _;

use bodemtoets_feasibility::closed::{FieldAnswer, HourlyC, LawAnswer, Lengths, MonthlyC};
use schemars::JsonSchema;
use serde::Serialize;

use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::provenance::InputFile;
use bodemtoets_words::words::{Page, Table, fixed, text};

/// The version of the form of [`FieldDocument`].
pub const SCHEMA: &str = "bodemtoets/field/1";

/// A field as JSON.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FieldDocument<'a> {
    /// The version of this form.
    pub schema: &'static str,
    /// What was computed.
    #[serde(flatten)]
    pub answer: &'a FieldAnswer,
    /// The files that it rests on.
    pub inputs: &'a [InputFile],
}

impl<'a> FieldDocument<'a> {
    /// Of an answer and the files that it rests on.
    #[must_use]
    pub fn new(answer: &'a FieldAnswer, inputs: &'a [InputFile]) -> Self {
        Self { schema: SCHEMA, answer, inputs }
    }
}

/// The g-functions as a table.
#[must_use]
pub fn csv(answer: &FieldAnswer) -> String {
    let g = &answer.g_function;
    let mut csv = "time_s,uniform_extraction,uniform_wall_temperature,equal_inlet\n".to_owned();
    for (index, time_s) in g.time_s.iter().enumerate() {
        let inlet = g.equal_inlet.as_ref().map(|inlet| inlet[index].to_string()).unwrap_or_default();
        let (uniform, wall) = (g.uniform_extraction[index], g.uniform_wall_temperature[index]);
        // Writing to a String cannot fail.
        let _ = writeln!(csv, "{time_s},{uniform},{wall},{inlet}");
    }
    csv
}

/// The field in words.
#[must_use]
pub fn page(answer: &FieldAnswer, lang: Lang) -> String {
    let mut page = Page::new();
    let (loops, total_m) = (answer.loops, fixed(answer.total_length_m, 0, lang));
    page.title(text!(lang, nl: "Veld van {loops} lussen, samen {total_m} m", en: "Field of {loops} loops, {total_m} m together"));
    let condition = condition(answer.condition, lang);
    page.item(text!(lang,
        nl: "Temperaturen en lengtes gaan uit van {condition}.",
        en: "Temperatures and lengths rest on {condition}."
    ));
    if let Some(resistance) = answer.effective_resistance_m_k_w {
        let value = fixed(resistance, 4, lang);
        page.item(text!(lang, nl: "Effectieve weerstand: {value} mK/W.", en: "Effective resistance: {value} mK/W."));
    }
    g_functions(&mut page, answer, lang);
    if let Some(found) = &answer.temperatures {
        page.section(text!(lang,
            nl: "Gemiddelde vloeistof (°C)",
            en: "Mean fluid (°C)",
        ));
        let header: [String; 5] = ["", "", "", "", ""].map(str::to_owned);
        let mut table = Table::plain(header).right([1, 3]);
        for (years, hourly) in [(25, &found.hourly_25), (50, &found.hourly_50)] {
            table.row(by_hours(years, hourly, lang));
        }
        for (years, monthly) in [(25, &found.monthly_25), (50, &found.monthly_50)] {
            table.row(by_months(years, monthly, lang));
        }
        page.table(table);
    }
    if let Some(found) = &answer.required_length_m_25_years {
        lengths(&mut page, found, lang);
    }
    if let Some(found) = &answer.law {
        law(&mut page, found, lang);
    }
    if !answer.remarks.is_empty() {
        page.section(text!(lang, nl: "Opmerkingen", en: "Remarks"));
        for remark in &answer.remarks {
            page.item(Text::get(remark, lang));
        }
    }
    page.finish()
}

fn condition(name: &str, lang: Lang) -> &'static str {
    match name {
        "uniform_extraction" => lang.pick("overal evenveel warmte per meter", "the same heat per metre everywhere"),
        "equal_inlet" => lang.pick("dezelfde vloeistof in elke lus", "the same fluid into every loop"),
        _ => lang.pick("overal dezelfde wandtemperatuur", "the same wall temperature everywhere"),
    }
}

/// The band that the three conditions leave, after 1, 25 and 50 years, or the nearest times that were asked.
fn g_functions(page: &mut Page, answer: &FieldAnswer, lang: Lang) {
    let g = &answer.g_function;
    page.section(text!(lang,
        nl: "Respons van de bodem (g)",
        en: "Response of the ground (g)",
    ));
    let mut header = vec![
        lang.pick("na", "after").to_owned(),
        lang.pick("gelijke wand", "equal wall").to_owned(),
        lang.pick("gelijke intrede", "equal inlet").to_owned(),
        lang.pick("gelijke onttrekking", "equal extraction").to_owned(),
    ];
    if g.equal_inlet.is_none() {
        header.remove(2);
    }
    let columns = header.len();
    let mut table = Table::ruled(header).right(0..columns);
    for wanted_s in [3600.0, 30.0 * 86_400.0, 365.0 * 86_400.0, 25.0 * 365.0 * 86_400.0, 50.0 * 365.0 * 86_400.0] {
        let away = |index: &usize| (g.time_s[*index] / wanted_s).ln().abs();
        let nearest = (0..g.time_s.len()).min_by(|one, other| away(one).total_cmp(&away(other)));
        let Some(index) = nearest.filter(|index| away(index) < 0.4) else { continue };
        let value = |values: &Vec<f64>| fixed(values[index], 3, lang);
        let mut row = vec![span(g.time_s[index], lang), value(&g.uniform_wall_temperature)];
        row.extend(g.equal_inlet.as_ref().map(value));
        row.push(value(&g.uniform_extraction));
        table.row(row);
    }
    page.table(table);
    let doubt = fixed(100.0 * g.uniform_wall_temperature_doubt, 2, lang);
    page.item(text!(lang,
        nl: "Onzekerheid van gelijke wand door het rekenen zelf: hoogstens {doubt} %.",
        en: "Doubt that computing itself leaves in equal wall: at most {doubt} %.",
    ));
}

fn span(time_s: f64, lang: Lang) -> String {
    let hours = time_s / 3600.0;
    if hours < 48.0 {
        text!(lang, nl: "{n} uur", en: "{n} h", n = fixed(hours, 1, lang))
    } else if hours < 8000.0 {
        text!(lang, nl: "{n} dagen", en: "{n} days", n = fixed(hours / 24.0, 0, lang))
    } else {
        text!(lang, nl: "{n} jaar", en: "{n} years", n = fixed(hours / 8760.0, 1, lang))
    }
}

fn by_hours(years: u32, found: &HourlyC, lang: Lang) -> [String; 5] {
    let when = |hour: usize| {
        let (year, hour) = (hour / 8760 + 1, hour % 8760);
        text!(lang, nl: "jaar {year}, uur {hour}", en: "year {year}, hour {hour}")
    };
    [
        text!(lang, nl: "{years} jaar, per uur: van", en: "{years} years, by hours: from"),
        fixed(found.min_c, 2, lang),
        text!(lang, nl: "({when}) tot", en: "({when}) to", when = when(found.hour_of_min)),
        fixed(found.max_c, 2, lang),
        format!("({})", when(found.hour_of_max)),
    ]
}

fn by_months(years: u32, found: &MonthlyC, lang: Lang) -> [String; 5] {
    let when = |month: usize| {
        let (year, month) = (month / 12 + 1, month % 12 + 1);
        text!(lang, nl: "jaar {year}, maand {month}", en: "year {year}, month {month}")
    };
    [
        text!(lang, nl: "{years} jaar, per maand: van", en: "{years} years, by months: from"),
        fixed(found.min_c, 2, lang),
        text!(lang, nl: "({when}) tot", en: "({when}) to", when = when(found.month_of_min)),
        fixed(found.max_c, 2, lang),
        format!("({})", when(found.month_of_max)),
    ]
}

fn lengths(page: &mut Page, found: &Lengths, lang: Lang) {
    page.section(text!(lang,
        nl: "Lengte van elke lus voor 25 jaar binnen de grenzen (m)",
        en: "Length of each loop for 25 years within the limits (m)",
    ));
    let mut table = Table::plain([String::new(), String::new(), String::new()]).right([1]);
    let length = |length_m: Option<f64>| length_m.map_or_else(|| "-".to_owned(), |length_m| fixed(length_m, 2, lang));
    let side = |side: Option<&str>| match side {
        Some("cold") => lang.pick("door de ondergrens", "set by the lower limit"),
        Some(_) => lang.pick("door de bovengrens", "set by the upper limit"),
        None => "",
    };
    let rows = [
        (lang.pick("per uur (L4)", "by hours (L4)"), found.l4, side(found.l4_set_by)),
        (lang.pick("per maand met piek (L3)", "by months with peaks (L3)"), found.l3, side(found.l3_set_by)),
        (lang.pick("drie pulsen, slechtste maand", "three pulses, worst month"), found.l2_worst_month, ""),
        (lang.pick("drie pulsen, eerste piekmaand (L2)", "three pulses, first month of the peak (L2)"), found.l2, ""),
    ];
    for (name, length_m, side) in rows {
        table.row([name.to_owned(), length(length_m), side.to_owned()]);
    }
    page.table(table);
}

fn law(page: &mut Page, found: &LawAnswer, lang: Lang) {
    page.section(text!(lang,
        nl: "De wet: wat de bodem in gaat, van -3 tot 30 °C",
        en: "The law: what goes into the ground, from -3 to 30 °C",
    ));
    let [min, max, min_50, max_50] = [
        found.into_ground_min_c,
        found.into_ground_max_c,
        found.into_ground_min_50_years_c,
        found.into_ground_max_50_years_c,
    ]
    .map(|value| fixed(value, 2, lang));
    page.item(text!(lang,
        nl: "In 25 jaar van {min} tot {max} °C, in 50 jaar van {min_50} tot {max_50} °C.",
        en: "In 25 years from {min} to {max} °C, in 50 years from {min_50} to {max_50} °C.",
    ));
    if let Some(multiple) = found.largest_multiple_of_the_load {
        let multiple = fixed(multiple, 2, lang);
        page.item(text!(lang,
            nl: "Het veld kan 25 jaar lang {multiple} maal deze vraag aan.",
            en: "The field can carry {multiple} times this load for 25 years.",
        ));
    }
    if let Some(length_m) = found.required_length_m {
        let length = fixed(length_m, 2, lang);
        page.item(text!(lang,
            nl: "Lussen van {length} m halen het net.",
            en: "Loops of {length} m just make it.",
        ));
    }
}
