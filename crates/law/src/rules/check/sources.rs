//! Sources that cannot be looked up: a title alone does not say where to read.

use super::super::library::Library;
use super::remark::{Code, Remark};
use bodemtoets_words::provenance::Source;

pub(super) fn without_source(library: &Library) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for book in &library.books {
        for rule in book.rules.iter().filter(|rule| is_vague(&rule.source)) {
            let (nl, en) = words("Deze regel", "This rule", &rule.source);
            remarks.push(Remark::on_rule(Code::NoSource, book, rule, nl, en));
        }
        for requirement in book.requirements.iter().filter(|requirement| is_vague(&requirement.source)) {
            let (nl, en) = (format!("Eis `{}`", requirement.id), format!("Requirement `{}`", requirement.id));
            let (nl, en) = words(&nl, &en, &requirement.source);
            remarks.push(Remark::on_book(Code::NoSource, book, &requirement.at, nl, en));
        }
    }
    remarks
}

fn is_vague(source: &Source) -> bool {
    [&source.article, &source.url].into_iter().flatten().all(|text| text.trim().is_empty())
}

fn words(nl: &str, en: &str, source: &Source) -> (String, String) {
    let title = &source.title;
    (
        format!("{nl} noemt als bron alleen \"{title}\": geen artikel en geen webadres."),
        format!("{en} only names \"{title}\" as its source: no article and no address."),
    )
}
