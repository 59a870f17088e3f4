//! A document as one page of HTML: no script, no font or picture from elsewhere, and fit for print.

use std::fmt::Write as _;

use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::day;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::block::{Banner, Block, Fact, Figure, Table, Tone};
use crate::span::Words;
use crate::{Attachment, Document};

const STYLE: &str = include_str!("page.css");

/// The whole page.
#[must_use]
pub fn page(document: &Document) -> String {
    let lang = document.lang;
    let page = html! {
        (DOCTYPE)
        html lang=(lang.pick("nl", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(document.maker);
                title { (document.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { span { "Bodemtoets" } span { (document.number) } }
                main { @for block in &document.body { (self::block(block)) } (attachments(document)) }
                footer {
                    @for line in &document.foot { p { (line) } }
                    p { (document.maker) ", " (day(document.date, lang)) }
                }
            }
        }
    };
    page.into_string() + "\n"
}

fn block(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Heading { level, words } => { (heading(*level, words)) }
            Block::Paragraph { words } => { p { (self::words(words)) } }
            Block::Lead { words } => { p.lead { (self::words(words)) } }
            Block::Small { words } => { p.small { (self::words(words)) } }
            Block::Notice { words } => { p.notice { (self::words(words)) } }
            Block::Banner(banner) => { (self::banner(banner)) }
            Block::Facts { facts } => { (self::facts(facts)) }
            Block::List { items } => { ul { @for item in items { li { (self::words(item)) } } } }
            Block::Table(table) => { (self::table(table)) }
            Block::Figures { figures } => { div.figures { @for figure in figures { (self::figure(figure)) } } }
            Block::Sheet { figure } => { div.figures { (self::figure(figure)) } }
            Block::Signing { fields } => { dl.signing { @for field in fields { div { dt { (field) } dd {} } } } }
            Block::NewPage => { hr.page; }
        }
    }
}

fn heading(level: u8, words: &Words) -> Markup {
    let words = self::words(words);
    match level {
        1 => html! { h1 { (words) } },
        2 => html! { h2 { (words) } },
        3 => html! { h3 { (words) } },
        _ => html! { h4 { (words) } },
    }
}

/// Names of others may run from right to left: each text keeps its direction to itself.
fn words(words: &Words) -> Markup {
    html! {
        @for span in &words.0 {
            @match (&span.url, span.strong) {
                (Some(url), _) => { a href=(url) { (span.text) } }
                (None, true) => { strong { (span.text) } }
                (None, false) => { (span.text) }
            }
        }
    }
}

fn banner(banner: &Banner) -> Markup {
    let tone = match banner.tone {
        Tone::Refused => "refused",
        Tone::Asked => "asked",
        Tone::Told => "told",
        Tone::Free => "free",
        Tone::Open => "open",
        Tone::Plain => "plain",
    };
    html! {
        div class={ "banner " (tone) } {
            @if !banner.sign.is_empty() { img src=(svg(&banner.sign)) alt="" width="56" height="56"; }
            div {
                p.word { strong { (banner.word) } }
                @if !banner.beside.is_empty() { p.beside { (banner.beside) } }
                @for line in &banner.lines { p { (line) } }
            }
        }
    }
}

fn facts(facts: &[Fact]) -> Markup {
    html! {
        dl.facts { @for fact in facts { div { dt { (fact.name) } dd { bdi { (fact.value) } } } } }
    }
}

fn table(table: &Table) -> Markup {
    let is_number = |at: usize| table.numbers.contains(&at);
    let all: u32 = table.shares.iter().map(|share| u32::from(*share)).sum();
    html! {
        table {
            colgroup {
                @for share in &table.shares { col style={ "width:" (u32::from(*share) * 100 / all.max(1)) "%" }; }
            }
            thead {
                tr { @for (at, name) in table.head.iter().enumerate() { th scope="col" .n[is_number(at)] { (name) } } }
            }
            tbody {
                @for row in &table.rows {
                    tr {
                        @for (at, cell) in row.iter().enumerate() {
                            @if at == 0 { th scope="row" .n[is_number(at)] { (words(cell)) } }
                            @else { td .n[is_number(at)] { (words(cell)) } }
                        }
                    }
                }
            }
        }
    }
}

fn figure(figure: &Figure) -> Markup {
    html! {
        figure style={ "flex-basis:" (figure.share) "%" } {
            img src=(svg(&figure.svg)) alt=(figure.alternative);
            figcaption { (figure.caption) }
        }
    }
}

fn attachments(document: &Document) -> Markup {
    let links = |attachment: &Attachment| {
        let address = format!("data:application/json;charset=utf-8,{}", encoded(&attachment.text));
        html! { li { a href=(address) download=(attachment.name) { (attachment.name) } ": " (attachment.about) } }
    };
    html! {
        @if !document.attachments.is_empty() {
            h2 { (match document.lang { Lang::Nl => "Bijlagen in dit bestand", Lang::En => "Attached to this file" }) }
            ul { @for attachment in &document.attachments { (links(attachment)) } }
        }
    }
}

/// A drawing as an address: its names meet those of no other drawing, and nothing in it runs.
fn svg(svg: &str) -> String {
    format!("data:image/svg+xml;charset=utf-8,{}", encoded(svg))
}

/// A text in the letters that an address may hold.
fn encoded(text: &str) -> String {
    let mut address = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b':' | b',' | b';' | b'=' => {
                address.push(char::from(byte));
            }
            // Writing to a String cannot fail.
            _ => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(body: Vec<Block>) -> Document {
        let mut document = Document::new("T <t>", "N\"1", jiff::civil::date(2026, 11, 30), Lang::En);
        document.body = body;
        document
    }

    #[test]
    fn markup_of_others_is_shown_and_not_obeyed() {
        let evil = "<script>alert(1)</script> & \"#[]$*_`\\";
        let page = page(&document(vec![
            Block::heading(1, evil),
            Block::Facts { facts: vec![Fact::new(evil, evil)] },
            Block::Table(Table::new([1], vec![evil.into()], vec![vec![evil.into()]])),
        ]));
        assert!(!page.contains("<script") && page.matches("&lt;script&gt;").count() == 5, "{page}");
    }

    #[test]
    fn a_link_leads_to_the_web_only() {
        let text = Words::default().link("a", "https://example.org/?a=1&b=2").link("b", "javascript:alert(1)");
        let page = page(&document(vec![Block::paragraph(text)]));
        assert!(page.contains("<a href=\"https://example.org/?a=1&amp;b=2\">a</a>b"), "{page}");
        assert!(!page.contains("javascript"), "{page}");
    }

    #[test]
    fn a_drawing_is_an_address_without_anything_that_ends_an_attribute() {
        assert_eq!(encoded("<a b=\"#é%\">"), "%3Ca%20b=%22%23%C3%A9%25%22%3E");
    }
}
