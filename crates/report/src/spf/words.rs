//! Words and numbers that the text and the page share.

use bodemtoets_spf::{Check, CheckId, CheckState, DefectCount, DefectPlace, Figure, Quantity, Report};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::grouped;

/// A figure that may not be known.
pub(super) fn figure(figure: &Figure, decimals: usize, lang: Lang) -> String {
    figure.value.map_or_else(|| lang.pick("onbekend", "unknown").to_owned(), |value| grouped(value, decimals, lang))
}

/// A number that may not be there.
pub(super) fn optional(value: Option<f64>, decimals: usize, lang: Lang) -> String {
    value.map_or_else(|| "–".to_owned(), |value| grouped(value, decimals, lang))
}

/// What is wrong with the error of a figure; nothing when it has none.
pub(super) fn error(figure: &Figure, decimals: usize, lang: Lang) -> String {
    figure
        .error
        .filter(|error| *error > 0.0)
        .map(|error| format!("± {}", grouped(error, decimals, lang)))
        .unwrap_or_default()
}

/// The month, in three letters.
pub(super) fn month(month: i8, lang: Lang) -> &'static str {
    const NL: [&str; 12] = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let place = usize::try_from(month - 1).unwrap_or(0).min(11);
    lang.pick(NL[place], EN[place])
}

/// A step between readings: `1 min`, `15 min`, `1 h`, `31 d`.
pub(super) fn step(seconds: u32, lang: Lang) -> String {
    match seconds {
        0 => "–".to_owned(),
        1..60 => format!("{seconds} s"),
        60..3600 => format!("{} min", seconds / 60),
        3600..86_400 => format!("{} {}", seconds / 3600, lang.pick("u", "h")),
        _ => format!("{} d", (seconds + 43_200) / 86_400),
    }
}

/// The sign of a check.
pub(super) fn sign(state: CheckState) -> char {
    match state {
        CheckState::Holds => '✓',
        CheckState::Fails => '✗',
        CheckState::Unknown => '?',
        CheckState::DoesNotApply => '–',
    }
}

/// What is checked.
pub(super) fn check_word(id: CheckId, lang: Lang) -> &'static str {
    match id {
        CheckId::MaxTemperature => lang.pick("hoogste temperatuur", "highest temperature"),
        CheckId::MinTemperature => lang.pick("laagste temperatuur", "lowest temperature"),
        CheckId::Balance => lang.pick("balans", "balance"),
        CheckId::Reported => lang.pick("op tijd gemeld", "reported in time"),
        CheckId::Kept => lang.pick("gegevens bewaren", "keeping data"),
        CheckId::MeasuringError => lang.pick("meetfout", "error of meters"),
        CheckId::ProvinceSpf => lang.pick("SPF, provincie", "SPF, province"),
        CheckId::ProvinceReport => lang.pick("gemeld, provincie", "reported, province"),
        CheckId::PermitSpf => "SPF",
        CheckId::PermitVolume => lang.pick("waterverplaatsing", "volume moved"),
        CheckId::Plausible => lang.pick("aannemelijk", "plausible"),
    }
}

/// A check in words, with its margin and its source.
pub(super) fn check_text(check: &Check, lang: Lang) -> String {
    let margin =
        if check.within_error { lang.pick("; binnen de meetfout", "; within the error of the meters") } else { "" };
    let source = check.source.as_ref().map(|source| source.article.as_ref().unwrap_or(&source.title));
    let rule = check.rule.as_deref().map(|rule| format!(", {rule}")).unwrap_or_default();
    let source = source.map(|source| format!(" ({source}{rule})")).unwrap_or_default();
    format!("{}{margin}{source}", check.statement.text(lang))
}

/// The name of a temperature.
pub(super) fn temperature_word(quantity: Quantity, lang: Lang) -> &'static str {
    match quantity {
        Quantity::ToWarmWellC => lang.pick("water de warme bron in", "water into the warm well"),
        Quantity::ToColdWellC => lang.pick("water de koude bron in", "water into the cold well"),
        _ => lang.pick("vloeistof de bodem in", "fluid into the ground"),
    }
}

