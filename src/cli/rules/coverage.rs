//! `bodemtoets rules coverage`: how much of the law the rulebooks hold.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::cli::output::Output;
use crate::cli::tools::Failure;
use crate::cli::{LangArgs, RulesArgs};
use bodemtoets_law::rules::{Coverage, CoveredArticle, MissingLaw, Rule, Share};
use bodemtoets_report::certainty_word;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::day;

/// Format of the coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// Tables for a page of documentation.
    Markdown,
    /// Everything, for machines.
    Json,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CoverageArgs {
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    lang: LangArgs,
    /// The law of this day; of today when left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Format of the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &CoverageArgs) -> Result<ExitCode, Failure> {
    let library = args.rules.open()?;
    let date = args.date.unwrap_or_else(|| jiff::Zoned::now().date());
    let coverage = library.coverage(date);
    let lang = args.lang.lang;
    let mut output = Output::open(None)?;
    match args.format {
        Format::Text => output.write_all(text(&coverage, date, lang).as_bytes())?,
        Format::Markdown => output.write_all(markdown(&coverage, date, lang).as_bytes())?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut output, &as_json(&coverage, date))?;
            writeln!(output)?;
        }
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// The share of the rules of all provinces together.
fn provinces(coverage: &[Coverage]) -> Share {
    coverage.iter().filter(|one| one.is_provincial()).map(Coverage::share).sum()
}

fn share_words(Share { founded, all }: Share, percent: usize, lang: Lang) -> String {
    match lang {
        Lang::Nl => format!("{founded} van {all} regels nagelezen of afgeleid ({percent} %)"),
        Lang::En => format!("{founded} of {all} rules verified or derived ({percent} %)"),
    }
}

fn heading(coverage: &Coverage, lang: Lang) -> String {
    let (book, share) = (coverage.book, coverage.share());
    let silent = lang.pick("geen regels op deze dag", "no rules on this day").to_owned();
    let words = if share.all == 0 { silent } else { share_words(share, share.percent(), lang) };
    format!("{} ({} {}): {words}", book.title.get(lang), book.id, book.version)
}

fn together(coverage: &[Coverage], date: Date, lang: Lang) -> String {
    let share = provinces(coverage);
    let of = lang.pick("Alle provincies samen, recht van", "All provinces together, law of");
    format!("{of} {}: {}", day(date, lang), share_words(share, share.percent(), lang))
}

/// The article of a source, else the title or address of what was read.
fn article_words(article: &CoveredArticle) -> String {
    let source = article.source;
    match &source.article {
        Some(article) => format!("{}, {article}", source.title),
        None => source.title.clone(),
    }
}

fn ids(rules: &[&Rule]) -> String {
    rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>().join(", ")
}

fn open_words(missing: &MissingLaw, lang: Lang) -> &'static str {
    if missing.open {
        lang.pick("laat het oordeel open", "leaves the verdict open")
    } else {
        lang.pick("niet bekend", "not known")
    }
}

// Writing to a String cannot fail.
fn text(coverage: &[Coverage], date: Date, lang: Lang) -> String {
    let mut text = String::new();
    for one in coverage {
        let _ = writeln!(text, "{}", heading(one, lang));
        for article in &one.articles {
            let certainty = certainty_word(article.certainty, lang);
            let _ = writeln!(text, "  {certainty}: {} ({})", article_words(article), ids(&article.rules));
        }
        if let Some(partial) = &one.book.partial {
            let _ = writeln!(text, "  ? {}", partial.get(lang));
        }
        for missing in &one.missing {
            let (open, what, why) = (open_words(missing, lang), missing.text.get(lang), missing.why.get(lang));
            let _ = writeln!(text, "  ? {open}: {}. {what} {why}", missing.article);
        }
        for pending in &one.pending {
            let label = lang.pick("op komst", "pending");
            let _ = writeln!(text, "  → {label}: {} ({})", pending.text.get(lang), pending.source.title);
        }
        let _ = writeln!(text);
    }
    let _ = writeln!(text, "{}", together(coverage, date, lang));
    text
}

