//! The yearly report as one page to print: no scripts, no fonts or pictures from elsewhere.

use std::fmt::Write as _;

use super::words::{
    check_text, check_word, error, fault_lines, figure, groups, month, optional, sign, step, temperature_word,
};
use crate::lang::Lang;
use crate::words::{escaped, grouped};
use bodemtoets_spf::{CheckState, Report};

const STYLE: &str = include_str!("page.css");
/// Size of the chart, in its own units.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 190.0;

/// The whole page.
#[must_use]
pub fn page(report: &Report, lang: Lang) -> String {
    let title = format!("{} {}: {}", lang.pick("Jaarrapport SPF", "Yearly report SPF"), report.year, report.name);
    let title = escaped(&title);
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        lang.pick("nl", "en")
    );
    heading(&mut html, report, &title, lang);
    html.push_str("<div class=\"columns\">\n<div>\n");
    figures(&mut html, report, lang);
    html.push_str("</div>\n<div>\n");
    months(&mut html, report, lang);
    temperatures(&mut html, report, lang);
    years(&mut html, report, lang);
    html.push_str("</div>\n</div>\n");
    checks(&mut html, report, lang);
    meters(&mut html, report, lang);
    faults(&mut html, report, lang);
    for remark in &report.remarks {
        let _ = writeln!(html, "<p class=\"note\">{}</p>", escaped(&remark.text(lang)));
    }
    foot(&mut html, report, lang);
    html.push_str("</body>\n</html>\n");
    html
}

fn heading(html: &mut String, report: &Report, title: &str, lang: Lang) {
    let known = report.spf.value.map_or_else(
        || lang.pick("niet vast te stellen", "undetermined").to_owned(),
        |value| format!("{} <small>{}</small>", grouped(value, 2, lang), error(&report.spf, 2, lang)),
    );
    let _ = writeln!(html, "<header>\n<div>\n<h1>{title}</h1>\n<p>{}</p>", escaped(report.concept_name.get(lang)));
    for why in &report.spf.unknown {
        let _ = writeln!(html, "<p class=\"fails\">{}</p>", escaped(&why.text(lang)));
    }
    let formula = if report.spf.value.is_some() {
        let parts = [&report.heat_mwh, &report.cold_mwh, &report.electricity_mwh, &report.gas_mwh];
        let [heat, cold, electricity, gas] = parts.map(|part| grouped(part.value.unwrap_or(0.0), 1, lang));
        format!("({heat} + {cold}) / ({electricity} + {gas}) MWh")
    } else {
        "(Qw + Qk) / (E + G)".to_owned()
    };
    let _ = writeln!(
        html,
        "</div>\n<div class=\"spf\"><span>SPF</span><b>{known}</b><span>{formula}</span></div>\n</header>"
    );
}

fn figures(html: &mut String, report: &Report, lang: Lang) {
    for (name, lines) in groups(report, lang) {
        let _ = writeln!(html, "<h2>{name}</h2>\n<table>");
        for (label, value, decimals, unit) in lines {
            let unit = if value.value.is_some() { unit } else { "" };
            let _ = writeln!(
                html,
                "<tr><td>{label}</td><td class=\"n\">{}</td><td>{unit}</td><td class=\"e\">{}</td></tr>",
                figure(value, decimals, lang),
                error(value, decimals, lang)
            );
        }
        html.push_str("</table>\n");
    }
    if !report.balance.years.is_empty() {
        let _ = writeln!(
            html,
            "<h2>{}</h2>\n<table>\n<tr><th></th><th class=\"n\">{}</th><th class=\"n\">{}</th><th class=\"n\">{}</th></tr>",
            lang.pick("Balans van de bodem (MWh)", "Balance of the ground (MWh)"),
            lang.pick("warmte", "heat"),
            lang.pick("koude", "cold"),
            lang.pick("overschot warmte, opgeteld", "surplus of heat, summed")
        );
        for year in &report.balance.years {
            let [heat, cold, surplus] =
                [year.heat_mwh, year.cold_mwh, year.surplus_mwh].map(|value| grouped(value, 1, lang));
            let _ = writeln!(
                html,
                "<tr><td>{}</td><td class=\"n\">{heat}</td><td class=\"n\">{cold}</td><td class=\"n\">{surplus}</td></tr>",
                year.year
            );
        }
        html.push_str("</table>\n");
    }
}

