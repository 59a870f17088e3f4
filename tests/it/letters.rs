//! Letters: a request for what is missing and the draft of a decision, as files that an officer writes on in.

use std::io::{Cursor, Read as _};
use std::path::Path;

use zip::ZipArchive;

use crate::common::{folder, names, screen_in};

const FLAGS: &str = "--xy 230760,527120 --system open --depth 80 --screen-top 55 --screen-bottom 75 --flow 60 \
                     --case-number DR-26-0142 --address Dorpsstraat";

/// What is read in a letter, a paragraph a line, without how it looks.
fn letter(folder: impl AsRef<Path>, name: &str) -> String {
    let file = std::fs::read(folder.as_ref().join(name)).unwrap();
    let mut content = String::new();
    ZipArchive::new(Cursor::new(file)).unwrap().by_name("content.xml").unwrap().read_to_string(&mut content).unwrap();
    let body = content.split_once("<office:text>").unwrap().1;
    let mut text = String::new();
    for piece in body.replace("</text:p>", "\n").replace("</text:h>", "\n").split('<') {
        text += piece.split_once('>').map_or(piece, |(_, text)| text);
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn a_letter_asks_for_what_is_missing_and_one_is_the_draft_of_a_decision() {
    let files = folder(&[]);
    for lang in ["nl", "en"] {
        screen_in(&files, &format!("{FLAGS} --letters {lang} --lang {lang}")).well();
    }
    let nl = ["dossier-ontwerpbesluit.odt", "dossier-verzoek-om-gegevens.odt", "index.html"];
    assert_eq!(names(files.path().join("nl")), nl);
    let en = ["dossier-draft-decision.odt", "dossier-request-for-data.odt", "index.html"];
    assert_eq!(names(files.path().join("en")), en);
    snapshot!("decision_nl", letter(&files, "nl/dossier-ontwerpbesluit.odt"));
    snapshot!("decision_en", letter(&files, "en/dossier-draft-decision.odt"));
    snapshot!("request_nl", letter(&files, "nl/dossier-verzoek-om-gegevens.odt"));
    snapshot!("request_en", letter(&files, "en/dossier-request-for-data.odt"));
}

#[test]
fn a_permit_has_its_conditions_and_a_notification_no_objection() {
    let csv =
        "id,x,y,system,drilling_depth_m,flow_m3_h\npermit,232289,547576,open,60,40\nloops,234000,549000,closed,20,\n";
    let files = folder(&[("many.csv", csv)]);
    screen_in(&files, "many.csv --letters out").well();
    let out = files.path().join("out");
    assert!(names(&out).contains(&"loops-antwoord.odt".to_owned()), "{:?}", names(&out));
    let permit = letter(&out, "permit-ontwerpbesluit.odt");
    for part in ["Wij geven u de vergunning.", "Waar moet u zich aan houden?", "Bent u het niet eens", "art. 6:7"] {
        assert!(permit.contains(part), "{part}\n{permit}");
    }
    let loops = letter(&out, "loops-antwoord.odt");
    assert!(loops.contains("U hebt geen vergunning nodig: een melding is genoeg."), "{loops}");
    assert!(!loops.contains("bezwaar"), "nothing is decided: {loops}");
}

#[test]
fn while_the_outcome_is_open_there_is_a_request_and_no_draft() {
    let csv = "id,x,y,system,drilling_depth_m,date\nopen,150000,390000,open,20,2020-06-01\nsea,1000,400000,open,20,2020-06-01\n";
    let files = folder(&[("many.csv", csv)]);
    let ran = screen_in(&files, "many.csv --letters out");
    assert!(ran.stderr.contains("1 brieven bij 2 aanvragen"), "{}", ran.stderr);
    ran.well();
    assert_eq!(names(files.path().join("out")), ["index.html", "open-verzoek-om-gegevens.odt"]);
    let asked = letter(&files, "out/open-verzoek-om-gegevens.odt");
    assert!(asked.contains("Zonder deze gegevens weten wij niet of het mag\nDebiet"), "{asked}");
}

#[test]
fn letters_are_the_same_bytes_every_time_on_any_number_of_threads() {
    let files = folder(&[]);
    let many = concat!(env!("CARGO_MANIFEST_DIR"), "/data/applications/many.csv");
    for (out, threads) in [("a", 1), ("b", 2), ("c", 3)] {
        screen_in(&files, &format!("{many} --letters {out} --threads {threads}")).well();
    }
    let all = names(files.path().join("a"));
    assert!(all.len() > 10, "{all:?}");
    for name in all {
        let [a, b, c] = ["a", "b", "c"].map(|out| std::fs::read(files.path().join(out).join(&name)).unwrap());
        assert!(a == b && b == c, "{name}");
    }
}

#[test]
fn a_letter_under_a_name_of_its_own_is_refused_with_the_flag_that_makes_it() {
    let files = folder(&[]);
    for name in ["a.odt", "a.docx"] {
        let said = screen_in(&files, &format!("{FLAGS} -o {name} --lang en")).failed();
        assert!(said.contains(&format!("cannot write {name}")) && said.contains("--letters DIR"), "{said}");
    }
    assert!(names(&files).is_empty());
}
