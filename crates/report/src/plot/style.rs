//! How QGIS shows the layers of a file of plots.

use super::look::look;
use crate::outcome_word;
use crate::qgis::{AREAS, POINTS, Style, layer, rgba};
use bodemtoets_screening::VerdictOutcome;
use bodemtoets_words::lang::Lang;

/// A QGIS style (QML) for parts: a colour and a hatching for each outcome.
#[must_use]
pub fn qml(lang: Lang) -> String {
    let mut style = Style::new();
    for outcome in VerdictOutcome::ALL {
        let look = look(outcome);
        let [pale, full] = [70, 255].map(|opacity| rgba(look.pattern.colour(), opacity));
        let layers = [fill(&pale, "solid", &full), fill(&full, look.brush, &full)];
        style.category(outcome.slug(), outcome_word(outcome, lang), &layers);
    }
    style.categorized("outcome")
}

/// A style for whole plots: only their edge.
#[must_use]
pub fn outline() -> String {
    let mut style = Style::new();
    style.symbol("fill", &[fill("0,0,0,0", "no", "30,30,30,255")]);
    style.single(AREAS)
}

/// A style for places: a dot with the word for what it is.
#[must_use]
pub fn places() -> String {
    let dot = [
        ("name", "circle"),
        ("color", "255,255,255,255"),
        ("outline_color", "20,20,20,255"),
        ("outline_width", "0.6"),
        ("size", "3"),
    ];
    let mut style = Style::new();
    style.symbol("marker", &[layer("SimpleMarker", &dot)]);
    style.single(POINTS)
}

fn fill(colour: &str, brush: &str, edge: &str) -> String {
    let properties = [
        ("color", colour),
        ("style", brush),
        ("outline_color", edge),
        ("outline_style", "solid"),
        ("outline_width", "0.4"),
    ];
    layer("SimpleFill", &properties)
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