/// A bar chart of heat, cold and energy for each month, and the SPF below it.
fn months(html: &mut String, report: &Report, lang: Lang) {
    let _ = writeln!(html, "<h2>{}</h2>", lang.pick("Per maand (MWh)", "By month (MWh)"));
    let values = report.months.iter().flat_map(|one| [one.heat_mwh, one.cold_mwh, one.energy_mwh]).flatten();
    let most = nice(values.fold(0.0, f64::max));
    let _ = writeln!(html, "<svg viewBox=\"0 0 {WIDTH} {}\" role=\"img\" font-size=\"15\">", HEIGHT + 46.0);
    for quarter in 0..=4 {
        let part = f64::from(quarter) / 4.0;
        let y = HEIGHT - part * (HEIGHT - 12.0);
        let _ = writeln!(
            html,
            "<line x1=\"40\" x2=\"{WIDTH}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"#dddddd\"/><text x=\"36\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#555555\">{}</text>",
            y + 4.0,
            crate::words::with_decimals(most * part, 2, lang)
        );
    }
    let wide = (WIDTH - 44.0) / 12.0;
    for one in &report.months {
        let left = 44.0 + f64::from(one.month - 1) * wide;
        let middle = left + wide / 2.0 - 2.0;
        for (place, (value, colour)) in
            (0_u8..).zip([(one.heat_mwh, "#c8553d"), (one.cold_mwh, "#2f7fb8"), (one.energy_mwh, "#8a8a8a")])
        {
            let Some(value) = value.filter(|value| *value > 0.0) else { continue };
            let (x, width) = (left + f64::from(place) * (wide - 8.0) / 3.0 + 2.0, (wide - 8.0) / 3.0 - 1.0);
            let high = value / most * (HEIGHT - 12.0);
            let _ = writeln!(
                html,
                "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{high:.1}\" fill=\"{colour}\"/>",
                HEIGHT - high
            );
        }
        if one.heat_mwh.is_none() && one.cold_mwh.is_none() {
            let _ = writeln!(html, "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">?</text>", HEIGHT - 6.0);
        }
        let _ = writeln!(
            html,
            "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text><text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#555555\">{}</text>",
            HEIGHT + 16.0,
            month(one.month, lang),
            HEIGHT + 34.0,
            optional(one.spf, 1, lang)
        );
    }
    let _ = writeln!(
        html,
        "<text x=\"36\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#555555\">SPF</text>\n</svg>",
        HEIGHT + 34.0
    );
    let _ = writeln!(
        html,
        "<p class=\"key\"><i class=\"heat\"></i>{} <i class=\"cold\"></i>{} <i class=\"energy\"></i>{}</p>",
        lang.pick("warmte", "heat"),
        lang.pick("koude", "cold"),
        lang.pick("elektriciteit en gas", "electricity and gas")
    );
}

/// The round number above a value: 1, 2 or 5 times a power of ten.
fn nice(value: f64) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    let ten = 10_f64.powf(value.log10().floor());
    [1.0, 2.0, 4.0, 5.0, 8.0].into_iter().map(|times| times * ten).find(|round| *round >= value).unwrap_or(10.0 * ten)
}

fn temperatures(html: &mut String, report: &Report, lang: Lang) {
    if report.temperatures.is_empty() {
        return;
    }
    let _ = writeln!(
        html,
        "<h2>{}</h2>\n<table>\n<tr><th></th><th class=\"n\">{}</th><th class=\"n\">{}</th><th class=\"n\">{}</th></tr>",
        lang.pick("Temperaturen (°C, ± 0,3)", "Temperatures (°C, ± 0.3)"),
        lang.pick("gemiddeld", "mean"),
        lang.pick("laagste", "lowest"),
        lang.pick("hoogste", "highest")
    );
    for one in &report.temperatures {
        let mean = figure(&one.mean_c, 1, lang);
        let [low, high] = [one.lowest_c, one.highest_c].map(|value| optional(value, 1, lang));
        let _ = writeln!(
            html,
            "<tr><td>{}</td><td class=\"n\">{mean}</td><td class=\"n\">{low}</td><td class=\"n\">{high}</td></tr>",
            temperature_word(one.quantity, lang)
        );
        let months: Vec<String> = one.months_c.iter().map(|value| optional(*value, 1, lang)).collect();
        let _ = writeln!(
            html,
            "<tr><td colspan=\"4\" class=\"e\">{}: {}</td></tr>",
            lang.pick("per maand", "by month"),
            months.join(" · ")
        );
    }
    html.push_str("</table>\n");
}

