//! `bodemtoets rules show`: one rule in full.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::{period, systems};
use crate::cli::output::Output;
use crate::cli::tools::Failure;
use crate::cli::{LangArgs, RulesArgs};
use crate::report::text::certainty_word;
use crate::rules::{IfUnknown, Rule, Rulebook};

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    /// Id of the rule, such as NB-2010-03.
    id: String,
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &ShowArgs) -> Result<ExitCode, Failure> {
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
