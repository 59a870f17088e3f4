//! What changed between two versions of maps, for people.

use super::{Compared, Only};
use bodemtoets_maps::changes::{Change, Changes, Side, What};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, Table, grouped, text, visible};
use serde_json::Value;

/// Changes that are told one by one where not all are asked for.
const SHOWN: usize = 20;

/// Letters of a value that are shown.
const LETTERS: usize = 40;

/// Every map on a page; of each all changes, or the first.
#[must_use]
pub fn text(maps: &[Compared], all: bool, lang: Lang) -> String {
    let mut page = Page::new();
    for compared in maps {
        if !page.is_empty() {
            page.blank();
        }
        page.title(visible(&compared.map));
        match (&compared.changes, compared.only_in) {
            (Some(changes), _) => tell(&mut page, changes, all, lang),
            (None, Some(Only::Old)) => page.item(lang.pick("alleen in de oude versie", "in the old version only")),
            (None, _) => page.item(lang.pick("alleen in de nieuwe versie", "in the new version only")),
        }
    }
    page.finish()
}

fn tell(page: &mut Page, changes: &Changes, all: bool, lang: Lang) {
    let Changes { key, old, new, same, changes } = changes;
    let count = |what: What| changes.iter().filter(|change| change.what == what).count();
    let (added, removed, other) = (count(What::Added), count(What::Removed), count(What::Changed));
    let (was, is) = (side(old, lang), side(new, lang));
    page.item(format_args!("{} {was}", lang.pick("oud:  ", "old:")));
    page.item(format_args!("{} {is}", lang.pick("nieuw:", "new:")));
    page.item(text!(
        lang,
        nl: "{added} erbij, {removed} weg, {other} veranderd, {same} gelijk",
        en: "{added} added, {removed} removed, {other} changed, {same} the same"
    ));
    let sum = |m2: &dyn Fn(&Change) -> Option<f64>| grouped(changes.iter().filter_map(m2).sum::<f64>(), 0, lang);
    if !changes.is_empty() {
        page.item(text!(
            lang,
            nl: "{gained} m2 erbij, {lost} m2 eraf",
            en: "{gained} m2 gained, {lost} m2 lost",
            gained = sum(&|change| change.gained_m2),
            lost = sum(&|change| change.lost_m2)
        ));
    }
    for (fields, nl, en) in [
        (&old.own_fields, "velden die weg zijn", "fields that are gone"),
        (&new.own_fields, "velden die erbij zijn", "fields that have come"),
    ] {
        if !fields.is_empty() {
            page.item(format_args!("! {}: {}", lang.pick(nl, en), visible(&fields.join(", "))));
        }
    }
    if key.is_none() && !changes.is_empty() {
        page.item(lang.pick(
            "! geen veld met een eigen waarde per object: wat veranderde staat er als weg en erbij (--key FIELD)",
            "! no field with a value of its own for each feature: what changed is there as removed and added (--key FIELD)",
        ));
    }
    if changes.is_empty() {
        return;
    }
    let header = match lang {
        Lang::Nl => ["object", "wat", "oud m2", "nieuw m2", "erbij", "eraf", "velden"],
        Lang::En => ["feature", "what", "old m2", "new m2", "gained", "lost", "fields"],
    };
    let mut table = Table::ruled(header).right([2, 3, 4, 5]);
    let shown = if all { changes.len() } else { SHOWN };
    for change in changes.iter().take(shown) {
        let m2 = |m2: Option<f64>| m2.map_or_else(String::new, |m2| grouped(m2, 1, lang));
        let what = match change.what {
            What::Added => lang.pick("erbij", "added"),
            What::Removed => lang.pick("weg", "removed"),
            What::Changed if change.moved => lang.pick("verlegd", "moved"),
            What::Changed => lang.pick("veranderd", "changed"),
        };
        let attributes =
            change.attributes.iter().map(|(name, [was, is])| format!("{name}: {} → {}", value(was), value(is)));
        table.row([
            visible(&change.id).into_owned(),
            what.to_owned(),
            m2(change.old_m2),
            m2(change.new_m2),
            m2(change.gained_m2),
            m2(change.lost_m2),
            visible(&attributes.collect::<Vec<_>>().join("; ")).into_owned(),
        ]);
    }
    page.table(table);
    if changes.len() > shown {
        let more = changes.len() - shown;
        page.item(text!(lang, nl: "… en nog {more} (alles met --all)", en: "… and {more} more (all with --all)"));
    }
}

fn side(side: &Side, lang: Lang) -> String {
    let area = grouped(side.area_m2, 0, lang);
    let unusable = match side.unusable {
        0 => String::new(),
        many => {
            text!(lang, nl: ", waarvan {many} zonder bruikbare geometrie", en: ", of which {many} without a geometry that can be used")
        }
    };
    let features = side.features;
    text!(lang, nl: "{features} objecten, {area} m2{unusable}", en: "{features} features, {area} m2{unusable}")
}

/// A value, no longer than fits.
fn value(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Null => "–".to_owned(),
        other => other.to_string(),
    };
    if text.chars().count() <= LETTERS { text } else { text.chars().take(LETTERS).collect::<String>() + "…" }
}
