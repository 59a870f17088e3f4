//! How QGIS shows a layer of the map: classes of a measure in the colours of the picture.

use super::classes::classes;
use crate::qgis::{Style, layer, rgba};
use bodemtoets_screening::density::{End, Measure};
use bodemtoets_words::lang::Lang;

/// A QGIS style (QML) for cells: colours by the classes of a measure.
#[must_use]
pub fn qml(measure: Measure, end: End, doublets_m3: &[f64], most_m3: f64, lang: Lang) -> String {
    let mut style = Style::new();
    for class in classes(measure, doublets_m3, most_m3, lang) {
        let colour = rgba(class.colour, 255);
        let fill = layer("SimpleFill", &[("color", &colour), ("style", "solid"), ("outline_style", "no")]);
        style.range(class.from, class.below, &class.label, &[fill]);
    }
    style.graduated(&measure.column(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bodemtoets_screening::density::DOUBLETS_M3;

    #[test]
    fn a_style_is_xml_with_a_symbol_for_each_class() {
        let style = qml(Measure::Wells, End::High, &DOUBLETS_M3, 1e6, Lang::En);
        assert!(style.contains("attr=\"wells_high\""), "{style}");
        assert!(style.contains("<range lower=\"2\" upper=\"3.99"), "{style}");
        assert!(style.contains("v=\"254,217,118,255\""), "{style}");
        assert_eq!(style.matches("<range ").count(), style.matches("<symbol ").count());
    }
}
