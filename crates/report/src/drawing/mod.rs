//! A drawing in lines, bars, dots and letters, written as SVG.
//!
//! A unit is a quarter of a millimetre on paper; x goes right and y goes down. Groups and marks have a
//! title, which a browser shows under the pointer and a screen reader reads. Why this is not left to a
//! library: `docs/decisions/0013-plots.md`.

mod letters;
mod orientation;
mod pattern;
mod scale;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::picture::{FONT, Picture};
use crate::lang::Lang;
use crate::words::escaped;

pub(super) use letters::{Anchor, Letters, fitted, width, wrapped};
pub(super) use orientation::scale_and_north;
pub(super) use pattern::Pattern;
pub(super) use scale::Scale;

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
    body: String,
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
            body: String::new(),
            stripes: BTreeSet::new(),
            patterns: BTreeSet::new(),
            clips: Vec::new(),
        }
    }

    /// What belongs together, under a name for programs and a title for people.
    pub(super) fn group(&mut self, id: &str, title: &str, draw: impl FnOnce(&mut Self)) {
        self.put(format_args!("<g id=\"{id}\"><title>{}</title>\n", escaped(title)));
        draw(self);
        self.put(format_args!("</g>\n"));
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        let (x1, y1, x2, y2) = (short(from.0), short(from.1), short(to.0), short(to.1));
        let stroke = stroke.attributes();
        self.put(format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{stroke}/>\n"));
    }

    /// A line through points.
    pub(super) fn curve(&mut self, points: &[Point], stroke: Stroke, title: &str) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", short(*x), short(*y))).collect();
        self.put(format_args!(
            "<polyline points=\"{}\" fill=\"none\" stroke-linejoin=\"round\"{}><title>{}</title></polyline>\n",
            points.join(" "),
            stroke.attributes(),
            escaped(title)
        ));
    }

    /// A filled rectangle with a thin edge.
    pub(super) fn bar(&mut self, area: Area, fill: Fill, title: &str) {
        let (x, y) = (short(area.left), short(area.top));
        let (width, height) = (short(area.right - area.left), short(area.bottom - area.top));
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
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {look}><title>{}</title></rect>\n",
            escaped(title)
        ));
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

    fn path(&mut self, rings: &[Vec<Point>], fill: &str, stroke: Option<Stroke>, title: &str) {
        let mut path = String::new();
        for ring in rings {
            for (index, (x, y)) in ring.iter().enumerate() {
                // Writing to a String cannot fail.
                let _ = write!(path, "{}{},{}", if index == 0 { "M" } else { "L" }, short(*x), short(*y));
            }
            path.push('Z');
        }
        let stroke = stroke.map(Stroke::attributes).unwrap_or_default();
        self.put(format_args!(
            "<path d=\"{path}\" fill=\"{fill}\" fill-rule=\"evenodd\"{stroke}><title>{}</title></path>\n",
            escaped(title)
        ));
    }

    /// Closed rings in a pattern: one within another is a hole.
    pub(super) fn patterned(&mut self, rings: &[Vec<Point>], pattern: Pattern, stroke: Option<Stroke>, title: &str) {
        self.patterns.insert(pattern);
        self.path(rings, &format!("url(#{})", pattern.id()), stroke, title);
    }

    /// What is drawn shows within an area only.
    pub(super) fn clipped(&mut self, area: Area, draw: impl FnOnce(&mut Self)) {
        let clip = self.clips.len();
        self.clips.push(area);
        self.put(format_args!("<g clip-path=\"url(#clip-{clip})\">\n"));
        draw(self);
        self.put(format_args!("</g>\n"));
    }

    /// Words on one line, with a white edge that keeps them apart from what lies under them.
    pub(super) fn label(&mut self, at: Point, words: &str, letters: Letters) {
        let (x, y) = (short(at.0), short(at.1));
        self.put(format_args!(
            "<text x=\"{x}\" y=\"{y}\"{} stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" \
             paint-order=\"stroke\">{}</text>\n",
            letters.attributes(),
            escaped(words)
        ));
    }

    /// A dot with a white edge, so that it stands out on a line.
    pub(super) fn dot(&mut self, at: Point, radius: f64, colour: &str, title: &str) {
        let (x, y, radius) = (short(at.0), short(at.1), short(radius));
        self.put(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{colour}\" stroke=\"#fff\" stroke-width=\"0.8\">\
             <title>{}</title></circle>\n",
            escaped(title)
        ));
    }

    /// Words on one line.
    pub(super) fn text(&mut self, at: Point, words: &str, letters: Letters) {
        let (x, y) = (short(at.0), short(at.1));
        self.put(format_args!("<text x=\"{x}\" y=\"{y}\"{}>{}</text>\n", letters.attributes(), escaped(words)));
    }

    /// The drawing as a picture.
    pub(super) fn finish(self) -> Picture {
        let (width, height, title) = (short(self.width), short(self.height), escaped(&self.title));
        let (wide, high) = (short(self.width / 4.0), short(self.height / 4.0));
        let lang = self.lang.pick("nl", "en");
        let mut svg = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}mm\" height=\"{high}mm\" \
             viewBox=\"0 0 {width} {height}\" lang=\"{lang}\" role=\"img\" aria-labelledby=\"title\" \
             font-family=\"'{FONT}', 'DejaVu Sans', Verdana, Arial, Helvetica, sans-serif\">\n\
             <title id=\"title\">{title}</title>\n<defs>\n"
        );
        for colour in &self.stripes {
            // Writing to a String cannot fail.
            let _ = writeln!(
                svg,
                "<pattern id=\"{}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
                 patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#fff\"/>\
                 <rect width=\"2.2\" height=\"5\" fill=\"{colour}\"/></pattern>",
                stripe_id(colour)
            );
        }
        for pattern in &self.patterns {
            svg.push_str(&pattern.definition());
        }
        for (clip, area) in self.clips.iter().enumerate() {
            let (x, y) = (short(area.left), short(area.top));
            let (width, height) = (short(area.right - area.left), short(area.bottom - area.top));
            let _ = writeln!(
                svg,
                "<clipPath id=\"clip-{clip}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/></clipPath>"
            );
        }
        let _ =
            write!(svg, "</defs>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n{}</svg>\n", self.body);
        Picture::new(svg)
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.body.write_fmt(element);
    }
}

impl Stroke {
    fn attributes(self) -> String {
        let dash = if self.dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{}\"", self.dash) };
        format!(" stroke=\"{}\" stroke-width=\"{}\"{dash}", self.colour, short(self.width))
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
