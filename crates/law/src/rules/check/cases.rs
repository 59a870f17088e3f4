//! Rules that are not tested, or not in full.

use std::fmt::Write as _;

use super::super::condition::{Branch, Way};
use super::super::library::Library;
use super::super::rulebook::Rule;
use super::super::trial::{Trial, try_rule};
use super::super::truth::Truth;
use super::impossible::impossible;
use super::remark::{Code, Remark};
use bodemtoets_words::lang::Lang;

/// How many things that are missing a remark names.
const NAMED: usize = 3;

/// One remark a rule. A rule that never applies is told so instead: no case can show that it does.
pub(super) fn without_tests(library: &Library) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (book, rule) in library.rules() {
        if let Some((nl, en)) = lacks(rule, Lang::Nl).zip(lacks(rule, Lang::En))
            && !impossible(&rule.when)
        {
            remarks.push(Remark::on_rule(Code::NoTests, book, rule, nl, en));
        }
    }
    remarks
}

/// What the cases of a rule lack, in words.
fn lacks(rule: &Rule, lang: Lang) -> Option<String> {
    if rule.cases.is_empty() {
        return Some(
            lang.pick("Deze regel heeft geen enkel geval onder `test`.", "This rule has no case under `test`.").into(),
        );
    }
    // A rule with more kinds of zone than fit cannot be used at all, and is told so there.
    let Trial { lacking, branches, .. } = try_rule(rule).ok()?;
    let answers = lacking.into_iter().map(|truth| answer(truth, lang).to_owned());
    let untaken = branches.iter().filter(|branch| !branch.taken).map(|branch| question(branch, lang));
    let missing: Vec<String> = answers.chain(untaken).collect();
    let mut list = missing.get(..NAMED).unwrap_or(&missing).join("; ");
    if let more @ 1.. = missing.len().saturating_sub(NAMED) {
        // Writing to a String cannot fail.
        let _ = write!(list, "; {} {more} {}", lang.pick("en nog", "and"), lang.pick("andere", "more"));
    }
    (!missing.is_empty()).then(|| format!("{}: {list}.", lang.pick("De gevallen missen nog", "The cases still lack")))
}

fn answer(truth: Truth, lang: Lang) -> &'static str {
    match truth {
        Truth::True => lang.pick("een geval waarin de regel geldt", "one in which the rule applies"),
        Truth::False => lang.pick("een geval waarin de regel niet geldt", "one in which the rule does not apply"),
        Truth::Unknown => lang.pick("een geval waarin de regel onbekend is", "one in which the rule is unknown"),
    }
}

fn question(branch: &Branch, lang: Lang) -> String {
    let way = match branch.way {
        Way::Holds => lang.pick("geldt", "holds"),
        Way::Fails => lang.pick("geldt niet", "fails"),
        Way::Unknown => lang.pick("is onbekend", "is unknown"),
        Way::OnLimit => lang.pick("precies op de grens", "exactly on its limit"),
    };
    format!("`{}` {way}", branch.question)
}
