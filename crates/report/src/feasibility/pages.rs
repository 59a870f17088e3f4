//! Studies of feasibility as documents: wells for an office, and closed loops for dwellings.

use super::closed::{
    ClosedDocument, money_rows, money_words, neighbour_rows, remedy_words, size_words, title, years_words,
};
use super::text::{BLOCKS, Told, asked, given, heading, headline_changes, in_a_row, payback};
use crate::picture::Picture;
use bodemtoets_document::{Attachment, Banner, Block, Document, Figure, Table, Tone, Words, told as shown};
use bodemtoets_feasibility::Mode;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::provenance::InputFile;
use bodemtoets_words::words::{capital, text};
use jiff::civil::{Date, date};

/// The document of a study: the answer, the numbers of every year, the sheet, and what to know before believing them.
///
/// # Errors
/// When the study cannot be written as JSON.
pub fn study(
    told: &Told<'_>,
    json: &super::Document<'_>,
    sheet: &Picture,
    lang: Lang,
) -> Result<Document, serde_json::Error> {
    let Told { name, building, scenario, outcome, ground, .. } = *told;
    let columns = told.columns(lang);
    let title = text!(lang, nl: "Haalbaarheid: {name}", en: "Feasibility: {name}", name = shown(name));
    let mut document = begun(title, shown(name), first_day(i32::from(scenario.prices.year)), lang);
    let back = payback(&[("", &outcome.weighted)], lang).concat();
    let word = match outcome.weighted.payback_years {
        Some(_) => text!(lang, nl: "Terugverdientijd {back} jaar", en: "Payback {back} years"),
        None => lang.pick("Het verdient zich niet terug", "It never pays for itself").to_owned(),
    };
    let [sizes, counted] = heading(scenario, lang).map(|line| capital(&line) + ".");
    document.push(number(
        word,
        lang.pick("gewogen over koude, normale en warme jaren", "weighted over cold, normal and warm years"),
        vec![sizes, counted],
    ));
    for warning in &outcome.warnings {
        document.push(Block::notice(warning.get(lang)));
    }
    document.push(Block::heading(2, lang.pick("1. De getallen", "1. The numbers")));
    let heads: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    for block in &BLOCKS {
        document.push(table(block.title(lang), &heads, block.rows(&columns, lang)));
    }
    let paid = vec![(lang.pick("tot het is terugverdiend", "until it has paid for itself"), payback(&columns, lang))];
    document.push(table(lang.pick("Terugverdientijd (jaar)", "Payback (years)"), &heads, paid));
    document.push(Block::heading(2, lang.pick("2. De bodem", "2. The ground")));
    let [asked, screen] = asked(ground, lang);
    let mut items = vec![asked + ".", screen + ".", in_a_row(scenario, outcome, lang) + "."];
    items.extend(building.epc.map(|epc| given(epc, lang) + "."));
    document.push(Block::List { items: items.into_iter().map(Words::from).collect() });
    let figure = Figure {
        svg: sheet.svg().to_owned(),
        alternative: lang.pick(
            "Grafieken van dezelfde getallen: belastingduurkrommen, kosten bij elke grootte van de warmtepomp, uitstoot en balans van de bodem.",
            "Charts of the same numbers: load duration curves, cost by size of the heat pump, emissions and the balance of the ground.",
        ).to_owned(),
        caption: lang.pick("Figuur 1. De studie op één blad.", "Figure 1. The study on one sheet.").to_owned(),
        // So that a sheet of A4 with its caption fits on a page.
        share: 92,
    };
    document.push(Block::Figures { figures: vec![figure] });
    if !outcome.differences.is_empty() {
        document.push(Block::heading(
            2,
            match scenario.mode {
                Mode::Corrected => lang.pick("3. Anders dan de bronstudie", "3. Different from the source study"),
                Mode::Study => lang.pick("3. Wat gecorrigeerd anders zou zijn", "3. What would differ when corrected"),
            },
        ));
        let items = outcome.differences.iter().map(|difference| {
            let changes = headline_changes(difference, lang).join("; ");
            let changes = if changes.is_empty() { changes } else { format!(" {changes}.") };
            format!("{}{changes}", difference.why.get(lang)).into()
        });
        document.push(Block::List { items: items.collect() });
    }
    let remarks = outcome.remarks.iter().map(|remark| remark.get(lang));
    ended(&mut document, remarks, json.inputs, lang);
    document.attachments = attached("feasibility.json", super::SCHEMA, serde_json::to_string_pretty(json)?, lang);
    Ok(document)
}

