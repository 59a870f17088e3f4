//! How QGIS shows the layers of a file of plots.

use std::fmt::Write as _;

use super::look::look;
use crate::lang::Lang;
use crate::report::outcome_word;
use crate::screening::VerdictOutcome;

/// A QGIS style (QML) for parts: a colour and a hatching for each outcome.
#[must_use]
pub fn qml(lang: Lang) -> String {
    let (mut categories, mut symbols) = (String::new(), String::new());
    for (index, outcome) in VerdictOutcome::ALL.into_iter().enumerate() {
        let look = look(outcome);
        let colour = rgb(look.pattern.colour());
        // Writing to a String cannot fail.
        let _ = writeln!(
            categories,
            "   <category value=\"{}\" label=\"{}\" symbol=\"{index}\" render=\"true\"/>",
            outcome.slug(),
            outcome_word(outcome, lang)
        );
        let _ = writeln!(
            symbols,
            "   <symbol type=\"fill\" name=\"{index}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\
             {}{}</symbol>",
            fill(&format!("{colour},70"), "solid", &format!("{colour},255")),
            fill(&format!("{colour},255"), look.brush, &format!("{colour},255")),
        );
    }
    document("categorizedSymbol", " attr=\"outcome\"", "categories", &categories, &symbols, 2)
}

/// A style for whole plots: only their edge.
#[must_use]
pub fn outline() -> String {
    let symbol = format!(
        "   <symbol type=\"fill\" name=\"0\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">{}</symbol>\n",
        fill("0,0,0,0", "no", "30,30,30,255")
    );
    document("singleSymbol", "", "", "", &symbol, 2)
}

/// A style for places: a dot with the word for what it is.
#[must_use]
pub fn places() -> String {
    let symbol = "   <symbol type=\"marker\" name=\"0\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\
        <layer class=\"SimpleMarker\" enabled=\"1\" locked=\"0\" pass=\"0\"><prop k=\"name\" v=\"circle\"/>\
        <prop k=\"color\" v=\"255,255,255,255\"/><prop k=\"outline_color\" v=\"20,20,20,255\"/>\
        <prop k=\"outline_width\" v=\"0.6\"/><prop k=\"size\" v=\"3\"/></layer></symbol>\n";
    document("singleSymbol", "", "", "", symbol, 0)
}

fn fill(colour: &str, brush: &str, edge: &str) -> String {
    format!(
        "<layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" pass=\"0\"><prop k=\"color\" v=\"{colour}\"/>\
         <prop k=\"style\" v=\"{brush}\"/><prop k=\"outline_color\" v=\"{edge}\"/>\
         <prop k=\"outline_style\" v=\"solid\"/><prop k=\"outline_width\" v=\"0.4\"/></layer>"
    )
}

fn document(kind: &str, attribute: &str, list: &str, items: &str, symbols: &str, geometry: u8) -> String {
    let items = if list.is_empty() { String::new() } else { format!("  <{list}>\n{items}  </{list}>\n") };
    format!(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n\
         <qgis version=\"3.16\" styleCategories=\"Symbology\">\n \
         <renderer-v2 type=\"{kind}\"{attribute} symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\">\n\
         {items}  <symbols>\n{symbols}  </symbols>\n </renderer-v2>\n \
         <layerGeometryType>{geometry}</layerGeometryType>\n</qgis>\n"
    )
}

/// `#rrggbb` as QGIS writes it: red, green, blue.
fn rgb(colour: &str) -> String {
    let part = |at: usize| colour.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(0);
    format!("{},{},{}", part(1), part(3), part(5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_a_category_and_a_symbol() {
        let style = qml(Lang::En);
        assert_eq!(style.matches("<category ").count(), VerdictOutcome::ALL.len());
        assert_eq!(style.matches("<symbol ").count(), VerdictOutcome::ALL.len());
        assert!(style.contains("value=\"prohibited\" label=\"prohibited\" symbol=\"3\""), "{style}");
        assert!(style.contains("213,94,0,255"), "{style}");
        for text in [style, outline(), places()] {
            let mut reader = quick_xml::Reader::from_str(&text);
            while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
        }
    }
}
