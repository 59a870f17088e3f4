//! `feasibility --plot`: the sheet says what the study says, and is a picture or is not there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use crate::common::{folder, names, run_in};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::roxmltree::{Document, Node};

/// The SVG that a run leaves behind.
fn svg(arguments: &str) -> String {
    let files = folder(&[]);
    run_in(&files, &format!("feasibility {arguments} --plot a.svg")).well();
    assert_eq!(names(&files), ["a.svg"]);
    std::fs::read_to_string(files.path().join("a.svg")).unwrap()
}

/// The part of the sheet with an id.
fn part<'a>(sheet: &'a Document<'_>, id: &str) -> Node<'a, 'a> {
    sheet.descendants().find(|node| node.attribute("id") == Some(id)).unwrap_or_else(|| panic!("no {id}"))
}

/// The titles of marks of a kind: what a browser shows under the pointer.
fn titles<'a>(part: Node<'a, 'a>, kind: &str) -> Vec<&'a str> {
    let marks = part.descendants().filter(|node| node.has_tag_name(kind));
    marks.filter_map(|mark| mark.first_element_child()?.text()).collect()
}

#[test]
fn all_words_of_the_sheet_are_there_in_both_languages() {
    for lang in ["nl", "en"] {
        let text = svg(&format!("--lang {lang}"));
        let sheet = Document::parse(&text).unwrap();
        let words: Vec<&str> =
            sheet.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text()).collect();
        snapshot!(format!("words_{lang}"), words.join("\n"));
    }
}

#[test]
fn the_sheet_is_svg_that_any_reader_takes() {
    let text = svg("");
    let sheet = Document::parse(&text).unwrap();
    let root = sheet.root_element();
    assert_eq!(root.attribute("viewBox"), Some("0 0 840 1188"));
    assert_eq!((root.attribute("width"), root.attribute("lang")), (Some("210mm"), Some("nl")));
    assert!(root.attribute("font-family").unwrap().ends_with("sans-serif"));
    assert_eq!(root.first_element_child().unwrap().text(), Some("Haalbaarheid: Kantoor van 15000 m2"));
    for id in ["heat-duration", "cooling-duration", "sizes", "cost", "emissions", "balance"] {
        assert!(part(&sheet, id).first_element_child().unwrap().has_tag_name("title"), "{id}");
    }
    assert!(text.len() < 60_000, "{} bytes", text.len());
}

#[test]
fn bars_and_dots_are_the_numbers_of_the_study() {
    let files = folder(&[]);
    let study = run_in(&files, "feasibility --price-year 2006 --lang en --format json --plot a.svg").json();
    let text = std::fs::read_to_string(files.path().join("a.svg")).unwrap();
    let sheet = Document::parse(&text).unwrap();
    let emissions = titles(part(&sheet, "emissions"), "rect");
    for year in ["cold", "normal", "warm"] {
        for (name, unit, field) in [("CO2", "t", "co2_t"), ("NOx", "kg", "nox_kg"), ("SO2", "kg", "so2_kg")] {
            for (plant, field) in [("with", field.to_owned()), ("without", format!("conventional_{field}"))] {
                let value = study["years"][year][&field].as_f64().unwrap();
                let title = format!("{name}, {year}, {plant} wells: {value:.0} {unit}");
                assert!(emissions.contains(&title.as_str()), "{title} is not in {emissions:?}");
            }
        }
    }
    let sizes = titles(part(&sheet, "sizes"), "circle");
    // 19 sizes and this one, in two plots.
    assert_eq!(sizes.len(), 40);
    assert_eq!(sizes.iter().filter(|title| **title == "400 kW: 28 928 EUR").count(), 2);
    assert_eq!(sizes.iter().filter(|title| **title == "400 kW: 5.4 years").count(), 2);
    assert_eq!(titles(part(&sheet, "cost"), "circle"), ["paid back after 5.4 years"]);
}

#[test]
fn bars_are_as_long_as_their_numbers() {
    let text = svg("--lang en");
    let sheet = Document::parse(&text).unwrap();
    let bars: Vec<(f64, f64)> = part(&sheet, "emissions")
        .descendants()
        .filter(|node| node.has_tag_name("rect"))
        .filter_map(|bar| {
            let title = bar.first_element_child()?.text()?.strip_prefix("CO2, ")?;
            let tonnes = title.split_once(": ")?.1.strip_suffix(" t")?.parse().ok()?;
            Some((bar.attribute("width")?.parse().ok()?, tonnes))
        })
        .collect();
    assert_eq!(bars.len(), 6);
    for (width, tonnes) in &bars {
        assert!((width / tonnes - bars[0].0 / bars[0].1).abs() < 0.002, "{width} for {tonnes} t");
    }
}

