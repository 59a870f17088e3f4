//! The worker as bodemtoets uses it: a dossier comes in, a PDF goes out.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::io::Write as _;
use std::process::{Command, Stdio};

use bodemtoets_document::pdf::{Setter, attachments, version};
use bodemtoets_document::{Block, Document, Fact, Figure, Table, Words};
use bodemtoets_report::dossier;
use bodemtoets_screening::application::{Application, Case};
use bodemtoets_screening::{Screener, System};
use bodemtoets_words::lang::Lang;
use jiff::civil::date;

/// What somebody may write in a form.
const EVIL: [&str; 5] = [
    "<script>alert(1)</script> #let x = 1; $x^2$ *b* _i_ `c` @ref \\ \"q\" ]]> &amp;",
    "\u{202e}turned\u{7}\u{1b}[2J\n\0",
    "שלום עליכם السلام",
    "😀👍🏽 e\u{301} \u{feff}",
    "",
];

fn dossier_of(applicant: &str, lang: Lang) -> Document {
    let screener = Screener::embedded(date(2026, 11, 30)).unwrap();
    let case = Case { number: Some("DR-26-0142".to_owned()), address: Some(applicant.to_owned()), parcel: None };
    let application = Application::builder()
        .id("W-1")
        .applicant(applicant)
        .case(case)
        .xy(230_760.0, 527_120.0)
        .system(System::Open)
        .drilling_depth_m(80.0)
        .screens_m(55.0, 75.0)
        .build()
        .unwrap();
    let assessment = screener.assess(&application);
    let verdict = assessment.verdict(None, Some(assessment.remedies(0.0)));
    dossier::document(&assessment, &verdict, lang).unwrap()
}

fn has(file: &[u8], part: &str) -> bool {
    file.windows(part.len()).any(|window| window == part.as_bytes())
}

#[test]
fn a_dossier_has_the_same_bytes_every_time_and_in_every_worker() {
    let mut setter = Setter::new();
    for lang in [Lang::Nl, Lang::En] {
        let document = dossier_of("Gemeente Hoogeveen", lang);
        let file = setter.set(&document).unwrap();
        assert!(file == setter.set(&document).unwrap(), "the same worker");
        assert!(file == Setter::new().set(&document).unwrap(), "another worker");
    }
}

#[test]
fn a_dossier_is_tagged_says_its_language_and_its_standards() {
    let file = Setter::new().set(&dossier_of("Gemeente Hoogeveen", Lang::Nl)).unwrap();
    for part in
        ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(has(&file, part), "{part}");
    }
    for part in ["/StructTreeRoot", "/Lang(nl)", "/AFRelationship"] {
        assert!(has(&file, part) || has(&file, &part.replace('(', " (")), "{part}");
    }
}

#[test]
fn what_is_attached_comes_back_letter_by_letter() {
    let folder = tempfile::tempdir().unwrap();
    for text in EVIL {
        let document = dossier_of(text, Lang::En);
        let path = folder.path().join("dossier.pdf");
        std::fs::write(&path, Setter::new().set(&document).unwrap()).unwrap();
        let files = attachments(&path).unwrap();
        assert_eq!(files.len(), 2);
        for attachment in &document.attachments {
            assert_eq!(files.get(&attachment.name), Some(&attachment.text));
        }
    }
}

#[test]
fn texts_of_others_do_no_harm_in_any_block() {
    let mut setter = Setter::new();
    let long = "a".repeat(10_000);
    for text in EVIL.into_iter().chain([long.as_str()]) {
        let words = Words::default().and(text).strong(text).link(text, "https://example.org/?a=1&b=\"<");
        let mut document = Document::new(text, text, date(2026, 11, 30), Lang::Nl);
        document.body = vec![
            Block::heading(1, "H"),
            Block::heading(2, if text.is_empty() { "-" } else { text }),
            Block::Lead { words: words.clone() },
            Block::notice(text),
            Block::Facts { facts: vec![Fact::new(text, text)] },
            Block::List { items: vec![words.clone()] },
            Block::Table(Table {
                shares: vec![1, 4],
                head: vec![text.to_owned(); 2],
                rows: vec![vec![words.clone(), words]],
                numbers: vec![1],
            }),
            Block::Signing { fields: vec![text.to_owned()] },
            Block::Figures {
                figures: vec![Figure {
                    svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text y=\"5\">א</text></svg>"
                        .to_owned(),
                    alternative: if text.is_empty() { "-".to_owned() } else { text.to_owned() },
                    caption: text.to_owned(),
                    share: 1,
                }],
            },
        ];
        document.foot = vec![text.to_owned()];
        let title = if text.is_empty() { "-" } else { text };
        document.title = title.to_owned();
        setter.set(&document).unwrap_or_else(|error| panic!("{text:.40}: {error}"));
    }
}

#[test]
fn a_document_that_cannot_be_set_costs_no_other() {
    let mut setter = Setter::new();
    let mut broken = dossier_of("x", Lang::En);
    broken.push(Block::Figures {
        figures: vec![Figure { svg: "<svg".to_owned(), alternative: "x".to_owned(), caption: String::new(), share: 1 }],
    });
    let said = setter.set(&broken).unwrap_err().to_string();
    assert!(said.contains("SVG"), "{said}");
    assert!(setter.set(&dossier_of("x", Lang::En)).unwrap().starts_with(b"%PDF-1.7"));
}

#[test]
fn what_is_no_pdf_or_has_nothing_attached_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.pdf");
    for (bytes, why) in [(&b"text"[..], "is no PDF"), (b"%PDF-1.7\n%%EOF", "cannot be read"), (b"", "is no PDF")] {
        std::fs::write(&path, bytes).unwrap();
        let said = attachments(&path).unwrap_err().to_string();
        assert!(said.contains(why), "{said}");
    }
    assert!(attachments(&folder.path().join("none.pdf")).unwrap_err().to_string().contains("none.pdf"));
}

#[test]
fn nonsense_on_the_pipe_ends_the_worker_with_a_sentence() {
    for (input, why) in
        [("x\n", "begins with its length"), ("9\n{}", "breaks off"), ("99999999999999999999\n", "length")]
    {
        let mut worker = Command::new(env!("CARGO_BIN_EXE_bodemtoets-pdf"))
            .arg("set")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        worker.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = worker.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn it_says_which_typst_it_holds() {
    assert_eq!(version().unwrap(), "0.15.1");
}
