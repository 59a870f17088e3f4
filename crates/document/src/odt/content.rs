//! The blocks of a document as the text of an `OpenDocument` file.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, html};

use super::XML;
use crate::Document;
use crate::block::{Banner, Block, Fact, Figure, Table};
use crate::span::Words;

/// How wide the text is, in tenths of a millimetre: A4 less its margins.
const WIDTH: u32 = 1_660;

/// How tables look; a program takes that from the part with the text only.
const TABLES: &str = include_str!("tables.xml");

/// The part with what is read.
pub(super) fn part(document: &Document) -> String {
    let content = html! {
        (XML)
        office:document-content
            xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
            xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
            xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
            xmlns:xlink="http://www.w3.org/1999/xlink"
            office:version="1.3" {
            office:automatic-styles {
                (PreEscaped(TABLES))
                @for (at, block) in document.body.iter().enumerate() {
                    @for (column, share) in shares(block).iter().enumerate() { (width(at, column, *share, shares(block))) }
                }
            }
            office:body { office:text { @for (at, block) in document.body.iter().enumerate() { (self::block(at, block)) } } }
        }
    };
    content.into_string()
}

/// The shares of the columns of a block that is a table.
fn shares(block: &Block) -> &[u8] {
    match block {
        Block::Table(table) => &table.shares,
        Block::Facts { .. } => &[1, 2],
        _ => &[],
    }
}

/// How wide a column of a table is.
fn width(at: usize, column: usize, share: u8, shares: &[u8]) -> Markup {
    let all: u32 = shares.iter().map(|share| u32::from(*share)).sum();
    let tenths_mm = u32::from(share) * WIDTH / all.max(1);
    html! {
        style:style style:name={ "T" (at) "." (column) } style:family="table-column" {
            style:table-column-properties style:column-width={ (tenths_mm / 10) "." (tenths_mm % 10) "mm" } {}
        }
    }
}

fn block(at: usize, block: &Block) -> Markup {
    match block {
        Block::Heading { level, words } => html! {
            text:h text:style-name={ "Heading_20_" (level) } text:outline-level=(level) { (self::words(words)) }
        },
        Block::Paragraph { words } => paragraph("Text_20_body", words),
        Block::Lead { words } => paragraph("Lead", words),
        Block::Small { words } => paragraph("Small", words),
        Block::Notice { words } => paragraph("Notice", words),
        Block::Banner(banner) => self::banner(banner),
        Block::Facts { facts } => self::facts(at, facts),
        Block::List { items } => html! {
            text:list text:style-name="Points" {
                @for item in items { text:list-item { (paragraph("Point", item)) } }
            }
        },
        Block::Table(table) => self::table(at, table),
        Block::Figures { figures } => html! { @for figure in figures { (self::figure(figure)) } },
        Block::Sheet { figure } => self::figure(figure),
        Block::Signing { fields } => {
            html! { @for field in fields { (paragraph("Signing", &format!("{field}: …………………………").into())) } }
        }
        Block::NewPage => html! { text:p text:style-name="New_20_page" {} },
    }
}

fn paragraph(style: &str, words: &Words) -> Markup {
    html! { text:p text:style-name=(style) { (self::words(words)) } }
}

fn words(words: &Words) -> Markup {
    html! {
        @for span in &words.0 {
            @match (&span.url, span.strong) {
                (Some(url), _) => { text:a xlink:type="simple" xlink:href=(legal(url)) { (legal(&span.text)) } }
                (None, true) => { text:span text:style-name="Strong" { (legal(&span.text)) } }
                (None, false) => { (legal(&span.text)) }
            }
        }
    }
}

/// The result in words; its drawing adds nothing.
fn banner(banner: &Banner) -> Markup {
    html! {
        (paragraph("Lead", &Words::default().strong(banner.word.clone())))
        @for line in std::iter::once(&banner.beside).chain(&banner.lines).filter(|line| !line.is_empty()) {
            (paragraph("Text_20_body", &line.as_str().into()))
        }
    }
}

/// What a drawing shows, in words.
fn figure(figure: &Figure) -> Markup {
    html! {
        (paragraph("Text_20_body", &figure.alternative.as_str().into()))
        (paragraph("Small", &figure.caption.as_str().into()))
    }
}

fn facts(at: usize, facts: &[Fact]) -> Markup {
    html! {
        table:table table:style-name="Table" {
            (columns(at, 2))
            @for fact in facts {
                table:table-row table:style-name="Line" {
                    (cell("Fact", "Cell", &fact.name.as_str().into()))
                    (cell("Fact", "Cell", &Words::default().strong(fact.value.clone())))
                }
            }
        }
        (PreEscaped(GAP))
    }
}

fn table(at: usize, table: &Table) -> Markup {
    let text = |column: usize| if table.numbers.contains(&column) { "Number" } else { "Cell" };
    html! {
        table:table table:style-name="Table" {
            (columns(at, table.shares.len()))
            table:table-header-rows {
                table:table-row table:style-name="Line" {
                    @for (at, name) in table.head.iter().enumerate() {
                        (cell("Head", text(at), &Words::default().strong(name.clone())))
                    }
                }
            }
            @for row in &table.rows {
                table:table-row table:style-name="Line" {
                    @for (at, words) in row.iter().enumerate() { (cell("Row", text(at), words)) }
                }
            }
        }
        (PreEscaped(GAP))
    }
}

/// Room under a table.
const GAP: &str = r#"<text:p text:style-name="Gap"></text:p>"#;

fn columns(at: usize, count: usize) -> Markup {
    html! { @for column in 0..count { table:table-column table:style-name={ "T" (at) "." (column) } {} } }
}

fn cell(style: &str, text: &str, words: &Words) -> Markup {
    html! { table:table-cell table:style-name=(style) office:value-type="string" { (paragraph(text, words)) } }
}

/// A text without the letters that XML 1.0 does not allow.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    let is_legal = |letter: char| match letter {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => letter >= ' ',
    };
    if text.chars().all(is_legal) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|letter| is_legal(*letter)).collect())
}
