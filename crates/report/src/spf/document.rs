//! The yearly report as a document: the SPF, law and permit, the figures, the months, and how complete the readings are.

use super::chart::chart;
use super::text::place_words;
use super::words::{
    check_text, check_word, error, fault_lines, figure, groups, month, optional, step, temperature_word,
};
use bodemtoets_document::{Attachment, Banner, Block, Document, Fact, Figure, Table, Tone, Words, told};
use bodemtoets_spf::{CheckState, MeterReport, Report};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{capital, grouped, text};
use jiff::civil::Date;

/// The document.
///
/// # Errors
/// When the report cannot be written as JSON.
pub fn document(report: &Report, lang: Lang) -> Result<Document, serde_json::Error> {
    let (year, name) = (report.year, told(&report.name));
    let title = text!(lang, nl: "Jaarrapport SPF {year}: {name}", en: "Yearly report SPF {year}: {name}");
    // The last day of the year that it is about.
    let day = Date::new(year, 12, 31).unwrap_or(Date::ZERO);
    let mut document = Document::new(title.clone(), format!("{name}, {year}"), day, lang);
    document.push(Block::heading(1, title));
    document.push(Block::Facts { facts: facts(report, lang) });
    document.push(Block::Banner(banner(report, lang)));
    document.push(Block::heading(2, lang.pick("1. Wet en vergunning", "1. Law and permit")));
    document.push(checks(report, lang));
    document.push(Block::heading(2, lang.pick("2. Per maand", "2. By month")));
    document.push(Block::Figures { figures: vec![months(report, lang)] });
    document.push(Block::heading(2, lang.pick("3. De cijfers van het jaar", "3. The figures of the year")));
    for (name, lines) in groups(report, lang) {
        let rows = lines.into_iter().map(|(label, value, decimals, unit)| {
            let unit = if value.value.is_some() { unit } else { "" };
            vec![label.into(), figure(value, decimals, lang).into(), unit.into(), error(value, decimals, lang).into()]
        });
        let head = [name, lang.pick("waarde", "value"), lang.pick("eenheid", "unit"), lang.pick("meetfout", "error")];
        document.push(table([46, 20, 16, 18], head, rows.collect(), &[1]));
    }
    balance(&mut document, report, lang);
    temperatures(&mut document, report, lang);
    years(&mut document, report, lang);
    document.push(Block::heading(2, lang.pick("4. Meters en volledigheid", "4. Meters and completeness")));
    document.push(meters(report, lang));
    faults(&mut document, report, lang);
    if !report.remarks.is_empty() {
        document.push(Block::heading(2, lang.pick("5. Opmerkingen", "5. Remarks")));
        let items = report.remarks.iter().map(|remark| remark.text(lang).into()).collect();
        document.push(Block::List { items });
    }
    basis(&mut document, report, lang);
    document.attachments = vec![Attachment {
        name: "spf.json".to_owned(),
        about: text!(lang, nl: "alle getallen, {schema}", en: "all numbers, {schema}", schema = report.schema),
        text: serde_json::to_string_pretty(report)? + "\n",
    }];
    Ok(document)
}

fn facts(report: &Report, lang: Lang) -> Vec<Fact> {
    vec![
        Fact::new(lang.pick("installatie", "installation"), told(&report.name)),
        Fact::new(lang.pick("jaar", "year"), report.year.to_string()),
        Fact::new(lang.pick("concept", "concept"), report.concept_name.get(lang)),
        Fact::new(lang.pick("tijdzone", "time zone"), told(&report.time_zone)),
    ]
}

/// The SPF with its error, and how it was found or why it was not.
fn banner(report: &Report, lang: Lang) -> Banner {
    let word = match report.spf.value {
        Some(value) => format!("SPF {} {}", grouped(value, 2, lang), error(&report.spf, 2, lang)),
        None => lang.pick("SPF niet vast te stellen", "SPF undetermined").to_owned(),
    };
    let beside = if report.spf.value.is_some() {
        let parts = [&report.heat_mwh, &report.cold_mwh, &report.electricity_mwh, &report.gas_mwh];
        let [heat, cold, electricity, gas] = parts.map(|part| grouped(part.value.unwrap_or(0.0), 1, lang));
        format!("(Qw + Qk) / (E + G) = ({heat} + {cold}) / ({electricity} + {gas}) MWh")
    } else {
        "(Qw + Qk) / (E + G)".to_owned()
    };
    let lines = report.spf.unknown.iter().map(|why| capital(&why.text(lang))).collect();
    let tone = if report.spf.value.is_some() { Tone::Plain } else { Tone::Open };
    Banner { tone, sign: String::new(), word: word.trim_end().to_owned(), beside, lines }
}

