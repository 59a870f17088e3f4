//! How QGIS shows a layer: styles in its own form, QML.

use bodemtoets_words::words::{Page, escaped};

/// A style: symbols, and which features get which.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    items: Page,
    symbols: Page,
    count: usize,
}

impl Style {
    /// A style without symbols.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Features with a value in an attribute: their symbol, in layers from bottom to top.
    pub(super) fn category(&mut self, value: &str, label: &str, layers: &[String]) {
        let (value, label) = (escaped(value), escaped(label));
        self.item(format_args!("category value=\"{value}\" label=\"{label}\""));
        self.symbol("fill", layers);
    }

    /// Features with a number from `from` up to, but without, `below` in an attribute.
    pub(super) fn range(&mut self, from: f64, below: f64, label: &str, layers: &[String]) {
        // QGIS counts both ends of a range in: the upper one lies just below the next class.
        let upper = if below.is_finite() { below.next_down() } else { 1e12 };
        let label = escaped(label);
        self.item(format_args!("range lower=\"{from}\" upper=\"{upper}\" label=\"{label}\""));
        self.symbol("fill", layers);
    }

    /// A symbol by itself: `fill` for areas, `marker` for points.
    pub(super) fn symbol(&mut self, kind: &str, layers: &[String]) {
        let (name, layers) = (self.count, layers.concat());
        self.symbols.inset(
            3,
            format_args!(
                "<symbol type=\"{kind}\" name=\"{name}\" alpha=\"1\" clip_to_extent=\"1\" \
                 force_rhr=\"0\">{layers}</symbol>"
            ),
        );
        self.count += 1;
    }

    fn item(&mut self, item: std::fmt::Arguments<'_>) {
        self.items.inset(3, format_args!("<{item} symbol=\"{}\" render=\"true\"/>", self.count));
    }

    /// The style of a layer of areas in which an attribute has one of the categories.
    pub(super) fn categorized(&self, attribute: &str) -> String {
        self.document("categorizedSymbol", &format!(" attr=\"{attribute}\""), "categories", AREAS)
    }

    /// The style of a layer of areas in which an attribute lies in one of the ranges.
    pub(super) fn graduated(&self, attribute: &str) -> String {
        let attributes = format!(" attr=\"{attribute}\" graduatedMethod=\"GraduatedColor\"");
        self.document("graduatedSymbol", &attributes, "ranges", AREAS)
    }

    /// The style of a layer in which all features have one symbol.
    pub(super) fn single(&self, geometry: u8) -> String {
        self.document("singleSymbol", "", "", geometry)
    }

    fn document(&self, kind: &str, attributes: &str, list: &str, geometry: u8) -> String {
        let (items, symbols) = (&self.items, &self.symbols);
        let items = if list.is_empty() { String::new() } else { format!("  <{list}>\n{items}  </{list}>\n") };
        format!(
            "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n\
             <qgis version=\"3.16\" styleCategories=\"Symbology\">\n \
             <renderer-v2 type=\"{kind}\"{attributes} symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\">\n\
             {items}  <symbols>\n{symbols}  </symbols>\n </renderer-v2>\n \
             <layerGeometryType>{geometry}</layerGeometryType>\n</qgis>\n"
        )
    }
}

/// The number that QGIS gives to layers of points.
pub(super) const POINTS: u8 = 0;
/// The number that QGIS gives to layers of areas.
pub(super) const AREAS: u8 = 2;

/// A part of a symbol: its class and properties.
pub(super) fn layer(class: &str, properties: &[(&str, &str)]) -> String {
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("<prop k=\"{key}\" v=\"{value}\"/>")).collect();
    let properties = properties.concat();
    format!("<layer class=\"{class}\" enabled=\"1\" locked=\"0\" pass=\"0\">{properties}</layer>")
}

/// `#rrggbb` as QGIS writes it, with how opaque it is: red, green, blue and opacity up to 255.
pub(super) fn rgba(colour: &str, opacity: u8) -> String {
    let part = |at: usize| colour.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(0);
    format!("{},{},{},{opacity}", part(1), part(3), part(5))
}
