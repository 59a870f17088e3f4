//! Limits that no value can have: most often a number in another unit.

use super::super::library::Library;
use super::remark::{Code, Remark};

pub(super) fn implausible_limits(library: &Library) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (book, rule) in library.rules() {
        let mut found = Vec::new();
        rule.when.each(&mut |question| found.extend(question.implausible_limit()));
        found.dedup();
        remarks.extend(found.into_iter().map(|(nl, en)| Remark::on_rule(Code::ImplausibleLimit, book, rule, nl, en)));
    }
    remarks
}
