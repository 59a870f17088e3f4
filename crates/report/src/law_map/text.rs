//! What is in a map of the law, for people.

use super::{Content, Sheet};
use bodemtoets_maps::gio::{Gio, NormValues};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, count, counted, grouped, number, text, visible};

/// Norm values and remarks of a sort that are told one by one.
const SHOWN: usize = 12;

/// Every map on a page.
#[must_use]
pub fn text(sheets: &[Sheet], lang: Lang) -> String {
    let mut page = Page::new();
    for sheet in sheets {
        if !page.is_empty() {
            page.blank();
        }
        page.title(visible(&sheet.file));
        match &sheet.content {
            Ok(content) => tell(&mut page, content, lang),
            Err(error) => page.item(format_args!("! {}", visible(&error.text(lang)))),
        }
    }
    page.finish()
}

fn tell(page: &mut Page, content: &Content, lang: Lang) {
    let Content { gio, summary, .. } = content;
    let mut line = |what: &str, text: &str| page.item(format_args!("{what:<12}{}", visible(text)));
    let unknown = lang.pick("niet vermeld", "not stated");
    line(lang.pick("werk", "work"), gio.work.as_deref().unwrap_or(unknown));
    line(lang.pick("versie", "version"), gio.expression.as_deref().map_or(unknown, Gio::version_of));
    let forms: Vec<String> =
        summary.forms.iter().map(|(form, many)| format!("{form} {}", count(*many, lang))).collect();
    let locations = locations_of(gio.locations.len(), lang);
    let holes = counted(summary.holes, [lang.pick("gat", "hole"), lang.pick("gaten", "holes")], lang);
    line(lang.pick("inhoud", "content"), &format!("{locations} ({}), {holes}", forms.join(", ")));
    for (id, label, many) in &summary.groups {
        let label = label.as_deref().map(|label| format!(" {label}")).unwrap_or_default();
        line(lang.pick("groep", "group"), &format!("{id}{label}: {}", count(*many, lang)));
    }
    if let Some(norm) = gio.norm_label.as_deref().or(gio.norm.as_deref()) {
        line(lang.pick("norm", "norm"), norm);
    }
    for value in values(content, lang) {
        line(lang.pick("waarde", "value"), &value);
    }
    line(lang.pick("oppervlakte", "area"), &format!("{} m2", grouped(summary.area_m2, 1, lang)));
    if let Some(extent) = summary.extent {
        let from_to = |from: f64, to: f64| format!("{} – {}", grouped(from, 0, lang), grouped(to, 0, lang));
        let (low, high) = (extent.min(), extent.max());
        line(
            lang.pick("omvang", "extent"),
            &format!("x {}, y {} (RD)", from_to(low.x, high.x), from_to(low.y, high.y)),
        );
    }
    let lost = summary.unusable.iter().map(|(location, why)| {
        let id = gio.id_of(*location);
        text!(lang, nl: "{id}: niet te gebruiken: {why}", en: "{id}: cannot be used: {why}")
    });
    let broken = gio.breaches.iter().map(|breach| {
        let where_ = breach.location.map(|location| gio.id_of(location) + ": ").unwrap_or_default();
        where_ + &breach.rule.text(lang)
    });
    let remarks: Vec<String> = lost.chain(broken).collect();
    for remark in remarks.iter().take(SHOWN) {
        page.item(format_args!("! {}", visible(remark)));
    }
    if remarks.len() > SHOWN {
        let more = count(remarks.len() - SHOWN, lang);
        page.item(text!(lang, nl: "! en nog {more} (alles met --format json)", en: "! and {more} more (all with --format json)"));
    }
}

fn locations_of(number: usize, lang: Lang) -> String {
    counted(number, [lang.pick("locatie", "location"), lang.pick("locaties", "locations")], lang)
}

/// The values of the norm, each with how many locations have it; the ends alone where there are too many.
fn values(content: &Content, lang: Lang) -> Vec<String> {
    let unit = content.gio.unit.label.as_deref().or(content.gio.unit.id.as_deref()).unwrap_or_default();
    let of = |value: &str, many: usize| {
        let locations = locations_of(many, lang);
        format!("{value}: {locations}")
    };
    let amount = |value: f64| format!("{} {unit}", number(value, lang)).trim_end().to_owned();
    match &content.summary.values {
        NormValues::None => Vec::new(),
        NormValues::Words(words) => {
            let told = words.iter().take(SHOWN).map(|(word, many)| of(word, *many));
            let more = words.len().saturating_sub(SHOWN);
            let rest = (more > 0).then(|| text!(lang, nl: "en nog {more} woorden", en: "and {more} more words"));
            told.chain(rest).collect()
        }
        NormValues::Numbers(numbers) if numbers.len() <= SHOWN => {
            numbers.iter().map(|(value, many)| of(&amount(*value), *many)).collect()
        }
        NormValues::Numbers(numbers) => {
            let ends = numbers.first().zip(numbers.last()).map(|(low, high)| (amount(low.0), amount(high.0)));
            let (low, high) = ends.unwrap_or_default();
            let different = count(numbers.len(), lang);
            vec![
                text!(lang, nl: "{low} tot {high}, {different} verschillende", en: "{low} to {high}, {different} different"),
            ]
        }
    }
}
