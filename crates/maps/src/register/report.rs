//! What was done to a register: for people, and for machines.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::part::Part;
use super::remark::{Effect, Remark};
use super::{Installation, Register};
use crate::pack::System;
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::{Page, text};

/// How many remarks of a sort are shown when not all are asked for.
const SHOWN: usize = 5;

/// The report for people; every remark, or the first few of each sort.
#[must_use]
pub fn text(register: &Register, lang: Lang, all: bool) -> String {
    let mut page = Page::new();
    counts(&mut page, register, lang);
    for effect in Effect::ALL {
        let mut sorts: BTreeMap<&str, Vec<&Remark>> = BTreeMap::new();
        for remark in register.remarks.iter().filter(|remark| remark.what.effect() == effect) {
            sorts.entry(remark.what.slug()).or_default().push(remark);
        }
        if !sorts.is_empty() {
            page.blank();
            page.line(effect.heading(lang));
        }
        for (slug, remarks) in sorts {
            sort(&mut page, slug, &remarks, lang, all);
        }
    }
    page.finish()
}

fn counts(page: &mut Page, register: &Register, lang: Lang) {
    let counts = register.counts;
    let unknown = |of: fn(&Installation, &Part) -> bool| {
        let parts = register.installations.iter().flat_map(|one| one.parts.iter().map(move |part| (one, part)));
        parts.filter(|(installation, part)| of(installation, part)).count()
    };
    let line = |page: &mut Page, number: usize, nl: &str, en: &str| {
        page.line(format_args!("{number:>8} {}", lang.pick(nl, en)));
    };
    line(page, counts.files, "bestanden", "files");
    line(page, counts.records, "objecten, berichten of rijen", "objects, messages or rows");
    line(page, counts.parts, "putten en lussen", "wells and loops");
    if counts.added > 0 {
        line(
            page,
            counts.added,
            "installaties zonder putten of lussen, als één punt",
            "installations without wells or loops, as one point",
        );
    }
    line(page, register.left_out(), "putten en lussen weggelaten", "wells and loops left out");
    line(page, counts.kept_parts, "putten en lussen over", "wells and loops left");
    line(page, counts.installations, "installaties", "installations");
    line(
        page,
        counts.installations - counts.kept_installations,
        "installaties waarvan niets overblijft",
        "installations of which nothing is left",
    );
    line(page, counts.kept_installations, "installaties over, waarvan", "installations left, of which");
    let kinds = [
        (Some(System::Open), "open bodemenergiesysteem", "open ground-energy system"),
        (Some(System::Closed), "gesloten bodemenergiesysteem", "closed ground-energy system"),
        (Some(System::Other), "ander gebruik van grondwater", "other use of groundwater"),
        (None, "systeem onbekend", "system unknown"),
    ];
    for (system, nl, en) in kinds {
        let count = register.installations.iter().filter(|installation| installation.system == system).count();
        if count > 0 {
            page.line(format_args!("{count:>12} {}", lang.pick(nl, en)));
        }
    }
    line(
        page,
        unknown(|_, part| part.depth_m.is_none() && part.screens_m().1.is_none()),
        "putten en lussen van onbekende diepte",
        "wells and loops of unknown depth",
    );
    line(
        page,
        unknown(|installation, _| installation.licensed_volume_m3().is_none()),
        "putten en lussen waarvan het jaarvolume onbekend is",
        "wells and loops whose volume in a year is unknown",
    );
}

/// Remarks of one sort: how many, and the first few of them or all.
fn sort(page: &mut Page, slug: &str, remarks: &[&Remark], lang: Lang, all: bool) {
    let (count, left_out) = (remarks.len(), remarks.iter().map(|remark| remark.left_out).sum::<usize>());
    if left_out > 0 && left_out != count {
        page.item(text!(
            lang,
            nl: "{slug}: {count} ({left_out} putten en lussen)",
            en: "{slug}: {count} ({left_out} wells and loops)"
        ));
    } else {
        page.item(format_args!("{slug}: {count}"));
    }
    let shown = if all { count } else { SHOWN };
    for remark in remarks.iter().take(shown) {
        let at = remark.at.map(|at| format!(" {at}")).unwrap_or_default();
        let id = if remark.installation.is_empty() { String::new() } else { format!(", {}", remark.installation) };
        let part = remark.part.as_ref().map(|part| text!(lang, nl: ", put of lus {part}", en: ", well or loop {part}"));
        let part = part.unwrap_or_default();
        page.inset(4, format_args!("{}{at}{id}{part}: {}", remark.source, remark.what.text(lang)));
    }
    if count > shown {
        let more = count - shown;
        page.inset(
            4,
            text!(lang, nl: "… en nog {more} (alles met --report)", en: "… and {more} more (all with --report)"),
        );
    }
}

/// The report for machines: `bodemtoets/register/1`, with every remark.
#[must_use]
pub fn document(register: &Register) -> Value {
    let counts = register.counts;
    let mut sorts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for remark in &register.remarks {
        let sort = sorts.entry(remark.what.slug()).or_default();
        sort.0 += 1;
        sort.1 += remark.left_out;
    }
    let by_system = |system| register.installations.iter().filter(|one| one.system == system).count();
    json!({
        "schema": "bodemtoets/register/1",
        "counts": {
            "files": counts.files,
            "records": counts.records,
            "parts": counts.parts,
            "parts_added": counts.added,
            "parts_left_out": register.left_out(),
            "parts_kept": counts.kept_parts,
            "installations": counts.installations,
            "installations_kept": counts.kept_installations,
            "open": by_system(Some(System::Open)),
            "closed": by_system(Some(System::Closed)),
            "other": by_system(Some(System::Other)),
            "unknown": by_system(None),
        },
        "sorts": sorts.iter().map(|(sort, (remarks, left_out))| {
            json!({ "sort": sort, "remarks": remarks, "parts_left_out": left_out })
        }).collect::<Vec<_>>(),
        "remarks": register.remarks.iter().map(|remark| json!({
            "source": remark.source,
            "at": remark.at,
            "installation": remark.installation,
            "part": remark.part,
            "effect": remark.what.effect().slug(),
            "sort": remark.what.slug(),
            "parts_left_out": remark.left_out,
            "remark": Text::both(|lang| remark.what.text(lang)),
        })).collect::<Vec<_>>(),
    })
}
