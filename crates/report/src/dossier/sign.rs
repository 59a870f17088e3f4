//! The sign of an outcome: a square in its pattern, with a figure that black and white tells apart.

use crate::drawing::{Drawing, Stroke};
use crate::phrase::outcome_word;
use crate::plot::look;
use bodemtoets_document::Tone;
use bodemtoets_screening::VerdictOutcome;
use bodemtoets_words::lang::Lang;

const INK: &str = "#16202a";

/// How an outcome looks in a document.
pub(crate) fn tone(outcome: VerdictOutcome) -> Tone {
    match outcome {
        VerdictOutcome::Prohibited => Tone::Refused,
        VerdictOutcome::Permit => Tone::Asked,
        VerdictOutcome::Notify => Tone::Told,
        VerdictOutcome::Free => Tone::Free,
        VerdictOutcome::Undetermined | VerdictOutcome::NotCovered => Tone::Open,
    }
}

/// The sign, as SVG: a cross, a triangle, a dot, a ring, a question or a dash on the pattern of the map.
pub(crate) fn sign(outcome: VerdictOutcome, lang: Lang) -> String {
    let mut sheet = Drawing::new(56.0, 56.0, outcome_word(outcome, lang), lang);
    let square = vec![(1.0, 1.0), (55.0, 1.0), (55.0, 55.0), (1.0, 55.0)];
    let pattern = look(outcome).pattern;
    let edge = Stroke { colour: pattern.colour(), width: 2.0, dash: "" };
    sheet.patterned(&[square], pattern, Some(edge), "");
    sheet.dot((28.0, 28.0), 18.0, "#ffffff", "");
    let line = Stroke { colour: INK, width: 5.0, dash: "" };
    match outcome {
        VerdictOutcome::Prohibited => {
            sheet.line((20.0, 20.0), (36.0, 36.0), line);
            sheet.line((36.0, 20.0), (20.0, 36.0), line);
        }
        VerdictOutcome::Permit => sheet.shape(&[vec![(28.0, 16.0), (39.0, 36.0), (17.0, 36.0)]], Some(INK), None, ""),
        VerdictOutcome::Notify => sheet.dot((28.0, 28.0), 9.0, INK, ""),
        VerdictOutcome::Free => sheet.circle((28.0, 28.0), 9.0, Stroke { width: 4.0, ..line }, ""),
        VerdictOutcome::Undetermined => {
            sheet.curve(
                &[(21.0, 23.0), (22.0, 18.0), (28.0, 15.5), (34.0, 18.0), (35.0, 23.0), (28.0, 29.0), (28.0, 32.5)],
                Stroke { width: 4.0, ..line },
                "",
            );
            sheet.dot((28.0, 38.5), 3.2, INK, "");
        }
        VerdictOutcome::NotCovered => sheet.line((18.0, 28.0), (38.0, 28.0), line),
    }
    sheet.finish().svg().to_owned()
}