fn checks(report: &Report, lang: Lang) -> Block {
    let head = [lang.pick("wat", "what"), lang.pick("stand", "state"), lang.pick("hier", "here")];
    let rows = report.checks.iter().map(|check| {
        let here = capital(&check_text(check, lang));
        let state = Words::default().strong(state_word(check.state, lang));
        vec![capital(check_word(check.id, lang)).into(), state, here.into()]
    });
    table([22, 14, 64], head, rows.collect(), &[])
}

/// Whether a check holds, in words: not every font has the signs of the text.
fn state_word(state: CheckState, lang: Lang) -> &'static str {
    match state {
        CheckState::Holds => lang.pick("in orde", "in order"),
        CheckState::Fails => lang.pick("niet in orde", "not in order"),
        CheckState::Unknown => lang.pick("niet bekend", "not known"),
        CheckState::DoesNotApply => lang.pick("niet van toepassing", "does not apply"),
    }
}

fn months(report: &Report, lang: Lang) -> Figure {
    let each = report.months.iter().map(|one| {
        let [heat, cold, energy] = [one.heat_mwh, one.cold_mwh, one.energy_mwh].map(|value| optional(value, 1, lang));
        let (name, spf) = (month(one.month, lang), optional(one.spf, 1, lang));
        text!(
            lang,
            nl: "{name}: warmte {heat}, koude {cold}, energie {energy} MWh, SPF {spf}",
            en: "{name}: heat {heat}, cold {cold}, energy {energy} MWh, SPF {spf}"
        )
    });
    let each = each.collect::<Vec<_>>().join("; ");
    Figure {
        svg: chart(&report.months, lang),
        alternative: text!(lang, nl: "Staven per maand. {each}.", en: "Bars by month. {each}."),
        caption: lang
            .pick(
                "Figuur 1. Warmte en koude naar het gebouw, elektriciteit en gas per maand, en de SPF.",
                "Figure 1. Heat and cold to the building, electricity and gas by month, and the SPF.",
            )
            .to_owned(),
        share: 100,
    }
}

fn balance(document: &mut Document, report: &Report, lang: Lang) {
    if report.balance.years.is_empty() {
        return;
    }
    let since = if report.balance.since_use {
        lang.pick("overschot warmte sinds ingebruikneming", "surplus of heat since it was taken into use")
    } else {
        lang.pick("overschot warmte vanaf het eerste jaar", "surplus of heat from the first year")
    };
    let head = [
        lang.pick("Balans van de bodem (MWh)", "Balance of the ground (MWh)"),
        lang.pick("warmte", "heat"),
        lang.pick("koude", "cold"),
        since,
    ];
    let rows = report.balance.years.iter().map(|year| {
        let values = [year.heat_mwh, year.cold_mwh, year.surplus_mwh].map(|value| grouped(value, 1, lang).into());
        std::iter::once(Words::from(year.year.to_string())).chain(values).collect()
    });
    document.push(table([34, 16, 16, 34], head, rows.collect(), &[1, 2, 3]));
}

fn temperatures(document: &mut Document, report: &Report, lang: Lang) {
    if report.temperatures.is_empty() {
        return;
    }
    let head = [
        lang.pick("Temperaturen (°C, ± 0,3)", "Temperatures (°C, ± 0.3)"),
        lang.pick("gemiddeld", "mean"),
        lang.pick("laagste", "lowest"),
        lang.pick("hoogste", "highest"),
        lang.pick("per maand", "by month"),
    ];
    let rows = report.temperatures.iter().map(|one| {
        let months: Vec<String> = one.months_c.iter().map(|value| optional(*value, 1, lang)).collect();
        vec![
            temperature_word(one.quantity, lang).into(),
            figure(&one.mean_c, 1, lang).into(),
            optional(one.lowest_c, 1, lang).into(),
            optional(one.highest_c, 1, lang).into(),
            months.join(" · ").into(),
        ]
    });
    document.push(table([28, 13, 11, 11, 37], head, rows.collect(), &[1, 2, 3]));
}

