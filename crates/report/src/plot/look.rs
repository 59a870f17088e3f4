//! How outcomes and wells look on a map: colours, and patterns, letters and shapes that tell them apart in black and
//! white.

use crate::drawing::{Anchor, Area, Drawing, Fill, Letters, Pattern, Point, Stroke};
use bodemtoets_screening::VerdictOutcome;
use bodemtoets_words::lang::Lang;

/// How an outcome looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    pub(crate) pattern: Pattern,
    /// The style of the brush with which QGIS does about the same.
    pub(super) brush: &'static str,
}

/// Colours of Okabe and Ito; denser from mild to strict.
pub(crate) fn look(outcome: VerdictOutcome) -> Look {
    let (pattern, brush) = match outcome {
        VerdictOutcome::Free => (Pattern::Dots("#009E73"), "dense7"),
        VerdictOutcome::Notify => (Pattern::Rising("#0072B2"), "f_diagonal"),
        VerdictOutcome::Permit => (Pattern::Falling("#E69F00"), "b_diagonal"),
        VerdictOutcome::Prohibited => (Pattern::Crossed("#D55E00"), "diagonal_x"),
        VerdictOutcome::Undetermined => (Pattern::Level("#CC79A7"), "horizontal"),
        VerdictOutcome::NotCovered => (Pattern::Upright("#777777"), "vertical"),
    };
    Look { pattern, brush }
}

/// A point on the map. None has the colour of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// The warm well of a doublet that was placed.
    Warm,
    /// The cold well of a doublet that was placed.
    Cold,
    /// A loop that was placed.
    Loop,
    /// A well or loop of an existing system.
    Existing,
}

impl Sign {
    fn colour(self) -> &'static str {
        match self {
            Self::Warm => "#7A0019",
            Self::Cold | Self::Loop => "#00285E",
            Self::Existing => "#222222",
        }
    }

    /// The line around what its warmth or cold reaches.
    pub(super) fn reach(self) -> Option<Stroke> {
        let dash = "4 3";
        matches!(self, Self::Warm | Self::Cold).then_some(Stroke { colour: self.colour(), width: 1.6, dash })
    }

    /// Draws it: a dot with a letter, a small dot, or a square.
    pub(super) fn draw(self, sheet: &mut Drawing, at: Point, lang: Lang) {
        let letter = match self {
            Self::Warm => "W",
            Self::Cold => lang.pick("K", "C"),
            Self::Loop => return sheet.dot(at, 2.6, self.colour(), lang.pick("lus", "loop")),
            Self::Existing => {
                let square = Area { left: at.0 - 3.5, top: at.1 - 3.5, right: at.0 + 3.5, bottom: at.1 + 3.5 };
                return sheet.bar(square, Fill::Full(self.colour()), lang.pick("bestaand systeem", "existing system"));
            }
        };
        let title =
            if self == Self::Warm { lang.pick("warme put", "warm well") } else { lang.pick("koude put", "cold well") };
        sheet.dot(at, 7.5, self.colour(), title);
        let letters = Letters { colour: "#fff", ..Letters::of(9.5).bold().at(Anchor::Middle) };
        sheet.text((at.0, at.1 + 3.4), letter, letters);
    }
}
