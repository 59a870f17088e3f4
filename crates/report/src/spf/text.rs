//! The yearly report for people, as text.

use std::fmt::Write as _;

use super::words::{
    check_text, check_word, error, fault_lines, figure, groups, month, optional, sign, step, temperature_word,
};
use crate::feasibility::bar;
use bodemtoets_spf::{DefectPlace, Report};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Table, grouped};

/// The places of more faults of a kind and meter are in the JSON.
const SHOWN: usize = 3;

/// The whole report.
#[must_use]
pub fn report(report: &Report, lang: Lang) -> String {
    let mut text = String::new();
    heading(&mut text, report, lang);
    for (name, lines) in groups(report, lang) {
        let _ = writeln!(text, "\n{name}");
        for (label, value, decimals, unit) in lines {
            let known = figure(value, decimals, lang);
            let unit = if value.value.is_some() { unit } else { "" };
            let _ = writeln!(
                text,
                "{}",
                format!("  {label:<32}{known:>12} {unit:<7}{}", error(value, decimals, lang)).trim_end()
            );
        }
    }
    balance(&mut text, report, lang);
    temperatures(&mut text, report, lang);
    months(&mut text, report, lang);
    meters(&mut text, report, lang);
    faults(&mut text, report, lang);
    years(&mut text, report, lang);
    let _ = writeln!(text, "\n{}", lang.pick("Wet en vergunning", "Law and permit"));
    for check in &report.checks {
        let word = check_word(check.id, lang);
        let _ = writeln!(text, "  {} {word:<20} {}", sign(check.state), check_text(check, lang));
    }
    if !report.remarks.is_empty() {
        let _ = writeln!(text, "\n{}", lang.pick("Opmerkingen", "Remarks"));
        for remark in &report.remarks {
            let _ = writeln!(text, "  - {}", remark.text(lang));
        }
    }
    provenance(&mut text, report, lang);
    text
}

fn heading(text: &mut String, report: &Report, lang: Lang) {
    let _ = writeln!(text, "{} {}: {}", lang.pick("Jaarrapport SPF", "Yearly report SPF"), report.year, report.name);
    let _ = writeln!(text, "  {}\n", report.concept_name.get(lang));
    let spf = match report.spf.value {
        Some(value) => format!("{} {}", grouped(value, 2, lang), error(&report.spf, 2, lang)),
        None => lang.pick("niet vast te stellen", "undetermined").to_owned(),
    };
    let _ = writeln!(text, "SPF {}", spf.trim_end());
    let parts = [&report.heat_mwh, &report.cold_mwh, &report.electricity_mwh, &report.gas_mwh];
    if report.spf.value.is_some() {
        let [heat, cold, electricity, gas] = parts.map(|part| grouped(part.value.unwrap_or(0.0), 1, lang));
        let _ = writeln!(text, "  (Qw + Qk) / (E + G) = ({heat} + {cold}) / ({electricity} + {gas})");
    }
    for why in &report.spf.unknown {
        let _ = writeln!(text, "  ? {}", why.text(lang));
    }
    let low = [(&report.heat_covered_percent, "warmte", "heat"), (&report.cold_covered_percent, "koude", "cold")];
    for (covered, nl, en) in low {
        if let Some(percent) = covered.value.filter(|percent| *percent < 50.0) {
            let _ = writeln!(
                text,
                "  ! {} {} %: {}",
                lang.pick(
                    &format!("het systeem dekt de vraag naar {nl} voor"),
                    &format!("the system covers of the demand for {en}")
                ),
                grouped(percent, 0, lang),
                lang.pick("een hoge SPF bespaart dan weinig", "a high SPF saves little then"),
            );
        }
    }
}

fn balance(text: &mut String, report: &Report, lang: Lang) {
    if report.balance.years.is_empty() {
        return;
    }
    let since = if report.balance.since_use {
        lang.pick("sinds ingebruikneming", "since it was taken into use")
    } else {
        lang.pick("vanaf het eerste jaar", "from the first year")
    };
    let _ = writeln!(text, "\n{}", lang.pick("Balans van de bodem (MWh)", "Balance of the ground (MWh)"));
    let surplus = format!("{}, {since}", lang.pick("warmteoverschot", "surplus of heat"));
    let _ =
        writeln!(text, "  {:>6}{:>12}{:>12}  {surplus}", "", lang.pick("warmte", "heat"), lang.pick("koude", "cold"));
    for year in &report.balance.years {
        let [heat, cold, surplus] =
            [year.heat_mwh, year.cold_mwh, year.surplus_mwh].map(|value| grouped(value, 1, lang));
        let _ = writeln!(text, "  {:>6}{heat:>12}{cold:>12}{surplus:>12}", year.year);
    }
}

