//! `bodemtoets rules list`.

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use comfy_table::{Table, presets};
use serde_json::{Value, json};

use crate::cli::output::Output;
use crate::cli::tools::Failure;
use crate::cli::{LangArgs, RulesArgs};
use bodemtoets_law::rules::{Rule, Rulebook};
use bodemtoets_report::certainty_word;
use bodemtoets_report::rules::{document, period, systems};
use bodemtoets_words::lang::Lang;

/// Format of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// A table, with a row for each rule.
    Csv,
    /// Everything but the conditions, for machines.
    Json,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    lang: LangArgs,
    /// Only rules in force on this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<jiff::civil::Date>,
    /// Format of the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &ListArgs) -> Result<ExitCode, Failure> {
    let library = args.rules.open()?;
    let in_force = |rule: &Rule| args.date.is_none_or(|date| rule.in_force(date));
    let rules: Vec<(&Rulebook, &Rule)> = library.rules().filter(|(_, rule)| in_force(rule)).collect();
    let mut output = Output::open(None)?;
    match args.format {
        Format::Text => output.write_text(&format!("{}\n", table(&rules, args.lang.lang)))?,
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(&mut output);
            writer.write_record(COLUMNS)?;
            for (book, rule) in rules {
                writer.write_record(cells(book, rule, args.lang.lang))?;
            }
            writer.flush()?;
        }
        Format::Json => {
            let rules: Vec<Value> = rules.iter().map(|(book, rule)| document(book, rule)).collect();
            serde_json::to_writer_pretty(&mut output, &json!({ "schema": "bodemtoets/rules/1", "rules": rules }))?;
            writeln!(output)?;
        }
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn table(rules: &[(&Rulebook, &Rule)], lang: Lang) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header([
        "id",
        lang.pick("geldt voor", "applies to"),
        lang.pick("periode", "period"),
        lang.pick("uitkomst", "outcome"),
        lang.pick("zekerheid", "certainty"),
        lang.pick("reden", "reason"),
    ]);
    table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic).set_width(120);
    for (_, rule) in rules {
        table.add_row([
            rule.id.clone(),
            systems(rule),
            if rule.withdrawn.is_some() { lang.pick("ingetrokken", "withdrawn").to_owned() } else { period(rule) },
            rule.outcome.word(lang).to_owned(),
            certainty_word(rule.certainty, lang).to_owned(),
            rule.reason.get(lang).to_owned(),
        ]);
    }
    table
}

/// The columns of the CSV, in order; new ones go last.
const COLUMNS: [&str; 15] = [
    "id",
    "rulebook",
    "version",
    "jurisdiction",
    "applies_to",
    "valid_from",
    "valid_to",
    "withdrawn",
    "outcome",
    "certainty",
    "source",
    "article",
    "act",
    "url",
    "reason",
];

fn cells(book: &Rulebook, rule: &Rule, lang: Lang) -> [String; COLUMNS.len()] {
    let systems: Vec<&str> = rule.applies_to.iter().map(|system| system.slug()).collect();
    [
        rule.id.clone(),
        book.id.clone(),
        book.version.clone(),
        book.jurisdiction.clone(),
        systems.join("|"),
        rule.valid_from.to_string(),
        rule.last_day().map(|last| last.to_string()).unwrap_or_default(),
        rule.withdrawn.as_ref().map(|withdrawn| withdrawn.on.to_string()).unwrap_or_default(),
        rule.outcome.slug().to_owned(),
        rule.certainty.slug().to_owned(),
        rule.source.title.clone(),
        rule.source.article.clone().unwrap_or_default(),
        rule.source.act.clone().unwrap_or_default(),
        rule.source.url.clone().unwrap_or_default(),
        rule.reason.get(lang).to_owned(),
    ]
}
