//! The published figures, as they stand in the file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::cop::CopPoints;
use super::super::problem::{Problem, read_toml};
use bodemtoets_words::lang::Text;

const STUDY: &str = include_str!("../../data/validation/source-study.toml");

/// Why a computed figure could agree with a published one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Arithmetic on other printed figures or data.
    Formula,
    /// A constant was chosen so that it fits.
    Calibrated,
    /// The reconstructed demand was fitted to it.
    FitAnchor,
    /// Follows from such anchors.
    Follows,
    /// Used in no fit.
    Prediction,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Formula, Self::Calibrated, Self::FitAnchor, Self::Follows, Self::Prediction];

    /// The name in files.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Formula => "formula",
            Self::Calibrated => "calibrated",
            Self::FitAnchor => "fit-anchor",
            Self::Follows => "follows",
            Self::Prediction => "prediction",
        }
    }
}

/// A figure that cannot be computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// Where it stands.
    pub id: String,
    /// What it is.
    pub what: Text,
    /// Why it cannot be computed.
    pub why: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Published {
    #[expect(dead_code, reason = "for readers of the file")]
    source: String,
    pub(super) printed: BTreeMap<String, f64>,
    pub(super) cop_printed: CopPoints,
    pub(super) cop_unrounded: CopPoints,
    grid: Vec<Grid>,
    figure: Vec<Figure>,
    pub(super) missing: Vec<Missing>,
}

/// A whole table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Grid {
    id: String,
    of: String,
    step: f64,
    unit: String,
    role: Role,
    rows: Vec<String>,
    columns: Vec<String>,
    cells: Vec<Vec<f64>>,
}

/// One figure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Figure {
    pub(super) id: String,
    pub(super) of: String,
    pub(super) published: f64,
    pub(super) step: f64,
    pub(super) unit: String,
    pub(super) role: Role,
    #[serde(skip)]
    pub(super) table: Option<String>,
    pub(super) remark: Option<Text>,
}

impl Published {
    pub(super) fn read() -> Result<Self, Problem> {
        read_toml("source-study.toml", STUDY)
    }

    /// A printed cell of a whole table.
    pub(super) fn cell(&self, of: &str, row: &str, column: &str) -> Option<f64> {
        let grid = self.grid.iter().find(|grid| grid.of == of)?;
        let row = grid.rows.iter().position(|name| name == row)?;
        let column = grid.columns.iter().position(|name| name == column)?;
        grid.cells.get(row)?.get(column).copied()
    }

    /// Every figure, those of whole tables cell by cell.
    pub(super) fn figures(&self) -> Vec<Figure> {
        let mut figures: Vec<Figure> = self.grid.iter().flat_map(Grid::figures).collect();
        figures.extend(self.figure.iter().cloned());
        figures
    }
}

impl Grid {
    fn figures(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        for (row, cells) in self.rows.iter().zip(&self.cells) {
            for (column, published) in self.columns.iter().zip(cells) {
                figures.push(Figure {
                    id: self.id.clone(),
                    of: self.of.replace("$row", row).replace("$column", column),
                    published: *published,
                    step: self.step,
                    unit: self.unit.clone(),
                    role: self.role,
                    table: Some(self.of.replace(".$row", "").replace(".$column", "")),
                    remark: None,
                });
            }
        }
        figures
    }
}
