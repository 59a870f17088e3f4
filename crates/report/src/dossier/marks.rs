//! Marks and names on the map of a dossier, none over another.

use crate::drawing::{Anchor, Area, Drawing, Fill, Letters, Point, Stroke, width};
use bodemtoets_words::lang::Lang;

/// How high a line of a name is, in units of the drawing.
const LINE: f64 = 12.0;
const EDGE: Stroke = Stroke { colour: "#ffffff", width: 1.0, dash: "" };
const LETTERS: Letters = Letters::of(10.5);

/// A thing on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// What is applied for.
    Place,
    /// A groundwater abstraction.
    Abstraction,
    /// A well or loop of an existing system.
    Existing,
}

impl Mark {
    /// Draws it, with a name beside it where there is room.
    pub(super) fn draw(self, sheet: &mut Drawing, marks: &mut Marks, at: Point, name: Option<&str>, lang: Lang) {
        let (x, y) = at;
        match self {
            Self::Place => {
                let ring = Stroke { colour: "#16202a", width: 2.4, dash: "" };
                sheet.dot(at, 9.0, "#ffffff", "");
                sheet.circle(at, 8.0, ring, lang.pick("plaats van de aanvraag", "place of the application"));
                sheet.dot(at, 3.0, "#16202a", "");
            }
            Self::Abstraction => {
                let drop = vec![(x, y - 10.0), (x + 6.5, y + 2.0), (x, y + 7.0), (x - 6.5, y + 2.0)];
                sheet.shape(&[drop], Some("#003e73"), Some(EDGE), lang.pick("winning", "abstraction"));
            }
            Self::Existing => {
                let square = Area { left: x - 4.0, top: y - 4.0, right: x + 4.0, bottom: y + 4.0 };
                sheet.bar(square, Fill::Full("#16202a"), lang.pick("bestaand systeem", "existing system"));
            }
        }
        marks.take(Area { left: x - 10.0, top: y - 10.0, right: x + 10.0, bottom: y + 10.0 });
        if let Some(name) = name {
            let letters = LETTERS.bold().at(Anchor::Middle);
            let aside = 13.0 + width(name, letters) / 2.0;
            let spots = [(x + aside, y), (x - aside, y), (x, y + 16.0), (x, y - 16.0)];
            marks.name(sheet, spots.into_iter(), &[name.to_owned()], letters);
        }
    }
}

/// The room on a map that is taken.
pub(super) struct Marks {
    frame: Area,
    taken: Vec<Area>,
}

impl Marks {
    /// A map on which nothing stands yet.
    pub(super) fn new(frame: Area) -> Self {
        Self { frame, taken: Vec::new() }
    }

    fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Writes a name at the first of the spots where it is in the frame and over nothing else; none is none.
    pub(super) fn name(
        &mut self,
        sheet: &mut Drawing,
        spots: impl Iterator<Item = Point>,
        lines: &[String],
        letters: Letters,
    ) {
        let wide = lines.iter().map(|line| width(line, letters)).fold(0.0, f64::max);
        let high: f64 = lines.iter().map(|_| LINE).sum();
        let around = |(x, y): Point| Area {
            left: x - wide / 2.0,
            top: y - high / 2.0,
            right: x + wide / 2.0,
            bottom: y + high / 2.0,
        };
        let Some(area) = spots.map(around).find(|area| self.is_free(*area)) else { return };
        let mut y = area.top + 9.0;
        for words in lines {
            sheet.label((f64::midpoint(area.left, area.right), y), words, letters);
            y += LINE;
        }
        self.take(area);
    }

    fn is_free(&self, area: Area) -> bool {
        // Along the left and the top stand the coordinates.
        let is_in = area.left > self.frame.left + 44.0
            && area.right < self.frame.right - 3.0
            && area.top > self.frame.top + 13.0
            && area.bottom < self.frame.bottom - 2.0;
        let meets = |other: &Area| {
            area.left < other.right && area.right > other.left && area.top < other.bottom && area.bottom > other.top
        };
        is_in && !self.taken.iter().any(meets)
    }
}