/// A line of figures: its label, the figure, decimals, unit.
pub(super) type Line<'a> = (&'static str, &'a Figure, usize, &'static str);

/// The figures in groups: a heading, and the lines that this system has.
pub(super) fn groups(report: &Report, lang: Lang) -> Vec<(&'static str, Vec<Line<'_>>)> {
    let open = report.system == bodemtoets_law::rules::System::Open;
    let mut ground: Vec<Line<'_>> = vec![
        (lang.pick("warmte naar de bodem", "heat into the ground"), &report.heat_to_ground_mwh, 1, "MWh"),
        (lang.pick("koude naar de bodem", "cold into the ground"), &report.cold_to_ground_mwh, 1, "MWh"),
    ];
    if open {
        ground.extend([
            (lang.pick("grondwater warm → koud", "groundwater warm → cold"), &report.water_warm_to_cold_m3, 0, "m3"),
            (lang.pick("grondwater koud → warm", "groundwater cold → warm"), &report.water_cold_to_warm_m3, 0, "m3"),
            (
                lang.pick("productiviteit warm → koud", "productivity warm → cold"),
                &report.heat_productivity_kwh_m3,
                2,
                "kWh/m3",
            ),
            (
                lang.pick("productiviteit koud → warm", "productivity cold → warm"),
                &report.cold_productivity_kwh_m3,
                2,
                "kWh/m3",
            ),
        ]);
    }
    vec![
        (
            lang.pick("Energie", "Energy"),
            vec![
                (lang.pick("Qw, warmte naar het gebouw", "Qw, heat to the building"), &report.heat_mwh, 1, "MWh"),
                (lang.pick("Qk, koude naar het gebouw", "Qk, cold to the building"), &report.cold_mwh, 1, "MWh"),
                (lang.pick("E, elektriciteit", "E, electricity"), &report.electricity_mwh, 1, "MWh"),
                (lang.pick("G, gas", "G, gas"), &report.gas_mwh, 1, "MWh"),
                (
                    lang.pick("aandeel in de warmtevraag", "share of the heat demand"),
                    &report.heat_covered_percent,
                    0,
                    "%",
                ),
                (
                    lang.pick("aandeel in de koudevraag", "share of the cold demand"),
                    &report.cold_covered_percent,
                    0,
                    "%",
                ),
            ],
        ),
        (lang.pick("Bodem", "Ground"), ground),
    ]
}

/// Faults of a kind that all of some meters have in the same place: a row that is missing is missing for
/// every column.
pub(super) struct DefectLine<'a> {
    pub fault: &'a DefectCount,
    pub columns: Vec<&'a str>,
    pub places: Vec<&'a DefectPlace>,
}

impl DefectLine<'_> {
    /// The columns, or how many they are: "meters" is so in both languages.
    pub(super) fn columns(&self) -> String {
        match self.columns.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            more => format!("{} meters", more.len()),
        }
    }
}

/// The faults, those of the same row together.
pub(super) fn fault_lines(report: &Report) -> Vec<DefectLine<'_>> {
    let mut lines: Vec<DefectLine<'_>> = Vec::new();
    for fault in &report.faults {
        let of = report.fault_list.iter().filter(|place| place.kind == fault.kind && place.column == fault.column);
        let places: Vec<&DefectPlace> = of.collect();
        let same = |line: &DefectLine<'_>| {
            let at = |places: &[&DefectPlace]| {
                places.iter().map(|place| (place.line, place.from.clone())).collect::<Vec<_>>()
            };
            line.fault.kind == fault.kind && line.fault.count == fault.count && at(&line.places) == at(&places)
        };
        match lines.iter_mut().find(|line| same(line)) {
            Some(line) => line.columns.extend(fault.column.as_deref()),
            None => lines.push(DefectLine { fault, columns: fault.column.as_deref().into_iter().collect(), places }),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_thousands_apart_and_the_comma_of_the_language() {
        assert_eq!(grouped(12_345.67, 1, Lang::Nl), "12 345,7");
        assert_eq!(grouped(-0.04, 1, Lang::En), "0.0");
        assert_eq!(grouped(-1234.0, 0, Lang::En), "-1 234");
    }
}