fn years(document: &mut Document, report: &Report, lang: Lang) {
    if report.earlier.is_empty() {
        return;
    }
    let earlier = report.earlier.iter().map(|one| (one.year, one.spf, one.heat_mwh, one.cold_mwh));
    let this = (report.year, report.spf.value, report.heat_mwh.value, report.cold_mwh.value);
    let rows = earlier.chain([this]).map(|(year, spf, heat, cold)| {
        let numbers = [(spf, 2), (heat, 1), (cold, 1)].map(|(value, decimals)| optional(value, decimals, lang).into());
        std::iter::once(Words::from(year.to_string())).chain(numbers).collect()
    });
    let head = [lang.pick("Jaren", "Years"), "SPF", "Qw, MWh", "Qk, MWh"];
    document.push(table([34, 22, 22, 22], head, rows.collect(), &[1, 2, 3]));
}

fn meters(report: &Report, lang: Lang) -> Block {
    let head = match lang {
        Lang::Nl => ["meter", "meet, telt als", "hoeveelheid", "fout", "stap", "gemeten", "doorgeteld", "geschat"],
        Lang::En => ["meter", "measures, counts as", "amount", "error", "step", "measured", "bridged", "estimated"],
    };
    let rows = report.meters.iter().map(|one| meter(one, lang)).collect();
    table([16, 28, 13, 8, 8, 9, 10, 8], head, rows, &[2, 3, 4, 5, 6, 7])
}

fn meter(meter: &MeterReport, lang: Lang) -> Vec<Words> {
    let percent = |value: f64| format!("{} %", grouped(value, 1, lang));
    let temperature = meter.amount_unit == "degC";
    let unit = if temperature { "°C" } else { &meter.amount_unit };
    let error = if temperature { format!("{} °C", grouped(meter.error, 1, lang)) } else { percent(meter.error) };
    vec![
        told(&meter.column).into(),
        [meter.what.get(lang), meter.counts.get(lang)].map(str::trim).join("; ").trim_end_matches("; ").into(),
        format!("{} {unit}", optional(meter.amount, usize::from(temperature), lang)).into(),
        error.into(),
        step(meter.step_s, lang).into(),
        percent(meter.complete_percent).into(),
        percent(meter.bridged_percent).into(),
        percent(meter.estimated_percent).into(),
    ]
}

fn faults(document: &mut Document, report: &Report, lang: Lang) {
    if report.faults.is_empty() {
        document.push(Block::paragraph(lang.pick("Geen gebreken in de meetgegevens.", "No faults in the readings.")));
        return;
    }
    document.push(Block::heading(3, lang.pick("Gebreken in de meetgegevens", "Faults in the readings")));
    let head = match lang {
        Lang::Nl => ["wat", "aantal", "meter", "wat ermee is gedaan", "de eerste"],
        Lang::En => ["what", "count", "meter", "what was done with it", "the first"],
    };
    let rows = fault_lines(report).into_iter().map(|line| {
        let alone = line.columns.len() == 1;
        let first = line.places.first().map_or_else(String::new, |place| place_words(place, alone, lang));
        vec![
            line.fault.kind.name(lang).into(),
            line.fault.count.to_string().into(),
            told(&line.columns()).into(),
            line.fault.treatment.get(lang).into(),
            told(&first).into(),
        ]
    });
    document.push(table([20, 9, 17, 27, 27], head, rows.collect(), &[1]));
}

/// What it was made of.
fn basis(document: &mut Document, report: &Report, lang: Lang) {
    document.push(Block::heading(2, lang.pick("Waarop dit rust", "What this rests on")));
    let gas = grouped(report.gas_mj_m3, 2, lang);
    let (tool, concept) = (told(&report.provenance.tool), told(&report.concept));
    document.push(Block::paragraph(text!(
        lang,
        nl: "{tool}; concept {concept}; onderste verbrandingswaarde van gas {gas} MJ/m3.",
        en: "{tool}; concept {concept}; lower heating value of gas {gas} MJ/m3."
    )));
    let readings = &report.provenance.readings;
    let rows = readings.iter().map(|file| vec![told(&file.file).into(), file.sha256.clone().into()]).collect();
    document.push(table([40, 60], [lang.pick("meetgegevens", "readings"), "sha256"], rows, &[]));
    document.foot = vec![told(&report.provenance.tool)];
}

fn table<const COLUMNS: usize>(
    shares: [u8; COLUMNS],
    head: [&str; COLUMNS],
    rows: Vec<Vec<Words>>,
    numbers: &[usize],
) -> Block {
    Block::Table(Table::new(shares, head.map(str::to_owned).into(), rows).numbers(numbers.iter().copied()))
}
