//! `bodemtoets rules test`: the cases that stand beside the law.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use crate::cli::output::Output;
use crate::cli::tools::{Failure, warn_of_losses};
use crate::cli::{LangArgs, PackArgs, RulesArgs};
use bodemtoets_law::rules::{Library, PlaceCase, Rule, Rulebook, Truth, Way, try_rule};
use bodemtoets_maps::pack::{DEFAULT, Pack};
use bodemtoets_screening::Screener;
use bodemtoets_screening::application::read_table;
use bodemtoets_space::RdNew;
use bodemtoets_words::lang::Lang;

#[derive(Debug, Args)]
pub(in crate::cli) struct TestArgs {
    #[command(flatten)]
    rules: RulesArgs,
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    lang: LangArgs,
}

/// How many of how many.
#[derive(Default)]
struct Tally {
    good: usize,
    all: usize,
}

impl Tally {
    fn count(&mut self, good: bool) {
        self.all += 1;
        self.good += usize::from(good);
    }
}

/// Fails (1) when a case has another answer than it should.
pub(super) fn run(args: &TestArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let library = args.rules.open()?;
    let mut report = String::new();
    let [mut cases, mut rules, mut branches] = [const { Tally { good: 0, all: 0 } }; 3];
    let mut lacking = String::new();
    for (book, rule) in library.rules() {
        let trial = try_rule(rule)?;
        for (case, answer) in rule.cases.iter().zip(&trial.answers) {
            let good = answer.judged.truth == case.expected;
            cases.count(good);
            if !good {
                wrong_answer(&mut report, book, rule, case.at.clone(), (case.expected, answer.judged.truth), lang);
                if !answer.missing.is_empty() {
                    let _ =
                        writeln!(report, "    {}: {}", lang.pick("ontbreekt", "missing"), answer.missing.join(", "));
                }
            }
        }
        rules.count(trial.lacking.is_empty());
        let mut lacks = |what: String| {
            let _ = writeln!(lacking, "  {} {}: {what}", book.place_of(&rule.at), rule.id);
        };
        for truth in &trial.lacking {
            let words = lang.pick("geen geval met het antwoord", "no case with the answer");
            lacks(format!("{words} {}", answer_word(*truth, lang)));
        }
        for branch in &trial.branches {
            branches.count(branch.taken);
            if !branch.taken {
                let words = lang.pick("geen geval waarin", "no case in which");
                lacks(format!("{words} `{}` {}", branch.question, way(branch.way, lang)));
            }
        }
    }
    let places = try_places(args, &library, &mut report)?;
    let failed = cases.good < cases.all || places.good < places.all;
    summary(&mut report, &lacking, [&cases, &places, &rules, &branches], lang);
    let mut output = Output::open(None)?;
    output.write_text(&report)?;
    output.finish()?;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn wrong_answer(
    report: &mut String,
    book: &Rulebook,
    rule: &Rule,
    at: std::ops::Range<usize>,
    (expected, found): (Truth, Truth),
    lang: Lang,
) {
    // Writing to a String cannot fail.
    let _ = writeln!(
        report,
        "✗ {} {}: {} {}, {} {}",
        book.place_of(&at),
        rule.id,
        lang.pick("verwacht:", "expected:"),
        answer_word(expected, lang),
        lang.pick("gevonden:", "found:"),
        answer_word(found, lang)
    );
    let _ = writeln!(report, "    {}", book.words(at));
}

/// The pack that was asked for; beside the default one, every embedded pack that cases are about and
/// that has its data with it.
fn packs(args: &PackArgs, cases: &[(Rulebook, PlaceCase)]) -> Result<Vec<Pack>, Failure> {
    let mut packs = vec![args.open()?];
    if args.pack == Path::new(DEFAULT) && args.pack_data.is_none() {
        let named = |name: &&str| *name != DEFAULT && cases.iter().any(|(_, case)| case.pack == *name);
        packs.extend(Pack::embedded_names().filter(named).filter_map(|name| Pack::open(Path::new(name), None).ok()));
    }
    Ok(packs)
}

/// Runs the cases of places that are about these packs.
fn try_places(args: &TestArgs, library: &Library, report: &mut String) -> Result<Tally, Failure> {
    let lang = args.lang.lang;
    let mut tally = Tally::default();
    let cases: Vec<(Rulebook, PlaceCase)> =
        library.books.iter().flat_map(|book| book.cases.iter().map(|case| (book.clone(), case.clone()))).collect();
    if cases.is_empty() {
        return Ok(tally);
    }
    let today = jiff::Zoned::now().date();
    let packs = packs(&args.pack, &cases)?.into_iter();
    let packs: Vec<_> = packs.collect();
    for pack in &packs {
        warn_of_losses(pack, lang);
    }
    let packs = packs.into_iter();
    let screeners =
        packs.map(|pack| Screener::new(pack, library.clone(), today)).collect::<Result<Vec<Screener>, _>>()?;
    let rd = RdNew::new();
    let mut elsewhere: Vec<&str> = Vec::new();
    for (book, case) in &cases {
        let Some(screener) = screeners.iter().find(|screener| screener.pack().origin == case.pack) else {
            elsewhere.push(&case.pack);
            continue;
        };
        let place = book.place_of(&case.at);
        let application = read_table(Path::new(&place), case.application.clone(), &rd);
        let problem = match application {
            Err(error) => Some(error.text(lang)),
            Ok(application) => {
                let verdict = screener.assess(&application).verdict(None, None);
                let found = [("outcome", vec![verdict.outcome.slug().to_owned()], Some(vec![case.outcome.clone()]))]
                    .into_iter()
                    .chain([("decisive", verdict.decisive, case.decisive.clone())])
                    .chain([("settle", verdict.settle, case.settle.clone())])
                    .find(|(_, found, expected)| expected.as_ref().is_some_and(|expected| !same(expected, found)));
                found.map(|(what, found, expected)| {
                    let (found, expected) = (found.join(", "), expected.unwrap_or_default().join(", "));
                    format!(
                        "{what}: {} {expected}, {} {found}",
                        lang.pick("verwacht", "expected"),
                        lang.pick("gevonden", "found")
                    )
                })
            }
        };
        tally.count(problem.is_none());
        if let Some(problem) = problem {
            let _ = writeln!(report, "✗ {place} {}: {problem}", case.name);
        }
    }
    elsewhere.sort_unstable();
    for packs in elsewhere.chunk_by(|one, other| one == other) {
        let _ = writeln!(
            report,
            "! {} {} `{}` {}",
            packs.len(),
            lang.pick("gevallen van plaatsen horen bij pakket", "cases of places are about pack"),
            packs[0],
            lang.pick("en zijn niet uitgevoerd (--pack)", "and were not run (--pack)")
        );
    }
    Ok(tally)
}

/// Whether two lists hold the same; in which order depends on that of the rulebooks.
fn same(one: &[String], other: &[String]) -> bool {
    let sorted = |list: &[String]| {
        let mut list = list.to_vec();
        list.sort_unstable();
        list
    };
    sorted(one) == sorted(other)
}

fn summary(report: &mut String, lacking: &str, [cases, places, rules, branches]: [&Tally; 4], lang: Lang) {
    let of = lang.pick("van", "of");
    let lines = [
        (cases, lang.pick("gevallen van regels met het verwachte antwoord", "cases of rules with the answer expected")),
        (
            places,
            lang.pick("gevallen van plaatsen met de verwachte uitkomst", "cases of places with the outcome expected"),
        ),
        (rules, lang.pick("regels met elk geval dat zij nodig hebben", "rules with every case that they need")),
        (branches, lang.pick("takken van voorwaarden geraakt", "branches of conditions taken")),
    ];
    for (tally, what) in lines {
        let _ = writeln!(report, "{} {of} {} {what}{}", tally.good, tally.all, share(tally));
    }
    report.push_str(lacking);
}

fn share(tally: &Tally) -> String {
    // No more than a few thousand: exact.
    #[expect(clippy::cast_precision_loss, reason = "counts of cases are small")]
    let share = 100.0 * tally.good as f64 / tally.all.max(1) as f64;
    if tally.all == 0 { String::new() } else { format!(" ({} %)", (share * 10.0).floor() / 10.0) }
}

fn answer_word(truth: Truth, lang: Lang) -> &'static str {
    match truth {
        Truth::True => lang.pick("van toepassing", "applies"),
        Truth::False => lang.pick("niet van toepassing", "does not apply"),
        Truth::Unknown => lang.pick("onbekend", "unknown"),
    }
}

fn way(way: Way, lang: Lang) -> &'static str {
    match way {
        Way::Holds => lang.pick("geldt", "holds"),
        Way::Fails => lang.pick("niet geldt", "fails"),
        Way::Unknown => lang.pick("onbekend is", "is unknown"),
        Way::OnLimit => lang.pick("precies op de grens ligt", "is exactly on its limit"),
    }
}
