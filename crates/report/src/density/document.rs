//! A map of crowding as a document: the sheet, the numbers of every depth, and what the register does not say.

use super::picture::{MapInput, picture};
use super::summary::{Rows, changes, known, levels, spots, spots_title};
use bodemtoets_document::{Block, Document, Fact, Figure, Table, Words, told};
use bodemtoets_ground::crowding::SpacingRules;
use bodemtoets_screening::density::DensityMap;
use bodemtoets_words::words::{capital, grouped, text};
use jiff::civil::Date;

/// The document, of a day; with a map from before the proposals, also what they change.
#[must_use]
pub fn document(shown: &MapInput<'_>, before: Option<&DensityMap>, day: Date) -> Document {
    let (lang, map) = (shown.lang, shown.map);
    let measure = capital(shown.measure.title().get(lang));
    let title = text!(lang, nl: "Drukte in de bodem: {measure}", en: "Crowding of the ground: {measure}");
    let mut document = Document::new(title.clone(), told(shown.source), day, lang);
    document.push(Block::heading(1, title));
    let cell = grouped(map.grid.cell_m, 0, lang);
    let (columns, rows) = (map.grid.columns, map.grid.rows);
    document.push(Block::Facts {
        facts: vec![
            Fact::new(lang.pick("register", "register"), told(shown.source)),
            Fact::new(lang.pick("op de kaart", "on the map"), shown.measure.end_words(shown.end, lang)),
            Fact::new(
                lang.pick("cellen", "cells"),
                text!(lang, nl: "{cell} m, {columns} x {rows}", en: "{cell} m, {columns} x {rows}"),
            ),
        ],
    });
    document.push(Block::heading(
        2,
        lang.pick("1. Wat het register zegt, en wat niet", "1. What the register says, and what not"),
    ));
    let known = known(map, shown.inventory, shown.assume, lang).into_iter().map(Words::from);
    document.push(Block::List { items: known.collect() });
    document.push(Block::heading(2, lang.pick("2. Per diepte", "2. By depth")));
    document.push(Block::small(lang.pick(
        "Van wat zeker is tot wat kan zijn (…); een enkel getal waar beide gelijk zijn.",
        "From what is certain to what may be (…); one number where both are the same.",
    )));
    document.push(table([15, 17, 17, 17, 17, 17], levels(map, lang)));
    if let Some(before) = before {
        document.push(Block::heading(3, lang.pick("Verandering door de voorstellen", "Change by the proposals")));
        document.push(table([15, 20, 20, 20, 25], changes(map, before, lang)));
    }
    let spots: Vec<Words> = spots(map, lang).into_iter().map(Words::from).collect();
    if !spots.is_empty() {
        document.push(Block::heading(2, text!(lang, nl: "3. {title}", en: "3. {title}", title = spots_title(lang))));
        document.push(Block::List { items: spots });
    }
    document.push(Block::notice(SpacingRules::status().get(lang)));
    document.push(Block::Sheet {
        figure: Figure {
            svg: picture(shown).svg().to_owned(),
            alternative: text!(
                lang,
                nl: "Kaart van {measure}, noorden boven, in klassen; de getallen per diepte staan in de tabel ervoor.",
                en: "Map of {measure}, north up, in classes; the numbers by depth are in the table before it."
            ),
            caption: text!(lang, nl: "Figuur 1. {measure}.", en: "Figure 1. {measure}."),
            share: 100,
        },
    });
    document.foot = vec![document.maker.clone()];
    document
}

fn table<const COLUMNS: usize>(shares: [u8; COLUMNS], (head, rows): Rows<COLUMNS>) -> Block {
    let rows = rows.into_iter().map(|row| row.map(Words::from).into()).collect();
    Block::Table(Table::new(shares, head.map(str::to_owned).into(), rows).numbers(1..COLUMNS))
}
