//! The published figures beside ours, for people and for machines.

use std::fmt::Write as _;

use comfy_table::{CellAlignment, Table, presets};

use crate::lang::Lang;
use bodemtoets_feasibility::{Agreement, Compared, Role, Validation};

/// As text. Whole tables are one line each, unless `all` of their cells are asked for.
#[must_use]
pub fn text(validation: &Validation, all: bool, lang: Lang) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(match lang {
        Lang::Nl => ["bron", "wat", "gepubliceerd", "hier", "eenheid", "fout", "rol", "oordeel"],
        Lang::En => ["source", "what", "published", "here", "unit", "error", "role", "verdict"],
    });
    let mut at = 0;
    while let Some(figure) = validation.compared.get(at) {
        let cells = validation.compared[at..].iter().take_while(|other| other.table == figure.table).count();
        if all || figure.table.is_none() {
            table.add_row(row(figure, lang));
            at += 1;
        } else {
            table.add_row(folded(&validation.compared[at..at + cells], lang));
            at += cells;
        }
    }
    for column in [2, 3, 5] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut text = String::new();
    draw(&mut text, &table);
    remarks(&mut text, validation, lang);
    summary(&mut text, validation, lang);
    text
}

fn row(figure: &Compared, lang: Lang) -> [String; 8] {
    let decimals =
        usize::from(figure.step < 1.0) + usize::from(figure.step < 0.1) + 2 * usize::from(figure.step < 0.01);
    let number = |value: f64| format!("{value:.decimals$}");
    [
        figure.id.clone(),
        figure.of.clone(),
        number(figure.published),
        format!("{:.*}", decimals + 1, figure.ours),
        figure.unit.clone(),
        figure.error_pct.map(|error| format!("{error:.2} %")).unwrap_or_default(),
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
        format!("≤ {worst:.3}"),
        role_word(first.role, lang).to_owned(),
        verdict_word(least, lang).to_owned(),
    ]
}

fn remarks(text: &mut String, validation: &Validation, lang: Lang) {
    let _ = writeln!(text, "\n{}", lang.pick("Opmerkingen", "Remarks"));
    for figure in &validation.compared {
        if let Some(remark) = &figure.remark {
            let _ = writeln!(text, "  {} {}: {}", figure.id, figure.of, remark.get(lang));
        }
    }
    let _ = writeln!(text, "\n{}", lang.pick("Niet na te rekenen", "Cannot be computed"));
    for missing in &validation.missing {
        let _ = writeln!(text, "  {} {}: {}", missing.id, missing.what.get(lang), missing.why.get(lang));
    }
}

fn summary(text: &mut String, validation: &Validation, lang: Lang) {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let mut header = vec![lang.pick("rol", "role").to_owned()];
    header.extend(Agreement::ALL.map(|agreement| verdict_word(agreement, lang).to_owned()));
    header.push(lang.pick("samen", "in all").to_owned());
    table.set_header(header);
    for role in Role::ALL {
        let counts = Agreement::ALL.map(|agreement| validation.count(role, agreement));
        let mut row = vec![role_word(role, lang).to_owned()];
        row.extend(counts.iter().map(usize::to_string));
        row.push(counts.iter().sum::<usize>().to_string());
        table.add_row(row);
    }
    for column in 1..=6 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let _ = writeln!(text, "\n{}", lang.pick("Samenvatting (cijfers)", "Summary (figures)"));
    draw(text, &table);
    let count = validation.missing.len();
    let _ = writeln!(text, "  {count} {}", lang.pick("niet na te rekenen", "cannot be computed"));
}

/// A table without the spaces at the ends of its lines.
fn draw(text: &mut String, table: &Table) {
    for line in table.to_string().lines() {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", line.trim_end());
    }
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
    let mut text = String::from("id,of,published,ours,step,unit,error_pct,role,agreement\n");
    for figure in &validation.compared {
        let error = figure.error_pct.map(|error| error.to_string()).unwrap_or_default();
        let Compared { id, of, published, ours, step, unit, .. } = figure;
        let (role, agreement) = (figure.role.slug(), figure.agreement.slug());
        let _ = writeln!(text, "{id},{of},{published},{ours},{step},{unit},{error},{role},{agreement}");
    }
    text
}
