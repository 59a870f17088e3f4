//! Many reports as a table for an officer.

use std::fmt::Write as _;

use super::words::optional;
use crate::Dialect;
use bodemtoets_spf::{Answer, Inspection};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::Table;

fn sign(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "✗",
        Answer::No => "✓",
        Answer::Unknown => "?",
        Answer::None => "–",
    }
}

/// A row each, and below it what is wrong.
#[must_use]
pub fn text(rows: &[Inspection], lang: Lang) -> String {
    let heads = match lang {
        Lang::Nl => [
            "installatie",
            "jaar",
            "SPF",
            "beloofd",
            "tijdig",
            "volledig",
            "balans",
            "SPF gehaald",
            "grenzen",
            "aannemelijk",
            "gebreken",
        ],
        Lang::En => [
            "installation",
            "year",
            "SPF",
            "promised",
            "in time",
            "complete",
            "balance",
            "SPF met",
            "limits",
            "plausible",
            "faults",
        ],
    };
    let mut table = Table::ruled(heads).right([2, 3, 10]);
    for row in rows {
        let name = if row.name.is_empty() { &row.file } else { &row.name };
        table.row([
            name.clone(),
            row.year.to_string(),
            optional(row.spf.value, 2, lang),
            optional(row.permit_spf, 2, lang),
            sign(row.late).to_owned(),
            sign(row.incomplete).to_owned(),
            sign(row.out_of_balance).to_owned(),
            sign(row.below_permit).to_owned(),
            sign(row.beyond_limits).to_owned(),
            sign(row.implausible).to_owned(),
            row.faults.to_string(),
        ]);
    }
    let mut text = format!(
        "{table}\n{}\n",
        lang.pick("✓ goed  ✗ niet goed  ? niet bekend  – niet gevraagd", "✓ right  ✗ wrong  ? not known  – not asked")
    );
    for row in rows.iter().filter(|row| row.needs_a_look()) {
        let _ = writeln!(text, "\n{} ({}, {})", row.name, row.file, row.year);
        for why in &row.why {
            let _ = writeln!(text, "  ✗ {}", why.text(lang));
        }
    }
    text
}

/// As CSV; the reasons are in the language that is asked for.
#[must_use]
pub fn csv(rows: &[Inspection], dialect: Dialect, lang: Lang) -> String {
    let mut text = String::from(
        "file,name,concept,year,spf,spf_error,permit_spf,late,incomplete,out_of_balance,below_permit,beyond_limits,implausible,faults,why\n",
    );
    for row in rows {
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let why: Vec<String> = row.why.iter().map(|why| why.text(lang)).collect();
        let answers =
            [row.late, row.incomplete, row.out_of_balance, row.below_permit, row.beyond_limits, row.implausible];
        let cells = [
            dialect.cell(&row.file),
            dialect.cell(&row.name),
            dialect.cell(&row.concept),
            row.year.to_string(),
            number(row.spf.value),
            number(row.spf.error),
            number(row.permit_spf),
            answers.map(Answer::slug).join(","),
            row.faults.to_string(),
            dialect.cell(&why.join("|")),
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}