fn markdown(coverage: &[Coverage], date: Date, lang: Lang) -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let mut page = String::new();
    let _ = writeln!(page, "{}\n", together(coverage, date, lang));
    let head = lang.pick(
        "| regelboek | regels | nagelezen of afgeleid | ontbreekt | op komst |",
        "| rulebook | rules | verified or derived | missing | pending |",
    );
    let _ = writeln!(page, "{head}\n|---|---:|---:|---:|---:|");
    for one in coverage {
        let share = one.share();
        let missing = one.missing.len() + usize::from(one.book.partial.is_some());
        let (title, pending) = (one.book.title.get(lang), one.pending.len());
        let _ = writeln!(page, "| {} | {} | {} % | {missing} | {pending} |", cell(title), share.all, share.percent());
    }
    for one in coverage {
        let _ = writeln!(page, "\n## {}\n", one.book.title.get(lang));
        let acts = acts(one);
        if !acts.is_empty() {
            let _ = writeln!(page, "{}: {}.\n", lang.pick("Gelezen in", "Read in"), acts.join("; "));
        }
        if !one.articles.is_empty() {
            let head = lang.pick("| artikel | zekerheid | regels |", "| article | certainty | rules |");
            let _ = writeln!(page, "{head}\n|---|---|---|");
        }
        for article in &one.articles {
            let (source, certainty) = (cell(&article_words(article)), certainty_word(article.certainty, lang));
            let source = match &article.source.url {
                Some(url) => format!("[{source}]({url})"),
                None => source,
            };
            let _ = writeln!(page, "| {source} | {certainty} | {} |", ids(&article.rules));
        }
        notes(&mut page, one, lang);
    }
    page
}

/// The versions of the acts that the rules were read in.
fn acts<'a>(one: &Coverage<'a>) -> Vec<&'a str> {
    let mut acts = Vec::new();
    for act in one.articles.iter().filter_map(|article| article.source.act.as_deref()) {
        if !acts.contains(&act) {
            acts.push(act);
        }
    }
    acts
}

/// What is missing and what is to come, as a list.
fn notes(page: &mut String, one: &Coverage, lang: Lang) {
    let mut lines: Vec<String> = one.book.partial.iter().map(|text| text.get(lang).to_owned()).collect();
    lines.extend(one.missing.iter().map(|missing| {
        let (open, what, why) = (open_words(missing, lang), missing.text.get(lang), missing.why.get(lang));
        format!("{} ({open}): {what} {why}", missing.article)
    }));
    lines.extend(one.pending.iter().map(|pending| {
        let text = pending.text.get(lang);
        match &pending.source.url {
            Some(url) => format!("{}: {text} [{}]({url})", lang.pick("Op komst", "Pending"), pending.source.title),
            None => format!("{}: {text} {}", lang.pick("Op komst", "Pending"), pending.source.title),
        }
    }));
    if !lines.is_empty() {
        let _ = writeln!(page);
    }
    for line in lines {
        let _ = writeln!(page, "- {line}");
    }
}

fn as_json(coverage: &[Coverage], date: Date) -> Value {
    let share =
        |share: Share| json!({ "rules": share.all, "verified_or_derived": share.founded, "percent": share.percent() });
    let books = coverage.iter().map(|one| {
        let articles = one.articles.iter().map(|article| {
            let rules: Vec<&str> = article.rules.iter().map(|rule| rule.id.as_str()).collect();
            json!({ "source": article.source, "certainty": article.certainty, "rules": rules })
        });
        let missing = one
            .missing
            .iter()
            .map(|law| json!({ "article": law.article, "open": law.open, "text": law.text, "why": law.why }));
        let pending = one.pending.iter().map(|law| json!({ "text": law.text, "source": law.source }));
        json!({
            "rulebook": one.book.id,
            "version": one.book.version,
            "jurisdiction": one.book.jurisdiction,
            "title": one.book.title,
            "share": share(one.share()),
            "partial": one.book.partial,
            "articles": articles.collect::<Vec<_>>(),
            "missing": missing.collect::<Vec<_>>(),
            "pending": pending.collect::<Vec<_>>(),
        })
    });
    json!({
        "schema": "bodemtoets/coverage/1",
        "date": date.to_string(),
        "provinces": share(provinces(coverage)),
        "rulebooks": books.collect::<Vec<_>>(),
    })
}
