//! `bodemtoets rules check`: what is wrong with rulebooks that can be read.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::cli::output::Output;
use crate::cli::tools::Failure;
use crate::cli::{LangArgs, RulesArgs};
use bodemtoets_law::rules::{Library, Remark, check};
use bodemtoets_maps::pack::Pack;
use bodemtoets_words::lang::Lang;

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    #[command(flatten)]
    rules: RulesArgs,
    /// Layer pack whose kinds of zone are known; may be given more than once. All embedded packs
    /// when left out.
    #[arg(long, value_name = "DIR")]
    pack: Vec<PathBuf>,
    #[command(flatten)]
    lang: LangArgs,
}

/// Fails (1) when anything is found.
pub(super) fn run(args: &CheckArgs) -> Result<ExitCode, Failure> {
    let library = args.rules.open()?;
    let remarks = check(&library, &args.promised_kinds()?, &args.lands());
    let mut output = Output::open(None)?;
    output.write_text(&report(&remarks, &library, args.lang.lang))?;
    output.finish()?;
    Ok(if remarks.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl CheckArgs {
    fn promised_kinds(&self) -> Result<Vec<String>, Failure> {
        let packs =
            if self.pack.is_empty() { Pack::embedded_names().map(PathBuf::from).collect() } else { self.pack.clone() };
        let kinds = packs.iter().map(|pack| Pack::promised_kinds(pack)).collect::<Result<Vec<_>, _>>()?;
        Ok(kinds.concat())
    }

    /// The jurisdictions of the packs that can be opened; of the embedded ones the default knows
    /// them all, and another has its data elsewhere.
    fn lands(&self) -> Vec<String> {
        let packs =
            if self.pack.is_empty() { vec![PathBuf::from(bodemtoets_maps::pack::DEFAULT)] } else { self.pack.clone() };
        let opened = packs.iter().filter_map(|pack| Pack::open(pack, None).ok());
        opened.flat_map(|pack| pack.jurisdictions.into_iter().map(|land| land.id)).collect()
    }
}

/// A block for each remark, and a count.
fn report(remarks: &[Remark], library: &Library, lang: Lang) -> String {
    let mut text = String::new();
    for remark in remarks {
        let rule = remark.rule.as_deref().map(|rule| format!(" {rule}")).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{} {}:{}{rule}", remark.code.slug(), remark.file, remark.line);
        let _ = writeln!(text, "    {}", remark.text.get(lang));
        let _ = writeln!(text, "    {}\n", remark.code.advice(lang));
    }
    let found = match remarks.len() {
        0 => lang.pick("schoon: niets gevonden", "clean: nothing found").to_owned(),
        1 => lang.pick("1 bevinding", "1 finding").to_owned(),
        count => format!("{count} {}", lang.pick("bevindingen", "findings")),
    };
    let (rules, books) = (library.rules().count(), library.books.len());
    let rules_word = if rules == 1 { lang.pick("regel", "rule") } else { lang.pick("regels", "rules") };
    let books_word =
        if books == 1 { lang.pick("regelboek", "rulebook") } else { lang.pick("regelboeken", "rulebooks") };
    let _ = writeln!(text, "{found} ({rules} {rules_word}, {books} {books_word})");
    text
}