/// The document of a proposal of closed loops: what is proposed, what it does to the ground and the neighbours, and what
/// it costs.
///
/// # Errors
/// When the proposal cannot be written as JSON.
pub fn closed(json: &ClosedDocument<'_>, lang: Lang) -> Result<Document, serde_json::Error> {
    let found = json.proposal;
    let name = found.name.as_deref().map_or_else(|| lang.pick("woning", "dwelling").to_owned(), shown);
    let heading = text!(lang, nl: "Gesloten bodemlussen: {name}", en: "Closed loops: {name}");
    let mut document = begun(heading, name, first_day_of(&found.money.dated), lang);
    document.push(number(title(found, lang), "", size_words(found, lang)));
    if !found.keeps_the_law {
        document.push(Block::notice(lang.pick(
            "De grens van de wet (-3 tot 30 °C de bodem in) wordt NIET gehaald.",
            "The limit of the law (-3 to 30 °C into the ground) is NOT kept.",
        )));
    }
    document.push(Block::heading(2, lang.pick("1. Wat de bodem in gaat", "1. What goes into the ground")));
    document.push(Block::List { items: years_words(found, lang).into_iter().map(Words::from).collect() });
    if !found.neighbours.is_empty() {
        document.push(Block::heading(
            2,
            lang.pick(
                "2. Wat de andere woningen doen, na 25 jaar (hoogstens 1,5 K: SIKB 8200)",
                "2. What the other dwellings do, after 25 years (at most 1.5 K: SIKB 8200)",
            ),
        ));
        let (head, rows) = neighbour_rows(found, lang);
        document.push(Block::Table(
            Table::new([18, 28, 30, 24], head.map(str::to_owned).into(), cells(rows)).numbers([1, 2]),
        ));
        let items: Vec<Words> = remedy_words(found, lang).into_iter().map(Words::from).collect();
        if !items.is_empty() {
            document.push(Block::heading(3, lang.pick("Wat zou helpen (doorgerekend)", "What would help (computed)")));
            document.push(Block::List { items });
        }
    }
    let (dated, years, number) =
        (&found.money.dated, found.money.years, if found.neighbours.is_empty() { 2 } else { 3 });
    document.push(Block::heading(
        2,
        text!(
            lang,
            nl: "{number}. Geld en uitstoot (prijzen van {dated}, {years} jaar)",
            en: "{number}. Money and emissions (prices of {dated}, {years} years)"
        ),
    ));
    let (head, rows) = money_rows(&found.money, lang);
    document.push(Block::Table(
        Table::new([32, 18, 16, 17, 17], head.map(str::to_owned).into(), cells(rows)).numbers(1..5),
    ));
    document.push(Block::List { items: money_words(&found.money, lang).into_iter().map(Words::from).collect() });
    ended(&mut document, found.remarks.iter().map(|remark| remark.get(lang)), json.inputs, lang);
    document.attachments = attached("closed.json", super::closed::SCHEMA, serde_json::to_string_pretty(json)?, lang);
    Ok(document)
}

/// A document with its title.
fn begun(title: String, number: String, day: Date, lang: Lang) -> Document {
    let mut document = Document::new(title.clone(), number, day, lang);
    document.push(Block::heading(1, title));
    document
}

/// A number, in a band.
fn number(word: String, beside: &str, lines: Vec<String>) -> Block {
    Block::Banner(Banner { tone: Tone::Plain, sign: String::new(), word, beside: beside.to_owned(), lines })
}

fn table(title: &str, heads: &[&str], rows: Vec<(&str, Vec<String>)>) -> Block {
    let head = std::iter::once(title).chain(heads.iter().copied()).map(str::to_owned).collect();
    let rows = rows.into_iter().map(|(label, values)| std::iter::once(label.to_owned()).chain(values));
    let rows = rows.map(|row| row.map(Words::from).collect()).collect();
    let shares: Vec<u8> = std::iter::once(40).chain(heads.iter().map(|_| 15)).collect();
    Block::Table(Table::new(shares, head, rows).numbers(1..=heads.len()))
}

fn cells<const COUNT: usize>(rows: Vec<[String; COUNT]>) -> Vec<Vec<Words>> {
    rows.into_iter().map(|row| row.map(Words::from).into()).collect()
}

/// Remarks, and the files that it rests on.
fn ended<'a>(document: &mut Document, remarks: impl Iterator<Item = &'a str>, inputs: &[InputFile], lang: Lang) {
    let items: Vec<Words> = remarks.map(Words::from).collect();
    if !items.is_empty() {
        document.push(Block::heading(2, lang.pick("Aangenomen, en opmerkingen", "Assumed, and remarks")));
        document.push(Block::List { items });
    }
    if !inputs.is_empty() {
        document.push(Block::heading(2, lang.pick("Waarop dit rust", "What this rests on")));
        let head = vec![lang.pick("bestand", "file").to_owned(), "sha256".to_owned()];
        let rows = inputs.iter().map(|input| vec![shown(&input.file).into(), input.sha256.clone().into()]).collect();
        document.push(Block::Table(Table::new([40, 60], head, rows)));
    }
    document.foot = vec![document.maker.clone()];
}

fn attached(name: &str, schema: &str, text: String, lang: Lang) -> Vec<Attachment> {
    let about = text!(lang, nl: "alle getallen, {schema}", en: "all numbers, {schema}");
    vec![Attachment { name: name.to_owned(), about, text: text + "\n" }]
}

/// The first day of a year: of a study that is about prices, and about no day.
fn first_day(year: i32) -> Date {
    i16::try_from(year).ok().and_then(|year| Date::new(year, 1, 1).ok()).unwrap_or(date(2000, 1, 1))
}

/// The first day of the year that a text begins with.
fn first_day_of(text: &str) -> Date {
    first_day(text.get(..4).and_then(|year| year.parse().ok()).unwrap_or(2000))
}
