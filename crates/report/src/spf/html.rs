//! The yearly report as one page to print: no scripts, no fonts or pictures from elsewhere.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::chart::chart;
use super::text::place_words;
use super::words::{
    check_text, check_word, error, fault_lines, figure, groups, optional, sign, step, temperature_word,
};
use bodemtoets_spf::{CheckState, MeterReport, Report};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::grouped;

const STYLE: &str = include_str!("page.css");

/// The whole page.
#[must_use]
pub fn page(report: &Report, lang: Lang) -> String {
    let title = format!("{} {}: {}", lang.pick("Jaarrapport SPF", "Yearly report SPF"), report.year, report.name);
    let page = html! {
        (DOCTYPE)
        html lang=(lang.pick("nl", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (heading(report, &title, lang))
                main {
                    div.columns {
                        div { (figures(report, lang)) (balance(report, lang)) }
                        div { (chart(&report.months, lang)) (temperatures(report, lang)) (years(report, lang)) }
                    }
                    (checks(report, lang))
                    (meters(report, lang))
                    (faults(report, lang))
                    @for remark in &report.remarks {
                        p.note { (remark.text(lang)) }
                    }
                }
                (foot(report, lang))
            }
        }
    };
    page.into_string() + "\n"
}

fn heading(report: &Report, title: &str, lang: Lang) -> Markup {
    let formula = if report.spf.value.is_some() {
        let parts = [&report.heat_mwh, &report.cold_mwh, &report.electricity_mwh, &report.gas_mwh];
        let [heat, cold, electricity, gas] = parts.map(|part| grouped(part.value.unwrap_or(0.0), 1, lang));
        format!("({heat} + {cold}) / ({electricity} + {gas}) MWh")
    } else {
        "(Qw + Qk) / (E + G)".to_owned()
    };
    html! {
        header {
            div {
                h1 { (title) }
                p { (report.concept_name.get(lang)) }
                @for why in &report.spf.unknown {
                    p.fails { (why.text(lang)) }
                }
            }
            div.spf {
                span { "SPF" }
                b {
                    @match report.spf.value {
                        Some(value) => { (grouped(value, 2, lang)) " " small { (error(&report.spf, 2, lang)) } }
                        None => (lang.pick("niet vast te stellen", "undetermined")),
                    }
                }
                span { (formula) }
            }
        }
    }
}

fn figures(report: &Report, lang: Lang) -> Markup {
    html! {
        @for (name, lines) in groups(report, lang) {
            h2 { (name) }
            table {
                @for (label, value, decimals, unit) in lines {
                    tr {
                        th scope="row" { (label) }
                        td.n { (figure(value, decimals, lang)) }
                        td { @if value.value.is_some() { (unit) } }
                        td.e { (error(value, decimals, lang)) }
                    }
                }
            }
        }
    }
}

fn balance(report: &Report, lang: Lang) -> Markup {
    let heads = [
        lang.pick("jaar", "year"),
        lang.pick("warmte", "heat"),
        lang.pick("koude", "cold"),
        lang.pick("overschot warmte, opgeteld", "surplus of heat, summed"),
    ];
    html! {
        @if !report.balance.years.is_empty() {
            h2 { (lang.pick("Balans van de bodem (MWh)", "Balance of the ground (MWh)")) }
            table {
                (heads_of_numbers(heads))
                @for year in &report.balance.years {
                    tr {
                        th scope="row" { (year.year) }
                        @for value in [year.heat_mwh, year.cold_mwh, year.surplus_mwh] {
                            td.n { (grouped(value, 1, lang)) }
                        }
                    }
                }
            }
        }
    }
}

/// The heads of a table of which all columns but the first are numbers.
fn heads_of_numbers<const COLUMNS: usize>(heads: [&str; COLUMNS]) -> Markup {
    html! {
        thead {
            tr {
                @for (place, head) in heads.into_iter().enumerate() {
                    th scope="col" .n[place > 0] { (head) }
                }
            }
        }
    }
}

fn temperatures(report: &Report, lang: Lang) -> Markup {
    let heads = [
        lang.pick("temperatuur", "temperature"),
        lang.pick("gemiddeld", "mean"),
        lang.pick("laagste", "lowest"),
        lang.pick("hoogste", "highest"),
    ];
    html! {
        @if !report.temperatures.is_empty() {
            h2 { (lang.pick("Temperaturen (°C, ± 0,3)", "Temperatures (°C, ± 0.3)")) }
            table {
                (heads_of_numbers(heads))
                @for one in &report.temperatures {
                    @let months: Vec<String> = one.months_c.iter().map(|value| optional(*value, 1, lang)).collect();
                    tr {
                        th scope="row" { (temperature_word(one.quantity, lang)) }
                        td.n { (figure(&one.mean_c, 1, lang)) }
                        td.n { (optional(one.lowest_c, 1, lang)) }
                        td.n { (optional(one.highest_c, 1, lang)) }
                    }
                    tr {
                        td.e colspan="4" { (lang.pick("per maand", "by month")) ": " (months.join(" · ")) }
                    }
                }
            }
        }
    }
}

