//! Text of an applicant does no harm, in any format: markup, control characters, very long names, other scripts.

use std::io::{Cursor, Read as _};
use std::path::Path;

use serde_json::json;
use zip::ZipArchive;

use crate::common::{folder, names, run_in, screen_in};

/// What people and others put into a name.
fn texts() -> [(&'static str, String); 7] {
    [
        ("markup", "<script>alert(1)</script><b>x</b> & \" ' </svg> <!-- ]]> <text:p>".to_owned()),
        ("typst", "#panic(\"x\") $x^2$ *b* _i_ @ref <label> \\ `raw` // /* = h\n- x".to_owned()),
        ("control", "A\u{1b}[2J\u{7}\u{0}\u{8}\r\n\u{9b}31m\u{2028}\u{feff}\u{ffff}B".to_owned()),
        ("long", "Verwarmingsmaatschappij".repeat(435)),
        ("right-to-left", "חברת \u{202e}gnihtemos\u{202c} مياه 12 م\u{200f}".to_owned()),
        ("emoji", "👩‍👩‍👧 de Vries 😀 \u{1f3f4}\u{e0067} e\u{301}\u{301}\u{301}".to_owned()),
        ("formula", "=cmd|' /C calc'!A0".to_owned()),
    ]
}

/// An application with a text in every place where somebody may write.
fn application(text: &str) -> String {
    json!({
        "id": text, "applicant": text, "case_number": text, "address": text, "parcel": text,
        "given": "max-drilling-depth=60", "given_source": text, "given_by": text,
        "x": 230_760.0, "y": 527_120.0, "system": "open", "drilling_depth_m": 80.0, "flow_m3_h": 60.0,
        "date": "2026-11-21",
    })
    .to_string()
}

fn read(folder: impl AsRef<Path>, name: &str) -> Vec<u8> {
    std::fs::read(folder.as_ref().join(name)).unwrap()
}

/// Characters that are obeyed, and not shown.
fn obeyed(text: &str) -> Option<char> {
    let is_obeyed = |letter: &char| {
        (letter.is_control() && !matches!(letter, '\n' | '\t'))
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2028}')
    };
    text.chars().find(is_obeyed)
}

#[test]
fn a_report_and_a_page_show_it_and_obey_nothing() {
    for (what, text) in texts() {
        let files = folder(&[("a.json", &application(&text))]);
        for full in ["", "--full"] {
            let report = screen_in(&files, &format!("a.json {full}")).well();
            assert_eq!(obeyed(&report), None, "{what}: {report}");
            assert!(full == "--full" || report.lines().count() <= 40, "{what}: {report}");
        }
        screen_in(&files, "a.json -o a.html").well();
        let page = String::from_utf8(read(&files, "a.html")).unwrap();
        assert_eq!(obeyed(&page), None, "{what}");
        assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains("<!--"), "{what}: {page}");
        // As often as it is told, and no more of it than that; the attachment has all.
        let told = page.split("Bijlagen in dit bestand").next().unwrap();
        assert!(told.len() < 200_000, "{what}: {}", told.len());
    }
}

#[test]
fn a_letter_is_sound_whatever_is_written_in_it() {
    for (what, text) in texts() {
        let files = folder(&[("a.json", &application(&text))]);
        screen_in(&files, "a.json --letters out").well();
        let out = files.path().join("out");
        let letters: Vec<String> = names(&out).into_iter().filter(|name| name != "index.html").collect();
        assert_eq!(letters.len(), 2, "{what}: {letters:?}");
        for name in letters {
            assert!(name.is_ascii() && name.len() < 120 && !name.contains(['/', '\\', '<', '\n']), "{name}");
            let file = read(&out, &name);
            for part in ["content.xml", "meta.xml"] {
                let mut xml = String::new();
                let mut archive = ZipArchive::new(Cursor::new(&file)).unwrap();
                archive.by_name(part).unwrap().read_to_string(&mut xml).unwrap();
                assert_eq!(obeyed(&xml), None, "{what}");
                assert!(!xml.contains(['\u{fffe}', '\u{ffff}']) && !xml.contains("<script"), "{what}: {xml}");
                let open = xml.matches("<text:p ").count();
                assert_eq!(open, xml.matches("</text:p>").count(), "{what}: {xml}");
            }
        }
        let index = String::from_utf8(read(&out, "index.html")).unwrap();
        assert!(!index.contains("<script") && obeyed(&index).is_none(), "{what}: {index}");
    }
}

#[test]
fn a_pdf_is_made_verified_and_has_the_text_as_it_was_given() {
    for (what, text) in texts() {
        let files = folder(&[("a.json", &application(&text))]);
        screen_in(&files, "a.json -o a.pdf").well();
        let again = screen_in(&files, "a.json --dossiers out --threads 3");
        again.well();
        let name = names(files.path().join("out"))
            .into_iter()
            .find(|name| std::path::Path::new(name).extension().is_some_and(|extension| extension == "pdf"))
            .unwrap();
        assert!(read(&files, "a.pdf") == read(files.path().join("out"), &name), "{what}: the same bytes");
        let ran = run_in(&files, "verify a.pdf --lang en");
        assert_eq!((ran.code, ran.stdout.as_str()), (0, "= the same answer\n"), "{what}: {}", ran.stderr);
    }
}

#[test]
fn tables_and_pictures_stand_it_too() {
    for (what, text) in texts() {
        let files = folder(&[("a.json", &application(&text))]);
        for format in ["csv", "json", "jsonl", "geojson"] {
            let written = screen_in(&files, &format!("a.json --format {format}")).well();
            let has_raw = written.contains(['\u{1b}', '\u{7}', '\u{0}']);
            assert!(!has_raw, "{what}, {format}: {written}");
        }
        let plot = application(&text).replace("\"x\":230760.0,\"y\":527120.0", "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[230700,527000],[230800,527000],[230800,527100],[230700,527000]]]}");
        let plot_file = folder(&[("p.json", &plot)]);
        screen_in(&plot_file, "--plot p.json -o p.html --map p.svg").well();
        let svg = String::from_utf8(read(&plot_file, "p.svg")).unwrap();
        assert!(obeyed(&svg).is_none() && !svg.contains("<script"), "{what}: {svg}");
        let page = String::from_utf8(read(&plot_file, "p.html")).unwrap();
        assert!(obeyed(&page).is_none() && !page.contains("<script"), "{what}: {page}");
    }
}
