//! Advice that decides: it is no law, so it may only ask attention.

use super::super::library::Library;
use super::super::outcome::Outcome;
use super::remark::{Code, Remark};

pub(super) fn advice_that_decides(library: &Library) -> Vec<Remark> {
    let wrong = library.rules().filter(|(book, rule)| book.advice && rule.outcome != Outcome::Attention);
    let remark = |(book, rule): (_, &super::super::rulebook::Rule)| {
        let outcome = rule.outcome.slug();
        Remark::on_rule(
            Code::AdviceDecides,
            book,
            rule,
            format!("Dit regelboek is advies (`advice = true`), maar deze regel heeft uitkomst `{outcome}`."),
            format!("This rulebook is advice (`advice = true`), but this rule has outcome `{outcome}`."),
        )
    };
    wrong.map(remark).collect()
}
