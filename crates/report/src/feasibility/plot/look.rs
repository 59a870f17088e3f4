//! Colours and lines of the sheet. The colours are those of Okabe and Ito, which people who do not see
//! every colour can tell apart.

use crate::drawing::{Fill, Stroke};
use bodemtoets_feasibility::YearType;

pub(super) const BLACK: &str = "#222222";
pub(super) const BLUE: &str = "#0072B2";
pub(super) const VERMILLION: &str = "#D55E00";
pub(super) const GREEN: &str = "#009E73";

/// Axes.
pub(super) const AXIS: Stroke = Stroke { colour: "#555555", width: 1.0, dash: "" };
/// Lines across a plot, to read it by.
pub(super) const GRID: Stroke = Stroke { colour: "#DDDDDD", width: 0.8, dash: "" };
/// What the eye should find: a power, the chosen size, a crossing.
pub(super) const MARK: Stroke = Stroke { colour: GREEN, width: 1.6, dash: "1.5 3" };

/// With wells.
pub(super) const WELLS: (Stroke, Fill) = (Stroke { colour: BLUE, width: 2.2, dash: "" }, Fill::Full(BLUE));
/// Without them.
pub(super) const WITHOUT: (Stroke, Fill) =
    (Stroke { colour: VERMILLION, width: 2.2, dash: "7 3" }, Fill::Striped(VERMILLION));

/// The line of a year type.
pub(super) fn line(year: YearType) -> Stroke {
    match year {
        YearType::Cold => Stroke { colour: BLUE, width: 2.0, dash: "8 3" },
        YearType::Normal => Stroke { colour: BLACK, width: 2.0, dash: "" },
        YearType::Warm => Stroke { colour: VERMILLION, width: 2.0, dash: "2.5 2.5" },
    }
}
