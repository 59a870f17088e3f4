//! A drawing in lines, bars, dots and letters, written as SVG.
//!
//! A unit is a quarter of a millimetre on paper; x goes right and y goes down. Groups and marks have a
//! title, which a browser shows under the pointer and a screen reader reads. Why this is not left to a
//! library: `docs/decisions/0013-plots.md`.

mod letters;
mod orientation;
mod pattern;
mod scale;
mod view;

use std::collections::BTreeSet;
use std::fmt::{self, Display};

use super::picture::{FONT, Picture};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, escaped};

pub(super) use letters::{Anchor, Letters, fitted, width, wrapped};
pub(super) use orientation::scale_and_north;
pub(super) use pattern::Pattern;
pub(super) use scale::Scale;
pub(super) use view::View;

/// A place on the drawing: x, y.
pub(super) type Point = (f64, f64);

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub(super) colour: &'static str,
    pub(super) width: f64,
    /// Lengths of strokes and gaps; empty for a line without gaps.
    pub(super) dash: &'static str,
}

/// How an area is filled. Black and white tells them apart: full, in stripes, or only an edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fill {
    /// Only a frame: what lies under it shows.
    None,
    Full(&'static str),
    Striped(&'static str),
    Edge(&'static str),
}

/// A rectangle: two corners.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// A drawing that is being made.
pub(super) struct Drawing {
    lang: Lang,
    width: f64,
    height: f64,
    title: String,
    body: Page,
    stripes: BTreeSet<&'static str>,
    patterns: BTreeSet<Pattern>,
    clips: Vec<Area>,
}

impl Drawing {
    /// An empty white sheet.
    pub(super) fn new(width: f64, height: f64, title: &str, lang: Lang) -> Self {
        Self {
            lang,
            width,
            height,
            title: title.to_owned(),
            body: Page::new(),
            stripes: BTreeSet::new(),
            patterns: BTreeSet::new(),
            clips: Vec::new(),
        }
    }

    /// What belongs together, under a name for programs and a title for people.
    pub(super) fn group(&mut self, id: &str, title: &str, draw: impl FnOnce(&mut Self)) {
        self.body.line(format_args!("<g id=\"{id}\"><title>{}</title>", escaped(title)));
        draw(self);
        self.body.line("</g>");
    }

    /// What is drawn shows within an area only.
    pub(super) fn clipped(&mut self, area: Area, draw: impl FnOnce(&mut Self)) {
        let clip = self.clips.len();
        self.clips.push(area);
        self.body.line(format_args!("<g clip-path=\"url(#clip-{clip})\">"));
        draw(self);
        self.body.line("</g>");
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(short);
        self.body.line(format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{stroke}/>"));
    }

    /// A line through points.
    pub(super) fn curve(&mut self, points: &[Point], stroke: Stroke, title: &str) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", short(*x), short(*y))).collect();
        let points = points.join(" ");
        let look = format!("points=\"{points}\" fill=\"none\" stroke-linejoin=\"round\"{stroke}");
        self.titled("polyline", &look, title);
    }

    /// A filled rectangle with a thin edge.
    pub(super) fn bar(&mut self, area: Area, fill: Fill, title: &str) {
        let look = match fill {
            Fill::None => "fill=\"none\" stroke=\"#555\" stroke-width=\"1\"".to_owned(),
            Fill::Full(colour) => format!("fill=\"{colour}\" stroke=\"{colour}\" stroke-width=\"0.8\""),
            Fill::Striped(colour) => {
                self.stripes.insert(colour);
                format!("fill=\"url(#{})\" stroke=\"{colour}\" stroke-width=\"0.8\"", stripe_id(colour))
            }
            Fill::Edge(colour) => {
                format!("fill=\"#fff\" stroke=\"{colour}\" stroke-width=\"0.8\" stroke-dasharray=\"2 2\"")
            }
        };
        self.titled("rect", &format!("{area} {look}"), title);
    }

    /// Closed rings: one within another is a hole.
    pub(super) fn shape(
        &mut self,
        rings: &[Vec<Point>],
        fill: Option<&'static str>,
        stroke: Option<Stroke>,
        title: &str,
    ) {
        self.path(rings, fill.unwrap_or("none"), stroke, title);
    }

    /// Closed rings in a pattern: one within another is a hole.
    pub(super) fn patterned(&mut self, rings: &[Vec<Point>], pattern: Pattern, stroke: Option<Stroke>, title: &str) {
        self.patterns.insert(pattern);
        self.path(rings, &format!("url(#{})", pattern.id()), stroke, title);
    }

    fn path(&mut self, rings: &[Vec<Point>], fill: &str, stroke: Option<Stroke>, title: &str) {
        let ring = |ring: &Vec<Point>| {
            let points: Vec<String> = ring.iter().map(|(x, y)| format!("{},{}", short(*x), short(*y))).collect();
            if points.is_empty() { "Z".to_owned() } else { format!("M{}Z", points.join("L")) }
        };
        let path: String = rings.iter().map(ring).collect();
        let stroke = stroke.map_or_else(String::new, |stroke| stroke.to_string());
        self.titled("path", &format!("d=\"{path}\" fill=\"{fill}\" fill-rule=\"evenodd\"{stroke}"), title);
    }

    /// A circle.
    pub(super) fn circle(&mut self, at: Point, radius: f64, stroke: Stroke, title: &str) {
        let [x, y, radius] = [at.0, at.1, radius].map(short);
        self.titled("circle", &format!("cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"none\"{stroke}"), title);
    }

    /// A dot with a white edge, so that it stands out on a line.
    pub(super) fn dot(&mut self, at: Point, radius: f64, colour: &str, title: &str) {
        let [x, y, radius] = [at.0, at.1, radius].map(short);
        let look =
            format!("cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{colour}\" stroke=\"#fff\" stroke-width=\"0.8\"");
        self.titled("circle", &look, title);
    }

    /// Words on one line, with a white edge that keeps them apart from what lies under them.
    pub(super) fn label(&mut self, at: Point, words: &str, letters: Letters) {
        let edge = " stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"";
        self.words(at, words, letters, edge);
    }

    /// Words on one line.
    pub(super) fn text(&mut self, at: Point, words: &str, letters: Letters) {
        self.words(at, words, letters, "");
    }

    fn words(&mut self, at: Point, words: &str, letters: Letters, edge: &str) {
        let [x, y] = [at.0, at.1].map(short);
        self.body.line(format_args!("<text x=\"{x}\" y=\"{y}\"{letters}{edge}>{}</text>", escaped(words)));
    }

    /// A mark that says what it is.
    fn titled(&mut self, element: &str, attributes: &str, title: &str) {
        let title = escaped(title);
        self.body.line(format_args!("<{element} {attributes}><title>{title}</title></{element}>"));
    }

    /// The drawing as a picture.
    pub(super) fn finish(self) -> Picture {
        let (width, height, title) = (short(self.width), short(self.height), escaped(&self.title));
        let (wide, high) = (short(self.width / 4.0), short(self.height / 4.0));
        let lang = self.lang.pick("nl", "en");
        let mut svg = Page::new();
        svg.line(format_args!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}mm\" height=\"{high}mm\" \
             viewBox=\"0 0 {width} {height}\" lang=\"{lang}\" role=\"img\" aria-labelledby=\"title\" \
             font-family=\"'{FONT}', 'DejaVu Sans', Verdana, Arial, Helvetica, sans-serif\">\n\
             <title id=\"title\">{title}</title>\n<defs>"
        ));
        for colour in &self.stripes {
            svg.line(format_args!(
                "<pattern id=\"{}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
                 patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#fff\"/>\
                 <rect width=\"2.2\" height=\"5\" fill=\"{colour}\"/></pattern>",
                stripe_id(colour)
            ));
        }
        for pattern in &self.patterns {
            svg.put(pattern.definition());
        }
        for (clip, area) in self.clips.iter().enumerate() {
            svg.line(format_args!("<clipPath id=\"clip-{clip}\"><rect {area}/></clipPath>"));
        }
        svg.line("</defs>");
        svg.line(format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"));
        svg.put(self.body);
        svg.line("</svg>");
        Picture::new(svg.finish())
    }
}

/// As attributes of an element, with a space before each.
impl Display for Stroke {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, " stroke=\"{}\" stroke-width=\"{}\"", self.colour, short(self.width))?;
        if self.dash.is_empty() { Ok(()) } else { write!(formatter, " stroke-dasharray=\"{}\"", self.dash) }
    }
}

