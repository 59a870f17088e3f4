//! `bodemtoets rules`: which rules there are, and one of them in full.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use comfy_table::{Table, presets};

use super::output::Output;
use super::tools::Failure;
use super::{LangArgs, RulesArgs};
use crate::report::text::certainty_word;
use crate::rules::{IfUnknown, Rule, Rulebook, System};

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// List the rules.
    List(ListArgs),
    /// Show one rule in full.
    Show(ShowArgs),
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    lang: LangArgs,
    /// Only rules in force on this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<jiff::civil::Date>,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// Id of the rule, such as NB-2010-03.
    id: String,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(command: &RulesCommand) -> Result<ExitCode, Failure> {
    match command {
        RulesCommand::List(args) => list(args),
        RulesCommand::Show(args) => show(args),
    }
}

fn list(args: &ListArgs) -> Result<ExitCode, Failure> {
    let library = args.rules.open()?;
    let lang = args.lang.lang;
    let mut output = Output::open(None)?;
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
    for (_, rule) in library.rules() {
        if args.date.is_some_and(|date| !rule.in_force(date)) {
            continue;
        }
        table.add_row([
            rule.id.clone(),
            systems(rule),
            period(rule),
            rule.outcome.word(lang).to_owned(),
            certainty_word(rule.certainty, lang).to_owned(),
            rule.reason.get(lang).to_owned(),
        ]);
    }
    writeln!(output, "{table}")?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn show(args: &ShowArgs) -> Result<ExitCode, Failure> {
    let library = args.rules.open()?;
    let Some((book, rule)) = library.find(&args.id) else {
        let hint = library.suggest(&args.id).map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
        return Err(format!("there is no rule `{}`{hint}", args.id).into());
    };
    let mut output = Output::open(None)?;
    output.write_all(in_full(book, rule, args.lang).as_bytes())?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn in_full(book: &Rulebook, rule: &Rule, LangArgs { lang }: LangArgs) -> String {
    let mut text = String::new();
    let mut line = |label: &str, value: &str| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{label:<14}{value}");
    };
    line("id", &rule.id);
    line(lang.pick("regelboek", "rulebook"), &format!("{} ({} {})", book.title.get(lang), book.id, book.version));
    line(lang.pick("geldt voor", "applies to"), &systems(rule));
    line(lang.pick("periode", "period"), &period(rule));
    line(lang.pick("uitkomst", "outcome"), rule.outcome.word(lang));
    line(lang.pick("als", "when"), &rule.when.to_string());
    if rule.if_unknown == IfUnknown::Condition {
        line(
            lang.pick("onbekend", "unknown"),
            lang.pick(
                "het oordeel geldt onder voorwaarde dat de grens wordt aangehouden",
                "the verdict stands on condition that the limit is kept",
            ),
        );
    }
    if !rule.replaces.is_empty() {
        line(lang.pick("vervangt", "replaces"), &rule.replaces.join(", "));
    }
    for condition in &rule.conditions {
        line(lang.pick("voorwaarde", "condition"), condition.get(lang));
    }
    line(lang.pick("reden", "reason"), rule.reason.get(lang));
    line(lang.pick("bron", "source"), &rule.source.title);
    if let Some(article) = &rule.source.article {
        line(lang.pick("artikel", "article"), article);
    }
    if let Some(url) = &rule.source.url {
        line("url", url);
    }
    line(lang.pick("zekerheid", "certainty"), certainty_word(rule.certainty, lang));
    text
}

fn systems(rule: &Rule) -> String {
    rule.applies_to.iter().map(|system| System::slug(*system)).collect::<Vec<_>>().join(", ")
}

fn period(rule: &Rule) -> String {
    match rule.valid_to {
        Some(last) => format!("{} – {last}", rule.valid_from),
        None => format!("{} –", rule.valid_from),
    }
}
