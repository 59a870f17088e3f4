//! The published figures beside ours, for people and for machines.

use bodemtoets_feasibility::{Agreement, Compared, Role, Validation};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, Table, fixed, text};

/// As text. Whole tables are one line each, unless `all` of their cells are asked for.
#[must_use]
pub fn text(validation: &Validation, all: bool, lang: Lang) -> String {
    let mut table = Table::plain(match lang {
        Lang::Nl => ["bron", "wat", "gepubliceerd", "hier", "eenheid", "fout", "rol", "oordeel"],
        Lang::En => ["source", "what", "published", "here", "unit", "error", "role", "verdict"],
    })
    .right([2, 3, 5]);
    let mut at = 0;
    while let Some(figure) = validation.compared.get(at) {
        let cells = validation.compared[at..].iter().take_while(|other| other.table == figure.table).count();
        if all || figure.table.is_none() {
            table.row(row(figure, lang));
            at += 1;
        } else {
            table.row(folded(&validation.compared[at..at + cells], lang));
            at += cells;
        }
    }
    let mut page = Page::new();
    page.table(&table);
    remarks(&mut page, validation, lang);
    summary(&mut page, validation, lang);
    page.finish()
}

fn row(figure: &Compared, lang: Lang) -> [String; 8] {
    let decimals =
        usize::from(figure.step < 1.0) + usize::from(figure.step < 0.1) + 2 * usize::from(figure.step < 0.01);
    let number = |value: f64, decimals: usize| fixed(value, decimals, lang);
    [
        figure.id.clone(),
        figure.of.clone(),
        number(figure.published, decimals),
        number(figure.ours, decimals + 1),
        figure.unit.clone(),
        figure.error_pct.map(|error| format!("{} %", number(error, 2))).unwrap_or_default(),
        role_word(figure.role, lang).to_owned(),
        verdict_word(figure.agreement, lang).to_owned(),
    ]
}

/// A whole table in one line: how many of its cells agree, and the worst of them.
fn folded(cells: &[Compared], lang: Lang) -> [String; 8] {
    let exact = cells.iter().filter(|cell| cell.agreement == Agreement::Exact).count();
    let off = |cell: &Compared| (cell.ours - cell.published).abs();
    let worst = cells.iter().map(off).fold(0.0, f64::max);
    let least = cells.iter().map(|cell| cell.agreement).max().unwrap_or(Agreement::Exact);
    let first = &cells[0];
    [
        first.id.clone(),
        first.table.clone().unwrap_or_default(),
        format!("{} {}", cells.len(), lang.pick("cellen", "cells")),
        format!("{exact} {}", lang.pick("exact", "exact")),
        first.unit.clone(),
        format!("≤ {}", fixed(worst, 3, lang)),
        role_word(first.role, lang).to_owned(),
        verdict_word(least, lang).to_owned(),
    ]
}

fn remarks(page: &mut Page, validation: &Validation, lang: Lang) {
    page.blank();
    page.line(lang.pick("Opmerkingen", "Remarks"));
    for figure in &validation.compared {
        if let Some(remark) = &figure.remark {
            page.item(format_args!("{} {}: {}", figure.id, figure.of, remark.get(lang)));
        }
    }
    page.blank();
    page.line(lang.pick("Niet na te rekenen", "Cannot be computed"));
    for missing in &validation.missing {
        page.item(format_args!("{} {}: {}", missing.id, missing.what.get(lang), missing.why.get(lang)));
    }
}

fn summary(page: &mut Page, validation: &Validation, lang: Lang) {
    let verdicts = Agreement::ALL.map(|agreement| verdict_word(agreement, lang));
    let header = [lang.pick("rol", "role")].into_iter().chain(verdicts).chain([lang.pick("samen", "in all")]);
    let mut table = Table::plain(header).right(1..=6);
    for role in Role::ALL {
        let counts = Agreement::ALL.map(|agreement| validation.count(role, agreement));
        let all = counts.iter().sum::<usize>();
        let counts = counts.iter().chain([&all]).map(usize::to_string);
        table.row([role_word(role, lang).to_owned()].into_iter().chain(counts));
    }
    page.blank();
    page.line(lang.pick("Samenvatting (cijfers)", "Summary (figures)"));
    page.table(&table);
    let count = validation.missing.len();
    page.item(text!(lang, nl: "{count} niet na te rekenen", en: "{count} cannot be computed"));
}

fn role_word(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Formula => lang.pick("formule", "formula"),
        Role::Calibrated => lang.pick("gekalibreerd", "calibrated"),
        Role::FitAnchor => lang.pick("ankerpunt", "fit anchor"),
        Role::Follows => lang.pick("volgt", "follows"),
        Role::Prediction => lang.pick("voorspeld", "prediction"),
    }
}

fn verdict_word(agreement: Agreement, lang: Lang) -> &'static str {
    match agreement {
        Agreement::Exact => lang.pick("exact", "exact"),
        Agreement::OneUnit => lang.pick("1 eenheid", "1 unit"),
        Agreement::Within3Percent => "≤ 3 %",
        Agreement::Within10Percent => "≤ 10 %",
        Agreement::No => lang.pick("NEE", "NO"),
    }
}

/// As CSV: a row for each figure.
#[must_use]
pub fn csv(validation: &Validation) -> String {
    let mut page = Page::new();
    page.line("id,of,published,ours,step,unit,error_pct,role,agreement");
    for figure in &validation.compared {
        let error = figure.error_pct.map(|error| error.to_string()).unwrap_or_default();
        let Compared { id, of, published, ours, step, unit, .. } = figure;
        let (role, agreement) = (figure.role.slug(), figure.agreement.slug());
        page.line(format_args!("{id},{of},{published},{ours},{step},{unit},{error},{role},{agreement}"));
    }
    page.finish()
}