#[test]
fn a_curve_starts_at_its_peak_and_ends_at_the_right() {
    let text = svg("--lang en");
    let sheet = Document::parse(&text).unwrap();
    let heat = part(&sheet, "heat-duration");
    let cold = heat.descendants().find(|node| node.has_tag_name("polyline")).unwrap();
    let points: Vec<f64> =
        cold.attribute("points").unwrap().split([' ', ',']).map(|place| place.parse().unwrap()).collect();
    // The lines across the plot are at 0, 200 ... 1000 kW; the peak of the office is 998 kW.
    let levels: Vec<f64> = heat
        .descendants()
        .filter(|node| node.attribute("stroke") == Some("#DDDDDD"))
        .map(|line| line.attribute("y1").unwrap().parse().unwrap())
        .collect();
    assert_eq!(levels.len(), 6);
    let kw = |y: f64| (levels[0] - y) / (levels[0] - levels[5]) * 1000.0;
    assert!((kw(points[1]) - 998.0).abs() < 1.0, "{}", kw(points[1]));
    assert!(kw(points[points.len() - 1]).abs() < 1.0);
}

#[test]
fn a_png_is_the_same_sheet_and_not_blank() {
    let files = folder(&[]);
    run_in(&files, "feasibility --plot a.png").well();
    let bytes = std::fs::read(files.path().join("a.png")).unwrap();
    let dots = Pixmap::decode_png(&bytes).unwrap();
    assert_eq!((dots.width(), dots.height()), (2481, 3509));
    let dark = dots.pixels().iter().filter(|dot| dot.red() < 96 && dot.green() < 96 && dot.blue() < 96).count();
    let blue = dots.pixels().iter().filter(|dot| (dot.red(), dot.green(), dot.blue()) == (0, 0x72, 0xB2)).count();
    assert!(dark > 50_000 && blue > 100_000, "{dark} dark and {blue} blue dots");
    run_in(&files, "feasibility --plot b.png").well();
    assert_eq!(bytes, std::fs::read(files.path().join("b.png")).unwrap(), "the same input gives the same bytes");
}

#[test]
fn the_result_is_still_printed() {
    let files = folder(&[]);
    let with = run_in(&files, "feasibility --plot a.svg").well();
    assert_eq!(with, run_in(&files, "feasibility").well());
    run_in(&files, "feasibility --plot a.svg --format csv -o a.csv").well();
    assert_eq!(names(&files), ["a.csv", "a.svg"]);
}

#[test]
fn what_never_pays_back_says_so() {
    let prices = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/prices/2006.toml")).unwrap();
    let dear = prices.replace("electricity_eur_kwh = 0.0914", "electricity_eur_kwh = 0.9");
    assert_ne!(prices, dear);
    let files = folder(&[("p.toml", &dear), ("a.toml", "name = \"A & B <\\u0001>\"\ncooling_demand_mwh = 10\n")]);
    run_in(&files, "feasibility --prices p.toml --plot a.svg --lang en a.toml").well();
    let text = std::fs::read_to_string(files.path().join("a.svg")).unwrap();
    let sheet = Document::parse(&text).unwrap();
    assert_eq!(sheet.root_element().first_element_child().unwrap().text(), Some("Feasibility: A & B <\\u{1}>"));
    for words in ["never pays back", "400 kW: never", "no size pays back within 30 years"] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn what_cannot_be_drawn_is_refused_and_leaves_nothing_behind() {
    let files = folder(&[]);
    for (arguments, complaint) in [
        ("--plot a.pdf --lang nl", "kan a.pdf niet tekenen: een afbeelding is .svg of .png, niet .pdf"),
        ("--plot a.pdf --lang en", "cannot draw a.pdf: a picture is .svg or .png, not .pdf"),
        ("--plot nowhere/a.svg --lang en", "cannot write nowhere/a.svg: there is no folder nowhere; make it first"),
        (
            "--plot a.svg -o a.svg --lang en",
            "cannot write a.svg: this command writes text, json, csv, html, pdf, and no svg",
        ),
        ("--plot a.svg --area -5 --lang en", "area_m2 is -5: it has to be from 100"),
    ] {
        let said = run_in(&files, &format!("feasibility {arguments}")).failed();
        assert!(said.starts_with(&format!("bodemtoets: {complaint}")), "{said}");
        assert_eq!(names(&files), [""; 0], "{arguments}");
    }
}