fn temperatures(text: &mut String, report: &Report, lang: Lang) {
    if report.temperatures.is_empty() {
        return;
    }
    let heading = lang.pick("Temperaturen (°C, ± 0,3)", "Temperatures (°C, ± 0.3)");
    let names = [lang.pick("gemiddeld", "mean"), lang.pick("laagste", "lowest"), lang.pick("hoogste", "highest")];
    let _ = writeln!(text, "\n{heading:<34}{:>10}{:>10}{:>10}", names[0], names[1], names[2]);
    for one in &report.temperatures {
        let mean = figure(&one.mean_c, 1, lang);
        let [low, high] = [one.lowest_c, one.highest_c].map(|value| optional(value, 1, lang));
        let _ = writeln!(text, "  {:<32}{mean:>10}{low:>10}{high:>10}", temperature_word(one.quantity, lang));
        let months: Vec<String> = one.months_c.iter().map(|value| optional(*value, 1, lang)).collect();
        let _ = writeln!(text, "    {} {}", lang.pick("per maand", "by month"), months.join("  "));
    }
}

fn months(text: &mut String, report: &Report, lang: Lang) {
    let _ = writeln!(
        text,
        "\n{:<8}{:>10}{:>10}{:>10}{:>8}  {}",
        "MWh",
        lang.pick("warmte", "heat"),
        lang.pick("koude", "cold"),
        "E + G",
        "SPF",
        lang.pick("warmte █, koude ▒", "heat █, cold ▒")
    );
    let total = |heat: Option<f64>, cold: Option<f64>| heat.unwrap_or(0.0) + cold.unwrap_or(0.0);
    let most = report.months.iter().map(|one| total(one.heat_mwh, one.cold_mwh)).fold(0.0, f64::max);
    for one in &report.months {
        let [heat, cold, energy] = [one.heat_mwh, one.cold_mwh, one.energy_mwh].map(|value| optional(value, 1, lang));
        let spf = optional(one.spf, 2, lang);
        let hot = bar(one.heat_mwh.unwrap_or(0.0), most, 40);
        let cool = bar(one.cold_mwh.unwrap_or(0.0), most, 40);
        let cool = "▒".repeat(cool.chars().count());
        let line = format!("  {:<6}{heat:>10}{cold:>10}{energy:>10}{spf:>8}  {hot}{cool}", month(one.month, lang));
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

fn meters(text: &mut String, report: &Report, lang: Lang) {
    let heads = [
        lang.pick("Meter", "Meter"),
        lang.pick("telt als", "counts as"),
        lang.pick("hoeveelheid", "amount"),
        "",
        lang.pick("fout", "error"),
        lang.pick("stap", "step"),
        lang.pick("gemeten", "measured"),
        lang.pick("doorgeteld", "bridged"),
        lang.pick("geschat", "estimated"),
    ];
    let mut table = Table::plain(heads).right([2, 4, 5, 6, 7, 8]);
    for meter in &report.meters {
        let percent = |value: f64| format!("{} %", grouped(value, 1, lang));
        let temperature = meter.amount_unit == "degC";
        let unit = if temperature { "°C" } else { &meter.amount_unit };
        let error = if temperature { format!("{} °C", grouped(meter.error, 1, lang)) } else { percent(meter.error) };
        table.row([
            meter.column.clone(),
            meter.counts.get(lang).to_owned(),
            optional(meter.amount, usize::from(temperature), lang),
            unit.to_owned(),
            error,
            step(meter.step_s, lang),
            percent(meter.complete_percent),
            percent(meter.bridged_percent),
            percent(meter.estimated_percent),
        ]);
    }
    let _ = writeln!(text);
    for line in table.to_string().lines() {
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let wide = report.meters.iter().map(|meter| meter.column.chars().count()).max().unwrap_or(0);
    let _ = writeln!(text, "\n{}", lang.pick("Wat ze meten", "What they measure"));
    for meter in &report.meters {
        let _ = writeln!(text, "  {:<wide$}  {}", meter.column, meter.what.get(lang));
    }
    let partly: Vec<_> =
        report.meters.iter().filter(|meter| meter.months_percent.iter().any(|percent| *percent < 99.5)).collect();
    if partly.is_empty() {
        return;
    }
    let names: Vec<String> = (1..=12).map(|one| format!("{:>6}", month(one, lang))).collect();
    let _ = writeln!(text, "\n{:<26}{}", lang.pick("Gemeten per maand (%)", "Measured by month (%)"), names.concat());
    for meter in partly {
        let each: Vec<String> =
            meter.months_percent.iter().map(|percent| format!("{:>6}", grouped(*percent, 1, lang))).collect();
        let _ = writeln!(text, "  {:<24}{}", meter.column, each.concat());
    }
}

fn faults(text: &mut String, report: &Report, lang: Lang) {
    if report.faults.is_empty() {
        let _ = writeln!(text, "\n{}", lang.pick("Geen gebreken in de meetgegevens.", "No faults in the readings."));
        return;
    }
    let _ = writeln!(text, "\n{}", lang.pick("Meetgegevens", "Readings"));
    for line in fault_lines(report) {
        let fault = line.fault;
        let (word, treatment) = (fault.kind.name(lang), fault.treatment.get(lang));
        let _ = writeln!(text, "  {:>6} {word:<24}{:<20} {treatment}", fault.count, line.columns());
        for place in line.places.iter().take(SHOWN) {
            let _ = writeln!(text, "           {}", place_words(place, line.columns.len() == 1, lang));
        }
        if fault.count > SHOWN as u64 {
            let _ = writeln!(text, "           …");
        }
    }
}

/// Where a fault is: when, in which file and line, and what was read.
pub(super) fn place_words(place: &DefectPlace, alone: bool, lang: Lang) -> String {
    let mut words = Vec::new();
    match (&place.from, &place.to) {
        (Some(from), Some(to)) => words.push(format!("{from} – {to}")),
        (Some(from), None) => words.push(from.clone()),
        _ => {}
    }
    if let (Some(file), Some(line)) = (&place.file, place.line) {
        words.push(format!("{file}, {} {line}", lang.pick("regel", "line")));
    }
    // Of several meters each has its own value.
    if let Some(value) = place.value.filter(|_| alone) {
        words.push(format!("{} {}", lang.pick("waarde", "value"), bodemtoets_words::words::number(value, lang)));
    }
    words.join("; ")
}

fn years(text: &mut String, report: &Report, lang: Lang) {
    if report.earlier.is_empty() {
        return;
    }
    let _ = writeln!(
        text,
        "\n{:<8}{:>8}{:>12}{:>12}",
        lang.pick("Jaren", "Years"),
        "SPF",
        lang.pick("Qw MWh", "Qw MWh"),
        lang.pick("Qk MWh", "Qk MWh")
    );
    let earlier = report.earlier.iter().map(|one| (one.year, one.spf, one.heat_mwh, one.cold_mwh));
    let this = (report.year, report.spf.value, report.heat_mwh.value, report.cold_mwh.value);
    for (year, spf, heat, cold) in earlier.chain([this]) {
        let _ = writeln!(
            text,
            "  {year:<6}{:>8}{:>12}{:>12}",
            optional(spf, 2, lang),
            optional(heat, 1, lang),
            optional(cold, 1, lang)
        );
    }
}

fn provenance(text: &mut String, report: &Report, lang: Lang) {
    let _ = writeln!(
        text,
        "\n{}: {}; {} {} MJ/m3; {}",
        lang.pick("Grondslag", "Basis"),
        report.provenance.tool,
        lang.pick("gas", "gas"),
        grouped(report.gas_mj_m3, 2, lang),
        report.time_zone
    );
    for file in &report.provenance.readings {
        let _ = writeln!(text, "  {}  sha256 {}", file.file, file.sha256.get(..12).unwrap_or_default());
    }
}
