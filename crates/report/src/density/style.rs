//! How QGIS shows a layer of the map: classes of a measure in the colours of the picture.

use std::fmt::Write as _;

use super::classes::classes;
use crate::lang::Lang;
use bodemtoets_screening::density::{End, Measure};

/// A QGIS style (QML) for cells: colours by the classes of a measure.
#[must_use]
pub fn qml(measure: Measure, end: End, doublets_m3: &[f64], most_m3: f64, lang: Lang) -> String {
    let (mut ranges, mut symbols) = (String::new(), String::new());
    for (index, class) in classes(measure, doublets_m3, most_m3, lang).iter().enumerate() {
        // QGIS counts both ends of a range in: the upper one lies just below the next class.
        let upper = if class.below.is_finite() { class.below.next_down() } else { 1e12 };
        // Writing to a String cannot fail.
        let _ = writeln!(
            ranges,
            "   <range lower=\"{}\" upper=\"{upper}\" label=\"{}\" symbol=\"{index}\" render=\"true\"/>",
            class.from, class.label
        );
        let _ = writeln!(
            symbols,
            "   <symbol type=\"fill\" name=\"{index}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\
             <layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" pass=\"0\">\
             <prop k=\"color\" v=\"{}\"/><prop k=\"style\" v=\"solid\"/><prop k=\"outline_style\" v=\"no\"/>\
             </layer></symbol>",
            rgba(class.colour)
        );
    }
    format!(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n\
         <qgis version=\"3.16\" styleCategories=\"Symbology\">\n \
         <renderer-v2 type=\"graduatedSymbol\" attr=\"{}\" graduatedMethod=\"GraduatedColor\" symbollevels=\"0\" \
         enableorderby=\"0\" forceraster=\"0\">\n  <ranges>\n{ranges}  </ranges>\n  <symbols>\n{symbols}  </symbols>\n \
         </renderer-v2>\n <layerGeometryType>2</layerGeometryType>\n</qgis>\n",
        measure.column(end)
    )
}

/// `#rrggbb` as QGIS writes it: red, green, blue, opacity.
fn rgba(colour: &str) -> String {
    let part = |at: usize| colour.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(0);
    format!("{},{},{},255", part(1), part(3), part(5))
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
