//! What every panel has: a heading, a legend, and axes.

use crate::drawing::{Anchor, Area, Drawing, Fill, Letters, Point, Scale, Stroke, fitted, width, wrapped};
use crate::feasibility::whole;
use bodemtoets_feasibility::YearType;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{fixed, with_decimals};

use super::look::{AXIS, BLACK, GRID};

const TITLE: Letters = Letters::of(14.5).bold();
const SAYS: Letters = Letters::of(11.0).grey();
const SMALL: Letters = Letters::of(11.0);
/// What the numbers along an axis take, left of a plot and below it.
const LEFT: f64 = 48.0;
const BELOW: f64 = 34.0;

/// A panel that is being drawn, from its top downwards.
pub(super) struct Panel<'a> {
    pub(super) drawing: &'a mut Drawing,
    /// What is left of it.
    pub(super) area: Area,
}

/// A key of the legend.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Line(Stroke),
    Bar(Fill),
}

/// The numbers along an axis, and what they are.
#[derive(Clone, Copy)]
pub(super) struct Axis<'a> {
    pub(super) scale: Scale,
    pub(super) unit: &'a str,
}

impl<'a> Panel<'a> {
    /// A panel with its title.
    pub(super) fn new(drawing: &'a mut Drawing, mut area: Area, title: &str) -> Self {
        drawing.text((area.left, area.top + 15.0), &fitted(title, TITLE, area.right - area.left), TITLE);
        area.top += 20.0;
        Self { drawing, area }
    }

    /// What to see in it, in a line or two.
    pub(super) fn says(&mut self, words: &str) {
        for line in wrapped(words, SAYS, self.area.right - self.area.left) {
            self.drawing.text((self.area.left, self.area.top + 11.0), &line, SAYS);
            self.area.top += 14.0;
        }
    }

    /// What its lines and bars are.
    pub(super) fn legend(&mut self, keys: &[(Key, &str)]) {
        let mut x = self.area.left;
        self.area.top += 6.0;
        for (key, words) in keys {
            let wide = 26.0 + width(words, SMALL);
            if x > self.area.left && x + wide > self.area.right {
                x = self.area.left;
                self.area.top += 15.0;
            }
            let middle = self.area.top + 7.0;
            match key {
                Key::Line(stroke) => self.drawing.line((x, middle), (x + 20.0, middle), *stroke),
                Key::Bar(fill) => {
                    let area = Area { left: x + 4.0, top: middle - 5.0, right: x + 18.0, bottom: middle + 5.0 };
                    self.drawing.bar(area, *fill, words);
                }
            }
            self.drawing.text((x + 24.0, middle + 4.0), words, SMALL);
            x += wide + 10.0;
        }
        self.area.top += 15.0;
    }

    /// The legend of lines for cold, normal and warm years.
    pub(super) fn legend_of_years(&mut self, word: impl Fn(YearType) -> &'static str) {
        self.legend(&YearType::ALL.map(|year| (Key::Line(super::look::line(year)), word(year))));
    }

    /// The part between the axes.
    pub(super) fn plot(&self) -> Area {
        Area {
            left: self.area.left + LEFT,
            top: self.area.top + 24.0,
            right: self.area.right - 8.0,
            bottom: self.area.bottom - BELOW,
        }
    }

    /// Lines and numbers from left to right, and what they are.
    pub(super) fn across(&mut self, plot: Area, axis: Axis<'_>, lang: Lang) {
        for tick in axis.scale.ticks() {
            let x = axis.scale.at(tick);
            self.drawing.line((x, plot.bottom), (x, plot.bottom + 4.0), AXIS);
            let number = along(tick, axis.scale.step, lang);
            self.drawing.text((x, plot.bottom + 16.0), &number, SMALL.at(Anchor::Middle));
        }
        self.drawing.text((plot.right, plot.bottom + 31.0), axis.unit, SMALL.at(Anchor::End));
    }

    /// Lines and numbers from below upwards, and what they are.
    pub(super) fn upwards(&mut self, plot: Area, axis: Axis<'_>, lang: Lang) {
        for tick in axis.scale.ticks() {
            let y = axis.scale.at(tick);
            self.drawing.line((plot.left, y), (plot.right, y), GRID);
            let number = along(tick, axis.scale.step, lang);
            self.drawing.text((plot.left - 6.0, y + 4.0), &number, SMALL.at(Anchor::End));
        }
        self.drawing.text((self.area.left, plot.top - 11.0), axis.unit, SMALL);
        self.drawing.line((plot.left, plot.top), (plot.left, plot.bottom), AXIS);
        self.drawing.line((plot.left, plot.bottom), (plot.right, plot.bottom), AXIS);
    }

    /// A few words that the eye should find.
    pub(super) fn note(&mut self, at: Point, words: &str, anchor: Anchor) {
        self.words(at, words, SMALL.bold().at(anchor));
    }

    /// Small words.
    pub(super) fn small(&mut self, at: Point, words: &str, anchor: Anchor) {
        self.words(at, words, SMALL.at(anchor));
    }

    fn words(&mut self, at: Point, words: &str, letters: Letters) {
        self.drawing.text(at, words, Letters { colour: BLACK, ..letters });
    }
}

/// A number along an axis.
fn along(value: f64, step: f64, lang: Lang) -> String {
    if step >= 1.0 && (step - step.round()).abs() < 1e-9 { whole(value) } else { with_decimals(value, 3, lang) }
}

/// A number beside others of which this is the largest: with a decimal when they are small.
pub(super) fn amount(value: f64, largest: f64, lang: Lang) -> String {
    if value.abs() < 0.05 {
        "0".to_owned()
    } else if largest.abs() < 20.0 {
        fixed(value, 1, lang)
    } else {
        whole(value)
    }
}

/// A number that is not broken over two lines.
pub(super) fn unbroken(value: f64) -> String {
    whole(value).replace(' ', "\u{a0}")
}