fn years(html: &mut String, report: &Report, lang: Lang) {
    if report.earlier.is_empty() {
        return;
    }
    let _ = writeln!(
        html,
        "<h2>{}</h2>\n<table>\n<tr><th></th><th class=\"n\">SPF</th><th class=\"n\">Qw MWh</th><th class=\"n\">Qk MWh</th></tr>",
        lang.pick("Jaren", "Years")
    );
    let earlier = report.earlier.iter().map(|one| (one.year, one.spf, one.heat_mwh, one.cold_mwh));
    let this = (report.year, report.spf.value, report.heat_mwh.value, report.cold_mwh.value);
    for (year, spf, heat, cold) in earlier.chain([this]) {
        let _ = writeln!(
            html,
            "<tr><td>{year}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            optional(spf, 2, lang),
            optional(heat, 1, lang),
            optional(cold, 1, lang)
        );
    }
    html.push_str("</table>\n");
}

fn checks(html: &mut String, report: &Report, lang: Lang) {
    let _ = writeln!(html, "<h2>{}</h2>\n<table class=\"checks\">", lang.pick("Wet en vergunning", "Law and permit"));
    for check in &report.checks {
        let class = match check.state {
            CheckState::Holds => "holds",
            CheckState::Fails => "fails",
            CheckState::Unknown | CheckState::DoesNotApply => "",
        };
        let _ = writeln!(
            html,
            "<tr><td class=\"{class}\">{}</td><td>{}</td><td>{}</td></tr>",
            sign(check.state),
            check_word(check.id, lang),
            escaped(&check_text(check, lang))
        );
    }
    html.push_str("</table>\n");
}

fn meters(html: &mut String, report: &Report, lang: Lang) {
    let names = match lang {
        Lang::Nl => ["Meter", "meet", "telt als", "hoeveelheid", "fout", "stap", "gemeten", "doorgeteld", "geschat"],
        Lang::En => ["Meter", "measures", "counts as", "amount", "error", "step", "measured", "bridged", "estimated"],
    };
    let _ =
        writeln!(html, "<h2>{}</h2>\n<table>\n<tr>", lang.pick("Meters en volledigheid", "Meters and completeness"));
    for (place, name) in names.iter().enumerate() {
        let class = if place >= 3 { " class=\"n\"" } else { "" };
        let _ = write!(html, "<th{class}>{name}</th>");
    }
    html.push_str("</tr>\n");
    for meter in &report.meters {
        let percent = |value: f64| format!("{} %", grouped(value, 1, lang));
        let temperature = meter.amount_unit == "degC";
        let unit = if temperature { "°C" } else { &meter.amount_unit };
        let error = if temperature { format!("{} °C", grouped(meter.error, 1, lang)) } else { percent(meter.error) };
        let _ = write!(
            html,
            "<tr><td>{}</td><td>{}</td><td>{}</td>",
            escaped(&meter.column),
            escaped(meter.what.get(lang)),
            escaped(meter.counts.get(lang))
        );
        let cells = [
            format!("{} {unit}", optional(meter.amount, usize::from(temperature), lang)),
            error,
            step(meter.step_s, lang),
            percent(meter.complete_percent),
            percent(meter.bridged_percent),
            percent(meter.estimated_percent),
        ];
        for cell in cells {
            let _ = write!(html, "<td class=\"n\">{}</td>", escaped(&cell));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</table>\n");
}

fn faults(html: &mut String, report: &Report, lang: Lang) {
    if report.faults.is_empty() {
        let _ =
            writeln!(html, "<p>{}</p>", lang.pick("Geen gebreken in de meetgegevens.", "No faults in the readings."));
        return;
    }
    let _ = writeln!(html, "<h2>{}</h2>\n<table>", lang.pick("Meetgegevens", "Readings"));
    for line in fault_lines(report) {
        let fault = line.fault;
        let place = line.places.first().map(|place| super::text::place_words(place, line.columns.len() == 1, lang));
        let _ = writeln!(
            html,
            "<tr><td class=\"n\">{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"e\">{}</td></tr>",
            fault.count,
            fault.kind.name(lang),
            escaped(&line.columns()),
            fault.treatment.get(lang),
            escaped(&place.unwrap_or_default())
        );
    }
    html.push_str("</table>\n");
}

fn foot(html: &mut String, report: &Report, lang: Lang) {
    let _ = write!(
        html,
        "<footer>{}; {} {} MJ/m3; {}; {} {}",
        escaped(&report.provenance.tool),
        lang.pick("gas", "gas"),
        grouped(report.gas_mj_m3, 2, lang),
        escaped(&report.time_zone),
        lang.pick("concept", "concept"),
        escaped(&report.concept)
    );
    for file in &report.provenance.readings {
        let _ = write!(html, "<br>{} sha256 {}", escaped(&file.file), file.sha256);
    }
    html.push_str("</footer>\n");
}