/// As attributes of a rectangle.
impl Display for Area {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [x, y, right, down] = [self.left, self.top, self.right - self.left, self.bottom - self.top].map(short);
        write!(formatter, "x=\"{x}\" y=\"{y}\" width=\"{right}\" height=\"{down}\"")
    }
}

/// A number of the drawing, to a fortieth of a millimetre.
fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn stripe_id(colour: &str) -> String {
    format!("stripes-{}", colour.trim_start_matches('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!([12.0, 0.349, -0.01, 1234.56].map(short), ["12", "0.3", "0", "1234.6"]);
    }

    #[test]
    fn a_drawing_is_svg_with_a_title_and_a_view_box() {
        let mut drawing = Drawing::new(400.0, 200.0, "A & B", Lang::En);
        let area = Area { left: 1.0, top: 2.0, right: 11.0, bottom: 7.5 };
        drawing.group("bars", "Bars", |drawing| drawing.bar(area, Fill::Striped("#0072B2"), "5 kW"));
        let svg = drawing.finish();
        for part in [
            "viewBox=\"0 0 400 200\" lang=\"en\"",
            "<title id=\"title\">A &amp; B</title>",
            "<g id=\"bars\"><title>Bars</title>",
            "<rect x=\"1\" y=\"2\" width=\"10\" height=\"5.5\" fill=\"url(#stripes-0072B2)\"",
            "<pattern id=\"stripes-0072B2\"",
        ] {
            assert!(svg.svg().contains(part), "{part} is not in {}", svg.svg());
        }
    }
}