fn years(report: &Report, lang: Lang) -> Markup {
    let earlier = report.earlier.iter().map(|one| (one.year, one.spf, one.heat_mwh, one.cold_mwh));
    let this = (report.year, report.spf.value, report.heat_mwh.value, report.cold_mwh.value);
    html! {
        @if !report.earlier.is_empty() {
            h2 { (lang.pick("Jaren", "Years")) }
            table {
                (heads_of_numbers([lang.pick("jaar", "year"), "SPF", "Qw MWh", "Qk MWh"]))
                @for (year, spf, heat, cold) in earlier.chain([this]) {
                    tr {
                        th scope="row" { (year) }
                        td.n { (optional(spf, 2, lang)) }
                        td.n { (optional(heat, 1, lang)) }
                        td.n { (optional(cold, 1, lang)) }
                    }
                }
            }
        }
    }
}

fn checks(report: &Report, lang: Lang) -> Markup {
    let class = |state| match state {
        CheckState::Holds => "holds",
        CheckState::Fails => "fails",
        CheckState::Unknown | CheckState::DoesNotApply => "open",
    };
    html! {
        h2 { (lang.pick("Wet en vergunning", "Law and permit")) }
        table.checks {
            @for check in &report.checks {
                tr {
                    td class=(class(check.state)) { (sign(check.state)) }
                    th scope="row" { (check_word(check.id, lang)) }
                    td { (check_text(check, lang)) }
                }
            }
        }
    }
}

fn meters(report: &Report, lang: Lang) -> Markup {
    let heads = match lang {
        Lang::Nl => ["Meter", "meet", "telt als", "hoeveelheid", "fout", "stap", "gemeten", "doorgeteld", "geschat"],
        Lang::En => ["Meter", "measures", "counts as", "amount", "error", "step", "measured", "bridged", "estimated"],
    };
    html! {
        h2 { (lang.pick("Meters en volledigheid", "Meters and completeness")) }
        table {
            thead {
                tr {
                    @for (place, head) in heads.into_iter().enumerate() {
                        th scope="col" .n[place >= 3] { (head) }
                    }
                }
            }
            @for one in &report.meters {
                (meter(one, lang))
            }
        }
    }
}

fn meter(meter: &MeterReport, lang: Lang) -> Markup {
    let percent = |value: f64| format!("{} %", grouped(value, 1, lang));
    let temperature = meter.amount_unit == "degC";
    let unit = if temperature { "°C" } else { &meter.amount_unit };
    let error = if temperature { format!("{} °C", grouped(meter.error, 1, lang)) } else { percent(meter.error) };
    html! {
        tr {
            th scope="row" { (meter.column) }
            td { (meter.what.get(lang)) }
            td { (meter.counts.get(lang)) }
            td.n { (optional(meter.amount, usize::from(temperature), lang)) " " (unit) }
            td.n { (error) }
            td.n { (step(meter.step_s, lang)) }
            td.n { (percent(meter.complete_percent)) }
            td.n { (percent(meter.bridged_percent)) }
            td.n { (percent(meter.estimated_percent)) }
        }
    }
}

fn faults(report: &Report, lang: Lang) -> Markup {
    if report.faults.is_empty() {
        return html! { p { (lang.pick("Geen gebreken in de meetgegevens.", "No faults in the readings.")) } };
    }
    let heads = match lang {
        Lang::Nl => ["aantal", "wat", "meter", "wat ermee is gedaan", "de eerste"],
        Lang::En => ["count", "what", "meter", "what was done with it", "the first"],
    };
    html! {
        h2 { (lang.pick("Meetgegevens", "Readings")) }
        table {
            thead {
                tr {
                    @for (place, head) in heads.into_iter().enumerate() {
                        th scope="col" .n[place == 0] { (head) }
                    }
                }
            }
            @for line in fault_lines(report) {
                @let alone = line.columns.len() == 1;
                tr {
                    td.n { (line.fault.count) }
                    td { (line.fault.kind.name(lang)) }
                    td { (line.columns()) }
                    td { (line.fault.treatment.get(lang)) }
                    td.e { @if let Some(place) = line.places.first() { (place_words(place, alone, lang)) } }
                }
            }
        }
    }
}

fn foot(report: &Report, lang: Lang) -> Markup {
    html! {
        footer {
            (report.provenance.tool) "; gas " (grouped(report.gas_mj_m3, 2, lang)) " MJ/m3; " (report.time_zone)
            "; concept " (report.concept)
            @for file in &report.provenance.readings {
                br;
                (file.file) " sha256 " (file.sha256)
            }
        }
    }
}
