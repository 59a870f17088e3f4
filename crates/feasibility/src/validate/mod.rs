//! The published figures of the source study beside ours, each with its role, its error and a verdict.
//!
//! What is published is data (`data/validation/source-study.toml`); what is computed has a name
//! there, which [`computed`](self::computed) turns into a number.

mod computed;
mod published;

use serde::Serialize;

use super::problem::Problem;
use computed::Computed;
use published::Published;

pub use published::{Missing, Role};

/// How near ours is to what was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    /// Within half of the last printed digit.
    Exact,
    /// One off in the last printed digit, when ours is rounded to it.
    OneUnit,
    /// Within 3 %.
    Within3Percent,
    /// Within 10 %.
    Within10Percent,
    /// Not.
    No,
}

/// A published figure beside ours.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    /// Table or section of the source study.
    pub id: String,
    /// What is compared.
    pub of: String,
    /// What was published.
    pub published: f64,
    /// What we compute.
    pub ours: f64,
    /// The last printed digit.
    pub step: f64,
    /// Unit; empty when it has none.
    pub unit: String,
    /// Why they could agree.
    pub role: Role,
    /// How far off ours is, per cent; nothing when 0 was published.
    pub error_pct: Option<f64>,
    /// How near.
    pub agreement: Agreement,
    /// Which whole table it belongs to, when it does.
    pub table: Option<String>,
    /// What there is to say.
    pub remark: Option<bodemtoets_words::lang::Text>,
}

/// All figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Validation {
    /// Those that can be compared.
    pub compared: Vec<Compared>,
    /// Those that cannot, and why.
    pub missing: Vec<Missing>,
}

/// Compares everything.
///
/// # Errors
/// Never for the embedded data; a test runs it.
pub fn validate() -> Result<Validation, Problem> {
    let published = Published::read()?;
    let computed = Computed::new(&published)?;
    let mut compared = Vec::new();
    for figure in published.figures() {
        let ours = computed.value(&figure.of).ok_or_else(|| Problem::Unreadable {
            what: format!("source-study.toml: {}", figure.of),
            why: "nothing of that name is computed".to_owned(),
        })?;
        let off = (ours - figure.published).abs();
        let error = (figure.published != 0.0).then(|| 100.0 * (ours - figure.published) / figure.published.abs());
        // A hair more than half a digit: printed digits are decimal, ours are not.
        let agreement = match error {
            _ if off <= figure.step * 0.500_001 => Agreement::Exact,
            _ if off < figure.step * 1.5 => Agreement::OneUnit,
            Some(error) if error.abs() <= 3.0 => Agreement::Within3Percent,
            Some(error) if error.abs() <= 10.0 => Agreement::Within10Percent,
            _ => Agreement::No,
        };
        compared.push(Compared {
            id: figure.id,
            of: figure.of,
            published: figure.published,
            ours,
            step: figure.step,
            unit: figure.unit,
            role: figure.role,
            error_pct: error,
            agreement,
            table: figure.table,
            remark: figure.remark,
        });
    }
    Ok(Validation { compared, missing: published.missing })
}

impl Validation {
    /// How many figures of a role agree that well.
    #[must_use]
    pub fn count(&self, role: Role, agreement: Agreement) -> usize {
        self.compared.iter().filter(|figure| figure.role == role && figure.agreement == agreement).count()
    }
}

impl Agreement {
    /// All of them, best first.
    pub const ALL: [Self; 5] = [Self::Exact, Self::OneUnit, Self::Within3Percent, Self::Within10Percent, Self::No];

    /// The name in files.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::OneUnit => "one-unit",
            Self::Within3Percent => "within-3-percent",
            Self::Within10Percent => "within-10-percent",
            Self::No => "no",
        }
    }
}
