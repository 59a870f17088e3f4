//! Documents of plots, feasibility, crowding and yearly reports: HTML here, PDF where the worker is.

use crate::common::{TODAY, folder, run_in};

/// A folder with the examples in it, and what a command wrote there.
fn made(files: &[(&str, &str)], arguments: &str, name: &str) -> Vec<u8> {
    let files = folder(files);
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
    let ran = run_in(&files, &format!("{} -o {name}", arguments.replace("DATA", data)));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    std::fs::read(files.path().join(name)).unwrap()
}

fn page(files: &[(&str, &str)], arguments: &str) -> String {
    let page = String::from_utf8(made(files, arguments, "a.html")).unwrap();
    assert!(!page.contains("<script"), "no script is needed");
    assert_eq!(page.matches("<h1>").count(), 1, "one title");
    page
}

const REGISTER: &str = "id,x,y,system,annual_volume_m3\na,150000,390000,open,100000\nb,150040,390000,open,100000\n";

const PLOT: &str = "screen --plot DATA/applications/plot.toml --place loops";
const OFFICE: &str = "feasibility";
const CLOSED: &str = "feasibility closed --dwelling terraced --area 110 --label A --dwellings 2 --loops 1 --length 150";
const CROWDING: &str = "crowding map register.csv --date 2026-11-21";
const SPF: &str = "spf report DATA/examples/spf/office.toml --on 2026-11-21";

#[test]
fn a_plot_is_told_part_by_part_with_its_map() {
    let asked = format!("{PLOT} {TODAY}");
    let nl = page(&[], &asked);
    for part in [
        "Perceel: Gesloten bodemenergiesysteem",
        "Melding op 12 535 m2 (41,8 %)",
        "1. De delen",
        "2. Plaatsing",
        "NL-2024-02",
        "plot.json",
    ] {
        assert!(nl.contains(part), "{part}\n{nl}");
    }
    let en = page(&[], &format!("{asked} --lang en"));
    assert!(en.contains("Notification on 12 535 m2 (41.8 %)") && en.contains("Does not apply"), "{en}");
}

#[test]
fn feasibility_begins_with_the_payback_and_ends_with_the_remarks() {
    let nl = page(&[], OFFICE);
    for part in ["Terugverdientijd ", "gewogen", "warmtepomp, warmte", "Anders dan de bronstudie", "feasibility.json"] {
        assert!(nl.contains(part), "{part}\n{nl}");
    }
    assert!(page(&[], &format!("{OFFICE} --lang en")).contains("Different from the source study"));
}

#[test]
fn loops_are_told_with_what_the_neighbours_do_and_what_they_cost() {
    let nl = page(&[], CLOSED);
    for part in ["Gesloten bodemlussen", "lus(sen) van", "SIKB 8200", "gasketel en airco", "closed.json"] {
        assert!(nl.contains(part), "{part}\n{nl}");
    }
    assert!(page(&[], &format!("{CLOSED} --lang en")).contains("Closed loops"));
}

#[test]
fn crowding_has_its_sheet_and_what_the_register_does_not_say() {
    let nl = page(&[("register.csv", REGISTER)], CROWDING);
    for part in ["Drukte in de bodem", "Wat het register zegt", "2. Per diepte", "2 systemen", "data:image/svg+xml"] {
        assert!(nl.contains(part), "{part}\n{nl}");
    }
    let en = page(&[("register.csv", REGISTER)], &format!("{CROWDING} --lang en"));
    assert!(en.contains("What the register says") && en.contains("21 November 2026"), "{en}");
}

#[test]
fn a_yearly_report_has_its_checks_first() {
    let nl = page(&[], SPF);
    let order = ["SPF ", "1. Wet en vergunning", "2. Per maand", "4. Meters en volledigheid", "spf.json"];
    let places: Vec<usize> = order.iter().map(|part| nl.find(part).unwrap_or_else(|| panic!("{part}\n{nl}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn every_document_is_a_pdf_too_and_the_same_every_time() {
    let plot = format!("{PLOT} {TODAY}");
    for (asked, files) in [
        (plot.as_str(), &[][..]),
        (OFFICE, &[][..]),
        (CLOSED, &[][..]),
        (CROWDING, &[("register.csv", REGISTER)][..]),
        (SPF, &[][..]),
    ] {
        for lang in ["nl", "en"] {
            let asked = format!("{asked} --lang {lang}");
            let file = made(files, &asked, "a.pdf");
            assert!(file.starts_with(b"%PDF-"), "{asked}");
            assert!(file == made(files, &asked, "a.pdf"), "{asked}: the same bytes");
        }
    }
}

#[test]
fn what_is_about_many_has_no_document() {
    let files = folder(&[("many.csv", "type,area_m2\nterraced,110\n")]);
    let said = run_in(&files, "feasibility closed --many many.csv -o a.html").failed();
    assert!(said.contains("--format csv"), "{said}");
    let plots =
        "id,geometry,system\na,\"POLYGON((233340 542930, 233600 542930, 233600 543155, 233340 542930))\",open\n";
    let files = folder(&[("plots.csv", plots)]);
    let said = run_in(&files, "screen --plot plots.csv -o a.pdf --lang en").failed();
    assert!(said.contains("a document is about one plot"), "{said}");
}
